"""Options and arguments that several commands share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from cousins.answers import text
from cousins.answers.columns import counted
from cousins.answers.values import Listing, Profile, Relation
from cousins.cli.bar import bar
from cousins.cli.screen import complain, show, show_json, width
from cousins.errors import quoted
from cousins.explorer import Explorer, answer
from cousins.sources import SOURCES, source_named
from cousins.terms import LANGUAGES, speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import TypeVar

    from click.shell_completion import CompletionItem

    from cousins.drawing import Scene, Siblings
    from cousins.explorer.portraits import Lack
    from cousins.family.resolve import Resolution
    from cousins.settings import Settings
    from cousins.transport.events import Event

    T = TypeVar("T")

_RUNNERS_UP = 3
_COMPLETIONS = 20
_LONG_WAIT = 2.0


def _complete_name(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem  # noqa: PLC0415 (only completion needs it)

    if not incomplete:
        return []
    asked = Explorer(source_named(context.params.get("source") or "atlas"))
    return [CompletionItem(person.label) for person in answer(asked.beginning(incomplete, limit=_COMPLETIONS))]


def person_argument(name: str) -> click.Argument:
    """Return an argument that names a person, with completion."""
    return click.Argument([name], metavar=name.upper(), shell_complete=_complete_name)


from_option = click.Option(
    ["--from", "source"],
    default="atlas",
    show_default=True,
    metavar="SOURCE",
    help=f"Where facts come from: {', '.join(SOURCES)}.",
)
format_option = click.Option(
    ["--format", "form"],
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text to read, or JSON to work with.",
)
generations_option = click.Option(
    ["--generations"], type=click.IntRange(min=0), metavar="N", help="Generations at most; all by default."
)
language_option = click.Option(
    ["--language"], type=click.Choice(sorted(LANGUAGES)), default="en", show_default=True, help="Language of the words."
)
picture_options = [
    click.Option(
        ["--output", "-o"], metavar="FILE", help="Draw it to this file; the ending says how, - is standard output."
    ),
    click.Option(
        ["--siblings"],
        type=click.Choice(["dots", "names", "none"]),
        default="dots",
        show_default=True,
        help="Brothers and sisters along the lines of the picture.",
    ),
    click.Option(
        ["--portraits"], is_flag=True, help="Portraits of all who are named, from Wikimedia Commons; needs the network."
    ),
    click.Option(
        ["--as", "picture"], metavar="FORMAT", help="The picture's format, such as svg or html, whatever the ending."
    ),
]
"""For commands that draw."""
live_options = [
    click.Option(["--contact"], metavar="ADDRESS", help="Your mail address or page, told to live sources."),
    click.Option(["--languages"], metavar="CODES", help="Languages of labels, best first, such as fr,en."),
    click.Option(["--offline"], is_flag=True, default=None, help="Ask no host; only what is kept is used."),
    click.Option(["--refresh"], is_flag=True, default=None, help="Fetch again what is kept."),
    click.Option(["--max-age"], metavar="TIME", help="How old what is kept may be, such as 12h or 30d."),
    click.Option(["--proxy"], metavar="URL", help="Proxy: http, https or socks5 address."),
    click.Option(["--ca-file"], metavar="FILE", help="Further certificate authorities to trust."),
    click.Option(["--properties"], metavar="FILE", help="Property numbers of a Wikibase of its own (TOML)."),
]
"""For sources that are asked over the network."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the picture options say.

    Attributes:
        output: Where the picture goes; None when no file was asked for.
        form: The format that was named; None for the ending's own.
        siblings: How brothers and sisters are shown.
        portraits: Whether everybody with a name gets a portrait.
    """

    output: str | None
    form: str | None
    siblings: Siblings
    portraits: bool


def drawing(options: dict[str, Any]) -> Drawing:
    """Take what the picture options say from a command's options.

    Args:
        options: All options of the command by name; the picture's are taken out.

    Raises:
        UnknownFormatError: Nobody draws that format; said before anything is asked.
        UsageError: Portraits are wanted, and no file to have them, or a format without.
    """
    output, form, siblings = (options.pop(name) for name in ("output", "picture", "siblings"))
    portraits = options.pop("portraits")
    if output or form:
        from cousins.drawing import WITH_PORTRAITS, ending  # noqa: PLC0415 (only for pictures)

        output = output or "-"
        chosen = ending(output, form)
        if portraits and chosen not in WITH_PORTRAITS:
            raise click.UsageError(f"{chosen} shows no portraits; pick one of {', '.join(WITH_PORTRAITS)}")
    elif portraits:
        raise click.UsageError("--portraits wants a picture; name its file with -o")
    return Drawing(output, form, siblings, portraits)


def portrayed(scene: Scene, explorer: Explorer) -> Scene:
    """Return the picture with portraits; stderr is told of how many people there are some, and which are lacking."""
    lacks: list[Lack] = []
    with bar("portraits") as on_progress:
        scene = answer(explorer.portraits(scene, on_lack=lacks.append, on_progress=on_progress), waits=True)
    for lack in lacks:
        complain(str(lack))
    named = [figure for figure in scene.figures if figure.named]
    complain(f"portraits of {sum(figure.portrait is not None for figure in named)} of {counted(len(named), 'person')}")
    return scene


def explorer(
    source: str,
    language: str = "en",
    *,
    live: dict[str, object] | None = None,
    network: bool = False,
    on_event: Callable[[Event], None] | None = None,
    **wording: str,
) -> Explorer:
    """Return the explorer that a command asks; it says on stderr whom it took a name for.

    Args:
        source: What ``--from`` says.
        language: What ``--language`` says.
        live: What the live options say.
        network: Whether more is asked of the network than the source.
        on_event: Told of requests and waits; long waits are said on stderr when None.
        **wording: What the language lets one choose.
    """
    settings = None if source == "atlas" and not network else _settings(live or {})
    return Explorer(
        source_named(source, settings),
        words=speaker(language, **wording),
        on_choice=_say_choice,
        settings=settings,
        on_event=on_event or _say_wait,
    )


def _settings(flags: dict[str, object]) -> Settings:
    from cousins.settings import Settings as Record  # noqa: PLC0415 (only for live sources)

    return Record.load(flags=flags)


def asked(question: Coroutine[Any, Any, T], explorer: Explorer) -> T:
    """Return the answer to a question to this explorer."""
    return answer(question, waits=explorer.live)


def _say_choice(name: str, understood: Resolution) -> None:
    if understood.plain(name):
        return
    others = "; ".join(f"{match.person.label}, {match.person.id}" for match in understood.runners_up[:_RUNNERS_UP])
    taken = f"{understood.person.label}, {understood.person.id}"
    complain(f"{quoted(name)} is taken for {taken}" + (f"; others: {others}" if others else ""))


def _say_wait(event: Event) -> None:
    if event.reason and event.seconds >= _LONG_WAIT:
        complain(f"{event.host}: waiting {event.seconds:.0f} s: {event.reason}")


def show_answer(found: Relation | Profile | Listing, form: str) -> None:
    """Print an answer as text or as JSON."""
    if form == "json":
        show_json(found.record())
    elif isinstance(found, Relation):
        show(text.relation(found, width(), listed=len(found.relationships)))
    elif isinstance(found, Profile):
        show(text.profile(found, width()))
    else:
        show(text.listing(found, width()))
