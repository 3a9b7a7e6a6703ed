"""A folder of downloads: names that are safe everywhere, and a list that cannot lead out of it."""

from __future__ import annotations

import json

import pytest

from cousins.stores.download_folder import LIST_NAME, DownloadFolder, safe_name


def test_a_list_that_lies_cannot_lead_out_of_the_folder(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "out.png").write_bytes(b"out")
    (folder / LIST_NAME).write_text(json.dumps(["../out.png", 3, "http://127.0.0.1:1/x"]) + "\n")
    store = DownloadFolder(folder)
    assert store.kept("http://127.0.0.1:1/x") is None
    assert store.place("http://127.0.0.1:1/x").parent == folder
    store.close()


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://a.example/", "a.example"),
        ("http://a.example", "a.example"),
        ("http://a.example/b/", "b"),
        ("http://a.example/%00%0A.png", "png"),
        ("http://a.example/.downloads.jsonl", "downloads.jsonl"),
        ("http://a.example/CON.png", "_CON.png_"),
        ("http://a.example/x.part", "_x.part_"),
        ("http://a.example/a:b?c=d", "a_b"),
        ("http://a.example/Zo%C3%AB.png", "Zoë.png"),
        ("http://a.example/Zoe%CC%88.png", "Zoë.png"),
        ("http://a.example/..", "a.example"),
    ],
)
def test_names_are_safe_everywhere(url, name):
    assert safe_name(url) == name


def test_long_names_keep_their_suffix():
    name = safe_name(f"http://a.example/{'ä' * 300}.png")
    assert len(name.encode()) <= 130
    assert name.endswith("ä.png")
