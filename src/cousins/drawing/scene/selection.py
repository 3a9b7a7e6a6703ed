"""Which people and links a picture shows.

A picture of a relation has only the people on the lines between two persons,
with the other parent beside each couple's child; a picture of a tree has the
lines from some people down to others, or whole descents and pedigrees. All
partners stand beside those whom it is about, and beside everybody in a descent
or a pedigree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.drawing.scene.figures import Role
from cousins.drawing.scene.gathering import Gathering
from cousins.drawing.scene.strands import descent_lines, path_lines, related_lines
from cousins.drawing.scene.wording import relation_in_words, tree_in_words
from cousins.errors import SettingsError, TooLargeError, quoted
from cousins.family.closure import ways_from
from cousins.kinship.relationship import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cousins.answers.looks import Siblings
    from cousins.answers.relation import NamedRelationship, Relation
    from cousins.drawing.scene.figures import Scene
    from cousins.drawing.scene.strands import Line
    from cousins.family.graph import FamilyGraph

SIBLINGS: tuple[Siblings, ...] = ("dots", "names", "none")
"""How brothers and sisters along a line may be shown."""
_WEIGHTIEST = tuple(Role)
MOST_PEOPLE = 5_000
"""People on one picture; as many are thirty metres wide, and take seconds to arrange."""
MOST_LINKS = 60_000
"""Links between them, pairs of parents and of partners included."""


def scene_of_relation(
    relation: Relation, graph: FamilyGraph, *, relationships: int | None = 3, siblings: Siblings = "dots"
) -> Scene:
    """Return the picture of how two people are related.

    Everybody on the lines between the two, the other parent of each child on
    them, all partners of the two, and nobody else but brothers and sisters. The lines of in-laws and
    step-kin run across the marriage. Where no relationship has a name a
    shortest path is shown; for people without any connection only the two.

    Args:
        relation: What was found.
        graph: Where the people live.
        relationships: How many relationships by blood, adoption or marriage to show, the nearest first;
            None for all that `relation` holds. A marriage of the two counts for nothing and is always shown.
        siblings: Brothers and sisters along the lines as dots, with their names, or not at all.

    Raises:
        SettingsError: `siblings` is none of these.
        TooLargeError: There are more people or links than can be drawn.
    """
    ends = graph.number(relation.a.id), graph.number(relation.b.id)
    chosen = [each for each in relation.relationships if each.kind is not Kind.PARTNER][:relationships]
    lines: list[Line] = []
    for hue, relationship in enumerate(chosen):
        found = related_lines(graph, relationship, ends, hue)
        lines += [_supposed(relation, relationship, line, graph) for line in found]
    if relation.path is not None and not lines:
        lines += path_lines(graph, *ends)
    stage = _Stage(graph, lines, ends=ends, origins=[head for line in lines for head in line.heads])
    stage.married.update(ends)
    return relation_in_words(stage.scene(siblings), relation, chosen)


def _supposed(relation: Relation, relationship: NamedRelationship, line: Line, graph: FamilyGraph) -> Line:
    """Return a line that says what must be true of the disputed parents on it."""
    people = relation.people
    said = [
        relation.language.supposition(str(people[child]), str(people[parent]), people[parent].sex)
        for child, parent in relationship.suppositions
        if (graph.number(parent), graph.number(child)) in line.steps
    ]
    return line._replace(supposed=" and ".join(said)) if said else line


def scene_of_tree(
    graph: FamilyGraph,
    roots: Sequence[int],
    *,
    to: Sequence[int] = (),
    ancestors: int | None = 0,
    descendants: int | None = 0,
    siblings: Siblings = "dots",
) -> Scene:
    """Return the picture of a genealogical tree.

    With `to`, all lines of descent from each root to each of these people, set
    off in colours; lines by adoption or fostering only where none is by birth.
    With `ancestors` or `descendants`, these generations of every root by birth,
    adoption and fostering, without colours. Other parents stand beside each
    couple's child, and all partners beside the roots, the targets and these
    generations. A target that descends from no root stands alone, with its partners.

    Args:
        graph: Where the people live.
        roots: Numbers of the people the tree is about.
        to: Numbers of the people the lines lead to.
        ancestors: How many generations up from the roots; None for all.
        descendants: How many generations down from the roots; None for all.
        siblings: Brothers and sisters along the lines as dots, with their names, or not at all.

    Raises:
        SettingsError: `siblings` is none of these.
        TooLargeError: There are more people or links than can be drawn.
    """
    lines = list(descent_lines(graph, roots, to))
    stage = _Stage(graph, lines, ends=to, origins=roots)
    above = ways_from(roots, graph.parents_of, most=ancestors)
    stage.add(above, Role.KIN)
    below = ways_from(roots, graph.children_of, most=descendants)
    stage.add(below, Role.KIN)
    stage.married.update(above, below, to)
    stage.add_other_parents(below.keys() - set(roots))
    people = graph.people
    return tree_in_words(
        stage.scene(siblings), [people[each] for each in roots], [people[each] for each in to], above, below
    )


def together(graph: FamilyGraph, parent: int, child: int) -> set[int]:
    """Return who is a child's parent together with one of its parents, that one included.

    They are parents of the same kind, or partners: a mother and her husband who adopted the child.
    """
    kinds = {**dict(graph.parents.kinds(child)), **dict(graph.social_parents.kinds(child))}
    return {
        other
        for other in graph.parents_of(child)
        if kinds[other] == kinds[parent] or graph.partners.kind(other, parent) is not None
    }


class _Stage:
    """Collects people with the weightiest of their reasons to be seen.

    Attributes:
        descents: The links from parent to child on the lines.
        married: Those beside whom all their partners stand.
    """

    def __init__(
        self, graph: FamilyGraph, lines: Sequence[Line], *, ends: Iterable[int], origins: Iterable[int]
    ) -> None:
        self.graph, self.lines = graph, lines
        self.roles: dict[int, Role] = {}
        self.married: set[int] = set()
        steps = {step for line in lines for step in line.steps}
        self.add(ends, Role.END)
        self.add(origins, Role.ORIGIN)
        self.add([number for step in steps for number in step], Role.KIN)
        self.descents = sorted([step for step in steps if step[0] in graph.parents_of(step[1])])
        self.add_other_parents({child for _, child in self.descents})

    def add(self, people: Iterable[int], role: Role) -> None:
        """Add people, or give a weightier role to those already seen.

        Raises:
            TooLargeError: They are more than a picture can show.
        """
        for number in people:
            self.roles[number] = min(role, self.roles.get(number, role), key=_WEIGHTIEST.index)
        if len(self.roles) > MOST_PEOPLE:
            raise TooLargeError(
                f"the picture would show {len(self.roles):,} people or more, and {MOST_PEOPLE:,} at most can be drawn; "
                "ask for fewer generations or relationships"
            )

    def add_other_parents(self, children: Iterable[int]) -> None:
        """Add the parents who stand beside a parent already seen."""
        self.check_links()
        for child in children:
            for parent in self.graph.parents_of(child):
                if self.roles.get(parent, Role.PARTNER) is not Role.PARTNER:
                    self.add(together(self.graph, parent, child), Role.PARTNER)

    def check_links(self) -> None:
        """Refuse what has too many links, before the first loop over pairs of them.

        Raises:
            TooLargeError: They are more than a picture can show.
        """
        links = sum(
            [
                len(parents) * (len(parents) + 1) // 2 + len(self.graph.partners[number])
                for number in self.roles
                for parents in ([parent for parent in self.graph.parents_of(number) if parent in self.roles],)
            ]
        )
        if links > MOST_LINKS:
            raise TooLargeError(
                f"the picture would show {links:,} links between {len(self.roles):,} people, and {MOST_LINKS:,} at "
                "most can be drawn; ask for fewer generations or relationships"
            )

    def scene(self, siblings: Siblings) -> Scene:
        """Return the scene without words, with all partners who are to be seen, and siblings as they are wanted."""
        if siblings not in SIBLINGS:
            raise SettingsError(f"siblings cannot be {quoted(siblings)}; pick one of {', '.join(SIBLINGS)}")
        self.check_links()
        partners = {partner for number in self.married for partner in self.graph.partners[number]}
        description = self._beside(partners, Role.PARTNER, "partners")
        siblings_beside: set[int] = set()
        for parent, child in self.descents if siblings != "none" else ():
            parents = together(self.graph, parent, child)
            others = self.graph.children_of(parent)
            siblings_beside |= {each for each in others if together(self.graph, parent, each) == parents}
        named = set(self.roles)
        description += self._beside(siblings_beside, Role.SIBLING, "brothers and sisters")
        # Whoever is the partner of somebody with a name has one, too, whatever is asked for.
        dots, waiting = self.roles.keys() - named, list(named)
        for number in waiting:
            waiting += dots.intersection(self.graph.partners[number])
            dots.difference_update(self.graph.partners[number])
        gathering = Gathering(self.graph, self.roles, dots if siblings == "dots" else ())
        return gathering.scene(self.lines, description.lstrip())

    def _beside(self, people: set[int], role: Role, whom: str) -> str:
        """Add people who stand beside others, or where they are too many for a picture, return a sentence on that."""
        new = people - self.roles.keys()
        try:
            self.add(new, role)
            self.check_links()
        except TooLargeError:
            for number in new:
                del self.roles[number]
            return f" {len(new):,} {whom} are not shown."
        return ""
