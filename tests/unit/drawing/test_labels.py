"""Widths of text and lines of names."""

from __future__ import annotations

from cousins.drawing.layout.labels import text_width, wrapped
from cousins.plain import harmless


def test_wide_letters_are_wider():
    assert text_width("WWWW") > text_width("iiii")
    assert text_width("天皇") == 26


def test_accents_and_marks_take_no_room_of_their_own():
    assert text_width("é") == text_width("e")
    assert text_width("e\u0301") == text_width("e")


def test_short_names_stay_on_one_line():
    assert wrapped("George V") == ("George V",)


def test_long_names_break_between_words_into_lines_of_about_equal_length():
    lines = wrapped("Prince Albert of Saxe-Coburg and Gotha")
    assert " ".join(lines) == "Prince Albert of Saxe-Coburg and Gotha"
    assert max(map(text_width, lines)) < 1.6 * min(map(text_width, lines))


def test_what_does_not_fit_ends_in_an_ellipsis():
    lines = wrapped("x" * 300)
    assert len(lines) == 3
    assert lines[-1].endswith("…")


def test_a_name_of_countless_marks_is_cut_on_its_one_line():
    assert len(wrapped("e" + "\u0301" * 500)) == 1


def test_words_are_parted_after_hyphens_first():
    assert wrapped("Schleswig-Holstein-Sonderburg-Glücksburg")[0].endswith("-")


def test_a_name_without_letters_is_a_question_mark():
    assert wrapped("\x00\u202e") == ("?",)


def test_control_characters_and_marks_of_direction_are_left_out():
    assert harmless("a\x00b\u202ec\td\ud800") == "a bc d"
