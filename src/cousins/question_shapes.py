"""What a question takes, as a shape that msgspec checks: nothing unknown, nothing out of bounds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from msgspec import Meta

from cousins.questions import REQUIRED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cousins.questions import Parameter

_PLAINLY = (
    (r"Object missing required field `(?P<name>.*)`", "`{name}` is missing"),
    (r"Object contains unknown field `(?P<name>.*)`", "`{name}` is unknown"),
    (r"Expected `str` of length >= 1 - at `\$\.(?P<name>.*)`", "`{name}` is empty"),
    (r"Expected `str` of length <= (?P<bound>\d+) - at `\$\.(?P<name>.*)`", "`{name}` has more than {bound} letters"),
    (r"Expected `int` >= (?P<bound>\d+) - at `\$\.(?P<name>.*)`", "`{name}` is less than {bound}"),
    (r"Expected `int` <= (?P<bound>\d+) - at `\$\.(?P<name>.*)`", "`{name}` is more than {bound}"),
    (r"Expected `int.*`, got `.*` - at `\$\.(?P<name>.*)`", "`{name}` is no whole number"),
    (r"Expected `bool.*`, got `.*` - at `\$\.(?P<name>.*)`", "`{name}` is neither true nor false"),
    (r"Invalid enum value (?P<bound>.*) - at `\$\.(?P<name>.*)`", "`{name}` cannot be {bound}"),
)
"""What msgspec says in the terms of JSON and of Python, and how people say it, who see an address."""


def shape(name: str, parameters: Iterable[Parameter]) -> type[msgspec.Struct]:
    """Return the shape of what is asked with these parameters.

    Args:
        name: What it is called.
        parameters: What is taken.
    """
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


def plainly(error: msgspec.ValidationError) -> str:
    """Return what is wrong with what was asked, in plain words."""
    for pattern, words in _PLAINLY:
        if found := re.fullmatch(pattern, str(error), re.DOTALL):
            return words.format(**found.groupdict())
    return str(error)
