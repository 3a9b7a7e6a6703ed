"""From an item's page to a person and what the page says about the family."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.family.person import Person, PersonId, Sex
from cousins.interpret.claims import ParentClaim, Reading, Reason, SiblingClaim
from cousins.interpret.kinship_statements import children_of, parents_of, partners_of, relatives_of, siblings_of
from cousins.interpret.page import Page
from cousins.interpret.times import date
from cousins.wikibase.ids import is_item_id
from cousins.wikibase.properties import WIKIDATA
from cousins.wikibase.statement import best

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cousins.wikibase.properties import Properties
    from cousins.wikibase.statement import Item

ANY_LANGUAGE = "mul"
"""The language of labels that are the same in all languages."""

LAST_LANGUAGE = "en"
"""The language that is tried when those asked for have no label."""


def read(
    item: Item,
    properties: Properties = WIKIDATA,
    languages: Sequence[str] = (LAST_LANGUAGE,),
    *,
    ordered: bool = True,
) -> Reading:
    """Return what an item's page says about a person, read as a careful reader would.

    Only statements of best rank count; of partners, all but the deprecated
    ones. "There is one, unknown" and "there was none" make nobody a relative.
    What is not taken is in `Reading.dropped`.

    Args:
        item: The page.
        properties: The numbers of the Wikibase it comes from.
        languages: In which to name the person, the best first; see `name`.
        ordered: Whether the statements stand in the order of the page; it decides between
            dates that are otherwise equal, and without it the source's own order does.

    Example:
        >>> from cousins.wikibase.ids import item_id
        >>> from cousins.wikibase.statement import Item
        >>> print(read(Item(item_id("Q9439"), labels={"en": ("Victoria", "en")})).person)
        Victoria
    """
    page = Page(item, properties, ordered=ordered)
    links = [*parents_of(page), *children_of(page)]
    partners, siblings = tuple(partners_of(page)), list(siblings_of(page))
    relatives = list(relatives_of(page))
    links += [claim for claim in relatives if isinstance(claim, ParentClaim)]
    siblings += [claim for claim in relatives if isinstance(claim, SiblingClaim)]
    called = name(item.labels, languages)
    # Who is named in one language is still known by the label of the next.
    labels = {language: (label,) for label, language in item.labels.values()}
    known = [(*labels.get(code, ()), *sorted(item.aliases.get(code, ()))) for code in _chain(languages)]
    aliases = dict.fromkeys(alias for names in known for alias in names)
    kinds = page.values(properties.instance_of)
    return Reading(
        person=Person(
            id=page.person,
            name=called,
            sex=_sex(page),
            born=date(page, properties.birth),
            died=date(page, properties.death),
            aliases=tuple(alias for alias in aliases if alias != called),
            description=next((item.descriptions[code] for code in _chain(languages) if code in item.descriptions), ""),
        ),
        human=any(kind in properties.human for kind in kinds) if kinds else None,
        image=next((value for value in page.values(properties.image) if isinstance(value, str)), None),
        revision=item.revision,
        parents=tuple(claim for claim in links if claim.child == page.person),
        children=tuple(claim for claim in links if claim.parent == page.person),
        co_parents=tuple(claim for claim in links if page.person not in {claim.child, claim.parent}),
        partners=partners,
        siblings=tuple(siblings),
        refused=_refused(page, links),
        dropped=tuple(page.dropped),
    )


def name(labels: Mapping[str, tuple[str, str]], languages: Sequence[str]) -> str | None:
    """Return the label to print, None when there is none in any language.

    The languages are tried in order, each also without its region ("de" for
    "de-ch"). A label that a server fell back to counts as one of the language
    it really is in. Then come the labels for all languages ("mul"), English,
    and whatever there is: labels in plain Latin letters first, then by code.

    Args:
        labels: For each language the label and the language it really is in.
        languages: The best first.

    Example:
        >>> name({"de": ("Ludwig", "de"), "en": ("Louis", "en")}, ["de-ch", "en"])
        'Ludwig'
    """
    written: dict[str, str] = {}
    for asked, (label, language) in labels.items():
        if asked == language or language not in written:
            written[language] = label
    for language in _chain(languages):
        if language in written:
            return written[language]
    rest = sorted(written.items(), key=lambda entry: (not entry[1].isascii(), entry[0]))
    return rest[0][1] if rest else None


def _chain(languages: Sequence[str]) -> Iterator[str]:
    """Yield the languages to try."""
    for language in languages:
        yield language
        yield language.partition("-")[0]
    yield ANY_LANGUAGE
    yield LAST_LANGUAGE


def _sex(page: Page) -> Sex | None:
    """Return the sex; None when it is not said, neither, or both are said."""
    numbers = page.properties
    sexes = {numbers.male: Sex.MALE, numbers.female: Sex.FEMALE}
    statements = best(page.item.statements.get(numbers.sex, ())) if numbers.sex is not None else ()
    found = {sex for one in statements for items, sex in sexes.items() if one.main.value in items}
    if len(found) > 1:
        for statement in statements:
            page.drop(statement, Reason.CONTRADICTORY)
    return found.pop() if len(found) == 1 else None


def _refused(page: Page, links: list[ParentClaim]) -> frozenset[tuple[PersonId, PersonId]]:
    """Return the links (child, parent) that the page knows and does not hold true."""
    numbers = page.properties
    judged = {Reason.DEPRECATED, Reason.OUTRANKED, Reason.NOT_KIN}
    refused = set()
    for dropped in page.dropped:
        if dropped.reason in judged and is_item_id(dropped.value):
            other = PersonId(dropped.value)
            if dropped.property in {numbers.father, numbers.mother, numbers.parent}:
                refused.add((page.person, other))
            elif dropped.property == numbers.child:
                refused.add((other, page.person))
    return frozenset(refused - {(claim.child, claim.parent) for claim in links})
