"""PNG and PDF."""

from __future__ import annotations

import base64
import re
import struct
import zlib
from dataclasses import replace

import pytest

from cousins.drawing import Portrait, lay_out, scene_of_tree
from cousins.drawing.writers import raster
from cousins.drawing.writers.raster import pdf, png
from cousins.errors import FormatError
from cousins.family.graph import FamilyGraph
from cousins.family.person import Person, PersonId

pytest.importorskip("resvg_py")
pytest.importorskip("svg2pdf_py")

WEBP = base64.b64decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")


def picture(name, portrait=None):
    scene = scene_of_tree(FamilyGraph.of([Person(PersonId("P1"), name)]), [0])
    return lay_out(replace(scene, figures=(replace(scene.figures[0], portrait=portrait),)))


def size(image):
    return struct.unpack(">II", image[16:24])


def boxes(document):
    """Return the sizes of a document's pages."""
    found = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", document)
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", document, re.DOTALL):
        try:
            found += re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", zlib.decompress(packed))
        except zlib.error:
            continue
    return [(float(width), float(height)) for width, height in found]


def test_a_png_has_two_pixels_a_unit_and_never_too_many(monkeypatch):
    monkeypatch.setattr(raster, "_MOST_PIXELS", 500_000)
    small = picture("Victoria")
    assert size(png(small)) == (int(small.width * 2), pytest.approx(small.height * 2, abs=1))
    wide, high = size(png(replace(small, width=3_000.0, height=1_000.0)))
    assert 490_000 < wide * high <= 501_000


def test_a_page_is_never_larger_than_readers_show():
    assert boxes(pdf(picture("Victoria")))
    ((width, height),) = boxes(pdf(replace(picture("Victoria"), width=50_000.0, height=10_000.0)))
    assert width == pytest.approx(14_400, abs=1)
    assert height == pytest.approx(2_880, abs=1)


@pytest.mark.parametrize("name", ["فيصل بن عبد العزيز", "नरेन्द्र मोदी", "昭和天皇", "👑 King", "דוד", "Łukasz Ñandú"])
def test_names_in_any_script_are_drawn(name):
    assert png(picture(name)).startswith(b"\x89PNG")
    assert pdf(picture(name)).startswith(b"%PDF")


def test_portraits_in_webp_come_into_a_pdf():
    shown = picture("Victoria", Portrait(WEBP, "image/webp", 1, 1, "Ann Painter"))
    assert pdf(shown).startswith(b"%PDF")


def test_an_image_that_cannot_be_read_is_an_error_and_no_crash():
    broken = Portrait(b"GIF8 is no image", "image/gif", 1, 1, "Ann Painter")
    with pytest.raises(FormatError, match="cannot be drawn"):
        pdf(picture("Victoria", broken))
