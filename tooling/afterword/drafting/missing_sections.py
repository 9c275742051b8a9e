"""Which sections are wanted, which of them may be filled, and which are for a model. Pure."""

from __future__ import annotations

from collections.abc import Collection

from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.fill_sections import can_fill, derived_blocks, is_declined
from afterword.drafting.open_questions import recorded_digest, request_digest
from afterword.drafting.sections import BY_NAME, Form
from afterword.postmortem import State, outline
from afterword.postmortem.outline import SectionKind


def sections_to_fill(inputs: DraftInputs, only: Collection[str] = ()) -> list[SectionKind]:
    """Sections that the severity requires, or that code has something for; Root cause by its parts.

    Args:
        only: names of sections; empty for all.
    """
    found: list[SectionKind] = []
    for kind in outline.SECTIONS:
        if kind is outline.ROOT_CAUSE:
            root_cause = inputs.document.section(kind.name)
            # A root cause told in one piece, without our headings, is an answer.
            told_whole = root_cause is not None and root_cause.own_state is State.ANSWERED
            if kind.name in inputs.required and not told_whole:
                found += outline.ROOT_CAUSE_PARTS
        elif kind.name in inputs.required - outline.OPTIONAL or is_derived(kind, inputs):
            found.append(kind)
    return [kind for kind in found if not only or kind.name in only]


def is_derived(kind: SectionKind, inputs: DraftInputs) -> bool:
    """Whether code has something to say in a section."""
    return kind.name in inputs.derived and bool(inputs.derived[kind.name].blocks)


def open_to_draft(kind: SectionKind, inputs: DraftInputs, only: Collection[str]) -> bool:
    """Whether the tool may write a section: nothing of a person's is in it, and nobody declined it."""
    if is_declined(inputs.document, kind) and kind.name not in only:
        return False
    return can_fill(inputs.document, kind)


def sections_to_ask(model: str, inputs: DraftInputs, only: Collection[str] = ()) -> list[SectionKind]:
    """The sections that a model is to be asked about.

    One that it had nothing to say about is not asked again until evidence, document, prompt or model have changed, or
    until the section is named.
    """
    return [
        kind
        for kind in sections_to_fill(inputs, only)
        if kind.name in BY_NAME
        and open_to_draft(kind, inputs, only)
        and _is_for_a_model(kind, inputs)
        and (kind.name in only or _asked(kind, inputs) != request_digest(model, kind, inputs))
    ]


def _is_for_a_model(kind: SectionKind, inputs: DraftInputs) -> bool:
    spec = BY_NAME[kind.name]
    if spec.form is Form.CASES and not inputs.samples:
        return False
    return bool(inputs.items) and (spec.adds or not is_derived(kind, inputs))


def _asked(kind: SectionKind, inputs: DraftInputs) -> str:
    section = inputs.document.section(kind.name)
    return recorded_digest(derived_blocks(inputs.document, section)) if section else ""
