"""Numbers as people write them: digits with separators, words, and shares in words."""

from __future__ import annotations

import re
from decimal import Decimal

NUMBER = (
    r"(?:(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:'\d{3})+|\d{1,2}(?:,\d\d)+,\d{3})(?:\.\d+)?(?![\d'])|\d{1,30}(?:\.\d{1,30})?)"
)
"""Digits: `41250`, `41,250.50`, `41'250`, `4,12,500`."""
DECIMAL_COMMA = r"(?:\d{1,3}(?:\.\d{3})+,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}|\d{1,30},\d{1,2})(?![\d.,])"
"""Digits of locales in which the comma is the decimal sign, where they can be nothing else.

`41.250,50`, `1.240.000`, `4,5`. Only for what has a unit beside it: elsewhere it can be a version or a list.
"""
_DECIMAL_COMMA = re.compile(DECIMAL_COMMA)
NUMBER_START = r"(?<![\w.,])"
"""A place where digits begin."""

_SMALL = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = {
    **{word: number for number, word in enumerate(_SMALL, 2)},
    **{word: number * 10 for number, word in enumerate(_TENS, 2)},
    "one": 1, "zero": 0, "dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9,
}  # fmt: skip
_BELOW_HUNDRED = rf"(?:(?:{'|'.join(_TENS)})(?:-(?:one|{'|'.join(_SMALL[:8])}))?|{'|'.join(_SMALL)}|zero|dozen)"
_AND_MORE = rf"(?:\sand\s(?:{_BELOW_HUNDRED}|one)(?![\w-]))?"
_SCALES = r"(?:thousand|million|billion)"
# Not `two thousand and three`: `between two thousand and three thousand` would be read as 2,003.
_HUNDREDS = rf"(?:\s(?:one|{'|'.join(_SMALL[:8])})\shundred{_AND_MORE})?"
# The first two letters of every alternative: seldom those of another word.
_MAY_BEGIN = r"(?=[tfsenzdohmb][ewhioulin])"
NUMBER_WORDS = (
    rf"(?:{_MAY_BEGIN}{_BELOW_HUNDRED}(?:\shundred{_AND_MORE})?(?:\s{_SCALES}{_HUNDREDS})?"
    rf"|(?:one\s)?(?:hundred{_AND_MORE}|{_SCALES}))"
)
"""Words; `one` alone is more often an article."""
TO_TWELVE = ("one", *_SMALL[:11])
DIGIT_WORDS = (
    "zero", "oh", *TO_TWELVE[:9],
    "null", "eins", "zwei", "zwo", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun",
)  # fmt: skip
"""How digits are read out, in English and German."""
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth",
    "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
)  # fmt: skip
"""As far as days of a month go."""
NUMBER_CUES = " ".join((*_SMALL, *_TENS, "zero dozen hundred thousand million billion"))
"""Words of which a match of `NUMBER_WORDS` contains at least one."""
_FRACTION_WORDS = {"half": 2, "quarter": 4} | {word: part for part, word in enumerate(ORDINALS[2:10], 3)}
FRACTION = (
    rf"(?:(?P<part>an?|one|{'|'.join(_SMALL[:8])})[\s-](?P<of>{'|'.join(_FRACTION_WORDS)})s?"
    r"(?=\s(?:of|less|more|fewer|lower|higher|below|above)\b|[.,;:)]|\s\(\d|$)|(?P<half>half)(?=\s(?:of|the|its|our|all)\b)"
    rf"|(?P<one>one|{'|'.join(_SMALL[:8])})(?:\s[a-z-]+)?\s(?:in|out\sof)\s(?:every\s)?(?P<whole>\d{{1,4}}|{_BELOW_HUNDRED})"
    r"(?![\w%-]|[.,]\d))"
)
"""Shares in words: `a third`, `two thirds`, `one query in eight`; matched without case."""


def parse_number(text: str) -> Decimal:
    """Read a match of `NUMBER`, `DECIMAL_COMMA` or `NUMBER_WORDS`, or `one`."""
    if _DECIMAL_COMMA.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if text[0].isdigit():
        return Decimal(text.replace(",", "").replace("'", ""))
    total = group = Decimal(0)
    for word in text.casefold().replace("ı", "i").replace("-", " ").split():  # `fıve` matches `five` without case
        value = _VALUES.get(word, 0)  # `and` adds nothing
        if value >= 1000:
            total, group = total + max(group, Decimal(1)) * value, Decimal(0)
        else:
            group = max(group, Decimal(1)) * value if value == 100 else group + value
    return total + group


def parse_fraction(match: re.Match[str]) -> Decimal:
    """Read a match of `FRACTION`, as a share of 1."""
    parts = match.groupdict()
    if parts["half"]:
        return Decimal("0.5")
    if parts["of"]:
        part = parts["part"].lower()
        return (Decimal(1) if part in ("a", "an") else parse_number(part)) / _FRACTION_WORDS[parts["of"].lower()]
    return parse_number(parts["one"]) / max(parse_number(parts["whole"]), Decimal(1))
