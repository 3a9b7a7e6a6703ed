"""Whom a name is taken for, and when that must be said or asked."""

from __future__ import annotations

import pytest

from cousins.errors import AmbiguousNameError, PersonNotFoundError
from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentLink, PartnerLink
from cousins.family.names import NameIndex
from cousins.family.person import Person, PersonId, Sex
from cousins.family.resolve import resolve
from cousins.sources.atlas import atlas


def test_the_only_one_of_a_name_but_of_another_realm_is_not_taken():
    with pytest.raises(AmbiguousNameError, match=r"'france' .*may mean .*give an id or more of the name") as caught:
        resolve(atlas(), "Emperor Napoleon III of France")
    assert len(caught.value.candidates) == 1


@pytest.mark.parametrize(
    ("text", "person"),
    [("Marie Antionette", "Q47365"), ("Qeen Victoria", "Q9439"), ("Cathrine of Aragon", "Q162819")],
)
def test_a_typo_of_a_whole_name_is_taken_and_is_not_plain(text, person):
    understood = resolve(atlas(), text)
    assert understood.person.id == person
    assert not understood.plain


@pytest.mark.parametrize("text", ["Q9439", "felipe vi", "Charles II of Spain", "Charles II of Spain (1661–1700)"])
def test_an_id_or_the_exact_name_is_plain(text):
    assert resolve(atlas(), text).plain


def test_a_name_that_has_runners_up_is_not_plain():
    assert not resolve(atlas(), "Nicholas II").plain


def test_several_who_bear_a_name_but_for_titles_are_ambiguous():
    with pytest.raises(AmbiguousNameError) as caught:
        resolve(atlas(), "Anna of Austria")
    assert len(caught.value.candidates) >= 3


def test_only_a_whole_line_pasted_back_means_its_id():
    with pytest.raises((PersonNotFoundError, AmbiguousNameError)):
        resolve(atlas(), "Mary Poppins, Q9439")
    assert resolve(atlas(), "Victoria (1819–1901), Q9439").person.id == "Q9439"


def test_a_label_is_one_harmless_line():
    person = Person(PersonId("I1"), "Eve\x1b[31m\nSmith\u202e\u2028x")
    graph = FamilyGraph.of([person])
    assert str(person) == "Eve [31m Smith x"
    assert graph.people[0].label.isprintable()


def _family(*names, couples=(), children=(), women=()):
    """Return a family of names, numbered from 1; other names follow after a bar."""
    people = []
    for number, name in enumerate(names, 1):
        first, *others = name.split("|")
        sex = Sex.FEMALE if number in women else Sex.MALE
        people.append(Person(PersonId(f"I{number}"), first, sex, aliases=tuple(others)))
    links = [ParentLink(PersonId(f"I{child}"), PersonId(f"I{parent}")) for child, parent in children]
    return FamilyGraph.of(
        people, links, [PartnerLink(PersonId(f"I{one}"), PersonId(f"I{two}")) for one, two in couples]
    )


def _taken(graph, text):
    try:
        return resolve(graph, text).person.id
    except AmbiguousNameError:
        return "asked"
    except PersonNotFoundError:
        return "nobody"


@pytest.mark.parametrize("text", ["King Rupert", "Tsar Rupert", "Queen Rupert"])
def test_a_title_is_no_given_name(text):
    assert _taken(_family("Rupert", "Ann Smith"), text) == "asked"


def test_a_title_that_somebody_bears_goes_before_the_same_name_without():
    graph = _family("John", "John of Gaunt", "King John", "Johanna")
    assert _taken(graph, "King John") == "I3"
    assert _taken(graph, "König John") == "I3"


def test_a_title_or_realm_that_nobody_bears_is_said():
    graph = _family("Otto I of Bavaria", "Otto II of Bavaria", "Ann")
    with pytest.raises(AmbiguousNameError, match="'tsar'"):
        resolve(graph, "Tsar Otto")
    with pytest.raises(AmbiguousNameError, match="'spain'"):
        resolve(graph, "Otto of Spain")


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("John Smith", "I1"),
        ("John Smith Jr", "I2"),
        ("John Smith junior", "I2"),
        ("Bill Baker", "I3"),
        ("William Baker", "I3"),
        ("William H. Baker", "I3"),
        ("W. H. Baker", "I3"),
        ("William J. Baker", "nobody"),
        ("Ann Cole", "I4"),
        ("Ann Baker", "I4"),
        ("Mrs Ann Baker", "I4"),
        ("Ann Baker née Cole", "I4"),
        ("Joseph King", "I5"),
        ("Mary OBrien", "I6"),
        ("Jakob Mueller", "I7"),
        ("Jakob Muller", "I7"),
        ("J. F. K.", "I8"),
        ("Dr Arthur Doyle", "I9"),
        ("Mary King", "nobody"),
        ("John Baker", "nobody"),
        ("John Smith III", "nobody"),
    ],
)
def test_names_of_a_family_are_found_as_people_type_them(text, person):
    names = ("John Smith", "John Smith Jr.", "William Henry Baker", "Ann Cole", "Joseph King", "Mary O'Brien")
    names += ("Jakob Müller", "John Kennedy|JFK", "Arthur Doyle")
    assert _taken(_family(*names, couples=[(3, 4)], women=[4, 6]), text) == person


