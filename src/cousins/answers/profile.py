"""What is known of one person, as a value, as text and as a record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cousins.answers.columns import wrapped
from cousins.answers.rendering import WIDTH, as_record, as_text
from cousins.family.life_events import Event, EventKind
from cousins.plain import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from cousins.family.person import Person
    from cousins.family.resolve import Understood

_LISTED = 500
"""People of one kind of kin whom the text names; nobody reads more."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one person and the nearest kin.

    Attributes:
        person: The person.
        parents: Birth parents, fathers first.
        social_parents: Adoptive, step and foster parents, each with the word for it.
        partners: Spouses, unmarried and future partners, then former ones, each with the word for it; by the day of
            the marriage or the birth of the first child, those without one in the order of the source.
        children: Birth children by date of birth.
        social_children: Adoptive, step and foster children, each with the word for it.
        siblings: With both parents the same, by date of birth.
        half_siblings: With one parent the same and another one each, by date of birth.
        inbreeding: F, the kinship of the parents; None where only the nearest kin were looked up, or where
            there are too many ancestors to compute it.
        circle: Whether the person is recorded as an ancestor of themselves.
        left_out: Statements of the source that do not count, one line each with the reason.
        perhaps_half_siblings: With one parent the same, where the other one of
            either is not recorded, by date of birth.
        marriages: What is told of the person and each partner, such as the day of the marriage, by the partner's id.
        understood: Whom the name was taken for.
        rivals: Those of the birth parents who are not certain to be it, each with the word for it.
        not_computed: Why F was not computed; empty where it was, or was not wanted.
        identical_twins: Those who are marked as identical twins of the person; mostly among the siblings, too.
    """

    person: Person
    parents: tuple[Person, ...]
    social_parents: tuple[tuple[str, Person], ...]
    partners: tuple[tuple[str, Person], ...]
    children: tuple[Person, ...]
    social_children: tuple[tuple[str, Person], ...]
    siblings: tuple[Person, ...]
    half_siblings: tuple[Person, ...]
    inbreeding: float | None
    circle: bool
    left_out: tuple[str, ...] = ()
    perhaps_half_siblings: tuple[Person, ...] = ()
    marriages: Mapping[str, tuple[Event, ...]] = field(default_factory=dict, compare=False)
    understood: tuple[Understood, ...] = field(default=(), compare=False)
    rivals: tuple[tuple[str, Person], ...] = ()
    not_computed: str = ""
    identical_twins: tuple[Person, ...] = ()

    def __str__(self) -> str:
        """Return the profile in words."""
        return as_text(self)

    def __repr__(self) -> str:
        """Return one line: ``<Profile: Victoria (1819–1901), 2 parents, 9 children>``."""
        return f"<Profile: {self.person.label}, {len(self.parents)} parents, {len(self.children)} children>"

    def record(self) -> dict[str, Any]:
        """Return the profile as plain dictionaries and lists, for JSON; documented in docs/json.md."""
        return as_record(self)


@as_text.register(Profile)
def _text(answer: Profile, width: int = WIDTH) -> str:
    """Return what is known of a person, one kind of kin after the other."""
    person = answer.person
    sex = f", {person.sex.value}" if person.sex else ""
    lines = wrapped(f"{person}, {harmless(person.id)}{sex}", width)
    for event in _events(person):
        lines += wrapped(_told(event), width, hanging="  ")
    if person.aliases:
        lines += wrapped("also known as " + ", ".join(person.aliases), width, hanging="  ")
    rivals = {who.id: word for word, who in answer.rivals}
    groups: list[tuple[str, Sequence[str]]] = [
        (
            "parents",
            [f"{rivals[who.id]}: {_with_id(who)}" if who.id in rivals else _with_id(who) for who in answer.parents],
        ),
        ("other parents", [f"{word}: {_with_id(who)}" for word, who in answer.social_parents]),
        ("partners", [_partner(word, who, answer.marriages.get(who.id, ())) for word, who in answer.partners]),
        ("children", [_with_id(who) for who in answer.children]),
        ("other children", [f"{word}: {_with_id(who)}" for word, who in answer.social_children]),
        ("identical twins", [_with_id(who) for who in answer.identical_twins]),
        ("siblings", [_with_id(who) for who in answer.siblings]),
        ("half-siblings", [_with_id(who) for who in answer.half_siblings]),
        ("siblings or half-siblings", [_with_id(who) for who in answer.perhaps_half_siblings]),
    ]
    for heading, entries in groups:
        if entries:
            lines += ["", heading]
            for entry in entries[:_LISTED]:
                lines += wrapped(entry, width, "  ", "    ")
            if len(entries) > _LISTED:
                lines += wrapped(f"and {len(entries) - _LISTED} more, all in JSON", width, "  ", "    ")
    if answer.inbreeding is not None:
        lines += ["", f"inbreeding F {answer.inbreeding:.6g}"]
    if answer.not_computed:
        lines += ["", *wrapped(f"inbreeding F is not computed: {answer.not_computed}", width)]
    if answer.circle:
        lines += wrapped("recorded as an ancestor of themselves, which cannot be", width)
    return "\n".join(lines)


def _events(person: Person) -> list[Event]:
    """Return what happened to a person: birth and death always as the person has them, with their places."""
    places: dict[EventKind, str | None] = {}
    for event in person.events:
        places[event.kind] = places.get(event.kind) or event.place
    others = [event for event in person.events if event.kind not in {EventKind.BIRTH, EventKind.DEATH}]
    born = Event(EventKind.BIRTH, person.born, places.get(EventKind.BIRTH), person.written("born"))
    died = Event(EventKind.DEATH, person.died, places.get(EventKind.DEATH), person.written("died"))
    before = [event for event in others if event.kind is EventKind.BAPTISM]
    after = [event for event in others if event.kind is not EventKind.BAPTISM]
    return [event for event in (born, *before, died, *after) if event.date or event.place or event.words]


def _told(event: Event) -> str:
    """Return an event in words, with the source's own for its day where they say more."""
    day = f" {event.date.text}" if event.date else ""
    written = event.written or event.words
    words = f" ({written!r})" if written else ""
    place = f"{',' if day or words else ' in'} {event.place}" if event.place else ""
    return harmless(f"{event.kind.value}{day}{words}{place}")


