"""``cousins info FILE``: what does a file hold?"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from cousins import formats
from cousins.answers.columns import counted
from cousins.cli.arguments import complete_file
from cousins.cli.screen import show, show_json
from cousins.plain import harmless


def _info(file: str, form: str) -> None:
    """Say what FILE, a family in any format that is read here, holds.

    Of a family file (.family) every byte is compared with its checksum.
    """
    path = Path(file)
    name = formats.format_of(path) or ""
    record = _of_family_file(path) if name == "family" else _of_others(path)
    if form == "json":
        show_json(record)
        return
    counts = [counted(record["people"], "person"), counted(record["parent_links"], "parent link")]
    show(f"{harmless(file)}: {record['format']}, {', '.join((*counts, counted(record['couples'], 'couple')))}")
    if name == "family":
        tables = ", ".join(f"{table} {rows:,}" for table, rows in record["tables"].items())
        origin = harmless(record["source"] or "a source it does not name")
        show(f"from {origin}; {record['size']:,} bytes, all as they were written")
        show(f"rows: {tables}")
        if record["circles"]:
            show(f"{counted(record['circles'], 'parent link')} on circles: somebody is their own ancestor")
    elif record["problems"]:
        show(f"{counted(record['problems'], 'problem')} in it; cousins check {harmless(file)} --report lists them")


def _of_family_file(path: Path) -> dict[str, Any]:
    from cousins.stores.familyfile import family_info  # noqa: PLC0415 (only for these files)

    info = asdict(family_info(path))
    return {"format": f"family file, version {info.pop('version')}", **info, "whole": True}


def _of_others(path: Path) -> dict[str, Any]:
    graph, report = formats.read(path)
    links = len(graph.parents) + len(graph.social_parents)
    return {
        "format": report.format,
        "people": len(graph),
        "parent_links": links,
        "couples": len(graph.partners) // 2,
        "problems": len(report),
    }


command = click.Command(
    "info",
    callback=_info,
    params=[
        click.Argument(["file"], shell_complete=complete_file),
        click.Option(
            ["--format", "form"],
            type=click.Choice(["text", "json"]),
            default="text",
            show_default=True,
            help="Text to read, or JSON to work with.",
        ),
    ],
    help=_info.__doc__,
    short_help="Say what a file holds, and whether it is whole.",
    epilog="Example: cousins info royals.family",
)
