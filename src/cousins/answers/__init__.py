"""The values that people get for their questions, their text, and their records for JSON."""

from __future__ import annotations

# Text and records register themselves with `rendering`, so they are there wherever a value is.
from cousins.answers import records, text
from cousins.answers.values import Listing, NamedRelationship, PathStep, Profile, Relation, Row, Siblings, Subset

__all__ = [
    "Listing",
    "NamedRelationship",
    "PathStep",
    "Profile",
    "Relation",
    "Row",
    "Siblings",
    "Subset",
    "records",
    "text",
]
