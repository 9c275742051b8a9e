"""Whether a claim denies what its evidence says, or says what its evidence denies.

A denial needs a source: a claim may say “not” where what it cites says no in some form, and of the same word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from afterword.grounding import cues
from afterword.grounding.doubts import Doubt, Weight
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.wording import Clause, clauses_of, coverage, parts_of, stem, stems
from afterword.text.late_pattern import late_pattern

_IF_NOT = late_pattern(r"\bif (?:nobody|no one|nothing|not|none)\b[^,;.]*")
_TROUBLE = stems("error failed failure problem issue trouble wrong")
_OF_ALL = late_pattern(r"\b(?:all|every|100|back)\b")
_PRONOUNS = stems("them they these those him her")
_CONTRAST = late_pattern(r"(?<=\w) not (?=(?:for|in|at|on|by|from|to|the|an?|just|only|~?\d)\b)")
_BEHIND = late_pattern(
    r"(?: (?:a|an|the|any|of|yet|been|be|being|have|had|has|longer|one|single|other|more|such|at all|really|also)\b)*"
    r" (?P<word>[^\W\d_]{3,})(?![- ]?\d)"
)
_IMPLIES_A_DENIAL = late_pattern(
    r"\b(?:w/o|null|nan|oom\w*|timed? ?out|auto\w+|needs?|(?:on|by) (?:its|their|his|her) own|max(?:imum)?|\w+_error|"
    r"[45]\d\d|missing|old|stale|late|behind)\b|\?\?"
)
"""What says that something else was not so: who needs two more weeks is not done."""
_REFUSED = late_pattern(r"\b(?:unable|failed|refused|impossible|forgot|without being able) to\b")
_NONE_OF = late_pattern(
    r"(?P<what>[^,;.:()]{3,80}?)\s?[:=]\s?(?:none|nil|nothing|zero|no|0)\b(?=\s*(?:$|[.,;)]\D|[a-z]))"
)
"""A list of what there is none of: `data lost: none`."""
_SAID = "one of the claim and what it cites says no, the other does not"


def doubts_about_polarity(
    text: str, claimed: frozenset[str], near: Sequence[Clause], items: Sequence[LedgerItem], *, is_derived: bool
) -> Iterator[Doubt]:
    """Compare what a claim denies with what its items deny.

    Args:
        text: the claim, in lower case.
        claimed: its stems.
        near: the clauses that come closest to it.
        items: the items that it cites, of which none is in another language.
        is_derived: whether a value of it follows by arithmetic, which no item says in words.
    """
    clauses = [clause for item in items for clause in clauses_of(item)]
    if cues.NEGATION.search(text):
        is_without = _has_no_source(text, claimed, near, clauses) or _denies_a_said_word(text, clauses)
        weight = Weight.CHECK if is_without else None
    elif is_derived:
        return
    else:
        weight = _of_denied_parts(text, claimed, near)
        if weight is None and (
            _says_a_denied_word(text, claimed, near, clauses) or _denied_elsewhere(text, claimed, near, clauses)
        ):
            weight = Weight.CHECK
    if weight is not None:
        yield Doubt(weight, _SAID)


def _has_no_source(text: str, claimed: frozenset[str], near: Sequence[Clause], clauses: Sequence[Clause]) -> bool:
    """Whether nothing that is cited says no in any form, or only what the claim denies itself: `not off`."""
    cited = " ".join(clause.text for clause in clauses)
    if any(cue.search(cited) for cue in (cues.NEGATION, cues.OTHER_DENIAL, _IMPLIES_A_DENIAL)):
        return False
    denied = [part for part in _denials(text) if part]
    if any(re.search(rf"\b(?:in|im|ir|un|dis|mis|non-?){re.escape(word)}", cited) for part in denied for word in part):
        return False
    is_success = cues.SUCCESS.search(cited) is not None
    soft = [match[0] for match in cues.SOFT_NEGATION.finditer(cited)]
    if all(word in text or stems(word) & claimed for word in soft):
        return not (is_success and claimed & _TROUBLE)
    denied = [part for part in denied if not (is_success and part & _TROUBLE)]
    return any(coverage(part, clause.stems) >= 0.5 for part in denied for clause in near)


def _of_denied_parts(text: str, claimed: frozenset[str], near: Sequence[Clause]) -> Weight | None:
    """What the closest clauses deny, and the claim says."""
    if cues.OTHER_DENIAL.search(text):
        return None
    said = [_IF_NOT.sub(" ", clause.text) for clause in near]
    denied = [part for one in said for part in _denials(one) if part and not _is_of_other_values(part, claimed)]
    shared, length = max(((coverage(part, claimed), len(part)) for part in denied), default=(0.0, 0))
    reached = max((coverage(claimed, clause.stems) for clause in near), default=0.0)
    if shared >= 0.75 and length >= 2 and reached >= 0.6 and not cues.SOFT_NEGATION.search(text):
        return Weight.CONTRADICTION
    return Weight.CHECK if shared >= 0.5 and length >= 2 else None


def _denies_a_said_word(text: str, clauses: Sequence[Clause]) -> bool:
    """Whether the claim denies a word that every clause that has it says without a denial: `not denied`."""
    for denied in _denied_words(text):
        having = [clause for clause in clauses if denied in clause.stems]
        if having and not any(_says_no_of(clause, denied) for clause in having):
            return True
    return False


def _says_a_denied_word(text: str, claimed: frozenset[str], near: Sequence[Clause], clauses: Sequence[Clause]) -> bool:
    """Whether the claim says what the clause closest to it denies, and no other clause says."""
    for clause in clauses:
        if any((what := stems(match["what"])) and what <= claimed for match in _NONE_OF.finditer(clause.text)):
            return True
    if cues.OTHER_DENIAL.search(text) or cues.SOFT_NEGATION.search(text):
        return False
    parts = [part for clause in clauses for part in parts_of(clause)]
    denied = {word for clause in near for word in _denied_words(clause.text)} & claimed
    return any(all(_denies(part.text) for part in parts if word in part.stems) for word in denied)


def _denies(text: str) -> bool:
    return cues.NEGATION.search(text) is not None or _REFUSED.search(text) is not None


def _denied_words(text: str) -> Iterator[str]:
    """The stems of the words behind negations."""
    for match in (*cues.NEGATION.finditer(text), *_REFUSED.finditer(text)):
        if behind := _BEHIND.match(text, match.end()):
            yield stem(behind["word"])


def _says_no_of(clause: Clause, denied: str) -> bool:
    if any(cue.search(clause.text) for cue in (cues.NEGATION, cues.OTHER_DENIAL, _IMPLIES_A_DENIAL)):
        return True
    return any(denied not in stems(match[0]) for match in cues.SOFT_NEGATION.finditer(clause.text))


def _is_of_other_values(part: frozenset[str], claimed: frozenset[str]) -> bool:
    """Whether what is denied has numbers, and the claim none of them: `tenant 4, not tenant 14`."""
    numbers = {one for one in part if one[0].isdigit() and one != "0"}
    return bool(numbers) and numbers.isdisjoint(claimed)


def _denied_elsewhere(text: str, claimed: frozenset[str], near: Sequence[Clause], clauses: Sequence[Clause]) -> bool:
    """What another clause denies in the claim's own words: `all 412 passed. none of them measures sycophancy`."""
    if cues.SOFT_NEGATION.search(_OF_ALL.sub("", text)):
        return False
    others = (clause for clause in clauses if clause not in near)
    denied = (part - _PRONOUNS for clause in others for part in _denials(clause.text))
    return any(len(part) >= 2 and part <= claimed for part in denied)


def _denials(text: str) -> list[frozenset[str]]:
    """The meaningful words of each part of a text that denies something: 14 of `for tenant 4, not for tenant 14`."""
    parts = (part for part in cues.DENIAL_END.split(text) if len(cues.NEGATION.findall(part)) % 2)
    return [stems(_CONTRAST.split(part)[-1]) for part in parts]
