"""What a GEDCOM file says, and what it does not say."""

from __future__ import annotations

import zipfile

import pytest
from ged_corpus.wrong_files import ADAM, CAIN, CASES, END, EVE, HEAD, HOME, NO_GEDCOM, WHOLE

from cousins.errors import FormatError
from cousins.family.links import ParentKind, PartnerKind
from cousins.family.person import Sex
from cousins.formats.gedcom import read_gedcom
from cousins.formats.report import Trouble


@pytest.fixture
def read(tmp_path):
    """Read the text or the bytes of a file."""

    def reading(text):
        path = tmp_path / "family.ged"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_gedcom(path)

    return reading


ADOPTIVE, STEP, FOSTER = ParentKind.ADOPTIVE, ParentKind.STEP, ParentKind.FOSTER


def told(report):
    return [problem.trouble.name for problem in report]


def links(graph, name):
    return [(graph.ids[one], graph.ids[other]) for one in range(len(graph)) for other in getattr(graph, name)[one]]


def kinds(graph):
    return {
        (graph.ids[child], graph.ids[parent]): kind
        for child in range(len(graph))
        for parent, kind in graph.social_parents.kinds(child)
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_true_in_a_wrong_file_is_read_and_the_rest_is_told(case, read):
    graph, report = read(case.raw)
    assert all(person.label for person in graph.people)
    found = (len(graph), len(graph.parents) + len(graph.social_parents), len(graph.partners) // 2)
    assert found == (case.people, case.parents, case.couples)
    assert told(report) == case.troubles.split()


@pytest.mark.parametrize("raw", NO_GEDCOM.values(), ids=NO_GEDCOM)
def test_what_is_no_gedcom_is_refused_in_one_line(raw, read):
    with pytest.raises(FormatError) as caught:
        read(raw)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_a_format_error(tmp_path):
    with pytest.raises(FormatError, match="cannot be read"):
        read_gedcom(tmp_path / "nothing.ged")
    with pytest.raises(FormatError, match="cannot be read"):
        read_gedcom(tmp_path)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman", "cp850"]
)
def test_names_survive_every_encoding(read, encoding):
    declared = {"cp1252": "ANSI", "mac_roman": "MACINTOSH", "cp850": "MSDOS"}.get(encoding, "UTF-8")
    text = WHOLE.replace("Eve", "Ève Müller").replace("UTF-8", declared)
    graph, report = read(text.encode(encoding))
    assert graph.person("I2").name == "Ève Müller"
    assert not told(report)


def test_ansel_puts_accents_before_letters(read):
    raw = WHOLE.replace("UTF-8", "ANSEL").encode().replace(b"Eve", b"M\xe8uller L\xb2f")
    graph, report = read(raw)
    assert graph.person("I2").name == "Müller Løf"
    assert report.encoding == "ansel"
    assert not told(report)


def test_a_gedzip_is_read_like_the_file_inside(tmp_path):
    path = tmp_path / "family.gdz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("gedcom.ged", WHOLE)
        archive.writestr("photo.jpg", b"\xff\xd8")
    assert len(read_gedcom(path)[0]) == 3


def test_a_zip_that_explodes_is_refused(tmp_path):
    path = tmp_path / "bomb.gdz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("gedcom.ged", b"0 HEAD\n" + b" " * (1 << 20))
    with pytest.raises(FormatError, match=r"holds more than 500,000 bytes once it is read or unpacked; .*max_bytes"):
        read_gedcom(path, most=500_000)
    with pytest.raises(FormatError, match=r"a record of more than 1,000,000 letters; .*max_bytes"):
        read_gedcom(path, most=8_000_000)
    assert len(read_gedcom(path, most=None)[0]) == 0


def test_all_trees_of_a_gedzip_are_named_and_the_first_is_read(tmp_path):
    path = tmp_path / "family.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mine.ged", WHOLE.replace("Eve", "Eva"))
        archive.writestr("GEDCOM.ged", WHOLE)
        archive.writestr("old/yours.GEDCOM", WHOLE)
    graph, report = read_gedcom(path)
    assert graph.person("I2").name == "Eve"
    assert [problem.text for problem in report] == ["mine.ged", "old/yours.GEDCOM"]


def test_the_first_name_is_the_name_and_others_are_aliases(read):
    graph, _ = read(
        HEAD
        + "0 @I1@ INDI\n1 NAME Alexandrina  /Hanover/\n2 NICK Drina\n2 SURN Hanover\n1 NAME Victoria /R./\n2 TYPE aka\n"
        + "1 ALIA Queen Victoria\n1 ALIA @I2@\n1 NAME Alexandrina /Hanover/\n"
        + END
    )
    assert graph.people[0].name == "Alexandrina Hanover"
    assert graph.people[0].aliases == ("Victoria R.", "Drina", "Queen Victoria")


