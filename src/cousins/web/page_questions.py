"""The questions that only the page has: who may be meant by what is typed so far, and the pictures it shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cousins.family.name_words import fold
from cousins.kinship.scope import LISTED
from cousins.plain import harmless
from cousins.questions import LONGEST_NAME, Parameter, Question
from cousins.terms.page_words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cousins.answers.relation import Relation
    from cousins.drawing import Tree
    from cousins.explorer import Explorer
    from cousins.explorer.layer import OnEvent
    from cousins.family.person import Person

SUGGESTED = 8
"""People who are suggested at most."""
_LOOKED_AT = 60
"""Names that begin as what was typed, of which the best are suggested."""
_LEAST_FOUND = 3
"""Letters from which on a name is searched that nobody's begins with."""
_NAMED: dict[str, Any] = {"default": "", "most": LONGEST_NAME}

NAMES = Parameter("names", str, "The language of names, where the source has several", "", choices=("", *LANGUAGES))
ASKED = (
    Parameter("a", str, "The name of the one", **_NAMED),
    Parameter("b", str, "The name of the other", **_NAMED),
    Parameter("a_id", str, "The id of the one, which goes before the name", **_NAMED),
    Parameter("b_id", str, "The id of the other, likewise", **_NAMED),
    Parameter("limit", int, "Relationships that are listed at most", LISTED, least=1, most=1000),
    NAMES,
)
"""What a page about two people takes: what its form sends, empty boxes among it."""


async def _suggest(explorer: Explorer, given: Mapping[str, Any], on_event: OnEvent | None) -> list[Person]:
    text = given["text"]
    if explorer.live:
        if len(text.strip()) < _LEAST_FOUND:
            return []
        return await explorer.beginning(text, limit=SUGGESTED, searching=True, on_event=on_event)
    begun = await explorer.beginning(text, limit=_LOOKED_AT)
    if begun or len(text) < _LEAST_FOUND:
        return sorted(begun, key=lambda person: _fit(person, fold(text)))[:SUGGESTED]
    return [match.person for match in await explorer.find(text, limit=SUGGESTED)]


def _fit(person: Person, typed: str) -> int:
    """Return 0 for somebody who is called just so, 1 for a name that begins so, 2 for one of its other words."""
    names = [fold(name) for name in (str(person), *person.aliases)]
    return 0 if typed in names else 1 if any(name.startswith(typed) for name in names[:1]) else 2


async def _kin(explorer: Explorer, given: Mapping[str, Any], on_event: OnEvent | None) -> Tree:
    up, down = given["ancestors"], given["descendants"]
    return await explorer.tree([given["person"]], ancestors=up, descendants=down, on_event=on_event)


def picture_of(relation: Relation) -> Question:
    """Return the question for the picture of an answer that is there already."""

    async def ask(explorer: Explorer, _: Mapping[str, Any], on_event: OnEvent | None) -> Tree:
        return await explorer.picture(relation, on_event=on_event)

    return replace(PICTURE, ask=ask)


SUGGEST = Question(
    name="suggest",
    path="/suggest",
    tool="suggest_people",
    about="Who may be meant by what is typed so far.",
    parameters=(Parameter("text", str, "What is typed so far", most=LONGEST_NAME), NAMES),
    ask=_suggest,
    record=lambda answer, given: [
        {"id": person.id, "name": str(person), "years": person.years, **_told(person), **_alias(person, given["text"])}
        for person in answer
    ],
    shape="Suggestions",
)
PICTURE = Question(
    name="picture",
    path="/picture",
    tool="draw_picture",
    about="The family between two, or a person with ancestors and descendants.",
    parameters=(
        Parameter("a", str, "The id of the one", **_NAMED),
        Parameter("b", str, "The id of the other", **_NAMED),
        Parameter("person", str, "The id of a person, in place of two", **_NAMED),
        Parameter("ancestors", int, "Generations up", 0, least=0, most=8),
        Parameter("descendants", int, "Generations down", 0, least=0, most=6),
        NAMES,
    ),
    ask=_kin,
    record=lambda answer, _: answer.record(),
    shape="Tree",
)


def _told(person: Person) -> dict[str, str]:
    """Return who somebody is in a few words, where the source has any."""
    return {"description": harmless(person.description)} if person.description else {}


def _alias(person: Person, typed: str) -> dict[str, str]:
    """Return by which other name somebody was found, where the first has not what was typed."""
    if fold(typed) in fold(str(person)):
        return {}
    known = [name for name in person.aliases if fold(typed) in fold(name)]
    return {"also": known[0]} if known else {}
