"""Where and when somebody is or was born: positions, devices, dates of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.redaction.matching import Anchors, Match, Needles, starts
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern

LOCATION, BIRTH, DEVICE = "location", "date of birth", "MAC address"

_DECIMAL = r"-?\d{1,3}\.\d{3,10}"
_POSITION = late_pattern(
    rf"{_DECIMAL}°? ?[NSEW]?(?:\s{{0,2}}[,;/ ]\s{{0,2}}{_DECIMAL}°? ?[NSEW]?)?(?![\w.]|\s?(?:m?s|%)\b)"
)
_EXACT_PAIR = late_pattern(r"-?\d{1,2}\.\d{5,10},\s?-?\d{1,3}\.\d{5,10}(?![\w.,]|, ?-?\d)")
_POSITION_WORD = late_pattern(
    r"(?i)(?:\blat(?:itude)?|\blon(?:g|gitude)?|\blng|\bgps|\bgeo\w*|\bposition|\bcoord(?:inate)?s?|\blocation|\bstandort"
    r"|\bkoordinaten|\bubicaci[óo]n|\bpos)[\"']?[ ]?(?:is|was|[:=\[\"'( -]){0,6}\Z"
)
_AT = late_pattern(r"(?i)(?:\b(?:at|near|in)[ ]|[?&](?:q|ll|center|loc)=|@)\Z")
_SEXAGESIMAL = late_pattern(
    "\\d{1,3}[°º] ?\\d{1,2}[′'’] ?\\d{1,2}(?:[.,]\\d{1,4})?(?:[″\"”]|''|′′) ?[NS],? ?"
    "\\d{1,3}[°º] ?\\d{1,2}[′'’] ?\\d{1,2}(?:[.,]\\d{1,4})?(?:[″\"”]|''|′′) ?[EWO]"
)


def find_position(text: str, start: int, end: int, announced: str) -> Iterator[Match]:
    """Find degrees of latitude and longitude where a number with decimals begins."""
    if "." not in text[start : start + 4]:
        return
    start -= text[start - 1 : start] == "-"
    if _POSITION_WORD.search(announced.rstrip("-")):
        if match := _POSITION.match(text, start):
            yield Match(start, start + len(match[0].rstrip(" ,;/")), LOCATION)
    elif _AT.search(text[max(0, start - 8) : start]) and (match := _EXACT_PAIR.match(text, start)):
        yield Match.of(match, LOCATION)


# Of six pairs; with colons they are found with the addresses of the network.
_DASHED_PAIRS = late_pattern(rb"-(?=[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}-)")
_DOTTED_FOURS = late_pattern(rb"\.(?=[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}(?![0-9A-Za-z.]))")
_MAC = late_pattern(
    r"(?<![0-9A-Za-z.:-])(?:[0-9A-Fa-f]{2}(?:-[0-9A-Fa-f]{2}){5}|(?:[0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4})(?![0-9A-Za-z:-])"
)


def is_own_device(address: str) -> bool:
    """Whether an address of six pairs is that of one device: no broadcast, none of a container."""
    digits = re.sub(r"[^0-9a-f]", "", address.lower())
    return (
        len(digits) == 12
        and len(set(digits)) > 2
        and not digits.startswith(("0242", "0000", "ffff"))
        and not digits.isdigit()
    )


def _macs(view: View) -> Iterator[Match]:
    for form, back in ((_DASHED_PAIRS, 2), (_DOTTED_FOURS, 4)):
        for at in starts(view.data, form):
            match = _MAC.match(view.text, at - back) if at >= back else None
            if match and is_own_device(match[0]):
                yield Match.of(match, DEVICE)


# Dates of birth, behind a word.
_BIRTH_WORD = (
    r"(?i:birth(?:[ _-]?da(?:te|y))?|date[ _-]of[ _-]birth|d\.?o\.?b\.?|born(?: on)?|bday|geb(?:oren|urtsdatum"
    r"|oortedatum|\.)(?: am)?"
    r"|n[ée]e?(?: le)?|date de naissance|nac(?:imiento|ido el)|nasc(?:imento|ita)|nat[oa] il|urodzen(?:ia|ie|y)"
    r"|födelsedatum"
    r"|fødselsdato|syntymäaika|narození|doğum tarihi|生年月日|出生日期)"
)
_MONTH = r"(?:[A-ZÀ-Ž]?[a-zà-ž]{2,9}\.?)"
_DATE = (
    r"(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4}|(?:19|20)\d{6}|\d{4}年\d{1,2}月\d{1,2}日"
    rf"|\d{{1,2}}\.?(?: de)? {_MONTH}(?: de)?,? \d{{4}}|{_MONTH} \d{{1,2}},? \d{{4}})"
)
_BORN = late_pattern(
    rf"(?:{_BIRTH_WORD}|{View.of('дата рождения').text})(?: is| was|:|：|=)?[\"']?[ "
    rf":=：(\"'>]{{0,6}}(?P<value>{_DATE})(?!\d)(?:T[\d:.Z+-]{{4,20}})?"
)


def _birth(text: str, at: int) -> Iterator[Match]:
    for start in (at, at - 8):  # `date of birth` is a word of its own
        if start >= 0 and (match := _BORN.match(text, start)) and match.end() > at:
            yield Match(match.start("value"), match.end(), BIRTH)
            return


_BIRTH_WORDS = (
    (b"birth", "birth birthday birthdate "
    "dateofbirth"), (b"born", "born"), (b"dob", "dob"), (b"d.o.b", "o"), (b"bday", "bday"),
    (b"geboren", "geboren"), (b"geburtsdatum", "geburtsdatum"), (b"geboortedatum", "geboortedatum"), (b"geb.", "geb"),
    (b"date de naissance", "naissance"), (b"n? le", "le"), (b"n?e le", "le"), (b"nacimiento", "nacimiento"),
    (b"nacido el", "nacido"), (b"nascimento", "nascimento"), (b"nascita", "nascita"), (b"nato il", "nato"),
    (b"nata il", "nata"),
    (b"urodzen", "urodzenia urodzenie urodzeny"), (b"f?delsedatum", "delsedatum"), (b"f?dselsdato", "dselsdato"),
)  # fmt: skip
_ANCHORED = Anchors(*(Needles(word, {word: _birth}, words) for word, words in _BIRTH_WORDS))
_OTHER_BIRTH_WORDS = ("дата рождения", "生年月日", "出生日期")


def find(view: View) -> Iterator[Match]:
    """Find devices, dates of birth, and positions in degrees, minutes and seconds."""
    yield from _macs(view)
    yield from _ANCHORED.find(view)
    for word in view.possible(_OTHER_BIRTH_WORDS):
        for found in re.finditer(re.escape(View.of(word).text), view.text):
            yield from _birth(view.text, found.start())
    if "°" in view.characters or "º" in view.characters:
        yield from (Match.of(match, LOCATION) for match in _SEXAGESIMAL.finditer(view.text))
