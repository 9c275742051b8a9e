"""Past incidents that are near to the post-mortems of a pull request, for its comment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from afterword.errors import AfterwordError
from afterword.github.contents import read_blobs
from afterword.github.repository import Repository
from afterword.learning.search import offer_similar_among
from afterword.learning.similar import Neighbour
from afterword.postmortem import PostMortem, read
from afterword.postmortem.schema import ID_PATTERN
from afterword.pull_requests.comment_text import Row
from afterword.pull_requests.opened_pull import OpenedPull
from afterword.text.counting import counted

_MAX_READ = 500
"""Post-mortems that are compared, the newest: each is read again for every comment."""


def find_seen_before(repository: Repository, opened: OpenedPull, documents: Sequence[PostMortem]) -> list[Row]:
    """Find past incidents that are near; a row says so if they are not known, or not all were compared.

    Args:
        repository: with a token that has `contents: read`.
        opened: the pull request.
    """
    past_ids = sorted(filter(re.compile(ID_PATTERN).fullmatch, opened.others), reverse=True)
    newest = past_ids[:_MAX_READ]
    if not documents or not newest:
        return []
    names = {opened.others[name]: name for name in newest}
    try:
        texts = read_blobs(repository, list(names))
    except AfterwordError as error:
        return [Row(document.id, f"not known: {error.message}") for document in documents]
    others = [read(data, opened.path(names[sha])) for sha, data in texts.items()]
    offer = offer_similar_among([*others, *documents])
    past = {document.id for document in others}
    rows = [
        row
        for document in documents
        for row in describe_similar(document, (one for one in offer(document) if one.incident.id in past))
    ]
    left = len(past_ids) - len(others)
    more = [Row("", f"{counted(left, 'other post-mortem')} not compared")] if left else []
    return [*rows, *more] if rows else []


def describe_similar(document: PostMortem, neighbours: Iterable[Neighbour]) -> list[Row]:
    """Return what is said of the incidents that are near to a post-mortem."""
    return [Row(document.id, f"{one.incident.id}, {one.incident.title} ({_reasons(one)})") for one in neighbours]


def _reasons(one: Neighbour) -> str:
    words = [f"words {', '.join(one.terms)}"] if one.terms else []
    return "; ".join([*words, *(f"{fact.label} {fact.value}" for fact in one.facts)])
