"""Downloads: each file whole or not at all, over real sockets on loopback."""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
import signal
import sys
import threading
import time
from contextlib import asynccontextmanager, contextmanager

import pytest
from click.testing import CliRunner

from cousins import errors
from cousins.cli.download import command
from cousins.downloads import Outcome, download, download_all
from cousins.settings import Settings
from cousins.stores.download_folder import LIST_NAME, DownloadFolder
from cousins.stores.file_sink import SMALL

LARGE = hashlib.sha256(b"large").digest() * (SMALL // 8)
HANG = "hang"


class Site:
    """A small web server that keeps count of who was where at once, and can stop in the middle of a file."""

    def __init__(
        self,
        files: dict[str, bytes],
        *,
        version: str = '"v1"',
        latency: float = 0.0,
        kinds: dict[str, str] | None = None,
    ) -> None:
        self.files = files
        self.kinds = kinds or {}
        self.heads: list[str] = []
        self.version = version
        self.latency = latency
        self.asked: list[str] = []
        self.ranges: list[str] = []
        self.stop_after: int | None = None
        self.inside = self.most = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                await self.answer((await reader.readuntil(b"\r\n\r\n")).decode(), writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            writer.close()

    async def answer(self, head: str, writer: asyncio.StreamWriter) -> None:
        path = head.split(" ")[1]
        self.asked.append(path)
        self.heads.append(head)
        self.inside += 1
        self.most = max(self.most, self.inside)
        await asyncio.sleep(self.latency)
        self.inside -= 1
        if path not in self.files:
            writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            return
        await self.send(self.files[path], head, writer)

    async def send(self, body: bytes, head: str, writer: asyncio.StreamWriter) -> None:
        start, status = 0, "200 OK"
        found = re.search(r"Range: bytes=(\d+)-\r\nIf-Range: ([^\r]+)", head)
        if found and found[2] == self.version:
            self.ranges.append(found[1])
            start, status = int(found[1]), "206 Partial Content"
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) - start}", f"ETag: {self.version}"]
        kind = self.kinds.get(head.split(" ")[1])
        lines += [f"Content-Type: {kind}"] * bool(kind)
        lines += [f"Content-Range: bytes {start}-{len(body) - 1}/{len(body)}"] * bool(start)
        writer.write("\r\n".join([*lines, "", ""]).encode() + body[start : self.stop_after])
        if self.stop_after is not None:
            await writer.drain()
            self.stop_after = None
            raise ConnectionError


@asynccontextmanager
async def open_site(site: Site):
    tasks = set()

    async def serve(reader, writer) -> None:
        tasks.add(asyncio.current_task())
        await site.serve(reader, writer)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def fetched(site: Site, folder, *paths: str, **options):
    async def fetch():
        async with open_site(site) as at:
            return await download_all([at + path for path in paths], folder, settings=Settings(), **options)

    return asyncio.run(fetch())


def names(folder) -> set[str]:
    return {file.name for file in folder.iterdir()} - {LIST_NAME}


FLAGS = {f"/256x192/{code}.png": code.encode() * 700 for code in ("ua", "gb", "fr", "de", "dk", "gr", "es", "ru")}


def test_all_files_are_there_and_whole(tmp_path):
    report = fetched(Site(FLAGS), tmp_path / "flags", *FLAGS)
    assert report.failed == ()
    assert {file.path.name: file.path.read_bytes() for file in report.files} == {
        path.rpartition("/")[2]: body for path, body in FLAGS.items()
    }
    assert "8 fetched (11,200 bytes), 0 kept, 0 failed" in str(report)
    assert len(names(tmp_path / "flags")) == 8


def test_what_fails_does_not_stop_the_others(tmp_path):
    report = fetched(Site(FLAGS), tmp_path, "/256x192/ua.png", "/none.png", "/256x192/fr.png")
    assert [file.outcome for file in report.files] == [Outcome.FETCHED, Outcome.FAILED, Outcome.FETCHED]
    assert report.failed[0].error.endswith("answered 404 Not Found")
    assert names(tmp_path) == {"ua.png", "fr.png"}


@pytest.mark.parametrize("url", ["", "flag.png", "ftp://a.example/b", "http://[bad/x", "http://"])
def test_what_is_no_address_fails_alone(tmp_path, url):
    (failed,) = download([url], tmp_path, settings=Settings()).failed
    assert "not a web address" in failed.error


async def twice(site: Site, folder, *paths: str, change=lambda: None, settings: Settings | None = None):
    """Download, change something, and download again from the same address."""
    async with open_site(site) as at:
        urls = [at + path for path in paths]
        await download_all(urls, folder, settings=Settings())
        change()
        return await download_all(urls, folder, settings=settings or Settings())


