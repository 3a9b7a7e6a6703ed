"""Portraits, over real sockets on loopback: items, Commons and thumbnails."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import struct
import time
import zlib
from contextlib import contextmanager
from dataclasses import replace

import pytest
from fakes import FakeWikibase, File, faults, item, numbered, statement
from families import family

import cousins
from cousins.drawing import Tree
from cousins.errors import ContactMissingError, SourceError
from cousins.explorer import Explorer
from cousins.explorer.images import media_type
from cousins.explorer.portraits import FOLDER
from cousins.running import run
from cousins.settings import Settings
from cousins.sources import pages_of, source_named
from cousins.sources.atlas import Atlas
from cousins.sources.commons import MOST_BYTES
from cousins.sources.memory import Memory
from cousins.stores.download_folder import DownloadFolder
from cousins.stores.items import FILE_NAME
from cousins.stores.source_cache import StoreTrouble
from cousins.transport.pacer import PROCESS

ADAM, ANN, BOB, BEA, CARL = (f"Q{number}" for number in range(1001, 1006))
FAMILY = numbered(family("Adam + Ann: Bob, Bea, Carl"))
BY_SOMEBODY = {"Artist": '<a href="//x.example/">Franz Xaver Winterhalter</a>', "LicenseShortName": "Public domain"}


def png(width=2, height=3):
    """Return a PNG of so many grey pixels."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head, rows = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0), (b"\0" + b"\x80" * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
ADAM_JPG, BOB_PNG = File(image=JPEG, facts=BY_SOMEBODY), File(image=png(), width=180, height=200, size=900)


@pytest.fixture
def no_waits(monkeypatch):
    """Let retries come at once."""
    sleep = asyncio.sleep
    monkeypatch.setattr(PROCESS, "sleep", lambda _: sleep(0))


@contextmanager
def site(images, files, graph=FAMILY, **options):
    """Serve a family whose items name images."""
    with FakeWikibase(graph, files=files, **options) as wikibase:
        for person, image in images.items():
            wikibase.world.item(person)["claims"]["P18"] = [statement("P18", image)]
        yield wikibase


def settings_of(wikibase, tmp_path, **options):
    return Settings(cache_folder=tmp_path / "store", wikidata=wikibase.url, commons=wikibase.url, **options)


class Asked:
    """What came of asking for the portraits of a family: the portraits by id, and what was lacking."""

    def __init__(self, settings, graph=FAMILY, source=None, siblings="dots"):
        explorer = Explorer(source or Memory(graph), settings=settings)
        bare = run(Explorer(Memory(graph)).tree([graph.ids[0]], siblings=siblings))
        self.lacks = []
        self.scene = run(explorer.portraits(bare, on_lack=self.lacks.append)).scene
        assert [figure.person for figure in self.scene.figures] == [figure.person for figure in bare.scene.figures]
        self.portraits = {each.person.id: each.portrait for each in self.scene.figures if each.portrait}

    @property
    def lack(self):
        (lack,) = self.lacks
        return str(lack)


IMAGES, FILES = {ADAM: "Adam.jpg", BOB: "Bob.png"}, {"Adam.jpg": ADAM_JPG, "Bob.png": BOB_PNG}


def test_whoever_has_an_image_has_a_portrait_with_a_credit(tmp_path):
    with site(IMAGES, FILES) as wikibase:
        asked = Asked(settings_of(wikibase, tmp_path))
    assert asked.portraits.keys() == {ADAM, BOB}
    adam, bob = asked.portraits[ADAM], asked.portraits[BOB]
    assert (adam.image, adam.media, adam.width, adam.height) == (JPEG, "image/jpeg", 250, 300)
    assert adam.credit == "Franz Xaver Winterhalter, public domain, Wikimedia Commons"
    assert adam.page == "https://commons.wikimedia.org/wiki/File:Adam.jpg"
    assert (bob.image, bob.media, bob.width, bob.height) == (png(), "image/png", 180, 200)
    assert bob.credit == "Unknown author, Wikimedia Commons"
    assert asked.lacks == []
    assert len(wikibase.requests) == 4


