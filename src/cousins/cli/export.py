"""``cousins export FILE``: a family, or a part of one, in another program's format."""

from __future__ import annotations

from pathlib import Path

import click

from cousins import formats
from cousins.addresses import without_login
from cousins.answers.columns import counted
from cousins.cli.arguments import complete_file, complete_name, person_option
from cousins.cli.options import Question, explorer, from_option, generations_option, limit_option, reading_options
from cousins.cli.screen import complain, say_understood, show
from cousins.kinship.scope import LISTED
from cousins.running import run


def _export(
    file: str,
    ancestors: str | None,
    descendants: str | None,
    between: tuple[str, str] | None,
    generations: int | None,
    limit: int | None,
    writer: str | None,
    safe: bool,
    source: str,
) -> None:
    """Write a family to FILE; the ending says the format, or --as does; - is standard output.

    The whole source, or only somebody's ancestors or descendants, or the people on the lines
    between two persons. Endings: .ged (GEDCOM 7.0), .gdz, .csv, .parquet, .jsonld, .graphml, .dot, .json,
    .family (a file that is opened at once, however many people it has).
    """
    if sum(part is not None for part in (ancestors, descendants, between)) > 1:
        raise click.UsageError("give one of --ancestors, --descendants and --between")
    explored = explorer(source)
    question = explored.subset(
        ancestors=ancestors, descendants=descendants, between=between, generations=generations, limit=limit
    )
    subset = run(question, waits=explored.live)
    say_understood(subset.understood)
    formats.write(subset.family, file, form=writer, safe=safe, source=_origin(source))
    tell = complain if file == "-" else show
    if file != "-":
        show(f"{counted(len(subset.family), 'person')} written to {file}")
    if subset.more:
        complain("there are more relationships between the two; --limit all writes the lines of all")
    lost = formats.losses(subset.family, writer or formats.format_of(Path(file), writing=True) or "")
    if lost:
        tell(f"the format does not hold: {formats.told(lost)}")
    report = getattr(explored.source, "report", None)
    unread = report.left_out() if report is not None else {}
    if unread:
        tell(f"in the source and not read: {formats.told(unread)}")


def _origin(source: str) -> str:
    """Return what a family file says it was made from: a source by its name, a file without its folders."""
    path = Path(source)
    if not path.is_file():
        return without_login(source)
    if formats.format_of(path) != "family":
        return path.name
    from cousins.stores.stored_columns import StoredColumns  # noqa: PLC0415 (only for these files)

    return str(StoredColumns(path).about.get("source") or path.name)


command = Question(
    "export",
    callback=_export,
    params=[
        click.Argument(["file"], shell_complete=complete_file),
        person_option("--ancestors", "Only this person and the ancestors."),
        person_option("--descendants", "Only this person and the descendants."),
        click.Option(
            ["--between"],
            nargs=2,
            metavar="A B",
            shell_complete=complete_name,
            help="Only the people on the lines between two persons.",
        ),
        generations_option("--generations", "Generations at most; all by default."),
        limit_option(
            "--limit", "With --between: the nearest so many relationships, or all; {} by default.", default=LISTED
        ),
        click.Option(
            ["--as", "writer"], type=click.Choice(sorted(formats.WRITERS)), help="The format, whatever the ending."
        ),
        click.Option(
            ["--safe"], is_flag=True, help="CSV for spreadsheets: an apostrophe before what they take for a formula."
        ),
        from_option,
        *reading_options,
    ],
    help=_export.__doc__,
    short_help="Write a family to a file, in another program's format.",
    epilog='Example: cousins export elizabeth.ged --ancestors "Elizabeth II"',
)
