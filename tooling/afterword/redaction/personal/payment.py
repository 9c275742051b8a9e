"""Cards and accounts for payment, confirmed by their check digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.redaction.matching import Match, hits, is_part, starts
from afterword.redaction.personal import phones
from afterword.redaction.personal.nationalids import is_valid
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern
from afterword.text.word_set import word_set

CARD, IBAN = "card number", "IBAN"

_CARD = late_pattern(
    r"(?<![0-9])(?:[0-9]{4}([ .-])[0-9]{4}\1[0-9]{4}\1[0-9]{4}|3[0-9]{3}([ -])[0-9]{6}\2[0-9]{4,5}|[0-9]{14,19}"
    r"|[0-9]{4}([ -])[0-9]{4}\3[0-9]{4}\3[0-9]{4}\3[0-9]{3})(?![0-9])"
)
_ISSUERS = late_pattern(
    r"4[0-9]{15}|4[0-9]{18}|(?:5[1-5]|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{0})[0-9]*|3[47][0-9]{13}"
    r"|3(?:0[0-5]|[68]\d)[0-9]{11}|"
    r"6(?:011|5\d\d|4[4-9]\d)[0-9]{12}|35(?:2[89]|[3-8]\d)[0-9]{12}|62[0-9]{14,17}|(?:5018|5020|5038|6304|6759"
    r"|676[1-3])[0-9]{12}"
)


_OF_TESTS = word_set("""
    4242424242424242 4111111111111111 4000056655665556 5555555555554444 2223003122003222 5200828282828210
    5105105105105100 378282246310005 371449635398431 6011111111111117 6011000990139424 3056930009020004
    36227206271667 3566002020360505 4000000000000002 4000000000009995 4012888888881881
""")
"""Numbers that providers publish for tests."""
_SAYS_TEST = late_pattern(
    r"(?i)(?<![a-z])(?:tests?|docs?|documentation|sandbox|examples?|sample|dummy|fake|fixture"
    r"|stripe)(?![a-z])"
)
_NEAR = 80


def find_card(text: str, start: int, end: int, announced: str) -> Iterator[Match]:
    """Find the number of a card between `start` and `end`; `announced` precedes it."""
    if end - start < 14 or (text[start:end].isdigit() and phones.OTHER_NUMBER.search(announced)):
        return
    for match in _CARD.finditer(text, start, end):
        if is_part(text, *match.span(), after="-._", glued="#"):
            continue
        digits = re.sub(r"[^0-9]", "", match.group())
        issuer = _ISSUERS.fullmatch(digits)
        if digits in _OF_TESTS and _SAYS_TEST.search(text, max(0, start - _NEAR), end + _NEAR):
            continue
        if issuer and (digits[0] not in "25" or len(digits) == 16) and is_valid("luhn", digits):
            yield Match.of(match, CARD)


def _is_iban(text: str) -> bool:
    """Whether length and check digits are right; those that a country has besides are wrong in many made for tests."""
    return is_valid("iban", text, check_country=False)


_LOWER_IBAN = late_pattern(r"(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}(?:[ -]?[A-Za-z0-9]{4}){0,3} ?\Z")


def find_spaced_iban(text: str, start: int, end: int, announced: str) -> Iterator[Match]:
    """One in small letters with blanks, found by its digits."""
    if (head := _LOWER_IBAN.search(text, max(0, start - 22), start)) and _is_iban(text[head.start() : end].strip()):
        yield Match(head.start(), end, IBAN)


_SMALL = late_pattern(rb"0000000000(?<=[a-z]0000000000)")
_SMALL_IBAN = late_pattern(r"(?<![A-Za-z0-9])[a-z]{2}[0-9]{2}[a-z0-9]{11,30}(?![A-Za-z0-9])")
_IBAN = late_pattern(r"[A-Z]{2}[0-9]{2}(?:([ -]?)[A-Z0-9]{4}(?:\1[A-Z0-9]{4}){1,6}(?:\1[A-Z0-9]{1,4})?)")


def find(view: View) -> Iterator[Match]:
    """Find accounts by their IBAN."""
    text, taken = view.text, 0
    for at in starts(view.folded, _SMALL):
        found = _SMALL_IBAN.search(text, max(0, at - 8), at + 34)
        if found and found.start() < at and _is_iban(found[0]):
            yield Match.of(found, IBAN)
    for at in hits(view.shape, b"AA00"):
        if at < taken or text[at - 1 : at].isalnum():
            continue
        match = _IBAN.match(text, at)
        if match is None:
            continue
        # Words in capitals may follow: the longest beginning that is an account number counts.
        parts = match.group()
        for stop in range(len(parts), 14, -1):
            if parts[stop - 1].isalnum() and not text[at + stop : at + stop + 1].isalnum() and _is_iban(parts[:stop]):
                yield Match(at, at + stop, IBAN)
                taken = at + stop
                break
