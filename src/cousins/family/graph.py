"""The family graph: who is whose parent, child and partner, as arrays.

Inside, people are numbered from 0 and links are runs of numbers in flat arrays
(compressed sparse rows), so that a few fetched people and millions in a file
are the same thing to every algorithm. Ids exist at the doors only.
"""

from __future__ import annotations

from array import array
from copy import copy
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Generic

from cousins.errors import PersonNotFoundError, SettingsError
from cousins.family.date_columns import Dated, first_days, last_days
from cousins.family.links import DESCENT, LinkKind, ParentKind, ParentLink, PartnerKind, PartnerLink, stronger
from cousins.family.person import Person, PersonId, Sex
from cousins.family.person_ids import Ids, ListedIds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    import networkx as nx

    from cousins.family.dates import Date
    from cousins.family.life_events import Event

Link = tuple[int, int, ParentKind]
"""A child, a parent, and how that parent is one, the people as numbers."""

Couple = tuple[int, int, PartnerKind]
"""Two partners as numbers, and how they are partners."""

_PARENT_KINDS, _PARTNER_KINDS = tuple(ParentKind), tuple(PartnerKind)
_UNKNOWN = len(Sex)
"""The rank of a parent of unknown sex among somebody's parents: after fathers and mothers."""


class Adjacency(Generic[LinkKind]):
    """For each person a run of others, each with a kind.

    Attributes:
        start: Where each person's run begins in `target`; one entry more than people.
        target: The numbers of the others, run after run.
        rank: For each entry of `target` the rank of its kind.
    """

    __slots__ = ("_table", "rank", "start", "target")

    def __init__(
        self, start: Sequence[int], target: Sequence[int], rank: Sequence[int], table: Sequence[LinkKind]
    ) -> None:
        """Take the arrays, or views of a file that is mapped, as they are; `table` has the kinds by rank."""
        self.start, self.target, self.rank = start, target, rank
        self._table: Sequence[LinkKind] = table

    def __getitem__(self, person: int) -> Sequence[int]:
        """Return the others of one person."""
        return self.target[self.start[person] : self.start[person + 1]]

    def __len__(self) -> int:
        """Return the number of links."""
        return len(self.target)

    def kinds(self, person: int) -> Iterator[tuple[int, LinkKind]]:
        """Yield (other, kind) for one person."""
        for at in range(self.start[person], self.start[person + 1]):
            yield self.target[at], self._table[self.rank[at]]

    def kind(self, person: int, other: int) -> LinkKind | None:
        """Return the kind of the link between two people; None when there is none."""
        try:
            # A view has no `index`, and a loop of our own is slow for thousands of partners.
            at = list(self[person]).index(other)
        except ValueError:
            return None
        return self._table[self.rank[self.start[person] + at]]


