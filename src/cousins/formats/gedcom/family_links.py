"""From the records of a GEDCOM file to links between people.

A family is what its own record and the records of its members say, together:
files often state a link from one side only, and where the records of families
are missing altogether, those of people still hold them.

Where a family has several children and no parents, an unknown father and an
unknown mother are put in, so that brothers and sisters are brothers and
sisters; their ids are the family's with ``?father`` and ``?mother``.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from itertools import chain, combinations, pairwise
from typing import TYPE_CHECKING

from cousins.checks.violations import OneSided
from cousins.family.links import ParentKind, PartnerKind, stronger
from cousins.family.person import PersonId, Sex
from cousins.formats.gedcom.pedigree_linkage import FATHER, MOTHER
from cousins.formats.link_order import merged
from cousins.formats.report import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cousins.family.graph import Couple, Link
    from cousins.formats.gedcom.record_index import RecordIndex

_BROOD = 2
"""Children of unknown parents who are brothers and sisters."""
_COUPLE = 2
_MOST_PARTNERS = 12
"""Partners in one family; more are no family, and would marry each other by the thousand."""
_LINKS = {"FAMC": "parent", "CHIL": "child", "FAMS": "partner", "HUSB": "partner", "WIFE": "partner"}
_POINTER = re.compile(r"\n(?:0 @([^@\n]+)@ |[1-3] (FAMC|FAMS|HUSB|WIFE|CHIL) @([^@\n]+)@)")


class Families:
    """The families of a file, with people as they are numbered in the graph.

    Attributes:
        ids: The id of every person, the unknown parents last.
        sexes: Their sexes.
        partners: The partners of each family, each as a person and a side in one integer.
        unknown: How many unknown parents there are.
        own_kin: People whom the file calls their own parents (known once the links were asked for) or partners.
    """

    def __init__(self, records: RecordIndex) -> None:
        self._records = records
        names = list(records.people)
        self.ids = [PersonId(names[number]) for number in records.person_numbers]
        self.sexes = list(records.sexes)
        self.unknown = 0
        self._final = array("i", [-1]) * len(names)
        for place, number in enumerate(records.person_numbers):
            self._final[number] = place
        # Pairs of family and person are held as one integer, the person in the low bits: integers sort
        # faster than tuples, and an array holds each in eight bytes.
        self._bits = len(names).bit_length()
        self.own_kin: set[int] = set()
        self._one_sided: set[tuple[int, int, bool]] = set()
        self._crowded: set[int] = set()
        self.partners = self._find_partners()
        self._children = self._find_children()
        self._put_in_from = len(self.ids)
        self._put_in_unknown_parents()
        strangers = len(names) > len(self.ids) - self.unknown
        names_of = list(records.families) if self._crowded else []
        for family in self._crowded:
            records.report.add(Trouble.CROWDED, None, names_of[family])
        if self._one_sided or strangers or len(records.families) > len(records.family_numbers):
            self._report()

    def _pairs(self, families: Iterable[int], numbers: Iterable[int]) -> list[int]:
        """Return (family, person) pairs as integers, without people who have no record."""
        final, bits = self._final, self._bits
        return [family << bits | final[n] for family, n in zip(families, numbers, strict=True) if final[n] >= 0]

    def _united(self, by_family: list[int], by_person: list[int], *, children: bool) -> Iterator[int]:
        """Yield, after what families say, what only people say; note what only one side does."""
        yield from dict.fromkeys(by_family)
        if sorted(by_family) == sorted(by_person):
            return
        one, other = set(by_family), set(by_person)
        mask = (1 << self._bits) - 1
        self._one_sided.update((pair >> self._bits, pair & mask, children) for pair in one ^ other)
        yield from sorted(other - one)

    def _find_partners(self) -> list[tuple[int, ...]]:
        """Return the partners of each family, from 0 up, each as a person and a side in one integer."""
        records, mask = self._records, (1 << self._bits) - 1
        partners: list[tuple[int, ...]] = [()] * len(records.families)
        people, final = records.members[1::3], self._final
        stated = self._pairs(records.members[0::3], people)
        sides: dict[int, int] = {}
        stated_sides = (side for n, side in zip(people, records.members[2::3], strict=True) if final[n] >= 0)
        for pair, side in zip(stated, stated_sides, strict=True):
            if sides.setdefault(pair, side) != side:
                self.own_kin.add(pair & mask)
        own = self._pairs(records.partner_in[1::2], records.partner_in[0::2])
        for pair in self._united(stated, own, children=False):
            family, person = pair >> self._bits, pair & mask
            if len(partners[family]) >= _MOST_PARTNERS:
                self._crowded.add(family)
                continue
            side = sides[pair] if pair in sides else self._side(partners[family], person)
            partners[family] = (*partners[family], person << 1 | side)
        return partners

    def _side(self, known: tuple[int, ...], person: int) -> int:
        """Return the side of somebody whom only their own record calls a partner."""
        if len(known) == 1:
            return MOTHER if known[0] & 1 == FATHER else FATHER
        return MOTHER if self.sexes[person] is Sex.FEMALE else FATHER

    def _find_children(self) -> array[int]:
        """Return (family, child) pairs as integers, without children of families that are not theirs."""
        records, mask, numbers = self._records, (1 << self._bits) - 1, self._records.person_numbers
        stated = self._pairs(records.children[0::2], records.children[1::2])
        own = self._pairs(records.child_of[1::2], records.child_of[0::2])
        dropped = {pair for pair, linkage in records.linkages.items() if linkage.dropped}
        pairs = self._united(stated, own, children=True)
        if dropped:
            return array("q", [p for p in pairs if (numbers[p & mask], p >> self._bits) not in dropped])
        return array("q", pairs)

    def _put_in_unknown_parents(self) -> None:
        """Give brothers and sisters without parents an unknown father and mother."""
        broods = Counter(pair >> self._bits for pair in self._children if not self.partners[pair >> self._bits])
        orphaned = [family for family, children in broods.items() if children >= _BROOD]
        if not orphaned:
            return
        names, known = list(self._records.families), set(self.ids)
        for family in orphaned:
            for side, sex, word in ((FATHER, Sex.MALE, "father"), (MOTHER, Sex.FEMALE, "mother")):
                made = f"{names[family]}?{word}"
                while made in known:
                    made += "?"
                self.partners[family] = (*self.partners[family], len(self.ids) << 1 | side)
                self.ids.append(PersonId(made))
                self.sexes.append(sex)
                self.unknown += 1

    def rank(self) -> array[int] | None:
        """Return for each person a number that is in the order of CHIL among siblings; None where people's is."""
        mask, bits = (1 << self._bits) - 1, self._bits
        turned = {
            one >> bits for one, other in pairwise(self._children) if other < one and one >> bits == other >> bits
        }
        if not turned:
            return None
        # A child of several families stands in the order of each: those are put in order together.
        families_of = Counter(pair & mask for pair in self._children)
        shared = {pair >> bits for pair in self._children if families_of[pair & mask] > 1}
        broods: dict[int, list[int]] = {}
        for pair in self._children:
            if pair >> bits in turned or pair >> bits in shared:
                broods.setdefault(pair >> bits, []).append(pair & mask)
        groups = [brood for family, brood in broods.items() if family not in shared]
        groups.append(list(merged(brood for family, brood in broods.items() if family in shared)))
        rank = array("i", range(len(self.ids)))
        for group in groups:
            for child, place in zip(group, sorted(group), strict=True):
                rank[child] = place
        return rank

    def partner_order(self) -> dict[int, list[int]]:
        """Return the partners of people in the order of FAMS, then of the families, where numbers are not in it."""
        records, bits, mask = self._records, self._bits, (1 << self._bits) - 1
        last = array("i", [-1]) * len(self.ids)
        several: dict[int, dict[int, None]] = {}
        for pair in chain(
            self._pairs(records.partner_in[1::2], records.partner_in[0::2]),
            self._pairs(records.members[0::3], records.members[1::3]),
        ):
            family, person = pair >> bits, pair & mask
            if last[person] < 0:
                last[person] = family
            elif last[person] != family:
                several.setdefault(person, {last[person]: None})[family] = None
        orders = {
            person: list(
                dict.fromkeys(one >> 1 for family in families for one in self.partners[family] if one >> 1 != person)
            )
            for person, families in several.items()
        }
        return {person: order for person, order in orders.items() if order != sorted(order)}

    def parent_links(self) -> Iterator[Link]:
        """Yield (child, parent, kind), each pair once; birth wins over the other kinds."""
        mask, bits, partners = (1 << self._bits) - 1, self._bits, self.partners
        linkages, numbers = self._records.linkages, self._records.person_numbers
        families_of = Counter(pair & mask for pair in self._children)
        several = self._associated()
        # Whoever has parents from elsewhere, too, may have the same ones twice.
        families_of.update(child for child, _ in several)
        for pair in self._children:
            child, family = pair & mask, pair >> bits
            for partner in partners[family]:
                parent = partner >> 1
                linkage = linkages.get((numbers[child], family)) if linkages else None
                kind = linkage.of(partner & 1) if linkage else ParentKind.BIRTH
                if parent == child:
                    self.own_kin.add(child)
                    continue
                if families_of[child] == 1:
                    yield child, parent, kind
                else:
                    several[child, parent] = stronger(kind, several.get((child, parent), kind))
        known: dict[int, list[int]] = {}
        for (child, parent), kind in sorted(several.items(), key=lambda link: link[0][1] >= self._put_in_from):
            of_child = known.setdefault(child, [])
            # Unknown parents are nobody else's word: whoever has a father elsewhere gets no second one put in.
            if parent >= self._put_in_from:
                sexes = {self.sexes[other] for other in of_child}
                if len(of_child) >= _COUPLE or self.sexes[parent] in sexes:
                    continue
            if kind is ParentKind.BIRTH:
                of_child.append(parent)
            yield child, parent, kind

    def _associated(self) -> dict[tuple[int, int], ParentKind]:
        """Return (child, parent) pairs of associations with the kind that they state."""
        records, found = self._records, dict[tuple[int, int], ParentKind]()
        for person, xref, kind in records.associated:
            number = records.people.get(xref)
            child, parent = self._final[person], -1 if number is None else self._final[number]
            if parent < 0:
                records.report.add(Trouble.DANGLING, None, f"ASSO @{xref}@")
            elif parent == child:
                self.own_kin.add(child)
            else:
                found[child, parent] = stronger(kind, found.get((child, parent), kind))
        return found

    def partner_links(self) -> Iterator[Couple]:
        """Yield (one, other, kind), each couple once; a marriage wins over a partnership."""
        couples: dict[int, PartnerKind] = {}
        bits = len(self.ids).bit_length()
        for family, partners in enumerate(self.partners):
            if len(partners) < _COUPLE or family in self._records.parents_only:
                continue
            kind = self._records.unions.get(family, PartnerKind.SPOUSE)
            for one, other in combinations(sorted(partner >> 1 for partner in partners), 2):
                pair = one << bits | other
                couples[pair] = stronger(kind, couples.get(pair, kind))
        return ((pair >> bits, pair & (1 << bits) - 1, kind) for pair, kind in couples.items())

    def identical_twins(self) -> Iterator[tuple[int, int]]:
        """Yield pairs of people whom a record calls identical twins; report those who have no record."""
        report, ids = self._records.report, list(self._records.people) if self._records.twins else []
        for person, other, line in self._records.twins:
            if person == other:
                report.add(Trouble.OWN_KIN, line, ids[person])
            elif self._final[other] < 0:
                report.add(Trouble.DANGLING, line, f"ASSO @{ids[other]}@")
            else:
                yield self._final[person], self._final[other]

    def _report(self) -> None:
        """Report pointers to nobody and links that only one side states, with their lines.

        The lines are looked for anew, since most files have no such links: to keep the line of every link for them
        would cost all files the memory.
        """
        records = self._records
        families, people = list(records.families), list(records.people)
        missing = set(families).difference(families[number] for number in records.family_numbers)
        strangers = {xref for number, xref in enumerate(people) if self._final[number] < 0}
        one_sided = {(families[family], str(self.ids[who]), child) for family, who, child in self._one_sided}
        for block in records.blocks:
            record = ""
            for match in _POINTER.finditer(block.text):
                if match[1]:
                    record = match[1]
                    continue
                tag, target = match[2], match[3]
                of_person = tag in {"FAMC", "FAMS"}
                family, person = (target, record) if of_person else (record, target)
                if target in (missing if of_person else strangers) and target != "VOID":
                    trouble = Trouble.NO_FAMILY if of_person else Trouble.DANGLING
                elif (family, person, tag in {"FAMC", "CHIL"}) in one_sided:
                    trouble = Trouble.ONE_SIDED
                    records.report.one_sided.append(OneSided(record, _LINKS[tag], target))
                else:
                    continue
                records.report.add(trouble, block.line(match.start()), f"{tag} @{target}@")
