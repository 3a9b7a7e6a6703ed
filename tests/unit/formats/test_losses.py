"""What a format cannot hold is counted by kind."""

from __future__ import annotations

from cousins import formats
from cousins.family.graph import FamilyGraph
from cousins.family.person import Person

TREE = (
    "0 HEAD\n1 GEDC\n2 VERS 5.5.1\n0 @I1@ INDI\n1 NAME A /B/\n1 OCCU smith\n1 NOTE so\n"
    "1 BIRT\n2 DATE um 1850\n2 PLAC Ulm\n"
    "2 SOUR @S1@\n1 BURI\n2 DATE 1900\n1 FAMS @F1@\n0 @I2@ INDI\n1 FAMS @F1@\n0 @F1@ FAM\n1 HUSB @I1@\n1 WIFE @I2@\n"
    "1 MARR\n2 DATE 1880\n0 @S1@ SOUR\n0 TRLR\n"
)


def test_losses_are_counted_by_kind(tmp_path):
    path = tmp_path / "tree.ged"
    path.write_text(TREE)
    graph, report = formats.read(path)
    assert all(formats.losses(graph, form) == {} for form in ("gedcom", "csv", "parquet", "json", "graphml"))
    assert formats.losses(graph, "jsonld") == {"baptisms and burials": 1, "marriages, engagements and divorces": 1}
    assert formats.losses(graph, "dot") == {
        "names in parts": 1,
        "places": 1,
        "dates as written": 1,
        "baptisms and burials": 1,
        "marriages, engagements and divorces": 1,
    }
    assert report.left_out() == {"other facts": 1, "notes": 1, "sources": 1}


def test_one_of_a_kind_is_told_in_the_singular():
    kinds = {
        *("types of names", "other names in parts", "names in parts", "other names", "sexes", "places"),
        *("months and days of dates", "dates as written", "further births and deaths", "baptisms and burials"),
        *("marriages, engagements and divorces", "notes", "sources", "pictures and other media"),
        *("associations", "other facts"),
    }
    for kind in kinds:
        assert formats.told({kind: 2}) == f"2 {kind}"
        assert formats.told({kind: 1}) != f"1 {kind}"


def test_letters_that_a_format_has_no_way_to_write_are_counted():
    graph = FamilyGraph.of([Person("a", "x\ny\x1b", aliases=("\x00", "z\ud800"))])
    counts = {"csv": 1, "json": 1, "graphml": 3, "gedcom": 4}
    assert {form: formats.losses(graph, form)["control characters"] for form in counts} == counts


def test_the_words_of_dates_are_in_every_format_that_is_read_back(tmp_path):
    path = tmp_path / "tree.ged"
    path.write_text(TREE)
    graph, _ = formats.read(path)
    for ending in ("csv", "jsonld", "graphml", "json", "ged"):
        formats.write(graph, tmp_path / f"again.{ending}")
        again, _ = formats.read(tmp_path / f"again.{ending}")
        assert again.people[0].born == graph.people[0].born
        assert again.people[0].born.written == "um 1850"
