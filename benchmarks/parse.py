"""How long it takes to read post-mortems of about 1,400 words.

Beside it, in the same run, markdown-it-py parses the same bodies: the least that any Markdown tool would have to do.
All times are of the processor.

    python benchmarks/parse.py [documents] [rounds]
"""

from __future__ import annotations

import gc
import random
import textwrap
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from figures import Figure, show
from markdown_it import MarkdownIt

from afterword.postmortem import PostMortem, read
from afterword.postmortem.outline import ROOT_CAUSE_PARTS, SECTIONS

SUBJECTS = (
    "the support bot", "the retrieval step", "the nightly job", "the new prompt", "the summary model", "the guardrail",
    "the evaluation suite", "the router", "the on-call engineer", "the dashboard", "the provider's status page",
    "the canary", "the release of that morning", "the cache in front of the model", "the fallback",
)  # fmt: skip
VERBS = (
    "answered", "returned", "kept", "dropped", "served", "missed", "logged", "showed", "failed to load", "rejected",
    "did not read", "rewrote", "had cached", "was given", "stopped sending",
)  # fmt: skip
OBJECTS = (
    "an invented rule", "documents of the older index", "the lines that tie answers to the policy", "refund requests",
    "the alert on `refund_rate`", "outputs above the limit", "a case beyond thirty days", "embeddings of tickets",
    "answers with no source", "two thirds of the tool calls", "the **retired** snapshot", "customers' order numbers",
)  # fmt: skip
TAILS = (
    "because the index was rebuilt without the policy pages", "while traffic grew", "after the rollout had reached all "
    "users", "until the flag was turned off", "so that nothing in the pipeline compared the two versions", "for the "
    "tenants in Europe", "when the context was longer than the window", "and the check that reads them ran only weekly",
    "as the schema allowed it", "although the staging run had passed", "in every session with more than one tool",
)  # fmt: skip
TASKS = (
    "Add a refund case to", "Block deploys that change", "Alert on unsupported promises in", "Pin the model version of",
    "Require an owner's approval for", "Compare both prompts on", "Page the on-call engineer about", "Roll back",
)  # fmt: skip
CATEGORIES = ("immediate fix", "monitoring improvement", "process improvement", "systemic fix", "eval case")


