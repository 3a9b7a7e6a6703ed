"""Families in files: read, exported, checked, from the command line."""

from __future__ import annotations

import json

import pytest

from cousins.cli import main

GEDCOM = """0 HEAD
1 GEDC
2 VERS 5.5.1
1 CHAR UTF-8
0 @I1@ INDI
1 NAME Adam /Smith/
1 SEX M
1 BIRT
2 DATE 1 JAN 1900
1 FAMS @F1@
0 @I2@ INDI
1 NAME Ann /Jones/
1 SEX F
1 FAMS @F1@
0 @I3@ INDI
1 NAME Bob /Smith/
1 SEX M
1 BIRT
2 DATE ABT 1930
1 FAMC @F1@
0 @I4@ INDI
1 NAME Bea /Smith/
1 SEX F
1 BIRT
2 DATE 1890
1 FAMC @F1@
0 @F1@ FAM
1 HUSB @I1@
1 WIFE @I2@
1 CHIL @I3@
1 CHIL @I4@
1 CHIL @I9@
0 TRLR
"""


@pytest.fixture
def family(tmp_path):
    path = tmp_path / "family.ged"
    path.write_text(GEDCOM)
    return str(path)


def call(capsys, *arguments):
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    captured = capsys.readouterr()
    return left.value.code, captured.out, captured.err


def test_every_question_works_on_a_gedcom_file(capsys, family):
    assert "sister of Bob Smith" in call(capsys, "relate", "I3", "I4", "--from", family)[1]
    assert "mother" in call(capsys, "relate", "Bob Smith", "Ann Jones", "--from", family)[1]
    assert "Adam Smith" in call(capsys, "show", "Bob Smith", "--from", family)[1]
    assert call(capsys, "ancestors", "I3", "--from", family)[1].count("\n") > 2
    assert "I1" in call(capsys, "find", "adam", "--from", family)[1]


def test_check_tells_what_cannot_be_true_and_what_could_not_be_read(capsys, family):
    code, out, _ = call(capsys, "check", family, "--report")
    assert code == 0
    assert "Bea Smith" in out
    assert "I9" in out
    assert call(capsys, "check", family, "--strict")[0] == 3


def test_check_gives_tables_and_json(capsys, family):
    assert call(capsys, "check", family, "--format", "csv")[1].startswith("severity,rule,persons")
    found = json.loads(call(capsys, "check", family, "--format", "json")[1])
    assert {"severity", "rule", "persons", "evidence", "suggestion"} <= set(found[0])


def test_check_of_the_atlas_finds_no_circles(capsys):
    code, out, _ = call(capsys, "check", "atlas")
    assert code == 0
    assert "own ancestor" not in out


@pytest.mark.parametrize("ending", ["ged", "gdz", "csv", "parquet", "jsonld", "graphml", "json"])
def test_what_is_exported_is_read_again(capsys, tmp_path, ending):
    path = str(tmp_path / f"family.{ending}")
    assert call(capsys, "export", path, "--between", "Q9682", "Q80976", "--generations", "4")[0] == 0
    code, out, _ = call(capsys, "relate", "Q9682", "Q80976", "--from", path)
    assert code == 0
    assert "third cousins" in out


def test_parts_are_exported(capsys, tmp_path):
    path = str(tmp_path / "part.dot")
    assert "7 people" in call(capsys, "export", path, "--ancestors", "Q9439", "--generations", "2")[1]
    assert "10 people" in call(capsys, "export", path, "--descendants", "Q9439", "--generations", "1")[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "family.xyz"),
        ("export", "/nowhere/at/all.ged"),
        ("relate", "I1", "I2", "--from", "missing.ged"),
        ("check", "missing.ged"),
        ("check", "family.xyz"),
    ],
)
def test_a_wrong_file_ends_in_one_clear_line(capsys, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    code, out, err = call(capsys, *arguments)
    assert (code, out) == (1, "")
    assert len(err.strip().splitlines()) == 1
