"""The questions as plain functions, for scripts and notebooks.

Each asks an `Explorer` once and waits for the answer; a program with an event
loop of its own awaits the explorer's methods instead.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cousins.explorer import Explorer
from cousins.family.graph import FamilyGraph
from cousins.family.person import Person
from cousins.kinship.scope import ENOUGH
from cousins.running import run
from cousins.sources import source_named
from cousins.sources.memory import Memory
from cousins.terms import speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from cousins.answers.listing import Listing
    from cousins.answers.looks import Siblings, Style
    from cousins.answers.profile import Profile
    from cousins.answers.relation import Relation
    from cousins.drawing import Tree
    from cousins.explorer.checked import Checked
    from cousins.explorer.layer import Layer, OnEvent
    from cousins.explorer.marking_twins import TwinSets
    from cousins.explorer.portraits import Lack
    from cousins.family.living import Living
    from cousins.family.names import Match
    from cousins.kinship.scope import Generations
    from cousins.ports import LiveSource, Source

    AnySource = Source | LiveSource | FamilyGraph | Path | str
    Hiding = Living | str | None


def _explorer(
    source: AnySource,
    language: str = "en",
    *,
    twins: TwinSets = (),
    living: Hiding = None,
    **wording: str,
) -> Explorer:
    if isinstance(source, FamilyGraph):
        source = Memory(source)
    elif isinstance(source, Path):
        from cousins.sources.file import FamilyFile  # noqa: PLC0415 (only for files)

        source = FamilyFile(source)
    elif isinstance(source, str):
        source = source_named(source)
    return Explorer(source, language=speaker(language, **wording), twins=twins, living=living)


def relate(
    a: str | Person,
    b: str | Person,
    *,
    every: bool = False,
    limit: int | None = None,
    generations: Generations = ENOUGH,
    twins: TwinSets = (),
    language: str = "en",
    source: AnySource = "atlas",
    living: Hiding = None,
    on_event: OnEvent | None = None,
    **wording: str,
) -> Relation:
    """Return how two people are related.

    Partners come first, then all kinship by blood, adoption and marriage,
    nearest first. The same person twice, unrelated people and people on a
    circle of wrong parent links each get an answer.

    Args:
        a: Id or name of the one, or a Person: ``Q9682``, ``Elizabeth II``, ``Alexandra 1844``.
        b: Id or name of the other, or a Person; every relationship says what B is to A.
        every: Whether to list every common ancestor or couple with every pair
            of generations, by Wright's rule, instead of the nearest lines
            of each independent common ancestor.
        limit: How many relationships to list at most; None for all, which with
            `every` can be tens of thousands and take minutes among royals.
        generations: How many generations up to look for common ancestors; None for
            all there are. ``enough``: all of a source at hand, and of a live source
            as many as make the nearest relationships certain.
        twins: Sets of people who are identical twins of each other, by ids, names or Persons, beside those
            whom the source marks; of sources at hand only. For genes they are one person.
        language: The language of the words, such as ``en``.
        source: Where facts come from, or its name; the path of a file; or a family graph.
        living: ``hide`` or ``initials``: how those who may be living are shown; None: as all others.
        on_event: Told of requests, waits and generations; of sources at hand there are none.
        **wording: What the language lets one choose; in English ``greats="grand"``
            for grand-aunts instead of great-aunts.

    Raises:
        PersonNotFoundError: A name or id names nobody.
        AmbiguousNameError: A name may mean several people.
        SettingsError: There is no such source or language, a number is below 0, or those cannot be identical twins.

    Example:
        >>> relate("Nicholas II", "George V").relationships[0].generations
        (2, 2)
    """
    explorer = _explorer(source, language, twins=twins, living=living, **wording)
    question = explorer.relate(a, b, every=every, limit=limit, generations=generations, on_event=on_event)
    return run(question, waits=explorer.live)


def find(name: str, *, limit: int = 10, source: AnySource = "atlas", living: Hiding = None) -> list[Match]:
    """Return who may be meant by a name, best first; empty when nobody comes near.

    Args:
        name: Words in any order and case, without accents if need be, with years as a help.
        limit: How many people to return at most.
        source: Where facts come from, or its name; the path of a file; or a family graph.
        living: ``hide`` or ``initials``: how those who may be living are shown; None: as all others.

    Example:
        >>> find("victoria queen")[0].person.id
        'Q9439'
    """
    explorer = _explorer(source, living=living)
    return run(explorer.find(name, limit=limit), waits=explorer.live)


def show(
    person: str | Person,
    *,
    twins: TwinSets = (),
    language: str = "en",
    source: AnySource = "atlas",
    living: Hiding = None,
) -> Profile:
    """Return what is known of a person and the nearest kin.

    Args:
        person: Id or name, or a Person.
        twins: Sets of people who are identical twins of each other, as for `relate`.
        language: The language of the words.
        source: Where facts come from, or its name; the path of a file; or a family graph.
        living: ``hide`` or ``initials``: how those who may be living are shown; None: as all others.

    Raises:
        PersonNotFoundError: The name or id names nobody.
        AmbiguousNameError: The name may mean several people.

    Example:
        >>> len(show("Queen Victoria").children)
        9
    """
    explorer = _explorer(source, language, twins=twins, living=living)
    return run(explorer.show(person), waits=explorer.live)


def ancestors(
    person: str | Person, *, generations: int | None = None, source: AnySource = "atlas", living: Hiding = None
) -> Listing:
    """Return the ancestors of a person, each once, with Sosa numbers.

    Args:
        person: Id or name, or a Person.
        generations: How many generations up at most; None for all.
        source: As for `show`.
        living: As for `show`.

    Raises:
        PersonNotFoundError: As for `show`.
        AmbiguousNameError: As for `show`.

    Example:
        >>> [row.number for row in ancestors("Queen Victoria", generations=1)]
        ['2', '3']
    """
    explorer = _explorer(source, living=living)
    return run(explorer.ancestors(person, generations=generations), waits=explorer.live)


def descendants(
    person: str | Person, *, generations: int | None = None, source: AnySource = "atlas", living: Hiding = None
) -> Listing:
    """Return the descendants of a person, each once, with d'Aboville numbers.

    Args:
        person: Id or name, or a Person.
        generations: How many generations down at most; None for all.
        source: As for `ancestors`.
        living: As for `ancestors`.

    Raises:
        PersonNotFoundError: As for `ancestors`.
        AmbiguousNameError: As for `ancestors`.

    Example:
        >>> descendants("Queen Victoria", generations=1).rows[1].number
        '1.1'
    """
    explorer = _explorer(source, living=living)
    return run(explorer.descendants(person, generations=generations), waits=explorer.live)


def tree(
    *people: str | Person,
    to: str | Person | Iterable[str | Person] = (),
    ancestors: int | None = 0,
    descendants: int | None = 0,
    siblings: Siblings = "dots",
    style: Style | None = None,
    source: AnySource = "atlas",
    living: Hiding = None,
) -> Tree:
    """Return the picture of a genealogical tree, which a notebook shows and ``write`` keeps.

    Args:
        *people: Ids or names of those the tree is about, or Persons.
        to: Whom all lines of descent lead to: an id, a name, a Person, or several.
        ancestors: How many generations up; None for all.
        descendants: How many generations down; None for all. Where neither
            these nor `to` ask for anybody, two.
        siblings: Brothers and sisters along the lines as ``dots``, with their ``names``, or ``none``.
        style: Generations as ``rows``, as columns (``across``), or as rings of ancestors around one person
            (``fan``); None for rows, or columns where rows would be wider than 4,000 pixels.
        source: Where facts come from, or its name; the path of a file; or a family graph.
        living: ``hide`` or ``initials``: how those who may be living are shown; None: as all others.

    Raises:
        PersonNotFoundError: A name or id names nobody.
        AmbiguousNameError: A name may mean several people.
        SettingsError: Nobody was named, or an option makes no sense.

    Example:
        >>> tree("Queen Victoria", to="Elizabeth II", siblings="none")
        <Tree: From Victoria to Elizabeth II, 10 people>
    """
    explorer = _explorer(source, living=living)
    ends = [to] if isinstance(to, str | Person) else to
    question = explorer.tree(people, to=ends, ancestors=ancestors, descendants=descendants, siblings=siblings)
    return replace(run(question, waits=explorer.live), style=style)


def portraits(tree: Tree, *, on_lack: Callable[[Lack], None] | None = None) -> Tree:
    """Return a picture in which everybody with a name has a portrait, if Wikidata knows one.

    Small images are fetched from Wikimedia Commons and kept, so that nothing
    is fetched twice; each comes with a line that says who made it.

    Args:
        tree: The picture, as `tree` or ``relate(…).tree()`` returns it.
        on_lack: Told of portraits that could not be fetched; the picture then has the others.

    Raises:
        ContactMissingError: Something is to be fetched, and the settings do not say who asks.
        SourceError: Nobody in the picture has an id of Wikidata's kind, or nothing at all could be fetched.
        StoreError: What is kept cannot be used, and the settings say to stay offline.

    Example:
        >>> portraits(tree("Queen Victoria")).write("victoria.html")  # doctest: +SKIP
    """
    return run(_explorer(tree.source or "atlas").portraits(tree, on_lack=on_lack))


def read(source: AnySource, *, living: Hiding = None) -> FamilyGraph:
    """Return everybody in a source at hand: the atlas, or a file in any format that is read here.

    What in a file could not be used is told by ``check(…).report``.

    Args:
        source: ``atlas``, the path of a file, or a source.
        living: ``hide`` or ``initials``: how those who may be living are shown; None: as all others.

    Raises:
        SourceError: The source is a live one; explore it first.
        UnknownFormatError: Nobody here reads that format.
        FormatError: The file is missing, or not what it should be.

    Example:
        >>> len(read("atlas"))
        4840
    """
    explorer = _explorer(source, living=living)
    return run(explorer.subset(), waits=explorer.live).family


def write(family: FamilyGraph, path: Path | str, *, form: str | None = None, safe: bool = False) -> None:
    """Write a family to a file, which is there whole or not at all.

    Args:
        family: The people, such as `read` returns them, or ``FamilyGraph.subset`` a part of them.
        path: The file; its ending says the format, such as ``.ged``, ``.csv``, ``.parquet`` or ``.json``.
        form: The name of the format, whatever the ending; None for the ending's own.
        safe: Of CSV, whether to put an apostrophe before what a spreadsheet would take for a formula.

    Raises:
        UnknownFormatError: Nobody here writes that format; the error lists those there are.
        FormatError: The file cannot be written.
        SettingsError: The format needs a package that is not installed, or is no CSV and should be safe.

    Example:
        >>> write(read("atlas"), "royals.ged")  # doctest: +SKIP
    """
    from cousins import formats  # noqa: PLC0415 (only for files)

    formats.write(family, Path(path), form=form, safe=safe)


def check(
    source: AnySource,
    people: Iterable[str | Person] = (),
    *,
    seen: bool = False,
    today: date | None = None,
    living: Hiding = None,
) -> Checked:
    """Return what cannot be true in a source, and what in a file could not be used.

    Findings in a file can be marked as seen, by `Checked.mark_seen`, and are then left out.

    Args:
        source: ``atlas``, the path of a file, a live source, or a family graph.
        people: Of a live source, whose nearest kin are looked at.
        seen: Whether findings that are marked as seen are among them.
        today: What lies after it is in the future; None for the day on which it is asked.
        living: ``hide`` or ``initials``: how those who may be living are shown; None: as all others.

    Raises:
        SourceError: A live source was asked about nobody.
        FormatError: A file is missing, or not what it should be; or the one beside it, of what was seen.

    Example:
        >>> len(check("atlas").findings)
        14
    """
    explorer = _explorer(source, living=living)
    return run(explorer.check(people, seen=seen, today=today), waits=explorer.live)


def explore(
    *people: str | Person,
    to: str | Person | Iterable[str | Person] = (),
    depth: int | None = None,
    links: bool = False,
    source: AnySource = "wikidata",
    living: Hiding = None,
    on_event: OnEvent | None = None,
) -> Layer:
    """Return how far all kin of some people were explored breadth first; ``explore(…).family()`` is the family found.

    A program that wants each degree as it is done iterates over `Explorer.explore`, or listens with `on_event`.

    Args:
        *people: Ids or names to begin with.
        to: Whom to find; it ends with the degree at which all are found.
        depth: The last degree; None for no limit, and for 2 where nobody is looked for.
        links: Whether partners and stated siblings count as links, beside parents and children.
        source: A live source, or its name.
        living: ``hide`` or ``initials``: how those who may be living are shown; None: as all others.
        on_event: Told of requests, waits and degrees.

    Raises:
        SettingsError: Nobody was named.
        SourceError: The source is not a live one, or cannot answer; what was fetched is kept.
    """
    from cousins.errors import SettingsError  # noqa: PLC0415 (only where nobody is named)

    ends = [to] if isinstance(to, str | Person) else list(to)
    explorer = _explorer(source, living=living)

    async def last() -> Layer:
        found = None
        layers = explorer.explore(
            people, to=ends, depth=2 if depth is None and not ends else depth, links=links, on_event=on_event
        )
        async for layer in layers:
            found = layer
        if found is None:
            raise SettingsError("an exploration begins somewhere: name at least one person")
        return found

    return run(last())
