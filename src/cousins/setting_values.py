"""What may be written for each kind of setting, and what it means.

Every function here takes what was written, and raises `ValueError` with what it should have been.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

DAY: Final = 86_400.0
"""Seconds of a day."""
_SECONDS: Final = {"": 1.0, "s": 1.0, "m": 60.0, "h": 3_600.0, "d": DAY, "w": 7 * DAY}
_SIZES: Final = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}
_NEVER: Final = ("never", "none", "")
_YES: Final = ("1", "true", "yes", "on")
_NO: Final = ("0", "false", "no", "off")
_PROXIES: Final = ("http", "https", "socks4", "socks5", "socks5h")


def name(text: str) -> str | None:
    """Return what somebody or something is called; None for nothing."""
    return text or None


def contact(text: str) -> str | None:
    """Return a mail address or the address of a page; None for nothing."""
    if not text:
        return None
    if not re.fullmatch(r"[!-'*-~]+(@|://)[!-'*-~]+", text):
        raise ValueError("a mail address or the address of a page")
    return text


def proxy(text: str) -> str | None:
    """Return the address of a proxy; None for nothing."""
    if not text:
        return None
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in _PROXIES or not parts.hostname or port == 0:
        raise ValueError(f"an address such as http://host:8080 or socks5://host:1080 ({', '.join(_PROXIES)})")
    return text


def file_or_none(text: str) -> Path | None:
    """Return the path of a file; None for nothing."""
    return folder(text) if text else None


def folder(text: str) -> Path:
    """Return the path of a file or folder, with the home of a user for ``~``."""
    try:
        path = Path(text).expanduser()
        os.fsencode(path)
    except (RuntimeError, UnicodeError):  # of Path, for a user whom nobody knows; of names that no disk can hold
        path = None
    if path is None or "\0" in text:
        raise ValueError("the path of a file or folder")
    return path


def languages(text: str) -> tuple[str, ...]:
    """Return codes of languages, in lower case."""
    codes = tuple(code.strip().lower() for code in text.split(",") if code.strip())
    if not codes or not all(re.fullmatch(r"[a-z]{2,}(-[a-z0-9]+)*", code) for code in codes):
        raise ValueError("language codes, such as en or fr,en")
    return codes


def above_zero(text: str) -> float:
    """Return a number above 0."""
    number = float(text) if re.fullmatch(r"\d+(\.\d*)?|\.\d+", text) else 0.0
    if not 0 < number < float("inf"):
        raise ValueError("a number above 0")
    return number


def count(text: str) -> int:
    """Return a whole number from 1."""
    if not re.fullmatch(r"0*[1-9]\d{0,5}", text):
        raise ValueError("a whole number from 1")
    return int(text)


def rate(text: str) -> float | None:
    """Return a number above 0; None for never."""
    return None if text in _NEVER else above_zero(text)


def duration(text: str) -> float | None:
    """Return seconds; None for never."""
    if text in _NEVER:
        return None
    found = re.fullmatch(r"(\d{1,12}(?:\.\d*)?)\s*([smhdw]?)", text)
    if not found:
        raise ValueError("seconds, or a number with m, h, d or w, such as 12h or 30d, or never")
    return float(found[1]) * _SECONDS[found[2]]


def size(text: str) -> int | None:
    """Return a number of bytes; None for any."""
    if text in _NEVER:
        return None
    found = re.fullmatch(r"0*([1-9]\d{0,14})\s*([kmg]?)b?", text.lower())
    if not found:
        raise ValueError("a number of bytes, such as 500M or 2G, or none")
    return int(found[1]) * _SIZES[found[2]]


def switch(text: str) -> bool:
    """Return whether it is yes."""
    if text.lower() not in _YES + _NO:
        raise ValueError("yes or no")
    return text.lower() in _YES


def as_text(value: object) -> str:
    """Return a value of TOML or of a program as it would be written on a command line.

    Raises:
        TypeError: It is nothing that anybody would write there; says what it is.
    """
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return ",".join(value)
    if not isinstance(value, str | int | float | Path):
        raise TypeError("a list" if isinstance(value, list) else "a table" if isinstance(value, dict) else "a date")
    return str(value)
