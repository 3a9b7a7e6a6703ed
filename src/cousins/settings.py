"""Every setting in one table, and the frozen record that is made of it.

A value is looked for in four places, the first that has one wins: the flag of
a command, the environment (``COUSINS_CONTACT``), the settings file
(``contact = "me@example.org"`` in TOML), the default. The record is made once,
where the program starts, and passed down.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cousins import setting_values
from cousins.addresses import concepts, site
from cousins.errors import FormatError, SettingsError, quoted
from cousins.opening import MOST_BYTES, opener

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PREFIX: Final = "COUSINS_"
"""What the name of a setting starts with in the environment."""
WIKIDATA_SITE: Final = "https://www.wikidata.org"
"""Where Wikidata is."""
WIKIDATA_PAGES: Final = f"{WIKIDATA_SITE}/wiki/"
"""What the address of an item's page begins with; the id follows."""
WIKIDATA_ENTITIES: Final = "http://www.wikidata.org/entity/"
"""What the name of an item in RDF begins with: a name, no address, so it says http for good. The id follows."""
WIKIDATA_QUERY_SERVICE: Final = "https://query.wikidata.org/sparql"
"""Wikidata's own SPARQL endpoint."""
COMMONS_SITE: Final = "https://commons.wikimedia.org"
"""Where Wikimedia Commons is."""


@dataclass(frozen=True, slots=True)
class Option:
    """One line of the table of settings.

    Attributes:
        name: As in the settings file; the flag is ``--max-age`` for ``max_age``.
        default: The value when nobody says anything, in words.
        unit: What the value is counted in; empty when it is not a number.
        help: One line.
        read: Makes the value of what was written; raises `ValueError` with what it should be.
    """

    name: str
    default: str
    unit: str
    help: str
    read: Callable[[str], Any]

    @property
    def variable(self) -> str:
        """The name in the environment."""
        return PREFIX + self.name.upper()


OPTIONS: Final = (
    Option("me", "none", "", "Who you are, by name or id: asked about where a name is left out.", setting_values.name),
    Option(
        "me_from", "the atlas", "", "The source you are looked for in where --from names none.", setting_values.name
    ),
    Option(
        "contact", "none", "", "Your mail address or page, told to the hosts that are asked.", setting_values.contact
    ),
    Option(
        "proxy",
        "the environment's",
        "",
        "Proxy for every request: http, https or socks5 address.",
        setting_values.proxy,
    ),
    Option(
        "ca_file",
        "the system's",
        "",
        "File of further certificate authorities to trust (PEM).",
        setting_values.file_or_none,
    ),
    Option("timeout", "90", "seconds", "How long one answer may take in all.", setting_values.above_zero),
    Option("languages", "en", "", "Languages of labels, best first, with commas between.", setting_values.languages),
    Option("cache_folder", "the platform's", "", "Where fetched items are kept.", setting_values.file_or_none),
    Option("max_age", "30d", "seconds", "How old a kept item may be; never: any age will do.", setting_values.duration),
    Option("offline", "no", "", "Ask no host at all; only what is kept is used.", setting_values.switch),
    Option("refresh", "no", "", "Fetch again what is kept.", setting_values.switch),
    Option(
        "properties",
        "none",
        "",
        "File of the property numbers of another Wikibase (TOML).",
        setting_values.file_or_none,
    ),
    Option("concept_base", WIKIDATA_ENTITIES, "", "What its items' addresses begin with in RDF.", concepts),
    Option(
        "concurrency",
        "20",
        "requests",
        "Requests at once to a host that has no rules of its own.",
        setting_values.count,
    ),
    Option(
        "rate",
        "none",
        "requests a second",
        "Most requests a second to such a host; none: no limit.",
        setting_values.rate,
    ),
    Option(
        "max_bytes",
        "128M",
        "bytes",
        "Most bytes of a packed family file or a pipe; none: any number.",
        setting_values.size,
    ),
    Option("wikidata", WIKIDATA_SITE, "", "Where Wikidata is, or a mirror of it.", site),
    Option(
        "commons",
        COMMONS_SITE,
        "",
        "Where the images are that items name: Wikimedia Commons, or a mirror.",
        site,
    ),
)
"""The table of all settings, in the order of the documentation."""
_BY_NAME: Final = {option.name: option for option in OPTIONS}


def config_file(environment: Mapping[str, str]) -> Path:
    """Return where the settings file is looked for; it need not exist.

    ``COUSINS_CONFIG``, else ``config.toml`` in the platform's folder for settings
    (XDG Base Directory Specification on Linux).

    Example:
        >>> config_file({"COUSINS_CONFIG": "mine.toml"}).name
        'mine.toml'
    """
    named = environment.get(PREFIX + "CONFIG")
    try:
        return setting_values.folder(named) if named else _place(environment, _CONFIG) / "config.toml"
    except ValueError as error:
        raise SettingsError(f"{PREFIX}CONFIG must be {error}, not {quoted(named or '')}") from None


def cache_folder(environment: Mapping[str, str]) -> Path:
    """Return the platform's folder for what can be fetched again; it need not exist."""
    return _place(environment, _CACHE)


_CONFIG: Final = ("XDG_CONFIG_HOME", ".config", "Library/Application Support", "APPDATA", "AppData/Roaming")
_CACHE: Final = ("XDG_CACHE_HOME", ".cache", "Library/Caches", "LOCALAPPDATA", "AppData/Local")


