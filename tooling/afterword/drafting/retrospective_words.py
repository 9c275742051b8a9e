"""Draft the retrospective of a quarter in words, from its counts and from what its post-mortems say of themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace

from afterword.drafting.ask_model import ask_section
from afterword.drafting.claim_verdicts import JudgedClaim, JudgedSection, judge_section
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.open_questions import Asked
from afterword.drafting.prompting import write_ledger
from afterword.drafting.rendering import open_questions, write_claim
from afterword.drafting.second_reader import SecondReader, reading_model
from afterword.drafting.sections import SectionSpec
from afterword.evidence import EvidenceItem, Ledger
from afterword.evidence.people import known_people
from afterword.grounding.verify import Status
from afterword.language.ai_address import addresses_ai
from afterword.language.item_kinds import ItemKind
from afterword.llm import Llm, LlmUnavailable
from afterword.postmortem import PostMortem, read
from afterword.postmortem.draft_notice import write_notice
from afterword.postmortem.markers import OPEN_QUESTION_MARKER
from afterword.postmortem.outline import SectionKind
from afterword.project import Project
from afterword.redaction import Numbering, Redactor
from afterword.text.invisible import without_invisible

_SPECS = tuple(
    SectionSpec(SectionKind(title, 2, ""), "retrospective", relevant="", max_claims=4, max_unknowns=1)
    for title in ("Where we keep getting burned", "What improved")
)
_NOT_READ = (
    "Values found: the numbers and names of these sentences are in what they cite. No second reading compared the "
    "sentences."
)


@dataclass(frozen=True, kw_only=True, eq=False)
class WordsWriter:
    """Drafts a paragraph for each of two questions, and reports what becomes of the claims.

    Attributes:
        llm: the model.
        reader: the model of the second reading; None to do without.
        redactor: with the project's patterns and the people whom its post-mortems name.
        say: is called with one line for each thing that a person should know.
    """

    llm: Llm
    reader: Llm | None
    redactor: Redactor
    say: Callable[[str], None]

    @classmethod
    def of(cls, project: Project, documents: Sequence[PostMortem], say: Callable[[str], None]) -> WordsWriter | None:
        """Return what drafts with the project's model; None if none is configured.

        Args:
            project: where the post-mortems are.
            documents: those whose people are known.
            say: as the attribute.
        """
        llm = Llm.from_settings(project.config.llm, project.env)
        if llm is None:
            return None
        people = dict.fromkeys(one for document in documents for one in known_people(document, project.committers))
        redactor = Redactor(project.config.redaction, tuple(people))
        return cls(llm=llm, reader=reading_model(llm, project.config.llm), redactor=redactor, say=say)

    @property
    def model(self) -> str:
        """The model that is asked."""
        return self.llm.model

    def __call__(self, items: Sequence[EvidenceItem], counts: Set[str], cite: Callable[[Sequence[str]], str]) -> str:
        """Draft the paragraphs, all or none, under a draft notice; "" if the model is of no use, or no claim holds.

        Args:
            items: what the model may use and cite, not redacted.
            counts: the ids of those that code counted.
            cite: writes links to what is behind items, which are given by their ids, as Markdown.
        """
        inputs = self._inputs(items)
        for item in items:
            if item.id in inputs.addressing_ai:
                self.say(f"not used: `{item.source}` has a text that addresses an AI: read it yourself")
        second = SecondReader(llm=self.reader) if self.reader else None
        try:
            drafted = self._ask(inputs, counts, second)
        except LlmUnavailable as error:
            reason = inputs.redacted("; ".join(filter(None, (error.message, error.remedy))))
            self.say(f"notice: {reason}; the retrospective is made without words of a model")
            return ""
        self._report(drafted, inputs, second)
        kept = [one for section in drafted for one in section.kept]
        if not kept:
            self.say("notice: no claim of the model holds; the retrospective is made without its words")
            return ""
        parts = [write_notice(self.model)]
        if not all(one.proposal.second for one in kept):
            parts.append(_NOT_READ)
        for section in drafted:
            claims = [write_claim(one, cite(one.proposal.evidence)) for one in section.kept]
            parts += [f"**{section.spec.name}**", "\n".join(claims)] if claims else []
        # Of what was dropped nothing is asked: the counts have the answer.
        unknown = (text for one in drafted for text in open_questions(replace(one, judged=one.kept), inputs))
        parts += [f"{OPEN_QUESTION_MARKER} {text}" for text in Asked().only_new(unknown)]
        return "\n\n".join(parts)

    def _inputs(self, items: Sequence[EvidenceItem]) -> DraftInputs:
        redactor = self.redactor.anew(Numbering())
        redacted = [replace(item, text=redactor.redact(without_invisible(item.text)).text) for item in items]
        kinds = {item.id: ItemKind.ADDRESSES_AI for item in redacted if addresses_ai(item.text)}
        # Not of one incident: all that is known is in the items.
        nothing = read(b"", "")
        return DraftInputs(nothing, Ledger(tuple(redacted)), {}, redactor=self.redactor, kinds=kinds)

    def _ask(self, inputs: DraftInputs, counts: Set[str], second: SecondReader | None) -> list[JudgedSection]:
        ledger = write_ledger(inputs)
        drafted: list[JudgedSection] = []
        for spec in _SPECS:
            self.say(f"asking {self.model} for {spec.name}")
            said = [one.proposal for section in drafted for one in section.kept]
            proposed = ask_section(self.llm, spec, inputs, ledger, second, said)
            section = judge_section(spec, proposed, inputs, said)
            drafted.append(replace(section, judged=tuple(_judge_strictly(one, counts) for one in section.judged)))
        return drafted

    def _report(self, drafted: Sequence[JudgedSection], inputs: DraftInputs, second: SecondReader | None) -> None:
        for problem in second.problems if second else ():
            self.say(f"notice: {inputs.redacted(problem)}")
        judged = [one for section in drafted for one in section.judged]
        for one in judged:
            if one.verdict.status in (Status.DROPPED, Status.HYPOTHESIS, Status.DOUBTED):
                reasons = "; ".join(one.verdict.reasons)
                self.say(inputs.redacted(f"{one.verdict.status.value}: “{one.proposal.text}”: {reasons}"))
        statuses = Counter(one.verdict.status for one in judged)
        numbers = ", ".join(f"{statuses[one]} {one.value}" for one in Status if statuses[one])
        cost = self.llm.usage
        self.say(f"claims: {numbers or 'none'}")
        self.say(f"tokens: {cost.prompt_tokens} in, {cost.completion_tokens} out, {cost.requests} requests")


def _judge_strictly(one: JudgedClaim, counts: Set[str]) -> JudgedClaim:
    """Drop a claim about counts that code only doubts: the counts are in the retrospective, and say it for certain."""
    if one.verdict.status is not Status.DOUBTED or counts.isdisjoint(one.proposal.evidence):
        return one
    return replace(one, verdict=replace(one.verdict, status=Status.DROPPED))
