"""In which characters a GEDCOM file is written: what it says, and what its bytes say.

Files often declare what they are not. Bytes that are valid UTF-8 and more than
ASCII are UTF-8, whatever the head says; what is declared as ANSEL but is none, and
what says ANSI, is in the code page that `code_pages` finds; single bytes that are
wrong in UTF-8 are read as Windows-1252 and reported. Programs that cut long lines
by bytes cut letters in two: these are joined before anything is decoded.

Source of the declared names: GEDCOM 5.5.1, CHARACTER_SET, and what programs write there.
"""

from __future__ import annotations

import codecs
import io
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from cousins.formats.gedcom.code_pages import FAMILIES, page_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO, Protocol

    class Decoder(Protocol):
        """Turns bytes into text, piece by piece."""

        def decode(self, raw: bytes, final: bool = False, /) -> str:  # noqa: FBT001, FBT002 - the shape of codecs
            """Return the text of the next bytes."""
            ...


PIECE = 1 << 20
"""Bytes that are read at once."""

_MOST_HELD = 1 << 24
"""Bytes of one record that are held to see whether letters are cut in it."""
_HEAD = 1 << 16
_SAMPLE = 400
"""Letters beyond ASCII that decide whether a file is ANSEL."""
_DECLARED = re.compile(rb"[\r\n][ \t]*1[ \t]+CHAR(?:ACTER)?[ \t]+([^\r\n]+)")
_LANGUAGE = re.compile(rb"[\r\n][ \t]*1[ \t]+LANG(?:UAGE)?[ \t]+([^\r\n]+)")
# A letter that CONC cuts in two goes to the second line whole: the bytes of UTF-8, or the accent of ANSEL.
_CUT_UTF8 = re.compile(rb"([\xc2-\xf4][\x80-\xbf]{0,2})((?:\r\n?|\n)[ \t]*\d{1,2}[ \t]+CONC[ \t])([\x80-\xbf]{1,3})")
_CUT_ANSEL = re.compile(rb"([\xe0-\xfe]{1,8})((?:\r\n?|\n)[ \t]*\d{1,2}[ \t]+CONC[ \t])")
_JOINTS = {"utf-8": _CUT_UTF8, "ansel": _CUT_ANSEL}
# No word has so many letters beyond ASCII; the codec takes a time for a run that grows with its square.
_NOT_ASCII = re.compile(rb"[\x80-\xff]{1,256}[\x00-\x7f]?")
_IN_WORD = re.compile(rb"([A-Za-z]?)([\x80-\xff]{1,256}[\x00-\x7f]?)")
_VOWELS = frozenset({b"", *(bytes([letter]) for letter in b"aeiouyAEIOUY")})
_BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_NAMES = {
    "ANSEL": "ansel",
    "UTF-8": "utf-8",
    "UTF8": "utf-8",
    "UNICODE": "utf-8",
    "UTF-16": "utf-8",
    "ASCII": "utf-8",
    "ANSI": "windows",
    "WINDOWS": "windows",
    "IBM WINDOWS": "windows",
    "IBMPC": "dos",
    "IBM": "dos",
    "MSDOS": "dos",
    "OEM": "dos",
    "MACINTOSH": "macintosh",
    "MACROMAN": "mac_roman",
    "LATIN1": "latin-1",
}
_CODE_PAGE = re.compile(r"(?:ANSI|WINDOWS|CP|IBM|ISO)[-_ ]?(125[0-8]|437|85[0-8]|86[0-6]|8859[-_ ]\d\d?)")


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes of a file become characters.

    Attributes:
        codec: The name of the codec: ``utf-8``, ``ansel``, ``cp1252``, ``utf-16-le`` …
        declared: What the file's head says; None when it says nothing.
        skip: Bytes of the byte order mark.
        contradicted: Whether the bytes are not what the head says.
    """

    codec: str
    declared: str | None
    skip: int = 0
    contradicted: bool = False


def survey(  # noqa: PLR0911 - one line a verdict
    opened: Callable[[], BinaryIO], *, encoding: str | None = None
) -> Encoding:
    """Return how a file is encoded; it is read through once.

    Args:
        opened: Opens the file from its beginning.
        encoding: The codec that somebody says it has; None to look.

    Raises:
        LookupError: There is no such codec.
    """
    with opened() as file:
        head = file.read(_HEAD)
    if encoding is not None:
        codec = "ansel" if encoding.lower() == "ansel" else _named_codec(encoding)
        mark, codec_of_mark = _mark(head)
        if codec == "utf-16":  # whose halves stand in the order that the mark says, which is not read twice
            codec = codec_of_mark or "utf-16-le"
        return Encoding(codec, _declared(_DECLARED.search(head)), len(mark))
    mark, codec_of_mark = _mark(head)
    if codec_of_mark:
        found = _DECLARED.search(head.replace(b"\0", b"") if codec_of_mark != "utf-8" else head)
        return Encoding(codec_of_mark, _declared(found), len(mark))
    declared = _declared(_DECLARED.search(head))
    named = _codec(declared)
    good, bad = _letters(opened)
    if not bad or (named == "utf-8" and good > bad):
        return Encoding("utf-8", declared, contradicted=bool(good or bad) and named not in {"utf-8", None})
    contradicted = named in {"utf-8", None}
    if contradicted and good >= bad:
        return Encoding("utf-8", declared, contradicted=True)
    if named == "ansel" and _is_ansel(opened):
        return Encoding("ansel", declared)
    contradicted = contradicted or named == "ansel"
    family = named if named in FAMILIES else "windows" if contradicted else None
    if family is None:
        return Encoding(named or "cp1252", declared)
    page = page_of(_pieces(opened, 0), family, _declared(_LANGUAGE.search(head)))
    return Encoding(page, declared, contradicted=contradicted)


def _named_codec(encoding: str) -> str:
    """Return the codec that somebody means.

    Raises:
        LookupError: There is none of that name for text.
    """
    try:
        io.TextIOWrapper(io.BytesIO(), encoding=encoding)  # refuses base64 and its like, which are no codecs for text
    except ValueError as error:  # of a name that holds a zero byte
        raise LookupError(encoding) from error
    return codecs.lookup(encoding).name


def _mark(head: bytes) -> tuple[bytes, str]:
    """Return the byte order mark that a file begins with, and the codec that it or the first letter means."""
    for mark, codec in _BOMS.items():
        if head.startswith(mark):
            return mark, codec
    # Files begin with a letter or figure: a zero byte beside it is the other half of UTF-16.
    halves = {(True, False): "utf-16-be", (False, True): "utf-16-le"}
    return b"", halves.get((head[:1] == b"\0", head[1:2] == b"\0"), "")


def _declared(match: re.Match[bytes] | None) -> str | None:
    return match[1].decode("latin-1").strip()[:40] if match else None


def _codec(declared: str | None) -> str | None:
    """Return the codec of a declared name; None when it says nothing anybody knows."""
    name = " ".join((declared or "").upper().split())
    if name in _NAMES:
        return _NAMES[name]
    page = _CODE_PAGE.match(name)
    if page is None:
        return None
    number = page[1].replace("_", "-").replace(" ", "-")
    codec = f"iso{number}" if number.startswith("8859") else f"cp{number}"
    try:
        return codecs.lookup(codec).name
    except LookupError:
        return None


def _letters(opened: Callable[[], BinaryIO]) -> tuple[int, int]:
    """Return how many letters beyond ASCII are well formed in UTF-8, and how many bytes are not."""
    good = bad = 0
    # With surrogateescape each wrong byte comes as a lone surrogate, so that one pass counts both.
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    for raw in _joined(_pieces(opened, 0), "utf-8"):
        if raw.isascii() and decoder.getstate()[0] == b"":
            continue
        text = decoder.decode(raw)
        if not text.isascii():
            escaped = sum(map(text.count, _ESCAPED)) if _HAS_ESCAPED.search(text) else 0
            bad += escaped
            good += len(text) - len(text.encode("ascii", "ignore")) - escaped
    return good, bad + len(decoder.getstate()[0])


_ESCAPED = [chr(0xDC00 + byte) for byte in range(0x80, 0x100)]
_HAS_ESCAPED = re.compile("[\udc80-\udcff]")


def _is_ansel(opened: Callable[[], BinaryIO]) -> bool:
    """Return whether most of the accents stand before letters, as they do in no other encoding."""
    good = bad = 0
    for raw in _joined(_pieces(opened, 0), "ansel"):
        for before, run in _IN_WORD.findall(raw):
            text = _ansel(run)
            composed = not any(map(unicodedata.combining, text))
            # An accent that composes no letter is no proof against ANSEL, as it may stand over a consonant. But what
            # comes from another code page is the vowel itself, and stands behind a consonant.
            wrong = "\ufffd" in text or text.startswith(" ") or (not composed and before not in _VOWELS)
            good, bad = good + (not wrong), bad + wrong
        if good + bad >= _SAMPLE:
            break
    return good >= bad


def _pieces(opened: Callable[[], BinaryIO], skip: int) -> Iterator[bytes]:
    with opened() as file:
        file.read(skip)
        while raw := file.read(PIECE):
            yield raw


def _joined(pieces: Iterator[bytes], codec: str) -> Iterator[bytes]:
    """Yield the bytes with no letter cut in two by CONC, in pieces that end with lines."""
    cut = _JOINTS.get(codec)
    if cut is None:
        yield from pieces
        return
    rest = b""
    for piece in pieces:
        raw = rest + piece
        # A joint is two lines, and so a piece ends before a line that is no CONC.
        end = max(raw.rfind(b"\n0 "), raw.rfind(b"\r0 ")) + 1
        if not end and len(raw) < _MOST_HELD:
            rest = raw
            continue
        end = end or len(raw)
        rest = raw[end:]
        yield _mended(raw[:end], cut)
    yield _mended(rest, cut)


def _mended(raw: bytes, cut: re.Pattern[bytes]) -> bytes:
    if raw.isascii() or not cut.search(raw):
        return raw
    if cut is _CUT_ANSEL:
        return cut.sub(rb"\2\1", raw)
    return cut.sub(lambda joint: joint[2] + joint[1] + joint[3] if _is_letter(joint[1] + joint[3]) else joint[0], raw)


def _is_letter(raw: bytes) -> bool:
    try:
        return len(raw.decode()) == 1
    except UnicodeDecodeError:
        return False


def texts(opened: Callable[[], BinaryIO], encoding: Encoding) -> Iterator[str]:
    """Yield the text of a file, piece by piece.

    Bytes that are wrong in UTF-8 come as the lone surrogates of Python's
    ``surrogateescape``, others as U+FFFD.
    """
    decoder: Decoder
    if encoding.codec == "ansel":
        decoder = _Ansel()
    else:
        errors = "surrogateescape" if encoding.codec == "utf-8" else "replace"
        decoder = codecs.getincrementaldecoder(encoding.codec)(errors)
    for raw in _joined(_pieces(opened, encoding.skip), encoding.codec):
        yield decoder.decode(raw)
    yield decoder.decode(b"", True)  # noqa: FBT003 - the shape of codecs


class _Ansel:
    """Decodes ANSEL, where accents come before their letters; ASCII passes at full speed."""

    def __init__(self) -> None:
        self._rest = b""

    def decode(self, raw: bytes, final: bool = False, /) -> str:  # noqa: FBT001, FBT002 - the shape of codecs
        # Whole lines only: an accent may stand at the end of a piece, and its letter at the beginning of the next.
        raw = self._rest + raw
        end = len(raw) if final else raw.rfind(b"\n") + 1 or raw.rfind(b"\r") + 1
        if not end and len(raw) > PIECE:
            end = len(raw)
        self._rest = raw[end:]
        return _NOT_ASCII.sub(lambda run: _ansel(run[0]).encode(), raw[:end]).decode()


@lru_cache(maxsize=8192)
def _ansel(run: bytes) -> str:
    """Return a run of accents and letters, composed."""
    _register_ansel()
    # Ligatures and double tildes come in halves; one mark over both letters is what Unicode recommends.
    return unicodedata.normalize("NFC", run.decode("gedcom", "replace").translate(_HALVES))


_HALVES = {0xFE20: "\u0361", 0xFE21: None, 0xFE22: "\u0360", 0xFE23: None}


@cache
def _register_ansel() -> None:
    import ansel  # noqa: PLC0415 - only old files need it

    ansel.register()
