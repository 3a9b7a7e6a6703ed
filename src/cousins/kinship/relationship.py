"""What one relationship between two people is, as a value.

`Bond` is what a language needs to name it, with nothing of any language in it;
`Relationship` is the bond together with the people it runs through.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from cousins.family.links import ParentKind, PartnerKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from cousins.family.person import PersonId, Sex


class Kind(Enum):
    """The kinds of relationship, told apart before any is named."""

    PARTNER = "partner"
    BLOOD = "blood"
    ADOPTIVE = "adoptive"
    STEP = "step"
    AFFINITY = "affinity"


class Half(Enum):
    """Whether two lines that meet below a common ancestor meet in a couple.

    UNCERTAIN: in one person only as far as is recorded, but the other parent
    of at least one of the two children is not recorded.
    """

    FULL = "full"
    HALF = "half"
    UNCERTAIN = "uncertain"


class Step(Enum):
    """One link of a path, named for the person it leads to."""

    PARENT = "parent"
    CHILD = "child"
    PARTNER = "partner"
    UNMARRIED_PARTNER = "unmarried partner"
    ADOPTIVE_PARENT = "adoptive parent"
    ADOPTIVE_CHILD = "adoptive child"
    STEP_PARENT = "step parent"
    STEP_CHILD = "step child"
    FOSTER_PARENT = "foster parent"
    FOSTER_CHILD = "foster child"


def half_of(parents: Collection[int], others: Collection[int]) -> Half:
    """Return whether two children of these recorded parents, at least one of them shared, are full or half."""
    most = 1
    if len(set(parents) & set(others)) > most:
        return Half.FULL
    return Half.HALF if min(len(parents), len(others)) > most else Half.UNCERTAIN


@dataclass(frozen=True, slots=True)
class BloodBond:
    """How B is related to A through a common ancestor, seen from A.

    Attributes:
        up: The sexes along A's line, from A's parent up to the common
            ancestor; empty when A is the ancestor. For a couple, the sex of
            the ancestor is None.
        down: The sexes along B's line, from the ancestor's child down to B;
            empty when B is the ancestor.
        b_sex: B's own sex (the last of `down`, if there is one; for a direct
            ancestor the last of `up`).
        half: Whether the lines meet in one person or a couple.
        double: How many further couples join the same two people over as many
            generations, by other children: 1 for double cousins, 2 for triple ones.
        kind: BIRTH; otherwise the kind of the non-birth link on the way.
        b_older: Whether B was born before A; None when not known.
        elder_line: Whether B's line begins with the elder of the ancestor's
            two children (an elder uncle); None when not known or not fitting.
    """

    up: tuple[Sex | None, ...]
    down: tuple[Sex | None, ...]
    b_sex: Sex | None
    half: Half = Half.FULL
    double: int = 0
    kind: ParentKind = ParentKind.BIRTH
    b_older: bool | None = None
    elder_line: bool | None = None

    @property
    def generations(self) -> tuple[int, int]:
        """Steps from A up to the ancestor, and from there down to B."""
        return len(self.up), len(self.down)


@dataclass(frozen=True, slots=True)
class PartnerBond:
    """B is A's partner."""

    b_sex: Sex | None
    kind: PartnerKind = PartnerKind.SPOUSE


@dataclass(frozen=True, slots=True)
class AffinityBond:
    """B is kin of A's partner, or the partner of A's kin, or both.

    Attributes:
        a_partner: A's partner, when the way begins with one; else None.
        blood: The kinship in the middle: of A (or A's partner) to B (or B's partner).
        b_partner: How B is partner to the end of `blood`; None when B is that end.
    """

    a_partner: PartnerBond | None
    blood: BloodBond
    b_partner: PartnerBond | None


@dataclass(frozen=True, slots=True)
class StepBond:
    """B is kin of A only by a marriage of a parent.

    Attributes:
        generations: (1, 0) B is a stepparent; (0, 1) a stepchild; (1, 1) a
            stepsibling; (2, 0) a stepgrandparent; (0, 2) a stepgrandchild.
        b_sex: B's sex.
    """

    generations: tuple[int, int]
    b_sex: Sex | None


Bond = PartnerBond | BloodBond | AffinityBond | StepBond


@dataclass(frozen=True, slots=True)
class Relationship:
    """One way in which A and B are related.

    Attributes:
        kind: Partner, blood, adoptive, step or affinity.
        b_is: What B is to A, in words: ``second cousin once removed``.
        a_is: What A is to B, in words.
        bond: What `b_is` was made from, for a language that is to name it otherwise.
        mirrored: The same for `a_is`.
        generations: For blood and adoptive kin, steps from A and from B up to
            the common ancestor; else None.
        half: For blood kin, whether the two lines meet in one person only.
        through: The common ancestor, or the couple; for a step or affinity, the
            partners in the middle; empty for partners.
        lines: For blood kin, from the ancestor (a couple's first) down to A and
            down to B, ends included; else empty.
        count: How many pairs of lines there are of these generations through
            these ancestors; None when it was not counted.
    """

    kind: Kind
    b_is: str
    a_is: str
    bond: Bond
    mirrored: Bond
    generations: tuple[int, int] | None = None
    half: Half | None = None
    through: tuple[PersonId, ...] = ()
    lines: tuple[tuple[PersonId, ...], ...] = ()
    count: int | None = None

    def __str__(self) -> str:
        """Return what B is to A."""
        return self.b_is

    @property
    def civil_degree(self) -> int | None:
        """The Roman degree: steps up plus steps down; None unless blood or adoptive."""
        return sum(self.generations) if self.generations else None

    @property
    def canon_degree(self) -> int | None:
        """The canon law degree: the longer side; None unless blood or adoptive."""
        return max(self.generations) if self.generations else None

    @property
    def distance(self) -> int:
        """Steps up and down, and one for each marriage on the way; what "nearest" means."""
        return _distance(self.bond)


def _distance(bond: Bond) -> int:
    match bond:
        case PartnerBond():
            return 0
        case BloodBond():
            return sum(bond.generations)
        case StepBond():
            return sum(bond.generations) + 1
        case AffinityBond():
            return sum(bond.blood.generations) + (bond.a_partner is not None) + (bond.b_partner is not None)
