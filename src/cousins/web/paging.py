"""Long lists in pages: where the API's answer is a list of kin, so many of them from a place on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cousins.questions import ANCESTORS, DESCENDANTS, Parameter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cousins.questions import Question

_MOST: Final = 1000
_PAGE: Final = (
    Parameter("offset", int, "How many of the list come before the first that is told.", 0, least=0, most=1_000_000),
    Parameter("limit", int, "How many of the list are told at most.", _MOST, least=1, most=_MOST),
)
_PAGED: Final = {ANCESTORS.name, DESCENDANTS.name}


def parameters(question: Question) -> tuple[Parameter, ...]:
    """Return what the API's question takes: what the table says, and of a list which page."""
    return question.parameters + (_PAGE if question.name in _PAGED else ())


def page(question: Question, record: Any, given: Mapping[str, Any]) -> Any:  # noqa: ANN401 (JSON is any)
    """Return the page that is asked for of a record with a list, and whether more follow; others as they are."""
    if question.name not in _PAGED:
        return record
    start, whole = given["offset"], record[question.name]
    listed = whole[start : start + given["limit"]]
    return record | {question.name: listed, "more": start + len(listed) < len(whole)}
