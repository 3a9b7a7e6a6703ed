"""What a terminal shows of a search while it runs."""

from __future__ import annotations

import io

from rich.console import Console

from cousins.cli.live_line import LiveLine
from cousins.explorer.layer import Layer
from cousins.family.person import Person, PersonId

ADAM, EVE, ANN = (Person(PersonId(name), name) for name in ("Adam", "Eve", "Ann"))


def shown(*layers):
    written = io.StringIO()
    with LiveLine(Console(file=written, width=200)) as line:
        for layer in layers:
            line.on_event(layer)
    return written.getvalue()


def layer(degree, **more):
    return Layer(degree, 4, 6, 3, 2, frozenset(), complete=False, **more)


def test_two_pedigrees_are_told_by_generation_and_where_they_meet():
    told = shown(layer(1, pedigrees=((1, 2), (1, 2))), layer(2, pedigrees=((1, 2, 4), (1, 2, 4)), nearest=(ADAM, EVE)))
    assert "generation 1: 4 people, 6 in all\n" in told
    assert "generation 2: 4 people, 6 in all; the pedigrees meet in Adam and Eve\n" in told
    assert "Adam and Eve and others" in shown(layer(2, pedigrees=((1,), (1,)), nearest=(ADAM, EVE, ANN)))


def test_an_exploration_is_told_by_degree():
    assert "degree 1: 4 people, 6 in all\n" in shown(layer(1))
