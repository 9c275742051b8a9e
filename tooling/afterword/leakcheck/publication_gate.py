"""The gate before publication: what keeps an external edition from being published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from afterword.postmortem import PostMortem, Span
from afterword.postmortem.external import ExternalEdition
from afterword.postmortem.external.document import SUFFIX
from afterword.postmortem.external.outline import EXTERNAL_SECTIONS
from afterword.project import Project


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason not to publish an edition.

    Attributes:
        span: its place in the edition's file.
        message: the reason, as a sentence without a full stop.
        remedy: what to do about it.
    """

    span: Span
    message: str
    remedy: str


def find_refusals(project: Project, edition: ExternalEdition) -> list[Refusal]:
    """List everything that keeps an edition of a project from being published; empty if it may be."""
    # Imported here: most runs of `check`, which applies the other functions, have no edition to compare.
    from afterword.leakcheck.leak_check import find_leaks
    from afterword.leakcheck.material import Material, read_material

    internal = project.post_mortem(edition.id)
    material = read_material(project, internal) if internal else Material()
    found = find_leaks(edition, internal, material) if internal else []
    return [
        *find_disagreement(edition, internal),
        *(Refusal(problem.span, problem.message, problem.remedy) for problem in edition.problems),
        *find_unfinished(edition),
        *(Refusal(_top(edition), f"{name}: it cannot be compared with", "fix that first") for name in material.unread),
        *(Refusal(leak.span, f"`{leak.excerpt}` is {leak.kind.value}: {leak.reason}", leak.remedy) for leak in found),
    ]


def find_disagreement(edition: ExternalEdition, internal: PostMortem | None) -> Iterator[Refusal]:
    """Find where the status or visibility of an edition or its post-mortem does not allow publication."""
    top, status = _top(edition), edition.tree.values.get("status")
    if not edition.path.endswith(SUFFIX):
        yield Refusal(top, f"the file's name does not end with `{SUFFIX}`", "write the ending in lower case")
        return
    if internal is None:
        yield Refusal(top, f"there is no post-mortem `{edition.id}`", "an edition has the id of its post-mortem")
        return
    at = status.span if status else top
    if edition.front.status != "published":
        yield Refusal(at, "the edition is not published", "set `status: published` when it is ready")
    if internal.front.visibility != "external":
        remedy = f"set `visibility: external` in {internal.path}, if that is decided"
        yield Refusal(at, "its post-mortem is not for people outside", remedy)
    if internal.front.status != "published":
        yield Refusal(at, "its post-mortem is not published", f"review and publish {internal.path} first")
    if internal.notice_spans:
        line = internal.line(internal.notice_spans[0])
        reason = f"its post-mortem has a draft that is not accepted ({internal.path}:{line})"
        yield Refusal(at, reason, f"check it, then `afterword accept {internal.id} --all`")
    if internal.proposed:
        line = internal.line(internal.proposed[0].comment)
        reason = f"its post-mortem has a value that is only proposed ({internal.path}:{line})"
        yield Refusal(at, reason, f"check it, then `afterword accept {internal.id} {internal.proposed[0].name}`")


def find_unfinished(edition: ExternalEdition) -> Iterator[Refusal]:
    """Find what is still to be written, answered or accepted in an edition."""
    for section, notice in edition.notices:
        yield Refusal(
            notice.span,
            f"`{section.title}` is a draft that is not accepted",
            f"check it, then delete the draft notice or run `afterword accept {edition.id}.external '{section.title}'`",
        )
    if edition.notice_spans and not edition.notices:
        remedy = "check the edition, then delete the notice"
        yield Refusal(edition.notice_spans[0], "this draft notice names no section that is there", remedy)
    for update in edition.front.updates or []:
        if not (update.what and update.date and update.date.known):
            remedy = "write `{date: 2026-05-02, what: …}`"
            yield Refusal(_top(edition), "an entry of `updates` does not say what changed, or when", remedy)
    for question in edition.open_questions:
        yield Refusal(question.span, "this is an open question", "answer it, or leave it out")
    for section in edition.sections:
        if section.kind is None:
            names = ", ".join(kind.name for kind in EXTERNAL_SECTIONS)
            yield Refusal(section.heading, f"`{section.title}` is not a section of an edition", f"use one of {names}")
        elif not edition.is_written(section):
            yield Refusal(section.heading, f"`{section.title}` is not written yet", section.kind.guidance)
    end = Span(len(edition.source.text), len(edition.source.text))
    for kind in EXTERNAL_SECTIONS:
        if edition.section(kind.name) is None:
            yield Refusal(end, f"the section `{kind.name}` is missing", f"`afterword external {edition.id}` adds it")


def _top(edition: ExternalEdition) -> Span:
    return Span(edition.tree.span.start, edition.tree.span.start)
