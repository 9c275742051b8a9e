"""The files that a post-mortem names."""

from __future__ import annotations

import pytest

from afterword.learning.named_files import NamedFile, find_named_files
from afterword.postmortem import read
from learning import incidents


def _files(*changes: tuple[str, str], evidence: tuple[str, ...] = ()) -> list[NamedFile]:
    text = incidents.TEXT.format(id=incidents.ID)
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return list(find_named_files(read(text.encode(), f"postmortems/{incidents.ID}.md"), evidence))


def test_causes_come_before_evidence_and_text() -> None:
    found = _files(
        ("version: example-chat-2026-01-20", "system_prompt: llm/system.md@v3"),
        evidence=("prompts/helpdesk.after.txt", "prompts/notes.txt"),
    )
    assert found == [
        NamedFile("prompts/support.md", "acme/shop", "cause tone-rewrite", True),
        NamedFile("llm/system.md", "", "the system prompt", True),
        NamedFile("helpdesk.txt", "", "a version in the evidence", True),
        NamedFile("services/refunds/limits.py", "", "action item A1", False),
    ]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("See services/bot/app.py.", "services/bot/app.py"),
        ("See (bot\\app.py),", "bot/app.py"),
        ("See `agents.yaml` and", "agents.yaml"),
        ("See ./a/b.ts:12", "a/b.ts"),
    ],
)
def test_a_path_in_the_text(text: str, path: str) -> None:
    assert NamedFile(path, "", "the text", False) in _files(("Then it was", f"{text} Then it was"))


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com/a/b.html",
        "ana@example.com/x.md",
        "and/or 1/2.5 e.g. 24/7",
        "/etc/passwd.txt",
        f"{incidents.ID}/prompts/x.md",
        "agents.yaml without a code span",
    ],
)
def test_what_is_not_a_path_of_a_repository(text: str) -> None:
    assert [file.path for file in _files(("Then it was", f"{text} Then it was"))] == [
        "prompts/support.md",
        "services/refunds/limits.py",
    ]


def test_a_path_that_leads_out_is_left_out() -> None:
    assert _files(("acme/shop:prompts/support.md@3f2a91c", "../../x.md@3f2a91c"))[0].path == "prompts/support.md"
