"""The ancestors or the descendants of a person, as a value, as text and as a record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cousins.answers.columns import wrapped
from cousins.answers.rendering import WIDTH, as_record, as_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from cousins.family.person import Person
    from cousins.family.resolve import Understood

_DEEPEST_INDENT = 12
"""Generations of descendants that are set in; beyond, names would have no room."""


@dataclass(frozen=True, slots=True)
class Row:
    """One person in a list of ancestors or descendants.

    Attributes:
        person: The person.
        generation: Steps from the person the list starts with.
        number: Sosa or d'Aboville number; empty for a third parent, whom Sosa cannot number, and for those of
            more than a hundred generations away.
        again: Numbers at which the same person turns up again.
    """

    person: Person
    generation: int
    number: str
    again: tuple[str, ...]

    def record(self) -> dict[str, Any]:
        """Return the row as a plain dictionary: the person's record with generation, number and again."""
        numbers = {"generation": self.generation, "number": self.number, "again": list(self.again)}
        return self.person.record() | numbers


@dataclass(frozen=True, slots=True)
class Listing:
    """The ancestors or the descendants of a person, each once.

    Iteration gives them, without the person.

    Attributes:
        of: "ancestors" or "descendants".
        rows: The person first; ancestors by generation, descendants by number.
        understood: Whom the name was taken for.
    """

    of: str
    rows: tuple[Row, ...]
    understood: tuple[Understood, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        """Return the list in lines."""
        return as_text(self)

    def __repr__(self) -> str:
        """Return one line: ``<Listing: 14 ancestors of Victoria>``."""
        return f"<Listing: {len(self)} {self.of} of {self.rows[0].person}>"

    def __len__(self) -> int:
        """Return how many ancestors or descendants there are, the person not counted."""
        return len(self.rows) - 1

    def __iter__(self) -> Iterator[Row]:
        """Yield the ancestors or descendants, the person left out."""
        return iter(self.rows[1:])

    def __bool__(self) -> bool:
        """Return that there is an answer, though it may list nobody."""
        return True

    def record(self) -> dict[str, Any]:
        """Return the list as plain dictionaries and lists, for JSON; documented in docs/json.md."""
        return as_record(self)

    def records(self) -> list[dict[str, Any]]:
        """Return the ancestors or descendants as rows, for ``pandas.DataFrame`` and ``polars.DataFrame``."""
        return [row.record() for row in self]


@as_text.register(Listing)
def _text(answer: Listing, width: int = WIDTH) -> str:
    """Return ancestors or descendants, a line each, under their generations or parents."""
    lines = wrapped(f"{len(answer)} {answer.of} of {answer.rows[0].person.label}", width)
    if answer.of == "ancestors":
        return "\n".join([*lines, *_by_generation(answer.rows[1:], width)])
    for row in answer.rows[1:]:
        indent = "  " * min(row.generation - 1, _DEEPEST_INDENT)
        lines += wrapped(_line(row, f"generation {row.generation}:"), width, indent, indent + "    ")
    return "\n".join(lines)


def _by_generation(rows: Sequence[Row], width: int) -> Iterator[str]:
    generation = 0
    for row in rows:
        if row.generation != generation:
            generation = row.generation
            yield from ("", f"generation {generation}")
        yield from wrapped(_line(row, "–"), width, "  ", "      ")


def _line(row: Row, unnumbered: str) -> str:
    again = f" [again at {', '.join(row.again)}]" if row.again else ""
    return f"{row.number or unnumbered}  {row.person.label}{again}"


@as_record.register(Listing)
def _record(answer: Listing, **_options: bool) -> dict[str, Any]:
    """Return ancestors or descendants."""
    return {
        "person": answer.rows[0].person.record(),
        answer.of: [row.record() for row in answer],
        "understood": [each.record() for each in answer.understood],
    }
