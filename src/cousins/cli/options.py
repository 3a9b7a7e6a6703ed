"""Options and arguments that several commands share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from cousins.cli.arguments import complete_file, complete_source
from cousins.errors import AmbiguousNameError, PersonNotFoundError, SettingsError
from cousins.explorer import Explorer
from cousins.sources import SOURCES, source_named
from cousins.terms import LANGUAGES, speaker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cousins.answers.looks import Siblings
    from cousins.ports import LiveSource, Source


class Question(click.Command):
    """A command whose help stands in groups, the few options that matter first, and that knows who the user is."""

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what is asked, the picture, the source and what is for live sources only, each under a heading."""
        from cousins.cli.help_groups import write_options  # noqa: PLC0415 (only help needs it)

        groups = {"Picture": picture_options, "Source": [from_option, *reading_options], "Live sources": live_options}
        write_options(self, context, formatter, groups)

    def invoke(self, context: click.Context) -> Any:  # noqa: ANN401 (as click has it)
        """Run the command; of a name that was not typed it is said where it stands."""
        try:
            return super().invoke(context)
        except (PersonNotFoundError, AmbiguousNameError) as error:
            me, source = context.meta.get("cousins.me", ("", ""))
            if error.text != me:
                raise
            raise SettingsError(f"the setting me, looked for in {source}: {error}") from None


def _generations(context: click.Context, parameter: click.Parameter, text: str | None) -> int | str | None:
    """Return a number of generations, None for ``all``; the default of the option as it is."""
    if text == "all":
        return None
    if text is None or text == parameter.get_default(context):
        return int(text) if text and text.isdigit() else text
    if text.isascii() and text.isdigit():
        return int(text[:9])
    raise click.BadParameter("it wants a number, or all", context, parameter)


def limit_option(flag: str, text: str, *, default: int) -> click.Option:
    """Return an option that takes a number of relationships from 1, or ``all``, which the command gets as None."""
    return click.Option([flag], callback=_limit, default=str(default), metavar="N|all", help=text.format(default))


def _limit(context: click.Context, parameter: click.Parameter, text: str) -> int | None:
    if text == "all":
        return None
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text[:9])
    raise click.BadParameter("it wants a number from 1 on, or all", context, parameter)


def generations_option(flag: str, text: str, *, default: str = "all") -> click.Option:
    """Return an option that takes a number of generations, or ``all``, which the command gets as None.

    Args:
        flag: Such as ``--generations``.
        text: What the help says.
        default: What counts where the option is not given: a number, ``all`` or ``enough``.
    """
    return click.Option([flag], callback=_generations, default=default, metavar="N|all", help=text)


