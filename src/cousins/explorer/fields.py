"""Which field a source has: the one place that tells sources at hand from live ones."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from cousins.errors import CousinsError, SettingsError
from cousins.explorer.ready_field import ReadyField
from cousins.family.names import NameIndex
from cousins.ports import LiveSource, SearchedSource, Source

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from datetime import date

    from cousins.explorer.field import Field, Readings
    from cousins.explorer.layer import OnEvent
    from cousins.explorer.lifetime import Network
    from cousins.explorer.marking_twins import TwinSets
    from cousins.family.graph import FamilyGraph
    from cousins.family.living import Living
    from cousins.family.resolve import Understood
    from cousins.settings import Settings


@dataclass(eq=False)
class Fields:
    """Opens fields over one source, and keeps what many questions share: the index of names, store and sessions.

    Attributes:
        source: Where facts come from.
        settings: For live sources; read from environment and settings file when None.
        living: What is shown of the living; everything when None.
        today: From when ages are counted; the day on which it is asked when None.
        twins: Who is marked as identical twins, beside those whom the source marks.
        languages: In which a live source's people are named, the best first; those of the settings when None.
    """

    source: Source | LiveSource
    settings: Settings | None
    living: Living | None = None
    today: date | None = None
    twins: TwinSets = ()
    languages: Sequence[str] | None = None
    _marked: tuple[Understood, ...] = field(default=(), init=False, repr=False)
    _index: NameIndex | None = field(default=None, init=False, repr=False)
    _all: FamilyGraph | None = field(default=None, init=False, repr=False)

    @cached_property
    def network(self) -> Network:
        """Store and sessions of live questions, and of portraits."""
        from cousins.explorer.lifetime import Network  # noqa: PLC0415 (the network's half)

        return Network(self.settings)

    def naming(self, languages: Sequence[str]) -> Fields:
        """Return fields over the same live source that name people in other languages, and share the network."""
        source = self.source
        if not isinstance(source, LiveSource):
            raise SettingsError(f"{source.name} has names in no other languages; a live source such as wikidata has")
        if isinstance(source, SearchedSource):
            source = source.searched_in(languages[0])
        other = replace(self, source=source, languages=tuple(languages))
        other.network = self.network
        return other

    async def names(self) -> NameIndex:
        """Return the index of everybody's names in a source at hand."""
        if not isinstance(self.source, Source):
            raise TypeError(f"{self.source!r} has nobody at hand")
        shown = self.shown
        graph = await self.source.family()
        if self._index is None or self._all is not graph:
            index = NameIndex(shown(graph) if shown else graph)
            if self.twins:
                from cousins.explorer.marking_twins import marked  # noqa: PLC0415 (only where somebody is marked)

                index, self._marked = marked(index, self.twins)
            self._all, self._index = graph, index
        return self._index

    @cached_property
    def shown(self) -> Callable[[FamilyGraph], FamilyGraph] | None:
        """What makes of a family what every answer may show of it, without the living; None where that is all."""
        if self.living is None:
            return None
        from datetime import UTC, datetime  # noqa: PLC0415 (only where somebody is hidden)

        from cousins.family.living import without_living  # noqa: PLC0415 (as above)

        return partial(without_living, how=self.living, today=self.today or datetime.now(UTC).date())

    @asynccontextmanager
    async def opened(
        self, on_event: OnEvent | None = None, *, readings: Readings | None = None, bulk: bool = False
    ) -> AsyncIterator[Field]:
        """Open a field for one question.

        Args:
            on_event: Told of the question's requests, waits and generations.
            readings: What an earlier question about the same people read.
            bulk: Whether nobody waits for the answer.

        Raises:
            TypeError: What was given as the source is none.
            SettingsError: People of a live source are to be marked as identical twins, or those who cannot be.
            FormatError: A family file turned out to be damaged.
        """
        source = self.source
        if isinstance(source, Source):
            names, report = await self.names(), getattr(source, "report", None)
            report = report.without_texts() if report and self.shown else report
            try:
                yield ReadyField(source.name, names, report, marked=self._marked)
            except CousinsError:
                raise
            except Exception:
                # A large family file is opened and not read: what is wrong may be the file.
                from cousins.explorer.checked import Verifiable  # noqa: PLC0415 (only then)

                if isinstance(source, Verifiable):
                    source.verify()
                raise
        elif isinstance(source, LiveSource):
            if self.twins:
                raise SettingsError(
                    f"identical twins are marked in a family at hand: keep what {source.name} has with "
                    "explore --output FILE, and ask that file"
                )
            from cousins.explorer.fetching import Fetcher  # noqa: PLC0415 (the network's half)
            from cousins.explorer.live_field import LiveField  # noqa: PLC0415 (as above)

            async with self.network.opened(on_event, bulk=bulk) as (client, store):
                yield LiveField(
                    Fetcher(source, client, store, readings, on_event, self.languages), on_event, self.shown
                )
        else:
            raise TypeError(f"{source!r} is no source")
