from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wikibase_fixtures import NOVALUE, SOMEVALUE, body, entity, item, snak, statement, time

from cousins.errors import SourceAnswerError
from cousins.wikibase.decode import decode_dump_line, decode_entities, decode_error
from cousins.wikibase.statement import GREGORIAN, JULIAN, Item, Missing, Rank, SnakKind


def only(told, name="P22"):
    """Return the main snak of the only statement of an item with one."""
    return item("Q1", told).statements[name][0].main


def test_an_item_keeps_id_labels_aliases_and_version():
    told = entity("Q1", labels={"en": "Ann"}, lastrevid=41, pageid=7)
    told["aliases"] = {"en": [{"language": "en", "value": "Anna"}, {"language": "en", "value": "Annie"}]}
    found = decode_entities(body(told))["Q1"]
    assert found.labels == {"en": ("Ann", "en")}
    assert found.aliases == {"en": ("Anna", "Annie")}
    assert (found.id, found.revision) == ("Q1", 41)


def test_a_label_says_in_which_language_it_really_is():
    told = entity("Q1") | {"labels": {"de-ch": {"value": "Ann", "language": "de", "for-language": "de-ch"}}}
    assert decode_entities(body(told))["Q1"].labels == {"de-ch": ("Ann", "de")}


def test_empty_maps_may_be_lists_or_absent():
    told = {"id": "Q1", "type": "item", "labels": [], "aliases": [], "claims": []}
    assert decode_entities(body(told, {"id": "Q2", "type": "item"})) == {"Q1": Item("Q1"), "Q2": Item("Q2")}


def test_missing_is_told_by_the_key_whatever_it_holds():
    answer = body({"id": "Q1", "missing": ""}, {"id": "Q2", "missing": True})
    assert decode_entities(answer) == {"Q1": Missing("Q1"), "Q2": Missing("Q2")}


def test_after_a_redirect_the_key_is_the_id_that_was_asked_for():
    told = entity("Q2", labels={"en": "Ann"}, redirects={"from": "Q1", "to": "Q2"})
    answer = decode_entities(body(told, entity("Q2")), requested=["Q1", "Q2"])
    assert (answer["Q1"].id, answer["Q2"].id) == ("Q2", "Q2")


def test_an_answer_without_any_contents_may_leave_the_redirect_untold():
    answer = json.dumps({"entities": {"Q1": {"id": "Q2", "type": "item"}}, "success": 1}).encode()
    assert decode_entities(answer)["Q1"].id == "Q2"


def test_an_answer_to_no_ids_is_empty():
    assert decode_entities(b'{"success": 1}') == {}
    assert decode_entities(b'{"entities": [], "success": 1}') == {}


def test_warnings_change_nothing():
    answer = body(entity("Q1"), warnings={"wbgetentities": {"*": "Unrecognized value"}})
    assert decode_entities(answer) == {"Q1": Item("Q1")}
    assert decode_error(answer) is None


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        (b"", "cannot be read"),
        (b"<!DOCTYPE html><html></html>", "cannot be read"),
        (body(entity("Q1"))[:-9], "cannot be read"),
        (b"\xff\xfe", "cannot be read"),
        (b'{"entities": {"Q1": 3}}', "cannot be read"),
        (b"{}", "holds no items"),
        (b'{"error": {"code": "no-such-entity", "info": "X1"}}', r"the server says: X1 \(no-such-entity\)"),
        (b'{"entities": {"-1": {"missing": ""}}}', "'-1', which is no item"),
        (b'{"entities": {"Q1": {"type": "item"}}}', "called 'None'"),
        (json.dumps({"entities": {"Q1": entity("Q2", labels={"en": "B"})}}).encode(), "the answer for Q1 holds 'Q2'"),
        (body(entity("Q1", statement("P22", "Q2", rank="best"))), "the rank 'best'"),
        (body(entity("Q1") | {"claims": {"P22": "many"}}), "the statements of 'P22' cannot be read"),
        (body(entity("Q1") | {"claims": {"P22": [{"mainsnak": {"snaktype": "odd"}}]}}), "of the kind 'odd'"),
    ],
)
def test_an_answer_that_cannot_be_right_is_refused(answer, complaint):
    with pytest.raises(SourceAnswerError, match=complaint):
        decode_entities(answer)


def test_what_nobody_asked_for_and_what_is_lacking_are_noticed():
    with pytest.raises(SourceAnswerError, match="holds Q1, which nobody asked for"):
        decode_entities(body(entity("Q1")), requested=["Q2"])
    with pytest.raises(SourceAnswerError, match="lacks Q2"):
        decode_entities(body(entity("Q1")), requested=["Q1", "Q2"])


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"error": {"code": "maxlag", "info": "Waiting", "lag": 12.4, "*": "See"}}, ("maxlag", "Waiting", 12.4)),
        ({"error": {"code": "toomanyvalues", "info": "Too many", "limit": 50}}, ("toomanyvalues", "Too many", None)),
        ({"errors": [{"code": "readonly", "data": [], "text": "Later"}]}, ("readonly", "Later", None)),
        ({"errors": [{"code": "maxlag", "data": {"lag": 0}, "*": "Waiting"}]}, ("maxlag", "Waiting", 0)),
        (
            {"errors": [{"code": "no-such-entity", "text": "None", "data": {"id": "X"}}]},
            ("no-such-entity", "None", None),
        ),
        ({"error": "closed for the night"}, ("", "closed for the night", None)),
        ({"error": {"code": 5, "info": "No", "lag": "long"}}, ("5", "No", None)),
        ({"error": None, "errors": [{"code": "x", "info": ["odd"]}]}, ("x", "", None)),
    ],
)
def test_errors_inside_a_good_status_are_found_in_every_format(answer, error):
    assert decode_error(json.dumps(answer).encode()) == error


