"""The numbers that properties and items have: Wikidata's, or another Wikibase's own.

Source: https://www.wikidata.org/wiki/Wikidata:WikiProject_Genealogy for the
properties; the items are those that statements of type of kinship (P1039) use.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING

from cousins.errors import EntityIdError, SettingsError, quoted
from cousins.wikibase.ids import ItemId, PropertyId, item_id, property_id

if TYPE_CHECKING:
    from collections.abc import Mapping

Items = frozenset[ItemId]
NO_ITEMS: Items = frozenset()


@dataclass(frozen=True)
class Properties:
    """What a Wikibase calls the things that families are stated in.

    A property is None, and a set of items empty, where a Wikibase has no such
    thing. `WIKIDATA` holds Wikidata's; `of` makes them from a settings table.

    Attributes:
        father: The father.
        mother: The mother.
        parent: A parent whose sex is not said.
        child: A child.
        stepparent: A stepparent.
        sibling: A brother or sister.
        spouse: Husband or wife.
        partner: A partner without marriage.
        relative: A relative; the qualifier `kinship` says how.
        godparent: A godparent; no kin.
        sex: Sex or gender.
        instance_of: What the item is, such as a human.
        birth: The date of birth.
        death: The date of death.
        image: A picture's file name.
        kinship: Qualifier: what the object is to the subject.
        role: Qualifier: in which role the object is meant.
        circumstances: Qualifier: circa, presumably, disputed, …
        nature: Qualifier: nature of the statement, with the same values.
        deprecation: Qualifier: why a statement is deprecated.
        earliest: Qualifier: the earliest date.
        latest: Qualifier: the latest date.
        end: Qualifier: when a marriage or partnership ended.
        end_cause: Qualifier: why it ended.
        human: What a human is an instance of.
        male: Values of `sex` for men.
        female: Values of `sex` for women.
        any_parents: Kinds of kinship: a parent, not said how.
        any_children: Kinds of kinship: a child, not said how.
        birth_parents: Kinds of kinship: a parent by birth, and said to be so.
        birth_children: Kinds of kinship: a child by birth, and said to be so.
        adoptive_parents: Kinds of kinship: an adoptive parent.
        adoptive_children: Kinds of kinship: an adopted child.
        step_parents: Kinds of kinship: a stepparent.
        step_children: Kinds of kinship: a stepchild.
        foster_parents: Kinds of kinship: a foster parent.
        foster_children: Kinds of kinship: a foster child.
        not_parents: Kinds of kinship that sound like a parent and make none.
        full_siblings: Kinds of kinship: a sibling, not said to be half.
        half_siblings: Kinds of kinship: a half-sibling, of whichever side.
        paternal_half_siblings: Kinds of kinship: one who shares the father only.
        maternal_half_siblings: Kinds of kinship: one who shares the mother only.
        circa: Circumstances: about that date.
        doubtful: Circumstances: presumably, possibly, disputed, …
        parted: Why a marriage ended while both lived: divorce, annulment.
        widowed: Why a marriage ended that lasted: the death of one of the two.

    Example:
        >>> WIKIDATA.father
        'P22'
    """

    father: PropertyId | None = None
    mother: PropertyId | None = None
    parent: PropertyId | None = None
    child: PropertyId | None = None
    stepparent: PropertyId | None = None
    sibling: PropertyId | None = None
    spouse: PropertyId | None = None
    partner: PropertyId | None = None
    relative: PropertyId | None = None
    godparent: PropertyId | None = None
    sex: PropertyId | None = None
    instance_of: PropertyId | None = None
    birth: PropertyId | None = None
    death: PropertyId | None = None
    image: PropertyId | None = None
    kinship: PropertyId | None = None
    role: PropertyId | None = None
    circumstances: PropertyId | None = None
    nature: PropertyId | None = None
    deprecation: PropertyId | None = None
    earliest: PropertyId | None = None
    latest: PropertyId | None = None
    end: PropertyId | None = None
    end_cause: PropertyId | None = None
    human: Items = NO_ITEMS
    male: Items = NO_ITEMS
    female: Items = NO_ITEMS
    any_parents: Items = NO_ITEMS
    any_children: Items = NO_ITEMS
    birth_parents: Items = NO_ITEMS
    birth_children: Items = NO_ITEMS
    adoptive_parents: Items = NO_ITEMS
    adoptive_children: Items = NO_ITEMS
    step_parents: Items = NO_ITEMS
    step_children: Items = NO_ITEMS
    foster_parents: Items = NO_ITEMS
    foster_children: Items = NO_ITEMS
    not_parents: Items = NO_ITEMS
    full_siblings: Items = NO_ITEMS
    half_siblings: Items = NO_ITEMS
    paternal_half_siblings: Items = NO_ITEMS
    maternal_half_siblings: Items = NO_ITEMS
    circa: Items = NO_ITEMS
    doubtful: Items = NO_ITEMS
    parted: Items = NO_ITEMS
    widowed: Items = NO_ITEMS

    @classmethod
    def of(cls, numbers: Mapping[str, object]) -> Properties:
        """Return the numbers of a Wikibase that counts for itself.

        Nothing is taken over from Wikidata: P22 may mean anything elsewhere.

        Args:
            numbers: For each name above a property's id, or items' ids: one,
                or several, or several in one text with blanks or commas between.

        Raises:
            SettingsError: A name is unknown, an id is none, or neither
                parents nor children have a property.

        Example:
            >>> Properties.of({"father": "P3", "human": "Q2", "male": "Q10, Q11"}).father
            'P3'
        """
        values = {name: _value(name, written) for name, written in numbers.items()}
        if not values.keys() & {"father", "mother", "parent", "child"}:
            raise SettingsError("without a property for father, mother, parent or child there is no family to read")
        return cls(**values)  # type: ignore[arg-type]  # _value looked each name up

    @cached_property
    def links(self) -> frozenset[PropertyId]:
        """The properties whose values are other people."""
        names = (self.father, self.mother, self.parent, self.child, self.stepparent, self.sibling)
        more = (self.spouse, self.partner, self.relative, self.godparent)
        return frozenset(name for name in names + more if name is not None)

    @cached_property
    def wanted(self) -> frozenset[PropertyId]:
        """The properties whose statements are read at all; for `cousins.wikibase.decode`."""
        names = (self.sex, self.instance_of, self.birth, self.death, self.image)
        return self.links | {name for name in names if name is not None}

    @cached_property
    def qualifiers(self) -> frozenset[PropertyId]:
        """The qualifiers that are read; father and mother name the other parent of a child."""
        names = (self.kinship, self.role, self.circumstances, self.nature, self.deprecation, self.earliest)
        more = (self.latest, self.end, self.end_cause, self.father, self.mother)
        return frozenset(name for name in names + more if name is not None)


_PROPERTY_NAMES = tuple(field.name for field in fields(Properties) if field.default is None)
_ITEM_NAMES = tuple(field.name for field in fields(Properties) if field.default is NO_ITEMS)


def _value(name: str, written: object) -> PropertyId | Items:
    """Return what a name is set to, checked."""
    words = written.replace(",", " ").split() if isinstance(written, str) else written
    if not isinstance(words, list | tuple | set | frozenset) or not all(isinstance(word, str) for word in words):
        raise SettingsError(f'{quoted(name)} must be an id in quotation marks, such as "P22", or a list of them')
    words = list(words)
    try:
        if name in _ITEM_NAMES:
            return frozenset(item_id(word) for word in words)
        if name in _PROPERTY_NAMES:
            return property_id(words[0] if len(words) == 1 else " ".join(words))
    except EntityIdError as error:
        raise SettingsError(f"{name}: {error}") from None
    known = ", ".join((*_PROPERTY_NAMES, *_ITEM_NAMES))
    raise SettingsError(f"no property or item is called {quoted(name)} here; there are {known}")


def _items(numbers: str) -> Items:
    return frozenset(ItemId(number) for number in numbers.split())


WIKIDATA = Properties(
    father=PropertyId("P22"),
    mother=PropertyId("P25"),
    parent=PropertyId("P8810"),
    child=PropertyId("P40"),
    stepparent=PropertyId("P3448"),
    sibling=PropertyId("P3373"),
    spouse=PropertyId("P26"),
    partner=PropertyId("P451"),
    relative=PropertyId("P1038"),
    godparent=PropertyId("P1290"),
    sex=PropertyId("P21"),
    instance_of=PropertyId("P31"),
    birth=PropertyId("P569"),
    death=PropertyId("P570"),
    image=PropertyId("P18"),
    kinship=PropertyId("P1039"),
    role=PropertyId("P3831"),
    circumstances=PropertyId("P1480"),
    nature=PropertyId("P5102"),
    deprecation=PropertyId("P2241"),
    earliest=PropertyId("P1319"),
    latest=PropertyId("P1326"),
    end=PropertyId("P582"),
    end_cause=PropertyId("P1534"),
    human=_items("Q5"),
    male=_items("Q6581097 Q2449503"),  # male; trans man
    female=_items("Q6581072 Q1052281"),  # female; trans woman
    any_parents=_items("Q7566 Q7565 Q7560"),  # parent; father; mother
    any_children=_items("Q29514218 Q7569 Q177232 Q308194"),  # child, twice; son; daughter
    birth_parents=_items("Q1502246"),  # biological parent
    adoptive_parents=_items("Q20746742 Q61740757 Q61740758"),  # adoptive parent, father, mother
    # adopted child, son, daughter; adoptee; yūshi; mukoyōshi
    adoptive_children=_items("Q25858158 Q20746725 Q20746728 Q110267632 Q11572068 Q6933584"),
    step_parents=_items("Q19822352"),
    step_children=_items("Q3103421 Q4346792 Q19822354"),  # stepchild; stepson; stepdaughter
    foster_parents=_items("Q2427941"),
    not_parents=_items("Q157509 Q223973 Q16547118"),  # guardian; godparent; surrogate mother
    full_siblings=_items("Q31184 Q10861465 Q595094"),  # sibling; brother; sister
    paternal_half_siblings=_items("Q19595226 Q19595228"),  # half-brother, half-sister by the father
    circa=_items("Q5727902 Q60070514 Q21818619"),  # circa; approximately; near
    # presumably; probably; possibly; hypothetically; allegedly; disputed
    doubtful=_items("Q18122778 Q56644435 Q30230067 Q18603603 Q32188232 Q18912752"),
    parted=_items("Q93190 Q701040"),  # divorce; annulment
    widowed=_items("Q4 Q24037741 Q99521170"),  # death; of the spouse; of the subject
)
"""Wikidata's own numbers."""
