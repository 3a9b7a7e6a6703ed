"""The links that make persons a family."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from cousins.family.person import PersonId


class _Ranked(Enum):
    """A kind of link, the stronger ones first.

    Attributes:
        rank: The place among the kinds; of two kinds for the same two people the lower wins.
    """

    def __init__(self, _word: str) -> None:
        # An attribute instead of list(type(self)).index(self): graphs ask it once a link, of millions.
        self.rank = len(type(self).__members__)


class ParentKind(_Ranked):
    """How somebody is a parent. Only birth counts in kinship coefficients."""

    BIRTH = "birth"
    ADOPTIVE = "adoptive"
    STEP = "step"
    FOSTER = "foster"


class PartnerKind(_Ranked):
    """How two people are partners: married, once married, never married, or about to."""

    SPOUSE = "spouse"
    FORMER = "former"
    UNMARRIED = "unmarried"
    ENGAGED = "engaged"


DESCENT = (ParentKind.BIRTH, ParentKind.ADOPTIVE, ParentKind.FOSTER)
"""The kinds of parents from whom lines of descent come down; step-parents are kin by marriage."""

LinkKind = TypeVar("LinkKind", ParentKind, PartnerKind)


def stronger(one: LinkKind, other: LinkKind) -> LinkKind:
    """Return the kind that counts where two are told of the same two people.

    Example:
        >>> stronger(ParentKind.FOSTER, ParentKind.ADOPTIVE)
        <ParentKind.ADOPTIVE: 'adoptive'>
    """
    return one if one.rank <= other.rank else other


@dataclass(frozen=True, slots=True)
class ParentLink:
    """One person is a parent of another."""

    child: PersonId
    parent: PersonId
    kind: ParentKind = ParentKind.BIRTH


@dataclass(frozen=True, slots=True)
class PartnerLink:
    """Two people are or were partners; the order of the two has no meaning."""

    one: PersonId
    other: PersonId
    kind: PartnerKind = PartnerKind.SPOUSE
