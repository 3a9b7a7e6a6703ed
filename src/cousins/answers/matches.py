"""Who may be meant by a name, as text and as a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cousins.plain import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cousins.family.names import Match


def text(matches: Iterable[Match]) -> str:
    """Return a line for each: the id, the name with the years, and by what other name somebody is known."""
    return "\n".join([_line(match) for match in matches])


def _line(match: Match) -> str:
    known_as = "" if match.matched == match.person.name else f", as {match.matched!r}"
    return f"{harmless(match.person.id)}  {match.person.label}{known_as}"


def record(matches: Iterable[Match]) -> list[dict[str, Any]]:
    """Return them for JSON; documented in docs/json.md."""
    return [
        {
            **match.person.record(),
            "description": match.person.description or None,
            "score": match.score,
            "matched": match.matched,
        }
        for match in matches
    ]
