"""Where facts come from: one file a source."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from cousins.errors import SettingsError, quoted
from cousins.sources.atlas import Atlas

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cousins.ports import LiveSource, Source
    from cousins.settings import Settings
    from cousins.wikibase.properties import Properties

__all__ = ["SOURCES", "pages_of", "source_named"]

SOURCES: Mapping[str, str] = {
    "atlas": "Europe's royal houses, offline",
    "wikidata": "Wikidata, fifty items a request",
    "entitydata": "Wikidata, one item a request; entitydata:URL for another Wikibase",
    "sparql": "Wikidata's query service; sparql:URL for another endpoint",
    "URL": "another Wikibase, by its address",
    "FILE": "a family in a file: GEDCOM, or what explore and export wrote",
}
"""What ``--from`` understands."""


def source_named(
    name: str, settings: Settings | None = None, *, form: str | None = None, encoding: str | None = None
) -> Source | LiveSource:
    """Return the source of that name.

    Args:
        name: A key of `SOURCES`; or one with a colon and an address; or the
            address of a Wikibase; or the path of a file.
        settings: For live sources, the languages of labels and, for a Wikibase
            of its own, the numbers of its properties; read from environment and
            settings file when None.
        form: The format of a file, a name of `formats.READERS`; None to go by the ending.
        encoding: The characters of a GEDCOM or CSV file; None to see for oneself.

    Raises:
        SettingsError: There is none.
    """
    if name == "atlas":
        return Atlas()
    from cousins.addresses import is_web  # noqa: PLC0415 (not for the atlas)

    kind, _, address = ("wikidata", "", name) if is_web(name) else name.partition(":")
    if kind in _LIVE and (not address or is_web(address)):
        from cousins.settings import Settings as Record  # noqa: PLC0415 (only for live sources)

        return _live(kind, address, settings or Record.load())
    path = Path(name)
    if not form and _SITE.fullmatch(name) and not path.exists():
        from cousins.formats import format_of  # noqa: PLC0415 (only for files)

        if not format_of(path):
            raise SettingsError(f"{quoted(name)} is no file; the address of a site begins with https:// or http://")
    if form or path.suffix:
        from cousins.settings import Settings as Record  # noqa: PLC0415 (only for files)

        most = (settings or Record.load()).max_bytes
        if (form or path.suffix.lower().removeprefix(".")) == "family":
            from cousins.sources.opened_file import OpenedFile  # noqa: PLC0415 (only for files that are not read)

            return OpenedFile(path, most=most)
        from cousins.sources.file import FamilyFile  # noqa: PLC0415 (only for files that are)

        return FamilyFile(path, form=form, encoding=encoding, most=most)
    raise SettingsError(f"no source {quoted(name)}; pick one of {', '.join(SOURCES)}")


def pages_of(source: Source | LiveSource, settings: Settings) -> LiveSource:
    """Return the live source that has the whole pages of a source's people.

    That is a Wikibase itself, and Wikidata for all others: the ids of the
    atlas and of explored families are Wikidata's, and a query service tells of
    links and dates only.

    Args:
        source: Where the people are from.
        settings: Where Wikidata is, and the languages of labels.
    """
    from cousins import ports  # noqa: PLC0415 (only for live sources)
    from cousins.settings import WIKIDATA_ENTITIES  # noqa: PLC0415 (as above)
    from cousins.sources.sparql import Sparql  # noqa: PLC0415 (as above)

    if isinstance(source, ports.Source) or (isinstance(source, Sparql) and source.entities == WIKIDATA_ENTITIES):
        return _live("wikidata", "", settings)
    return source


def _properties(settings: Settings, address: str) -> Properties:
    """Return the numbers that hold at an address: those of the setting, but Wikidata's where it is Wikidata itself."""
    from cousins.wikibase.properties import WIKIDATA, Properties  # noqa: PLC0415 (as above)

    if settings.properties is None or _is_wikidata(address):
        return WIKIDATA
    from cousins.settings import read_toml  # noqa: PLC0415 (as above)

    try:
        return Properties.of(read_toml(settings.properties))
    except FileNotFoundError:
        raise SettingsError(f"no table of properties at {settings.properties}") from None
    except SettingsError as error:
        raise SettingsError(f"{settings.properties}: {str(error).removeprefix(f'{settings.properties}: ')}") from None


_SITE = re.compile(r"(www\.|[\w-]+\.[\w-]+\.|[\w.-]+:\d)\S*")
"""What is more like the address of a site than the name of a file."""
_LIVE = frozenset({"wikidata", "entitydata", "sparql"})


def _is_wikidata(address: str) -> bool:
    from cousins.settings import WIKIDATA_QUERY_SERVICE, WIKIDATA_SITE  # noqa: PLC0415 (as above)

    return address in {"", WIKIDATA_SITE, WIKIDATA_QUERY_SERVICE}


def _live(kind: str, address: str, settings: Settings) -> LiveSource:
    """Return a live source of this kind; each brings in its own module only.

    Args:
        kind: A name of `_LIVE`.
        address: Of the site or endpoint, as it was typed; empty for Wikidata's.
        settings: The languages of labels, and the numbers of a Wikibase of its own.
    """
    from cousins import addresses  # noqa: PLC0415 (only for live sources)

    try:
        address = (addresses.endpoint if kind == "sparql" else addresses.site)(address) if address else ""
    except ValueError as error:
        raise SettingsError(f"{quoted(address)} is not {error}") from None
    properties, languages = _properties(settings, address), settings.languages
    shown = addresses.without_login(address)
    named = f"{kind}:{shown}" if shown else kind
    if kind == "sparql":
        from cousins.settings import WIKIDATA_ENTITIES, WIKIDATA_QUERY_SERVICE  # noqa: PLC0415 (as above)
        from cousins.sources.sparql import Sparql  # noqa: PLC0415 (as above)

        entities = WIKIDATA_ENTITIES if _is_wikidata(address) else settings.concept_base
        place = address or WIKIDATA_QUERY_SERVICE
        return Sparql(place, languages=languages, properties=properties, entities=entities, name=named)
    site = address or settings.wikidata
    if kind == "entitydata":
        from cousins.sources.entitydata import EntityData  # noqa: PLC0415 (as above)

        return EntityData(site, properties=properties, name=named)
    from cousins.sources.wikidata import ActionApi  # noqa: PLC0415 (as above)

    return ActionApi(site, languages=languages, properties=properties, name=shown or kind)
