"""``cousins download LIST``: many small files at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cousins.cli.bar import bar
from cousins.cli.options import live_options
from cousins.cli.screen import complain, show

if TYPE_CHECKING:
    from typing import TextIO

_LISTED = 20
_LIVE = ("contact", "offline", "refresh", "proxy", "ca_file")
"""The options of live sources that are about requests and not about items."""


def _download(addresses: TextIO, to: str, accept: tuple[str, ...], **options: object) -> int:
    """Download the files whose addresses stand in LIST, one a line, many at once.

    LIST is a file, or - for standard input; empty lines and lines that begin with # are passed over.
    What was downloaded before is not fetched again. A page or an empty file that comes instead of a file
    is a failure, and takes the place of nothing.
    """
    from cousins.downloads import download  # noqa: PLC0415 (the network's libraries, which no other command needs)
    from cousins.settings import Settings  # noqa: PLC0415 (as above)

    settings = Settings.load(flags=options)
    lines = (line.strip() for line in addresses)
    with bar("downloading") as on_progress:
        report = download(
            [line for line in lines if line and not line.startswith("#")],
            to,
            settings=settings,
            accept=accept,
            on_progress=on_progress,
        )
    for file in report.failed[:_LISTED]:
        complain(f"{file.url}: {file.error}")
    if len(report.failed) > _LISTED:
        complain(f"and {len(report.failed) - _LISTED} more")
    show(str(report))
    return 1 if report.failed else 0


command = click.Command(
    "download",
    callback=_download,
    params=[
        click.Argument(["addresses"], type=click.File("r", encoding="utf-8", errors="replace"), metavar="LIST"),
        click.Option(["--to"], type=click.Path(file_okay=False), default=".", metavar="FOLDER", help="Where they go."),
        click.Option(["--concurrency"], metavar="N", help="Requests at once to one host; 20 by default."),
        click.Option(
            ["--accept"],
            multiple=True,
            metavar="TYPES",
            help="Content types to take, such as image/png or image/*; others fail. */* takes anything.",
        ),
        *[option for option in live_options if option.name in _LIVE],
    ],
    help=_download.__doc__,
    short_help="Download the files that a list names, many at once.",
    epilog="Example: cousins download flags.txt --to flags",
)
