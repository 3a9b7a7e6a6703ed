"""The words of a picture: a title above the family; below it what lines mean, a key of signs, and who made portraits.

Everything here is placed when the family is: the last step of a layout.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from cousins.drawing.layout.labels import NAME_SIZE, YEARS_SIZE, line_ends, pieces_of, text_width
from cousins.drawing.layout.placed import Link, Note, PlacedFigure, PlacedHousehold, Sign
from cousins.drawing.scene.figures import Role
from cousins.family.links import ParentKind
from cousins.plain import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cousins.drawing.layout.placed import Layout
    from cousins.drawing.scene.figures import Entry, Scene

MARGIN = 24.0
TITLE_SIZE, CREDIT_HEIGHT = 17.0, 15.0
SWATCH, SIGN = 30.0, 20.0
"""How wide what stands before an entry of the legend is, and before one of the key."""

_GAP, _KEY_GAP = 10.0, 22.0
"""Between a swatch and its words, and between two signs of the key."""
_TITLE_HEIGHT, _ENTRY_HEIGHT, _KEY_HEIGHT = 22.0, 18.0, 17.0
_BETWEEN = 4.0
_BOLD = 1.08
_LEAST, _COLUMN, _MOST_COLUMNS = 400.0, 420.0, 4
"""The width that pictures have for their words, if these need it; of a column of the legend; how many there may be."""
_ONE_COLUMN = 6
"""Entries that stand below each other even where there is room for columns."""
_LINES, _ELLIPSIS = 8, "…"
"""Lines of a title, or of an entry; names can be as long as somebody likes."""


def with_words(drawn: Layout) -> Layout:
    """Return a picture with a title, a legend, a key and credits, all within it.

    A picture narrower than its words becomes wider, up to 400 pixels, with the family in the middle.
    Nothing is written on an empty one.

    Args:
        drawn: The family alone.
    """
    scene = drawn.scene
    if not drawn.figures:
        return drawn
    signs = list(_signs(drawn))
    wanted = [text_width(harmless(scene.title), TITLE_SIZE) * _BOLD]
    wanted += [_aside(scene.legend) + text_width(numbered(entry)) for entry in scene.legend]
    wanted += [_sign_width(sign) for sign in signs]
    room = max(drawn.width - 2 * MARGIN, min(_LEAST, max(wanted)))
    lines = _cut(filled(scene.title, room / _BOLD, TITLE_SIZE), room / _BOLD, TITLE_SIZE)
    top = _TITLE_HEIGHT * (len(lines) + 0.5)
    below = top + drawn.height
    legend = list(_legend(scene.legend, room, below))
    key_top = max([below, *(note.y + _ENTRY_HEIGHT * (len(note.lines) - 0.5) for note in legend)])
    key = list(_key(signs, room, key_top))
    foot = max([key_top, *(note.y + _KEY_HEIGHT for note in key)]) - below
    credited = credit_lines(scene, room)
    return replace(
        moved(drawn, (room + 2 * MARGIN - drawn.width) / 2, top),
        width=room + 2 * MARGIN,
        height=below + foot + CREDIT_HEIGHT * len(credited),
        title=Note(lines, MARGIN, MARGIN + 0.5 * TITLE_SIZE, TITLE_SIZE),
        legend=(*legend, *key),
        credits=credited,
        top=top,
        foot=foot,
    )


def heights(note: Note) -> Iterator[tuple[float, float]]:
    """Yield from where to where each line of a note reaches, for those who would not cut it in two."""
    height = _TITLE_HEIGHT if note.about is None else _ENTRY_HEIGHT
    for at in range(len(note.lines)):
        yield note.y + at * height - note.size, note.y + at * height + note.size / 3


def numbered(entry: Entry) -> str:
    """Return the words of an entry, after its number if it has one."""
    return f"[{entry.number}] {entry.text}" if entry.number else entry.text


def credit_lines(scene: Scene, width: float) -> tuple[str, ...]:
    """Return who made the portraits, in lines.

    Args:
        scene: Whose portraits.
        width: How wide a line may be.

    Returns:
        No line where there are no portraits.
    """
    shown: dict[str, list[str]] = {}
    for figure in scene.figures:
        if figure.named and figure.portrait:
            shown.setdefault(harmless(figure.portrait.credit), []).append(harmless(str(figure.person)))
    told = [f"{credit} ({'; '.join(people)})" for credit, people in shown.items()]
    return filled(f"Portraits: {', '.join(told)}.", width, YEARS_SIZE) if told else ()


def filled(text: str, widest: float, size: float) -> tuple[str, ...]:
    """Return a text in as few lines as have room for its words.

    Args:
        text: What to write.
        widest: How wide a line may be; words wider than that are parted.
        size: The height of the letters.

    Example:
        >>> filled("one two three", 50, 11)
        ('one two', 'three')
    """
    room = widest * NAME_SIZE / size
    words = [pieces_of(word, room) if text_width(word) > room else [word] for word in harmless(text).split()]
    pieces = [piece for word in words for piece in word] or [""]
    ends, _ = line_ends(list(map(text_width, pieces)), room)
    return tuple(" ".join(pieces[start:end]) for start, end in pairwise([0, *ends]))


def _cut(lines: tuple[str, ...], widest: float, size: float) -> tuple[str, ...]:
    """Return the first lines of a text, with an ellipsis where it has more."""
    if len(lines) <= _LINES:
        return lines
    last = lines[_LINES - 1]
    while last and text_width(last + _ELLIPSIS, size) > widest:
        last = last[:-1]
    return (*lines[: _LINES - 1], last.rstrip() + _ELLIPSIS)


def _legend(entries: Sequence[Entry], room: float, top: float) -> Iterator[Note]:
    """Yield the entries of the legend in as many columns as there is room for, read downwards."""
    columns = 1 if len(entries) <= _ONE_COLUMN else max(1, min(_MOST_COLUMNS, int(room // _COLUMN)))
    widest = (room - (columns - 1) * MARGIN) / columns
    aside = _aside(entries)
    words, rows, y = widest - aside, -(-len(entries) // columns), 0.0
    for at, entry in enumerate(entries):
        y = y if at % rows else top + _ENTRY_HEIGHT / 2
        lines = _cut(filled(numbered(entry), words, NAME_SIZE), words, NAME_SIZE)
        yield Note(lines, MARGIN + (at // rows) * (widest + MARGIN) + aside, y, NAME_SIZE, entry)
        y += _ENTRY_HEIGHT * len(lines) + _BETWEEN


def _aside(entries: Sequence[Entry]) -> float:
    """Return how far words stand beside the left edge: none where no entry has a line before them."""
    return SWATCH + _GAP if any(entry.strands for entry in entries) else 0.0


def _key(signs: Sequence[Sign], room: float, top: float) -> Iterator[Note]:
    """Yield the signs of the key, in as few rows as hold them."""
    x, y = 0.0, top + _KEY_HEIGHT
    for sign in signs:
        if x and x + _sign_width(sign) > room:
            x, y = 0.0, y + _KEY_HEIGHT
        yield Note((sign.value,), MARGIN + x + SIGN + _GAP / 2, y, YEARS_SIZE, sign)
        x += _sign_width(sign) + _KEY_GAP


def _sign_width(sign: Sign) -> float:
    return SIGN + _GAP / 2 + text_width(sign.value, YEARS_SIZE)


def _signs(drawn: Layout) -> Iterator[Sign]:
    """Yield the signs that occur in the picture, in the order of the key."""
    scene = drawn.scene
    roles = {figure.role for figure in scene.figures}
    named, is_fan = [figure for figure in scene.figures if figure.named], drawn.style == "fan"
    there = {
        Sign.END: Role.END in roles,
        Sign.ORIGIN: Role.ORIGIN in roles and bool(scene.strands),
        Sign.ROOT: Role.ORIGIN in roles and not scene.strands,
        Sign.SIBLING: len(named) < len(scene.figures),
        Sign.RELATED: not is_fan and any(household.related for household in scene.households),
        Sign.SOCIAL: any(
            child.kind is not ParentKind.BIRTH for household in scene.households for child in household.children
        ),
        Sign.POSSIBLE: any(household.rivals for household in scene.households),
        Sign.UNKNOWN: not is_fan and any(household.unknown for household in scene.households),
        # In a fan dots stand for parents only: hardly anybody has no other child there.
        Sign.HIDDEN: any(
            figure.hidden_parents or figure.hidden_partners or (figure.hidden_children and not is_fan)
            for figure in named
        ),
        Sign.UPWARD: any(link.upward for link in drawn.links),
    }
    yield from (sign for sign, is_there in there.items() if is_there)


def moved(drawn: Layout, right: float, down: float) -> Layout:
    """Return the picture with everything so much further right and down."""
    # Made anew field by field: `replace` takes two to three times as long, and there are thousands.
    figures = [
        PlacedFigure(each.place, each.x + right, each.y + down, each.width, each.height, each.generation, each.label)
        for each in drawn.figures
    ]
    households = [PlacedHousehold(each.number, each.x + right, each.y + down) for each in drawn.households]
    links = [
        Link(
            each.household,
            each.figure,
            is_child=each.is_child,
            points=tuple([(x + right, y + down) for x, y in each.points]),
            strands=each.strands,
            upward=each.upward,
            possible=each.possible,
            part=each.part,
        )
        for each in drawn.links
    ]
    middle = drawn.middle[0] + right, drawn.middle[1] + down
    return replace(drawn, figures=tuple(figures), households=tuple(households), links=tuple(links), middle=middle)
