"""The values that people get for their questions, their text, and their records for JSON: one file an answer."""

from __future__ import annotations

# The largest answer stands in three files; its text and record register themselves with `rendering`.
from cousins.answers import relation_record, relation_text

__all__ = ["relation_record", "relation_text"]
