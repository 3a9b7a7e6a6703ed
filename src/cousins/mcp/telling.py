"""What a tool says: the sentence first, then ids to go on with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mcp.types import CallToolResult, EmbeddedResource, TextContent, TextResourceContents

from cousins.errors import TooLargeError
from cousins.mcp.short_answers import compact, fitting, shortened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cousins.mcp.toolbox import Toolbox

SHORT: Final = 4_000
"""Bytes of text of an answer where nobody asked for more; assistants pay for each."""
LONG: Final = 20_000
"""Bytes of text of any answer: with its twin for programs, the structured content, a message stays under 50 kB."""
_NOTE: Final = 600
"""Bytes that are kept free for what is said of what was left out, in words and in the record."""


def told(box: Toolbox, answer: Any, given: Mapping[str, Any], *, whole: bool) -> CallToolResult:  # noqa: ANN401
    """Return an answer as a tool gives it; it may compute for long.

    Args:
        box: The tool.
        answer: What was found.
        given: What was asked.
        whole: Whether the whole record is wanted, as far as any answer may go.

    Raises:
        TooLargeError: The picture that was asked for is too large.
    """
    if given.get("format") == "svg":
        return _pictured(answer, given)
    room = LONG if whole else SHORT
    words = _lines(_words(box, answer), room // 2)
    record = box.question.record(answer, given)
    if isinstance(record, list):
        record = {box.question.shape.lower(): record}
    if not whole:
        record = shortened(record, box.answers, box.answers.get("$defs", {}))
    # The text stands in the structured content as well, where line ends and quotation marks take two bytes.
    room -= len(words.encode()) + words.count("\n") + words.count('"') + _NOTE
    listed, left = fitting(record, room, None if box.own_limit else given["limit"])
    note = _note(box, listed, given, left, whole=whole)
    if note:
        words, listed = f"{words}\n\n{note}", {"note": note, **listed}
    return CallToolResult(
        content=[TextContent(type="text", text=words), TextContent(type="text", text=compact(listed))],
        structured_content={"text": words, **listed},
    )


def _words(box: Toolbox, answer: Any) -> str:  # noqa: ANN401 (as the table has it)
    doubts = [
        f"{name.text!r} was taken for {name.person.label}, {name.person.id}; find_person tells who else has that name."
        for name in getattr(answer, "understood", ())
        if not name.plain
    ]
    return "\n\n".join([box.question.text(answer), *doubts])


def _lines(words: str, room: int) -> str:
    """Return as many lines of a text as there is room for, and how many are left."""
    lines = [line.rstrip() for line in words.split("\n")]
    if len("\n".join(lines).encode()) <= room:
        return "\n".join(lines)
    room -= len("… and 1,000,000 more lines".encode())
    kept: list[str] = []
    for line in lines:
        room -= len(line.encode()) + 1
        if room < 0:
            break
        kept.append(line)
    return "\n".join([*kept, f"… and {len(lines) - len(kept):,} more lines"])


def _note(box: Toolbox, listed: Mapping[str, Any], given: Mapping[str, Any], left: str, *, whole: bool) -> str:
    """Return what was left out and how to get it; empty where nothing was."""
    full = any(isinstance(each, list) and len(each) == given["limit"] for each in listed.values())
    more = "are" if listed.get("more") else "may be" if full and box.own_limit and "more" not in listed else ""
    larger = "" if given["limit"] == box.most else "; ask with a larger limit"
    if left:
        asked = "; ask with limit" if not whole else larger if full else "; no answer holds more: ask for less at once"
        return f"and {left[: _NOTE // 4]}{asked}, or go on with an id"
    return f"and there {more} more{larger}" if more else ""


def _pictured(answer: Any, given: Mapping[str, Any]) -> CallToolResult:  # noqa: ANN401 (as above)
    svg, title = answer.svg(style=given["style"]), str(answer).partition("\n")[0]
    size = len(svg.encode()) // 1000
    if len(svg.encode()) > 2 * LONG:
        raise TooLargeError(f"the picture has {size} kB, too much for a tool's answer; ask for fewer generations")
    picture = TextResourceContents(uri="cousins://tree.svg", mime_type="image/svg+xml", text=svg)
    return CallToolResult(
        content=[TextContent(type="text", text=title), EmbeddedResource(type="resource", resource=picture)],
        structured_content={"text": title},
    )
