"""A file with a few bytes, words or lines changed, for `fuzz.py`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fuzz_samples import GEDCOM, PACKINGS, RICH, packed
from wrong_files import ADAM, CAIN, EVE

if TYPE_CHECKING:
    import random

    from fuzz_samples import Sample

WORDS: dict[str, list[bytes]] = {
    "gedcom": [
        *(line.encode() for line in (ADAM + EVE + CAIN + RICH).splitlines()),
        b"\n" * 100_000,
        b"\xe9" * 100_000,
        b"a" * 100_000,
        b"a " * 50_000,
        b"@" * 9999,
        b"(" * 9999,
        b"/" * 9999,
        b"1 " * 9999,
    ],
    "json": [
        b"null",
        b"true",
        b"5",
        b"-1",
        b"1e999",
        b"NaN",
        b"[]",
        b"{}",
        b'"a"',
        b'"\\ud800"',
        b'"\\u0000"',
        b"[" * 2000,
        b'{"a":' * 2000,
        b"9" * 400,
        b'"nodes"',
        b'"edges"',
        b'"links"',
        b'"id"',
        b'"link"',
        b'"kind"',
        b'"parent"',
        b'"directed":false,',
        b'"@id"',
        b'"@type"',
        b'"@graph"',
        b'"@value"',
        b'"Role"',
        b'"children"',
        b'"spouse"',
        b'"name"',
        b'"born"',
        b'"\xff"',
    ],
    "xml": [
        b"<x>",
        b"</x>",
        b"<node>",
        b"<edge/>",
        b"<data key='d0'/>",
        b"</graph>",
        b"&#0;",
        b"&a;",
        b"&#x10ffff;",
        b"<![CDATA[",
        b"-->",
        b"<!ENTITY a 'b'>",
        b"<graph>" * 2000,
        b'id=""',
        b'id="a"',
        b'val="1850-99-99"',
        b'val="99999999999"',
        b'hlink="_a"',
        b'cformat="French Republican"',
        b'encoding="utf-7"',
        b'start=""',
        b"<!-- ",
        b"\xff",
    ],
    "csv": [
        b'"',
        b'""',
        b",",
        b";",
        b"\t",
        b"\n",
        b"\r",
        b"\r\n",
        b"\0",
        b"id",
        b"sep=,\n",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"a" * 200_000,
        b"9" * 400,
        b"\xe9",
    ],
    "toml": [
        b"[",
        b"]" * 9,
        b"[a]\n",
        b"[[a]]\n",
        b"{",
        b"=",
        b"\n",
        b'"""',
        b"1979-05-27",
        b"inf",
        b"nan",
        b"0x7f",
        b"9" * 5000,
        b"[" * 3000,
        b"~nobody",
        b"true",
        b"\xff",
    ],
}
"""What is put in at any place, by the language of the file."""


_LANGUAGES = {"gdz": "gedcom", "jsonld": "json", "graphml": "xml", "gramps": "xml"}


def spoiled(sample: Sample, form: str, chance: random.Random) -> Sample:
    """Return the files with a few bytes, lines or words of one of them changed."""
    files = dict(sample)
    ending = chance.choice(list(files)[:2])
    raw = files[ending]
    unpack = form == "gdz" and chance.randrange(3) == 0
    if unpack:
        raw = chance.choice(GEDCOM)
    words = WORDS.get(_LANGUAGES.get(form, form), [b"\0" * 8, b"\xff" * 8, b"PAR1"])
    if form == "parquet" and chance.randrange(2):
        return files  # what is spoiled are the types of its columns
    # Half of the files stay whole but for what stands in them, or hardly any would get past the first bracket.
    deeds = DEEDS if chance.randrange(2) else (_retold,)
    for _ in range(chance.randrange(1, 6 if deeds is DEEDS else 3)):
        raw = chance.choice(deeds)(raw, words, chance)
    files[ending] = packed(raw, chance.choice(PACKINGS)) if unpack else raw
    return files


def _changed(raw: bytes, _: list[bytes], chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + bytes([chance.randrange(256)]) + raw[at + chance.randrange(2) :]


def _worded(raw: bytes, words: list[bytes], chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + chance.choice(words) + raw[at + chance.choice((0, 0, 1, 4, 9)) :]


_TOKEN = re.compile(rb'"[^"\n]*"|[^\s<>{}\[\],:;=/"]+')


def _retold(raw: bytes, words: list[bytes], chance: random.Random) -> bytes:
    """Put another word of the file, or a hostile one, in the place of a word, with the same quotation marks."""
    tokens = list(_TOKEN.finditer(raw))
    if not tokens:
        return raw
    inside = [token for token in tokens if token[0][:1] == b'"']
    old = chance.choice(inside if inside and chance.randrange(4) else tokens)
    new = chance.choice(tokens)[0] if chance.randrange(2) else chance.choice((*words, *_HOSTILE))
    if old[0][:1] == b'"' and chance.randrange(4):
        new = b'"' + new.strip(b'"').replace(b'"', b"'") + b'"'
    return raw[: old.start()] + new + raw[old.end() :]


_HOSTILE = (
    b"-1",
    b"0",
    b"",
    b"null",
    b"true",
    b"[]",
    b"[1]",
    b"{}",
    b'"\\u0000"',
    b"1e400",
    b"-0043",
    b"99999",
    b"1850..",
    b"../..",
    b"0000-00-00",
    b"\xe2\x80\xae",
    b"\xf0\x9f\x91\xaa",
    b" ",
    b"a" * 5000,
    b"|" * 3000,
    b"\\" * 3001,
    b"a " * 2000,
    b"\xcc\x81" * 1000,
    b"=1+1",
    b"parent",
    b"partner",
    b"birth",
    b"a",
    b"b",
    b"Q1",
    b"i1",
    b"male",
    b"1900-13-45",
    b"9" * 30,
    b"0" * 30,
)


def _cut(raw: bytes, _: list[bytes], chance: random.Random) -> bytes:
    start, end = sorted((chance.randrange(len(raw) + 1), chance.randrange(len(raw) + 1)))
    return raw[:start] + raw[end:] if chance.randrange(3) else raw[:end]


def _doubled(raw: bytes, _: list[bytes], chance: random.Random) -> bytes:
    start, end = sorted((chance.randrange(len(raw) + 1), chance.randrange(len(raw) + 1)))
    return raw[:end] + raw[start:end] * chance.randrange(1, 4) + raw[end:]


def _lines(raw: bytes, words: list[bytes], chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    deed = chance.randrange(4)
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    if deed == 0:
        lines[at], lines[other] = lines[other], lines[at]
    elif deed == 1:
        lines.insert(at, chance.choice(words))
    elif deed == 2:
        del lines[at]
    else:
        lines[at] = lines[at].replace(b"1", str(chance.randrange(12)).encode(), 1)
    return b"\n".join(lines)


def _swapped(raw: bytes, _: list[bytes], chance: random.Random) -> bytes:
    between = chance.choice((b" ", b",", b'"', b":"))
    words = raw.split(between)
    at, other = chance.randrange(len(words)), chance.randrange(len(words))
    words[at], words[other] = words[other], words[at]
    return between.join(words)


DEEDS = (_changed, _changed, _worded, _worded, _cut, _doubled, _lines, _swapped)
