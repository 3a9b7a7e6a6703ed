"""From the query of an address to what a question takes: checked by msgspec, nothing unknown, nothing twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from msgspec import Meta

from cousins.questions import QUESTIONS, REQUIRED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request

    from cousins.questions import Parameter, Question


def shape(name: str, parameters: Iterable[Parameter]) -> type[msgspec.Struct]:
    """Return the shape of what may be given."""
    fields = [_field(each) for each in parameters]
    return msgspec.defstruct(name, fields, forbid_unknown_fields=True, kw_only=True)


def _field(parameter: Parameter) -> tuple[str, Any] | tuple[str, Any, Any]:
    kind: Any = Literal[parameter.choices] if parameter.choices else parameter.kind
    bounds: dict[str, Any] = {"description": parameter.about}
    if parameter.kind is int:
        bounds |= {"ge": parameter.least, "le": parameter.most}
    elif parameter.kind is str and not parameter.choices:
        bounds |= {"min_length": int(parameter.default is REQUIRED), "max_length": parameter.most}
    if parameter.example is not None:
        bounds["examples"] = [parameter.example]
    kind = Annotated[kind, Meta(**bounds)]
    if parameter.default is REQUIRED:
        return parameter.name, kind
    return parameter.name, kind | None if parameter.default is None else kind, parameter.default


SHAPES: dict[str, type[msgspec.Struct]] = {
    question.name: shape(question.name.title(), question.parameters) for question in QUESTIONS
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
    return msgspec.structs.asdict(msgspec.convert(asked, wanted, strict=False))