class FamilyGraph:
    """People and the links between them; built once, then only read.

    Links by birth are kept apart from adoptive, step and foster links: what
    asks for blood looks at `parents` and `children` and cannot meet the others.
    `FamilyGraph.of` builds one from persons and links, `from_arrays` from columns.
    Iteration gives every `Person`; ``"Q9439" in graph`` asks for an id.

    Attributes:
        people: Every person; may be made on demand.
        ids: Their ids, in the same order.
        sex: Their sexes, in the same order.
        born: When they were born, in the same order; None where that is not recorded.
        died: When they died, likewise.
        parents: Birth parents: fathers, then mothers, then those of unknown sex.
        children: Children by birth, in the order of `people`.
        social_parents: Adoptive, step and foster parents, with their kind.
        social_children: The same links from the parent's side.
        partners: Spouses and unmarried partners, from both sides.
        couple_events: Marriages and their like, by the numbers of the two, the lower first; where files tell them.
        source_place: The place of each person in the source, where answers put the first one first; the number
            itself but in a family file, where ancestors have lower numbers than their descendants.
        rank: What orders brothers and sisters whose births are not known; None for the order of the source.
        partner_order: The partners of people in the order that the source gives them, where that is not the order of
            `people`; None where the source gives none.
        identical_twins: Sets of people who are marked as identical twins (or triplets …) of each other, as
            ascending numbers; whether that can be is asked elsewhere. Nobody stands in two.

    Example:
        >>> from cousins.family.links import ParentLink
        >>> graph = FamilyGraph.of([], [ParentLink(PersonId("Ann"), PersonId("Eve"))])
        >>> len(graph), "Eve" in graph, [str(person) for person in graph]
        (2, True, ['Ann', 'Eve'])
    """

    def __init__(
        self,
        people: Sequence[Person],
        ids: Ids | Sequence[PersonId],
        sex: Sequence[Sex | None],
        parent_links: Iterable[Link],
        partner_links: Iterable[Couple],
        *,
        couple_events: Mapping[tuple[int, int], tuple[Event, ...]] | None = None,
        rank: Sequence[int] | None = None,
        partner_order: Mapping[int, Sequence[int]] | None = None,
        identical_twins: Iterable[Collection[int]] = (),
    ) -> None:
        """Build the arrays from numbered links.

        Args:
            people: One record a person; may be made on demand.
            ids: No id twice.
            sex: One for each person.
            parent_links: (child, parent, kind), none twice.
            partner_links: (one, other, kind), each couple from one side or both; a marriage wins over a partnership.
            couple_events: What is told of couples, by their numbers, the lower first.
            rank: For each person the place among brothers and sisters whose births are not known; None for the
                order of `people`.
            partner_order: As the attribute.
            identical_twins: Sets of the numbers of identical twins; those that share somebody are one.
        """
        self._mark_twins(identical_twins)
        self.rank, self.partner_order = rank, partner_order
        self.couple_events = {} if couple_events is None else couple_events
        self.people, self.sex = people, sex
        self.source_place: Sequence[int] = range(len(ids))
        self._date_columns(people)
        size = len(ids)
        bits = size.bit_length()
        parents = _packed(parent_links, bits, [_UNKNOWN if each is None else each.rank for each in sex])
        birth = [link for link in parents if not link & 3]
        social = [link for link in parents if link & 3]
        couples = _packed(partner_links, bits, bytes(size))
        self.parents = _adjacency(size, birth, bits, _PARENT_KINDS)
        self.children = _adjacency(size, _mirrored(birth, bits), bits, _PARENT_KINDS)
        self.social_parents = _adjacency(size, social, bits, _PARENT_KINDS)
        self.social_children = _adjacency(size, _mirrored(social, bits), bits, _PARENT_KINDS)
        self.partners = _adjacency(size, _strongest({*couples, *_mirrored(couples, bits)}), bits, _PARTNER_KINDS)
        self.ids = ids if isinstance(ids, Ids) else ListedIds(ids)

    def _date_columns(self, people: Sequence[Person]) -> None:
        self.born: Sequence[Date | None]
        self.died: Sequence[Date | None]
        if isinstance(people, Dated):
            self.born, self.died = people.dates("born"), people.dates("died")
        else:
            self.born, self.died = [person.born for person in people], [person.died for person in people]

    def _mark_twins(self, sets: Iterable[Collection[int]]) -> None:
        self._take_twins(_united(sets))

    def _take_twins(self, sets: Sequence[tuple[int, ...]]) -> None:
        self.identical_twins: Sequence[tuple[int, ...]] = sets
        self._twins_of = {person: together for together in self.identical_twins for person in together}

    @classmethod
    def of(
        cls,
        people: Iterable[Person],
        parent_links: Iterable[ParentLink] = (),
        partner_links: Iterable[PartnerLink] = (),
        *,
        identical_twins: Iterable[Collection[PersonId]] = (),
    ) -> FamilyGraph:
        """Return the graph of these persons and links.

        Args:
            people: Of two records with the same id the first counts.
            parent_links: In any order; of two kinds for the same two people
                birth wins, then adoptive, step, foster. Whoever is only named
                in a link becomes a person without a name.
            partner_links: In any order and direction; a marriage wins over a
                partnership, and nobody is their own partner.
            identical_twins: Sets of people who are identical twins of each other; sets that share somebody are one.

        Raises:
            SettingsError: A record is of another type or has no id, or somebody is their own parent.

        Example:
            >>> from cousins.family.links import ParentLink
            >>> link = ParentLink(child=PersonId("Q36812"), parent=PersonId("Q43274"))
            >>> graph = FamilyGraph.of([Person(PersonId("Q36812"), "William")], [link])
            >>> [str(graph.people[parent]) for parent in graph.parents[0]]
            ['Q43274']
        """
        from cousins.family.well_formed import refuse_malformed  # noqa: PLC0415 (the atlas and GEDCOM check their own)

        people, parent_links, partner_links = list(people), list(parent_links), list(partner_links)
        refuse_malformed(people, parent_links, partner_links)
        twins = [list(each) for each in identical_twins]
        known: dict[PersonId, Person] = {}
        for person in people:
            known.setdefault(person.id, person)
        named = [i for link in parent_links for i in (link.child, link.parent)]
        named += [i for link in partner_links for i in (link.one, link.other)]
        named += [i for each in twins for i in each]
        for person_id in named:
            if person_id not in known:
                known[person_id] = Person(person_id)
        number = {person_id: place for place, person_id in enumerate(known)}
        parents: dict[tuple[int, int], ParentKind] = {}
        for link in parent_links:
            pair = number[link.child], number[link.parent]
            parents[pair] = stronger(link.kind, parents.get(pair, link.kind))
        couples: dict[tuple[int, int], PartnerKind] = {}
        for couple in partner_links:
            one, other = sorted((number[couple.one], number[couple.other]))
            if one != other:
                couples[one, other] = stronger(couple.kind, couples.get((one, other), couple.kind))
        return cls(
            list(known.values()),
            list(known),
            [person.sex for person in known.values()],
            [(child, parent, kind) for (child, parent), kind in parents.items()],
            [(one, other, kind) for (one, other), kind in couples.items()],
            identical_twins=[[number[each] for each in together] for together in twins],
        )

    @classmethod
    def from_arrays(
        cls,
        ids: Sequence[str],
        *,
        child: Sequence[int] = (),
        parent: Sequence[int] = (),
        parent_kind: Sequence[str] | None = None,
        one: Sequence[int] = (),
        other: Sequence[int] = (),
        partner_kind: Sequence[str] | None = None,
        identical_twins: Iterable[Collection[int]] = (),
        name: Sequence[str | None] | None = None,
        sex: Sequence[str | None] | None = None,
        born: Sequence[str | None] | None = None,
        died: Sequence[str | None] | None = None,
    ) -> FamilyGraph:
        """Return the graph of columns: lists, arrays of numpy, columns of a data frame.

        Links are pairs of numbers, counted from 0 in the order of `ids`.

        Args:
            ids: One a person, none twice.
            child: The child of each parent link.
            parent: The parent of each, as long as `child`.
            parent_kind: ``birth``, ``adoptive``, ``step`` or ``foster`` for each; None: all are by birth.
            one: One partner of each couple.
            other: The other, as long as `one`.
            partner_kind: ``spouse``, ``former``, ``unmarried`` or ``engaged`` for each; None: all are spouses.
            identical_twins: Sets of the numbers of identical twins.
            name: One a person, None where it is unknown.
            sex: ``male`` or ``female`` for each person, None where it is unknown or neither.
            born: Dates in the project's text form, such as ``1819-05-24``; None where unknown.
            died: The same for deaths.

        Raises:
            SettingsError: The columns do not fit each other, an id is there twice, or a value is none.

        Example:
            >>> graph = FamilyGraph.from_arrays(["Ann", "Bob", "Eve"], child=[0, 1], parent=[2, 2], sex=["female"] * 3)
            >>> [graph.ids[sibling] for sibling in graph.children[2]]
            ['Ann', 'Bob']
        """
        from cousins.family.arrays import links_of, people_of, sets_of  # noqa: PLC0415 (only for columns)

        people = people_of(ids, name=name, sex=sex, born=born, died=died)
        parents = links_of(child, parent, parent_kind, ParentKind, size=len(people))
        couples = links_of(one, other, partner_kind, PartnerKind, size=len(people))
        together = sets_of(identical_twins, size=len(people))
        numbered = [person.id for person in people]
        return cls.of(
            people,
            [ParentLink(numbered[down], numbered[up], kind) for down, up, kind in parents],
            [PartnerLink(numbered[a], numbered[b], kind) for a, b, kind in couples],
            identical_twins=[[numbered[number] for number in each] for each in together],
        )

    @classmethod
    def from_adjacencies(
        cls,
        people: Sequence[Person],
        ids: Ids,
        sex: Sequence[Sex | None],
        *,
        parents: Adjacency[ParentKind],
        children: Adjacency[ParentKind],
        social_parents: Adjacency[ParentKind],
        social_children: Adjacency[ParentKind],
        partners: Adjacency[PartnerKind],
        couple_events: Mapping[tuple[int, int], tuple[Event, ...]],
        source_place: Sequence[int],
        rank: Sequence[int] | None,
        partner_order: Mapping[int, Sequence[int]] | None,
        identical_twins: Sequence[tuple[int, ...]],
    ) -> FamilyGraph:
        """Return the graph of what is ready, as a file holds it; all is taken as it is, and nothing is copied.

        The arguments are the attributes. Links fit each other from both sides, and nobody stands in two sets of twins.
        """
        graph = cls.__new__(cls)
        graph.people, graph.ids, graph.sex = people, ids, sex
        graph.parents, graph.children, graph.partners = parents, children, partners
        graph.social_parents, graph.social_children = social_parents, social_children
        graph.source_place = source_place
        graph.couple_events, graph.rank, graph.partner_order = couple_events, rank, partner_order
        graph._take_twins(identical_twins)  # noqa: SLF001 (of the same class)
        graph._date_columns(people)  # noqa: SLF001 (likewise)
        return graph

    def __len__(self) -> int:
        """Return the number of people."""
        return len(self.ids)

    def __iter__(self) -> Iterator[Person]:
        """Yield every person, in the order of their numbers."""
        return iter(self.people)

    def __contains__(self, person: object) -> bool:
        """Return whether an id is one of this graph's, or the id of a person."""
        person_id = person.id if isinstance(person, Person) else person
        return isinstance(person_id, str) and self.ids.number(person_id) is not None

    def __repr__(self) -> str:
        """Return the sizes: ``<FamilyGraph: 3 people, 2 parent links, 1 couple>``."""
        links = len(self.parents) + len(self.social_parents)
        return f"<FamilyGraph: {len(self)} people, {links} parent links, {len(self.partners) // 2} couples>"

    def number(self, person_id: str) -> int:
        """Return the person's number.

        Raises:
            PersonNotFoundError: Nobody here has that id.
        """
        number = self.ids.number(person_id)
        if number is None:
            raise PersonNotFoundError(person_id)
        return number

    def person(self, person_id: str) -> Person:
        """Return the person with that id.

        Raises:
            PersonNotFoundError: Nobody here has that id.
        """
        return self.people[self.number(person_id)]

    def events_of_couple(self, one: int, other: int) -> tuple[Event, ...]:
        """Return what is told of two people as a couple, such as their marriage."""
        return self.couple_events.get((min(one, other), max(one, other)), ())

    def parents_of(self, person: int, kinds: Sequence[ParentKind] = DESCENT) -> list[int]:
        """Return the numbers of somebody's parents of these kinds, those by birth first.

        Args:
            person: The number of the person.
            kinds: Which parents; all but step-parents by default.
        """
        by_birth = list(self.parents[person]) if ParentKind.BIRTH in kinds else []
        social = self.social_parents
        if social.start[person] == social.start[person + 1]:  # as for nearly everybody
            return by_birth
        return by_birth + [other for other, kind in social.kinds(person) if kind in kinds]

    def children_of(self, person: int, kinds: Sequence[ParentKind] = DESCENT) -> list[int]:
        """Return the numbers of somebody's children of these kinds, those by birth first.

        Args:
            person: The number of the person.
            kinds: As what the person is their parent; all but step-parents by default.
        """
        by_birth = self.children[person] if ParentKind.BIRTH in kinds else ()
        return [*by_birth, *(other for other, kind in self.social_children.kinds(person) if kind in kinds)]

    def partners_of(self, person: int) -> list[int]:
        """Return the numbers of somebody's partners in the order that the source gives them.

        Args:
            person: The number of the person.
        """
        partners = list(self.partners[person])
        order = self.partner_order.get(person) if self.partner_order else None
        if order:
            place = {partner: at for at, partner in enumerate(order)}
            partners.sort(key=lambda partner: place.get(partner, len(place)))
        return partners

    def identical_twins_of(self, person: int) -> Sequence[int]:
        """Return the numbers of those who are marked as identical twins of somebody; mostly nobody."""
        return [other for other in self._twins_of.get(person, ()) if other != person]

    def with_identical_twins(self, sets: Iterable[Collection[int]]) -> FamilyGraph:
        """Return the same family with further sets of people marked as identical twins of each other.

        Args:
            sets: Their numbers; sets that share somebody, with each other or with those there are, become one.
        """
        other = copy(self)
        other._mark_twins([*self.identical_twins, *sets])  # noqa: SLF001 (of the same class)
        return other

    def subset(self, people: Iterable[int]) -> FamilyGraph:
        """Return the graph of some people only, with the links among them, in the order of the source.

        Args:
            people: Their numbers; any number may come more than once.
        """
        kept = sorted(set(people), key=self.source_place.__getitem__)
        new = array("q", [-1]) * len(self)
        for place, number in enumerate(kept):
            new[number] = place

        def among(links: Adjacency[LinkKind]) -> list[tuple[int, int, LinkKind]]:
            return [
                (new[number], new[other], kind)
                for number in kept
                for other, kind in links.kinds(number)
                if new[other] >= 0
            ]

        return FamilyGraph(
            [self.people[number] for number in kept],
            [self.ids[number] for number in kept],
            [self.sex[number] for number in kept],
            among(self.parents) + among(self.social_parents),
            [couple for couple in among(self.partners) if couple[0] < couple[1]],
            couple_events={
                (min(new[one], new[other]), max(new[one], new[other])): events
                for (one, other), events in self.couple_events.items()
                if min(new[one], new[other]) >= 0
            },
            rank=None if self.rank is None else [self.rank[number] for number in kept],
            partner_order=None
            if self.partner_order is None
            else {
                new[person]: [new[partner] for partner in order if new[partner] >= 0]
                for person, order in self.partner_order.items()
                if new[person] >= 0
            },
            identical_twins=[[new[each] for each in twins if new[each] >= 0] for twins in self.identical_twins],
        )

    def in_source_order(self) -> FamilyGraph:
        """Return the same family with everybody's number the place in the source; mostly itself."""
        return self if isinstance(self.source_place, range) else self.subset(range(len(self)))

    def described(self, people: Sequence[Person], ids: Ids | Sequence[PersonId]) -> FamilyGraph:
        """Return the graph of the same sexes and links with other records of the people.

        Args:
            people: In the order of this graph; may be made on demand.
            ids: Their ids, likewise.
        """
        other = copy(self)
        for column in ("first_born_day", "last_born_day", "first_died_day", "last_died_day"):
            other.__dict__.pop(column, None)
        other.people = people
        other.ids = ids if isinstance(ids, Ids) else ListedIds(ids)
        other._date_columns(people)  # noqa: SLF001 (of the same class)
        return other

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return everybody as a directed graph of networkx: from parents to children, and between partners.

        Nodes are ids, with the keys of `Person.record`. Edges have the key and attribute ``link``, ``parent``
        or ``partner``, and ``kind``; identical twins have ``twin`` and ``identical``. The
        same graph as networkx reads from node-link JSON that `write` makes.

        Raises:
            SettingsError: networkx is not installed.
        """
        try:
            import networkx  # noqa: ICN001, PLC0415 (only for those who want it)
        except ImportError:
            raise SettingsError("a graph of networkx wants networkx: pip install networkx") from None
        graph: nx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for person in self:
            known = {name: value for name, value in person.record().items() if value is not None and name != "id"}
            graph.add_node(person.id, **known)
        for number, person_id in enumerate(self.ids):
            for parent, kind in (*self.parents.kinds(number), *self.social_parents.kinds(number)):
                graph.add_edge(self.ids[parent], person_id, key="parent", link="parent", kind=kind.value)
            for partner, union in self.partners.kinds(number):
                if number < partner:
                    graph.add_edge(person_id, self.ids[partner], key="partner", link="partner", kind=union.value)
        for first, *others in self.identical_twins:
            for twin in others:
                graph.add_edge(self.ids[first], self.ids[twin], key="twin", link="twin", kind="identical")
        return graph

    @cached_property
    def first_born_day(self) -> array[int]:
        """The first day on which each person may have been born, a Julian day number; -10⁹ where nothing is known."""
        return first_days(self.born)

    @cached_property
    def last_born_day(self) -> array[int]:
        """The last day on which each person may have been born; 10⁹ where nothing is known."""
        return last_days(self.born)

    @cached_property
    def first_died_day(self) -> array[int]:
        """The first day on which each person may have died; -10⁹ where nothing is known."""
        return first_days(self.died)

    @cached_property
    def last_died_day(self) -> array[int]:
        """The last day on which each person may have died; 10⁹ where nothing is known."""
        return last_days(self.died)


def _united(sets: Iterable[Collection[int]]) -> list[tuple[int, ...]]:
    """Return sets of at least two people, those that share somebody as one, by the lowest number."""
    set_of: dict[int, set[int]] = {}
    for each in sets:
        together = set(each).union(*(set_of[person] for person in each if person in set_of))
        set_of.update(dict.fromkeys(together, together))
    return sorted({tuple(sorted(together)) for together in set_of.values() if len(together) > 1})


def _packed(links: Iterable[tuple[int, int, LinkKind]], bits: int, order: Sequence[int]) -> list[int]:
    """Return links as integers, which sort faster than tuples and take a third of the room."""
    return [((person << 2 | order[other]) << bits | other) << 2 | kind.rank for person, other, kind in links]


def _mirrored(links: Iterable[int], bits: int) -> list[int]:
    """Return packed links from the other side, without the order of sexes."""
    others = (1 << bits) - 1
    return [((link >> 2 & others) << bits + 2 | link >> bits + 4) << 2 | link & 3 for link in links]


def _strongest(links: set[int]) -> list[int]:
    """Return packed links without the weaker ones of those between the same two people."""
    if len({link >> 2 for link in links}) == len(links):
        return list(links)
    return list({link >> 2: link for link in sorted(links, reverse=True)}.values())


def _adjacency(size: int, links: list[int], bits: int, table: Sequence[LinkKind]) -> Adjacency[LinkKind]:
    """Return the runs of packed links; a run is ascending, by the order of sexes first."""
    links.sort()
    others = (1 << bits) - 1
    counts = array("q", bytes(8 * (size + 1)))
    for link in links:
        counts[(link >> bits + 4) + 1] += 1
    return Adjacency(
        array("q", accumulate(counts)),
        array("i", [link >> 2 & others for link in links]),
        array("B", [link & 3 for link in links]),
        table,
    )
