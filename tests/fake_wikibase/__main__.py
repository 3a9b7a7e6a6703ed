"""The fake as a process: ``python -m fake_wikibase --latency 0.1`` with this folder's parent on the path.

It writes its address as the first line, then answers lines: ``traffic`` with
one line of JSON, ``forget`` by counting anew, ``out of time`` by failing the
next query. It ends when its input does.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from typing import TYPE_CHECKING

from fake_wikibase import faults
from fake_wikibase.entities import numbered
from fake_wikibase.server import FakeWikibase
from fake_wikibase.traffic import Limits, Traffic

if TYPE_CHECKING:
    from cousins.family.graph import FamilyGraph


def main() -> None:
    """Serve until the input ends."""
    options = _options()
    limits = Limits(options.at_once, options.requests, options.seconds)
    family = _family(options.pedigree)
    with FakeWikibase(family, latency=options.latency, pad_bytes=options.pad_bytes, limits=limits) as wikibase:
        _say(wikibase.url)
        for line in sys.stdin:
            if line.strip() == "traffic":
                _say(json.dumps(_told(wikibase.traffic)))
            elif line.strip() == "forget":
                wikibase.traffic = Traffic()
                _say("{}")
            elif line.strip() == "out of time":
                wikibase.fail(faults.out_of_time(), when=lambda request: request.path == "/sparql")
                _say("{}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="fake_wikibase", description="A small Wikibase on loopback.")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--pad-bytes", type=int, default=0, help="other facts in each item")
    parser.add_argument("--at-once", type=int, help="429 for more requests at the same time")
    parser.add_argument("--requests", type=int, help="429 for more requests in the time")
    parser.add_argument("--seconds", type=float, default=1.0, help="the time for --requests")
    parser.add_argument("--pedigree", type=int, help="so many made-up people instead of the atlas")
    return parser.parse_args()


def _family(people: int | None) -> FamilyGraph:
    if people is None:
        from cousins.sources.atlas import atlas

        return atlas()
    from synthetic import collapsed_pedigree

    return numbered(collapsed_pedigree(people))


def _told(traffic: Traffic) -> dict[str, float]:
    return {
        "requests": len(traffic.requests),
        "ids": sum(len(each.ids) for each in traffic.requests),
        "twice": sum(len(each.ids) for each in traffic.requests)
        - len({i for each in traffic.requests for i in each.ids}),
        "most_a_second": traffic.most_a_second,
        "most_at_once": traffic.most_at_once,
        "refused": len(traffic.refused),
        "cpu_seconds": time.process_time(),
    }


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - this is how the other process hears it


if __name__ == "__main__":
    main()
