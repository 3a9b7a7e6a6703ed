"""One address for one site, whatever people type."""

from __future__ import annotations

import pytest

from cousins.addresses import concepts, endpoint, site
from cousins.errors import SettingsError
from cousins.settings import Settings
from cousins.sources import source_named


@pytest.mark.parametrize(
    "typed",
    [
        "https://www.wikidata.org",
        "https://www.wikidata.org/",
        "HTTPS://WWW.WikiData.ORG//",
        "https://wikidata.org/wiki/Q9439",
        "https://m.wikidata.org/wiki/",
        "https://www.wikidata.org:443/w/api.php?action=query",
        "https://www.wikidata.org./wiki/Special:EntityData/Q1.json#sitelinks",
    ],
)
def test_wikidata_is_wikidata(typed):
    source = source_named(typed, Settings())
    assert source.key == source_named("wikidata", Settings()).key
    assert source.name == "https://www.wikidata.org"
    assert source_named(f"entitydata:{typed}", Settings()).key == source_named("entitydata", Settings()).key


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("http://127.0.0.1:8181", "http://127.0.0.1:8181"),
        ("http://Example.org:80/wikibase/", "http://example.org/wikibase"),
        ("http://example.org/base/w/api.php", "http://example.org/base"),
        ("http://example.org/w/index.php?title=Item:Q1", "http://example.org"),
        ("https://me:word@example.org:8443/wiki", "https://me:word@example.org:8443"),
        ("http://www.wikidata.org/", "http://www.wikidata.org"),
        ("http://[::1]:8181/", "http://[::1]:8181"),
    ],
)
def test_a_site_is_kept_without_pages(typed, kept):
    assert site(typed) == kept
    assert site(kept) == kept


def test_an_endpoint_keeps_its_path():
    assert endpoint("HTTPS://Query.Wikidata.org/sparql") == "https://query.wikidata.org/sparql"
    assert endpoint("http://h/sparql/?default-graph-uri=http://g/") == "http://h/sparql/?default-graph-uri=http://g/"


@pytest.mark.parametrize("typed", ["http://", "http://[", "http://h:99999", "ftp://h", "http://h /x", "h"])
def test_what_is_no_address_is_refused(typed):
    for kept in (site, endpoint):
        with pytest.raises(ValueError, match="the address of a site"):
            kept(typed)


def test_a_source_with_half_an_address_is_said_in_one_line():
    with pytest.raises(SettingsError, match=r"'http://\[' is not the address of a site"):
        source_named("sparql:http://[", Settings())


@pytest.mark.parametrize("typed", ["http://h", "http://h/", "http://h/entity", "http://h/entity/", "http://h/entity//"])
def test_the_concept_base_ends_as_it_should(typed):
    assert concepts(typed) == "http://h/entity/"


def test_the_concept_base_is_for_other_wikibases():
    settings = Settings.load({"COUSINS_CONCEPT_BASE": "http://h/base"})
    assert settings.concept_base == "http://h/base/entity/"
    assert source_named("sparql", settings).entities == "http://www.wikidata.org/entity/"
    assert source_named("sparql:http://h/sparql", settings).entities == "http://h/base/entity/"
    with pytest.raises(SettingsError, match="COUSINS_CONCEPT_BASE must be what the addresses of items begin with"):
        Settings.load({"COUSINS_CONCEPT_BASE": "h"})


@pytest.mark.parametrize("named", ["{}", "entitydata:{}", "sparql:{}/sparql"])
def test_a_password_in_an_address_is_neither_kept_nor_shown(named):
    source = source_named(named.format("http://me:secret@example.org"), Settings())
    assert "secret" not in source.key + source.name
    assert source.key == source_named(named.format("http://example.org"), Settings()).key