def test_a_second_run_fetches_nothing(tmp_path):
    site = Site(FLAGS)
    report = asyncio.run(twice(site, tmp_path, *FLAGS))
    assert {file.outcome for file in report.files} == {Outcome.KEPT}
    assert len(site.asked) == len(FLAGS)


def test_a_second_run_fetches_what_is_lost_or_cut(tmp_path):
    def change() -> None:
        (tmp_path / "ua.png").unlink()
        (tmp_path / "fr.png").write_bytes(b"cut")

    report = asyncio.run(twice(Site(FLAGS), tmp_path, *FLAGS, change=change))
    assert sum(file.outcome is Outcome.FETCHED for file in report.files) == 2
    assert (tmp_path / "fr.png").read_bytes() == FLAGS["/256x192/fr.png"]


def test_refresh_fetches_all_again(tmp_path):
    site = Site(FLAGS)
    report = asyncio.run(twice(site, tmp_path, *FLAGS, settings=Settings(refresh=True)))
    assert {file.outcome for file in report.files} == {Outcome.FETCHED}
    assert names(tmp_path) == {path.rpartition("/")[2] for path in FLAGS}


@pytest.mark.parametrize("stamp", [0, time.time() + 365 * 86_400], ids=["long ago", "next year"])
def test_what_is_too_old_or_of_no_known_age_is_fetched_again(tmp_path, stamp):
    async def again(site):
        async with open_site(site) as at:
            urls = [at + path for path in FLAGS]
            await download_all(urls, tmp_path, settings=Settings())
            os.utime(tmp_path / "ua.png", (stamp, stamp))
            return await download_all(urls, tmp_path, settings=Settings(), max_age=86_400)

    report = asyncio.run(again(Site(FLAGS)))
    assert [file.path.name for file in report.files if file.outcome is Outcome.FETCHED] == ["ua.png"]


def test_a_file_with_too_many_bytes_fails(tmp_path):
    report = fetched(Site({"/large.tif": LARGE, "/small.png": b"x" * 9}), tmp_path, "/large.tif", "/small.png", most=9)
    assert [file.outcome for file in report.files] == [Outcome.FAILED, Outcome.FETCHED]
    assert "more than 9 bytes" in report.failed[0].error
    assert names(tmp_path) == {"small.png"}


def test_another_download_into_the_folder_is_waited_for(tmp_path):
    other = DownloadFolder(tmp_path)

    async def fetch():
        async with open_site(Site(FLAGS)) as at:
            urls = [at + path for path in FLAGS]
            with pytest.raises(errors.StoreError, match="another download"):
                await download_all(urls, tmp_path, settings=Settings())
            asyncio.get_running_loop().call_later(0.05, other.close)
            return await download_all(urls, tmp_path, settings=Settings(), patience=60)

    assert asyncio.run(fetch()).failed == ()


def test_an_address_named_twice_is_fetched_once(tmp_path):
    site = Site(FLAGS)
    report = fetched(site, tmp_path, "/256x192/ua.png", "/256x192/ua.png")
    assert (len(report.files), len(site.asked)) == (1, 1)


def test_files_of_one_name_all_find_a_place(tmp_path):
    site = Site({"/a/x.png": b"a", "/b/x.png": b"b", "/c/X.png": b"c"})
    report = fetched(site, tmp_path, *site.files)
    assert sorted(file.path.read_bytes() for file in report.files) == [b"a", b"b", b"c"]
    assert len({file.path.name.lower() for file in report.files}) == 3


def test_a_file_that_somebody_else_put_there_is_never_overwritten(tmp_path):
    (tmp_path / "ua.png").write_bytes(b"mine")
    report = fetched(Site(FLAGS), tmp_path, "/256x192/ua.png")
    assert (tmp_path / "ua.png").read_bytes() == b"mine"
    assert report.files[0].path.read_bytes() == FLAGS["/256x192/ua.png"]


def test_a_file_that_breaks_off_goes_on_where_it_stopped(tmp_path):
    site = Site({"/large.tif": LARGE})
    site.stop_after = SMALL + 500_000
    report = fetched(site, tmp_path, "/large.tif")
    assert report.files[0].path.read_bytes() == LARGE
    assert len(site.ranges) == 1
    assert int(site.ranges[0]) > SMALL
    assert names(tmp_path) == {"large.tif"}


