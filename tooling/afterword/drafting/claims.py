"""Drafting one section with a model: ask, verify, repair once, and turn what remains unproven into questions."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from afterword.drafting.prompting import Nonce, SectionSpec, messages, repair_message, select
from afterword.grounding import Claim, LedgerItem, Status, Verdict, claims_schema, verify
from afterword.grounding.plain import plain, visible
from afterword.inert import inert
from afterword.llm import Llm, LlmUnavailable, Usage
from afterword.postmortem.marks import UNKNOWN_MARK

_MAX_QUESTION = 300
_IDS = re.compile(r"\s*[\[(]\s*\^?[ED]\d+(?:\s*(?:,|;|and)?\s*\^?[ED]\d+)*\s*[\])]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that stands in the evidence.

    Attributes:
        text_markdown: inert Markdown on one line.
        citations: labels of the footnotes that it cites: `e3`.
        status: grounded, derived or a hypothesis.
    """

    text_markdown: str
    citations: tuple[str, ...]
    status: Status


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """What a model had to say about a section, as far as it holds.

    Attributes:
        sentences: in the order of the text.
        unknowns: questions, as inert Markdown: the model's own, and one for each claim that was dropped.
        dropped: the claims that did not hold, and why.
        usage: what it cost.
        left_out: how many items of a long ledger were not shown to the model.
    """

    sentences: tuple[Sentence, ...] = ()
    unknowns: tuple[str, ...] = ()
    dropped: tuple[tuple[Claim, tuple[str, ...]], ...] = ()
    usage: Usage = field(default_factory=Usage)
    left_out: int = 0


def _random() -> str:
    return secrets.token_hex(8)


def draft_section(llm: Llm, spec: SectionSpec, ledger: Sequence[LedgerItem], *, nonce: Nonce = _random) -> SectionDraft:
    """Draft a section.

    Args:
        llm: the model.
        spec: the section.
        ledger: everything that may be cited, redacted.
        nonce: makes the markers around the ledger; given in tests.

    Returns:
        The draft; without sentences when nothing held, and empty when there is nothing to cite.

    Raises:
        LlmUnavailable: the model gave no usable answer. When only the repair fails, what held before is kept.
    """
    shown = select(ledger)
    if not shown:
        return SectionDraft()
    before = llm.usage
    question = messages(spec, shown, nonce)
    answer = llm.ask(question, claims_schema([item.id for item in shown]), "claims")
    judged = [(claim, verify(claim, ledger)) for claim in map(_claim, answer["claims"][: spec.max_claims])]
    unknowns = [item["question"] for item in answer["unknowns"]]
    if not all(verdict.kept for _, verdict in judged):
        judged, more = _repaired(llm, question, answer, judged, ledger, shown)
        unknowns += more
    dropped = [(claim, verdict) for claim, verdict in judged if not verdict.kept]
    own = dict.fromkeys(visible(text)[:_MAX_QUESTION] for text in unknowns)
    questions = [*list(own)[: spec.max_unknowns], *(_question(*pair) for pair in dropped)]
    return SectionDraft(
        sentences=tuple(_sentence(claim, verdict) for claim, verdict in judged if verdict.kept),
        unknowns=tuple(text for text in dict.fromkeys(map(inert, questions)) if text),
        dropped=tuple((claim, verdict.reasons) for claim, verdict in dropped),
        usage=llm.usage - before,
        left_out=len(ledger) - len(shown),
    )


def render_sentences(draft: SectionDraft) -> str:
    """A draft as Markdown: one paragraph with its citations, then a line for each open question."""
    paragraph = " ".join(_cited(sentence) for sentence in draft.sentences)
    return "\n\n".join([*([paragraph] if paragraph else []), *(f"{UNKNOWN_MARK} {text}" for text in draft.unknowns)])


def _cited(sentence: Sentence) -> str:
    marks = "".join(f"[^{label}]" for label in sentence.citations)
    label = "*Hypothesis:* " if sentence.status is Status.HYPOTHESIS else ""
    return f"{label}{sentence.text_markdown} {marks}".rstrip()


def _claim(data: dict[str, Any]) -> Claim:
    # Many models repeat the ids in the text, where they would be taken for identifiers.
    return Claim.of_answer({**data, "text": _IDS.sub("", visible(data["text"]))})


def _repaired(
    llm: Llm,
    question: list[dict[str, str]],
    answer: dict[str, Any],
    judged: list[tuple[Claim, Verdict]],
    ledger: Sequence[LedgerItem],
    shown: Sequence[LedgerItem],
) -> tuple[list[tuple[Claim, Verdict]], list[str]]:
    """The claims with those that failed replaced where the model could repair them, and further questions."""
    failed = [index for index, (_, verdict) in enumerate(judged) if not verdict.kept]
    conversation = [
        *question,
        {"role": "assistant", "content": json.dumps(answer, ensure_ascii=False)},
        {"role": "user", "content": repair_message([judged[index] for index in failed])},
    ]
    schema = claims_schema([item.id for item in shown], replacing=len(failed))
    try:
        second = llm.ask(conversation, schema, "repaired_claims")
    except LlmUnavailable:
        return judged, []
    result = list(judged)
    for data in second["claims"]:
        if not 1 <= data["replaces"] <= len(failed):
            continue
        index = failed[data["replaces"] - 1]
        claim = _claim(data)
        verdict = verify(claim, ledger)
        if verdict.kept and not result[index][1].kept:
            result[index] = (claim, verdict)
    return result, [item["question"] for item in second["unknowns"]]


def _sentence(claim: Claim, verdict: Verdict) -> Sentence:
    labels = tuple(name.lower() for name in claim.evidence if name.startswith("E"))
    return Sentence(inert(claim.text), labels, verdict.status)


def _question(claim: Claim, verdict: Verdict) -> str:
    """What a dropped claim becomes. What was invented is not repeated, not even in a question."""
    text = plain(claim.text)[:_MAX_QUESTION]
    for part in sorted(verdict.offending, key=len, reverse=True):
        text = text.replace(part, "…")
    return f"What shows that “{text.rstrip(' .')}”?" if text.strip(" .…") else ""
