"""How well a name fits a question, and whether that is enough to take its bearer for who is meant.

What counts first is how a name fits: as a whole, shortened as people shorten
names, nearly, or only in part. A word at another place, another realm or
another numeral makes another person; a title that is nobody's is said.
"""

from __future__ import annotations

from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cousins.family.name_words import GUESS, NUMERAL, fold_name, surname, vocabulary

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from cousins.family.name_words import Question, Word

FITS = 85.0
"""From here on a score says that all of a name is asked for."""

_PEER = 3.0  # points by which one of several such names must lead
_LEAD = 1.5  # how much better known one must be than others, where names do not tell
_MORE = 8.0  # and by how much: more than children and marriages alone can make
_FAR_MORE = 3.0  # how much better known others must be to be meant although one has just that name
_UNTITLED = 50.0  # the most points of somebody who does not bear the title that was typed
_INITIAL = 96.0  # what a word is worth of which the first letter was typed
_PLACES = (",", "(", " of ", " von ", " zu ", " d'", " de ", " av ", " af ")
"""What comes after given names and surname begins with one of these."""

_HARDLY = 15.0  # the loss from which on a guess is no more than a guess
_OTHERS = 2  # more names than these make somebody who is known without a title


class Tier(IntEnum):
    """How a name fits."""

    PART = 0
    """As a part of a longer name, with two words guessed, or without a title or realm that was asked for."""
    LIKE = 1
    """But for one word that is spelled nearly so."""
    SHORT = 2
    """Shortened as people do: without numeral, realm, titles, or what stands between first and last name."""
    WHOLE = 3
    """Nothing is missing."""


class Fit(NamedTuple):
    """How somebody fits a question.

    Attributes:
        person: The number of the person.
        spelling: The number of the spelling that fits best.
        place: The place of that spelling among the person's; 0 is the name itself.
        tier: How.
        score: From 0 to 100.
        loss: What other languages and guesses cost.
        guesses: How many words are spelled only nearly so.
        namesake: Whether nothing is missing but titles and what stands after a comma.
        fame: How well known the person is.
        ranked: Whether some name of the person bears the rank that was asked for; also when none was.
        source_place: Where in the source the person stands.
    """

    person: int
    spelling: int
    place: int
    tier: Tier
    score: float
    loss: float
    guesses: int = 0
    namesake: bool = False
    fame: float = 0.0
    ranked: bool = True
    source_place: int = 0


def fit(person: int, first: int, written: Sequence[str], folded: Sequence[str], question: Question) -> Fit | None:
    """Return how the best of somebody's spellings fits a question; None when a word that was typed is in none.

    Args:
        person: The number of the person.
        first: The number of the first spelling.
        written: The person's spellings.
        folded: The same, folded.
        question: What was asked.
    """
    names = [spelled(name) for name in folded]
    best = None
    for place, words in enumerate(names):
        each = _fit_of(person, first + place, place, written[place], words, question) if words else None
        if each and (best is None or (each.tier, each.score) > (best.tier, best.score)):
            best = each
    best = best or _together(person, first, names, question)
    if best is None:
        return None
    if best.guesses:
        least = Tier.WHOLE if question.bare else Tier.SHORT
        like = best.guesses == 1 and best.tier >= least and best.loss < _HARDLY
        best = best._replace(tier=Tier.LIKE if like else Tier.PART)
    return _titled(best, names, question)


def spelled(folded: str) -> list[str]:
    """Return the words of a folded name that count."""
    particles = vocabulary().particles
    return [word for word in folded.split() if word not in particles]


def _worth(word: Word, other: str) -> float:
    """Return how well another word satisfies one that was typed, up to 100; 0 when it does not."""
    if word.kind == "initial" and other not in word.spellings and other[0] == word.text:
        return _INITIAL if other not in vocabulary().titles else 0.0
    return word.spellings.get(other, 0.0)


def _places(word: Word, words: Sequence[str], taken: Container[int] = ()) -> tuple[float, Sequence[int]]:
    """Return how well the best of some words satisfies one, and where it stands; 0 when none does."""
    best: tuple[float, Sequence[int]] = (0.0, ())
    for place, other in enumerate(words):
        points = 0.0 if place in taken else _worth(word, other)
        if points > best[0]:
            best = points, (place,)
    for spelling, points in word.spellings.items() if word.kind in {"realm", "numeral"} else ():
        pair = tuple(spelling.split(" "))
        if len(pair) > 1 and points > best[0] and pair in (pairs := [*pairwise(words)]):
            best = points, (pairs.index(pair), pairs.index(pair) + 1)
    return best


