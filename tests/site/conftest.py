"""A small project with a document of every kind: complete, hostile, broken, not readable at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.postmortem import PostMortem, read
from afterword.site.views import Site

BOT = "2026-04-16-support-bot"
OLD = "2026-02-10-old-one"
BROKEN = "2026-04-20-broken"
FOLDER = "2026-04-21-folder"

BOT_TEXT = """\
---
schema: 1
id: 2026-04-16-support-bot
title: Bot & co </title><script>alert("title")</script>
status: in-review
severity: SEV1
owner: "@ana"
incident:
  started: 2026-04-16T17:00Z
  detected: 2026-04-16T18:12Z
  mitigated: 2026-04-16T19:05Z
  resolved: 2026-04-17
  detection: alert
  issue: "#12"
services: [support-bot]
models:
  - {provider: ExampleAI, name: example-chat, version: example-chat-2026-01-20}
causes:
  - {id: tone, kind: prompt, summary: The tone was rewritten, ref: "#871"}
impact: {users: ~1200, share: 30%, cost: 8420 EUR, data: exposure, revenue: unknown}
provider: {factor: contributing, name: ExampleAI, what: degradation}
---

## Summary

> [!NOTE]
> Drafted from evidence by example-model, not yet reviewed. Delete this note once you have checked the section.

The zebra-striped answer reached **many**. See [the old one](2026-02-10-old-one.md#summary), [the
handbook](../docs/how-to/write.md) and [the prompt](2026-04-16-support-bot/prompts/a.md). [^e1]

**Unknown, needs investigation:** who approved the change?

## Timeline

- 2026-04-16 17:00Z — **first symptom:** It began. [^e1]
- 2026-04-16 18:12Z — **detected:** The alert.

## Action items

| ID | Action | Category | Priority | Owner | Due | Done when | Status | Issue |
|---|---|---|---|---|---|---|---|---|
| A1 | Add the `invented` case [^e1] | eval case | P1 | @octocat | 2026-04-24 | fails on v41 | open | #482 |
| A2 | Alert on it | monitoring improvement | P1 | @octocat | 2026-04-20 | it alerts | done | #483 |
| A3 | Slow the rollout | systemic fix | P2 | TBD | 2027-01-01 | it is slow | open | |

## Evidence

[^e1]: slack, 2026-04-16 17:32Z, on-call
"""

OLD_TEXT = """\
---
schema: 1
id: 2026-02-10-old-one
title: The old one
status: published
severity: SEV3
owner: someone
incident: {started: 2026-02, detected: 2026-02-11, resolved: unknown, detection: customer}
services: [support-bot]
---

## Summary

An older incident of the same quokka.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The folder of a project with a handbook and four post-mortems, two of them broken."""
    folder = tmp_path / "postmortems"
    prompts = folder / BOT / "prompts"
    prompts.mkdir(parents=True)
    (prompts / "a.md").write_text("a prompt\n")
    (folder / f"{BOT}.md").write_text(BOT_TEXT)
    (folder / f"{OLD}.md").write_text(OLD_TEXT)
    (folder / f"{BROKEN}.md").write_bytes(b"no front matter \xff here\n")
    (folder / f"{FOLDER}.md").mkdir()
    handbook = tmp_path / "docs" / "how-to"
    handbook.mkdir(parents=True)
    (handbook / "write.md").write_text(f"# Write one\n\nAs in [this](../../postmortems/{BOT}.md#summary).\n")
    (tmp_path / "docs" / "index.md").write_text("# Our handbook\n\nThe opening.\n\n## More\n\nThe rest.\n")
    return tmp_path


@pytest.fixture
def make_site(open_project: Callable[..., object]) -> Callable[..., Site]:
    """Builds what the pages are made from; keyword arguments replace its attributes."""
    project = open_project()

    def make(*documents: PostMortem, **changes: object) -> Site:
        values: dict[str, object] = {
            "name": "Post-mortems",
            "documents": documents,
            "config": project.config,  # type: ignore[attr-defined]
            "now": project.now,  # type: ignore[attr-defined]
            "urls": {document.path: f"incidents/{document.id}/" for document in documents},
            "changed": {},
            "exists": lambda path: False,
        }
        return Site(**{**values, **changes})  # type: ignore[arg-type]

    return make


@pytest.fixture
def bot() -> PostMortem:
    """The document that has everything."""
    return read(BOT_TEXT.encode(), f"postmortems/{BOT}.md")


@pytest.fixture
def old() -> PostMortem:
    """A short one, known to the month only."""
    return read(OLD_TEXT.encode(), f"postmortems/{OLD}.md")
