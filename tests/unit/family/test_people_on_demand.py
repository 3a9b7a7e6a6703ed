"""Records that are made when they are first asked for."""

from __future__ import annotations

from cousins.family.dates import Date
from cousins.family.people_on_demand import PeopleOnDemand
from cousins.family.person import Person


class Five(PeopleOnDemand):
    def __init__(self, most_kept=None):
        self.asked, self.most_kept = [], most_kept

    def __len__(self):
        return 5

    def _person(self, number):
        self.asked.append(number)
        return Person(str(number), born=Date(1800 + number), died=Date(1900 + number))

    def _date(self, number, event):
        return Date((1800 if event == "born" else 1900) + number)


def test_a_record_is_made_once():
    people = Five()
    assert people[1] is people[1]
    assert people[-1].id == "4"
    assert [person.id for person in people[1:4:2]] == ["1", "3"]
    assert people.asked == [1, 4, 3]


def test_only_so_many_records_are_kept():
    people = Five(most_kept=2)
    for number in (0, 1, 0, 2, 0):
        assert people[number].id == str(number)
    assert people.asked == [0, 1, 2, 0]


def test_dates_are_read_without_making_a_record_and_from_one_that_was_made():
    people = Five()
    born, died = people.dates("born"), people.dates("died")
    assert (len(born), born[2], died[2], born[-1]) == (5, Date(1802), Date(1902), Date(1804))
    assert people.asked == []
    assert people[2].born == born[2]
    assert (people.date(2, "died"), people.asked) == (Date(1902), [2])
