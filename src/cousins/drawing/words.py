"""What a picture says to those who do not see it, and text made fit for XML."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from cousins.drawing.metrics import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cousins.drawing.cast import Household, Scene

_TOLD_HOUSEHOLDS = 40


def escaped(text: str) -> str:
    """Return a text fit for XML and HTML, between tags and in quoted attributes.

    Example:
        >>> escaped('<b title="x">')
        '&lt;b title=&quot;x&quot;&gt;'
    """
    return escape(printable(text), {'"': "&quot;", "'": "&#39;"})


def description(scene: Scene) -> str:
    """Return what the picture shows, in sentences: how many people, the lines set off, and the families."""
    people = "1 person" if len(scene) == 1 else f"{len(scene)} people"
    told = [scene.description, f"A family tree of {people}."]
    told += [f"Set off: the line from {clean(strand.title)}." for strand in scene.strands]
    if len(scene.households) <= _TOLD_HOUSEHOLDS:
        told += [_family(scene, household) for household in scene.households]
    return clean(" ".join(filter(None, told)))


def _family(scene: Scene, household: Household) -> str:
    parents = listed(_names(scene, household.partners))
    children = [child.place for child in household.children]
    return f"{parents}: {listed(_names(scene, children))}." if children else f"{parents}, without children shown."


def _names(scene: Scene, places: Iterable[int]) -> Iterator[str]:
    return (clean(str(scene.figures[place].person)) for place in places)


def listed(names: Iterable[str]) -> str:
    """Return ``A``, ``A and B`` or ``A, B and C``."""
    *rest, last = list(names) or [""]
    return f"{', '.join(rest)} and {last}" if rest else last


def spoken(scene: Scene, place: int) -> str:
    """Return what is read aloud for one figure: name, years, parents and partners."""
    figure = scene.figures[place]
    told = [clean(figure.person.label)]
    births, unions = scene.homes(place)
    parents = {partner: None for number in births for partner in scene.households[number].partners}
    if parents:
        told.append(f"child of {listed(_names(scene, parents))}")
    partners = [each for number in unions for each in scene.households[number].partners if each != place]
    if partners:
        told.append(f"with {listed(_names(scene, dict.fromkeys(partners)))}")
    return printable(", ".join(told))


def printable(text: str) -> str:
    """Return a text without anything that is not printed."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\u200c\u200d")
