"""The thread of an issue or pull request, as it was read from its tracker."""

from __future__ import annotations

from afterword.evidence.reading import Circumstances, RawItem, Reading
from afterword.github.threads import IssueThread
from afterword.times.when import When


def read_issue(thread: IssueThread, circumstances: Circumstances) -> Reading:
    """Posts in the order of time; people as roles."""
    reading = Reading()
    reading.left_out.update(thread.left_out)
    for number, post in enumerate(sorted(thread.posts, key=lambda post: post.at), 1):
        roles = circumstances.roles
        if post.is_bot:
            actor = f"bot {post.author.removesuffix('[bot]')}"
        else:
            actor = roles.of(post.author) if post.author else "participant"
        text = roles.hidden(post.text).strip()
        if not text:
            reading.left_out["without text"] += 1
            continue
        reading.items.append(RawItem(number, When.at(post.at), actor, text + (" (edited)" if post.edited else "")))
    return reading
