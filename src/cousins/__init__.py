"""How are these two people related?

>>> import cousins
>>> answer = cousins.relate("Elizabeth II", "Prince Philip")
>>> [relationship.b_is for relationship in answer.relationships[:3]]
['husband', 'second cousin once removed', 'third cousin']
"""

from __future__ import annotations

from cousins.api import ancestors, descendants, find, relate, show
from cousins.errors import (
    AmbiguousNameError,
    CousinsError,
    EntityIdError,
    FormatError,
    PersonNotFoundError,
    SettingsError,
    SourceError,
    UnknownFormatError,
)
from cousins.explorer import Explorer
from cousins.family.dates import Calendar, Date, Precision
from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentKind, ParentLink, PartnerKind, PartnerLink
from cousins.family.names import Match
from cousins.family.person import Person, PersonId, Sex
from cousins.kinship.answers import Listing, Profile, Relation, Row
from cousins.kinship.relationship import Half, Kind, Relationship

__all__ = [
    "AmbiguousNameError",
    "Calendar",
    "CousinsError",
    "Date",
    "EntityIdError",
    "Explorer",
    "FamilyGraph",
    "FormatError",
    "Half",
    "Kind",
    "Listing",
    "Match",
    "ParentKind",
    "ParentLink",
    "PartnerKind",
    "PartnerLink",
    "Person",
    "PersonId",
    "PersonNotFoundError",
    "Precision",
    "Profile",
    "Relation",
    "Relationship",
    "Row",
    "SettingsError",
    "Sex",
    "SourceError",
    "UnknownFormatError",
    "ancestors",
    "descendants",
    "find",
    "relate",
    "show",
]
