"""Issues and pull requests of GitHub, as evidence."""

from __future__ import annotations

from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent
from afterword.github.threads import IssueThread
from afterword.postmortem.values import Ref
from afterword.times.when import When

OUTSIDER = "outsider"
"""The title of who wrote in a thread and has no part in its repository: in a public one, anyone can."""


def parse_issue(text: str, own: str | None) -> tuple[str, int]:
    """Read a reference to an issue or pull request: `9`, `#9`, `owner/repo#9` or its URL.

    Args:
        text: the reference.
        own: `owner/name` of the repository that a number alone refers to; None if it is not known.

    Returns:
        `owner/name` and the number.

    Raises:
        ValueError: the text is not such a reference, or no repository is known.
    """
    ref = Ref.parse(f"#{text}" if text.isdigit() else text)
    repository = ref.repository or own
    if ref.number is None:
        raise ValueError(f"`{text}` is not an issue; write `#9` or `owner/repo#9`")
    if repository is None:
        raise ValueError(f"cannot determine the repository of `{text}`; write `owner/repo#{ref.number}`")
    return repository, ref.number


def read_issue(thread: IssueThread, context: ReadContext) -> SourceContent:
    """Read the posts of a thread in the order of time; people become roles."""
    content = SourceContent()
    content.left_out.update(thread.left_out)
    for number, post in enumerate(sorted(thread.posts, key=lambda post: post.at), 1):
        if post.is_bot:
            actor = f"bot {post.author.removesuffix('[bot]')}"
        else:
            title = "" if post.is_member else OUTSIDER
            someone = f"participant ({title})" if title else "participant"
            actor = context.people.introduce(f"@{post.author}", title=title) if post.author else someone
        text = post.text.strip()
        edited = " (edited)" if text and post.edited else ""
        content.items.append(RawItem(number, When.at(post.at), actor, text + edited))
    return content
