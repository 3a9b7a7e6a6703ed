"""What a picture shows, before anybody knows where: persons, households, lines of descent.

A `Scene` is a value. It holds the facts of the picture and nothing of its looks,
so that every writer draws the same people and the same links.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from itertools import combinations
from typing import TYPE_CHECKING

from cousins.family.closure import ways_from
from cousins.family.links import ParentKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cousins.family.person import Person


class Role(Enum):
    """Why somebody is in the picture, the weightiest reason first."""

    END = "end"
    ORIGIN = "origin"
    KIN = "kin"
    PARTNER = "partner"
    SIBLING = "sibling"


@dataclass(frozen=True, slots=True)
class Portrait:
    """A picture of somebody, small enough to be embedded.

    Attributes:
        image: The bytes of an image file.
        media: What kind of file: ``image/jpeg``, ``image/png``, ``image/gif`` or ``image/webp``.
        width: Its pixels.
        height: Its pixels.
        credit: Who made it and under which licence, in one line.
        page: The address of the page that says more about it; empty where there is none.
    """

    image: bytes
    media: str
    width: int
    height: int
    credit: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One person in the picture.

    Attributes:
        person: Who it is.
        role: Why the person is here.
        named: Whether the name is written; a dot otherwise.
        hidden_parents: The parents who are known, and whom the picture leaves out.
        hidden_children: The children who are known, and whom the picture leaves out.
        hidden_partners: The partners who are recorded, and whom the picture leaves out.
        partners: The places of the partners in the picture, by marriage or else by the first child.
        portrait: What the person looks like, if that was asked for and is known.
    """

    person: Person
    role: Role = Role.KIN
    named: bool = True
    hidden_parents: tuple[Person, ...] = ()
    hidden_children: tuple[Person, ...] = ()
    hidden_partners: tuple[Person, ...] = ()
    partners: tuple[int, ...] = ()
    portrait: Portrait | None = None


@dataclass(frozen=True, slots=True)
class Child:
    """One child of a household: the figure's place, and how the household are its parents."""

    place: int
    kind: ParentKind = ParentKind.BIRTH


@dataclass(frozen=True, slots=True)
class Household:
    """Parents with the children they have together, or partners without any.

    Attributes:
        partners: Places of one figure or more, fathers first.
        children: By date of birth; empty for a couple whose children are not in the picture.
        unknown: Whether nobody recorded the other parent by birth.
        absent: How many recorded parents the picture leaves out.
        related: Whether the partners share an ancestor within four generations.
        rivals: Of several recorded fathers, or mothers, the places, each with how many there are of whom one
            is the parent; they are no couple by these children.
    """

    partners: tuple[int, ...]
    children: tuple[Child, ...] = ()
    unknown: bool = False
    absent: int = 0
    related: bool = False
    rivals: Mapping[int, int] = field(default_factory=dict, hash=False)

    def couples(self) -> list[tuple[int, int]]:
        """Return each two of the partners who certainly are parents together, or partners of each other."""
        return list(combinations([partner for partner in self.partners if partner not in self.rivals], 2))

    def kind(self, child: int) -> ParentKind:
        """Return how the partners are parents of one of the children, given by its place."""
        return next(each.kind for each in self.children if each.place == child)


@dataclass(frozen=True, slots=True)
class Strand:
    """A line of descent, or several from one ancestor to one person, to be followed with the eye.

    Attributes:
        title: What it is, in words: ``Victoria to Elizabeth II``.
        origin: The place of the figure it comes from.
        end: The place of the figure it leads to.
        hue: Which colour; lines from the same ancestor have the same.
        shade: Which shade of it; lines to different people have different ones.
        steps: Its links as (parent, child), or (partner, partner) on a path by marriage.
    """

    title: str
    origin: int
    end: int
    hue: int
    shade: int
    steps: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the legend: what the lines in a colour mean, or words without any.

    Attributes:
        text: The words; of two relatives those of the answer.
        strands: The numbers of the lines in that colour; empty for words about none.
        number: What boxes on these lines say, where there are more lines than colours; 0 where colours tell all.
    """

    text: str
    strands: tuple[int, ...] = ()
    number: int = 0

    def places(self, scene: Scene) -> list[int]:
        """Return the places of those who stand on its lines."""
        return sorted({place for at in self.strands for step in scene.strands[at].steps for place in step})


@dataclass(frozen=True, slots=True)
class Scene:
    """Everybody and everything a picture shows.

    Attributes:
        title: One line: ``Descendants of Victoria, 3 generations``.
        figures: Everybody, each once, in the order of the family graph.
        households: Every household, in the order of their partners.
        strands: The lines that are set off.
        description: More in words, for those who cannot see the picture.
        legend: What the lines that are set off mean, and what else is to be said of the picture.
    """

    title: str
    figures: tuple[Figure, ...]
    households: tuple[Household, ...]
    strands: tuple[Strand, ...] = ()
    description: str = ""
    legend: tuple[Entry, ...] = ()
    _places: dict[str, int] = field(default_factory=dict, compare=False, repr=False)
    _homes: dict[int, tuple[list[int], list[int]]] = field(default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        """Return how many people there are."""
        return len(self.figures)

    def place(self, person_id: str) -> int:
        """Return the place of the figure with that id.

        Raises:
            KeyError: Nobody in the picture has it.
        """
        if not self._places:
            self._places.update({figure.person.id: place for place, figure in enumerate(self.figures)})
        return self._places[person_id]

    def pedigree_root(self) -> int | None:
        """Return the place of the one person whose ancestors everybody else is, or the partner of one; mostly None."""
        parents = {partner for household in self.households if household.children for partner in household.partners}
        beside = {place for place, figure in enumerate(self.figures) if figure.role is Role.PARTNER}
        roots = set(range(len(self))) - parents - beside
        if self.strands or len(roots) != 1 or not parents:
            return None
        (root,) = roots
        above = ways_from(roots, self.parents)
        is_whole = above.keys() | beside >= set(range(len(self)))
        return root if is_whole and self.figures[root].role is Role.ORIGIN else None

    def homes(self, place: int) -> tuple[list[int], list[int]]:
        """Return the numbers of the households somebody is a child of, and of those they are a partner in."""
        if not self._homes:
            self._homes.update({at: ([], []) for at in range(len(self.figures))})
            for number, household in enumerate(self.households):
                for child in household.children:
                    self._homes[child.place][0].append(number)
                for partner in household.partners:
                    self._homes[partner][1].append(number)
        return self._homes[place]

    def parents(self, place: int) -> dict[int, ParentKind]:
        """Return somebody's parents, each once, with how they are so; where several ways are drawn, by birth."""
        found: dict[int, ParentKind] = {}
        for number in self.homes(place)[0]:
            kind = self.households[number].kind(place)
            for parent in self.households[number].partners:
                if kind is ParentKind.BIRTH or parent not in found:
                    found[parent] = kind
        return found

    def partners(self, place: int) -> tuple[int, ...]:
        """Return with whom somebody is a couple in the picture, each once, by marriage or else by the first child."""
        return self.figures[place].partners

    def rivals(self, place: int) -> dict[int, int]:
        """Return those of somebody's parents who are not certainly it, each with how many there are."""
        return {
            parent: count for number in self.homes(place)[0] for parent, count in self.households[number].rivals.items()
        }

    def parent_links(self) -> list[tuple[int, int, ParentKind]]:
        """Return (child, parent, kind) for every link the picture draws."""
        return [
            (child.place, partner, child.kind)
            for household in self.households
            for child in household.children
            for partner in household.partners
        ]
