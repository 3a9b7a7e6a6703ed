"""Answers as assistants read them: the record of a question, but no more of it than fits.

A short answer holds the fields that one goes on with, under the names that the whole record has, and leaves out what
is empty. Lists are cut to what there is room for, and it is said what was left out.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from cousins.answers.json_shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cousins.answers.json_shapes import Shape

_REFERENCE: Final = "#/components/schemas/"
_UNTOLD: Mapping[str, frozenset[str]] = {
    "Relation": frozenset(
        {"identical_twins", "reached", "open_ends", "completeness", "searched", "requests", "circle", "understood"}
    ),
    "Relationship": frozenset(
        {"lines", "bond", "suppositions", "half_certain", "civil_degree", "canon_degree", "count"}
    ),
    "Matches": frozenset({"score"}),
    "Profile": frozenset(
        {"aliases", "born_written", "died_written", "events", "marriages", "rivals", "social_parents"}
        | {"social_children", "circle", "left_out", "understood"}
    ),
    "Ancestors": frozenset({"understood"}),
    "Descendants": frozenset({"understood"}),
    "Tree": frozenset({"style", "width", "height", "households", "lines", "x", "y"}),
}
"""For each shape, the fields that a short answer does without."""
_LONGEST_TEXT = 300
"""Letters of one text in a record: names are shorter, and what is longer is no name."""


def schema(shape: str) -> Shape:
    """Return the JSON Schema of a short answer; a long one has further fields.

    Args:
        shape: What the answer is called among `cousins.answers.json_shapes`.
    """
    parts: dict[str, Shape] = {}
    short = _short(SHAPES[shape], _UNTOLD.get(shape, frozenset()), parts)
    if short["type"] == "array":
        short = {"type": "object", "properties": {shape.lower(): short}}
    about = {"text": {"type": "string", "description": "The answer in words, the sentence first."}}
    note = {"note": {"type": "string", "description": "What was left out, and how to get it."}}
    fields = {**about, **note, **short["properties"]}
    return {**short, "properties": fields, "required": ["text"], **({"$defs": parts} if parts else {})}


def _short(shape: Shape, untold: frozenset[str], parts: dict[str, Shape]) -> Shape:
    """Return a shape without what is not told, and put the shapes that it refers to into parts."""
    if "$ref" in shape:
        name = shape["$ref"].removeprefix(_REFERENCE)
        if name not in parts:
            parts[name] = {}
            parts[name] |= _short(SHAPES[name], _UNTOLD.get(name, frozenset()), parts)
        return {"$ref": f"#/$defs/{name}"}
    short = {key: value for key, value in shape.items() if key != "required"}
    if "properties" in shape:
        fields = {name: each for name, each in shape["properties"].items() if name not in untold}
        short["properties"] = {name: _short(each, untold, parts) for name, each in fields.items()}
    for key in ("items", "additionalProperties"):
        if key in shape:
            short[key] = _short(shape[key], untold, parts)
    if "anyOf" in shape:
        short["anyOf"] = [_short(each, untold, parts) for each in shape["anyOf"]]
    return short


def shortened(record: Any, shape: Shape, parts: Mapping[str, Shape]) -> Any:  # noqa: ANN401 (JSON is any)
    """Return those fields of a record that a short answer has, the empty ones left out.

    Args:
        record: The whole record.
        shape: The schema of the short answer, or of a part of it.
        parts: The definitions that the schema refers to.
    """
    shape = parts[shape["$ref"].removeprefix("#/$defs/")] if "$ref" in shape else shape
    for either in shape.get("anyOf", ())[:1]:
        return record and shortened(record, either, parts)
    if isinstance(record, list):
        return [shortened(each, shape["items"], parts) for each in record]
    if isinstance(record, dict):
        fields, others = shape.get("properties", {}), shape.get("additionalProperties")
        told = {
            name: shortened(value, fields.get(name, others), parts)
            for name, value in record.items()
            if name in fields or others
        }
        return {name: value for name, value in told.items() if value not in (None, "", [], {})}
    return record


def fitting(record: dict[str, Any], room: int, most: int | None) -> tuple[dict[str, Any], str]:
    """Return a record with lists that are cut until it fits, and what was left out.

    Args:
        record: The record.
        room: Bytes that it may have as JSON.
        most: Entries of each list at most; None for as many as fit.
    """
    whole = _clipped(record)
    longest = max([len(entries) for _, entries in _lists(whole)], default=0)
    fits, too_many = 0, (longest if most is None else min(most, longest)) + 1
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if size(_cut(whole, middle)) <= room:
            fits = middle
        else:
            too_many = middle
    left = [
        f"{len(entries) - fits} more {name.replace('_', ' ')}" for name, entries in _lists(whole) if len(entries) > fits
    ]
    return _cut(whole, fits), ", ".join(left)


def size(record: Any) -> int:  # noqa: ANN401 (as above)
    """Return the bytes of a record as compact JSON."""
    return len(compact(record).encode())


def compact(record: Any) -> str:  # noqa: ANN401 (as above)
    """Return a record as JSON without blanks."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _lists(record: Mapping[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    """Yield the lists that may be cut, with their names: of the record itself and of the objects in it."""
    for name, value in record.items():
        if isinstance(value, list):
            yield name, value
        elif isinstance(value, dict) and name != "people":
            yield from ((f"{name} {part}", entries) for part, entries in value.items() if isinstance(entries, list))


def _cut(record: Mapping[str, Any], most: int) -> dict[str, Any]:
    cut: dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, list):
            cut[name] = value[:most]
        elif isinstance(value, dict):
            cut[name] = {part: each[:most] if isinstance(each, list) else each for part, each in value.items()}
        else:
            cut[name] = value
    if "people" in cut:
        named = set(_texts([value for name, value in cut.items() if name not in {"people", "a", "b"}]))
        cut["people"] = {who: person for who, person in cut["people"].items() if who in named}
    return cut


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 (as above)
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))


def _clipped(value: Any) -> Any:  # noqa: ANN401 (as above)
    """Return a record in which no text is longer than a name can be."""
    if isinstance(value, str):
        return value if len(value) <= _LONGEST_TEXT else f"{value[: _LONGEST_TEXT - 1]}…"
    if isinstance(value, list):
        return [_clipped(each) for each in value]
    if isinstance(value, dict):
        return {name: _clipped(each) for name, each in value.items()}
    return value
