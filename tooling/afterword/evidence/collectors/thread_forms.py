"""Issues and pull requests with their comments, as GitHub's command line and its API write them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from afterword.evidence.collectors.interface import ReadContext
from afterword.evidence.collectors.issues import OUTSIDER
from afterword.evidence.collectors.json_values import mapping, mappings, string
from afterword.evidence.collectors.known_form import Event
from afterword.github.threads import MEMBERS


def _is_viewed(value: Any) -> bool:
    outer = mapping(value)
    return "login" in mapping(outer.get("author")) and ("comments" in outer or "body" in outer)


def _viewed(value: Any, context: ReadContext) -> Iterator[Event]:
    """Read what `gh issue view --json …` and `gh pr view --json …` print."""
    outer = mapping(value)
    labels = ", ".join(string(one.get("name")) for one in mappings(outer.get("labels")))
    parts = (string(outer.get("title")), string(outer.get("body")).strip())
    yield Event(outer.get("createdAt"), _author(outer, "author", context), "\n\n".join(filter(None, parts)))
    if labels:
        yield Event(outer.get("createdAt"), "", f"Labels: {labels}")
    for one in mappings(outer.get("comments")):
        yield Event(one.get("createdAt"), _author(one, "author", context), string(one.get("body")))
    for one in mappings(outer.get("reviews")):
        state = string(one.get("state")).lower().replace("_", " ")
        yield Event(
            one.get("submittedAt"), _author(one, "author", context), f"Review, {state}. {string(one.get('body'))}"
        )
    for key, text in (("closedAt", "Closed this."), ("mergedAt", "Merged this.")):
        if outer.get(key):
            yield Event(outer[key], "", text)


def _listed(value: Any) -> list[dict[str, Any]]:
    found = mappings(value) if isinstance(value, list) else mappings([value])
    return [one for one in found if "login" in mapping(one.get("user")) and "created_at" in one and "body" in one]


def _posts(value: Any, context: ReadContext) -> Iterator[Event]:
    """Read issues and comments of the REST API."""
    for one in _listed(value):
        text = "\n\n".join(filter(None, (string(one.get("title")), string(one.get("body")).strip())))
        yield Event(one["created_at"], _author(one, "user", context), text)
        if one.get("closed_at"):
            yield Event(one["closed_at"], "", "Closed this.")


def _author(post: dict[str, Any], key: str, context: ReadContext) -> str:
    """Return the mark of who wrote a post; who has no part in the repository is an outsider."""
    author = mapping(post.get(key))
    login = string(author.get("login"))
    if author.get("is_bot") is True or author.get("type") == "Bot" or login.endswith("[bot]"):
        return f"bot {login.removesuffix('[bot]').removeprefix('app/')}"
    association = string(post.get("authorAssociation")) or string(post.get("author_association"))
    title = OUTSIDER if association and association not in MEMBERS else ""
    return context.people.introduce(f"@{login}", title=title) if login else ""


FORMS = (
    ("GitHub issue", _is_viewed, _viewed),
    ("GitHub posts", lambda value: bool(_listed(value)), _posts),
)
