"""How are these two people related?

>>> import cousins
>>> answer = cousins.relate("Elizabeth II", "Prince Philip")
>>> [relationship.b_is for relationship in answer.relationships[:3]]
['husband', 'second cousin once removed', 'third cousin']
"""

from __future__ import annotations

from cousins.answers.values import Listing, Profile, Relation, Row
from cousins.api import ancestors, descendants, download, find, portraits, relate, show, tree
from cousins.errors import (
    AmbiguousNameError,
    ContactMissingError,
    CousinsError,
    EntityIdError,
    FormatError,
    PersonNotFoundError,
    RateLimitError,
    SettingsError,
    SourceAnswerError,
    SourceError,
    SourceTimeoutError,
    StoreCorruptError,
    StoreError,
    StoreVersionError,
    UnknownFormatError,
)
from cousins.explorer import Explorer, Tree
from cousins.family.dates import Calendar, Date, Precision
from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentKind, ParentLink, PartnerKind, PartnerLink
from cousins.family.names import Match
from cousins.family.person import Person, PersonId, Sex
from cousins.kinship.relationship import Half, Kind, Relationship
from cousins.settings import Settings
from cousins.sources import source_named

__all__ = [
    "AmbiguousNameError",
    "Calendar",
    "ContactMissingError",
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
    "RateLimitError",
    "Relation",
    "Relationship",
    "Row",
    "Settings",
    "SettingsError",
    "Sex",
    "SourceAnswerError",
    "SourceError",
    "SourceTimeoutError",
    "StoreCorruptError",
    "StoreError",
    "StoreVersionError",
    "Tree",
    "UnknownFormatError",
    "ancestors",
    "descendants",
    "download",
    "find",
    "portraits",
    "relate",
    "show",
    "source_named",
    "tree",
]
