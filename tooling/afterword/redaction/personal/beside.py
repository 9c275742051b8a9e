"""Names beside what identifies a person in its line: `Ole Wick, IBAN …`, and the cells of a row without a head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from afterword.redaction.matching import Match, Sort
from afterword.redaction.personal import payment
from afterword.redaction.personal.names import KIND
from afterword.redaction.personal.persons import FULL, WORD, can_be_given, find_name
from afterword.redaction.personal.whereabouts import BIRTH
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern
from afterword.text.word_lists import LEGAL_FORMS

_OWN = frozenset({
    payment.CARD, payment.IBAN, BIRTH, "national id", "bank account", "passport number", "insurance number",
    "patient number", "customer number", "student number", "tax number", "vehicle plate", "loyalty number",
})  # fmt: skip
"""What only persons have, or have as often as companies."""
_SHARED = frozenset({"phone number", "email", "postal address"})
"""What companies have, too: two of them make a record of a person."""
_REACH = 60
_BEFORE = late_pattern(
    rf"(?<![\w.@/#'’-])(?P<name>{FULL})(?:['’]s)?(?P<gap>[ ,;:()/|\"'–—→-]{{1,4}}"
    r"(?:[A-Za-zÀ-ž.#]{1,14}[ .:=#-]{1,3}){0,3}[\"'(]?)\Z"
)
_BEHIND = late_pattern(
    rf"[\"')]?[ ,;:()/|–—-]{{1,4}}(?:\(?(?:of|von|de|für|for|name|holder"
    rf"|belongs to)\)?[ :]{{1,2}})?(?P<name>{FULL})"
)
_LETTER = late_pattern(r"(?<![^ ])[^\W\d_](?![^ ])")
"""A letter alone, such as that of a sex."""
_COMPANY = late_pattern(
    rf"(?i)\b(?:{'|'.join(sorted(LEGAL_FORMS))}|s\.a|s\.r\.l|b\.v|bank|sparkasse|insurance"
    r"|versicherung|hotel"
    r"|clinic|klinik|hospital|school|schule|college|university|universität|church|museum|street|road|city|county"
    r"|north|south"
    r"|east|west|airport|station|center|centre|shop|store|restaurant|café|air|airlines|energy|telecom|mobile|foods"
    r"|records)\b"
)


def find_beside(view: View, found: Iterable[Match]) -> Iterator[Match]:
    """Find names beside what was found, in its line."""
    text = view.text
    by_line: dict[int, list[Match]] = {}
    for match in found:
        if match.kind in _OWN or match.kind in _SHARED:
            by_line.setdefault(text.rfind("\n", 0, match.start) + 1, []).append(match)
    for line, matches in by_line.items():
        end = text.find("\n", line)
        end = len(text) if end < 0 else end
        signs = (sign["sign"] for match in matches[:_MOST] if (sign := _SIGN.match(text, match.end, end)))
        parting = next(signs, "")
        if parting:
            yield from _in_row(text, line, end, parting)
        if len(matches) > _MOST:
            continue
        for match in matches:
            if match.kind in _OWN or len({one.kind for one in matches}) > 1:
                yield from _near(text, line, end, match)


_MOST = 20
"""Values of a line that are looked around: longer ones are data."""


def _near(text: str, line: int, end: int, match: Match) -> Iterator[Match]:
    head = text[max(line, match.start - _REACH) : match.start]
    tail = text[match.end : min(end, match.end + _REACH)]
    for form, where, base in ((_BEFORE, head, match.start - len(head)), (_BEHIND, tail, match.end)):
        one = form.search(where) if form is _BEFORE else form.match(where)
        if one is None or _COMPANY.search(one[0]) or _LETTER.search(one["name"]):
            continue
        start, stop = base + one.start("name"), base + one.end("name")
        name = find_name(text, start, stop, ends=form is _BEFORE)
        if name and (name[1] == stop if form is _BEFORE else name[0] == start):
            yield Match(*name, KIND, Sort.NAME)


_NUMBER_BEHIND = late_pattern(r" \((?:(?i:no|nr|id)[.: ]{1,2})?(?P<value>[A-Za-z]{0,2}\d{5,10})\)")


def find_numbers(view: View, found: Iterable[Match]) -> Iterator[Match]:
    """Find a number in brackets behind a name: `Bao Trang (s3391823)`."""
    for match in found:
        if match.kind == KIND and (number := _NUMBER_BEHIND.match(view.text, match.end)):
            yield Match.of(number, "customer number", group="value")


_SIGN = late_pattern(r"[\"']?\s?(?P<sign>[,;|\t])")
_CELL = late_pattern(rf"[\"'( ]*(?P<value>{WORD}(?: {WORD}){{0,3}})[\"') ]*")
_DAY = late_pattern(
    r"[\"' ]*(?P<value>(?:19[2-9]\d|200\d|201[0-2])[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:19[2-9]\d"
    r"|200\d|201[0-2]))"
    r"[\"' ]*"
)
_LONGEST_ROW, _LONGEST_HEAD = 400, 60


def _in_row(text: str, line: int, end: int, sign: str) -> Iterator[Match]:
    """The cells of a row in which somebody's address or number is: a given name beside another one, a day of birth."""
    if end - line > _LONGEST_ROW:
        return
    at = max(text.find(": ", line, line + _LONGEST_HEAD) + 2, line)
    cells = list[tuple[int, int]]()
    for part in text[at:end].split(sign):
        cells.append((at, at + len(part)))
        at += len(part) + 1
    if len(cells) < _LEAST_CELLS:
        return
    named = [_CELL.fullmatch(text, *cell) for cell in cells]
    for one, two in pairwise(named):
        if one and two and " " not in one["value"] + two["value"]:
            pair = [find_name(text, *cell.span("value"), sure=True, single=True) for cell in (one, two)]
            if all(pair) and (can_be_given(one["value"]) or can_be_given(two["value"])):
                yield from (Match(*name, KIND, Sort.NAME) for name in pair if name)
    for cell in cells:
        if day := _DAY.fullmatch(text, *cell):
            yield Match.of(day, BIRTH, group="value")


_LEAST_CELLS = 3
