"""AW001: compare the order in which a sentence puts two milestones with their times."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.checks.consistency.milestone_words import is_of_another, milestones_in
from afterword.checks.consistency.sentences import FRONT, Sentence
from afterword.checks.consistency.statements import Statements
from afterword.checks.rule import Found
from afterword.text.late_pattern import late_pattern

_RELATION = late_pattern(
    r"\b(?P<later>(?:only |just |shortly |long |soon |right )?(?:after|once))\b|"
    r"\b(?P<earlier>(?:even |just |shortly |long |well |still |already )?(?:before|prior to|ahead of))\b",
    re.IGNORECASE,
)
_UNSURE = late_pattern(
    r"\b(?:not|no|never|nobody|without|until|would|could|should|might|may|if|next|again|second|third|\w+n't|try|tried|"
    r"attempt\w*|minutes?|hours?|days?|weeks?|seconds?|other|another|some|wave|region)\b",
    re.IGNORECASE,
)
_CLAUSE_END = late_pattern(r"[,;:.]\s|\s(?:and|but|while|because|so|which)\s")
_REACH = 70


def find_other_order(statements: Statements) -> Iterator[Found]:
    """Find sentences that put one milestone before or after another one against their times."""
    for sentence in statements.sentences:
        for match in _RELATION.finditer(sentence.text) if sentence.section != FRONT else ():
            yield from _against_times(statements, sentence, match)


def _against_times(statements: Statements, sentence: Sentence, match: re.Match[str]) -> Iterator[Found]:
    text = sentence.text
    begin = max((end.end() for end in _CLAUSE_END.finditer(text, 0, match.start())), default=0)
    end = _CLAUSE_END.search(text, match.end())
    left, right = text[begin : match.start()], text[match.end() : end.start() if end else None][:_REACH]
    if _UNSURE.search(f"{left} {right}") or is_of_another(f"{left} {right}"):
        return
    first, second = milestones_in(left, broadly=True), milestones_in(right, broadly=True)
    if len({kind for kind, _, _ in first}) != 1 or len({kind for kind, _, _ in second}) != 1:
        return
    one, other = (statements.times.exact_milestone(kinds[0][0]) for kinds in (first, second))
    if one is None or other is None or one.kind == other.kind:
        return
    earlier, later = (one, other) if match["earlier"] else (other, one)
    if later.when.is_before(earlier.when):
        yield Found(
            sentence.span,
            f"“{match[0]}” puts {earlier.kind} before {later.kind}, but {earlier}, and {later}",
            "correct the sentence, or the time that is wrong",
        )
