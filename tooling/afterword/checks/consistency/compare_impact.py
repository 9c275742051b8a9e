"""AW005: compare numbers of all that were affected with the impact in the front matter, and what numbers count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from afterword.checks.consistency.figures import Figure
from afterword.checks.consistency.mistyped import is_rounded
from afterword.checks.consistency.sentences import Sentence
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
COMPARED = late_pattern(
    r"\b(?:year|month|week|usual\w*|normal\w*|average|typical\w*|before|earlier|previous\w*|last|other\w*|every|each|"
    r"per|than|would|could|since|so far|now|later|at most|up to)\b",
    re.IGNORECASE,
)
"""Words beside a number that is of another time, or only a measure for the number of the incident."""
_OF_A_PART = late_pattern(
    r"\b(?:of (?:the|these|those|them|which|whom|our|all|its)|out of|only|first|largest|smallest|biggest|most|some|"
    r"another|other|further|additional|more|fewer|remaining|rest|again|at least|by then|until|initial\w*|plans?|"
    r"weekly|daily|monthly|total \w+ (?:of|is|was)|hours?|minutes?|days?|weeks?|months?|years?|regions?|in [A-Z]\w+|"
    r"estimat\w+|planning|call it|limit|quota|capacity|tests?|sampl\w+|checked|contacted|cases)\b",
)
"""Words of a number that is of a part, of a whole or of another time."""
_ALL_AFFECTED = late_pattern(
    r"\b(?:count(?:ed|s)?(?=\b)|number of|affected|touched|concerned|hit|impacted|burned|disappointed|harmed|got "
    r"(?:it|a) wrong|(?:were|was|are|is|"
    r"went) (?:not correct|wrong|bad|junk|incorrect|broken|faulty|lost)|saw it|(?:has|have) seen it)\b",
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
_LEAST = 10
"""Smaller numbers count several things by chance."""
_COMPLAINTS = "complaints"


def find_other_impact(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find numbers that differ from the value of the impact that they are, or count something else than elsewhere."""
    values = {one.key: one for one in facts.statements.figures if one.key}
    by_sentence: dict[Sentence, list[Figure]] = {}
    for figure in facts.statements.figures:
        if figure.sentence and figure.section != outline.ACTION_ITEMS.name:
            by_sentence.setdefault(figure.sentence, []).append(figure)
    counts = {
        sentence: counted
        for sentence, figures in by_sentence.items()
        if (counted := [one for one in figures if not one.dimension and one.noun])
    }
    yield from _confused(counts)
    for sentence, figures in by_sentence.items():
        for value in values.values():
            alike = [one for one in figures if one.dimension == value.dimension]
            if (
                _is_labelled(sentence, alike, value)
                or (value.key == "share" and _is_of_all_shares(alike, value, by_sentence))
            ) and not _is_about(alike[0], value):
                yield _other_value(alike[0], value)
    for value in values.values():
        if value.key in ("users", "requests", _COMPLAINTS) and not value.is_rough:
            yield from _other_counts(value, counts, {one.amount for one in values.values()})


def _is_labelled(sentence: Sentence, alike: Sequence[Figure], value: Figure) -> bool:
    """`Users: 4,120`, where `impact.users` is another number."""
    label = _LABEL.match(sentence.text) if len(alike) == 1 and sentence.section in _SECTIONS else None
    return (
        label is not None and _LABELS.get(label["label"].casefold()) == value.key and not COMPARED.search(sentence.text)
    )


def _confused(counts: Mapping[Sentence, Sequence[Figure]]) -> Iterator[Found]:
    """`408 law firms`, where another sentence says `58 law firms` and `408 lawyers`."""
    everywhere = [(one.amount, one.noun) for counted in counts.values() for one in counted]
    for one in (one for counted in counts.values() for one in counted):
        if one.amount < _LEAST or everywhere.count((one.amount, one.noun)) > 1:
            continue
        for sentence, counted in counts.items():
            same = [other for other in counted if other.amount == one.amount and other.noun != one.noun]
            others = [other for other in counted if other.amount != one.amount and other.noun == one.noun]
            if sentence is one.sentence or len(same) != 1 or len(others) != 1:
                continue
            first, second = sorted((same[0], others[0]), key=lambda figure: figure.start)
            # As one fact: `58 law firms with 408 lawyers`, `62 artists, from 11 studios`.
            if _JOINED.fullmatch(sentence.text, first.end, second.start):
                yield Found(
                    one.span,
                    f"{same[0].place} says {others[0].text} {one.noun}, and {same[0].text} {same[0].noun}",
                    "correct the number, or what it counts",
                )
                break


def _other_counts(value: Figure, counts: Mapping[Sentence, Sequence[Figure]], known: set[object]) -> Iterator[Found]:
    """A number of what `impact.users`, `impact.requests` or `impact.complaints` counts, which is said of all of it."""
    is_of_complaints = value.key == _COMPLAINTS
    nouns = {one.noun for counted in counts.values() for one in counted if one.amount == value.amount}
    nouns = {_COMPLAINTS} if is_of_complaints else nouns - {_COMPLAINTS}
    said = _ALL_COMPLAINTS if is_of_complaints else _ALL_AFFECTED
    for sentence, counted in counts.items():
        text = sentence.text
        if _OF_A_PART.search(text) or COMPARED.search(text) or any(one.amount == value.amount for one in counted):
            continue
        for one in counted:
            is_all = said.search(text) or (is_of_complaints and one.amount > value.amount)
            is_part = _BEFORE_A_WHOLE.search(one.before) or _NARROWED.search(one.behind)
            is_of_it = one.noun in nouns and one.amount not in known and one.amount >= 2
            if is_of_it and is_all and not is_part and not _is_about(one, value):
                yield _other_value(one, value)


def _is_of_all_shares(alike: Sequence[Figure], value: Figure, by_sentence: Mapping[Sentence, Sequence[Figure]]) -> bool:
    """Whether a share is of what went wrong, and that of `impact.share` is said to be of no other whole."""
    if len(alike) != 1 or alike[0].section not in _SECTIONS or alike[0].is_rough:
        return False
    text, noun = alike[0].sentence.text if alike[0].sentence else "", alike[0].noun
    if not noun or not (_ALL_AFFECTED.search(text) or _IN_THE_WINDOW.search(text)):
        return False
    text = _IN_THE_WINDOW.sub("", text).replace(f"of the {noun}", "").replace(f"of all {noun}", "")
    right = [
        one for figures in by_sentence.values() for one in figures if one.dimension == "%" and _is_about(one, value)
    ]
    return not (_OF_A_PART.search(text) or COMPARED.search(text)) and all(one.noun == noun for one in right)


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
