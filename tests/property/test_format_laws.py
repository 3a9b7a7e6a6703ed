"""Laws of formats over random families: nothing is lost, nothing is made up, and nothing crashes."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from families import collapsed_families, tangled_families
from ged_corpus.wrong_files import WHOLE
from hypothesis import given
from hypothesis import strategies as st

from cousins import formats
from cousins.checks import check
from cousins.errors import FormatError
from cousins.family.dates import Date
from cousins.formats.gedcom.date_values import read_date, write_date
from cousins.formats.rows import joined, link_rows, taken_apart
from cousins.kinship.circles import own_ancestors

if TYPE_CHECKING:
    from cousins.family.graph import FamilyGraph

FORMS = ("gedcom", "gedcom-5.5.1", "csv", "graphml", "json", "jsonld")
YEARS = st.integers(-50, 2000)


def there_and_back(graph: FamilyGraph, form: str) -> FamilyGraph:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"family.{form.partition('-')[0]}"
        formats.write(graph, path, form=form)
        return formats.read(path, form=form.partition("-")[0])[0]


def rows(graph: FamilyGraph) -> set[object]:
    return {(r.link, r.kind, r.person, r.other) for r in link_rows(graph) if r.person != r.other}


@pytest.mark.parametrize("form", FORMS)
@given(graph=collapsed_families(most_parents=4))
def test_any_family_comes_back(form, graph):
    again = there_and_back(graph, form)
    assert again.ids == graph.ids
    assert again.sex == graph.sex
    assert rows(again) == rows(graph)


@pytest.mark.parametrize("form", FORMS)
@given(graph=tangled_families())
def test_circles_come_back_too(form, graph):
    assert rows(there_and_back(graph, form)) == rows(graph)


@given(graph=tangled_families())
def test_own_ancestors_are_those_who_can_be_reached_from_themselves(graph):
    def above(number):
        found, waiting = set(), list(graph.parents[number])
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += graph.parents[one]
        return found

    assert list(own_ancestors(graph)) == [n for n in range(len(graph)) if n in above(n)]
    assert all(str(finding) for finding in check(graph))


@given(st.lists(st.text(alphabet="ab|\\", min_size=1), max_size=4))
def test_aliases_come_apart_as_they_were_joined(aliases):
    assert taken_apart(joined(tuple(aliases))) == tuple(aliases)


@given(
    YEARS,
    st.integers(0, 12),
    st.integers(0, 28),
    st.sampled_from(["", "~", "J", "J~"]),
    st.sampled_from(["", "<", ">", "../"]),
)
def test_every_date_is_written_so_that_it_is_read(year, month, day, flags, mark):
    sign = "-" if year < 0 else ""
    text = f"{sign}{abs(year):04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")
    date = Date.parse(f"{mark}{text}{flags}")
    assert Date.parse(str(date)) == date
    for seven in (False, True):
        assert read_date(write_date(date, seven=seven)) == (date, True)


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_none(text):
    date, whole = read_date(text)
    assert date is not None or not whole


@given(st.text(max_size=20))
def test_any_text_is_a_date_of_the_project_or_a_value_error(text):
    try:
        date = Date.parse(text)
    except ValueError:
        return
    assert Date.parse(str(date)) == date


@given(st.data())
def test_a_spoiled_file_is_read_or_refused(data):
    raw = bytearray(WHOLE.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw)))
        raw[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=6))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "family.ged"
        path.write_bytes(raw)
        try:
            graph, report = formats.read(path)
        except FormatError:
            return
        assert all(person.label for person in graph.people)
        assert len(list(report)) == len(report)
