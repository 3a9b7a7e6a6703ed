"""From statements to claims about parents, children, partners and siblings.

What a type of kinship says, it says of the object: a child marked as stepchild
is a stepchild of the person whose page it is. Where the property already says
whether the object is a parent or a child, only the kind is taken from it, so
that the frequent mistake of naming it from the other side does no harm.

Best rank decides between fathers, between mothers, between lists of children.
Partners are kept whatever their rank, if it is not deprecated: there the
preferred one is usually just the present one.

Source: https://www.wikidata.org/wiki/Property:P1039
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from cousins.family.links import ParentKind, PartnerKind, PartnerLink
from cousins.family.person import PersonId, Sex
from cousins.interpret.claims import ParentClaim, PartnerClaim, Reason, SiblingClaim
from cousins.interpret.times import qualifying_date
from cousins.wikibase.ids import by_number, is_item_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cousins.family.dates import Date
    from cousins.interpret.page import Page
    from cousins.wikibase.ids import ItemId
    from cousins.wikibase.properties import Properties
    from cousins.wikibase.statement import Statement


class _Who(Enum):
    """What the object is to the subject."""

    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class _Kinship:
    """What a type of kinship means; a kind of None is not said."""

    who: _Who
    kind: ParentKind | None = None
    half: bool = False
    shared: Sex | None = None


def parents_of(page: Page) -> Iterator[ParentClaim]:
    """Yield claims about the parents of the page's person, those by relative (P1038) last."""
    numbers = page.properties
    for name, role in ((numbers.father, Sex.MALE), (numbers.mother, Sex.FEMALE), (numbers.parent, None)):
        for statement, parent in page.people(page.best(name)):
            yield from _claim(page, statement, page.person, parent, role=role)
    for statement, parent in page.people(page.best(numbers.stepparent)):
        yield from _claim(page, statement, page.person, parent, otherwise=ParentKind.STEP)


def children_of(page: Page) -> Iterator[ParentClaim]:
    """Yield claims about the children of the page's person.

    Right after a child by birth come the claims about its other parent, where
    a qualifier names one ("child X, mother Y").
    """
    for statement, child in page.people(page.best(page.properties.child)):
        for claim in _claim(page, statement, child, page.person):
            yield claim
            if claim.kind is ParentKind.BIRTH and statement.qualifiers:
                yield from _co_parents(page, statement, claim)


def _co_parents(page: Page, statement: Statement, claim: ParentClaim) -> Iterator[ParentClaim]:
    """Yield a claim for each father and mother that qualifies a statement about a child."""
    for name, role in ((page.properties.father, Sex.MALE), (page.properties.mother, Sex.FEMALE)):
        for value in statement.qualifier_values(name):
            if is_item_id(value) and PersonId(value) not in {claim.child, claim.parent}:
                yield replace(claim, parent=PersonId(value), role=role)


def partners_of(page: Page) -> Iterator[PartnerClaim]:
    """Yield claims about partners, the present and the former ones alike."""
    numbers = page.properties
    for name, kind in ((numbers.spouse, PartnerKind.SPOUSE), (numbers.partner, PartnerKind.UNMARRIED)):
        for statement, partner in page.people(page.live(name)):
            state, ended = _end(page, statement) if kind is PartnerKind.SPOUSE else (kind, None)
            yield PartnerClaim(
                link=PartnerLink(page.person, partner, state),
                ended=ended,
                doubtful=page.doubtful(statement),
                property=statement.property,
                statement=statement.id,
            )


def _end(page: Page, statement: Statement) -> tuple[PartnerKind, Date | None]:
    """Return whether a page says that a marriage was dissolved, and when it ended where it does not say why."""
    numbers = page.properties
    if not statement.qualifiers:
        return PartnerKind.SPOUSE, None
    causes = set(statement.qualifier_values(numbers.end_cause))
    if causes & numbers.parted:
        return PartnerKind.FORMER, None
    if causes & numbers.widowed:
        return PartnerKind.SPOUSE, None
    ended = qualifying_date(statement, numbers.end)
    return PartnerKind.FORMER if causes and ended is None else PartnerKind.SPOUSE, ended


def siblings_of(page: Page) -> Iterator[SiblingClaim]:
    """Yield claims about siblings."""
    for statement, sibling in page.people(page.best(page.properties.sibling)):
        yield _sibling(page, statement, sibling)


