"""The shapes of answers in JSON, as JSON Schema 2020-12 says them: for the API's document and for tools.

What docs/json.md says in words. Fields are added over time, so no shape forbids others.
"""

from __future__ import annotations

from typing import Any

Shape = dict[str, Any]

_TEXT: Shape = {"type": "string"}
_TEXTS: Shape = {"type": "array", "items": _TEXT}
_COUNT: Shape = {"type": "integer", "minimum": 0}
_YES: Shape = {"type": "boolean"}
_NUMBER: Shape = {"type": "number"}


def _or_null(shape: Shape) -> Shape:
    return {"anyOf": [shape, {"type": "null"}]}


def _one_of(*values: str | None) -> Shape:
    return {"enum": list(values)}


def _list(shape: Shape) -> Shape:
    return {"type": "array", "items": shape}


def _of(name: str) -> Shape:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(fields: Shape, *, optional: tuple[str, ...] = ()) -> Shape:
    return {"type": "object", "properties": fields, "required": [name for name in fields if name not in optional]}


_SEX = _one_of("male", "female", None)
_PERSON: Shape = {
    "id": _TEXT,
    "name": _or_null(_TEXT),
    "sex": _SEX,
    "born": _or_null(_TEXT),
    "died": _or_null(_TEXT),
}
_EVENT = _object({"event": _TEXT, "date": _or_null(_TEXT), "written": _or_null(_TEXT), "place": _or_null(_TEXT)})
_WITH_WORD = _object({"is": _TEXT, **_PERSON})
_PARTNER = _or_null(_object({"kind": _one_of("spouse", "former", "unmarried", "engaged"), "sex": _SEX}))
_SEXES = _list(_SEX)
_BOTH = {"type": "array", "items": _COUNT, "minItems": 2, "maxItems": 2}
_ENDS = _list(_object({"id": _TEXT, "generation": _COUNT, "parents": _COUNT}))
_ROW: Shape = {**_PERSON, "generation": _COUNT, "number": _TEXT, "again": _TEXTS}
_LISTED: Shape = {"person": _of("Person"), "understood": _list(_of("Understood"))}

SHAPES: dict[str, Shape] = {
    "Person": _object(_PERSON),
    "Understood": _object(
        {
            "text": _TEXT,
            "id": _TEXT,
            "name": _or_null(_TEXT),
            "matched": _or_null(_TEXT),
            "runners_up": _list(_of("Person")),
        }
    ),
    "Bond": _object(
        {
            "up": _SEXES,
            "down": _SEXES,
            "sex": _SEX,
            "half": _one_of("full", "half", "uncertain"),
            "double": _COUNT,
            "kind": _one_of("birth", "adoptive", "foster", "step"),
            "older": _or_null(_YES),
            "elder": _or_null(_YES),
            "certain": _YES,
            "rivals": _COUNT,
            "identical": _YES,
            "partners": {"type": "array", "items": _PARTNER, "minItems": 2, "maxItems": 2},
        }
    ),
    "Relationship": _object(
        {
            "kind": _one_of("partner", "blood", "adoptive", "step", "affinity"),
            "b_is": _TEXT,
            "a_is": _TEXT,
            "through": _TEXTS,
            "lines": _list(_TEXTS),
            "bond": _of("Bond"),
            "suppositions": _list(_object({"child": _TEXT, "parent": _TEXT})),
            "generations": _BOTH,
            "half": _YES,
            "half_certain": _YES,
            "civil_degree": _COUNT,
            "canon_degree": _COUNT,
            "count": _or_null(_COUNT),
        },
        optional=("generations", "half", "half_certain", "civil_degree", "canon_degree", "count"),
    ),
    "Relation": _object(
        {
            "a": _of("Person"),
            "b": _of("Person"),
            "relationships": _list(_of("Relationship")),
            "further": _COUNT,
            "more": _YES,
            "common_ancestors": _object(
                {"count": _COUNT, "independent_count": _COUNT, "all": _TEXTS, "independent": _TEXTS},
                optional=("all", "independent"),
            ),
            "kinship": _or_null(_NUMBER),
            "relatedness": _or_null(_NUMBER),
            "inbreeding": _or_null(_object({"a": _NUMBER, "b": _NUMBER})),
            "not_computed": _TEXT,
            "identical_twins": _list(_TEXTS),
            "path": _or_null(_list(_object({"link": _TEXT, "word": _TEXT, "id": _TEXT}))),
            "reached": _or_null(_COUNT),
            "open_ends": _or_null(_object({"a": _ENDS, "b": _ENDS})),
            "completeness": _or_null(_object({"a": _list(_BOTH), "b": _list(_BOTH)})),
            "complete": _YES,
            "searched": _or_null(_COUNT),
            "requests": _or_null(_COUNT),
            "circle": _TEXTS,
            "people": {"type": "object", "additionalProperties": _of("Person")},
            "understood": _list(_of("Understood")),
        },
        optional=("kinship", "relatedness", "inbreeding", "not_computed"),
    ),
    "Matches": _list(_object({**_PERSON, "description": _or_null(_TEXT), "score": _NUMBER, "matched": _TEXT})),
    "Profile": _object(
        {
            **_PERSON,
            "description": _or_null(_TEXT),
            "aliases": _TEXTS,
            "born_written": _or_null(_TEXT),
            "died_written": _or_null(_TEXT),
            "events": _list(_EVENT),
            "marriages": _list(_object({"partner": _TEXT, "events": _list(_EVENT)})),
            "parents": _list(_of("Person")),
            "rivals": _list(_WITH_WORD),
            "social_parents": _list(_WITH_WORD),
            "partners": _list(_WITH_WORD),
            "children": _list(_of("Person")),
            "social_children": _list(_WITH_WORD),
            "identical_twins": _list(_of("Person")),
            "siblings": _list(_of("Person")),
            "half_siblings": _list(_of("Person")),
            "perhaps_half_siblings": _list(_of("Person")),
            "inbreeding": _or_null(_NUMBER),
            "not_computed": _TEXT,
            "circle": _YES,
            "left_out": _TEXTS,
            "understood": _list(_of("Understood")),
        },
        optional=("not_computed",),
    ),
    "Ancestors": _object({**_LISTED, "ancestors": _list(_object(_ROW)), "more": _YES}, optional=("more",)),
    "Descendants": _object({**_LISTED, "descendants": _list(_object(_ROW)), "more": _YES}, optional=("more",)),
    "Tree": _object(
        {
            "title": _TEXT,
            "style": _one_of("rows", "across", "fan"),
            "width": _NUMBER,
            "height": _NUMBER,
            "persons": _list(_object({**_PERSON, "role": _TEXT, "generation": _COUNT, "x": _NUMBER, "y": _NUMBER})),
            "households": _list(_object({"partners": _TEXTS, "x": _NUMBER, "y": _NUMBER})),
            "lines": _list(_object({"title": _TEXT, "from": _TEXT, "to": _TEXT, "colour": _TEXT})),
        }
    ),
}
"""For each kind of answer, by the name that a question gives it, and for its parts, the shape."""
