from __future__ import annotations

import pytest
from wikibase_fixtures import NOVALUE, SOMEVALUE, entity, item, statement, terms

from cousins.family.links import ParentKind, PartnerKind
from cousins.family.person import Sex
from cousins.interpret import Reason, name, read
from cousins.wikibase.properties import Properties

ADOPTIVE_FATHER, ADOPTED_SON, STEPCHILD = "Q61740757", "Q20746725", "Q3103421"
STEPPARENT, FOSTER_PARENT, GUARDIAN, BIOLOGICAL_PARENT = "Q19822352", "Q2427941", "Q157509", "Q1502246"
FATHER, UNCLE, BROTHER, PATERNAL_HALF_SISTER = "Q7565", "Q76557", "Q10861465", "Q19595228"
PRESUMABLY, UNFORESEEN = "Q18122778", "Q999999"


def parents(*statements):
    return {claim.parent: claim.kind for claim in read(item("Q1", *statements)).parents}


def children(*statements):
    return {claim.child: claim.kind for claim in read(item("Q1", *statements)).children}


def reasons(*statements):
    return [(one.property, one.value, one.reason) for one in read(item("Q1", *statements)).dropped]


def test_father_mother_and_parent_are_parents_by_birth():
    reading = read(item("Q1", statement("P22", "Q2"), statement("P25", "Q3"), statement("P8810", "Q4")))
    assert [(one.parent, one.role) for one in reading.parents] == [("Q2", Sex.MALE), ("Q3", Sex.FEMALE), ("Q4", None)]
    assert {(one.child, one.kind, one.explicit) for one in reading.parents} == {("Q1", ParentKind.BIRTH, False)}
    assert reading.dropped == ()


def test_whoever_is_named_in_one_language_is_known_by_the_english_name_too():
    told = item(
        "Q1",
        labels={"de": "Karl", "en": "Charles", "fr": "Charles"},
        aliases={"en": [{"language": "en", "value": "Chuck"}]},
    )
    assert [read(told, languages=codes).person.aliases for codes in (["de"], ["en"])] == [
        ("Charles", "Chuck"),
        ("Chuck",),
    ]


def test_a_description_is_in_the_languages_asked_for_or_english_and_in_no_other():
    told = item("Q1", descriptions=terms({"de": "Königin", "en": "queen", "fr": "reine"}))
    foreign = item("Q1", descriptions=terms({"fr": "reine"}))
    assert [read(told, languages=codes).person.description for codes in (["de-ch"], ["nl"])] == ["Königin", "queen"]
    assert read(foreign, languages=["de"]).person.description == read(item("Q1")).person.description == ""


def test_an_unknown_father_is_noted_and_nobody():
    assert parents(statement("P22", SOMEVALUE), statement("P25", NOVALUE)) == {}
    assert reasons(statement("P22", SOMEVALUE), statement("P25", NOVALUE), statement("P40", "a child")) == [
        ("P22", "", Reason.UNKNOWN),
        ("P25", "", Reason.NONE),
        ("P40", "a child", Reason.UNREADABLE),
    ]


def test_only_fathers_of_best_rank_count_and_the_others_are_refused():
    reading = read(
        item(
            "Q1",
            statement("P22", "Q2", "deprecated", P2241="Q80122004"),
            statement("P22", "Q3"),
            statement("P22", "Q4", "preferred"),
        )
    )
    assert [claim.parent for claim in reading.parents] == ["Q4"]
    assert [(one.value, one.reason, one.note) for one in reading.dropped] == [
        ("Q2", Reason.DEPRECATED, "Q80122004"),
        ("Q3", Reason.OUTRANKED, ""),
    ]
    assert reading.refused == {("Q1", "Q2"), ("Q1", "Q3")}


def test_what_is_stated_in_another_way_as_well_is_not_refused():
    reading = read(item("Q1", statement("P22", "Q2", "deprecated"), statement("P3448", "Q2")))
    assert reading.refused == frozenset()
    assert [(claim.parent, claim.kind) for claim in reading.parents] == [("Q2", ParentKind.STEP)]


def test_two_fathers_of_equal_rank_are_both_kept():
    reading = read(item("Q1", statement("P22", "Q2"), statement("P22", "Q3"), statement("P25", "Q4")))
    assert [claim.parent for claim in reading.parents] == ["Q2", "Q3", "Q4"]


def test_an_adoptive_father_is_kept_with_the_one_by_birth():
    reading = read(item("Q1", statement("P22", "Q2"), statement("P22", "Q3", P1039=ADOPTIVE_FATHER)))
    assert {claim.parent: claim.kind for claim in reading.parents} == {
        "Q2": ParentKind.BIRTH,
        "Q3": ParentKind.ADOPTIVE,
    }


