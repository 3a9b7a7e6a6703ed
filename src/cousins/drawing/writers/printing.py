"""Pictures for printers: a PDF of sheets of paper, with marks to cut and join them by.

The sheets show windows of one picture, which is in the file once: so it stays
small, and its text can be searched. Cutting the SVG instead would have every
sheet draw, and hold, what lies outside of it.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from cousins.drawing.writers.raster import REMEDY, pdf
from cousins.drawing.writers.sheets import EDGE, MARKS, STRIP, Part, paper_named, sheets_of
from cousins.errors import SettingsError
from cousins.plain import harmless

if TYPE_CHECKING:
    from pypdf import PdfWriter
    from pypdf.generic import IndirectObject

    from cousins.drawing.layout.placed import Layout
    from cousins.drawing.writers.sheets import Sheets

_FEW = 4
"""Sheets that need no map."""
_TICK = 3.5 * MARKS / 5
_GREY, _BLUE = "0.45 G 0.45 g", "0.15 0.38 0.67 RG 0.15 0.38 0.67 rg"
_HOW = (
    "Print in actual size. Cut each sheet along the marks at its left and at its top,",
    "and glue it on the sheet before and the sheet above, up to their dashed lines.",
)


def printed(layout: Layout, paper: str) -> bytes:
    """Return a picture as a PDF of sheets of paper, the same bytes for the same picture.

    Of more than four sheets the first page is a map.

    Args:
        layout: What to draw.
        paper: ``A4``, ``A3`` or ``Letter``, in any case.

    Raises:
        SettingsError: There is no such paper, or the wheels that make pictures are not installed.
        FormatError: They cannot draw it, or it would take too many sheets.
    """
    try:
        from pypdf import PdfWriter  # noqa: PLC0415 - an optional dependency
    except ImportError:
        raise SettingsError(f"sheets of paper need pypdf: {REMEDY}") from None
    name = paper_named(paper)
    sheets = sheets_of(layout, name)
    writer = PdfWriter()
    writer.pdf_header = "%PDF-1.7"
    writer.metadata = {"/Title": harmless(layout.scene.title), "/Producer": "cousins"}
    press = _Press(writer, layout, sheets, pdf(layout))
    if len(sheets.parts) > _FEW:
        press.map(name)
    for part in sheets.parts:
        press.sheet(part)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


class _Press:
    """Adds pages to a file that has the picture once.

    Args:
        writer: The file.
        layout: The picture.
        sheets: How it is cut.
        whole: It on a page of its own.
    """

    def __init__(self, writer: PdfWriter, layout: Layout, sheets: Sheets, whole: bytes) -> None:
        from pypdf import PdfReader  # noqa: PLC0415 (as above)
        from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject  # noqa: PLC0415 (as above)

        self.writer, self.layout, self.sheets = writer, layout, sheets
        page = PdfReader(io.BytesIO(whole)).pages[0]
        # A picture too large for one page was made smaller there.
        self.unit = float(page.mediabox.width) / layout.width
        form = DecodedStreamObject()
        content = page.get_contents()
        form.set_data(content.get_data() if content is not None else b"")
        form[NameObject("/Type")] = NameObject("/XObject")
        form[NameObject("/Subtype")] = NameObject("/Form")
        form[NameObject("/BBox")] = page.mediabox.clone(writer)
        for key in ("/Resources", "/Group"):
            if key in page:
                form[NameObject(key)] = page[key].clone(writer)
        self.picture: IndirectObject = writer._add_object(form.flate_encode())  # noqa: SLF001 (there is no other way)
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
                NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
            }
        )
        self.font: IndirectObject = writer._add_object(font)  # noqa: SLF001 (as above)

    def sheet(self, part: Part) -> None:
        """Add a sheet: its part of the picture and the strips beyond, marks and its place around it."""
        sheets = self.sheets
        if len(sheets.parts) == 1:
            wide, high = self.layout.width * sheets.scale, self.layout.height * sheets.scale
            self._page(self._window((sheets.width - wide) / 2, (sheets.height + high) / 2, part, sheets.scale, 0.0))
            return
        x, y = EDGE + MARKS, sheets.height - EDGE - MARKS
        ends = x + (part.right - part.left) * sheets.scale, y - (part.bottom - part.top) * sheets.scale
        commands = [self._window(x, y, part, sheets.scale, STRIP), _GREY, "0.5 w"]
        right, low = self._beyond(part, *ends)
        for across in (x, ends[0]):
            commands += [_line(across, y + _TICK, across, y + 1), _line(across, low - 1, across, low - _TICK)]
        for along in (y, ends[1]):
            commands += [_line(x - _TICK, along, x - 1, along), _line(right + 1, along, right + _TICK, along)]
        commands.append("[3 3] 0 d 0.3 w")
        if right > ends[0]:
            commands.append(_line(ends[0], y, ends[0], low))
        if low < ends[1]:
            commands.append(_line(x, ends[1], right, ends[1]))
        columns = sheets.columns(part.row)
        place = f"{part.name} \xb7 row {part.row + 1} of {sheets.rows}, column {part.column + 1} of {columns}"
        commands.append(_text(x + 6, EDGE, 7.5, place))
        self._page("\n".join(commands))

    def map(self, paper: str) -> None:
        """Add a page with the whole picture, the sheets it is cut into and their names."""
        sheets = self.sheets
        heading = f"{len(sheets.parts)} sheets of {paper} make one picture"
        top = sheets.height - EDGE - 14
        commands = [_text(EDGE, top, 14, heading)]
        commands += [_text(EDGE, top - 18 - 12 * at, 9, line) for at, line in enumerate(_HOW)]
        top -= 48
        scale = min((sheets.width - 2 * EDGE) / self.layout.width, (top - EDGE) / self.layout.height)
        left = (sheets.width - self.layout.width * scale) / 2
        whole = Part(0, 0, 0.0, 0.0, self.layout.width, self.layout.height)
        commands += [self._window(left, top, whole, scale, 0.0), _BLUE, "0.6 w"]
        for part in sheets.parts:
            x, y = left + part.left * scale, top - part.top * scale
            wide, high = (part.right - part.left) * scale, (part.bottom - part.top) * scale
            commands.append(f"{_numbers(x, y - high, wide, high)} re S")
            size = min(14.0, high * 0.5, wide * 0.3)
            room = size * 0.62 * len(part.name)
            middle = x + wide / 2, y - high / 2
            commands.append(f"q 1 g {_numbers(middle[0] - room / 2 - 2, middle[1] - size * 0.6)} ")
            commands[-1] += f"{_numbers(room + 4, size * 1.2)} re B Q"
            commands.append(_text(middle[0] - room / 2, middle[1] - size * 0.35, size, part.name))
        self._page("\n".join(commands))

    def _beyond(self, part: Part, right: float, low: float) -> tuple[float, float]:
        """Return where what is shown ends on a sheet: with a strip wherever another sheet follows."""
        return (
            right + STRIP * (part.right < self.layout.width),
            low - STRIP * (part.bottom < self.layout.height),
        )

    def _window(self, x: float, y: float, part: Part, scale: float, strip: float) -> str:
        """Return the commands that show a part of the picture.

        Args:
            x: The left edge on the page.
            y: The upper edge on the page.
            part: Of the picture.
            scale: Points for one of its pixels.
            strip: How much more is shown to the right and below, where the picture has more.
        """
        wide = min((part.right - part.left) * scale + strip, (self.layout.width - part.left) * scale)
        high = min((part.bottom - part.top) * scale + strip, (self.layout.height - part.top) * scale)
        grown = scale / self.unit
        moved = x - part.left * scale, y - (self.layout.height - part.top) * scale
        clipped = f"{_numbers(x, y - high, wide, high)} re W n"
        return f"q {clipped} {grown:.8f} 0 0 {grown:.8f} {_numbers(*moved)} cm /Picture Do Q"

    def _page(self, commands: str) -> None:
        """Add a page of the sheets' size that shows what the commands say."""
        from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject  # noqa: PLC0415 (as above)

        page = self.writer.add_blank_page(self.sheets.width, self.sheets.height)
        content = DecodedStreamObject()
        content.set_data(commands.encode("latin-1"))
        page[NameObject("/Contents")] = self.writer._add_object(content.flate_encode())  # noqa: SLF001 (as above)
        page[NameObject("/Resources")] = DictionaryObject(
            {
                NameObject("/XObject"): DictionaryObject({NameObject("/Picture"): self.picture}),
                NameObject("/Font"): DictionaryObject({NameObject("/Sans"): self.font}),
            }
        )


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{_numbers(x, y)} m {_numbers(to_x, to_y)} l S"


def _text(x: float, y: float, size: float, text: str) -> str:
    return f"BT /Sans {size:.2f} Tf {_numbers(x, y)} Td ({text}) Tj ET"


def _numbers(*values: float) -> str:
    return " ".join([f"{value:.3f}" for value in values])
