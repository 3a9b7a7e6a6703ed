"""What a check found, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from cousins.answers.findings import Finding
    from cousins.family.resolve import Understood
    from cousins.formats.report import Report


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found.

    Iteration gives the findings.

    Attributes:
        findings: What cannot be true or hardly is.
        report: What in a file could not be used; None for other sources.
        understood: Whom the names were taken for.
    """

    findings: tuple[Finding, ...]
    report: Report | None = None
    understood: tuple[Understood, ...] = ()

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
        """Return the findings as rows, for ``pandas.DataFrame`` and ``polars.DataFrame``."""
        return [finding.record() for finding in self.findings]
