"""``cousins store``: what is kept of live sources, looked at, checked, cleared and written out."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cousins.answers.columns import counted
from cousins.cli.arguments import complete_file
from cousins.cli.screen import alone, complain, show, show_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cousins.stores.inventory import Kept
    from cousins.stores.items import ItemStore

_COULD_NOT = 1
_LISTED = 20
_DAY = 86_400.0


def _path() -> Path:
    from cousins.settings import Settings  # noqa: PLC0415 (each command loads its own)
    from cousins.stores.items import FILE_NAME  # noqa: PLC0415 (as above)

    return Settings.load().cache_folder / FILE_NAME


@contextmanager
def _opened() -> Iterator[ItemStore | None]:
    """Open the store; None, and a line that says so, where there is none yet: looking at it makes none."""
    from cousins.stores.items import ItemStore  # noqa: PLC0415 (as above)

    path = _path()
    # Where the folder is something else, no store will ever be: opening it says so.
    if not path.exists() and (path.parent.is_dir() or not path.parent.exists()):
        complain(f"no store yet; live answers will be kept in {path}")
        yield None
        return
    with ItemStore(path) as store:
        yield store


def _info(form: str) -> None:
    """Say where the store is, and what it keeps: items by source, their size and age."""
    from cousins.stores.inventory import kept_by_source  # noqa: PLC0415 (as above)

    with _opened() as store:
        kept = kept_by_source(store) if store else []
    path = _path()  # the log and the index of the log beside it count as well
    size = sum(file.stat().st_size for file in path.parent.glob(f"{path.name}*")) if store else 0
    if form == "json":
        sources = [{name: getattr(each, name) for name in each.__dataclass_fields__} for each in kept]
        show_json({"path": str(path), "bytes": size, "items": sum(each.items for each in kept), "sources": sources})
    else:
        items = counted(sum(each.items for each in kept), "item")
        show("\n".join([f"{path}: {items}, {size:,} bytes", *map(_told, kept)]))


def _told(kept: Kept) -> str:
    missing = f", {kept.missing:,} of them missing there" if kept.missing else ""
    ahead = f"; {kept.ahead:,} stamped with a time to come" if kept.ahead else ""
    ages = f"fetched {_day(kept.oldest)} to {_day(kept.newest)}"
    return f"  {kept.source}: {counted(kept.items, 'item')}{missing}, {kept.size:,} bytes, {ages}{ahead}"


def _day(stamp: float) -> str:
    try:
        return f"{datetime.fromtimestamp(stamp, UTC):%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError, OSError):
        return "at no time"


def _check() -> int:
    """Check the file and every item in it; exit code 1 when something is damaged."""
    from cousins.errors import StoreError  # noqa: PLC0415 (as above)
    from cousins.stores.inventory import damages, faults_of_file  # noqa: PLC0415 (as above)

    with _opened() as store:
        if store is None:
            return 0
        faults = faults_of_file(store)
        for fault in faults:
            show(f"the file: {fault}")
        count = 0
        try:
            for damage in damages(store):
                count += 1
                show(str(damage))
        except StoreError as error:
            faults = faults or [str(error)]
        if faults:
            complain(f"{store.path} is damaged; `cousins store clear` begins anew")
        elif count:
            said = f"{counted(count, 'item')} of {store.count():,} cannot be used"
            complain(f"{said}; `cousins store clear --damaged` removes them, and they are fetched again")
        else:
            show(f"{counted(store.count(), 'item')}, all whole")
        return _COULD_NOT if faults or count else 0


def _clear(source: str | None, older: int | None, damaged: bool, yes: bool) -> int:
    """Remove what is kept: all, or of one source, or what is old or damaged; it is fetched again when it is wanted.

    At a terminal it asks before; elsewhere --yes has to be given.
    """
    from cousins.errors import StoreCorruptError  # noqa: PLC0415 (as above)
    from cousins.stores.inventory import clear, clear_damaged, shrink, sources_meant  # noqa: PLC0415 (as above)
    from cousins.stores.item_database import discard, is_marked  # noqa: PLC0415 (as above)

    chosen = source is not None or older is not None
    if damaged and chosen:
        raise click.UsageError("--damaged goes with no other choice")
    try:
        with _opened() as store:
            if store is None:
                return 0
            keys = sources_meant(store, source) if source else None
            if not _agreed(_what(keys, older, damaged=damaged), yes=yes):
                return _COULD_NOT
            whole = bool(store.unwritable) and not damaged and not chosen
            if not whole:
                age = None if older is None else older * _DAY
                removed = clear_damaged(store) if damaged else clear(store, sources=keys, older=age)
                small = shrink(store)
    except StoreCorruptError:
        if damaged or chosen or not is_marked(_path()):
            raise
        if not _agreed("all", yes=yes):
            return _COULD_NOT
        whole = True
    if whole:
        discard(_path())
        show(f"{_path()}: removed")
        return 0
    show(f"{counted(removed, 'item')} removed" + ("" if small else "; the file keeps its size for now"))
    return 0


def _what(keys: list[str] | None, older: int | None, *, damaged: bool) -> str:
    if damaged:
        return "all that is damaged"
    age = f" fetched more than {counted(older, 'day')} ago" if older is not None else ""
    return f"all{age}" + (f" of {', '.join(keys)}" if keys else "")


def _agreed(what: str, *, yes: bool) -> bool:
    """Return whether something is to be removed: asked at a terminal, elsewhere only with ``--yes``."""
    if yes:
        return True
    if not (sys.stdin and sys.stdin.isatty()):
        raise click.UsageError(f"this removes {what} from {_path()}; give --yes to have it done")
    with alone():
        wanted = click.confirm(f"Remove {what} from {_path()}?", err=True)
    if wanted:
        return True
    complain("nothing was removed")
    return False


def _export(file: str, source: str | None) -> int:
    """Write the items to FILE as JSON, one a line, as the lines of a dump are; - is standard output.

    An item that is damaged is left out and told; exit code 1 then.
    """
    from cousins.files import put_lines, write_lines  # noqa: PLC0415 (as above)
    from cousins.stores.inventory import Dumped, dump, sources_meant  # noqa: PLC0415 (as above)

    dumped = Dumped()
    with _opened() as store:
        if store is None:
            return _COULD_NOT
        lines = dump(store, dumped, sources=sources_meant(store, source) if source else None)
        if file == "-":
            with alone():
                sys.stdout.flush()
                put_lines(sys.stdout.buffer, lines)
                sys.stdout.buffer.flush()
        else:
            write_lines(Path(file), lines)
    left_out = [f"{dumped.missing:,} missing at their source"] * bool(dumped.missing)
    left_out += [f"{dumped.others:,} that are no items"] * bool(dumped.others)
    said = f"{counted(dumped.items, 'item')} written to {'standard output' if file == '-' else file}"
    complain(said + (f"; left out: {', '.join(left_out)}" if left_out else ""))
    damaged = dumped.damaged or []
    for damage in damaged[:_LISTED]:
        complain(f"your store holds a damaged item, {damage}: left out")
    if len(damaged) > _LISTED:
        complain(f"and {len(damaged) - _LISTED:,} more; `cousins store check` lists all")
    return _COULD_NOT if damaged else 0


def _complete_source(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    from cousins.errors import CousinsError  # noqa: PLC0415 (as above)
    from cousins.stores.inventory import kept_by_source  # noqa: PLC0415 (as above)

    try:
        with _opened() as store:
            return [each.source for each in kept_by_source(store) if incomplete in each.source] if store else []
    except CousinsError:
        return []


_source_option = click.Option(
    ["--source"],
    metavar="KEY",
    shell_complete=_complete_source,
    help="Only what is kept of this source; a part of its key, as info shows it, will do.",
)
command = click.Group(
    "store",
    help="Look after what is kept of live sources.\n\nNothing in it is lost for good: all of it can be fetched again.",
    epilog="Example: cousins store info",
    commands=[
        click.Command(
            "info",
            callback=_info,
            help=_info.__doc__,
            short_help="Say where the store is, and what it keeps.",
            params=[
                click.Option(
                    ["--format", "form"],
                    type=click.Choice(["text", "json"]),
                    default="text",
                    show_default=True,
                    help="Text to read, or JSON to work with.",
                )
            ],
        ),
        click.Command("check", callback=_check, help=_check.__doc__, short_help="Check the file and every item in it."),
        click.Command(
            "clear",
            callback=_clear,
            help=_clear.__doc__,
            short_help="Remove what is kept, all or a part of it.",
            params=[
                _source_option,
                click.Option(
                    ["--older"],
                    type=click.IntRange(min=0),
                    metavar="DAYS",
                    help="Only what was fetched more than so many days ago.",
                ),
                click.Option(["--damaged"], is_flag=True, help="Only what cannot be used."),
                click.Option(["--yes"], is_flag=True, help="Do not ask."),
            ],
        ),
        click.Command(
            "export",
            callback=_export,
            help=_export.__doc__,
            short_help="Write the items to a file as JSON, one a line.",
            params=[click.Argument(["file"], default="-", shell_complete=complete_file), _source_option],
        ),
    ],
)
