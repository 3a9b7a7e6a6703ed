"""Words for kin as values, for languages whose words change with the sex of B alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cousins.family.person import Sex

if TYPE_CHECKING:
    from typing import Self


class Words(NamedTuple):
    """A word for a man, for a woman and, where there is one, for anybody.

    Where there is none, both words serve, the woman's first, with `between` between them.

    Example:
        >>> Words("uncle", "aunt", between=" or ").after("great-").of(None)
        'great-aunt or great-uncle'
    """

    man: str
    woman: str
    anybody: str = ""
    between: str = ""

    def of(self, sex: Sex | None) -> str:
        """Return the word for that sex, or the open one."""
        if sex is None:
            return self.anybody or f"{self.woman}{self.between}{self.man}"
        return self.man if sex is Sex.MALE else self.woman

    def after(self, prefix: str) -> Self:
        """Return the words, each with the prefix."""
        anybody = self.anybody and prefix + self.anybody
        return self._replace(man=prefix + self.man, woman=prefix + self.woman, anybody=anybody)


class Term(NamedTuple):
    """Words for kin with what stands apart from them in front and behind.

    Example:
        >>> cousin = Term(Words("cousin", "cousin", "cousin"), "second ", " once removed")
        >>> cousin.led_by("half").of(None)
        'half second cousin once removed'
    """

    words: Words
    front: str = ""
    back: str = ""

    def of(self, sex: Sex | None) -> str:
        """Return the whole name for that sex."""
        return f"{self.front}{self.words.of(sex)}{self.back}"

    def led_by(self, word: str) -> Self:
        """Return the term with a word of its own in front."""
        return self._replace(front=f"{word} {self.front}")

    def joined_to(self, prefix: str) -> Self:
        """Return the term with the prefix grown onto its words."""
        return self._replace(words=self.words.after(prefix))
