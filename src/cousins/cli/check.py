"""``cousins check SOURCE``: what in it cannot be true?"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import click

from cousins.checks.violations import Severity
from cousins.cli.arguments import complete_name, complete_source
from cousins.cli.options import Question, explorer, live_options, reading_options
from cousins.cli.screen import complain, say_understood, say_wait, show, show_json
from cousins.plain import without_formulas
from cousins.running import run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from cousins.explorer.checked import Checked

_STRICT = 3
_COLUMNS = ("severity", "rule", "persons", "evidence", "suggestion", "links", "key", "seen")


def _check(
    source: str,
    people: tuple[str, ...],
    form: str,
    report: bool,
    quickstatements: bool,
    strict: bool,
    seen: bool,
    mark_seen: bool,
    safe: bool,
    **live: object,
) -> int:
    """Say what cannot be true in SOURCE, with persons, evidence and a suggestion.

    SOURCE is atlas or a file; for a live source, such as wikidata, name the PEOPLE whose nearest
    kin are to be looked at. Dates are taken for what they are: a century raises no false alarm.

    What is marked as seen, in a small file beside a family's (FILE.seen, a line each), is left out.
    """
    explored = explorer(source, live=live)
    checked = run(explored.check(people, seen=seen, on_event=say_wait), waits=explored.live)
    say_understood(checked.understood)
    if form == "json":
        show_json(checked.records())
    elif form == "csv":
        show(_table(checked.records(), safe=safe))
    else:
        show(_told(checked, report=report))
    if form != "text" and checked.left_out:
        complain(_left_out(checked))
    if quickstatements:
        show("\n".join(line for finding in checked.findings for line in finding.quickstatements))
    if mark_seen:
        marked = checked.mark_seen()
        complain(f"{marked:,} more {'finding is' if marked == 1 else 'findings are'} marked as seen in {source}.seen")
    known = {finding.key for finding in checked.seen}
    errors = any(finding.severity is Severity.ERROR and finding.key not in known for finding in checked.findings)
    return _STRICT if strict and errors else 0


def _left_out(checked: Checked) -> str:
    return f"{checked.left_out:,} seen before {'is' if checked.left_out == 1 else 'are'} left out (--seen shows them)"


def _told(checked: Checked, *, report: bool) -> str:
    seen = {finding.key for finding in checked.seen}
    lines = [f"{finding}{' [seen]' if finding.key in seen else ''}" for finding in checked.findings]
    counts = {kind: sum(finding.severity is kind for finding in checked.findings) for kind in Severity}
    lines.append(", ".join(f"{count} {kind.value}{'' if count == 1 else 's'}" for kind, count in counts.items()))
    if checked.left_out:
        lines.append(_left_out(checked))
    if checked.report is not None:
        lines += ["", str(checked.report)]
        if report:
            lines += [str(problem) for problem in checked.report]
    return "\n".join(lines)


def _table(records: Sequence[Mapping[str, Any]], *, safe: bool) -> str:
    """Return the findings as CSV with a head; safe for spreadsheets, where it should be."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for record in records:
        values = {column: record[column] for column in _COLUMNS}
        row = {name: " ".join(value) if isinstance(value, list) else str(value) for name, value in values.items()}
        writer.writerow((without_formulas(row) if safe else row).values())
    return text.getvalue().rstrip("\n")


command = Question(
    "check",
    callback=_check,
    params=[
        click.Argument(["source"], shell_complete=complete_source),
        click.Argument(["people"], nargs=-1, shell_complete=complete_name),
        click.Option(
            ["--format", "form"],
            type=click.Choice(["text", "json", "csv"]),
            default="text",
            show_default=True,
            help="Text to read, or JSON or CSV to work with.",
        ),
        click.Option(["--report"], is_flag=True, help="Also every line of a file that could not be used."),
        click.Option(
            ["--quickstatements"], is_flag=True, help="Also lines that add missing inverses to Wikidata; never sent."
        ),
        click.Option(["--strict"], is_flag=True, help="Exit with 3 when errors were found that nobody has seen."),
        click.Option(
            ["--safe"], is_flag=True, help="CSV for spreadsheets: an apostrophe before what they take for a formula."
        ),
        click.Option(["--seen"], is_flag=True, help="Also what is marked as seen."),
        click.Option(["--mark-seen"], is_flag=True, help="Mark all that is told as seen, in FILE.seen."),
        *reading_options,
        *live_options,
    ],
    help=_check.__doc__,
    short_help="Say what cannot be true in a family, with evidence.",
    epilog="Example: cousins check atlas",
)
