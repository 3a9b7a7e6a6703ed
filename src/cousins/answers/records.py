"""Answers as plain dictionaries and lists: the shapes that ``--format json`` prints.

The shapes are documented in docs/json.md; fields are added, never renamed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.kinship.relationship import Half

if TYPE_CHECKING:
    from typing import Any

    from cousins.answers.values import Listing, Profile, Relation
    from cousins.family.person import Person
    from cousins.kinship.relationship import Relationship

Record = dict[str, "Any"]


def person(who: Person) -> Record:
    """Return a person: id, name, sex, born, died; what is unknown is None."""
    return {
        "id": who.id,
        "name": who.name,
        "sex": who.sex.value if who.sex else None,
        "born": str(who.born) if who.born else None,
        "died": str(who.died) if who.died else None,
    }


def relation(answer: Relation) -> Record:
    """Return how two people are related."""
    return {
        "a": person(answer.a),
        "b": person(answer.b),
        "relationships": [_relationship(relationship) for relationship in answer.relationships],
        "further": answer.further,
        "more": answer.more,
        "common_ancestors": {"all": list(answer.common_ancestors), "independent": list(answer.independent)},
        "kinship": answer.kinship,
        "relationship": answer.relationship,
        "inbreeding": {"a": answer.inbreeding[0], "b": answer.inbreeding[1]},
        "path": _path(answer),
        "reached": answer.reached,
        "complete": answer.complete,
        "searched": answer.searched,
        "requests": answer.requests,
        "circle": list(answer.circle),
        "people": {who.id: person(who) for who in answer.people.values()},
    }


def _path(answer: Relation) -> list[Record] | None:
    if answer.path is None:
        return None
    return [{"link": step.link.value, "word": step.word, "id": step.to} for step in answer.path]


def _relationship(relationship: Relationship) -> Record:
    record: Record = {
        "kind": relationship.kind.value,
        "b_is": relationship.b_is,
        "a_is": relationship.a_is,
        "through": list(relationship.through),
    }
    if relationship.generations is None:
        return record
    return record | {
        "generations": list(relationship.generations),
        "half": relationship.half is not Half.FULL,
        "half_certain": relationship.half is not Half.UNCERTAIN,
        "lines": [list(line) for line in relationship.lines],
        "civil_degree": relationship.civil_degree,
        "canon_degree": relationship.canon_degree,
        "count": relationship.count,
    }


def profile(answer: Profile) -> Record:
    """Return what is known of one person."""
    return person(answer.person) | {
        "aliases": list(answer.person.aliases),
        "parents": [person(who) for who in answer.parents],
        "social_parents": [{"is": word} | person(who) for word, who in answer.social_parents],
        "partners": [{"is": word} | person(who) for word, who in answer.partners],
        "children": [person(who) for who in answer.children],
        "social_children": [{"is": word} | person(who) for word, who in answer.social_children],
        "siblings": [person(who) for who in answer.siblings],
        "half_siblings": [person(who) for who in answer.half_siblings],
        "perhaps_half_siblings": [person(who) for who in answer.perhaps_half_siblings],
        "inbreeding": answer.inbreeding,
        "circle": answer.circle,
        "left_out": list(answer.left_out),
    }


def listing(answer: Listing) -> Record:
    """Return ancestors or descendants."""
    return {
        "person": person(answer.rows[0].person),
        answer.of: [
            person(row.person) | {"generation": row.generation, "number": row.number, "again": list(row.again)}
            for row in answer.rows[1:]
        ],
    }
