"""The atlas: what it knows, and how it speaks of damage."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from cousins.errors import FormatError
from cousins.family.links import ParentKind, PartnerKind
from cousins.family.person import Person, PersonId, Sex
from cousins.sources import atlas as room
from cousins.sources.atlas import atlas, atlas_info, read_atlas

HEAD = "# cousins atlas 1\n# title: A family\n# source: nobody\n# licence: CC0 1.0\n# facts: May 2026\n# people: {}\n"
COLUMNS = "\t".join(room.COLUMNS) + "\n"
ROWS = [
    "Q1\tAnn\tF\t1900-02-03\t1980~\t\tQ2\tNan|Nancy\n",
    "Q2\tBob\tM\t189X\t\t\t\t\n",
    "Q3\t\t\t\t\tQ1 Q2:adoptive\tQ4:unmarried\t\n",
    "Q4\tCid\tM\t1868-05-06J\t\t\tQ3:unmarried\t\n",
]
LINES_OF_DESCENT = [
    "Q9682 Q280856 Q269412 Q20875 Q9439",
    "Q9682 Q280856 Q269412 Q152260 Q151305",
    "Q80976 Q116062 Q57658 Q155566 Q9439",
    "Q80976 Q156531 Q17142 Q151305",
    "Q40787 Q153601 Q151305",
    "Q191045 Q156548 Q155394 Q152099 Q17142 Q151305",
    "Q57287 Q154912 Q154423 Q20875 Q9439",
    "Q13590412 Q36812 Q43274 Q9682",
    "Q36812 Q9685",
    "Q107125551 Q152316 Q43274",
    "Q119702 Q126188 Q81506 Q79972 Q131412",
    "Q83229 Q38370 Q675493",
]
COUPLES = [
    "Q9682 Q80976",
    "Q9439 Q152245",
    "Q7732 Q47365",
    "Q40787 Q152094",
    "Q151305 Q166028",
    "Q191045 Q201589",
    "Q43274 Q9685",
    "Q43274 Q152239",
    "Q36812 Q10479",
    "Q517 Q171480",
    "Q51056 Q150782",
    "Q38370 Q80823",
]


def _write(path, rows=ROWS, head=HEAD, columns=COLUMNS, people=None):
    path.write_text(head.format(len(rows) if people is None else people) + columns + "".join(rows), "utf-8")
    return path


def _ancestors(graph, person_id, generations):
    known = {graph.number(person_id)}
    for _ in range(generations):
        known = {parent for person in known for parent in graph.parents[person]}
    return {graph.ids[person] for person in known}


def test_the_atlas_holds_thousands_of_people():
    assert len(atlas()) > 4_500
    assert atlas_info().people == len(atlas())


def test_the_atlas_is_read_once():
    assert atlas() is atlas()


def test_reading_the_atlas_makes_no_person_and_looks_at_no_date(monkeypatch):
    def never(*_args, **_names):
        raise AssertionError("it should wait until somebody asks")

    monkeypatch.setattr(room, "Person", never)
    monkeypatch.setattr(room.Date, "parse", never)
    assert len(read_atlas(room._EMBEDDED)) == len(atlas())


def test_the_atlas_says_where_its_facts_are_from():
    told = atlas_info()
    assert (told.licence, told.facts) == ("CC0 1.0", "November 2026")
    assert "Wikidata" in told.source


@pytest.mark.parametrize("line", LINES_OF_DESCENT)
def test_known_lines_of_descent_are_there(line):
    graph = atlas()
    for child, parent in pairwise(map(graph.number, line.split())):
        assert parent in graph.parents[child]


@pytest.mark.parametrize("couple", COUPLES)
def test_known_couples_are_there_from_both_sides(couple):
    one, other = map(atlas().number, couple.split())
    assert other in atlas().partners[one]
    assert one in atlas().partners[other]


@pytest.mark.parametrize(
    ("one", "other", "generations"),
    [
        ("Q40787", "Q269412", 2),  # Nicholas II and George V
        ("Q9682", "Q57287", 3),  # Elizabeth II and Harald V, by Edward VII
        ("Q9682", "Q102139", 4),  # and Margrethe II, by Victoria
        ("Q9682", "Q45068", 4),  # and Carl XVI Gustaf
        ("Q9682", "Q19943", 4),  # and Juan Carlos
    ],
)
def test_known_cousins_share_an_ancestor_at_that_distance(one, other, generations):
    assert _ancestors(atlas(), one, generations) & _ancestors(atlas(), other, generations)
    for nearer in range(generations):
        assert not _ancestors(atlas(), one, nearer) & _ancestors(atlas(), other, nearer)


def test_adoption_is_no_birth():
    graph = atlas()
    john, charles_xiii = graph.number("Q52927"), graph.number("Q52928")
    assert charles_xiii not in graph.parents[john]
    assert (charles_xiii, ParentKind.ADOPTIVE) in list(graph.social_parents.kinds(john))


def test_nobody_has_more_than_two_parents_by_birth_or_two_of_one_sex():
    graph = atlas()
    for person in range(len(graph)):
        sexes = [graph.sex[parent] for parent in graph.parents[person]]
        assert sexes in ([], [Sex.MALE], [Sex.FEMALE], [Sex.MALE, Sex.FEMALE])


def test_nobody_is_their_own_ancestor():
    graph = atlas()
    waiting = {person: len(graph.parents[person]) for person in range(len(graph))}
    ready = [person for person, parents in waiting.items() if not parents]
    for person in ready:
        for child in graph.children[person]:
            waiting[child] -= 1
            if not waiting[child]:
                ready.append(child)
    assert len(ready) == len(graph)


def test_nobody_certainly_died_before_being_born():
    both = [(person.born, person.died) for person in atlas().people if person.born and person.died]
    assert len(both) > 3_000
    assert not [dates for dates in both if dates[1].certainly_before(dates[0])]


def test_nobody_is_certainly_born_before_a_parent():
    graph = atlas()
    for number, person in enumerate(graph.people):
        for parent in graph.parents[number]:
            born = graph.people[parent].born
            assert not (person.born and born and person.born.certainly_before(born))


def test_every_day_before_the_reform_is_julian():
    text = room._EMBEDDED.read_text("utf-8")
    days = re.findall(r"\t(\d{4}-\d\d-\d\d)(J?)~?(?=\t)", text)
    assert not [day for day, julian in days if day < "1582-10-15" and not julian]


def test_the_file_is_in_the_order_of_its_ids():
    numbers = [int(person_id[1:]) for person_id in atlas().ids]
    assert numbers == sorted(numbers)


def test_an_atlas_file_becomes_a_family(tmp_path):
    graph = read_atlas(_write(tmp_path / "a.tsv"))
    assert repr(graph) == "<FamilyGraph: 4 people, 2 parent links, 2 couples>"
    ann = graph.person("Q1")
    assert ann.label == "Ann (1900–c. 1980)"
    assert ann.aliases == ("Nan", "Nancy")
    assert graph.person("Q3") == Person(PersonId("Q3"))
    assert list(graph.parents[2]) == [0]
    assert list(graph.partners[1]) == [0]


def test_persons_are_made_once_and_in_slices(tmp_path):
    people = read_atlas(_write(tmp_path / "a.tsv")).people
    assert people[0] is people[-4]
    assert [person.id for person in people[1:3]] == ["Q2", "Q3"]
    assert len(list(people)) == 4
    with pytest.raises(IndexError):
        people[4]


def test_a_file_with_the_line_ends_of_windows_is_the_same(tmp_path):
    path = _write(tmp_path / "a.tsv")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert len(read_atlas(path)) == 4


def test_a_file_of_nobody_is_an_empty_family(tmp_path):
    assert len(read_atlas(_write(tmp_path / "a.tsv", []))) == 0


def _change(old, new):
    return lambda text: text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("damage", "line", "reason"),
    [
        (lambda _: "", None, "empty"),
        (lambda _: "a,b\n", 1, "not an atlas"),
        (_change("# cousins atlas 1", "# cousins atlas"), 1, "not an atlas"),
        (_change("# cousins atlas 1", "# cousins atlas x"), 1, "not an atlas"),
        (_change("# cousins atlas 1", "# cousins atlas 2"), 1, "update cousins"),
        (lambda text: text[:-30], 11, "cut off"),
        (lambda text: text[: text.rindex("Q4\tCid")], None, "3 people where the head promises 4"),
        (lambda text: text[: text.index("id\tname")], None, "before the names of the columns"),
        (_change("# people: 4", "# people: 5"), None, "promises 5"),
        (_change("# people: 4", "# people: four"), None, "how many people"),
        (_change("# people: 4\n", ""), None, "how many people"),
        (_change("# people: 4", f"# people: {'9' * 5000}"), None, "how many people"),
        (_change("# cousins atlas 1", f"# cousins atlas {'9' * 5000}"), 1, "update cousins"),
        (_change("Q1 Q2:adoptive", "Q1 Q3"), 10, "Q3 is their own parent"),
        (_change("id\tname\tsex", "id\tsex\tname"), 7, "columns should be"),
        (_change("Q2\tBob\tM", "Q2\tBob"), 9, "7 columns"),
        (_change("Q2\tBob\tM", "Q2\tBob\tM\tM"), 9, "9 columns"),
        (_change("Q2\tBob\tM", "Q2\tBob\tX"), 9, "sex"),
        (_change("Q2\tBob\tM", "2\tBob\tM"), 9, "not an id"),
        (_change("Q2\tBob\tM", "Q02\tBob\tM"), 9, "not an id"),
        (_change("\nQ4\t", "\nQ1\t"), 11, "twice"),
        (_change("Q1 Q2:adoptive", "Q1 Q7:adoptive"), 10, "nobody"),
        (_change("Q4:unmarried", "Q7:unmarried"), 10, "nobody"),
        (_change("Q2:adoptive", "Q2:unmarried"), 10, "no kind of link"),
        (_change("Q4:unmarried", "Q4:step"), 10, "no kind of link"),
        (lambda text: text + "\n", 12, "1 columns"),
    ],
)
def test_a_damaged_file_is_told_by_its_line(tmp_path, damage, line, reason):
    path = _write(tmp_path / "a.tsv")
    path.write_text(damage(path.read_text("utf-8")), "utf-8")
    with pytest.raises(FormatError, match=reason) as caught:
        read_atlas(path, remedy="update cousins")
    assert (caught.value.path, caught.value.line) == (path, line)
    assert str(caught.value).endswith("update cousins")
    assert "\n" not in str(caught.value)


def test_bytes_that_are_no_text_are_told_by_their_line(tmp_path):
    path = _write(tmp_path / "a.tsv")
    path.write_bytes(path.read_bytes().replace(b"Bob", b"B\xffb"))
    with pytest.raises(FormatError, match="UTF-8") as caught:
        read_atlas(path)
    assert caught.value.line == 9


def test_a_missing_file_and_a_folder_are_no_atlas(tmp_path):
    for path in (tmp_path / "none.tsv", tmp_path):
        with pytest.raises(FormatError, match="cannot be read"):
            read_atlas(path)


@pytest.mark.parametrize("date", ["1819-02-30", "yesterday", "1819-5", "18191919191919"])
def test_a_date_that_is_none_is_told_when_its_person_is_asked_for(tmp_path, date):
    graph = read_atlas(_write(tmp_path / "a.tsv", [ROWS[0].replace("1900-02-03", date), *ROWS[1:]]))
    assert graph.person("Q2").name == "Bob"
    with pytest.raises(FormatError, match="; ") as caught:
        graph.person("Q1")
    assert caught.value.line == 8


def test_names_can_be_had_without_reading_dates(tmp_path):
    graph = read_atlas(_write(tmp_path / "a.tsv", [ROWS[0].replace("1900-02-03", "no"), *ROWS[1:]]))
    assert list(graph.people.spellings()) == [("Ann", "Nan", "Nancy"), ("Bob",), ("",), ("Cid",)]


def test_a_marriage_told_from_one_side_wins_over_a_partnership(tmp_path):
    rows = [ROWS[0].replace("\tQ2\t", "\tQ2:unmarried Q1\t"), ROWS[1].replace("\t\t\t\t\n", "\t\t\tQ1\t\n"), *ROWS[2:]]
    graph = read_atlas(_write(tmp_path / "a.tsv", rows))
    assert list(graph.partners.kinds(0)) == [(1, PartnerKind.SPOUSE)]


def test_what_a_file_says_about_itself_can_be_compared():
    assert replace(atlas_info()) == atlas_info()
