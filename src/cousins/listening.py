"""Where it listens: sockets that are opened before anything else, so that what is in the way is said in one line."""

from __future__ import annotations

import errno
import socket
import stat
import sys
from contextlib import suppress
from pathlib import Path

from cousins.errors import SettingsError

_BACKLOG = 512
_NO_ADDRESS = {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}
_MOST_FILES = 8_192
"""Connections and files that may be open at once, where the system lets us."""


def listening(host: str, port: int, uds: str | None = None) -> list[socket.socket]:
    """Return the sockets that listen at a place.

    Args:
        host: A name, or an address in figures.
        port: 0 for any that is free.
        uds: The path of a Unix socket to listen at instead.

    Raises:
        SettingsError: Nothing can listen there.
    """
    try:
        made = [_local(uds)] if uds else _open(host, port)
        for each in made:
            each.listen(_BACKLOG)
            each.settimeout(0)
    except (OSError, UnicodeError) as error:
        where = uds or f"{host}, port {port}"
        said = getattr(error, "strerror", None) or str(error)
        is_taken = getattr(error, "errno", 0) == errno.EADDRINUSE
        why, remedy = ("it is taken", "; --port 0 takes any port that is free") if is_taken else ("it is refused", "")
        raise SettingsError(f"cannot listen at {where}: {why} ({said}){remedy}") from None
    _allow_files()
    return made


def _open(host: str, port: int) -> list[socket.socket]:
    """Return a socket for each address of a host, all at one port."""
    made: list[socket.socket] = []
    found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    failed: OSError | None = None
    for family, kind, protocol, _, address in dict.fromkeys(found):
        try:
            opened = socket.socket(family, kind, protocol)
        except OSError as error:  # this machine does not know such addresses
            failed = error
            continue
        try:
            if sys.platform != "win32":  # there it would let two listen at one port
                opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                opened.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            opened.bind((address[0], port or (made[0].getsockname()[1] if made else 0), *address[2:]))
        except OSError as error:
            opened.close()
            if made and error.errno in _NO_ADDRESS:
                continue
            for each in made:
                each.close()
            raise
        made.append(opened)
    if not made:
        raise failed or OSError("it has no address")
    return made


def _local(path: str) -> socket.socket:
    """Return a Unix socket at a path; one that nobody listens at any more is replaced."""
    place = Path(path)
    with suppress(FileNotFoundError):
        if not stat.S_ISSOCK(place.stat().st_mode):
            raise OSError("something else is there")
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            try:
                probe.connect(path)
            except ConnectionRefusedError:
                place.unlink()
            else:
                raise OSError("another process listens there")
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        made.bind(path)
        # The proxy is in the group.
        place.chmod(0o660)
    except OSError:
        made.close()
        raise
    return made


def _allow_files() -> None:
    """Let as many connections be open as there may be; many systems allow 1,024 files at first."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 (not everywhere)

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if soft != resource.RLIM_INFINITY:
            wanted = _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)
            resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
