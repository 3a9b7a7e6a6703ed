"""English words for kin, held against the tables that genealogists print."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cousins.errors import SettingsError
from cousins.family.links import ParentKind, PartnerKind
from cousins.family.person import Sex
from cousins.kinship.relationship import AffinityBond, BloodBond, Half, PartnerBond, StepBond
from cousins.terms import LANGUAGES, Language, Step, speaker
from cousins.terms.en import STEPS, English, Greats, ordinal, with_article

ENGLISH = English()
MAN, WOMAN, ANYBODY = Sex.MALE, Sex.FEMALE, None
HUSBAND, WIFE, SPOUSE = PartnerBond(MAN), PartnerBond(WOMAN), PartnerBond(None)
PARTNER = PartnerBond(WOMAN, PartnerKind.UNMARRIED)
MOST_GENERATIONS = 10_000
LONGEST_NAME = 120


def kin(up, down, sex=None, **more):
    return BloodBond((None,) * up, (None,) * (down - 1) + (sex,) * (down > 0), sex, **more)


def by_marriage(a_partner, blood, b_partner=None):
    return ENGLISH.name(AffinityBond(a_partner, blood, b_partner))


@pytest.mark.parametrize(
    ("up", "down", "man", "woman", "anybody"),
    [
        (0, 0, "the same person", "the same person", "the same person"),
        (1, 0, "father", "mother", "parent"),
        (2, 0, "grandfather", "grandmother", "grandparent"),
        (3, 0, "great-grandfather", "great-grandmother", "great-grandparent"),
        (4, 0, "great-great-grandfather", "great-great-grandmother", "great-great-grandparent"),
        (5, 0, "3× great-grandfather", "3× great-grandmother", "3× great-grandparent"),
        (40, 0, "38× great-grandfather", "38× great-grandmother", "38× great-grandparent"),
        (0, 1, "son", "daughter", "child"),
        (0, 2, "grandson", "granddaughter", "grandchild"),
        (0, 3, "great-grandson", "great-granddaughter", "great-grandchild"),
        (0, 5, "3× great-grandson", "3× great-granddaughter", "3× great-grandchild"),
        (1, 1, "brother", "sister", "sibling"),
        (2, 1, "uncle", "aunt", "aunt or uncle"),
        (3, 1, "great-uncle", "great-aunt", "great-aunt or great-uncle"),
        (4, 1, "great-great-uncle", "great-great-aunt", "great-great-aunt or great-great-uncle"),
        (5, 1, "3× great-uncle", "3× great-aunt", "3× great-aunt or great-uncle"),
        (1, 2, "nephew", "niece", "sibling's child"),
        (1, 3, "great-nephew", "great-niece", "sibling's grandchild"),
        (1, 4, "great-great-nephew", "great-great-niece", "sibling's great-grandchild"),
        (1, 6, "4× great-nephew", "4× great-niece", "sibling's 3× great-grandchild"),
    ],
)
def test_near_kin_are_named_by_generations_and_sex(up, down, man, woman, anybody):
    names = [ENGLISH.name(kin(up, down, sex)) for sex in (MAN, WOMAN, ANYBODY)]
    assert names == [man, woman, anybody]


@pytest.mark.parametrize(
    ("up", "down", "name"),
    [
        (2, 2, "first cousin"),
        (4, 4, "third cousin"),
        (3, 4, "second cousin once removed"),
        (2, 4, "first cousin twice removed"),
        (5, 2, "first cousin three times removed"),
        (11, 11, "tenth cousin"),
        (12, 12, "11th cousin"),
        (22, 34, "21st cousin 12 times removed"),
    ],
)
@pytest.mark.parametrize("sex", [MAN, WOMAN, ANYBODY])
def test_cousins_are_named_by_degree_and_removal_whatever_their_sex(up, down, name, sex):
    assert ENGLISH.name(kin(up, down, sex)) == name
    assert ENGLISH.name(kin(down, up, sex)) == name


@pytest.mark.parametrize(
    ("up", "down", "name"),
    [
        (2, 1, "aunt"),
        (3, 1, "grand-aunt"),
        (4, 1, "great-grand-aunt"),
        (5, 1, "great-great-grand-aunt"),
        (6, 1, "3× great-grand-aunt"),
        (1, 2, "niece"),
        (1, 3, "grand-niece"),
        (1, 6, "3× great-grand-niece"),
    ],
)
def test_genealogists_count_grand_before_great(up, down, name):
    assert English(Greats.GRAND).name(kin(up, down, WOMAN)) == name


def test_grand_aunt_or_uncle_repeats_what_a_hyphen_joins():
    assert English(Greats.GRAND).name(kin(3, 1)) == "grand-aunt or grand-uncle"


@pytest.mark.parametrize(
    ("bond", "half", "uncertain"),
    [
        (kin(1, 1, MAN), "half-brother", "(half-)brother"),
        (kin(1, 1), "half-sibling", "(half-)sibling"),
        (kin(2, 1, WOMAN), "half-aunt", "(half-)aunt"),
        (kin(2, 1), "half-aunt or half-uncle", "(half-)aunt or (half-)uncle"),
        (kin(3, 1, WOMAN), "half great-aunt", "(half) great-aunt"),
        (kin(5, 1, WOMAN), "half 3× great-aunt", "(half) 3× great-aunt"),
        (kin(1, 2, MAN), "half-nephew", "(half-)nephew"),
        (kin(1, 2), "half-sibling's child", "(half-)sibling's child"),
        (kin(2, 2), "half first cousin", "(half) first cousin"),
        (kin(3, 4), "half second cousin once removed", "(half) second cousin once removed"),
        (kin(2, 0, MAN), "grandfather", "grandfather"),
        (kin(0, 1), "child", "child"),
    ],
)
def test_half_kin_are_called_half_and_bracketed_when_that_is_uncertain(bond, half, uncertain):
    def name(how):
        return ENGLISH.name(BloodBond(bond.up, bond.down, bond.b_sex, half=how))

    assert [name(Half.HALF), name(Half.UNCERTAIN)] == [half, uncertain]


def test_half_grand_aunts_keep_half_apart():
    assert English(Greats.GRAND).name(kin(3, 1, WOMAN, half=Half.HALF)) == "half grand-aunt"


def test_only_cousins_are_double():
    assert ENGLISH.name(kin(2, 2, double=True)) == "double first cousin"
    assert ENGLISH.name(kin(3, 2, double=True)) == "double first cousin once removed"
    assert ENGLISH.name(kin(1, 1, MAN, double=True)) == "brother"


@pytest.mark.parametrize(
    ("up", "down", "sex", "names"),
    [
        (1, 0, MAN, ["adoptive father", "foster father", "stepfather"]),
        (0, 1, MAN, ["adopted son", "foster son", "stepson"]),
        (0, 1, None, ["adopted child", "foster child", "stepchild"]),
        (1, 1, WOMAN, ["adoptive sister", "foster sister", "stepsister"]),
        (2, 0, WOMAN, ["adoptive grandmother", "foster grandmother", "step-grandmother"]),
        (0, 2, MAN, ["adoptive grandson", "foster grandson", "step-grandson"]),
        (2, 1, WOMAN, ["adoptive aunt", "foster aunt", "step-aunt"]),
        (1, 2, None, ["adoptive niece or nephew", "foster niece or nephew", "step-niece or step-nephew"]),
        (2, 2, None, ["adoptive first cousin", "foster first cousin", "step-cousin"]),
        (5, 0, WOMAN, ["adoptive 3× great-grandmother", "foster 3× great-grandmother", "step 3× great-grandmother"]),
    ],
)
def test_links_that_are_not_by_birth_are_always_said(up, down, sex, names):
    kinds = (ParentKind.ADOPTIVE, ParentKind.FOSTER, ParentKind.STEP)
    assert [ENGLISH.name(kin(up, down, sex, kind=kind)) for kind in kinds] == names


def test_the_kind_stands_before_the_half():
    assert ENGLISH.name(kin(1, 1, MAN, kind=ParentKind.ADOPTIVE, half=Half.HALF)) == "adoptive half-brother"


@pytest.mark.parametrize(
    ("generations", "sex", "name"),
    [
        ((1, 0), MAN, "stepfather"),
        ((1, 0), WOMAN, "stepmother"),
        ((1, 0), None, "stepparent"),
        ((0, 1), MAN, "stepson"),
        ((0, 1), None, "stepchild"),
        ((1, 1), MAN, "stepbrother"),
        ((1, 1), None, "stepsibling"),
        ((2, 0), MAN, "step-grandfather"),
        ((0, 2), MAN, "step-grandson"),
        ((3, 0), WOMAN, "step-great-grandmother"),
        ((0, 0), None, "the same person"),
    ],
)
def test_step_kin_are_named_by_generations(generations, sex, name):
    assert ENGLISH.name(StepBond(generations, sex)) == name


def test_spouses_are_husband_wife_or_spouse_and_the_unmarried_are_partners():
    assert [ENGLISH.name(bond) for bond in (HUSBAND, WIFE, SPOUSE, PARTNER)] == ["husband", "wife", "spouse", "partner"]


@pytest.mark.parametrize(
    ("a_partner", "blood", "b_partner", "name"),
    [
        (WIFE, kin(1, 0, MAN), None, "father-in-law"),
        (WIFE, kin(1, 0), None, "parent-in-law"),
        (WIFE, kin(2, 0, MAN), None, "grandfather-in-law"),
        (None, kin(0, 1, WOMAN), HUSBAND, "son-in-law"),
        (None, kin(0, 1, MAN), WIFE, "daughter-in-law"),
        (None, kin(0, 2, MAN), WIFE, "granddaughter-in-law"),
        (WIFE, kin(1, 1, MAN), None, "brother-in-law"),
        (None, kin(1, 1, WOMAN), HUSBAND, "brother-in-law"),
        (WIFE, kin(1, 1, WOMAN), HUSBAND, "brother-in-law"),
        (WIFE, kin(1, 1), None, "sibling-in-law"),
    ],
)
def test_the_nearest_kin_of_spouses_and_spouses_of_kin_are_in_laws(a_partner, blood, b_partner, name):
    assert by_marriage(a_partner, blood, b_partner) == name


@pytest.mark.parametrize("half", Half)
def test_half_siblings_of_spouses_are_siblings_in_law(half):
    assert by_marriage(None, kin(1, 1, WOMAN, half=half), HUSBAND) == "brother-in-law"
    assert by_marriage(WIFE, kin(1, 1, WOMAN, half=half), None) == "sister-in-law"


@pytest.mark.parametrize(
    ("a_partner", "blood", "b_partner", "name"),
    [
        (None, kin(3, 3), WIFE, "wife of a second cousin"),
        (None, kin(2, 1, WOMAN), HUSBAND, "husband of an aunt"),
        (None, kin(2, 1), SPOUSE, "spouse of an aunt or uncle"),
        (None, kin(1, 2), SPOUSE, "spouse of a sibling's child"),
        (None, kin(2, 0, MAN), WIFE, "wife of a grandfather"),
        (None, kin(1, 0, MAN), WIFE, "wife of the father"),
        (None, kin(1, 0), WIFE, "wife of a parent"),
        (None, kin(9, 9), WIFE, "wife of an eighth cousin"),
        (None, kin(12, 12), WIFE, "wife of an 11th cousin"),
        (None, kin(10, 1, WOMAN), HUSBAND, "husband of an 8× great-aunt"),
        (HUSBAND, kin(3, 3), None, "second cousin of the husband"),
        (WIFE, kin(1, 2, MAN), None, "nephew of the wife"),
        (WIFE, kin(0, 1, MAN), None, "son of the wife"),
        (HUSBAND, kin(3, 3), WIFE, "wife of a second cousin of the husband"),
        (HUSBAND, kin(0, 0), WIFE, "wife of the husband"),
        (None, kin(1, 1), WIFE, "sister-in-law"),
        (None, kin(0, 0), None, "the same person"),
    ],
)
def test_farther_kin_by_marriage_get_a_phrase(a_partner, blood, b_partner, name):
    assert by_marriage(a_partner, blood, b_partner) == name


@pytest.mark.parametrize(
    ("a_partner", "blood", "b_partner", "name"),
    [
        (PARTNER, kin(1, 0, WOMAN), None, "mother of the partner"),
        (None, kin(1, 1, MAN), PARTNER, "partner of a brother"),
        (PARTNER, kin(1, 1, MAN), WIFE, "wife of a brother of the partner"),
        (PartnerBond(MAN, PartnerKind.FORMER), kin(1, 1, WOMAN), None, "sister of the ex-husband"),
        (PartnerBond(WOMAN, PartnerKind.ENGAGED), kin(1, 0, MAN), None, "father of the fiancée"),
        (WIFE, kin(1, 0, MAN, kind=ParentKind.ADOPTIVE), None, "adoptive father of the wife"),
        (None, kin(0, 1, MAN, kind=ParentKind.ADOPTIVE), WIFE, "wife of an adopted son"),
    ],
)
def test_kin_by_adoption_and_of_those_who_are_not_married_now_are_no_in_laws(a_partner, blood, b_partner, name):
    assert by_marriage(a_partner, blood, b_partner) == name


@pytest.mark.parametrize(
    ("bond", "a_sex", "together"),
    [
        (kin(0, 0), None, "the same person"),
        (kin(1, 0, MAN), MAN, "father and son"),
        (kin(0, 1, MAN), WOMAN, "mother and son"),
        (kin(1, 0), None, "parent and child"),
        (kin(0, 1, WOMAN, kind=ParentKind.ADOPTIVE), MAN, "adoptive father and adopted daughter"),
        (kin(5, 0, WOMAN), None, "3× great-grandmother and 3× great-grandchild"),
        (kin(1, 1), None, "siblings"),
        (kin(1, 1, MAN), None, "siblings"),
        (kin(1, 1, MAN), MAN, "brothers"),
        (kin(1, 1, WOMAN), WOMAN, "sisters"),
        (kin(1, 1, MAN), WOMAN, "brother and sister"),
        (kin(1, 1, half=Half.HALF), None, "half-siblings"),
        (kin(1, 1, MAN, half=Half.UNCERTAIN), WOMAN, "(half-)brother and (half-)sister"),
        (kin(1, 1, MAN, kind=ParentKind.ADOPTIVE), WOMAN, "adoptive brother and sister"),
        (kin(2, 1, MAN), MAN, "uncle and nephew"),
        (kin(1, 2, MAN), WOMAN, "aunt and nephew"),
        (kin(1, 3, WOMAN), None, "great-aunt or great-uncle and great-niece"),
        (kin(2, 1, WOMAN), None, "aunt and niece or nephew"),
        (kin(2, 1, MAN, half=Half.HALF), MAN, "half-uncle and half-nephew"),
        (kin(3, 4, MAN), MAN, "second cousins once removed"),
        (kin(2, 2, half=Half.HALF), None, "half first cousins"),
        (kin(2, 2, double=True), None, "double first cousins"),
    ],
)
def test_two_people_together_are_named_elder_first(bond, a_sex, together):
    assert ENGLISH.pair(bond, a_sex) == together


def test_every_step_of_a_path_has_its_word():
    assert set(STEPS) == set(Step)
    assert [ENGLISH.step(Step.PARENT, sex) for sex in (MAN, WOMAN, None)] == ["father", "mother", "parent"]
    assert ENGLISH.step(Step.ADOPTIVE_PARENT, WOMAN) == "adoptive mother"
    assert ENGLISH.step(Step.ADOPTIVE_CHILD, MAN) == "adopted son"
    assert ENGLISH.step(Step.PARTNER, None) == "spouse"
    assert ENGLISH.step(Step.UNMARRIED_PARTNER, WOMAN) == "partner"


@pytest.mark.parametrize("kind", [kind for kind in ParentKind if kind is not ParentKind.BIRTH])
@pytest.mark.parametrize("sex", [MAN, WOMAN, ANYBODY])
def test_a_path_uses_the_same_words_as_a_name(kind, sex):
    assert ENGLISH.step(Step(f"{kind.value} parent"), sex) == ENGLISH.name(kin(1, 0, sex, kind=kind))
    assert ENGLISH.step(Step(f"{kind.value} child"), sex) == ENGLISH.name(kin(0, 1, sex, kind=kind))


def test_the_sentence_of_removal_says_who_is_nearer_and_by_how_much():
    assert ENGLISH.nearer("Philip", 1, ["Christian IX"]) == "Philip is one generation nearer to Christian IX"
    assert ENGLISH.nearer("Philip", 2, ["Ann", "Bob"]) == "Philip is two generations nearer to both"
    assert ENGLISH.nearer("Philip", 12, ["Ann"] * 18) == "Philip is 12 generations nearer to all of these"


def test_owners_take_an_apostrophe_and_s_also_after_an_s():
    assert [ENGLISH.possessive(name) for name in ("Philip", "Charles")] == ["Philip's", "Charles's"]


@pytest.mark.parametrize(
    ("count", "word"), [(1, "first"), (10, "tenth"), (11, "11th"), (22, "22nd"), (23, "23rd"), (111, "111th")]
)
def test_ordinals_are_words_up_to_ten(count, word):
    assert ordinal(count) == word


@pytest.mark.parametrize("count", [8, 11, 18, 80, 812, 8_000, 11_000, 18_000])
def test_numbers_that_begin_with_a_vowel_take_an(count):
    assert with_article(f"{count}× great-aunt") == f"an {count}× great-aunt"


@pytest.mark.parametrize("count", [3, 10, 12, 28, 100, 110, 118, 1_100, 1_800, 10_000])
def test_other_numbers_take_a(count):
    assert with_article(f"{count}× great-aunt") == f"a {count}× great-aunt"


def test_brackets_are_not_heard_by_an_article():
    assert with_article("(half-)aunt") == "a (half-)aunt"
    assert with_article("(half) eighth cousin") == "a (half) eighth cousin"


def test_every_language_is_found_by_its_code_and_says_so_itself():
    assert {speaker(code).code for code in LANGUAGES} == set(LANGUAGES)


def test_english_is_a_language():
    spoken: Language = speaker("en")
    assert spoken == English()


def test_options_are_given_as_a_choice_or_its_value():
    assert speaker("en", greats="grand") == speaker("en", greats=Greats.GRAND) == English(Greats.GRAND)


@pytest.mark.parametrize(
    ("code", "options", "message"),
    [
        ("xx", {}, "no language 'xx'; pick one of en"),
        ("en", {"greats": "huge"}, "greats cannot be 'huge'; pick one of great, grand"),
        ("en", {"size": "grand"}, "no option 'size' in this language; pick one of greats"),
    ],
)
def test_what_no_language_knows_is_a_settings_error_that_lists_the_choices(code, options, message):
    with pytest.raises(SettingsError) as caught:
        speaker(code, **options)
    assert str(caught.value) == message


SEXES = st.sampled_from([MAN, WOMAN, ANYBODY])
GENERATIONS = st.integers(0, 8) | st.integers(0, MOST_GENERATIONS)
LANGUAGE = st.sampled_from([English(greats) for greats in Greats])
BLOOD = st.builds(
    kin,
    GENERATIONS,
    GENERATIONS,
    SEXES,
    half=st.sampled_from(Half),
    double=st.booleans(),
    kind=st.sampled_from(ParentKind),
)
PARTNERS = st.builds(PartnerBond, SEXES, st.sampled_from(PartnerKind))
BONDS = st.one_of(
    BLOOD,
    PARTNERS,
    st.builds(StepBond, st.tuples(GENERATIONS, GENERATIONS), SEXES),
    st.builds(AffinityBond, st.none() | PARTNERS, BLOOD, st.none() | PARTNERS),
)


def is_sound(name, longest):
    told = set(string.ascii_letters + string.digits + "é()-'× ")
    return 0 < len(name) < longest and set(name) <= told and name == " ".join(name.split())


@given(LANGUAGE, BONDS)
def test_no_bond_is_without_a_name_of_readable_length(spoken, bond):
    assert is_sound(spoken.name(bond), LONGEST_NAME)


@given(LANGUAGE, BLOOD, SEXES)
def test_no_two_kin_are_without_a_word_together(spoken, bond, a_sex):
    assert is_sound(spoken.pair(bond, a_sex), 2 * LONGEST_NAME)


@given(BLOOD, SEXES)
def test_two_people_together_are_the_same_from_either_side(bond, a_sex):
    up, down = bond.generations
    mirrored = kin(down, up, a_sex, half=bond.half, double=bond.double, kind=bond.kind)
    assert ENGLISH.pair(bond, a_sex) == ENGLISH.pair(mirrored, bond.b_sex)


@given(LANGUAGE, st.integers(1, MOST_GENERATIONS))
def test_a_forebear_has_as_many_greats_as_the_descendant(spoken, generations):
    father, son = spoken.name(kin(generations, 0, MAN)), spoken.name(kin(0, generations, MAN))
    assert father.replace("father", "son") == son


@given(LANGUAGE, st.integers(2, MOST_GENERATIONS), st.sampled_from(Half))
def test_an_aunt_has_as_many_greats_as_her_niece(spoken, generations, half):
    aunt = spoken.name(kin(generations, 1, WOMAN, half=half))
    assert aunt.replace("aunt", "niece") == spoken.name(kin(1, generations, WOMAN, half=half))
