"""What tests of the explorer need: a store of their own, no settings of the machine, and the atlas as a live source."""

from __future__ import annotations

import pytest
from fakes import FakeWikibase

from cousins.sources.atlas import atlas


@pytest.fixture(autouse=True)
def own_store(tmp_path, monkeypatch):
    monkeypatch.setenv("COUSINS_CACHE_FOLDER", str(tmp_path / "store"))
    monkeypatch.delenv("COUSINS_CONFIG", raising=False)
    monkeypatch.delenv("COUSINS_CONTACT", raising=False)


@pytest.fixture(scope="session")
def royals():
    """The atlas over real HTTP, where Q111 was merged into Victoria; once for all: making its RDF takes a while."""
    with FakeWikibase(atlas(), redirects={"Q111": "Q9439"}) as wikibase:
        yield wikibase
