"""English words for kin.

The style, the same everywhere:

- Up to two greats are spelled out, more are counted: "great-great-grandmother",
  "3× great-grandmother".
- Ordinals and numbers are words up to ten and figures beyond: "tenth cousin three
  times removed", "11th cousin".
- A word set in front with a hyphen is repeated ("great-aunt or great-uncle"), one
  set in front with a space stands once ("5× great-aunt or great-uncle").
- "half" has a hyphen before a plain word and a space before anything longer:
  "half-aunt", "half great-aunt", "half second cousin". In brackets it is uncertain.
- "adoptive", "foster" and "step" come first; the child of an adoptive parent is "adopted", and a first
  cousin by step a "step-cousin".
- "-in-law" is for spouses and the nearest birth kin, half-siblings among them; everybody else by
  marriage, and all kin of former, future and unmarried partners, get a phrase: "wife of a second cousin".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from cousins.family.links import ParentKind, PartnerKind
from cousins.family.person import Sex
from cousins.kinship.paths import PARTNER_STEPS, Step
from cousins.kinship.relationship import AffinityBond, BloodBond, Half, PartnerBond, StepBond
from cousins.terms.words import Term, Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cousins.kinship.relationship import Bond


class Greats(Enum):
    """How the sister of a grandmother is counted.

    GREAT, as in common speech: great-aunt, great-great-aunt.
    GRAND, as genealogists do: grand-aunt, great-grand-aunt.
    """

    GREAT = "great"
    GRAND = "grand"


PARENT = Words("father", "mother", "parent")
CHILD = Words("son", "daughter", "child")
SIBLING = Words("brother", "sister", "sibling")
TWIN = Words("twin brother", "twin sister", "twin")
AUNT = Words("uncle", "aunt", between=" or ")
NIECE = Words("nephew", "niece", between=" or ")
COUSIN = Words("cousin", "cousin", "cousin")
SPOUSE = Words("husband", "wife", "spouse")
PARTNERS: Mapping[PartnerKind, Words] = {
    PartnerKind.SPOUSE: SPOUSE,
    PartnerKind.FORMER: SPOUSE.after("ex-"),
    PartnerKind.UNMARRIED: Words("partner", "partner", "partner"),
    PartnerKind.ENGAGED: Words("fiancé", "fiancée", between=" or "),
}
GRANDPARENT, GRANDCHILD = PARENT.after("grand"), CHILD.after("grand")
SAME = "the same person"
POSSIBLE = "possible "
"""Before what follows from one of several recorded fathers or mothers."""

STEPS: Mapping[Step, Words] = {
    Step.PARENT: PARENT,
    Step.CHILD: CHILD,
    **{step: PARTNERS[kind] for kind, step in PARTNER_STEPS.items()},
    Step.ADOPTIVE_PARENT: PARENT.after("adoptive "),
    Step.ADOPTIVE_CHILD: CHILD.after("adopted "),
    Step.STEP_PARENT: PARENT.after("step"),
    Step.STEP_CHILD: CHILD.after("step"),
    Step.FOSTER_PARENT: PARENT.after("foster "),
    Step.FOSTER_CHILD: CHILD.after("foster "),
}

IN_LAWS: Mapping[tuple[int, int], Words] = {
    (1, 0): PARENT,
    (2, 0): GRANDPARENT,
    (0, 1): CHILD,
    (0, 2): GRANDCHILD,
    (1, 1): SIBLING,
}
"""By generations up and down."""

MOST_SPELLED_GREATS = 2
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ORDINALS = ("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
MULTIPLES = {1: "double", 2: "triple", 3: "quadruple"}
TIMES = {1: "once", 2: "twice"}


def number(count: int) -> str:
    """Return a number in words up to ten, in figures beyond."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def ordinal(count: int) -> str:
    """Return an ordinal in words up to ten, in figures beyond.

    Example:
        >>> [ordinal(count) for count in (2, 12, 21, 112)]
        ['second', '12th', '21st', '112th']
    """
    if count < len(ORDINALS):
        return ORDINALS[count]
    teens = count // 10 % 10 == 1
    return f"{count}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(count % 10, 'th')}"


def with_article(phrase: str) -> str:
    """Return the phrase after "a" or "an", going by its sound.

    Example:
        >>> with_article("uncle"), with_article("8× great-aunt"), with_article("100th cousin")
        ('an uncle', 'an 8× great-aunt', 'a 100th cousin')
    """
    # Said aloud, 8…, 11 and 18 begin with a vowel, and so do thousands of these: 11000, 18500000.
    vowel = re.match(r"[aeiou]|8|1[18](?:\d{3})*(?!\d)", phrase)
    return f"{'an' if vowel else 'a'} {phrase}"


