"""Which desk answers a request: that of the visitor's own file, or the one for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.web.desk import Desk
from cousins.web.guard import PRIVATE, VARIES
from cousins.web.own_files import FileForgottenError, FileRules, OwnFile, OwnFiles

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection

    from cousins.explorer import Explorer


class Desks:
    """All desks of a process.

    A visitor's file is known by a cookie and not by a part of the address: addresses are shared, kept in histories
    and told to whatever a page leads to, and with the cookie every page and every call of the API asks the file
    without a word of it in their links. Scripts cannot read the cookie, and other sites cannot make a browser send it.

    Attributes:
        common: The desk for all who brought nothing.
        files: The families that visitors brought; None where they may not.

    Args:
        explorer: Who is asked by all who brought nothing.
        rules: Which files may be brought; None for none.
    """

    def __init__(self, explorer: Explorer, rules: FileRules | None = None) -> None:
        self.common = Desk(explorer)
        self.files = None if rules is None else OwnFiles(self.common, rules)

    def of(self, request: HTTPConnection) -> Desk:
        """Return the desk that answers a request.

        Raises:
            FileForgottenError: The visitor's file is not kept any more.
        """
        own = self.own(request)
        return self.common if own is None else own.desk

    def own(self, request: HTTPConnection) -> OwnFile | None:
        """Return the file that a visitor brought, None where there is none; what is answered is then theirs alone.

        Raises:
            FileForgottenError: It is not kept any more.
        """
        if self.files is None:
            return None
        request.scope[VARIES] = "Cookie"
        key = request.cookies.get(cookie_of(request), "")
        if not key:
            return None
        request.scope[PRIVATE] = True
        try:
            return self.files.find(key)
        except FileForgottenError:
            # The browser need not ask for it again.
            request.scope[PRIVATE] = f"{cookie_of(request)}=; Max-Age=0; Path={path_of(request)}"
            raise

    async def stopped(self) -> None:
        """Give up everything, and forget whatever visitors brought."""
        await self.common.jobs.stopped()
        if self.files is not None:
            await self.files.forget_all()


def cookie_of(request: HTTPConnection) -> str:
    """Return the name of the cookie: browsers send those of one port to all others of a machine, too."""
    server = request.scope.get("server") or ("", 0)
    return f"cousins-file-{server[1] or 0}"


def path_of(request: HTTPConnection) -> str:
    """Return the path for which the cookie holds."""
    return f"{request.scope.get('root_path', '')}/"
