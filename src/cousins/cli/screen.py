"""What reaches the terminal, the pipe or the file: text, JSON and complaints."""

from __future__ import annotations

import codecs
import contextlib
import errno
import io
import os
import shutil
import sys
from typing import TYPE_CHECKING

from cousins.answers.rendering import as_text
from cousins.plain import harmless
from cousins.stages import follower

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager
    from typing import Any, TextIO

    from rich.text import Text

    from cousins.answers.listing import Listing
    from cousins.answers.profile import Profile
    from cousins.answers.relation import Relation
    from cousins.explorer.layer import Layer, OnEvent
    from cousins.family.resolve import Understood
    from cousins.stores.source_cache import StoreTrouble
    from cousins.transport.events import Event

_PLAIN_WIDTH = 100
_RUNNERS_UP = 3
_LONG_WAIT = 2.0
"""Seconds of waiting from which on it is said."""
_HARMLESS = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}
_STYLES = {
    r"(?P<years>\((c\. )?[*†]?\s?\d[^()]*\))": "dim",
    r"(?P<id>\bQ\d+\b)": "dim",
    r"(?m)(?P<number>^\d+\. )": "bold",
    r"(?m)(?P<relation>^\d+\. [^,\n]+)": "bold",
    r"(?m)(?P<heading>^[a-z][a-z -]+( \d+)?$)": "bold cyan",
}


def prepare() -> None:
    """Make output that no encoding can break: letters it lacks are written in ASCII.

    A standard stream that is closed is opened on nothing, so that no file opened
    later takes its number; what is asked of standard output then fails as it does
    on a full disk.
    """
    codecs.register_error("cousins", _in_ascii)
    if sys.stdout is None:
        sys.stdout = _Closed()
    if sys.stderr is None:
        sys.stderr = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="cousins")


def _in_ascii(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from anyascii import anyascii  # noqa: PLC0415 (only poor terminals need it)

    return anyascii(error.object[error.start : error.end]) or "?", error.end


class _Closed(io.TextIOBase):
    """A standard output that was closed before the program began."""

    encoding = "utf-8"

    def write(self, _text: str, /) -> int:
        raise OSError(errno.EBADF, "standard output is closed")


def silence(stream: TextIO) -> None:
    """Let nothing more be written to where nothing can be written, not even what is waiting."""
    try:
        stream.flush()
    except (OSError, ValueError):
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def alone() -> AbstractContextManager[None]:
    """Return what something is written in, or asked, so that no sign of life comes between."""
    followed = follower.get()
    return followed.hushed() if followed else contextlib.nullcontext()


def width() -> int:
    """Return the columns to write for: the terminal's, or those of a page when piped."""
    if sys.stdout.isatty() or "COLUMNS" in os.environ:
        return max(1, shutil.get_terminal_size((_PLAIN_WIDTH, 24)).columns)
    return _PLAIN_WIDTH


def show(text: str) -> None:
    """Print an answer: styled in a terminal, plain when piped or when NO_COLOR is set and not empty."""
    text = text.translate(_HARMLESS)
    if sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        from rich.console import Console  # noqa: PLC0415 (50 ms that a pipe does not need)

        styled = _styled(text)
        with alone():
            Console().print(styled, soft_wrap=True)
    else:
        with alone():
            print(text)  # noqa: T201 (this is where the program prints)


def _styled(text: str) -> Text:
    from rich.text import Text  # noqa: PLC0415 (as above)

    styled = Text(text)
    for pattern, style in _STYLES.items():
        styled.highlight_regex(pattern, style)
    return styled


def show_json(record: Any) -> None:  # noqa: ANN401 (JSON is any)
    """Print a record as JSON, indented by two."""
    import json  # noqa: PLC0415 (text needs none)

    ascii_only = not (sys.stdout.encoding or "").lower().startswith("utf")
    text = json.dumps(record, indent=2, ensure_ascii=ascii_only)
    with alone():
        print(text)  # noqa: T201 (as above)


def complain(message: str) -> None:
    """Print one line on stderr; where nothing can be written there, the answer still counts."""
    with contextlib.suppress(OSError, ValueError), alone():
        print(f"cousins: {harmless(message)}", file=sys.stderr, flush=True)  # noqa: T201 (as above)


def say_understood(names: Iterable[Understood]) -> None:
    """Say on stderr whom names were taken for, where they could have meant somebody else."""
    for name in names:
        if not name.plain:
            others = "; ".join([f"{match.person.label}, {match.person.id}" for match in name.runners_up[:_RUNNERS_UP]])
            taken = f"{name.person.label}, {name.person.id}"
            complain(f"{name.text!r} is taken for {taken}" + (f"; others: {others}" if others else ""))


def say_wait(event: Event | Layer | StoreTrouble) -> None:
    """Say on stderr that a host lets us wait for long, or what is wrong with the store."""
    from cousins.stores.source_cache import StoreTrouble  # noqa: PLC0415 (only live sources tell of anything)
    from cousins.transport.events import Event  # noqa: PLC0415 (as above)

    if isinstance(event, StoreTrouble):
        complain(str(event))
    elif isinstance(event, Event) and event.reason and event.seconds >= _LONG_WAIT:
        complain(f"{event.host}: waiting {event.seconds:.0f} s: {event.reason}")


@contextlib.contextmanager
def followed() -> Iterator[OnEvent]:
    """Let somebody at a terminal watch a live search; elsewhere only long waits are said."""
    if not sys.stderr.isatty():
        yield say_wait
        return
    from rich.console import Console  # noqa: PLC0415 (only on a terminal)

    from cousins.cli.live_line import LiveLine  # noqa: PLC0415 (as above)

    with alone(), LiveLine(Console(stderr=True)) as line:
        yield line.on_event


def show_answer(answer: Relation | Profile | Listing, form: str, question: str, **given: bool) -> None:
    """Print an answer as text or as JSON, once it was said whom the names were taken for.

    Args:
        answer: What was found.
        form: ``text`` or ``json``.
        question: The name of what was asked, by the table of questions.
        **given: What the record of an answer to it depends on.
    """
    if form == "json":
        from cousins.questions import NAMED  # noqa: PLC0415 (text needs none)

        show_json(NAMED[question].record(answer, given))
    else:
        show(as_text(answer, width()))
