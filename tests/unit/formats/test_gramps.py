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
    assert not len(report)


def test_ids_that_are_there_twice_and_people_who_are_their_own_parents_are_said(tmp_path):
    path = tmp_path / "tree.gramps"
    path.write_text(TREE.replace('id="I2"', 'id="I1"').replace('<mother hlink="_b"/>', '<mother hlink="_c"/>'))
    graph, report = formats.read(path)
    assert len(graph) == 3
    assert {problem.trouble.name for problem in report} == {"TAKEN_ID", "OWN_KIN"}


@pytest.mark.parametrize(
    "raw", [b"", b"<html/>", b"<database>", b"\x1f\x8b\x08rubbish", gzip.compress(TREE.encode())[:-40]]
)
def test_what_is_no_gramps_is_refused_in_one_line(tmp_path, raw):
    path = tmp_path / "tree.gramps"
    path.write_bytes(raw)
    with pytest.raises(FormatError):
        formats.read(path)


@pytest.mark.parametrize(
    ("element", "date", "words"),
    [
        ('<dateval val="1850-05-03"/>', "1850-05-03", None),
        ('<dateval val="1850-05-03" type="about"/>', "1850-05-03~", None),
        ('<dateval val="1850" quality="estimated"/>', "1850~", "EST 1850"),
        ('<dateval val="1850-05" type="before" quality="calculated"/>', "<1850-05~", None),
        ('<dateval val="1850" type="from"/>', "1850/..", None),
        ('<dateval val="1850" type="to"/>', "../1850", None),
        ('<daterange start="1850" stop="1860-02"/>', "1850..1860-02", None),
        ('<datespan start="1850-01-02" stop="1860"/>', "1850-01-02/1860", None),
        ('<daterange start="1850" stop="0000-00-00"/>', "1850", "BET 1850 AND 0000-00-00"),
        ('<dateval val="-44-03-15" cformat="Julian"/>', "-0043-03-15J", None),
        ('<dateval val="1868-05-06" cformat="Julian"/>', "1868-05-06J", None),
        ('<dateval val="8-02-18" cformat="French Republican"/>', "1799-11-09", "@#DFRENCH R@ 18 BRUM 8"),
        ('<dateval val="5708-09-05" cformat="Hebrew"/>', "1948-05-14", "@#DHEBREW@ 5 IYR 5708"),
        ('<dateval val="1357-11-22" cformat="Persian"/>', "1979-02-11", "1357-11-22 (Persian)"),
        ('<dateval val="1400-01-01" cformat="Islamic"/>', "1979-11-21", "1400-01-01 (Islamic)"),
        ('<dateval val="1400" cformat="Islamic"/>', "1979-11-21..1980-11-08", "1400 (Islamic)"),
        ('<dateval val="1712-02-30" cformat="Swedish"/>', "1712-02-29J", "30 FEB 1712 (Swedish)"),
        ('<dateval val="1732-02-11" dualdated="1" cformat="Julian"/>', "1732-02-11J", "@#DJULIAN@ 11 FEB 1731/32"),
        ('<dateval val="1732" dualdated="1"/>', "1731J..1732J", "@#DJULIAN@ 1731/32"),
        ('<dateval val="1712-02-10" newyear="Mar25"/>', "1712-02-10", "10 FEB 1712 (new year Mar25)"),
        ('<dateval val="1712-04-10" newyear="Mar25"/>', "1711-04-10", "10 APR 1712 (new year Mar25)"),
        ('<dateval val="7208-10-01" newyear="9-1"/>', "7207-10-01", "1 OCT 7208 (new year 9-1)"),
        ('<dateval val="????-01-10"/>', "None", "10 JAN"),
        ('<dateval val="0000-01-10" type="about"/>', "None", "ABT 10 JAN"),
        ('<dateval val="1800-00-13"/>', "1800", "1800-00-13"),
        ('<dateval val="1850-02-31"/>', "1850-02", "1850-02-31"),
        ('<dateval val="19-19" cformat="Hebrew"/>', "None", "19-19"),
        ('<dateval val="99999999999999999999"/>', "None", "99999999999999999999"),
        ('<dateval val="about Easter"/>', "None", "about Easter"),
        ('<datestr val="about Easter"/>', "None", "about Easter"),
        ('<datestr val="um 1850"/>', "1850~", "um 1850"),
    ],
)
def test_a_date_in_any_calendar_means_its_days_and_keeps_its_words(tmp_path, element, date, words):
    path = tmp_path / "tree.gramps"
    path.write_text(TREE.replace('<dateval val="1850-05-03"/>', element))
    graph, report = formats.read(path)
    born = next(event for event in graph.people[0].events if event.kind is EventKind.BIRTH)
    assert (str(born.date), born.written) == (date, words)
    assert str(graph.people[0].born) == date
    formats.write(graph, tmp_path / "again.ged")
    again = formats.read(tmp_path / "again.ged")[0].people[0].events[0]
    assert str(again.date) == date
    assert len(report) or date != "None"


