"""A flag that ends a computation in its middle."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from families import graph_of

from cousins.explorer.relating import related
from cousins.family.closure import steps_from
from cousins.kinship.descent_list import descendants
from cousins.kinship.pedigree_list import ancestors
from cousins.stopping import Stop, StoppedError, look, stop
from cousins.terms import speaker


class Counted(Stop):
    """Counts how often it is asked, and says stop from a certain time on."""

    __slots__ = ("looks", "until")

    def __init__(self, until):
        self.until, self.looks = until, 0

    @property
    def asked(self):
        self.looks += 1
        return self.looks >= self.until


@contextmanager
def watched(flag):
    token = stop.set(flag)
    try:
        yield flag
    finally:
        stop.reset(token)


LONG = graph_of({child: {max(0, child - 1), max(0, child - 2)} for child in range(1, 300)}, 300)


def test_without_a_flag_or_while_it_is_down_nothing_ends():
    look()
    with watched(Stop()) as flag:
        look()
        flag.asked = True
        with pytest.raises(StoppedError):
            look()
    look()


@pytest.mark.parametrize("until", [1, 2, 50])
@pytest.mark.parametrize(
    "question",
    [
        lambda: related(LONG, 298, 299, speaker("en")),
        lambda: ancestors(LONG, 299),
        lambda: descendants(LONG, 0),
        lambda: steps_from([299], LONG.parents.__getitem__),
    ],
    ids=["relate", "ancestors", "descendants", "steps"],
)
def test_a_question_ends_at_the_first_look_after_the_flag_is_set(question, until):
    with watched(Counted(until)) as flag, pytest.raises(StoppedError):
        question()
    assert flag.looks == until
