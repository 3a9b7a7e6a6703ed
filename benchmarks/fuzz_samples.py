"""Good family files of every format, for `fuzz.py` to spoil."""

from __future__ import annotations

import gzip
import io
import json
import random
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "ged_corpus"))

from wrong_files import ALL, CASES, END, HEAD

from cousins import formats
from cousins.family.dates import Date
from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentKind, ParentLink, PartnerKind, PartnerLink
from cousins.family.person import Person, PersonId, Sex

if TYPE_CHECKING:
    from collections.abc import Iterator

    Sample = dict[str, bytes]
    """What is in the files of one family, by their endings; the first names the family."""

_SMALL = 2000
RICH = (
    HEAD
    + ALL
    + "0 @I4@ INDI\n1 NAME Çédille /Øre/\n2 GIVN Ç\n1 ALIA Åke\n1 SEX U\n1 BIRT\n2 DATE BET 1 JAN 1850 AND 1860\n"
    + "1 DEAT\n2 DATE @#DFRENCH R@ 11 NIVO 6\n1 FAMC @F1@\n2 PEDI adopted\n1 FAMC @F2@\n2 STAT challenged\n"
    + "1 ADOP\n2 FAMC @F2@\n3 ADOP BOTH\n0 @F2@ FAM\n1 CHIL @I4@\n2 _FREL Step\n1 CHIL @I3@\n1 MARR N\n1 DIV N\n"
    + END
)
GEDCOM = [RICH.encode(), RICH.encode("utf-16"), RICH.replace("UTF-8", "ANSEL").encode("latin-1")]
GEDCOM += [case.raw for case in CASES if len(case.raw) < _SMALL]

_NAMES = ("Ann /Roe/", "Bob", 'Cid "x", y', "Dee\nRoe", "Eve|a\\b", "=1+1", "Żaneta 昭和", None, "")
_DATES = ("1900-05-01", "1868-05-06J", "129X", "-04XX~", "<1850", "1850..1860", "1850/..", None)
_PARENTS = zip(((1, 0), (3, 0), (3, 2), (5, 4)), ParentKind, strict=True)
_COUPLES = zip(((1, 2), (3, 4), (5, 6), (7, 8)), PartnerKind, strict=True)


def _id(place: int) -> PersonId:
    return PersonId(f"i{place}" if place % 2 else f"Q{place + 1}")


def _date(place: int) -> Date | None:
    text = _DATES[place % len(_DATES)]
    return Date.parse(text) if text else None


