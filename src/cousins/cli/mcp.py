"""``cousins mcp``: the questions as tools for AI assistants, by the Model Context Protocol."""

from __future__ import annotations

import sys

import click

from cousins.cli.options import Question, explorer, from_option, language_option, live_options, reading_options
from cousins.cli.screen import complain
from cousins.errors import SettingsError
from cousins.listening import listening
from cousins.running import run


def _mcp(
    http: bool, host: str, port: int, allowed_host: tuple[str, ...], source: str, language: str, **live: object
) -> None:
    """Answer AI assistants: every question is a tool of the Model Context Protocol.

    An assistant starts this command itself and speaks with it over standard input and output; with --http it runs by
    itself and is asked at /mcp. See docs/tools.md for how to add it to an assistant.
    """
    try:
        from cousins.mcp.server import tools_server  # noqa: PLC0415 (a second that only this command needs)
        from cousins.mcp.transports import LOOPBACK, over_http, over_stdio  # noqa: PLC0415 (as above)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "cousins":
            raise
        raise SettingsError("tools for assistants need a package more: pip install 'cousins[mcp]'") from None
    explored = explorer(source, language, live=live)
    if not explored.live:
        # A file that cannot be read is told now, not to an assistant.
        run(explored.beginning("a", limit=1), waits=False)
    server = tools_server(explored)
    if not http:
        if sys.stdin and sys.stdin.isatty():
            complain("this waits for an assistant, which starts it by itself; see docs/tools.md (Ctrl-C ends it)")
        over_stdio(server)
        return
    shown = f"[{host}]" if ":" in host else host
    doors = listening(host, port)
    complain(f"http://{shown}:{doors[0].getsockname()[1]}/mcp (Ctrl-C ends it)")
    if shown not in LOOPBACK:
        complain("others can ask this, too; names it is asked under are given with --allowed-host")
    over_http(server, doors, hosts=[*LOOPBACK, shown, *allowed_host])


command = Question(
    "mcp",
    callback=_mcp,
    params=[
        click.Option(["--http"], is_flag=True, help="Serve over HTTP, instead of standard input and output."),
        click.Option(["--host"], default="127.0.0.1", show_default=True, help="With --http, the address to listen at."),
        click.Option(
            ["--port"], type=click.IntRange(0, 65535), default=8001, show_default=True, help="With --http, the port."
        ),
        click.Option(
            ["--allowed-host"],
            multiple=True,
            metavar="NAME",
            help="With --http, a further name under which it is asked, with the port if there is one; may be repeated.",
        ),
        from_option,
        *reading_options,
        language_option,
        *live_options,
    ],
    help=_mcp.__doc__,
    short_help="Answer AI assistants: every question is a tool.",
    epilog="Example: cousins mcp --from family.ged --living hide",
)
