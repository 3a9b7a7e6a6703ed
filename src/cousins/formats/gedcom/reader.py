"""GEDCOM files of every version, as programs really write them: a family graph and a report.

The file is read once in blocks of whole records. What kinship asks for (who is in
which family) is taken at once; names and dates are taken from the text of a person's
record when somebody asks for that person.

Sources: GEDCOM 5.5 (1996), 5.5.1 (2019), 5.5.5 (2019); FamilySearch GEDCOM 7.0,
https://gedcom.io/specifications/FamilySearchGEDCOMv7.html
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from cousins.errors import FormatError, SettingsError, quoted
from cousins.family.graph import FamilyGraph
from cousins.formats.gedcom.blocks import blocks
from cousins.formats.gedcom.couple_events import CoupleEvents
from cousins.formats.gedcom.encoding import PIECE, survey, texts
from cousins.formats.gedcom.family_links import Families
from cousins.formats.gedcom.individuals import People
from cousins.formats.gedcom.left_out import left_out
from cousins.formats.gedcom.record_index import RecordIndex
from cousins.formats.report import Report, Trouble
from cousins.kinship.circles import own_ancestors
from cousins.opening import MOST_BYTES, Bounded, opener

if TYPE_CHECKING:
    from typing import BinaryIO

    from cousins.opening import Opener

_ZIP = b"PK\x03\x04"
_MEMBER = "gedcom.ged"


def read_gedcom(
    path: Path | str, *, encoding: str | None = None, most: int | None = MOST_BYTES
) -> tuple[FamilyGraph, Report]:
    """Return the family of a GEDCOM or GEDZIP file, and what in it could not be used.

    People have the ids that the file gives them, without ``@``. The first NAME is
    the name, other names are aliases. Partners of a family are spouses unless the
    file says that they never married; ``1 DIV N`` says nothing.

    Args:
        path: The file.
        encoding: In which characters the file is written, such as ``cp1251`` or ``ansel``; None to see for oneself.
        most: How many bytes may come out of a GEDZIP or a pipe; one record may have an eighth of it. None for
            any number.

    Raises:
        SettingsError: There is no such encoding.
        FormatError: There is no such file, it is no GEDCOM at all, or holds more. Whatever else is wrong stands in
            the report.
    """
    path = Path(path)
    report = Report(path, "GEDCOM")
    try:
        return _read(path, _opener(path, most, report), encoding, most, report)
    except LookupError:
        raise SettingsError(f"no encoding {quoted(encoding or '')}; pick one such as utf-8, ansel or cp1252") from None
    except (
        OSError,
        EOFError,
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise FormatError(path, f"cannot be read ({getattr(error, 'strerror', None) or error})") from None


def _read(
    path: Path, opened: Opener, named: str | None, most: int | None, report: Report
) -> tuple[FamilyGraph, Report]:
    encoding = survey(opened, encoding=named)
    report.encoding = encoding.codec
    if encoding.contradicted:
        report.add(Trouble.WRONG_ENCODING, None, encoding.declared)
    records = RecordIndex(report)
    longest = None if most is None else most // 8
    for block in blocks(texts(opened, encoding), report, longest=longest):
        if not records.blocks:
            # What has no record in its first lines is no GEDCOM; one without a head still is.
            lines = block.text[1:4000].split("\n")[:20]
            if not any(line[:1] == "0" and " _TEXT" not in line[:8] for line in lines):
                raise FormatError(path, "not a GEDCOM file, it does not begin with '0 HEAD'", 1)
        records.read(block)
    if not records.blocks:
        raise FormatError(path, "the file is empty")
    records.close()
    report.left_out = partial(left_out, records.blocks, len(records.associated))
    families = Families(records)
    report.placeholders = families.unknown
    people = People(records.blocks, records.person_places, families.ids, families.sexes, day_first=records.day_first)
    graph = FamilyGraph(
        people,
        families.ids,
        families.sexes,
        families.parent_links(),
        families.partner_links(),
        couple_events=CoupleEvents(records, families.partners),
        rank=families.rank(),
        partner_order=families.partner_order(),
    )
    for trouble, numbers in ((Trouble.OWN_KIN, families.own_kin), (Trouble.OWN_ANCESTOR, own_ancestors(graph))):
        for number in sorted(numbers):
            report.add(trouble, people.line(number), graph.ids[number])
    return graph, report


def _opener(path: Path, most: int | None, report: Report) -> Opener:
    """Return what opens the lines of a file, or those inside a GEDZIP.

    Raises:
        FormatError: There is no such file, or it holds no GEDCOM.
    """
    opened = opener(path, most)
    with opened() as file:
        if file.read(len(_ZIP)) != _ZIP:
            return opened
    with opened() as file, zipfile.ZipFile(file) as archive:
        names = [info.filename for info in archive.infolist()]
    trees = [name for name in names if name.lower() == _MEMBER]
    trees += [name for name in names if name.lower().endswith((".ged", ".gedcom")) and name not in trees]
    if not trees:
        raise FormatError(path, f"a zip file without {_MEMBER}")
    for name in trees[1:]:
        report.add(Trouble.MORE_TREES, None, name)

    def member() -> BinaryIO:
        # A few kilobytes that unpack to gigabytes would fill the memory before anybody could see what they are, and
        # an archive may say anything of their size.
        file = opened()
        archive = zipfile.ZipFile(file)
        return io.BufferedReader(Bounded(cast("BinaryIO", archive.open(trees[0])), path, most, archive, file), PIECE)

    return member