def test_nobody_is_asked_for_portraits_of_the_living(tmp_path):
    graph = numbered(family("Adam: Bob", {"Adam": "1800", "Bob": "9000"}))
    adam, bob = graph.ids
    with site({adam: "Adam.jpg", bob: "Bob.png"}, FILES, graph) as wikibase:
        explorer = Explorer(Memory(graph), settings=settings_of(wikibase, tmp_path), living="hide")
        tree = run(explorer.portraits(run(explorer.tree([adam]))))
        assert not [request for request in wikibase.requests if bob in str(request) or "Bob" in str(request)]
    assert {figure.person.id for figure in tree.scene.figures if figure.portrait} == {adam}


def test_nothing_is_asked_twice_and_offline_asks_nobody(tmp_path):
    with site(IMAGES, FILES) as wikibase:
        first = Asked(settings_of(wikibase, tmp_path))
        before = len(wikibase.requests)
        assert Asked(settings_of(wikibase, tmp_path)).portraits == first.portraits
        assert Asked(settings_of(wikibase, tmp_path, offline=True, max_age=0.0)).portraits == first.portraits
        assert len(wikibase.requests) == before
        assert Asked(settings_of(wikibase, tmp_path, refresh=True)).portraits == first.portraits
        assert len(wikibase.requests) == 2 * before


@pytest.mark.parametrize("body", [b"no zlib", zlib.compress(b"no JSON")])
def test_what_is_damaged_is_told_and_asked_again(tmp_path, body):
    told = []
    with site(IMAGES, FILES) as wikibase:
        settings = settings_of(wikibase, tmp_path)
        first = Asked(settings)
        with sqlite3.connect(tmp_path / "store" / FILE_NAME) as database:
            database.execute("UPDATE items SET body = ? WHERE id = 'Bob.png'", (body,))
        database.close()
        bare = run(Explorer(Memory(FAMILY)).tree([ADAM]))
        run(Explorer(Memory(FAMILY), settings=settings).portraits(bare, on_event=told.append))
        before = len(wikibase.requests)
        assert Asked(settings).portraits == first.portraits
        assert len(wikibase.requests) == before
    (trouble,) = (event for event in told if isinstance(event, StoreTrouble))
    assert "your store holds a damaged item, Bob.png of" in str(trouble)


def test_what_is_too_old_is_asked_again(tmp_path):
    with site(IMAGES, FILES) as wikibase:
        Asked(settings_of(wikibase, tmp_path))
        long_ago = time.time() - 90 * 86_400
        for thumbnail in (tmp_path / "store" / FOLDER).glob("*Adam*"):
            os.utime(thumbnail, (long_ago, long_ago))
        before = len(wikibase.requests)
        assert len(Asked(settings_of(wikibase, tmp_path)).portraits) == 2
        assert [request.path[-8:] for request in wikibase.requests[before:]] == ["Adam.jpg"]


def test_offline_with_nothing_kept_is_an_error(tmp_path):
    with site(IMAGES, FILES) as wikibase, pytest.raises(SourceError, match="offline"):
        Asked(settings_of(wikibase, tmp_path, offline=True))


def test_offline_what_is_kept_in_part_is_shown(tmp_path):
    with site(IMAGES, FILES) as wikibase:
        Asked(settings_of(wikibase, tmp_path))
        (found,) = (tmp_path / "store" / FOLDER).glob("*Adam*")
        found.unlink()
        asked = Asked(settings_of(wikibase, tmp_path, offline=True))
    assert asked.portraits.keys() == {BOB}
    assert "1 of 2" in asked.lack
    assert "offline" in asked.lack


@pytest.mark.parametrize(
    ("said", "file"),
    [
        ("adam.jpg", "Adam.jpg"),
        ("Adam_of__Eden.jpg", "Adam of Eden.jpg"),
        ("Élan.png", "Élan.png"),
        ("a&b=c?.jpg", "A&b=c?.jpg"),
    ],
)
def test_names_are_read_as_mediawiki_reads_them(tmp_path, said, file):
    with site({ADAM: said}, {file: ADAM_JPG}) as wikibase:
        assert Asked(settings_of(wikibase, tmp_path)).portraits.keys() == {ADAM}


def test_a_file_that_was_renamed_is_found_even_twice(tmp_path):
    moves = {"Old.jpg": "New.jpg", "New.jpg": "Newest.jpg", "Round.jpg": "About.jpg"}
    with site({ADAM: "old.jpg"}, {"Newest.jpg": ADAM_JPG}, moved_files=moves) as wikibase:
        assert Asked(settings_of(wikibase, tmp_path)).portraits.keys() == {ADAM}


