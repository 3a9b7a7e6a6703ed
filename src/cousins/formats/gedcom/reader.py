"""GEDCOM files of every version, as programs really write them: a family graph and a report.

The file is read once in blocks of whole records. What kinship asks for (who is in
which family) is taken at once; names and dates are taken from the text of a person's
record when somebody asks for that person.

Sources: GEDCOM 5.5 (1996), 5.5.1 (2019), 5.5.5 (2019); FamilySearch GEDCOM 7.0,
https://gedcom.io/specifications/FamilySearchGEDCOMv7.html
"""

from __future__ import annotations

import io
import zipfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cousins.errors import FormatError, SettingsError, quoted
from cousins.family.graph import FamilyGraph
from cousins.formats.gedcom.blocks import blocks
from cousins.formats.gedcom.couple_events import CoupleEvents
from cousins.formats.gedcom.encoding import survey, texts
from cousins.formats.gedcom.family_links import Families
from cousins.formats.gedcom.individuals import People
from cousins.formats.gedcom.left_out import left_out
from cousins.formats.gedcom.record_index import RecordIndex
from cousins.formats.report import Report, Trouble
from cousins.kinship.circles import own_ancestors

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

_ZIP = b"PK\x03\x04"
_MEMBER = "gedcom.ged"
_LARGEST_RATIO = 200
"""A zip member that grows more than so many times is no family tree."""
_LARGEST_SMALL = 1 << 26


def read_gedcom(path: Path | str, *, encoding: str | None = None) -> tuple[FamilyGraph, Report]:
    """Return the family of a GEDCOM or GEDZIP file, and what in it could not be used.

    People have the ids that the file gives them, without ``@``. The first NAME is
    the name, other names are aliases. Partners of a family are spouses unless the
    file says that they never married; ``1 DIV N`` says nothing.

    Args:
        path: The file.
        encoding: In which characters the file is written, such as ``cp1251`` or ``ansel``; None to see for oneself.

    Raises:
        SettingsError: There is no such encoding.
        FormatError: There is no such file, or it is no GEDCOM at all. Whatever else is
            wrong stands in the report.
    """
    opened = _opener(Path(path))
    try:
        return _read(path, opened, encoding)
    except LookupError:
        raise SettingsError(f"no encoding {quoted(encoding or '')}; pick one such as utf-8, ansel or cp1252") from None
    except (OSError, EOFError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise FormatError(path, f"cannot be read ({getattr(error, 'strerror', None) or error})") from None


def _read(path: Path | str, opened: Callable[[], BinaryIO], named: str | None) -> tuple[FamilyGraph, Report]:
    report = Report(path, "GEDCOM")
    encoding = survey(opened, encoding=named)
    report.encoding = encoding.codec
    if encoding.contradicted:
        report.add(Trouble.WRONG_ENCODING, None, encoding.declared)
    records = RecordIndex(report)
    for block in blocks(texts(opened, encoding), report):
        if not records.blocks:
            # What has no record in its first lines is no GEDCOM; one without a head still is.
            lines = block.text[1:4000].split("\n")[:20]
            if not any(line[:1] == "0" and " _TEXT" not in line[:8] for line in lines):
                raise FormatError(path, "not a GEDCOM file, it does not begin with '0 HEAD'", 1)
        records.read(block)
    if not records.blocks:
        raise FormatError(path, "the file is empty")
    records.close()
    report.left_out = partial(left_out, records.blocks, twins=len(records.twins))
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
        identical_twins=families.identical_twins(),
    )
    for trouble, numbers in ((Trouble.OWN_KIN, families.own_kin), (Trouble.OWN_ANCESTOR, own_ancestors(graph))):
        for number in sorted(numbers):
            report.add(trouble, people.line(number), graph.ids[number])
    return graph, report


def _opener(path: Path) -> Callable[[], BinaryIO]:
    """Return what opens the lines of a file, or those inside a GEDZIP.

    Raises:
        FormatError: There is no such file, or it holds no GEDCOM.
    """
    try:
        with path.open("rb") as file:
            is_zip = file.read(len(_ZIP)) == _ZIP
    except OSError as error:
        raise FormatError(path, f"cannot be read ({error.strerror})") from None
    return partial(_opened_member, path) if is_zip else lambda: path.open("rb")


def _opened_member(path: Path) -> BinaryIO:
    with zipfile.ZipFile(path) as archive:
        files = [info for info in archive.infolist() if info.filename.lower() == _MEMBER]
        files += [info for info in archive.infolist() if info.filename.lower().endswith(".ged")]
        if not files:
            raise FormatError(path, f"a zip file without {_MEMBER}")
        info = files[0]
        # A few kilobytes that unpack to gigabytes would fill the memory before anybody could see what they are.
        if info.file_size > max(_LARGEST_SMALL, _LARGEST_RATIO * info.compress_size):
            raise FormatError(path, f"{info.filename} grows from {info.compress_size:,} to {info.file_size:,} bytes")
        return io.BytesIO(archive.read(info))
