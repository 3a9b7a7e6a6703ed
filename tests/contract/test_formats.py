"""Every format: what is written is read again, and other people's readers find it too."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET
from dataclasses import replace

import ged4py
import gedcom7
import networkx as nx
import pyarrow.parquet as pq
import pytest
import rdflib
from families import family

from cousins import formats
from cousins.errors import FormatError, UnknownFormatError
from cousins.family.dates import Date
from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentKind, ParentLink, PartnerKind, PartnerLink
from cousins.family.person import Person, PersonId, Sex
from cousins.formats.rows import link_rows

READABLE = sorted(set(formats.WRITERS) - {"dot"})
SUFFIXES = {"gedcom": ".ged", "gedcom-5.5.1": ".ged", "gedzip": ".gdz", "jsonld": ".jsonld"}


def royal():
    """Everything that all formats can hold: dates, other names, kinds of parents and partners, odd letters."""
    people = [
        Person(
            PersonId("Q9439"),
            "Victoria",
            Sex.FEMALE,
            Date.parse("1819-05-24"),
            Date.parse("1901-01-22"),
            ("Drina", "R|I"),
        ),
        Person(PersonId("Q152245"), "Albert “of” <Saxe> & Coburg", Sex.MALE, Date.parse("1819"), None),
        Person(PersonId("Q43274"), None, None, Date.parse("1868-05-06J"), Date.parse("1900~")),
        Person(PersonId("Q4"), '@home "Ørsted"; 李', Sex.MALE, Date.parse("<1850"), Date.parse("1860..1870-03")),
        Person(PersonId("I5"), "Eve", Sex.FEMALE, Date.parse("-0043"), Date.parse("1850/..")),
        Person(PersonId("I6"), "Step", None),
        Person(PersonId("I7"), "Three"),
        Person(PersonId("I8"), "Long " * 100 + "name"),
    ]
    dated = replace(people[0].born, written="24 MAY 1819 (a Monday)")
    people[0] = replace(people[0], born=dated)

    def parent(child, of, kind=ParentKind.BIRTH):
        return ParentLink(PersonId(child), PersonId(of), kind)

    def couple(one, other, kind=PartnerKind.SPOUSE):
        return PartnerLink(PersonId(one), PersonId(other), kind)

    parents = [
        parent("Q43274", "Q9439"),
        parent("Q43274", "Q152245"),
        parent("Q4", "Q9439"),
        parent("Q4", "I6", ParentKind.STEP),
        parent("I5", "Q4", ParentKind.ADOPTIVE),
        parent("I5", "Q43274", ParentKind.ADOPTIVE),
        parent("I6", "I5", ParentKind.FOSTER),
        parent("I7", "Q152245"),
        parent("I7", "Q4"),
        parent("I7", "I5"),
        parent("I8", "I6", ParentKind.STEP),
    ]
    couples = [
        couple("Q9439", "Q152245"),
        couple("Q9439", "I6", PartnerKind.UNMARRIED),
        couple("Q4", "Q152245"),
        couple("I7", "I8", PartnerKind.UNMARRIED),
    ]
    return FamilyGraph.of(people, parents, couples)


def people_of(graph):
    return {person.id: person for person in graph.people}


def links_of(graph):
    rows = {(row.link, row.kind, row.person, row.other) for row in link_rows(graph) if row.link == "parent"}
    return rows | {(r.kind, frozenset({r.person, r.other})) for r in link_rows(graph) if r.link == "partner"}


def written(graph, form, folder):
    path = folder / f"family{SUFFIXES.get(form, f'.{form}')}"
    formats.write(graph, path, form=form)
    return path


@pytest.mark.parametrize("form", READABLE)
def test_what_is_written_is_read_again(form, tmp_path):
    graph = royal()
    again, report = formats.read(written(graph, form, tmp_path))
    assert not list(report)
    assert people_of(again) == people_of(graph)
    assert links_of(again) == links_of(graph)


@pytest.mark.parametrize("form", READABLE)
def test_writing_what_was_read_changes_nothing_more(form, tmp_path):
    first = written(royal(), form, tmp_path)
    once = first.read_bytes() if form not in {"gedzip", "parquet"} else b""
    again, _ = formats.read(first)
    formats.write(again, first, form=form)
    assert not once or first.read_bytes() == once


@pytest.mark.parametrize("form", ["csv", "parquet", "gedcom", "graphml", "json"])
def test_the_words_of_the_source_are_kept(form, tmp_path):
    again, _ = formats.read(written(royal(), form, tmp_path))
    assert again.person("Q9439").born.written.endswith("24 MAY 1819 (a Monday)") or form == "gedcom"
    assert "Monday" in again.person("Q9439").born.written


@pytest.mark.parametrize("form", READABLE)
def test_identical_twins_are_kept(form, tmp_path):
    graph = family("Adam + Eve: Carl, Dora, Bob, Dan").with_identical_twins([(2, 4, 5), (0, 1)])
    again, report = formats.read(written(graph, form, tmp_path))
    assert not list(report)
    assert [[again.people[twin].name for twin in twins] for twins in again.identical_twins] == [
        ["Adam", "Eve"],
        ["Carl", "Bob", "Dan"],
    ]
    assert not formats.losses(graph, form)


def test_what_is_no_mark_of_identical_twins_is_reported(tmp_path):
    path = tmp_path / "twins.csv"
    path.write_text("id\nA\nB\n")
    rows = "twin,identical,A,B\ntwin,fraternal,A,B\ntwin,identical,A,C\ntwin,identical,A,A\n"
    path.with_suffix(".links.csv").write_text(f"link,kind,person,other\n{rows}")
    graph, report = formats.read(path)
    assert graph.identical_twins == [(0, 1)]
    assert [(problem.trouble.name, problem.line, problem.text) for problem in report] == [
        ("BAD_VALUE", 3, "fraternal"),
        ("DANGLING", 4, "C"),
        ("OWN_KIN", 5, "A"),
    ]


@pytest.mark.parametrize("form", READABLE)
def test_nobody_is_a_family_too(form, tmp_path):
    again, _ = formats.read(written(FamilyGraph.of([]), form, tmp_path))
    assert len(again) == 0


@pytest.mark.parametrize("form", ["gedcom", "gedcom-5.5.1", "gedzip"])
def test_siblings_of_unknown_parents_stay_so_and_unknown_parents_are_no_records(form, tmp_path):
    source = tmp_path / "siblings.ged"
    source.write_text("0 HEAD\n0 @A@ INDI\n0 @B@ INDI\n0 @F9@ FAM\n1 CHIL @A@\n1 CHIL @B@\n0 TRLR\n")
    graph, _ = formats.read(source)
    again, _ = formats.read(written(graph, form, tmp_path))
    assert again.ids == graph.ids == ["A", "B", "F9?father", "F9?mother"]
    assert links_of(again) == links_of(graph)


def test_gedcom7_reads_our_gedcom_seven(tmp_path):
    records = gedcom7.loads(written(royal(), "gedcom", tmp_path).read_text(encoding="utf-8"))
    tags = [record.tag for record in records]
    assert tags[0] == "HEAD"
    assert tags[-1] == "TRLR"
    assert tags.count("INDI") == 8
    first = next(record for record in records if record.tag == "INDI")
    found = {child.tag: child for child in first.children}
    assert found["EXID"].text == "Q9439"


def test_ged4py_reads_our_gedcom_five(tmp_path):
    with ged4py.GedcomReader(str(written(royal(), "gedcom-5.5.1", tmp_path))) as reader:
        people = {record.xref_id: record for record in reader.records0("INDI")}
        assert len(people) == 8
        assert people["@Q9439@"].sub_tag("REFN").value == "Q9439"
        assert str(people["@Q9439@"].sub_tag_value("BIRT/DATE")) == "24 MAY 1819"
        assert people["@Q43274@"].sub_tag("FAMC").sub_tag("WIFE").xref_id == "@Q9439@"


def test_networkx_reads_our_graphml_and_node_link(tmp_path):
    graphml = nx.read_graphml(written(royal(), "graphml", tmp_path))
    with written(royal(), "json", tmp_path).open(encoding="utf-8") as file:
        node_link = nx.node_link_graph(json.load(file), edges="edges")
    for graph in (graphml, node_link):
        assert graph.nodes["Q9439"]["name"] == "Victoria"
        assert graph.number_of_edges() == 15
        kinds = {data["kind"] for _, _, data in graph.edges(data=True)}
        assert kinds == {"birth", "adoptive", "step", "foster", "spouse", "unmarried"}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_an_xml_parser_and_an_rdf_reader_find_everybody(tmp_path):
    root = ET.parse(written(royal(), "graphml", tmp_path)).getroot()  # noqa: S314 - our own file
    assert len(root.findall(".//{*}node")) == 8
    triples = rdflib.Graph().parse(written(royal(), "jsonld", tmp_path), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    victoria = rdflib.URIRef("http://www.wikidata.org/entity/Q9439")
    assert str(triples.value(victoria, schema.name)) == "Victoria"
    assert triples.value(victoria, schema.gender) == schema.Female
    child = rdflib.URIRef("http://www.wikidata.org/entity/Q43274")
    assert victoria in set(triples.objects(child, schema.parent))


def test_pyarrow_and_a_csv_reader_find_rows_and_columns(tmp_path):
    table = pq.read_table(written(royal(), "parquet", tmp_path))
    assert table.num_rows == 8
    with written(royal(), "csv", tmp_path).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["aliases"] == "Drina|R\\|I"
    assert (tmp_path / "family.links.csv").read_text().count("\n") == 16


def test_dot_draws_everybody_and_every_link(tmp_path):
    text = written(royal(), "dot", tmp_path).read_text(encoding="utf-8")
    assert text.count(" -> ") == 15
    assert '"Q4" [label="@home \\"Ørsted\\"; 李' in text


def test_a_subset_keeps_the_links_among_its_people():
    graph = family("Adam + Eve: Carl, Dora\nCarl ~ Cleo: adoptive Finn")
    some = graph.subset([graph.number(name) for name in ("Finn", "Carl", "Cleo", "Adam", "Carl")])
    assert some.ids == ["Adam", "Carl", "Cleo", "Finn"]
    rows = {(row.kind, row.person, row.other) for row in link_rows(some)}
    assert rows == {
        ("birth", "Carl", "Adam"),
        ("adoptive", "Finn", "Carl"),
        ("adoptive", "Finn", "Cleo"),
        ("unmarried", "Carl", "Cleo"),
    }


def test_the_ending_chooses_the_format_and_unknown_ones_are_named(tmp_path):
    graph = family("Adam + Eve: Carl")
    with pytest.raises(UnknownFormatError, match=r"the ending '\.xls' is not written here, pick one of gedcom"):
        formats.write(graph, tmp_path / "family.xls")
    with pytest.raises(UnknownFormatError, match="the format 'dot' is not read here"):
        formats.read(tmp_path / "family.dot", form="dot")
    with pytest.raises(ValueError, match=r"5\.4"):
        formats.write_gedcom(graph, tmp_path / "x.ged", version="5.4")


@pytest.mark.parametrize("form", READABLE)
def test_a_file_that_cannot_be_written_or_read_is_a_format_error(form, tmp_path):
    with pytest.raises(FormatError, match="cannot be written"):
        written(royal(), form, tmp_path / "nowhere")
    with pytest.raises(FormatError):
        formats.read(tmp_path / f"nothing{SUFFIXES.get(form, f'.{form}')}")


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".json", ".jsonld", ".graphml"])
@pytest.mark.parametrize("raw", [b"", b"rubbish", b"\xff\xfe\x00", b"{}", b"[1, 2]", b"<a><b></a>", b"[" * 100_000])
def test_rubbish_is_a_format_error_or_nobody(ending, raw, tmp_path):
    path = tmp_path / f"family{ending}"
    path.write_bytes(raw)
    try:
        graph, report = formats.read(path)
    except FormatError:
        return
    assert len(graph) == 0
    assert len(report) or raw == b"{}"


def test_a_failed_write_leaves_the_old_file(tmp_path):
    path = tmp_path / "family.ged"
    path.write_text("precious")

    class Broken(FamilyGraph):
        def __len__(self):
            raise RuntimeError("cannot count")

    broken = royal()
    broken.__class__ = Broken
    with pytest.raises(RuntimeError):
        formats.write(broken, path)
    assert path.read_text() == "precious"
    assert [file.name for file in tmp_path.iterdir()] == ["family.ged"]
