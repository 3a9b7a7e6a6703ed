"""What the room shows of itself."""

from __future__ import annotations

import subprocess
import sys

import pytest

import cousins.drawing


def test_every_name_of_the_room_is_there():
    for name in cousins.drawing.__all__:
        assert getattr(cousins.drawing, name) is not None
    with pytest.raises(AttributeError, match="nothing"):
        cousins.drawing.nothing  # noqa: B018 (asked for, that is all)


def test_whoever_imports_cousins_waits_for_nothing_that_draws():
    loaded = "import sys, cousins; print(*(name for name in sys.modules if name.startswith('cousins.drawing.')))"
    answer = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == []
