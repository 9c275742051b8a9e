"""What looks where for personal data; and numbers, each of which is judged by its digits and the words before it."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.redaction.matching import Match, is_joined
from afterword.redaction.personal import (
    accounts,
    announced,
    beside,
    figures,
    given_alone,
    handles,
    mail,
    name_fields,
    names,
    names_in_scripts,
    nationalids,
    network,
    payment,
    phones,
    postal,
    records,
    whereabouts,
)
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern

KINDS = frozenset({
    mail.KIND, network.KIND, payment.CARD, payment.IBAN, phones.KIND, postal.KIND, *nationalids.KINDS, accounts.ACCOUNT,
    names.KIND, accounts.SLACK_ID, "host name", *announced.KINDS, *handles.KINDS, *figures.KINDS, whereabouts.LOCATION,
    whereabouts.BIRTH, whereabouts.DEVICE,
})  # fmt: skip
"""What placeholders of this package say."""


def find(view: View) -> Iterator[Match]:
    """All of them."""
    found = [*_numbers(view), *phones.ANCHORED.find(view), *_of_modules(view)]
    yield from found
    near = list(beside.find_beside(view, found))
    yield from near
    yield from beside.find_numbers(view, (*found, *near))


def _of_modules(view: View) -> Iterator[Match]:
    for module in (
        mail,
        network,
        payment,
        nationalids,
        postal,
        accounts,
        announced,
        whereabouts,
        handles,
        names,
        name_fields,
        names_in_scripts,
        given_alone,
        figures,
        records,
    ):
        yield from module.find(view)


_LEAST_NUMERIC = 7
# Digits with up to three separators between them, in as many characters at least, not from the middle of a word on;
# over the shape.
_LONG_NUMBER = late_pattern(rb"0(?<![0A-Za-z_]0)(?=[0 ./()-]{6})0*+(?:[ ./()-]{1,3}0++)*+")
_DATE = late_pattern(
    r"(?<![0-9])(?:(?:19|20)\d\d([-./]?)(?:0\d|1[0-2])\1[0-3]\d"
    r"|(?:0?[1-9]|[12]\d|3[01])(?P<sign>[-./])(?:0?[1-9]|[12]\d|3[01])(?P=sign)(?:19|20)\d\d)(?![0-9])"
)
_NUMBER_START = late_pattern(r"[+(]{0,2}[0-9]")


def _numbers(view: View) -> Iterator[Match]:
    """Phones, cards, network addresses of four parts, and national ids that are digits."""
    text = view.text
    for match in _LONG_NUMBER.finditer(view.shape):
        first, last = match.span()
        # A day is not a number, and an address of the network is one, but others may precede and follow them.
        apart = [(*date.span(), False) for date in _DATE.finditer(text, first, last)]
        if text.count(".", first, last) > 2:
            apart += ((*quad.span(), True) for quad in network.QUAD.finditer(text, first, min(len(text), last + 2)))
        for start, stop, is_number in sorted(apart):
            if start < first:
                continue
            yield from _number(text, first, start)
            if is_number:
                yield from _number(text, start, stop)
            rest = _NUMBER_START.search(text, stop, last)
            first = rest.start() if rest else last
        for _ in range(2):
            first -= text[first - 1 : first] in ("+", "(")
        yield from _number(text, first, last)


_LOOKS = (
    network.find_ipv4, payment.find_card, nationalids.find_digits, payment.find_spaced_iban, whereabouts.find_position,
    phones.find_phone,
)  # fmt: skip


def _number(text: str, start: int, end: int) -> Iterator[Match]:
    if end - start < _LEAST_NUMERIC or is_joined(text[start - 1 : start]) or text[start - 1 : start] == "_":
        return
    before = announcing(text, start)
    for look in _LOOKS:
        found = list(look(text, start, end, before))
        if found:
            yield from found
            return


_HUMP = late_pattern(r"(?<=[a-z])(?=[A-Z])")
_NUMBER_OR_LINE = late_pattern(r"[0-9\n]")


def announcing(text: str, start: int) -> str:
    """The words before a number in its line, back to the number before it."""
    words = _NUMBER_OR_LINE.split(text[max(0, start - 60) : start])[-1]
    return _HUMP.sub(" ", words).replace("_", " ")  # `nhs_number` and `nhsNumber` are words too
