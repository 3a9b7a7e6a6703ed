"""GEDCOM of every version, read and written.

Reading goes down these files: `reader` asks `encoding` for characters, `blocks` for
lines in order, `record_index` for who is in which family (with `pedigree_linkage` for
how), `family_links` for links between people, and `individuals` for the people
themselves, made when somebody asks. `writer` asks `households` which families there
are. Both speak of dates through `date_values` and `calendars`.
"""

from __future__ import annotations

from cousins.formats.gedcom.reader import read_gedcom
from cousins.formats.gedcom.writer import write_gedcom, write_gedzip

__all__ = ["read_gedcom", "write_gedcom", "write_gedzip"]
