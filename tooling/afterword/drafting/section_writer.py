"""Write one section of a draft: what a model chose or claimed and holds, what the evidence says, or questions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from afterword.drafting.claim_verdicts import JudgedSection
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.fill_sections import SectionText, blocks_in, by_model, questions_in, text_digest
from afterword.drafting.open_questions import (
    Asked,
    asked_about,
    guiding_questions,
    recorded_request,
    request_digest,
)
from afterword.drafting.rendering import open_questions, render
from afterword.drafting.selection_verdicts import JudgedSelection
from afterword.postmortem import DerivedBlock, PostMortem, outline
from afterword.postmortem.document import OpenQuestion, action_table
from afterword.postmortem.draft_notice import model_name
from afterword.postmortem.drafted import ASSEMBLED, DERIVED, QUESTIONS
from afterword.postmortem.markers import OPEN_QUESTION_MARKER, is_outlines_question, question_words, split_citations
from afterword.postmortem.outline import SectionKind

_COMPLETE_IF_DERIVED = (outline.WHAT_CHANGED, outline.UPSTREAM_PROVIDER)
"""Sections that need no more than what code derives from the front matter."""


@dataclass(frozen=True)
class SectionWriter:
    """Writes the sections that a post-mortem lacks, and asks each question once.

    Attributes:
        inputs: the post-mortem and what is known, with what a model chose.
        judged: the verdicts on the sections that a model proposed, by name.
        chosen: what a model chose for the timeline, the causes and the impact; None if it was not asked to.
        model: the model that proposed them; empty without one.
        asked: the questions that are asked so far; each new one is added.
        with_questions: whether questions are asked where nothing is known.
    """

    inputs: DraftInputs
    judged: Mapping[str, JudgedSection]
    chosen: JudgedSelection | None
    model: str
    asked: Asked
    with_questions: bool

    def write(self, kind: SectionKind) -> SectionText | None:
        """Write a section; None if there is nothing to write, or if its present text is to stay."""
        derived = self.inputs.derived_for(kind)
        if self.chosen is not None and kind.name in self.chosen.sections:
            return self._by_model(kind, _as_paragraphs(derived.questions))
        if not self.with_questions:
            return SectionText(kind, DERIVED, derived=derived.text) if derived.text else None
        judged = self.judged.get(kind.name)
        if judged and derived.text and not judged.spec.adds:
            judged = None  # what code knows needs no model
        if judged and judged.kept:
            return self._by_model(kind, render(judged, self.inputs, self.asked))
        if self._is_assembled(kind):
            return self._assemble(kind, judged)
        return self._ask(kind, judged)

    def _by_model(self, kind: SectionKind, words: str) -> SectionText:
        derived = self.inputs.derived_for(kind).text
        return by_model(kind, model_name(self.model), words, derived, self.inputs.evidence)

    def _is_assembled(self, kind: SectionKind) -> bool:
        derived = self.inputs.derived_for(kind)
        is_complete = derived.text and not derived.questions and kind in _COMPLETE_IF_DERIVED
        return kind.name in self.inputs.assembled.sections and not is_complete

    def _assemble(self, kind: SectionKind, judged: JudgedSection | None) -> SectionText:
        """Write what the evidence says, with the questions that are open beside it; all of them if people conclude."""
        inputs, derived = self.inputs, self.inputs.derived_for(kind)
        assembled = inputs.assembled.sections[kind.name]
        texts = [text for text in derived.questions if text not in kind.questions]
        if inputs.ways.get(kind.name) == "gather":
            texts = [*kind.questions, *texts]
        request = ""
        if judged:
            self.asked.only_new(texts)
            texts += self.asked.only_new(open_questions(judged, inputs))
            request = request_digest(self.model, judged.spec, inputs)
        elif request := recorded_request(inputs.document, kind):  # what the model asked stays
            present = map(question_words, questions_in(inputs.document, kind))
            texts += [text for text in present if text not in texts and text not in assembled]
        words = "\n\n".join(filter(None, (assembled, _as_paragraphs(texts))))
        text = _below(derived.text, words)
        return SectionText(kind, ASSEMBLED, text, asked=f"{request}-{text_digest(text)}")

    def _ask(self, kind: SectionKind, judged: JudgedSection | None) -> SectionText | None:
        """Write questions below what code derives; None if those that are there stay as they are."""
        inputs, derived, known = self.inputs, self.inputs.derived_for(kind), self.inputs.document.front.drafted
        present = questions_in(inputs.document, kind)
        texts, request = self._questions(kind, judged, present)
        paragraphs = [f"{OPEN_QUESTION_MARKER} {text}" for text in texts]
        was_filled = kind.name in known.sections and (present or _blocks(inputs, kind))
        if was_filled and not judged:
            paragraphs = _still_open(paragraphs, present, kind, was_asked=kind.name in known.asked)
            if paragraphs == present and not _has_new_block(inputs, kind):
                return None  # as it is; a block beside the questions is refreshed in its place
        questions = "\n\n".join(paragraphs)
        are_outlines = all(is_outlines_question(paragraph, kind) for paragraph in paragraphs)
        asked = "" if are_outlines and not request else asked_about(request, questions)
        table = action_table(hides_status=inputs.hides_status) if kind is outline.ACTION_ITEMS else ""
        body = "\n\n".join(filter(None, (questions, table)))
        return SectionText(kind, DERIVED if derived.text else QUESTIONS, body, derived.text, asked)

    def _questions(
        self, kind: SectionKind, judged: JudgedSection | None, present: Sequence[str]
    ) -> tuple[list[str], str]:
        """Return what to ask in a section, and what identifies the request to a model that gave nothing else."""
        derived = self.inputs.derived_for(kind)
        guiding = guiding_questions(kind, self.inputs)
        own = list(derived.questions)
        if own[: len(kind.questions)] == list(kind.questions):
            own[: len(kind.questions)] = guiding
        if judged:  # the model was asked, and none of its claims holds
            texts = own or guiding
            self.asked.only_new(texts)
            texts = [*texts, *self.asked.only_new(open_questions(judged, self.inputs))]
            return texts, request_digest(self.model, judged.spec, self.inputs)
        if request := recorded_request(self.inputs.document, kind):
            return [paragraph.removeprefix(OPEN_QUESTION_MARKER).strip() for paragraph in present], request
        return own or ([] if derived.text else guiding), ""


def asked_outside(document: PostMortem, kinds: Collection[SectionKind]) -> Asked:
    """Return the questions that a post-mortem asks outside the sections that are written again."""

    def is_inside(question: OpenQuestion) -> bool:
        sections = filter(None, (document.section(kind.name) for kind in kinds))
        return any(section.body.start <= question.span.start < section.body.end for section in sections)

    return Asked(question.question for question in document.open_questions if not is_inside(question))


def _as_paragraphs(questions: Iterable[str]) -> str:
    return "\n\n".join(f"{OPEN_QUESTION_MARKER} {text}" for text in questions)


def _below(derived: str, words: str) -> str:
    """Put words below what is derived: sentences below sentences are one paragraph."""
    last = derived.rpartition("\n")[2]
    are_sentences = last and not last.startswith(("|", "`", "-")) and not words.startswith(("-", "|", "*"))
    return ("\n" if are_sentences else "\n\n").join(filter(None, (derived, words)))


def _blocks(inputs: DraftInputs, kind: SectionKind) -> Sequence[DerivedBlock]:
    return blocks_in(inputs.document, inputs.document.section(kind.name))


def _has_new_block(inputs: DraftInputs, kind: SectionKind) -> bool:
    """Whether code derives something for a section that has no block yet, or nothing more for one that has."""
    has_block = any(block.name == kind.block for block in _blocks(inputs, kind))
    return bool(inputs.derived_for(kind).text) != has_block


def _still_open(asked: Sequence[str], present: Sequence[str], kind: SectionKind, *, was_asked: bool) -> list[str]:
    """Return the questions that stay: as people left them, without those that they deleted or that are answered.

    Args:
        asked: those that would be asked now.
        present: those that are there.
        kind: the section.
        was_asked: whether questions of code, and not of the outline, were asked before.
    """
    now = {question_words(paragraph): paragraph for paragraph in asked}
    still = [paragraph for paragraph in present if question_words(paragraph) in now]
    kept = [_with_citations(paragraph, now[question_words(paragraph)]) for paragraph in still]
    left = {question_words(paragraph) for paragraph in still}
    # Code words a question by what is missing: of `started` and `resolved`, one may be known now.
    is_reworded = any(not is_outlines_question(one, kind) and question_words(one) not in now for one in present)
    more = [one for words, one in now.items() if words not in left and not is_outlines_question(one, kind)]
    return [*kept, *(more if is_reworded or not was_asked else [])]


def _with_citations(paragraph: str, asked: str) -> str:
    """Add what a question cites now to what it cites already."""
    known = split_citations(paragraph)[0]
    return paragraph + "".join(f" [^{label}]" for label in split_citations(asked)[0] if label not in known)
