from __future__ import annotations

from cousins.wikibase.statement import Rank, Snak, SnakKind, Statement, best


def ranked(*ranks):
    return [Statement(str(place), "P22", rank, Snak(SnakKind.SOMEVALUE)) for place, rank in enumerate(ranks)]


def places(statements):
    return [statement.id for statement in statements]


def test_preferred_statements_leave_the_normal_ones_out():
    assert places(best(ranked(Rank.NORMAL, Rank.PREFERRED, Rank.DEPRECATED, Rank.PREFERRED))) == ["1", "3"]


def test_without_preferred_ones_all_normal_statements_are_best():
    assert places(best(ranked(Rank.NORMAL, Rank.DEPRECATED, Rank.NORMAL))) == ["0", "2"]


def test_deprecated_statements_are_never_best():
    assert best(ranked(Rank.DEPRECATED)) == ()
    assert best([]) == ()


def test_qualifiers_without_a_value_are_left_out():
    known, unknown = Snak(SnakKind.VALUE, "Q1"), Snak(SnakKind.SOMEVALUE)
    statement = Statement("1", "P22", Rank.NORMAL, known, {"P1039": (unknown, known)})
    assert statement.qualifier_values("P1039", None, "P3831") == ("Q1",)
