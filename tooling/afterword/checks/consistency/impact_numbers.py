"""Compare the numbers that a text gives for the impact with those of the front matter, and what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from afterword.checks.consistency.account import FRONT, Sentence
from afterword.checks.consistency.figures import COMPARED, Figure
from afterword.checks.consistency.rounding import is_rounded
from afterword.checks.facts import DocumentFacts
from afterword.checks.rule import Found
from afterword.postmortem import PostMortem, outline
from afterword.text.late_pattern import late_pattern

_SECTIONS = (outline.SUMMARY.name, outline.IMPACT.name)
_LABELS = {
    "users": "users", "affected users": "users", "users affected": "users", "customers affected": "users",
    "people affected": "users", "requests": "requests", "requests affected": "requests",
    "complaints": "complaints", "share": "share", "share affected": "share", "cost": "cost", "costs": "cost",
    "total cost": "cost", "revenue": "revenue", "revenue lost": "revenue", "lost revenue": "revenue",
    "sla": "sla_violations", "sla violations": "sla_violations", "sla breaches": "sla_violations",
}  # fmt: skip
"""Labels that mean a key of `impact` and nothing else."""
_LABEL = late_pattern(r"(?P<label>[A-Za-z][A-Za-z ]{2,24}?)\s?[:;]\s")
_OF_A_PART = late_pattern(
    r"\b(?:of (?:the|these|those|them|which|whom|our|all|its)|out of|only|first|largest|smallest|biggest|most|some|"
    r"another|other|further|additional|more|fewer|remaining|rest|again|at least|by then|until|initial\w*|plans?|"
    r"weekly|daily|monthly|total \w+ (?:of|is|was)|hours?|minutes?|days?|weeks?|months?|years?|regions?|in [A-Z]\w+|"
    r"estimat\w+|planning|call it|limit|quota|capacity|tests?|sampl\w+|checked|contacted|cases)\b",
)
"""Words of a number that is of a part, of a whole or of another time."""
_HIT = late_pattern(
    r"\b(?:affected|touched|concerned|hit|impacted|burned|disappointed|harmed|got (?:it|a) wrong|"
    r"(?:were|was|are|is|went) (?:not correct|wrong|bad|junk|incorrect|broken|faulty|lost)|saw it|"
    r"(?:has|have) seen it)\b",
    re.IGNORECASE,
)
_ALL_COMPLAINTS = late_pattern(
    r"\b(?:receiv\w+|got|have|had|has|handled|logged|counted|registered|recorded|complaints (?:reached|came|were)|"
    r"people complained|inbox)\b",
    re.IGNORECASE,
)
_IN_THE_WINDOW = late_pattern(
    r"\b(?:in the (?:window|period)|in share terms|of (?:all |our )?traffic)\b", re.IGNORECASE
)
_NARROWED = late_pattern(
    r" (?:about|on|for|in (?!total|sum|all)|from (?!it\b|this\b)|after|before|during|that|who|which|whose|because|when|"
    r"where|whom|twice|again|asking|with|at|via|through|among)\b"
)
"""Words behind a number that narrow what it counts: `12 complaints about invoices`."""
_JOINED = late_pattern(
    r"(?: [a-z-]+){0,2}(?:(?: were| was| are| is| have been)? [a-z-]+)?,? ?(?:\(|and |with |of |from |at |"
    r"across |in |have |between them have |spread over )?(?:the )?"
)
_BEFORE_A_WHOLE = late_pattern(r"\b(?:[Oo]f|[Ff]rom|out of|among) (?:the |our |all )*$")
_NOUN = late_pattern(
    r" (?:(?:affected|distinct|unique|different|bad|wrong|broken|failed|faulty) )*(?P<first>[a-z][a-z-]+)"
    r"(?: (?P<second>[a-z][a-z-]+))?"
)
_OF_SHARE = late_pattern(r" of (?:the |all |our )?(?P<first>[a-z][a-z-]+)(?: (?P<second>[a-z][a-z-]+))?")
_NOUN_BEFORE = late_pattern(r"(?P<noun>[a-z-]{3,}s)(?:(?: \([a-z]+\)|\))?(?::| is| are| amounts to| were| was)|\)) $")
_NO_NOUNS = frozenset(
    (
        "was", "is", "has", "its", "this", "times", "hours", "minutes", "seconds", "days", "weeks", "months", "years",
        "percent", "points", "across", "versus", "always", "as", "us", "yes", "plus", "minus", "various",
    )
)  # fmt: skip
_LEAST = 10
"""Smaller numbers count several things by chance."""
_COMPLAINTS = "complaints"


@dataclass(frozen=True, eq=False)
class _Counted:
    """A number with what it counts."""

    figure: Figure
    noun: str
    sentence: Sentence


def find_other_impact(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find numbers that differ from the value of the impact that they are, or count something else than elsewhere."""
    values = {one.key: one for one in facts.figures if one.section == FRONT and one.key}
    yield from _labelled(facts.figures, values)
    counted = [one for figure in facts.figures if (one := _counted(figure))]
    yield from _confused(document, counted)
    for key in ("users", "requests", _COMPLAINTS):
        if key in values and not values[key].is_rough:
            yield from _other_counts(values[key], counted, {one.amount for one in values.values()})
    if "share" in values:
        yield from _other_shares(values["share"], [one for one in facts.figures if one.dimension == "%"])


