"""What became of downloads, and how far they have come."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Outcome(enum.Enum):
    """What became of a file."""

    FETCHED = "fetched"
    KEPT = "kept"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """One file.

    Attributes:
        url: Where it comes from.
        outcome: Whether it was fetched, was there already, or failed.
        path: Where it is; None when it failed.
        size: Its bytes.
        error: Why it failed, in one line; empty otherwise.
    """

    url: str
    outcome: Outcome
    path: Path | None = None
    size: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class DownloadReport:
    """What became of all files.

    Attributes:
        files: In the order of the addresses, each address once.
        seconds: How long it took.
    """

    files: tuple[Download, ...]
    seconds: float

    @property
    def failed(self) -> tuple[Download, ...]:
        """The files that could not be had."""
        return tuple(file for file in self.files if file.outcome is Outcome.FAILED)

    def __str__(self) -> str:
        """Return it in one line.

        Example:
            >>> str(DownloadReport((), 0.0))
            '0 files in 0.0 s: 0 fetched (0 bytes), 0 kept, 0 failed'
        """
        count = {kind: sum(file.outcome is kind for file in self.files) for kind in Outcome}
        size = sum(file.size for file in self.files if file.outcome is Outcome.FETCHED)
        return (
            f"{len(self.files)} file{'s' * (len(self.files) != 1)} in {self.seconds:.1f} s: "
            f"{count[Outcome.FETCHED]} fetched ({size:,} bytes), {count[Outcome.KEPT]} kept, "
            f"{count[Outcome.FAILED]} failed"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far it has come.

    Attributes:
        done: Files that are there or have failed.
        total: Files altogether.
        failed: Files that have failed.
        size: Bytes fetched.
        waiting: Why a request waits just now; empty when it does not.
    """

    done: int
    total: int
    failed: int
    size: int
    waiting: str = ""
