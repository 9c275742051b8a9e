"""The thread of an issue or pull request, as it was read from its tracker."""

from __future__ import annotations

from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent
from afterword.github.threads import IssueThread
from afterword.times.when import When


def read_issue(thread: IssueThread, context: ReadContext) -> SourceContent:
    """Posts in the order of time; people as roles."""
    content = SourceContent()
    content.left_out.update(thread.left_out)
    for number, post in enumerate(sorted(thread.posts, key=lambda post: post.at), 1):
        roles = context.roles
        if post.is_bot:
            actor = f"bot {post.author.removesuffix('[bot]')}"
        else:
            actor = roles.of(post.author) if post.author else "participant"
        text = roles.hidden(post.text).strip()
        if not text:
            content.left_out["without text"] += 1
            continue
        content.items.append(RawItem(number, When.at(post.at), actor, text + (" (edited)" if post.edited else "")))
    return content
