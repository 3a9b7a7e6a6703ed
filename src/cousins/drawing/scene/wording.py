"""The title of a picture, and its legend: what the lines that are set off mean."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cousins.drawing.scene.figures import Entry
from cousins.drawing.scene.strands import HUES
from cousins.kinship.relationship import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cousins.answers.relation import NamedRelationship, Relation
    from cousins.drawing.scene.figures import Scene
    from cousins.family.person import Person

MOST_ENTRIES = 60
"""Lines of a legend; the rest are counted."""
_NAMED = 8
"""People whom a title or a line of a legend names; the rest are counted, too."""
_LONGEST = 120
"""Letters of a name, in a title or a legend as in a box."""


def relation_in_words(scene: Scene, relation: Relation, chosen: Sequence[NamedRelationship]) -> Scene:
    """Return the picture of two people with both in the title, and the words of the answer in the legend.

    Args:
        scene: Who is seen; the hue of a line is the number of its relationship.
        relation: The answer.
        chosen: The relationships shown; marriages of the two are told beside them.
    """
    from cousins.answers.no_kinship_text import connection  # noqa: PLC0415 (only for relations)
    from cousins.answers.relation_text import in_words, left_out  # noqa: PLC0415 (as above)

    of_hue: dict[int, list[int]] = {}
    for at, strand in enumerate(scene.strands):
        of_hue.setdefault(strand.hue, []).append(at)
    # Of partners without other kinship the shortest way is the marriage.
    way = () if chosen else tuple(range(len(scene.strands)))
    legend = [] if relation.relationships else [Entry(connection(relation), way)]
    marriages = [each for each in relation.relationships if each.kind is Kind.PARTNER]
    legend += [Entry(in_words(relation, [each]), way) for each in marriages]
    told = [Entry(in_words(relation, [each]), tuple(of_hue.get(hue, ()))) for hue, each in enumerate(chosen)]
    legend += _told_apart(told, len(chosen))
    if rest := left_out(relation, chosen):
        legend.append(Entry(f"and {rest}"))
    title = listed(dict.fromkeys(map(_label, (relation.a, relation.b))))
    return replace(scene, title=title, legend=tuple(legend))


def tree_in_words(
    scene: Scene, roots: Sequence[Person], to: Sequence[Person], above: Mapping[int, int], below: Mapping[int, int]
) -> Scene:
    """Return the picture of a tree with a title that says whose, which way and how far, and its lines in the legend.

    Args:
        scene: Who is seen.
        roots: Whom the tree is about.
        to: Whom lines lead to.
        above: The ancestors shown, each with the one before them on the way.
        below: The descendants shown, likewise.
    """
    whose = listed(map(_name, roots), _NAMED)
    shown = [(kin, found) for kin, found in (("ancestors", above), ("descendants", below)) if len(found) > len(roots)]
    told = [f"{kin} of {whose}, {_generations(found)}" for kin, found in shown]
    if to:
        title = ", with ".join([f"From {whose} to {listed(map(_name, to), _NAMED)}", *told])
    else:
        title = ", and ".join([told[0][0].upper() + told[0][1:], *told[1:]]) if told else whose
    return replace(scene, title=title, legend=tuple(_lines_in_words(scene)))


def _generations(ways: Mapping[int, int]) -> str:
    """Return how many generations there are between those at the start of a search and the last ones it found."""
    person, count = next(reversed(ways)), 0
    while ways[person] != person:
        person, count = ways[person], count + 1
    return "1 generation" if count == 1 else f"{count} generations"


def _lines_in_words(scene: Scene) -> Iterator[Entry]:
    """Yield from whom each hue comes down and whom each shade of it leads to."""
    colours: dict[tuple[int, int], dict[int, list[int]]] = {}
    for at, strand in enumerate(scene.strands):
        colours.setdefault((strand.hue, strand.shade), {}).setdefault(strand.origin, []).append(at)
    people = [figure.person for figure in scene.figures]
    ends = [strand.end for strand in scene.strands]
    entries = (
        Entry(
            "; ".join(
                f"{_label(people[origin])} to {listed([_label(people[ends[at]]) for at in numbers], _NAMED)}"
                for origin, numbers in origins.items()
            ),
            tuple(at for numbers in origins.values() for at in numbers),
        )
        for origins in colours.values()
    )
    return _told_apart(entries, len({hue for hue, _ in colours}))


def _told_apart(entries: Iterable[Entry], hues: int) -> Iterator[Entry]:
    """Yield entries of a legend, with numbers where colours do not tell them apart, and how many are left out.

    Args:
        entries: All of them.
        hues: How many hues they would need.
    """
    number = 0
    for number, entry in enumerate(entries, 1):
        if number <= MOST_ENTRIES:
            yield replace(entry, number=number) if hues > HUES else entry
    if number > MOST_ENTRIES:
        yield Entry(f"and {number - MOST_ENTRIES} more")


def _name(person: Person) -> str:
    """Return somebody's name, no longer than it is written in a box."""
    name = str(person)
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"


def _label(person: Person) -> str:
    """Return somebody's name with the years, likewise."""
    if len(str(person)) <= _LONGEST:
        return person.label
    return f"{_name(person)} ({person.years})" if person.years else _name(person)


def listed(names: Iterable[str], most: int | None = None) -> str:
    """Return ``A``, ``A and B`` or ``A, B and C``; of more than so many the last ones as ``and 5 more``."""
    told = list(names) or [""]
    if most and len(told) > most:
        told[most - 1 :] = [f"{len(told) - most + 1} more"]
    *rest, last = told
    return f"{', '.join(rest)} and {last}" if rest else last
