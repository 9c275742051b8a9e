"""Which sections are wanted, which of them may be filled, and which are for a model. Pure."""

from __future__ import annotations

from collections.abc import Collection

from afterword.drafting.fill import blocks_of, declined, may_fill
from afterword.drafting.material import Material
from afterword.drafting.questions import asked_in, asked_of
from afterword.drafting.sections import BY_NAME, Form
from afterword.postmortem import State, outline
from afterword.postmortem.outline import SectionKind


def wanted(material: Material, only: Collection[str] = ()) -> list[SectionKind]:
    """Sections that the severity requires, or that code has something for; Root cause by its parts.

    Args:
        only: names of sections; empty for all.
    """
    found: list[SectionKind] = []
    for kind in outline.SECTIONS:
        if kind is outline.ROOT_CAUSE:
            root_cause = material.document.section(kind.name)
            # A root cause told in one piece, without our headings, is an answer.
            told_whole = root_cause is not None and root_cause.own_state is State.ANSWERED
            if kind.name in material.required and not told_whole:
                found += outline.ROOT_CAUSE_PARTS
        elif kind.name in material.required - outline.OPTIONAL or is_derived(kind, material):
            found.append(kind)
    return [kind for kind in found if not only or kind.name in only]


def is_derived(kind: SectionKind, material: Material) -> bool:
    """Whether code has something to say in a section."""
    return kind.name in material.derived and bool(material.derived[kind.name].blocks)


def open_to_draft(kind: SectionKind, material: Material, only: Collection[str]) -> bool:
    """Whether the tool may write a section: nothing of a person's is in it, and nobody declined it."""
    if declined(material.document, kind) and kind.name not in only:
        return False
    return may_fill(material.document, kind)


def to_ask(model: str, material: Material, only: Collection[str] = ()) -> list[SectionKind]:
    """The sections that a model is to be asked about.

    One that it had nothing to say about is not asked again until evidence, document, prompt or model have changed, or
    until the section is named.
    """
    return [
        kind
        for kind in wanted(material, only)
        if kind.name in BY_NAME
        and open_to_draft(kind, material, only)
        and _is_for_a_model(kind, material)
        and (kind.name in only or _asked(kind, material) != asked_of(model, kind, material))
    ]


def _is_for_a_model(kind: SectionKind, material: Material) -> bool:
    spec = BY_NAME[kind.name]
    if spec.form is Form.CASES and not material.samples:
        return False
    return bool(material.items) and (spec.adds or not is_derived(kind, material))


def _asked(kind: SectionKind, material: Material) -> str:
    section = material.document.section(kind.name)
    return asked_in(blocks_of(material.document, section)) if section else ""