def test_a_name_may_stand_in_pieces_or_go_on_in_further_lines(read):
    graph, _ = read(
        HEAD
        + "0 @I1@ INDI\n1 NAME\n2 GIVN Otto\n2 SPFX von\n2 SURN Bismarck\n"
        + "0 @I2@ INDI\n1 NAME Maximi\n2 CONC lian\n2 CONT of Austria\n0 @I3@ INDI\n1 NAME /?/\n"
        + "0 @I4@ INDI\n1 NAME @@home\n0 @I5@ INDI\n1 NAME Elizabeth_II /of_York/\n"
        + END
    )
    names = ["Otto von Bismarck", "Maximilian of Austria", None, "@home", "Elizabeth II of York"]
    assert [person.name for person in graph.people] == names


def test_n_behind_a_divorce_is_no_divorce_and_who_never_married_is_no_spouse(read):
    graph, _ = read(WHOLE.replace("1 WIFE @I2@\n", "1 WIFE @I2@\n1 DIV N\n"))
    assert list(graph.partners.kinds(0)) == [(1, PartnerKind.SPOUSE)]
    for said in ("1 NO MARR", "1 MARR N", "1 EVEN\n2 TYPE unmarried", "1 MARR\n2 TYPE Common Law"):
        graph, _ = read(WHOLE.replace("1 WIFE @I2@\n", f"1 WIFE @I2@\n{said}\n"))
        assert list(graph.partners.kinds(0)) == [(1, PartnerKind.UNMARRIED)]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("1 _STAT NOTMARR", PartnerKind.UNMARRIED),
        ("1 EVEN\n2 TYPE Living together", PartnerKind.UNMARRIED),
        ("1 MARR\n2 TYPE PARTNERS", PartnerKind.UNMARRIED),
        ("1 _UST COHABITATION", PartnerKind.UNMARRIED),
        ("1 _NMAR Y", PartnerKind.UNMARRIED),
        ("1 _MSTAT Common Law", PartnerKind.UNMARRIED),
        ("1 EVEN\n2 TYPE wilde Ehe", PartnerKind.UNMARRIED),
        ("1 ENGA\n2 DATE 1900", PartnerKind.ENGAGED),
        ("1 ENGA\n1 MARR", PartnerKind.SPOUSE),
        ("1 MARR\n1 DIV Y", PartnerKind.FORMER),
        ("1 MARR\n1 ANUL", PartnerKind.FORMER),
        ("1 DIV", PartnerKind.FORMER),
        ("1 DIVF", PartnerKind.SPOUSE),
        ("1 _STAT Divorced", PartnerKind.FORMER),
        ("1 MARR\n2 TYPE Civil", PartnerKind.SPOUSE),
        ("1 MARR\n1 EVEN\n2 TYPE Living together", PartnerKind.SPOUSE),
        ("1 _STAT Married", PartnerKind.SPOUSE),
        ("1 EVEN\n2 TYPE moved house", PartnerKind.SPOUSE),
    ],
)
def test_how_two_people_are_partners_is_read_from_the_family(read, said, kind):
    graph, _ = read(WHOLE.replace("1 WIFE @I2@\n", f"1 WIFE @I2@\n{said}\n"))
    assert list(graph.partners.kinds(0)) == [(1, kind)]


def test_long_names_of_tags_are_read_as_the_short_ones(read):
    text = WHOLE.replace("HEAD", "HEADER").replace("INDI", "INDIVIDUAL").replace("FAMS", "FAMILY_SPOUSE")
    text = text.replace("FAMC", "FAMILY_CHILD").replace("1 HUSB", "1 HUSBAND").replace("1 CHIL ", "1 CHILD ")
    text = (
        text.replace(" FAM\n", " FAMILY\n")
        .replace("1 SEX F", "1 BIRTH\n2 DATE 1850\n1 SEX F")
        .replace("TRLR", "TRAILER")
    )
    graph, report = read(text)
    assert links(graph, "parents") == [("I3", "I1"), ("I3", "I2")]
    assert str(graph.people[1].born) == "1850"
    assert not told(report)


