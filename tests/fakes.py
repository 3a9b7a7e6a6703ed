"""What stands in for the network in tests: a Wikibase on loopback that is true to the wire."""

from __future__ import annotations

from fake_wikibase import faults
from fake_wikibase.commons import File
from fake_wikibase.entities import GREGORIAN, JULIAN, Snak, Time, item, numbered, snak, statement
from fake_wikibase.server import FakeWikibase
from fake_wikibase.traffic import Limits, Request

__all__ = [
    "GREGORIAN",
    "JULIAN",
    "FakeWikibase",
    "File",
    "Limits",
    "Request",
    "Snak",
    "Time",
    "faults",
    "item",
    "numbered",
    "snak",
    "statement",
]
