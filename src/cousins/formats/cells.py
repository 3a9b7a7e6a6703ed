"""Values of any type, as tables, JSON and GraphML may hold them, made the text that rows have.

Whole numbers are ids and years as good as their text is; a missing value of a data frame is none. What has no
text that anybody would have meant, such as a list for a name, is reported and not used.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from cousins.formats.report import Report, Trouble
from cousins.plain import harmless

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_HALVES = re.compile("[\ud800-\udfff]+")
"""Halves of letters: JSON can spell them, and bytes that are wrong in UTF-8 come as such (`surrogateescape`)."""
_DATES = ("born", "died", "_date")
"""How the names of columns of dates end."""
_NAMED = 50
"""Columns that are not read and counted by their names; further ones are counted together."""


class Cells:
    """Checks the rows of one file, and counts what stands in it and is not read.

    Args:
        report: Takes note of what is no text.
    """

    def __init__(self, report: Report) -> None:
        """Count nothing yet."""
        self._report = report
        self._unread: Counter[str] = Counter()
        report.left_out = lambda: self._unread

    def checked(self, row: Mapping[str, object], columns: Collection[str], line: int | None) -> dict[str, str]:
        """Return the cells of these columns as text; empty ones are left out.

        Args:
            row: The cells by the names of their columns.
            columns: Those that are read; of others it is counted that there is something.
            line: Where the row stands.
        """
        found: dict[str, str] = {}
        for name, value in row.items():
            if value is None or value == "":
                continue
            if name not in columns:
                self._pass_over(name, value)
                continue
            try:
                text = _year(value) if name.endswith(_DATES) and isinstance(value, int | float) else text_of(value)
            except (TypeError, ValueError) as error:
                self._report.add(Trouble.BAD_VALUE, line, f"{name}: {error}")
                continue
            if not text.isascii() and _HALVES.search(text):
                text = _HALVES.sub(_whole_letters, text)
                self._report.add(Trouble.BAD_CHARACTER, line, f"{name}: {text}")
            if text:
                found[name] = text
        return found

    def _pass_over(self, name: str, value: object) -> None:
        if isinstance(value, float) and math.isnan(value):
            return
        what = f"cells of {harmless(name)[:40]!r}"
        self._unread[what if what in self._unread or len(self._unread) < _NAMED else "cells of further columns"] += 1


def text_of(value: object) -> str:
    """Return a value as text; a missing one is empty.

    Raises:
        TypeError: It is nothing that is meant as text; says what it is.

    Example:
        >>> text_of(7), text_of(7.0), text_of(float("nan")), text_of(None)
        ('7', '7', '', '')
    """
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    if value is None or (isinstance(value, float | Decimal) and math.isnan(value)):
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    if isinstance(value, date):
        return value.isoformat()[:10]
    if not isinstance(value, float | Decimal):
        raise TypeError(kind_of(value))
    if math.isinf(value):
        raise TypeError(f"the number {value}")
    return str(int(value) if value == int(value) else value)


def _year(value: float) -> str:
    """Return a number as the text of a year.

    Raises:
        TypeError: It is no whole number.
    """
    text = text_of(value)
    if text and not text.lstrip("-").isdecimal():
        raise TypeError(f"the number {text}")
    return f"{'-' * text.startswith('-')}{text.lstrip('-'):0>4}" if text else ""


def kind_of(value: object) -> str:
    """Return what a value is in words for people: ``a list``."""
    kinds = ((bool, "yes or no"), (str, "a text"), (list, "a list"), (dict, "an object"), (int | float, "a number"))
    return next((words for kind, words in kinds if isinstance(value, kind)), "nothing" if value is None else "no text")


def _whole_letters(run: re.Match[str]) -> str:
    """Return bytes that were wrong in UTF-8 as Windows-1252, and other halves of letters as U+FFFD."""
    try:
        return run[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace")
    except UnicodeEncodeError:
        return "\ufffd" * len(run[0])
