"""How many years does the reading of dates lose? Over real files, and over dates made in fifteen languages.

A year is lost when a date has a plain year of four figures in it and what is read may not mean that year.
Run: ``python benchmarks/dates.py [FILE.ged ...]``
"""

from __future__ import annotations

import random
import re
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cousins.formats.gedcom.date_values import read_closely

if TYPE_CHECKING:
    from cousins.family.dates import Date

MONTHS = {
    "en": "January February March April May June July August September October November December Sept Oct",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember Jänner Mär Okt",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre janv févr déc",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december mrt",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ene dic",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre gen ott",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro fev out",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "no": "januar februar mars april mai juni juli august september oktober november desember des",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia paź",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "hu": "január február március április május június július augusztus szeptember október november december",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta"
    " marraskuuta joulukuuta",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря янв дек",
}
AROUND = {
    "en": ("about {}", "before {}", "after {}", "between {} and {}", "from {} to {}", "{} or {}"),
    "de": ("um {}", "vor {}", "nach {}", "zwischen {} und {}", "von {} bis {}", "{} oder {}"),
    "fr": ("vers {}", "avant {}", "après {}", "entre {} et {}", "de {} à {}", "{} ou {}"),
    "nl": ("omstreeks {}", "voor {}", "na {}", "tussen {} en {}", "van {} tot {}", "{} of {}"),
    "es": ("hacia {}", "antes de {}", "después de {}", "entre {} y {}", "desde {} hasta {}", "{} o {}"),
    "it": ("circa {}", "prima del {}", "dopo il {}", "tra {} e {}", "dal {} al {}", "{} o {}"),
    "pt": ("cerca de {}", "antes de {}", "depois de {}", "entre {} e {}", "desde {} até {}", "{} ou {}"),
    "da": ("omkring {}", "før {}", "efter {}", "mellem {} og {}", "fra {} til {}", "{} eller {}"),
    "sv": ("omkring {}", "före {}", "efter {}", "mellan {} och {}", "från {} till {}", "{} eller {}"),
    "no": ("omkring {}", "før {}", "etter {}", "mellom {} og {}", "fra {} til {}", "{} eller {}"),
    "pl": ("około {}", "przed {}", "po {}", "między {} i {}", "od {} do {}", "{} lub {}"),
    "cs": ("kolem {}", "před {}", "po {}", "mezi {} a {}", "od {} do {}", "{} nebo {}"),
    "hu": ("{} körül", "{} előtt", "{} után", "{} és {} között", "{} - {}", "{} vagy {}"),
    "fi": ("noin {}", "ennen {}", "jälkeen {}", "{} ja {} välillä", "{} - {}", "{} tai {}"),
    "ru": ("около {}", "до {}", "после {}", "между {} и {}", "от {} по {}", "{} или {}"),
}
ONE = (
    *(
        "{d} {m} {y}",
        "{d}. {m} {y}",
        "{m} {d}, {y}",
        "{y} {m} {d}",
        "{d}-{m}-{y}",
        "{m} {y}",
        "{y}. {m} {d}.",
        "{M} {y}",
    ),
    *("{d}.{n}.{y}", "{d}/{n}/{y}", "{y}-{n:02}-{d:02}", "{y}", "{y}?", "[{y}]", "{d} {M}. {y}", "({y})", "{d}{m}{y}"),
)
NOISE = ("probably the year", "bapt.", "xyz", "St. Mary's", "§", "12", "no. 7", "or", "-", "/", "(", "Q", "BC?", "May")
_YEAR = re.compile(r"(?<![^\W_])[12]\d{3}(?!\w)")


def main() -> None:
    """Print a line for each file, language and for noise."""
    for path in sys.argv[1:]:
        told(path, re.findall(r"\n\d+ DATE ([^\r\n]+)", Path(path).read_bytes().decode("utf-8", "replace")))
    chance = random.Random(11)
    for language in MONTHS:
        told(language, [_made(chance, language) for _ in range(4000)])
    told("noise", [_noisy(chance) for _ in range(20000)])


def told(name: str, dates: list[str]) -> None:
    """Print how many dates there are, not understood, and with a year that was lost."""
    start = time.process_time()
    read = [read_closely(written) for written in dates]
    spent = time.process_time() - start
    lost = [one for one, (found, _) in zip(dates, read, strict=True) if _lost(one, found)]
    unclear = sum(trouble is not None for _, trouble in read)
    speed = spent / max(1, len(dates)) * 1e6
    print(f"{name:40} {len(dates):>7} dates, {unclear:>6} not whole, years lost: {len(lost)}  ({speed:.0f} µs a date)")
    for one in lost[:5]:
        print("   ", one)


def _lost(written: str, found: Date | None) -> bool:
    years = [int(year) for year in _YEAR.findall(written)]
    if not years:
        return False
    if found is None:
        return True
    # "Before 1850" names 1850 and means none of its days.
    ends = (found, found.until) if found.until else (found,)
    return not any(min(years) - 1 <= end.year <= max(years) + 1 for end in ends) and "BC" not in written.upper()


def _made(chance: random.Random, language: str) -> str:
    form = chance.choice((*AROUND[language], "{}", "{}", "{}"))
    return form.format(*(_one(chance, language) for _ in range(form.count("{}"))))


def _one(chance: random.Random, language: str) -> str:
    day = date.fromordinal(chance.randrange(550_000, 735_000))
    months = MONTHS[language].split()
    month = chance.choice(months)
    form = chance.choice(ONE)
    return form.format(d=min(day.day, 28), m=month, M=month.upper(), n=day.month, y=day.year)


def _noisy(chance: random.Random) -> str:
    words = [chance.choice(NOISE) for _ in range(chance.randrange(4))]
    words.insert(chance.randrange(len(words) + 1), _one(chance, chance.choice(list(MONTHS))))
    return " ".join(words)


if __name__ == "__main__":
    main()
