"""The compiled sweep, with a compiler that compiles nothing."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from cousins.kinship import compiled


def test_the_sweep_is_compiled_once(monkeypatch):
    asked = []
    numba = SimpleNamespace(njit=lambda function, **options: asked.append(options) or function)
    monkeypatch.setitem(sys.modules, "numba", numba)
    compiled._compiled.cache_clear()
    try:
        family = compiled.CompiledInheritance([(), (), (0, 1), (0, 1), (2, 3)], range(5))
        assert [family.kinship(2, 3), family.kinship(4, 4), family.kinship(0, 1)] == pytest.approx([0.25, 0.625, 0])
        assert asked == [{"cache": True}]
    finally:
        compiled._compiled.cache_clear()
