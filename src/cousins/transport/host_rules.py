"""The rules of the hosts that are asked: how many requests at once, how many a second, how many a minute.

They change: this table is the one place to change them in. Where a host
allows "under 5", the table says 4, so that a crowded network cannot push two
requests together into one too many.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from cousins.settings import Settings


class Interface(enum.Enum):
    """What of a host is asked; each has rules of its own."""

    ACTION_API = "Action API"
    REST_API = "REST API"
    WEBSITE = "website"
    SPARQL = "query service"
    FILES = "files"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a host allows. None means that it sets no such limit.

    Attributes:
        name: What the rule is about, for messages.
        source: Where the host says so: the site and the page.
        at_once: Requests at the same time.
        per_second: Requests a second, evenly spaced.
        per_minute: Requests in any 60 seconds.
        slow_after: Seconds; an answer that took longer calls for a pause.
        slow_pause: Seconds of that pause.
        wants_contact: Whether the host wants to know who asks.
        within: A wider rule that holds as well.
    """

    name: str
    source: str
    at_once: int | None = None
    per_second: float | None = None
    per_minute: int | None = None
    slow_after: float | None = None
    slow_pause: float = 0.0
    wants_contact: bool = True
    within: Rule | None = None

    def chain(self) -> tuple[Rule, ...]:
        """Return this rule and the wider ones that hold as well, narrowest first."""
        return (self, *self.within.chain()) if self.within else (self,)


WIKIMEDIA: Final = Rule(
    name="Wikimedia",
    source="mediawiki.org, Wikimedia APIs/Rate limits: 3 at once, 200 a minute with a compliant User-Agent",
    at_once=3,
    per_minute=190,
)
_WIKIMEDIA_RULES: Final = {
    Interface.ACTION_API: Rule(
        name="Wikimedia Action API",
        source="wikitech.wikimedia.org, Robot policy: 1 at a time, under 5 a second; after more than 1 s wait 5 s",
        at_once=1,
        per_second=4,
        slow_after=1,
        slow_pause=5,
        within=WIKIMEDIA,
    ),
    Interface.REST_API: Rule(
        name="Wikimedia REST API",
        source="wikitech.wikimedia.org, Robot policy: 3 at a time, under 5 a second; after more than 1 s wait 5 s",
        at_once=3,
        per_second=4,
        slow_after=1,
        slow_pause=5,
        within=WIKIMEDIA,
    ),
    Interface.WEBSITE: Rule(
        name="Wikimedia website",
        source="wikitech.wikimedia.org, Robot policy: under 10 at a time, under 20 a second",
        at_once=9,
        per_second=19,
        within=WIKIMEDIA,
    ),
    Interface.SPARQL: Rule(
        name="Wikidata Query Service",
        source="mediawiki.org, Wikidata Query Service/User Manual: 60 s a query, 60 s a minute; better 1 at once",
        at_once=1,
        within=WIKIMEDIA,
    ),
    Interface.FILES: Rule(
        name="Wikimedia files",
        source="wikitech.wikimedia.org, Robot policy; it is silent on small files, so this is 2 at once",
        at_once=2,
        per_second=4,
        within=WIKIMEDIA,
    ),
}
_QLEVER: Final = Rule(
    name="QLever",
    source="qlever.dev states no limits; 1 at once, as at the Wikidata Query Service",
    at_once=1,
)
_WIKIMEDIA_SITES: Final = (
    "wikidata.org", "wikimedia.org", "wikipedia.org", "mediawiki.org", "wiktionary.org", "wikisource.org",
    "wikiquote.org", "wikibooks.org", "wikinews.org", "wikiversity.org", "wikivoyage.org", "wikifunctions.org",
)  # fmt: skip


def table() -> tuple[Rule, ...]:
    """Return all rules that this module holds, for the documentation.

    Example:
        >>> next(rule.at_once for rule in table() if rule.name == "Wikimedia Action API")
        1
    """
    return (WIKIMEDIA, *_WIKIMEDIA_RULES.values(), _QLEVER)


def rule_for(url: str, settings: Settings, interface: Interface | None = None) -> Rule:
    """Return the rule that holds for an address.

    Loopback has no limits; a host that the table does not know has those of the
    settings. Known hosts keep the table's, whatever the settings say.

    Args:
        url: What is to be asked.
        settings: The user's limits for other hosts.
        interface: What of the host is asked; None to tell by the address.

    Example:
        >>> from cousins.settings import Settings
        >>> rule_for("https://www.wikidata.org/w/api.php", Settings()).at_once
        1
        >>> rule_for("http://127.0.0.1:8181/w/api.php", Settings()).at_once is None
        True
    """
    parts = urlsplit(url)
    return _rule(parts.hostname or "", parts.netloc, interface or interface_of(url), settings)


@lru_cache(maxsize=1024)  # the pacer tells rules apart by value, and crawls ask for the same few hosts
def _rule(host: str, address: str, what: Interface, settings: Settings) -> Rule:
    if is_loopback(host):
        return Rule(name=address, source="this machine", wants_contact=False)
    if _belongs(host, _WIKIMEDIA_SITES):
        return _WIKIMEDIA_RULES[what]
    if _belongs(host, ("qlever.dev", "qlever.cs.uni-freiburg.de")):
        return _QLEVER
    return Rule(
        name=host,
        source="the settings concurrency and rate",
        at_once=settings.concurrency,
        per_second=settings.rate,
        wants_contact=what is not Interface.FILES,
    )


@lru_cache(maxsize=4096)
def interface_of(url: str) -> Interface:
    """Return what of a host an address belongs to.

    Example:
        >>> interface_of("https://www.wikidata.org/wiki/Special:EntityData/Q9439.json").value
        'website'
    """
    parts = urlsplit(url)
    path, host = parts.path.rstrip("/"), parts.hostname or ""
    if path.endswith("/api.php"):
        return Interface.ACTION_API
    if "/rest.php" in path or "/api/rest_v1" in path:
        return Interface.REST_API
    if path.endswith("/sparql") or host.startswith("query."):
        return Interface.SPARQL
    if host.startswith(("upload.", "thumb.", "commons.", "dumps.")):
        return Interface.FILES
    return Interface.WEBSITE


@lru_cache(maxsize=1024)
def is_loopback(host: str) -> bool:
    """Return whether a host is this machine itself.

    Example:
        >>> is_loopback("::1"), is_loopback("127.evil.example")
        (True, False)
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost" or host.lower().rstrip(".").endswith(".localhost")


def _belongs(host: str, sites: tuple[str, ...]) -> bool:
    plain = host.lower().rstrip(".")
    return any(plain == site or plain.endswith(f".{site}") for site in sites)
