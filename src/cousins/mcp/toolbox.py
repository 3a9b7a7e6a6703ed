"""The tools, made from the table of questions: names, when to use each, what it takes and what comes back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import msgspec
from mcp.types import Tool, ToolAnnotations

from cousins.mcp.short_answers import schema
from cousins.question_shapes import shape
from cousins.questions import QUESTIONS, Parameter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cousins.questions import Question

_DEFAULTS: Mapping[str, Mapping[str, Any]] = {"relate": {"limit": 3}, "descendants": {"generations": 2}}
"""For each question, what counts for assistants in another way where it is not given: they read less at a time."""
_LIMIT = Parameter(
    "limit", int, "Entries of each list at most; without it the answer is a short one.", None, least=1, most=1000
)
"""What a question takes that has no limit of its own."""
_SHORT = "Short at first: give limit for all there is to tell, and ids to go on with."


@dataclass(frozen=True, slots=True)
class Toolbox:
    """One question as a tool.

    Attributes:
        question: The row of the table.
        asked: The shape of what the tool takes.
        tool: What assistants are told of it.
        answers: The schema of its short answers.
        own_limit: Whether the question itself has a limit; else lists are cut to it here.
        most: The largest limit.
    """

    question: Question
    asked: type[msgspec.Struct]
    tool: Tool
    answers: dict[str, Any]
    own_limit: bool
    most: int | None

    def given(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Return what is asked, with defaults for what is left out or null.

        Raises:
            ValidationError: An argument is missing, unknown or out of bounds.
        """
        told = {name: value for name, value in arguments.items() if value is not None}
        return msgspec.structs.asdict(msgspec.convert(told, self.asked, strict=False))

    @property
    def usage(self) -> str:
        """What the tool takes, in a line."""
        required = self.tool.input_schema["required"]
        optional = [name for name in self.tool.input_schema["properties"] if name not in required]
        return f"{self.tool.name} takes {', '.join(required)}, and if wanted {', '.join(optional)}"


def toolbox(*, live: bool) -> dict[str, Toolbox]:
    """Return the tools by name.

    Args:
        live: Whether the source is asked over the network.
    """
    return {question.tool: _made(question, live=live) for question in QUESTIONS}


def _made(question: Question, *, live: bool) -> Toolbox:
    defaults = _DEFAULTS.get(question.name, {})
    parameters = [replace(each, default=defaults.get(each.name, each.default)) for each in question.parameters]
    own_limit = next((each for each in parameters if each.name == _LIMIT.name), None)
    asked = shape(question.name.title(), parameters if own_limit else [*parameters, _LIMIT])
    answers = schema(question.shape)
    (taken,) = msgspec.json.schema_components([asked])[1].values()
    tool = Tool(
        name=question.tool,
        title=question.tool.replace("_", " ").capitalize(),
        description=f"{question.about} {_SHORT}",
        input_schema={"type": "object", **taken},
        output_schema=answers,
        annotations=ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=live
        ),
    )
    return Toolbox(question, asked, tool, answers, own_limit is not None, (own_limit or _LIMIT).most)
