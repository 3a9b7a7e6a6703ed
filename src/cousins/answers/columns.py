"""Laying out text: paragraphs and labels side by side in so many columns, and numbers of things."""

from __future__ import annotations

import re
import textwrap
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cousins.plain import columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_INDENT, _GAP = "   ", "   "
_NARROWEST = 24
"""Columns a label needs to stand beside another."""
MOST_LABELS = 60
"""Labels of one list; of a longer one the middle is left out."""
_LONG = 10_000
"""Letters of a text that is more than names and sentences are."""
_FEWEST = 8
"""Columns that a line has room for at least, however narrow the terminal."""


class Paragraph(NamedTuple):
    """A text to be broken into lines; an empty one is an empty line.

    Attributes:
        text: The text, in one line.
        indent: What stands before its first line.
        hanging: What stands before the others.
    """

    text: str = ""
    indent: str = ""
    hanging: str = ""


class OneLine(NamedTuple):
    """One thing said at several lengths: the first that fits into a line is taken, else the last, broken into lines.

    Attributes:
        texts: The longest first.
        lead: What stands before it.
    """

    texts: Sequence[str]
    lead: str = ""


class SideBySide(NamedTuple):
    """Two lists of labels, row by row beside each other; below each other where there is no room or only one of them.

    Of very long lists the middle is left out.

    Attributes:
        first: The labels on the left.
        second: Those on the right.
        most: Rows at most.
    """

    first: Sequence[str]
    second: Sequence[str] = ()
    most: int = MOST_LABELS


Block: TypeAlias = Paragraph | OneLine | SideBySide


def laid_out(blocks: Iterable[Block], width: int) -> str:
    """Return paragraphs and labels in lines of so many columns, with one empty line at most between two of them."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines += wrapped(block.text, width, block.indent, block.hanging)
        elif isinstance(block, OneLine):
            fitting = [text for text in block.texts if columns(text) + len(block.lead) <= width]
            lines += wrapped((fitting or block.texts[-1:])[0], width, block.lead, " " * len(block.lead))
        else:
            lines += _beside(block, width)
    return "\n".join([line for line, following in zip(lines, [*lines[1:], ""], strict=True) if line or following])


def _beside(block: SideBySide, width: int) -> Iterator[str]:
    """Yield the lines of labels side by side: in columns, in folded columns, or below each other."""
    first, second = shortened(block.first, block.most), shortened(block.second, block.most)
    room = width - len(_INDENT)
    widest = max(map(columns, first), default=0)
    if not first or not second:
        yield from _below([*first, *second], width)
    elif widest + len(_GAP) + max(map(columns, second)) <= room:
        for left, right in zip_longest(first, second, fillvalue=""):
            yield f"{_INDENT}{left}{' ' * (widest - columns(left))}{_GAP}{right}".rstrip()
    elif room // 2 - len(_GAP) >= _NARROWEST:
        yield from min([_folded(first, second, left, room) for left in _splits(widest, room)], key=len)
    else:
        yield from _below(first, width)
        yield ""
        yield from _below(second, width)


def _splits(widest: int, room: int) -> Iterator[int]:
    """Yield how wide the left of two folded columns may be: a half, or as wide as it wants with room for the right."""
    half = (room - len(_GAP)) // 2
    yield half
    yield min(max(widest, _NARROWEST), room - len(_GAP) - _NARROWEST)
    yield min(half + half // 4, room - len(_GAP) - _NARROWEST)


def _folded(first: Sequence[str], second: Sequence[str], left: int, room: int) -> list[str]:
    """Return labels in two columns, the left one so wide, those that are wider on several lines."""
    lines = []
    for one, other in zip_longest(first, second, fillvalue=""):
        pieces = _lines(one, left, "", "  "), _lines(other, room - len(_GAP) - left, "", "  ")
        for here, there in zip_longest(*pieces, fillvalue=""):
            lines.append(f"{_INDENT}{here}{' ' * (left - columns(here))}{_GAP}{there}".rstrip())
    return lines


def _below(labels: Iterable[str], width: int) -> Iterator[str]:
    for label in labels:
        yield from wrapped(label, width, _INDENT, _INDENT + "  ")


def wrapped(text: str, width: int, indent: str = "", hanging: str = "") -> list[str]:
    """Return a paragraph in lines; in a terminal of a few columns, words are broken rather than lost."""
    room = max(width, len(hanging) + _FEWEST, len(indent) + _FEWEST)
    return _lines(text, room, indent, hanging) or [""]


def _lines(text: str, width: int, indent: str, hanging: str) -> list[str]:
    piece = width - max(len(indent), len(hanging))
    if len(text) > _LONG:
        # textwrap copies what is left of a long word for every line of it: a name of a megabyte would take a minute.
        text = re.sub(rf"\S{{{piece}}}(?=\S)", r"\g<0> ", text)
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=hanging, break_on_hyphens=False)


def shortened(labels: Sequence[str], most: int = MOST_LABELS) -> list[str]:
    """Return labels, of very many only the first and the last, and between them how many there are.

    Example:
        >>> shortened(["Ann", "Bob", "Carl", "Dan", "Eve"], most=4)
        ['Ann', '… 2 more …', 'Dan', 'Eve']
    """
    if len(labels) <= most:
        return list(labels)
    last = most // 2
    first = most - 1 - last
    return [*labels[:first], f"… {len(labels) - first - last} more …", *labels[-last:]]


def counted(count: int, thing: str) -> str:
    """Return a number of things: ``1 step``, ``2 steps``.

    Example:
        >>> counted(1, "step"), counted(3, "pair"), counted(2, "person")
        ('1 step', '3 pairs', '2 people')
    """
    many = "people" if thing == "person" else f"{thing}s"
    return f"{count} {thing if count == 1 else many}"
