from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wikibase_fixtures import item, statement, time

from cousins.family.links import ParentKind, ParentLink, PartnerKind
from cousins.family.person import Sex
from cousins.interpret import OneSided, Reason, read, unite

STEPCHILD, ADOPTIVE_FATHER, BIOLOGICAL_PARENT = "Q3103421", "Q61740757", "Q1502246"
MALE, FEMALE = "Q6581097", "Q6581072"


def page(item_id, *statements, **more):
    return read(item(item_id, *statements, **more))


def births(union):
    graph = union.graph
    return {(graph.ids[child], graph.ids[parent]) for child in range(len(graph)) for parent in graph.parents[child]}


def socials(union):
    graph = union.graph
    return {
        (graph.ids[child], graph.ids[parent]) for child in range(len(graph)) for parent in graph.social_parents[child]
    }


def test_links_come_from_both_sides():
    union = unite([page("Q1", statement("P22", "Q2")), page("Q3", statement("P40", "Q1"))])
    assert births(union) == {("Q1", "Q2"), ("Q1", "Q3")}


def test_whoever_is_only_named_is_a_person_without_a_name_and_with_the_sex_of_the_role():
    graph = unite([page("Q1", statement("P22", "Q2"), statement("P25", "Q3"), statement("P26", "Q10"))]).graph
    assert graph.ids == ["Q1", "Q2", "Q3", "Q10"]
    assert [(person.name, person.sex) for person in graph.people] == [
        (None, None),
        (None, Sex.MALE),
        (None, Sex.FEMALE),
        (None, None),
    ]


def test_whoever_is_called_father_and_mother_has_no_sex():
    graph = unite([page("Q1", statement("P22", "Q3")), page("Q2", statement("P25", "Q3"))]).graph
    assert graph.person("Q3").sex is None


def test_a_link_that_one_of_two_pages_read_does_not_state_is_recorded():
    child, parent = page("Q1", statement("P22", "Q2")), page("Q2")
    link = ParentLink("Q1", "Q2")
    assert unite([child, parent]).one_sided == (OneSided(link, "Q1"),)
    assert unite([page("Q1"), page("Q2", statement("P40", "Q1"))]).one_sided == (OneSided(link, "Q2"),)
    assert unite([child]).one_sided == ()
    assert unite([child, page("Q2", statement("P40", "Q1"))]).one_sided == ()


def test_the_other_parent_told_on_a_fathers_page_counts():
    father = page("Q2", statement("P40", "Q1", P25="Q3"))
    union = unite([father, page("Q1", statement("P22", "Q2")), page("Q3")])
    assert births(union) == {("Q1", "Q2"), ("Q1", "Q3")}
    assert union.one_sided == (OneSided(ParentLink("Q1", "Q3"), "Q2"),)


def test_the_side_that_says_how_wins():
    child, parent = page("Q1", statement("P22", "Q2")), page("Q2", statement("P40", "Q1", P1039=STEPCHILD))
    union = unite([child, parent])
    assert (births(union), socials(union)) == (set(), {("Q1", "Q2")})


def test_if_both_sides_say_how_the_childs_page_decides():
    child = page("Q1", statement("P22", "Q2", P1039=ADOPTIVE_FATHER))
    union = unite([child, page("Q2", statement("P40", "Q1", P1039=STEPCHILD))])
    assert list(union.graph.social_parents.kinds(0)) == [(1, ParentKind.ADOPTIVE)]
    biological = page("Q1", statement("P22", "Q2", P1039=BIOLOGICAL_PARENT))
    assert births(unite([biological, page("Q2", statement("P40", "Q1", P1039=STEPCHILD))])) == {("Q1", "Q2")}


def test_adoption_stated_as_relative_beats_the_plain_father_on_the_same_page():
    union = unite([page("Q1", statement("P22", "Q2"), statement("P1038", "Q2", P1039=ADOPTIVE_FATHER))])
    assert (births(union), socials(union)) == (set(), {("Q1", "Q2")})


