"""Parts of names and events in the columns of tables: few where little is told, and read by people."""

from __future__ import annotations

import csv
import json

import pytest

from cousins import formats
from cousins.family.life_events import EventKind

TREE = """0 HEAD
1 GEDC
2 VERS 5.5.1
0 @I1@ INDI
1 NAME John /Smith/
2 NPFX Dr.
2 GIVN John
2 SURN Smith
2 NICK Jack
1 NAME John /Brown/
2 TYPE married
1 BIRT
2 DATE 10 JAN
2 PLAC Ulm
1 BAPM
2 DATE 3 MAY 1850
1 FAMS @F1@
0 @I2@ INDI
1 NAME Eve
1 FAMS @F1@
0 @F1@ FAM
1 HUSB @I1@
1 WIFE @I2@
1 MARR
2 DATE 1880
2 PLAC Wien
1 MARR
2 DATE 1881
0 TRLR
"""


@pytest.fixture
def table(tmp_path):
    (tmp_path / "tree.ged").write_text(TREE)
    formats.write(formats.read(tmp_path / "tree.ged")[0], tmp_path / "tree.csv")
    return tmp_path / "tree.csv"


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_table_has_a_column_for_each_part_that_anybody_has(table):
    john, eve = rows(table)
    assert {name: cell for name, cell in john.items() if cell} == {
        "id": "I1",
        "name": "John Smith",
        "born": "../1850-05-03",
        "born_written": "10 JAN",
        "aliases": "John Brown|Jack",
        "name_prefix": "Dr.",
        "given": "John",
        "surname": "Smith",
        "nickname": "Jack",
        "other_names": '[{"name": "John Brown", "name_type": "married", "name_written": "John /Brown/"}]',
        "birth_place": "Ulm",
        "baptism_date": "1850-05-03",
    }
    assert {name: cell for name, cell in eve.items() if cell} == {"id": "I2", "name": "Eve"}
    assert "burial_date" not in john
    (couple,) = rows(table.with_name("tree.links.csv"))
    assert (couple["marriage_date"], couple["marriage_place"]) == ("1880", "Wien")
    assert [event["date"] for event in json.loads(couple["other_events"])] == ["1880", "1881"]


def test_a_table_of_which_nothing_more_is_told_has_the_plain_columns(tmp_path):
    (tmp_path / "old.csv").write_text("id,name,sex,born,died,aliases\nA,Ann,female,1850,,\n")
    (tmp_path / "old.links.csv").write_text("link,kind,person,other\n")
    graph, report = formats.read(tmp_path / "old.csv")
    assert (str(graph.people[0].born), graph.people[0].names) == ("1850", ())
    assert not len(report)
    formats.write(graph, tmp_path / "new.csv")
    assert (
        (tmp_path / "new.csv").read_text().startswith("id,name,sex,born,died,aliases,born_written,died_written,pair_")
    )


def test_a_table_that_people_made_may_tell_names_by_their_parts_alone(tmp_path):
    (tmp_path / "own.csv").write_text("id,given,surname,birth_place,burial_date\nA,Ann,Lee,Ulm,1900\n")
    (tmp_path / "own.links.csv").write_text("link,kind,person,other\n")
    graph, _ = formats.read(tmp_path / "own.csv")
    (ann,) = graph
    assert (ann.name, ann.names[0].written) == ("Ann Lee", "Ann /Lee/")
    assert [(event.kind, event.place) for event in ann.events] == [(EventKind.BIRTH, "Ulm"), (EventKind.BURIAL, None)]


@pytest.mark.parametrize(
    "cell", ["nonsense", "5", '["x"]', '[{"date": "1850"}]', '[{"event": "flown"}]', "[" * 100_000, '{"event": "born"}']
)
def test_a_list_that_is_none_is_reported_and_takes_nothing_else_away(tmp_path, cell):
    with (tmp_path / "odd.csv").open("w", newline="") as file:
        csv.writer(file).writerows([["id", "name", "born", "other_events"], ["A", "Ann", "1850", cell]])
    (tmp_path / "odd.links.csv").write_text("link,kind,person,other\n")
    graph, report = formats.read(tmp_path / "odd.csv")
    assert graph.people[0].label == "Ann (* 1850)"
    assert [problem.trouble.name for problem in report] == ["BAD_VALUE"]


@pytest.mark.parametrize("ending", ["csv", "graphml", "json", "jsonld", "ged"])
def test_spouses_and_children_stay_in_the_order_of_their_families(tmp_path, ending):
    people = "".join(f"0 @{name}@ INDI\n1 NAME {name}\n" for name in ("A", "B", "C", "D", "X", "Y"))
    people = people.replace("1 NAME A\n", "1 NAME A\n1 FAMS @F3@\n1 FAMS @F1@\n1 FAMS @F2@\n")
    families = "".join(
        f"0 @F{number}@ FAM\n1 HUSB @A@\n1 WIFE @{wife}@\n{brood}"
        for number, wife, brood in ((1, "B", "1 CHIL @Y@\n1 CHIL @X@\n"), (2, "C", ""), (3, "D", ""))
    )
    (tmp_path / "tree.ged").write_text(f"0 HEAD\n1 GEDC\n2 VERS 5.5.1\n{people}{families}0 TRLR\n")
    formats.write(formats.read(tmp_path / "tree.ged")[0], tmp_path / f"again.{ending}")
    graph, _ = formats.read(tmp_path / f"again.{ending}")
    assert [graph.ids[partner] for partner in graph.partners_of(0)] == ["D", "B", "C"]
    assert sorted(("X", "Y"), key=lambda child: graph.rank[graph.number(child)]) == ["Y", "X"]
