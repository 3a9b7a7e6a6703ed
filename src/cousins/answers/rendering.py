"""How a value becomes text or a record: the values ask here, and text and records say how.

So the values know nothing of their rendering, and whoever adds an answer registers how it is said.
"""

from __future__ import annotations

from functools import singledispatch
from typing import Any

WIDTH = 100
"""Columns, where nobody says how many there are."""


@singledispatch
def as_text(answer: object, width: int = WIDTH) -> str:  # noqa: ARG001 (what every answer's own takes)
    """Return an answer in words, in lines of so many columns.

    Raises:
        TypeError: Nobody said how such a value is put into words.
    """
    raise TypeError(f"no words for {type(answer).__name__}")


@singledispatch
def as_record(answer: object, **_options: bool) -> dict[str, Any]:
    """Return an answer as plain dictionaries and lists, for JSON; options ask for what costs more.

    Raises:
        TypeError: Nobody said how such a value is recorded.
    """
    raise TypeError(f"no record of {type(answer).__name__}")
