"""The family graph: who is whose parent, child and partner, as arrays.

Inside, people are numbered from 0 and links are runs of numbers in flat arrays
(compressed sparse rows), so that a few fetched people and millions in a file
are the same thing to every algorithm. Ids exist at the doors only.
"""

from __future__ import annotations

from array import array
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING

from cousins.errors import PersonNotFoundError
from cousins.family.links import ParentKind, PartnerKind
from cousins.family.person import Person, PersonId, Sex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cousins.family.links import ParentLink, PartnerLink

Link = tuple[int, int, int]
"""Person, other person, and the place of the link's kind in the tables below."""

PARENT_KINDS = tuple(ParentKind)
PARTNER_KINDS = tuple(PartnerKind)
_SEX_ORDER = {Sex.MALE: 0, Sex.FEMALE: 1, None: 2}


class Adjacency:
    """For each person a run of others, each with a kind.

    Attributes:
        start: Where each person's run begins in `target`; one entry more than people.
        target: The numbers of the others, run after run.
        kind: For each entry of `target`, its place in `PARENT_KINDS` or `PARTNER_KINDS`.
    """

    __slots__ = ("kind", "start", "target")

    def __init__(self, size: int, links: Iterable[Link]) -> None:
        """Sort links (person, other, kind) into runs; a run keeps the order of its links."""
        self.start = array("q", [0])
        self.target = array("i")
        self.kind = array("B")
        counts = array("q", bytes(8 * size))
        for person, other, kind in sorted(links, key=itemgetter(0)):
            counts[person] += 1
            self.target.append(other)
            self.kind.append(kind)
        self.start.extend(accumulate(counts))

    def __getitem__(self, person: int) -> Sequence[int]:
        """Return the others of one person."""
        return self.target[self.start[person] : self.start[person + 1]]

    def __len__(self) -> int:
        """Return the number of links."""
        return len(self.target)

    def kinds(self, person: int) -> Iterator[tuple[int, int]]:
        """Yield (other, kind) for one person."""
        for at in range(self.start[person], self.start[person + 1]):
            yield self.target[at], self.kind[at]


