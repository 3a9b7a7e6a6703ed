"""How are these two people related?

>>> import cousins
>>> answer = cousins.relate("Elizabeth II", "Prince Philip")
>>> [relationship.b_is for relationship in answer.relationships[:3]]
['husband', 'second cousin once removed', 'third cousin']

Every name in ``__all__`` is public, and nothing else is. Each is loaded when it is first
asked for, so that a command pays for no other's imports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cousins.answers.findings import Finding
    from cousins.answers.listing import Listing, Row
    from cousins.answers.profile import Profile
    from cousins.answers.relation import NamedRelationship, PathStep, Relation
    from cousins.answers.subset import Subset
    from cousins.api import (
        ancestors,
        check,
        descendants,
        explore,
        find,
        portraits,
        read,
        relate,
        show,
        tree,
        write,
    )
    from cousins.checks import Rule, Severity
    from cousins.downloads import Download, DownloadReport, Outcome, Progress, download
    from cousins.drawing import Scene, Tree
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
    from cousins.explorer import Explorer
    from cousins.explorer.checked import Checked
    from cousins.explorer.layer import Layer
    from cousins.explorer.portraits import Lack
    from cousins.family.dates import Bound, Calendar, Date, Precision
    from cousins.family.graph import FamilyGraph
    from cousins.family.links import ParentKind, ParentLink, PartnerKind, PartnerLink
    from cousins.family.names import Match
    from cousins.family.person import Person, PersonId, Sex
    from cousins.family.resolve import Understood
    from cousins.formats.report import Problem, Report, Trouble
    from cousins.kinship.relationship import (
        AffinityBond,
        BloodBond,
        Half,
        Kind,
        PartnerBond,
        Relationship,
        StepBond,
    )
    from cousins.kinship.scope import Scope
    from cousins.kinship.walk import ExploringWalk, Kin
    from cousins.ports import LiveSource, Source
    from cousins.settings import Settings
    from cousins.sources import source_named
    from cousins.stores.source_cache import StoreTrouble
    from cousins.terms import Language, speaker
    from cousins.transport.events import Event, Happening

__all__ = [
    "AffinityBond",
    "AmbiguousNameError",
    "BloodBond",
    "Bound",
    "Calendar",
    "Checked",
    "ContactMissingError",
    "CousinsError",
    "Date",
    "Download",
    "DownloadReport",
    "EntityIdError",
    "Event",
    "Explorer",
    "ExploringWalk",
    "FamilyGraph",
    "Finding",
    "FormatError",
    "Half",
    "Happening",
    "Kin",
    "Kind",
    "Lack",
    "Language",
    "Layer",
    "Listing",
    "LiveSource",
    "Match",
    "NamedRelationship",
    "Outcome",
    "ParentKind",
    "ParentLink",
    "PartnerBond",
    "PartnerKind",
    "PartnerLink",
    "PathStep",
    "Person",
    "PersonId",
    "PersonNotFoundError",
    "Precision",
    "Problem",
    "Profile",
    "Progress",
    "RateLimitError",
    "Relation",
    "Relationship",
    "Report",
    "Row",
    "Rule",
    "Scene",
    "Scope",
    "Settings",
    "SettingsError",
    "Severity",
    "Sex",
    "Source",
    "SourceAnswerError",
    "SourceError",
    "SourceTimeoutError",
    "StepBond",
    "StoreCorruptError",
    "StoreError",
    "StoreTrouble",
    "StoreVersionError",
    "Subset",
    "Tree",
    "Trouble",
    "Understood",
    "UnknownFormatError",
    "ancestors",
    "check",
    "descendants",
    "download",
    "explore",
    "find",
    "portraits",
    "read",
    "relate",
    "show",
    "source_named",
    "speaker",
    "tree",
    "write",
]

_HOMES = {
    "answers.listing": "Listing Row",
    "answers.profile": "Profile",
    "answers.relation": "NamedRelationship PathStep Relation",
    "answers.subset": "Subset",
    "api": "ancestors check descendants explore find portraits read relate show tree write",
    "answers.findings": "Finding",
    "checks": "Rule Severity",
    "downloads": "Download DownloadReport Outcome Progress download",
    "drawing": "Scene Tree",
    "errors": (
        "AmbiguousNameError ContactMissingError CousinsError EntityIdError FormatError PersonNotFoundError "
        "RateLimitError SettingsError SourceAnswerError SourceError SourceTimeoutError StoreCorruptError StoreError "
        "StoreVersionError UnknownFormatError"
    ),
    "explorer": "Explorer",
    "explorer.checked": "Checked",
    "explorer.layer": "Layer",
    "explorer.portraits": "Lack",
    "family.dates": "Bound Calendar Date Precision",
    "family.graph": "FamilyGraph",
    "family.links": "ParentKind ParentLink PartnerKind PartnerLink",
    "family.names": "Match",
    "family.person": "Person PersonId Sex",
    "family.resolve": "Understood",
    "formats.report": "Problem Report Trouble",
    "kinship.relationship": "AffinityBond BloodBond Half Kind PartnerBond Relationship StepBond",
    "kinship.scope": "Scope",
    "kinship.walk": "ExploringWalk Kin",
    "ports": "LiveSource Source",
    "settings": "Settings",
    "sources": "source_named",
    "stores.source_cache": "StoreTrouble",
    "terms": "Language speaker",
    "transport.events": "Event Happening",
}
"""In which file each public name lives; the imports above tell type checkers the same, and a test compares."""
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 (so that the face itself loads nothing)

    value = globals()[name] = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    return value


def __dir__() -> list[str]:
    """Return all names, those that are not loaded yet as well."""
    return sorted({*globals(), *_HOME_OF})