@pytest.mark.parametrize("rank", ["deprecated", "normal"])
def test_a_father_whom_the_childs_page_refuses_stays_out_though_he_claims_the_child(rank):
    child = page("Q1", statement("P22", "Q2", rank), statement("P22", "Q3", "preferred"))
    union = unite([child, page("Q2", statement("P40", "Q1"))])
    assert births(union) == {("Q1", "Q3")}


def test_a_father_refused_by_birth_may_still_be_a_stepfather():
    child = page("Q1", statement("P22", "Q2", "deprecated"))
    union = unite([child, page("Q2", statement("P40", "Q1", P1039=STEPCHILD))])
    assert (births(union), socials(union)) == (set(), {("Q1", "Q2")})


def test_a_child_whom_only_the_fathers_page_refuses_is_kept():
    union = unite([page("Q1", statement("P22", "Q2")), page("Q2", statement("P40", "Q1", "deprecated"))])
    assert births(union) == {("Q1", "Q2")}


def test_two_fathers_are_kept_wherever_they_are_stated():
    child = page("Q1", statement("P22", "Q2"), statement("P25", "Q4"))
    union = unite([child, page("Q3", statement("P40", "Q1"), statement("P21", MALE))])
    assert births(union) == {("Q1", "Q2"), ("Q1", "Q3"), ("Q1", "Q4")}


def test_claims_are_followed_to_where_redirects_lead():
    child = page("Q1", statement("P22", "Q20"), statement("P26", "Q30"), statement("P3373", "Q40"))
    father = page("Q2", statement("P40", "Q10"))
    union = unite([child, father], {"Q20": "Q21", "Q21": "Q2", "Q10": "Q1", "Q30": "Q3", "Q40": "Q4"})
    assert births(union) == {("Q1", "Q2")}
    assert union.graph.ids == ["Q1", "Q2", "Q3"]
    assert [(one.one, one.other) for one in union.siblings] == [("Q1", "Q4")]
    assert (union.one_sided, union.dropped) == ((), ())


def test_redirects_in_a_circle_end_at_the_smallest_id():
    union = unite([page("Q1", statement("P22", "Q20"))], {"Q20": "Q3", "Q3": "Q20"})
    assert births(union) == {("Q1", "Q3")}


def test_a_refused_father_is_known_by_his_new_id_too():
    child = page("Q1", statement("P22", "Q20", "deprecated"))
    assert births(unite([child, page("Q2", statement("P40", "Q1"))], {"Q20": "Q2"})) == set()


def test_links_to_deleted_items_are_dropped_and_told():
    child = page("Q1", statement("P22", "Q2"), statement("P26", "Q3"), statement("P3373", "Q4"))
    union = unite([child], {"Q2": "Q20"}, missing=["Q20", "Q3", "Q4"])
    assert union.graph.ids == ["Q1"]
    assert union.siblings == ()
    assert [(one.property, one.value, one.reason) for one in union.dropped] == [
        ("P22", "Q2", Reason.DELETED),
        ("P26", "Q3", Reason.DELETED),
        ("P3373", "Q4", Reason.DELETED),
    ]


def test_a_child_that_is_gone_is_named_as_it_is_written():
    union = unite([page("Q2", statement("P40", "Q1"))], missing=["Q1"])
    assert [(one.value, one.reason) for one in union.dropped] == [("Q1", Reason.DELETED)]


def test_a_statement_that_makes_two_claims_is_dropped_once():
    union = unite([page("Q2", statement("P40", "Q1", P25="Q3"))], missing=["Q1"])
    assert [(one.value, one.reason) for one in union.dropped] == [("Q1", Reason.DELETED)]


def test_a_page_that_was_read_is_there_whatever_was_said_before():
    union = unite([page("Q1", statement("P22", "Q2")), page("Q2")], missing=["Q2"])
    assert births(union) == {("Q1", "Q2")}


