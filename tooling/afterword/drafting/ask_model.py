"""Ask a model about one section, judge its claims, and let it repair them once."""

from __future__ import annotations

import json
from typing import Any

from afterword.drafting.claim_verdicts import judge_claim, judge_claims
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.prompting import messages, repair_message, shown_items
from afterword.drafting.proposals import ProposedClaim, ProposedSection, claim_of_answer, question_of_answer
from afterword.drafting.sections import SectionSpec
from afterword.grounding import claims_schema
from afterword.llm import Llm, LlmUnavailable

_MAX_UNKNOWNS = 20
_LOOSE = ("unknowns",)
"""Lists of an answer in which a wrong item does not cost the claims."""


def ask_section(llm: Llm, spec: SectionSpec, inputs: DraftInputs, ledger: str) -> ProposedSection:
    """Ask a model for claims and open questions, with one repair of claims that do not hold.

    Args:
        llm: the model.
        spec: the section.
        inputs: the post-mortem and what is known.
        ledger: the evidence, as `write_ledger` writes it once for a run.

    Raises:
        LlmUnavailable: the model gave no usable answer. When only the repair fails, the first answer counts.
    """
    question = messages(spec, inputs, ledger)
    answer = llm.ask(question, _schema(spec, inputs), "claims", loose=_LOOSE)
    claims = [claim_of_answer(data) for data in answer["claims"][: spec.max_claims]]
    unknowns = answer["unknowns"]
    rejected = [(index, one) for index, one in enumerate(judge_claims(spec, claims, inputs)) if not one.verdict.kept]
    if rejected:
        conversation = [
            *question,
            # Only the claims that were used: an answer can have any length.
            {"role": "assistant", "content": _answer_text(claims)},
            {"role": "user", "content": repair_message([one for _, one in rejected])},
        ]
        try:
            second = llm.ask(conversation, _schema(spec, inputs, len(rejected)), "repaired_claims", loose=_LOOSE)
        except LlmUnavailable:
            second = {"claims": [], "unknowns": []}
        _replace_failed(spec, claims, [index for index, _ in rejected], second["claims"], inputs)
        unknowns = [*unknowns, *second["unknowns"]]
    questions = dict.fromkeys(map(question_of_answer, unknowns[: 2 * _MAX_UNKNOWNS]))
    return ProposedSection.model_construct(
        section=spec.name, claims=claims, unknowns=[text for text in questions if text][:_MAX_UNKNOWNS]
    )


def _schema(spec: SectionSpec, inputs: DraftInputs, replacing: int = 0) -> dict[str, Any]:
    ids = [item.id for item in shown_items(inputs)]
    more = spec.claim_properties(inputs.causes, [sample.id for sample in inputs.samples])
    return claims_schema(ids, replacing=replacing, more=more)


def _answer_text(claims: list[ProposedClaim]) -> str:
    written = [claim.model_dump(exclude_defaults=True) for claim in claims]
    return json.dumps({"claims": written, "unknowns": []}, ensure_ascii=False)


def _replace_failed(
    spec: SectionSpec,
    claims: list[ProposedClaim],
    failed: list[int],
    repaired: list[dict[str, Any]],
    inputs: DraftInputs,
) -> None:
    """Replace claims that failed by repaired ones that hold."""
    done: set[int] = set()
    for data in repaired[: 2 * len(failed)]:
        number = data["replaces"] - 1
        if number not in range(len(failed)) or number in done:
            continue
        proposal = claim_of_answer(data)
        if judge_claim(spec, proposal, inputs).verdict.kept:
            claims[failed[number]] = proposal
            done.add(number)
