"""Ask a model about one section, judge its claims, have them read again, and let it repair them once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from afterword.drafting.claim_verdicts import REPEATED, JudgedClaim, judge_claim, judge_claims, only_questions
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.prompting import messages, repair_message, shown_items
from afterword.drafting.proposals import (
    MAX_QUESTION,
    ProposedClaim,
    ProposedReading,
    ProposedSection,
    claim_of_answer,
    question_of_answer,
)
from afterword.drafting.sections import Form, SectionSpec
from afterword.drafting.value_questions import keeps_values, question_about_value
from afterword.grounding.claims import claims_schema
from afterword.grounding.second_reading import Reader, question_about
from afterword.grounding.verify import Status
from afterword.llm import Llm, LlmUnavailable

_MAX_UNKNOWNS = 20
_LOOSE = ("unknowns",)
"""Lists of an answer in which a wrong item does not cost the claims."""


def ask_section(
    llm: Llm,
    spec: SectionSpec,
    inputs: DraftInputs,
    ledger: str,
    reader: Reader | None = None,
    said: Sequence[ProposedClaim] = (),
) -> ProposedSection:
    """Ask a model for claims and open questions, with one repair of claims that do not hold.

    That is at most two requests if all claims hold, and four if not: the question, the second reading, the repair, and
    the second reading of what was repaired.

    Args:
        llm: the model.
        spec: the section.
        inputs: the post-mortem and what is known.
        ledger: the evidence, as `write_ledger` writes it once for a run, and what the draft says already.
        reader: makes the second reading; None to do without.
        said: what the draft says already, which is not said again.

    Raises:
        LlmUnavailable: the model gave no usable answer. When only the repair fails, the first answer counts.
    """
    question = messages(spec, inputs, ledger)
    answer = llm.ask(question, _schema(spec, inputs), "claims", loose=_LOOSE)
    claims = [claim_of_answer(data) for data in answer["claims"][: spec.max_claims]]
    claims = _read_again(spec, claims, inputs, reader, said)
    unknowns = answer["unknowns"]
    judged = enumerate(judge_claims(spec, claims, inputs, said))
    rejected = [(index, one) for index, one in judged if _needs_repair(spec, one)]
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
        found = _repaired(spec, second["claims"], len(rejected), inputs)
        read = _read_again(spec, list(found.values()), inputs, reader, said)
        repaired = {number: one for number, one in zip(found, read, strict=True) if _holds(spec, one, inputs)}
        asked = {data["replaces"] - 1: question_of_answer(data) for data in second["unknowns"][: 2 * len(rejected)]}
        for number, (index, one) in enumerate(rejected):
            claims[index] = _repair(one, repaired.get(number), asked.get(number, ""), inputs)
    questions = dict.fromkeys(map(question_of_answer, unknowns[: 2 * _MAX_UNKNOWNS]))
    return ProposedSection.model_construct(
        section=spec.name, claims=claims, unknowns=[text for text in questions if text][:_MAX_UNKNOWNS]
    )


def _needs_repair(spec: SectionSpec, one: JudgedClaim) -> bool:
    """Whether a claim is asked for again: it does not hold, or it is a case that is wrong on further outputs."""
    is_doubted = spec.form is Form.CASES and one.verdict.status is Status.DOUBTED
    return is_doubted or (not one.verdict.kept and one.verdict.reasons != (REPEATED,))


def _holds(spec: SectionSpec, claim: ProposedClaim, inputs: DraftInputs) -> bool:
    return judge_claim(spec, claim, inputs).verdict.kept


def _repair(rejected: JudgedClaim, repaired: ProposedClaim | None, question: str, inputs: DraftInputs) -> ProposedClaim:
    """Return what takes the place of a claim that did not hold.

    That is its repair if that has a value where it had a wrong one: a vaguer claim would hide that it is not known.
    Else it is the claim with the question that is asked in its place.
    """
    claim, offending = rejected.proposal.claim, rejected.verdict.offending
    if rejected.verdict.kept:  # a case that only doubts speak against, which its repair may have settled
        return repaired or rejected.proposal
    if repaired and keeps_values(claim, offending, repaired.claim, inputs.grounds):
        return repaired
    asked = only_questions(question, inputs) or question_about_value(
        claim, offending, inputs.grounds, vaguer=repaired.text if repaired else ""
    )
    return rejected.proposal.model_copy(update={"question": asked[:MAX_QUESTION]})


def _schema(spec: SectionSpec, inputs: DraftInputs, replacing: int = 0) -> dict[str, Any]:
    ids = [item.id for item in shown_items(inputs)]
    more = spec.claim_properties(inputs.causes, [sample.id for sample in inputs.samples if sample.makes_case])
    return claims_schema(ids, replacing=replacing, more=more)


def _answer_text(claims: list[ProposedClaim]) -> str:
    written = [claim.model_dump(exclude_defaults=True, exclude={"second"}) for claim in claims]
    return json.dumps({"claims": written, "unknowns": []}, ensure_ascii=False)


def _read_again(
    spec: SectionSpec,
    claims: Sequence[ProposedClaim],
    inputs: DraftInputs,
    reader: Reader | None,
    said: Sequence[ProposedClaim],
) -> list[ProposedClaim]:
    """Have the claims read that hold so far, and keep the readings with them. Advice asserts nothing to be read."""
    if reader is None or not spec.asserts:
        return list(claims)
    judged = judge_claims(spec, claims, inputs, said)
    asked = [question_about(one.proposal.claim, one.verdict, inputs.grounds) for one in judged]
    readings = iter(reader([question for question in asked if question]))
    return [
        claim.model_copy(update={"second": ProposedReading.of(next(readings))}) if question else claim
        for claim, question in zip(claims, asked, strict=True)
    ]


def _repaired(
    spec: SectionSpec, answered: list[dict[str, Any]], number: int, inputs: DraftInputs
) -> dict[int, ProposedClaim]:
    """Return the repaired claims that hold, each by the index of the rejected claim that it replaces."""
    found: dict[int, ProposedClaim] = {}
    for data in answered[: 2 * number]:
        index = data["replaces"] - 1
        claim = claim_of_answer(data)
        if index in range(number) and index not in found and _holds(spec, claim, inputs):
            found[index] = claim
    return found