def test_merging_makes_nobody_their_own_parent():
    union = unite([page("Q1", statement("P22", "Q2"), statement("P26", "Q2"))], {"Q2": "Q1"})
    assert (len(union.graph.parents), len(union.graph.partners)) == (0, 0)
    assert [one.reason for one in union.dropped] == [Reason.OWN_RELATIVE] * 2


def test_partners_told_from_both_sides_are_one_couple():
    union = unite([page("Q1", statement("P26", "Q2")), page("Q2", statement("P451", "Q1"))])
    assert list(union.graph.partners.kinds(0)) == [(1, PartnerKind.SPOUSE)]


def test_of_two_readings_of_a_page_the_newer_counts():
    old, new = page("Q1", statement("P22", "Q2"), lastrevid=1), page("Q1", statement("P22", "Q3"), lastrevid=2)
    assert births(unite([old, new])) == births(unite([new, old])) == {("Q1", "Q3")}


def test_the_family_of_no_pages_is_empty():
    assert len(unite([]).graph) == 0


_PEOPLE = st.sampled_from([f"Q{number}" for number in range(1, 7)])
_LINKS = st.tuples(
    st.sampled_from(["P22", "P25", "P40", "P26", "P8810", "P3448", "P3373"]),
    _PEOPLE,
    st.sampled_from(["normal", "preferred", "deprecated"]),
    st.sampled_from([None, STEPCHILD, ADOPTIVE_FATHER]),
)
_FAMILIES = st.lists(st.tuples(_PEOPLE, st.lists(_LINKS, max_size=5)), max_size=6)


@given(_FAMILIES, st.dictionaries(_PEOPLE, _PEOPLE, max_size=2), st.sets(_PEOPLE, max_size=1), st.randoms())
def test_the_order_of_the_readings_does_not_matter(family, redirects, missing, chance):
    readings = [
        page(
            person,
            *[statement(name, other, rank, **({"P1039": kind} if kind else {})) for name, other, rank, kind in told],
        )
        for person, told in family
    ]
    shuffled = chance.sample(readings, len(readings))
    first, second = (unite(several, redirects, missing) for several in (readings, shuffled))
    assert (first.graph.ids, first.graph.people) == (second.graph.ids, second.graph.people)
    assert (births(first), socials(first)) == (births(second), socials(second))
    assert first.graph.partners.target == second.graph.partners.target
    for part in ("one_sided", "siblings", "dropped"):
        assert getattr(first, part) == getattr(second, part)


DIVORCE, WIDOWED, UNTOLD = "Q93190", "Q24037741", "Q123"
ENDED, LATER = time("1900-00-00", 9), time("1950-00-00", 9)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ([statement("P26", "Q2", P1534=DIVORCE)], [statement("P26", "Q1")], "former"),
        ([statement("P26", "Q2", P1534=UNTOLD)], [], "former"),
        ([statement("P26", "Q2", P1534=WIDOWED, P582=ENDED)], [], "spouse"),
        ([statement("P26", "Q2", P582=ENDED)], [], "former"),
        ([statement("P26", "Q2", P582=ENDED), statement("P570", LATER)], [statement("P570", ENDED)], "spouse"),
        ([statement("P26", "Q2", P582=ENDED), statement("P570", LATER)], [statement("P570", LATER)], "former"),
        ([statement("P26", "Q2", P582=ENDED), statement("P26", "Q2")], [], "spouse"),
        ([statement("P451", "Q2", P582=ENDED)], [], "unmarried"),
    ],
)
def test_a_marriage_that_ended_while_both_lived_is_a_former_one(one, other, kind):
    graph = unite([page("Q1", *one), page("Q2", *other)]).graph
    assert [kind.value for _, kind in graph.partners.kinds(graph.number("Q1"))] == [kind]


def test_the_end_of_a_marriage_to_somebody_unread_may_be_their_death():
    graph = unite([page("Q1", statement("P26", "Q2", P582=ENDED))]).graph
    assert [kind.value for _, kind in graph.partners.kinds(graph.number("Q1"))] == ["spouse"]