def test_a_file_that_changed_meanwhile_begins_anew(tmp_path):
    class Changing(Site):
        async def send(self, body, head, writer) -> None:
            if "Range" in head:
                self.version = '"v2"'
            await super().send(body, head, writer)

    site = Changing({"/large.tif": LARGE})
    site.stop_after = SMALL + 500_000
    report = fetched(site, tmp_path, "/large.tif")
    assert report.files[0].path.read_bytes() == LARGE
    assert site.ranges == []


def test_a_server_that_names_no_version_begins_anew_and_leaves_nothing(tmp_path):
    site = Site({"/large.tif": LARGE}, version="W/weak")
    site.stop_after = SMALL + 500_000
    report = fetched(site, tmp_path, "/large.tif")
    assert report.files[0].path.read_bytes() == LARGE
    assert names(tmp_path) == {"large.tif"}


SCRIPT = "import sys; from cousins.downloads import download; download([sys.argv[1]], sys.argv[2])"


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9")
def test_a_killed_run_goes_on_where_it_was(tmp_path):
    async def run() -> None:
        site = Site({"/large.tif": LARGE})
        stopped = asyncio.Event()

        class Hanging(Site):
            async def send(self, body, _head, writer) -> None:
                head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\nETag: {self.version}\r\n\r\n"
                writer.write(head.encode() + body[: SMALL * 2])
                await writer.drain()
                stopped.set()
                await asyncio.sleep(3600)

        hanging = Hanging(site.files)
        async with open_site(hanging) as at:
            child = await asyncio.create_subprocess_exec(sys.executable, "-c", SCRIPT, f"{at}/large.tif", tmp_path)
            await stopped.wait()
            part = tmp_path / "large.tif.part"
            while not (part.exists() and part.stat().st_size):  # noqa: ASYNC110 (another process writes it)
                await asyncio.sleep(0.01)
            os.kill(child.pid, signal.SIGKILL)
            await child.wait()
            assert names(tmp_path) == {"large.tif.part", "large.tif.part.tag"}
            hanging.send = site.send
            report = await download_all([f"{at}/large.tif"], tmp_path, settings=Settings())
        assert report.files[0].path.read_bytes() == LARGE
        assert len(site.ranges) == 1

    asyncio.run(run())


def test_the_limit_of_requests_at_once_is_kept(tmp_path):
    site = Site({f"/{number}.png": b"x" for number in range(40)}, latency=0.005)
    fetched(site, tmp_path, *site.files, concurrency=7)
    assert site.most == 7


