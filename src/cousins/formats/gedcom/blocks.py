"""The lines of a GEDCOM file, brought into one shape before anybody reads them.

A file comes in blocks of whole records. A block in order passes as it is; in any
other each line is put right by itself, so that every line keeps its number::

    level, blank, perhaps @xref@ and blank, tag in capitals, perhaps blank and value

Lines are never joined or split. Text without level and tag becomes a line
``_TEXT``, and levels that skip one are closed up.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cousins.formats.gedcom.long_tags import SHORT_TAGS
from cousins.formats.report import Trouble
from cousins.opening import too_much

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cousins.formats.report import Report

_RECORD = "\n0 "
# One search over a whole block costs far less than a look at each line, and nearly all blocks are in order. It finds
# a line of another shape, a record of a person or family without an id, and a line whose next one skips a level.
_LEVELS = "".join(rf"|{level} [^\n]*\n(?![0-{level + 1}] )" for level in range(1, 9))
_OUT_OF_ORDER = re.compile(
    rf"\n(?:(?!(?:0 @[^@\n]+@ |0 (?!INDI\b|FAM\b)|[1-9]\d? (?:@[^@\n]+@ (?=[A-Z_]))?)[A-Z0-9_]+(?:[ \n]|\Z))"
    rf"|0 [^\n]*\n(?![01] ){_LEVELS})"
)
# Control characters, the marks of what was no UTF-8 (see `cousins.formats.gedcom.encoding`) and of what no codec knew.
_STRANGE = re.compile("[\x00-\x08\x0b-\x1f\ufeff\ufffd\udc80-\udcff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufeff]")
_LONG_TAG = re.compile(r"(\n\d{1,2} (?:@[^@\n]*@ )?)([A-Z][A-Z_]{4,})(?=[ \n]|\Z)")
_LINE = re.compile(
    r"[\s\xa0]*(\d{1,3})[ \t]+(?:@([^@\s][^@]*?)@[ \t]*)?([A-Za-z0-9_]+)[ \t]*(?:(?<=[ \t])(.*))?", re.DOTALL
)
_TURNED = re.compile(r"@([^@]+)@[ \t]*")
"""An id behind the tag, ``0 INDI @I1@``, as some programs write it."""


class Block:
    """Some whole records.

    Attributes:
        text: A line break before each line, none at the end.
        first_line: The number of the first line.
    """

    __slots__ = ("_counted", "_place", "first_line", "text")

    def __init__(self, text: str, first_line: int) -> None:
        self.text, self.first_line = text, first_line
        self._place, self._counted = 0, 0

    def line(self, place: int) -> int:
        """Return the number of the line that begins at or holds this place of the text.

        It is counted from the place asked for before, so that many questions in order cost one pass.
        """
        if place < self._place:
            self._place, self._counted = 0, 0
        self._counted += self.text.count("\n", self._place, place + 1)
        self._place = place + 1
        return self.first_line + self._counted - 1


def blocks(pieces: Iterable[str], report: Report, *, longest: int | None = None) -> Iterator[Block]:
    """Yield the text of a file in blocks of whole records, every line in order.

    Args:
        pieces: The text, cut anywhere.
        report: Takes note of lines that were not in order.
        longest: How many letters one record may have; None for any number.

    Raises:
        FormatError: A record has more.
    """
    line = 1
    for raw in _whole_records(pieces, report.path, longest):
        text = _LONG_TAG.sub(lambda tag: tag[1] + SHORT_TAGS.get(tag[2], tag[2]), raw)
        if _OUT_OF_ORDER.search(text) or _STRANGE.search(text):
            text = _Repair(line, report).block(text)
        yield Block(text, line)
        line += text.count("\n")
    report.lines = line - 1


def _whole_records(pieces: Iterable[str], path: Path | str, longest: int | None) -> Iterator[str]:
    """Yield the text cut before records, all line breaks being one character before each line."""
    waiting, held = ["\n"], 0
    for piece in _unified(pieces):
        cut = piece.rfind(_RECORD)
        if cut < 0:
            waiting.append(piece)
            held += len(piece)
            if longest is not None and held > longest:
                too_much(path, f"has a record of more than {longest:,} letters")
            continue
        held = len(piece) - cut
        waiting.append(piece[:cut])
        whole = "".join(waiting)
        if len(whole) > 1:
            yield whole
        waiting = [piece[cut:]]
    rest = "".join(waiting).rstrip("\n\x1a")
    if rest:
        yield rest


def _unified(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the pieces with one kind of line break, a line break and its level never cut apart."""
    held = ""
    for piece in pieces:
        text = held + piece
        held = ""
        if "\r" in text:
            if text.endswith("\r"):
                text, held = text[:-1], "\r"
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        last = text[-2:]
        if not held and "\n" in last:
            keep = len(last) - last.rfind("\n")
            text, held = text[:-keep], text[-keep:]
        yield text
    yield held.replace("\r", "\n")


class _Repair:
    """Puts the lines of one block in order and reports what it had to change."""

    def __init__(self, first_line: int, report: Report) -> None:
        self._line, self._report = first_line, report
        self._open: list[int] = []

    def block(self, text: str) -> str:
        """Return the block in order, with as many lines as before."""
        fixed: list[str] = []
        for raw in text[1:].split("\n"):
            line = self._clean(raw) if _STRANGE.search(raw) else raw
            match = _LINE.fullmatch(line)
            fixed.append(self._fixed(match) if match else self._stray(line))
            self._line += 1
        return "".join([f"\n{line}" for line in fixed])

    def _clean(self, line: str) -> str:
        """Return the line without what no text holds; bytes that were wrong in UTF-8 as Windows-1252."""
        line = line.lstrip("\ufeff")
        if _STRANGE.search(line):
            self._report.add(
                Trouble.BAD_CHARACTER, self._line, _CONTROL.sub("", line).encode(errors="replace").decode()
            )
        as_windows = re.sub(
            "[\udc80-\udcff]+", lambda run: run[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace"), line
        )
        return _CONTROL.sub("", as_windows)

    def _fixed(self, match: re.Match[str]) -> str:
        """Return a line with a level that follows the one before; a record without an id gets one."""
        written, xref, tag, value = match.groups()
        level = self._closed_up(int(written))
        value = value or ""
        if level == 0 and xref is None and SHORT_TAGS.get(tag.upper(), tag.upper()) in {"INDI", "FAM"}:
            turned = _TURNED.fullmatch(value)
            if turned:
                xref, value = turned[1], ""
            else:
                self._report.add(Trouble.NO_ID, self._line)
                xref = f"?{self._line}"
        named = f"@{xref.strip()}@ " if xref and xref.strip() else ""
        tag = SHORT_TAGS.get(tag.upper(), tag.upper())
        return f"{level} {named}{tag}{f' {value}' if value else ''}"

    def _closed_up(self, written: int) -> int:
        """Return the level that a line has once levels that were skipped are closed up."""
        while self._open and self._open[-1] >= written:
            self._open.pop()
        if written > (self._open[-1] + 1 if self._open else 0):
            self._report.add(Trouble.LEVEL_JUMP, self._line, str(written))
        self._open.append(written)
        return len(self._open) - 1

    def _stray(self, line: str) -> str:
        """Return text without level and tag as a line that nobody reads, below the line before."""
        text = line.strip()
        if text:
            self._report.add(Trouble.STRAY_LINE, self._line, text)
        return f"{len(self._open)} _TEXT{f' {text}' if text else ''}"