def test_what_is_not_understood_of_a_child_or_joined_to_a_record_is_reported(read):
    _, report = read(WHOLE.replace("1 FAMC @F1@", "1 FAMC @F1@\n2 PEDI zzz\n1 ADOP\n2 DATE 1900"))
    assert told(report) == ["UNKNOWN_KIND", "NO_PLACE_FOR_ADOPTION"]
    _, report = read(WHOLE.replace("0 @I3@ INDI\n1 NAME Cain", "0 @I3@ INDI1 NAME Cain"))
    assert [(problem.trouble.name, problem.line) for problem in report] == [("JOINED_LINE", 13)]


@pytest.mark.parametrize(
    ("said", "father", "mother"),
    [
        ("1 FAMC @F1@\n2 PEDI adopted", ADOPTIVE, ADOPTIVE),
        ("1 FAMC @F1@\n2 PEDI ADOPTED", ADOPTIVE, ADOPTIVE),
        ("1 FAMC @F1@\n2 PEDI foster", FOSTER, FOSTER),
        ("1 FAMC @F1@\n2 PEDI OTHER\n3 PHRASE step", STEP, STEP),
        ("1 FAMC @F1@\n2 PEDI birth", None, None),
        ("1 FAMC @F1@\n1 ADOP\n2 FAMC @F1@\n3 ADOP HUSB", ADOPTIVE, None),
        ("1 FAMC @F1@\n1 ADOP\n2 DATE 1900\n2 FAMC @F1@\n3 ADOP BOTH", ADOPTIVE, ADOPTIVE),
        ("1 ADOP\n2 FAMC @F1@", ADOPTIVE, ADOPTIVE),
        ("1 FAMC @F1@\n2 PEDI foster\n1 FAMC @F1@\n2 PEDI adopted", ADOPTIVE, ADOPTIVE),
        ("1 FAMC @F1@\n2 _PEDI Adopted (father)\n2 _PEDI Step (mother)", ADOPTIVE, STEP),
        ("1 FAMC @F1@\n2 PEDI Stiefkind", STEP, STEP),
        ("1 FAMC @F1@\n2 PEDI Pflegekind", FOSTER, FOSTER),
        ("1 FAMC @F1@\n2 PEDI adopté", ADOPTIVE, ADOPTIVE),
        ("1 FAMC @F1@\n2 PEDI Guardian", FOSTER, FOSTER),
        ("1 FAMC @F1@\n2 ADOP HUSB", ADOPTIVE, None),
        ("1 FAMC @F1@\n2 TYPE stepchild", STEP, STEP),
        ("1 FAMC @F1@\n2 _FREL Adopted\n2 PEDI foster", ADOPTIVE, FOSTER),
        ("1 FAMC @F1@\n1 EVEN\n2 TYPE Foster care\n2 FAMC @F1@", FOSTER, FOSTER),
        ("1 FAMC @F1@\n1 _FIL ADOPTED_CHILD", ADOPTIVE, ADOPTIVE),
        ("1 FAMC @F1@\n1 _FIL NATURAL_CHILD", None, None),
        ("1 BIRT\n2 FAMC @F1@", None, None),
    ],
)
def test_how_somebody_is_a_child_is_read_from_the_person(read, said, father, mother):
    graph, _ = read(WHOLE.replace("1 FAMC @F1@", said))
    found = kinds(graph)
    assert (found.get(("I3", "I1")), found.get(("I3", "I2"))) == (father, mother)
    assert len(graph.parents) + len(graph.social_parents) == 2


@pytest.mark.parametrize(
    ("said", "father", "mother"),
    [
        ("2 _FREL Step\n2 _MREL Natural", STEP, None),
        ("2 _FREL Natural\n2 _MREL Adopted", None, ADOPTIVE),
        ("2 _FREL Foster\n2 _MREL Foster child", FOSTER, FOSTER),
        ("2 ADOP BOTH", ADOPTIVE, ADOPTIVE),
        ("2 _ADOPTED Y", ADOPTIVE, ADOPTIVE),
        ("2 _STEP WIFE", None, STEP),
        ("2 PEDI Adopted by father", ADOPTIVE, None),
    ],
)
def test_how_somebody_is_a_child_is_read_from_the_family(read, said, father, mother):
    graph, _ = read(WHOLE.replace("1 CHIL @I3@", f"1 CHIL @I3@\n{said}"))
    found = kinds(graph)
    assert (found.get(("I3", "I1")), found.get(("I3", "I2"))) == (father, mother)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("2 RELA Stepfather", STEP),
        ("2 RELA Guardian", FOSTER),
        ("2 RELA Foster parent", FOSTER),
        ("2 RELA Adoptivmutter", ADOPTIVE),
        ("2 TYPE INDI\n2 RELA père adoptif", ADOPTIVE),
        ("2 ROLE OTHER\n3 PHRASE Foster mother", FOSTER),
        ("2 RELA Godfather", None),
        ("2 RELA Stepson", None),
        ("2 RELA foster child", None),
        ("2 RELA Father", None),
        ("2 ROLE WITN", None),
    ],
)
def test_an_association_may_tell_of_parents_who_are_none_by_birth(read, said, kind):
    child = "0 @C@ INDI\n1 FAMC @F@\n1 ASSO @A@\n" + said + "\n"
    people = "0 @A@ INDI\n0 @B@ INDI\n1 FAMS @F@\n0 @F@ FAM\n1 HUSB @B@\n1 CHIL @C@\n"
    graph, report = read(HEAD + child + people + END)
    assert links(graph, "parents") == [("C", "B")]
    assert kinds(graph) == ({("C", "A"): kind} if kind else {})
    assert report.left_out() == ({} if kind else {"associations": 1})
    assert not told(report)


