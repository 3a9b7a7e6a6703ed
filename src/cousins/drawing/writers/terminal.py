"""A tree for the terminal: everybody once, in lines, no wider than the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.drawing.scene.figures import Role
from cousins.drawing.writers.descriptions import note
from cousins.drawing.writers.terminal_pedigree import is_beside, pedigree
from cousins.plain import columns, harmless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cousins.drawing.scene.figures import Scene

_UNICODE = ("┌─ ", "├─ ", "└─ ", "│  ", "   ", "⚭", "●", "…")
_ASCII = (".- ", "|- ", "`- ", "|  ", "   ", "+", "*", "...")
_MARKED = "where lines of descent lead"
_NARROWEST = 8
_ROOM = 40
"""Columns for a name, where the screen has so many, however deep the tree."""


def terminal(scene: Scene, *, width: int = 80, unicode: bool = True) -> str:
    """Return the scene as a tree of lines, ancestors above and to the left.

    A picture of somebody with ancestors only is a pedigree, fathers above and
    mothers below. Whoever descends on several lines is written out at the first and named
    with ``(above)`` at the others. Brothers and sisters who would be dots are
    counted. Ends of lines of descent carry a mark.

    Args:
        scene: Who is to be shown.
        width: Of the screen, in columns; longer lines are broken.
        unicode: Whether the screen knows more than ASCII.
    """
    tree = _Tree(scene, width, _UNICODE if unicode else _ASCII)
    root = scene.pedigree_root()
    return "".join(f"{line}\n" for line in (tree.lines() if root is None else tree.pedigree(root)))


class _Tree:
    def __init__(self, scene: Scene, width: int, signs: tuple[str, ...]) -> None:
        self.scene, self.width = scene, max(width, _NARROWEST)
        self.signs = signs[:5]
        _, self.fork, self.last, self.pipe, self.blank, self.with_, self.mark, self.dots = signs
        self.ends = {strand.end for strand in scene.strands}
        self.told: set[int] = set()

    def lines(self) -> Iterator[str]:
        """Yield the lines of one tree for each person without parents or told partners, those asked about first."""
        figures = self.scene.figures
        tops = [place for place in range(len(figures)) if not self.scene.homes(place)[0]]
        origins = {strand.origin for strand in self.scene.strands} or {
            place for place, figure in enumerate(figures) if figure.role is Role.ORIGIN
        }
        for place in sorted(tops, key=lambda each: (each not in origins, self._is_aside(each), each)):
            yield from self._branch(place) if place not in self.told else ()
        for place in range(len(figures)):
            if place not in self.told:
                yield from self._branch(place)
        if self.ends:
            yield from self._written("", "", f"{self.mark} {_MARKED}")

    def pedigree(self, root: int) -> Iterator[str]:
        """Yield the lines of somebody's pedigree."""
        for lead, below, place, said in pedigree(self.scene, root, self.signs):
            others = [each for each in self.scene.partners(place) if is_beside(self.scene, each)]
            text = self._label(place) + said + "".join(f" {self.with_} {self._label(each)}" for each in others)
            yield from self._written(lead, below, text)

    def _is_aside(self, place: int) -> bool:
        """Return whether a partner with parents in the picture brings the person in later."""
        unions = self.scene.homes(place)[1]
        return any(self.scene.homes(each)[0] for at in unions for each in self.scene.households[at].partners)

    def _branch(self, top: int) -> Iterator[str]:
        """Yield somebody with all descendants, without recursion: families can be deep."""
        stack = [(top, "", "", "")]
        while stack:
            place, said, lead, below = stack.pop()
            again = place in self.told
            if place < 0:
                yield from self._written(lead, below, f"{-place} more {'child' if place == -1 else 'children'}")
                continue
            yield from self._written(lead, below, self._name(place, said) + (" (above)" if again else ""))
            if not again:
                self.told.add(place)
                stack += reversed(list(self._children(place, below)))

    def _children(self, place: int, lead: str) -> Iterator[tuple[int, str, str, str]]:
        """Yield the named children of somebody with what is said of them, and dots as a negative number."""
        below: list[tuple[int, str]] = []
        for number in self.scene.homes(place)[1]:
            household = self.scene.households[number]
            children = household.children
            named = [each for each in children if self.scene.figures[each.place].named]
            possible = " (possible child)" if place in household.rivals else ""
            below += [(each.place, note(each.kind, "child") or possible) for each in named]
            below += [(len(named) - len(children), "")] if len(named) < len(children) else []
            self.told.update({each.place for each in children if not self.scene.figures[each.place].named})
        for at, (child, said) in enumerate(below, start=1):
            sign, pipe = (self.last, self.blank) if at == len(below) else (self.fork, self.pipe)
            yield child, said, lead + sign, lead + pipe

    def _name(self, place: int, said: str) -> str:
        """Return somebody's name with those of all partners; partners without other kin in the picture are told so."""
        text = self._label(place) + said
        for other in self.scene.partners(place):
            text += f" {self.with_} {self._label(other)}"
            births, unions = self.scene.homes(other)
            if not births and all(place in self.scene.households[each].partners for each in unions):
                self.told.add(other)
        return f"{self.mark} {text}" if place in self.ends else text

    def _label(self, place: int) -> str:
        """Return somebody's name with the years, in letters that the screen has."""
        text = harmless(self.scene.figures[place].person.label)
        if self.dots != "...":
            return text
        from anyascii import anyascii  # noqa: PLC0415 - needed only where the screen lacks Unicode

        return anyascii(text)

    def _written(self, lead: str, below: str, text: str) -> Iterator[str]:
        """Yield a text in as many lines as it needs.

        Args:
            lead: What stands before the first line.
            below: What stands before the others, but for a little more room.
            text: What is said; words wider than the screen are cut.
        """
        start, rest = self._shortened(lead), self._shortened(below) + self.blank[:2]
        taken = columns(start)
        words: list[str] = []
        for word in text.split():
            wide = columns(word)
            if words and taken + 1 + wide > self.width:
                yield self._cut(start + " ".join(words))
                start, words, taken = rest, [], columns(rest)
            taken += bool(words) + wide  # counted along: to measure the line for each word takes the square of its time
            words.append(word)
        yield self._cut(start + " ".join(words))

    def _shortened(self, lead: str) -> str:
        """Return what stands before a line, with the generation's number for its beginning where it takes much room."""
        most = max(self.width // 2, self.width - _ROOM)
        if len(lead) <= most:
            return lead
        start = f"{self.dots}{len(lead) // len(self.blank)} "
        return start + lead[len(lead) - max(0, most - len(start)) :]

    def _cut(self, line: str) -> str:
        if columns(line) <= self.width:
            return line
        room = self.width - len(self.dots)
        kept = ""
        for letter in line:
            room -= columns(letter)
            if room < 0:
                break
            kept += letter
        return kept + self.dots
