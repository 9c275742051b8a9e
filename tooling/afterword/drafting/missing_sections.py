"""Find the sections to fill, and those to ask a model about. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from afterword.drafting.ask_selection import LISTS
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.fill_sections import can_fill, is_declined
from afterword.drafting.open_questions import recorded_request, request_digest, selection_digest
from afterword.drafting.sections import BY_NAME, Form, SectionSpec
from afterword.drafting.selection_verdicts import is_stated
from afterword.postmortem import State, outline
from afterword.postmortem.headings import kind_named
from afterword.postmortem.outline import SectionKind
from afterword.postmortem.schema import FrontMatter

_KEY_PATH = re.compile(rf"(?:{'|'.join(FrontMatter.model_fields)})(?:\.|$)")


def sections_named(names: Iterable[str]) -> frozenset[str]:
    """Find sections by names or synonyms in any case; Root cause means all its parts. Key paths are kept.

    Raises:
        ValueError: a name is neither; the message lists the sections.
    """
    found: set[str] = set()
    for name in names:
        kind = kind_named(name)
        if kind is None and _KEY_PATH.match(name):
            found.add(name)
            continue
        if kind is None:
            known = ", ".join(kind.name for kind in (*outline.SECTIONS, *outline.ROOT_CAUSE_PARTS))
            raise ValueError(f"`{name}` is not a section; sections are: {known}")
        found |= {part.name for part in (outline.ROOT_CAUSE_PARTS if kind is outline.ROOT_CAUSE else (kind,))}
    return frozenset(found)


def sections_to_fill(inputs: DraftInputs, only: Collection[str] = ()) -> list[SectionKind]:
    """List the sections that the severity requires, or that code derives or assembles; Root cause by its parts.

    What the settings leave to people is left out, unless it is named.

    Args:
        inputs: the post-mortem and what is known.
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
        elif (
            kind.name in inputs.required - outline.OPTIONAL or inputs.derived_for(kind).text or _is_lesson(kind, inputs)
        ):
            found.append(kind)
    return [kind for kind in found if (kind.name in only if only else inputs.ways.get(kind.name) != "leave")]


def _is_lesson(kind: SectionKind, inputs: DraftInputs) -> bool:
    """Whether a section is optional, and the evidence has something for it."""
    return kind.name in outline.OPTIONAL and kind.name in inputs.assembled.sections


def sections_to_ask(model: str, inputs: DraftInputs, only: Collection[str] = ()) -> list[SectionSpec]:
    """List the sections to ask a model about.

    A section about which the model had nothing to say is asked about again when evidence, post-mortem, prompt or model
    have changed, or when it is named.
    """
    found = (BY_NAME[kind.name] for kind in sections_to_fill(inputs, only) if kind.name in BY_NAME)
    return [spec for spec in found if _is_to_ask(model, spec, inputs, is_named=spec.name in only)]


def selections_to_ask(model: str, inputs: DraftInputs, only: Collection[str] = ()) -> list[str]:
    """List the names of the sections that a model is asked to choose evidence for: those that people have not written.

    Causes and figures that people stated need no choice.
    """
    kinds = [kind for kind in sections_to_fill(inputs, only) if kind.name in LISTS] if inputs.evidence.items else []
    kinds = [kind for kind in kinds if not is_stated(kind.name, inputs.document.front)]
    kinds = [kind for kind in kinds if inputs.ways.get(kind.name, "draft") == "draft"]
    request = selection_digest(model, inputs)
    return [kind.name for kind in kinds if _is_open(kind, inputs, request, is_named=kind.name in only)]


def _is_to_ask(model: str, spec: SectionSpec, inputs: DraftInputs, *, is_named: bool) -> bool:
    if inputs.ways.get(spec.name, "draft") != "draft":
        return False  # people conclude
    has_samples = any(sample.makes_case for sample in inputs.samples)
    if (spec.form is Form.CASES and not has_samples) or (inputs.derived_for(spec.kind).text and not spec.adds):
        return False
    return bool(inputs.items) and _is_open(spec.kind, inputs, request_digest(model, spec, inputs), is_named=is_named)


def _is_open(kind: SectionKind, inputs: DraftInputs, request: str, *, is_named: bool) -> bool:
    """Whether a section can be filled, and a model has not been asked the same about it in vain."""
    document = inputs.document
    if not can_fill(document, kind) or (is_declined(document, kind) and not is_named):
        return False
    return is_named or recorded_request(document, kind) != request