def test_an_association_with_nobody_is_reported(read):
    graph, report = read(HEAD + "0 @C@ INDI\n1 ASSO @X@\n2 RELA Stepfather\n" + END)
    assert (len(graph), told(report)) == (1, ["DANGLING"])


def test_a_child_of_two_families_has_the_parents_of_both(read):
    foster = "0 @I4@ INDI\n1 FAMS @F2@\n0 @F2@ FAM\n1 WIFE @I4@\n1 CHIL @I3@\n"
    graph, report = read(HEAD + ADAM + EVE + CAIN + "1 FAMC @F2@\n2 PEDI foster\n" + HOME + foster + END)
    assert links(graph, "parents") == [("I3", "I1"), ("I3", "I2")]
    assert links(graph, "social_parents") == [("I3", "I4")]
    assert not told(report)


def test_brothers_and_sisters_without_parents_are_brothers_and_sisters(read):
    children = "".join(f"0 @I{n}@ INDI\n1 NAME C{n}\n1 FAMC @F1@\n" for n in (1, 2))
    graph, report = read(HEAD + children + "0 @F1@ FAM\n1 CHIL @I1@\n1 CHIL @I2@\n" + END)
    assert [str(person) for person in graph.people] == ["C1", "C2", "unknown father", "unknown mother"]
    assert list(graph.parents[0]) == list(graph.parents[1]) == [2, 3]
    assert report.placeholders == 2
    assert list(graph.people.spellings()) == [("C1",), ("C2",), (), ()]


def test_an_only_child_of_nobody_needs_no_unknown_parents(read):
    graph, _ = read(HEAD + "0 @I1@ INDI\n1 FAMC @F1@\n0 @F1@ FAM\n1 CHIL @I1@\n" + END)
    assert len(graph) == 1


def test_couples_of_one_sex_are_couples_and_parents(read):
    graph, _ = read(WHOLE.replace("SEX F", "SEX M"))
    assert graph.sex == [Sex.MALE, Sex.MALE, Sex.MALE]
    assert list(graph.parents[2]) == [0, 1]
    graph, _ = read(WHOLE.replace("1 WIFE", "1 HUSB"))
    assert list(graph.partners[0]) == [1]


def test_who_has_no_birth_was_born_by_the_baptism_and_was_dead_by_the_burial(read):
    life = "1 CHR\n2 DATE 3 MAR 1700\n1 BURI\n2 DATE 1750\n"
    graph, _ = read(HEAD + "0 @I1@ INDI\n" + life + END)
    assert str(graph.people[0].born) == "../1700-03-03"
    assert str(graph.people[0].died) == "../1750"
    assert graph.people[0].label == "I1 (by 1700\u2013by 1750)"


def test_the_first_birth_with_a_date_counts_and_its_phrase_is_kept(read):
    births = "1 BIRT\n2 PLAC Ulm\n1 BIRT\n2 DATE 30 JAN 1649\n3 PHRASE 30th of January, 1648/9\n1 BIRT\n2 DATE 1650\n"
    graph, _ = read(HEAD + "0 @I1@ INDI\n" + births + END)
    assert str(graph.people[0].born) == "1649-01-30"
    assert graph.people[0].born.written == "30th of January, 1648/9"


def test_problems_name_the_line(read):
    _, report = read(WHOLE.replace("SEX F", "SEX Q").replace("CHIL @I3@", "CHIL @I9@"))
    assert [problem.line for problem in report] == [11, 16, 20]
    assert str(next(iter(report))) == "line 11: a sex that is not understood: taken as unknown ('Q')"
    assert report.counts[Trouble.DANGLING] == 1
    assert report.lines == WHOLE.count("\n")


