"""What of a proposal holds: facts, blame, actions that can be done, cases that are proven. Pure and deterministic.

Runs where the model is asked, so that it can be told what to repair, and again where the document is written, because
what comes from the other job is not trusted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.eval_cases import case_problems
from afterword.drafting.proposals import ProposedClaim, ProposedSection
from afterword.drafting.sections import ALL_CAUSES, Form, SectionSpec
from afterword.grounding import Status, Verdict, verify
from afterword.grounding.facts import find_facts
from afterword.language import find_blame, find_vague_action
from afterword.postmortem import CATEGORIES
from afterword.postmortem.values import Person, PersonKind
from afterword.text.escaping import escape_markdown
from afterword.text.folding import normalise
from afterword.times.dates import CalendarDate
from afterword.times.when import Precision, When

REPEATED = "it says what an earlier claim says"
"""The reason against a claim that was made before: nothing is open about it."""

_BLAME_TIERS = ("error", "warning")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_ASKS = re.compile(
    r"(?:are|can|could|did|do|does|had|has|have|how|in which|is|should|since when|to what|until when|was|were|what|"
    r"when|where|whether|which|who|whom|whose|why|will|would)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """A proposal and what became of it.

    Attributes:
        blames: whether its words blame; such words are not repeated, not even in a question.
    """

    proposal: ProposedClaim
    verdict: Verdict
    blames: bool = False


@dataclass(frozen=True, slots=True)
class JudgedSection:
    """What a model had to say about a section, and how far it holds.

    Attributes:
        judged: every claim in its order.
        unknowns: the model's own questions.
    """

    spec: SectionSpec
    judged: tuple[JudgedClaim, ...] = ()
    unknowns: tuple[str, ...] = ()

    @property
    def kept(self) -> tuple[JudgedClaim, ...]:
        """The claims that may be shown."""
        return tuple(one for one in self.judged if one.verdict.kept)

    @property
    def dropped(self) -> tuple[JudgedClaim, ...]:
        """The claims that must not be shown."""
        return tuple(one for one in self.judged if not one.verdict.kept)


def judge_section(spec: SectionSpec, proposed: ProposedSection, inputs: DraftInputs) -> JudgedSection:
    """Everything that was proposed for a section, judged; what goes beyond the section's limits is left out."""
    claims = proposed.claims[: spec.max_claims]
    unknowns = dict.fromkeys(text for told in proposed.unknowns if (text := only_questions(told, inputs)))
    return JudgedSection(spec, tuple(judge_claims(spec, claims, inputs)), tuple(unknowns)[: spec.max_unknowns])


def judge_claims(spec: SectionSpec, claims: Sequence[ProposedClaim], inputs: DraftInputs) -> Iterator[JudgedClaim]:
    """Each claim with its verdict; one that says what an earlier one says is dropped."""
    seen: set[str] = set()
    for proposal in claims:
        judged = judge_claim(spec, proposal, inputs)
        # One case for each sample: their ids are made from it.
        key = proposal.sample or f"{proposal.cause}: {proposal.text.casefold()}"
        if key in seen:
            judged = JudgedClaim(proposal, Verdict(Status.DROPPED, (REPEATED,)))
        seen.add(key)
        yield judged


def judge_claim(spec: SectionSpec, proposal: ProposedClaim, inputs: DraftInputs) -> JudgedClaim:
    """One claim, with every reason against it."""
    verdict = verify(proposal.claim, inputs.grounds)
    reasons = list(verdict.reasons) if not verdict.kept else []
    found = [finding for finding in find_blame(proposal.claim.text, inputs.people) if finding.tier in _BLAME_TIERS]
    reasons += [f"`{finding.matched}` blames or judges: {finding.suggestion}" for finding in found]
    if spec.per_cause and inputs.causes and proposal.cause not in (*inputs.causes, ALL_CAUSES):
        reasons.append(f"`cause` is none of {', '.join(inputs.causes)}")
    if proposal.kind == "recommendation" and spec.form not in (Form.ACTIONS, Form.CASES):
        reasons.append("advice belongs into the action items")
    if inputs.redactor.find(proposal.claim.text):
        reasons.append("it holds what looks like a secret or personal data")
    if spec.form is Form.ACTIONS:
        reasons += _action_problems(proposal)
    elif spec.form is Form.CASES:
        reasons += case_problems(proposal, inputs.samples)
    if not reasons:
        return JudgedClaim(proposal, verdict)
    return JudgedClaim(proposal, Verdict(Status.DROPPED, tuple(dict.fromkeys(reasons)), verdict.offending), bool(found))


def only_questions(text: str, inputs: DraftInputs) -> str:
    """What of a model's open question asks; "" where nothing does.

    A statement before or instead of it is a claim that cites nothing, and what no item says is not repeated.
    """
    text = normalise(text)
    asking = [part for part in _SENTENCE_END.split(text) if part.endswith("?")]
    if not asking and _ASKS.match(text) and not text.endswith((".", "!")):
        asking = [f"{text}?"]
    kept = " ".join(asking)
    unknown = {fact.text for fact in find_facts(kept, inputs.grounds.names) if not inputs.grounds.containing(fact, 1)}
    for part in sorted(unknown, key=len, reverse=True):
        kept = kept.replace(part, "…")
    kept = re.sub(r"…(?:\s…)+", "…", kept)
    return kept if re.search(r"\w", kept) else ""


def _action_problems(proposal: ProposedClaim) -> Iterator[str]:
    for finding in find_vague_action(proposal.text):
        yield f"`{finding.matched}` is no action that can be done: {finding.suggestion}"
    if proposal.category not in CATEGORIES:
        yield f"`category` is none of {', '.join(CATEGORIES)}"
    if not proposal.done_when.strip():
        yield "`done_when` does not say how to tell that it is done"


def owner(proposal: ProposedClaim, inputs: DraftInputs) -> str:
    """Who the cited evidence says will do it, else `TBD`: no owner is invented."""
    name = proposal.owner.strip().removeprefix("@")
    if not name or escape_markdown(name) != name or inputs.redactor.knowing(()).find(name):
        return "TBD"
    person = Person.parse(name)
    said = inputs.grounds.cited(proposal.evidence).contains_words(name)
    return person.name if said and person.kind in (PersonKind.HANDLE, PersonKind.ROLE) else "TBD"


def due(proposal: ProposedClaim, inputs: DraftInputs) -> str:
    """The day that the cited evidence names and the proposal with it, else `TBD`."""
    try:
        when = When.parse(proposal.due.strip())
    except ValueError:
        return "TBD"
    if when.precision is not Precision.DAY or when.earliest is None:
        return "TBD"
    day = when.earliest.date()
    named = inputs.grounds.cited(proposal.evidence).dates
    return day.isoformat() if CalendarDate.of(day) in named else "TBD"
