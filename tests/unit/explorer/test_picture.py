"""Trees of live sources: as those of the same family in memory, in few requests."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import FakeWikibase, faults, numbered
from families import family

import cousins
from cousins.cli import main
from cousins.errors import PersonNotFoundError, SettingsError, SourceError
from cousins.sources.atlas import atlas

VICTORIA, ELIZABETH, PHILIP, CHRISTIAN, NICHOLAS = "Q9439", "Q9682", "Q80976", "Q151305", "Q40787"


@pytest.fixture(scope="module")
def in_memory():
    """The answer that a live one is held against; all of it takes a while."""
    return cousins.relate(ELIZABETH, PHILIP)


def _hidden(figure):
    """Whose page nobody read has no name and no dates to stand in order by, so that ids must do."""
    return [frozenset(person.id for person in people) for people in (figure.hidden_parents, figure.hidden_children)]


def seen(tree):
    """Return all that a picture shows, but who of the partners are related: that takes pedigrees nobody asked for.

    The atlas and a live source have their people in different orders, so ids stand for places.
    """
    ids = [figure.person.id for figure in tree.scene.figures]
    figures = {
        figure.person.id: (figure.person.name, figure.role, figure.named, *_hidden(figure))
        for figure in tree.scene.figures
    }
    households = {
        (
            tuple(sorted(ids[place] for place in home.partners)),
            tuple((ids[child.place], child.kind) for child in home.children),
            replace(home, partners=(), children=(), related=False),
        )
        for home in tree.scene.households
    }
    strands = {
        (strand.title, strand.hue, strand.shade, frozenset((ids[one], ids[other]) for one, other in strand.steps))
        for strand in tree.scene.strands
    }
    return tree.scene.title, figures, households, strands


QUESTIONS = [
    ((VICTORIA,), {}, 4),
    ((VICTORIA,), {"descendants": 3}, 6),
    ((VICTORIA,), {"ancestors": 3}, 5),
    ((VICTORIA,), {"ancestors": None}, 60),
    ((VICTORIA, CHRISTIAN), {"ancestors": 1, "descendants": 1}, 4),
    ((VICTORIA,), {"to": [ELIZABETH, PHILIP]}, 7),
    ((VICTORIA,), {"to": [ELIZABETH, PHILIP], "siblings": "names"}, 7),
    ((VICTORIA,), {"to": [ELIZABETH, PHILIP], "siblings": "none"}, 6),
    ((VICTORIA, CHRISTIAN), {"to": [ELIZABETH, NICHOLAS], "ancestors": 1}, 7),
    ((ELIZABETH,), {"to": [VICTORIA]}, 7),
    ((VICTORIA,), {"to": [VICTORIA]}, 2),
    ((ELIZABETH,), {"to": [NICHOLAS]}, 4),
    (("Q111",), {"to": [ELIZABETH]}, 7),
]


@pytest.mark.parametrize(("people", "options", "most"), QUESTIONS, ids=str)
def test_a_live_tree_is_the_one_of_the_family_in_memory(royals, people, options, most):
    before = len(royals.requests)
    found = cousins.tree(*people, **options, source=royals.url)
    assert len(royals.requests) - before <= most
    at_hand = cousins.tree(*(VICTORIA if person == "Q111" else person for person in people), **options)
    assert seen(found) == seen(at_hand)


def test_a_second_tree_asks_nobody(royals):
    first = cousins.tree(VICTORIA, to=ELIZABETH, source=royals.url)
    before = len(royals.requests)
    assert seen(cousins.tree(VICTORIA, to=ELIZABETH, source=royals.url)) == seen(first)
    assert len(royals.requests) == before


@pytest.mark.parametrize("kind", ["entitydata:{0.url}", "sparql:{0.sparql_url}"])
def test_other_live_sources_draw_the_same(royals, kind):
    source = kind.format(royals)
    found = cousins.tree(VICTORIA, to=ELIZABETH, source=source)
    assert found.scene.strands
    assert {figure.person.id for figure in found.scene.figures} == {
        figure.person.id for figure in cousins.tree(VICTORIA, to=ELIZABETH).scene.figures
    }


def test_nobody_is_climbed_who_was_born_before_the_root(royals):
    before = len(royals.requests)
    cousins.tree(VICTORIA, to=ELIZABETH, siblings="none", source=royals.url)
    asked = {person for request in royals.requests[before:] for person in request.ids}
    known, victoria = atlas(), atlas().person(VICTORIA)
    younger = [who for who in asked if not known.person(who).born.certainly_before(victoria.born)]
    parents = {known.ids[parent] for who in younger for parent in known.parents[known.number(who)]}
    assert ELIZABETH in younger
    partners = {known.ids[each] for who in (VICTORIA, ELIZABETH) for each in known.partners[known.number(who)]}
    assert asked <= {VICTORIA, ELIZABETH} | parents | partners


def test_without_dates_every_branch_is_climbed_to_its_end():
    graph = numbered(family("Adam + Ann: Bob\nBob + Bea: Carl\nCarl + Cleo: Dan"))
    with FakeWikibase(graph) as wikibase:
        assert seen(cousins.tree("Q1001", to="Q1007", source=wikibase.url)) == seen(
            cousins.tree("Q1001", to="Q1007", source=graph)
        )


ADOPTED = """
Adam + Ann: Bob, adoptive Finn
Bob + Bea: Carl
Finn + Fay: Gus, adoptive Hans
Hans: step Helen, Dora
Emil: foster Adam
"""


@pytest.mark.parametrize(
    ("root", "options"),
    [
        ("Adam", {}),
        ("Adam", {"descendants": None}),
        ("Hans", {"ancestors": None}),
        ("Finn", {"ancestors": 1}),
        ("Adam", {"to": "Gus"}),
        ("Dora", {"to": "Ann", "siblings": "names"}),
        ("Dora", {"to": "Emil"}),
        ("Adam", {"to": "Helen"}),
    ],
    ids=str,
)
def test_kin_by_adoption_are_found_live(root, options):
    graph = numbered(family(ADOPTED))
    ids = {str(person): person.id for person in graph.people}
    options |= {"to": ids[options["to"]]} if "to" in options else {}
    with FakeWikibase(graph) as wikibase:
        found = cousins.tree(ids[root], **options, source=wikibase.url)
    assert seen(found) == seen(cousins.tree(ids[root], **options, source=graph))


@pytest.mark.parametrize("siblings", ["dots", "names", "none"])
@pytest.mark.parametrize("drawn", [1, 2])
def test_a_live_relation_is_drawn_as_the_one_in_memory(royals, in_memory, siblings, drawn):
    before = len(royals.requests)
    found = cousins.relate(ELIZABETH, PHILIP, limit=2, source=royals.url)
    live = found.tree(relationships=drawn, siblings=siblings)
    assert len(royals.requests) - before <= 8
    before = len(royals.requests)
    assert seen(found.tree(relationships=drawn, siblings=siblings)) == seen(live)
    assert len(royals.requests) == before
    assert seen(live) == seen(in_memory.tree(relationships=drawn, siblings=siblings))


def test_nobody_is_asked_for_beside_the_lines_when_no_picture_is_wanted(royals):
    before = len(royals.requests)
    cousins.relate(ELIZABETH, PHILIP, limit=3, source=royals.url)
    assert len(royals.requests) - before <= 5


def test_namesakes_that_a_search_finds_hide_no_descendants():
    graph = numbered(family("Adam: Bob\nBob: Carl\nCarl: Dora"))
    labels = {"Q1001": {"en": "Adam Smith"}, "Q1002": {"en": "Adam Smith junior"}}
    with FakeWikibase(graph, labels=labels) as wikibase:
        found = cousins.descendants("Adam Smith", source=wikibase.url)
    assert [row.person.name for row in found.rows] == ["Adam Smith", "Adam Smith junior", "Carl", "Dora"]


@pytest.mark.parametrize("question", [cousins.descendants, cousins.ancestors])
def test_lists_start_from_where_a_redirect_leads(royals, question):
    found = question("Q111", generations=2, source=royals.url)
    assert [row.person.id for row in found.rows] == [row.person.id for row in question(VICTORIA, generations=2).rows]
    assert cousins.show("Q111", source=royals.url).person.id == VICTORIA


def test_ancestors_are_read_without_those_of_partners(royals):
    before = len(royals.requests)
    cousins.ancestors(VICTORIA, generations=2, source=royals.url)
    asked = [person for request in royals.requests[before:] for person in request.ids]
    assert len(asked) == 7


def test_what_a_tree_wants_is_said_before_anybody_is_asked(royals):
    before = len(royals.requests)
    with pytest.raises(SettingsError):
        cousins.tree(source=royals.url)
    assert len(royals.requests) == before
    with pytest.raises(PersonNotFoundError):
        cousins.tree(VICTORIA, to="Q77777777", source=royals.url)


def test_a_fault_is_said():
    with FakeWikibase(atlas()) as wikibase:
        wikibase.fail(faults.forbidden(), times=None, when=lambda _: len(wikibase.requests) > 2)
        with pytest.raises(SourceError):
            cousins.tree(VICTORIA, to=ELIZABETH, source=wikibase.url)


def test_the_command_line_draws_live(royals, capsys, tmp_path):
    path = tmp_path / "tree.svg"
    with pytest.raises(SystemExit) as left:
        main(["tree", VICTORIA, "--descendants", "1", "--from", royals.url, "-o", str(path)])
    captured = capsys.readouterr()
    assert (left.value.code, captured.out) == (0, f"19 people drawn in {path}\n")
    assert path.exists()
