"""Families that visitors brought: each kept in this process, for its visitor alone, and forgotten with the visit."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from cousins.errors import CousinsError, FormatError
from cousins.explorer import Explorer
from cousins.family.living import Living
from cousins.opening import MOST_BYTES
from cousins.running import computed, run
from cousins.sources.file import FamilyFile
from cousins.web.desk import Desk
from cousins.web.gate import Gate

if TYPE_CHECKING:
    from pathlib import Path

IDLE = 1800.0
"""Seconds without a sign of a visitor after which the family is forgotten."""
LEFT = 120.0
"""Seconds after a page was left in which another one, or the same again, may be opened."""
MOST_FILES = 16
_READ_AT_ONCE, _MOST_WAITING = 1, 4


@dataclass(frozen=True, slots=True)
class FileRules:
    """Which files are taken.

    Attributes:
        most: Bytes that all files together may have; None for any number.
        living: How the living are shown where the visitor does not say.
        direct: Whether only those are served who come without a proxy, as on the machine itself.
    """

    most: int | None = MOST_BYTES
    living: str | None = None
    direct: bool = True


class FileForgottenError(CousinsError):
    """A visitor asks about a family that is not kept any more."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("the family of your file is not here any more; bring the file again, or ask again without it")


class NoRoomError(CousinsError):
    """So many families are kept that there is no room for another."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("there is no room for another family file; try again when others have left")


@dataclass(eq=False)
class OwnFile:
    """A family that a visitor brought.

    Attributes:
        name: The name of the file.
        size: Its bytes.
        desk: Who answers from it.
        people: How many people are in it.
        troubles: How many things in it could not be used as they stand.
        living: How the living are shown; None where nobody is hidden.
        key: What the visitor's browser knows it by.
        until: When it is forgotten, unless its visitor shows up.
        timer: What looks then.
    """

    name: str
    size: int
    desk: Desk
    people: int
    troubles: int
    living: str | None
    key: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    until: float = field(default_factory=lambda: monotonic() + IDLE)
    timer: asyncio.TimerHandle | None = None


class OwnFiles:
    """All families that visitors brought.

    Attributes:
        rules: Which files are taken.
        folders: Where files are kept while they are read.

    Args:
        common: The desk for all who brought nothing; the two compute so much at once together.
        rules: Which files are taken.
    """

    def __init__(self, common: Desk, rules: FileRules) -> None:
        self.rules = rules
        self.folders: set[Path] = set()
        self._common = common
        self._kept: dict[str, OwnFile] = {}
        self._coming = 0
        self._gate = Gate(_READ_AT_ONCE, _MOST_WAITING)
        self._stopping: set[asyncio.Task[None]] = set()

    def find(self, key: str) -> OwnFile:
        """Return the family with a key, which is kept on.

        Raises:
            FileForgottenError: There is none.
        """
        own = self._kept.get(key)
        if own is None or own.until < monotonic():
            self.forget(key)
            raise FileForgottenError
        own.until = monotonic() + IDLE
        return own

    def room(self, size: int, key: str = "") -> None:
        """Return if there is room for a file.

        Args:
            size: Its bytes, as far as they are known.
            key: That of the family which it is to replace.

        Raises:
            NoRoomError: There is not.
        """
        others = [own for own in self._kept.values() if own.key != key]
        full = self.rules.most is not None and sum(own.size for own in others) + size > self.rules.most
        if full or len(others) >= MOST_FILES:
            raise NoRoomError

    async def read(self, path: Path, name: str, living: str | None, before: str = "") -> OwnFile:
        """Return the family of a file, and keep it in place of the one before; the file may go.

        Args:
            path: Where the file is.
            name: What the visitor calls it.
            living: How the living are shown, if that is less than the rules say.
            before: The key of the family whose place it takes.

        Raises:
            FormatError: It cannot be read, or nobody is in it.
            NoRoomError: Others were faster.
        """
        # A visitor may show less than the rules do, and never more.
        hide = Living.HIDE.value
        shown = hide if hide in {living, self.rules.living} else living or self.rules.living

        def explored() -> tuple[Explorer, int, int, int]:
            size = path.stat().st_size
            source = FamilyFile(path, most=self.rules.most)
            explorer = Explorer(source, language=self._common.explorer.language, living=shown)
            people = len(run(source.family(), waits=False))
            if not people:
                raise FormatError(path, "nobody is in it")
            # The index of names is made by the first question.
            run(explorer.beginning("a", limit=1), waits=False)
            source.name = name
            return explorer, size, people, len(source.report)

        async with self._gate.passed():
            explorer, size, people, troubles = await computed(explored)
        self.room(size, before)
        self.forget(before)
        own = OwnFile(name, size, Desk(explorer, self._common.computing), people, troubles, shown)
        self._kept[own.key] = own
        self._watch(own)
        return own

    def left(self, key: str) -> None:
        """Forget a family soon, unless its visitor shows up again."""
        if (own := self._kept.get(key)) is not None:
            own.until = monotonic() + LEFT
            self._watch(own)

    def forget(self, key: str) -> None:
        """Forget a family now, and give up what is asked of it."""
        if (own := self._kept.pop(key, None)) is not None:
            if own.timer is not None:
                own.timer.cancel()  # it holds the family
            task = asyncio.ensure_future(own.desk.jobs.stopped())
            self._stopping.add(task)
            task.add_done_callback(self._stopping.discard)

    async def forget_all(self) -> None:
        """Forget everybody, and wait until nothing is asked any more."""
        for key in list(self._kept):
            self.forget(key)
        await asyncio.gather(*self._stopping)

    def __len__(self) -> int:
        """Return how many are kept."""
        return len(self._kept)

    def _watch(self, own: OwnFile) -> None:
        """Look again when a family may have had its time."""

        def look() -> None:
            if own.until <= monotonic():
                self.forget(own.key)
            else:
                self._watch(own)

        if own.timer is not None:
            own.timer.cancel()
        own.timer = asyncio.get_running_loop().call_later(max(0.0, own.until - monotonic()), look)