def _great(count: int, words: Words) -> Term:
    """Return the words with so many greats."""
    if count <= MOST_SPELLED_GREATS:
        return Term(words.after("great-" * count))
    return Term(words.after("great-"), front=f"{count}× ")


def _lineal(generations: int, words: Words, grand: Words) -> Term:
    return Term(words) if generations == 1 else _great(generations - 2, grand)


def _cousin(up: int, down: int) -> Term:
    removed = abs(up - down)
    back = f" {TIMES.get(removed, f'{number(removed)} times')} removed" if removed else ""
    return Term(COUSIN, front=f"{ordinal(min(up, down) - 1)} ", back=back)


def _halved(term: Term, half: Half) -> Term:
    """Return the term with its half, in brackets when that is uncertain."""
    if half is Half.FULL:
        return term
    half_word, half_prefix = ("half", "half-") if half is Half.HALF else ("(half)", "(half-)")
    plain = not term.front and "-" not in term.words.man
    return term.joined_to(half_prefix) if plain else term.led_by(half_word)


def _stepped(term: Term) -> Term:
    if term.front == f"{ORDINALS[1]} ":
        return term._replace(front="").joined_to("step-")
    if term.front:
        return term.led_by("step")
    return term.joined_to("step" if term.words in (PARENT, CHILD, SIBLING) else "step-")


def _of_kind(term: Term, kind: ParentKind) -> Term:
    """Return the term with the word for kin that is not by birth."""
    if kind is ParentKind.BIRTH:
        return term
    if kind is ParentKind.STEP:
        return _stepped(term)
    return term.led_by("adopted" if kind is ParentKind.ADOPTIVE and term.words == CHILD else kind.value)


def _plural(term: Term, sex: Sex | None) -> str:
    return f"{term.front}{term.words.of(sex)}s{term.back}"


def _partner(bond: PartnerBond) -> str:
    return PARTNERS[bond.kind].of(bond.b_sex)


