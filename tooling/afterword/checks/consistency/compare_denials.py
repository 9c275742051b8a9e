"""AW008: find what one sentence affirms and another denies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from afterword.checks.consistency.sentences import FRONT, Sentence, word_stems
from afterword.checks.consistency.statements import Statements
from afterword.checks.rule import Found
from afterword.postmortem import outline
from afterword.text.late_pattern import late_pattern
from afterword.text.word_set import word_set

_NEGATION = late_pattern(
    r"\b(?:not|never|no|none of|nobody|no one|nothing|neither|nor|without|failed to|\w+n't|cannot)\b", re.IGNORECASE
)
_MAY_DENY = word_set("not never no none nobody nothing neither nor without failed t cannot")
"""Words of which a sentence with a negation has one: the `t` is that of `didn't`."""
_CLAUSE_END = late_pattern(
    r"[;:]\s|,\s(?:and|but|so|which|because|although|nor|yet)\s|\s(?:but|because|although|so that)\s|\s\(|\)"
)
_OF_ANOTHER_TIME = late_pattern(
    r"\b(?:after\w*|again|ago|already|alone|anymore|any more|any longer|as (?:if|though)|at (?:first|that|the (?:time|"
    r"moment))|before|by then|can|could|during|each|earlier|early|enough|every|except|expect\w*|fast|first|for (?:\w+ "
    r")?\w+ (?:minutes?|hours?|days?|weeks?)|had (?:we|it|they)|if|in (?:time|future)|initial\w*|instead|last|later|"
    r"longer|on the day|that day|may|might|more|most|must|next|now|once|only|other\w*|otherwise|plan\w*|previous\w*|"
    r"quick\w*|same|should|shall|since|some|soon|still|then|times?|today|tomorrow|twice|unless|until|when|whenever|"
    r"whether|while|why|will|would|yet|could|properly|correctly|fully|all|both|also|too|staging|tests?|partly|always|"
    r"often|sometimes|usual\w*|well|either|rather|than|likely|perhaps|probably|ask\w*|suspect\w*|thought|believe\w*|"
    r"assum\w+|claim\w*|said|says)\b|\?",
    re.IGNORECASE,
)
"""Words of a statement that holds at one time, for a part, or perhaps."""
_VERB = late_pattern(r"\b(?:is|are|was|were|be|been|do|does|did|has|have|had|\w+ed)\b", re.IGNORECASE)
_SMALL = word_stems(
    "not never none nobody nothing neither nor without failed cannot did does was were has have had been incident "
    "actual indeed really simply single any anyone yes"
)
_FEW, _SOME, _ALIKE = 2, 3, 0.75
_MENDS = ("change", "mitigation applied", "resolved")
"""Events that leave a thing otherwise than it was."""


@dataclass(frozen=True, eq=False, slots=True)
class _Claim:
    sentence: Sentence
    text: str
    stems: frozenset[str]


def find_denials(statements: Statements) -> Iterator[Found]:
    """Find clauses that deny what another sentence affirms in the same words."""
    sentences = [one for one in (*statements.sentences, *statements.events) if one.section != FRONT]
    denying = [one for one in sentences if one.section != outline.TIMELINE.name and one.letters.may_contain(_MAY_DENY)]
    denials = [claim for one in denying for claim in _claims(one, are_denied=True)]
    if not denials:
        return
    affirmed: dict[str, list[_Claim]] = {}
    for sentence in sentences:
        # To read a clause costs: only sentences that have the words of a denial are read.
        if any(len(one.stems & sentence.stems) >= _ALIKE * len(one.stems) for one in denials):
            for claim in _claims(sentence, are_denied=False):
                for stem in claim.stems:
                    affirmed.setdefault(stem, []).append(claim)
    for denial in denials:
        rare = sorted((affirmed.get(stem, []) for stem in denial.stems), key=len)
        others = [claim for group in rare[: len(rare) - 1] for claim in group if _are_opposite(denial, claim)]
        if others:
            line = statements.document.line(others[0].sentence.span)
            yield Found(
                denial.sentence.span,
                f"this denies what line {line} says: “{_shown(others[0].text)}”",
                "correct the one that is wrong, or say what each is about",
            )


def _claims(sentence: Sentence, *, are_denied: bool) -> Iterator[_Claim]:
    """What the clauses of a sentence deny, or what they affirm."""
    for text in _CLAUSE_END.split(sentence.text) if "?" not in sentence.text else ():
        is_denied = len(_NEGATION.findall(text)) % 2 == 1
        if is_denied is are_denied and _VERB.search(text) and not _OF_ANOTHER_TIME.search(text):
            stems = word_stems(text) - _SMALL
            if len(stems) >= _FEW:
                yield _Claim(sentence, text, stems)


def _are_opposite(denial: _Claim, claim: _Claim) -> bool:
    if claim.sentence.block == denial.sentence.block or _is_of_mend(claim) != _is_of_mend(denial):
        return False  # how a thing was, and how it is since it was mended
    shared, all_of_them = len(denial.stems & claim.stems), len(denial.stems | claim.stems)
    return shared == all_of_them or (shared >= _SOME and shared >= _ALIKE * all_of_them)


def _is_of_mend(claim: _Claim) -> bool:
    one = claim.sentence
    return one.section == outline.MITIGATION.name or (one.section == outline.TIMELINE.name and one.part in _MENDS)


def _shown(text: str) -> str:
    words = text.strip().split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "")
