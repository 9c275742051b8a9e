"""Creating the external edition of a post-mortem, or updating it without touching what a person wrote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from afterword.errors import AfterwordError
from afterword.external import derived
from afterword.leakcheck.leak import Leak
from afterword.leakcheck.leak_check import find_leaks
from afterword.leakcheck.material import Material, read_material
from afterword.postmortem import PostMortem, save_text, write_atomically
from afterword.postmortem import external as editions
from afterword.postmortem.edit import Splice, append_to_body, apply, insert_sections, replace_derived, require_editable
from afterword.postmortem.external import ExternalEdition, template
from afterword.postmortem.external.outline import EXTERNAL_SECTIONS
from afterword.postmortem.markers import digest, write_derived
from afterword.postmortem.outline import SectionKind
from afterword.postmortem.source import Span
from afterword.project import Project
from afterword.text.newlines import with_lf

Writer = Callable[[SectionKind], tuple[str, tuple[str, ...]] | None]
"""Drafts a section: its draft notice, and sentences as inert Markdown; None if no claim of the model is grounded."""


@dataclass
class Changes:
    """What was changed, by the names of sections.

    Attributes:
        added: sections or blocks that were missing.
        refreshed: derived blocks that were not edited.
        yours: derived blocks that a person edited, though the facts are different now.
        drafted: sections that a model drafted.
        dropped: sentences of a model that leak, and why.
        unwritten: what a person still has to write.
    """

    added: list[str] = field(default_factory=list)
    refreshed: list[str] = field(default_factory=list)
    yours: list[str] = field(default_factory=list)
    drafted: list[str] = field(default_factory=list)
    dropped: list[tuple[str, str]] = field(default_factory=list)
    unwritten: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Updated:
    """An edition after the update.

    Attributes:
        edition: the edition.
        changes: what was changed.
        verb: `Created`, `Updated` or `Unchanged`, about its file.
        leaks: what the leak check found in it.
        unread: what the leak check could not read.
        only_proposed: key paths of values that are not used, because they are only proposed.
    """

    edition: ExternalEdition
    changes: Changes
    verb: str
    leaks: list[Leak]
    unread: tuple[str, ...]
    only_proposed: tuple[str, ...]


def update_edition(project: Project, internal: PostMortem, write: Writer | None, *, dry_run: bool) -> Updated:
    """Create or update the edition of a post-mortem, and compare it with what is internal.

    Args:
        write: asks a model about sections that are not written; None to do without.
        dry_run: whether nothing is written.

    Raises:
        AfterwordError: the edition is too broken to edit, or cannot be written.
    """
    known, path = project.edition(internal.id), project.edition_path(internal.id)
    material = read_material(project, internal)
    edition, changes = update(internal, known, project.display_path(path), material, write)
    text, verb = edition.source.text, "Unchanged"
    if not dry_run:
        saved = write_atomically(path, text.encode()) if known is None else save_text(known, text, path)
        verb = "Created" if known is None else "Updated" if saved else "Unchanged"
    leaks, only_proposed = find_leaks(edition, internal, material), derived.find_only_proposed(internal)
    return Updated(edition, changes, verb, leaks, material.unread, only_proposed)


def update(
    internal: PostMortem, edition: ExternalEdition | None, path: str, material: Material, write: Writer | None = None
) -> tuple[ExternalEdition, Changes]:
    """Return the edition as it should read. Pure.

    Args:
        edition: the present edition; None to create one.
        path: the edition's file, as a user would write it.
        material: what the leak check compares with, so that a draft does not leak.
        write: asks a model about sections that are not written; None to do without.

    Raises:
        AfterwordError: the edition is too broken to edit.
    """
    changes = Changes()
    if edition is None:
        text = template.render(internal.id, derived.derive_title(internal), derived.derive_date(internal))
        edition = editions.read(text.encode(), path)
    require_editable(edition)
    blocks = derived.derive_blocks(internal)
    for kind in EXTERNAL_SECTIONS:
        edition = _with_block(edition, kind, blocks.get(kind.name), changes)
        if write is not None and not _is_written(edition, kind) and (drafted := write(kind)):
            notice, sentences = drafted
            kept = _without_leaks(sentences, edition, internal, material, changes)
            edition = _with_draft(edition, kind, notice, kept, changes)
    if edition.front.title in (None, derived.derive_title(internal)):
        changes.unwritten.append("title")
    changes.unwritten += [kind.name for kind in EXTERNAL_SECTIONS if not _is_written(edition, kind)]
    return edition, changes


def _is_written(edition: ExternalEdition, kind: SectionKind) -> bool:
    section = edition.section(kind.name)
    return section is not None and edition.is_written(section)


def _edited(edition: ExternalEdition, splices: list[Splice]) -> ExternalEdition:
    return editions.read(apply(edition.source, splices).encode("utf-8", "surrogateescape"), edition.path)


def _with_block(
    edition: ExternalEdition, kind: SectionKind, block: tuple[str, str] | None, changes: Changes
) -> ExternalEdition:
    section = edition.section(kind.name)
    text = write_derived(*block) if block else ""
    if section is None:
        changes.added.append(kind.name)
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
        changes.added.append(kind.name)
        grown = _edited(edition, append_to_body(edition, section.body, text))
        return _required(grown, any(found.name == block[0] for found in grown.derived), kind)
    is_current = known.digest == digest(block[1])
    if not known.untouched:
        changes.yours += [] if is_current else [kind.name]
        return edition
    if is_current and with_lf(edition.text(known.span)) == text:  # earlier versions wrote blank lines at the markers
        return edition
    changes.refreshed.append(kind.name)
    return _edited(edition, replace_derived(known, block[1]))


def _required(edition: ExternalEdition, is_found: bool, kind: SectionKind) -> ExternalEdition:
    """Return the edition if what was added to it is read back; in an unclosed code block, it would be text."""
    if is_found:
        return edition
    raise AfterwordError(
        f"`{kind.name}` cannot be added, because something above it is not closed; nothing was written",
        remedy="close the code block or the comment above it",
        path=edition.path,
    )


def _without_leaks(
    sentences: tuple[str, ...], edition: ExternalEdition, internal: PostMortem, material: Material, changes: Changes
) -> list[str]:
    front, kept = edition.source.readable[: edition.body_start], []
    for sentence in sentences:
        # Alone under the front matter of the edition, which lists what is allowed there.
        alone = editions.read(f"{front}\n{sentence}\n".encode("utf-8", "replace"), edition.path)
        found = [leak for leak in find_leaks(alone, internal, material) if leak.span.start >= alone.body_start]
        if found:
            changes.dropped.append((sentence, f"`{found[0].excerpt}` is {found[0].kind.value}"))
        else:
            kept.append(sentence)
    return kept


def _with_draft(
    edition: ExternalEdition, kind: SectionKind, notice: str, sentences: list[str], changes: Changes
) -> ExternalEdition:
    section = edition.section(kind.name)
    if not sentences or section is None:
        return edition
    changes.drafted.append(kind.name)
    at, text = section.heading.end, "\n".join(sentences)  # a line each, so that a review comment meets one claim
    return _edited(edition, [Splice(Span(at, at), f"\n\n{notice}\n\n{text}")])
