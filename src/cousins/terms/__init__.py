"""Words for kin, one file a language, each loaded only when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from cousins.errors import SettingsError, quoted
from cousins.kinship.paths import Step
from cousins.terms.language import Language

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import Enum

__all__ = ["LANGUAGES", "Language", "Step", "speaker"]

LANGUAGES: Final[Mapping[str, str]] = {
    "en": "English",
}
"""Every language: the name of its file here, and of the class in it."""


def speaker(code: str, **options: str | Enum) -> Language:
    """Return the language of that code.

    Args:
        code: A key of `LANGUAGES`: ``en``.
        **options: What the language lets one choose, as its Enum or that Enum's value.

    Raises:
        SettingsError: No such language, or the language has no such option or choice.

    Example:
        >>> from cousins.family.person import Sex
        >>> from cousins.kinship.relationship import BloodBond
        >>> great_aunt = BloodBond((None, None, None), (Sex.FEMALE,), Sex.FEMALE)
        >>> speaker("en").name(great_aunt)
        'great-aunt'
        >>> speaker("en", greats="grand").name(great_aunt)
        'grand-aunt'
    """
    if code not in LANGUAGES:
        raise SettingsError(f"no language {quoted(code)}; pick one of {', '.join(sorted(LANGUAGES))}")
    spoken = getattr(import_module(f"{__name__}.{code}"), LANGUAGES[code])
    chosen = {name: _choice(spoken.options, name, value) for name, value in options.items()}
    made: Language = spoken(**chosen)
    return made


def _choice(known: Mapping[str, type[Enum]], name: str, value: str | Enum) -> Enum:
    """Return the option's value as a member of its Enum."""
    if name not in known:
        raise SettingsError(f"no option {quoted(name)} in this language; pick one of {', '.join(sorted(known))}")
    try:
        return known[name](value)
    except ValueError:
        choices = ", ".join(str(choice.value) for choice in known[name])
        raise SettingsError(f"{name} cannot be {quoted(str(value))}; pick one of {choices}") from None
