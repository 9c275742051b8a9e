"""Issues and comments of GitHub as JSON: who wrote what when, and who has no part in the repository."""

from __future__ import annotations

from typing import Any

import pytest

from afterword.evidence.collectors.json_forms import form_of, read_known_form
from fakes.sources import given, shown, source

ISSUE = {
    "number": 88,
    "title": "The extractor returns net instead of gross",
    "author": {"login": "tkowal"},
    "createdAt": "2026-09-08T07:15:00Z",
    "closedAt": "2026-09-09T10:40:00Z",
    "labels": [{"name": "incident"}, {"name": "sev3"}],
    "body": "Since Monday.\n\n- [ ] add a test",
    "comments": [
        {"author": {"login": "hmori"}, "authorAssociation": "MEMBER", "createdAt": "2026-09-08T08:20:00Z",
         "body": "Reverted to v30."},
        {"author": {"login": "rando"}, "authorAssociation": "NONE", "createdAt": "2026-09-08T09:00:00Z",
         "body": "I saw 5000 of them"},
        {"author": {"login": "app/sync", "is_bot": True}, "createdAt": "2026-09-08T09:01:00Z", "body": "Linked."},
    ],
}  # fmt: skip
POST = {
    "user": {"login": "hmori", "type": "User"},
    "created_at": "2026-09-08T08:20:00Z",
    "author_association": "OWNER",
    "body": "Reverted.",
}


def _read(value: Any) -> list[tuple[str, str, str]]:
    items = read_known_form(source("issue.json", value), given()).items
    return [(str(item.at or ""), item.actor or "", item.text) for item in items]


def test_an_issue_that_the_command_line_printed_is_read_post_by_post() -> None:
    items = _read(ISSUE)
    assert [(at, text) for at, _, text in items] == [
        ("2026-09-08T07:15:00Z", "The extractor returns net instead of gross\n\nSince Monday.\n\n- [ ] add a test"),
        ("2026-09-08T07:15:00Z", "Labels: incident, sev3"),
        ("2026-09-08T08:20:00Z", "Reverted to v30."),
        ("2026-09-08T09:00:00Z", "I saw 5000 of them"),
        ("2026-09-08T09:01:00Z", "Linked."),
        ("2026-09-09T10:40:00Z", "Closed this."),
    ]
    assert items[4][1] == "bot sync"
    assert len({actor for _, actor, _ in items}) == 5  # three people, a bot, and nobody for what was not written


def test_who_has_no_part_in_the_repository_is_an_outsider() -> None:
    content = read_known_form(source("issue.json", ISSUE), given())
    assert [actor for _, actor, _ in shown(content)] == [
        "participant 1", None, "participant 2", "participant 3 (outsider)", "bot sync", None,
    ]  # fmt: skip


def test_posts_of_the_api_are_read_with_their_lines() -> None:
    posts = [POST, {**POST, "title": "It is wrong", "body": "one\ntwo", "closed_at": "2026-09-09T10:40:00Z"}]
    assert [text for _, _, text in _read(posts)] == ["Reverted.", "It is wrong\n\none\ntwo", "Closed this."]


@pytest.mark.parametrize(
    "value", [{"author": "tkowal", "comments": []}, {"body": "x"}, [{"user": "a", "body": "b"}], {}]
)
def test_other_json_is_not_a_thread(value: Any) -> None:
    assert form_of(value) is None
