"""The half of drafting that writes: derived sections, claims that hold, questions where nothing is known.

Needs no model, no key and no network, and trusts nothing that a draft says.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from afterword.drafting.draftfile import DraftFile
from afterword.drafting.fill import Filling, blocks_of, declined, filled, may_fill
from afterword.drafting.footnotes import BLOCK_NAME, footnotes
from afterword.drafting.judging import SectionDraft, judge_section
from afterword.drafting.material import Material
from afterword.drafting.plan import wanted
from afterword.drafting.questions import asked_in, asked_of, guiding, questions_text
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
class Outcome:
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
    judged: list[SectionDraft] = field(default_factory=list)


def draft(
    material: Material, proposed: DraftFile | None = None, only: Collection[str] = (), *, ask: bool = True
) -> tuple[str, Outcome]:
    """Draft what a document is missing. Writes nothing to disk.

    Args:
        material: the document and what is known.
        proposed: what a model proposed; None to do without.
        only: names of the sections to draft; these also when they were declined. Empty for all that are missing.
        ask: whether questions are put where nothing is known.

    Returns:
        The document's text as it would be, and what was done.
    """
    document, outcome = material.document, Outcome()
    model = proposed.model if proposed else ""
    _note_taken(document, only, outcome)
    drafts = _judged(material, proposed, outcome)
    fillings: list[Filling] = []
    for kind in wanted(material, only):
        if declined(document, kind) and kind.name not in only:
            outcome.declined.append(kind.name)
        elif may_fill(document, kind):
            filling = _filling(kind, material, drafts, model) if ask else _derived_alone(kind, material)
            if filling is not None:
                fillings.append(filling)
    names = {filling.kind.name for filling in fillings}
    outcome.ignored = [name for name in drafts if name not in names]
    outcome.judged = [drafted for name, drafted in drafts.items() if name in names]
    refreshed = [] if only else _refreshed(material, names, outcome)
    document, changed = filled(document, fillings, refreshed)
    for filling in changed:
        by = {DERIVED: outcome.derived, QUESTIONS: outcome.questions}
        by.get(filling.by, outcome.drafted).append(filling.kind.name)
    return _with_footnotes(document, material.evidence), outcome


def _note_taken(document: PostMortem, only: Collection[str], outcome: Outcome) -> None:
    """Note which of the sections that were named are not ours to draft."""
    for kind in (*outline.SECTIONS, *outline.ROOT_CAUSE_PARTS):
        if kind.name in only and not may_fill(document, kind):
            section = document.section(kind.name)
            is_waiting = section is not None and section.notice is not None
            (outcome.waiting if is_waiting else outcome.persons).append(kind.name)


def _judged(material: Material, proposed: DraftFile | None, outcome: Outcome) -> dict[str, SectionDraft]:
    drafts: dict[str, SectionDraft] = {}
    for section in proposed.sections if proposed else ():
        if section.section in BY_NAME and section.section not in drafts:
            drafts[section.section] = judge_section(BY_NAME[section.section], section, material)
    return drafts


def _filling(kind: SectionKind, material: Material, drafts: Mapping[str, SectionDraft], model: str) -> Filling | None:
    """What a section is to hold; None where what it holds is to stay."""
    derived = material.derived.get(kind.name)
    blocks = [derived_text(name, content) for name, content in derived.blocks] if derived else []
    own = list(derived.questions) if derived else []
    if own[: len(kind.questions)] == list(kind.questions):
        own[: len(kind.questions)] = guiding(kind, material)
    drafted = drafts.get(kind.name)
    if drafted is not None and blocks and not drafted.spec.adds:
        drafted = None  # what code knows needs no model
    if drafted is not None and drafted.kept:
        return Filling(kind, "\n\n".join((write_notice(model), *blocks, render(drafted, material))), model_name(model))
    if drafted is not None:  # it was asked, and nothing that it said holds
        asked = asked_of(model, kind, material)
        more = [text for text in open_questions(drafted, material) if text not in kind.questions]
        blocks.append(questions_text([*(own or guiding(kind, material)), *more], asked))
    elif earlier := _asked_earlier(kind, material):
        if not blocks:
            return None
        blocks.append(earlier)
    elif own or not blocks:
        blocks.append(questions_text(own or guiding(kind, material)))
    if kind is outline.ACTION_ITEMS:
        blocks.append(EMPTY_ACTION_TABLE)
    return Filling(kind, "\n\n".join(blocks), DERIVED if derived and derived.blocks else QUESTIONS)


def _derived_alone(kind: SectionKind, material: Material) -> Filling | None:
    """What code has to say in a section, without its questions; None where that is nothing."""
    derived = material.derived.get(kind.name)
    blocks = [derived_text(name, content) for name, content in derived.blocks] if derived else []
    return Filling(kind, "\n\n".join(blocks), DERIVED) if blocks else None


def _asked_earlier(kind: SectionKind, material: Material) -> str:
    """The questions that a model left in the section; "" where none was asked."""
    document = material.document
    section = document.section(kind.name)
    for block in blocks_of(document, section) if section else ():
        if asked_in([block]):
            return document.text(block.span).replace("\r\n", "\n").replace("\r", "\n")
    return ""


def _refreshed(material: Material, filled_anew: Collection[str], outcome: Outcome) -> list[Splice]:
    """Edits that bring untouched derived blocks beside a person's words up to date.

    Those that a person edited are theirs, and a difference is told.
    """
    document = material.document
    anew = [document.section(name) for name in filled_anew]
    elsewhere = {id(block) for section in anew if section for block in blocks_of(document, section)}
    current = {name: content for derived in material.derived.values() for name, content in derived.blocks}
    splices: list[Splice] = []
    for name, content in current.items():
        block = next((block for block in document.derived if block.name == name), None)
        if block is None or block.digest == digest(content) or id(block) in elsewhere:
            continue
        if block.untouched:
            splices += replace_derived(block, content)
            outcome.refreshed.append(name)
        else:
            outcome.edited.append(name)
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
