"""What a person earns, and when a card expires: figures that the words beside them make personal."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.redaction.matching import Anchors, Match, Needles, entries, value_at
from afterword.text.amounts import CURRENCY
from afterword.text.late_pattern import late_pattern

SALARY, EXPIRY = "salary", "card expiry"
KINDS = frozenset({SALARY, EXPIRY})

_CURRENCY = rf"(?:{CURRENCY}|(?:zł|kr)\b)"
_MONEY = rf"(?P<value>(?:{_CURRENCY} ?\d(?:[\d.,'’ ]{{0,12}}\d)?k?|\d[\d.,'’ ]{{0,12}}\dk? ?{_CURRENCY}))"
_SUBJECT = late_pattern(r"(?:[A-Z][\w'’-]+ [A-Z][\w'’-]+|\b(?:[Hh]e|[Ss]he|[Ww]ho|I))\Z")
_EARNS = late_pattern(rf" (?:earns?|makes|is paid|verdient|gagne|gana) (?:about |only |rund )?{_MONEY}")
_EXPIRES = late_pattern(
    r"(?i:(?<![a-z])exp(?:ir(?:y|es|ation)|\.)?(?: date)?|valid (?:thru|until|to)|mm/yy)[\"']?[ :=]{1,3}[\"']?"
    r"(?P<value>(?:0[1-9]|1[0-2]) ?/ ?(?:20)?\d\d)(?![\d/])"
)
_CARD = late_pattern(r"(?i)\b(?:visa|amex|mastercard|cvv2?|cvc2?|card number|kreditkarte)\b|\d{4}[ -]?\d{4}[ -]?\d{4}")
_NEAR = 60


_paid = value_at(
    SALARY,
    r"(?i:(?<![^\W\d_])(?:salar(?:y|ies)|salario|salaris|payslip|pay ?check|gehalt|lohn|salaire|sueldo|stipendio|wages?"
    rf"|(?:net|gross|base|annual) pay|(?:her|his|my|their) bonus|pensja|wynagrodzenie|palkka)"
    rf"(?![^\W\d_]))[^\d\n$€£¥₹]{{0,40}}?{_MONEY}",
)


def _earns(text: str, at: int) -> Iterator[Match]:
    """`Name earns …`; `at` is at the blank before the verb."""
    if (match := _EARNS.match(text, at)) and _SUBJECT.search(text, max(0, at - 45), at):
        yield Match.of(match, SALARY, group="value")


def _expires(text: str, at: int) -> Iterator[Match]:
    """`exp 09/27` in the line of a card; `at` is at the word."""
    match = _EXPIRES.match(text, at)
    if match is None or text[at - 1 : at].isalnum():
        return
    begin = max(text.rfind("\n", 0, at), at - _NEAR, 0)
    end = text.find("\n", match.end(), match.end() + _NEAR)
    if _CARD.search(text, begin, at) or _CARD.search(text, match.end(), end if end >= 0 else match.end() + _NEAR):
        yield Match.of(match, EXPIRY, group="value")


_ANCHORED = Anchors(*Needles.each(
    (b"salar", _paid, "salary salaries salario salaris"), (b"wage", _paid, "wage wages"), (b"lohn", _paid, "lohn"),
    *entries(_paid, "payslip", "paycheck", "pay check", "gehalt", "salaire", "sueldo", "stipendio", "net pay",
             "gross pay", "base pay", "annual pay", "her bonus", "his bonus", "my bonus", "their bonus",
             "pensja", "wynagrodzenie", "palkka"),
    (b" earn", _earns, "earn earns"), *entries(_earns, " makes ", " is paid ", " verdient ", " gagne ", " gana "),
    *((word + b"(?=[a-z. ]{0,12}[ =`]{1,3}[=` ]?0{1,2} ?/)", _expires, words) for word, words in (
        (b"exp", "exp expiry expires expiration"), (b"valid", "valid"), (b"mm/yy", "mm"),
    )),
))  # fmt: skip
find = _ANCHORED.find
"""Find them all."""
