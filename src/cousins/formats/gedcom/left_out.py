"""What stands in a GEDCOM file and is not read: it is counted when a family is written, so that its absence is said."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cousins.formats.gedcom.blocks import Block

_KINDS = {"NOTE": "notes", "SOUR": "sources", "OBJE": "pictures and other media", "ASSO": "associations"}
_UNREAD = re.compile(
    r"\n(?:[1-9] (NOTE|SOUR|OBJE|ASSO)\b|1 (?:OCCU|RESI|EDUC|RELI|TITL|GRAD|EMIG|IMMI|NATU|CENS|WILL|PROB|RETI|CONF"
    r"|FACT|EVEN|DSCR|NATI|PROP|MARB|MARC|MARL|MARS|DIVF)\b)"
)


def left_out(blocks: Iterable[Block], associations: int = 0) -> Counter[str]:
    """Return how many notes, sources and so on a file has.

    Args:
        blocks: The text.
        associations: How many of these were read.
    """
    counted: Counter[str] = Counter()
    for block in blocks:
        text = block.text
        start = text.find("\n0 ", 1) if text.startswith("\n0 HEAD") else 0
        counted.update(_KINDS.get(match[1], "other facts") for match in _UNREAD.finditer(text, max(start, 0)))
    counted["associations"] -= associations
    return +counted
