"""Everything that `cousins` raises on purpose.

::

    CousinsError
    ├── EntityIdError(ValueError)          an id that no source could hold
    ├── PersonNotFoundError(LookupError)   nobody by that name or id
    ├── AmbiguousNameError(LookupError)    several people by that name
    ├── SourceError                        a source could not answer
    │   ├── ContactMissingError            a host that wants to know who asks
    │   ├── RateLimitError                 a host that wants to be left alone for a while
    │   ├── SourceTimeoutError             no answer in time
    │   └── SourceAnswerError              an answer that cannot be right
    ├── StoreError                         what is kept cannot be read or written
    │   ├── StoreVersionError              kept by a newer version of `cousins`
    │   └── StoreCorruptError              damaged, or no store at all
    ├── FormatError                        a file that cannot be read
    │   └── UnknownFormatError             a format that nobody here knows
    ├── TooLargeError                      what would take too long to compute
    └── SettingsError                      an option that makes no sense

The errors hold plain values, so that a command line, a web page and a
program can each say them in their own way. ``str(error)`` is always one line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

LONGEST_QUOTE = 60
"""Characters of somebody's input that an error message repeats."""


def quoted(text: str) -> str:
    r"""Return somebody's input fit for a one-line message.

    Control characters are escaped and long input is cut, so that a hostile
    name can neither move the cursor nor fill the screen.

    Example:
        >>> quoted("Vic\ttoria")
        "'Vic\\ttoria'"
    """
    cut = text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
    return repr(cut)


def _on_one_line(path: Path | str) -> str:
    """Return a path as it is, or escaped where it holds line ends or what else is not seen."""
    text = str(path)
    return text if text.isprintable() else repr(text)


class CousinsError(Exception):
    """The root: catch it to catch everything that `cousins` raises on purpose."""

    def __reduce__(self) -> tuple[object, ...]:
        """Be copied and pickled as what it holds, whatever it was made from."""
        return _again, (type(self), self.args), self.__dict__


def _again(kind: type[CousinsError], args: tuple[object, ...]) -> CousinsError:
    """Return an error of this kind that says the same; what it holds comes after."""
    error = kind.__new__(kind)
    error.args = args
    return error


class EntityIdError(CousinsError, ValueError):
    """The text is not an id that the source could hold, such as ``Q0``.

    Attributes:
        text: The text as it was given.
    """

    def __init__(self, text: str, wanted: str = "an id is Q and a positive number, such as Q9439") -> None:
        """Say which text, and what an id looks like here."""
        self.text = text
        super().__init__(f"not an id: {quoted(text)}; {wanted}")


class PersonNotFoundError(CousinsError, LookupError):
    """Nobody in the source has this name or id.

    Attributes:
        text: What was looked for.
        suggestions: The nearest spellings, best first; may be empty.
    """

    def __init__(self, text: str, suggestions: Iterable[str] = ()) -> None:
        """Say whom nobody knows, and who comes near."""
        self.text = text
        self.suggestions = tuple(suggestions)
        hint = f"; did you mean {', '.join(self.suggestions)}?" if self.suggestions else ""
        super().__init__(f"nobody found for {quoted(text)}{hint}")


class AmbiguousNameError(CousinsError, LookupError):
    """Several people answer to the name and none clearly better, or one answers in part, or two are named.

    Attributes:
        text: The name as it was given.
        candidates: One line for each candidate, best first: name, years, id.
        descriptions: For each candidate a few words that say who that is, empty where the source has none.
        nobody: A title or realm in the name that none of them bears; empty when there is none.
        two: Whether the text names two people; the candidates are one of each name.
        total: How many people answer to the name, listed or not.
        more: Whether the source knows further ones, who were not looked at.
    """

    def __init__(
        self,
        text: str,
        candidates: Sequence[str],
        *,
        descriptions: Sequence[str] = (),
        nobody: str = "",
        two: bool = False,
        total: int = 0,
        more: bool = False,
    ) -> None:
        """Say which name, and who could be meant."""
        self.text = text
        self.candidates = tuple(candidates)
        self.descriptions = tuple(descriptions) or ("",) * len(self.candidates)
        self.nobody, self.two = nobody, two
        self.total, self.more = total or len(self.candidates), more
        listed = "; ".join(self.candidates)
        first = f"; the first {len(self.candidates)}" if self.total != len(self.candidates) else ""
        least = "at least " if more else ""
        said = f"may be any of {least}{self.total}, give an id or a year{first}: {listed}"
        if two:
            said = f"names two people, give one at a time: {listed}"
        elif self.total == 1:
            said = f"may mean {listed}; give an id or more of the name"
        if nobody:
            said = f"is nobody here; without {quoted(nobody)} it {said}"
        super().__init__(f"{quoted(text)} {said}")


