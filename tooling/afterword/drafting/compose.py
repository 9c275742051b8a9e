"""Compose a draft: derived sections, claims that hold, questions where nothing is known, and proposed values.

Needs no model, no key and no network, and trusts nothing that a model proposed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from afterword.drafting.claim_verdicts import JudgedSection, judge_sections
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.fill_sections import (
    SectionText,
    apply_splices,
    blocks_in,
    by_model,
    can_fill,
    fill_sections,
    is_declined,
    questions_in,
    text_digest,
)
from afterword.drafting.footnotes import footnote_edits
from afterword.drafting.missing_sections import sections_to_fill
from afterword.drafting.open_questions import (
    Asked,
    asked_about,
    guiding_questions,
    recorded_request,
    request_digest,
    selection_digest,
)
from afterword.drafting.proposals_file import Proposals
from afterword.drafting.propose_values import propose_values
from afterword.drafting.rendering import open_questions, render
from afterword.drafting.selection_verdicts import JudgedSelection, judge_selection
from afterword.postmortem import PostMortem, Section, outline
from afterword.postmortem.document import OpenQuestion, action_table
from afterword.postmortem.draft_notice import model_name
from afterword.postmortem.drafted import ASSEMBLED, DERIVED, QUESTIONS
from afterword.postmortem.edit import Splice, apply, replace_derived
from afterword.postmortem.edit_front_matter import record_drafted
from afterword.postmortem.markers import (
    OPEN_QUESTION_MARKER,
    digest,
    is_outlines_question,
    question_words,
    split_citations,
)
from afterword.postmortem.outline import SectionKind

_KNOWN = (outline.WHAT_CHANGED, outline.UPSTREAM_PROVIDER)
"""Sections that say all if code derives them from the front matter."""


@dataclass
class DraftResult:
    """The draft, and what was done, as names of sections in the order of the outline.

    Attributes:
        text: the text of the post-mortem with the draft in it.
        derived: filled by code from facts and evidence.
        drafted: filled with claims of a model.
        assembled: filled with sentences of the evidence.
        questions: filled with open questions.
        proposed: key paths of the values that were proposed, or renewed.
        withdrawn: key paths of proposed values that later evidence contradicts, and that were taken out.
        differing: values of which the evidence has several accounts, each with its sources.
        without_place: key paths of values for which there is no line, or a person's comment is there.
        without_evidence: key paths that were asked for by name, and for which the evidence gives no value.
        refreshed: sections whose derived block was updated beside text of people.
        declined: sections and key paths that were filled once, deleted by a person, and therefore left out.
        edited: sections whose derived block a person edited, and whose facts have changed.
        ignored: proposed, but not missing.
        written_by_people: asked for by name, but a person has written them.
        awaiting_review: asked for by name, but they contain a draft that waits for review.
        addressing_ai: ids of evidence items that address an AI, and from which nothing is asserted.
        judged: the verdicts on each section that a model proposed.
        chosen: what a model chose for the timeline, the causes and the impact; None if it was not asked to.
    """

    text: str = ""
    derived: list[str] = field(default_factory=list)
    drafted: list[str] = field(default_factory=list)
    assembled: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    proposed: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    without_place: list[str] = field(default_factory=list)
    without_evidence: list[str] = field(default_factory=list)
    refreshed: list[str] = field(default_factory=list)
    declined: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    written_by_people: list[str] = field(default_factory=list)
    awaiting_review: list[str] = field(default_factory=list)
    addressing_ai: list[str] = field(default_factory=list)
    judged: list[JudgedSection] = field(default_factory=list)
    chosen: JudgedSelection | None = None


def compose_draft(
    inputs: DraftInputs,
    proposals: Proposals | None = None,
    only: Collection[str] = (),
    *,
    with_questions: bool = True,
) -> DraftResult:
    """Compose what a post-mortem lacks. Writes nothing to disk.

    Args:
        inputs: the post-mortem and what is known.
        proposals: what a model proposed; None to do without.
        only: names of the sections and key paths to draft, even if they were declined; empty for all that are missing.
        with_questions: whether questions are asked where nothing is known.
    """
    document, result = inputs.document, DraftResult()
    result.addressing_ai = [item.id for item in inputs.evidence.items if item.id in inputs.addressing_ai]
    _note_taken(document, only, result)
    judged = judge_sections(proposals.sections if proposals else (), inputs)
    missing: list[SectionKind] = []
    for kind in sections_to_fill(inputs, only):
        if is_declined(document, kind) and kind.name not in only:
            result.declined.append(kind.name)
        elif can_fill(document, kind):
            missing.append(kind)
    result.chosen = judge_selection(proposals.selection if proposals else None, inputs, [kind.name for kind in missing])
    facts = inputs.choosing(result.chosen.selection) if result.chosen else inputs
    model = proposals.model if proposals else ""
    asked = Asked(one.question for one in document.open_questions if not _is_in(document, one, missing))
    written = (
        _write_chosen(kind, facts, result.chosen, model)
        or _write_section(kind, facts, judged.get(kind.name), model, with_questions, asked)
        for kind in missing
    )
    texts = [text for text in written if text]
    names = {text.kind.name for text in texts}
    result.ignored = [name for name in judged if name not in names]
    result.judged = [section for name, section in judged.items() if name in names]
    refreshed = [] if only else _refresh(inputs, names, result)
    document, changed = fill_sections(document, texts, refreshed, inputs.headings)
    for text in changed:
        by = {DERIVED: result.derived, ASSEMBLED: result.assembled, QUESTIONS: result.questions}
        by.get(text.by, result.drafted).append(text.kind.name)
    in_vain = [kind for kind in missing if result.chosen and kind.name in result.chosen.in_vain]
    requests = dict.fromkeys(in_vain, selection_digest(model, inputs)) if in_vain else {}
    values = propose_values(_record(document, changed, requests), facts.values, only)
    result.proposed, result.without_place = values.proposed, values.without_place
    result.withdrawn, result.differing = values.withdrawn, values.differing
    result.declined += values.declined
    known = {kind.name for kind in (*outline.SECTIONS, *outline.ROOT_CAUSE_PARTS)} | set(values.considered)
    result.without_evidence = [name for name in only if name not in known]
    document = values.document
    result.text = apply(document.source, footnote_edits(document, inputs.evidence))
    return result


def _note_taken(document: PostMortem, only: Collection[str], result: DraftResult) -> None:
    """Note which of the sections that were asked for by name are not ours to draft."""
    for kind in (*outline.SECTIONS, *outline.ROOT_CAUSE_PARTS):
        if kind.name in only and not can_fill(document, kind):
            section = document.section(kind.name)
            awaits_review = section is not None and section.notice is not None
            (result.awaiting_review if awaits_review else result.written_by_people).append(kind.name)


def _write_chosen(
    kind: SectionKind, inputs: DraftInputs, chosen: JudgedSelection | None, model: str
) -> SectionText | None:
    """Write a section from what a model chose for it; None if it chose nothing that holds."""
    if chosen is None or kind.name not in chosen.sections:
        return None
    derived = inputs.derived_for(kind)
    questions = "\n\n".join(f"{OPEN_QUESTION_MARKER} {text}" for text in derived.questions)
    return by_model(kind, model_name(model), questions, derived.text, inputs.evidence)


def _is_in(document: PostMortem, question: OpenQuestion, kinds: Collection[SectionKind]) -> bool:
    """Whether a question is in one of some sections."""
    sections = filter(None, (document.section(kind.name) for kind in kinds))
    return any(section.body.start <= question.span.start < section.body.end for section in sections)


def _write_section(
    kind: SectionKind,
    inputs: DraftInputs,
    judged: JudgedSection | None,
    model: str,
    with_questions: bool,
    asked_already: Asked,
) -> SectionText | None:
    """Write a section; None if there is nothing to write, or if its present text is to stay."""
    derived = inputs.derived_for(kind)
    by = DERIVED if derived.text else QUESTIONS
    if not with_questions:
        return SectionText(kind, by, derived=derived.text) if derived.text else None
    own = list(derived.questions)
    if own[: len(kind.questions)] == list(kind.questions):
        own[: len(kind.questions)] = guiding_questions(kind, inputs)
    if judged and derived.text and not judged.spec.adds:
        judged = None  # what code knows needs no model
    if judged and judged.kept:
        words = render(judged, inputs, asked_already)
        return by_model(kind, model_name(model), words, derived.text, inputs.evidence)
    if kind.name in inputs.assembled.sections and not (derived.text and kind in _KNOWN and not derived.questions):
        return _write_assembled(kind, inputs, judged, model, asked_already)
    present = questions_in(inputs.document, kind)
    known = inputs.document.front.drafted
    request, texts = "", own or ([] if derived.text else guiding_questions(kind, inputs))
    if judged:  # the model was asked, and none of its claims holds
        texts = own or guiding_questions(kind, inputs)
        asked_already.only_new(texts)
        texts = [*texts, *asked_already.only_new(open_questions(judged, inputs))]
        request = request_digest(model, judged.spec, inputs)
    elif request := recorded_request(inputs.document, kind):
        texts = [paragraph.removeprefix(OPEN_QUESTION_MARKER).strip() for paragraph in present]
    paragraphs = [f"{OPEN_QUESTION_MARKER} {text}" for text in texts]
    if not judged and kind.name in known.sections and (present or blocks_in(inputs.document, _section(inputs, kind))):
        paragraphs = _still_open(paragraphs, present, kind, was_asked=kind.name in known.asked)
        if paragraphs == present and not _has_new_block(inputs, kind):
            return None  # as it is; a block beside the questions is refreshed in its place
    questions = "\n\n".join(paragraphs)
    is_outlines = all(is_outlines_question(paragraph, kind) for paragraph in paragraphs)
    asked = "" if is_outlines and not request else asked_about(request, questions)
    table = action_table(hides_status=inputs.hides_status) if kind is outline.ACTION_ITEMS else ""
    return SectionText(kind, by, "\n\n".join(filter(None, (questions, table))), derived.text, asked)


def _write_assembled(
    kind: SectionKind, inputs: DraftInputs, judged: JudgedSection | None, model: str, asked_already: Asked
) -> SectionText:
    """Write what the evidence says, with the questions that are open beside it; all of them if people conclude."""
    derived = inputs.derived_for(kind)
    asked = [text for text in derived.questions if text not in kind.questions]
    if inputs.ways.get(kind.name) == "gather":
        asked = [*kind.questions, *asked]
    if judged:
        asked_already.only_new(asked)
        asked += asked_already.only_new(open_questions(judged, inputs))
        request = request_digest(model, judged.spec, inputs)
    elif request := recorded_request(inputs.document, kind):  # what the model asked stays
        present = (question_words(one) for one in questions_in(inputs.document, kind))
        asked += [text for text in present if text not in asked and text not in inputs.assembled.sections[kind.name]]
    words = "\n\n".join((inputs.assembled.sections[kind.name], *(f"{OPEN_QUESTION_MARKER} {text}" for text in asked)))
    text = _below(derived.text, words)
    return SectionText(kind, ASSEMBLED, text, asked=f"{request}-{text_digest(text)}")


def _below(derived: str, words: str) -> str:
    """Put words below what is derived: sentences below sentences are one paragraph."""
    last = derived.rpartition("\n")[2]
    are_sentences = last and not last.startswith(("|", "`", "-")) and not words.startswith(("-", "|", "*"))
    return ("\n" if are_sentences else "\n\n").join(filter(None, (derived, words)))


def _section(inputs: DraftInputs, kind: SectionKind) -> Section | None:
    return inputs.document.section(kind.name)


def _has_new_block(inputs: DraftInputs, kind: SectionKind) -> bool:
    """Whether code derives something for a section that has no block yet, or nothing more for one that has."""
    blocks = blocks_in(inputs.document, _section(inputs, kind))
    return bool(inputs.derived_for(kind).text) != any(block.name == kind.block for block in blocks)


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


def _refresh(inputs: DraftInputs, refilled: Collection[str], result: DraftResult) -> list[Splice]:
    """Update untouched derived blocks beside text of people, and note those that people edited.

    Args:
        refilled: names of the sections that are written as a whole.
    """
    document = inputs.document
    splices: list[Splice] = []
    for kind in (*outline.SECTIONS, *outline.ROOT_CAUSE_PARTS):
        content = inputs.derived_for(kind).text
        present = blocks_in(document, document.section(kind.name)) if content and kind.name not in refilled else []
        block = next((block for block in present if block.name == kind.block), None)
        if block is None or block.digest == digest(content):
            continue
        if block.untouched:
            splices += replace_derived(block, content)
            result.refreshed.append(kind.name)
        else:
            result.edited.append(kind.name)
    return splices


def _record(document: PostMortem, texts: Collection[SectionText], requests: Mapping[SectionKind, str]) -> PostMortem:
    """Note in the front matter who filled each section last, and what a model had nothing to say about.

    Args:
        document: with the texts.
        texts: the sections that were filled.
        requests: what identifies a request to choose for a section in vain.
    """
    known = document.front.drafted
    sections = {**known.sections, **{text.kind.name: text.by for text in texts}}
    asked = {name: entry for name, entry in known.asked.items() if name not in {text.kind.name for text in texts}}
    asked |= {text.kind.name: text.asked for text in texts if text.asked}
    for kind, request in requests.items():
        if sections.get(kind.name) == ASSEMBLED:
            asked[kind.name] = f"{request}-{asked.get(kind.name, '').partition('-')[2]}"
        else:
            asked[kind.name] = asked_about(request, "\n\n".join(questions_in(document, kind)))
    if not texts and asked == known.asked:
        return document
    return apply_splices(document, record_drafted(document, replace(known, sections=sections, asked=asked)))
