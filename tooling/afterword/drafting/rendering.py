"""Write claims as Markdown. All that a model wrote is escaped; headings, lists and tables are ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterword.drafting.action_rows import action_rows
from afterword.drafting.claim_verdicts import REPEATED, JudgedClaim, JudgedSection, only_questions
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.eval_cases import case_block
from afterword.drafting.open_questions import Asked
from afterword.drafting.proposals import MAX_QUESTION
from afterword.drafting.sections import Form
from afterword.drafting.value_questions import question_about_value
from afterword.grounding.verify import Status
from afterword.language import find_blame
from afterword.postmortem.document import action_table
from afterword.postmortem.markers import CHECK_FIRST_MARKER, OPEN_QUESTION_MARKER, is_open_question
from afterword.text.escaping import escape_markdown
from afterword.text.folding import normalise

_WHAT_SHOWS_IT = "What shows it?"
"""The question of a hypothesis that code took for a fact, and that a reader did not find in what it cites."""
_LABELS = {Status.HYPOTHESIS: "**Hypothesis:** ", Status.DOUBTED: f"{CHECK_FIRST_MARKER} "}


def render(draft: JudgedSection, inputs: DraftInputs, asked: Asked | None = None) -> str:
    """Write the claims that hold, then a line for each open question that is not asked yet."""
    questions = (asked or Asked()).only_new(open_questions(draft, inputs))
    text = ""
    for part in (*_body(draft, inputs), *(f"{OPEN_QUESTION_MARKER} {text}" for text in questions)):
        # Below a list a question is one more item of it: there is less to review than with a paragraph.
        is_item = text.rpartition("\n")[2].startswith(("- ", "  ")) and is_open_question(part)
        text = f"{text}\n- {part}" if is_item else "\n\n".join(filter(None, (text, part)))
    return text


def open_questions(draft: JudgedSection, inputs: DraftInputs) -> list[str]:
    """Write the model's own questions, and one for each claim that was dropped, as escaped Markdown."""
    asked = [*draft.unknowns, *(_question(one, draft, inputs) for one in draft.dropped)]
    fair = (
        text
        for text in asked
        if not any(found.tier == "error" or found.kind == "named-person" for found in find_blame(text, inputs.people))
    )
    return [text for text in dict.fromkeys(escape_markdown(inputs.redacted(text)) for text in fair) if text]


def _body(draft: JudgedSection, inputs: DraftInputs) -> Iterator[str]:
    form, kept = draft.spec.form, draft.kept
    if form is Form.ACTIONS:
        if kept:
            rows = action_rows((one.proposal for one in kept), inputs)
            yield action_table(rows, hides_status=inputs.hides_status)
        return
    if form is Form.CASES:
        samples = {sample.id: sample for sample in inputs.samples}
        for one in kept:
            doubts = "; ".join(one.verdict.reasons) if one.verdict.status is Status.DOUBTED else ""
            label = f"{_LABELS[Status.DOUBTED]}{escape_markdown(inputs.redacted(doubts))}. " if doubts else ""
            yield f"{label}{write_claim(one, one.proposal.citations, form)}"
            yield case_block(one.proposal, samples[one.proposal.sample], inputs.document.id)
        return
    if not (draft.spec.per_cause and inputs.causes):
        yield from _laid_out(form, kept)
        return
    yield from _by_cause(form, kept, inputs.causes)
    of_all = [one for one in kept if one.proposal.cause not in inputs.causes]
    told = {one.proposal.cause for one in kept}
    if open_causes := [f"`{cause}`" for cause in inputs.causes if cause not in told and not of_all]:
        yield f"{OPEN_QUESTION_MARKER} {draft.spec.kind.questions[0]} ({', '.join(open_causes)})"


def _by_cause(form: Form, kept: Sequence[JudgedClaim], causes: Sequence[str]) -> Iterator[str]:
    """Write what holds of all causes, then of each: in an item that it begins, or its whys below its heading."""
    yield from _laid_out(form, [one for one in kept if one.proposal.cause not in causes])
    groups = {cause: [one for one in kept if one.proposal.cause == cause] for cause in causes}
    groups = {cause: claims for cause, claims in groups.items() if claims}
    if not groups:
        return
    if form is not Form.WHYS or all(len(claims) == 1 for claims in groups.values()):
        items = {
            cause: "\n  ".join(write_claim(one, one.proposal.citations, form) for one in claims)
            for cause, claims in groups.items()
        }
        yield "\n".join(f"- **{cause}:** {text}" for cause, text in items.items())
    else:  # a heading needs no blank lines around it
        yield "\n".join(f"#### {cause}\n{''.join(_laid_out(form, claims))}" for cause, claims in groups.items())


def _laid_out(form: Form, kept: Sequence[JudgedClaim]) -> Iterator[str]:
    claims = [write_claim(one, one.proposal.citations, form) for one in kept]
    if not claims:
        return
    if form is Form.BULLETS:
        yield "\n".join(f"- {claim}" for claim in claims)
    elif form is Form.WHYS:
        yield "\n".join(f"{number}. {claim}" for number, claim in enumerate(claims, 1))
    else:
        yield "\n".join(claims)


def write_claim(one: JudgedClaim, citations: str, form: Form = Form.PARAGRAPH) -> str:
    """Write a claim with what it cites in one line, so that a review comment meets one claim.

    A claim of two sentences stays whole: which of them takes what from which item is not known.

    Args:
        one: a claim that is kept.
        citations: what it cites, as Markdown.
        form: of its section.
    """
    advice = one.proposal.kind == "recommendation"
    label = "" if advice else _LABELS.get(one.verdict.status, "")
    asked, mark, answer = one.proposal.text.partition("? ")
    if form is Form.WHYS and mark and label:  # the answer is one, not the question
        return f"{escape_markdown(asked + '?')} {label}{escape_markdown(answer)} {citations}".rstrip()
    asks = f" {_WHAT_SHOWS_IT}" if one.is_not_said else ""
    return f"{label}{escape_markdown(one.proposal.text)} {citations}".rstrip() + asks


def _question(one: JudgedClaim, draft: JudgedSection, inputs: DraftInputs) -> str:
    """Return the question in the place of a dropped claim; "" where nothing is open, or nothing can be asked fairly."""
    if draft.spec.form in (Form.ACTIONS, Form.CASES) or one.verdict.reasons == (REPEATED,) or one.blames:
        return ""
    offending = one.verdict.offending
    why, mark, _ = normalise(one.proposal.text).partition("?")
    if draft.spec.form is Form.WHYS and mark and not any(part in why for part in offending):
        return f"{why}?" if len(why) < MAX_QUESTION else ""  # the answer was dropped, the question is open
    asked = only_questions(one.proposal.question, inputs)
    return asked or question_about_value(one.proposal.claim, offending, inputs.grounds)
