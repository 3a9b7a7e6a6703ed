"""What a picture says to those who do not see it, and text made fit for XML."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from cousins.drawing.scene.cast import listed
from cousins.family.links import ParentKind
from cousins.plain import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cousins.drawing.scene.cast import Household, Scene

_TOLD_HOUSEHOLDS = 40
_NOBODY = "a parent nobody recorded"


def escaped(text: str) -> str:
    """Return a text fit for XML and HTML, between tags and in quoted attributes.

    Example:
        >>> escaped('<b title="x">')
        '&lt;b title=&quot;x&quot;&gt;'
    """
    return escape(harmless(text), {'"': "&quot;", "'": "&#39;"})


def description(scene: Scene) -> str:
    """Return what the picture shows, in sentences: how many people, the lines set off, and the families."""
    people = "1 person" if len(scene) == 1 else f"{len(scene)} people"
    told = [scene.description, f"A family tree of {people}."]
    told += [f"Set off: the line from {harmless(strand.title)}." for strand in scene.strands]
    if len(scene.households) <= _TOLD_HOUSEHOLDS:
        told += [_family(scene, household) for household in scene.households]
    return harmless(" ".join(filter(None, told)))


def _family(scene: Scene, household: Household) -> str:
    parents = listed(_names(scene, household.partners)) + (" (related)" if household.related else "")
    children = [_name(scene, child.place) + note(child.kind, "child") for child in household.children]
    return f"{parents}: {listed(children)}." if children else f"{parents}, without children shown."


def _names(scene: Scene, places: Iterable[int]) -> Iterator[str]:
    return (_name(scene, place) for place in places)


def _name(scene: Scene, place: int) -> str:
    return harmless(str(scene.figures[place].person))


def note(kind: ParentKind, whom: str) -> str:
    """Return what is said of kin who are not so by birth.

    Example:
        >>> note(ParentKind.ADOPTIVE, "child"), note(ParentKind.BIRTH, "child")
        (' (adoptive child)', '')
    """
    return "" if kind is ParentKind.BIRTH else f" ({kind.value} {whom})"


def spoken(scene: Scene, place: int) -> str:
    """Return what is read aloud for one figure: name, years, parents, partners, and what the picture leaves out."""
    figure = scene.figures[place]
    told = [harmless(figure.person.label), *_births(scene, place), *_unions(scene, place)]
    hidden = [("parents", figure.hidden_parents), ("children", figure.hidden_children)]
    told += [f"{whom} not shown: {count}" for whom, count in hidden if count]
    return harmless(", ".join(told))


def _births(scene: Scene, place: int) -> Iterator[str]:
    """Yield whose child somebody is, kind by kind, and whose other parent nobody recorded."""
    parents: dict[str, dict[str, None]] = {}
    for number in scene.homes(place)[0]:
        household = scene.households[number]
        kind = household.kind(place)
        child = "child" if kind is ParentKind.BIRTH else f"{kind.value} child"
        names = [
            *_names(scene, household.partners),
            *([_NOBODY] if household.unknown and kind is ParentKind.BIRTH else []),
        ]
        parents.setdefault(child, {}).update(dict.fromkeys(names))
    return (f"{child} of {listed(names)}" for child, names in parents.items())


def _unions(scene: Scene, place: int) -> list[str]:
    """Return with whom somebody is, in one text, or no text."""
    partners: dict[int, bool] = {}
    for number in scene.homes(place)[1]:
        household = scene.households[number]
        for other in household.partners:
            partners[other] = partners.get(other, False) or household.related
    partners.pop(place, None)
    names = [_name(scene, other) + (" (related)" if related else "") for other, related in partners.items()]
    return [f"with {listed(names)}"] if names else []