def tree(people: str, families: str = "", places: str = "", events: str = "") -> str:
    return (
        f"<database><events>{events}</events><people>{people}</people><families>{families}</families>"
        f"<places>{places}</places></database>"
    )


def read(tmp_path, text):
    (tmp_path / "tree.gramps").write_text(text)
    return formats.read(tmp_path / "tree.gramps")


def person(handle, more=""):
    return f'<person handle="{handle}" id="{handle.upper()}"><name><first>{handle}</first></name>{more}</person>'


def test_brothers_and_sisters_without_parents_are_such(tmp_path):
    people = "".join(map(person, "abcd"))
    brood = '<family handle="f" id="F1"><childref hlink="b"/><childref hlink="a"/><childref hlink="c"/></family>'
    own = '<family handle="g" id="F2"><father hlink="d"/><childref hlink="c"/></family>'
    graph, report = read(tmp_path, tree(people, brood + own))
    assert graph.ids == ["A", "B", "C", "D", "F1?father", "F1?mother"]
    assert [[graph.ids[one] for one in graph.parents[number]] for number in range(3)] == [
        ["F1?father", "F1?mother"],
        ["F1?father", "F1?mother"],
        ["D"],
    ]
    assert (report.placeholders, len(report)) == (2, 0)
    formats.write(graph, tmp_path / "again.ged")
    assert (tmp_path / "again.ged").read_text(encoding="utf-8-sig").count(" INDI") == 4


def test_children_and_spouses_stand_in_the_order_of_the_file(tmp_path):
    people = person("a", '<parentin hlink="g"/><parentin hlink="f"/>') + "".join(map(person, "bcxy"))
    families = (
        '<family handle="f" id="F1"><father hlink="a"/><mother hlink="b"/><childref hlink="y"/><childref hlink="x"/>'
        '</family><family handle="g" id="F2"><father hlink="a"/><mother hlink="c"/></family>'
    )
    graph, _ = read(tmp_path, tree(people, families))
    assert [graph.ids[partner] for partner in graph.partners_of(0)] == ["C", "B"]
    assert [graph.ids[child] for child in sorted(graph.children[0], key=graph.rank.__getitem__)] == ["Y", "X"]


@pytest.mark.parametrize(
    ("relation", "kind"),
    [
        ('mrel="Adopted"', ParentKind.ADOPTIVE),
        ('mrel="Stepchild"', ParentKind.STEP),
        ('mrel="Foster"', ParentKind.FOSTER),
        ('mrel="Sponsored"', ParentKind.FOSTER),
        ('mrel="Birth"', ParentKind.BIRTH),
        ('mrel="Unknown"', ParentKind.BIRTH),
        ('mrel="None"', None),
        ('frel="Adopted"', ParentKind.BIRTH),
    ],
)
def test_each_parent_has_their_own_kind(tmp_path, relation, kind):
    family = f'<family handle="f"><father hlink="a"/><mother hlink="b"/><childref hlink="c" {relation}/></family>'
    graph, _ = read(tmp_path, tree("".join(map(person, "abc")), family))
    found = graph.parents.kind(2, 1) or graph.social_parents.kind(2, 1)
    assert found is kind


