"""Compose a draft: derived sections, claims that hold, questions where nothing is known, and proposed values.

Needs no model, no key and no network, and trusts nothing that a model proposed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from afterword.drafting.claim_verdicts import JudgedSection, judge_sections
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.fill_sections import (
    SectionText,
    apply_splices,
    blocks_in,
    can_fill,
    fill_sections,
    is_declined,
    questions_in,
)
from afterword.drafting.footnotes import footnote_edits
from afterword.drafting.missing_sections import sections_to_fill
from afterword.drafting.open_questions import (
    asked_about,
    selection_digest,
)
from afterword.drafting.proposals_file import Proposals
from afterword.drafting.propose_values import ProposedValues, propose_values
from afterword.drafting.section_writer import SectionWriter, asked_outside
from afterword.drafting.selection_verdicts import JudgedSelection, judge_selection
from afterword.postmortem import PostMortem, outline
from afterword.postmortem.drafted import ASSEMBLED, DERIVED, QUESTIONS
from afterword.postmortem.edit import Splice, apply, replace_derived
from afterword.postmortem.edit_front_matter import record_drafted
from afterword.postmortem.markers import (
    digest,
)
from afterword.postmortem.outline import SectionKind


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
    missing = _find_missing(inputs, only, result)
    model = proposals.model if proposals else ""
    judged = judge_sections(proposals.sections if proposals else (), inputs)
    chosen = judge_selection(proposals.selection if proposals else None, inputs, [kind.name for kind in missing])
    facts = inputs.choosing(chosen.selection) if chosen else inputs

    writer = SectionWriter(facts, judged, chosen, model, asked_outside(document, missing), with_questions)
    texts = [text for text in map(writer.write, missing) if text]
    names = {text.kind.name for text in texts}
    refreshed = [] if only else _refresh(inputs, names, result)
    document, changed = fill_sections(document, texts, refreshed, inputs.headings)
    in_vain = [kind for kind in missing if chosen and kind.name in chosen.in_vain]
    requests = dict.fromkeys(in_vain, selection_digest(model, inputs)) if in_vain else {}
    values = propose_values(_record(document, changed, requests), facts.values, only)

    result.chosen = chosen
    result.ignored = [name for name in judged if name not in names]
    result.judged = [section for name, section in judged.items() if name in names]
    _note_texts(changed, result)
    _note_values(values, only, result)
    result.text = apply(values.document.source, footnote_edits(values.document, inputs.evidence))
    return result


def _note_taken(document: PostMortem, only: Collection[str], result: DraftResult) -> None:
    """Note which of the sections that were asked for by name are not ours to draft."""
    for kind in (*outline.SECTIONS, *outline.ROOT_CAUSE_PARTS):
        if kind.name in only and not can_fill(document, kind):
            section = document.section(kind.name)
            awaits_review = section is not None and section.notice is not None
            (result.awaiting_review if awaits_review else result.written_by_people).append(kind.name)


def _find_missing(inputs: DraftInputs, only: Collection[str], result: DraftResult) -> list[SectionKind]:
    """Return the sections to write, and note those that a person declined."""
    missing: list[SectionKind] = []
    for kind in sections_to_fill(inputs, only):
        if is_declined(inputs.document, kind) and kind.name not in only:
            result.declined.append(kind.name)
        elif can_fill(inputs.document, kind):
            missing.append(kind)
    return missing


def _note_texts(texts: Collection[SectionText], result: DraftResult) -> None:
    """Note the sections that were written, by who filled them."""
    by = {DERIVED: result.derived, ASSEMBLED: result.assembled, QUESTIONS: result.questions}
    for text in texts:
        by.get(text.by, result.drafted).append(text.kind.name)


def _note_values(values: ProposedValues, only: Collection[str], result: DraftResult) -> None:
    """Note the values that were proposed, and what was asked for by name without any evidence."""
    result.proposed, result.without_place = values.proposed, values.without_place
    result.withdrawn, result.differing = values.withdrawn, values.differing
    result.declined += values.declined
    known = {kind.name for kind in (*outline.SECTIONS, *outline.ROOT_CAUSE_PARTS)} | set(values.considered)
    result.without_evidence = [name for name in only if name not in known]


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
