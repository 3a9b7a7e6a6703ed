"""With --living nothing that may be seen has a name or a date of somebody who may be living."""

from __future__ import annotations

import zipfile

import pytest

import cousins
from cousins.drawing.writers.endings import WRITERS as PICTURES
from cousins.errors import PersonNotFoundError, SettingsError
from cousins.explorer import Explorer
from cousins.family.graph import FamilyGraph
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


def told(call, *arguments):
    """Everything that a command says."""
    code, out, complaints = call(*arguments)
    assert code == 0, complaints
    return out + complaints


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
def test_no_answer_and_no_picture_has_a_name_or_date_of_the_living(call, family, how, question):
    shown = told(call, *question, "--from", family, "--living", how)
    assert not [secret for secret in SECRETS if secret in shown]
    assert "I2" in shown or "Openname" in shown or "living" in shown or "Z. S." in shown


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_no_check_has_a_name_or_date_of_the_living(call, family, form):
    shown = told(call, "check", family, "--report", "--living", "hide", "--format", form)
    assert not [secret for secret in SECRETS if secret in shown]


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_no_exported_file_has_a_name_or_date_of_the_living(call, family, tmp_path, form):
    path = tmp_path / "shared"
    told(call, "export", str(path), "--as", form, "--from", family, "--living", "hide")
    written = path.read_bytes()
    if form == "gedzip":
        written = zipfile.ZipFile(path).read("gedcom.ged")
    elif form == "parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
        written = str(parquet.read_table(path).to_pylist()).encode()
    assert b"Openname" in written
    assert not [secret for secret in SECRETS if secret.encode() in written]


def test_relationships_of_the_living_are_named_as_ever(call, family):
    assert "sister" in told(call, "relate", "I2", "I3", "--from", family, "--living", "hide")


def test_hidden_people_are_found_by_id_only(family):
    explorer = Explorer(FamilyFile(family), living="hide")
    assert str(run(explorer.show("I2")).person) == "living"
    with pytest.raises(PersonNotFoundError):
        run(explorer.show("Zacharias Secretname"))


def named(*secrets):
    """A family of three generations; ids, names and dates of its living are secret."""
    one, other, surname, year = secrets
    return FamilyGraph.from_arrays(
        ["I1", f"{one} {surname}", f"{other}_{year}", surname, f"{year}0401"],
        child=[1, 2, 3, 4],
        parent=[0, 0, 1, 2],
        one=[1],
        other=[2],
        name=["Abel Openname", f"{one} {surname}", f"{other} {surname}", None, "N.N."],
        sex=["male", "male", "female", None, "male"],
        born=["1800-01-01", f"{year}-03-03", f"{year}", None, f"{year}-04-01"],
        died=["1860", None, None, None, None],
    )


HIDDEN = [named("Zacharias", "Xenia", "Secretname", 9000), named("Qi", "Wilhelmina-Charlotte", "Otherwise", 9010)]
"""Two families that are the same but for the secrets."""


@pytest.mark.parametrize("ending", PICTURES)
def test_a_picture_of_the_living_is_the_same_whoever_they_are(tmp_path, ending):
    path = tmp_path / f"picture{ending}"
    drawn = []
    for graph in HIDDEN:
        cousins.tree("I1", descendants=None, siblings="names", source=graph, living="hide").write(path)
        drawn.append(path.read_bytes())
        # Children whom a picture leaves out are named by it, too.
        cousins.tree("I1", source=graph, living="hide").write(path)
        drawn[-1] += path.read_bytes()
    assert drawn[0] == drawn[1]


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_a_file_of_the_living_is_the_same_whoever_they_are(tmp_path, form):
    written = []
    for graph in HIDDEN:
        folder = tmp_path / str(len(written))
        folder.mkdir()
        cousins.write(cousins.read(graph, living="hide"), folder / "family", form=form)
        written.append({path.name: content(path, form) for path in folder.iterdir()})
    assert written[0] == written[1]
    assert any(written[0].values())


def content(path, form):
    """What a file holds, without the time at which it was made."""
    if form == "gedzip":
        return zipfile.ZipFile(path).read("gedcom.ged")
    return path.read_bytes()


@pytest.mark.parametrize(
    "ask",
    [
        lambda graph: cousins.relate("I1", graph.ids[3], source=graph, living="hide"),
        lambda graph: cousins.relate(graph.ids[2], graph.ids[4], source=graph, living="hide"),
        lambda graph: cousins.show("I1", source=graph, living="hide"),
        lambda graph: cousins.ancestors(graph.ids[4], source=graph, living="hide"),
        lambda graph: cousins.descendants("I1", source=graph, living="hide"),
        lambda graph: cousins.tree("I1", descendants=None, source=graph, living="hide"),
        lambda graph: cousins.check(graph, living="hide"),
        lambda graph: cousins.find("Abel", source=graph, living="hide"),
    ],
)
def test_an_answer_about_the_living_is_the_same_whoever_they_are(ask):
    shown = []
    for graph in HIDDEN:
        answer = ask(graph)
        records = answer.records() if hasattr(answer, "records") else ""
        shown.append((str(list(answer) if hasattr(answer, "findings") else answer), str(records)))
    assert shown[0] == shown[1]


def test_there_are_two_ways_to_show_the_living(family):
    with pytest.raises(SettingsError, match="hide or initials"):
        Explorer(FamilyFile(family), living="all")


def test_the_columns_of_dates_of_a_file_end(family):
    graph = run(FamilyFile(family).family(), waits=False)
    assert len(list(graph.born)) == len(graph.first_born_day) == len(graph)