@pytest.mark.parametrize(
    ("relation", "events", "kind"),
    [
        ("Married", "", PartnerKind.SPOUSE),
        ("Unmarried", "", PartnerKind.UNMARRIED),
        ("Civil Union", "", PartnerKind.SPOUSE),
        ("Unknown", "", PartnerKind.SPOUSE),
        ("Unknown", '<eventref hlink="e" role="Family"/>', PartnerKind.ENGAGED),
        ("Living together", "", PartnerKind.UNMARRIED),
        ("Divorced", "", PartnerKind.FORMER),
    ],
)
def test_partners_are_what_the_family_says(tmp_path, relation, events, kind):
    family = f'<family handle="f"><rel type="{relation}"/><father hlink="a"/><mother hlink="b"/>{events}</family>'
    event = '<event handle="e"><type>Engagement</type><dateval val="1850"/></event>'
    graph, _ = read(tmp_path, tree("".join(map(person, "ab")), family, events=event))
    assert graph.partners.kind(0, 1) is kind


def test_names_have_types_titles_nicknames_and_surnames_of_several_parts(tmp_path):
    names = (
        '<name alt="1" type="Married Name"><first>Ana</first><surname>Lima</surname></name>'
        '<name type="Birth Name"><first>Ana Maria</first><call>Nana</call><title>Dr.</title><nick>Mia</nick>'
        '<surname prefix="de la" connector="y">Cruz</surname><surname prim="0">Paz</surname></name>'
        '<name alt="1" type="Also Known As"><first>Ani</first></name>'
    )
    graph, _ = read(tmp_path, tree(f'<person handle="a" id="I1">{names}</person>'))
    (ana,) = graph
    assert (ana.name, ana.aliases) == ("Ana Maria de la Cruz y Paz", ("Ana Lima", "Ani", "Mia", "Nana"))
    assert [name.kind for name in ana.names] == ["birth", "married", "aka", "nickname", "aka"]
    assert ana.names[0].written == "Ana Maria /de la Cruz y Paz/"
    assert dict(ana.names[0].pieces)["NPFX"] == "Dr."


def test_names_of_old_versions_are_read(tmp_path):
    names = '<nick>Jo</nick><name><first>Joan</first><last prefix="van">Loo</last></name>'
    graph, _ = read(tmp_path, tree(f'<person handle="a" id="I1">{names}</person>'))
    assert (graph.people[0].name, graph.people[0].aliases) == ("Joan van Loo", ("Jo",))
    assert dict(graph.people[0].names[0].pieces) == {"GIVN": "Joan", "SPFX": "van", "SURN": "Loo"}


def test_a_place_is_told_with_those_around_it(tmp_path):
    places = (
        '<placeobj handle="p"><pname value="Ulm"/><pname value="Ulma" lang="la"/><placeref hlink="q"/></placeobj>'
        '<placeobj handle="q"><pname value="Baden"/><placeref hlink="r"/></placeobj>'
        '<placeobj handle="r"><pname value="Empire"/><placeref hlink="p"/></placeobj>'
        '<placeobj handle="t"><ptitle>Vienna, Austria</ptitle><pname value="Vienna"/></placeobj>'
    )
    events = (
        '<event handle="e"><type>Birth</type><place hlink="p"/></event>'
        '<event handle="d"><type>Death</type><place hlink="t"/></event>'
        '<event handle="o"><type>Occupation</type><dateval val="1850"/></event>'
    )
    of_both = '<eventref hlink="e" role="Primary"/><eventref hlink="d" role="Primary"/><eventref hlink="o"/>'
    witness = '<eventref hlink="e" role="Witness"/><eventref hlink="nowhere"/>'
    graph, report = read(
        tmp_path, tree(person("a", of_both) + person("b", witness), places=places, events=events + "<note/>")
    )
    assert [event.place for event in graph.people[0].events] == ["Ulm, Baden, Empire", "Vienna, Austria"]
    assert graph.people[1].events == ()
    assert [problem.trouble.name for problem in report] == ["DANGLING"]
    assert report.left_out() == {"notes": 1, "other facts": 1}