@pytest.mark.parametrize("answer", [b"<html>", b"", b'{"success": 1}', b'{"errors": []}', b"\xff", b'{"error": {}}'])
def test_what_holds_no_error_has_none(answer):
    assert decode_error(answer) is None


def test_unknown_and_no_value_are_neither_dropped_nor_values():
    assert (only(statement("P22", SOMEVALUE)).kind, only(statement("P22", NOVALUE)).kind) == (
        SnakKind.SOMEVALUE,
        SnakKind.NOVALUE,
    )
    assert only(statement("P22", SOMEVALUE)).value is None


def test_an_item_value_needs_its_id_or_else_its_number():
    told = statement("P22", "Q2")
    del told["mainsnak"]["datavalue"]["value"]["numeric-id"]
    assert only(told).value == "Q2"
    told = statement("P22", "Q2")
    del told["mainsnak"]["datavalue"]["value"]["id"]
    assert only(told).value == "Q2"
    told["mainsnak"]["datavalue"]["value"] = {"entity-type": "property", "id": "P2"}
    assert only(told).value is None


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("globecoordinate", {"latitude": 1.5, "longitude": 2, "precision": 0.1, "globe": "http://x"}),
        ("quantity", {"amount": "+1", "unit": "1"}),
        ("monolingualtext", {"text": "Ann", "language": "en"}),
        ("invented-later", [1, {"id": 7}]),
        ("time", {"time": 1819}),
        ("time", {"time": "soon", "precision": 11}),
        ("time", time("+0000-00-00", 9)),
        ("wikibase-entityid", "Q1"),
        ("wikibase-entityid", {"entity-type": "lexeme", "id": "L1-F1"}),
        ("string", 7),
    ],
)
def test_values_of_other_kinds_are_values_without_contents(kind, value):
    told = statement("P22", "Q2")
    told["mainsnak"]["datavalue"] = {"type": kind, "value": value}
    assert (only(told).kind, only(told).value) == (SnakKind.VALUE, None)


def test_a_value_without_datavalue_is_a_value_without_contents():
    told = statement("P22", "Q2")
    del told["mainsnak"]["datavalue"]
    assert (only(told).kind, only(told).value) == (SnakKind.VALUE, None)


@pytest.mark.parametrize(
    ("text", "year", "month", "day"),
    [
        ("+1819-05-24", 1819, 5, 24),
        ("-0044-03-15", -43, 3, 15),
        ("-0001-00-00", 0, 0, 0),
        ("-13798000000-00-00", -13797999999, 0, 0),
        ("+0079-00-00", 79, 0, 0),
    ],
)
def test_years_before_christ_are_counted_astronomically(text, year, month, day):
    value = only(statement("P569", time(text, 11, JULIAN)), "P569").value
    assert (value.year, value.month, value.day, value.precision) == (year, month, day, 11)
    assert (value.text, value.calendar) == (f"{text}T00:00:00Z", JULIAN)


def test_a_time_without_calendar_is_gregorian():
    told = time("+1819-00-00", 9)
    del told["calendarmodel"]
    assert only(statement("P569", told), "P569").value.calendar == GREGORIAN


def test_ranks_and_qualifiers_come_with_the_statement():
    told = statement("P22", "Q2", rank="preferred", P1039=["Q61740757", NOVALUE])
    found = item("Q1", told).statements["P22"][0]
    assert (found.rank, found.property, found.id) == (Rank.PREFERRED, "P22", told["id"])
    assert [one.kind for one in found.qualifiers["P1039"]] == [SnakKind.VALUE, SnakKind.NOVALUE]
    told["qualifiers"] = []
    assert item("Q1", told).statements["P22"][0].qualifiers == {}


def test_only_wanted_properties_are_decoded():
    told = entity("Q1", statement("P22", "Q2"), statement("P18", "A.jpg"))
    told["claims"]["P9"] = "not looked at"
    assert set(decode_entities(body(told), wanted=frozenset({"P22"}))["Q1"].statements) == {"P22"}


def test_lines_of_a_dump_hold_an_item_or_nothing():
    told = json.dumps(entity("Q1", statement("P22", "Q2"))).encode()
    for line in (told, told + b",", told + b",\r\n"):
        assert decode_dump_line(line).statements["P22"][0].main.value == "Q2"
    for line in (b"[\n", b"]\n", b"\n", b"", b'{"type": "property", "id": "P22", "labels": {}},\n'):
        assert decode_dump_line(line) is None
    with pytest.raises(SourceAnswerError):
        decode_dump_line(told[:-5])


_WORDS = st.text(max_size=3)
_VALUES = st.none() | st.integers() | _WORDS
_MAPS = st.dictionaries(_WORDS, _VALUES | st.lists(_VALUES) | st.dictionaries(_WORDS, _VALUES), max_size=4)


@given(
    st.dictionaries(
        st.text(max_size=3), _VALUES | st.lists(_VALUES) | st.dictionaries(st.text(max_size=3), _VALUES), max_size=4
    )
)
def test_no_value_of_whatever_shape_breaks_an_answer(value):
    told = statement("P22", "Q2")
    for kind in ("wikibase-entityid", "time", "string", "x"):
        told["mainsnak"]["datavalue"] = {"type": kind, "value": value}
        told["qualifiers"] = {"P1039": [snak("P1039", "Q3") | {"datavalue": {"type": kind, "value": value}}]}
        assert only(told).kind is SnakKind.VALUE
