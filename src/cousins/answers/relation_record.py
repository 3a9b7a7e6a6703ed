"""A relation as plain dictionaries and lists, as ``--format json`` prints it; documented in docs/json.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.answers.relation import Relation
from cousins.answers.rendering import as_record
from cousins.errors import TooLargeError
from cousins.kinship.relationship import AffinityBond, BloodBond, Half, PartnerBond, StepBond

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from cousins.answers.relation import NamedRelationship
    from cousins.kinship.open_ends import OpenEnd
    from cousins.kinship.relationship import Bond

Record = dict[str, "Any"]

_ENDS = 10
"""Open ends listed of each of the two; there may be thousands."""


@as_record.register(Relation)
def relation(answer: Relation, *, coefficients: bool = False, common_ancestors: bool = False) -> Record:
    """Return how two people are related.

    Args:
        answer: What was found.
        coefficients: Whether to compute φ, r and both F, which may take longer than all the rest.
        common_ancestors: Whether to give the ids of all common ancestors, of whom there may be thousands.
    """
    path = answer.path
    ends, known = answer.open_ends, answer.completeness
    people = {**answer.people, **{end.person.id: end.person for side in ends or () for end in side[:_ENDS]}}
    shared: Record = {"count": len(answer.common_ancestors), "independent_count": len(answer.independent)}
    if common_ancestors:
        shared |= {"all": list(answer.common_ancestors), "independent": list(answer.independent)}
    numbers: Record = {}
    if coefficients:
        try:
            of_a, of_b = answer.inbreeding
            numbers = {
                "kinship": answer.kinship,
                "relatedness": answer.relatedness,
                "inbreeding": {"a": of_a, "b": of_b},
            }
        except TooLargeError as error:
            numbers = {"kinship": None, "relatedness": None, "inbreeding": None, "not_computed": str(error)}
    return {
        "a": answer.a.record(),
        "b": answer.b.record(),
        "relationships": [_relationship(relationship) for relationship in answer.relationships],
        "further": answer.further,
        "more": answer.more,
        "common_ancestors": shared,
        **numbers,
        "identical_twins": list(map(list, answer.identical_twins)),
        "path": path and [{"link": step.link.value, "word": step.word, "id": step.to} for step in path],
        "reached": answer.reached,
        "open_ends": ends and {"a": _ends(ends[0]), "b": _ends(ends[1])},
        "completeness": known and {"a": list(map(list, known[0])), "b": list(map(list, known[1]))},
        "complete": answer.complete,
        "searched": answer.searched,
        "requests": answer.requests,
        "circle": list(answer.circle),
        "people": {who.id: who.record() for who in people.values()},
        "understood": [each.record() for each in answer.understood],
    }


def _ends(ends: Sequence[OpenEnd]) -> list[Record]:
    return [{"id": end.person.id, "generation": end.generation, "parents": end.parents} for end in ends[:_ENDS]]


def _relationship(relationship: NamedRelationship) -> Record:
    record: Record = {
        "kind": relationship.kind.value,
        "b_is": relationship.b_is,
        "a_is": relationship.a_is,
        "through": list(relationship.through),
        "lines": [list(line) for line in relationship.lines],
        "bond": bond_record(relationship.bond),
        "suppositions": [{"child": child, "parent": parent} for child, parent in relationship.suppositions],
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
        "certain": bond.certain,
        "rivals": bond.rivals,
        "identical": bond.identical,
        "partners": [None, None],
    }


def _partner_record(bond: PartnerBond) -> Record:
    return {"kind": bond.kind.value, "sex": bond.b_sex and bond.b_sex.value}
