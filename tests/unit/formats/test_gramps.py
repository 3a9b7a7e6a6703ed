"""A family as Gramps keeps it: people, families, events and places by handles."""

from __future__ import annotations

import gzip

import pytest

from cousins import formats
from cousins.errors import FormatError
from cousins.family.life_events import EventKind
from cousins.family.links import ParentKind, PartnerKind

TREE = """<?xml version="1.0" encoding="UTF-8"?>
<database xmlns="http://gramps-project.org/xml/1.7.1/">
  <events>
    <event handle="_e1" id="E1"><type>Birth</type><dateval val="1850-05-03"/><place hlink="_p1"/></event>
    <event handle="_e2" id="E2"><type>Marriage</type><daterange start="1880" stop="1882"/></event>
    <event handle="_e3" id="E3"><type>Death</type><dateval val="1900" type="about"/></event>
    <event handle="_e4" id="E4"><type>Birth</type><datestr val="spring of 1881"/></event>
  </events>
  <people>
    <person handle="_a" id="I1"><gender>M</gender>
      <name type="Birth Name"><first>Hans</first><surname prefix="von">Berg</surname><suffix>sen.</suffix></name>
      <eventref hlink="_e1" role="Primary"/><eventref hlink="_e3" role="Primary"/></person>
    <person handle="_b" id="I2"><gender>F</gender><name type="Birth Name"><first>Anna</first></name></person>
    <person handle="_c" id="I3"><gender>U</gender><name><first>Eva</first></name>
      <eventref hlink="_e4" role="Primary"/><childof hlink="_f"/></person>
  </people>
  <families>
    <family handle="_f" id="F1"><rel type="Unmarried"/><father hlink="_a"/><mother hlink="_b"/>
      <eventref hlink="_e2" role="Family"/><childref hlink="_c" frel="Adopted"/></family>
  </families>
  <places><placeobj handle="_p1" id="P1"><pname value="Ulm"/></placeobj></places>
</database>
"""


def test_associates_who_are_identical_twins_are_read(tmp_path):
    path = tmp_path / "tree.gramps"
    twin = '<personref hlink="_a" rel="{}"/></person>\n    <person handle="_c"'
    for word, expected in (("Identical twin", [(0, 1)]), ("Twin", []), ("Godfather", [])):
        path.write_text(TREE.replace('</person>\n    <person handle="_c"', twin.format(word)))
        assert list(formats.read(path)[0].identical_twins) == expected


@pytest.mark.parametrize("pack", [str.encode, lambda text: gzip.compress(text.encode())], ids=["plain", "packed"])
def test_a_family_of_gramps_is_read(tmp_path, pack):
    path = tmp_path / "tree.gramps"
    path.write_bytes(pack(TREE))
    graph, report = formats.read(path)
    hans, anna, eva = graph.people
    assert (hans.id, hans.name, hans.label) == ("I1", "Hans von Berg sen.", "Hans von Berg sen. (1850–c. 1900)")
    assert [(event.kind, event.place) for event in hans.events] == [(EventKind.BIRTH, "Ulm"), (EventKind.DEATH, None)]
    assert (str(eva.born), eva.born.written, eva.sex, anna.born) == ("1881", "spring of 1881", None, None)
    assert list(graph.parents[2]) == [1]
    assert list(graph.social_parents.kinds(2)) == [(0, ParentKind.ADOPTIVE)]
    assert list(graph.partners.kinds(0)) == [(1, PartnerKind.UNMARRIED)]
    assert [str(event.date) for event in graph.couple_events[0, 1]] == ["1880..1882"]
    assert [problem.trouble.name for problem in report] == ["BAD_DATE"]


@pytest.mark.parametrize(
    "raw", [b"", b"<html/>", b"<database>", b"\x1f\x8b\x08rubbish", gzip.compress(TREE.encode())[:-40]]
)
def test_what_is_no_gramps_is_refused_in_one_line(tmp_path, raw):
    path = tmp_path / "tree.gramps"
    path.write_bytes(raw)
    with pytest.raises(FormatError):
        formats.read(path)
