"""Answers as plain dictionaries and lists: the shapes that ``--format json`` prints.

The shapes are documented in docs/json.md; fields are added, never renamed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.answers.rendering import as_record
from cousins.answers.values import Listing, Profile, Relation
from cousins.kinship.relationship import AffinityBond, BloodBond, Half, PartnerBond, StepBond

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from cousins.answers.values import NamedRelationship
    from cousins.family.person import Person
    from cousins.family.resolve import Understood
    from cousins.kinship.relationship import Bond

Record = dict[str, "Any"]


@as_record.register(Relation)
def relation(answer: Relation) -> Record:
    """Return how two people are related."""
    path = answer.path
    return {
        "a": answer.a.record(),
        "b": answer.b.record(),
        "relationships": [_relationship(relationship) for relationship in answer.relationships],
        "further": answer.further,
        "more": answer.more,
        "common_ancestors": {"all": list(answer.common_ancestors), "independent": list(answer.independent)},
        "kinship": answer.kinship,
        "relatedness": answer.relatedness,
        "inbreeding": {"a": answer.inbreeding[0], "b": answer.inbreeding[1]},
        "path": path and [{"link": step.link.value, "word": step.word, "id": step.to} for step in path],
        "reached": answer.reached,
        "complete": answer.complete,
        "searched": answer.searched,
        "requests": answer.requests,
        "circle": list(answer.circle),
        "people": {who.id: who.record() for who in answer.people.values()},
        "understood": [understood(each) for each in answer.understood],
    }


def _relationship(relationship: NamedRelationship) -> Record:
    record: Record = {
        "kind": relationship.kind.value,
        "b_is": relationship.b_is,
        "a_is": relationship.a_is,
        "through": list(relationship.through),
        "lines": [list(line) for line in relationship.lines],
        "bond": bond_record(relationship.bond),
    }
    if relationship.generations is None:
        return record
    return record | {
        "generations": list(relationship.generations),
        "half": relationship.half is not Half.FULL,
        "half_certain": relationship.half is not Half.UNCERTAIN,
        "civil_degree": relationship.civil_degree,
        "canon_degree": relationship.canon_degree,
        "count": relationship.count,
    }


def bond_record(bond: Bond) -> Record:
    """Return all that a language is told of a relationship, so that anybody can name it anew."""
    match bond:
        case BloodBond():
            return _blood_record(bond)
        case AffinityBond():
            ends = (bond.a_partner, bond.b_partner)
            return _blood_record(bond.blood) | {"partners": [end and _partner_record(end) for end in ends]}
        case PartnerBond():
            return _blood_record(BloodBond((), (), None)) | {"partners": [None, _partner_record(bond)]}
        case StepBond(generations=(up, down)):
            return _blood_record(BloodBond((None,) * up, (None,) * down, bond.b_sex)) | {"kind": "step"}


def _blood_record(bond: BloodBond) -> Record:
    return {
        "up": [sex and sex.value for sex in bond.up],
        "down": [sex and sex.value for sex in bond.down],
        "sex": bond.b_sex and bond.b_sex.value,
        "half": bond.half.value,
        "double": bond.double,
        "kind": bond.kind.value,
        "older": bond.b_older,
        "elder": bond.elder_line,
        "partners": [None, None],
    }


def _partner_record(bond: PartnerBond) -> Record:
    return {"kind": bond.kind.value, "sex": bond.b_sex and bond.b_sex.value}


def understood(name: Understood) -> Record:
    """Return whom a name was taken for, and who else it could have meant."""
    return {
        "text": name.text,
        "id": name.person.id,
        "name": name.person.name,
        "matched": name.match and name.match.matched,
        "runners_up": [match.person.record() for match in name.runners_up],
    }


@as_record.register(Profile)
def profile(answer: Profile) -> Record:
    """Return what is known of one person."""
    return answer.person.record() | {
        "aliases": list(answer.person.aliases),
        "parents": [who.record() for who in answer.parents],
        "social_parents": _with_words(answer.social_parents),
        "partners": _with_words(answer.partners),
        "children": [who.record() for who in answer.children],
        "social_children": _with_words(answer.social_children),
        "siblings": [who.record() for who in answer.siblings],
        "half_siblings": [who.record() for who in answer.half_siblings],
        "perhaps_half_siblings": [who.record() for who in answer.perhaps_half_siblings],
        "inbreeding": answer.inbreeding,
        "circle": answer.circle,
        "left_out": list(answer.left_out),
        "understood": [understood(each) for each in answer.understood],
    }


def _with_words(people: Iterable[tuple[str, Person]]) -> list[Record]:
    return [{"is": word, **who.record()} for word, who in people]


@as_record.register(Listing)
def listing(answer: Listing) -> Record:
    """Return ancestors or descendants."""
    return {
        "person": answer.rows[0].person.record(),
        answer.of: [row.record() for row in answer],
        "understood": [understood(each) for each in answer.understood],
    }