@pytest.mark.parametrize(
    ("qualifier", "kind"),
    [
        (ADOPTIVE_FATHER, ParentKind.ADOPTIVE),
        (STEPPARENT, ParentKind.STEP),
        (FOSTER_PARENT, ParentKind.FOSTER),
        (BIOLOGICAL_PARENT, ParentKind.BIRTH),
        (ADOPTED_SON, ParentKind.ADOPTIVE),
        (UNFORESEEN, ParentKind.BIRTH),
        (BROTHER, ParentKind.BIRTH),
        ([ADOPTIVE_FATHER, BIOLOGICAL_PARENT], ParentKind.BIRTH),
        ([UNFORESEEN, STEPPARENT], ParentKind.STEP),
        ([GUARDIAN, ADOPTIVE_FATHER], ParentKind.ADOPTIVE),
        (NOVALUE, ParentKind.BIRTH),
    ],
)
def test_the_type_of_kinship_says_how(qualifier, kind):
    assert parents(statement("P22", "Q2", P1039=qualifier)) == {"Q2": kind}
    assert parents(statement("P8810", "Q2", P3831=qualifier)) == {"Q2": kind}


def test_words_unknown_here_are_kept_for_the_reader():
    reading = read(item("Q1", statement("P22", "Q2", P1039=UNFORESEEN)))
    assert (reading.parents[0].kinship, reading.parents[0].explicit) == ((UNFORESEEN,), False)


def test_a_guardian_is_no_parent():
    assert parents(statement("P22", "Q2", P1039=GUARDIAN)) == {}
    assert reasons(statement("P22", "Q2", P1039=GUARDIAN)) == [("P22", "Q2", Reason.NOT_KIN)]


def test_stepparents_have_a_property_of_their_own():
    reading = read(item("Q1", statement("P3448", "Q2")))
    assert [(one.parent, one.kind, one.explicit) for one in reading.parents] == [("Q2", ParentKind.STEP, True)]


def test_children_are_by_birth_unless_marked():
    assert children(
        statement("P40", "Q2"), statement("P40", "Q3", P1039=STEPCHILD), statement("P40", "Q4", P1039=ADOPTIVE_FATHER)
    ) == {"Q2": ParentKind.BIRTH, "Q3": ParentKind.STEP, "Q4": ParentKind.ADOPTIVE}


def test_a_child_may_be_stated_with_its_other_parent():
    reading = read(item("Q1", statement("P40", "Q2", P25="Q3"), statement("P40", "Q4", P25=["Q1", SOMEVALUE])))
    assert [(one.child, one.parent, one.role) for one in reading.co_parents] == [("Q2", "Q3", Sex.FEMALE)]
    assert [(one.child, one.parent) for one in reading.children] == [("Q2", "Q1"), ("Q4", "Q1")]


def test_a_stepchilds_mother_is_not_said_to_be_stepmother():
    assert read(item("Q1", statement("P40", "Q2", P1039=STEPCHILD, P25="Q3"))).co_parents == ()


def test_relatives_count_where_their_kinship_makes_a_link():
    told = [
        statement("P1038", "Q2", P1039=ADOPTIVE_FATHER),
        statement("P1038", "Q3", P1039=ADOPTED_SON),
        statement("P1038", "Q4", P1039=PATERNAL_HALF_SISTER),
        statement("P1038", "Q5", P1039=FATHER),
        statement("P1038", "Q6", P1039=UNCLE),
        statement("P1038", "Q7"),
        statement("P1038", "Q8", P1039=GUARDIAN),
    ]
    reading = read(item("Q1", *told))
    assert parents(*told) == {"Q2": ParentKind.ADOPTIVE, "Q5": ParentKind.BIRTH}
    assert children(*told) == {"Q3": ParentKind.ADOPTIVE}
    assert [one.other for one in reading.siblings] == ["Q4"]
    assert [(one.value, one.reason, one.note) for one in reading.dropped] == [
        ("Q6", Reason.NOT_KIN, UNCLE),
        ("Q7", Reason.NOT_KIN, ""),
        ("Q8", Reason.NOT_KIN, GUARDIAN),
    ]


def test_godparents_are_no_kin():
    assert reasons(statement("P1290", "Q2")) == [("P1290", "Q2", Reason.NOT_KIN)]


def test_siblings_are_half_only_if_the_page_says_so():
    told = [
        statement("P3373", "Q2"),
        statement("P3373", "Q3", P1039=BROTHER),
        statement("P3373", "Q4", P1039=PATERNAL_HALF_SISTER),
    ]
    siblings = read(item("Q1", *told)).siblings
    assert [(one.other, one.half, one.shared) for one in siblings] == [
        ("Q2", False, None),
        ("Q3", False, None),
        ("Q4", True, Sex.MALE),
    ]


def test_former_partners_count_though_the_present_one_is_preferred():
    told = [
        statement("P26", "Q2"),
        statement("P26", "Q3", "preferred"),
        statement("P451", "Q4"),
        statement("P26", "Q5", "deprecated"),
        statement("P26", SOMEVALUE),
    ]
    reading = read(item("Q1", *told))
    assert [(one.link.other, one.link.kind) for one in reading.partners] == [
        ("Q2", PartnerKind.SPOUSE),
        ("Q3", PartnerKind.SPOUSE),
        ("Q4", PartnerKind.UNMARRIED),
    ]
    assert [one.reason for one in reading.dropped] == [Reason.DEPRECATED, Reason.UNKNOWN]


