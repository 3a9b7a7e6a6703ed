from __future__ import annotations

import pytest

from cousins.errors import EntityIdError
from cousins.wikibase.ids import is_item_id, item_id, property_id


def test_a_small_letter_becomes_a_capital_one():
    assert item_id("q9439") == item_id("Q9439") == "Q9439"
    assert property_id("p22") == "P22"


@pytest.mark.parametrize(
    "text",
    ["", "Q", "Q0", "Q01", "X1", "Q1|Q2", "Q1||Q2", " Q1", "Q1 ", "Q1\n", "Q-1", "Q٣", "Q2147483648", "P22", "1"],
)
def test_what_no_item_could_be_called_is_refused(text):
    assert not is_item_id(text)
    with pytest.raises(EntityIdError):
        item_id(text)


@pytest.mark.parametrize("text", ["", "P0", "Q22", "P 22", "P9999999999"])
def test_what_no_property_could_be_called_is_refused(text):
    with pytest.raises(EntityIdError, match="a property's id is P"):
        property_id(text)


def test_the_largest_number_of_a_wikibase_is_an_id():
    assert is_item_id("Q2147483647")
    assert not is_item_id(None)
