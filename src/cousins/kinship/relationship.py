"""What one relationship between two people is, as a value.

`Bond` is what a language needs to name it, with nothing of any language in it;
`Relationship` is the bond together with the people it runs through.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from cousins.family.links import ParentKind, PartnerKind

if TYPE_CHECKING:
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
        half: Whether the lines meet in one person or a couple; FULL for adoptive and foster kin, who are neither.
        double: How many further couples join the same two people over as many
            generations, by other children: 1 for double cousins, 2 for triple ones.
        kind: BIRTH; otherwise the kind of the non-birth link on the way.
        b_older: Whether B was born before A; None when not known.
        elder_line: Whether B's line begins with the elder of the ancestor's
            two children (an elder uncle); None when not known or not fitting.
        certain: Whether the lines run through nobody who is one of several recorded fathers or mothers.
        rivals: Of a parent who is not certain to be it, how many there are, B included; else 0.
        identical: Whether the two are marked as identical twins of each other.
    """

    up: tuple[Sex | None, ...]
    down: tuple[Sex | None, ...]
    b_sex: Sex | None
    half: Half = Half.FULL
    double: int = 0
    kind: ParentKind = ParentKind.BIRTH
    b_older: bool | None = None
    elder_line: bool | None = None
    certain: bool = True
    rivals: int = 0
    identical: bool = False

    @property
    def generations(self) -> tuple[int, int]:
        """Steps from A up to the ancestor, and from there down to B."""
        return len(self.up), len(self.down)

    @property
    def distance(self) -> int:
        """Steps up and down."""
        return sum(self.generations)


@dataclass(frozen=True, slots=True)
class PartnerBond:
    """B is A's partner."""

    b_sex: Sex | None
    kind: PartnerKind = PartnerKind.SPOUSE

    @property
    def distance(self) -> int:
        """Nothing is nearer than a partner."""
        return 0


IN_LAWS: Final = frozenset(
    {
        (True, (1, 0), False),
        (True, (2, 0), False),
        (False, (0, 1), True),
        (False, (0, 2), True),
        (True, (1, 1), False),
        (False, (1, 1), True),
        (True, (1, 1), True),
    }
)
"""The ways of parents-, grandparents-, children-, grandchildren- and siblings-in-law.

Each says whether it begins with A's spouse, the generations up and down, and whether it ends with B's spouse.
"""


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

    @property
    def in_law(self) -> bool:
        """Whether they are in-laws as languages name them: the nearest kin by birth of spouses.

        Half-siblings count, as they do in speech, and where one parent is not recorded.
        """
        if self.blood.kind is not ParentKind.BIRTH:
            return False
        if any(partner and partner.kind is not PartnerKind.SPOUSE for partner in (self.a_partner, self.b_partner)):
            return False
        return (self.a_partner is not None, self.blood.generations, self.b_partner is not None) in IN_LAWS

    @property
    def distance(self) -> int:
        """Steps up and down, and one for each marriage on the way."""
        return self.blood.distance + (self.a_partner is not None) + (self.b_partner is not None)


@dataclass(frozen=True, slots=True)
class StepBond:
    """B is kin of A by a marriage of a parent, A's or B's or an ancestor's.

    Attributes:
        generations: Up and down, a stepparent counting as a parent: (1, 0) B is a stepparent; (0, 1) a
            stepchild; (1, 1) a stepsibling; (2, 1) a step-uncle or step-aunt.
        b_sex: B's sex.
    """

    generations: tuple[int, int]
    b_sex: Sex | None

    @property
    def distance(self) -> int:
        """Steps up and down, and one for the marriage."""
        return sum(self.generations) + 1


Bond = PartnerBond | BloodBond | AffinityBond | StepBond


@dataclass(frozen=True, slots=True)
class Relationship:
    """One way in which A and B are related.

    Attributes:
        bond: What B is to A, for a language to name.
        mirrored: What A is to B.
        through: The common ancestor, or the couple; for a step or affinity, the
            partners in the middle; empty for partners.
        lines: From the common ancestor (a couple's first) down to A and down to B, ends included. Of in-laws
            each line ends with the step from a partner to A or to B. Of step-kin both begin with the parent
            on A's side or B's who married, and one of them goes on with that parent's spouse. Empty for partners.
        count: How many pairs of lines there are of these generations through
            these ancestors; None when it was not counted.
        half: Whether the two lines meet in one person only, of adoptive and foster kin as well;
            None for other kin.
        suppositions: What must be true for it, besides what is certain: (child, parent), where the parent is
            one of several recorded fathers or mothers.
    """

    bond: Bond
    mirrored: Bond
    through: tuple[PersonId, ...] = ()
    lines: tuple[tuple[PersonId, ...], ...] = ()
    count: int | None = None
    half: Half | None = None
    suppositions: tuple[tuple[PersonId, PersonId], ...] = ()

    @property
    def kind(self) -> Kind:
        """Partner, blood, adoptive (or foster), step or affinity."""
        match self.bond:
            case PartnerBond():
                return Kind.PARTNER
            case AffinityBond():
                return Kind.AFFINITY
            case StepBond():
                return Kind.STEP
            case BloodBond(kind=ParentKind.BIRTH):
                return Kind.BLOOD
            case BloodBond():
                return Kind.ADOPTIVE

    @property
    def generations(self) -> tuple[int, int] | None:
        """Steps from A and from B up to the common ancestor; None unless blood or adoptive."""
        return self.bond.generations if isinstance(self.bond, BloodBond) else None

    @property
    def civil_degree(self) -> int | None:
        """The Roman degree: steps up plus steps down; None unless blood or adoptive."""
        return self.bond.distance if isinstance(self.bond, BloodBond) else None

    @property
    def canon_degree(self) -> int | None:
        """The canon law degree: the longer side; None unless blood or adoptive."""
        return max(self.bond.generations) if isinstance(self.bond, BloodBond) else None

    @property
    def distance(self) -> int:
        """Steps up and down, and one for each marriage on the way; what "nearest" means."""
        return self.bond.distance
