"""How two people are related, as a value.

A relation holds everything it says and can be compared and printed on its own; it also keeps
the family it came from, for coefficients and pictures. ``print(answer)`` gives plain text,
``answer.record()`` plain dictionaries and lists for JSON; `relation_text` and `relation_record` say how.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from cousins.answers.columns import counted
from cousins.answers.rendering import as_record, as_text
from cousins.errors import SettingsError
from cousins.kinship import open_ends
from cousins.kinship.coefficients import relatedness
from cousins.kinship.relationship import Relationship

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from cousins.answers.looks import Picture, Siblings, Style
    from cousins.family.person import Person, PersonId
    from cousins.family.resolve import Understood
    from cousins.kinship.open_ends import OpenEnd
    from cousins.kinship.pair_coefficients import PairInheritance
    from cousins.kinship.paths import Step
    from cousins.kinship.pedigree import Pedigree
    from cousins.terms.language import Language

T = TypeVar("T")


class Painter(Protocol):
    """What draws a relation; whoever has the graph hands it over."""

    def tree(self, relation: Relation, /, *, relationships: int | None, siblings: Siblings) -> Picture:
        """Return the picture of so many relationships."""
        ...


@dataclass(frozen=True, slots=True)
class NamedRelationship(Relationship):
    """One way in which A and B are related, with a language to say it in.

    Attributes:
        language: What names it.
    """

    language: Language = field(kw_only=True, compare=False, repr=False)

    @property
    def b_is(self) -> str:
        """What B is to A, in words: ``second cousin once removed``."""
        return self.language.name(self.bond)

    @property
    def a_is(self) -> str:
        """What A is to B, in words."""
        return self.language.name(self.mirrored)

    def __str__(self) -> str:
        """Return what B is to A."""
        return self.b_is

    def row(self) -> dict[str, Any]:
        """Return the relationship as one row of a table; what it has not got is None."""
        up, down = self.generations or (None, None)
        return {
            "kind": self.kind.value,
            "b_is": self.b_is,
            "a_is": self.a_is,
            "distance": self.distance,
            "up": up,
            "down": down,
            "half": self.half.value if self.half else None,
            "civil_degree": self.civil_degree,
            "canon_degree": self.canon_degree,
            "count": self.count,
            "through": list(self.through),
        }


@dataclass(frozen=True, slots=True)
class PathStep:
    """One link of a path.

    Attributes:
        link: What the next person is to the one before.
        word: The same in words, with the sex where it is known: ``mother``.
        to: The id of the person the step leads to.
    """

    link: Step
    word: str
    to: PersonId


@dataclass(frozen=True)
class Relation:
    """How two people are related: all of it, or as much as was asked for.

    Iteration gives the relationships.

    Attributes:
        a: The one person.
        b: The other; each relationship says what B is to A.
        relationships: Partners first; then the nearest kin by marriage, adoption and step who are nearer than
            by blood; then the nearest by blood, others by adoption, step and marriage, and the rest by blood,
            all nearest first. Empty when no kinship
            by blood, adoption or marriage is known.
        further: How many independent common ancestors no relationship given
            here runs through: what a limit left out.
        more: Whether there are more relationships than were asked for.
        common_ancestors: Ids of all common ancestors, a person counting as
            their own; the youngest first.
        independent: Those of them that say something of their own.
        path: For those who are no kin by blood or adoption, a shortest path over
            parents, children and partners; None for kin, or when there is none.
        reached: How many people the search for a path reached; None when there was no search.
        complete: Whether all ancestors that the source knows were searched.
        searched: How many generations were climbed; None when everybody was at hand.
        requests: How many requests that took; None when none was needed.
        circle: Ids of people on the way who are recorded as their own ancestors.
        people: Everybody the answer names: not unknown parents whom a reader put in.
        language: What named the relationships.
        every: Whether every ancestor or couple was asked for with every pair of generations.
        inheritance: Computes the coefficients when they are first asked for.
        understood: Whom the two names were taken for.
        painter: Draws the answer; None where nobody can.
        identical_twins: Ids of those in the two pedigrees who count as one person in the coefficients, set by set.
    """

    a: Person
    b: Person
    relationships: tuple[NamedRelationship, ...]
    further: int
    more: bool
    common_ancestors: tuple[PersonId, ...]
    independent: tuple[PersonId, ...]
    path: tuple[PathStep, ...] | None
    reached: int | None
    complete: bool
    circle: tuple[PersonId, ...]
    people: Mapping[PersonId, Person] = field(compare=False)
    language: Language = field(compare=False)
    inheritance: PairInheritance = field(compare=False)
    searched: int | None = None
    requests: int | None = None
    every: bool = False
    understood: tuple[Understood, ...] = field(default=(), compare=False)
    painter: Painter | None = field(default=None, compare=False, repr=False)
    identical_twins: tuple[tuple[PersonId, ...], ...] = ()

    @cached_property
    def kinship(self) -> float:
        """φ, the chance that a gene drawn from each is the same by descent; rounded once, at the end."""
        return float(self.inheritance.kinship)

    @cached_property
    def inbreeding(self) -> tuple[float, float]:
        """F of A and of B: the kinship of each one's parents."""
        of_a, of_b = self.inheritance.inbreeding
        return float(of_a), float(of_b)

    @cached_property
    def relatedness(self) -> float:
        """Wright's coefficient of relationship r = 2φ / √((1 + F_A)(1 + F_B))."""
        return relatedness(self.inheritance.kinship, *self.inheritance.inbreeding)

    @property
    def unexplained(self) -> bool:
        """Whether no kinship by blood or adoption is known and they are no partners; then it is said why."""
        return self.reached is not None and not self.common_ancestors

    @cached_property
    def open_ends(self) -> tuple[tuple[OpenEnd, ...], tuple[OpenEnd, ...]] | None:
        """Where the known lines of A and of B end, nearest first; None unless the answer is `unexplained`."""
        return self._of_both(lambda pedigree, place: tuple(open_ends.open_ends(pedigree, place, below=self._read)))

    @cached_property
    def completeness(self) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]] | None:
        """How many ancestors of A and of B are known, and of how many, from the parents on; None as `open_ends`."""
        return self._of_both(lambda pedigree, place: tuple(open_ends.completeness(pedigree, place, most=self._read)))

    def _of_both(self, told: Callable[[Pedigree, int], T]) -> tuple[T, T] | None:
        pair = self.inheritance
        return (told(pair.pedigree, pair.a), told(pair.pedigree, pair.b)) if self.unexplained else None

    @property
    def _read(self) -> int | None:
        """The last generation that was read of a live source, whose parents are not known; None where all was."""
        return None if self.complete else self.searched

    def __str__(self) -> str:
        """Return the answer in words, lines of descent side by side."""
        return as_text(self)

    def __repr__(self) -> str:
        """Return one line: ``<Relation: Elizabeth II – Prince Philip: husband, … and 23 more>``."""
        if not self.relationships:
            found = f"connected by {counted(len(self.path), 'link')}" if self.path else "no connection found"
        else:
            more = len(self.relationships) - 1
            found = self.relationships[0].b_is + (f", and {more} more" if more else "")
        return f"<Relation: {self.a} – {self.b}: {found}>"

    def __iter__(self) -> Iterator[NamedRelationship]:
        """Yield the relationships, nearest first."""
        return iter(self.relationships)

    def __len__(self) -> int:
        """Return how many relationships are given."""
        return len(self.relationships)

    def __bool__(self) -> bool:
        """Return that there is an answer, though it may name no relationship; `related` says whether it does."""
        return True

    @property
    def related(self) -> bool:
        """Whether any relationship or path is known."""
        return bool(self.relationships) or self.path is not None

    def _repr_mimebundle_(self, **_options: object) -> dict[str, str]:
        """Return the answer in words for notebooks, and its picture where there is one."""
        drawn = self.tree()._repr_mimebundle_() if self.painter else {}
        return drawn | {"text/plain": str(self)}

    def tree(self, *, relationships: int | None = None, siblings: Siblings = "dots") -> Picture:
        """Return the picture of the people on the lines between the two, to be shown, changed or written.

        A live source is asked for those beside the lines; programs with an event loop await ``Explorer.picture``.

        Args:
            relationships: How many to draw beside a marriage, also of those a limit left out; None for three.
            siblings: Brothers and sisters along the lines as dots, with their names, or none.

        Raises:
            SettingsError: The answer came without its family.
            SourceError: A live source could not be asked for those beside the lines.
        """
        if self.painter is None:
            raise SettingsError("this answer came without its family, so it cannot be drawn; ask an Explorer")
        return self.painter.tree(self, relationships=relationships, siblings=siblings)

    def write(
        self,
        path: Path | str,
        *,
        form: str | None = None,
        paper: str | None = None,
        relationships: int | None = None,
        siblings: Siblings = "dots",
        style: Style | None = None,
        wide: bool = False,
    ) -> None:
        """Draw the people on the lines between the two to a file, which is there whole or not at all.

        Args:
            path: Where to; the ending says the format, and ``-`` is standard output.
            form: The format as an ending, such as ``svg``; None for the path's own.
            paper: ``A4``, ``A3`` or ``Letter``, into sheets of which a PDF is cut; None for one page.
            relationships: As for `tree`.
            siblings: As for `tree`.
            style: Generations as ``rows`` or as columns (``across``); None for rows, or columns where rows would be
                wider than 4,000 pixels.
            wide: Whether an SVG, PNG or PDF may be wider than that.

        Raises:
            UnknownFormatError: No writer has that ending; the error lists those there are.
            FormatError: The file cannot be written, or the picture takes too many sheets of paper.
            SettingsError: The answer came without its family, a package is missing, or the paper makes no sense.
        """
        self.tree(relationships=relationships, siblings=siblings).write(
            path, form=form, style=style, wide=wide, paper=paper
        )

    def record(self, *, coefficients: bool = False, common_ancestors: bool = False) -> dict[str, Any]:
        """Return the answer as plain dictionaries and lists, for JSON; documented in docs/json.md.

        Args:
            coefficients: Whether φ, r and both F are wanted, which may take longer than all the rest.
            common_ancestors: Whether the ids of all common ancestors are, of whom there may be thousands.
        """
        return as_record(self, coefficients=coefficients, common_ancestors=common_ancestors)

    def records(self) -> list[dict[str, Any]]:
        """Return the relationships as rows, for ``pandas.DataFrame`` and ``polars.DataFrame``."""
        return [relationship.row() for relationship in self]
