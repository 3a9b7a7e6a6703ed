"""What commands say beside their answers, and answers as text or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.answers.rendering import as_record, as_text
from cousins.cli.screen import complain, show, show_json, width
from cousins.errors import quoted
from cousins.explorer.layer import Layer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cousins.answers import Listing, Profile, Relation
    from cousins.family.resolve import Understood
    from cousins.transport.events import Event

_RUNNERS_UP = 3
_LONG_WAIT = 2.0
"""Seconds of waiting from which on it is said."""


def say_understood(names: Iterable[Understood]) -> None:
    """Say on stderr whom names were taken for, where they could have meant somebody else."""
    for name in names:
        if not name.plain:
            others = "; ".join(f"{match.person.label}, {match.person.id}" for match in name.runners_up[:_RUNNERS_UP])
            taken = f"{name.person.label}, {name.person.id}"
            complain(f"{quoted(name.text)} is taken for {taken}" + (f"; others: {others}" if others else ""))


def say_wait(event: Event | Layer) -> None:
    """Say on stderr that a host lets us wait for long."""
    if not isinstance(event, Layer) and event.reason and event.seconds >= _LONG_WAIT:
        complain(f"{event.host}: waiting {event.seconds:.0f} s: {event.reason}")


def show_answer(answer: Relation | Profile | Listing, form: str, **options: int) -> None:
    """Print an answer as text or as JSON, once it was said whom the names were taken for.

    Args:
        answer: What was found.
        form: ``text`` or ``json``.
        **options: What the text of this kind of answer lets one choose.
    """
    if form == "json":
        show_json(as_record(answer))
    else:
        show(as_text(answer, width(), **options))
