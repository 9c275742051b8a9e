"""Language that blames, from rules over word classes; what machines did or failed to do is never blame."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from afterword.language.accusations import find_accusations
from afterword.language.character_judgements import find_character_judgements
from afterword.language.finding import Finding
from afterword.language.human_error import find_human_error
from afterword.language.omissions import find_omissions
from afterword.language.people_as_cause import find_people_as_cause
from afterword.language.phrases import find_names, find_phrases
from afterword.language.sentence import split_sentences
from afterword.language.should_have import find_should_have

KINDS = (
    "actor-failed", "accident", "blame-noun", "care-as-fix", "character", "counterfactual", "culprit", "dramatic",
    "hindsight", "human-error", "if-only", "named-person", "should-have", "sole-cause",
)  # fmt: skip
_RULES = (
    find_omissions, find_should_have, find_people_as_cause, find_human_error, find_accusations,
    find_character_judgements, find_phrases, find_names,
)  # fmt: skip
_RANK = {"error": 0, "warning": 1, "info": 2}


def find_blame(text: str, people: frozenset[str] = frozenset()) -> list[Finding]:
    """Find what in a Markdown fragment blames, judges or looks back with hindsight.

    Args:
        text: the fragment; code, quotations and comments in it are left out.
        people: names and handles of people of the incident. Every mention is a finding of the kind `named-person`,
            which matters in sections about causes and is to be dropped elsewhere.

    Returns:
        Findings in the order of the text that do not overlap; of two that would, the more severe one.
    """
    found: list[Finding] = []
    for sentence in split_sentences(text, people):
        here = [finding for rule in _RULES for finding in rule(sentence)]
        if here and sentence.passage.text.rstrip().endswith("?"):
            here = [_softened(f) for f in here]
        # The source's own words: what was blanked for reading is quoted as it stands.
        found += [replace(f, matched=text[f.start : f.end]) for f in _apart(here)]
    return found


def _softened(finding: Finding) -> Finding:
    """Lower the tier of a finding in a question: what is asked is not claimed yet."""
    return replace(finding, tier="warning") if finding.tier == "error" else finding


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