def generate(number: int) -> bytes:
    """One document; the same number gives the same bytes."""
    random_ = random.Random(number)  # noqa: S311
    start = datetime(2026, 1, 1, 8, 0) + timedelta(days=number % 365, minutes=random_.randrange(600))
    document_id = f"{start:%Y-%m-%d}-incident-{number}"

    def sentence() -> str:
        text = " ".join(random_.choice(words) for words in (SUBJECTS, VERBS, OBJECTS))
        if random_.random() < 0.5:
            text += f" {random_.choice(TAILS)}"
        if random_.random() < 0.3:
            text += f", {random_.randrange(2, 900)} times within {random_.randrange(2, 50)} minutes"
        return f"{text[0].upper()}{text[1:]}."

    def prose(words: int) -> str:
        text = sentence()
        while len(text.split()) < words:
            text += f" {sentence()}"
        return f"{text} [^e{random_.randint(1, 12)}]"

    def paragraphs(words: int) -> str:
        parts = [prose(min(45, words - at)) for at in range(0, words, 45)]
        return "\n\n".join(textwrap.fill(part, 110, break_on_hyphens=False) for part in parts)

    def task() -> str:
        return f"{random_.choice(TASKS)} {random_.choice(SUBJECTS)} for {random_.choice(OBJECTS)}"

    def moment(minutes: int) -> str:
        return f"{start + timedelta(minutes=minutes):%Y-%m-%dT%H:%MZ}"

    bodies = {
        "Timeline": "\n".join(
            f"- {moment(minutes).replace('T', ' ')} — **{kind}:** {prose(10)}"
            for minutes, kind in (
                (0, "change"),
                (0, "first symptom"),
                (20, "detected"),
                (24, "alert triggered"),
                (31, "incident declared"),
                (35, "triage started"),
                (52, "communication"),
                (90, "root cause identified"),
                (140, "mitigation applied"),
                (200, "resolved"),
            )
        ),
        "Root cause": "\n\n".join(f"### {part.name}\n\n{paragraphs(28)}" for part in ROOT_CAUSE_PARTS),
        "Prompt diff": "```diff\n-Answer from the policy alone.\n+Answer warmly.\n" + " keep this line\n" * 8 + "```",
        "Model and configuration": "| | Before | After |\n|---|---|---|\n"
        + "\n".join(f"| {name} | `{n}.2` | `{n}.8` |" for n, name in enumerate(("temperature", "top_p", "model"))),
        "Sample failing outputs": "\n\n".join(f"### Sample {n}\n\n> {prose(20)}\n\n{prose(12)}" for n in (1, 2, 3)),
        "Eval coverage gap": prose(40)
        + f'\n\n```yaml\n# afterword: eval-case\nid: case-{number}\ninput: "{sentence()}"\nmust_not:\n'
        + "  - regex: 'full refund|\\b(6[0-9]|90) days\\b'\n"
        + f'observed: "You will get a full refund. {sentence()}"\nexpected: "{sentence()}"\nruns: 5\n'
        + "reconstructed: false\n```",
        "Action items": "| ID | Action | Category | Priority | Owner | Due | Done when | Status | Issue |\n"
        + "|---|---|---|---|---|---|---|---|---|\n"
        + "\n".join(
            f"| A{n} | {task()} | {CATEGORIES[n % 5]} | P1 | @octocat | {start + timedelta(days=30):%Y-%m-%d} "
            f"| {random_.choice(OBJECTS)} \\| passes | open | #{issue} |"
            for n, issue in enumerate(range(10 * number + 1, 10 * number + 7), 1)
        ),
        "Evidence": "\n".join(f"[^e{n}]: slack, {moment(n).replace('T', ' ')}, on-call" for n in range(1, 13)),
    }
    sections = "\n\n".join(f"## {kind.name}\n\n{bodies.get(kind.name) or paragraphs(28)}" for kind in SECTIONS)
    return f"""\
---
schema: 1
id: {document_id}
title: Support bot promises what the policy does not offer, number {number}
status: published
severity: SEV{number % 4 + 1}
visibility: internal
visibility_reason: told to the customers in writing
owner: "@octocat"
responders: ["@octocat", "@hubot", the on-call engineer]
incident:
  started: {moment(0)}
  detected: {moment(20)}
  resolved: {moment(200)}
  detection: customer
  issue: "#{10 * number + 9}"
services: [support-bot, search]
models:
  - provider: ExampleAI
    name: example-chat
    version: example-chat-2026-01-20
    parameters:
      temperature: 0.8
      top_p: 1
    system_prompt: support v12
causes:
  - id: tone-rewrite
    kind: prompt
    summary: The prompt dropped the lines that tie answers to the policy
    started: {moment(0)}
    ref: "#{10 * number + 8}"
    before: prompts/support.before.md
    after: prompts/support.after.md
provider:
  factor: none
impact:
  users: ~{number}
  requests: {number * 3}
  cost: 2140 EUR
  data: none
  notes: "Counted from the logs; the figure may grow."
evals:
  gap: missing-case
  suite: support-suite
factors: [missing-eval, no-canary]
---

{sections}
""".encode()


def measure(work: Callable[[], object], rounds: int) -> float:
    """Seconds of the processor of the fastest of several rounds."""
    best = float("inf")
    for _ in range(rounds):
        gc.collect()
        gc.disable()  # as `Project.documents` does
        started = time.process_time()
        work()
        best = min(best, time.process_time() - started)
        gc.enable()
    return best


def main(count: int = 300, rounds: int = 3) -> Iterator[Figure]:
    """Generate documents and yield what reading them takes."""
    files = [generate(number) for number in range(count)]
    found: list[PostMortem] = [read(data, f"postmortems/{_stem(data)}.md") for data in files]
    problems = [problem for document in found for problem in document.problems]
    if problems:
        raise SystemExit(f"the generated documents are wrong: {problems[0]}")
    bodies = [document.source.text[document.body_start :] for document in found]
    words = sum(len(body.split()) for body in bodies) / count
    parser = MarkdownIt("commonmark").enable("table")
    peer = measure(lambda: [parser.parse(body) for body in bodies], rounds)
    ours = measure(lambda: [read(data, f"postmortems/{_stem(data)}.md") for data in files], rounds)
    yield Figure("documents", f"{count} of {words:.0f} words, {sum(map(len, files)) / count / 1000:.1f} kB each")
    yield Figure("afterword, whole documents", f"{ours:.2f} s, {ours / count * 1000:.2f} ms each")
    yield Figure("markdown-it-py, bodies alone", f"{peer:.2f} s, {peer / count * 1000:.2f} ms each")
    yield Figure("ratio", f"{ours / peer:.2f}")


def _stem(data: bytes) -> str:
    return data.split(b"\nid: ", 1)[1].split(b"\n", 1)[0].decode()


if __name__ == "__main__":
    show(main)
