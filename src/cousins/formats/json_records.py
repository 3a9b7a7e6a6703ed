"""JSON files piece by piece: each member of a list at the top by itself, so that no list is in memory as a whole."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NoReturn

from cousins.errors import FormatError
from cousins.opening import whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Member = tuple[str, int, object]

_SPACE = re.compile(r"[ \t\n\r]*")


def members(path: Path, most: int | None) -> Iterator[Member]:
    """Yield what a JSON file holds as (key, number, value).

    The members of a list have numbers from 1; before them comes the number 0 with an empty list. Everything else has
    the number 0. The key of a file that holds no object is empty.

    Args:
        path: The file.
        most: How many bytes may come out of a pipe; None for any number.

    Raises:
        FormatError: The file cannot be read, or is no JSON.
    """
    raw = whole(path, most)
    try:
        text = raw.decode(json.detect_encoding(raw), "surrogatepass")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise FormatError(path, f"no JSON: not in UTF-8 at byte {error.start:,}; save it in UTF-8", line) from None
    del raw
    yield from _Reader(path, text).everything()


class _Reader:
    """One text, and a place in it."""

    def __init__(self, path: Path, text: str) -> None:
        self._path, self._text, self._at = path, text, 0
        self._decoder = json.JSONDecoder()

    def everything(self) -> Iterator[Member]:
        start = self._next()
        if start == "{":
            yield from self._object()
        else:
            yield from self._value("")
        if self._next():
            self._fail("there is more behind its end")

    def _object(self) -> Iterator[Member]:
        self._at += 1
        while self._next() != "}":
            key = self._whole()
            if not isinstance(key, str) or self._next() != ":":
                self._fail("a name and a colon should be here")
            self._at += 1
            yield from self._value(key)
            if not self._comma("}"):
                break
        self._at += 1

    def _value(self, key: str) -> Iterator[Member]:
        if self._next() != "[":
            yield key, 0, self._whole()
            return
        yield key, 0, []
        self._at += 1
        number = 0
        while self._next() != "]":
            number += 1
            yield key, number, self._whole()
            if not self._comma("]"):
                break
        self._at += 1

    def _comma(self, end: str) -> bool:
        """Go behind a comma; return False where the object or list ends instead."""
        found = self._next()
        if found == end:
            return False
        if found != ",":
            self._fail(f"a comma or {end} should be here" if found else "it is cut off")
        self._at += 1
        if self._next() == end:
            self._fail(f"a comma before {end}")
        return True

    def _next(self) -> str:
        """Go to what is no space, and return it; empty at the end."""
        space = _SPACE.match(self._text, self._at)
        self._at = space.end() if space else self._at
        return self._text[self._at : self._at + 1]

    def _whole(self) -> object:
        """Return the value that begins here, and go behind it."""
        self._next()
        try:
            value, self._at = self._decoder.raw_decode(self._text, self._at)
        except json.JSONDecodeError as error:
            self._at = error.pos
            self._fail(error.msg if error.pos < len(self._text) else "it is cut off")
        except RecursionError:
            self._fail("lists or objects that are nested too deeply")
        except ValueError:  # of int(), which refuses to read more
            self._fail("a number of more than 4,300 digits")
        return value

    def _fail(self, what: str) -> NoReturn:
        raise FormatError(self._path, f"no JSON: {what}", self._text.count("\n", 0, self._at) + 1)
