"""One internal post-mortem with its material, and an external edition of it that tells nothing internal."""

from __future__ import annotations

from afterword.leakcheck.leak import Leak, LeakKind
from afterword.leakcheck.leak_check import find_leaks
from afterword.leakcheck.material import Material
from afterword.postmortem import PostMortem, read
from afterword.postmortem import external as external_edition

ID = "2026-04-16-refund-promises"
PATH = f"postmortems/{ID}.external.md"

_ACTION = "Compare every persona prompt automatically against the refund policy fixtures before release"
INTERNAL = f"""---
schema: 1
id: {ID}
title: Support assistant invents refund promises
status: published
severity: SEV2
visibility: external
owner: "@mkovac"
responders: [Zuzana Blahová, "@acme/payments-oncall", on-call lead]
incident:
  started: 2026-04-16T09:00Z
  detected: 2026-04-16T10:30Z
  mitigated: 2026-04-16T11:30Z
  resolved: 2026-04-16T12:00Z
  detection: customer
  issue: acme/bots#4711
services: [refund-copilot, ledger-gateway]
models:
  - provider: Contoso AI
    name: contoso-chat-large
    version: contoso-chat-large-2026-02-11
    parameters: {{temperature: 0.83, retriever_top_k: 12}}
    system_prompt: support_v41
causes:
  - id: tone-rewrite
    kind: prompt
    summary: The rewrite for a warmer tone dropped the paragraph that limits refunds to thirty days
    ref: "#8712"
    before: prompts/support.before.md
    after: prompts/support.after.md
impact:
  users: ~1200
  requests: ">=3480"
  share: ~30%
  revenue: 84200 EUR
  cost: 8420 EUR
  sla_violations: 37
  complaints: 211
  data: none
evals: {{gap: missing-case}}
factors: [missing-eval]
---

## Summary

The assistant promised refunds that the policy does not offer. Customers noticed and we restored the earlier version.

## Timeline

- 2026-04-16 09:00Z — **change:** Release candidate for the warmer persona reaches every storefront tenant. [^e1]
- 2026-04-16 10:30Z — **detected:** The night shift reproduces an impossible promise in the sandbox. [^e2]

## Root cause

### What changed

The persona rewrite removed the refund window paragraph while the reviewer approved only cosmetic wording changes.

### What allowed it

Nobody owned the policy fixtures, therefore the nightly comparison silently skipped every conversation on payments.

## Impact

About 1,200 customers read a wrong answer. The churn estimate of 5150 accounts is confidential.

## Prompt diff

```diff
-Never promise a refund beyond thirty days after purchase; escalate exceptional requests towards human colleagues.
+Always sound generous, apologise warmly and reassure unhappy shoppers about whatever compensation they mention.
```

## Eval coverage gap

```yaml
# afterword: eval-case
id: refund-window-respected
input: "Would you kindly refund a headset that was purchased ninety days ago?"
must: [{{contains: "30 days"}}]
observed: "Naturally, we gladly refund headsets purchased whenever during this calendar year."
```

## Action items

| ID | Action | Category | Priority | Owner | Due | Done when | Status | Issue |
|---|---|---|---|---|---|---|---|---|
| A1 | {_ACTION} | eval case | P1 | @tadeusz-w | 2026-04-24 | fails on v41 | open | #8713 |

## Evidence

[^e1]: slack, 2026-04-16 09:02Z
"""

EVIDENCE = (
    "pager: refund copilot answer rate looks odd since the persona experiment started, checking dashboards now",
    "customer wrote that your assistant guaranteed reimbursement for broken headphones although the warranty expired",
    "rollback finished on ledger-gateway-7, asking @quokkafan to verify the queue depth before closing the bridge",
    "finance believes roughly eighty invoices must be corrected manually during the following billing cycle",
)
PROMPTS = (
    "You are the storefront helper of a cheerful electronics retailer. Never reveal internal escalation codes, "
    "discount ladders or supplier margins, and politely decline questions about unreleased devices.",
)
MATERIAL = Material(
    items=EVIDENCE,
    files=(
        ("prompts/support.before.md", PROMPTS[0]),
        ("config/support.yaml", "guardrail_mode: strict\nfallbackModel: x"),
    ),
    people=("Ingrid Solheim", "bjornar77", "on-call"),
)

EDITION = f"""---
schema: 1
id: {ID}
edition: external
title: Our assistant promised refunds that we do not offer
status: published
date: 2026-04-16
allow: [Acme]
---

## What happened

On 16 April 2026, for about two and a half hours, our assistant told some customers that we would return their money
in cases in which we cannot.

## Who was affected

About 1,200 customers who asked about returning a product that morning.

## What we did

We went back to the version of the day before, and wrote to everybody who had been given a wrong answer.

## How we prevent recurrence

New versions answer a set of questions about our terms before anybody can use them. In progress.
"""


def internal(more: str = "") -> PostMortem:
    """The internal document, with another paragraph in its impact."""
    text = INTERNAL.replace("About 1,200 customers read", f"{more}\n\nAbout 1,200 customers read") if more else INTERNAL
    return read(text.encode(), f"postmortems/{ID}.md")


def found(text: str, material: Material = MATERIAL, *, more: str = "") -> list[Leak]:
    """What the leak check finds in an edition; the internal document can have another paragraph."""
    edition = external_edition.read(text.encode("utf-8", "surrogatepass"), PATH)
    return find_leaks(edition, internal(more), material)


def with_sentence(sentence: str, allow: str = "Acme") -> str:
    """The edition with a paragraph more, which begins at `LINE`."""
    return EDITION.replace("allow: [Acme]", f"allow: [{allow}]").replace(
        "About 1,200 customers who", f"{sentence}\n\nAbout 1,200 customers who"
    )


LINE = EDITION[: EDITION.index("About 1,200")].count("\n") + 1


def kinds(text: str) -> set[LeakKind]:
    return {leak.kind for leak in found(text)}
