"""How the picture of an answer looks, and what it can do: what answers say of pictures without knowing how to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from pathlib import Path

Siblings = Literal["dots", "names", "none"]
"""How a picture shows brothers and sisters along a line."""
Style = Literal["rows", "across", "fan"]
"""How generations stand in a picture: rows from above downwards, columns side by side, rings around one person."""


class Picture(Protocol):
    """The picture of a family, as whoever draws hands it over."""

    def write(
        self,
        path: Path | str,
        *,
        form: str | None = None,
        style: Style | None = None,
        wide: bool = False,
        paper: str | None = None,
    ) -> None:
        """Write the picture to a file, which is there whole or not at all."""

    def _repr_mimebundle_(self, **_options: object) -> dict[str, str]:
        """Return the picture for notebooks."""
        ...
