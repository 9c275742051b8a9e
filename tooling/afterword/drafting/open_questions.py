"""Open questions where nothing is known, with the evidence that is relevant to them."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.prompting import rules
from afterword.drafting.sections import SectionSpec, relevant_words
from afterword.evidence import EvidenceItem
from afterword.postmortem import DerivedBlock
from afterword.postmortem.markers import OPEN_QUESTION_MARKER, write_derived
from afterword.postmortem.outline import SectionKind
from afterword.text.escaping import escape_markdown

_MAX_RELEVANT = 4
_MAX_EXCERPT = 100
_NAME = re.compile(r"questions(?:\.(?P<asked>[0-9a-f]{12}))?")


def questions_text(questions: Sequence[str], asked: str = "") -> str:
    """Write open questions as a derived block, by which Afterword recognises its own words.

    Args:
        questions: Markdown of each, beginning with the question.
        asked: the digest of the request to a model that had nothing more to say; "" if no model was asked.
    """
    lines = "\n\n".join(f"{OPEN_QUESTION_MARKER} {question}" for question in questions)
    return write_derived(f"questions.{asked}" if asked else "questions", lines)


def recorded_digest(blocks: Sequence[DerivedBlock]) -> str:
    """Return the digest of the request that left the questions of a section; "" if no model was asked."""
    return next((match["asked"] or "" for block in blocks if (match := _NAME.fullmatch(block.name))), "")


def request_digest(model: str, spec: SectionSpec, inputs: DraftInputs) -> str:
    """Digest all that an answer depends on: while the digest is the same, asking again is of no use."""
    told = [model, *rules(spec, inputs)]
    told += [f"{item.id} {item.at} {item.source} {item.actor} {item.text}" for item in inputs.items]
    told += [sample.item.text for sample in inputs.samples]
    return hashlib.sha256("\0".join(told).encode("utf-8", "replace")).hexdigest()[:12]


def guiding_questions(kind: SectionKind, inputs: DraftInputs) -> list[str]:
    """List the outline's questions for a section, the first with the evidence that is relevant to it."""
    found = _relevant_items(kind, inputs)
    if not found or not kind.questions:
        return list(kind.questions)
    seen = ", ".join(f"“{_excerpt(item)}” [^{item.label}]" for item in found)
    return [f"{kind.questions[0]}\nEvidence that may bear on it: {seen}", *kind.questions[1:]]


def _relevant_items(kind: SectionKind, inputs: DraftInputs) -> list[EvidenceItem]:
    """Find the items that are most relevant to a section, in the order of the ledger.

    A word counts less if more items contain it: what every line of a log says is not relevant.
    """
    found = [(item, words) for item in inputs.evidence.items if (words := relevant_words(kind.name, item.text))]
    spread = Counter(word for _, words in found for word in words)
    best = sorted(found, key=lambda pair: -sum(Fraction(1, spread[word]) for word in pair[1]))[:_MAX_RELEVANT]
    chosen = {item.id for item, _ in best}
    return [item for item in inputs.evidence.items if item.id in chosen]


def _excerpt(item: EvidenceItem) -> str:
    text = " ".join(item.text.split())
    if len(text) > _MAX_EXCERPT:
        text = text[:_MAX_EXCERPT].rsplit(" ", 1)[0].rstrip(" ,.;:") + " …"
    return escape_markdown(text)
