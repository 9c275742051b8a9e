"""The reference of the words that documents may use: each list with the meaning of its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from afterword.config import DEFAULT_SEVERITIES
from afterword.postmortem import CATEGORIES, MILESTONES, outline, schema
from afterword.postmortem.factors import FACTORS
from afterword.postmortem.priorities import PRIORITIES
from afterword.postmortem.statuses import ActionStatus, DocumentStatus
from afterword.text.word_lists import ROLES

MEANINGS: dict[str, tuple[Any, Mapping[str, str]]] = {
    "status": (DocumentStatus, {
        "draft": "being written; `check` is mild",
        "in-review": "complete, and waiting for a review",
        "published": "reviewed; feeds and the external edition may use it",
    }),
    "visibility": (schema.Visibility, {
        "internal": "for the team",
        "external": "an external edition may be published",
    }),
    "incident.detection": (schema.Detection, {
        "alert": "an alert fired",
        "eval": "an evaluation failed",
        "customer": "a customer reported it",
        "employee": "a colleague noticed it",
        "provider": "the provider of a model or service reported it",
        "public": "it was noticed in public, such as in the press",
        "other": "in another way",
    }),
    "causes[].kind": (schema.CauseKind, {
        "prompt": "instructions to a model",
        "retrieval": "what is searched and handed to a model",
        "model": "the model or its version",
        "config": "settings, such as parameters of the model",
        "tool": "a tool that a model calls",
        "guardrail": "a check between the model and users",
        "eval": "an evaluation that decides what is released",
        "data": "data, such as training data or an index",
        "code": "program code",
        "routing": "which model or version serves which traffic",
        "infrastructure": "machines, networks, quotas",
        "provider": "a provider of a model or service",
        "traffic": "what users send, or how much",
    }),
    "provider.factor": (schema.ProviderFactor, {
        "none": "the provider had no part in it",
        "contributing": "the provider's change or failure contributed",
        "primary": "the provider's change or failure was the main cause",
    }),
    "provider.event": (schema.ProviderEvent, {
        "version change": "another version behind the same name",
        "degradation": "slower or worse answers",
        "outage": "no answers",
        "policy": "a changed policy or filter",
        "defect": "a bug at the provider",
    }),
    "impact.data": (schema.DataImpact, {
        "none": "no data affected",
        "loss": "data lost",
        "corruption": "data changed wrongly",
        "exposure": "data seen by people who must not see it",
    }),
    "evals.gap": (schema.EvalGap, {
        "missing-case": "no case covers the behaviour",
        "wrong-assertion": "a case covers it and asserts the wrong thing",
        "not-run": "a case exists and did not run on this change",
        "not-representative": "the cases differ from real traffic",
        "judge-error": "the model or person that judges was wrong",
        "none": "the evaluations did catch it",
    }),
    "agent controls": (schema.Control, {
        "instruction": "only words ask the agent to comply",
        "enforced": "code or permissions make it impossible",
    }),
    "Status (action item)": (ActionStatus, {
        "open": "still to do",
        "done": "done; the issue is closed as completed",
        "not planned": "will not be done; the issue is closed as not planned",
    }),
}  # fmt: skip
"""By the key: the type that lists the words, and the meaning of each word."""


def as_markdown() -> list[str]:
    """Return the page, from its first paragraph on."""
    lines = [
        "Values that come from a list. `unknown` is an answer everywhere but in `status` and `visibility`.",
        "",
        "## Contributing factors",
        "",
        "The words of `factors:`. `factors` in `afterword.yml` adds factors of your own.",
        "",
        *_table("Factor", FACTORS.items()),
        "## Severities",
        "",
        "Unless `severities` in `afterword.yml` lists others, most severe first.",
        "",
        *_table("Severity", ((one.name, one.meaning) for one in DEFAULT_SEVERITIES)),
    ]
    for key, (_, meanings) in MEANINGS.items():
        lines += [f"## {key}", "", *_table("Word", meanings.items())]
    lines += [
        "## Action items",
        "",
        f"Categories: {_listed(CATEGORIES)}.",
        "",
        f"Priorities: {_listed(PRIORITIES)}; `p1` and `Prio 1` are P1, `HIGH` is High, and other words stay as they",
        "are.",
        "",
        "## Milestones of the timeline",
        "",
        "The words in bold at the beginning of an event, such as `**detected:**`.",
        "",
        f"{_listed(MILESTONES)}.",
        "",
        "## Sections",
        "",
        *_table("Section", ((kind.name, kind.guidance) for kind in outline.SECTIONS)),
        "### Parts of Root cause",
        "",
        *_table("Part", ((kind.name, kind.guidance) for kind in outline.ROOT_CAUSE_PARTS)),
        "## Roles",
        "",
        "A person value of these words, such as `support team`, is a role and names no person:",
        "",
        f"{_listed(sorted(ROLES))}.",
    ]
    return [*lines, ""]


def _table(name: str, rows: Any) -> Iterator[str]:
    yield from (f"| {name} | Meaning |", "|---|---|")
    yield from (f"| `{word}` | {meaning} |" for word, meaning in rows)
    yield ""


def _listed(words: Any) -> str:
    return ", ".join(f"`{word}`" for word in words)
