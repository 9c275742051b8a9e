"""The names of time zones: one table for evidence, documents and claims.

A name that means more than one offset is never guessed.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from afterword.text.late_pattern import late_pattern

# Minutes ahead of UTC. Only names that mean one offset wherever they are used.
_FIXED = {
    "z": 0, "utc": 0, "gmt": 0, "ut": 0, "zulu": 0, "wet": 0, "west": 60, "cet": 60, "cest": 120, "mez": 60,
    "mesz": 120, "eet": 120, "eest": 180, "sast": 120, "msk": 180, "est": -300, "edt": -240, "mdt": -360, "pdt": -420,
    "akst": -540, "akdt": -480, "hst": -600, "brt": -180, "npt": 345, "wib": 420, "sgt": 480, "jst": 540, "kst": 540,
    "hkt": 480, "awst": 480, "aest": 600, "aedt": 660, "acdt": 630, "nzst": 720, "nzdt": 780,
    "coordinated universal time": 0, "universal time": 0, "greenwich mean time": 0,
    "central european time": 60, "central european summer time": 120,
}  # fmt: skip
# Several zones share the name, or laws changed its offset.
_AMBIGUOUS = frozenset(
    re.findall(
        r"\w+",
        "pst cst cdt mst ist bst ast adt sst ect gst pt et ct mt acst acwst aet aft almt amst amt anat art awdt "
        "azost azot azt bdt bnt brst btt cat cct chadt chast chst clst clt cot cvt cxt eat egst egt fet fjt fkst "
        "fkt fnt galt gft gyt hdt hovt ict idt irdt irkt irst kgt krat lhdt lhst magt mest met mmt msd mut mvt "
        "myt nct ndt nft novt nst omst pet pett pgt phst pht pkst pkt pmdt pmst pyst pyt ret sakt samt sbt sct "
        "srt tjt tlt tmt trt ulat uyst uyt uzt vet vlat vut wast wat wita wit wgst wgt wst yakt yekt "
        "central eastern mountain pacific",
    )
)
# What is most often meant by some of them: shown as a choice, and never taken for certain.
_USUAL_PLACES = {
    "pt": "America/Los_Angeles", "pst": "America/Los_Angeles", "pacific": "America/Los_Angeles",
    "mt": "America/Denver", "mst": "America/Denver", "mountain": "America/Denver",
    "ct": "America/Chicago", "cst": "America/Chicago", "cdt": "America/Chicago", "central": "America/Chicago",
    "et": "America/New_York", "eastern": "America/New_York", "bst": "Europe/London", "british": "Europe/London",
    "ist": "Asia/Kolkata", "india": "Asia/Kolkata", "wat": "Africa/Lagos", "eat": "Africa/Nairobi",
    "pkt": "Asia/Karachi", "ict": "Asia/Bangkok", "pht": "Asia/Manila", "myt": "Asia/Kuala_Lumpur",
    "gst": "Asia/Dubai", "trt": "Europe/Istanbul", "cot": "America/Bogota", "pet": "America/Lima",
    "clt": "America/Santiago", "clst": "America/Santiago", "vet": "America/Caracas", "uyt": "America/Montevideo",
    "wita": "Asia/Makassar", "wit": "Asia/Jayapura",
}  # fmt: skip
# Words of several languages, which in lower case are zones only in brackets: `17:02 ist alles still`. `est` is one too,
# but is more often a zone.
_WORDS = frozenset(re.findall(r"\w+", "art cat cot ct eat ect et ist met mut pet pt ut vet west wet wit"))
FOREIGN_WORDS = frozenset(("ct", "ect", "et", "ist", "pt", "ut"))
"""Of these, the words that are zones in an English sentence and behind `pm`."""

OF_AMERICA = "Pacific|Mountain|Central|Eastern"
"""The zones of North America, as people say them alone."""
_SIGN = r"[+\u2212-]"
AREAS = "Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Etc|Europe|Indian|Pacific"
"""Of the time zone database."""
_PLACE = rf"(?i:{AREAS}|Brazil|Canada|Chile|Mexico|US)(?:/[A-Za-z][\w+-]{{1,30}}){{1,2}}"
_SPOKEN = (
    r"(?i:(?:local|universal|coordinated universal|greenwich mean|(?:pacific|mountain|central|eastern|western|atlantic|"
    r"alaska|hawaii|moscow|india|china|japan|korea|israel|british|irish)(?: european)?"
    r"(?: standard| daylight| summer| winter)?) time)\b|"
    # `17:05 Eastern`, and not `17:05 Eastern region`
    rf"(?:{OF_AMERICA})\b(?!\s(?:\w+\s)?(?i:region|clusters?|data ?cent|dc|us|eu|europe|africa|asia|"
    r"office|bank|teams?|nodes?|division|pool|shard|gateway|servers?|log|store|api|database|db|service|queue))"
)
# `UTC+2`, `GMT-03:30`, `UTC + 1`; in `UTC-17:30` and `UTC - 3 users`, something else begins at the sign.
_FROM_UTC = (
    r"(?i:UTC|GMT)(?:\s?(?:\+\d{1,2}|[\u2212-](?:0?\d|1[0-4])(?!\d))(?::?\d{2})?|"
    r"\s\+\s\d{1,2}|\s-\s\d{1,2}(?!\s?[A-Za-z%]))(?!:?\d)"
)
_SHORT = (
    r"(?P<short>[A-Za-z]{1,5}(?:/[A-Z]{3,5})?)"
    r"(?:(?P<rule>[+-]?\d{1,2}(?:[A-Z]{3,5})?)(?![\w:])|(?!\w|[-/][A-Za-z]|\+\d))"
)
_NAME = rf"(?P<zone>{_PLACE}|{_FROM_UTC}|{_SPOKEN}|{_SHORT})"
# In `10:05-11:30`, a second time begins at the sign; in `T10:05-11:30` and `10:05:30-11:30`, an offset does.
_OFFSET = (
    rf"(?P<offset>(?:(?=\+|.\d\d(?!:))|(?<!\d:\d\d)|(?<=[T:]\d\d:\d\d)){_SIGN}(?:0\d|1[0-4]):?[0-5]\d(?![\d:-])|"
    r"\+(?:0\d|1[0-4]):[0-5]\d(?=:\s)|"
    rf"(?<!\s){_SIGN}(?:0\d|1[0-4])(?![\d:-])|(?:(?<=\s)|(?<=\()){_SIGN}\d:[0-5]\d(?![\d:-])|{_SIGN}(?:0\d(?![\w:%-]|[.,]\d)|1[0-4](?![\w:.,%-]|\s[a-z%]))|(?<=\d)z\b)"
)
# `+0200 (CEST)`, `GMT+0200 (Central European Summer Time)`: what mails and JavaScript write behind an offset.
_NAME_BEHIND_OFFSET = r"(?:(?<=[+-]\d{4})\s\([A-Z][A-Za-z]*(?:\s[A-Z][A-Za-z]+){0,4}\))?"
_BEHIND = late_pattern(
    r"[\])*_`]{0,3}(?:\s?(?i:h|hrs?|hours|uhr)\b\.?)?(?:,?\s{1,2}(?:in\s)?)?[*_`]{0,3}(?P<open>[(\[])?"
    rf"(?:{_OFFSET}|{_NAME})(?(open)[)\]])(?:\[{_PLACE}\])?{_NAME_BEHIND_OFFSET}"
)
_BEFORE = late_pattern(rf"(?<![\w/-])(?P<open>[(\[])?{_NAME}[)\]]?:?\s[(\[*_]{{0,3}}$")
_BEFORE_CHARACTERS = 40
# In sentences alone: `Berlin time`, `New York Time`, `(Berlin)`.
_TIME_OF = r"(?P<zone>(?:[A-Z][\w.'-]*\s){1,4}(?i:time)\b)"
_BEHIND_IN_SENTENCE = late_pattern(rf",?\s(?:[(\[]?{_TIME_OF}|\((?P<city>[A-Z][\w ]{{1,30}})\))")
_BEFORE_IN_SENTENCE = late_pattern(rf"{_TIME_OF}:?\s$")


def read_zone_behind(text: str, start: int, *, in_sentence: bool = False) -> tuple[str, int] | None:
    """Read the zone behind a time of day, in brackets or not.

    Args:
        text: the text.
        start: where the time of day ends.
        in_sentence: whether the text is an English sentence; more words are zones there.

    Returns:
        The zone as it is written, and the offset behind it; None if there is no zone.
    """
    match = _BEHIND.match(text, start)
    if match and in_sentence and match["zone"] in OF_AMERICA.split("|"):
        match = None  # in a sentence it is a region more often than a time
    if match and (match["offset"] or _is_zone(match, in_sentence or text[start - 1] in "mM.")):
        return match["offset"] or match["zone"], match.end()
    if in_sentence and (match := _BEHIND_IN_SENTENCE.match(text, start)):
        zone = match["zone"] or f"{match['city']} time"
        if match["zone"] or is_place(zone):
            return zone, match.end()
    return None


def read_zone_before(text: str, end: int, earliest: int) -> tuple[str, int] | None:
    """Read the zone before a time of day in a sentence: `CET 17:02`.

    Args:
        text: the text.
        end: where the time of day begins.
        earliest: where the zone can begin.

    Returns:
        The zone as it is written, and its first offset; None if there is no zone.
    """
    earliest = max(earliest, end - _BEFORE_CHARACTERS)
    match = _BEFORE.search(text, earliest, end)
    if match and _is_zone(match, False):
        return match["zone"], match.start()
    match = _BEFORE_IN_SENTENCE.search(text, earliest, end)
    return (match["zone"], match.start()) if match and is_place(match["zone"]) else None


def _is_zone(match: re.Match[str], has_foreign_words: bool) -> bool:
    """Whether the name is a zone; only short names can be something else."""
    short = match["short"] or "UTC"
    name = short.lower()
    if not all(part in _FIXED or part in _AMBIGUOUS for part in name.split("/")):
        return False
    if short.isupper():
        return not match["rule"] or len(short) > 2
    if match["rule"] or name == "z":
        return False
    return name not in _WORDS or match["open"] is not None or (has_foreign_words and short in FOREIGN_WORDS)


def is_zone(text: str) -> bool:
    """Whether a text is nothing but the name of a zone."""
    match = re.fullmatch(_NAME, text)
    return match is not None and (match["short"] is None or match["short"].lower() in _FIXED.keys() | _AMBIGUOUS)


def usual_place(zone: str) -> str:
    """Return the place that is most often meant by `PT` or `Pacific Time`; empty if that is not known."""
    return _USUAL_PLACES.get(zone.lower().split()[0], "")


class ZoneError(ValueError):
    """The offset of a zone is unknown or uncertain; the message says why."""


def utc_offset(zone: str, local: datetime | None = None) -> timedelta:
    """Look up how far a zone is ahead of UTC.

    Args:
        zone: an offset such as `+02:00` or `UTC-3`, an abbreviation, or a name of the time zone database.
        local: the date and time there, without a zone; None if the day is unknown.

    Raises:
        ZoneError: the zone is ambiguous or unknown, or its offset depends on the day and the day is unknown.
    """
    name = zone.lower().replace("\u2212", "-")
    if signed := re.fullmatch(r"(?:utc|gmt)?\s?([+-])\s?(\d{1,2}?)(?::?(\d{2}))?", name):
        hours, minutes = int(signed[2]), int(signed[3] or 0)
        if hours > 14 or minutes > 59:
            raise ZoneError(f"`{zone}` is not a UTC offset")
        offset = timedelta(hours=hours, minutes=minutes)
        return -offset if signed[1] == "-" else offset
    if name in _FIXED:
        return timedelta(minutes=_FIXED[name])
    place = None if name in _AMBIGUOUS else _places().get(name)
    if place is None:
        problem = "is not the name of one time zone for certain" if name in _AMBIGUOUS else "is not a known time zone"
        raise ZoneError(f"`{zone}` {problem}; write its offset, such as `+02:00`")
    if local is None:
        raise ZoneError(f"the offset of {place} depends on the day")
    first, second = (local.replace(tzinfo=ZoneInfo(place), fold=fold).utcoffset() for fold in (0, 1))
    if first is None or first != second:
        raise ZoneError(f"the clocks of {place} changed in that hour; write the offset, such as `+02:00`")
    return first


def require_zone(text: str) -> str:
    """Return a zone that a person gives: an offset, an abbreviation, `Europe/Berlin` or `Berlin`.

    Raises:
        ZoneError: it is not certain which zone is meant.
    """
    named = f"{text} time"
    if is_place(text) or (is_place(named) and not is_zone(text)):  # `WEST` is not Australia/West
        return _places().get(text.lower()) or _places()[named.lower()]
    utc_offset(text)
    return text


def is_place(zone: str) -> bool:
    """Whether the time zone database knows it: `europe/berlin`, `Berlin time`."""
    return zone.lower() in _places()


@cache
def _places() -> dict[str, str]:
    """Names of the time zone database in lower case, also as `berlin time`; empty if the system has no database."""
    names = sorted(available_timezones())
    cities = [name for name in names if "/" in name and not name.startswith(("Brazil/", "Canada/", "Etc/", "US/"))]
    spoken = {f"{name.rpartition('/')[2].replace('_', ' ').lower()} time": name for name in cities}
    return {**spoken, **{name.lower(): name for name in names}}
