"""Values as people jot them down, in the forms in which a sentence gives them.

Only evidence is read so: where a form has several readings, each of them is one that a true claim may give.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from decimal import Decimal

from afterword.grounding.measures import MEASURE, in_other_units
from afterword.grounding.noted_days import days_meant
from afterword.grounding.number_forms import NUMBER_FORMS
from afterword.text.amounts import CURRENCY
from afterword.text.foreign_words import is_foreign_note
from afterword.text.late_pattern import late_pattern
from afterword.text.numbers import ORDINALS
from afterword.times.calendar_names import MONTHS_ABROAD, any_of
from afterword.times.durations import with_short_units
from afterword.times.places_abroad import place_of
from afterword.times.when import When
from afterword.times.zones import OF_AMERICA, usual_place

_HOUR = r"(?:[01]?\d|2[0-3])"
_TIME = rf"{_HOUR}[:.][0-5]\d(?:\s?[ap]m)?|{_HOUR}\s?[ap]m|{_HOUR}"
_UNTIL = r"\s?(?:[-–/]|to|till|until|and|bis)\s?"
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
    abroad = _READINGS_ABROAD if is_foreign_note(note) else ()
    readings = (*_READINGS, *NUMBER_FORMS, *abroad)
    found = [reading for pattern, read in readings for match in pattern.finditer(note) if (reading := read(match))]
    if at is not None and at.earliest is not None:
        found += map(str, dict.fromkeys(days_meant(note, at.earliest.date())))
    return f"{text} ; {' ; '.join(found)}" if found else text


def _range(match: re.Match[str]) -> str:
    half = match["half"] or ""
    return " ; ".join(f"{hour}{half}" if half else f"{int(hour):02}:00" for hour in (match["from"], match["to"]))


def _clock(match: re.Match[str]) -> str:
    return f"{int(match['hour']):02}:{match['minute'] or '00'}"


def _clock_or_length(match: re.Match[str]) -> str:
    return f"{_clock(match)} ; {match['hour']} h {match['minute']} min"


def _in_zone(match: re.Match[str]) -> str:
    place = usual_place(match["zone"])
    clocks = (match[name] for name in ("one", "other", "later"))
    return " ; ".join(f"{clock.replace('.', ':')} {place}" for clock in clocks if clock) if place else ""


def _in_place(match: re.Match[str]) -> str:
    zone = place_of(match["place"] or match["abroad"])
    return f"{match['hour']}:{match['minute'] or '00'} {match['half'] or ''} {zone}" if zone else ""


def _in_bytes(match: re.Match[str]) -> str:
    """The amount of memory that `12Gi` or `14.1G` is."""
    return f"{match['number']} {match['unit']}B"


def _in_currencies(cents: int) -> str:
    return " ; ".join(f"{cents / 100:.2f} {currency}" for currency in ("EUR", "USD", "GBP"))


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
        late_pattern(
            rf"(?<![\w:.])(?P<one>{_TIME})(?:{_UNTIL}(?P<other>{_TIME}))?\s(?P<zone>[A-Z]{{2,4}}|(?i:wita|wit|wat|eat)|"
            rf"{OF_AMERICA})\b(?:{_UNTIL}(?P<later>{_TIME})(?![\w:]|\s[A-Z]{{2,4}}\b))?"
        ),
        _in_zone,
    ),
    (
        late_pattern(r"(?<![\w.])(?P<whole>\d{1,4})(?:[.,](?P<part>\d{1,3}))?\s?(?:Mio|Mill)\b", re.I),
        lambda match: f"{match['whole']}.{match['part'] or 0} million",
    ),
    (
        late_pattern(
            rf"(?P<before>{CURRENCY}\s?)?(?<![\w.,])(?P<high>\d{{1,3}})\.(?P<low>\d{{3}})(?!\w|[.,]\d)(?P<after>\s?{CURRENCY})?"
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
            rf"(?<![\w.,])(?P<high>\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}}){{1,3}})(?P<after>\s?{CURRENCY})?(?![\w.,])"
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
    (MEASURE, in_other_units),
    (late_pattern(r"(?<![\w.])(?P<number>\d{1,9}(?:\.\d{1,3})?)\s?(?P<unit>[KMGT]i?)\b"), _in_bytes),
    (late_pattern(r"(?<![\w.,])(?P<kelvin>\d{4,5})K\b"), lambda match: match["kelvin"]),
    (late_pattern(r"(?<![\w'])'(?P<year>\d\d)\b"), lambda match: f"in 19{match['year']} ; in 20{match['year']}"),
    (
        late_pattern(
            r"(?<![\w.])(?P<least>\d{1,4})\s?[-–]\s?(?P<most>\d{1,4})\s?(?P<scale>k|m|bn|thousand|million|billion)\b",
            re.I,
        ),
        lambda match: f"{match['least']}{match['scale']} ; {match['most']}{match['scale']}",
    ),
    (
        late_pattern(r"(?<![\w.:])(?P<number>\d{1,4})-?ish\b", re.I),
        lambda match: f"{match['number']} ; {match['number']}:00" if len(match["number"]) < 3 else match["number"],
    ),
    (
        late_pattern(r"(?<![\w/.])(?P<part>\d{1,4})/(?P<whole>\d{1,4})(?![\w/])"),
        lambda match: f"{match['part']} ; {match['whole']}",
    ),
    (late_pattern(r"(?<![\w.-])[A-Za-z]{1,2}(?P<number>\d{1,3})\b"), lambda match: match["number"]),
    (
        late_pattern(r"(?<!\S)(?:(?P<minutes>\*/\d{1,2}) \*|[\d*]{1,2} (?P<hours>\*/\d{1,2})) \* \* \*"),
        lambda match: f"{match['minutes'][2:]} minutes" if match["minutes"] else f"{match['hours'][2:]} hours",
    ),
    (
        late_pattern(
            rf"(?<![\w:.])(?P<hour>{_HOUR})(?:[:.h](?P<minute>[0-5]\d))?\s?(?:h|hrs?|uhr|(?P<half>[ap]m))?\s?[(,]?\s?"
            r"(?:(?:horário|hora|heures?|ora|czas\w*) (?:de |do |da |di |d')?(?P<abroad>[^\W\d][\w ]{2,25}?)"
            r"|(?P<place>[^\W\d][^\W\d_]{2,15}(?: [A-Z]\w+)?)(?:er)? ?(?:time|tijd|zeit))\b",
            re.I,
        ),
        _in_place,
    ),
    (
        late_pattern(
            r"(?<![\w.,])(?P<old>\d[\d.,]{0,20})\s?(?:->|→|=>)\s?(?P<new>\d[\d.,]{0,20})\s?(?P<unit>[a-zA-Z]{1,8}\b|%)"
        ),
        lambda match: f"{match['old']} ; {match['new']} ; {match['old']} {match['unit']}",
    ),
    (
        late_pattern(rf"\bevery (?P<nth>{'|'.join(ORDINALS[1:10])})\b", re.I | re.A),
        lambda match: f"one in {(nth := ORDINALS.index(match['nth'].casefold()) + 1)} ; {Decimal(100) / nth:.3g} %",
    ),
    (
        late_pattern(r"\bQ(?P<number>[1-4])\b"),
        lambda match: f"{ORDINALS[int(match['number']) - 1]} quarter",
    ),
    (
        late_pattern(r"\b(?:error|http|code|status)s?\W{1,2}(?P<code>[1-5]\d\d)\b", re.I),
        lambda match: f"status {match['code']}",
    ),
)


_READINGS_ABROAD: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (
        late_pattern(r"(?<![\w.,])(?P<whole>\d{1,3}),(?P<part>\d{1,4})(?![\d,])"),
        lambda match: f"{match['whole']}.{match['part']}",
    ),
    (
        late_pattern(
            r"(?:(?<=[\u3040-\u9fff\uac00-\ud7af])\d[\d.,]*|\d[\d.,]*(?=[\u3040-\u9fff\uac00-\ud7af]))[^\W\d_]{0,2}"
        ),
        lambda match: with_short_units(match[0]) + f" ; {re.sub(r'[^0-9.,]', '', match[0])}",
    ),
    (
        late_pattern(rf"\b(?:{'|'.join(_FOREIGN_NUMBERS)})\b", re.I),
        # Without case, `ı` matches `i`, which casefolding keeps apart: no word of the table.
        lambda match: str(_FOREIGN_NUMBERS.get(match[0].casefold(), "")),
    ),
    (
        late_pattern(r"(?<![\w.,])\d{1,9}(?:[.,]\d{1,3})?\s?[^\W\d_]{1,9}"),
        lambda match: read if (read := with_short_units(match[0].replace(",", "."))) != match[0] else "",
    ),
    (
        late_pattern(rf"\b(?P<month>{any_of(MONTHS_ABROAD)})\b(?: (?:de |del )?(?P<year>20[0-3]\d)\b)?", re.I),
        # Without case, `ı` matches `i`, which casefolding keeps apart: no name of the table.
        lambda match: (
            f"during {calendar.month_name[month]} {match['year'] or ''}"
            if (month := MONTHS_ABROAD.get(match["month"].casefold()))
            else ""
        ),
    ),
    (late_pattern(r"(?<![\w.,:/-])(?P<year>20[0-3]\d)(?![\w:/-]|[.,]\d)"), lambda match: f"in {match['year']}"),
)
"""What means something else in English: `once`."""
