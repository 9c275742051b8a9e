"""Accept what was drafted or proposed in a post-mortem or its external edition: take away what marks it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from afterword.errors import AfterwordError
from afterword.postmortem import PostMortem, Section, save
from afterword.postmortem.edit_front_matter import accept_value
from afterword.postmortem.edit_notice import remove_notice
from afterword.postmortem.external import ExternalEdition
from afterword.postmortem.headings import kind_named
from afterword.postmortem.schema import FrontMatter
from afterword.postmortem.shared_notice import is_named
from afterword.project import Project


def find_document(project: Project, name: str) -> PostMortem | ExternalEdition:
    """Find a post-mortem by its id, or an external edition by `ID.external`.

    Raises:
        AfterwordError: there is none.
    """
    stem = Path(name).name.removesuffix(".md")
    if not stem.endswith(".external"):
        return project.document(name)
    document = project.document(stem.removesuffix(".external"))
    edition = project.edition(document.id)
    if edition is None:
        raise AfterwordError(
            f"{document.id} has no external edition", remedy=f"`afterword external {document.id}` makes it"
        )
    return edition


def is_name(word: str) -> bool:
    """Whether a word names a section or a key of the front matter, and so no post-mortem unless it is a whole id."""
    return bool(kind_named(word)) or word.partition(".")[0] in FrontMatter.model_fields


def awaiting_review(document: PostMortem | ExternalEdition) -> list[str]:
    """List the names of the sections that have a draft notice, and the key paths of values that are only proposed."""
    proposed = document.proposed if isinstance(document, PostMortem) else ()
    return list(dict.fromkeys([*_waiting_sections(document), *(one.name for one in proposed)]))


def _waiting_sections(document: PostMortem | ExternalEdition) -> dict[str, list[Section]]:
    """Return the sections that await review by name; a name without any is only left in the draft notice."""
    waiting: dict[str, list[Section]] = {}
    for section, _ in document.notices:
        waiting.setdefault(section.name, []).append(section)
    return waiting | {name: [] for shared in document.shared_notices for name in shared.missing}


def require_known(document: PostMortem | ExternalEdition, names: Iterable[str]) -> None:
    """Refuse a name that is neither a section of a document nor a key.

    Raises:
        AfterwordError: there is such a name.
    """
    known = [section.name for top in document.sections for section in top.walk()]
    folded = {name.casefold() for name in known}
    for name in names:
        kind = kind_named(name)
        if not folded & {name.casefold(), kind.name.casefold() if kind else ""} and not is_name(name):
            raise AfterwordError(
                f"no section is called `{name}`", remedy=f"sections: {', '.join(known)}", path=document.path
            )


def accept(project: Project, document: PostMortem | ExternalEdition, names: Iterable[str]) -> list[str]:
    """Take sections off the draft notices, delete the comments of proposed values, and save.

    Args:
        project: where the document is.
        document: the post-mortem or external edition.
        names: headings of the sections, or synonyms of them, in any case; key paths of values.

    Returns:
        The names that were accepted.

    Raises:
        AfterwordError: one of them does not await review.
    """
    sections = _waiting_sections(document)
    values = {one.name: accept_value(one) for one in document.proposed} if isinstance(document, PostMortem) else {}
    waiting = [*sections, *values]
    accepted: list[str] = []
    for name in names:
        kind = kind_named(name)
        wanted = (name.casefold(), kind and kind.name.casefold())
        found = next((known for known in waiting if known.casefold() in wanted), None)
        if found is None:
            known = f"awaiting review: {', '.join(waiting)}" if waiting else "nothing awaits review"
            part = document.section(kind.name) if kind else None
            above = next((one.name for one, _ in document.notices if part and part in one.walk()), "")
            reason = f"is below the notice of {above}; accept that" if above else "does not await review"
            raise AfterwordError(f"`{name}` {reason}", remedy=known, path=document.path)
        accepted.append(found)
    accepted = list(dict.fromkeys(accepted))
    reviewed = [section for name in accepted for section in sections.get(name, ())]
    _require_named(document, reviewed)
    missing = [name for name in accepted if name in sections and not sections[name]]
    splices = remove_notice(document, reviewed, missing)
    save(document, [*splices, *(values[name] for name in accepted if name in values)], project.path(document))
    return accepted


def _require_named(document: PostMortem | ExternalEdition, sections: Iterable[Section]) -> None:
    """Refuse to accept a section that a shared draft notice covers without naming it.

    Raises:
        AfterwordError: there is such a section.
    """
    listed = [name for shared in document.shared_notices for _, name in shared.listed]
    torn = [shared.span for shared in document.shared_notices if shared.is_torn]
    for section in sections:
        if section.shared_notice and (torn or not any(is_named(section, name) for name in listed)):
            what = "say which sections it covers" if torn else f"name `{section.title}`, and may cover it"
            raise AfterwordError(
                f"the draft notice does not {what}; nothing was written",
                remedy="restore the notice from Git, write the name in it, or delete it once all sections are checked",
                path=document.path,
                line=document.line(torn[0] if torn else section.shared_notice.span),
            )
