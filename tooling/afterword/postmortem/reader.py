"""Read a post-mortem, in linear time; reading never fails, and every problem has its place."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TypeVar

from pydantic import BaseModel

from afterword.postmortem import frontmatter, ignores, yamltree
from afterword.postmortem.action_table import read_actions
from afterword.postmortem.body import parse_body
from afterword.postmortem.document import PostMortem
from afterword.postmortem.markers import read_derived, read_eval_cases, read_footnotes, read_open_questions
from afterword.postmortem.outline import ACTION_ITEMS, TIMELINE
from afterword.postmortem.problems import Problem, ProblemKind, Problems
from afterword.postmortem.proposed import find_proposed, without
from afterword.postmortem.schema import FrontMatter
from afterword.postmortem.sections import read_sections
from afterword.postmortem.source import BOM, Source, Span
from afterword.postmortem.tables import report_long_rows
from afterword.postmortem.timeline import read_timeline
from afterword.postmortem.yamltree import Mapping

M = TypeVar("M", bound=BaseModel)

_FENCE = re.compile(r"---[ \t]*(?:\r\n|\n|\r|\Z)")
_CLOSING = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)")


def read(data: bytes, path: str) -> PostMortem:
    """Read a document from its bytes; never raises.

    Args:
        data: the file's content.
        path: the file, as a user would write it; its stem is the id.
    """
    problems = Problems()
    return _read(decode(data, path, problems), problems)


def unreadable(path: str, message: str, remedy: str, kind: ProblemKind = ProblemKind.UNREADABLE_FILE) -> PostMortem:
    """Return a document in place of a file that cannot be read, or must not be."""
    return _read(Source("", path), Problems([Problem(kind, Span(0, 0), message, remedy)]))


def decode(data: bytes, path: str, problems: Problems) -> Source:
    """Decode a file; a byte that is not UTF-8 is a problem."""
    source = Source.decode(data, path)
    if (at := source.first_bad_offset) is not None:
        problems.report(
            ProblemKind.UNREADABLE_FILE,
            Span(at, at + 1),
            "the file is not UTF-8 from here on",
            "save it as UTF-8; until then the tool reads it but does not change it",
        )
    return source


def read_front(model: type[M], source: Source, name: str, problems: Problems) -> tuple[M, Mapping, Span | None, int]:
    """Read the front matter.

    Args:
        model: its schema, which has a key `id`.
        source: the file's text.
        name: the id that the file's name gives.
        problems: problems are added here.

    Returns:
        The front matter, typed and as a tree; the span of its YAML; the offset of the body.
    """
    # If the file cannot be read for another reason, missing front matter follows from it.
    front_span, body_start = _split(source.readable, Problems() if problems else problems)
    tree = Mapping({}, {}, Span(0, 0))
    if front_span:
        tree, found = yamltree.read(front_span.of(source.readable), front_span.start)
        problems += found
    front = frontmatter.bind(model, tree, problems)
    stated = getattr(front, "id", None)
    if stated is not None and stated != name:
        problems.report(
            ProblemKind.ID_MISMATCH,
            tree.values["id"].span,
            f"the id is `{stated}`, the file is `{PurePath(source.path).name}`",
            f"write `id: {name}`, or rename the file if it was never published under its name",
        )
    return front, tree, front_span, body_start


def _read(source: Source, problems: Problems) -> PostMortem:
    stem = PurePath(source.path).name.removesuffix(".md")
    front, tree, front_span, body_start = read_front(FrontMatter, source, stem, problems)
    proposals = find_proposed(source, front_span, tree, front.drafted.values) if front_span else ()
    if any(not one.is_changed for one in proposals):
        accepted = without(tree, [one.path for one in proposals if not one.is_changed])
        front = frontmatter.bind(FrontMatter, accepted, Problems())  # whose problems are reported already
    body = parse_body(source, body_start)
    sections, shared_notices = read_sections(body, problems, recorded=front.drafted.for_review)
    timeline, actions = (next((s for s in sections if s.kind is kind), None) for kind in (TIMELINE, ACTION_ITEMS))
    events = read_timeline(body, timeline, problems) if timeline else ()
    action_table, action_items = read_actions(body, actions, problems) if actions else (None, ())
    report_long_rows(body, problems)
    footnotes, citations = read_footnotes(body)
    return PostMortem(
        id=stem,
        source=source,
        front=front,
        proposals=proposals,
        tree=tree,
        front_span=front_span,
        body_start=body_start,
        sections=sections,
        shared_notices=shared_notices,
        events=events,
        action_table=action_table,
        actions=action_items,
        eval_cases=read_eval_cases(body, problems),
        derived=read_derived(body, problems),
        footnotes=footnotes,
        citations=citations,
        open_questions=read_open_questions(body),
        ignores=(
            *(ignores.find_in_front_matter(source, front_span) if front_span else ()),
            *ignores.find_in_body(body),
        ),
        problems=tuple(sorted(problems, key=lambda problem: problem.span.start)),
    )


def _split(text: str, problems: Problems) -> tuple[Span | None, int]:
    """Find the span of the YAML and the offset of the body."""
    start = len(BOM) if text.startswith(BOM) else 0
    opening = _FENCE.match(text, start)
    if opening is None:
        problems.report(
            ProblemKind.FRONT_MATTER_MISSING,
            Span(start, start),
            "there is no front matter",
            "begin the file with a line `---`, the keys, and another line `---`; `afterword new` writes them",
        )
        return None, start
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        span = Span(start, opening.end())
        message = "the front matter is not closed"
        problems.report(ProblemKind.FRONT_MATTER_MISSING, span, message, "add a line `---` after its last key")
        return None, start
    after = re.compile(r"\r\n|\n|\r").match(text, closing.end())
    return Span(opening.end(), closing.start()), after.end() if after else closing.end()