@pytest.mark.parametrize("name", ["Gone.jpg", "A.jpg|File:Bob.png", "A[1].jpg", "x" * 300, "a\x1fb.jpg"])
def test_a_missing_or_impossible_file_leaves_its_person_without(tmp_path, name):
    with site({ADAM: name, BOB: "Bob.png"}, FILES) as wikibase:
        asked = Asked(settings_of(wikibase, tmp_path))
        before = len(wikibase.requests)
        again = Asked(settings_of(wikibase, tmp_path))
        assert len(wikibase.requests) == before
    assert asked.portraits.keys() == again.portraits.keys() == {BOB}
    assert asked.lack.startswith("1 of 2 portraits could not be fetched: ")


def is_thumbnail_of_adam(request):
    return request.path.endswith("px-Adam.jpg")


@pytest.mark.usefixtures("no_waits")
@pytest.mark.parametrize(
    "fault", [faults.status(404), faults.status(500), faults.cut_body(), faults.html(), faults.empty_body()]
)
def test_a_thumbnail_that_fails_leaves_its_person_without_and_is_asked_for_again(tmp_path, fault):
    with site(IMAGES, FILES) as wikibase:
        wikibase.fail(fault, times=None, when=is_thumbnail_of_adam)
        asked = Asked(settings_of(wikibase, tmp_path))
        assert asked.portraits.keys() == {BOB}
        assert asked.lack.startswith("1 of 2 portraits could not be fetched: ")
        wikibase.recover()
        assert Asked(settings_of(wikibase, tmp_path)).portraits.keys() == {ADAM, BOB}


def test_even_the_only_thumbnail_may_fail(tmp_path):
    with site({ADAM: "Adam.jpg"}, FILES) as wikibase:
        wikibase.fail(faults.status(404), times=None, when=is_thumbnail_of_adam)
        asked = Asked(settings_of(wikibase, tmp_path))
    assert asked.portraits == {}
    assert asked.lack.startswith("1 of 1")


HOSTILE = [
    {"thumburl": "https://evil.example/250px-Adam.jpg"},
    {"thumburl": "https://upload.wikimedia.org@evil.example/Adam.jpg"},
    {"thumburl": "https://notwikimedia.org/Adam.jpg"},
    {"thumburl": "http://upload.wikimedia.org/Adam.jpg"},
    {"thumburl": "http://127.0.0.1:9/Adam.jpg"},
    {"thumburl": "file:///etc/passwd"},
    {"thumburl": "http://[bad"},
    {"thumburl": None},
    {"thumbwidth": 0},
    {"thumbheight": -5},
    {"thumbwidth": 10**9},
    {"thumbwidth": "wide"},
    {"extmetadata": "none"},
]


@pytest.mark.parametrize("instead", HOSTILE, ids=str)
def test_what_cannot_be_right_is_not_followed(tmp_path, instead):
    with site(IMAGES, FILES | {"Adam.jpg": File(image=JPEG, instead=instead)}) as wikibase:
        asked = Asked(settings_of(wikibase, tmp_path))
        assert not any(is_thumbnail_of_adam(request) for request in wikibase.requests)
    assert asked.portraits.keys() == {BOB}
    assert "'Adam.jpg'" in asked.lack


@pytest.mark.parametrize("size", [MOST_BYTES + 1, 900])
def test_a_narrow_original_is_refused_when_it_is_large_whatever_is_said(tmp_path, size):
    large = File(image=JPEG + bytes(MOST_BYTES), width=100, height=100, size=size)
    with site(IMAGES, FILES | {"Adam.jpg": large}) as wikibase:
        asked = Asked(settings_of(wikibase, tmp_path))
    assert asked.portraits.keys() == {BOB}
    assert "more than 1,000,000 bytes" in asked.lack


@pytest.mark.parametrize(
    "page", ["javascript:alert(1)", "http://commons.example/", "https://a b", "https://a\nb", None]
)
def test_only_a_page_with_https_is_linked(tmp_path, page):
    with site(IMAGES, FILES | {"Adam.jpg": File(image=JPEG, instead={"descriptionurl": page})}) as wikibase:
        assert Asked(settings_of(wikibase, tmp_path)).portraits[ADAM].page == ""


