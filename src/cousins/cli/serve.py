"""``cousins serve``: the page and the API, on this machine."""

from __future__ import annotations

import click

from cousins.cli.options import Question, explorer, from_option, language_option, live_options, reading_options
from cousins.cli.screen import complain
from cousins.errors import SettingsError


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
    source: str,
    language: str,
    **live: object,
) -> None:
    """Open a page on which anybody can ask how two people are related; /api has the same as JSON.

    It is for this machine alone, unless --host says otherwise. Ctrl-C ends it.
    """
    try:
        from cousins.web.serving import Place, serve  # noqa: PLC0415 (only here is a server needed)
    except ImportError as error:
        raise SettingsError(f"serve needs {error.name}: pip install 'cousins[web]'") from None
    place = Place(
        host=host,
        port=port,
        uds=uds,
        root_path=f"/{root_path.strip('/')}" if root_path.strip("/") else "",
        hosts=hosts,
        origins=origins,
        proxies=proxies,
        opens=opens and uds is None,
        logs=logs,
    )
    explored = explorer(source, language, live=live)
    if not place.is_loopback:
        complain(f"everybody who reaches {host} can ask; put a proxy with TLS before it, see docs/deploy.md")
    serve(explored, place, lambda address: complain(f"{address} (Ctrl-C ends it)"))


command = Question(
    "serve",
    callback=_serve,
    params=[
        click.Option(["--host"], default="127.0.0.1", show_default=True, help="The address to listen at."),
        click.Option(
            ["--port"], type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any that is free."
        ),
        click.Option(["--uds"], type=click.Path(dir_okay=False), help="A Unix socket to listen at instead."),
        click.Option(["--root-path"], default="", metavar="PATH", help="Under which path a proxy has the page."),
        click.Option(
            ["--allowed-host", "hosts"], multiple=True, metavar="NAME", help="A name under which it answers, too."
        ),
        click.Option(
            ["--allow-origin", "origins"], multiple=True, metavar="URL", help="A site whose scripts may read the API."
        ),
        click.Option(["--trust-proxy", "proxies"], default="", metavar="ADDRESS", help="Believe this proxy who asks."),
        click.Option(["--open/--no-open", "opens"], default=True, help="Open the browser; it does by default."),
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
