"""The zones that a text names, in several languages: `CET`, `UTC+2`, `heure de Paris`, `Berliner Zeit`, `北京时间`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from afterword.times.places_abroad import place_of
from afterword.times.zones import AREAS, OF_AMERICA, ZoneError, is_zone, utc_offset

_CITY = r"[^\W\d_][\w'’.-]*(?:[ _](?:d[eoa]s?[ _])?[A-ZÀ-ÖØ-Þ][\w'’.-]*){0,2}"
_FORMS = (
    rf"(?P<place>(?<![A-Za-z0-9_/])(?:{AREAS}|US)/[A-Za-z_]+(?:/[A-Za-z_]+)?)",
    r"(?P<from_utc>(?<![A-Za-z0-9_])(?:UTC|GMT)\s?[+\-−]\s?\d{1,2}(?::?\d\d)?(?!\d))",
    r"(?P<offset>(?<![\w:+\-−])[+\-−]\d\d:?\d\d(?![\d:-]))",
    r"(?P<east>(?:日本|北京|台北|中国标准|日本标准|日本標準|東京|东京|香港|上海|韓国)(?:時間|时间|標準時|时)?(?<=[間间时時]))",
    r"(?P<spelled>(?i:\b(?:coordinated universal|greenwich mean|central european(?: summer)?) time))",
    rf"(?P<area>\b(?:US[ /])?(?:{OF_AMERICA})(?: (?:[Ss]tandard|[Dd]aylight))?(?: [Tt]ime\b|"
    r"(?![\w/ -]*[A-Za-z])))",
    r"(?P<short>(?<![A-Za-zÀ-ſ0-9_/&-])(?:[A-Z]{2,5}|Z)(?![A-Za-zÀ-ſ0-9_&]|-[A-Za-z]|[+\-−]\d))",
    r"(?P<adjective>(?i:\b(?:hora peninsular|hora española|heure française|ora italiana|deutsche zeit|"
    r"nederlandse tijd|czas(?:u|ie)? polski(?:ego|m)?|czas(?:u|ie)? warszawski(?:ego|m)?)\b))",
    r"(?i:\b(?:heures?|horas?|horários?|horarios?|ora|orario|tijd|czas|czasu|czasie|ortszeit|zeit)\s(?:(?:local|locale|"
    r"lokale|locali|oficial|legal|légale|in|w|von|van|em|en|à|a)\s)?(?:(?:de|di|do|da|du|van|in|von|w)\s|d[’'])?)"
    rf"(?:[(（])?(?P<of>{_CITY})",
    rf"\b(?P<time_of>{_CITY})(?:[ -](?:[Ll]ocal )?(?:[Tt]ime|[Tt]ijd|[Ll]okal(?:e )?[Zz]eit|(?:[Oo]rts)?[Zz]eit)\b|"
    r" local\b)",
    rf"(?P<city>(?<![\w/-])(?=[A-ZÀ-ÖØ-Þ]){_CITY})",
)
_ZONE = re.compile("|".join(_FORMS))
_LONGEST_HEAD = 60
_SUMMER, _WINTER = datetime(2024, 7, 3, 12), datetime(2024, 1, 3, 12)


@lru_cache(maxsize=4096)
def zones_in(text: str, *, has_cities: bool = False) -> tuple[tuple[str, int, int], ...]:
    """Find the zones that a short text names: each as it is written, with its offsets.

    Args:
        text: without markup.
        has_cities: whether the name of a city alone is its zone, as in `local (Denver)`.
    """
    return tuple(_found(text, has_cities))


def _found(text: str, has_cities: bool) -> Iterator[tuple[str, int, int]]:
    at = 0
    while match := _ZONE.search(text, at):
        at = match.start() + 1
        kind = match.lastgroup or ""
        name, start, end = match[kind], match.start(), match.end()
        if kind == "short" and not is_zone(name):
            continue
        if kind in ("of", "time_of", "city"):
            if kind == "city" and not has_cities:
                continue
            if not (known := _city(name, from_end=kind == "time_of")):
                continue
            name, start, end = (
                known,
                start if kind == "of" else match.start(kind) + match[kind].index(known),
                match.start(kind) + len(known) if kind != "time_of" else end,
            )
        yield name, start, end
        at = end


def _city(words: str, *, from_end: bool) -> str:
    """The longest end, or beginning, of some words that is the name of a place."""
    parts = re.split(r"(?<=[ _])", words)
    for count in range(len(parts), 0, -1):
        name = "".join(parts[-count:] if from_end else parts[:count]).strip(" _.-")
        if name[:1].isupper() and place_of(name):
            return name
        if not name[:1].isascii() and place_of(name):
            return name
    return ""


def zone_in(text: str) -> str:
    """Return the zone that a short text names, such as a table's head or a value; empty if it names none."""
    if len(text) > _LONGEST_HEAD:
        return ""
    return certain_first(tuple(name for name, _, _ in zones_in(text, has_cities=True)))


def certain_first(names: tuple[str, ...]) -> str:
    """Of several names for one zone, such as `CST (UTC+8)`, one whose offset is certain, an abbreviation first."""
    short = [name for name in names if re.fullmatch(r"[A-Z]{2,5}|[A-Z]\w+/\w+", name)]
    certain = list(filter(is_certain, names))
    return next(iter((*filter(is_certain, short), *certain, *short, *names)), "")


def is_certain(name: str) -> bool:
    """Return whether the offset of a zone is certain, in summer and in winter."""
    if place_of(name):
        return True
    try:
        return bool(utc_offset(name, _SUMMER) is not None and utc_offset(name, _WINTER) is not None)
    except ZoneError:
        return False
