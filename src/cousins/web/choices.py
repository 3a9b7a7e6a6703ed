"""Pages for questions that cannot be answered as they are: several people, nobody, or something else in the way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from cousins.errors import AmbiguousNameError, PersonNotFoundError
from cousins.plain import harmless
from cousins.terms.page_words import WORDS, said
from cousins.web.problems import problem
from cousins.web.templating import rendered
from cousins.web.views import person_path

if TYPE_CHECKING:
    from collections.abc import Mapping

_YEARS = re.compile(r" \((?:[*†] )?[^()]*\d[^()]*\)$")
_OTHER_FAULT = 500


class Choice(NamedTuple):
    """A link to the same question with another person.

    Attributes:
        label: Whom it asks about.
        id: That one's id; empty where it is not known.
        href: Where it leads, without a slash in front.
        description: Who that one is, in a few words; empty where the source has none.
    """

    label: str
    id: str
    href: str
    description: str = ""


def page_of(error: Exception, asked: Mapping[str, str], path: str, common: Mapping[str, Any]) -> tuple[int, str]:
    """Return the status and the page of an error.

    Args:
        error: What went wrong.
        asked: What the address asked.
        path: Which page was asked for, without a slash in front: ``relate`` or ``person/…``.
        common: What every page shows.
    """
    told = problem(error)
    values: dict[str, Any] = {**common, "asked": asked}
    text = harmless(getattr(error, "text", ""))
    if isinstance(error, AmbiguousNameError):
        found = [_candidate(line) for line in error.candidates]
        choices = [
            Choice(label, who, _asking(asked, path, error.text, label, who), harmless(description))
            for (label, who), description in zip(found, error.descriptions, strict=True)
        ]
        both = urlencode(dict(zip(("a", "a_id", "b", "b_id"), _flat(found), strict=False)))
        return told.status, rendered("choice", error=error, text=text, choices=choices, both=both, **values)
    if isinstance(error, PersonNotFoundError):
        choices = [Choice(name, "", _asking(asked, path, error.text, name, "")) for name in error.suggestions]
        return told.status, rendered("nobody", text=text, choices=choices, **values)
    key = "no_page" if told.status == 404 else f"problem_{told.status}"  # noqa: PLR2004 (HTTP's)
    title = said(key if key in WORDS else f"problem_{_OTHER_FAULT}")
    detail = said("no_page_said") if key == "no_page" else told.detail
    return told.status, rendered("problem", title=title, detail=detail, **values)


def _candidate(line: str) -> tuple[str, str]:
    """Return name with years, and id, of a line that an error lists."""
    label, _, who = line.rpartition(", ")
    return label, who


def _flat(found: list[tuple[str, str]]) -> list[str]:
    return [text for label, who in found for text in (_YEARS.sub("", label), who)]


def _asking(asked: Mapping[str, str], path: str, text: str, label: str, who: str) -> str:
    """Return the address that asks the same about somebody in place of a text."""
    name = _YEARS.sub("", label)
    if not path.startswith("relate"):
        return person_path(who or name)
    kept = {key: asked.get(key, "") for key in ("a", "a_id", "b", "b_id")}
    which = "a" if text in {kept["a_id"], kept["a"]} and not (kept["a_id"] and text != kept["a_id"]) else "b"
    kept |= {which: name, f"{which}_id": who}
    return f"relate?{urlencode({key: value for key, value in kept.items() if value})}"
