"""Why there is no answer, so that an assistant can read it and knows what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from mcp.types import CallToolResult, TextContent

from cousins.errors import AmbiguousNameError, CousinsError, EntityIdError, PersonNotFoundError, quoted
from cousins.question_shapes import plainly

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cousins.mcp.toolbox import Toolbox


def refused(error: Exception, box: Toolbox, source: str) -> CallToolResult:
    """Return an error as a tool tells it.

    Args:
        error: What went wrong.
        box: The tool that was called.
        source: The name of who was asked.
    """
    match error:
        case AmbiguousNameError():
            candidates = [f"- {each}" for each in error.candidates]
            first = str(error).removesuffix("; ".join(error.candidates)).rstrip()
            said = [first, *candidates, "Ask again with one of the ids."]
        case PersonNotFoundError():
            said = [str(error), "Ask find_person with a part of the name or another spelling, or give an id."]
            if source == "atlas":
                said.append(
                    "The atlas holds Europe's royal houses only; for others start `cousins mcp --from wikidata`."
                )
        case EntityIdError():
            said = [str(error), "find_person tells the ids of people."]
        case msgspec.ValidationError():
            said = [plainly(error), f"{box.usage}."]
        case CousinsError():
            said = [str(error)]
        case _:
            said = [f"a fault in cousins itself, please report it: {type(error).__name__}"]
    return complaint("\n".join(said))


def nobody_of_that_name(name: str, boxes: Mapping[str, Toolbox]) -> CallToolResult:
    """Return that there is no such tool, and which there are."""
    return complaint(f"no tool is called {quoted(name)}; there are {', '.join(boxes)}")


def complaint(text: str) -> CallToolResult:
    """Return a text as an error."""
    return CallToolResult(content=[TextContent(type="text", text=text)], is_error=True)
