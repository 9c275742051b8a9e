"""What the comment on a pull request would say about the post-mortems of a work tree, without GitHub."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from afterword.learning.search import offer_similar_to
from afterword.postmortem import PostMortem
from afterword.project import Project
from afterword.pull_requests.comment import describe_documents, describe_plan
from afterword.pull_requests.comment_text import CommentContent, render
from afterword.pull_requests.seen_before import describe_similar
from afterword.tracking.collect_wanted_issues import collect_wanted_issues
from afterword.tracking.plan import plan
from afterword.tracking.tracker_facts import TrackerFacts


@dataclass(frozen=True, slots=True)
class Preview:
    """What a pull request would get.

    Attributes:
        comment: the body of the comment.
        passes: whether the required check would pass.
        unknown: how many action items name an issue, of which only GitHub knows what changes.
    """

    comment: str
    passes: bool
    unknown: int


def preview(project: Project, documents: Sequence[PostMortem]) -> Preview:
    """Write the comment for some post-mortems as they are in the work tree.

    Action items that name no issue are shown as they would be opened; which issues exist, only GitHub knows.
    """
    similar = [row for one in documents for row in describe_similar(one, offer_similar_to(project, one))]
    content = replace(describe_documents(project, documents), similar=similar)
    unknown = 0
    if project.config.tracker != "local":
        content, unknown = _with_plan(project, documents, content)
    return Preview(render(content), content.errors == 0, unknown)


def _with_plan(
    project: Project, documents: Sequence[PostMortem], content: CommentContent
) -> tuple[CommentContent, int]:
    wanted = collect_wanted_issues(list(documents), project.config, project.now)
    rows = [row for row in wanted.rows if row.issue is None]
    unknown = len(wanted.rows) - len(rows)
    nothing_known = TrackerFacts("GitHub", None, frozenset(), project.now)
    made = plan(replace(wanted, rows=rows), [], nothing_known)
    listed, summary = describe_plan(made)
    return replace(content, plan=listed, plan_summary=summary), unknown