def _fit_of(person: int, number: int, place: int, written: str, words: Sequence[str], question: Question) -> Fit | None:
    """Return how one spelling fits; None when a word that was typed is not in it."""
    covered: set[int] = set()
    loss, guesses = 0.0, 0
    for word in question.strong:
        points, places = _places(word, words, taken=covered if word.kind == "initial" else ())
        if not points:
            return None
        loss += (100 - points) / 2
        guesses += points <= GUESS
        if word.kind == "initial" and covered and places[0] < max(covered):
            loss += 2
        covered.update(places)
    titles = vocabulary().titles
    last = len(words) - 1 if surname(words) else -1
    strong = {at for at, word in enumerate(words) if word not in titles or at == last} or set(range(len(words)))
    said = {titles[word] for at, word in enumerate(words) if at not in strong}
    asked = {titles[word.text] for word in question.titles}
    more = [word for at, word in enumerate(words) if at not in strong and titles[word] not in asked]
    rest = len(asked - said)
    whole = strong <= covered and question.inner <= {titles[word] for word in words if word in titles}
    if whole and not (more and question.names <= 1 and question.strong[0].kind == "name"):
        in_order = [word.text for word in question.words] == list(words)
        score = 92 - min(place, 4) - loss - 6 * rest - (0 if in_order else 0.5)
        return Fit(person, number, place, Tier.WHOLE, max(score, FITS), loss, guesses, namesake=True)
    head = _head(written, words)
    names = [at for at in head if at in strong and not NUMERAL.fullmatch(words[at])]
    ends = [at for at in names if words[at] not in vocabulary().suffixes]
    sound = bool(names) and names[0] in covered and (not ends or ends[-1] in covered or len(ends) == 1)
    sound = _styled(words, asked, covered, strong) or sound
    others = [at for at in strong - covered if words[at] in vocabulary().realms]
    if others and not question.numbered and "realm" in [word.kind for word in question.strong]:
        sound = False  # George of Greece and Denmark is not George of Denmark
    if loss and any(word in vocabulary().ranks for word in more):
        sound = False  # Louis II, Duke of Bavaria is not King Ludwig II
    if question.numbered and len(head) == len(words) and _goes_on(written, [word.text for word in question.words]):
        return Fit(person, number, place, Tier.WHOLE, 91 - min(place, 4), loss, guesses, namesake=True)
    namesake = all(at in covered or at not in strong for at in range(len(_before((",",), written, words))))
    share = len(covered & strong) / len(strong)
    if sound:
        return Fit(person, number, place, Tier.SHORT, 55 + 5 * share - 4 * loss - rest, loss, guesses, namesake)
    return Fit(person, number, place, Tier.PART, 30 + 10 * share - 2 * loss - rest, loss, guesses)


def _goes_on(written: str, typed: Sequence[str]) -> bool:
    """Return whether a name begins as it was typed, and goes on with more names of the same person.

    After a numeral, and before any place, title or byname, nothing else follows: Elizabeth II Alexandra Mary Windsor is
    Elizabeth II, rather than somebody whom another language calls so, as Isabella II.
    """
    words = fold_name(written).split()
    following = words[len(typed) :]
    return list(typed) == words[: len(typed)] and bool(following) and following[0] not in vocabulary().particles


def _styled(words: Sequence[str], asked: set[str], covered: set[int], strong: set[int]) -> bool:
    """Return whether a title was typed with all that follows it, or with the surname: Countess of Lovelace."""
    known = vocabulary()
    places = [at for at, word in enumerate(words) if at not in strong and known.titles.get(word) in asked]
    if not places:
        return False
    after = {words[at] for at in strong if at > places[-1]}
    if places[-1]:
        return after == {words[at] for at in covered} and not after <= known.realms.keys()
    return covered == {len(words) - 1} and words[-1] not in known.given and words[-1] not in known.realms


def _head(written: str, words: Sequence[str]) -> Sequence[int]:
    """Return the places of given names and surname: what stands before a place, a title or a bracket."""
    known = vocabulary()
    most = len(_before(_PLACES, written, words))
    start = next((at for at, word in enumerate(words) if word not in known.titles), 0)
    for at in range(start + 1, most):
        if words[at] in known.titles or words[at] in known.realms:
            return range(start, at)
    return range(start, most)


