"""Judge the claims that a model proposes: facts, blame, actions that can be done, proven cases. Pure.

Claims are judged when the model is asked, so that it can repair them, and again when the post-mortem is written,
because proposals of another job are not trusted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from afterword.drafting.action_rows import action_problems
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.eval_cases import case_doubts, case_problems
from afterword.drafting.proposals import ProposedClaim, ProposedSection
from afterword.drafting.sections import ALL_CAUSES, BY_NAME, SPECS, Form, SectionSpec
from afterword.grounding.cues import NEGATION
from afterword.grounding.facts import find_facts
from afterword.grounding.second_reading import read_again
from afterword.grounding.verify import Status, Verdict, verify
from afterword.grounding.wording import stems
from afterword.language import find_blame
from afterword.text.folding import normalise, normalise_caseless

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
    """A claim and its verdict.

    Attributes:
        proposal: the claim, with what the second reading said.
        verdict: of both readings, and of the rules of its section.
        first: what the first reading alone says.
        blames: whether its words blame; such words are not repeated, not even in a question.
    """

    proposal: ProposedClaim
    verdict: Verdict
    first: Status
    blames: bool = False

    @property
    def is_not_said(self) -> bool:
        """Whether code would state it, and only the second reading makes it a hypothesis."""
        return self.verdict.status is Status.HYPOTHESIS and self.first in (Status.FOUND, Status.DERIVED, Status.DOUBTED)


@dataclass(frozen=True, slots=True)
class JudgedSection:
    """The claims and questions of a model for one section.

    Attributes:
        judged: every claim in its order.
        unknowns: the model's own questions.
    """

    spec: SectionSpec
    judged: tuple[JudgedClaim, ...] = ()
    unknowns: tuple[str, ...] = ()

    @property
    def kept(self) -> tuple[JudgedClaim, ...]:
        """The claims that can be shown."""
        return tuple(one for one in self.judged if one.verdict.kept)

    @property
    def dropped(self) -> tuple[JudgedClaim, ...]:
        """The claims that must not be shown."""
        return tuple(one for one in self.judged if not one.verdict.kept)


def judge_sections(proposed: Iterable[ProposedSection], inputs: DraftInputs) -> dict[str, JudgedSection]:
    """Judge the proposals for sections, in the order of the waves; of two for one section, the first counts.

    Returns:
        By the name of the section, in the order in which they are proposed.
    """
    first: dict[str, ProposedSection] = {}
    for section in proposed:
        if section.section in BY_NAME:
            first.setdefault(section.section, section)
    judged: dict[str, JudgedSection] = {}
    said: list[ProposedClaim] = []
    for name in sorted(first, key=lambda name: (BY_NAME[name].wave, SPECS.index(BY_NAME[name]))):
        judged[name] = judge_section(BY_NAME[name], first[name], inputs, said)
        said += (one.proposal for one in judged[name].kept)
    return {name: judged[name] for name in first}


def judge_section(
    spec: SectionSpec, proposed: ProposedSection, inputs: DraftInputs, said: Sequence[ProposedClaim] = ()
) -> JudgedSection:
    """Judge all that was proposed for a section, within the section's limits.

    Args:
        spec: the section.
        proposed: claims and questions.
        inputs: the post-mortem and what is known.
        said: what other sections say already.
    """
    claims = proposed.claims[: spec.max_claims]
    unknowns = dict.fromkeys(text for told in proposed.unknowns if (text := only_questions(told, inputs)))
    return JudgedSection(spec, tuple(judge_claims(spec, claims, inputs, said)), tuple(unknowns)[: spec.max_unknowns])


def judge_claims(
    spec: SectionSpec, claims: Sequence[ProposedClaim], inputs: DraftInputs, said: Sequence[ProposedClaim] = ()
) -> Iterator[JudgedClaim]:
    """Judge claims; one that says what an earlier one of the section, or what another section says, is dropped."""
    seen: set[str] = set()
    for proposal in claims:
        judged = judge_claim(spec, proposal, inputs)
        # One case for each sample: their ids are made from it.
        key = proposal.sample or f"{proposal.cause}: {proposal.text.casefold()}"
        is_said = spec.asserts and not spec.repeats and any(_says_all_of(one, proposal) for one in said)
        if key in seen or (is_said and judged.verdict.kept):
            judged = JudgedClaim(proposal, Verdict(Status.DROPPED, (REPEATED,)), judged.first)
        seen.add(key)
        yield judged


def _says_all_of(earlier: ProposedClaim, later: ProposedClaim) -> bool:
    """Whether a claim says of the same items all that a later one says of them."""
    if set(earlier.evidence) != set(later.evidence):
        return False
    before, now = (normalise_caseless(one.text) for one in (earlier, later))
    return stems(now) <= stems(before) and bool(NEGATION.search(now)) == bool(NEGATION.search(before))


def judge_claim(spec: SectionSpec, proposal: ProposedClaim, inputs: DraftInputs) -> JudgedClaim:
    """Judge one claim, with every reason against it."""
    first = verify(proposal.claim, inputs.grounds)
    verdict = read_again(proposal.claim, first, proposal.reading, inputs.grounds)
    reasons = list(verdict.reasons) if not verdict.kept else []
    offending = verdict.offending
    if spec.form is Form.ACTIONS and proposal.done_when.strip():
        done = verify(proposal.done, inputs.grounds)
        reasons += [f"`done_when`: {reason}" for reason in done.reasons if not done.kept]
        offending = (*offending, *done.offending)
    found = [finding for finding in find_blame(proposal.words, inputs.people) if finding.tier in _BLAME_TIERS]
    reasons += [f"`{finding.matched}` blames or judges: {finding.suggestion}" for finding in found]
    if spec.per_cause and inputs.causes and proposal.cause not in (*inputs.causes, ALL_CAUSES):
        reasons.append(f"`cause` is none of {', '.join(inputs.causes)}")
    if proposal.kind == "recommendation" and spec.form not in (Form.ACTIONS, Form.CASES):
        reasons.append("advice belongs in the action items")
    reasons += [f"{name} addresses an AI; nothing is asserted from it" for name in _addressing(proposal, inputs)]
    if inputs.redactor.find(proposal.words):
        reasons.append("it contains what looks like a secret or personal data")
    if spec.form is Form.ACTIONS:
        reasons += action_problems(proposal)
    elif spec.form is Form.CASES:
        reasons += case_problems(proposal, inputs.samples)
    if reasons:
        verdict = Verdict(Status.DROPPED, tuple(dict.fromkeys(reasons)), offending)
    elif spec.form is Form.CASES and (doubts := tuple(case_doubts(proposal))):
        verdict = Verdict(Status.DOUBTED, doubts)
    return JudgedClaim(proposal, verdict, first.status, bool(found))


def _addressing(proposal: ProposedClaim, inputs: DraftInputs) -> list[str]:
    return [name for name in dict.fromkeys(proposal.evidence) if name in inputs.addressing_ai]


def only_questions(text: str, inputs: DraftInputs) -> str:
    """Return the part of a model's open question that asks; "" if none does.

    A statement before or instead of a question is a claim without evidence, and facts that no item contains are not
    repeated.
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
