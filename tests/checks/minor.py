"""A minor incident's post-mortem in which no rule finds anything."""

from __future__ import annotations

from afterword.checks import Finding, check
from afterword.postmortem import read
from afterword.project import Project

ID = "2026-04-16-bot"
GOOD = f"""---
schema: 1
id: {ID}
title: Bot invents refunds
status: published
severity: SEV3
visibility: external
owner: on-call lead
incident:
  started: 2026-04-16T09:00Z
  detected: 2026-04-16T10:30Z
  resolved: 2026-04-16T12:00Z
  detection: customer
services: [bot]
models: [{{provider: acme, name: chat, version: "1", parameters: unknown}}]
causes: [{{id: tone, kind: config, summary: The setting changed}}]
provider: {{factor: none}}
impact: {{users: 12}}
evals: {{gap: missing-case}}
factors: [missing-eval]
---

## Summary

The bot invented refunds.

## Timeline

- 2026-04-16 09:00Z — **change:** release 58 [^s1]
- 2026-04-16 10:30Z — **detected:** reproduced [^s1]
- 2026-04-16 10:45Z — traffic moved [^s1]
- 2026-04-16 12:00Z — **resolved:** release 57 [^s1]

## Root cause

The rule was gone.

## Impact

Twelve users.

## Eval coverage gap

No case asked about refunds.

**Guarded by:** A2

## Action items

| ID | Action | Category | Priority | Owner | Due | Done when | Status | Issue |
|---|---|---|---|---|---|---|---|---|
| A1 | Add a case | eval case | P1 | @octocat | 2026-04-24 | it fails on v12 | open | |
| A2 | Alert on refunds | monitoring improvement | P1 | @acme/ops | 2026-04-25 | a replay raises it | done | |

## Evidence

[^s1]: release log
"""


def findings(project: Project, text: str) -> list[Finding]:
    """Return what is found in a text."""
    return list(check([read(text.encode(), f"postmortems/{ID}.md")], project).findings)
