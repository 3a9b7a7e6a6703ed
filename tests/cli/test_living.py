"""With --living nothing that may be seen has a name or a date of somebody who may be living."""

from __future__ import annotations

import zipfile

import pytest

from cousins.cli import main
from cousins.errors import PersonNotFoundError, SettingsError
from cousins.explorer import Explorer
from cousins.formats import WRITERS
from cousins.running import run
from cousins.sources.file import FamilyFile

# Born in 9000, so that they count as living on whichever day the tests run.
GEDCOM = """\
0 HEAD
1 GEDC
2 VERS 5.5.1
1 CHAR UTF-8
0 @I1@ INDI
1 NAME Abel /Openname/
1 SEX M
1 BIRT
2 DATE 1 JAN 1800
1 DEAT
2 DATE 1860
1 FAMS @F1@
0 @I2@ INDI
1 NAME Zacharias /Secretname/
2 NICK Pseudonymus
1 SEX M
1 BIRT
2 DATE 3 MAR 9000
2 PLAC Hideaway
1 BAPM
2 PLAC Hideaway
1 FAMC @F1@
1 FAMS @F2@
0 @I3@ INDI
1 NAME Xenia /Secretname/
1 SEX F
1 BIRT
2 DATE 9000 perhaps, Secretname
1 FAMC @F1@
0 @F1@ FAM
1 HUSB @I1@
1 CHIL @I2@
1 CHIL @I3@
0 @F2@ FAM
1 HUSB @I2@
1 MARR
2 DATE 9030
2 PLAC Hideaway
0 TRLR
"""
SECRETS = ("Zacharias", "Xenia", "Secretname", "Pseudonymus", "9000", "9030", "Hideaway")


@pytest.fixture
def family(tmp_path):
    path = tmp_path / "family.ged"
    path.write_text(GEDCOM)
    return str(path)


def call(capsys, *arguments):
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    captured = capsys.readouterr()
    assert left.value.code == 0, captured.err
    return captured.out + captured.err


@pytest.mark.parametrize("how", ["hide", "initials"])
@pytest.mark.parametrize(
    "question",
    [
        ("relate", "I2", "I3"),
        ("relate", "I2", "I3", "--format", "json"),
        ("relate", "I2", "I3", "-o", "-", "--as", "svg", "--siblings", "names"),
        ("relate", "I2", "I3", "-o", "-", "--as", "html"),
        ("show", "I1"),
        ("show", "I2", "--format", "json"),
        ("find", "Openname"),
        ("ancestors", "I2"),
        ("descendants", "I1", "--format", "json"),
        ("tree", "I1"),
        *(("tree", "I1", "-o", "-", "--as", form) for form in ("svg", "html", "dot", "mmd", "graphml", "json")),
    ],
    ids=" ".join,
)
def test_no_answer_and_no_picture_has_a_name_or_date_of_the_living(capsys, family, how, question):
    told = call(capsys, *question, "--from", family, "--living", how)
    assert not [secret for secret in SECRETS if secret in told]
    assert "I2" in told or "Openname" in told or "living" in told or "Z. S." in told


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_no_check_has_a_name_or_date_of_the_living(capsys, family, form):
    told = call(capsys, "check", family, "--report", "--living", "hide", "--format", form)
    assert not [secret for secret in SECRETS if secret in told]


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_no_exported_file_has_a_name_or_date_of_the_living(capsys, family, tmp_path, form):
    path = tmp_path / "shared"
    call(capsys, "export", str(path), "--as", form, "--from", family, "--living", "hide")
    written = path.read_bytes()
    if form == "gedzip":
        written = zipfile.ZipFile(path).read("gedcom.ged")
    elif form == "parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
        written = str(parquet.read_table(path).to_pylist()).encode()
    assert b"Openname" in written
    assert not [secret for secret in SECRETS if secret.encode() in written]


def test_relationships_of_the_living_are_named_as_ever(capsys, family):
    assert "sister" in call(capsys, "relate", "I2", "I3", "--from", family, "--living", "hide")


def test_hidden_people_are_found_by_id_only(family):
    explorer = Explorer(FamilyFile(family), living="hide")
    assert str(run(explorer.show("I2")).person) == "living"
    with pytest.raises(PersonNotFoundError):
        run(explorer.show("Zacharias Secretname"))


def test_there_are_two_ways_to_show_the_living(family):
    with pytest.raises(SettingsError, match="hide or initials"):
        Explorer(FamilyFile(family), living="all")


def test_the_columns_of_dates_of_a_file_end(family):
    graph = run(FamilyFile(family).family(), waits=False)
    assert len(list(graph.born)) == len(graph.first_born_day) == len(graph)
