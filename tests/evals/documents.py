"""Post-mortems with eval cases, for the tests of `evals`."""

from __future__ import annotations

from afterword.postmortem import PostMortem, read

ID = "2026-02-10-refund"
FRONT = """\
---
schema: 1
id: 2026-02-10-refund
title: Bot promises refunds
status: in-review
severity: SEV2
services: [support-bot]
causes:
  - {id: tone-rewrite, kind: prompt, before: unknown, after: unknown}
---

## Eval coverage gap

No case asked.

"""
CASE = """\
id: refund
input: "May I return it?"
must: [{contains: 30 days}]
observed: "Within 90 days, and not later."
expected: "Within 30 days."
"""


def document(*blocks: str, front: str = FRONT, after: str = "") -> PostMortem:
    """Return a post-mortem with these blocks as its eval cases."""
    return read(text(*blocks, front=front, after=after).encode(), f"postmortems/{ID}.md")


def text(*blocks: str, front: str = FRONT, after: str = "") -> str:
    """Return the text of a post-mortem with these blocks as its eval cases."""
    return front + "".join(f"```yaml\n# afterword: eval-case\n{block}```\n\n" for block in blocks) + after
