"""What completion offers: names of people, sources, and files where files belong."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem

from cousins.errors import CousinsError
from cousins.explorer import Explorer
from cousins.family.name_words import fold_name
from cousins.plain import harmless
from cousins.running import run
from cousins.sources import SOURCES, source_named

if TYPE_CHECKING:
    import click

    from cousins.family.person import Person

_MOST = 20


def names(context: click.Context, incomplete: str) -> list[CompletionItem]:
    """Return people with a name that goes on as the text begins, under that name with years; of live sources nobody.

    A source that cannot be read has no names; nothing is said into the line that somebody is typing.
    """
    name, bracket, _ = incomplete.partition(" (")
    if not name.strip():
        return []
    try:
        source = source_named(context.params.get("source") or "atlas")
        explorer = Explorer(source, living=context.meta.get("cousins.living"))
        people = run(explorer.beginning(name, limit=_MOST), waits=explorer.live)
    except CousinsError:
        return []
    found = [(_found_as(person, name), harmless(person.label)) for person in people]
    # Names with years are what completion gave before: who goes on with Tab has typed a part of them.
    told = [each for each in found if not bracket or incomplete.casefold() in "\n".join(each).casefold()]
    return [CompletionItem(here, help=label if here != label else None) for here, label in told]


def _found_as(person: Person, typed: str) -> str:
    """Return the person's label under the name that goes on as was typed, without accents where none were."""
    begun = fold_name(typed).strip()
    spellings = (person.name or "", *person.aliases)
    name = next((one for one in spellings if fold_name(one).strip().startswith(begun)), None)
    name = name or next((one for one in spellings if begun in fold_name(one)), spellings[0])
    label = harmless(person.label.replace(person.name or "", name, 1))
    if typed.casefold() in label.casefold():
        return label
    return "".join([letter for letter in unicodedata.normalize("NFKD", label) if not unicodedata.combining(letter)])


def sources(incomplete: str) -> list[CompletionItem]:
    """Return the sources that are named so, and let the shell offer its files."""
    named = [CompletionItem(name) for name in SOURCES if name.islower() and name.startswith(incomplete)]
    return [*named, CompletionItem(incomplete, type="file")]
