"""Post-mortems of every kind, for the portfolio and the site: one that has everything, and one known to the month."""

from __future__ import annotations

from afterword.postmortem import PostMortem, read

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


def read_bot() -> PostMortem:
    """Read the document that has everything."""
    return read(BOT_TEXT.encode(), f"postmortems/{BOT}.md")


def read_old() -> PostMortem:
    """Read a short document, whose start is known to the month only."""
    return read(OLD_TEXT.encode(), f"postmortems/{OLD}.md")
