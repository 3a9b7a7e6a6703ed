"""Small wrong GEDCOM files, each with what is still true in it and what must be told about it.

A case is a name, the lines (or bytes) of the file, how many people, parent links and
couples are read, and the troubles that are reported, in the order of lines.
"""

from __future__ import annotations

from typing import NamedTuple

HEAD = "0 HEAD\n1 GEDC\n2 VERS 5.5.1\n1 CHAR UTF-8\n"
END = "0 TRLR\n"
ADAM = "0 @I1@ INDI\n1 NAME Adam /First/\n1 SEX M\n1 FAMS @F1@\n"
EVE = "0 @I2@ INDI\n1 NAME Eve\n1 SEX F\n1 FAMS @F1@\n"
CAIN = "0 @I3@ INDI\n1 NAME Cain\n1 SEX M\n1 FAMC @F1@\n"
HOME = "0 @F1@ FAM\n1 HUSB @I1@\n1 WIFE @I2@\n1 CHIL @I3@\n"
ALL = ADAM + EVE + CAIN + HOME


class Case(NamedTuple):
    name: str
    raw: bytes
    people: int
    parents: int
    couples: int
    troubles: str


def case(name: str, text: str | bytes, counts: tuple[int, int, int] = (3, 2, 1), troubles: str = "") -> Case:
    raw = text if isinstance(text, bytes) else text.encode()
    return Case(name, raw, *counts, troubles)


WHOLE = HEAD + ALL + END
KIN = (3, 2, 1)

