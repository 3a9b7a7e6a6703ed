"""``cousins info FILE``: what does a file hold?"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cousins import formats
from cousins.answers.columns import counted
from cousins.cli.arguments import complete_source
from cousins.cli.screen import show, show_json
from cousins.plain import harmless
from cousins.settings import Settings
from cousins.sources.atlas import atlas, atlas_info
from cousins.stores.familyfile import family_info

if TYPE_CHECKING:
    from cousins.family.graph import FamilyGraph


def _info(file: str, form: str, read_as: str | None) -> None:
    """Say what FILE, a family in any format that is read here, or the atlas holds.

    Of a family file (.family) every byte is compared with its checksum.
    """
    record = _record(file, read_as)
    if form == "json":
        show_json(record)
        return
    counts = [counted(record["people"], "person"), counted(record["parent_links"], "parent link")]
    show(f"{harmless(file)}: {record['format']}, {', '.join((*counts, counted(record['couples'], 'couple')))}")
    if "source" in record:
        show(f"from {harmless(record['source'] or 'a source it does not name')}")
    if "whole" in record:
        show(f"{record['size']:,} bytes, all as they were written")
        show(f"rows: {', '.join(f'{table} {rows:,}' for table, rows in record['tables'].items())}")
    if record.get("circles"):
        show(f"{counted(record['circles'], 'parent link')} on circles: somebody is their own ancestor")
    if record.get("problems"):
        show(f"{counted(record['problems'], 'problem')} in it; cousins check {harmless(file)} --report lists them")


def _record(file: str, read_as: str | None) -> dict[str, Any]:
    if file == "atlas":
        about = atlas_info()
        told = f"{about.source}, {about.facts}, {about.licence}"
        return {"format": about.title, **_counts(atlas()), "source": told}
    path, most = Path(file), Settings.load().max_bytes
    if (read_as or formats.format_of(path)) != "family":
        graph, report = formats.read(path, form=read_as, most=most)
        return {"format": report.format, **_counts(graph), "problems": len(report)}
    info = asdict(family_info(path, most=most))
    return {"format": f"family file, version {info.pop('version')}", **info, "whole": True}


def _counts(graph: FamilyGraph) -> dict[str, int]:
    links = len(graph.parents) + len(graph.social_parents)
    return {"people": len(graph), "parent_links": links, "couples": len(graph.partners) // 2}


command = click.Command(
    "info",
    callback=_info,
    params=[
        click.Argument(["file"], shell_complete=complete_source),
        click.Option(
            ["--format", "form"],
            type=click.Choice(["text", "json"]),
            default="text",
            show_default=True,
            help="Text to read, or JSON to work with.",
        ),
        click.Option(
            ["--read-as"],
            type=click.Choice(sorted(formats.READERS)),
            help="What the file is, where its ending does not say it.",
        ),
    ],
    help=_info.__doc__,
    short_help="Say what a file holds, and whether it is whole.",
    epilog="Example: cousins info atlas",
)
