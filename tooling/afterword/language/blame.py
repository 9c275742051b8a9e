"""Language that blames, from rules over word classes; what machines did or failed to do is never blame."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

from afterword.language import (
    accusations,
    beliefs,
    character_judgements,
    counterfactuals,
    human_error,
    manners,
    omissions,
    phrases,
    reproach_clauses,
    reproach_constructions,
    reproaches,
    reproved_deeds,
    should_have,
    slips,
)
from afterword.language.actors import as_people
from afterword.language.finding import Finding
from afterword.language.phrases import find_names
from afterword.language.scare_quotes import QUOTED, find_scare_quotes
from afterword.language.sentence import Sentence, split_sentences
from afterword.language.tokens import Letters
from afterword.language.word_rules import Rules

LAPSES = Rules(
    *omissions.RULES, *beliefs.RULES, *slips.RULES, *counterfactuals.RULES, *should_have.RULES, *reproved_deeds.RULES,
    *reproaches.RULES, *manners.RULES, *human_error.RULES, *accusations.RULES, *character_judgements.RULES,
    *reproach_constructions.RULES, *reproach_clauses.RULES,
)  # fmt: skip
"""What people did wrongly or left undone, and whose fault it is said to be."""
PHRASES = Rules(*phrases.RULES)
_RANK = {"error": 0, "warning": 1, "info": 2}


@lru_cache(maxsize=256)  # a cause is read for blame, and for where it stops
def find_lapses(sentence: Sentence) -> tuple[Finding, ...]:
    """Find the lapses in a sentence."""
    return tuple(LAPSES.find(sentence))


def find_blame(text: str, people: frozenset[str] = frozenset()) -> list[Finding]:
    """Find what in a Markdown fragment blames, judges or looks back with hindsight.

    Args:
        text: the fragment; code, quotations and comments in it are left out.
        people: names and handles of people of the incident. Every mention is a finding of the kind `named-person`,
            which matters in sections about causes and is to be dropped elsewhere.

    Returns:
        Findings in the order of the text that do not overlap; of two that would, the more severe one.
    """
    low = text.lower()
    letters = Letters(low)
    is_quoting = QUOTED.search(text) is not None
    if not (is_quoting or LAPSES.may_find(letters) or PHRASES.may_find(letters) or as_people(people).may_be_in(low)):
        return []
    found: list[Finding] = []
    for sentence in split_sentences(text, people):
        here = [*find_lapses(sentence), *PHRASES.find(sentence), *find_names(sentence)]
        if is_quoting:
            begin = sentence.passage.start
            here += find_scare_quotes(sentence, text[begin : begin + len(sentence.passage.text)])
        if any(f.tier == "error" or f.kind == "counterfactual" for f in here):
            here = [f for f in here if f.kind != "hindsight"]  # the reproach is what has to go
        if here and sentence.passage.text.rstrip().endswith("?"):
            here = [_softened(f) for f in here if f.tier != "warning" or f.kind in ("hindsight", "care-as-fix")]
        # The source's own words: what was blanked for reading is quoted as it stands.
        found += [replace(f, matched=text[f.start : f.end]) for f in _apart(here)]
    return found


def _softened(finding: Finding) -> Finding:
    """Lower the tier of a finding in a question: what is asked is not claimed yet."""
    is_claimed = finding.tier != "error" or finding.kind == "scorn"
    return finding if is_claimed else replace(finding, tier="warning")


def _apart(found: Collection[Finding]) -> list[Finding]:
    """Leave out findings that overlap a more severe or an earlier one."""
    if not found:
        return []
    candidates = sorted(found, key=lambda f: (f.start, f.end, _RANK[f.tier], f.kind))
    names = [f for f in candidates if f.kind == "named-person"]
    kept: list[Finding] = []
    for finding in candidates:
        if finding.kind == "named-person":
            continue
        if kept and finding.start < kept[-1].end:
            if _RANK[finding.tier] < _RANK[kept[-1].tier]:
                kept[-1] = finding
            continue
        kept.append(finding)
    # A name inside another finding is still a name to take out.
    return sorted([*kept, *names], key=lambda f: (f.start, f.end, f.kind))