def test_a_credit_is_one_short_line_whatever_stands_there(tmp_path):
    facts = {"Artist": "<script>alert(1)</script>A\n<b>B</b>\u202e" + "x" * 5000, "LicenseShortName": 7}
    with site(IMAGES, FILES | {"Adam.jpg": File(image=JPEG, facts=facts)}) as wikibase:
        credit = Asked(settings_of(wikibase, tmp_path)).portraits[ADAM].credit
    assert credit.startswith("A Bxxx")
    assert credit.endswith("…, Wikimedia Commons")
    assert len(credit) < 120


def test_a_hundred_people_are_asked_for_fifty_at_a_time(tmp_path):
    graph = numbered(family("Adam + Ann: " + ", ".join(f"Child{number}" for number in range(110))))
    images = {person: f"{'Long name ' * 20}{person}.jpg" for person in graph.ids}
    files = dict.fromkeys(images.values(), ADAM_JPG)
    with site(images, files, graph) as wikibase:
        asked = Asked(settings_of(wikibase, tmp_path), graph)
        api = [request for request in wikibase.requests if request.path == "/w/api.php"]
    assert len(asked.portraits) == 112
    assert [len(request.ids) for request in api if request.ids] == [50, 50, 12]
    titles = [request for request in api if "titles" in request.params]
    assert [request.params["titles"].count("|") + 1 for request in titles] == [50, 50, 12]
    assert [request.method for request in titles] == ["POST", "POST", "GET"]


def test_an_answer_in_parts_is_put_together(tmp_path):
    with site(IMAGES | {ANN: "Ann.jpg"}, FILES | {"Ann.jpg": ADAM_JPG}) as wikibase:
        wikibase.commons.at_once = 1
        assert Asked(settings_of(wikibase, tmp_path)).portraits.keys() == {ADAM, ANN, BOB}


@pytest.mark.usefixtures("no_waits")
@pytest.mark.parametrize(
    "fault", [faults.api_error("badvalue"), faults.status(500), faults.html(), faults.no_entities()]
)
@pytest.mark.parametrize("asks", ["titles", "ids"])
def test_a_failing_answer_is_an_error_only_if_there_is_no_other(tmp_path, fault, asks):
    graph = numbered(family("Adam + Ann: " + ", ".join(f"Child{number}" for number in range(60))))
    images = {person: f"{person}.jpg" for person in graph.ids}
    with site(images, dict.fromkeys(images.values(), ADAM_JPG), graph) as wikibase:
        wikibase.fail(fault, times=None, when=lambda request: "Q1002" in request.params.get(asks, ""))
        asked = Asked(settings_of(wikibase, tmp_path), graph)
        assert len(asked.portraits) == 12
        assert asked.lack.startswith("50 of 62")
        wikibase.fail(fault, times=None, when=lambda request: asks in request.params)
        with pytest.raises(SourceError):
            Asked(settings_of(wikibase, tmp_path, refresh=True), graph)


def test_dots_have_no_portraits_and_are_not_asked_for(tmp_path):
    graph = numbered(family("Adam + Ann: Bob, Bea\nBob: Carl"))
    relation = cousins.relate(CARL, ADAM, source=graph)
    with site(dict.fromkeys(graph.ids, "Adam.jpg"), FILES, graph) as wikibase:
        explorer = Explorer(Memory(graph), settings=settings_of(wikibase, tmp_path))
        scene = run(explorer.portraits(relation.tree())).scene
        assert BEA not in {asked for request in wikibase.requests for asked in request.ids}
    assert {figure.person.id: figure.portrait is not None for figure in scene.figures} == {
        ADAM: True, ANN: True, BOB: True, BEA: False, CARL: True,
    }  # fmt: skip


def test_who_asks_must_be_said_before_anything_is_fetched(tmp_path):
    with pytest.raises(ContactMissingError, match=r"www\.wikidata\.org"):
        Asked(Settings(cache_folder=tmp_path / "store"))


def test_who_asks_must_be_said_for_the_thumbnails_as_well(tmp_path):
    elsewhere = {"thumburl": "https://thumb.wikimedia.org/250px-Adam.jpg"}
    with (
        site(IMAGES, FILES | {"Adam.jpg": File(image=JPEG, instead=elsewhere)}) as wikibase,
        pytest.raises(ContactMissingError, match=r"thumb\.wikimedia\.org"),
    ):
        Asked(settings_of(wikibase, tmp_path))


