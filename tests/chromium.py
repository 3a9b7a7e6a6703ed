"""A browser for tests of the page."""

from __future__ import annotations

import asyncio
import shutil
import subprocess

import aiohttp
import pytest

from cousins.drawing.writers.html import html

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
VIEW = "document.querySelector('main svg').getAttribute('viewBox')"
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")


class Browser:
    """A Chromium without a window, told what to do over its debugging protocol."""

    def __init__(self, socket, folder):
        self.socket, self.folder, self.count, self.pages, self.faults = socket, folder, 0, 0, []

    async def open(self, layout):
        self.pages += 1
        page = self.folder / f"page{self.pages}.html"
        page.write_text(html(layout), encoding="utf-8")
        await self.do("Page.navigate", url=page.as_uri())
        await self.until(f"document.readyState === 'complete' && location.pathname.endsWith('{page.name}')")

    async def do(self, method, **params):
        self.count += 1
        await self.socket.send_json({"id": self.count, "method": method, "params": params})
        while True:
            told = await self.socket.receive_json(timeout=30)
            if told.get("method") in {"Runtime.exceptionThrown", "Log.entryAdded"}:
                self.faults.append(told["params"])
            if told.get("id") == self.count:
                assert "error" not in told, told
                return told["result"]

    async def js(self, text):
        told = await self.do("Runtime.evaluate", expression=text, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    async def until(self, text):
        for _ in range(200):
            if await self.js(text):
                return
            await asyncio.sleep(0.03)
        pytest.fail(f"never true in the browser: {text}")

    async def keys(self, *keys, modifiers=0):
        for key in keys:
            text = {"text": "\r" if key == "Enter" else key} if len(key) == 1 or key == "Enter" else {}
            for kind, more in (("keyDown", text), ("keyUp", {})):
                await self.do("Input.dispatchKeyEvent", type=kind, key=key, modifiers=modifiers, **more)

    async def drag(self, button, start, end):
        buttons = {"left": 1, "right": 2}[button]
        for kind, (x, y), held in (("Pressed", start, buttons), ("Moved", end, buttons), ("Released", end, 0)):
            await self.do(
                "Input.dispatchMouseEvent", type=f"mouse{kind}", x=x, y=y, button=button, buttons=held, clickCount=1
            )

    async def fingers(self, kind, *points):
        touched = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        await self.do("Input.dispatchTouchEvent", type=f"touch{kind}", touchPoints=touched)

    async def view(self):
        await self.js("new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)))")
        await self.until("!document.querySelector('main svg').style.transform")  # the picture is at rest
        return [float(each) for each in (await self.js(VIEW)).split()]


def in_browser(layout, folder, deed, *, size=(1280, 800), is_phone=False):
    """Do something with a picture's page in a browser; no fault may show up in its log."""
    switches = ["--headless", "--no-sandbox", "--remote-debugging-port=0", f"--user-data-dir={folder / 'profile'}"]
    started = subprocess.Popen(
        [CHROMIUM, *switches, "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        asyncio.run(asyncio.wait_for(_driven(layout, folder, deed, size, is_phone=is_phone), 60))
    finally:
        started.terminate()
        started.wait(20)


async def _driven(layout, folder, deed, size, *, is_phone):
    port = folder / "profile" / "DevToolsActivePort"
    for _ in range(400):
        if port.exists() and "\n" in port.read_text():
            break
        await asyncio.sleep(0.05)
    else:
        pytest.skip("the browser does not start")
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port.read_text().split()[0]}") as session:
        async with session.get("/json") as answer:
            address = next(each["webSocketDebuggerUrl"] for each in await answer.json() if each["type"] == "page")
        async with session.ws_connect(address, max_msg_size=0) as socket:
            browser = Browser(socket, folder)
            for room in ("Page", "Runtime", "Log"):
                await browser.do(f"{room}.enable")
            metrics = dict(zip(("width", "height"), size, strict=True), deviceScaleFactor=1, mobile=is_phone)
            await browser.do("Emulation.setDeviceMetricsOverride", **metrics)
            await browser.do("Emulation.setTouchEmulationEnabled", enabled=is_phone)
            await browser.open(layout)
            await deed(browser)
            assert browser.faults == []
