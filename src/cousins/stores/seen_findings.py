"""Findings that somebody has looked at: a small text file beside the family's, one key a line.

::

    # Findings of family.ged that were looked at: `cousins check` leaves them out.
    very young parent: I1 I2  # Bob (1900), child of Ann (1890), who was 10 years old at most

What stands behind ``#`` is a note for people and may be anything. Lines can be added and taken
away by hand; a key of what is no longer found does no harm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.errors import FormatError
from cousins.files import replaced

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def seen_file(family: Path) -> Path:
    """Return the file that goes with a family's: its name with ``.seen``."""
    return family.with_name(f"{family.name}.seen")


def seen_keys(path: Path) -> frozenset[str]:
    """Return the keys of the findings that are marked in such a file; none where there is no file.

    Raises:
        FormatError: It cannot be read.
    """
    return frozenset(filter(None, map(_key, _lines(path))))


def mark_seen(path: Path, notes: Mapping[str, str]) -> int:
    """Add findings to such a file, and make it where it is not there; return how many were not in it.

    What stands in it stays as it is, notes and all.

    Args:
        path: The file.
        notes: By the keys of the findings, what to write behind each; empty for nothing.

    Raises:
        FormatError: It cannot be read or written.
    """
    lines = _lines(path)
    known = {_key(line) for line in lines}
    added = [f"{key}  # {note}" if note else key for key, note in notes.items() if key not in known]
    if added:
        family = path.name.removesuffix(".seen")
        head = [f"# Findings of {family} that were looked at: `cousins check` leaves them out."]
        text = "\n".join([*(lines or head), *added, ""])
        with replaced(path) as file:
            file.write(text.encode("utf-8", "surrogateescape"))
    return len(added)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig", errors="surrogateescape").splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise FormatError(path, f"cannot be read ({error.strerror or error})") from None


def _key(line: str) -> str:
    return " ".join(line.partition("#")[0].split())
