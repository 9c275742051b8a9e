"""The zone of times that name none, where the sources of an incident name one zone: `13:31 CEST`, a column `hour_sgt`.

A chat that was copied from a window has the clock of who copied it. It is read in the zone that people name in the
same file or, if they name none there, in the files beside it. If several zones are named or none is, the zone is chosen
in which it tells the same events at the same minutes as a source whose zone is known. Else none is chosen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache

from afterword.evidence.collectors.mail_headers import HEADERS_ABROAD
from afterword.text.folding import normalise_caseless
from afterword.text.function_words import FUNCTION_WORDS, FUNCTION_WORDS_ABROAD
from afterword.text.late_pattern import late_pattern
from afterword.text.word_set import word_set
from afterword.times.reader import TimeReader
from afterword.times.zones import (
    AREAS,
    OF_AMERICA,
    ZoneError,
    is_place,
    is_zone,
    read_zone_behind,
    usual_place,
    utc_offset,
)

_LOOKED_AT = 20_000
_CLOCK = late_pattern(
    r"(?:(?<![\d:])|(?<=/(?:19|20)\d\d:))\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
    r"(?:\s(?:19|20)\d{2}(?=\s[+-]\d{4}))?"  # as Git writes it: `15:02:11 2026 +0200`
    r"|(?<![\w:])\d{1,2}\s?[AaPp]\.?[Mm]\b"
)
_IN_HEAD = late_pattern(r"[(\[](?:US )?(?P<zone>[A-Za-z]{2,8}(?: [Tt]ime)?|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?)[)\]]")
"""In the head of a table: `time (IST)`, `Opened (US Central)`."""
_PLACE = late_pattern(rf"(?<![\w/])(?:{AREAS})/[A-Z]\w+(?:/[A-Z]\w+)?")
_SPOKEN = late_pattern(rf"\b(?:(?:past|to) \w+|o'clock),? ({OF_AMERICA})\b")
"""`quarter past ten Pacific`."""
_COLUMN = late_pattern(
    r"(?<![^\W_])(?:time|date|hour|minute|ts|at|on|created|generated|updated|received|sent|start\w*|end\w*|opened|closed)"
    r"_(?P<zone>[A-Za-z]{2,4})(?![^\W_]|_)"
)

_OF_SERVERS = late_pattern(
    r"^(?:Received|X-[\w-]+|ARC-[\w-]+|DKIM-[\w-]+|Authentication-[\w-]+|Return-Path):.*(?:\n[ \t].*)*\n",
    re.MULTILINE | re.I,
)
"""Lines in the head of a mail that have the clocks of the servers on its way."""
_MAIL = late_pattern(r"(?:[A-Z][\w-]{1,40}: .*\n(?:[ \t].*\n)*){3}")
_OF_QUOTED = late_pattern(
    rf"^[> ]*(?:(?i:sent|{HEADERS_ABROAD['sent']}): .*|"
    r"(?:On|Am|Le|El|Em|Op|Il) .{5,160}:)$",
    re.MULTILINE,
)
_IN_UTC = late_pattern(r"(?<![\d:])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?\s?(?:Z|UTC|GMT)\b")
_SOON = timedelta(minutes=8)
"""How long after an event people write of it, with its time in UTC."""
_ZONES_OF_LANGUAGES = {
    "de": ("Europe/Berlin",), "nl": ("Europe/Amsterdam",), "it": ("Europe/Rome",), "pl": ("Europe/Warsaw",),
    "da": ("Europe/Copenhagen",), "sv": ("Europe/Stockholm",), "cs": ("Europe/Prague",), "hu": ("Europe/Budapest",),
    "fi": ("Europe/Helsinki",), "tr": ("Europe/Istanbul",), "pt": ("Europe/Lisbon", "America/Sao_Paulo"),
    "fr": ("Europe/Paris", "America/Toronto"),
    "es": (
        "Europe/Madrid", "America/Mexico_City", "America/Bogota", "America/Argentina/Buenos_Aires", "America/Santiago",
    ),
}  # fmt: skip
"""Where most who write a language are: a hint, which one event that agrees confirms."""
_ENGLISH = word_set("the and is was to of for")
_ANY_WORD = late_pattern(r"[^\W\d_]+")
_LEAST_WORDS_OF_LANGUAGE = 4

_WORD = late_pattern(r"\d[\d.,]*\d|[^\W\d_]{4,}")
_STEM = 5
_COMMON = 14
"""In how many items a word can be by which two of them report the same event; the rarer it is, the more it says."""
_ACTS = tuple(
    (f"={name}", late_pattern(words, re.I))
    for name, words in (
        (
            "off",
            r"\b(?:disabl\w*|off|paus\w+|suspend\w*|stop(?:s|ped|ping)?|kill\w*|abgeschaltet|gestoppt|coupé\w*|arrêt\w*|apagad\w+)\b",
        ),
        ("on", r"\b(?:enabl\w*|on|resum\w+|un-?paus\w+|started|eingeschaltet|relancé\w*)\b"),
        ("deleted", r"\b(?:delet\w*|remov\w*|drop(?:s|ped|ping)?|purg\w+|gelöscht|supprimé\w*|borrad\w+)\b"),
        (
            "back",
            r"\broll(?:s|ed|ing)?[ -]?back\b|\brollback|\brevert|\bback to\b|\bre-?deploy|zurückgerollt|retour arrière",
        ),
        (
            "live",
            r"\b(?:deploy\w*|releas\w*|live|roll(?:s|ed|ing)? ?out|shipp\w+|install\w*|publish\w*|push\w*)\b",
        ),
        ("restarted", r"\b(?:re-?start\w*|re-?boot\w*|neustart\w*|redémarr\w*|reinici\w*)\b"),
        ("done", r"\b(?:finish\w*|complet\w*|done|success\w*|terminé\w*|fertig|beendet|terminad\w+)\b"),
    )
)
"""Acts that a machine and people report in different words."""
_LEAST, _LEAST_OF_NAMED = 1.2, 0.45
"""Weight of the shared words by which a zone is known: one that nothing names, and one that a source names."""
_MOST_OF_ONE, _TOLD_IN_UTC = 1.5, 2.0
"""Weight that one event can have, and that of one whose time a message gives in UTC."""
_STEP = timedelta(minutes=30)
_EARLIER, _LATER = timedelta(seconds=-90), timedelta(seconds=150)
"""How long before or after a machine wrote a line people report it; minutes are cut off."""
_FARTHEST_WEST, _FARTHEST_EAST = timedelta(hours=-12), timedelta(hours=14)
_DAY = timedelta(days=1)
_LEAST_EVENTS = 3
"""By which a zone is known that no source names; the one that logs have needs one less."""
_HALVES = frozenset((-9.5, -3.5, 3.5, 4.5, 5.5, 6.5, 9.5, 10.5))
"""Offsets of half an hour that some zone has, in hours."""

Told = tuple[datetime, str]
"""When an item happened, and its text."""


@dataclass(frozen=True, slots=True)
class NamedZones:
    """The zones that a text names: beside times of day, by place, and in the names of columns.

    What only programs write, `Z`, is not a zone by which people count.

    Attributes:
        zones: those whose offset is known; a place for `ET`.
        uncertain: the names that are not certain, in lower case, with the place that is mostly meant: `cdt`.
    """

    zones: frozenset[str] = frozenset()
    uncertain: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> NamedZones:
        """Read the zones of a text."""
        known = {zone: _known(zone) for zone in _named(_without_other_clocks(text[:_LOOKED_AT]))}
        uncertain = {name.lower(): place for name, place in known.items() if place and place != name}
        return cls(frozenset(filter(None, known.values())), uncertain)

    def with_zone(self, zone: str) -> NamedZones:
        """Return them with a zone in which the text is read; UTC is that of machines."""
        return replace(self, zones=self.zones | {zone}) if zone not in ("Z", "+00:00") and not self.zones else self


def _without_other_clocks(text: str) -> str:
    """A text without the clocks of servers that handed a mail on, and of those whose mails it quotes."""
    if not _MAIL.match(text):
        return text
    head, _, words = text.partition("\n\n")
    return f"{_OF_SERVERS.sub('', head + chr(10))}\n{_OF_QUOTED.sub('', words)}"


def _named(text: str) -> Iterator[str]:
    for clock in _CLOCK.finditer(text):
        if (zone := read_zone_behind(text, clock.end())) and zone[0] not in ("Z", "z", "+00:00", "-00:00", "+0000"):
            yield zone[0]
    yield from (match[0] for match in _PLACE.finditer(text))
    yield from (match[1] for match in _SPOKEN.finditer(text))
    head = text.split("\n", 1)[0]
    for pattern in (_COLUMN, _IN_HEAD):
        yield from (match["zone"] for match in pattern.finditer(head) if is_zone(match["zone"]))
    if (stated := TimeReader().with_stated_zone(text)).states_zone:
        yield stated.zone


def _known(zone: str) -> str:
    """A zone whose offsets are known: a place for `ET`; empty for a name that means several."""
    if is_place(zone):
        return zone
    try:
        utc_offset(zone)
    except ZoneError:
        return usual_place(zone)
    return zone


def zone_without_name(
    name: str, zones: Mapping[str, frozenset[str]], day: datetime, *, is_of_machine: bool = False
) -> tuple[str, str] | None:
    """Choose the zone of a source that has times without one.

    Args:
        name: of the source.
        zones: by the name of each source, the zones that it names.
        day: a time near the incident; zones that have the same offset then are one, and UTC beside one is a mere mark.
        is_of_machine: whether a machine wrote it, whose clock need not be that of the people beside it.

    Returns:
        The zone, and the source that names it; None if none is named but UTC, or several are.
    """
    own = zones.get(name, frozenset())
    named = {name: own} if own or is_of_machine else zones
    found = [
        (zone, source) for source, of_source in named.items() for zone in sorted(of_source) if any(_offsets(zone, day))
    ]
    places = [zone for zone, _ in found if is_place(zone)]
    found = [one for one in found if is_place(one[0]) or not any(_has_offset(place, one[0], day) for place in places)]
    if len({offset for zone, _ in found for offset in _offsets(zone, day)}) != 1:
        return None
    # A place knows when its clocks change.
    return min(found, key=lambda one: not is_place(one[0]))


def _has_offset(place: str, offset: str, day: datetime) -> bool:
    """Whether the clocks of a place have an offset in winter or in summer."""
    own = {one for month in (1, 7) for one in _offsets(place, day.replace(month=month, day=1))}
    return not own.isdisjoint(_offsets(offset, day))


def differing_zones(zones: Mapping[str, frozenset[str]], day: datetime) -> str:
    """Say which source names which zone, if sources name several that differ; else empty."""
    found = {zone: name for name, of_source in zones.items() for zone in of_source if any(_offsets(zone, day))}
    offsets = {offset for zone in found for offset in _offsets(zone, day)}
    return ", ".join(f"{zone} in {name}" for zone, name in sorted(found.items())) if len(offsets) > 1 else ""


def zone_of_same_events(
    own: Sequence[Told], others: Sequence[Told], named: Iterable[str], *, is_of_any_day: bool = False
) -> tuple[str, int] | None:
    """Choose the zone in which a source reports events at the minutes at which others have them.

    Args:
        own: its items, whose times were read in UTC.
        others: the items of sources whose zone is known.
        named: the zones that sources name, of which one event is enough to choose one.
        is_of_any_day: whether the day of its times is not known, and only the time of day counts.

    Returns:
        Its offset, and how many events agree; None if too few do, or some agree with another offset.
    """
    offsets = {offset for zone in named for offset in _offsets(zone, own[0][0])}
    weights: dict[timedelta, float] = {}
    events: Counter[timedelta] = Counter()
    for agreeing in _agreements(own, others, offsets, is_of_any_day=is_of_any_day):
        for offset, weight in agreeing.items():
            weights[offset] = weights.get(offset, 0) + weight * (2 if offset in offsets else 1)
            events[offset] += 2 if weight == _TOLD_IN_UTC else 1
    # One event that agrees by chance with a zone which nothing names says nothing against one that is named.
    ranked = sorted(weights, key=lambda one: (one in offsets or events[one] > 1, weights[one]), reverse=True)
    if not ranked:
        return None
    chosen = ranked[0]
    second = max(
        (weights[one] for one in ranked[1:] if one in offsets or events[one] > 1 or chosen not in offsets), default=0
    )
    least = _LEAST_OF_NAMED * 2 if chosen in offsets else _LEAST
    fewest = 1 if chosen in offsets else _LEAST_EVENTS - (not chosen)
    if weights[chosen] < max(least, 2 * second) or events[chosen] < fewest:
        return None
    minutes = int(abs(chosen).total_seconds()) // 60
    return f"{'-' if chosen < timedelta(0) else '+'}{minutes // 60:02}:{minutes % 60:02}", events[chosen]


def _agreements(
    own: Sequence[Told], others: Sequence[Told], offsets: Collection[timedelta], *, is_of_any_day: bool
) -> Iterator[dict[timedelta, float]]:
    """Yield, of each item, the offsets in which it reports an event of another source, each with how sure that is."""
    words_of_others = [_words(text) for _, text in others]
    words_of_own = [_words(text) for _, text in own]
    seen = Counter(word for words in (*words_of_own, *words_of_others) for word in words)
    having: dict[str, list[int]] = {}
    for index, words in enumerate(words_of_others):
        for word in words:
            if seen[word] <= _COMMON:
                having.setdefault(word, []).append(index)
    for (at, text), words in zip(own, words_of_own, strict=True):
        best: dict[timedelta, float] = dict.fromkeys(_offsets_by_utc(at, text), _TOLD_IN_UTC)
        shared: dict[int, float] = {}
        for word in words:
            for other in having.get(word, ()):
                shared[other] = shared.get(other, 0) + 1 / (seen[word] - 1)
        for other, weight in shared.items():
            found = _offset_between(at, others[other][0], offsets, is_of_any_day=is_of_any_day)
            if found is not None and (found in offsets or _is_of_some_zone(found)):
                best[found] = max(best.get(found, 0), min(weight, _MOST_OF_ONE))
        yield best


def _is_of_some_zone(offset: timedelta) -> bool:
    hours = offset / timedelta(hours=1)
    return hours.is_integer() or hours in _HALVES


def _offset_between(
    at: datetime, moment: datetime, likely: Collection[timedelta], *, is_of_any_day: bool
) -> timedelta | None:
    """The zone in which a message came right after a moment; None if it did in none.

    Args:
        at: of the message, as if it were in UTC.
        moment: of the event.
        likely: zones that sources name; the time of day in New Zealand is that of a place in Hawaii a day later.
        is_of_any_day: whether only the time of day of the message is known.
    """
    apart = at - moment
    if is_of_any_day:
        apart = (apart - _FARTHEST_WEST) % _DAY + _FARTHEST_WEST
    offset = _STEP * round(apart / _STEP)
    if not (_EARLIER <= apart - offset <= _LATER and _FARTHEST_WEST <= offset <= _FARTHEST_EAST):
        return None
    return offset + _DAY if is_of_any_day and offset not in likely and offset + _DAY in likely else offset


def _offsets_by_utc(at: datetime, text: str) -> Iterator[timedelta]:
    """The zone by which a message was written right after an event whose time it gives in UTC: `see 08:24Z`."""
    for match in _IN_UTC.finditer(text):
        moment = at.replace(hour=int(match["hour"]), minute=int(match["minute"]), second=0)
        apart = (at - moment - _FARTHEST_WEST) % _DAY + _FARTHEST_WEST
        since = apart % _STEP
        if since <= _SOON:
            yield apart - since


def is_far_from(zone: str, places: Iterable[str], day: datetime) -> bool:
    """Whether the clocks of a zone differ from those of all of some places on a day."""
    offsets = {offset for place in places for offset in _offsets(place, day)}
    return bool(offsets) and offsets.isdisjoint(_offsets(zone, day))


def zones_of_language(texts: Iterable[str]) -> tuple[str, ...]:
    """Where those probably are who wrote some texts; empty for English, which is written everywhere."""
    words = Counter(_ANY_WORD.findall(" ".join(texts)[:_LOOKED_AT].lower()))
    most, zones = max(
        (sum(words[word] for word in FUNCTION_WORDS_ABROAD[language] - FUNCTION_WORDS), zones)
        for language, zones in _ZONES_OF_LANGUAGES.items()
    )
    is_clear = most >= _LEAST_WORDS_OF_LANGUAGE and most > 2 * sum(words[word] for word in _ENGLISH)
    return zones if is_clear else ()


@lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    """The beginnings of the words of a text, its numbers, and the acts that it reports."""
    plain = normalise_caseless(text)
    words = (re.sub(r"[.,]", "", word) if word[0].isdigit() else word[:_STEM] for word in _WORD.findall(plain))
    spaced = plain.replace("_", " ")
    return frozenset((*words, *(name for name, pattern in _ACTS if pattern.search(spaced))))


def _offsets(zone: str, day: datetime) -> Iterable[timedelta]:
    try:
        yield utc_offset(zone, day.replace(tzinfo=None))
    except ZoneError:
        return
