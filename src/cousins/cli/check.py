"""``cousins check SOURCE``: what in it cannot be true?"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import click

from cousins.checks.violations import Severity
from cousins.cli.options import explorer, live_options, reading_options
from cousins.cli.screen import say_understood, say_wait, show, show_json
from cousins.running import run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cousins.answers.findings import Finding
    from cousins.explorer.checked import Checked

_STRICT = 3


def _check(
    source: str, people: tuple[str, ...], form: str, report: bool, quickstatements: bool, strict: bool, **live: object
) -> int:
    """Say what cannot be true in SOURCE, with persons, evidence and a suggestion.

    SOURCE is atlas or a file; for a live source, such as wikidata, name the PEOPLE whose nearest
    kin are to be looked at. Dates are taken for what they are: a century raises no false alarm.
    """
    explored = explorer(source, live=live)
    checked = run(explored.check(people, on_event=say_wait), waits=explored.live)
    say_understood(checked.understood)
    if form == "json":
        show_json([finding.record() for finding in checked.findings])
    elif form == "csv":
        show(_table(checked.findings))
    else:
        show(_told(checked, report=report))
    if quickstatements:
        show("\n".join(line for finding in checked.findings for line in finding.quickstatements))
    errors = any(finding.severity is Severity.ERROR for finding in checked.findings)
    return _STRICT if strict and errors else 0


def _told(checked: Checked, *, report: bool) -> str:
    lines = [str(finding) for finding in checked.findings]
    counts = {kind: sum(finding.severity is kind for finding in checked.findings) for kind in Severity}
    lines.append(", ".join(f"{count} {kind.value}{'' if count == 1 else 's'}" for kind, count in counts.items()))
    if checked.report is not None:
        lines += ["", str(checked.report)]
        if report:
            lines += [str(problem) for problem in checked.report]
    return "\n".join(lines)


def _table(findings: Sequence[Finding]) -> str:
    """Return the findings as CSV with a head."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("severity", "rule", "persons", "evidence", "suggestion", "links"))
    for finding in findings:
        persons, links = " ".join(finding.persons), " ".join(finding.links)
        row = (finding.severity.value, finding.rule.value, persons, finding.evidence, finding.suggestion, links)
        writer.writerow(row)
    return text.getvalue().rstrip("\n")


command = click.Command(
    "check",
    callback=_check,
    params=[
        click.Argument(["source"]),
        click.Argument(["people"], nargs=-1),
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
        click.Option(["--strict"], is_flag=True, help="Exit with 3 when errors were found."),
        *reading_options,
        *live_options,
    ],
    help=_check.__doc__,
    epilog="Example: cousins check atlas",
)
