"""Where and when somebody is or was born: positions, devices, dates of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from afterword.redaction.matching import Anchors, Match, Needles, Sort, entries, starts, value_at
from afterword.redaction.personal.announcing import Announced
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern
from afterword.times.calendar_names import MONTH_START

LOCATION, BIRTH, DEVICE = "location", "date of birth", "MAC address"

_DECIMAL = r"-?\d{1,3}\.\d{3,10}"
# What is too short to be looked at as a number of its own is found with the one before it.
_SHORT = r"[\"']?[,;& ]{1,2}[\"']?lo?ng?(?:itude)?[\"']?\s?[:=]\s?[\"']?-?\d\.\d{3,4}(?!\d)"
_POSITION = late_pattern(
    rf"{_DECIMAL}°? ?[NSEW]?(?:\s{{0,2}}[,;/ ]\s{{0,2}}{_DECIMAL}°? ?[NSEW]?|{_SHORT})?(?![\w.]|\s?(?:m?s|%)\b)"
)
_EXACT_PAIR = late_pattern(
    r"-?\d{1,2}\.\d{4,10},\s?-?\d{1,3}\.\d{4,10}(?=,\d{1,2}z)|-?\d{1,2}\.\d{4,10},\s?-?\d{1,3}\.\d{4,10}"
    r"(?!\w|\.\d|, ?-?\d)"
)
_POSITION_WORD = late_pattern(
    r"(?i)(?:\blat(?:itude)?|\blon(?:g|gitude)?|\blng|\bgps|\bgeo\w*|\bposition|\bcoord(?:inate)?s?|\blocation"
    r"|\bpick-?up|\bdrop-?off|\bdestination|\b(?:last|gps) (?:fix|ping|seen)|\bwhereabouts|\bwaypoint"
    r"|\bstandort|\bkoordinaten|\bubicaci[óo]n|\bpos)[\"']?[ ]?(?:is|was|[:=\[\"'( -]){0,6}\Z"
)
_PLACE_WORD = late_pattern(
    r"(?i)\b(?:gps|geo(?:location|fence|tag)?|positions?|posici[óo]n|posizione|coord\w*|koordinaten|locat(?:ion|ed)s?"
    r"|localisation|ubicaci[óo]n|standort|address|adresse|home|house|whereabouts|pinged|parked|tracks?|trail|route"
    r"|rides?|trip|tracker|beacon|seen)\b"
)
"""Words in whose sentence a pair of exact decimals is a place."""
_AT = late_pattern(r"(?i)(?:\b(?:at|near|in)[ ]|[?&](?:q|ll|center|loc)=|@)\Z")
_SEXAGESIMAL = late_pattern(
    "\\d{1,3}[°º] ?\\d{1,2}[′'’] ?\\d{1,2}(?:[.,]\\d{1,4})?(?:[″\"”]|''|′′) ?[NS],? ?"
    "\\d{1,3}[°º] ?\\d{1,2}[′'’] ?\\d{1,2}(?:[.,]\\d{1,4})?(?:[″\"”]|''|′′) ?[EWO]"
)


_SIDE_FIRST = late_pattern(
    "[NS] ?\\d{1,2}[°º] ?\\d{1,2}[′'’] ?\\d{1,2}(?:[.,]\\d{1,4})?(?:[″\"”]|''|′′),? ?"
    "[EWO] ?\\d{1,3}[°º] ?\\d{1,2}[′'’] ?\\d{1,2}(?:[.,]\\d{1,4})?(?:[″\"”]|''|′′)"
)
_MINUTES = late_pattern(
    "[NS] ?\\d{1,2}[°º] ?\\d{1,2}\\.\\d{1,6}[′'’]?,? ?[EWO] ?\\d{1,3}[°º] ?\\d{1,2}\\.\\d{1,6}[′'’]?"
)
_DEGREES_AND_SIDE = late_pattern(r"\d{1,2}\.\d{3,10} ?[°º]? ?[NS](?:,? ?| ?/ ?)\d{1,3}\.\d{3,10} ?[°º]? ?[EWO](?!\w)")
_SIDES = late_pattern(rb"[0-9]\.[0-9]{3,10} ?[NS](?:,? ?| ?/ ?)[0-9]{1,3}\.[0-9]{3,10} ?[EWO]")


def find_position(text: str, start: int, end: int, announced: str) -> Iterator[Match]:
    """Find degrees of latitude and longitude where a number with decimals begins."""
    if "." not in text[start : start + 4]:
        return
    start += text[start] == "("
    start -= text[start - 1 : start] == "-"
    if _POSITION_WORD.search(announced.rstrip("-")):
        if match := _POSITION.match(text, start):
            yield Match(start, start + len(match[0].rstrip(" ,;/")), LOCATION)
    elif (match := _EXACT_PAIR.match(text, start)) and (
        _AT.search(text[max(0, start - 8) : start])
        or _PLACE_WORD.search(text[max(0, text.rfind("\n", max(0, start - 90), start), start - 90) : start])
        or _PLACE_WORD.search(text[match.end() : match.end() + 30].partition("\n")[0])
    ):
        yield Match.of(match, LOCATION)


# Of six pairs; with colons they are found with the addresses of the network.
_DASHED_PAIRS = late_pattern(rb"-(?=[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}-)")
_DEVICES = Announced(
    DEVICE, r"[0-9A-Fa-f]{12}|[0-9A-Fa-f]{4}(?:[.-][0-9A-Fa-f]{4}){2}",
    "mac, mac address, macaddr, bssid, hwaddr, ether, lladdr, ble mac, wifi mac, bluetooth",
    confirms=lambda value: is_own_device(value), condition=rb"[^\n]{0,10}[0-9a-f]{4}",
)  # fmt: skip
_DOTTED_WORDS = frozenset(
    b"mac arp arpa ether hwaddr bssid address interface vlan cisco dynamic static cam gi te fa eth switch port".split()
)
_DOTTED_FOURS = late_pattern(rb"\.(?=[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}(?![0-9A-Za-z.]))")
_MAC = late_pattern(
    r"(?<![0-9A-Za-z.:-])(?:[0-9A-Fa-f]{2}(?:-[0-9A-Fa-f]{2}){5}"
    r"|(?:[0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4})(?![0-9A-Za-z:-])"
)


def is_own_device(address: str) -> bool:
    """Whether an address of six pairs is that of one device: no broadcast, none of a container."""
    digits = re.sub(r"[^0-9a-f]", "", address.lower())
    return (
        (len(digits) == 12 or (len(digits) == 16 and digits[6:10] == "fffe"))
        and len(set(digits)) > 2
        and not digits.startswith(("0242", "0000", "ffff"))
        and not digits.isdigit()
    )


def _macs(view: View) -> Iterator[Match]:
    dotted = () if view.words.isdisjoint(_DOTTED_WORDS) else ((_DOTTED_FOURS, 4),)
    for form, back in ((_DASHED_PAIRS, 2), *dotted):
        for at in starts(view.data, form):
            match = _MAC.match(view.text, at - back) if at >= back else None
            if match and is_own_device(match[0]):
                yield Match.of(match, DEVICE)


_MONTH = r"(?:[^\W\d_]{3,12}\.?)"
_DATE = (
    r"(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}(?:T[\d:.Z+-]{4,20})?|\d{1,2}(?:[-/]|\. ?)\d{1,2}(?:[-/]|\. ?)(?:\d{4}"
    r"|\d{2})(?!\d)|(?:19|20)\d{6}|\d{2}[A-Z]{3}(?:19|20)?\d\d(?!\d)|(?:\d{4}|[明大昭平令][治正和成]\d{1,2})年\d{1,2}月\d{1,2}日"
    r"|\d\d-\d\d"
    rf"|\d{{1,2}} {_MONTH},? '?\d\d(?!\d)"
    rf"|\d{{1,2}}-{_MONTH}-(?:\d{{4}}|\d\d)|\d{{1,2}}/[IVX]{{1,4}}/\d{{4}}|\d{{1,2}}(?:\.|st|nd|rd|th|er|º)?(?: de"
    rf"| of)? {_MONTH}(?: de)?,? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd"
    rf"|th)?,? \d{{4}})"
)
_BIRTHS = Announced(
    BIRTH, _DATE,
    "birth certificate, birthday, birth day, birth date, birthdate, birth, date of birth, dob, d.o.b, born, bday,"
    "geboren, geburtsdatum,"
    "geburtstag, geb dat, geb, fecha nac, née le, né le, née, né, naissance, date de naissance, fecha de "
    "nacimiento, nacimiento, nacido,"
    " nacida,"
    "nascimento, data de nascimento, data di nascita, nascita, nascido em, nascida em, nato, nata, data "
    "urodzenia, urodzenia, urodzony,"
    " urodzona, ur,"
    "födelsedatum, född, fødselsdato, født, syntymäaika, syntynyt, narozen, narozena, datum narození, doğum tarihi,"
    " született,"
    "geboortedatum",
    other=("дата рождения", "生年月日", "出生日期", "출생", "생년월일", "родился", "родилась", "г.р.",
           "生日", "ημερομηνία γέννησης"),
    gap=r"(?i:[ ._-]{0,3}(?:is|was|ist|on|the|am|le|el|il|op|den|dnia|es|est)\b|(?: (?:a|in|à|en|w|v)"
        r" [A-ZÀ-Ž][\w-]{1,20},?)"
    r"){0,3}(?:[\"'.:=#()>| ]{0,5}|[,;\t] ?)",
)  # fmt: skip
_YEARS = Announced(
    BIRTH, r"(?:19[2-9]\d|20[01]\d)",
    "birth year, year of birth, yob, jahrgang, geburtsjahr, année de naissance, año de nacimiento, anno di nascita,"
    "ano de nascimento, geboortejaar, rok urodzenia, födelseår, fødselsår, born in, born",
    other=("год рождения", "出生年份", "生年"),
)  # fmt: skip
_DAY_OF_YEAR = (
    rf"(?:(?:{MONTH_START})[a-z]{{0,6}}\.? \d{{1,2}}(?:st|nd|rd|th)?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\.?(?: of)? (?:{MONTH_START})[a-z]{{0,6}})"
)


# `my birthday is April 3rd`, `turns 64 on April 3`.
_birthday = value_at(
    BIRTH,
    rf"(?i)(?:birthday|bday|b-day|turn(?:s|ed|ing) \d{{1,3}})(?: is| was)?(?: on)?:? (?P<value>{_DAY_OF_YEAR})(?!\w)",
)

# `Ivy Larch *1944`, `Pat. Larch, * 3.4.1961`; and `b. 3 Apr 1961`.
_STARRED = late_pattern(
    rf"(?:(?<=[^\W\d_][^\W\d_] )|(?<=[^\W\d_][^\W\d_], )|(?<=\()|(?<![^\n])(?=\*\d{{1,2}}\.))\*(?P<value>"
    rf" ?\d{{1,2}}\.\d{{1,2}}\.(?:19|20)?\d\d|(?:19|20)\d\d)"
    rf"(?=[\s,;.)]|\Z)|(?<![\w.])b\. (?P<short>\d{{1,2}}(?: {_MONTH} |/[IVX]{{1,4}}/)(?:19|20)\d\d)(?!\w)"
)
_BEFORE_YEAR = (late_pattern(rb"\*(?= ?[0-9.]{4,10}(?:[ ,;.)\r\n]|\Z))"), late_pattern(rb"b\. (?=[0-9]{1,2}[ /][A-Z])"))
_NAMED_AND_BORN = late_pattern(
    r"(?<![A-Za-z0-9._-])(?P<name>[a-z]{2,20}(?:[-._][a-z]{2,20}){1,3})[_-](?P<day>(?:19[3-9]\d|200\d)-[01]\d-[0-3]\d)"
    r"(?![\d-])"
)
"""`ivy-larch_1987-10-02/`: a folder of a customer, before software had logs of that age."""
_DEGREES = r"\d{1,3} deg \d{1,2}' \d{1,2}(?:\.\d{1,4})?\"(?: [NSEW])?"
_PAIR = r"(?P<value>-?\d{1,3}\.\d{3,10}[, +]{1,2}-?\d{1,3}\.\d{3,10})"


_position = partial(value_at, LOCATION)


_ANCHORED = Anchors(_BIRTHS, _YEARS, _DEVICES, *Needles.each(
    *entries(_birthday, "birthday (?=[a-z0])", "bday", "turns", "turned", "turning"),
    *entries(_position(rf"(?i:geo):{_PAIR}"), "geo="),
    *entries(_position(rf"(?i:point|linestring)\s?(?:z ?)?\({_PAIR}"), "point"),
    *entries(_position(rf"(?i:coordinates)[\"']?\s?:\s?\[\s{{0,20}}{_PAIR}"), "coordinates"),
    *entries(_position(rf"(?i:maps)[^\s]{{0,80}}?(?:/@|[?&](?:q|ll|daddr|saddr|center|query)=){_PAIR}"), "maps"),
    *entries(_position(r"(?i:G[PNL])(?:GGA|RMC|GLL),[^\n,]{0,12},(?:A,)?"
                   r"(?P<value>\d{4}\.\d{2,6},[NS],\d{5}\.\d{2,6},[EW])"),
             "gpgga", "gprmc", "gngga", "gnrmc"),
    *entries(_position(rf"(?i:(?:gps)?(?:latitude|longitude)|gps ?position)\s{{0,20}}[:=]\s?(?P<value>{_DEGREES}"
        rf"(?:, {_DEGREES})?)"),
             "latitude", "longitude", "gpsposition", "gps position", "gpslatitude", "gpslongitude"),
))  # fmt: skip
_JAPANESE = late_pattern(
    r"(?:[明大昭平令][治正和成]\s?\d{1,2}|(?:19|20)\d\d)年\s?\d{1,2}月\s?\d{1,2}日(?=\s?(?:生|うまれ))"
)
_OLD_DAY = late_pattern(rb"[a-z][_-](?:19[3-9]|200)[0-9]-[01][0-9]-")
_WORDS = late_pattern(r"(?<![\w/])///(?P<value>[a-z]{3,20}\.[a-z]{3,20}\.[a-z]{3,20})(?![\w.])")


def find(view: View) -> Iterator[Match]:
    """Find devices, dates of birth, and positions in degrees, minutes and seconds."""
    yield from _macs(view)
    yield from _ANCHORED.find(view)
    yield from _BIRTHS.find_other(view)
    yield from _YEARS.find_other(view)
    for folder in _NAMED_AND_BORN.finditer(view.text) if _OLD_DAY.search(view.data) else ():
        yield Match.of(folder, "name", Sort.NAME, "name")
        yield Match.of(folder, BIRTH, group="day")
    for at in (at for form in _BEFORE_YEAR for at in starts(view.data, form)):
        if match := _STARRED.match(view.text, at):
            yield Match.of(match, BIRTH, group="value" if match["value"] else "short")
    if "生" in view.characters:
        yield from (Match.of(match, BIRTH) for match in _JAPANESE.finditer(view.text))
    if "///" in view.text:
        yield from (Match.of(match, LOCATION, group="value") for match in _WORDS.finditer(view.text))
    if _SIDES.search(view.data):
        yield from (Match.of(match, LOCATION) for match in _DEGREES_AND_SIDE.finditer(view.text))
    if "°" in view.characters or "º" in view.characters:
        for form in (_SEXAGESIMAL, _SIDE_FIRST, _MINUTES, _DEGREES_AND_SIDE):
            yield from (Match.of(match, LOCATION) for match in form.finditer(view.text))
