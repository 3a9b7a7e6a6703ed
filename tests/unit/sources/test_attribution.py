"""Credit lines out of what Commons has of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cousins.sources.attribution import credit, plain
from cousins.sources.commons import file_name

VCARD = (
    '<div class="fn value">\n<bdi><a href="https://en.wikipedia.org/wiki/en:W" class="extiw" title="w:en:W">'
    "Franz Xaver Winterhalter</a>\n</bdi></div>"
)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (VCARD, "Franz Xaver Winterhalter"),
        ("John &amp; Ann&nbsp;Smith", "John & Ann Smith"),
        ("Unknown author<span style='display: none;'>Unknown author</span>", "Unknown author"),
        ("<p>One</p><p>Two</p>", "One Two"),
        ("<td>One</td><td>Two<br/>Three</td>", "One Two Three"),
        ("<b>W</b>interhalter", "Winterhalter"),
        ("<div style='DISPLAY:NONE'><p>creator QS:P170<br></div>seen", "seen"),
        ("<script>alert(1)</script><style>p{}</style>seen", "seen"),
        ("a < b", "a < b"),
        ("</div></p>seen</span>", "seen"),
        ("tab\there\u202e\x00\ud800", "tab here"),
        ("Somebody,\n", "Somebody"),
        ("", ""),
        (None, ""),
        (1.2, ""),
    ],
)
def test_html_becomes_what_a_reader_sees(html, text):
    assert plain(html) == text


def test_the_licence_is_named():
    assert credit("A", "Public domain") == "A, public domain, Wikimedia Commons"
    assert credit("", "CC BY-SA 3.0 de") == "Unknown author, CC BY-SA 3.0 de, Wikimedia Commons"
    assert credit("A", None) == "A, Wikimedia Commons"


@given(st.text(), st.text())
def test_any_text_makes_one_short_line(made, licence):
    line = credit(made, licence)
    assert line.isprintable()
    assert len(line) <= 150
    assert line.encode()


@given(st.text())
def test_the_name_of_a_file_is_the_same_when_it_is_read_again(text):
    name = file_name(text)
    assert file_name(name) == name
    assert "|" not in name
    assert len(name.encode()) <= 240
