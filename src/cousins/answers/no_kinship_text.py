"""What is said of two people whose kinship has no name: the way between them, and where their known lines end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.answers.columns import Paragraph, SideBySide, counted, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cousins.answers.columns import Block
    from cousins.answers.relation import Relation
    from cousins.kinship.open_ends import OpenEnd

_ENDS = 3
"""Open ends told of each of the two."""

_GENERATIONS = 5
"""Generations of which it is told how much is known."""

_INDENT = "   "
_BLANK = Paragraph()


def connection(answer: Relation) -> str:
    """Return that there is a way between people without a name for their kinship, or none, in words."""
    if answer.path:
        return f"The shortest way from one to the other has {counted(len(answer.path), 'step')}"
    return f"No connection found ({counted(answer.reached or 0, 'person')} reached)"


def path(answer: Relation) -> Iterator[Paragraph]:
    """Yield the steps of a path: one person a line."""
    steps = answer.path or ()
    yield from (_BLANK, Paragraph(f"{connection(answer)}:"), _BLANK)
    yield Paragraph(answer.a.label, _INDENT, _INDENT + "  ")
    for step in shortened([f"{step.word}: {answer.people[step.to].label}" for step in steps]):
        yield Paragraph(step, _INDENT, _INDENT + "  ")


def why_not(answer: Relation) -> Iterator[Block]:
    """Yield where the known lines of the two end, and how much of each pedigree is known; of kin nothing."""
    of_a, of_b = answer.open_ends or ((), ())
    if of_a or of_b:
        lead = "No common ancestor is known. Where the known lines end, nearest first, with the generation:"
        yield from (_BLANK, Paragraph(lead), _BLANK)
        yield SideBySide([f"of {answer.a}", *_ends(of_a)], [f"of {answer.b}", *_ends(of_b)])
    if answer.completeness:
        yield from (_BLANK, Paragraph("Known ancestors, from the parents on:"), _BLANK)
        for who, rows in zip((answer.a, answer.b), answer.completeness, strict=True):
            known = [
                f"{some} of {most}" + (f" ({some / most:.0%})" if some < most else "")
                for some, most in rows[:_GENERATIONS]
            ]
            yield Paragraph(f"{who}: {', '.join(known) or 'none'}", _INDENT, _INDENT + "  ")


def _ends(ends: Sequence[OpenEnd]) -> Iterator[str]:
    """Yield the nearest open ends, one a line, and how many more there are."""
    for end in ends[:_ENDS]:
        yield f"{end.generation}  {end.person.label}"
    if len(ends) > _ENDS:
        yield f"and {len(ends) - _ENDS} more"
