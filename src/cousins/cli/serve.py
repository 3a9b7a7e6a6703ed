"""``cousins serve``: the page and the API, on this machine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from cousins.cli.options import Question, explorer, from_option, language_option, live_options, reading_options
from cousins.cli.screen import complain
from cousins.errors import ContactMissingError, SettingsError

if TYPE_CHECKING:
    from cousins.explorer import Explorer
    from cousins.settings import Settings


def _serve(
    host: str,
    port: int,
    uds: str | None,
    root_path: str,
    hosts: tuple[str, ...],
    origins: tuple[str, ...],
    proxies: str,
    opens: bool,
    logs: bool,
    tools: bool,
    files: bool | None,
    portraits: bool,
    source: str,
    language: str,
    **live: object,
) -> None:
    """Open a page on which anybody can ask how two people are related; /api has the same as JSON.

    It is for this machine alone, unless --host says otherwise. Ctrl-C ends it.
    """
    try:
        from cousins.web.own_files import FileRules  # noqa: PLC0415 (only here is a server needed)
        from cousins.web.serving import Place, serve  # noqa: PLC0415 (as above)
    except ModuleNotFoundError as error:
        raise SettingsError(f"serve needs {error.name}: pip install 'cousins[web]'") from None
    from cousins.settings import Settings  # noqa: PLC0415 (as above)

    if tools:
        try:
            import mcp  # noqa: F401, PLC0415 (only who wants tools needs it)
        except ModuleNotFoundError:
            raise SettingsError("tools for assistants need a package more: pip install 'cousins[mcp]'") from None
    place = Place(
        host=host,
        port=port,
        uds=uds,
        root_path=root_path,
        hosts=hosts,
        origins=origins,
        proxies=proxies,
        opens=opens and uds is None,
        logs=logs,
        tools=tools,
        files=files,
        portraits=portraits,
        rules=FileRules(
            most=Settings.load(flags=live).max_bytes,
            living=click.get_current_context().meta.get("cousins.living"),
            direct=not files,
        ),
    )
    explored = _asked(source, language, live, network=portraits)
    if portraits:
        _check_contact(explored.settings)

    def said(address: str) -> None:
        complain(f"{address} (Ctrl-C ends it)")
        if not place.is_loopback:
            complain(f"everybody who reaches {host} can ask; put a proxy with TLS before it, see docs/deploy.md")
            if files:
                complain(
                    "visitors may bring their own family files: these reach this machine, and stay in this process"
                )

    serve(explored, place, said)


def _asked(source: str, language: str, live: dict[str, object], *, network: bool) -> Explorer:
    """Return the explorer that the page asks.

    One request brings the names in all languages that the page offers, so that a change of them asks nobody.
    """
    from cousins.terms.page_words import LANGUAGES  # noqa: PLC0415 (only where there is a page)

    explored = explorer(source, language, live=live, network=network)
    if not explored.live:
        return explored
    own = explored.settings.languages
    wide = ",".join(dict.fromkeys([*own, *LANGUAGES]))
    return explorer(source, language, live={**live, "languages": wide}).naming(own)


def _check_contact(settings: Settings) -> None:
    """Refuse to serve portraits where nobody would get one, since nobody said who asks for them.

    Raises:
        ContactMissingError: That is so.
    """
    from cousins.transport.host_rules import rule_for  # noqa: PLC0415 (only where the network is asked)

    if rule_for(settings.commons, settings).wants_contact and not settings.contact and not settings.offline:
        raise ContactMissingError(urlsplit(settings.commons).netloc)


def _root_path(context: click.Context, parameter: click.Parameter, path: str) -> str:
    """Return a path that begins with a slash and ends without; empty for none."""
    path = path.strip("/")
    if not re.fullmatch(r"[\w.~/-]*", path, re.ASCII):
        raise click.BadParameter("it wants letters, figures and slashes, as in /cousins", context, parameter)
    return f"/{path}" if path else ""


def _names(context: click.Context, parameter: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names of hosts, without ports."""
    for name in names:
        if not re.fullmatch(r"\*|[\w.-]+|\[?[0-9a-fA-F.]*(:[0-9a-fA-F.]*){2,}\]?", name, re.ASCII):
            raise click.BadParameter("it wants a name alone, as in family.example", context, parameter)
    return tuple(name.strip("[]").rstrip(".") for name in names)


def _origins(context: click.Context, parameter: click.Parameter, origins: tuple[str, ...]) -> tuple[str, ...]:
    """Return sites as browsers name them: without a slash at the end, in small letters."""
    for origin in origins:
        if not re.fullmatch(r"\*|https?://[^/\s?#@]+/?", origin, re.IGNORECASE):
            raise click.BadParameter("it wants a site, as in https://family.example", context, parameter)
    return tuple(origin.rstrip("/").lower() for origin in origins)


command = Question(
    "serve",
    callback=_serve,
    params=[
        click.Option(["--host"], default="127.0.0.1", show_default=True, help="The address to listen at."),
        click.Option(
            ["--port"], type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any that is free."
        ),
        click.Option(["--uds"], type=click.Path(dir_okay=False), help="A Unix socket to listen at instead."),
        click.Option(
            ["--root-path"],
            default="",
            callback=_root_path,
            metavar="PATH",
            help="Under which path a proxy has the page.",
        ),
        click.Option(
            ["--allowed-host", "hosts"],
            multiple=True,
            callback=_names,
            metavar="NAME",
            help="A name under which it answers, too; * for every name.",
        ),
        click.Option(
            ["--allow-origin", "origins"],
            multiple=True,
            callback=_origins,
            metavar="URL",
            help="A site whose scripts may read the API; * for every site.",
        ),
        click.Option(["--trust-proxy", "proxies"], default="", metavar="ADDRESS", help="Believe this proxy who asks."),
        click.Option(["--open/--no-open", "opens"], default=True, help="Open the browser; it does by default."),
        click.Option(
            ["--allow-files/--no-files", "files"],
            default=None,
            help="Take family files that visitors drop on the page; by default on this machine alone.",
        ),
        click.Option(["--mcp", "tools"], is_flag=True, help="The tools for AI assistants at /mcp, too."),
        click.Option(
            ["--portraits"],
            is_flag=True,
            help="Portraits in suggestions and on people's pages, from Wikimedia Commons; needs the network.",
        ),
        click.Option(["--log", "logs"], is_flag=True, help="A line for each request on stderr, without personal data."),
        from_option,
        *reading_options,
        language_option,
        *live_options,
    ],
    help=_serve.__doc__,
    short_help="Open a page that anybody can ask, with an API.",
    epilog="Example: cousins serve",
)
