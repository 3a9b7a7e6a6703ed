"""The table of questions: what can be asked by command line, page, API and tools, and what the answers are in JSON.

A row says what a question takes, within which bounds, and how an `Explorer` answers it. Whoever adds a row
gets a route of the API, its part of the OpenAPI document and a tool for assistants.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cousins.answers import matches
from cousins.answers.rendering import as_record
from cousins.answers.sentence import sentence
from cousins.errors import PersonNotFoundError
from cousins.kinship.scope import ENOUGH, LISTED

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from cousins.explorer import Explorer
    from cousins.explorer.layer import OnEvent
    from cousins.kinship.scope import Generations

REQUIRED: Final = object()
"""The default of what must be given."""
LONGEST_NAME = 200
"""Letters of a name or an id that is asked for."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that a question takes.

    Attributes:
        name: How it is called.
        kind: What it is: a text, a whole number, or yes and no.
        about: What it means, in one line.
        default: What counts where it is not given; `REQUIRED` where it must be.
        least: The smallest number.
        most: The largest number, or the longest text.
        choices: The texts there are, where these are few.
        example: Such as it may be.
    """

    name: str
    kind: type[str | int | bool]
    about: str
    default: Any = REQUIRED
    least: int | None = None
    most: int | None = None
    choices: tuple[str, ...] = ()
    example: Any = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question that can be asked of any source.

    Attributes:
        name: One word, that of the command.
        path: Where the API has it; in braces the parameter that is a part of the path.
        tool: How assistants call it: a verb and a noun.
        about: When to ask it and what comes back, in a few sentences.
        parameters: What it takes.
        ask: Asks an explorer, and returns the answer as a value.
        record: Returns an answer in JSON's terms; it may compute for long.
        text: Returns an answer in words.
        shape: What the answer is called among `cousins.answers.json_shapes`.
        only_said: The parameters that make no other answer, but say more of it.
    """

    name: str
    path: str
    tool: str
    about: str
    parameters: tuple[Parameter, ...]
    ask: Callable[[Explorer, Mapping[str, Any], OnEvent | None], Awaitable[Any]]
    record: Callable[[Any, Mapping[str, Any]], Any]
    shape: str
    text: Callable[[Any], str] = str
    only_said: frozenset[str] = frozenset()


def _person(name: str, about: str, example: str) -> Parameter:
    return Parameter(
        name, str, f"{about}: an id, or a name, with a year where that helps.", most=LONGEST_NAME, example=example
    )


def _generations(about: str, default: int | None = None, most: int = 100) -> Parameter:
    return Parameter("generations", int, about, default, least=0, most=most)


async def _relate(explorer: Explorer, given: Mapping[str, Any], on_event: OnEvent | None) -> Any:  # noqa: ANN401
    generations: Generations = ENOUGH if given["generations"] is None else given["generations"]
    return await explorer.relate(
        given["a"],
        given["b"],
        every=given["every"],
        limit=given["limit"],
        generations=generations,
        on_event=on_event,
    )


def _relation_record(answer: Any, given: Mapping[str, Any]) -> Any:  # noqa: ANN401
    return as_record(answer, coefficients=given["coefficients"], common_ancestors=given["common_ancestors"])


def _relation_text(answer: Any) -> str:  # noqa: ANN401
    return f"{sentence(answer)}\n\n{answer}"


async def _find(explorer: Explorer, given: Mapping[str, Any], on_event: OnEvent | None) -> Any:  # noqa: ANN401
    found = await explorer.find(given["name"], limit=given["limit"], on_event=on_event)
    if not found:
        raise PersonNotFoundError(given["name"], await explorer.nearest(given["name"]))
    return found


async def _tree(explorer: Explorer, given: Mapping[str, Any], on_event: OnEvent | None) -> Any:  # noqa: ANN401
    people, to = ([name.strip() for name in given[which].split(";") if name.strip()] for which in ("person", "to"))
    return await explorer.tree(
        people,
        to=to,
        ancestors=given["ancestors"],
        descendants=given["descendants"],
        siblings=given["siblings"],
        on_event=on_event,
    )


def _tree_record(answer: Any, given: Mapping[str, Any]) -> Any:  # noqa: ANN401
    return answer.record(style=given["style"])


