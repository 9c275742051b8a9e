"""The thread of an issue or pull request, as it was read from its tracker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from afterword.evidence.reading import Circumstances, RawItem, Reading
from afterword.postmortem.when import When


@dataclass(frozen=True, slots=True)
class Post:
    """Something that somebody, or something, did in a thread.

    Attributes:
        at: when; aware.
        author: login, empty for an account that was deleted.
        is_bot: whether the account is a program's.
        text: what was written, or what happened.
        edited: whether it was changed later.
    """

    at: datetime
    author: str
    is_bot: bool
    text: str
    edited: bool = False


@dataclass(frozen=True, slots=True)
class IssueThread:
    """A thread, in any order; `left_out` counts events that say nothing about an incident."""

    posts: tuple[Post, ...]
    left_out: dict[str, int]


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
