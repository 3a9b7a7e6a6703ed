"""One contract for all live sources: the same people, links, dates, calendars and names, whoever is asked.

The world is made up at random, with everything that statements can hold: ranks,
values that are unknown or none, qualifiers, merged and deleted items, names in
foreign languages only. Its RDF has the form of a real Wikibase's dump.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
from dataclasses import fields, replace

import pytest
from fakes import GREGORIAN, JULIAN, FakeWikibase, Snak, Time, item, statement

from cousins.answers.rendering import as_record
from cousins.explorer import Explorer
from cousins.explorer.fetching import Fetcher
from cousins.interpret.claims import Reason
from cousins.settings import Settings
from cousins.sources.entitydata import EntityData
from cousins.sources.sparql import Sparql
from cousins.sources.wikidata import ActionApi
from cousins.transport.client import Client
from cousins.wikibase.properties import WIKIDATA, Properties

KINDS = ("wikidata", "entitydata", "sparql")
OWN_BASE = "https://family.example/base/"
PEOPLE = [f"Q{number}" for number in range(1001, 1061)]
MERGED = {
    **{f"Q{2000 + place}": person for place, person in enumerate(PEOPLE[:12])},
    **{f"Q{2100 + place}": f"Q{2000 + place}" for place in range(6)},
    **{f"Q{2200 + place}": f"Q{2100 + place}" for place in range(3)},
    "Q3001": "Q4001", "Q3002": "Q3001", "Q3003": "Q4002",
    "Q3004": "Q3005", "Q3005": "Q3004", "Q3006": "Q3006", "Q3007": "Q3004",
}  # fmt: skip
DELETED = ["Q4001", "Q4002"]
NOBODY = [*DELETED, "Q3001", "Q3002", "Q3003", "Q3004", "Q3005", "Q3006", "Q3007", "Q4999"]
LINKS = ("P22", "P25", "P8810", "P40", "P3448", "P3373", "P26", "P451", "P1038", "P1290")
KINSHIP = sorted(
    WIKIDATA.any_parents | WIKIDATA.any_children | WIKIDATA.birth_parents | WIKIDATA.adoptive_parents
    | WIKIDATA.adoptive_children | WIKIDATA.step_parents | WIKIDATA.step_children | WIKIDATA.foster_parents
    | WIKIDATA.not_parents | WIKIDATA.full_siblings | WIKIDATA.half_siblings | WIKIDATA.paternal_half_siblings
)  # fmt: skip
CIRCUMSTANCES = sorted(WIKIDATA.circa | WIKIDATA.doubtful)
CAUSES = sorted(WIKIDATA.parted | WIKIDATA.widowed)
RANKS = ("normal", "normal", "normal", "normal", "preferred", "deprecated")
LABELS = (
    {"en": "Ann"}, {"en": "Bob", "de": "Robert"}, {"mul": "Cé"}, {"de": "Jörg", "fr": "Georges"}, {"ja": "花子"},
    {"de-at": "Annerl", "ar": "فكتوريا"}, {}, {"en": 'A "quoted" \\ name\twith 𐍈'}, {"pt-br": "Zé", "zh-hans": "王"},
)  # fmt: skip


def some_time(chance, coarsest=6):
    """Return a time that exists, as JSON writes it; no other date of the world has its year."""
    precision, calendar = chance.randint(coarsest, 11), chance.choice([GREGORIAN, JULIAN, JULIAN])
    year, month, day = chance.choice([chance.randint(1, 2000), -chance.randint(1, 600)]), 0, 0
    if precision >= 10:
        month = chance.randint(1, 12)
    if precision >= 11:
        day = chance.randint(1, 28)
        if calendar == JULIAN and year % 100 == 0 and year > 0 and month == 2:
            day = 29
    return Time(f"{'+' if year > 0 else '-'}{abs(year):04d}-{month:02d}-{day:02d}T00:00:00Z", precision, calendar)


def unknown_or(chance, value):
    return chance.choice([Snak.SOMEVALUE, Snak.NOVALUE]) if chance.random() < 0.08 else value


def some_qualifiers(chance, name):
    """Return qualifiers that a statement may have, sensible or not."""
    choices = {
        "P1039": lambda: chance.choice(KINSHIP),
        "P3831": lambda: chance.choice(KINSHIP),
        "P1480": lambda: chance.choice(CIRCUMSTANCES),
        "P5102": lambda: chance.choice(CIRCUMSTANCES),
        "P2241": lambda: "Q80122004",
        "P1810": lambda: "as it is called there",
        "P580": lambda: some_time(chance),
        **(
            {"P582": lambda: some_time(chance), "P1534": lambda: chance.choice(CAUSES)}
            if name in {"P26", "P451"}
            else {}
        ),
        **({"P22": lambda: chance.choice(PEOPLE), "P25": lambda: chance.choice(PEOPLE)} if name == "P40" else {}),
        **(
            {"P1319": lambda: some_time(chance), "P1326": lambda: some_time(chance)} if name in {"P569", "P570"} else {}
        ),
    }
    chosen = chance.sample(sorted(choices), k=chance.choice([0, 0, 1, 1, 2, 3]))
    # Wikibase keeps each value of a qualifier once.
    return {
        qualifier: list(
            dict.fromkeys(unknown_or(chance, choices[qualifier]()) for _ in range(chance.choice([1, 1, 2])))
        )
        for qualifier in chosen
    }


def some_person(chance, number):
    """Return an item with statements of every kind."""
    values = [*PEOPLE, *MERGED, *NOBODY]
    made = [statement("P31", "Q5")] if chance.random() < 0.9 else []
    made.append(statement("P21", chance.choice(["Q6581097", "Q6581072", "Q48270"]), rank=chance.choice(RANKS)))
    for name in LINKS:
        for value in chance.sample(values, k=chance.choice([0, 0, 1, 1, 2, 3])):
            rank, told = chance.choice(RANKS), some_qualifiers(chance, name)
            made.append(statement(name, unknown_or(chance, value), rank=rank, qualifiers=told))
    for name in ("P569", "P570"):
        # One of each precision, since RDF does not say which of two that are as precise stands first.
        times = {time.precision: time for time in [some_time(chance) for _ in range(chance.choice([0, 1, 1, 2, 3]))]}
        for time in times.values():
            rank, told = chance.choice(RANKS), some_qualifiers(chance, name)
            kept = told
            made.append(statement(name, time, rank=rank, qualifiers=kept))
        if chance.random() < 0.2:
            rank = chance.choice(RANKS)
            made.append(statement(name, Snak.SOMEVALUE, rank=rank, qualifiers=some_qualifiers(chance, name)))
    if chance.random() < 0.3:
        made.append(statement("P18", "A portrait, c. 1700.jpg"))
    aliases = {"en": chance.sample(["Zoe", "Anne", "the Bald", "𐍈"], k=2), "de": ["Änne"], "mul": ["X"]}
    return item(number, chance.choice(LABELS), made, aliases=aliases if chance.random() < 0.5 else ())


def world():
    chance = random.Random(11)  # noqa: S311 (the same world each time)
    people = {number: some_person(chance, number) for number in PEOPLE}
    return people | {"Q1060": item("Q1060")}  # nothing is known of the last


def own_numbers(items):
    """Return the items as another Wikibase numbers its properties: P22 is P122 there."""
    return json.loads(re.sub(r'"P(\d+)"', r'"P1\1"', json.dumps(items)))


def own_number(number):
    return f"P1{number[1:]}" if number.startswith("P") else number


OWN = Properties.of(
    {
        field.name: own_number(told) if isinstance(told, str) else told
        for field in fields(Properties)
        if (told := getattr(WIKIDATA, field.name))
    }
)


class Served:
    """A world behind a server, and the live sources for it."""

    def __init__(self, wikibase, properties=WIKIDATA, entities="http://www.wikidata.org/entity/", languages=("en",)):
        self.wikibase, self.languages = wikibase, languages
        spoken = {"languages": languages, "properties": properties}
        self.sources = {
            "wikidata": ActionApi(wikibase.url, **spoken),
            "entitydata": EntityData(wikibase.url, properties=properties),
            "sparql": Sparql(wikibase.sparql_url, entities=entities, **spoken),
        }

    def readings(self, kind, ids):
        async def read():
            async with Client(Settings(languages=self.languages)) as client:
                return dict(await Fetcher(self.sources[kind], client, None).read(ids))

        return asyncio.run(read())

    def asked(self, kind, question, store):
        settings = Settings(cache_folder=store / kind, languages=self.languages)

        async def ask():
            return await question(Explorer(self.sources[kind], settings=settings))

        return asyncio.run(ask())


@pytest.fixture(scope="module", params=["Wikidata's numbers", "its own"])
def served(request):
    if request.param == "its own":
        with FakeWikibase(
            None, own_numbers(world()), redirects=MERGED, deleted=DELETED, concept_base=OWN_BASE
        ) as wikibase:
            yield Served(wikibase, OWN, f"{OWN_BASE}entity/", ("de-at", "fr"))
    else:
        with FakeWikibase(None, world(), redirects=MERGED, deleted=DELETED) as wikibase:
            yield Served(wikibase)


def comparable(reading):
    """Return a reading without what RDF does not hold: the order of statements, and the version of the page."""
    if reading is None:
        return None
    lists = {name: tuple(sorted(getattr(reading, name), key=repr)) for name in ("parents", "children", "co_parents")}
    lists |= {name: tuple(sorted(getattr(reading, name), key=repr)) for name in ("partners", "siblings", "dropped")}
    return replace(reading, revision=None, **lists)


@pytest.mark.parametrize("kind", ["entitydata", "sparql"])
def test_every_page_is_read_as_by_the_action_api(served, kind):
    ids = [*PEOPLE, *MERGED, *NOBODY]
    found, expected = served.readings(kind, ids), served.readings("wikidata", ids)
    assert {who: comparable(reading) for who, reading in found.items()} == {
        who: comparable(reading) for who, reading in expected.items()
    }


@pytest.mark.parametrize("kind", KINDS)
def test_merged_items_are_those_they_were_merged_into_and_other_ids_are_nobody(served, kind):
    found = served.readings(kind, [*MERGED, *NOBODY])
    assert [found[f"Q{kind}{place:02}"].person.id for kind in (20, 21, 22) for place in range(3)] == 3 * PEOPLE[:3]
    assert {who: found[who] for who in NOBODY} == dict.fromkeys(NOBODY)


def test_every_relation_and_profile_is_the_same(served, tmp_path):
    async def told(explorer):
        answers = [await explorer.relate("Q2103", "Q2200"), await explorer.show("Q2103")]
        records = [as_record(answer) for answer in answers]
        return [{name: told for name, told in each.items() if name not in {"source", "requests"}} for each in records]

    found = {kind: served.asked(kind, told, tmp_path) for kind in KINDS}
    assert found["wikidata"][0]["relationships"]
    assert found["sparql"] == found["entitydata"] == found["wikidata"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_store_keeps_merged_and_missing_items(served, kind, tmp_path):
    def requests():
        before = len(served.wikibase.requests)
        served.asked(kind, lambda explorer: explorer.show("Q2200"), tmp_path)
        return len(served.wikibase.requests) - before

    assert requests() > 0
    assert requests() == 0


def test_of_dates_as_precise_as_each_other_the_first_counts_where_that_is_known_and_it_is_said_where_not():
    stated = [statement("P569", Time(f"+{year}-01-01T00:00:00Z")) for year in (1750, 1740, 1760)]
    with FakeWikibase(None, {"Q1": item("Q1", "Ann", stated)}) as wikibase:
        found = {kind: Served(wikibase).readings(kind, ["Q1"])["Q1"] for kind in KINDS}
    assert {kind: str(one.person.born) for kind, one in found.items()} == {
        "wikidata": "1750-01-01",
        "entitydata": "1750-01-01",
        "sparql": "1740-01-01",
    }
    assert [dropped.reason for dropped in found["sparql"].dropped] == [Reason.RIVAL_UNORDERED] * 2
    assert [dropped.reason for dropped in found["wikidata"].dropped] == [Reason.RIVAL] * 2