def _listing(name: str, about: str, *, generations: int) -> Question:
    """Return the question that a method of `Explorer` of that name answers with a list of kin."""

    async def ask(explorer: Explorer, given: Mapping[str, Any], on_event: OnEvent | None) -> Any:  # noqa: ANN401
        listed = getattr(explorer, name)
        return await listed(given["person"], generations=given["generations"], on_event=on_event)

    return Question(
        name=name,
        path=f"/api/{name}",
        tool=f"list_{name}",
        about=about,
        parameters=(_person("person", "Whose", "Q9439"), _generations("Generations at most.", generations)),
        ask=ask,
        record=lambda answer, _: as_record(answer),
        shape=name.title(),
    )


RELATE = Question(
    name="relate",
    path="/api/relate",
    tool="relate_people",
    about="How two people are related: as partners, by blood, by adoption, by marriage, nearest first, each way with "
    "its lines of descent and what B is to A in words; where there is no kinship, the shortest way between them.",
    parameters=(
        _person("a", "The one", "Q9682"),
        _person("b", "The other", "Q80976"),
        Parameter("limit", int, "Relationships that are listed at most.", LISTED, least=1, most=1000),
        Parameter(
            "every", bool, "Every ancestor or couple with every pair of generations, by Wright's rule.", default=False
        ),
        _generations("Generations up to look for common ancestors; as many as it takes by default."),
        Parameter("coefficients", bool, "Kinship, relationship and inbreeding too; they may take long.", default=False),
        Parameter("common_ancestors", bool, "The ids of all common ancestors too.", default=False),
    ),
    ask=_relate,
    record=_relation_record,
    shape="Relation",
    text=_relation_text,
    only_said=frozenset({"coefficients", "common_ancestors"}),
)
FIND = Question(
    name="find",
    path="/api/find",
    tool="find_person",
    about="Who may be meant by a name, best first: any case, without accents, words in any order, small typos; a year "
    "of birth or death helps.",
    parameters=(
        Parameter("name", str, "The name, with a year where that helps.", most=LONGEST_NAME, example="victoria"),
        Parameter("limit", int, "People at most.", 10, least=1, most=50),
    ),
    ask=_find,
    record=lambda answer, _: matches.record(answer),
    shape="Matches",
    text=matches.text,
)
SHOW = Question(
    name="show",
    path="/api/person/{person}",
    tool="show_person",
    about="What is known of a person: dates, parents, partners, children, siblings, half-siblings, inbreeding.",
    parameters=(_person("person", "Who", "Q9439"),),
    ask=lambda explorer, given, on_event: explorer.show(given["person"], on_event=on_event),
    record=lambda answer, _: as_record(answer),
    shape="Profile",
)
ANCESTORS = _listing(
    "ancestors",
    "The ancestors of a person by birth, each once, generation by generation, with Sosa numbers: the person is "
    "1, the father of n is 2n, the mother 2n + 1.",
    generations=4,
)
DESCENDANTS = _listing(
    "descendants",
    "The descendants of a person by birth, each once, generation by generation, with d'Aboville numbers: the "
    "children of 1 are 1.1, 1.2 and so on.",
    generations=3,
)
TREE = Question(
    name="tree",
    path="/api/tree",
    tool="draw_tree",
    about="A genealogical tree as a picture, everybody once: lines of descent from somebody to others, or so many "
    "generations of ancestors and descendants; with coordinates in JSON, or as SVG.",
    parameters=(
        _person("person", "Whose; several are parted by semicolons", "Q9439"),
        Parameter("to", str, "Lines lead down to these; several are parted by semicolons.", "", most=LONGEST_NAME),
        Parameter("ancestors", int, "Generations up.", 0, least=0, most=20),
        Parameter("descendants", int, "Generations down; two where nothing else is asked for.", 0, least=0, most=20),
        Parameter("siblings", str, "Brothers and sisters along the lines.", "dots", choices=("dots", "names", "none")),
        Parameter("style", str, "How generations stand.", None, choices=("rows", "across", "fan")),
        Parameter("format", str, "JSON with coordinates, or SVG.", "json", choices=("json", "svg")),
    ),
    ask=_tree,
    record=_tree_record,
    shape="Tree",
    only_said=frozenset({"style", "format"}),
)
QUESTIONS = (RELATE, FIND, SHOW, ANCESTORS, DESCENDANTS, TREE)
"""Every question, in the order in which they are told."""
NAMED: Final = {question.name: question for question in QUESTIONS}
"""Every question by its name."""
