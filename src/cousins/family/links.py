"""The links that make persons a family."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cousins.family.person import PersonId


class ParentKind(Enum):
    """How somebody is a parent. Only birth counts in kinship coefficients."""

    BIRTH = "birth"
    ADOPTIVE = "adoptive"
    STEP = "step"
    FOSTER = "foster"


class PartnerKind(Enum):
    """Whether partners were married."""

    SPOUSE = "spouse"
    UNMARRIED = "unmarried"


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
