"""Two sites, and the browser that looks at them: one with a document of every kind, one with many."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from browser import find_chromium, served
from site_build import build
from visits import HOSTILE, LONG, MANY, NEWEST, name_of, word_of

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

playwright = pytest.importorskip("playwright.sync_api", reason="comes with the development dependencies")

EVIDENCE = "<b>Half</b> of the answers changed at once in"
ATTACKS = [
    "<script>window.owned = 1</script>",
    "<img src=x onerror='window.owned = 1'>",
    "[a link](javascript:window.owned=1)",
    '--8<-- "/etc/hostname"',
    "{: onclick='window.owned = 1' }",
    "<svg onload='window.owned = 1'></svg>",
    "![a pixel](https://evil.example/pixel.png)",
    "abc\u202ecba",
    "שלום עולם",
]


def _document(number: int, *, severity: str, service: str, model: str, version: str, word: str) -> str:
    start = f"2026-0{number}-1{number}"
    return f"""---
schema: 1
id: {start}-incident-{number}
title: Incident number {number}
status: {"draft" if number == 3 else "published"}
severity: {severity}
owner: "@ana"
incident:
  started: {start}T08:00Z
  detected: {start}T08:{20 + number}Z
  mitigated: {start}T09:00Z{" # proposed, E1" if number == 3 else ""}
  resolved: {start}T1{number}:00Z
  detection: alert
services: [{service}]
models:
  - {{provider: ExampleAI, name: {model}, version: {version}}}
causes:
  - {{id: a, kind: prompt, summary: The prompt changed, before: prompts/a.md}}
factors: [missing-eval]
---

## Summary

The {word} answer reached many. [^e2]

## Timeline

- {start} 08:00Z — **first symptom:** It began.
- {start} 09:00Z — **mitigation applied:** Rolled back.

## Prompt diff

```diff
--- prompts/a.md
+++ prompts/b.md
- Answer from the policy.
+ Answer warmly.
```

## Impact

It hid below the word **{word}{word}**.

```json
{{"asked": true}}
```

## Action items

| ID | Action | Category | Priority | Owner | Due | Done when | Status | Issue |
|---|---|---|---|---|---|---|---|---|
| A1 | Alert on it | monitoring improvement | P1 | @{LONG} | 2026-0{number}-28 | it alerts | open | |

## Evidence

[^e2]: {start} 08:20Z, alert: "Answers of {service} changed" (pager.json)
"""


def _hostile() -> str:
    body = "\n\n".join(ATTACKS)
    rows = "\n".join(f"| {number} | x |" for number in range(5000))
    title = json.dumps('</title><script>window.owned = 1</script> "quoted" \u202egnp.exe')
    front = f"id: {HOSTILE}\ntitle: {title}\nstatus: in-review\nseverity: SEV1\nowner: '<b onclick=x>'\n"
    name = '"><script>window.owned=1</script>' + "W" * 200
    front += f"services: ['<img src=x onerror=window.owned=1>']\nmodels: [{{name: '{name}'}}]\n"
    return f"---\nschema: 1\n{front}---\n\n## Summary\n\n{body}\n\n## Impact\n\n| n | x |\n|---|---|\n{rows}\n"


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with four incidents, one of them hostile, and a full-text index."""
    find_chromium()
    root = tmp_path_factory.mktemp("browser")
    folder = root / "postmortems"
    folder.mkdir()
    kinds = [
        ("SEV1", "checkout", "alpha", "alpha-2026-01-20", "zebra"),
        ("SEV2", "search", "alpha", "alpha-2026-02-02", "quokka"),
        ("SEV1", "search", "beta", "beta-7", "numbat"),
    ]
    for number, (severity, service, model, version, word) in enumerate(kinds, 1):
        text = _document(number, severity=severity, service=service, model=model, version=version, word=word)
        name = re.search(r"^id: (.*)$", text, re.MULTILINE)
        assert name
        (folder / f"{name[1]}.md").write_text(text)
        (folder / name[1] / "prompts").mkdir(parents=True)
        (folder / name[1] / "prompts" / "a.md").write_text("Be kind.\nAnswer from the policy.\n")
        item = {"id": "E2", "source": "pager.json", "line": 4, "actor": "alert", "text": f"{EVIDENCE} {service}"}
        (folder / name[1] / "evidence.jsonl").write_text(json.dumps(item) + "\n")
    (folder / f"{HOSTILE}.md").write_text(_hostile())
    (root / "docs").mkdir()
    (root / "docs" / "guide.md").write_text(
        "# Guide\n\nHow to [read](../postmortems/).\n\n```python\nx = 1 + 2.5\n```\n"
    )
    return build(root)


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[str]:
    """The address of that site."""
    with served(site_folder) as address:
        yield address


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with MANY incidents in a history: several pages of every list, and a full-text index."""
    find_chromium()
    root = tmp_path_factory.mktemp("large")
    (root / "postmortems").mkdir()
    for number in range(MANY):
        (root / "postmortems" / f"{name_of(number)}.md").write_text(_one_of_many(number))
    newest = root / "postmortems" / f"{NEWEST}.md"
    (root / "postmortems" / NEWEST).mkdir()
    item = {"id": "E1", "source": "pager.json", "actor": "alert", "text": EVIDENCE}
    (root / "postmortems" / NEWEST / "evidence.jsonl").write_text(json.dumps(item) + "\n")
    commit(root, "2026-03-01T12:00:00Z", start=True)
    newest.write_text(newest.read_text() + CITED)
    commit(root, "2026-04-29T12:00:00Z")
    with served(build(root, address="https://site.example/")) as address:
        yield address


def commit(root: Path, when: str, *, start: bool = False) -> None:
    """Commit everything of a project at a time."""
    env = {**os.environ, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    person = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
    for command in [["init", "-q"]] * start + [["add", "-A"], [*person, "commit", "-qm", "x"]]:
        subprocess.run(["git", *command], cwd=root, env=env, check=True)


def _one_of_many(number: int) -> str:
    """A short document; which facts it has depends on its number alone."""
    made_by = "{provider: Anthropic, name: claude-sonnet-4}" if number // 4 % 2 else "{provider: OpenAI, name: gpt-4o}"
    due = "2026-04-01 | it alerts | open" if number % 7 else "2027-04-01 | it alerts | done"
    return f"""---
id: {name_of(number)}
title: Number {number}
status: published
severity: SEV{number % 4 + 1}
owner: "@p{number % 30}"
services: [answers]
models: [{made_by}]
causes: [{{id: a, kind: {("prompt", "retrieval", "model")[number % 3]}, summary: It changed}}]
---

## Impact

{word_of(number)}

## Action items

| ID | Action | Owner | Due | Done when | Status |
|---|---|---|---|---|---|
| A1 | Alert on {word_of(number)} | @p{number % 30} | {due} |
"""


CITED = """
## Eval coverage gap

Nothing asked for it. [^e1]

```yaml
# afterword: eval-case
id: refund-window
input: "May I?"
must: [{contains: "30 days"}]
```

## Evidence

[^e1]: alert: "Half of the answers changed" (pager.json)
"""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, without a window."""
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        yield browser
        browser.close()
