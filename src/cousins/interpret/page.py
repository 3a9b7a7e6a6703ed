"""One item's page while it is read: which statements count, and a list of those that do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.family.person import PersonId
from cousins.interpret.claims import Dropped, Reason
from cousins.wikibase.ids import ItemId, by_number, is_item_id
from cousins.wikibase.statement import Rank, SnakKind, Time, best

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cousins.wikibase.ids import PropertyId
    from cousins.wikibase.properties import Properties
    from cousins.wikibase.statement import Item, Statement

_VALUELESS = {SnakKind.SOMEVALUE: Reason.UNKNOWN, SnakKind.NOVALUE: Reason.NONE, SnakKind.VALUE: Reason.UNREADABLE}


class Page:
    """An item, the numbers to read it by, and what was dropped so far.

    Attributes:
        person: The person whose page it is.
        item: The page.
        properties: The numbers of the Wikibase it comes from.
        ordered: Whether the statements stand in the order of the page.
        dropped: Filled while reading.
    """

    def __init__(self, item: Item, properties: Properties, *, ordered: bool = True) -> None:
        """Open the page."""
        self.person = PersonId(item.id)
        self.item, self.properties, self.ordered = item, properties, ordered
        self.dropped: list[Dropped] = []

    def best(self, name: PropertyId | None) -> tuple[Statement, ...]:
        """Return the statements of best rank, and drop the others."""
        statements = self._all(name)
        chosen = best(statements)
        for statement in statements:
            if statement.rank is Rank.DEPRECATED:
                self.drop(statement, Reason.DEPRECATED)
            elif statement.rank is not chosen[0].rank:
                self.drop(statement, Reason.OUTRANKED)
        return chosen

    def live(self, name: PropertyId | None) -> Iterator[Statement]:
        """Yield all statements but the deprecated ones, and drop those."""
        for statement in self._all(name):
            if statement.rank is Rank.DEPRECATED:
                self.drop(statement, Reason.DEPRECATED)
            else:
                yield statement

    def people(self, statements: Iterable[Statement]) -> Iterator[tuple[Statement, PersonId]]:
        """Yield statements with the person each names, and drop those that name nobody else."""
        for statement in statements:
            value = statement.main.value
            if not is_item_id(value):
                self.drop(statement, _VALUELESS[statement.main.kind])
            elif value == self.item.id:
                self.drop(statement, Reason.OWN_RELATIVE)
            else:
                yield statement, PersonId(value)

    def values(self, name: PropertyId | None) -> list[ItemId | Time | str]:
        """Return the values of best rank; the others need no excuse."""
        return [statement.main.value for statement in best(self._all(name)) if statement.main.value is not None]

    def doubtful(self, statement: Statement) -> bool:
        """Return whether the page says presumably, possibly, disputed or the like."""
        return bool(self._circumstances(statement) & self.properties.doubtful)

    def about(self, statement: Statement) -> bool:
        """Return whether the page says circa."""
        return bool(self._circumstances(statement) & self.properties.circa)

    def drop(self, statement: Statement, reason: Reason, note: str = "") -> None:
        """Note that a statement is not taken as it stands."""
        value = statement.main.value
        if reason is Reason.DEPRECATED:
            reasons = filter(is_item_id, statement.qualifier_values(self.properties.deprecation))
            note = min(reasons, key=by_number, default="")
        text = value.text if isinstance(value, Time) else value or ""
        self.dropped.append(Dropped(self.person, statement.property, statement.id, text, reason, note))

    def _all(self, name: PropertyId | None) -> tuple[Statement, ...]:
        return self.item.statements.get(name, ()) if name is not None else ()

    def _circumstances(self, statement: Statement) -> frozenset[ItemId | Time | str]:
        if not statement.qualifiers:
            return frozenset()
        return frozenset(statement.qualifier_values(self.properties.circumstances, self.properties.nature))
