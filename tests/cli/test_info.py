"""``cousins info``, and family files on the command line."""

from __future__ import annotations

import json

import pytest
from families import family

from cousins import formats
from cousins.stores.familyfile import open_family


@pytest.fixture
def path(tmp_path):
    place = tmp_path / "small.family"
    formats.write(family("Adam + Eve: Carl, Dora\nCarl + Ann: Bob", {"Bob": "1950"}), place, source="grandma")
    return str(place)


def test_of_a_family_file_it_says_what_it_holds_and_that_it_is_whole(call, path):
    code, out, _ = call("info", path)
    assert code == 0
    assert out.startswith(f"{path}: family file, version 1, 6 people, 6 parent links, 2 couples\nfrom grandma\n")
    assert "all as they were written\nrows: people 6" in out
    record = json.loads(call("info", path, "--format", "json")[1])
    assert (record["people"], record["couples"], record["circles"], record["whole"]) == (6, 2, 0, True)


def test_of_the_atlas_it_says_where_the_facts_are_from(call):
    out = call("info", "atlas")[1]
    assert out.startswith("atlas: Europe's royal houses, ")
    assert "\nfrom Wikidata (https://www.wikidata.org), " in out


def test_of_other_files_it_says_what_was_read(call, tmp_path):
    place = tmp_path / "small.ged"
    place.write_text("0 HEAD\n1 GEDC\n2 VERS 5.5.1\n0 @I1@ INDI\n1 SEX Q\n0 TRLR\n")
    code, out, _ = call("info", str(place))
    assert code == 0
    assert out.startswith(f"{place}: GEDCOM 5.5.1, 1 person, 0 parent links, 0 couples\n1 problem in it; cousins check")


@pytest.mark.parametrize("command", [["info"], ["check"], ["relate", "Bob", "Dora", "--from"]])
def test_a_damaged_one_is_told_in_a_line(call, path, command):
    with open(path, "r+b") as file:  # noqa: PTH123 (a path as it was typed)
        file.seek(700)
        byte = file.read(1)
        file.seek(700)
        file.write(bytes([byte[0] ^ 1]))
    code, _, err = call(*command, path)
    assert code == 1
    assert "the bytes of people.arrow are not those that were written" in err
    assert err.count("\n") == 1


def test_questions_are_answered_from_it_and_it_is_written_from_it(call, path, tmp_path):
    assert "nephew" in call("relate", "Dora", "Bob", "--from", path)[1]
    assert "born 1950" in call("show", "bob", "--from", path)[1]
    assert call("check", path)[0] == 0
    again = str(tmp_path / "again.family")
    assert call("export", again, "--from", path)[:2] == (0, f"6 people written to {again}\n")
    assert "from grandma" in call("info", again)[1]
    part = tmp_path / "part"
    assert call("export", str(part), "--as", "family", "--ancestors", "Bob", "--from", path)[0] == 0
    assert {*open_family(part).ids} == {"Adam", "Eve", "Carl", "Ann", "Bob"}
    assert "Bob" in call("show", "Bob", "--read-as", "family", "--from", str(part))[1]
    assert "5 people" in call("info", str(part), "--read-as", "family")[1]
