from __future__ import annotations

import pytest

from cousins.settings import Settings
from cousins.transport.host_rules import Interface, rule_for, table

TABLE = [
    ("https://www.wikidata.org/w/api.php?action=wbgetentities", "Wikimedia Action API"),
    ("https://WWW.Wikidata.ORG./w/api.php", "Wikimedia Action API"),
    ("https://www.wikidata.org/wiki/Special:EntityData/Q9439.json", "Wikimedia website"),
    ("https://www.wikidata.org/w/rest.php/wikibase/v1/entities/items/Q1", "Wikimedia REST API"),
    ("https://query.wikidata.org/sparql", "Wikidata Query Service"),
    ("https://upload.wikimedia.org/a.png", "Wikimedia files"),
    ("https://thumb.wikimedia.org/wikipedia/commons/thumb/0/0a/A.jpg/250px-A.jpg", "Wikimedia files"),
    ("https://commons.wikimedia.org/w/api.php", "Wikimedia Action API"),
    ("https://qlever.dev/api/wikidata", "QLever"),
    ("http://127.0.0.1:8181/w/api.php", "127.0.0.1:8181"),
    ("http://[::1]:8181/", "[::1]:8181"),
    ("http://localhost/", "localhost"),
    ("https://notwikidata.org/w/api.php", "notwikidata.org"),
    ("https://www.wikidata.org.evil.example/", "www.wikidata.org.evil.example"),
    ("http://127.0.0.1.evil.example/", "127.0.0.1.evil.example"),
    ("https://user@www.wikidata.org/w/api.php", "Wikimedia Action API"),
]


@pytest.mark.parametrize(("url", "name"), TABLE)
def test_every_address_has_its_rule(url, name):
    assert rule_for(url, Settings()).name == name


def test_settings_set_the_limits_of_other_hosts_only():
    mine = Settings(concurrency=7, rate=3.0)
    other = rule_for("https://flagcdn.com/ua.png", mine, Interface.FILES)
    assert (other.at_once, other.per_second, other.wants_contact) == (7, 3.0, False)
    assert rule_for("https://www.wikidata.org/w/api.php", mine) == rule_for(
        "https://www.wikidata.org/w/api.php", Settings()
    )


def test_this_machine_sets_no_limits():
    rule = rule_for("http://127.0.0.1:8181/w/api.php", Settings())
    assert (rule.at_once, rule.per_second, rule.per_minute, rule.slow_after) == (None, None, None, None)
    assert not rule.wants_contact


def test_every_rule_says_who_made_it():
    for rule in table():
        assert rule.source
        assert rule.wants_contact


def test_an_interface_is_taken_at_its_word():
    assert rule_for("https://www.wikidata.org/anything", Settings(), Interface.SPARQL).name == "Wikidata Query Service"
