"""Family files: what is written is there, where any reader of Arrow finds it, and what is damaged is told."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
import zlib
from dataclasses import replace

import pyarrow as pa
import pytest
from families import family, graph_of

from cousins import formats
from cousins.errors import FormatError
from cousins.explorer import Explorer
from cousins.family.dates import Date
from cousins.family.graph import FamilyGraph
from cousins.family.life_events import Event, EventKind, PersonalName
from cousins.family.links import ParentKind, ParentLink, PartnerKind, PartnerLink
from cousins.family.names import NameIndex
from cousins.family.person import Person, PersonId, Sex
from cousins.kinship.pedigree import Pedigree
from cousins.running import run
from cousins.sources.opened_file import OpenedFile
from cousins.stores import stored_columns
from cousins.stores.familyfile import cut_links, family_info, open_family
from cousins.stores.familyfile_writer import write_family
from cousins.stores.stored_columns import END, MAGIC, StoredColumns

DATES = (
    *("1819-05-24", "1819-05", "1819", "0001", "0000", "-0043", "129X", "12XX", "-04XX", "1868-05-06J", "1451~"),
    *("<1850", ">1850", "1850..1860-03", "1850/1860", "1850/..", "../1850", "999999999"),
)


def rich():
    """Return a family with everything that a graph can hold, in an order that is not that of ancestors first."""
    grave = Event(EventKind.BURIAL, replace(Date.parse("1901-02"), written="Feb 01"), "Frogmore", None)
    eve = Person(
        PersonId("@I1@"),
        "Eve Ŧ 李",
        Sex.FEMALE,
        replace(Date.parse("1819-05-24"), written="24 MAY 1819 (a Monday)"),
        Date.parse("1901~"),
        ("Drina", "R|I"),
        names=(
            PersonalName("Eve Ŧ 李", "birth", (("GIVN", "Eve"), ("SURN", "Ŧ 李")), "Eve /Ŧ 李/"),
            PersonalName("Drina"),
        ),
        events=(Event(EventKind.BIRTH, None, "Ulm", "about Easter"), grave),
    )
    people = [
        eve,
        Person(PersonId("Smith-1"), None, None, private=True),
        *(Person(PersonId(f"Q{place}"), f"Person {place}", None, Date.parse(text)) for place, text in enumerate(DATES)),
    ]
    parents = [
        ParentLink(eve.id, PersonId("Q3")),
        ParentLink(eve.id, PersonId("Q2")),
        ParentLink(PersonId("Q3"), PersonId("Q5")),
        ParentLink(PersonId("Smith-1"), PersonId("Q5"), ParentKind.ADOPTIVE),
        ParentLink(PersonId("Q2"), PersonId("Q9"), ParentKind.STEP),
    ]
    couples = [
        PartnerLink(eve.id, PersonId("Q4"), PartnerKind.FORMER),
        PartnerLink(eve.id, PersonId("Q3"), PartnerKind.UNMARRIED),
        PartnerLink(PersonId("Q2"), PersonId("Q3")),
    ]
    graph = FamilyGraph.of(people, parents, couples, identical_twins=[[PersonId("Q9"), PersonId("Q8")]])
    graph.couple_events = {(0, 6): (Event(EventKind.MARRIAGE, Date.parse("1840-02-10"), "St James"), grave)}
    graph.partner_order = {0: (6, 5)}
    graph.rank = list(range(len(graph)))[::-1]
    return graph


def everything(graph):
    """Return all that a graph tells, by ids and in order."""
    ids = list(graph.ids)

    def dated(date):
        return date, date and date.written

    def told(events):
        return [(event, event.date and event.date.written) for event in events]

    def linked(links, person):
        return [(ids[other], kind) for other, kind in links.kinds(person)]

    people = {}
    for number, person in enumerate(graph):
        people[person.id] = (
            *(person, person.names, told(person.events), dated(person.born), dated(person.died), person.private),
            *(linked(links, number) for links in (graph.parents, graph.children, graph.partners)),
            *(linked(links, number) for links in (graph.social_parents, graph.social_children)),
            [ids[partner] for partner in graph.partners_of(number)],
            [ids[twin] for twin in graph.identical_twins_of(number)],
            graph.rank and graph.rank[number],
            graph.sex[number],
            dated(graph.born[number]),
            number if isinstance(graph.source_place, range) else graph.source_place[number],
        )
    events = {frozenset((ids[one], ids[other])): told(each) for (one, other), each in graph.couple_events.items()}
    return people, events, graph.partner_order is None


@pytest.fixture
def path(tmp_path):
    return tmp_path / "family.family"


def test_everything_comes_back(path):
    graph = rich()
    write_family(graph, path)
    assert everything(open_family(path)) == everything(graph)


def test_in_the_order_of_the_source_it_is_the_same_graph_again(path):
    graph = rich()
    write_family(graph, path)
    again = open_family(path).in_source_order()
    assert list(again.ids) == list(graph.ids)
    assert everything(again) == everything(graph)


def test_the_same_family_gives_the_same_bytes_and_so_does_the_file_itself(path, tmp_path):
    write_family(rich(), path)
    write_family(open_family(path), tmp_path / "again.family")
    assert (tmp_path / "again.family").read_bytes() == path.read_bytes()


def test_other_formats_are_written_from_it_as_from_the_source(path, tmp_path):
    write_family(rich(), path)
    for graph, name in ((rich(), "one"), (open_family(path), "other")):
        formats.write(graph, tmp_path / f"{name}.json")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "other.json").read_bytes()


def test_parents_have_lower_numbers_than_their_children(path):
    write_family(family("Adam + Eve: Carl\nCarl + Ann: Bob\nGus + Bea: Ann"), path)
    graph = open_family(path)
    assert all(parent < child for child in range(len(graph)) for parent in graph.parents[child])


def test_links_that_a_pedigree_cuts_are_listed_and_stay(path):
    circle = graph_of({0: [1], 1: [2], 2: [0, 3], 4: [2]}, 5)
    write_family(circle, path)
    columns, graph = StoredColumns(path), open_family(path)
    told = {(graph.ids[child], graph.ids[parent]) for child, parent in cut_links(columns)}
    assert told == {(circle.ids[child], circle.ids[parent]) for child, parent in Pedigree(circle, range(5)).cut}
    assert everything(graph)[0] == everything(circle)[0]
    assert family_info(path).circles == 3


def test_nobody_at_all_is_a_family_too(path):
    write_family(FamilyGraph.of([]), path)
    assert len(open_family(path)) == 0
    assert family_info(path).people == 0


def test_names_and_ids_are_found(path):
    write_family(rich(), path)
    graph = open_family(path)
    assert [match.person.id for match in NameIndex(graph).find("drina")] == ["@I1@"]
    assert [graph.ids[graph.number(each)] for each in rich().ids] == list(rich().ids)
    assert "Q99" not in graph
    assert "" not in graph
    assert "\ud800" not in graph


def test_any_reader_of_zip_and_arrow_opens_the_members_which_begin_on_64_bytes(path):
    write_family(rich(), path)
    raw = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.testzip() is None
        for member in archive.infolist():
            body = archive.read(member)
            assert member.compress_type == zipfile.ZIP_STORED
            assert raw.find(body) % 64 == 0
            if member.filename.endswith(".arrow"):
                table = pa.ipc.open_file(body)
                assert table.num_record_batches == 1
                assert not any(column.null_count for column in table.get_batch(0).columns)
        people = pa.ipc.open_file(archive.read("people.arrow")).read_all().to_pylist()
    eve = next(row for row in people if row["name"] == "Eve Ŧ 李")
    assert (eve["id"], eve["born"] < -1, eve["sex"]) == ("@I1@", True, 1)
    assert [people[parent]["id"] for parent in eve["parents"]] == ["Q2", "Q3"]


def test_texts_too_long_for_32_bits_get_64(path, monkeypatch):
    monkeypatch.setattr("cousins.stores.familyfile_writer.MOST_PLAIN", 5)
    monkeypatch.setattr("cousins.stores.arrow_members.MOST_PLAIN", 5)
    write_family(rich(), path)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
    assert not any(table["start"] % 64 for table in StoredColumns(path).about["tables"].values())
    assert everything(open_family(path)) == everything(rich())


def test_opening_takes_nothing_but_the_standard_library(path):
    write_family(rich(), path)
    code = (
        "import sys; from pathlib import Path; from cousins.stores.familyfile import open_family;"
        f"print(open_family(Path({str(path)!r})).person('@I1@').label);"
        "assert not {'pyarrow', 'numpy', 'zipfile'} & sys.modules.keys()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "Eve Ŧ 李 (1819–c. 1901)\n", done.stderr


def test_without_pyarrow_writing_says_what_to_install(path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(FormatError, match=r"pip install 'cousins\[scale\]'"):
        write_family(rich(), path)


def end(raw, **changed):
    """Return a file with another end."""
    fields = dict(zip(("magic", "version", "start", "size", "crc"), END.unpack(raw[-END.size :]), strict=True))
    return raw[: -END.size] + END.pack(*{**fields, **changed}.values())


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda _: b"", "an empty file"),
        (lambda _: b"0 HEAD\n", "no family file"),
        (lambda raw: raw[:-1], "cut off"),
        (lambda raw: raw[: len(raw) // 2], "cut off"),
        (lambda raw: end(raw, version=2), "version 2, this program reads version 1; update cousins"),
        (lambda raw: end(raw, start=2**60), "about.json is not what was written"),
        (lambda raw: end(raw, magic=b"somebody else's"[:14]), "no family file"),
        (lambda raw: raw[:700] + bytes([raw[700] ^ 1]) + raw[701:], "the bytes of people.arrow are not those"),
        (lambda raw: raw[100:], "damaged"),
    ],
)
def test_what_is_no_whole_family_file_is_told_in_a_line(spoil, said, path):
    write_family(rich(), path)
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(FormatError) as told:
        open_family(path)
    assert said in str(told.value)
    assert "\n" not in str(told.value)


def test_of_a_large_file_the_check_tells_what_opening_does_not(path, monkeypatch):
    monkeypatch.setattr(stored_columns, "CHECKED_AT_ONCE", 0)
    write_family(rich(), path)
    whole = path.read_bytes()
    start = whole.index("Eve Ŧ".encode())
    path.write_bytes(whole[:start] + b"\xff" + whole[start + 1 :])
    graph = open_family(path)
    with pytest.raises(FormatError, match="damaged"):
        graph.person("@I1@")
    with pytest.raises(FormatError, match=r"people\.arrow"):
        family_info(path)


def test_every_byte_that_is_flipped_is_noticed_or_harmless(path):
    write_family(family("Adam + Eve: Carl\nCarl + Ann: Bob"), path)
    raw = path.read_bytes()
    whole = everything(open_family(path))
    for place in range(0, len(raw), 41):
        path.write_bytes(raw[:place] + bytes([raw[place] ^ 4]) + raw[place + 1 :])
        try:
            assert everything(open_family(path)) == whole
        except FormatError:
            continue


def test_a_file_that_is_replaced_while_it_is_read_answers_as_before(path):
    write_family(rich(), path)
    graph = open_family(path)
    write_family(family("Adam + Eve: Carl"), path)
    assert everything(graph) == everything(rich())
    assert MAGIC in path.read_bytes()


def test_a_question_that_fails_over_a_damaged_file_says_so(path, monkeypatch):
    monkeypatch.setattr(stored_columns, "CHECKED_AT_ONCE", 0)
    write_family(family("Adam + Eve: Carl\nCarl + Ann: Bob"), path)
    (_, start, _), (_, parents, count) = StoredColumns(path).about["tables"]["people"]["columns"]["parents"]
    assert start < parents
    raw = bytearray(path.read_bytes())
    raw[parents : parents + 4 * count] = b"\x7f" * (4 * count)
    path.write_bytes(raw)
    with pytest.raises(FormatError, match=r"people\.arrow are not those"):
        run(Explorer(OpenedFile(path)).relate("Bob", "Carl"))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda about: about["tables"]["people"].pop("rows"), "does not fit the file"),
        (lambda about: about["tables"]["people"]["columns"]["id"][1].__setitem__(2, 10**9), "does not fit the file"),
        (lambda about: about["tables"]["people"]["columns"].pop("sex"), "not equally long"),
        (lambda about: about["tables"]["people"]["columns"]["children"].pop(), "not those of a family"),
        (lambda about: about["tables"]["people"]["columns"]["parents"][1].__setitem__(2, 1), "parents do not fit"),
        (lambda about: about.pop("parent_kinds"), "what parent_kinds there are"),
        (lambda about: about.__setitem__("partner_kinds", ["enemy"]), "not those of a family"),
    ],
)
def test_an_index_that_is_nonsense_is_told_though_its_checksum_is_right(spoil, said, path):
    write_family(rich(), path)
    columns = StoredColumns(path)
    spoil(columns.about)
    raw, about = path.read_bytes(), json.dumps(columns.about).encode()
    start = END.unpack(raw[-END.size :])[2]
    path.write_bytes(end(raw[:start] + about + raw[-END.size :], size=len(about), crc=zlib.crc32(about)))
    with pytest.raises(FormatError, match=said):
        open_family(path)