PAGE = b"\n<!DOCTYPE html>\n<title>Sign in</title>"
ODD = Site(
    {
        **FLAGS,
        "/page.png": PAGE,
        "/lies.png": b"\xef\xbb\xbf" + PAGE,
        "/large.tif": PAGE * (SMALL // 20),
        "/empty.png": b"",
        "/image.png": b"png",
        "/index.html": PAGE,
        "/wiki": PAGE,
        "/v1.2": PAGE,
        "/unknown.gpkg": PAGE,
        "/binary": b"x",
    },
    kinds={
        "/page.png": "text/html; charset=utf-8",
        "/lies.png": "image/png",
        "/image.png": "Image/PNG",
        "/index.html": "text/html",
        "/wiki": "text/html",
        "/v1.2": "text/html",
        "/unknown.gpkg": "application/xhtml+xml",
        "/binary": "application/octet-stream",
    },
)


@pytest.mark.parametrize(
    ("accept", "failures"),
    [
        (
            (),
            {
                "/page.png": "answered a page (text/html) where a file was asked for; accept text/html to take it",
                "/lies.png": "answered a page where a file was asked for; accept text/html to take it",
                "/large.tif": "answered a page where a file was asked for; accept text/html to take it",
                "/empty.png": "answered an empty file; accept */* to take it",
                "/unknown.gpkg": "answered a page (application/xhtml+xml) where a file was asked for; "
                "accept text/html to take it",
            },
        ),
        (
            "image/*",
            {
                "/page.png": "answered text/html where image/* was asked for",
                "/lies.png": "answered a page where a file was asked for; accept text/html to take it",
                "/large.tif": "answered a page where a file was asked for; accept text/html to take it",
                "/empty.png": "answered an empty file; accept */* to take it",
                "/index.html": "answered text/html where image/* was asked for",
                "/wiki": "answered text/html where image/* was asked for",
                "/v1.2": "answered text/html where image/* was asked for",
                "/unknown.gpkg": "answered application/xhtml+xml where image/* was asked for",
                "/binary": "answered application/octet-stream where image/* was asked for",
            },
        ),
        (
            ["text/html, image/png"],
            {
                "/empty.png": "answered an empty file; accept */* to take it",
                "/unknown.gpkg": "answered application/xhtml+xml where text/html, image/png was asked for",
                "/binary": "answered application/octet-stream where text/html, image/png was asked for",
            },
        ),
        (["*/*"], {}),
    ],
    ids=["anything", "images", "pages and images", "really anything"],
)
def test_a_page_or_nothing_is_not_taken_for_the_file_that_was_asked_for(tmp_path, accept, failures):
    report = fetched(ODD, tmp_path, *ODD.files, accept=accept)
    assert {"/" + f.url.split("/", 3)[3]: f.error.split(" ", 1)[1] for f in report.failed} == failures
    assert len(names(tmp_path)) == len(ODD.files) - len(failures)


def test_what_is_accepted_is_told_to_the_server(tmp_path):
    site = Site(FLAGS)
    fetched(site, tmp_path, "/256x192/ua.png", accept="image/png,image/webp")
    assert "\r\nAccept: image/png, image/webp\r\n" in site.heads[0]


@pytest.mark.parametrize("instead", [PAGE, b""])
def test_a_good_file_is_not_replaced_by_a_page_or_nothing(tmp_path, instead):
    site = Site(dict(FLAGS))
    path = "/256x192/ua.png"

    def change() -> None:
        site.files[path] = instead

    report = asyncio.run(twice(site, tmp_path, path, change=change, settings=Settings(refresh=True)))
    assert report.failed[0].error.endswith("to take it; the file that is there stays")
    assert (tmp_path / "ua.png").read_bytes() == FLAGS[path]
    assert names(tmp_path) == {"ua.png"}


def test_what_is_no_content_type_is_said(tmp_path):
    with pytest.raises(
        errors.SettingsError, match="accept wants content types, such as image/png or image/\\*, not 'png'"
    ):
        download([], tmp_path, settings=Settings(), accept="png")


def test_progress_is_told(tmp_path):
    told = []
    fetched(Site(FLAGS), tmp_path, *FLAGS, "/none.png", on_progress=told.append)
    assert [progress.done for progress in told] == list(range(1, 10))
    assert (told[-1].total, told[-1].failed, told[-1].size) == (9, 1, 8 * 1400)


def test_the_plain_call_works_where_a_loop_runs_already(tmp_path):
    async def notebook():
        site = Site(FLAGS)
        async with open_site(site) as at:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(None, asyncio.run, cell(at))

    async def cell(at: str):
        return download([f"{at}/256x192/ua.png"], tmp_path, settings=Settings())

    assert asyncio.run(notebook()).failed == ()


def test_two_downloads_into_one_folder_do_not_meet(tmp_path):
    first = DownloadFolder(tmp_path)
    with pytest.raises(errors.StoreError, match="another download into this folder is running"):
        download([], tmp_path, settings=Settings())
    first.close()
    assert download([], tmp_path, settings=Settings()).files == ()


def test_a_torn_list_is_read_as_far_as_it_goes(tmp_path):
    site = Site(FLAGS)

    def tear() -> None:
        with (tmp_path / LIST_NAME).open("ab") as file:
            file.write(b'["torn')

    report = asyncio.run(twice(site, tmp_path, *FLAGS, change=tear))
    assert {file.outcome for file in report.files} == {Outcome.KEPT}
    assert (tmp_path / LIST_NAME).read_bytes().endswith(b"\n")


@contextmanager
def site_in_background(site: Site):
    """Serve from a thread, for callers that have the main one to themselves."""
    loop, ready, end = asyncio.new_event_loop(), threading.Event(), asyncio.Event()
    at = []

    async def serve() -> None:
        async with open_site(site) as url:
            at.append(url)
            ready.set()
            await end.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    ready.wait()
    yield at[0]
    loop.call_soon_threadsafe(end.set)
    thread.join()
    loop.close()


def test_the_command_reads_a_list_and_reports(tmp_path):
    with site_in_background(Site(FLAGS)) as at:
        listed = "\n".join(["# flags", "", *(at + path for path in FLAGS)])
        result = CliRunner().invoke(command, ["-", "--to", str(tmp_path / "f")], input=listed, standalone_mode=False)
    assert result.return_value == 0
    assert "8 fetched" in result.output
    assert len(names(tmp_path / "f")) == 8


def test_the_command_names_what_failed(tmp_path):
    (tmp_path / "list.txt").write_text("".join(f"nothing{number}\n" for number in range(25)))
    result = CliRunner().invoke(
        command, [str(tmp_path / "list.txt"), "--to", str(tmp_path / "flags")], standalone_mode=False
    )
    assert result.return_value == 1
    assert "nothing0: not a web address" in result.output
    assert "and 5 more" in result.output
