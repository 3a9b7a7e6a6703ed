"""The document of the API (OpenAPI 3.1), made from the table of questions."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import msgspec

from cousins.answers.json_shapes import SHAPES
from cousins.questions import QUESTIONS
from cousins.web.paging import parameters
from cousins.web.parameters import SHAPES as ASKED
from cousins.web.problems import MEDIA, Problem

if TYPE_CHECKING:
    from cousins.questions import Question

_REFUSALS = {
    400: "A parameter is missing, unknown, given twice or out of bounds.",
    404: "Nobody has that name or id.",
    409: "Several people have that name, or the search was stopped.",
    410: "The visitor's own family file is not kept any more.",
    422: "There is no answer, or it would be too large.",
    429: "Too many questions at once; Retry-After says when to come again.",
    502: "The source could not be asked.",
    503: "The source asks to wait; Retry-After says how long.",
    504: "The source did not answer in time.",
}


def document(server: str = "/") -> dict[str, Any]:
    """Return the document.

    Args:
        server: The address under which the API is reached.
    """
    refused = msgspec.json.schema_components([Problem], ref_template="#/components/schemas/{name}")[1]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "cousins",
            "version": version("cousins"),
            "summary": "How are these two people related?",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": server}],
        "paths": {
            **{question.path: {"get": _operation(question)} for question in QUESTIONS},
            "/health": {
                "get": {
                    "operationId": "health",
                    "summary": "Whether the process is well; nobody is asked.",
                    "responses": {
                        "200": {"description": "It is.", "content": {"text/plain": {"schema": {"type": "string"}}}}
                    },
                }
            },
        },
        "components": {"schemas": {**SHAPES, **refused}},
    }


def _operation(question: Question) -> dict[str, Any]:
    _, components = msgspec.json.schema_components([ASKED[question.name]])
    asked, taken = components[question.name.title()], parameters(question)
    told = []
    for name, schema in asked["properties"].items():
        bounds = {key: value for key, value in schema.items() if key not in {"description", "examples"}}
        about = next(each.about for each in taken if each.name == name)
        example = next(each.example for each in taken if each.name == name)
        parameter = {
            "name": name,
            "in": "path" if f"{{{name}}}" in question.path else "query",
            "required": name in asked.get("required", ()),
            "description": about,
            "schema": bounds,
        }
        told.append(parameter | ({"example": example} if example is not None else {}))
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{question.shape}"}}}
    if any("svg" in each.choices for each in taken):
        content["image/svg+xml"] = {"schema": {"type": "string"}}
    problem = {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        "operationId": question.name,
        "summary": question.about.partition(":")[0].partition(",")[0],
        "description": question.about,
        "parameters": told,
        "responses": {
            "200": {"description": "The answer.", "content": content},
            "304": {"description": "The answer is still the one with the tag that was sent."},
            **{str(status): {"description": said, "content": problem} for status, said in _REFUSALS.items()},
        },
    }
