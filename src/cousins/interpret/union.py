"""From the readings of many pages to one family graph.

A parent link may be stated on the child's page, on the parent's, or on both:
real data holds plenty that stands on one side only, so both are read.

Where the two sides say different things:

- a side that says how (by a qualifier, or as stepparent) beats one that only
  says "child" or "father"; if both say how, the child's page decides;
- a link that the child's page knows and does not hold true (it is deprecated
  there, or another father is preferred) stays out, even if the parent's page
  has it, unless that page says that it is no link by birth.

The order of the readings does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentKind, ParentLink, PartnerKind, PartnerLink, stronger
from cousins.family.person import Person
from cousins.interpret.evidence import Gathering, Identities
from cousins.wikibase.ids import by_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cousins.family.dates import Date
    from cousins.family.person import PersonId
    from cousins.interpret.claims import Dropped, ParentClaim, Reading, SiblingClaim
    from cousins.interpret.evidence import Pair
    from cousins.wikibase.ids import ItemId


@dataclass(frozen=True, slots=True)
class OneSided:
    """A link that only one of two pages states, although both were read.

    Attributes:
        link: The link.
        stated_by: Whose page states it: the child, the parent, or, when it is
            neither, the parent's partner in a child.
    """

    link: ParentLink
    stated_by: PersonId


@dataclass(frozen=True, slots=True)
class Union:
    """What many pages say together.

    Attributes:
        graph: The family: everybody who was read, and everybody they name.
        one_sided: Links that one page states and the other, read as well, does not.
        siblings: What pages say about siblings; the graph itself holds none.
        dropped: Everything that was not taken as it stands, from all pages.
    """

    graph: FamilyGraph
    one_sided: tuple[OneSided, ...]
    siblings: tuple[SiblingClaim, ...]
    dropped: tuple[Dropped, ...]


def unite(
    readings: Iterable[Reading],
    redirects: Mapping[ItemId, ItemId] | None = None,
    missing: Iterable[ItemId] = (),
) -> Union:
    """Return the family that these pages tell of together.

    Whoever is only named in a link becomes a person without a name; whoever
    is only ever called somebody's father is male, and a mother female.

    Args:
        readings: In any order; of two of the same page the newer counts.
        redirects: To which item an id leads that was merged into it; several
            steps are followed.
        missing: Ids that are known to be nobody's: links to them are dropped.
    """
    identities = Identities(redirects or {}, missing)
    pages: dict[PersonId, Reading] = {}
    for reading in readings:
        page = identities.of(reading.person.id)
        if page not in pages or _age(pages[page]) < _age(reading):
            pages[page] = reading
    gathered = Gathering(pages, identities)
    kinds = _settle(gathered)
    links = [ParentLink(*pair, kinds[pair]) for pair in sorted(kinds, key=_by_numbers)]
    couples = [PartnerLink(*pair, _partners(gathered, pair)) for pair in sorted(gathered.partners, key=_by_numbers)]
    return Union(
        graph=FamilyGraph.of(_people(gathered, links, couples), links, couples),
        one_sided=tuple(_one_sided(gathered, links)),
        siblings=tuple(sorted(gathered.siblings, key=lambda one: (_by_numbers((one.one, one.other)), one.statement))),
        dropped=tuple(sorted(set(gathered.dropped), key=lambda one: (by_number(one.person), str(one), one.statement))),
    )


def _age(reading: Reading) -> tuple[int, str]:
    """Return what is larger for newer readings; the text decides where revisions are equal or unknown."""
    return reading.revision or 0, repr(reading)


def _settle(gathered: Gathering) -> dict[Pair, ParentKind]:
    """Return the links that are kept, each with its kind."""
    kinds: dict[Pair, ParentKind] = {}
    for pair, evidence in gathered.evidence.items():
        child, other = _kind(evidence.child), _kind([claim for _, claim in evidence.others])
        sides = [side for side in (child, other) if side is not None]
        kept = next((kind for kind, explicit in sides if explicit), sides[0][0])
        refused = child is None and pair in gathered.refused and kept is ParentKind.BIRTH
        if not refused:
            kinds[pair] = kept
    return kinds


def _kind(claims: Sequence[ParentClaim]) -> tuple[ParentKind, bool] | None:
    """Return what one side says, and whether it says how; None when it says nothing."""
    if not claims:
        return None
    explicit = [claim.kind for claim in claims if claim.explicit]
    return (min(explicit, key=lambda kind: kind.rank), True) if explicit else (ParentKind.BIRTH, False)


def _partners(gathered: Gathering, couple: Pair) -> PartnerKind:
    """Return how two people are partners.

    Of several statements on one page the strongest counts, since people marry again. A page that says how a
    marriage ended beats one that only says that there was one.
    """
    by_page: dict[PersonId, PartnerKind] = {}
    for page, claim in gathered.partners[couple]:
        kind = claim.link.kind
        if claim.ended is not None and _outlived(gathered, couple, claim.ended):
            kind = PartnerKind.FORMER
        by_page[page] = stronger(kind, by_page.get(page, kind))
    kinds = set(by_page.values())
    if kinds == {PartnerKind.SPOUSE, PartnerKind.FORMER}:
        return PartnerKind.FORMER
    return min(kinds, key=lambda kind: kind.rank)


def _outlived(gathered: Gathering, couple: Pair, ended: Date) -> bool:
    """Return whether both were certainly alive after their marriage had ended; who is not read may have died then."""
    if not all(who in gathered.pages for who in couple):
        return False
    died = [gathered.pages[who].person.died for who in couple]
    return all(date is None or ended.certainly_before(date) for date in died)


def _people(gathered: Gathering, links: Iterable[ParentLink], couples: Iterable[PartnerLink]) -> Iterator[Person]:
    """Yield everybody who was read or is named in a link, in order of the ids."""
    everybody = set(gathered.pages)
    everybody.update(person for link in links for person in (link.child, link.parent))
    everybody.update(person for link in couples for person in (link.one, link.other))
    for person in sorted(everybody, key=by_number):
        page = gathered.pages.get(person)
        sexes = gathered.roles.get(person, set())
        sex = next(iter(sexes)) if len(sexes) == 1 else None
        yield replace(page.person, id=person) if page else Person(person, sex=sex)


def _one_sided(gathered: Gathering, links: Iterable[ParentLink]) -> Iterator[OneSided]:
    """Yield the links between people who were both read, where one of the two pages is silent."""
    for link in links:
        if link.child in gathered.pages and link.parent in gathered.pages:
            page = gathered.evidence[link.child, link.parent].stated_by(link.child, link.parent)
            if page is not None:
                yield OneSided(link, page)


def _by_numbers(pair: Pair) -> tuple[tuple[int, str], tuple[int, str]]:
    return by_number(pair[0]), by_number(pair[1])