def test_nobody_is_their_own_father():
    assert reasons(statement("P22", "Q1")) == [("P22", "Q1", Reason.OWN_RELATIVE)]


def test_doubt_is_told_and_kept():
    told = [
        statement("P22", "Q2", P1480=PRESUMABLY),
        statement("P26", "Q3", P5102=PRESUMABLY),
        statement("P3373", "Q4", P1480=PRESUMABLY),
        statement("P25", "Q5", P1480=UNFORESEEN),
    ]
    reading = read(item("Q1", *told))
    assert [one.doubtful for one in reading.parents] == [True, False]
    assert reading.partners[0].doubtful
    assert reading.siblings[0].doubtful


@pytest.mark.parametrize(
    ("values", "sex"),
    [
        (["Q6581097"], Sex.MALE),
        (["Q2449503"], Sex.MALE),
        (["Q6581072"], Sex.FEMALE),
        (["Q1052281"], Sex.FEMALE),
        (["Q6581072", "Q1052281"], Sex.FEMALE),
        (["Q48270"], None),
        ([SOMEVALUE], None),
        ([], None),
    ],
)
def test_sex_is_male_female_or_unknown(values, sex):
    reading = read(item("Q1", *[statement("P21", value) for value in values]))
    assert (reading.person.sex, reading.dropped) == (sex, ())


def test_two_sexes_are_none_unless_one_is_preferred():
    male, female = statement("P21", "Q6581097"), statement("P21", "Q6581072")
    assert read(item("Q1", male, female)).person.sex is None
    assert [reason for *_, reason in reasons(male, female)] == [Reason.CONTRADICTORY] * 2
    assert read(item("Q1", male, female | {"rank": "preferred"})).person.sex is Sex.FEMALE


def test_humans_are_told_from_others_and_from_those_of_whom_nobody_says():
    assert read(item("Q1", statement("P31", "Q5"))).human is True
    assert read(item("Q1", statement("P31", "Q4271324"))).human is False
    assert read(item("Q1")).human is None


def test_the_preferred_picture_is_the_picture():
    reading = read(item("Q1", statement("P18", "A.jpg"), statement("P18", "B.jpg", "preferred"), lastrevid=7))
    assert (reading.image, reading.revision, reading.dropped) == ("B.jpg", 7, ())
    assert read(item("Q1")).image is None


LABELS = {"en": ("Louis", "en"), "de": ("Ludwig", "de"), "mul": ("L.", "mul"), "el": ("Λουδοβίκος", "el")}


@pytest.mark.parametrize(
    ("left", "languages", "label"),
    [
        ("en de mul el", ["de", "en"], "Ludwig"),
        ("en de mul el", ["de-ch"], "Ludwig"),
        ("en de mul el", ["fr", "el"], "Λουδοβίκος"),
        ("en de mul el", ["fr"], "L."),
        ("en de el", ["fr"], "Louis"),
        ("de el", ["fr"], "Ludwig"),
        ("el", ["fr"], "Λουδοβίκος"),
        ("", ["fr"], None),
    ],
)
def test_the_name_is_in_the_best_language_there_is(left, languages, label):
    assert name({key: LABELS[key] for key in left.split()}, languages) == label


def test_a_label_that_a_server_fell_back_to_does_not_pass_before_a_language_asked_for():
    assert name({"de": ("Louis", "en"), "fr": ("Louis-le-Grand", "fr")}, ["de", "fr"]) == "Louis-le-Grand"
    assert name({"de-ch": ("Ludwig", "de"), "en": ("Louis", "en")}, ["de-ch", "en"]) == "Ludwig"
    assert name({"fr": ("L.", "mul")}, ["fr"]) == "L."


def test_other_names_come_by_language_then_by_letters_without_the_name_itself():
    told = {"en": ["Louis", "Lewis"], "mul": ["L. v. B."], "de": ["Ludwig", "Luis"], "el": ["Λ."]}
    aliases = {key: [{"language": key, "value": value} for value in values] for key, values in told.items()}
    person = read(item("Q1", labels={"de": "Ludwig"}, aliases=aliases), languages=["de", "en"]).person
    assert (person.name, person.aliases) == ("Ludwig", ("Luis", "Lewis", "Louis", "L. v. B."))


def test_a_wikibase_with_other_numbers_is_read_by_those():
    own = Properties.of({"father": "P1", "sex": "P2", "male": "Q10", "image": "P3"})
    reading = read(item("Q1", statement("P1", "Q2"), statement("P2", "Q10"), statement("P22", "Q3")), own)
    assert [claim.parent for claim in reading.parents] == ["Q2"]
    assert (reading.person.sex, reading.person.born, reading.human) == (Sex.MALE, None, None)


def test_an_item_without_anything_is_a_person_without_anything():
    assert str(read(item(entity("Q1")["id"])).person) == "Q1"
