"""From columns, as data frames have them, to persons and links."""

from __future__ import annotations

from operator import index
from typing import TYPE_CHECKING

from cousins.errors import SettingsError, quoted
from cousins.family.dates import Date
from cousins.family.person import Person, PersonId, Sex

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from typing import TypeVar

    from cousins.family.links import LinkKind

    T = TypeVar("T")


def people_of(
    ids: Sequence[str],
    *,
    name: Sequence[str | None] | None,
    sex: Sequence[str | None] | None,
    born: Sequence[str | None] | None,
    died: Sequence[str | None] | None,
) -> list[Person]:
    """Return the persons of columns, as `FamilyGraph.from_arrays` describes them.

    Raises:
        SettingsError: The columns do not fit each other, an id is there twice, or a value is none.
    """
    known = _ids(ids)
    size = len(known)
    names = _column("name", name, size, str)
    sexes = _column("sex", sex, size, Sex)
    births, deaths = _column("born", born, size, Date.parse), _column("died", died, size, Date.parse)
    rows = zip(known, names, sexes, births, deaths, strict=True)
    return [Person(PersonId(each), named, of, start, end) for each, named, of, start, end in rows]


def _ids(ids: Sequence[object]) -> list[str]:
    """Return ids as text, which numbers have, too."""
    known: dict[str, int] = {}
    for place, each in enumerate(ids):
        if not isinstance(each, str) and (isinstance(each, bool) or not hasattr(each, "__index__")):
            raise SettingsError(f"ids[{place}] is a text or a whole number, not {quoted(repr(each))}")
        text = str(each)
        if not text.strip():
            raise SettingsError(f"ids[{place}] is empty")
        if known.setdefault(text, place) != place:
            raise SettingsError(f"ids: an id is there twice, {quoted(text)} at {known[text]} and {place}")
    return list(known)


def _column(what: str, values: Sequence[str | None] | None, size: int, read: Callable[[str], T]) -> list[T | None]:
    """Return the values of a column, read one by one; all None where there is no column."""
    if values is None:
        return [None] * size
    if isinstance(values, str) or not hasattr(values, "__len__"):
        raise SettingsError(f"{what}: a column is a list or an array, not {quoted(repr(values))}")
    if len(values) != size:
        raise SettingsError(f"{what}: {len(values)} values for {size} people")
    found: list[T | None] = []
    for place, value in enumerate(values):
        try:
            # A data frame's missing values are None, NaN (which alone differs from itself) or empty.
            missing = value is None or value != value or not value  # noqa: PLR0124
            found.append(None if missing else read(_text(value)))
        except (ValueError, TypeError, OverflowError):
            raise SettingsError(f"{what}[{place}] cannot be {quoted(str(value))}") from None
    return found


def _text(value: object) -> str:
    """Return a text of a column.

    Raises:
        TypeError: It is none.
    """
    if not isinstance(value, str):
        raise TypeError
    return str(value)


def links_of(
    ones: Sequence[int], others: Sequence[int], kinds: Sequence[str] | None, table: type[LinkKind], *, size: int
) -> list[tuple[int, int, LinkKind]]:
    """Return the links of three columns; the first kind of the table where there are no kinds.

    Raises:
        SettingsError: The columns are not equally long, or a value is no number of a person or no kind.
    """
    strongest = next(iter(table))
    columns = [ones, others, *([] if kinds is None else [kinds])]
    if any(isinstance(column, str) or not hasattr(column, "__len__") for column in columns):
        raise SettingsError("a column of links is a list or an array")
    if len(ones) != len(others) or (kinds is not None and len(kinds) != len(ones)):
        raise SettingsError("the columns of links are not equally long")
    links = []
    for place, (one, other) in enumerate(zip(ones, others, strict=True)):
        try:
            pair: tuple[int, int] = index(one), index(other)
            kind = strongest if kinds is None else table(kinds[place])
        except (TypeError, ValueError) as error:
            raise SettingsError(f"link {place}: {error}") from None
        if not all(0 <= number < size for number in pair):
            raise SettingsError(f"link {place}: {pair} are no numbers of {size} people")
        links.append((*pair, kind))
    return links


def sets_of(sets: Iterable[Collection[int]], *, size: int) -> list[list[int]]:
    """Return sets of numbers of people.

    Raises:
        SettingsError: A value is no number of a person.
    """
    found = []
    for place, each in enumerate(sets):
        try:
            numbers = [index(number) for number in each]
        except TypeError as error:
            raise SettingsError(f"identical_twins[{place}]: {error}") from None
        if not all(0 <= number < size for number in numbers):
            raise SettingsError(f"identical_twins[{place}]: {numbers} are no numbers of {size} people")
        found.append(numbers)
    return found