def test_the_report_knows_the_version_and_the_program(read):
    head = HEAD.replace("1 GEDC", "1 SOUR PAF\n2 VERS 5\n2 NAME Personal Ancestral File\n1 GEDC")
    _, report = read(head + END)
    assert (report.format, report.program) == ("GEDCOM 5.5.1", "Personal Ancestral File")


def test_lines_are_numbered_over_several_pieces_of_a_large_file(read, monkeypatch):
    monkeypatch.setattr("cousins.formats.gedcom.encoding.PIECE", 64)
    for ending in ("\n", "\r", "\r\n"):
        graph, report = read(WHOLE.replace("SEX F", "SEX Q").replace("\n", ending))
        assert [problem.line for problem in report] == [11]
        assert graph.people[2].name == "Cain"
        assert graph.people[-1].name == "Cain"
        assert [person.name for person in graph.people[:2]] == ["Adam First", "Eve"]


@pytest.mark.parametrize(
    ("clear", "born", "trouble"),
    [
        ("25/04/1850", "1851-04-03", "DAY_FIRST"),
        ("04/25/1850", "1851-03-04", "MONTH_FIRST"),
        ("1850", "1851", "BAD_DATE"),
    ],
)
def test_figures_are_read_in_the_order_of_those_that_are_clear(read, clear, born, trouble):
    graph, report = read(
        f"{HEAD}0 @A@ INDI\n1 NAME A /B/\n1 BIRT\n2 DATE 03/04/1851\n0 @B@ INDI\n1 BIRT\n2 DATE {clear}\n{END}"
    )
    assert str(graph.people[0].born) == born
    assert graph.people[0].born.written == "03/04/1851"
    assert [problem.trouble.name for problem in report] == [trouble]


def test_a_date_may_be_a_phrase_alone(read):
    graph, _ = read(f"{HEAD}0 @A@ INDI\n1 BIRT\n2 DATE\n3 PHRASE spring of 1850\n{END}")
    assert (str(graph.people[0].born), graph.people[0].born.written) == ("1850", "spring of 1850")


@pytest.mark.parametrize(
    ("lines", "identical"),
    [
        ("2 RELA Identical twin", True),
        ("2 RELA twin (identical)", True),
        ("2 RELA MZ twin brother", True),
        ("2 RELA monozygotic", True),
        ("2 RELA eineiiger Zwilling", True),
        ("2 RELA jumeau monozygote", True),
        ("2 RELA однояйцевый близнец", True),
        ("2 TYPE INDI\n2 RELA identical triplet", True),
        ("2 ROLE OTHER\n3 PHRASE Identical twin", True),
        ("2 RELA Twin", False),
        ("2 RELA non-identical twin", False),
        ("2 RELA fraternal twin", False),
        ("2 RELA zweieiiger Zwilling", False),
        ("2 RELA identical person", False),
        ("2 RELA godfather\n2 NOTE identical twin", False),
        ("2 ROLE FRIEND", False),
        ("2 NOTE x", False),
    ],
)
def test_associates_are_identical_twins_where_words_say_so(read, lines, identical):
    graph, report = read(f"0 HEAD\n0 @I1@ INDI\n1 ASSO @I2@\n{lines}\n0 @I2@ INDI\n0 TRLR\n")
    assert list(graph.identical_twins) == ([(0, 1)] if identical else [])
    assert not list(report)
    assert report.left_out().get("associations", 0) == (0 if identical else 1)


def test_twins_of_nobody_and_of_oneself_are_reported(read):
    twin = "2 RELA identical twin"
    graph, report = read(f"0 HEAD\n0 @I1@ INDI\n1 ASSO @I9@\n{twin}\n1 ASSO @I1@\n{twin}\n1 ASSO x\n{twin}\n0 TRLR\n")
    assert not graph.identical_twins
    assert [(problem.trouble, problem.line) for problem in report] == [
        (Trouble.DANGLING, 3),
        (Trouble.OWN_KIN, 5),
        (Trouble.BAD_POINTER, 7),
    ]


def test_those_who_are_too_many_in_two_families_are_partners_in_none(read):
    crowd = "".join(f"0 @P{number}@ INDI\n1 FAMS @F@\n1 FAMS @G@\n" for number in range(40))
    graph, report = read(HEAD + crowd + "0 @F@ FAM\n0 @G@ FAM\n" + END)
    assert len(graph) == 40
    assert not graph.partners[39]
    assert "CROWDED" in {problem.trouble.name for problem in report}
