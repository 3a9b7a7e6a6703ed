"""Questions to a source that has everybody at hand."""

from __future__ import annotations

import subprocess
import sys

import pytest
from families import family

from cousins.errors import EntityIdError, PersonNotFoundError, SourceError
from cousins.explorer import Explorer
from cousins.family.person import Person, PersonId
from cousins.family.resolve import name_of
from cousins.running import run
from cousins.sources import source_named
from cousins.sources.memory import Memory

THREE_GENERATIONS = """
    Adam + Eve: Bob, Dora
    Bob + Cleo: Carl
    Dora + Dan: Fay
"""


def explorer(**options):
    return Explorer(Memory(family(THREE_GENERATIONS)), **options)


def ids(graph):
    return {person.id for person in graph.people}


@pytest.mark.parametrize(
    ("wanted", "people"),
    [
        ({}, {"Adam", "Eve", "Bob", "Dora", "Cleo", "Carl", "Dan", "Fay"}),
        ({"ancestors": "Carl"}, {"Carl", "Bob", "Cleo", "Adam", "Eve"}),
        ({"ancestors": "Carl", "generations": 1}, {"Carl", "Bob", "Cleo"}),
        ({"descendants": "Dora"}, {"Dora", "Fay"}),
        ({"between": ("Carl", "Fay")}, {"Adam", "Eve", "Bob", "Dora", "Carl", "Fay"}),
    ],
    ids=str,
)
def test_a_part_holds_whom_it_is_asked_for(wanted, people):
    assert ids(run(explorer().subset(**wanted)).family) == people


def test_a_part_is_asked_for_by_persons_as_well():
    carl, fay = (run(explorer().show(name)).person for name in ("Carl", "Fay"))
    assert ids(run(explorer().subset(ancestors=carl, generations=1)).family) == {"Carl", "Bob", "Cleo"}
    assert ids(run(explorer().subset(descendants=carl)).family) == {"Carl"}
    assert ids(run(explorer().subset(between=(carl, "Fay"))).family) == ids(
        run(explorer().subset(between=("Carl", fay))).family
    )


def test_an_id_may_be_written_as_gedcom_writes_it():
    assert run(explorer().show("@Carl@")).person.id == "Carl"


def test_a_part_of_a_live_source_is_refused():
    with pytest.raises(SourceError, match="explore"):
        run(Explorer(source_named("wikidata")).subset())


def test_a_source_at_hand_is_not_explored():
    async def explore():
        return [layer async for layer in explorer().explore(["Bob"])]

    with pytest.raises(SourceError, match="at hand"):
        run(explore())


def test_an_answer_says_whom_names_were_taken_for():
    found = run(explorer().relate("carl", "Fay"))
    assert [(each.text, each.person.id, each.plain) for each in found.understood] == [
        ("carl", "Carl", True),
        ("Fay", "Fay", True),
    ]
    assert found.record()["understood"][0] == {
        "text": "carl",
        "id": "Carl",
        "name": "Carl",
        "matched": "Carl",
        "runners_up": [],
    }


@pytest.mark.parametrize("text", ["Q0", "q0", "Q00012", "Q" + "1" * 20])
def test_an_id_that_cannot_be_is_refused_where_everybody_is_at_hand_too(text):
    with pytest.raises(EntityIdError):
        run(explorer().show(text))


def test_an_item_whom_nobody_has_is_not_looked_for_by_name():
    with pytest.raises(PersonNotFoundError):
        run(explorer().show("Q12"))


def test_somebody_named_twice_stands_in_a_tree_once():
    tree = run(explorer().tree(["Adam", "adam"], to=["Fay", "Fay"]))
    assert tree.scene.title == "From Adam to Fay"


def test_nobody_of_that_name_is_said():
    with pytest.raises(PersonNotFoundError):
        run(explorer().show("Zoe"))


def test_what_is_no_source_is_said():
    with pytest.raises(TypeError, match="no source"):
        run(Explorer(object()).show("Adam"))


def test_a_question_to_the_atlas_loads_nothing_of_the_network():
    asked = "import sys, cousins; cousins.relate('Elizabeth II', 'Prince Philip'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=60)
    network = {"aiohttp", "asyncio", "msgspec", "sqlite3", "cousins.explorer.live_field", "cousins.interpret"}
    assert not network & set(done.stdout.split())


def test_people_are_named_by_text_or_person_only():
    assert name_of(Person(PersonId("I1"), "Ann")) == "I1"
    with pytest.raises(TypeError, match="a str or a Person, not int"):
        name_of(9439)
