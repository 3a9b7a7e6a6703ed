"""What all tests of the explorer need: a store of their own, and no settings of the machine."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def own_store(tmp_path, monkeypatch):
    monkeypatch.setenv("COUSINS_CACHE_FOLDER", str(tmp_path / "store"))
    monkeypatch.delenv("COUSINS_CONFIG", raising=False)
    monkeypatch.delenv("COUSINS_CONTACT", raising=False)