class SourceError(CousinsError):
    """A source of facts could not answer."""


class ContactMissingError(SourceError):
    """The host wants to know who asks, and nobody said.

    Attributes:
        host: The host that was not asked.
    """

    def __init__(self, host: str) -> None:
        """Say which host, and the two ways to name a contact."""
        self.host = host
        super().__init__(
            f"{host} wants to know who asks: set COUSINS_CONTACT, or 'contact' in the settings, "
            "to your mail address or the address of a page about you"
        )


class RateLimitError(SourceError):
    """The host wants to be left alone for longer than anybody would wait.

    Attributes:
        host: The host.
        retry_after: Seconds until it may be asked again; None when it did not say.
    """

    def __init__(self, host: str, retry_after: float | None = None, said: str = "") -> None:
        """Say which host, for how long, and what it said itself, fit to follow its name."""
        self.host = host
        self.retry_after = retry_after
        until = "; try again later" if retry_after is None else f"; it may be asked again in {retry_after:.0f} s"
        super().__init__(f"{host} {said or 'limits how often it may be asked'}{until}")


class SourceTimeoutError(SourceError):
    """No answer came in time."""


class SourceAnswerError(SourceError):
    """An answer came that cannot be right: cut off, refused, or something else than was asked for.

    Attributes:
        status: The HTTP status; None when the answer broke off before it.
    """

    def __init__(self, message: str, status: int | None = None) -> None:
        """Say what is wrong with the answer."""
        self.status = status
        super().__init__(message)


class StoreError(CousinsError):
    """What is kept on this machine cannot be read or written.

    Attributes:
        path: The file.
    """

    def __init__(self, path: Path | str, reason: str) -> None:
        """Say which file, and what is the matter with it."""
        self.path = path
        super().__init__(f"{_on_one_line(path)}: {reason}")


class StoreVersionError(StoreError):
    """A newer version of `cousins` made the file; it was left as it is.

    Attributes:
        found: The version of the file's layout.
        known: The newest version known here.
    """

    def __init__(self, path: Path | str, found: int, known: int) -> None:
        """Say which version was found and which is known."""
        self.found = found
        self.known = known
        versions = f"layout {found}, known up to {known}"
        remedy = "update cousins, or name another cache_folder"
        super().__init__(path, f"your store was made by a newer cousins ({versions}); it was left as it is: {remedy}")


class StoreCorruptError(StoreError):
    """The file is damaged, or something else than its name says; it was left as it is."""


class FormatError(CousinsError):
    """A file is not what it should be.

    Attributes:
        path: The file.
        line: The number of the line, from 1; None when the whole file is meant.
    """

    def __init__(self, path: Path | str, reason: str, line: int | None = None) -> None:
        """Say where, and what is wrong there."""
        self.path = path
        self.line = line
        where = f"{_on_one_line(path)}, line {line}" if line is not None else _on_one_line(path)
        super().__init__(f"{where}: {reason}")


class UnknownFormatError(FormatError):
    """Nobody here reads or writes that format."""


class TooLargeError(CousinsError):
    """The answer would take more time or memory than anybody would wait for."""


class SettingsError(CousinsError):
    """An option or setting holds a value that makes no sense."""