@pytest.mark.parametrize("text", ["Theodore Roosevelt", "Roosevelt Banks", "Banks"])
def test_a_name_inside_a_longer_name_is_another_person(text):
    assert _taken(_family("Theodore Roosevelt Banks", "Ann Smith"), text) == "asked"


def test_two_words_that_are_guessed_never_take_anybody():
    graph = _family("Josiah Pennington", "Ann Smith")
    assert _taken(graph, "Josiah Penington") == "I1"
    assert _taken(graph, "Josaih Penington") in {"asked", "nobody"}


def test_a_word_that_is_somebodys_is_not_mistyped():
    assert _taken(_family("Martha Colton", "Peter Dolton"), "Martha Dolton") == "asked"
    assert _taken(_family("Martha Colton", "Peter Smith"), "Martha Dolton") == "I1"


@pytest.mark.parametrize("text", ["Ann and Bob", "Ann & Bob", "Ann und Bob", "Ann Cole + Bob Dole", "Ann et Bob Dole"])
def test_a_couple_typed_as_one_is_said_to_be_two(text):
    graph = _family("Ann Cole", "Bob Dole", "Bob Hill", couples=[(1, 2)], women=[1])
    with pytest.raises(AmbiguousNameError, match="two people") as caught:
        resolve(graph, text)
    assert caught.value.two
    assert caught.value.candidates == ("Ann Cole, I1", "Bob Dole, I2")


def test_a_name_with_a_word_that_joins_is_one_name():
    graph = _family("Elizabeth of Greece and Denmark", "Denmark Smith", "Elizabeth of Greece")
    assert _taken(graph, "Elizabeth of Greece and Denmark") == "I1"


def test_the_realm_of_a_child_or_parent_is_somebodys_too():
    graph = _family("George V", "George VI of England", "Ann Smith", children=[(2, 1)])
    assert _taken(graph, "George V of England") == "I1"


def test_one_of_two_namesakes_is_taken_only_when_far_better_known():
    assert _taken(_family("Richard III", "Richard III|Crookback|Richard of Gloucester"), "Richard III") == "asked"
    others = "|".join(f"Richard the {word}" for word in ["Last", "Bad", "Brave", "Lame", "Short"])
    assert _taken(_family("Richard III", f"Richard III|{others}"), "Richard III") == "I2"


def test_where_nobody_bears_a_title_those_without_are_offered_as_such():
    graph = _family("Otto I of Bavaria", "Otto II of Bavaria", "Ottilie", women=[3])
    with pytest.raises(AmbiguousNameError, match="'Tsar Otto' is nobody here; without 'tsar' it may be any of 2"):
        resolve(graph, "Tsar Otto")


def test_no_woman_is_offered_for_a_king():
    graph = _family("Stephen V of Hungary", "Stephen of Bavaria", "Steven Queen", women=[2])
    with pytest.raises(AmbiguousNameError) as caught:
        resolve(graph, "Prince Stephen")
    assert caught.value.candidates == ("Stephen V of Hungary, I1",)


def test_a_given_name_that_is_a_title_elsewhere_is_one_of_the_names():
    graph = _family("Jimmy Carter|James Earl Carter Jr.|James Carter", "James Earl Carter Sr.|Earl Carter")
    assert _taken(graph, "James Earl Carter") == "asked"
    assert _taken(graph, "James Earl Carter Sr.") == "I2"
    assert _taken(graph, "James Carter") == "I1"


def test_a_surname_of_kin_with_a_slip_is_asked_for():
    graph = _family("John Pennington", "Abigail Whitfield", "Ann Smith", couples=[(1, 2)], women=[2, 3])
    assert _taken(graph, "Abigail Pennington") == "I2"
    with pytest.raises(AmbiguousNameError, match="may mean Abigail Whitfield, I2"):
        resolve(graph, "Abigail Penington")
    assert _taken(graph, "Ann Penington") == "nobody"


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("D. Pedro II", "I1"),
        ("Peter Two", "I1"),
        ("Pedro il Magnanimo", "nobody"),
        ("Peter il Grande", "I2"),
        ("Pedro el Grande", "I2"),
        ("car Piotr der Große", "I2"),
        ("D. Smith", "nobody"),
        ("Crown Prince Peter", "asked"),
    ],
)
def test_numbers_epithets_and_titles_are_known_in_other_languages(text, person):
    assert _taken(_family("Pedro II of Brazil", "Peter the Great|Tsar Peter", "Ann Smith"), text) == person


def test_of_a_couple_typed_as_one_the_one_who_is_there_is_offered():
    with pytest.raises(AmbiguousNameError, match="names two people, give one at a time: Edward Windsor, I1"):
        resolve(_family("Edward Windsor", "Ann Smith"), "Edward Windsor & Wallis")


def test_an_answer_does_not_hang_on_the_questions_before():
    index = NameIndex(_family("Иван Петров", "Anna Romanov|Анна Романова"))
    before = [match.person.id for match in index.find("Anna Romanova")]
    assert [match.person.id for match in index.find("Ivan Petrov")] == ["I1"]
    assert index.nearest("Ivan Petrof") == ["Иван Петров"]
    assert [match.person.id for match in index.find("Anna Romanova")] == before
