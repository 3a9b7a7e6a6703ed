"""From the readings of many pages to one family graph.

A parent link may be stated on the child's page, on the parent's, or on both:
real data holds plenty that stands on one side only, so both are read.

Where the two sides say different things:

- a side that says how (by a qualifier, or as stepparent) beats one that only
  says "child" or "father"; if both say how, the child's page decides;
- a link that the child's page knows and does not hold true (it is deprecated
  there, or another father is preferred) stays out, even if the parent's page
  has it, unless that page says that it is no link by birth.

Either is told in `Union.conflicts`. The order of the readings does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentKind, ParentLink
from cousins.family.person import Person
from cousins.interpret.evidence import Gathering, Names, by_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cousins.family.links import PartnerLink
    from cousins.family.person import PersonId, Sex
    from cousins.interpret.evidence import Evidence, Pair
    from cousins.interpret.values import Dropped, ParentClaim, Reading, SiblingClaim
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
class Conflict:
    """Two pages say different things about the same two people.

    Attributes:
        child: The child.
        parent: The parent.
        child_says: How, on the child's page; None when it does not hold the link true.
        parent_says: How, on the parent's page; None when it does not hold the link true.
        kept: How, in the graph; None when the link was left out.
    """

    child: PersonId
    parent: PersonId
    child_says: ParentKind | None
    parent_says: ParentKind | None
    kept: ParentKind | None


@dataclass(frozen=True, slots=True)
class Union:
    """What many pages say together.

    Attributes:
        graph: The family: everybody who was read, and everybody they name.
        one_sided: Links that one page states and the other, read as well, does not.
        conflicts: Where two pages contradict each other.
        disputed: For each child with several fathers or several mothers by birth, all those.
        doubtful: Links that every page that states them calls doubtful.
        siblings: What pages say about siblings; the graph itself holds none.
        dropped: Everything that was not taken as it stands, from all pages.
    """

    graph: FamilyGraph
    one_sided: tuple[OneSided, ...]
    conflicts: tuple[Conflict, ...]
    disputed: Mapping[PersonId, tuple[PersonId, ...]]
    doubtful: frozenset[ParentLink]
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
    names = Names(redirects or {}, missing)
    gathered = Gathering(_newest(readings, names), names)
    kinds, conflicts = _settle(gathered)
    links = [ParentLink(*pair, kinds[pair]) for pair in sorted(kinds, key=_by_numbers)]
    couples = sorted(gathered.partners, key=lambda link: (_by_numbers((link.one, link.other)), link.kind.value))
    return Union(
        graph=FamilyGraph.of(_people(gathered, links, couples), links, couples),
        one_sided=tuple(_one_sided(gathered, links)),
        conflicts=tuple(sorted(conflicts, key=lambda one: _by_numbers((one.child, one.parent)))),
        disputed=_disputed(gathered, links),
        doubtful=frozenset(link for link in links if _is_doubtful(gathered, link)),
        siblings=tuple(sorted(gathered.siblings, key=lambda one: (_by_numbers((one.one, one.other)), one.statement))),
        dropped=tuple(sorted(set(gathered.dropped), key=lambda one: (by_number(one.person), str(one), one.statement))),
    )


def _newest(readings: Iterable[Reading], names: Names) -> dict[PersonId, Reading]:
    """Return one reading for each person: the newest."""
    pages: dict[PersonId, Reading] = {}
    for reading in readings:
        page = names.of(reading.person.id)
        rival = pages.get(page)
        if rival is None or _age(rival) < _age(reading):
            pages[page] = reading
    return pages


def _age(reading: Reading) -> tuple[int, str]:
    """Return what is larger for newer readings, and decides in any case."""
    return reading.revision or 0, repr(reading)


def _settle(gathered: Gathering) -> tuple[dict[Pair, ParentKind], list[Conflict]]:
    """Return the links that are kept, each with its kind, and where pages contradict each other."""
    kinds: dict[Pair, ParentKind] = {}
    conflicts = []
    for pair, evidence in gathered.evidence.items():
        child, other = _kind(evidence.child), _kind([claim for _, claim in evidence.others])
        kept = _decide(child, other)
        refused = pair in gathered.refused and kept is ParentKind.BIRTH and (child is None or other is None)
        if not (refused and child is None):
            kinds[pair] = kept
        child_says, other_says = child and child[0], other and other[0]
        if refused or (child_says and other_says and child_says is not other_says):
            conflicts.append(Conflict(*pair, child_says, other_says, kinds.get(pair)))
    return kinds, conflicts


def _kind(claims: Sequence[ParentClaim]) -> tuple[ParentKind, bool] | None:
    """Return what one side says, and whether it says how; None when it says nothing."""
    if not claims:
        return None
    explicit = [claim.kind for claim in claims if claim.explicit]
    return (min(explicit, key=lambda kind: kind.rank), True) if explicit else (ParentKind.BIRTH, False)


def _decide(child: tuple[ParentKind, bool] | None, other: tuple[ParentKind, bool] | None) -> ParentKind:
    """Return the kind that both sides together make: who says how wins, then the child's page."""
    said = [side for side in (child, other) if side is not None]
    return next((kind for kind, explicit in said if explicit), said[0][0])


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
    for link in links:
        if link.child in gathered.pages and link.parent in gathered.pages:
            page = _evidence(gathered, link).stated_by(link.child, link.parent)
            if page is not None:
                yield OneSided(link, page)


def _disputed(gathered: Gathering, links: Iterable[ParentLink]) -> dict[PersonId, tuple[PersonId, ...]]:
    """Return for each child with several fathers or several mothers by birth all those."""
    rivals: defaultdict[tuple[PersonId, Sex], list[PersonId]] = defaultdict(list)
    for link in links:
        for sex in _sexes(gathered, link.parent) if link.kind is ParentKind.BIRTH else ():
            rivals[link.child, sex].append(link.parent)
    disputed: dict[PersonId, tuple[PersonId, ...]] = {}
    for (child, _), parents in rivals.items():
        if len(parents) > 1:
            disputed[child] = (*disputed.get(child, ()), *parents)
    return disputed


def _sexes(gathered: Gathering, parent: PersonId) -> Iterable[Sex]:
    """Return the sex of a parent: as the parent's own page says, else as others call them."""
    page = gathered.pages.get(parent)
    if page is not None and page.person.sex is not None:
        return (page.person.sex,)
    return gathered.roles.get(parent, ())


def _is_doubtful(gathered: Gathering, link: ParentLink) -> bool:
    return all(claim.doubtful for claim in _evidence(gathered, link).claims())


def _evidence(gathered: Gathering, link: ParentLink) -> Evidence:
    return gathered.evidence[link.child, link.parent]


def _by_numbers(pair: Pair) -> tuple[tuple[int, str], tuple[int, str]]:
    return by_number(pair[0]), by_number(pair[1])