class FamilyGraph:
    """People and the links between them; built once, then only read.

    Links by birth are kept apart from adoptive, step and foster links: what
    asks for blood looks at `parents` and `children` and cannot meet the others.
    `FamilyGraph.of` builds one from persons and links.

    Attributes:
        people: Every person.
        ids: Their ids, in the same order.
        sexes: Their sexes, in the same order.
        parents: Birth parents: fathers, then mothers, then those of unknown sex.
        children: Children by birth, in the order of `people`.
        social_parents: Adoptive, step and foster parents, with their kind.
        social_children: The same links from the parent's side.
        partners: Spouses and unmarried partners, from both sides.
    """

    def __init__(
        self,
        people: Sequence[Person],
        ids: Sequence[PersonId],
        sexes: Sequence[Sex | None],
        parent_links: Iterable[Link],
        partner_links: Iterable[Link],
    ) -> None:
        """Build the arrays from numbered links.

        Args:
            people: One record a person; may be made on demand.
            ids: No id twice.
            sexes: One for each person.
            parent_links: (child, parent, place of the kind in `PARENT_KINDS`), none twice.
            partner_links: (one, other, place of the kind in `PARTNER_KINDS`), each couple once.
        """
        self.people, self.ids, self.sexes = people, ids, sexes
        self._numbers = {person_id: number for number, person_id in enumerate(ids)}
        size = len(ids)
        bits = size.bit_length()
        parents = _packed(parent_links, bits, [_SEX_ORDER[sex] for sex in sexes])
        birth = [link for link in parents if not link & 3]
        social = [link for link in parents if link & 3]
        couples = _packed(partner_links, bits, bytes(size))
        self.parents = _adjacency(size, birth, bits)
        self.children = _adjacency(size, _mirrored(birth, bits), bits)
        self.social_parents = _adjacency(size, social, bits)
        self.social_children = _adjacency(size, _mirrored(social, bits), bits)
        self.partners = _adjacency(size, couples + _mirrored(couples, bits), bits)

    @classmethod
    def of(
        cls,
        people: Iterable[Person],
        parent_links: Iterable[ParentLink] = (),
        partner_links: Iterable[PartnerLink] = (),
    ) -> FamilyGraph:
        """Return the graph of these persons and links.

        Args:
            people: Of two records with the same id the first counts.
            parent_links: In any order; of two kinds for the same two people
                birth wins, then adoptive, step, foster. Whoever is only named
                in a link becomes a person without a name.
            partner_links: In any order and direction; a marriage wins over a
                partnership, and nobody is their own partner.

        Example:
            >>> from cousins.family.links import ParentLink
            >>> link = ParentLink(child=PersonId("Q36812"), parent=PersonId("Q43274"))
            >>> graph = FamilyGraph.of([Person(PersonId("Q36812"), "William")], [link])
            >>> [str(graph.people[parent]) for parent in graph.parents[0]]
            ['Q43274']
        """
        parent_links, partner_links = list(parent_links), list(partner_links)
        known: dict[PersonId, Person] = {}
        for person in people:
            known.setdefault(person.id, person)
        named = [i for link in parent_links for i in (link.child, link.parent)]
        named += [i for link in partner_links for i in (link.one, link.other)]
        for person_id in named:
            if person_id not in known:
                known[person_id] = Person(person_id)
        number = {person_id: place for place, person_id in enumerate(known)}
        parents: dict[tuple[int, int], int] = {}
        for link in parent_links:
            pair, kind = (number[link.child], number[link.parent]), PARENT_KINDS.index(link.kind)
            parents[pair] = min(kind, parents.get(pair, kind))
        couples: dict[tuple[int, int], int] = {}
        for couple in partner_links:
            one, other = sorted((number[couple.one], number[couple.other]))
            kind = PARTNER_KINDS.index(couple.kind)
            if one != other:
                couples[one, other] = min(kind, couples.get((one, other), kind))
        return cls(
            list(known.values()),
            list(known),
            [person.sex for person in known.values()],
            [(child, parent, kind) for (child, parent), kind in parents.items()],
            [(one, other, kind) for (one, other), kind in couples.items()],
        )

    def __len__(self) -> int:
        """Return the number of people."""
        return len(self.ids)

    def __contains__(self, person_id: object) -> bool:
        """Return whether the id is one of this graph's."""
        return person_id in self._numbers

    def __repr__(self) -> str:
        """Return the sizes: ``<FamilyGraph: 3 people, 2 parent links, 1 couple>``."""
        links = len(self.parents) + len(self.social_parents)
        return f"<FamilyGraph: {len(self)} people, {links} parent links, {len(self.partners) // 2} couples>"

    def number(self, person_id: str) -> int:
        """Return the person's number.

        Raises:
            PersonNotFoundError: Nobody here has that id.
        """
        try:
            return self._numbers[PersonId(person_id)]
        except KeyError:
            raise PersonNotFoundError(person_id) from None

    def person(self, person_id: str) -> Person:
        """Return the person with that id.

        Raises:
            PersonNotFoundError: Nobody here has that id.
        """
        return self.people[self.number(person_id)]


def _packed(links: Iterable[Link], bits: int, rank: Sequence[int]) -> list[int]:
    """Return links as integers, which sort faster than tuples and take a third of the room."""
    return [((person << 2 | rank[other]) << bits | other) << 2 | kind for person, other, kind in links]


def _mirrored(links: Iterable[int], bits: int) -> list[int]:
    """Return packed links from the other side, without ranks."""
    others = (1 << bits) - 1
    return [((link >> 2 & others) << bits + 2 | link >> bits + 4) << 2 | link & 3 for link in links]


def _adjacency(size: int, links: list[int], bits: int) -> Adjacency:
    """Return the runs of packed links; a run is ascending, by rank first."""
    links.sort()
    others = (1 << bits) - 1
    runs = Adjacency(0, ())
    runs.target = array("i", [link >> 2 & others for link in links])
    runs.kind = array("B", [link & 3 for link in links])
    counts = array("q", bytes(8 * (size + 1)))
    for link in links:
        counts[(link >> bits + 4) + 1] += 1
    runs.start = array("q", accumulate(counts))
    return runs
