"""From the query of an address to what a question takes: checked by msgspec, nothing unknown, nothing twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from cousins.question_shapes import plainly, shape
from cousins.questions import QUESTIONS
from cousins.web.paging import parameters

if TYPE_CHECKING:
    from starlette.requests import Request

    from cousins.questions import Question


SHAPES: dict[str, type[msgspec.Struct]] = {
    question.name: shape(question.name.title(), parameters(question)) for question in QUESTIONS
}
"""For each question by name, what it takes."""


def given(request: Request, question: Question) -> dict[str, Any]:
    """Return what a request asks, with defaults for what it leaves out.

    Raises:
        ValidationError: A parameter is missing, unknown, given twice or out of bounds.
    """
    return checked(request, SHAPES[question.name])


def checked(request: Request, wanted: type[msgspec.Struct]) -> dict[str, Any]:
    """Return what a request gives of a shape, as `given` does."""
    asked: dict[str, str] = dict(request.path_params)
    for name, value in request.query_params.multi_items():
        if name in asked:
            raise msgspec.ValidationError(f"`{name}` is given twice")
        asked[name] = value
    try:
        return msgspec.structs.asdict(msgspec.convert(asked, wanted, strict=False))
    except msgspec.ValidationError as error:
        told = plainly(error)
        if told.endswith("is unknown"):
            told += f"; there are {', '.join(f'`{name}`' for name in wanted.__struct_fields__)}"
        raise msgspec.ValidationError(told) from None
