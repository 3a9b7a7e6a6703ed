"""Names as columns: the parts of the name, and a list for what is told of the other ones.

``given``, ``surname``, ``surname_prefix``, ``name_prefix`` and ``name_suffix`` are parts of the name, ``name_type`` is
what kind of name it is, ``nickname`` one of the aliases. ``name_written`` is the name with its surname between slashes,
where that cannot be told from the parts. ``other_names`` is a list in JSON, with the same words, of aliases of which
anything is told.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from cousins.family.life_events import PersonalName

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cousins.family.person import Person

OTHER_NAMES = "other_names"
_PIECES = {
    "NPFX": "name_prefix",
    "GIVN": "given",
    "SPFX": "surname_prefix",
    "SURN": "surname",
    "NSFX": "name_suffix",
}
_TAGS = {column: tag for tag, column in _PIECES.items()}
_SLASHES = re.compile(r"([^/]*)/([^/]*)/([^/]*)")
_NICKNAME = "nickname"
NAME_COLUMNS = (*_TAGS, "name_type", "name_written", _NICKNAME, OTHER_NAMES)


def name_cells(person: Person) -> dict[str, str]:
    """Return what is told of a person's names as cells; empty where nothing is."""
    if not person.names:
        return {}
    names = {name.text: name for name in person.names}
    cells: dict[str, str] = {}
    own = names.pop(person.name or "", None)
    if own:
        cells = parts(own)
        if own.written != _slashed(own.text, cells):
            cells["name_written"] = own.written or own.text
        if own.kind:
            cells["name_type"] = own.kind
    others = []
    for name in names.values():
        record = {"name": name.text, "name_type": name.kind, "name_written": name.written, **_pieces(name)}
        if name == PersonalName(name.text, _NICKNAME) and _NICKNAME not in cells:
            cells[_NICKNAME] = name.text
        elif name != PersonalName(name.text):
            others.append({column: value for column, value in record.items() if value})
    return cells | ({OTHER_NAMES: json.dumps(others, ensure_ascii=False)} if others else {})


def _pieces(name: PersonalName) -> dict[str, str]:
    """Return the parts of a name by their columns; what is there twice is joined by commas, as GEDCOM does."""
    pieces: dict[str, str] = {}
    for tag, piece in name.pieces:
        column = _PIECES.get(tag)
        if column:
            pieces[column] = f"{pieces[column]}, {piece}" if column in pieces else piece
    return pieces


def parts(name: PersonalName) -> dict[str, str]:
    """Return the parts of a name by their columns; given name and surname are told by the slashes, too.

    Example:
        >>> parts(PersonalName("Nagy Ilona", written="/Nagy/ Ilona"))
        {'given': 'Ilona', 'surname': 'Nagy'}
    """
    pieces = _pieces(name)
    match = _SLASHES.fullmatch(name.written or "")
    if match:
        before, surname, after = (" ".join(part.replace("_", " ").split()) for part in match.groups())
        prefix = f"{pieces.get('surname_prefix', '')} "
        pieces.setdefault("given", before or after)
        pieces.setdefault("surname", surname.removeprefix(prefix) if prefix.strip() else surname)
    return {column: pieces[column] for column in _TAGS if pieces.get(column)}


def _slashed(text: str, cells: Mapping[str, str | None]) -> str | None:
    """Return a name with its surname between slashes, where these belong by its parts; None when it has no surname."""
    surname = " ".join(filter(None, (cells.get("surname_prefix"), cells.get("surname"))))
    if not surname:
        return None
    padded = f" {text} "
    at = padded.rfind(f" {surname} ")
    if at < 0:
        return None
    before, after = padded[:at], padded[at + len(surname) + 2 :]
    return " ".join(filter(None, (before.strip(), f"/{surname}/", after.strip())))


def put_together(cells: Mapping[str, str | None]) -> str:
    """Return the name that parts alone tell, without titles.

    Example:
        >>> put_together({"given": "John", "surname": "Smith", "name_prefix": "Dr."})
        'John Smith'
    """
    return " ".join(part for column in _TAGS if column != "name_prefix" and (part := cells.get(column)))


def read_names(
    cells: Mapping[str, str | None], others: Iterable[Mapping[str, str]], name: str | None, aliases: tuple[str, ...]
) -> tuple[PersonalName, ...]:
    """Return the parts of a person's names; empty where nothing is told of them.

    Args:
        cells: As `name_cells` makes them, other columns among them.
        others: What the list of other names holds, each with a ``name``.
        name: The name.
        aliases: The other names.
    """
    told = {record["name"]: _name(record["name"], record, record.get("name_written")) for record in others}
    if nickname := cells.get(_NICKNAME):
        told[nickname] = PersonalName(nickname, _NICKNAME)
    if name and any(cells.get(column) for column in (*_TAGS, "name_type", "name_written")):
        told[name] = _name(name, cells, cells.get("name_written") or _slashed(name, cells))
    if not told:
        return ()
    return tuple(told.get(text) or PersonalName(text) for text in dict.fromkeys((name, *aliases)) if text)


def _name(text: str, cells: Mapping[str, str] | Mapping[str, str | None], written: str | None) -> PersonalName:
    pieces = tuple((tag, piece) for column, tag in _TAGS.items() if (piece := cells.get(column)))
    return PersonalName(text, cells.get("name_type") or None, pieces, None if written == text else written)
