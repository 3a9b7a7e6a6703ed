"""``cousins serve``: the page and the API, on this machine."""

from __future__ import annotations

import click

from cousins.cli.options import explorer, from_option, language_option, live_options, reading_options
from cousins.cli.screen import complain


def _serve(host: str, port: int, source: str, language: str, **live: object) -> None:
    """Open a page on which anybody can ask how two people are related.

    It is for this machine alone, unless --host says otherwise.
    """
    from cousins.web.serving import serve  # noqa: PLC0415 (only here is a server needed)

    complain(f"http://{host}:{port}/ (Ctrl-C ends it)")
    serve(explorer(source, language, live=live), host=host, port=port)


command = click.Command(
    "serve",
    callback=_serve,
    params=[
        click.Option(["--host"], default="127.0.0.1", show_default=True, help="The address to listen at."),
        click.Option(["--port"], type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port."),
        from_option,
        *reading_options,
        language_option,
        *live_options,
    ],
    help=_serve.__doc__,
    epilog="Example: cousins serve",
)
