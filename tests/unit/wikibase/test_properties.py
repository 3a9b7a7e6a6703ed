from __future__ import annotations

import pytest

from cousins.errors import SettingsError
from cousins.wikibase.properties import WIKIDATA, Properties


def test_wikidatas_numbers_are_read_for_links_dates_sex_and_picture():
    assert {"P22", "P25", "P40", "P26", "P451", "P3373", "P8810", "P3448", "P1038"} <= WIKIDATA.links
    assert {"P21", "P31", "P569", "P570", "P18"} <= WIKIDATA.wanted
    assert "P1039" not in WIKIDATA.wanted


def test_another_wikibase_has_its_own_numbers_and_none_of_wikidatas():
    own = Properties.of({"father": "p3", "child": ["P4"], "male": "Q10, Q11", "human": ["Q2"]})
    assert (own.father, own.child, own.mother) == ("P3", "P4", None)
    assert (own.male, own.human, own.female) == ({"Q10", "Q11"}, {"Q2"}, frozenset())
    assert own.wanted == {"P3", "P4"}


@pytest.mark.parametrize(
    ("numbers", "complaint"),
    [
        ({"fathr": "P22"}, "no property or item is called 'fathr' here; there are father, mother"),
        ({"father": "Q22"}, "father: not an id: 'Q22'"),
        ({"father": "P1 P2"}, "father: not an id: 'P1 P2'"),
        ({"father": "P1", "male": "Q1 X2"}, "male: not an id: 'X2'"),
        ({"father": 22}, "'father' must be an id in quotation marks, such as \"P22\""),
        ({"father": {"a": 1}}, "'father' must be an id"),
        ({"male": [1]}, "'male' must be an id"),
        ({"sex": "P21"}, "without a property for father, mother, parent or child"),
    ],
)
def test_numbers_that_make_no_sense_are_refused(numbers, complaint):
    with pytest.raises(SettingsError, match=complaint):
        Properties.of(numbers)
