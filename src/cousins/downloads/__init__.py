"""Many small files at once, each whole or not at all.

>>> import cousins
>>> report = cousins.download(["https://flagcdn.com/256x192/ua.png"], "flags")  # doctest: +SKIP
>>> report.failed  # doctest: +SKIP
()
"""

from __future__ import annotations

from cousins.downloads.batch import download, download_all
from cousins.downloads.outcome import Download, DownloadReport, Outcome, Progress

__all__ = ["Download", "DownloadReport", "Outcome", "Progress", "download", "download_all"]
