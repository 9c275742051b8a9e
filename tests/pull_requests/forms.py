"""Issues as GitHub makes them of the forms that `init` adds."""

from __future__ import annotations

import json
from collections.abc import Mapping

from new.incident import ALERT, THREAD
from pull_requests.workflows import TEMPLATES, load

ANSWERS = {
    "effect": "Customers are getting refund promises",
    "severity": "SEV2",
    "owner": "@maya-chen",
    "thread": THREAD.rstrip("\n"),
    "alert": json.dumps(ALERT, indent=2),
    "prompt_before": "You are the support bot.\nNever promise refunds after 30 days.",
    "prompt_after": "You are the friendly support bot.\nMake the customer happy.",
}
"""What a person writes into the form *Post-mortem*."""


def body_of(answers: Mapping[str, str], form: str = "postmortem") -> str:
    """The text of an issue: a heading and the answer for each field, in a code block where the form says so."""
    parts = []
    for field in load(TEMPLATES / ".github" / "ISSUE_TEMPLATE" / f"{form}.yml")["body"]:
        if field["type"] == "markdown":
            continue
        answer, attributes = answers.get(field["id"], ""), field["attributes"]
        if answer and "render" in attributes:
            answer = f"```{attributes['render']}\n{answer}\n```"
        parts.append(f"### {attributes['label']}\n\n{answer or '_No response_'}")
    return "\n\n".join(parts)
