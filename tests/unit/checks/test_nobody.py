"""Names that stand for nobody, in the languages people write, and people whom a reader put in."""

from __future__ import annotations

import pytest

from cousins.checks.nobody import _phrases, stands_for_nobody
from cousins.family.person_ids import is_put_in


@pytest.fixture(autouse=True)
def _read_anew():
    _phrases.cache_clear()


@pytest.mark.parametrize(
    "name",
    [
        *("", " ", "?", "???", "-", "—", "…", "...", "_____", "(?)", "[...]", "* *"),
        *(
            "N.N.",
            "N. N.",
            "NN",
            "n.n.",
            "N.N. Smith",
            "N. N. Smith",
            "NN Smith",
            "Smith, N.N.",
            "N.-N. Smith",
            "(N.N.)",
        ),
        *("? Smith", "Mary ?", "__ Smith", "- Smith", "Unknown", "UNKNOWN", "[unknown]", "Unknown Lee", "Mary Unknown"),
        *(
            "Stillborn X",
            "stillborn",
            "still-born Smith",
            "Infant Smith",
            "infant son Smith",
            "Baby Boy Smith",
            "unnamed child",
        ),
        *(
            "Unbekannt",
            "unbekannte Müller",
            "ohne Namen",
            "Totgeboren Müller",
            "Name unbekannt",
            "Kind Müller",
            "Mädchen Müller",
        ),
        *(
            "Inconnue Dupont",
            "sans prénom Dupont",
            "SANS PRENOM Dupont",
            "mort-né Dupont",
            "mort né Dupont",
            "Enfant Dupont",
        ),
        *(
            "Onbekend",
            "levenloos kind de Vries",
            "doodgeboren",
            "Desconocida López",
            "sin nombre",
            "nacido muerto Pérez",
        ),
        *("sconosciuta Rossi", "senza nome", "Desconhecido", "sem nome Silva", "natimorto", "Ukendt", "dødfødt Hansen"),
        *(
            "Okänd",
            "dödfödd Svensson",
            "okänd man",
            "Ukjent",
            "Tuntematon",
            "nimetön",
            "kuolleena syntynyt",
            "Nieznana",
        ),
        *(
            "martwo urodzone Nowak",
            "Neznámý",
            "mrtvě narozená",
            "ismeretlen",
            "halva született",
            "Necunoscut",
            "Nepoznata",
        ),
        *("Неизвестная", "имя неизвестно", "мертворождённый", "Младенец Иванов", "Невідома", "άγνωστος", "bilinmiyor"),
        *("לא ידוע", "غير معروف", "李某", "不詳", "王不詳", "某氏", "無名", "김미상", "미상"),
        *("Living", "Private Smith", "Living Smith", "LNU", "Mary LNU"),
    ],
)
def test_what_people_write_where_no_name_is_known(name):
    assert stands_for_nobody(name)


@pytest.mark.parametrize(
    "name",
    [
        *("N. Smith", "Ann Lee", "Nnamdi", "Anna N. Smith", "John Son", "Smithson", "Sonia", "Malcolm X", "O'Neill"),
        *(
            "Anton Nowak",
            "Kindermann",
            "Infante Juan",
            "Smith, John",
            "Mary Child",
            "José Unknownsson",
            "The Unknown Soldier",
        ),
        *(
            "Михаил",
            "李明",
            "김민수",
            "Jean-Paul",
            "Anne-Marie N",
            "Charles (Bill) Smith",
            "Dionne",
            "Nunn",
            "A",
            "1. Sohn",
        ),
    ],
)
def test_names_of_people_are_names(name):
    assert not stands_for_nobody(name)


@pytest.mark.parametrize(
    ("person_id", "put_in"),
    [
        ("F1?father", True),
        ("F1?mother", True),
        ("F1?mother??", True),
        ("?father", True),
        ("F1", False),
        ("F1father", False),
        ("F1?", False),
        ("F1?grandfather", False),
        ("F1?fathers", False),
        ("?F1?father", False),
    ],
)
def test_people_whom_a_reader_put_in_are_known_by_their_ids(person_id, put_in):
    assert is_put_in(person_id) is put_in
