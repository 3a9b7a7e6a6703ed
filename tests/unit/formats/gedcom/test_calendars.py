"""Days of the French Republic and of the Hebrew calendar, against published tables."""

from __future__ import annotations

import pytest

from cousins.formats.gedcom.calendars import french, hebrew


def test_the_calendars_know_their_first_and_leap_years():
    assert str(french(1, "VEND", 1)) == "1792-09-22"
    assert str(french(14, "NIVO", 10)) == "1805-12-31"
    assert str(hebrew(5708, "IYR", 5)) == "1948-05-14"
    assert str(hebrew(5784, "ADS", 1)) == "2024-03-11"
    assert hebrew(5758, "ADS", 1) == hebrew(5758, "ADR", 1)


@pytest.mark.parametrize(
    ("made", "means"),
    [
        (lambda: french(3, "COMP", 6), "1795-09-22"),
        (lambda: french(3, "COMP", None), "1795-09-17..1795-09-22"),
        (lambda: french(2, "COMP", None), "1794-09-17..1794-09-21"),
        (lambda: hebrew(5784, "ADR", None), "2024-02-10..2024-03-10"),
        (lambda: hebrew(5783, "CSH", None), "2022-10-26..2022-11-24"),
        (lambda: hebrew(5784, "CSH", None), "2023-10-16..2023-11-13"),
        (lambda: hebrew(5784, None, None), "2023-09-16..2024-10-02"),
    ],
)
def test_months_are_as_long_as_they_were(made, means):
    assert str(made()) == means


@pytest.mark.parametrize(
    "made",
    [
        lambda: french(15, None, None),
        lambda: french(2, "COMP", 6),
        lambda: hebrew(3761, None, None),
        lambda: hebrew(5783, "CSH", 31),
    ],
)
def test_a_day_that_never_was_is_an_error(made):
    with pytest.raises(ValueError, match="no "):
        made()
