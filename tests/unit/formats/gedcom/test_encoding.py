"""Names survive the code page they were written in, whatever the file calls it, and lines cut by bytes."""

from __future__ import annotations

import pytest

from cousins.formats.gedcom.code_pages import page_of

HEAD = b"0 HEAD\n1 GEDC\n2 VERS 5.5.1\n1 CHAR "


@pytest.fixture
def named(tmp_path):
    from cousins import formats

    def naming(raw, declared, lang=b"", **how):
        path = tmp_path / "family.ged"
        path.write_bytes(HEAD + declared + b"\n" + lang + b"0 @I1@ INDI\n1 NAME " + raw + b"\n1 SEX M\n0 TRLR\n")
        graph, report = formats.read(path, **how)
        return graph.people[0].name, report

    return naming


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("cp1252", "Jürgen Müller"),
        ("cp1252", "Béatrice Lefèvre"),
        ("cp1252", "João Gonçalves"),
        ("cp1252", "Søren Kierkegård"),
        ("cp1250", "Łukasz Wójcik"),
        ("cp1250", "Jiří Dvořák"),
        ("cp1250", "Gyöző Szűcs"),
        ("cp1251", "Иван Петров"),
        ("cp1253", "Γιώργος Παπαδόπουλος"),
        ("cp1254", "Ayşe Doğan"),
        ("cp1255", "משה כהן"),
        ("cp1257", "Jonas Žemaitis Šimkutė"),
    ],
)
def test_ansi_is_the_code_page_of_the_letters(named, page, name):
    read, report = named(name.encode(page), b"ANSI")
    assert (read, report.encoding) == (name, page)
    assert not len(report)


def test_ansi_is_the_code_page_of_the_language_where_the_letters_leave_a_choice():
    raw = ["Ðñ".encode("cp1252")]
    assert page_of(raw, "windows", "Russian") == "cp1251"


def test_dos_code_pages_are_told_apart():
    assert page_of(["Иван Петров".encode("cp866")], "dos", None) == "cp866"
    assert page_of(["Łukasz Wójcik".encode("cp852")], "dos", None) == "cp852"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"Hans Wei\xcf", "Hans Weiß"),
        (b"\xe8a\xe8o\xe8u", "äöü"),
        (b"Joha\xe5n", "Johan̄"),
        (b"\xebt\xecs", "t͡s"),
        (b"J\xe8\n2 CONC urgen", "Jürgen"),
        (b"\xa1\xb1", "Łł"),
    ],
)
def test_ansel_as_gedcom_extends_it(named, raw, name):
    read, report = named(raw, b"ANSEL")
    assert (read, report.encoding) == (name, "ansel")
    assert not len(report)


def test_letters_that_conc_cuts_in_two_are_joined(named):
    read, report = named(b"Old\xc5\n2 CONC \x99ich", b"UTF-8")
    assert read == "Oldřich"
    assert not len(report)


def test_a_named_encoding_counts_whatever_the_file_says(named):
    read, _ = named("Иван".encode("koi8-r"), b"ANSI", encoding="koi8-r")
    assert read == "Иван"
