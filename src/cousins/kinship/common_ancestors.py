"""Which common ancestors of two people say something of their own.

Everyone above a common ancestor is one too. A common ancestor c is
*independent* when a line from c to A and a line from c to B share nobody but
c: equivalently (Menger), when no other single person stands on every line
from c down to the two. In the graph of child-to-parent links started from an
extra node above neither, that says that the immediate dominator of c is that
extra node.

For this question the whole dominator tree is not needed. Give everybody the
label of the last person all lines down from them run through, the nearest to
the two: if all children in the pedigree bear one label, so does the parent,
else the parent is independent and bears their own. One sweep over the
pedigree, from the youngest up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.family.closure import steps_from
from cousins.stopping import OFTEN, look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cousins.kinship.pedigree import Pedigree


def common_ancestors(pedigree: Pedigree, a: int, b: int) -> Sequence[int]:
    """Return the places of all common ancestors, oldest first.

    A person counts as their own ancestor here: if A is an ancestor of B, A is
    among them. For the same person twice the answer is that person and all
    their ancestors.

    Args:
        pedigree: One that holds both and all their ancestors.
        a: The place of one.
        b: The place of the other.
    """
    of_a, of_b = (steps_from([place], pedigree.parents.__getitem__) for place in (a, b))
    return sorted(of_a.keys() & of_b.keys())


def independent_common_ancestors(pedigree: Pedigree, a: int, b: int) -> Sequence[int]:
    """Return the places of the independent common ancestors, oldest first.

    For the same person twice that is only the person; for unrelated people nobody.

    Args:
        pedigree: That of these two people and nobody else's.
        a: The place of one.
        b: The place of the other.
    """
    if a == b:
        return [a]
    nobody, mixed = -1, -2
    label = [nobody] * len(pedigree.people)
    independent = []
    for place in range(len(label) - 1, -1, -1):
        if not (place + 1) % OFTEN:
            look()
        own = label[place]
        if place in (a, b):
            if own != nobody:
                independent.append(place)
            own = place
        elif own == mixed:
            independent.append(place)
            own = place
        for parent in pedigree.parents[place]:
            if label[parent] == nobody:
                label[parent] = own
            elif label[parent] != own:
                label[parent] = mixed
    return independent[::-1]
