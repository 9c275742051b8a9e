"""What both sides are asked with, from the evidence alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.evalcases import find_cases
from afterword.portfolio.proofs.sides import Sides, read_sides
from afterword.postmortem.reader import read

CASE = """
## Eval coverage gap

```yaml
# afterword: eval-case
id: c
input: "May I?"
must: [{contains: "30 days"}]
```
"""


def sides(folder: Path, front: str) -> Sides:
    text = f"---\nschema: 1\nid: 2026-02-10-refunds\ntitle: T\n{front}\n---\n{CASE}"
    document = read(text.encode(), "2026-02-10-refunds.md")
    assert not document.problems, document.problems
    (case,) = find_cases([document])
    return read_sides(document.front, folder, case)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {
        "prompts/a.before.md": "Be exact.\n",
        "prompts/a.after.md": "Be kind.\n",
        "prompts/tone.after.md": "Copied.\n",
        "config/a.before.yaml": "model: m-1\ntemperature: 0\nsystem_prompt: |\n  Be exact.\n  Always.\n",
        "config/a.after.yaml": "model: m-2\ntemperature: 0.9\nmax_tokens: 300\nsystem_prompt: v7\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


MODELS = (
    "models: [{name: chat, version: chat-2026-01, parameters: {temperature: 0.2, stream: true, seed: 3, "
    "reasoning_effort: low}}]"
)
PROMPT = "causes: [{id: tone, kind: prompt, before: prompts/a.before.md, after: prompts/a.after.md}]"


def test_prompts(folder: Path) -> None:
    found = sides(folder, f"{MODELS}\n{PROMPT}")
    assert (found.broken.source, found.broken.prompt) == ("prompts/a.after.md", "Be kind.\n")
    assert (found.fixed.source, found.fixed.prompt) == ("prompts/a.before.md", "Be exact.\n")
    assert found.broken.model == found.fixed.model == "chat-2026-01"
    assert found.broken.parameters == {"temperature": 0.2, "reasoning_effort": "low"}
    assert found.broken.not_sent == ("stream",)
    assert not found.broken.unfilled


def test_a_version_at_a_commit_is_its_copy(folder: Path) -> None:
    front = "causes: [{id: tone, kind: prompt, before: prompts/a.before.md, after: prompts/support.md@3f2a91c}]"
    assert sides(folder, front).broken.text == "Copied.\n"


def test_configurations_name_model_parameters_and_prompt(folder: Path) -> None:
    front = f"{MODELS}\ncauses: [{{id: c, kind: config, before: config/a.before.yaml, after: config/a.after.yaml}}]"
    found = sides(folder, front)
    assert (found.broken.model, found.broken.prompt) == ("m-2", None)
    assert found.broken.parameters == {"max_tokens": 300, "reasoning_effort": "low", "temperature": 0.9}
    assert (found.fixed.model, found.fixed.prompt) == ("m-1", "Be exact.\nAlways.\n")


@pytest.mark.parametrize(
    ("models", "model", "several"),
    [
        ("models: [{name: gpt-4o, version: 2024-08-06}]", "gpt-4o", ()),
        ("models: [{version: m-7}]", "m-7", ()),
        ("models: [{name: a}, {name: b, role: judge}]", "a", ()),
        ("models: [{name: a}, {name: b}]", "", ("a", "b")),
        ("models: unknown", "", ()),
        ("", "", ()),
    ],
)
def test_the_model_that_is_requested(folder: Path, models: str, model: str, several: tuple[str, ...]) -> None:
    found = sides(folder, f"{models}\n{PROMPT}")
    assert (found.broken.model, found.several_models) == (model, several)
    assert found.asking("other").fixed.model == "other"


@pytest.mark.parametrize(
    ("front", "problem"),
    [
        (PROMPT.replace("after: prompts/a.after.md", "after: unknown"), "the cause `tone` has no `after`"),
        (PROMPT.replace("a.after.md", "b.after.md"), "there is no file `prompts/b.after.md` in the evidence folder"),
        (PROMPT.replace("prompts/a.after.md", "../secret.md"), "`../secret.md` leads out of the evidence folder"),
        ("", "the case names no cause, and there is not exactly one"),
    ],
)
def test_what_is_missing_is_said(folder: Path, front: str, problem: str) -> None:
    assert sides(folder, front).broken.problem == problem


@pytest.mark.parametrize(
    ("text", "template"),
    [
        ("Customer: {{ customer.name }}", "{{ customer.name }}"),
        ("{% if vip %}Be kind{% endif %}", "{% if vip %}"),
        ('Answer as JSON: {"reason": {"text": ""}}', ""),
        ("Write {name} in braces", ""),
    ],
)
def test_templates(folder: Path, text: str, template: str) -> None:
    (folder / "prompts/a.after.md").write_text(text)
    assert sides(folder, PROMPT).broken.unfilled == template


def test_a_mended_version_counts_before_that_of_the_cause(folder: Path) -> None:
    (folder / "proofs").mkdir()
    (folder / "proofs/c.fixed.md").write_text("Be exact and kind.\n")
    (folder / "proofs/c-2.fixed.md").write_text("Of another case.\n")
    assert sides(folder, PROMPT).fixed.text == "Be exact and kind.\n"
