"""Values as people jot them down, in the forms in which a sentence gives them.

Only evidence is read so: where a form has several readings, each of them is one that a true claim may give.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from afterword.text.foreign_words import is_foreign_note
from afterword.text.late_pattern import late_pattern
from afterword.text.numbers import parse_number
from afterword.times.calendar_names import DAYS_IN_ENGLISH
from afterword.times.dates import month_and_weekday_names
from afterword.times.when import When

_HOUR = r"(?:[01]?\d|2[0-3])"
_CURRENCY = r"(?:€|\$|£|EUR|USD|GBP|CHF|euros?|dollars?|francs?)"
_AMERICAN = {"e": "America/New_York", "c": "America/Chicago", "m": "America/Denver", "p": "America/Los_Angeles"}
_OF_THE_CLOCK = {"half past": 30, "quarter past": 15, "quarter to": -15}
_HOURS = ("twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_DAYS_AGO = {
    "today": 0, "tonight": 0, "heute": 0, "hoy": 0, "hoje": 0, "aujourd'hui": 0,
    "yesterday": 1, "last night": 1, "gestern": 1, "ayer": 1, "ontem": 1,
    "the day before yesterday": 2, "vorgestern": 2, "avant-hier": 2, "anteayer": 2, "anteontem": 2,
    "tomorrow": -1, "morgen": -1, "demain": -1, "mañana": -1, "amanhã": -1, "übermorgen": -2,
}  # fmt: skip
_HOURS_AHEAD = {
    "wat": 1, "eat": 3, "trt": 3, "pkt": 5, "ict": 7, "myt": 8, "wita": 8, "wit": 9, "cot": -5, "pet": -5, "vet": -4,
    "clst": -3, "uyt": -3,
}  # fmt: skip
"""Zones that are rarely used, and that no other zone is called; a name with several meanings is never guessed."""
_FOREIGN_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "zwei deux dois duas twee", "drei trois tres três tre drie", "vier quatre cuatro quatro quattro",
            "fünf cinq cinco cinque vijf", "sechs seis zes", "sieben siete sete zeven",
            "acht huit ocho oito", "neun neuf nueve nove negen", "zehn dix diez dez",
            "elf onze undici", "zwölf douze doce doze dodici twaalf",
        ),
        2,
    )
    for word in words.split()
}  # fmt: skip
_NTH = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_BYTES = {"kb": 1, "mb": 2, "gb": 3, "tb": 4}
_MOST = 4_000
"""Characters of a text that are read so; what is longer is a dump, not a note."""


def read_loosely(text: str, at: When | None) -> str:
    """Return the values of a note as a sentence would give them, behind the note itself.

    Args:
        text: the note, at most 4,000 characters of which are read.
        at: when it was written, from which `yesterday` is counted.
    """
    note = text[:_MOST]
    readings = (*_READINGS, *_READINGS_ABROAD) if is_foreign_note(note) else _READINGS
    found = [reading for pattern, read in readings for match in pattern.finditer(note) if (reading := read(match))]
    if at is not None and at.earliest is not None:
        day = at.earliest.date()
        found += [str(read) for match in _RELATIVE.finditer(note) if (read := _day(match, day))]
    return f"{text} ; {' ; '.join(found)}" if found else text


def _range(match: re.Match[str]) -> str:
    half = match["half"] or ""
    return " ; ".join(f"{hour}{half}" if half else f"{int(hour):02}:00" for hour in (match["from"], match["to"]))


def _clock(match: re.Match[str]) -> str:
    return f"{int(match['hour']):02}:{match['minute'] or '00'}"


def _clock_or_length(match: re.Match[str]) -> str:
    return f"{_clock(match)} ; {match['hour']} h {match['minute']} min"


def _of_the_clock(match: re.Match[str]) -> str:
    word = match["hour"].casefold()
    hour = _HOURS.index(word) if word in _HOURS else int(word) % 12
    minutes = (hour * 60 + _OF_THE_CLOCK[match["how"].casefold()]) % 720
    return " ; ".join(f"{(minutes + half) // 60:02}:{minutes % 60:02}" for half in (0, 720))


def _with_offset(match: re.Match[str]) -> str:
    return f"{match['clock'].replace('.', ':')} {_HOURS_AHEAD[match['zone'].casefold()]:+03}:00"


def _in_currencies(cents: int) -> str:
    return " ; ".join(f"{cents / 100:.2f} {currency}" for currency in ("EUR", "USD", "GBP"))


def _day_and_month(match: re.Match[str]) -> str:
    year = f" {match['year']}" if len(match["year"] or "") == 4 else ""
    pairs = ((int(match["one"]), int(match["other"])), (int(match["other"]), int(match["one"])))
    days = [f"{day} {calendar.month_name[month]}{year}" for day, month in pairs if 0 < month < 13 and 0 < day < 32]
    return " ; ".join(days[:1] if match["sign"] == "." else days)


def _bytes(match: re.Match[str]) -> str:
    """The same size in the units beside its own: 2048 MB are 2 GB."""
    amount, place = Decimal(match["amount"].replace(",", "")), _BYTES[match["unit"].casefold().replace("i", "")]
    sign = "i" if "i" in match["unit"].casefold() else ""
    other = [
        f"{size.normalize():f} {unit[0].upper()}{sign}B"
        for unit, other in _BYTES.items()
        for step in (1000, 1024)
        if abs(place - other) == 1 and (size := amount * Decimal(step) ** (place - other)) * 100 % 1 == 0
    ]
    return " ; ".join(dict.fromkeys(other))


_READINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (late_pattern(rf"(?<![\w:.])(?P<from>{_HOUR})\s?[-–]\s?(?P<to>{_HOUR})\s?(?:(?P<half>[ap]m)|uhr\b)", re.I), _range),
    (
        late_pattern(
            rf"\b(?:between|from)\s(?P<from>{_HOUR})\s(?:and|to|till|until)\s(?P<to>{_HOUR})(?P<half>)(?![\w:%.])", re.I
        ),
        _range,
    ),
    (late_pattern(rf"(?<![\w:.])(?P<hour>{_HOUR})\s?h\s?(?P<minute>[0-5]\d)(?!\d)", re.I), _clock_or_length),
    (late_pattern(r"(?<![\w:.])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s?(?:hrs?|hours|h|uhr)\b", re.I), _clock),
    (
        late_pattern(
            rf"\b(?:at|since|from|until|till|um|ab|gegen|seit|bis|à|vers|desde|hasta)\s"
            rf"(?P<hour>{_HOUR})(?:\.(?P<minute>[0-5]\d))?(?=\s*(?:$|[,;.)!?]|[-–—]\s|(?:and|on|already|today|no|the)\b))",
            re.I,
        ),
        _clock,
    ),
    (
        late_pattern(rf"\b(?P<how>half past|quarter past|quarter to)\s(?P<hour>{_HOUR}|{'|'.join(_HOURS)})\b", re.I),
        _of_the_clock,
    ),
    (
        late_pattern(
            rf"(?<![\w:.])(?P<clock>{_HOUR}(?:[:.][0-5]\d)?\s?(?:[ap]m)?)\s"
            r"(?:(?P<short>[ECMP])T|(?P<long>[ECMP])(?:astern|entral|ountain|acific))\b"
        ),
        lambda match: f"{match['clock'].strip()} {_AMERICAN[(match['short'] or match['long']).casefold()]}",
    ),
    (
        late_pattern(
            r"(?<![\w.,/-])(?P<one>\d{1,2})(?P<sign>[./])(?P<other>\d{1,2})(?:(?P=sign)(?P<year>\d{4}|\d\d)?)?(?!\w|[./]\d|\s?(?:%|[a-zµ]{1,3}\b))"
        ),
        _day_and_month,
    ),
    (
        late_pattern(r"(?<![\w.])(?P<whole>\d{1,4})(?:[.,](?P<part>\d{1,3}))?\s?(?:Mio|Mill)\b", re.I),
        lambda match: f"{match['whole']}.{match['part'] or 0} million",
    ),
    (
        late_pattern(
            rf"(?P<before>{_CURRENCY}\s?)?(?<![\w.,])(?P<high>\d{{1,3}})\.(?P<low>\d{{3}})(?![\w.,])(?P<after>\s?{_CURRENCY})?"
        ),
        lambda match: f"{match['before'] or ''}{match['high']},{match['low']}{match['after'] or ''}",
    ),
    (late_pattern(r"(?<![\w.,])(?P<cents>\d{1,2}) cents?\b", re.I), lambda match: _in_currencies(int(match["cents"]))),
    (
        late_pattern(r"(?<![\w:.])(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d)\s?(?:h|hours|hrs)\b", re.I),
        lambda match: f"{int(match['hours'])} h {int(match['minutes'])} min",
    ),
    (
        late_pattern(
            rf"(?<![\w:.])(?P<clock>{_HOUR}[:.][0-5]\d(?:\s?[ap]m)?|{_HOUR}\s?[ap]m)\s"
            rf"(?P<zone>{'|'.join(_HOURS_AHEAD)})\b",
            re.I,
        ),
        _with_offset,
    ),
    (
        late_pattern(
            rf"(?<![\w.,])(?P<high>\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}}){{1,3}})(?P<after>\s?{_CURRENCY})?(?![\w.,])"
        ),
        lambda match: "".join(re.findall(r"\d", match["high"])) + (match["after"] or ""),
    ),
    (
        late_pattern(r"(?<!\d)(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"),
        lambda match: f"{match['year']}-{match['month']}-{match['day']}",
    ),
    (late_pattern(r"\b(?:next day|am nächsten Tag|le lendemain|past midnight)\b", re.I), lambda _: "00:00"),
    (late_pattern(r"\bfortnight\b", re.I), lambda _: "2 weeks"),
    (
        late_pattern(r"(?<![\w.,])(?P<amount>\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d{1,3})?)\s?(?P<unit>[KMGT]i?B)\b", re.I),
        _bytes,
    ),
    (
        late_pattern(
            r"(?<![\w.,])(?P<old>\d[\d.,]{0,20})\s?(?:->|→|=>)\s?(?P<new>\d[\d.,]{0,20})\s?(?P<unit>[a-zA-Z]{1,8})\b"
        ),
        lambda match: f"{match['old']} ; {match['new']} ; {match['old']} {match['unit']}",
    ),
    (
        late_pattern(rf"\bevery (?P<nth>{'|'.join(_NTH)})\b", re.I),
        lambda match: f"one in {_NTH.index(match['nth'].casefold()) + 2}",
    ),
    (late_pattern(r"\bsev[ -](?P<number>[0-5])\b", re.I), lambda match: f"SEV{match['number']}"),
    (
        late_pattern(r"\bQ(?P<number>[1-4])\b"),
        lambda match: f"{('first', 'second', 'third', 'fourth')[int(match['number']) - 1]} quarter",
    ),
    (
        late_pattern(r"\b(?:error|http|code|status)s?\W{1,2}(?P<code>[1-5]\d\d)\b", re.I),
        lambda match: f"status {match['code']}",
    ),
)


_READINGS_ABROAD: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (
        late_pattern(rf"\b(?:{'|'.join(_FOREIGN_NUMBERS)})\b", re.I),
        lambda match: str(_FOREIGN_NUMBERS[match[0].casefold()]),
    ),
)
"""What means something else in English: `once`."""

_WEEKDAY = f"(?:{'|'.join(DAYS_IN_ENGLISH)})"
_LENGTHS = {"day": 1, "week": 7}
_RELATIVE = late_pattern(
    rf"\b(?:(?:{'|'.join(sorted(_DAYS_AGO, key=len, reverse=True))})\b|(?:last |next |on |this )?{_WEEKDAY}\b"
    r"|(?P<number>\d{1,2}|an?|two|three|four|five|six) (?P<unit>day|week)s? ago\b|(?:EOM|end of (?:the |this )?month)\b"
    r"|EOD\b)",
    re.I,
)


def _day(match: re.Match[str], day: date) -> date | None:
    """The day that some words mean on a day: a weekday is the last one, or the coming one after `next`."""
    words = match[0].casefold()
    if words in _DAYS_AGO:
        return day - timedelta(days=_DAYS_AGO[words])
    if match["unit"]:
        number = match["number"].casefold()
        count = 1 if number in ("a", "an") else int(parse_number(number))
        return day - timedelta(days=count * _LENGTHS[match["unit"].casefold()])
    if words.startswith("eo") or "month" in words:
        return day if words == "eod" else day.replace(day=calendar.monthrange(day.year, day.month)[1])
    name = words.split()[-1]
    near = range(1, 8) if words.startswith("next") else range(-1 if words.startswith("last") else 0, -8, -1)
    days = (day + timedelta(days=off) for off in near)
    return next((one for one in days if name in month_and_weekday_names(one)), None)