def test_a_family_without_items_has_no_portraits(tmp_path):
    with site(IMAGES, FILES) as wikibase, pytest.raises(SourceError, match="nobody in this picture has an item"):
        Asked(settings_of(wikibase, tmp_path), family("Adam + Ann: Bob"))
    assert wikibase.requests == []


def test_another_download_into_the_folder_costs_the_portraits_and_not_the_picture(tmp_path, monkeypatch):
    monkeypatch.setattr("cousins.explorer.portraits._PATIENCE", 0.0)
    with site(IMAGES, FILES) as wikibase:
        folder = DownloadFolder(tmp_path / "store" / FOLDER)
        try:
            assert "another download" in Asked(settings_of(wikibase, tmp_path)).lack
        finally:
            folder.close()
        assert len(Asked(settings_of(wikibase, tmp_path)).portraits) == 2


def test_a_wikibase_that_is_the_source_is_asked_itself(tmp_path):
    with site(IMAGES, FILES) as wikibase:
        settings = Settings(cache_folder=tmp_path / "store", commons=wikibase.url)
        assert len(Asked(settings, source=source_named(wikibase.url)).portraits) == 2
        assert len(Asked(settings, source=source_named(f"entitydata:{wikibase.url}")).portraits) == 2


@pytest.mark.parametrize("name", ["atlas", "sparql", "sparql:http://127.0.0.1:9/sparql", "family.json", "wikidata"])
def test_ids_of_other_sources_are_those_of_wikidata(name):
    settings = Settings(wikidata="http://127.0.0.1:8")
    assert pages_of(source_named(name, settings), settings).key == "http://127.0.0.1:8/w/api.php en,mul"


def test_the_best_image_counts(tmp_path):
    statements = [statement("P18", "Adam.jpg"), statement("P18", "Bob.png", rank="preferred")]
    items = {ADAM: item(ADAM, "Adam", statements)}
    with FakeWikibase(FAMILY, items, files=FILES) as wikibase:
        assert Asked(settings_of(wikibase, tmp_path)).portraits[ADAM].media == "image/png"


GIF, WEBP = b"GIF89a" + bytes(7) + b";", b"RIFF\x0c\0\0\0WEBPVP8 " + bytes(4)
WHOLE = {"image/jpeg": JPEG, "image/png": png(), "image/gif": GIF, "image/webp": WEBP}


@pytest.mark.parametrize("media", WHOLE)
def test_an_image_is_told_by_how_it_begins_and_is_none_when_cut_off(media):
    image = WHOLE[media]
    assert media_type(image) == media
    for length in range(len(image) - 1):
        assert media_type(image[:length]) == ""


def test_bytes_after_the_end_of_an_image_are_forgiven_where_cameras_leave_some():
    assert media_type(JPEG + b"\n" * 99) == "image/jpeg"
    assert media_type(GIF + bytes(3)) == "image/gif"
    assert media_type(WEBP + bytes(3)) == "image/webp"
    assert media_type(JPEG + b"\n" * 999) == ""


@pytest.mark.parametrize("other", [b"", b"<svg/>", b"%PDF-1.7", b"RIFF\x04\0\0\0WAVE", b"II*\0", b"GIF88a;"])
def test_what_is_no_image_is_none(other):
    assert media_type(other) == ""


def test_an_image_that_is_cut_off_is_lacking(tmp_path):
    with site(IMAGES, FILES | {"Adam.jpg": File(image=JPEG[:-2])}) as wikibase:
        asked = Asked(settings_of(wikibase, tmp_path))
    assert asked.portraits.keys() == {BOB}
    assert "no whole JPEG" in asked.lack


def test_trees_and_relations_get_portraits_in_the_library(monkeypatch):
    with site({"Q9439": "Adam.jpg", "Q9682": "Bob.png"}, FILES, None, items=royals()) as wikibase:
        monkeypatch.setenv("COUSINS_WIKIDATA", wikibase.url)
        monkeypatch.setenv("COUSINS_COMMONS", wikibase.url)
        tree = cousins.portraits(cousins.tree("Q9439", to="Q9682", siblings="none"))
        assert isinstance(tree, Tree)
        assert isinstance(tree.source, Atlas)
        assert sum(figure.portrait is not None for figure in tree.scene.figures) == 2
        relation = cousins.relate("Q9439", "Q9682", limit=1)
        drawn = cousins.portraits(relation.tree(relationships=1, siblings="none"))
        assert sum(figure.portrait is not None for figure in drawn.scene.figures) == 2
        live = cousins.relate("Q9439", "Q9682", source=wikibase.url).tree()
        assert cousins.portraits(live).source is live.source


