"""The bar that follows downloads on a terminal."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

from cousins.cli.screen import alone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cousins.downloads import Progress


@contextlib.contextmanager
def bar(title: str) -> Iterator[Callable[[Progress], None] | None]:
    """Show a bar on a terminal, and nothing elsewhere.

    Args:
        title: What stands before it while nothing is waited for.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 (terminals only)
    from rich.markup import escape  # noqa: PLC0415 (as above)
    from rich.progress import Progress as Bar  # noqa: PLC0415 (as above)

    with alone(), Bar(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(title, total=None)

        def advance(progress: Progress) -> None:
            said = f"waiting: {progress.waiting}" if progress.waiting else title
            shown.update(task, completed=progress.done, total=progress.total, description=escape(said))

        yield advance
