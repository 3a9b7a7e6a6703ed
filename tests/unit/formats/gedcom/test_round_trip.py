"""What people wrote is there again after reading and writing, for us and for other people's readers."""

from __future__ import annotations

import ged4py
import gedcom7
import pytest

from cousins import formats
from cousins.family.life_events import EventKind
from cousins.kinship.descent_list import by_birth

TREE = """0 HEAD
1 GEDC
2 VERS 5.5.1
1 CHAR UTF-8
0 @I1@ INDI
1 NAME John /Smith/
2 TYPE birth
2 NPFX Dr.
2 GIVN John
2 SURN Smith
2 NSFX Jr.
2 NICK Jack
1 NAME John /Brown/
2 TYPE married
1 TITL Sir
1 SEX M
1 BIRT
2 DATE um Ostern 1850
2 PLAC Ulm, Baden
1 BAPM
2 DATE 3 MAY 1850
2 PLAC Münster
1 DEAT
2 PLAC London
1 BURI
2 DATE 1900
1 FAMS @F1@
0 @I2@ INDI
1 NAME /Nagy/ Ilona
1 SEX F
1 FAMS @F1@
0 @F1@ FAM
1 HUSB @I1@
1 WIFE @I2@
1 ENGA
2 DATE 1879
1 MARR
2 DATE 10 FEB 1880
2 PLAC Wien
1 DIV
2 DATE 1890
0 TRLR
"""


@pytest.fixture(params=["gedcom", "gedcom-5.5.1"])
def written(request, tmp_path):
    source, target = tmp_path / "source.ged", tmp_path / "target.ged"
    source.write_text(TREE)
    formats.write(formats.read(source)[0], target, form=request.param)
    return target


def test_names_events_and_places_come_back(written):
    graph, report = formats.read(written)
    person = graph.person("I1")
    assert (person.name, person.aliases) == ("John Smith Jr.", ("John Brown", "Jack"))
    assert {name.text: (name.kind or "").lower() for name in person.names} == {
        "John Smith Jr.": "birth",
        "Jack": "nickname",
        "John Brown": "married",
    }
    assert dict(person.names[0].pieces) == {"NPFX": "Dr.", "GIVN": "John", "SURN": "Smith", "NSFX": "Jr."}
    assert [(event.kind, event.place) for event in person.events] == [
        (EventKind.BIRTH, "Ulm, Baden"),
        (EventKind.BAPTISM, "Münster"),
        (EventKind.DEATH, "London"),
        (EventKind.BURIAL, None),
    ]
    assert str(person.born) == "1850~"
    assert [(event.kind, str(event.date), event.place) for event in graph.couple_events[0, 1]] == [
        (EventKind.ENGAGEMENT, "1879", None),
        (EventKind.MARRIAGE, "1880-02-10", "Wien"),
        (EventKind.DIVORCE, "1890", None),
    ]
    assert not len(report)


def test_the_words_of_a_date_are_in_the_file(written):
    assert "um Ostern 1850" in written.read_text(encoding="utf-8-sig")


def test_another_reader_finds_given_name_and_surname_as_they_went_in(written):
    found = []
    for path in (written.with_name("source.ged"), written):
        with ged4py.GedcomReader(str(path)) as reader:
            found.append(
                {record.xref_id: (record.name.given, record.name.surname) for record in reader.records0("INDI")}
            )
    assert found[0] == found[1]
    assert found[1]["@I2@"] == ("Ilona", "Nagy")
    assert found[1]["@I1@"] == ("John", "Smith")


def test_gedcom7_reads_what_is_written_in_its_version(tmp_path):
    source, target = tmp_path / "source.ged", tmp_path / "target.ged"
    source.write_text(TREE)
    formats.write(formats.read(source)[0], target)
    records = gedcom7.loads(target.read_text(encoding="utf-8-sig"))
    person = next(record for record in records if record.tag == "INDI")
    name = next(child for child in person.children if child.tag == "NAME")
    assert name.text == "John /Smith/"
    assert {child.tag: child.text for child in name.children if child.tag in {"GIVN", "SURN"}} == {
        "GIVN": "John",
        "SURN": "Smith",
    }


def test_children_stay_in_the_order_of_their_family(tmp_path):
    children = "".join(f"0 @C{n}@ INDI\n1 NAME C{n}\n1 FAMC @F1@\n" for n in (1, 2, 3))
    family = "0 @A@ INDI\n1 FAMS @F1@\n0 @F1@ FAM\n1 HUSB @A@\n1 CHIL @C3@\n1 CHIL @C1@\n1 CHIL @C2@\n"
    source, target = tmp_path / "source.ged", tmp_path / "target.ged"
    source.write_text(f"0 HEAD\n1 GEDC\n2 VERS 5.5.1\n{children}{family}0 TRLR\n")
    graph, _ = formats.read(source)
    assert [graph.ids[child] for child in by_birth(graph, graph.children[3])] == ["C3", "C1", "C2"]
    formats.write(graph, target)
    assert target.read_text(encoding="utf-8-sig").count("1 CHIL @C3@\n1 CHIL @C1@\n1 CHIL @C2@\n") == 1