def _remembered(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    """Keep what an option says for `explorer`."""
    context.meta[f"cousins.{parameter.name}"] = value


def _twins(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> None:
    """Keep who are said to be identical twins for `explorer`."""
    sets = [[name.strip() for name in value.split("=")] for value in values]
    if not all(len(names) > 1 and all(names) for names in sets):
        raise click.BadParameter("it wants two people, as in A=B", context, parameter)
    context.meta["cousins.twins"] = sets


def _how_to_read() -> dict[str, str | None]:
    meta = context.meta if (context := click.get_current_context(silent=True)) else {}
    return {"form": meta.get("cousins.read_as"), "encoding": meta.get("cousins.encoding")}


from_option = click.Option(
    ["--from", "source"],
    default="atlas",
    show_default=True,
    metavar="SOURCE",
    shell_complete=complete_source,
    help=f"Where facts come from: {', '.join(SOURCES)}.",
)
living_option = click.Option(
    ["--living"],
    type=click.Choice(["hide", "initials"]),
    expose_value=False,
    callback=_remembered,
    help="Hide names and dates of all who may be living, or leave initials only.",
)
reading_options = [
    *(
        click.Option([flag], metavar=metavar, expose_value=False, callback=_remembered, help=text)
        for flag, metavar, text in (
            ("--read-as", "FORMAT", "What a file is, where its ending does not say: gedcom, csv, json and so on."),
            (
                "--encoding",
                "NAME",
                "The characters of a GEDCOM file, such as cp1251 or ansel; seen from the file by default.",
            ),
        )
    ),
    living_option,
    click.Option(
        ["--twins"],
        multiple=True,
        metavar="A=B",
        expose_value=False,
        callback=_twins,
        help="A and B are identical twins, for genes one person; may be repeated, A=B=C for triplets.",
    ),
]
"""How a source is read and shown; `explorer` finds what they say, so that no command has to hand it on."""
format_option = click.Option(
    ["--format", "form"],
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text to read, or JSON to work with.",
)
language_option = click.Option(
    ["--language"], type=click.Choice(sorted(LANGUAGES)), default="en", show_default=True, help="Language of the words."
)
live_options = [
    click.Option(["--contact"], metavar="ADDRESS", help="Your mail address or page, told to live sources."),
    click.Option(["--languages"], metavar="CODES", help="Languages of labels, best first, such as fr,en."),
    click.Option(["--offline"], is_flag=True, default=None, help="Ask no host; only what is kept is used."),
    click.Option(["--refresh"], is_flag=True, default=None, help="Fetch again what is kept."),
    click.Option(["--max-age"], metavar="TIME", help="How old what is kept may be, such as 12h or 30d."),
    click.Option(["--proxy"], metavar="URL", help="Proxy: http, https or socks5 address."),
    click.Option(
        ["--ca-file"], metavar="FILE", shell_complete=complete_file, help="Further certificate authorities to trust."
    ),
    click.Option(
        ["--properties"],
        metavar="FILE",
        shell_complete=complete_file,
        help="Property numbers of a Wikibase of its own (TOML).",
    ),
    click.Option(["--concept-base"], metavar="URL", help="What its items' addresses begin with in RDF."),
]
"""For sources that are asked over the network."""


def explorer(
    source: str,
    language: str = "en",
    *,
    live: dict[str, object] | None = None,
    network: bool = False,
    **wording: str,
) -> Explorer:
    """Return the explorer that a command asks.

    Args:
        source: What ``--from`` says.
        language: What ``--language`` says.
        live: What the live options say.
        network: Whether more is asked of the network than the source.
        **wording: What the language lets one choose.
    """
    settings = None
    if source != "atlas" or network:
        from cousins.settings import Settings  # noqa: PLC0415 (the atlas needs none)

        settings = Settings.load(flags=live or {})
    found = source_named(source, settings, **_how_to_read())
    context = click.get_current_context(silent=True)
    meta = context.meta if context else {}
    living, twins = meta.get("cousins.living"), meta.get("cousins.twins", ())
    if context and source != "atlas":
        context.call_on_close(lambda: _say_part(found))
    return Explorer(found, language=speaker(language, **wording), settings=settings, living=living, twins=twins)


def _say_part(source: Source | LiveSource) -> None:
    """Say of a file that was read that it holds a part only of a family, if it says so itself."""
    from cousins.cli.screen import complain  # noqa: PLC0415 (completion asks nothing of the screen)

    part = getattr(source, "part", "")
    if part:
        complain(f"{source.name} holds a part of a family only: {part}")


picture_options = [
    click.Option(
        ["--output", "-o"],
        metavar="FILE",
        shell_complete=complete_file,
        help="Draw it to this file; the ending says how, - is standard output.",
    ),
    click.Option(
        ["--siblings"],
        type=click.Choice(["dots", "names", "none"]),
        default="dots",
        show_default=True,
        help="Brothers and sisters along the lines of the picture.",
    ),
    click.Option(
        ["--style"],
        type=click.Choice(["rows", "across", "fan"]),
        help="Generations as rows, as columns, or as rings of ancestors; by default rows, or columns if too wide.",
    ),
    click.Option(["--wide"], is_flag=True, help="Draw SVG, PNG and PDF wider than 4,000 pixels, too."),
    click.Option(
        ["--portraits"], is_flag=True, help="Portraits of all who are named, from Wikimedia Commons; needs the network."
    ),
    click.Option(
        ["--as", "picture"], metavar="FORMAT", help="The picture's format, such as svg or html, whatever the ending."
    ),
    click.Option(
        ["--paper"],
        type=click.Choice(["A4", "A3", "Letter"], case_sensitive=False),
        help="For printing: a PDF of sheets of this paper, with marks to cut and join them by.",
    ),
]
"""For commands that draw."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the picture options say.

    Attributes:
        output: Where the picture goes; None when no file was asked for.
        siblings: How brothers and sisters are shown.
        portraits: Whether everybody with a name gets a portrait.
        looks: What else `Tree.write` is told: the format that was named, how generations stand, how wide it may be,
            and what paper it is for.
    """

    output: str | None
    siblings: Siblings
    portraits: bool
    looks: Mapping[str, Any]


def drawing(options: dict[str, Any]) -> Drawing:
    """Take what the picture options say from a command's options.

    Args:
        options: All options of the command by name; the picture's are taken out.

    Raises:
        UnknownFormatError: Nobody draws that format; said before anything is asked.
        UsageError: Portraits, a style or paper are wanted, and no file to have them, or a format without.
    """
    output, form, siblings = (options.pop(name) for name in ("output", "picture", "siblings"))
    style, wide, portraits, paper = (options.pop(name) for name in ("style", "wide", "portraits", "paper"))
    if output or form:
        from cousins.drawing import WITH_PAPER, WITH_PORTRAITS, ending  # noqa: PLC0415 (only for pictures)

        output = output or "-"
        chosen = ending(output, form)
        if portraits and chosen not in WITH_PORTRAITS:
            raise click.UsageError(f"{chosen} shows no portraits; pick one of {', '.join(WITH_PORTRAITS)}")
        if paper and chosen != WITH_PAPER:
            raise click.UsageError(f"only {WITH_PAPER} is cut into sheets of paper, not {chosen}")
    elif portraits or paper or style not in {None, "across"}:  # what a terminal draws goes across already
        asked = "--portraits" if portraits else "--style" if style else "--paper"
        raise click.UsageError(f"{asked} wants a picture; name its file with -o")
    return Drawing(output, siblings, portraits, {"form": form, "style": style, "wide": wide, "paper": paper})