def _place(environment: Mapping[str, str], names: tuple[str, str, str, str, str]) -> Path:
    variable, linux, mac, windows_variable, windows = names
    home = Path(environment.get("HOME") or environment.get("USERPROFILE") or "~").expanduser()
    if sys.platform == "win32":
        return Path(environment.get(windows_variable) or home / windows) / "cousins"
    named = Path(environment.get(variable, ""))
    if named.is_absolute():
        return named / "cousins"
    return home / (mac if sys.platform == "darwin" else linux) / "cousins"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the user decided, once and for the whole run.

    Attributes:
        me: Who the user is, by name or id; None when nobody said. Only the command line looks at it.
        me_from: The source in which the user is looked for, where no other is named; None for the atlas.
        contact: The operator's mail address or page; None when nobody said.
        proxy: The address of a proxy for all requests; None for the environment's.
        ca_file: Certificate authorities to trust beside the system's; None for none.
        timeout: Seconds that one answer may take in all.
        languages: Codes of the languages of labels, best first.
        cache_folder: Where fetched items are kept; the platform's folder for such things where nothing is said.
        max_age: Seconds that a kept item is good for; None for ever.
        offline: Whether to ask no host at all.
        refresh: Whether to fetch again what is kept.
        properties: File of the property numbers of a Wikibase of its own; None for Wikidata's.
        concept_base: What the addresses of items begin with in the RDF of a Wikibase of its own.
        concurrency: Requests at once to a host without rules of its own.
        rate: Requests a second to such a host; None without limit.
        max_bytes: How many bytes a packed family file, or one from a pipe, may have; None for any number.
        wikidata: The address of Wikidata, or of a mirror, without a path.
        commons: The address of the site with the images that items name, without a path.

    Example:
        >>> Settings.load({"COUSINS_MAX_AGE": "12h"}, {"concurrency": "4"}, None).max_age
        43200.0
    """

    me: str | None = None
    me_from: str | None = None
    contact: str | None = None
    proxy: str | None = None
    ca_file: Path | None = None
    timeout: float = 90.0
    languages: tuple[str, ...] = ("en",)
    cache_folder: Path = field(default_factory=lambda: cache_folder(os.environ))
    max_age: float | None = 30 * setting_values.DAY
    offline: bool = False
    refresh: bool = False
    properties: Path | None = None
    concept_base: str = WIKIDATA_ENTITIES
    concurrency: int = 20
    rate: float | None = None
    max_bytes: int | None = MOST_BYTES
    wikidata: str = WIKIDATA_SITE
    commons: str = COMMONS_SITE

    @classmethod
    def load(
        cls,
        environment: Mapping[str, str] | None = None,
        flags: Mapping[str, object] | None = None,
        config: Path | None = None,
    ) -> Settings:
        """Return the settings of this run.

        Args:
            environment: Instead of the process's own.
            flags: What the command line said, by name; None counts as unsaid.
            config: The settings file, which must exist; None for the usual
                place, where none need be.

        Raises:
            SettingsError: A value makes no sense, a name is unknown, or the file cannot be read.
        """
        known = os.environ if environment is None else environment
        path = config or config_file(known)
        from_file = _config_values(path, needed=config is not None)
        variables = {one.name: known[one.variable] for one in OPTIONS if one.variable in known}
        chosen = {
            **_read_all(from_file, lambda option: f"{option.name} in {path}"),
            **_read_all(variables, lambda option: option.variable),
            **_read_all(flags or {}, lambda option: f"--{option.name.replace('_', '-')}"),
        }
        return cls(**chosen | {"cache_folder": chosen.get("cache_folder") or cache_folder(known)})


def read_toml(path: Path) -> dict[str, object]:
    """Return what a file of settings in TOML holds.

    Raises:
        FileNotFoundError: There is none.
        SettingsError: It cannot be read, or is no TOML.
    """
    import tomllib  # noqa: PLC0415 (most runs have no file)

    if not path.exists():
        raise FileNotFoundError(path)
    try:
        with opener(path, _MOST_TOML)() as file:
            raw = file.read(_MOST_TOML + 1)
        if len(raw) <= _MOST_TOML:
            return tomllib.loads(raw.decode().replace("\r\n", "\n"))
        reason = f"more than {_MOST_TOML:,} bytes"
    except RecursionError:
        reason = "lists or tables that are nested too deeply"
    except FormatError as error:
        raise SettingsError(str(error)) from None
    except OSError as error:
        reason = error.strerror or str(error)
    except ValueError as error:
        reason = f"no TOML: {error}"
    raise SettingsError(f"{path}: {reason}")


_MOST_TOML: Final = 1 << 20


def _config_values(path: Path, *, needed: bool) -> dict[str, object]:
    """Return what stands in the settings file; nothing when there is none and none is needed."""
    try:
        found = read_toml(path)
    except FileNotFoundError:
        if needed:
            raise SettingsError(f"no settings file at {path}") from None
        return {}
    except SettingsError as error:
        raise SettingsError(f"cannot read the settings in {error}") from None
    unknown = sorted(found.keys() - _BY_NAME.keys())
    if unknown:
        raise SettingsError(f"{path}: no setting is called {quoted(unknown[0])}; pick one of {', '.join(_BY_NAME)}")
    return found


def _read_all(values: Mapping[str, object], where: Callable[[Option], str]) -> dict[str, Any]:
    """Return the values of one place, read; `where` names that place for a complaint."""
    read: dict[str, Any] = {}
    for name, value in values.items():
        if value is None:
            continue
        if name not in _BY_NAME:
            raise SettingsError(f"no setting is called {quoted(name)}; pick one of {', '.join(_BY_NAME)}")
        try:
            text = setting_values.as_text(value)
            read[name] = _BY_NAME[name].read(text.strip())
        except TypeError as error:
            raise SettingsError(f"{where(_BY_NAME[name])} must be a text or a number, not {error}") from None
        except ValueError as error:
            raise SettingsError(f"{where(_BY_NAME[name])} must be {error}, not {quoted(text)}") from None
    return read