def _before(signs: Iterable[str], written: str, words: Sequence[str]) -> Sequence[str]:
    """Return the words of a name that stand before the first of some signs."""
    for sign in signs:
        if sign in written[1:]:
            before = spelled(fold_name(written[0] + written[1:].partition(sign)[0]))
            words = words[: max(len(before), 1)]
    return words


def _together(person: int, first: int, names: Sequence[Sequence[str]], question: Question) -> Fit | None:
    """Return how somebody fits whose names have the words only together; None when a word is in none of them."""
    loss, guesses, begins = 0.0, 0, False
    for at, word in enumerate(question.strong):
        points = max((_places(word, words)[0] for words in names), default=0.0)
        if not points:
            return None
        loss += (100 - points) / 2
        guesses += points <= GUESS
        begins = begins or (at == 0 and any(_worth(word, words[0]) for words in names if words))
    numbered = question.numbered
    begins = begins and (
        not numbered or any(all(map(_worth, numbered, pair)) for words in names for pair in pairwise(words))
    )
    tier = Tier.SHORT if begins else Tier.PART
    return Fit(person, first, 0, tier, 40 - loss, loss, guesses)


def begins(question: Question, words: Sequence[str]) -> bool:
    """Return whether a name begins with the first word of a question."""
    return bool(words) and _worth(question.strong[0], words[0]) > 0


def _titled(best: Fit, names: Sequence[Sequence[str]], question: Question) -> Fit:
    """Return a fit that knows whether the person bears the ranks asked for."""
    if not question.ranks:
        return best
    known = vocabulary()
    borne: set[str] = set()
    reigned: set[str] = set()
    for words in names:
        said = {known.ranks[word] for word in words if word in known.ranks}
        borne |= said
        numbered = [word for word in words if NUMERAL.fullmatch(word)]
        if numbered and not said:
            reigned |= {known.realms[word] for word in words if word in known.realms}
    for realm in reigned:
        borne |= known.reigns["any"] | known.reigns.get(realm, frozenset())
    borne.update(*[known.implied.get(rank, ()) for rank in borne])
    if question.ranks <= borne:
        return best
    known_so = question.numbered is not None or len(names) > _OTHERS
    fitting = best.tier is Tier.WHOLE and known_so and not borne - known.reigns["later"]
    tier = best.tier if question.names > 1 or fitting else Tier.PART
    return best._replace(tier=tier, score=min(best.score, _UNTITLED), ranked=False)


def by_score(each: Fit) -> tuple[float, float, float, int]:
    """Return what fits are sorted by: the best first, then the best known."""
    return -each.score, -each.tier, -each.fame, each.source_place


def settled(fits: Sequence[Fit], question: Question) -> bool:
    """Return whether the first of some fits is who is meant.

    A sole bearer of just these words is; of several only who leads clearly.

    Args:
        fits: Best first.
        question: What was asked.
    """
    best = fits[0]
    rivals = [each for each in fits[1:] if each.tier > Tier.PART and each.ranked >= best.ranked]
    if best.tier is Tier.PART:
        return False
    if best.tier is Tier.WHOLE:
        return _leads_peers(best, rivals) and _leads_others(best, rivals, fits, question)
    if question.ranks and question.bare and any(each.fame >= best.fame for each in fits[1:]):
        return False  # Archduke Maximilian may be one of those whose names do not say that they are archdukes
    return not [each for each in rivals if each.loss <= best.loss or each.tier > best.tier]


def _leads_peers(best: Fit, rivals: Iterable[Fit]) -> bool:
    """Return whether somebody leads all others of whom nothing is missing."""
    peers = [each for each in rivals if each.tier is Tier.WHOLE and each.loss <= best.loss]
    return all(best.score - each.score >= _PEER or best.fame >= _LEAD * each.fame + _MORE for each in peers)


def _leads_others(best: Fit, rivals: Sequence[Fit], fits: Sequence[Fit], question: Question) -> bool:
    """Return whether the one name that was typed as a whole is meant, although it is a part of other people's."""
    given = question.bare and not question.titles
    others = [each for each in (fits[1:] if given else rivals) if each.tier < Tier.WHOLE and each.loss <= best.loss]
    known = max([each.fame for each in others], default=0.0)
    alias = best.place and not (question.bare or question.numbered or question.titles)
    if alias and [each for each in others if each.namesake and each.tier is Tier.SHORT]:
        return False
    if best.loss and [each for each in others if each.loss < best.loss and each.tier is Tier.SHORT]:
        return False
    if given:
        return best.fame >= (1.0 if best.place else _LEAD) * known
    return known < _FAR_MORE * best.fame
