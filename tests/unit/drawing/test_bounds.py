"""Pictures that nobody could look at are refused with a way out, and do without brothers and sisters before that."""

from __future__ import annotations

from unittest import mock

import pytest

from cousins.drawing import scene_of_relation, scene_of_tree
from cousins.drawing.scene import selection
from cousins.errors import TooLargeError
from cousins.explorer.relating import related
from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentLink
from cousins.terms import speaker

BROOD = FamilyGraph.of([], [ParentLink(f"child {number}", "Eve") for number in range(40)])
CROWD = FamilyGraph.of([], [ParentLink("child", f"father {number}") for number in range(20)])


def test_more_people_than_can_be_drawn_are_refused():
    with (
        mock.patch.object(selection, "MOST_PEOPLE", 30),
        pytest.raises(TooLargeError, match=r"^the picture would show 41 people or more, and 30 at most can be drawn"),
    ):
        scene_of_tree(BROOD, [BROOD.number("Eve")], descendants=1)


def test_more_links_than_can_be_drawn_are_refused():
    with (
        mock.patch.object(selection, "MOST_LINKS", 100),
        pytest.raises(TooLargeError, match=r"^the picture would show 210 links between 21 people, and 100 at most"),
    ):
        scene_of_tree(CROWD, [CROWD.number("child")], ancestors=1)


def test_brothers_and_sisters_make_room_first_and_it_is_said():
    a, b = BROOD.number("child 1"), BROOD.number("child 2")
    with mock.patch.object(selection, "MOST_PEOPLE", 30):
        scene = scene_of_relation(related(BROOD, a, b, speaker("en")), BROOD)
    assert len(scene.figures) == 3
    assert scene.description == ("38 brothers and sisters are not shown.")
