"""Laying out text in columns, lines and numbers of things."""

from __future__ import annotations

import textwrap

from cousins.plain import columns


def counted(count: int, thing: str) -> str:
    """Return a number of things: ``1 step``, ``2 steps``.

    Example:
        >>> counted(1, "step"), counted(3, "pair"), counted(2, "person")
        ('1 step', '3 pairs', '2 people')
    """
    many = "people" if thing == "person" else f"{thing}s"
    return f"{count} {thing if count == 1 else many}"


def padded(text: str, width: int) -> str:
    """Return the text filled up with blanks to so many columns."""
    return text + " " * (width - columns(text))


def wrapped(text: str, width: int, indent: str = "", hanging: str = "") -> list[str]:
    """Return a paragraph in lines; in a terminal of a few columns, words are broken rather than lost."""
    room = max(width, len(hanging) + 8, len(indent) + 8)
    return textwrap.wrap(text, room, initial_indent=indent, subsequent_indent=hanging, break_on_hyphens=False) or [""]
