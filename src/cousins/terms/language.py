"""What every language must be able to say about kin.

A language is handed the whole bond, with the sexes along both lines, and never
ready-made pieces to join: where English says "grandfather", Danish must know
whose father he is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from enum import Enum

    from cousins.family.person import Sex
    from cousins.kinship.paths import Step
    from cousins.kinship.relationship import BloodBond, Bond


class Language(Protocol):
    """The words for kin in one language.

    No method fails or runs out of words, however many generations there are.
    What comes back has no capital at its start and no full stop at its end.

    Attributes:
        code: The language's ISO 639-1 code, which is also its file's name.
        options: The names of what can be chosen in this language, each with the
            Enum of its choices; every one is a keyword of the class and has a default.
    """

    code: ClassVar[str]
    options: ClassVar[Mapping[str, type[Enum]]]

    def name(self, bond: Bond) -> str:
        """Return what B is to A, without an article: "second cousin once removed"."""
        ...

    def pair(self, bond: BloodBond, a_sex: Sex | None = None) -> str:
        """Return what A and B are together: "second cousins once removed", "aunt and nephew".

        Args:
            bond: The kinship, seen from A.
            a_sex: A's own sex, which the bond does not hold; None when not known.
        """
        ...

    def alike(self, bond: BloodBond, mirrored: BloodBond) -> bool:
        """Return whether one word says what each is to the other, so that `pair` tells more than `name`.

        Args:
            bond: The kinship, seen from A.
            mirrored: The same, seen from B.
        """
        ...

    def step(self, link: Step, sex: Sex | None) -> str:
        """Return the word for the person that one link of a path leads to: "mother", "adopted son"."""
        ...

    def nearer(self, who: str, generations: int, ancestors: Sequence[str]) -> str:
        """Return the sentence that says which of two cousins is nearer to their ancestor.

        Args:
            who: The nearer one's name.
            generations: How many generations nearer, from 1.
            ancestors: The names of the common ancestors, which stand just before the sentence; there may be
                dozens, and the sentence names a few at most.
        """
        ...

    def predicate(self, bond: Bond) -> str:
        """Return the name with the article it has after "is": "the aunt", "a possible aunt"."""
        ...

    def supposition(self, child: str, parent: str, sex: Sex | None) -> str:
        """Return the condition under which kinship by one of several recorded parents holds.

        Args:
            child: The name of the child.
            parent: The name of the one supposed to be the parent.
            sex: The parent's sex.
        """
        ...

    def possessive(self, name: str) -> str:
        """Return the name as the owner of what follows: "Philip's"."""
        ...
