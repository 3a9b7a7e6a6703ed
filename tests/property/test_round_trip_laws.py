"""What a GEDCOM file tells of names, events and order is told again after any format that holds it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cousins import formats
from cousins.formats.name_columns import parts

if TYPE_CHECKING:
    from cousins.family.graph import FamilyGraph

FORMS = ("gedcom", "gedcom-5.5.1", "gedzip", "csv", "graphml", "json")
ENDINGS = {"gedzip": "gdz"}
SURNAMES = ("Smith", "von Berg", "O'Neil", "", "Öberg", "Smith Jones", "a|b", 'q"', "Jr.")
NAMES = st.builds(
    lambda form, given, surname: form.format(given=given, surname=surname),
    st.sampled_from(("{given} /{surname}/", "/{surname}/ {given}", "{given} /{surname}/ Jr.", "{given} {surname}")),
    st.sampled_from(("John", "Anna Maria", "Jean-Luc", "Smith", "Ŧ\\x", "John_Paul")),
    st.sampled_from(SURNAMES),
)
PIECES = st.lists(
    st.sampled_from(
        ("NPFX Dr.", "GIVN John", "SPFX von", "SURN Berg", "SURN Smith", "NSFX Jr.", "TYPE married", "TYPE tribal")
    ),
    max_size=3,
    unique_by=lambda line: line[:4],
)
OTHER_NAMES = ("2 NICK Jack", "1 NAME Hans /Braun/\n2 TYPE birth\n2 GIVN Hans", "1 ALIA Johnny|x", "2 _MARNM Brown")
DATES = (
    *("3 MAY 1850", "ABT 1850", "um Ostern 1850", "10 JAN", "(about Easter)", "BET 1850 AND 1860", "(a) b (c"),
    *("@#DJULIAN@ 6 MAY 1868", "BEF 1850", "1850?", "FROM 1850", "44 B.C.", "@#DFRENCH R@ 1 VEND 3", "Q1 1850", "?"),
)
PLACES = ("", "\n2 PLAC Ulm, Baden", "\n2 PLAC a@@b | c", "\n2 PLAC =x")


def told(tag: str, date: str | None, place: str) -> str:
    below = (f"\n2 DATE {date}" if date else "") + place
    return f"1 {tag}{below}" if below else ""


EVENTS = st.lists(
    st.builds(
        told,
        st.sampled_from(("BIRT", "BAPM", "CHR", "DEAT", "BURI", "CREM", "BIRT", "DEAT")),
        st.none() | st.sampled_from(DATES),
        st.sampled_from(PLACES),
    ),
    max_size=4,
)
MARRIAGES = st.lists(
    st.builds(
        told, st.sampled_from(("MARR", "DIV", "ENGA", "ANUL", "MARR")), st.sampled_from(DATES), st.sampled_from(PLACES)
    ),
    max_size=3,
)


@st.composite
def trees(draw) -> str:
    """Return a GEDCOM file of two generations, with children and spouses in any order."""
    people, families = [], []
    couples = draw(st.lists(st.sampled_from(("13", "14", "23", "24")), unique=True, min_size=1, max_size=4))
    weddings = draw(st.permutations(couples))
    children = draw(st.permutations("5678"))
    lot = draw(st.lists(st.sampled_from(couples), min_size=4, max_size=4))
    for name in "12345678":
        lines = [f"0 @I{name}@ INDI", f"1 NAME {draw(NAMES)}", *(f"2 {piece}" for piece in draw(PIECES))]
        lines += draw(st.lists(st.sampled_from(OTHER_NAMES), max_size=2, unique=True)) if name in "15" else []
        lines += draw(EVENTS)
        own = [couple for couple in weddings if name in couple]
        people.append("\n".join([line for line in lines if line] + [f"1 FAMS @F{couple}@" for couple in own]))
    for couple in couples:
        brood = [f"1 CHIL @I{child}@" for child, of in zip(children, lot, strict=True) if of == couple]
        lines = [f"0 @F{couple}@ FAM", f"1 HUSB @I{couple[0]}@", f"1 WIFE @I{couple[1]}@", *brood, *draw(MARRIAGES)]
        families.append("\n".join(lines))
    return "\n".join(["0 HEAD\n1 GEDC\n2 VERS 5.5.1", *people, *families, "0 TRLR\n"])


def everything(graph: FamilyGraph) -> dict[str, object]:
    """Return what a graph tells, in a form that can be compared; without the order of different kinds of events."""

    def days(events):
        # GEDCOM 7.0 has other words for calendars.
        words = [(event.written or "").replace("@#DFRENCH R@", "FRENCH_R") for event in events]
        rows = [(one.kind.value, str(one.date), said, one.place) for one, said in zip(events, words, strict=True)]
        return sorted(rows, key=lambda row: row[0])

    def name(one):
        return (one.text, parts(one), one.kind, one.written)

    order = graph.rank or range(len(graph))
    return {
        "names": [[*map(name, person.names[:1]), *sorted(map(str, map(name, person.names[1:])))] for person in graph],
        "aliases": [(person.name, set(person.aliases)) for person in graph],
        "lives": [(str(person.born), str(person.died), days(person.events)) for person in graph],
        "marriages": {couple: days(graph.couple_events[couple]) for couple in graph.couple_events},
        "children": [sorted(graph.children[who], key=order.__getitem__) for who in range(len(graph))],
        "partners": [[(one, graph.partners.kind(who, one)) for one in graph.partners_of(who)] for who in range(8)],
    }


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=15)
@given(text=trees())
def test_what_gedcom_tells_comes_back_from_every_format_that_holds_it(form, text):
    with tempfile.TemporaryDirectory() as folder:
        plain = form.partition("-")[0]
        source, middle, last = (Path(folder) / name for name in ("a.ged", f"b.{ENDINGS.get(form, plain)}", "c.ged"))
        source.write_text(text, encoding="utf-8")
        graph, _ = formats.read(source)
        formats.write(graph, middle, form=form)
        between, report = formats.read(middle, form=plain.replace("gedzip", "gedcom"))
        assert not [problem for problem in report if problem.trouble is not formats.Trouble.BAD_DATE]
        formats.write(between, last)
        again, _ = formats.read(last)
        assert not formats.losses(graph, form)
    before, after = everything(graph), everything(again)
    for what, found in before.items():
        assert after[what] == found, what
