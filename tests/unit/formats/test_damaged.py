"""Files that are damaged, hostile or only unusual: one clear line, or what is true with a report of the rest."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import json
import os
import threading
from decimal import Decimal
from itertools import pairwise

import pytest

from cousins import formats
from cousins.errors import FormatError, SettingsError
from cousins.family.dates import Date
from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentLink
from cousins.family.person import Person

LINKS = "link,kind,person,other\n"


@pytest.fixture
def read(tmp_path):
    """Read a file of some text or bytes; of CSV, with these links."""

    def reading(ending, raw, links=LINKS, **how):
        path = tmp_path / f"family.{ending}"
        path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
        if ending == "csv":
            path.with_suffix(".links.csv").write_bytes(links if isinstance(links, bytes) else links.encode())
        return formats.read(path, **how)

    return reading


def told(report):
    return [(problem.trouble.name, problem.unit, problem.line) for problem in report]


def node_link(nodes, edges=(), **more):
    return json.dumps({"nodes": nodes, "edges": list(edges), **more})


def test_numbers_are_ids_and_years_and_what_is_no_text_is_reported(read):
    nodes = [
        {"id": 1, "name": "Ann", "born": 850, "died": -43.0},
        {"id": 2.0, "name": ["Bob"], "sex": True, "born": 1850.5, "died": float("inf")},
        {"id": None, "name": "nobody"},
        {"id": False},
        {"id": "  "},
        {"id": "1", "name": "Ann again"},
        [1],
        {"id": "x\ud800y", "name": "z\udc80", "died": 10**400},
    ]
    edges = [{"source": 1, "target": 2, "link": "parent"}, 5, {"source": 1, "link": "parent"}, {"link": ["parent"]}]
    graph, report = read("json", node_link(nodes, edges))
    assert [(person.id, person.name, str(person.born)) for person in graph] == [
        ("1", "Ann", "0850"),
        ("2", None, "None"),
        ("x\ufffdy", "z€", "None"),
    ]
    assert str(graph.people[0].died) == "-0043"
    assert [graph.ids[parent] for parent in graph.parents[1]] == ["1"]
    nodes = [("NO_ID", 3), ("NO_ID", 4), ("NO_ID", 5), ("DUPLICATE_ID", 6), ("BAD_VALUE", 7)]
    assert set(told(report)) >= {(name, "node", line) for name, line in nodes}
    assert [line for name, unit, line in told(report) if unit == "node" and name == "BAD_VALUE"] == [2, 2, 2, 2, 4, 7]
    assert {line for _, unit, line in told(report) if unit == "edge"} == {2, 3, 4}


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ('{"nodes": [], "edges": 5}', "'edges' is a number, it should be a list"),
        ('{"nodes": {"a": 1}}', "'nodes' is an object, it should be a list"),
        ('{"edges": []}', "there is no list 'nodes'"),
        ("[1, 2]", "there is no list 'nodes'"),
        ("", "cut off"),
        ('{"nodes": [{"id": "a"}', "line 1: no JSON: it is cut off"),
        ('{"nodes":\n[{"id": "a"},]}', "line 2: no JSON: a comma before ]"),
        ('{"nodes": []} x', "there is more behind its end"),
        ('{"nodes": [{"id": "a" "b"}]}', "line 1: no JSON: "),
        ('{"nodes": [' + "[" * 100_000, "nested too deeply"),
        ('{"nodes": [' + '{"a":' * 100_000, "nested too deeply"),
        ('{"nodes": [' + "9" * 5000 + "]}", "a number of more than 4,300 digits"),
        (b'{"nodes": [],\n "graph": "\xff"}', "line 2: no JSON: not in UTF-8 at byte 25"),
        ('{"a" 1}', "a name and a colon should be here"),
        ("{1: 1}", "a name and a colon should be here"),
    ],
)
def test_json_that_is_none_of_a_family_is_one_line(read, raw, line):
    with pytest.raises(FormatError) as caught:
        read("json", raw)
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)


def test_json_may_be_in_any_unicode_and_have_the_lists_in_any_order(read):
    text = json.dumps(
        {"edges": [{"source": "é", "target": "b", "link": "parent"}], "nodes": [{"id": "é"}, {"id": "b"}]}
    )
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        graph, report = read("json", text.encode(encoding))
        assert len(graph.parents) == 1
        assert not told(report)


def test_a_parent_without_a_direction_is_no_parent(read):
    edges = [{"source": "a", "target": "b", "link": "parent"}, {"source": "a", "target": "b", "link": "partner"}]
    graph, report = read("json", node_link([{"id": "a"}, {"id": "b"}], edges, directed=False))
    assert (len(graph.parents), len(graph.partners), told(report)) == (0, 2, [("NO_DIRECTION", "edge", 1)])


def test_what_is_not_read_is_counted(read):
    _, report = read("json", node_link([{"id": "a", "trade": "smith", "height": None}, {"id": "b", "trade": "smith"}]))
    assert report.left_out() == {"cells of 'trade'": 2}


def test_aliases_of_a_megabyte_take_no_time(read):
    graph, _ = read("json", node_link([{"id": "a", "aliases": "x" * 1_000_000 + "\\|y|" + "z|" * 100_000}]))
    assert [len(alias) for alias in graph.people[0].aliases[:2]] == [1_000_002, 1]


HOSTILE = [
    "Ann\nSmith",
    "a\r\nb",
    "c\rd",
    'say "x"',
    "e,f;g\th|i",
    " blank ",
    "=1+1",
    "\\",
    "'",
    "a\0b",
    "\x1b[31m",
    "é\u202e",
]


@pytest.mark.parametrize("form", ["csv", "json", "jsonld", "parquet"])
def test_every_letter_comes_back(tmp_path, form):
    people = [Person(f"i{place}{text.strip()}", text, aliases=(text, "x")) for place, text in enumerate(HOSTILE)]
    links = [ParentLink(one.id, other.id) for one, other in pairwise(people)]
    path = tmp_path / f"hostile.{form}"
    formats.write(FamilyGraph.of(people, links), path)
    graph, report = formats.read(path)
    assert not told(report)
    assert list(graph) == people
    assert len(graph.parents) == len(links)


def test_other_programs_read_our_csv_as_the_standard_says(tmp_path):
    path = tmp_path / "family.csv"
    formats.write(FamilyGraph.of([Person("a", 'x\ny"\r')]), path)
    assert path.read_bytes().count(b"\r\n") == 2
    with path.open(newline="") as file:
        assert list(csv.reader(file))[1][:2] == ["a", 'x\ny"\r']


@pytest.mark.parametrize("between", [",", ";", "\t", "|"])
def test_what_stands_between_cells_is_seen(read, between):
    text = f"Name{between} ID \r\nAnn{between}a\r\n"
    graph, report = read("csv", text, LINKS.replace(",", ";"))
    assert [(person.id, person.name) for person in graph] == [("a", "Ann")]
    assert not told(report)


def test_excel_may_say_what_stands_between_cells(read):
    graph, report = read("csv", "sep=#\nid#name\na#Ann\nb\n")
    assert [person.name for person in graph] == ["Ann", None]
    assert told(report) == [("SHORT_ROW", "line", 4)]


@pytest.mark.parametrize(
    ("encoding", "name", "codec"),
    [
        ("utf-8", "Zoë", "utf-8"),
        ("utf-8-sig", "Zoë", "utf-8"),
        ("utf-16", "Zoë", "utf-16-le"),
        ("utf-16-be", "Zoë", "utf-16-be"),
        ("cp1252", "Zoë Müller", "cp1252"),
        ("cp1251", "Иван Пётр", "cp1251"),
    ],
)
def test_the_encoding_of_a_table_is_seen_and_said(read, encoding, name, codec):
    graph, report = read("csv", f"id,name\na,{name}\n".encode(encoding))
    assert graph.people[0].name == name
    assert report.encoding in {codec, "utf-8"}
    assert [problem.text for problem in report] == ([] if codec == "utf-8" else [codec])
    raw, links = (text.encode(encoding) for text in (f"id,name\na,{name}\n", LINKS))
    assert read("csv", raw, links, encoding=encoding)[0].people[0].name == name


def test_an_encoding_that_is_none_is_said(read):
    for encoding in ("nonsense", "base64", "ansel"):
        with pytest.raises(SettingsError, match="no encoding"):
            read("csv", "id,name\na,b\n", encoding=encoding)


def test_single_bytes_that_are_wrong_in_utf8_are_windows_letters_and_said(read):
    graph, report = read("csv", "id,name\na,Zoë Zoë Zoë\n".encode() + b"b,Zo\xeb\n")
    assert [person.name for person in graph] == ["Zoë Zoë Zoë", "Zoë"]
    assert ("BAD_CHARACTER", "line", 3) in told(report)


def test_rows_that_are_too_short_or_long_are_said_and_empty_ones_are_none(read):
    graph, report = read("csv", "id,name,sex\na,Ann\n\n,,\nb,Bob,male,x\nc,Cid,male,,\n", LINKS + "parent,,a\n")
    assert len(graph) == 3
    assert told(report) == [
        ("SHORT_ROW", "line", 2),
        ("LONG_ROW", "line", 5),
        ("SHORT_ROW", "links, line", 2),
        ("DANGLING", "links, line", 2),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('id,name\na,"Ann\nb,Bob\nc,Cid\n', "line 2: a quotation mark opens a cell here and is never closed"),
        ('id,name\nz,Zoe\na,"Ann\nb,"Bob"\n', "line 3: text behind a quotation mark that closes a cell"),
        ("", "line 1: there is no column 'id'; the first line is empty"),
        ("Id_,name\n", "line 1: there is no column 'id'; there are 'id_', 'name'"),
        ('"id,name\n', "there is no column 'id'"),
        ('id,"na"me\n', "line 1: text behind a quotation mark"),
    ],
)
def test_a_table_that_is_none_is_one_line(read, text, line):
    with pytest.raises(FormatError) as caught:
        read("csv", text)
    assert line in str(caught.value)


def test_one_cell_or_line_has_its_bound(read):
    large = "id,name\na," + "x" * 200_000 + "\n"
    assert len(read("csv", large)[0].people[0].name) == 200_000
    with pytest.raises(FormatError, match="a line of more than 131,072 letters; the setting max_bytes"):
        read("csv", large, most=1_000_000)
    assert csv.field_size_limit() == 131_072


def test_two_columns_of_one_name_are_said(read):
    graph, report = read("csv", "id,name,name\na,Ann,Eve\n")
    assert (graph.people[0].name, told(report)) == ("Ann", [("BAD_VALUE", "line", 1)])


arrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


@pytest.fixture
def columns(tmp_path):
    """Read Parquet of these columns of people, without links."""
    parquet.write_table(arrow.table({"link": ["parent"][:0], "person": ["a"][:0]}), tmp_path / "family.links.parquet")

    def reading(most=1 << 27, **made):
        parquet.write_table(arrow.table(made), tmp_path / "family.parquet")
        return formats.read(tmp_path / "family.parquet", most=most)

    return reading


def test_parquet_of_any_types_is_read(columns):
    graph, report = columns(
        id=arrow.array([1.0, 2.0]),
        name=arrow.array(["Ann", None]).dictionary_encode(),
        sex=arrow.array([b"male", b"fem\xff"]),
        born=arrow.array([dt.datetime(1900, 5, 1, 13, tzinfo=dt.UTC), None]).cast(arrow.timestamp("ns")),
        died=arrow.array([-800_000, 1 << 30], arrow.int32()).cast(arrow.date32()),
    )
    assert [(person.id, person.name, str(person.born)) for person in graph] == [
        ("1", "Ann", "1900-05-01"),
        ("2", None, "None"),
    ]
    assert str(graph.people[0].died) == "-0221-09-04"
    assert [problem.trouble.name for problem in report] == ["BAD_CHARACTER", "BAD_SEX", "BAD_DATE"]
    graph, report = columns(
        id=arrow.array([Decimal("1.00"), Decimal(2)]),
        born=arrow.array([1850.0, float("nan")]),
        name=[["x"], {"y": 1}][:1] * 2,
    )
    assert [(person.id, str(person.born)) for person in graph] == [("1", "1850"), ("2", "None")]
    assert told(report) == [("BAD_VALUE", "row", 1), ("BAD_VALUE", "row", 2)]


def test_parquet_with_bytes_that_are_no_utf8_is_read_and_said(columns):
    bad = arrow.array([b"ok", b"\xff\xfe"]).cast(arrow.binary())
    graph, report = columns(id=["a", "b"], name=arrow.StringArray.from_buffers(2, *bad.buffers()[1:3]))
    assert [person.name for person in graph] == ["ok", "ÿþ"]
    assert told(report) == [("BAD_CHARACTER", "row", 2)]


def test_parquet_that_unpacks_to_more_is_refused(columns):
    with pytest.raises(FormatError, match="more than 100,000 bytes once it is unpacked; the setting max_bytes"):
        columns(100_000, id=["a"] * 10_000)
    with pytest.raises(FormatError, match="there is no column 'id'; there are 'nr'"):
        columns(nr=[1])


GRAPHML = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{}</graphml>'


def test_graphml_of_other_programs_is_read(read):
    graph, report = read(
        "graphml",
        GRAPHML.format(
            '<key id="d0" for="node" attr.name="sex"><desc/><default>female</default></key>'
            '<key id="l" for="edge" attr.name="link"><default>parent</default></key>'
            '<graph edgedefault="directed"><node id="a"><data key="n">Ann</data><port name="p">'
            '<data key="n">port</data></port><graph id="in" edgedefault="directed"><node id="b">'
            '<data key="n">Bob</data><data key="d0">male</data></node></graph></node><node id="c"/>'
            '<edge source="a" target="b"/><edge source="a" target="c" directed="false"/>'
            '<edge source="b" target="c" directed="false"><data key="l">partner</data></edge>'
            '<hyperedge/></graph><key id="n" for="node" attr.name="name"/>'
        ),
    )
    assert {(person.id, person.name, person.sex.value) for person in graph} == {
        ("a", "Ann", "female"),
        ("b", "Bob", "male"),
        ("c", None, "female"),
    }
    assert (len(graph.parents), len(graph.partners)) == (1, 2)
    assert told(report) == [("NO_DIRECTION", "node or edge", 5)]


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("<html><body/></html>", "line 1: no GraphML: it begins with <html>, not with <graphml>"),
        ("", "no GraphML: no element found"),
        (GRAPHML.format("<graph>\n<node"), "line 2: no GraphML: not well-formed"),
        ('<!DOCTYPE graphml [<!ENTITY a "b">]>' + GRAPHML.format("&a;"), "it declares entities"),
        ('<!DOCTYPE graphml [<!ENTITY a SYSTEM "/etc/passwd">]>' + GRAPHML.format("&a;"), "it declares entities"),
        ('<?xml version="1.0" encoding="wrong"?>' + GRAPHML.format(""), "no GraphML: unknown encoding"),
    ],
)
def test_xml_that_is_no_family_is_one_line(read, raw, line):
    with pytest.raises(FormatError) as caught:
        read("graphml", raw)
    assert line in str(caught.value)
    with pytest.raises(FormatError, match="no Gramps XML"):
        read("gramps", raw)


def test_xml_of_hundreds_of_levels_is_read_and_of_thousands_refused(read):
    def nested(levels):
        return GRAPHML.format("<graph>" + "<x>" * levels + "</x>" * levels + '<node id="a"/></graph>')

    assert len(read("graphml", nested(900))[0]) == 1
    for ending, raw in (("graphml", nested(100_000)), ("gramps", nested(100_000).replace("graphml", "database"))):
        with pytest.raises(FormatError, match="more than 1,000 elements are nested in each other"):
            read(ending, raw)


def test_packed_xml_has_its_bound(read):
    with pytest.raises(FormatError, match="more than 1,000 bytes once it is read or unpacked; the setting max_bytes"):
        read("gramps", gzip.compress(b"<database>" + b" " * 10_000), most=1000)


PEOPLE = {
    "@context": {
        "@vocab": "https://schema.org/",
        "called": "schema:name",
        "kids": {"@id": "https://schema.org/children"},
    },
    "@graph": [
        {
            "@id": "urn:person:a",
            "@type": ["Person", "Thing"],
            "called": [{"@value": "Anna", "@language": "de"}, {"@value": "Ann"}],
            "gender": {"@id": "schema:Female"},
            "birthDate": {"@value": "1900-05-01T00:00:00Z", "@type": "Date"},
            "kids": {"@list": [{"@id": "urn:person:b"}, {"@type": "Person", "name": "Cid", "spouse": "urn:person:d"}]},
            "jobTitle": "smith",
        },
        {"@id": "urn:person:b", "@type": "Person", "givenName": "Bob", "familyName": "Roe", "gender": "male"},
        {
            "@id": "urn:person:b",
            "http://schema.org/parent": {"@type": "Role", "roleName": "adoptive", "parent": {"@id": "urn:person:a"}},
        },
        {"@id": "urn:person:d", "name": {"en": "Dee", "fr": ["Déa"]}, "birthDate": [], "parents": [5]},
        {"@id": "x", "@type": "Organization", "name": "firm"},
        "text",
    ],
}


def test_json_ld_of_other_programs_is_read(read):
    graph, report = read("jsonld", json.dumps(PEOPLE))
    ann, bob, cid, dee = (graph.person(person_id) for person_id in ("a", "b", "_:1", "d"))
    assert (ann.name, ann.aliases, ann.sex.value, str(ann.born)) == ("Ann", ("Anna",), "female", "1900-05-01")
    assert (bob.name, cid.name, dee.name, dee.aliases) == ("Bob Roe", "Cid", "Dee", ("Déa",))
    assert [kind.value for _, kind in graph.social_parents.kinds(graph.number("b"))] == ["adoptive"]
    assert [graph.ids[parent] for parent in graph.parents[graph.number("_:1")]] == ["a"]
    assert len(graph.partners) == 2
    assert told(report) == [("BAD_VALUE", "record", 4), ("BAD_VALUE", "record", 5), ("BAD_VALUE", "record", 6)]
    assert report.left_out() == {"cells of 'jobTitle'": 1}


def test_one_person_is_a_family_and_children_are_children(read):
    one = {"@type": "Person", "name": "Ann", "children": [{"name": "Bob", "children": {"name": "Cid"}}]}
    assert len(read("jsonld", json.dumps(one))[0].parents) == 2
    assert len(read("jsonld", json.dumps([one, one]))[0]) == 6
    assert len(read("jsonld", "[]")[0]) == 0
    assert told(read("jsonld", "[{}]")[1]) == [("NO_ID", "record", 1)]
    for raw in ("5", '{"a": 1}', '{"@graph": 5}', "null"):
        with pytest.raises(FormatError, match="no JSON-LD of people"):
            read("jsonld", raw)


def test_whatever_goes_wrong_inside_is_a_format_error(read, monkeypatch):
    for error in (ZeroDivisionError("x\ny"), RecursionError(), MemoryError()):
        monkeypatch.setitem(formats.READERS, "json", lambda *_, error=error, **__: (_ for _ in ()).throw(error))
        with pytest.raises(FormatError) as caught:
            read("json", "{}")
        assert "\n" not in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_a_pipe_is_read_once_and_has_its_bound(tmp_path, monkeypatch):
    pipe = tmp_path / "family.ged"
    os.mkfifo(pipe)
    monkeypatch.setattr("cousins.opening._PATIENCE", 1)
    with pytest.raises(FormatError, match="a pipe into which nobody writes"):
        formats.read(pipe)
    monkeypatch.setattr("cousins.opening._PATIENCE", 10_000)
    for most, people in ((1000, 1), (10, None)):
        writing = threading.Thread(target=pipe.write_bytes, args=(b"0 HEAD\n0 @I1@ INDI\n0 TRLR\n",), daemon=True)
        writing.start()
        if people is None:
            with pytest.raises(FormatError, match=r"more than 10 bytes once it is read or unpacked; .* max_bytes"):
                formats.read(pipe, most=most)
        else:
            assert len(formats.read(pipe, most=most)[0]) == people
        writing.join()
    for device, line in (("/dev/zero", "more than 1,000 bytes"), ("/dev/null", "empty")):
        with pytest.raises(FormatError, match=line):
            formats.read(device, form="gedcom", most=1000)


def test_tables_can_be_made_safe_for_spreadsheets(tmp_path):
    path = tmp_path / "family.csv"
    ann = Person("@a", "=cmd|x", born=Date.parse("-0043"), aliases=("+1", "-"))
    family = FamilyGraph.of([ann], [ParentLink("@a", "b")])
    formats.write(family, path, safe=True)
    with path.open(newline="") as people, (tmp_path / "family.links.csv").open(newline="") as links:
        assert list(csv.reader(people))[1][:6] == ["'@a", "'=cmd|x", "", "-0043", "", "'+1|-"]
        assert list(csv.reader(links))[1][2:4] == ["'@a", "b"]
    formats.write(family, path)
    assert next(iter(formats.read(path)[0])) == ann
    with pytest.raises(SettingsError, match="only CSV is opened by spreadsheets"):
        formats.write(family, tmp_path / "family.ged", safe=True)


def test_names_of_columns_may_be_wrong_in_utf8(read):
    graph, _ = read("csv", b"id,name,p\xc3\xa9re\xe9\nA,Ann,x\n")
    assert [person.name for person in graph] == ["Ann"]


def test_other_names_that_are_objects_are_read_once_each(read):
    names = '[{"@type": "Role", "roleName": "Nan"}, {"@type": "Role", "roleName": "Anna"}, "Nan"]'
    graph, _ = read("jsonld", f'[{{"@type": "Person", "@id": "a", "name": "Ann", "alternateName": {names}}}]')
    aliases = graph.people[0].aliases
    assert {"Nan", "Anna"} <= set(aliases)
    assert len(aliases) == len(set(aliases))


@pytest.mark.parametrize(
    ("ending", "raw"),
    [
        ("csv", "id\n" + "".join(f"{number}\n" for number in range(300))),
        ("json", json.dumps({"nodes": [{"id": str(number)} for number in range(300)], "edges": []})),
        (
            "graphml",
            "<graphml><graph>" + "".join(f'<node id="{number}"/>' for number in range(300)) + "</graph></graphml>",
        ),
        ("jsonld", json.dumps([{"@type": "Person", "@id": f"p{number}"} for number in range(300)])),
    ],
)
def test_people_of_whom_next_to_nothing_is_said_have_their_bound(read, ending, raw):
    assert len(read(ending, raw, most=1 << 20)[0]) == 300
    with pytest.raises(FormatError, match=r"holds more than \d+ people; the setting max_bytes"):
        read(ending, raw, most=16_000)
