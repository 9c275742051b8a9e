"""A severe incident's post-mortem in which no rule finds anything, and what tests do with it."""

from __future__ import annotations

from pathlib import Path

from afterword.checks import Finding, check
from afterword.postmortem import read
from afterword.project import Project

ID = "2026-04-16-support-bot"
PATH = f"postmortems/{ID}.md"
BEFORE = "You are the support bot.\n- Refunds are possible within 30 days.\n- Be brief.\n"
AFTER = "You are the support bot.\n- Be generous.\n- Be brief.\n"

GOOD = f"""---
schema: 1
id: {ID}
title: Support bot invents refunds
status: published
severity: SEV2
visibility: external
owner: on-call lead
incident:
  started: 2026-04-16T09:00Z
  reported: 2026-04-16T10:00Z
  detected: 2026-04-16T10:30Z
  declared: 2026-04-16T10:35Z
  mitigated: 2026-04-16T11:30Z
  resolved: 2026-04-16T12:00Z
  detection: customer
services: [bot]
models:
  - provider: acme
    name: chat
    version: "1"
    parameters: {{temperature: 0.8}}
causes:
  # afterword: ignore AW410 because it has tests of its own
  - id: tone-rewrite
    kind: prompt
    summary: The rewrite dropped the rule about refunds
    started: 2026-04-16T08:30Z
    ended: 2026-04-16T11:30Z
    before: prompts/bot.before.md
    after: prompts/bot.after.md
  # afterword: ignore AW410 because it has tests of its own
  - id: model-settings
    kind: config
    summary: The same release raised the temperature
provider:
  factor: contributing
  name: acme
  what: version change
impact: {{users: 120}}
evals: {{gap: missing-case}}
factors: [missing-eval, no-canary]
agent:
  control: enforced
---

## Summary

The support bot promised refunds that the policy does not offer.

## Timeline

- 2026-04-16 08:30Z — **change:** Release 58 goes out. [^s1]
- 2026-04-16 09:00Z — **first symptom:** The first wrong answer is sent. [^s1]
- 2026-04-16 10:30Z — **detected:** A question is repeated with the same result. [^s1]
- 2026-04-16 11:30Z — **mitigation applied:** Release 57 is restored. [^s1]
- 2026-04-16 11:40Z — The queue is empty.
- 2026-04-16 12:00Z — **resolved:** Twenty logged questions are answered rightly. [^s1]

## Root cause

### What changed

#### tone-rewrite

The prompt was rewritten for its tone.

#### model-settings

The temperature rose from 0.2 to 0.8.

### Immediate cause

Without a rule to follow, the model filled the gap with periods that sounded plausible.

### Contributing causes

- No case asked about old orders.
- Both changes went to all traffic at once.

### What allowed it

Nothing compared an answer with the policy.

### Why evals did not catch it

All refund cases lay within thirty days.

### Upstream provider

acme had retired the former snapshot.

## Impact

120 users were promised refunds.

## Prompt diff

```diff
--- prompts/bot.before.md
+++ prompts/bot.after.md
@@ -1,3 +1,3 @@
 You are the support bot.
-- Refunds are possible within 30 days.
+- Be generous.
 - Be brief.
```

## Model and configuration

Temperature 0.8 in place of 0.2.

## Sample failing outputs

**Sample 1**

- Input: May I return it after 90 days?
- Output: Of course, in full.
- Expected: Within 30 days.

**Sample 2**

- Input: And after a year?
- Output: Yes, at any time.
- Expected: Within 30 days.

## Eval coverage gap

No case asked about orders older than thirty days.

```yaml
# afterword: eval-case
id: refund-not-invented
input: "May I return it after 90 days?"
cause: tone-rewrite
must:
  - icontains-any: ["30 days", "specialist"]
must_not:
  - regex: '(60|90)[- ]days?'
observed: "Yes, within 90 days."
expected: "Refunds are possible within 30 days."
```

## What went well

The rollback took six minutes.

## What went wrong

The alert on refunds came after customers had written.

## Mitigation

Release 57 was restored.

## Action items

| ID | Action | Category | Priority | Owner | Due | Done when | Status | Issue |
|---|---|---|---|---|---|---|---|---|
| A1 | Add the refund cases | process improvement | P1 | @octocat | 2026-04-24 | they fail on release 58 | open | #481 |
| A2 | Alert on refunds | monitoring improvement | P1 | @acme/ops | 2026-04-25 | a replay fires it | open | #482 |

## Evidence

[^s1]: release log
"""


def collect(folder: Path, before: str = BEFORE, after: str = AFTER) -> None:
    """Put the document's prompts into the evidence folder of a project."""
    prompts = folder / "postmortems" / ID / "prompts"
    prompts.mkdir(parents=True, exist_ok=True)
    (prompts / "bot.before.md").write_text(before)
    (prompts / "bot.after.md").write_text(after)


def findings(project: Project, text: str) -> list[Finding]:
    """Return what is found in a text, after its prompts are collected."""
    collect(project.root)
    found = check([read(text.encode(), PATH)], project).findings
    # The comments that ignore AW410 are not needed in every change of the good document.
    lines = text.splitlines()
    return [finding for finding in found if finding.rule != "AW115" or "AW410" not in lines[finding.line - 1]]


def changed(*pairs: tuple[str, str]) -> str:
    """Return the good document with each text replaced once."""
    text = GOOD
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def reported(project: Project, text: str) -> list[tuple[str, str]]:
    """Return each finding's rule with the line that is flagged."""
    lines = text.splitlines()
    return [(finding.rule, lines[finding.line - 1].strip()) for finding in findings(project, text)]


def require_reported_once(project: Project, pairs: list[tuple[str, str]], rule: str, line: str) -> None:
    """Fail unless a defect in the good document is reported by its rule, at its line, and by no other rule."""
    found = reported(project, changed(*pairs))
    assert [name for name, _ in found] == [rule]
    assert found[0][1].startswith(line)
