"""What JSON-LD says of people, in whichever of its many ways.

A person may be told of in several places, inside another or by reference; texts may have a language, values stand in
lists or alone, and the names of schema.org be short, with a prefix or whole addresses. A parent may name the child as
well as the child the parent; where they differ, the one counts that says how.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from cousins.formats.cells import kind_of, text_of
from cousins.formats.report import Report, Trouble
from cousins.settings import WIKIDATA_ENTITIES

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = "urn:person:"
"""What the address of a person begins with who has none in the world."""
_PREFIXES = ("https://schema.org/", "http://schema.org/", "schema:", "urn:cousins:")
_CHILD, _PARENT, _SPOUSE = "children", "parent", "spouse"
_SIBLING = "sibling"
TWIN_ROLE = "identical twin"
"""What role makes a sibling an identical twin; other siblings follow from their parents."""
_LINKS = {
    "parent": _PARENT,
    "parents": _PARENT,
    "children": _CHILD,
    "child": _CHILD,
    "spouse": _SPOUSE,
    "sibling": _SIBLING,
    "siblings": _SIBLING,
}
_WRAPPED = ("@list", "@set", "@graph")

Properties = dict[str, list[Any]]


class LinkedPeople:
    """Gathers what all records of a file say.

    Args:
        report: Takes note of what is not understood.

    Attributes:
        people: The properties of each person by id, all values in lists.
        numbers: The number of the record in which each was first told of.
        parents: How a parent is one, by the ids of child and parent; empty where nobody says.
        couples: How two people are partners, by their ids in order; likewise.
        broods: For each record its children, in order.
        unions: For each record its couples, in order.
        twins: Identical twins, by their ids in order.
    """

    def __init__(self, report: Report) -> None:
        """Gather nothing yet."""
        self.people: dict[str, Properties] = {}
        self.numbers: dict[str, int] = {}
        self.parents: dict[tuple[str, str], str] = {}
        self.couples: dict[tuple[str, str], str] = {}
        self.broods: list[list[str]] = []
        self.unions: list[list[tuple[str, str]]] = []
        self.twins: dict[tuple[str, str], None] = {}
        self._report = report
        self._terms: dict[str, str] = {}
        self._nameless = 0

    def take_context(self, context: object) -> None:
        """Take what the file calls things: other words for names of schema.org."""
        for part in _listed(context):
            for word, meaning in part.items() if isinstance(part, dict) else ():
                term = meaning.get("@id") if isinstance(meaning, dict) else meaning
                if isinstance(term, str) and not word.startswith("@"):
                    self._terms[word] = _short(term)

    def take(self, record: object, number: int) -> None:
        """Take one record of the file, and all people inside it."""
        waiting = [(record, number)]
        while waiting:  # not by calling itself: people may stand inside each other as deeply as JSON goes
            inner, number = waiting.pop()
            if isinstance(inner, dict):
                self._take(self._named(inner), number, waiting)
            else:
                self._report.add(Trouble.BAD_VALUE, number, kind_of(inner))

    def _named(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return a record by the short names of its properties."""
        return {self._terms.get(word) or _short(word): value for word, value in record.items()}

    def _take(self, record: dict[str, Any], number: int, waiting: list[tuple[object, int]]) -> None:
        types = [_short(one) for one in _listed(record.get("@type")) if isinstance(one, str)]
        if types and "Person" not in types:
            self._report.add(Trouble.BAD_VALUE, number, f"no person, but {', '.join(types)}")
            return
        if not record.keys() - {"@context"}:
            self._report.add(Trouble.NO_ID, number)
            return
        person = self._id(record)
        known = self.people.setdefault(person, {})
        self.numbers.setdefault(person, number)
        for name, value in record.items():
            link = _LINKS.get(name)
            if link:
                others = list(self._others(value, name, number, waiting))
                for other, kind in others:
                    self._link(link, person, other, kind)
                if link == _SPOUSE:
                    self.unions.append([_couple(person, other) for other, _ in others])
                elif link == _CHILD:
                    self.broods.append([other for other, _ in others])
            elif not name.startswith("@"):
                known.setdefault(name, []).extend(one for one in _listed(value) if one not in known[name])

    def _id(self, record: dict[str, Any]) -> str:
        """Return the id of a record; one without gets one, which it then has."""
        named = _address(record.get("@id")) or next(iter(texts(record.get("identifier"))), "")
        if not named:
            self._nameless += 1
            named = record["@id"] = f"_:{self._nameless}"
        return named

    def _others(
        self, value: object, name: str, number: int, waiting: list[tuple[object, int]]
    ) -> Iterator[tuple[str, str]]:
        """Yield the ids under a link, and the kind of each; an empty kind is the plain one."""
        for node in _listed(value):
            if not isinstance(node, dict):
                if isinstance(node, str):
                    yield _address(node), ""
                else:
                    self._report.add(Trouble.BAD_VALUE, number, f"{name}: {kind_of(node)}")
                continue
            told = self._named(node)
            if "Role" in [_short(one) for one in _listed(told.get("@type")) if isinstance(one, str)]:
                kind = next(iter(texts(told.get("roleName"))), "")
                told.pop("@type")
                for other, _ in self._others(told.get(name), name, number, waiting):
                    yield other, kind
                continue
            other = self._id(told)
            if told.keys() - {"@id"}:
                waiting.append((told, number))
            yield other, ""

    def _link(self, link: str, person: str, other: str, kind: str) -> None:
        if link == _SIBLING:
            if kind == TWIN_ROLE:
                self.twins[_couple(person, other)] = None
            return
        if link == _SPOUSE:
            couple = _couple(person, other)
            self.couples[couple] = self.couples.get(couple) or kind
            return
        pair = (person, other) if link == _PARENT else (other, person)
        self.parents[pair] = self.parents.get(pair) or kind


def _couple(one: str, other: str) -> tuple[str, str]:
    return min(one, other), max(one, other)


def texts(value: object) -> list[str]:
    """Return the texts of a value: those in no language before the others; what is no text is left out."""
    plain: list[str] = []
    tagged: list[str] = []
    for one in _listed(value):
        if not isinstance(one, dict):
            plain += _text(one)
        elif "@value" in one:
            (tagged if "@language" in one else plain).extend(_text(one["@value"]))
        elif "@id" in one or "value" in one or "name" in one:
            plain += _text(next(one[name] for name in ("@id", "value", "name") if name in one))
        else:
            tagged += [text for inner in one.values() for each in _listed(inner) for text in _text(each)]
    return plain + tagged


def _text(value: object) -> list[str]:
    try:
        text = text_of(value)
    except TypeError:
        return []
    return [text] if text else []


def _listed(value: object) -> list[Any]:
    while isinstance(value, dict) and len(value) == 1 and (wrap := next(iter(value))) in _WRAPPED:
        value = value[wrap]
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _short(name: str) -> str:
    """Return a name of schema.org without what tells that it is one."""
    prefix = next((prefix for prefix in _PREFIXES if name.startswith(prefix)), "")
    return name.removeprefix(prefix)


def _address(address: object) -> str:
    """Return the id that an address means."""
    text = next(iter(texts(address)), "").strip()
    if text.startswith(HERE):
        return unquote(text.removeprefix(HERE))
    return text.removeprefix(WIKIDATA_ENTITIES)
