"""Questions to a source that has everybody at hand."""

from __future__ import annotations

import subprocess
import sys

import pytest
from families import family

from cousins.errors import PersonNotFoundError, SourceError
from cousins.explorer import Explorer, answer
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
    assert ids(answer(explorer().part(**wanted))) == people


def test_a_part_is_asked_for_by_persons_as_well():
    carl, fay = (answer(explorer().show(name)).person for name in ("Carl", "Fay"))
    assert ids(answer(explorer().part(ancestors=carl, generations=1))) == {"Carl", "Bob", "Cleo"}
    assert ids(answer(explorer().part(descendants=carl))) == {"Carl"}
    assert ids(answer(explorer().part(between=(carl, "Fay")))) == ids(answer(explorer().part(between=("Carl", fay))))


def test_an_id_may_be_written_as_gedcom_writes_it():
    assert answer(explorer().show("@Carl@")).person.id == "Carl"


def test_a_part_of_a_live_source_is_refused():
    with pytest.raises(SourceError, match="crawl"):
        answer(Explorer(source_named("wikidata")).part())


def test_a_source_at_hand_is_not_explored():
    async def explore():
        return [layer async for layer in explorer().explore(["Bob"])]

    with pytest.raises(SourceError, match="at hand"):
        answer(explore())


def test_names_are_told_as_they_were_understood_and_ids_are_not():
    told = []
    asked = explorer(on_choice=lambda name, understood: told.append((name, understood.person.id)))
    answer(asked.relate("carl", "Fay"))
    assert told == [("carl", "Carl")]


def test_somebody_named_twice_stands_in_a_tree_once():
    scene = answer(explorer().tree(["Adam", "adam"], to=["Fay", "Fay"]))
    assert scene.title == "Adam to Fay"


def test_nobody_of_that_name_is_said():
    with pytest.raises(PersonNotFoundError):
        answer(explorer().show("Zoe"))


def test_what_is_no_source_is_said():
    with pytest.raises(TypeError, match="no source"):
        answer(Explorer(object()).show("Adam"), waits=True)


def test_a_question_to_the_atlas_loads_nothing_of_the_network():
    asked = "import sys, cousins; cousins.relate('Elizabeth II', 'Prince Philip'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=60)
    network = {"aiohttp", "asyncio", "msgspec", "sqlite3", "cousins.explorer.live", "cousins.interpret"}
    assert not network & set(done.stdout.split())
