"""A post-mortem to be recalled, with what a change can touch."""

from __future__ import annotations

from pathlib import Path

ID = "2026-02-10-invented-refunds"
TEXT = """\
---
schema: 1
id: {id}
title: Support bot promises refunds
status: published
severity: SEV2
owner: "@ana"
incident: {{started: 2026-02-10, detected: 2026-02-11, resolved: 2026-02-12, detection: customer}}
services: [support-bot]
models:
  - {{provider: ExampleAI, name: example-chat, version: example-chat-2026-01-20}}
causes:
  - id: tone-rewrite
    kind: prompt
    summary: The tone was rewritten
    before: "acme/shop:prompts/support.md@3f2a91c"
    after: "acme/shop:prompts/support.md@8c2b11d"
factors: [missing-eval]
evals: {{gap: missing-case}}
agent: {{tools: [issue_refund, search]}}
---

## Summary

The bot **promised** refunds of 90 days to customers. [^e1] Then it was rolled back.

## Eval coverage gap

```yaml
# afterword: eval-case
id: refund-window
input: "Can I get a refund after 70 days?"
cause: tone-rewrite
must_not: [{{icontains: "90 days"}}]
observed: "You have 90 days."
expected: "Refunds are possible within 30 days."
```

## Action items

| ID | Action | Category | Priority | Owner | Due | Done when | Status | Issue |
|---|---|---|---|---|---|---|---|---|
| A1 | Add a limit to `services/refunds/limits.py` | systemic fix | P1 | @bob | 2026-03-01 | it holds | open | |
| A2 | Alert on refunds | monitoring improvement | P1 | @bob | 2026-03-01 | it alerts | done | |
| A3 | Review prompts [^e1] | process improvement | P2 | TBD | 2027-01-01 | it is done | open | |
"""


def write(root: Path, document_id: str = ID, *changes: tuple[str, str]) -> None:
    """Write the post-mortem into a project, with some texts replaced."""
    text = TEXT.format(id=document_id)
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    (root / "postmortems").mkdir(exist_ok=True)
    (root / "postmortems" / f"{document_id}.md").write_text(text, encoding="utf-8")
