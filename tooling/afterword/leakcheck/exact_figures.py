"""Exact numbers of internal texts that an edition repeats: counts, quotas, reference numbers; `about 4,000` is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from afterword.leakcheck.leak import LeakKind, PossibleLeak
from afterword.leakcheck.views import View
from afterword.text.amounts import SCALES
from afterword.text.numbers import NUMBER_CUES, NUMBER_WORDS, parse_number
from afterword.text.qualifiers import LESS_THAN, MORE_THAN, ROUGHLY

_LEAST = 50
"""Smaller numbers are in any account: of hours, of people who worked on it, of steps."""
_LEAST_IN_WORDS = 100
_OF_TENS = range(100, 1_000, 10)
"""Hundreds to the nearest ten, as people round them; of thousands, the hundreds already tell much."""
_BEFORE = 24
"""Characters before a number in which a word makes an estimate of it."""
_SCALE = r"(?:[ -]?(?P<scale>thousand|million|billion|tsd|mio|mn|bn|[kKmMbB])\b)?"
_DIGITS = re.compile(
    r"(?<![\w.,:/+-])(?:[A-Z]{1,3}(?=\d))?(?P<number>\d{1,3}(?:[.,'’ ]\d{3})+(?![\d]|[.,]\d{4})(?:[.,]\d{1,2})?"
    rf"|\d+(?:[.,]\d{{1,4}})?)(?:-(?P<other>\d[\d.,]*)(?=\s?[kKmM]\b))?{_SCALE}(?![\w:]|[.,/-]\d)"
)
_WORDS = re.compile(rf"(?<![\w-])(?P<number>(?i:{NUMBER_WORDS}))(?![\w-])")
_CUES = frozenset(NUMBER_CUES.split())
_MEASURED = re.compile(
    r"(?i)\s?(?:%|‰|per\s?cent|percent|pct|ms\b|s\b|secs?\b|seconds?|min\b|mins\b|minut\w*|hours?|hrs?\b|h\b|days?|weeks?"
    r"|months?|years?|uhr|stunden?|tagen?|wochen?|monaten?|jahren?|heures?|jours?|semaines?|mois|ans\b|horas?|d[íi]as?"
    r"|semanas?|meses|años?|ore\b|giorni|settimane|mesi|anni|dagen|weken|am\b|pm\b|°|fold\b|times\b|x\b)"
)
"""Units of time and shares, which an account has to state."""
_HEDGED = re.compile(
    rf"(?i)(?:\b(?:{ROUGHLY}|{MORE_THAN}|{LESS_THAN}|estimated|gut|ruim|version|article|"
    r"clause|section|room|page|line|step|iso|http|port)|\bv|[~≈<>≤≥])\s*\Z"
)
"""Words that make an estimate of a number, or a name."""
_REASON = "the internal document or the evidence has this very number"
_REMEDY = "say about how many they are, or list it under `allow` if it may be published"


def find_exact(view: View, texts: Iterable[str], published: frozenset[Decimal]) -> Iterator[PossibleLeak]:
    """Find exact numbers that are in internal texts.

    Args:
        view: of the edition.
        texts: the internal document and the evidence; read only where the edition has such a number at all.
        published: numbers of the impact that are to be published.
    """
    here = [(span, values - published) for span, values in _numbers(view.text)]
    known = {value for text in texts for _, values in _numbers(text) for value in values} if here else set()
    for (start, end), values in here:
        if values & known:
            yield PossibleLeak(LeakKind.FIGURE, view.span(start, end), _REASON, _REMEDY)


_CONTRACT = r"(?:credits?|penalt(?:y|ies)|discounts?|rebates?|commissions?|margins?|royalt(?:y|ies)|mark-?ups?)"
_SHARE = r"(?:\d{1,2}(?:[.,]\d{1,2})?)"
_TERMS = re.compile(
    rf"(?i)\b{_CONTRACT}(?: (?:of|is|was|at|by))?:? (?P<behind>{_SHARE})\s?%|(?<![\w.,])(?P<before>{_SHARE})\s?%"
    rf"(?: (?!of\b)[a-z]{{2,12}})? {_CONTRACT}\b"
)
"""The share that a contract has as its price: `service credit of 5 %`."""


def find_contract_terms(view: View, texts: Iterable[str]) -> Iterator[PossibleLeak]:
    """Find shares of contracts that internal texts have: credits, discounts, penalties."""
    here = list(_TERMS.finditer(view.text))
    known = {_share(match) for text in texts for match in _TERMS.finditer(text)} if here else set()
    for match in here:
        if _share(match) in known:
            yield PossibleLeak(LeakKind.FIGURE, view.span(*match.span()), _REASON, "leave the terms of contracts out")


def _share(match: re.Match[str]) -> str:
    return (match["behind"] or match["before"]).replace(",", ".")


def _numbers(text: str) -> Iterator[tuple[tuple[int, int], frozenset[Decimal]]]:
    """Each exact number that is worth comparing, with all that it can be read as."""
    for match in _DIGITS.finditer(text):
        values = [
            value.scaleb(SCALES[match["scale"].lower()] if match["scale"] else 0)
            for number in filter(None, (match["number"], match["other"]))
            for value in _read(number)
        ]
        yield from _kept(text, match, values, is_year=re.fullmatch(r"(?:19|20)\d\d", match[0]) is not None)
    if not _CUES.isdisjoint(re.findall("[a-z]+", text.lower())):
        for match in _WORDS.finditer(text):
            value = parse_number(match["number"])
            yield from _kept(text, match, [value] if value > _LEAST_IN_WORDS else [], is_year=False)


def _kept(
    text: str, match: re.Match[str], values: list[Decimal], *, is_year: bool
) -> Iterator[tuple[tuple[int, int], frozenset[Decimal]]]:
    kept = frozenset(value for value in values if (value >= _LEAST or 0 < value < 1) and _is_exact(value))
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    is_stated = is_year or _MEASURED.match(text, match.end()) or _HEDGED.search(before)
    if kept and not is_stated:
        yield match.span(), kept


def _is_exact(value: Decimal) -> bool:
    """Whether a number has two digits at least beside its zeros: `2,000` can be any estimate, and so can `290`."""
    return len(value.normalize().as_tuple().digits) > (2 if value in _OF_TENS else 1)


def _read(number: str) -> Iterator[Decimal]:
    """What digits with signs between them can mean: `44.902` is forty-five or forty-five thousand."""
    plain = re.sub(r"(?<=\d)[.,'’ ](?=\d{3}(?!\d))", "", number)
    if plain.isdigit():
        yield Decimal(plain)
    if re.fullmatch(r"\d+[.,]\d+", number):
        yield Decimal(number.replace(",", "."))
    elif not plain.isdigit():
        yield Decimal(re.sub(r"\D", "", plain[:-3]) + plain[-3:].replace(",", "."))
