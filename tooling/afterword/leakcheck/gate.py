"""The gate before publication: what keeps an edition from going out. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from afterword.leakcheck.leak import Leak
from afterword.postmortem import PostMortem, Span
from afterword.postmortem.external import ExternalEdition
from afterword.postmortem.external.document import SUFFIX
from afterword.postmortem.external.outline import EXTERNAL_SECTIONS


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason not to publish an edition.

    Attributes:
        span: where it stands in the edition's file.
        message: the reason, as a sentence without a full stop.
        remedy: what to do about it.
    """

    span: Span
    message: str
    remedy: str


def refusals(
    edition: ExternalEdition, internal: PostMortem | None, found: list[Leak], unread: tuple[str, ...] = ()
) -> list[Refusal]:
    """Everything that keeps an edition from going out; empty when it may.

    Args:
        edition: the edition.
        internal: its post-mortem, None where there is none.
        found: what the leak check found.
        unread: what the leak check could not read.
    """
    return [
        *agreement(edition, internal),
        *(Refusal(p.span, p.message, p.remedy) for p in edition.problems),
        *unfinished(edition),
        *(Refusal(_top(edition), f"{name}: it cannot be compared with", "put that right first") for name in unread),
        *(Refusal(leak.span, f"`{leak.excerpt}` is {leak.kind.value}: {leak.reason}", leak.remedy) for leak in found),
    ]


def agreement(edition: ExternalEdition, internal: PostMortem | None) -> Iterator[Refusal]:
    """Where status and visibility of an edition and its post-mortem do not allow publication."""
    if not edition.path.endswith(SUFFIX):
        yield Refusal(
            _top(edition), f"the file's name does not end with `{SUFFIX}`", "write the ending in small letters"
        )
        return
    if internal is None:
        yield Refusal(
            _top(edition), f"there is no post-mortem `{edition.id}`", "an edition has the id of its post-mortem"
        )
        return
    if edition.front.status != "published":
        yield Refusal(
            _of(edition, "status"), "the edition is not published", "set `status: published` when it is ready"
        )
    if internal.front.visibility != "external":
        yield Refusal(
            _of(edition, "status"),
            "its post-mortem is not for the outside",
            f"set `visibility: external` in {internal.path}, if that is decided",
        )
    if internal.front.status != "published":
        yield Refusal(
            _of(edition, "status"), "its post-mortem is not published", f"review and publish {internal.path} first"
        )
    if internal.notices:
        line = internal.line(internal.notices[0][1].span)
        yield Refusal(
            _of(edition, "status"),
            f"its post-mortem has a draft that nobody has accepted ({internal.path}:{line})",
            f"check it, then `afterword accept {internal.id} --all`",
        )


def unfinished(edition: ExternalEdition) -> Iterator[Refusal]:
    """What is still to be written, answered or accepted in an edition."""
    for section, notice in edition.notices:
        yield Refusal(
            notice.span,
            f"`{section.title}` is a draft that nobody has accepted",
            f"check it, then delete the note or run `afterword accept {edition.id}.external '{section.title}'`",
        )
    for question in edition.open_questions:
        yield Refusal(question.span, "an open question stands here", "answer it, or leave it out")
    for section in edition.sections:
        if section.kind is None:
            names = ", ".join(kind.name for kind in EXTERNAL_SECTIONS)
            yield Refusal(section.heading, f"`{section.title}` is no section of an edition", f"there are: {names}")
        elif not edition.is_written(section):
            yield Refusal(section.heading, f"`{section.title}` is still to be written", section.kind.guidance)
    end = Span(len(edition.source.text), len(edition.source.text))
    for kind in EXTERNAL_SECTIONS:
        if edition.section(kind.name) is None:
            yield Refusal(end, f"the section `{kind.name}` is missing", f"`afterword external {edition.id}` adds it")


def _top(edition: ExternalEdition) -> Span:
    return Span(edition.tree.span.start, edition.tree.span.start)


def _of(edition: ExternalEdition, key: str) -> Span:
    node = edition.tree.values.get(key)
    return node.span if node else _top(edition)
