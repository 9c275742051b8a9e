"""The zone that a text names for all its times: `all times CEST`, `(copied in Manila)`, `tz of this host: Etc/UTC`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from afterword.text.late_pattern import late_pattern
from afterword.times.places_abroad import named_place, place_of
from afterword.times.zones import AREAS, OF_AMERICA, is_place, is_zone, usual_place

_STATED_ZONE = late_pattern(
    r"(?i:\b(?:all\s|alle\s)?(?:time(?:s|stamps|\s?zone)?|zeit(?:en|angaben)?|uhrzeiten?|horas?|horários?|heures?|orari)\b"
    r"(?:\s(?:are|is|shown|given|listed|below|sind|son|sont|são|sono|local(?:es|e)?|locais))*"
    r"(?:,|:|\s(?:in|en|em|im)(?:\sthe)?)?\s+\(?)"
    r"(?P<zone>(?:UTC|GMT)(?:\s?[+\u2212-]\s?\d{1,2}(?::?\d{2})?)?|(?:[A-Z]{3,5}|[ECMP]T)\b(?!\s?[a-z])|"
    rf"[A-Z][A-Za-z]+/[A-Z][A-Za-z_/]+|(?:{OF_AMERICA})(?:\s(?:Standard|Daylight))?\sTime)"
    # `Times Chicago`, `my clock = Warsaw`, `all times Eastern`
    r"|(?:(?:^|[.,;:(\[–—-])\s*|\b(?i:all|my|our|store|shop|site|server|account|local|display|office|team)\s)(?i:times|time\s?zone|clock)\b"
    r"(?i:\s(?:are|is|shown|given|local|in|on))*\s?(?:[=:,(]\s?)*(?P<place>[^\W\d_][\w'-]+(?:[ _][A-Z][\w'-]+)?)"
    r"(?=[\s.,;)\]]|$)"
    # `(Manila time)`, `local time: Manila`, `Ortszeit Zürich`
    r"|(?<![\dm]\s)(?<![\w:])(?P<spoken>[A-Z][\w'-]+(?:[ _][A-Z][\w'-]+)?) (?:local )?time\b(?=\s*[.,;)\]]|\s*$)"
    r"|(?i:\b(?:local(?:\stimes?)?|ortszeit|hora (?:local )?de|heure de|ora di)\b)\s?(?:[=:(]\s?|(?i:is|in)\s)*"
    r"(?P<local>[A-Z][\w'-]+(?:[ _][A-Z][\w'-]+)?)(?=[\s.,;)\]]|$)",
    re.MULTILINE,
)
# In the first lines, and not behind a time: `#inc-12 export (PDT)`, `tz: America/Bogota`, `clocks UTC-3`
_ZONE_OF_HEAD = late_pattern(
    rf"(?<!\d\s)(?<!\d)(?:(?P<place>(?:{AREAS})/[A-Z]\w+(?:/[A-Z]\w+)?)|"
    r"\b(?P<offset>(?:UTC|GMT)\s?[+\u2212-]\s?\d{1,2}(?::?\d{2})?)\b|"
    r"(?:(?<!\d\s)(?<!\d\s\s)[(\[]|\b(?i:tz|time ?zone)\s?[:=]?\s?)"
    r"(?P<short>(?:CES?T|MES?Z|EES?T|EDT|MDT|PDT|AKDT|BRT|SGT|JST|KST|HKT|AE[SD]T|NZ[SD]T|SAST|WIB|[+\u2212-]\d{2}:\d{2})\b))"
)
# In the first lines and the last ones, a word for time beside a zone or a place: `Slack shows her time (Vancouver)`
_CUE = late_pattern(
    r"\b(?:times?|time ?zones?|timestamps?|tz|clocks?|local|uhrzeit(?:en)?|zeit(?:zone|en|angaben)?|ortszeit|heures?|"
    r"horaires?|fuseau|horas?|horarios?|huso|horários?|fuso|ora|orari[oa]?|tijd(?:en|zone)?|czas\w*|stref\w+|"
    r"tid(?:er|ssone|szon|szone)?|klokke\w*|aika\w*|saat\w*|čas\w*|idő\w*|время|час\w*|time-?zone)(?!\w)|時間|时间|時刻|시간",
    re.I,
)
_CUE_OF_END = late_pattern(r"\b(?:time ?zones?|tz|all times|zeitzone|fuseau|huso|fuso)\b", re.I)
_CLOCK = late_pattern(r"\d{1,2}[:h.]\d{2}\b|\b\d{1,2}\s?[ap]\.?m\b", re.I)
_NAMED = late_pattern(
    rf"(?<![\w/])(?:(?P<iana>(?:{AREAS})/[A-Z]\w+(?:/[A-Z]\w+)?)|"
    r"(?P<offset>(?:UTC|GMT)\s?[+\u2212-]\s?\d{1,2}(?::?\d{2})?|[+\u2212-]\d{2}:\d{2})(?!\w)|"
    r"(?P<words>[^\W\d_a-z][\w'’-]*(?:[ _][^\W\d_a-z][\w'’-]*){0,2}))"
)
_INTRODUCED = late_pattern(r"(?:(?:\s?[^\W\d_]{1,14}){0,4}\s?[:=(\[]\s?){1,2}(?:[^\W\d_]+,\s)?")
_JOINED = late_pattern(
    r"[\s,:=-]{0,3}(?:(?:in|is|are|at|as|of|on|the|all|shown|given|listed|local|locales?|locaux|locais|lokale?n?|"
    r"sind|im|der|die|das|de|du|des|la|le|les|en|est|sont|del?|el|los|las|son|do|da|dos|das|são|em|no|na|di|della|"
    r"sono|nel|van|het|zijn|i|på|er|w|są|jest|v|on|zone|set|to)[\s,:=(-]{1,3}){0,5}",
    re.I,
)
"""Between a word for time and the zone: words that only join them, or any few before a colon or bracket."""
_ENDS = late_pattern(r"\s*(?:[.,;)\]|–—]|$)")
_WORD_END = late_pattern(r"[^\W\d_a-z]{2,6}$")
_HEAD_LINES, _HEAD_CHARACTERS, _END_LINES = 6, 900, 2
_LOOKED_AT = 200_000
_AROUND = 60
"""Characters between a word for time and the zone."""
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class StatedZone:
    """The zone of all times of a text, the name by which it is stated, and how that is read, for people."""

    zone: str
    name: str
    note: str = ""


def read_stated_zone(text: str) -> StatedZone | None:
    """Read the zone that a text names for all its times; None if it names none, or several."""
    for match in _STATED_ZONE.finditer(text, 0, _LOOKED_AT):
        named = next(filter(None, match.group("zone", "place", "spoken", "local")))
        if is_zone(named) and (match["zone"] or named.isupper()):
            return StatedZone(named, named)
        if not match["zone"] and (zone := place_of(named) or place_of(named.split()[0]) or usual_place(named)):
            return StatedZone(zone, named, f"times in {named} are read in {zone}")
    lines = [line for line in text[:_HEAD_CHARACTERS].split("\n") if line.strip()][:_HEAD_LINES]
    zones = {found.group("place", "offset", "short") for found in _ZONE_OF_HEAD.finditer("\n".join(lines))}
    named = next(filter(None, zones.pop())) if len(zones) == 1 else ""
    is_known = is_place(named) if "/" in named else is_zone(named) or re.match(r"[+\u2212-]\d", named)
    if is_known:
        return StatedZone(named, named, f"times are read in {named}, which is named above them")
    end = [line for line in text[-_HEAD_CHARACTERS:].split("\n") if line.strip()][-_END_LINES:]
    cued = {zone for line in lines if not _CLOCK.search(line) for zone in _beside_cue(line, _CUE)}
    cued = cued or {zone for line in end for zone in _beside_cue(line, _CUE_OF_END)}
    places = {zone for zone in cued if "/" in zone} or cued  # `(Vancouver, PDT)`: a place knows when its clocks change
    if len(places) != 1:
        return None
    zone = places.pop()
    return StatedZone(zone, zone, f"times are read in {zone}, which its first or last lines name")


def _beside_cue(line: str, cue: re.Pattern[str]) -> Iterator[str]:
    """Yield the zones that are named beside a word for time in a line."""
    if len(line) > _LONGEST:
        return
    for found in cue.finditer(line):
        before, behind = line[: found.start()], line[found.end() :]
        beside = (
            *before.split()[-1:],
            *behind.split()[:1],
            *(one[0] + found[0] for one in [_WORD_END.search(before)] if one),
        )
        yield from filter(None, (named_place(word.strip("()[],.;:=").casefold()) for word in beside))
        for named in _NAMED.finditer(line, found.end(), min(len(line), found.end() + _AROUND)):
            between = line[found.end() : named.start()]
            is_bare = found[0].casefold() == "time"  # `response time in Frankfurt` says nothing of its clock
            is_word = bool(named["words"]) and not named["words"].isupper()
            is_joined = not is_bare and _JOINED.fullmatch(between) and (not is_word or _ENDS.match(line, named.end()))
            if not (_INTRODUCED.fullmatch(between) or is_joined):
                continue
            if named["iana"] or named["offset"]:
                yield named["iana"] or named["offset"]
            elif zone := _zone_of_words(named["words"].replace("_", " ").split()):
                yield zone


def _zone_of_words(words: list[str]) -> str:
    """The zone that capitalised words name, the longest name first; empty if they name none."""
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            name = " ".join(words[start : start + length])
            if length == 1 and name.isupper() and len(name) > 1 and is_zone(name):
                return usual_place(name) or name
            if not name.isupper() and (zone := place_of(name)):
                return zone
    return ""
