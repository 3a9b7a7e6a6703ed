"""A person: an id, a name, and what little else kinship asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Literal, NewType

from cousins.plain import harmless

if TYPE_CHECKING:
    from cousins.family.dates import Date
    from cousins.family.life_events import Event, PersonalName

PersonId = NewType("PersonId", str)
"""What a source calls a person: ``Q9439`` in Wikidata, ``I52`` in a GEDCOM file."""


class Sex(Enum):
    """Male or female, as far as words for kin need it; unknown or other is None.

    Attributes:
        rank: The place among a person's parents: fathers stand before mothers.
    """

    MALE = "male"
    FEMALE = "female"

    def __init__(self, _word: str) -> None:
        # An attribute, because graphs ask it for everybody, and hashing a member calls a function.
        self.rank = len(type(self).__members__)


@dataclass(frozen=True, slots=True)
class Person:
    """One person as a source describes them.

    Attributes:
        id: The source's id.
        name: The name to print; None when the source gives none.
        sex: None when unknown, or neither male nor female.
        born: Date of birth; None when not recorded.
        died: Date of death; None when alive or not recorded.
        aliases: Other names people use.
        names: The parts of name and aliases, where a source tells them; plays no part in whether two are equal.
        events: What happened, with places, where a source tells it; likewise.
        description: Who this is, in a few words, where a source tells it; likewise.
        private: Whether name and dates are hidden because the person counts as living.

    Example:
        >>> print(Person(PersonId("Q9439"), "Victoria"))
        Victoria
    """

    id: PersonId
    name: str | None = None
    sex: Sex | None = None
    born: Date | None = None
    died: Date | None = None
    aliases: tuple[str, ...] = ()
    names: tuple[PersonalName, ...] = field(default=(), compare=False, repr=False)
    events: tuple[Event, ...] = field(default=(), compare=False, repr=False)
    private: bool = False
    description: str = field(default="", compare=False, repr=False)

    def __str__(self) -> str:
        """Return the name, or the id of a person without one, on one line and harmless to a terminal.

        Blanks and letters that are never seen are no name.
        """
        return harmless(self.name or self.id) or harmless(self.id)

    @property
    def years(self) -> str:
        """Years of birth and death as ``1819–1901``, ``* 1948``, ``† 1488``, or an empty string."""
        born = self.born.year_text if self.born else ""
        died = self.died.year_text if self.died else ""
        if born and died:
            return f"{born}–{died}"
        if born:
            return f"* {born}"
        return f"† {died}" if died else ""

    @property
    def label(self) -> str:
        """The name with the years in brackets: ``Victoria (1819–1901)``."""
        return f"{self} ({self.years})" if self.years else str(self)

    def written(self, event: Literal["born", "died"]) -> str | None:
        """Return the source's own words for a birth or death, where they say more than the date.

        Args:
            event: Which of the two.
        """
        date = self.born if event == "born" else self.died
        words = (one.words for one in self.events if one.kind.value == event and one.words)
        return date.written if date and date.written else next(words, None)

    def record(self) -> dict[str, str | None]:
        """Return id, name, sex and the dates in the project's text form; None for what is unknown.

        Example:
            >>> Person(PersonId("Q9439"), "Victoria", Sex.FEMALE).record()["sex"]
            'female'
        """
        return {
            "id": self.id,
            "name": self.name,
            "sex": self.sex.value if self.sex else None,
            "born": str(self.born) if self.born else None,
            "died": str(self.died) if self.died else None,
        }