CASES = [
    case("nothing is wrong", WHOLE),
    case("carriage returns", WHOLE.replace("\n", "\r")),
    case("both line ends", WHOLE.replace("\n", "\r\n")),
    case("mixed line ends", WHOLE.replace("\n1 ", "\r\n1 ").replace("\n0 ", "\r0 ")),
    case("blank lines", WHOLE.replace("\n", "\n\n")),
    case("indented lines", WHOLE.replace("\n1 ", "\n  1 ").replace("\n2 ", "\n\t2 ").replace("\n0 ", "\n 0 ")),
    case("two blanks after the level", WHOLE.replace("\n1 ", "\n1  ")),
    case("tabs between the parts", WHOLE.replace("1 NAME ", "1\tNAME\t")),
    case("trailing blanks", WHOLE.replace("\n", "  \n")),
    case("tags in small letters", WHOLE.replace("HUSB", "husb").replace("CHIL", "chil").replace("FAMC", "famc")),
    case("levels with leading zeros", WHOLE.replace("\n1 ", "\n01 ").replace("\n0 ", "\n00 ")),
    case("no end", HEAD + ALL, KIN, "NO_END"),
    case("no line end at the end", WHOLE.rstrip("\n")),
    case("a control character at the end", WHOLE + "\x1a\n"),
    case("cut off in a line", (HEAD + ALL)[:-6], (3, 2, 1), "ONE_SIDED BAD_POINTER NO_END"),
    case("cut off before the families", HEAD + ADAM + EVE + CAIN, KIN, "NO_FAMILY NO_FAMILY NO_END NO_FAMILY"),
    case("cut off in a person", HEAD + HOME + ADAM + EVE + "0 @I3@ IN", (2, 0, 1), "DANGLING NO_END"),
    case("no head", ALL + END, KIN, "NO_HEAD"),
    case("a head that is cut off", "0 HEA\n" + ALL + END, KIN, "NO_HEAD"),
    case("records after the end", HEAD + ADAM + EVE + END + CAIN + HOME, KIN, "AFTER_END AFTER_END"),
    case("an id twice", HEAD + ALL + "0 @I1@ INDI\n1 NAME Other\n1 FAMC @F1@\n" + END, KIN, "DUPLICATE_ID"),
    case("a family twice", HEAD + ALL + "0 @F1@ FAM\n1 HUSB @I3@\n" + END, KIN, "DUPLICATE_ID"),
    case(
        "a person without an id", HEAD + ALL + "0 INDI\n1 NAME Seth\n1 FAMC @F1@\n" + END, (4, 4, 1), "NO_ID ONE_SIDED"
    ),
    case("an id behind the tag", WHOLE.replace("0 @I3@ INDI", "0 INDI @I3@")),
    case("no blank behind the id", WHOLE.replace("0 @I3@ INDI", "0 @I3@INDI")),
    case("a child nobody knows", WHOLE.replace("1 CHIL @I3@", "1 CHIL @I3@\n1 CHIL @I9@"), KIN, "DANGLING"),
    case("a husband nobody knows", WHOLE.replace("HUSB @I1@", "HUSB @I9@"), KIN, "ONE_SIDED DANGLING"),
    case("a family nobody knows", WHOLE.replace("1 SEX F\n", "1 SEX F\n1 FAMC @F7@\n"), KIN, "NO_FAMILY"),
    case("a void pointer", WHOLE.replace("WIFE @I2@", "WIFE @VOID@"), KIN, "ONE_SIDED"),
    case("a void child", WHOLE.replace("1 CHIL @I3@", "1 CHIL @VOID@\n1 CHIL @I3@")),
    case("a pointer without signs", WHOLE.replace("HUSB @I1@", "HUSB I1"), KIN, "ONE_SIDED BAD_POINTER"),
    case("a pointer half open", WHOLE.replace("HUSB @I1@", "HUSB @I1"), KIN, "ONE_SIDED BAD_POINTER"),
    case("no pointer at all", WHOLE.replace("HUSB @I1@", "HUSB"), KIN, "ONE_SIDED BAD_POINTER"),
    case("a family that points to a family", WHOLE.replace("CHIL @I3@", "CHIL @F1@"), KIN, "ONE_SIDED DANGLING"),
    case("a child only by the family", WHOLE.replace("1 FAMC @F1@\n", ""), KIN, "ONE_SIDED"),
    case("a child only by the person", WHOLE.replace("1 CHIL @I3@\n", ""), KIN, "ONE_SIDED"),
    case("a wife only by the person", WHOLE.replace("1 WIFE @I2@\n", ""), KIN, "ONE_SIDED"),
    case("a child stated twice", WHOLE.replace("1 CHIL @I3@\n", "1 CHIL @I3@\n1 CHIL @I3@\n")),
    case("a husband stated twice", WHOLE.replace("1 HUSB @I1@\n", "1 HUSB @I1@\n1 HUSB @I1@\n")),
    case(
        "a person who is their own parent",
        HEAD + ADAM + "0 @F1@ FAM\n1 HUSB @I1@\n1 CHIL @I1@\n" + END,
        (1, 0, 0),
        "OWN_KIN ONE_SIDED",
    ),
    case(
        "a person who is their own wife",
        HEAD + ADAM + "0 @F1@ FAM\n1 HUSB @I1@\n1 WIFE @I1@\n" + END,
        (1, 0, 0),
        "OWN_KIN",
    ),
    case(
        "two people who are each other's fathers",
        HEAD
        + "0 @I1@ INDI\n1 FAMS @F1@\n1 FAMC @F2@\n0 @I2@ INDI\n1 FAMS @F2@\n1 FAMC @F1@\n"
        + "0 @F1@ FAM\n1 HUSB @I1@\n1 CHIL @I2@\n0 @F2@ FAM\n1 HUSB @I2@\n1 CHIL @I1@\n"
        + END,
        (2, 2, 0),
        "OWN_ANCESTOR OWN_ANCESTOR",
    ),
    case("text without a level", WHOLE.replace("1 SEX F", "and so on\n1 SEX F"), KIN, "STRAY_LINE"),
    case("a number without a tag", WHOLE.replace("1 SEX F", "1\n1 SEX F"), KIN, "STRAY_LINE"),
    case("a level of a thousand digits", WHOLE.replace("1 SEX F", "1" * 1000 + " X\n1 SEX F"), KIN, "STRAY_LINE"),
    case("a negative level", WHOLE.replace("1 SEX F", "-1 X\n1 SEX F"), KIN, "STRAY_LINE"),
    case("a level that skips one", WHOLE.replace("1 SEX F", "1 BIRT\n3 DATE 1900\n1 SEX F"), KIN, "LEVEL_JUMP"),
    case("every level twice as deep", WHOLE.replace("\n1 ", "\n2 "), KIN, "LEVEL_JUMP " * 15),
    case("a sex nobody knows", WHOLE.replace("SEX F", "SEX Q"), KIN, "BAD_SEX"),
    case("an empty sex", WHOLE.replace("SEX F", "SEX")),
    case("sexes of other versions", WHOLE.replace("SEX F", "SEX X").replace("SEX M", "SEX N")),
    case("a date that is none", WHOLE.replace("1 SEX F", "1 BIRT\n2 DATE soon\n1 SEX F"), KIN, "BAD_DATE"),
    case("a day that is none", WHOLE.replace("1 SEX F", "1 BIRT\n2 DATE 31 FEB 1900\n1 SEX F"), KIN, "BAD_DATE"),
    case(
        "a date before its beginning",
        WHOLE.replace("1 SEX F", "1 DEAT\n2 DATE BET 1900 AND 1800\n1 SEX F"),
        KIN,
        "SWAPPED_DATE",
    ),
    case("a date without a year", WHOLE.replace("1 SEX F", "1 DEAT\n2 DATE 9 JAN\n1 SEX F"), KIN, "BAD_DATE"),
    case("an unknown calendar", WHOLE.replace("1 SEX F", "1 BIRT\n2 DATE @#DROMAN@ 700\n1 SEX F"), KIN, "BAD_DATE"),
    case(
        "a phrase for a date", WHOLE.replace("1 SEX F", "1 BIRT\n2 DATE (in the hard winter)\n1 SEX F"), KIN, "BAD_DATE"
    ),
    case(
        "a year of a thousand digits",
        WHOLE.replace("1 SEX F", f"1 BIRT\n2 DATE {'9' * 1000}\n1 SEX F"),
        KIN,
        "BAD_DATE",
    ),
    case(
        "a kind of parent nobody knows", WHOLE.replace("1 FAMC @F1@", "1 FAMC @F1@\n2 PEDI cloned"), KIN, "UNKNOWN_KIND"
    ),
    case("a sealing", WHOLE.replace("1 FAMC @F1@", "1 FAMC @F1@\n2 PEDI sealing"), (3, 0, 1), "NOT_KIN"),
    case("a disproven parent", WHOLE.replace("1 FAMC @F1@", "1 FAMC @F1@\n2 STAT disproven"), (3, 0, 1), "DISPROVEN"),
    case("a challenged parent", WHOLE.replace("1 FAMC @F1@", "1 FAMC @F1@\n2 STAT challenged"), KIN, "CHALLENGED"),
    case("single bytes that are not UTF-8", WHOLE.replace("Eve", "Ève").encode("latin-1"), KIN, "WRONG_ENCODING"),
    case(
        "one wrong byte among right ones",
        WHOLE.replace("Eve", "Ève Ève").encode() + b"0 @N1@ NOTE \xff\n0 TRLR\n",
        KIN,
        "BAD_CHARACTER AFTER_END",
    ),
    case("UTF-8 that calls itself ANSEL", WHOLE.replace("Eve", "Ève").replace("UTF-8", "ANSEL"), KIN, "WRONG_ENCODING"),
    case(
        "Windows-1252 that calls itself ANSEL",
        WHOLE.replace("Eve", "Jörg Müß").replace("UTF-8", "ANSEL").encode("cp1252"),
        KIN,
        "WRONG_ENCODING",
    ),
    case("UTF-8 that calls itself ASCII", WHOLE.replace("Eve", "Ève").replace("UTF-8", "ASCII")),
    case("an encoding nobody knows", WHOLE.replace("Eve", "Ève").replace("UTF-8", "KLINGON")),
    case("UTF-16 with an odd byte", WHOLE.encode("utf-16") + b"x", KIN, "BAD_CHARACTER STRAY_LINE"),
    case("UTF-16 without a mark", WHOLE.encode("utf-16-be")),
    case("a byte order mark twice", b"\xef\xbb\xbf\xef\xbb\xbf" + WHOLE.encode()),
    case(
        "a mark of UTF-8 before Windows-1252",
        b"\xef\xbb\xbf" + WHOLE.replace("Eve", "Ève").encode("cp1252"),
        KIN,
        "BAD_CHARACTER",
    ),
    case("zero bytes", WHOLE.replace("Eve", "E\0ve"), KIN, "BAD_CHARACTER"),
    case("control characters", WHOLE.replace("Eve", "E\x07ve\x0b"), KIN, "BAD_CHARACTER"),
    case("strange line separators", WHOLE.replace("Eve", "E\u2028v\x85e")),
    case("a line of a million letters", WHOLE.replace("Eve", "Eve" * 333_333)),
    case(
        "a husband in thirteen places",
        HEAD
        + "".join(f"0 @I{n}@ INDI\n1 FAMS @F1@\n" for n in range(13))
        + "0 @F1@ FAM\n"
        + "".join(f"1 HUSB @I{n}@\n" for n in range(13))
        + END,
        (13, 0, 66),
        "CROWDED",
    ),
    case("only a head", HEAD + END, (0, 0, 0)),
    case("a tag with strange letters", WHOLE.replace("1 SEX F", "1 S€X F"), KIN, "STRAY_LINE"),
    case("vendors' tags", WHOLE.replace("1 SEX F", "1 _UID 0815\n2 _X-Y 3\n1 SEX F"), KIN, "STRAY_LINE"),
]

NO_GEDCOM = {
    "an empty file": b"",
    "blank lines": b"\n\n\r\n",
    "a letter": b"Dear cousin,\nhow are you?\n",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "a web page": b"<!DOCTYPE html>\n<html></html>\n",
    "an empty zip file": b"PK\x05\x06" + bytes(18),
    "a zip file that is none": b"PK\x03\x04" + b"rubbish" * 10,
    "only a byte order mark": b"\xef\xbb\xbf",
}