def relatives_of(page: Page) -> Iterator[ParentClaim | SiblingClaim]:
    """Yield claims that are stated as relative and a type of kinship; uncles and the like are dropped."""
    for statement, relative in page.people(page.best(page.properties.relative)):
        meant = min(_meant(page, statement), key=_strength, default=None)
        if meant is None or meant.who is _Who.NOBODY:
            page.drop(statement, Reason.NOT_KIN, next(iter(_qualified(page, statement)), ""))
        elif meant.who is _Who.SIBLING:
            yield _sibling(page, statement, relative)
        elif meant.who is _Who.PARENT:
            yield from _claim(page, statement, page.person, relative)
        else:
            yield from _claim(page, statement, relative, page.person)
    for statement, _ in page.people(page.best(page.properties.godparent)):
        page.drop(statement, Reason.NOT_KIN)


def _claim(
    page: Page,
    statement: Statement,
    child: PersonId,
    parent: PersonId,
    *,
    role: Sex | None = None,
    otherwise: ParentKind | None = None,
) -> Iterator[ParentClaim]:
    """Yield the one claim that a statement makes; none when it says that it makes nobody a parent.

    Args:
        page: Where it stands.
        statement: The statement.
        child: The child.
        parent: The parent.
        role: Father or mother, by the property.
        otherwise: The kind that the property itself says.
    """
    meant = [kinship for kinship in _meant(page, statement) if kinship.who is not _Who.SIBLING]
    kinds = [kinship.kind for kinship in meant if kinship.kind is not None]
    if not kinds and any(kinship.who is _Who.NOBODY for kinship in meant):
        page.drop(statement, Reason.NOT_KIN, _qualified(page, statement)[0])
        return
    kind = min(kinds, key=lambda one: one.rank, default=otherwise)
    yield ParentClaim(
        child=child,
        parent=parent,
        kind=kind or ParentKind.BIRTH,
        explicit=kind is not None,
        role=role,
        doubtful=page.doubtful(statement),
        kinship=_qualified(page, statement),
        property=statement.property,
        statement=statement.id,
    )


def _sibling(page: Page, statement: Statement, sibling: PersonId) -> SiblingClaim:
    meant = [kinship for kinship in _meant(page, statement) if kinship.half]
    return SiblingClaim(
        one=page.person,
        other=sibling,
        half=bool(meant),
        shared=next((kinship.shared for kinship in meant if kinship.shared), None),
        doubtful=page.doubtful(statement),
        kinship=_qualified(page, statement),
        property=statement.property,
        statement=statement.id,
    )


def _qualified(page: Page, statement: Statement) -> tuple[ItemId, ...]:
    """Return the types of kinship, and the roles, of a statement, each once, in the order of their numbers."""
    if not statement.qualifiers:
        return ()
    values = statement.qualifier_values(page.properties.kinship, page.properties.role)
    return tuple(sorted({value for value in values if is_item_id(value)}, key=by_number))


def _strength(kinship: _Kinship) -> tuple[int, int]:
    """Return what is least for the kinship that counts where a statement says several."""
    return list(_Who).index(kinship.who), kinship.kind.rank if kinship.kind else 0


def _meant(page: Page, statement: Statement) -> list[_Kinship]:
    """Return what the types of kinship of a statement mean, as far as it is known here."""
    table = _table(page.properties)
    return [table[value] for value in _qualified(page, statement) if value in table]


@lru_cache(maxsize=16)
def _table(numbers: Properties) -> Mapping[ItemId, _Kinship]:
    """Return what each type of kinship means."""
    meanings = (
        (numbers.any_parents, _Kinship(_Who.PARENT)),
        (numbers.any_children, _Kinship(_Who.CHILD)),
        (numbers.birth_parents, _Kinship(_Who.PARENT, ParentKind.BIRTH)),
        (numbers.birth_children, _Kinship(_Who.CHILD, ParentKind.BIRTH)),
        (numbers.adoptive_parents, _Kinship(_Who.PARENT, ParentKind.ADOPTIVE)),
        (numbers.adoptive_children, _Kinship(_Who.CHILD, ParentKind.ADOPTIVE)),
        (numbers.step_parents, _Kinship(_Who.PARENT, ParentKind.STEP)),
        (numbers.step_children, _Kinship(_Who.CHILD, ParentKind.STEP)),
        (numbers.foster_parents, _Kinship(_Who.PARENT, ParentKind.FOSTER)),
        (numbers.foster_children, _Kinship(_Who.CHILD, ParentKind.FOSTER)),
        (numbers.not_parents, _Kinship(_Who.NOBODY)),
        (numbers.full_siblings, _Kinship(_Who.SIBLING)),
        (numbers.half_siblings, _Kinship(_Who.SIBLING, half=True)),
        (numbers.paternal_half_siblings, _Kinship(_Who.SIBLING, half=True, shared=Sex.MALE)),
        (numbers.maternal_half_siblings, _Kinship(_Who.SIBLING, half=True, shared=Sex.FEMALE)),
    )
    return {item: kinship for items, kinship in meanings for item in items}