@dataclass(frozen=True, slots=True)
class English:
    """English words for kin.

    Attributes:
        greats: How the aunts and uncles of parents and their forebears are counted.

    Example:
        >>> aunt = BloodBond((None,) * 5, (Sex.FEMALE,), Sex.FEMALE)
        >>> English().name(aunt)
        '3× great-aunt'
        >>> English(greats=Greats.GRAND).name(aunt)
        'great-great-grand-aunt'
    """

    code: ClassVar[str] = "en"
    options: ClassVar[Mapping[str, type[Enum]]] = {"greats": Greats}

    greats: Greats = Greats.GREAT

    def name(self, bond: Bond) -> str:
        """Return what B is to A, without an article.

        Without a sex the open word is used: parent, aunt or uncle, sibling's child.

        Example:
            >>> cousin = BloodBond((None, None, None), (None, None, None, Sex.FEMALE), Sex.FEMALE)
            >>> English().name(cousin)
            'second cousin once removed'
            >>> English().name(AffinityBond(None, cousin, PartnerBond(Sex.MALE)))
            'husband of a second cousin once removed'
        """
        match bond:
            case PartnerBond():
                return _partner(bond)
            case AffinityBond():
                if bond.in_law:
                    possible = "" if bond.blood.certain else POSSIBLE
                    words = IN_LAWS[bond.blood.generations].of((bond.b_partner or bond.blood).b_sex)
                    return f"{possible}{words}-in-law"
                return self._phrase(bond)
            case StepBond():
                up, down = bond.generations
                return self._blood(BloodBond((None,) * up, (None,) * down, bond.b_sex, kind=ParentKind.STEP))
            case BloodBond():
                return self._blood(bond)

    def pair(self, bond: BloodBond, a_sex: Sex | None = None) -> str:
        """Return what A and B are together; of different generations, the elder first.

        Brothers and sisters are siblings as long as the sex of either is not known.

        Example:
            >>> English().pair(BloodBond((None, None), (None, None), Sex.MALE))
            'first cousins'
            >>> English().pair(BloodBond((None, None), (Sex.FEMALE,), Sex.FEMALE), Sex.MALE)
            'aunt and nephew'
        """
        up, down = bond.generations
        mine, yours = self._term(bond, down, up), self._term(bond, up, down)
        if up == down == 0:
            return SAME
        if up == down == 1 and {a_sex, bond.b_sex} == set(Sex):
            return f"{mine.of(Sex.MALE)} and {mine.words.of(Sex.FEMALE)}"
        if up == down == 1 or min(up, down) > 1:
            return _plural(mine, a_sex if a_sex is bond.b_sex else None)
        elder, younger = (yours.of(bond.b_sex), mine.of(a_sex)) if up > down else (mine.of(a_sex), yours.of(bond.b_sex))
        return f"{elder} and {younger}"

    def alike(self, bond: BloodBond, mirrored: BloodBond) -> bool:
        """Return whether one word says what each is to the other: cousins, brothers, but not aunt and nephew."""
        up, down = bond.generations
        return min(up, down) > 1 or (up == down and bond.b_sex is mirrored.b_sex)

    def step(self, link: Step, sex: Sex | None) -> str:
        """Return the word for the person that one link of a path leads to: "mother", "adopted son"."""
        return STEPS[link].of(sex)

    def nearer(self, who: str, generations: int, ancestors: Sequence[str]) -> str:
        """Return the sentence: "Philip is one generation nearer to Christian IX"; several were named just before.

        Example:
            >>> English().nearer("Philip", 2, ["Christian IX", "Louise"])
            'Philip is two generations nearer to both'
        """
        couple = 2
        those = ancestors[0] if len(ancestors) == 1 else "both" if len(ancestors) == couple else "all of these"
        return f"{who} is {number(generations)} generation{'' if generations == 1 else 's'} nearer to {those}"

    def predicate(self, bond: Bond) -> str:
        """Return the name with the article it has after "is": "the aunt", "a possible aunt"."""
        name = self.name(bond)
        blood = bond.blood if isinstance(bond, AffinityBond) else bond
        if name.startswith(POSSIBLE):
            return with_article(name)
        return name if isinstance(blood, BloodBond) and blood.rivals else f"the {name}"

    def supposition(self, child: str, parent: str, sex: Sex | None) -> str:
        """Return the condition: "if Philip is the father of Ann"."""
        return f"if {parent} is the {PARENT.of(sex)} of {child}"

    def possessive(self, name: str) -> str:
        """Return the name with 's, also after an s, as it is said: "Charles's"."""
        return f"{name}'s"

    def _phrase(self, bond: AffinityBond) -> str:
        """Return B as somebody's partner or kin: "wife of a cousin of the husband"."""
        steps = [] if bond.b_partner is None else [_partner(bond.b_partner)]
        if bond.blood.generations != (0, 0):
            kin = self._blood(bond.blood)
            article = f"the {kin}" if kin in PARENT[:2] else kin if bond.blood.rivals else with_article(kin)
            steps.append(article if steps else kin)
        if bond.a_partner is not None:
            steps.append(f"the {_partner(bond.a_partner)}" if steps else _partner(bond.a_partner))
        return " of ".join(steps) or SAME

    def _blood(self, bond: BloodBond) -> str:
        up, down = bond.generations
        if up == down == 0:
            return SAME
        possible = "" if bond.certain else POSSIBLE
        if bond.rivals:
            return f"one of {number(bond.rivals)} recorded {PARENT.of(bond.b_sex)}s"
        if up == 1 < down and bond.b_sex is None and bond.kind is ParentKind.BIRTH:
            sibling = _halved(Term(SIBLING), bond.half).of(None)
            return f"{possible}{sibling}'s {_lineal(down - 1, CHILD, GRANDCHILD).of(None)}"
        return self._term(bond, up, down).of(bond.b_sex)

    def _term(self, bond: BloodBond, up: int, down: int) -> Term:
        """Return the term for the generations, with the bond's half, doubling and kind."""
        term = Term(TWIN, front="identical ") if bond.identical else self._plain(up, down)
        if min(up, down) > 0:
            term = _halved(term, bond.half)
        if min(up, down) > 1 and bond.double:
            term = term.led_by(MULTIPLES.get(bond.double, f"{bond.double + 1}-fold"))
        term = _of_kind(term, bond.kind)
        return term if bond.certain else term._replace(front=POSSIBLE + term.front)

    def _plain(self, up: int, down: int) -> Term:
        """Return the term for full kin by birth."""
        if 0 in (up, down):
            return _lineal(up, PARENT, GRANDPARENT) if down == 0 else _lineal(down, CHILD, GRANDCHILD)
        if up == down == 1:
            return Term(SIBLING)
        if 1 in (up, down):
            return self._collateral(max(up, down) - 1, AUNT if down == 1 else NIECE)
        return _cousin(up, down)

    def _collateral(self, generations: int, words: Words) -> Term:
        if self.greats is Greats.GREAT:
            return _great(generations - 1, words)
        return _lineal(generations, words, words.after("grand-"))
