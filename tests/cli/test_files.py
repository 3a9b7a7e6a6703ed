"""Families in files: read, exported, checked, from the command line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import cousins
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


def test_every_question_works_on_a_gedcom_file(call, family):
    assert "sister of Bob Smith" in call("relate", "I3", "I4", "--from", family)[1]
    assert "mother" in call("relate", "Bob Smith", "Ann Jones", "--from", family)[1]
    assert "Adam Smith" in call("show", "Bob Smith", "--from", family)[1]
    assert call("ancestors", "I3", "--from", family)[1].count("\n") > 2
    assert "I1" in call("find", "adam", "--from", family)[1]


def test_the_path_of_a_file_is_a_source(family):
    assert len(cousins.read(Path(family))) == len(cousins.read(family))
    assert cousins.check(Path(family)).report.path


def test_check_tells_what_cannot_be_true_and_what_could_not_be_read(call, family):
    code, out, _ = call("check", family, "--report")
    assert code == 0
    assert "Bea Smith" in out
    assert "I9" in out
    assert call("check", family, "--strict")[0] == 3


def test_check_gives_tables_and_json(call, family):
    assert call("check", family, "--format", "csv")[1].startswith("severity,rule,persons")
    found = json.loads(call("check", family, "--format", "json")[1])
    assert {"severity", "rule", "persons", "evidence", "suggestion"} <= set(found[0])


@pytest.fixture
def faulty(tmp_path):
    """A family file with two findings."""
    path = tmp_path / "faulty.ged"
    path.write_text(GEDCOM.replace("ABT 1930", "1850"))
    return str(path)


def test_what_is_marked_as_seen_is_left_out_and_comes_back(call, faulty):
    before = call("check", faulty)[1]
    assert "Bea Smith" in before
    code, out, err = call("check", faulty, "--mark-seen")
    assert (code, out) == (0, before)
    assert f"2 more findings are marked as seen in {faulty}.seen" in err
    code, out, err = call("check", faulty, "--strict")
    assert code == 0
    assert "Bea Smith" not in out
    assert "0 errors, 0 warnings, 0 notes\n2 seen before are left out (--seen shows them)\n" in out
    code, out, err = call("check", faulty, "--seen", "--strict")
    assert code == 0
    assert out.count("[seen]") == 2
    assert "left out" not in out


def test_what_is_found_later_is_told(call, faulty):
    call("check", faulty, "--mark-seen")
    path = Path(faulty)
    path.write_text(path.read_text().replace("1 NAME Ann /Jones/", "1 NAME Ann /Jones/\n1 DEAT\n2 DATE 1840"))
    code, out, _ = call("check", faulty, "--strict")
    assert code == 3
    assert out.count("after the death of Ann Jones") == 2
    assert "after the death of Adam" not in out
    assert "2 more findings are marked" in call("check", faulty, "--mark-seen")[2]


@pytest.mark.parametrize("form", ["json", "csv"])
def test_tables_and_json_leave_out_what_was_seen_and_say_so(call, faulty, form):
    call("check", faulty, "--mark-seen")
    code, out, err = call("check", faulty, "--format", form)
    assert code == 0
    assert "Bea Smith" not in out
    assert "2 seen before are left out" in err
    code, out, err = call("check", faulty, "--format", form, "--seen")
    assert "Bea Smith" in out
    assert "left out" not in err


def test_json_has_the_key_of_each_finding_and_whether_it_was_seen(call, faulty):
    found = json.loads(call("check", faulty, "--format", "json")[1])
    assert [each["seen"] for each in found] == [False, False]
    Path(f"{faulty}.seen").write_text(found[0]["key"])
    found = json.loads(call("check", faulty, "--format", "json", "--seen")[1])
    assert [each["seen"] for each in found] == [True, False]
    assert "1 seen before is left out" in call("check", faulty)[1]


def test_only_findings_in_files_can_be_marked(call):
    code, _, err = call("check", "atlas", "--mark-seen")
    assert code == 1
    assert err.startswith("cousins: only findings in a family file")


def test_the_library_marks_some_findings_and_leaves_them_out(faulty):
    found = cousins.check(faulty)
    assert found.mark_seen(found.findings[:1]) == 1
    assert found.mark_seen() == len(found) - 1
    again = cousins.check(faulty)
    assert (again.findings, again.seen, again.left_out) == ((), found.findings, len(found))
    with_seen = cousins.check(faulty, seen=True)
    assert (with_seen.findings, with_seen.seen, with_seen.left_out) == (found.findings, found.findings, 0)
    assert [row["seen"] for row in with_seen.records()] == [True] * len(found)


def test_a_check_can_be_asked_for_any_day(tmp_path):
    path = tmp_path / "family.csv"
    path.write_text("id,name,sex,born,died\nA,Ann,female,2001,\nB,Bob,male,9998,\n")
    path.with_name("family.links.csv").write_text("link,kind,person,other\n")
    assert [finding.persons for finding in cousins.check(str(path))] == [("B",)]
    assert len(cousins.check(str(path), today=date(2000, 1, 1))) == 2


def test_check_of_the_atlas_finds_no_circles(call):
    code, out, _ = call("check", "atlas")
    assert code == 0
    assert "own ancestor" not in out


@pytest.mark.parametrize("ending", ["ged", "gdz", "csv", "parquet", "jsonld", "graphml", "json"])
def test_what_is_exported_is_read_again(call, tmp_path, ending):
    path = str(tmp_path / f"family.{ending}")
    assert call("export", path, "--between", "Q9682", "Q80976", "--generations", "4")[0] == 0
    code, out, _ = call("relate", "Q9682", "Q80976", "--from", path)
    assert code == 0
    assert "third cousins" in out


def test_a_family_goes_to_standard_output_and_what_is_said_of_it_does_not(capsysbinary, tmp_path):
    path = tmp_path / "tree.ged"
    path.write_text("0 HEAD\n1 GEDC\n2 VERS 5.5.1\n0 @I1@ INDI\n1 NAME Ann\n1 NOTE so\n0 TRLR\n")
    for form, start, code in (
        ([], b"\xef\xbb\xbf0 HEAD", 0),
        (["--as", "json"], b'{"directed"', 0),
        (["--as", "csv"], b"", 1),
    ):
        with pytest.raises(SystemExit) as left:
            main(["export", "-", "--from", str(path), *form])
        out, err = capsysbinary.readouterr()
        assert (left.value.code, out.startswith(start)) == (code, True)
        assert (b"name one of them instead of -" if code else b"cousins: in the source and not read: 1 note\n") in err


def test_parts_are_exported(call, tmp_path):
    path = str(tmp_path / "part.dot")
    assert "7 people" in call("export", path, "--ancestors", "Q9439", "--generations", "2")[1]
    assert "10 people" in call("export", path, "--descendants", "Q9439", "--generations", "1")[1]


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
def test_a_wrong_file_ends_in_one_clear_line(call, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    code, out, err = call(*arguments)
    assert (code, out) == (1, "")
    assert len(err.strip().splitlines()) == 1
