"""What a check found, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from cousins.errors import SettingsError
from cousins.plain import harmless
from cousins.stores.seen_findings import mark_seen, seen_file, seen_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from cousins.answers.findings import Finding
    from cousins.family.resolve import Understood
    from cousins.formats.report import Report


@runtime_checkable
class Verifiable(Protocol):
    """A source of which questions read a part only, and that can look at all of itself."""

    def verify(self) -> Report:
        """Return what could not be used.

        Raises:
            FormatError: Something is damaged.
        """
        ...


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found.

    Iteration gives the findings.

    Attributes:
        findings: What cannot be true or hardly is; without what was seen before, unless that was asked for.
        seen: What is marked as seen in the file beside the family's.
        report: What in a file could not be used; None for other sources.
        understood: Whom the names were taken for.
    """

    findings: tuple[Finding, ...]
    report: Report | None = None
    understood: tuple[Understood, ...] = ()
    seen: tuple[Finding, ...] = ()

    @classmethod
    def of(
        cls, found: tuple[Finding, ...], report: Report | None, understood: tuple[Understood, ...], *, seen: bool
    ) -> Checked:
        """Return what was found, with or without what is marked as seen beside the report's file.

        Raises:
            FormatError: The file of what was seen cannot be read.
        """
        marked = seen_keys(seen_file(Path(report.path))) if report is not None else frozenset()
        before = tuple(finding for finding in found if finding.key in marked)
        shown = found if seen else tuple(finding for finding in found if finding.key not in marked)
        return cls(shown, report, understood, before)

    def __iter__(self) -> Iterator[Finding]:
        """Yield the findings."""
        return iter(self.findings)

    def __len__(self) -> int:
        """Return how many findings there are."""
        return len(self.findings)

    def __bool__(self) -> bool:
        """Return that there is an answer, though nothing may be wrong."""
        return True

    def records(self) -> list[dict[str, Any]]:
        """Return the findings, and whether each was seen, as rows for ``pandas.DataFrame`` or ``polars``."""
        seen = {finding.key for finding in self.seen}
        return [{**finding.record(), "seen": finding.key in seen} for finding in self.findings]

    @property
    def left_out(self) -> int:
        """How many findings are not among these because they were seen before."""
        shown = {finding.key for finding in self.findings}
        return sum(finding.key not in shown for finding in self.seen)

    def mark_seen(self, findings: Iterable[Finding] | None = None) -> int:
        """Mark findings as seen, in a small file beside the family's, so that later checks leave them out.

        The file's name is the family's with ``.seen``: a line of text for each, which may be edited.

        Args:
            findings: Some of these; None for all.

        Returns:
            How many were not marked before.

        Raises:
            SettingsError: The source is no file.
            FormatError: The file cannot be read or written.
        """
        if self.report is None:
            raise SettingsError("only findings in a family file can be marked as seen: they are noted beside it")
        chosen = self.findings if findings is None else findings
        notes = {finding.key: harmless(finding.evidence) for finding in chosen}
        return mark_seen(seen_file(Path(self.report.path)), notes)
