"""The half of drafting that writes: derived sections, claims that hold, questions where nothing is known.

Needs no model, no key and no network, and trusts nothing that a draft says.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from afterword.drafting.claim_verdicts import JudgedSection, judge_section
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.fill_sections import SectionText, can_fill, derived_blocks, fill_sections, is_declined
from afterword.drafting.footnotes import BLOCK_NAME, footnotes
from afterword.drafting.missing_sections import sections_to_fill
from afterword.drafting.open_questions import guiding_questions, questions_text, recorded_digest, request_digest
from afterword.drafting.proposals_file import Proposals
from afterword.drafting.rendering import open_questions, render
from afterword.drafting.sections import BY_NAME
from afterword.evidence import Ledger
from afterword.postmortem import PostMortem, outline
from afterword.postmortem.document import EMPTY_ACTION_TABLE
from afterword.postmortem.draft_notice import model_name, write_notice
from afterword.postmortem.edit import Splice, append_to_body, apply, derived_text, insert_sections, replace_derived
from afterword.postmortem.markers import digest
from afterword.postmortem.outline import SectionKind

DERIVED, QUESTIONS = "derived", "questions"


@dataclass
class DraftResult:
    """What drafting did, by section name in the order of the outline.

    Attributes:
        judged: what became of each section that a model proposed.
        ignored: proposed sections that are not missing, and are not touched.
        persons: sections that were asked for by name and hold a person's words.
        waiting: sections that were asked for by name and hold a draft which nobody has reviewed.
    """

    derived: list[str] = field(default_factory=list)
    drafted: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    refreshed: list[str] = field(default_factory=list)
    declined: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    judged: list[JudgedSection] = field(default_factory=list)


def compose_draft(
    inputs: DraftInputs, proposed: Proposals | None = None, only: Collection[str] = (), *, ask: bool = True
) -> tuple[str, DraftResult]:
    """Draft what a document is missing. Writes nothing to disk.

    Args:
        inputs: the document and what is known.
        proposed: what a model proposed; None to do without.
        only: names of the sections to draft; these also when they were declined. Empty for all that are missing.
        ask: whether questions are put where nothing is known.

    Returns:
        The document's text as it would be, and what was done.
    """
    document, result = inputs.document, DraftResult()
    model = proposed.model if proposed else ""
    _note_taken(document, only, result)
    drafts = _judged(inputs, proposed, result)
    texts: list[SectionText] = []
    for kind in sections_to_fill(inputs, only):
        if is_declined(document, kind) and kind.name not in only:
            result.declined.append(kind.name)
        elif can_fill(document, kind):
            text = _section_text(kind, inputs, drafts, model) if ask else _derived_alone(kind, inputs)
            if text is not None:
                texts.append(text)
    names = {text.kind.name for text in texts}
    result.ignored = [name for name in drafts if name not in names]
    result.judged = [drafted for name, drafted in drafts.items() if name in names]
    refreshed = [] if only else _refreshed(inputs, names, result)
    document, changed = fill_sections(document, texts, refreshed)
    for text in changed:
        by = {DERIVED: result.derived, QUESTIONS: result.questions}
        by.get(text.by, result.drafted).append(text.kind.name)
    return _with_footnotes(document, inputs.evidence), result


def _note_taken(document: PostMortem, only: Collection[str], result: DraftResult) -> None:
    """Note which of the sections that were named are not ours to draft."""
    for kind in (*outline.SECTIONS, *outline.ROOT_CAUSE_PARTS):
        if kind.name in only and not can_fill(document, kind):
            section = document.section(kind.name)
            is_waiting = section is not None and section.notice is not None
            (result.waiting if is_waiting else result.persons).append(kind.name)


def _judged(inputs: DraftInputs, proposed: Proposals | None, result: DraftResult) -> dict[str, JudgedSection]:
    drafts: dict[str, JudgedSection] = {}
    for section in proposed.sections if proposed else ():
        if section.section in BY_NAME and section.section not in drafts:
            drafts[section.section] = judge_section(BY_NAME[section.section], section, inputs)
    return drafts


def _section_text(
    kind: SectionKind, inputs: DraftInputs, drafts: Mapping[str, JudgedSection], model: str
) -> SectionText | None:
    """What a section is to hold; None where what it holds is to stay."""
    derived = inputs.derived.get(kind.name)
    blocks = [derived_text(name, content) for name, content in derived.blocks] if derived else []
    own = list(derived.questions) if derived else []
    if own[: len(kind.questions)] == list(kind.questions):
        own[: len(kind.questions)] = guiding_questions(kind, inputs)
    drafted = drafts.get(kind.name)
    if drafted is not None and blocks and not drafted.spec.adds:
        drafted = None  # what code knows needs no model
    if drafted is not None and drafted.kept:
        return SectionText(
            kind, "\n\n".join((write_notice(model), *blocks, render(drafted, inputs))), model_name(model)
        )
    if drafted is not None:  # it was asked, and nothing that it said holds
        asked = request_digest(model, kind, inputs)
        more = [text for text in open_questions(drafted, inputs) if text not in kind.questions]
        blocks.append(questions_text([*(own or guiding_questions(kind, inputs)), *more], asked))
    elif earlier := _asked_earlier(kind, inputs):
        if not blocks:
            return None
        blocks.append(earlier)
    elif own or not blocks:
        blocks.append(questions_text(own or guiding_questions(kind, inputs)))
    if kind is outline.ACTION_ITEMS:
        blocks.append(EMPTY_ACTION_TABLE)
    return SectionText(kind, "\n\n".join(blocks), DERIVED if derived and derived.blocks else QUESTIONS)


def _derived_alone(kind: SectionKind, inputs: DraftInputs) -> SectionText | None:
    """What code has to say in a section, without its questions; None where that is nothing."""
    derived = inputs.derived.get(kind.name)
    blocks = [derived_text(name, content) for name, content in derived.blocks] if derived else []
    return SectionText(kind, "\n\n".join(blocks), DERIVED) if blocks else None


def _asked_earlier(kind: SectionKind, inputs: DraftInputs) -> str:
    """The questions that a model left in the section; "" where none was asked."""
    document = inputs.document
    section = document.section(kind.name)
    for block in derived_blocks(document, section) if section else ():
        if recorded_digest([block]):
            return document.text(block.span).replace("\r\n", "\n").replace("\r", "\n")
    return ""


def _refreshed(inputs: DraftInputs, filled_anew: Collection[str], result: DraftResult) -> list[Splice]:
    """Edits that bring untouched derived blocks beside a person's words up to date.

    Those that a person edited are theirs, and a difference is told.
    """
    document = inputs.document
    anew = [document.section(name) for name in filled_anew]
    elsewhere = {id(block) for section in anew if section for block in derived_blocks(document, section)}
    current = {name: content for derived in inputs.derived.values() for name, content in derived.blocks}
    splices: list[Splice] = []
    for name, content in current.items():
        block = next((block for block in document.derived if block.name == name), None)
        if block is None or block.digest == digest(content) or id(block) in elsewhere:
            continue
        if block.untouched:
            splices += replace_derived(block, content)
            result.refreshed.append(name)
        else:
            result.edited.append(name)
    return splices


def _with_footnotes(document: PostMortem, ledger: Ledger) -> str:
    return apply(document.source, _footnote_edits(document, ledger))


def _footnote_edits(document: PostMortem, ledger: Ledger) -> list[Splice]:
    content = footnotes(document, ledger)
    block = next((block for block in document.derived if block.name == BLOCK_NAME), None)
    if block is not None:
        stale = block.untouched and content and block.digest != digest(content)
        return replace_derived(block, content) if stale else []
    if not content:
        return []
    section = document.section(outline.EVIDENCE.name)
    text = derived_text(BLOCK_NAME, content)
    if section is not None:
        return append_to_body(document, section.body, text)
    return insert_sections(document, {outline.EVIDENCE: text})
