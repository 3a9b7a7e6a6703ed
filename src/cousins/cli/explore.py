"""``cousins explore PERSON…``: all kin breadth first, degree by degree."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cousins.answers.columns import counted
from cousins.cli.arguments import complete_file, person_argument, person_option
from cousins.cli.explored_file import Output, said_at_once
from cousins.cli.options import Question, explorer, live_options, living_option
from cousins.cli.screen import complain, followed, say_understood, say_wait, show
from cousins.errors import CousinsError
from cousins.explorer.layer import Layer
from cousins.running import run
from cousins.stores.source_cache import StoreTrouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cousins.explorer.layer import OnEvent
    from cousins.transport.events import Event

_DEPTH = 2


def _explore(
    people: tuple[str, ...],
    to: tuple[str, ...],
    depth: int | None,
    links: bool,
    most_people: int | None,
    most_requests: int | None,
    output: str | None,
    form: str,
    source: str,
    **live: object,
) -> int:
    """Explore all kin of some people, strictly breadth first: degree by degree.

    Links are parents and children; --links adds partners and siblings. It ends when all of --to
    are found, at the depth, or at a limit. What was fetched is kept: an exploration that was stopped
    goes on where it was when it is run again. Its part of the family goes to NAME.partial.json, never
    over a whole one.
    """
    if depth is None and not to:
        depth = _DEPTH
    kept = Output(Path(output)) if output else None
    layers: list[Layer] = []
    with _progress() as (on_event, troubles):
        explored = explorer(source, live=live)

        async def explore() -> None:
            async for layer in explored.explore(
                people,
                to=to,
                depth=depth,
                links=links,
                most_people=most_people,
                most_requests=most_requests,
                on_event=on_event,
            ):
                layers.append(layer)  # noqa: PERF401 (those that came before an error count, too)

        try:
            run(explore())
        except (KeyboardInterrupt, CousinsError) as error:
            stopped = f"stopped after degree {layers[-1].degree}" if layers else "stopped"
            if isinstance(error, KeyboardInterrupt):
                lost = any(not trouble.keeps for trouble in troubles)
                complain(stopped + ("" if lost else "; what was fetched is kept, the same command goes on from there"))
            if layers:
                with said_at_once():
                    _deliver(layers[-1], kept, form, to, part=stopped)
            raise
    cut = f"stopped at {most_people} people" if layers[-1].cut else ""
    _deliver(layers[-1], kept, form, to, part=cut, asked=bool(cut))
    return 0


def _deliver(
    layer: Layer, output: Output | None, form: str, to: tuple[str, ...], *, part: str = "", asked: bool = False
) -> None:
    """Write the family to the file, or print it as JSON, or say how it ended."""
    from cousins import formats  # noqa: PLC0415 (only when there is a family)

    say_understood(layer.understood)
    file = output.keep(layer.family(), part, asked=asked) if output else None
    if form == "json":
        for line in formats.node_link(layer.family(), part=part):
            show(line)
        return
    if to:
        show(f"{len(layer.met)} of {len(to)} found" + (f": {', '.join(sorted(layer.met))}" if layer.met else ""))
    if file:
        show(f"kept{', a part only,' if part else ''} in {file}; ask it with --from {file}")


@contextmanager
def _progress() -> Iterator[tuple[OnEvent, Sequence[StoreTrouble]]]:
    """Show a live line on a terminal, and plain lines on stderr elsewhere; gather what is wrong with the store."""
    troubles: list[StoreTrouble] = []

    def following(say: OnEvent) -> OnEvent:
        def on_event(event: Event | Layer | StoreTrouble) -> None:
            if isinstance(event, StoreTrouble):
                troubles.append(event)
            say(event)

        return on_event

    with followed() as say:
        yield following(_say if say is say_wait else say), troubles


def _say(event: Event | Layer | StoreTrouble) -> None:
    if not isinstance(event, Layer):
        say_wait(event)
        return
    end = "nobody is left" if event.complete else f"{event.waiting} waiting" if event.waiting else "done"
    people, requests = counted(event.people, "person"), counted(event.requests, "request")
    complain(f"degree {event.degree}: {people}, {event.total} in all, {end}, {requests}")


_limit = click.IntRange(min=1)
command = Question(
    "explore",
    callback=_explore,
    params=[
        person_argument("people", several=True),
        person_option("--to", "Whom to find; may be given several times.", several=True),
        click.Option(
            ["--depth"], type=click.IntRange(min=0), metavar="N", help=f"The last degree; {_DEPTH} without --to."
        ),
        click.Option(["--links"], is_flag=True, help="Follow partners and siblings as well."),
        click.Option(["--people", "most_people"], type=_limit, metavar="N", help="People to read at most."),
        click.Option(["--requests", "most_requests"], type=_limit, metavar="N", help="Requests to make at most."),
        click.Option(
            ["--output", "-o"],
            metavar="FILE",
            shell_complete=complete_file,
            help="Keep the family in this file, for --from FILE.",
        ),
        click.Option(
            ["--format", "form"],
            type=click.Choice(["text", "json"]),
            default="text",
            show_default=True,
            help="Print degrees, or the family as JSON.",
        ),
        click.Option(
            ["--from", "source"], default="wikidata", show_default=True, metavar="SOURCE", help="A live source."
        ),
        living_option,
        *live_options,
    ],
    help=_explore.__doc__,
    short_help="Explore all kin of some people, breadth first.",
    epilog="Example: cousins explore Q9439 --to Q9682 --contact me@example.org",
)
