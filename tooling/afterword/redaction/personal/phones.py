"""Phone numbers: by their international form, by a national form, or behind a word for a telephone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from afterword.redaction.matching import Anchors, Match, Needles, entries, is_part, value_at
from afterword.redaction.personal.persons import FULL, find_name
from afterword.redaction.view import seen
from afterword.text.late_pattern import late_pattern
from afterword.text.numbers import DIGIT_WORDS

KIND = "phone number"

_CUES = (
    r"(?:tele)?phones?|ani|caller[ _-]?id|mobiles?|cell(?:phone)?s?|tel|fax|whats ?app|wa|sms|call(?:ed|ing|s)?"
    r"|caller|callee|ring|dial(?:l?ed|ling|-?in)?"
    r"|text(?:ed)? (?:me|him|her|us|them)|hotline|landline|telefon\w*|handy(?:s|nummer|nr)?|mobil(?:e|nummer"
    r"|funk\w*)?|rufnummer"
    r"|t[ée]l[ée]phone|t[ée]l|portable|tel[ée]fono|m[óo]vil|cellulare|celular|contact(?: number| no)?|ph|msisdn"
    r"|nummer|reach\w* (?:me|him|her|us|them|at|on)|pager|number (?:is|was)|(?:my|his|her|their|your) number"
    r"|number['’]s|me (?:on|at)"
    r"|bridge|voicemail|n[uú]mero|num[eé]ro|tlf|gsm|mob|anruf\w*|recipient|e\.?164|appel\w*|llam\w*|chiam\w*"
    r"|numer(?:em|u)?|ringte|ringer|ringde|soitti|belde|telefonierte|rief|r[üu]ckruf\w*|erreichbar|joignable|kontakt\w*|ligue|zadzwo\w*|durchwahl|kom(?=\.)|kom[óo]rk\w{1,3}|"
    + "|".join(
        seen(word)
        for word in (
            "手机号", "手机", "电话", "電話番号", "電話", "携帯", "전화번호", "전화", "휴대폰", "телефон", "тел",
            "моб", "τηλέφωνο", "τηλ",
        )
    )
)  # fmt: skip
_CUE = late_pattern(
    rf"(?<![^\W_])(?:{_CUES})(?![^\W_])|(?:\A|[\s|,(])[TMPFD][.:] ?\Z|\b(?:text|texted|ping):? *\Z", re.IGNORECASE
)
_NEAR_CUE = late_pattern(
    rf"(?:{_CUE.pattern})(?:\W|\b(?:numbers?|no|nr|num|is|was|at|on|me|us|him|her|them|back|to|the|my|his|office|home|"
    r"work|under|unter|auf|au|al|a|now|please|bitte|für|for|private?|mobile?)\b)*\Z",
    re.IGNORECASE,
)
_OTHER_CALL = late_pattern(r"(?i)\b(?:tool|function|api|rpc|system|method|model|procedure|sub)[ -]?call\w*")
"""Calls of programs, which use no telephone."""
_COUNTED = late_pattern(r" (?:of\b|[a-z]{4,}s\b)")
_INTERNATIONAL = late_pattern(r"\+[1-9][0-9]{0,2}(?:[ ./-]{0,2}(?:\([0-9]{1,5}\)|[0-9]+))+")
_DOUBLE_ZERO = late_pattern(r"(?<![0-9.])00[1-9][0-9](?:[ ./-]{0,2}[0-9]+)+")
_NATIONAL = late_pattern("|".join(rf"(?<![0-9]){form}(?![0-9])" for form in (
    r"(?:\+?1[ .-])?(?:\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}(?P<us>[.-]))[2-9][0-9]{2}(?(us)(?P=us)|[ .-])[0-9]{4}",
    r"\(0[0-9]{1,4}\)[ ./-]?[0-9]{3,8}(?:[ -]?[0-9]{2,4}){0,2}", r"0[1-9][0-9]{1,3} [0-9]{3,4} ?[0-9]{3,4}(?! [0-9])",
    r"0[1-9][0-9]{2}(?P<sign>[ .-])[0-9]{3}(?P=sign)[0-9]{2}(?P=sign)[0-9]{2}", r"0[1-9] [0-9]{4} [0-9]{4}",
    r"0[1-9][0-9]{0,2} [0-9]{3} [0-9]{4}", r"0[1-9][0-9] [0-9]{3} [0-9]{2} [0-9]{2}",
    r"0[1-9][0-9]{1,4}(?: ?/ ?| )[0-9]{2}(?: [0-9]{2}){2,3}", r"0[1-9][0-9]{0,3}-[0-9]{2,3}(?: [0-9]{2,3}){1,3}",
    r"0[1-9]-[0-9]{8}", r"(?<![0-9] )(?<![0-9])[6-9][0-9]{4}[ -][0-9]{5}(?! ?[0-9])",
    r"(?<![0-9] )(?<![0-9])[679][0-9]{2}(?: [0-9]{2}){3}(?! ?[0-9])", r"[1-9][0-9] 9[0-9]{4}-[0-9]{4}",
    r"0[1-9][0-9]{8,9}", r"0[1-9][0-9]{2,3} [0-9]{6,8}", r"0[1-9][0-9]{0,2}-[0-9]{2,4}-[0-9]{4}",
    r"\([1-9][0-9]\) ?9?[0-9]{4}-[0-9]{4}", r"1[3-9][0-9](?P<cn>[ -])[0-9]{4}(?P=cn)[0-9]{4}",
    r"0[1-9](?:[ .][0-9]{2}){4}", r"0[1-9][0-9]{1,3}[/-] ?[0-9]{5,8}(?:-[0-9]{1,4})?",
)))  # fmt: skip
_BRACKETED = late_pattern(r"\(\+\d{1,3}\) ?\d(?:[ -]?\d){6,11}(?!\d)")
_AFTER_NAME = late_pattern(rf"(?:\A|[\n\"'(;|>:]) {{0,2}}(?P<name>{FULL})[,;|/] ?\Z")
"""`Ivy Larch, 6931234567`, at the beginning of a line, a cell or a quotation."""
_LONG = late_pattern(r"\d{9,13}|\d{2,4}(?:[ -]\d{2,4}){2,4}")
_ADDRESS = late_pattern(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}")
_DIGIT_WORDS = (*(word for word in DIGIT_WORDS if word.isascii()), "double", "triple")
_COUNTING = late_pattern(r"three\W+four\W+five\W+six|drei\W+vier\W+f.nf\W+sechs")
_SPOKEN_DIGIT = rf"(?:{'|'.join(_DIGIT_WORDS)}|hundred|f.nf|o)"


_read_out = value_at(
    KIND,
    rf"(?<![^\W_])(?P<value>(?i:(?:{_SPOKEN_DIGIT}[ ,.-]{{1,3}}){{6,24}}{_SPOKEN_DIGIT}))(?![^\W_])",
    lambda value: not _COUNTING.search(value.lower()),
)
"""Seven digits or more that are said one by one, as no count is."""
# A number that is said digit by digit: `my number is plus four six …`.
spoken = value_at(
    KIND,
    rf"(?i:\b(?:number|phone|mobile|cell|call me|reach me)\b[^\n\d]{{0,20}}?)"
    rf"(?P<value>(?i:(?:plus )?(?:{_SPOKEN_DIGIT}[ ,.-]{{1,3}}){{6,16}}{_SPOKEN_DIGIT})"
    rf"|(?i:(?:{_SPOKEN_DIGIT}[ ,.-]{{1,3}}){{3,12}})\d(?:[ -]?\d){{4,11}})\b",
)

_encoded = value_at(KIND, r"%2[Bb](?P<value>\d{8,15})(?!\d)")
"""`phone=%2B…`, as an address has a plus."""

ANCHORED = Anchors(
    Needles(b"%0b", {b"%0b(?=00000000)": _encoded}),
    *Needles.each(
        *entries(spoken, "number", "phone", "mobile", "cell", "call me", "reach me"),
        *(
            (rf"{word}(?=(?:[^a-z\n]{{1,3}}{_SPOKEN_DIGIT}){{6}}(?![a-z]))".encode(), _read_out, word)
            for word in _DIGIT_WORDS
        ),
    ),
)
_DIGITS = range(7, 16)
_UNGROUPED = range(9, 16)
OTHER_NUMBER = late_pattern(
    r"\b(?:(?:trace|span|request|req|message|conversation|session|run|parent|thread|event|tweet)[ _-]?ids?|seed"
    r"|offset|ids?|issue|ticket|order|article|artikel\w*|bestell\w*|rechnung\w*|invoice|sku|codes?|runs?"
    r"|ref\w*|request|trace|session|build|job|epoch|timestamp|ts|cve|version)(?: (?:no|nr|number))?\W*\Z",
    re.I,
)


def find_phone(text: str, start: int, end: int, announced: str) -> Iterator[Match]:
    """Find a phone number between `start` and `end`; `announced` precedes it."""
    for first, last in _possible_phones(text, start, end, announced):
        if not is_part(text, first, last, before="-./_", after="-./:_", glued="#%$€£"):
            yield Match(first, last, KIND)
            return


def _possible_phones(text: str, start: int, end: int, announced: str) -> Iterator[tuple[int, int]]:
    if match := _BRACKETED.match(text, start):
        yield match.span()
    for match in _INTERNATIONAL.finditer(text, start, end):
        if _count(match.group()) in _DIGITS:
            yield match.span()
    if cue := _find_cue(announced):
        number = text[start:end].rstrip(" .-/(")
        is_grouped = re.search(r"[0-9][^0-9]+[0-9]", number) is not None and not number.startswith("0.")
        if _ADDRESS.fullmatch(number):  # `ping 10.0.0.12`, which other rules judge
            return
        if is_grouped and _count(number) in _DIGITS:
            yield start, start + len(number)
        is_counted = number[0] not in "+0" and _COUNTED.match(text, start + len(number))
        if cue == "near" and not is_grouped and _count(number) in _UNGROUPED and not is_counted:
            yield start, start + len(number)
    elif double_zero := _DOUBLE_ZERO.match(text, start, end):
        if " " in double_zero.group() and _count(double_zero.group()) in range(10, 16):
            yield double_zero.span()
    elif (named := _AFTER_NAME.search(text, max(0, start - 60), start)) and (
        _LONG.fullmatch(text, start, end) and find_name(text, *named.span("name")) == named.span("name")
    ):
        yield start, end
    elif not OTHER_NUMBER.search(announced):
        yield from (match.span() for match in _NATIONAL.finditer(text, start, end))


@lru_cache(maxsize=4096)  # the same words precede the numbers of a log
def _find_cue(announced: str) -> str:
    """Whether words announce a phone number: `near` right before it, `far`, or empty for no."""
    words = _OTHER_CALL.sub("", announced)
    if not _CUE.search(words) or OTHER_NUMBER.search(words):
        return ""
    return "near" if _NEAR_CUE.search(words) else "far"


def _count(text: str) -> int:
    return sum(char.isdigit() for char in text)