def _labelled(figures: Sequence[Figure], values: dict[str, Figure]) -> Iterator[Found]:
    """`Users: 4,120`, where `impact.users` is another number."""
    in_sentence: dict[Sentence, list[Figure]] = {}
    for figure in figures:
        if figure.sentence and figure.section in _SECTIONS:
            in_sentence.setdefault(figure.sentence, []).append(figure)
    for sentence, told in in_sentence.items():
        label = _LABEL.match(sentence.text)
        value = values.get(_LABELS.get(label["label"].casefold(), "")) if label else None
        alike = [one for one in told if value and one.dimension == value.dimension]
        if value and len(alike) == 1 and not _is_about(alike[0], value) and not COMPARED.search(sentence.text):
            yield _other_value(alike[0], value)


def _counted(figure: Figure) -> _Counted | None:
    """A count with the plural behind it, or the one that it is said to be the number of."""
    if figure.dimension or figure.sentence is None or figure.section == outline.ACTION_ITEMS.name:
        return None
    text = figure.sentence.text
    noun = _plural(_NOUN.match(text, figure.start + len(figure.text)))
    if not noun and (before := _NOUN_BEFORE.search(text[: figure.start])):
        noun = before["noun"]
    return _Counted(figure, noun, figure.sentence) if noun else None


def _plural(match: re.Match[str] | None) -> str:
    """The plural that begins a text, perhaps behind another noun: `category managers`, `law firms`."""
    for noun in (match["first"], match["second"] or "") if match else ():
        if noun.endswith("s") and not noun.endswith("ss") and len(noun) > 3 and noun not in _NO_NOUNS:
            return noun
        if noun == "people":
            return noun
    return ""


def _confused(document: PostMortem, counted: Sequence[_Counted]) -> Iterator[Found]:
    """`408 law firms`, where another sentence says `58 law firms` and `408 lawyers`."""
    in_sentence: dict[Sentence, list[_Counted]] = {}
    for one in counted:
        in_sentence.setdefault(one.sentence, []).append(one)
    for one in counted:
        amount, noun = one.figure.amount, one.noun
        if amount < _LEAST or sum((other.figure.amount, other.noun) == (amount, noun) for other in counted) > 1:
            continue
        for sentence, told in in_sentence.items():
            same = [other for other in told if other.figure.amount == amount and other.noun != noun]
            others = [other for other in told if other.figure.amount != amount and other.noun == noun]
            if sentence is one.sentence or len(same) != 1 or len(others) != 1:
                continue
            if _are_joined(sentence.text, same[0].figure, others[0].figure):
                line = document.line(sentence.span)
                yield Found(
                    one.figure.span,
                    f"line {line} says {others[0].figure.text} {noun}, and {same[0].figure.text} {same[0].noun}",
                    "correct the number, or what it counts",
                )
                break


def _are_joined(text: str, one: Figure, other: Figure) -> bool:
    """Whether two numbers appear as one fact: `58 law firms with 408 lawyers`, `62 artists, from 11 studios`."""
    first, second = sorted((one, other), key=lambda figure: figure.start)
    return _JOINED.fullmatch(text, first.start + len(first.text), second.start) is not None


def _other_counts(value: Figure, counted: Sequence[_Counted], known: set[object]) -> Iterator[Found]:
    """A number of what `impact.users`, `impact.requests` or `impact.complaints` counts, which is said of all of it."""
    is_of_complaints = value.key == _COMPLAINTS
    nouns = {one.noun for one in counted if one.figure.amount == value.amount}
    nouns = {_COMPLAINTS} if is_of_complaints else nouns - {_COMPLAINTS}
    said = _ALL_COMPLAINTS if is_of_complaints else _HIT
    for one in counted:
        figure, text = one.figure, one.sentence.text
        if one.noun not in nouns or figure.amount in known or figure.amount < 2:
            continue
        is_more = is_of_complaints and figure.amount > value.amount
        if not (is_more or said.search(text)):
            continue
        if _OF_A_PART.search(text) or COMPARED.search(text) or _BEFORE_A_WHOLE.search(text[: figure.start]):
            continue
        if _NARROWED.search(text, figure.start + len(figure.text)):
            continue
        if any(other.figure.amount == value.amount for other in counted if other.sentence is one.sentence):
            continue
        if not _is_about(figure, value):
            yield _other_value(figure, value)


def _other_shares(value: Figure, shares: Sequence[Figure]) -> Iterator[Found]:
    """A share of what went wrong that is not `impact.share`, unless that is said to be of another whole."""
    in_text = [one for one in shares if one.sentence]
    right = [one for one in in_text if _is_about(one, value)]
    for one in in_text:
        sentence = one.sentence
        if sentence is None or one.section not in _SECTIONS or one in right or one.is_rough:
            continue
        if sum(other.sentence is sentence for other in in_text) > 1:
            continue
        if not (_HIT.search(sentence.text) or _IN_THE_WINDOW.search(sentence.text)):
            continue
        text = _IN_THE_WINDOW.sub("", sentence.text)
        whole = _whole(one)
        part = _OF_A_PART.search(text.replace(f"of the {whole}", "").replace(f"of all {whole}", ""))
        if whole and not part and not COMPARED.search(text) and all(_whole(other) == whole for other in right):
            yield _other_value(one, value)


def _whole(share: Figure) -> str:
    """What a share is of: `answers` of `12% of the answers`."""
    return _plural(_OF_SHARE.match(share.sentence.text, share.start + len(share.text))) if share.sentence else ""


def _is_about(figure: Figure, value: Figure) -> bool:
    if figure.is_rough or value.is_rough or ">" in value.text or "<" in value.text:
        least, most = sorted((figure.amount, value.amount))
        return most <= least * 2
    return is_rounded(figure.amount, value.amount)


def _other_value(figure: Figure, value: Figure) -> Found:
    return Found(
        figure.span,
        f"“{figure.text}” is not the value of `impact.{value.key}`, which is “{value.text}”",
        "if both mean the same, correct the one that is wrong; else say what each counts",
    )
