"""Where facts come from: one file a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.errors import SettingsError, quoted
from cousins.sources.atlas import Atlas

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cousins.ports import Source

__all__ = ["SOURCES", "source_named"]

SOURCES: Mapping[str, Callable[[], Source]] = {"atlas": Atlas}
"""What ``--from`` understands."""


def source_named(name: str) -> Source:
    """Return the source of that name.

    Raises:
        SettingsError: There is none.
    """
    if name not in SOURCES:
        raise SettingsError(f"no source {quoted(name)}; pick one of {', '.join(sorted(SOURCES))}")
    return SOURCES[name]()
