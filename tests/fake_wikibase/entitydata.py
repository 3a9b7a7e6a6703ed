"""Special:EntityData: one item an address, with the real status when something is wrong."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import TYPE_CHECKING

from fake_wikibase.answers import Answer, moved, page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fake_wikibase.entities import Json
    from fake_wikibase.world import World

PATH = "/wiki/Special:EntityData/"
_ID = re.compile(r"[QP][1-9][0-9]{0,9}")
_LONGEST_CHAIN = 10


def entity_data(world: World, name: str, headers: Mapping[str, str]) -> Answer:
    """Return what stands at ``Special:EntityData/<name>``.

    Redirects of items are followed in silence, through several hops; the
    answer is keyed by the id at their end.
    """
    asked, dot, form = name.partition(".")
    if not _ID.fullmatch(asked.upper()):
        return page(400, f"Invalid ID: {asked}.")
    if asked != asked.upper():
        return moved(301, f"{world.root}{PATH}{asked.upper()}{dot}{form}")
    if not dot:
        return moved(303, f"{world.root}{PATH}{asked}.json")
    if form != "json":
        return page(415, f"The data format {form} is not supported by this interface.")
    target = world.target(asked, hops=_LONGEST_CHAIN)
    found = world.item(target) if target else None
    if found is None:
        return page(404, f"No entity with ID {target or asked} was found.")
    return _found(world, found, headers)


def _found(world: World, found: Json, headers: Mapping[str, str]) -> Answer:
    modified = datetime.strptime(found["modified"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    if modified <= _known(headers):
        return Answer(304, b"", {"Content-Type": "text/html; charset=UTF-8"})
    whole = found | {"claims": world.padded(found["claims"])}
    return Answer(
        200,
        world.text({"entities": {found["id"]: whole}}),
        {
            "Content-Type": "application/json; charset=UTF-8",
            "Last-Modified": format_datetime(modified, usegmt=True),
            "Cache-Control": "private, no-cache, s-maxage=0",
            "Access-Control-Allow-Origin": "*",
        },
    )


def _known(headers: Mapping[str, str]) -> datetime:
    """Return the time up to which the client knows the item."""
    try:
        return parsedate_to_datetime(headers.get("If-Modified-Since", ""))
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
