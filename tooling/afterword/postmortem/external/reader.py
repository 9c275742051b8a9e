"""Read an external edition; as with a post-mortem, reading never fails and every problem has its place."""

from __future__ import annotations

from pathlib import Path, PurePath

from afterword.postmortem.body import parse_body
from afterword.postmortem.external.document import SUFFIX, ExternalEdition
from afterword.postmortem.external.outline import recognise
from afterword.postmortem.external.schema import ExternalFrontMatter
from afterword.postmortem.files import content_of
from afterword.postmortem.markers import read_derived, read_open_questions
from afterword.postmortem.problems import Problem, ProblemKind, Problems
from afterword.postmortem.reader import decode, read_front
from afterword.postmortem.sections import read_sections
from afterword.postmortem.source import Source, Span


def read(data: bytes, path: str) -> ExternalEdition:
    """Read an edition from its bytes; never raises.

    Args:
        data: the file's content.
        path: the file, as a user would write it; its name without `.external.md` is the id.
    """
    problems = Problems()
    return _read(decode(data, path, problems), problems)


def read_file(path: Path, shown_as: str) -> ExternalEdition:
    """Read one file; always returns an edition, with a problem if something else is in its place."""
    content = content_of(path, "external edition")
    if isinstance(content, tuple):
        return _read(Source("", shown_as), Problems([Problem(ProblemKind.UNREADABLE_FILE, Span(0, 0), *content)]))
    return read(content, shown_as)


def _read(source: Source, problems: Problems) -> ExternalEdition:
    name = PurePath(source.path).name.removesuffix(SUFFIX)
    front, tree, front_span, body_start = read_front(ExternalFrontMatter, source, name, problems)
    body = parse_body(source, body_start)
    sections, shared_notices = read_sections(body, problems, recognise)
    return ExternalEdition(
        id=name,
        source=source,
        front=front,
        tree=tree,
        front_span=front_span,
        body_start=body_start,
        sections=sections,
        shared_notices=shared_notices,
        derived=read_derived(body, problems),
        open_questions=read_open_questions(body),
        problems=tuple(sorted(problems, key=lambda problem: problem.span.start)),
    )
