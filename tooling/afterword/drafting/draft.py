"""Drafting a post-mortem: derive what code can, ask a model for the rest, put questions where neither knows."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from afterword.drafting.derived import Derived, derive_sections
from afterword.drafting.fill import Filling, append, declined, edited, fill, may_fill
from afterword.drafting.footnotes import BLOCK_NAME, footnotes
from afterword.evidence import Ledger, read_ledger
from afterword.postmortem import PostMortem, outline
from afterword.postmortem.document import EMPTY_ACTION_TABLE
from afterword.postmortem.edit import derived_text, insert_section, replace_derived, require_editable
from afterword.postmortem.marks import UNKNOWN_MARK, digest
from afterword.postmortem.outline import SectionKind
from afterword.project import Project

Writer = Callable[[SectionKind, PostMortem, Ledger], Filling | None]
"""Drafts one section with a model; None where it does not write that section or has nothing that is grounded."""


@dataclass
class Outcome:
    """What drafting did, by section name in the order of the outline."""

    derived: list[str] = field(default_factory=list)
    drafted: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    refreshed: list[str] = field(default_factory=list)
    declined: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)


def draft(
    project: Project, document: PostMortem, write: Writer | None, only: Collection[str] = ()
) -> tuple[PostMortem, Outcome]:
    """Draft what a document is missing. Writes nothing to disk.

    Args:
        write: asks a model; None to do without.
        only: names of the sections to draft; these also when they were declined. Empty for all that are missing.

    Returns:
        The document as it would read, and what was done.

    Raises:
        AfterwordError: the document is too broken to edit, or the evidence cannot be read.
    """
    require_editable(document)
    folder = project.evidence_folder(document.id)
    ledger = read_ledger(folder)
    derived = derive_sections(document, ledger, folder)
    outcome = Outcome()
    for kind in _wanted(project, document, derived):
        if only and kind.name not in only:
            continue
        if declined(document, kind) and kind.name not in only:
            outcome.declined.append(kind.name)
        elif may_fill(document, kind):
            filling = _filling(kind, document, ledger, derived, write)
            changed = fill(document, filling)
            if changed is not document:
                names = {"derived": outcome.derived, "questions": outcome.questions}
                names.get(filling.by, outcome.drafted).append(kind.name)
            document = changed
    if not only:
        document = _refresh(document, derived, outcome)
    return _with_footnotes(document, ledger), outcome


def _wanted(project: Project, document: PostMortem, derived: dict[str, Derived]) -> list[SectionKind]:
    """Sections that the severity requires, or that code has something for; Root cause by its parts."""
    required = set(project.config.required_sections(document.front.severity))
    wanted: list[SectionKind] = []
    for kind in outline.SECTIONS:
        if kind is outline.ROOT_CAUSE:
            root_cause = document.section(kind.name)
            # A root cause told in one piece, without our headings, is an answer.
            told_whole = root_cause is not None and root_cause.own_state.value == "answered"
            if kind.name in required and not told_whole:
                wanted += outline.ROOT_CAUSE_PARTS
        elif kind.name in required - outline.OPTIONAL or (kind.name in derived and derived[kind.name].blocks):
            wanted.append(kind)
    return wanted


def _filling(
    kind: SectionKind, document: PostMortem, ledger: Ledger, derived: dict[str, Derived], write: Writer | None
) -> Filling:
    if kind.name in derived and derived[kind.name].blocks:
        return Filling(kind, derived[kind.name].text, "derived")
    if write is not None and (filling := write(kind, document, ledger)):
        return filling
    questions = derived[kind.name].questions if kind.name in derived else kind.questions
    lines = [f"{UNKNOWN_MARK} {question}" for question in questions]
    if kind is outline.ACTION_ITEMS:
        lines.append(EMPTY_ACTION_TABLE)
    return Filling(kind, "\n\n".join(lines), "questions")


def _refresh(document: PostMortem, derived: dict[str, Derived], outcome: Outcome) -> PostMortem:
    """Bring untouched derived blocks up to date; those that a person edited are theirs, and a difference is told."""
    current = {name: content for section in derived.values() for name, content in section.blocks}
    for name, content in current.items():
        block = next((block for block in document.derived if block.name == name), None)
        if block is None or block.digest == digest(content):
            continue
        if block.untouched:
            document = edited(document, replace_derived(block, content))
            outcome.refreshed.append(name)
        else:
            outcome.edited.append(name)
    return document


def _with_footnotes(document: PostMortem, ledger: Ledger) -> PostMortem:
    content = footnotes(document, ledger)
    block = next((block for block in document.derived if block.name == BLOCK_NAME), None)
    if block is not None:
        stale = block.untouched and content and block.digest != digest(content)
        return edited(document, replace_derived(block, content)) if stale else document
    if not content:
        return document
    section = document.section(outline.EVIDENCE.name)
    text = derived_text(BLOCK_NAME, content)
    if section is not None:
        return append(document, section, text)
    return edited(document, insert_section(document, outline.EVIDENCE, text))
