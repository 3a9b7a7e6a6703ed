"""Degrees and coefficients, each with a word on what it means, for a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.errors import TooLargeError
from cousins.terms.page_words import said

if TYPE_CHECKING:
    from cousins.answers.relation import Relation


def numbers(answer: Relation) -> list[tuple[str, str, str]]:
    """Return degrees and coefficients, each with its name and a word on what it means; this may compute for long."""
    nearest = next((each for each in answer if each.civil_degree), None)
    rows = []
    if nearest:
        rows += [("civil", nearest.civil_degree), ("canon", nearest.canon_degree)]
    lines = [(said(key), str(value), said(f"{key}_means")) for key, value in rows]
    for twins in answer.identical_twins:
        names = ", ".join(str(answer.people[who]) for who in twins if who in answer.people)
        lines.append((said("identical_twins"), names, said("twins_mean")))
    lines.append((said("shared"), f"{len(answer.common_ancestors):,}", said("shared_means")))
    try:
        inbreeding = answer.inbreeding
        lines += [
            (said(key), f"{value:.6g}", said(f"{key}_means"))
            for key, value in (("kinship", answer.kinship), ("relatedness", answer.relatedness))
        ]
    except TooLargeError as error:
        return [*lines, (said("kinship"), said("not_computed", why=error), said("kinship_means"))]
    for who, value in zip((answer.a, answer.b), inbreeding, strict=True):
        lines.append((said("inbreeding", name=who), f"{value:.6g}", said("inbreeding_means")))
    return lines
