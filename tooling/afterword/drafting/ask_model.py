"""Asking a model about one section: ask, judge, repair once."""

from __future__ import annotations

import json
import secrets
from typing import Any

from afterword.drafting.claim_verdicts import judge_claim, judge_claims
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.prompting import Nonce, messages, repair_message, shown_items
from afterword.drafting.proposals import ProposedClaim, ProposedSection, claim_of_answer, question_of_answer
from afterword.drafting.sections import SectionSpec
from afterword.grounding import claims_schema
from afterword.llm import Llm, LlmUnavailable

_MAX_UNKNOWNS = 20
_LOOSE = ("unknowns",)
"""Lists of an answer of which a wrong item is no reason to lose the claims."""


def random_mark() -> str:
    """A text that nobody can guess."""
    return secrets.token_hex(8)


def ask_section(llm: Llm, spec: SectionSpec, inputs: DraftInputs, *, nonce: Nonce = random_mark) -> ProposedSection:
    """What a model proposes for a section, after one repair of what did not hold.

    Args:
        llm: the model.
        nonce: makes the markers around the ledger; given in tests.

    Raises:
        LlmUnavailable: the model gave no usable answer. When only the repair fails, the first answer counts.
    """
    question = messages(spec, inputs, nonce)
    answer = llm.ask(question, _schema(spec, inputs), "claims", loose=_LOOSE)
    claims = [claim_of_answer(data) for data in answer["claims"][: spec.max_claims]]
    unknowns = answer["unknowns"]
    rejected = [(index, one) for index, one in enumerate(judge_claims(spec, claims, inputs)) if not one.verdict.kept]
    if rejected:
        conversation = [
            *question,
            # Only what was taken of it: an answer can be of any length.
            {"role": "assistant", "content": _told(claims)},
            {"role": "user", "content": repair_message([one for _, one in rejected])},
        ]
        try:
            second = llm.ask(conversation, _schema(spec, inputs, len(rejected)), "repaired_claims", loose=_LOOSE)
        except LlmUnavailable:
            second = {"claims": [], "unknowns": []}
        _put_in(spec, claims, [index for index, _ in rejected], second["claims"], inputs)
        unknowns = [*unknowns, *second["unknowns"]]
    questions = dict.fromkeys(map(question_of_answer, unknowns[: 2 * _MAX_UNKNOWNS]))
    return ProposedSection.model_construct(
        section=spec.name, claims=claims, unknowns=[text for text in questions if text][:_MAX_UNKNOWNS]
    )


def _schema(spec: SectionSpec, inputs: DraftInputs, replacing: int = 0) -> dict[str, Any]:
    ids = [item.id for item in shown_items(spec, inputs)]
    more = spec.claim_properties(inputs.causes, [sample.id for sample in inputs.samples])
    return claims_schema(ids, replacing=replacing, more=more)


def _told(claims: list[ProposedClaim]) -> str:
    told = [claim.model_dump(exclude_defaults=True) for claim in claims]
    return json.dumps({"claims": told, "unknowns": []}, ensure_ascii=False)


def _put_in(
    spec: SectionSpec,
    claims: list[ProposedClaim],
    failed: list[int],
    repaired: list[dict[str, Any]],
    inputs: DraftInputs,
) -> None:
    """Put repaired claims in the place of those that failed, where they hold."""
    done: set[int] = set()
    for data in repaired[: 2 * len(failed)]:
        number = data["replaces"] - 1
        if number not in range(len(failed)) or number in done:
            continue
        proposal = claim_of_answer(data)
        if judge_claim(spec, proposal, inputs).verdict.kept:
            claims[failed[number]] = proposal
            done.add(number)
