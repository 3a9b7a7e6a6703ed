"""The names of Gramps XML: first names, surnames with prefixes and connectors, titles, suffixes, nicknames, call names.

Source: the document type of Gramps, https://gramps-project.org/xml/ (grampsxml.dtd); surnames stood under ``last``
until version 1.4, and nicknames beside the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.family.life_events import PersonalName

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

_KINDS = {"also known as": "aka", "unknown": None, "": None}


def names_of(person: ET.Element) -> tuple[PersonalName, ...]:
    """Return the names of a person, each text once; the preferred one first, nicknames last."""
    elements = sorted(person.findall("name"), key=lambda name: name.get("alt") == "1")
    names = [name for name in map(_name, elements) if name]
    nicknames = [_text(nick) for holder in (*elements, person) for nick in holder.findall("nick")]
    names += [PersonalName(nickname, "nickname") for nickname in nicknames if nickname]
    names += [PersonalName(call, "aka") for call in _call_names(elements)]
    once: dict[str, PersonalName] = {}
    for name in names:
        once.setdefault(name.text, name)
    return tuple(once.values())


def _call_names(elements: list[ET.Element]) -> list[str]:
    """Return names by which somebody is called and which are no part of the first names."""
    found = []
    for name in elements:
        call, first = _text(name.find("call")), _text(name.find("first"))
        if call and f" {call} " not in f" {first} ":
            found.append(call)
    return found


def _name(element: ET.Element) -> PersonalName | None:
    """Return one name; None when it has no text."""
    first, suffix, title = (_text(element.find(tag)) for tag in ("first", "suffix", "title"))
    surnames = [*element.findall("surname"), *element.findall("last"), *element.findall("patronymic")]
    surname = " ".join(filter(None, (_joined(one) for one in surnames)))
    text = " ".join(filter(None, (first, surname, suffix)))
    if not text:
        return None
    prefix = " ".join(surnames[0].get("prefix", "").split()) if len(surnames) == 1 else ""
    pieces = (
        ("NPFX", title),
        ("GIVN", first),
        ("SPFX", prefix),
        ("SURN", surname.removeprefix(f"{prefix} ") if prefix else surname),
        ("NSFX", suffix),
    )
    written = " ".join(filter(None, (first, f"/{surname}/" if surname else "", suffix)))
    kind = (element.get("type") or "").removesuffix(" Name").lower()
    return PersonalName(
        text, _KINDS.get(kind, kind), tuple(pair for pair in pieces if pair[1]), written if written != text else None
    )


def _joined(surname: ET.Element) -> str:
    """Return a surname with what stands before it and before the next one."""
    return " ".join(f"{surname.get('prefix', '')} {surname.text or ''} {surname.get('connector', '')}".split())


def _text(element: ET.Element | None) -> str:
    return " ".join((element.text or "").split()) if element is not None else ""