HOUSE = FamilyGraph.of(
    [
        Person(
            _id(place),
            name,
            (Sex.MALE, Sex.FEMALE, None)[place % 3],
            _date(place),
            _date(-place),
            aliases=("a|b", "Ä")[: place % 3],
        )
        for place, name in enumerate(_NAMES)
    ],
    [ParentLink(_id(child), _id(parent), kind) for (child, parent), kind in _PARENTS],
    [PartnerLink(_id(one), _id(other), kind) for (one, other), kind in _COUPLES],
)
GRAPHML = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="d0" for="node" attr.name="name">
<default>N</default></key><key id="d1" for="edge" attr.name="link"/><graph edgedefault="undirected"><node id="a">
<data key="d0">A&amp;&#233;</data><port name="p"/><graph id="in"><node id="b"/></graph></node>
<edge source="a" target="b" directed="true"><data key="d1">parent</data></edge></graph>
<key id="d2" for="node" attr.name="born"/></graphml>"""
LINKED = {
    "@context": {"@vocab": "https://schema.org/", "called": "schema:name"},
    "@graph": [
        {"@id": "urn:person:a", "@type": "Person", "called": [{"@value": "A", "@language": "de"}], "gender": "Female"},
        {"@id": "b", "@type": ["Person"], "parent": {"@type": "Role", "roleName": "step", "parent": {"@id": "a"}}},
        {
            "@type": "Person",
            "name": {"en": "C"},
            "children": {"@list": [{"name": "D", "spouse": "b", "birthDate": "1900-05-01T00:00"}]},
            "identifier": 5,
        },
    ],
}
GRAMPS = """<?xml version="1.0"?>
<!DOCTYPE database PUBLIC "-//Gramps//DTD Gramps XML 1.7.1//EN" "x.dtd"><database>
<events><event handle="_e1"><type>Birth</type><dateval val="1850-05-03" cformat="Julian"/><place hlink="_p1"/></event>
<event handle="_e2"><type>Marriage</type><daterange start="1880" stop="1882"/></event></events>
<people><person handle="_a" id="I1"><gender>M</gender><name type="Birth Name"><first>H</first>
<surname prefix="von">B</surname></name><eventref hlink="_e1" role="Primary"/></person>
<person handle="_b" id="I2"><gender>F</gender></person>
<person handle="_c" id="I3"><name><first>E</first></name></person>
</people><families><family handle="_f"><rel type="Unmarried"/><father hlink="_a"/><mother hlink="_b"/>
<eventref hlink="_e2"/><childref hlink="_c" frel="Adopted"/></family></families>
<places><placeobj handle="_p1"><pname value="Ulm"/></placeobj></places></database>"""
SETTINGS = """contact = "me@example.org"
timeout = 5
languages = ["fr", "en"]
offline = true
rate = 0.5
max_age = "3d"
cache_folder = "~/x"
max_bytes = "2G"
proxy = "socks5://h:1"
"""
PROPERTIES = """father = "P22"
mother = "P25"
male = ["Q1", "Q2"]
female = "Q3, Q4"
"""


def samples(form: str, folder: Path) -> list[Sample]:
    """Return good files of a format."""
    if form == "gedcom":
        return [{".ged": raw} for raw in GEDCOM]
    if form == "gdz":
        return [{".gdz": packed(raw, how)} for raw in GEDCOM[:4] for how in PACKINGS]
    if form == "toml":
        return [{".toml": text.encode()} for text in (SETTINGS, PROPERTIES)]
    if form == "gramps":
        return [{".gramps": GRAMPS.encode()}, {".gramps": gzip.compress(GRAMPS.encode())}]
    name = folder / f"house.{form}"
    formats.write(HOUSE, name)
    made = {f".{form}": name.read_bytes()}
    if form in {"csv", "parquet"}:
        made[f".links.{form}"] = name.with_suffix(f".links.{form}").read_bytes()
    more: dict[str, list[Sample]] = {
        "graphml": [{".graphml": GRAPHML.encode()}, {".graphml": GRAPHML.encode("utf-16")}],
        "jsonld": [{".jsonld": json.dumps(LINKED).encode()}],
        "csv": [_turned(made)] if form == "csv" else [],
        "parquet": list(_typed(folder)) if form == "parquet" else [],
    }
    return [made, *more.get(form, [])]


def _turned(made: Sample) -> Sample:
    """Return tables as Excel may have written them."""
    return {ending: raw.decode().replace(",", ";").encode("utf-16") for ending, raw in made.items()}


PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


def packed(raw: bytes, how: int) -> bytes:
    """Return a GEDZIP."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as archive:
        archive.writestr("gedcom.ged", raw)
        archive.writestr("photo.jpg", b"\xff\xd8")
    return made.getvalue()


def _typed(folder: Path) -> Iterator[Sample]:
    """Yield Parquet files of columns of other types than ours."""
    import pyarrow as pa  # noqa: PLC0415 (only for this format)
    import pyarrow.parquet as pq  # noqa: PLC0415 (as above)

    columns = {
        "ids": pa.array([1, 2, 3]),
        "floats": pa.array([1.0, None, float("nan")]),
        "lists": pa.array([["a"], [], None]),
        "days": pa.array([1, -800_000, 1 << 30], pa.int32()).cast(pa.date32()),
        "binary": pa.array([b"a", b"\xff", b""]),
        "moments": pa.array([1, -(1 << 60), None]).cast(pa.timestamp("ns")),
        "words": pa.array(["a", "b", "a"]).dictionary_encode(),
        "decimals": pa.array([1, 2, None]).cast(pa.decimal128(30, 2)),
        "truths": pa.array([True, False, None]),
    }
    chance = random.Random(0)
    names = ("id", "name", "born", "died", "sex", "aliases", "born_written")
    for place in range(_TYPED):
        path = folder / f"typed{place}.parquet"
        drawn = chance.choices(list(columns.values()), k=len(names))
        pq.write_table(pa.table(dict(zip(names, drawn, strict=True))), path)
        ends = dict(zip(("link", "kind", "person", "other"), chance.choices(list(columns.values()), k=4), strict=True))
        ends = ends if chance.randrange(2) else {**ends, "link": pa.array(["parent", "partner", None])}
        pq.write_table(pa.table(ends), folder / "links.parquet")
        yield {".parquet": path.read_bytes(), ".links.parquet": (folder / "links.parquet").read_bytes()}


_TYPED = 300
"""Parquet files of columns drawn by chance."""
