"""All that pages say about the same people, every id followed to the item it now means."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cousins.family.person import PersonId, Sex
from cousins.interpret.claims import Claim, Dropped, ParentClaim, Reason, SiblingClaim
from cousins.wikibase.ids import by_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cousins.interpret.claims import PartnerClaim, Reading
    from cousins.wikibase.ids import ItemId

Pair = tuple[PersonId, PersonId]
"""A child and a parent, or just two people."""


class Identities:
    """Which ids mean the same item, and which mean none."""

    def __init__(self, redirects: Mapping[ItemId, ItemId], missing: Iterable[ItemId]) -> None:
        """Take the redirects, each a step, and the ids that are nobody's."""
        self._targets = {PersonId(source): PersonId(target) for source, target in redirects.items()}
        self._missing = frozenset(PersonId(one) for one in missing)

    def of(self, person: PersonId) -> PersonId:
        """Return the id that redirects lead to; in a circle of them, the smallest."""
        way = [person]
        while (target := self._targets.get(way[-1])) is not None:
            if target in way:
                return min(way[way.index(target) :], key=by_number)
            way.append(target)
        return way[-1]

    def are_missing(self, person: PersonId) -> bool:
        """Return whether an id is known to be nobody's."""
        return person in self._missing


@dataclass(slots=True)
class Evidence:
    """What is said about one parent link.

    Attributes:
        child: Claims on the child's page.
        others: Claims on the parent's page, or on that of a partner in the child; by page.
    """

    child: list[ParentClaim] = field(default_factory=list)
    others: list[tuple[PersonId, ParentClaim]] = field(default_factory=list)

    def stated_by(self, child: PersonId, parent: PersonId) -> PersonId | None:
        """Return whose page alone states the link; None when the child's and the parent's both do."""
        pages = {page for page, _ in self.others}
        if self.child:
            return None if parent in pages else child
        return parent if parent in pages else min(pages, key=by_number)


class Gathering:
    """What all pages say.

    Attributes:
        pages: The readings, by the id that counts.
        evidence: What is said about each pair of child and parent.
        refused: Pairs of child and parent that a page knows and does not hold true.
        partners: What pages say about each couple, the smaller id first: the page and its claim.
        siblings: Claims about siblings.
        dropped: Everything that was not taken as it stands, from all pages.
        roles: Whether somebody is called father (male), mother (female), or both.
    """

    def __init__(self, pages: Mapping[PersonId, Reading], identities: Identities) -> None:
        """Read all pages."""
        self.pages, self._identities = pages, identities
        self.evidence: defaultdict[Pair, Evidence] = defaultdict(Evidence)
        self.refused = {self._pair(*pair) for reading in pages.values() for pair in reading.refused}
        self.partners: defaultdict[Pair, list[tuple[PersonId, PartnerClaim]]] = defaultdict(list)
        self.siblings: list[SiblingClaim] = []
        self.dropped = [dropped for reading in pages.values() for dropped in reading.dropped]
        self.roles: defaultdict[PersonId, set[Sex]] = defaultdict(set)
        for page, reading in pages.items():
            self._take_parents(page, (*reading.parents, *reading.children, *reading.co_parents))
            for partner in reading.partners:
                couple = self._pair(partner.link.one, partner.link.other)
                if self._holds(page, partner, couple, (partner.link.one, partner.link.other)):
                    one, other = sorted(couple, key=by_number)
                    self.partners[one, other].append((page, partner))
            for sibling in reading.siblings:
                pair = self._pair(sibling.one, sibling.other)
                if self._holds(page, sibling, pair, (sibling.one, sibling.other)):
                    self.siblings.append(replace(sibling, one=pair[0], other=pair[1]))

    def _take_parents(self, page: PersonId, claims: Iterable[ParentClaim]) -> None:
        for claim in claims:
            pair = self._pair(claim.child, claim.parent)
            if not self._holds(page, claim, pair, (claim.child, claim.parent)):
                continue
            if claim.role:
                self.roles[pair[1]].add(claim.role)
            if page == pair[0]:
                self.evidence[pair].child.append(claim)
            else:
                self.evidence[pair].others.append((page, claim))

    def _pair(self, one: PersonId, other: PersonId) -> Pair:
        return self._identities.of(one), self._identities.of(other)

    def _holds(self, page: PersonId, claim: Claim, pair: Pair, written: Pair) -> bool:
        """Return whether a claim names two people who are there, and drop it otherwise.

        Args:
            page: Whose page it is.
            claim: The claim.
            pair: The two it means.
            written: The two as they are written.
        """
        gone = any(self._identities.are_missing(person) and person not in self.pages for person in pair)
        if pair[0] != pair[1] and not gone:
            return True
        value = written[1] if pair[0] == page else written[0]
        reason = Reason.DELETED if gone else Reason.OWN_RELATIVE
        self.dropped.append(Dropped(page, claim.property, claim.statement, value, reason))
        return False
