"""An edition made, or brought up to date, without touching what a person wrote. Pure but for reading the project."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from afterword.errors import AfterwordError
from afterword.external import derived
from afterword.leakcheck.compare import leaks
from afterword.leakcheck.leak import Leak
from afterword.leakcheck.material import Material
from afterword.postmortem import PostMortem
from afterword.postmortem import external as editions
from afterword.postmortem.edit import (
    Splice,
    append_to_body,
    apply,
    insert_sections,
    replace_derived,
    require_editable,
)
from afterword.postmortem.external import ExternalEdition, template
from afterword.postmortem.external.outline import EXTERNAL_SECTIONS
from afterword.postmortem.markers import digest, write_derived
from afterword.postmortem.outline import SectionKind
from afterword.postmortem.source import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """What a model says about a section: a note that it awaits review, and sentences as inert Markdown."""

    note: str
    sentences: tuple[str, ...]


Writer = Callable[[SectionKind], Draft | None]
"""Drafts a section; None where nothing that it says is grounded."""


@dataclass
class Outcome:
    """What was done, by the names of sections.

    Attributes:
        added: sections or blocks that were missing.
        refreshed: derived blocks that nobody had touched.
        yours: derived blocks that a person edited, though the facts now say something else.
        drafted: sections that a model drafted.
        dropped: sentences of a model that were left out because they leak, and why.
        unwritten: what a person still has to write.
    """

    added: list[str] = field(default_factory=list)
    refreshed: list[str] = field(default_factory=list)
    yours: list[str] = field(default_factory=list)
    drafted: list[str] = field(default_factory=list)
    dropped: list[tuple[str, str]] = field(default_factory=list)
    unwritten: list[str] = field(default_factory=list)


def update(
    internal: PostMortem, edition: ExternalEdition | None, path: str, material: Material, write: Writer | None = None
) -> tuple[ExternalEdition, Outcome]:
    """The edition as it should read. Writes nothing to disk.

    Args:
        internal: the post-mortem.
        edition: what there is; None to make a new one.
        path: the edition's file, as a user would write it.
        material: what the leak check compares with, so that a draft does not leak.
        write: asks a model about sections in which nothing is written; None to do without.

    Raises:
        AfterwordError: the edition is too broken to edit.
    """
    outcome = Outcome()
    if edition is None:
        text = template.render(internal.id, derived.title(internal), derived.date(internal))
        edition = editions.read(text.encode(), path)
    require_editable(edition)
    made = derived.blocks(internal)
    for kind in EXTERNAL_SECTIONS:
        edition = _with_block(edition, kind, made.get(kind.name), outcome)
        section = edition.section(kind.name)
        if write is not None and section is not None and not edition.is_written(section):
            edition = _drafted(edition, kind, internal, material, write, outcome)
    if edition.front.title in (None, derived.title(internal)):
        outcome.unwritten.append("title")
    outcome.unwritten += [
        kind.name
        for kind in EXTERNAL_SECTIONS
        if (section := edition.section(kind.name)) is None or not edition.is_written(section)
    ]
    return edition, outcome


def _edited(edition: ExternalEdition, splices: list[Splice]) -> ExternalEdition:
    return editions.read(apply(edition.source, splices).encode("utf-8", "surrogateescape"), edition.path)


def _with_block(
    edition: ExternalEdition, kind: SectionKind, block: tuple[str, str] | None, outcome: Outcome
) -> ExternalEdition:
    section = edition.section(kind.name)
    text = write_derived(*block) if block else ""
    if section is None:
        outcome.added.append(kind.name)
        body = f"{template.guidance(kind)}\n\n{text}".rstrip("\n")
        grown = _edited(edition, insert_sections(edition, {kind: body}, EXTERNAL_SECTIONS))
        return _required(grown, grown.section(kind.name) is not None, kind)
    if block is None:
        return edition
    known = next((found for found in edition.derived if found.name == block[0]), None)
    if known is None:
        # A person who wrote the section without the block does not want it.
        if edition.is_written(section):
            return edition
        outcome.added.append(kind.name)
        grown = _edited(edition, append_to_body(edition, section.body, text))
        return _required(grown, any(found.name == block[0] for found in grown.derived), kind)
    if known.digest == digest(block[1]):
        return edition
    if not known.untouched:
        outcome.yours.append(kind.name)
        return edition
    outcome.refreshed.append(kind.name)
    return _edited(edition, replace_derived(known, block[1]))


def _required(edition: ExternalEdition, is_there: bool, kind: SectionKind) -> ExternalEdition:
    """The edition, if what was added to it is read again; in a code block that is not closed, it would be text."""
    if is_there:
        return edition
    raise AfterwordError(
        f"`{kind.name}` cannot be added, as something above it is not closed; nothing was written",
        remedy="close the code block or the comment above it",
        path=edition.path,
    )


def _drafted(
    edition: ExternalEdition,
    kind: SectionKind,
    internal: PostMortem,
    material: Material,
    write: Writer,
    outcome: Outcome,
) -> ExternalEdition:
    draft = write(kind)
    if draft is None:
        return edition
    kept = []
    for sentence in draft.sentences:
        found = _leaks_of(sentence, edition, internal, material)
        if found:
            outcome.dropped.append((sentence, f"`{found[0].excerpt}` is {found[0].kind.value}"))
        else:
            kept.append(sentence)
    section = edition.section(kind.name)
    if not kept or section is None:
        return edition
    outcome.drafted.append(kind.name)
    at = section.heading.end
    return _edited(edition, [Splice(Span(at, at), f"\n\n{draft.note}\n\n{' '.join(kept)}")])


def _leaks_of(sentence: str, edition: ExternalEdition, internal: PostMortem, material: Material) -> list[Leak]:
    """What a sentence would leak in this edition, with what is allowed there."""
    front = edition.source.readable[: edition.body_start]
    alone = editions.read(f"{front}\n{sentence}\n".encode("utf-8", "replace"), edition.path)
    return [leak for leak in leaks(alone, internal, material) if leak.span.start >= alone.body_start]
