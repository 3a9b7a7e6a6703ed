"""SPARQL results in JSON: rows of terms, checked.

Source: https://www.w3.org/TR/sparql11-results-json/
"""

from __future__ import annotations

import msgspec

from cousins.wikibase.ids import ItemId, is_item_id


class Term(msgspec.Struct, rename={"language": "xml:lang"}):
    """One term.

    Attributes:
        type: ``uri``, ``literal``, ``bnode``; some services say ``typed-literal``.
        value: The address or the text.
        language: Of a text; empty without one.
        datatype: The address of a literal's type; empty without one.
    """

    type: str
    value: str
    language: str = ""
    datatype: str = ""


Row = dict[str, Term]
"""The terms of one solution, by variable; what is not bound is absent."""


class _Results(msgspec.Struct):
    bindings: list[Row]


class _Answer(msgspec.Struct):
    results: _Results


_ANSWER = msgspec.json.Decoder(_Answer)
# Wikidata's service makes addresses of unknown values; Virtuoso calls blank nodes addresses.
_UNKNOWN = ("/.well-known/genid/", "nodeID://", "_:")


def rows_of(body: bytes) -> list[Row] | None:
    """Return the rows of an answer; None when it is no such answer, or not all of it.

    Example:
        >>> rows_of(b'{"results": {"bindings": [{"who": {"type": "literal", "value": "Ann"}}]}}')[0]["who"].value
        'Ann'
    """
    try:
        return _ANSWER.decode(body).results.bindings
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def is_unknown(term: Term) -> bool:
    """Return whether a term stands for a value that nobody knows."""
    return term.type == "bnode" or any(mark in term.value for mark in _UNKNOWN)


def last(address: str) -> str:
    """Return the last part of an address.

    Example:
        >>> last("http://www.wikidata.org/prop/statement/P22"), last("http://wikiba.se/ontology#NormalRank")
        ('P22', 'NormalRank')
    """
    return address.replace("#", "/").rpartition("/")[2]


def item_of(term: Term | None, entities: str) -> ItemId | None:
    """Return the item that a term names; None for unknown values and all other things.

    Args:
        term: The term; None where there is none.
        entities: What the addresses of items begin with.
    """
    if term is None or not term.value.startswith(entities) or term.type == "bnode":
        return None
    number = term.value.removeprefix(entities)
    return number if is_item_id(number) else None