def royals():
    return {person: item(person, "Somebody", [statement("P31", "Q5")]) for person in ("Q9439", "Q9682")}


@pytest.mark.parametrize(
    "question", [("tree", "Q9439", "--to", "Q9682", "--siblings", "none"), ("relate", "Q9439", "Q9682")]
)
def test_the_command_line_draws_them(call, tmp_path, monkeypatch, question):
    with site({"Q9439": "Adam.jpg", "Q9682": "Gone.jpg"}, FILES, None, items=royals()) as wikibase:
        monkeypatch.setenv("COUSINS_WIKIDATA", wikibase.url)
        monkeypatch.setenv("COUSINS_COMMONS", wikibase.url)
        code, out, err = call(*question, "--portraits", "-o", str(tmp_path / "how.svg"))
    assert code == 0
    assert out
    lack, count = err.splitlines()
    assert "1 of 2 portraits could not be fetched: Wikimedia Commons has no file 'Gone.jpg'" in lack
    assert count.startswith("cousins: portraits of 1 of ")
    assert (tmp_path / "how.svg").exists()


def test_the_command_line_says_what_portraits_need(call, tmp_path):
    path = tmp_path / "how.svg"
    code, out, err = call("tree", "Q9439", "--portraits")
    assert (code, out) == (2, "")
    assert "-o" in err
    for question in (("tree", "Q9439"), ("relate", "Q9439", "Q9682")):
        code, out, err = call(*question, "--portraits", "-o", str(path))
        assert (code, bool(out), err.count("\n")) == (1, question[0] == "relate", 1)
        assert "COUSINS_CONTACT" in err
    code, out, err = call("tree", "Q9439", "--portraits", "--offline", "-o", str(path))
    assert (code, err.count("\n"), "offline" in err) == (1, 1, True)
    assert not path.exists()


def test_the_command_line_says_that_a_gedcom_file_has_no_items(call, tmp_path):
    gedcom = tmp_path / "family.ged"
    gedcom.write_text("0 HEAD\n1 GEDC\n2 VERS 5.5.1\n1 CHAR UTF-8\n0 @I1@ INDI\n1 NAME Adam /Smith/\n0 TRLR\n")
    code, out, err = call("tree", "Adam Smith", "--from", str(gedcom), "--portraits", "-o", str(tmp_path / "how.svg"))
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "portraits come from Wikidata" in err


def test_offline_without_any_thumbnail_is_an_error(tmp_path):
    with site(IMAGES, FILES) as wikibase:
        Asked(settings_of(wikibase, tmp_path))
        for thumbnail in (tmp_path / "store" / FOLDER).glob("*px-*"):
            thumbnail.unlink()
        (tmp_path / "store" / FOLDER / "Bob.png").unlink()
        with pytest.raises(SourceError, match="offline"):
            Asked(settings_of(wikibase, tmp_path, offline=True))


def test_nobody_with_an_image_is_no_error(tmp_path):
    with site({}, {}) as wikibase:
        asked = Asked(settings_of(wikibase, tmp_path))
    assert (asked.portraits, asked.lacks, len(wikibase.requests)) == ({}, [], 1)


@pytest.mark.parametrize(
    "body",
    [
        b'{"continue":{"iicontinue":"1|2","continue":"||"},"query":{"pages":[]}}',
        b'{"query":{"pages":{"1":{}}}}',
        b'{"batchcomplete":true}',
        b'{"query":{"pages":[]}}',
    ],
)
def test_an_answer_that_cannot_be_right_is_said_and_not_kept(tmp_path, body):
    with site(IMAGES, FILES) as wikibase:
        instead = faults.answering(lambda answer: replace(answer, body=body))
        wikibase.fail(instead, times=None, when=lambda request: "titles" in request.params)
        try:
            assert Asked(settings_of(wikibase, tmp_path)).lack.startswith("2 of 2")
        except SourceError as error:
            assert "\n" not in str(error)  # noqa: PT017 (either way will do)
        wikibase.recover()
        assert len(Asked(settings_of(wikibase, tmp_path)).portraits) == 2
