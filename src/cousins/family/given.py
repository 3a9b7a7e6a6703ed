"""What a question is given: people and numbers, checked before anything is looked up."""

from __future__ import annotations

from operator import index

from cousins.errors import SettingsError
from cousins.family.person import Person


def name_of(person: str | Person) -> str:
    """Return what names a person: the text itself, or the person's id.

    Raises:
        TypeError: It is neither.

    Example:
        >>> from cousins.family.person import PersonId
        >>> name_of("Queen Victoria"), name_of(Person(PersonId("Q9439"), "Victoria"))
        ('Queen Victoria', 'Q9439')
    """
    if isinstance(person, Person):
        return person.id
    if isinstance(person, str):
        return person
    raise TypeError(f"a person is named by a str or a Person, not {type(person).__name__}")


def whole_number(what: str, count: int | None, *, least: int = 0) -> int | None:
    """Return a number of something as an int; None for None.

    Raises:
        SettingsError: It is less than it may be.
        TypeError: It is no whole number.

    Example:
        >>> whole_number("limit", 3, least=1), whole_number("limit", None)
        (3, None)
    """
    if count is None:
        return None
    try:
        whole = index(count)
    except TypeError:
        raise TypeError(f"{what} must be a whole number, not {type(count).__name__}") from None
    if whole < least:
        raise SettingsError(f"{what} must be {least} or more, not {whole}")
    return whole