def _partner(word: str, who: Person, events: Sequence[Event]) -> str:
    return "; ".join([f"{word}: {_with_id(who)}", *map(_told, events)])


def _with_id(person: Person) -> str:
    return f"{person.label}, {harmless(person.id)}" if person.name else person.label


@as_record.register(Profile)
def _record(answer: Profile, **_options: bool) -> dict[str, Any]:
    """Return what is known of one person."""
    return answer.person.record() | {
        "description": answer.person.description or None,
        "aliases": list(answer.person.aliases),
        "born_written": answer.person.written("born"),
        "died_written": answer.person.written("died"),
        "events": [event.record() for event in answer.person.events],
        "marriages": [
            {"partner": partner, "events": [event.record() for event in events]}
            for partner, events in answer.marriages.items()
        ],
        "parents": [who.record() for who in answer.parents],
        "rivals": _with_words(answer.rivals),
        "social_parents": _with_words(answer.social_parents),
        "partners": _with_words(answer.partners),
        "children": [who.record() for who in answer.children],
        "social_children": _with_words(answer.social_children),
        "identical_twins": [who.record() for who in answer.identical_twins],
        "siblings": [who.record() for who in answer.siblings],
        "half_siblings": [who.record() for who in answer.half_siblings],
        "perhaps_half_siblings": [who.record() for who in answer.perhaps_half_siblings],
        "inbreeding": answer.inbreeding,
        **({"not_computed": answer.not_computed} if answer.not_computed else {}),
        "circle": answer.circle,
        "left_out": list(answer.left_out),
        "understood": [each.record() for each in answer.understood],
    }


def _with_words(people: Iterable[tuple[str, Person]]) -> list[dict[str, Any]]:
    return [{"is": word, **who.record()} for word, who in people]
