"""Items and answers of a Wikibase for tests, in the shapes that a real one sends.

The people are invented. ``statement``, ``time`` and ``entity`` make JSON values,
``body`` the bytes of an answer to ``wbgetentities``.
"""

from __future__ import annotations

import itertools
import json

from cousins.wikibase.decode import decode_entities

GREGORIAN, JULIAN = "Q1985727", "Q1985786"
SOMEVALUE, NOVALUE = object(), object()
_numbers = itertools.count(1)


def time(text, precision=11, calendar=GREGORIAN):
    """Return a time value: ``time("-0044-03-15", 11, JULIAN)``."""
    return {
        "time": f"{text if text[0] in '+-' else '+' + text}T00:00:00Z",
        "timezone": 0,
        "before": 0,
        "after": 0,
        "precision": precision,
        "calendarmodel": f"http://www.wikidata.org/entity/{calendar}",
    }


def snak(name, value):
    """Return a snak; a text like Q1 is an item, another text a string, a dict a time."""
    if value is SOMEVALUE or value is NOVALUE:
        kind = "somevalue" if value is SOMEVALUE else "novalue"
        return {"snaktype": kind, "property": name, "hash": "0" * 40, "datatype": "wikibase-item"}
    datatype, told = "string", {"value": value, "type": "string"}
    if isinstance(value, dict):
        datatype, told = "time", {"value": value, "type": "time"}
    elif value[:1] == "Q" and value[1:].isdigit():
        entity = {"entity-type": "item", "numeric-id": int(value[1:]), "id": value}
        datatype, told = "wikibase-item", {"value": entity, "type": "wikibase-entityid"}
    return {"snaktype": "value", "property": name, "hash": "0" * 40, "datavalue": told, "datatype": datatype}


def statement(name, value, rank="normal", **qualifiers):
    """Return a statement; qualifiers are ``P1039="Q1"``, or a list of several."""
    told = {
        "mainsnak": snak(name, value),
        "type": "statement",
        "id": f"Q1${next(_numbers):08d}-0000-0000-0000-000000000000",
        "rank": rank,
    }
    if qualifiers:
        several = {key: one if isinstance(one, list) else [one] for key, one in qualifiers.items()}
        told["qualifiers"] = {key: [snak(key, one) for one in values] for key, values in several.items()}
        told["qualifiers-order"] = list(qualifiers)
    return told


def terms(labels):
    return {language: {"language": language, "value": value} for language, value in labels.items()}


def entity(item_id, *statements, labels=None, **more):
    """Return an item with these statements."""
    claims = {}
    for one in statements:
        claims.setdefault(one["mainsnak"]["property"], []).append(one)
    told = {"type": "item", "id": item_id, "labels": terms(labels or {}), "aliases": {}, "claims": claims}
    return {**told, **more}


def body(*entities, **more):
    """Return an answer to ``wbgetentities``."""
    keyed = {one.get("redirects", {}).get("from", one["id"]): one for one in entities}
    return json.dumps({"entities": keyed, "success": 1, **more}).encode()


def item(item_id, *statements, **more):
    """Return the decoded item with these statements."""
    return decode_entities(body(entity(item_id, *statements, **more)))[item_id]
