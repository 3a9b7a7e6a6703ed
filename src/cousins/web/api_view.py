"""What the page about the API shows: the table of questions, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

from cousins.questions import QUESTIONS, REQUIRED
from cousins.terms.page_words import said
from cousins.web.paging import parameters

if TYPE_CHECKING:
    from cousins.questions import Parameter, Question


class ParameterView(NamedTuple):
    """A parameter, what it means, and what it may be."""

    name: str
    about: str
    bounds: str


class QuestionView(NamedTuple):
    """A question, where it is, and an address to try it."""

    name: str
    path: str
    about: str
    parameters: tuple[ParameterView, ...]
    example: str


def questions() -> list[QuestionView]:
    """Return every question of the API."""
    return [
        QuestionView(
            name=question.name,
            path=question.path,
            about=question.about,
            parameters=tuple([ParameterView(each.name, each.about, _bounds(each)) for each in parameters(question)]),
            example=_example(question),
        )
        for question in QUESTIONS
    ]


def _bounds(parameter: Parameter) -> str:
    """Return what a parameter may be, in a few words."""
    words = []
    if parameter.choices:
        words.append(", ".join(parameter.choices))
    elif parameter.kind is bool:
        words.append(said("api_yes_no"))
    elif parameter.kind is int:
        words.append(said("api_range", least=parameter.least, most=parameter.most))
    else:
        words.append(said("api_longest", most=parameter.most))
    if parameter.default is REQUIRED:
        words.append(said("api_needed"))
    elif parameter.default not in {None, ""}:
        value = str(parameter.default).lower() if parameter.kind is bool else parameter.default
        words.append(said("api_default", value=value))
    return "; ".join(words)


def _example(question: Question) -> str:
    """Return an address of the question with its examples, without a slash in front."""
    given = {each.name: each.example for each in question.parameters if each.example is not None}
    path = question.path.removeprefix("/")
    for name in list(given):
        if f"{{{name}}}" in path:
            path = path.replace(f"{{{name}}}", quote(str(given.pop(name)), safe=""))
    return f"{path}?{urlencode(given)}" if given else path
