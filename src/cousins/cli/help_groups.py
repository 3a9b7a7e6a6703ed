"""The options of a command's help in groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FIRST = "Options"


def write_options(
    command: click.Command,
    context: click.Context,
    formatter: click.HelpFormatter,
    groups: Mapping[str, Sequence[click.Option]],
) -> None:
    """Write the options of a command, those that stand in no group first.

    Args:
        command: Whose options they are.
        context: What they are asked in.
        formatter: Where they are written.
        groups: Options that belong together, by the heading over them.
    """
    grouped = {id(option): heading for heading, options in groups.items() for option in options}
    records: dict[str, list[tuple[str, str]]] = {heading: [] for heading in (_FIRST, *groups)}
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context) if isinstance(parameter, click.Option) else None
        if record:
            records[grouped.get(id(parameter), _FIRST)].append(record)
    for heading, lines in records.items():
        if lines:
            with formatter.section(heading):
                formatter.write_dl(lines)
