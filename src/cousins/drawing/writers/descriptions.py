"""What a picture says to those who do not see it, and text made fit for XML."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from cousins.drawing.scene.wording import listed
from cousins.family.links import ParentKind
from cousins.family.person import Sex
from cousins.plain import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cousins.drawing.scene.figures import Household, Scene
    from cousins.family.person import Person

MOST_UNSEEN = 20
"""Of the people whom a picture leaves out beside one person, how many are told by name."""
_TOLD_HOUSEHOLDS = 40
_NOBODY = "a parent nobody recorded"


def escaped(text: str) -> str:
    """Return a text fit for XML and HTML, between tags and in quoted attributes.

    Example:
        >>> escaped('<b title="x">')
        '&lt;b title=&quot;x&quot;&gt;'
    """
    return escape(harmless(text), {'"': "&quot;", "'": "&#39;"})


def description(scene: Scene, *, legend: bool = True) -> str:
    """Return what the picture shows, in sentences: how many people, the lines set off, and the families.

    Args:
        scene: What is shown.
        legend: Whether it says what the lines mean; not where the legend itself is read aloud.
    """
    people = "1 person" if len(scene.figures) == 1 else f"{len(scene.figures)} people"
    sentences = [f"{harmless(entry.text)}." for entry in scene.legend if legend]
    sentences += [scene.description, f"A family tree of {people}."]
    names = [harmless(str(figure.person)) for figure in scene.figures]
    for household in scene.households if len(scene.households) <= _TOLD_HOUSEHOLDS else ():
        parents = listed(_parents(scene, household, names)) + (" (related)" if household.related else "")
        children = [names[each.place] + note(each.kind, "child") for each in household.children]
        sentences.append(f"{parents}: {listed(children)}." if children else f"{parents}, without children shown.")
    return harmless(" ".join(filter(None, sentences)))


def unseen(people: Sequence[Person]) -> list[str]:
    """Return people whom a picture leaves out by name and years; of very many the first, and how many more there are.

    Example:
        >>> from cousins.family.person import Person, PersonId
        >>> unseen([Person(PersonId(str(number)), f"P{number}") for number in range(60)])[-2:]
        ['P19', '40 more']
    """
    told = [harmless(person.label) for person in by_age(people)[:MOST_UNSEEN]]
    return told + ([f"{len(people) - MOST_UNSEEN:,} more"] if len(people) > MOST_UNSEEN else [])


def by_age(people: Iterable[Person]) -> list[Person]:
    """Return people by date of birth, those without one last."""
    return sorted(people, key=lambda person: (person.born is None, person.born.earliest if person.born else 0))


def left_out(scene: Scene, *, named: bool) -> list[dict[str, str]]:
    """Return for each figure whom the picture leaves out, ``parents`` or ``children``, with an element that names them.

    Args:
        scene: What is drawn.
        named: Whether there is such an element; nothing otherwise, where a script knows the names.
    """
    hidden = [
        {"parents": each.hidden_parents, "partners": each.hidden_partners, "children": each.hidden_children}
        for each in scene.figures
    ]
    return [
        {
            whom: f"<title>{escaped(f'{whom.title()} not shown: {listed(unseen(people))}')}</title>" if named else ""
            for whom, people in each.items()
            if people
        }
        for each in hidden
    ]


def note(kind: ParentKind, whom: str) -> str:
    """Return what is said of kin who are not so by birth.

    Example:
        >>> note(ParentKind.ADOPTIVE, "child"), note(ParentKind.BIRTH, "child")
        (' (adoptive child)', '')
    """
    return "" if kind is ParentKind.BIRTH else f" ({kind.value} {whom})"


def standing(scene: Scene, parent: int, count: int) -> str:
    """Return what is said of one of several fathers, or mothers: ``one of two recorded fathers``.

    Args:
        scene: Where the parent is.
        parent: The place of the parent.
        count: How many there are.
    """
    from cousins.terms.en import number  # noqa: PLC0415 (only where parents are disputed)

    sex = scene.figures[parent].person.sex
    return f"one of {number(count)} recorded {'parent' if sex is None else 'father' if sex is Sex.MALE else 'mother'}s"


def _parents(scene: Scene, household: Household, names: Sequence[str]) -> list[str]:
    """Return the parents by name, several fathers or mothers as one: ``one of two recorded fathers (Bob or Tom)``."""
    told = [names[each] for each in household.partners if each not in household.rivals]
    groups: dict[str, dict[str, None]] = {}
    for parent, count in household.rivals.items():
        groups.setdefault(standing(scene, parent, count), {})[names[parent]] = None
    return [*told, *(f"{said} ({' or '.join(rivals)})" for said, rivals in groups.items())]


def spoken(scene: Scene) -> list[str]:
    """Return what is read aloud for each figure: name, years, parents, partners, and what the picture leaves out."""
    names = [harmless(str(figure.person)) for figure in scene.figures]
    births: list[dict[str, dict[str, None]]] = [{} for _ in names]
    claims: list[dict[str, None]] = [{} for _ in names]
    unions: list[dict[int, bool]] = [{} for _ in names]
    for household in scene.households:
        partners = dict.fromkeys(_parents(scene, household, names))
        for child in household.children:
            is_birth = child.kind is ParentKind.BIRTH
            parents = births[child.place].setdefault("child" if is_birth else f"{child.kind.value} child", {})
            parents.update(partners | ({_NOBODY: None} if household.unknown and is_birth else {}))
            for parent, count in household.rivals.items() if is_birth else ():
                claims[parent][f"{standing(scene, parent, count)} of {names[child.place]}"] = None
        for one, other in permutations([each for each in household.partners if each not in household.rivals], 2):
            unions[one][other] = unions[one].get(other, False) or household.related
    texts = []
    for place, figure in enumerate(scene.figures):
        parts = [harmless(figure.person.label)]
        parts += [f"{child} of {listed(parents)}" for child, parents in births[place].items()]
        parts += claims[place]
        others = [names[other] + (" (related)" if unions[place][other] else "") for other in figure.partners]
        parts += [f"with {listed(others)}"] if others else []
        hidden = [
            ("parents", figure.hidden_parents),
            ("partners", figure.hidden_partners),
            ("children", figure.hidden_children),
        ]
        parts += [f"{whom} not shown: {len(people)}" for whom, people in hidden if people]
        texts.append(harmless(", ".join(parts)))
    return texts
