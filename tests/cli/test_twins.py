"""--twins on the command line."""

from __future__ import annotations

import json

import pytest
from families import family

from cousins import formats
from cousins.cli import main


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "family.json"
    formats.write(family("Adam + Eve: Bob, Carl\nBob + Bea: Dan\nCarl + Cleo: Emil"), path)
    return str(path)


def call(capsys, *arguments):
    """Return how a command ends, and what it says."""
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    return ended.value.code, *capsys.readouterr()


def test_the_coefficients_know_of_twins(capsys, source):
    arguments = ["relate", "Dan", "Emil", "--from", source, "--twins", "Bob = Carl", "--coefficients"]
    _, shown, _ = call(capsys, *arguments)
    assert "1. first cousins" in shown
    assert "kinship φ 0.125, relationship r 0.25" in shown
    assert "Identical twins, in the coefficients one person: Bob and Carl" in shown
    record = json.loads(call(capsys, *arguments, "--format", "json")[1])
    assert (record["kinship"], record["identical_twins"]) == (0.125, [["Bob", "Carl"]])


def test_export_writes_who_is_marked(capsys, source, tmp_path):
    target = tmp_path / "marked.csv"
    assert call(capsys, "export", str(target), "--from", source, "--twins", "Bob=Carl")[0] == 0
    assert "identical twins\n  Bob, Bob" in call(capsys, "show", "Carl", "--from", str(target))[1]


@pytest.mark.parametrize(
    ("twins", "code", "said"),
    [
        ("Bob", 2, "it wants two people, as in A=B"),
        ("Bob=", 2, "it wants two people, as in A=B"),
        ("Bob=Bob", 1, "identical twins are two people or more, not Bob"),
        ("Bob=Zoltan", 1, "nobody found for 'Zoltan'"),
        ("Bob=Bea", 1, "Bob and Bea cannot be identical twins: they are of different sexes"),
        ("Bob=Dan", 1, "Bob and Dan cannot be identical twins"),
        ("Dan=Emil", 1, "Dan and Emil cannot be identical twins: they have different parents"),
    ],
)
def test_who_cannot_be_twins_is_said_in_one_line(capsys, source, twins, code, said):
    ended, _, complaint = call(capsys, "relate", "Dan", "Emil", "--from", source, "--twins", twins)
    assert ended == code
    assert said in complaint
    assert complaint.count("\n") == 1
