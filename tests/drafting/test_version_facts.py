"""A model is told all that changed in prompts and settings, and what a version says whose other side is not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.drafting.version_facts import read_version_facts
from afterword.postmortem import read
from afterword.postmortem.schema import FrontMatter

FRONT = read(b"---\nschema: 1\ntitle: x\n---\n", "2026-04-16-x.md").front
CAUSE = read(
    b"---\nschema: 1\ncauses:\n  - id: tone\n    kind: prompt\n    before: prompts/a.before.md\n"
    b"    after: prompts/a.after.md\n---\n",
    "2026-04-16-x.md",
).front


def files(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return folder


@pytest.mark.parametrize(("front", "name"), [(FRONT, "a"), (CAUSE, "tone")])
def test_a_prompt_is_told_whole_with_added_lines_first(tmp_path: Path, front: FrontMatter, name: str) -> None:
    old = "\n".join(f"rule {number}" for number in range(60))
    files(tmp_path, prompts__a_before_md=f"same\n\n{old}\n", prompts__a_after_md="same\nBe generous.\n  Be warm.\n")
    told = read_version_facts(front, tmp_path)
    assert told[:3] == [
        f"{name}: line added to the prompt: Be generous.",
        f"{name}: line added to the prompt: Be warm.",
        f"{name}: line removed from the prompt: rule 0",
    ]
    assert len(told) == 62


def test_settings_are_told_by_key_and_in_an_unknown_form_by_line(tmp_path: Path) -> None:
    files(
        tmp_path,
        config__m_before_yaml="model: {name: x, temperature: 0.2}\nretries: 3\n",
        config__m_after_yaml="model: {name: x, temperature: 0.9}\nlimit: 10\n",
        config__n_before_ini="[a\n", config__n_after_ini="[b\n",
    )  # fmt: skip
    assert read_version_facts(FRONT, tmp_path) == [
        "m: setting model.temperature: 0.2 before, 0.9 after",
        "m: setting retries: 3 before, not set after",
        "m: setting limit: not set before, 10 after",
        "n: line added to the settings: [b",
        "n: line removed from the settings: [a",
    ]


def test_a_version_that_is_alone_is_told_as_such(tmp_path: Path) -> None:
    files(tmp_path, prompts__a_after_md="Be generous.\n\nBe warm.\n", config__m_before_yaml="retries: 3\n")
    assert read_version_facts(FRONT, tmp_path) == [
        "a: line of the prompt, known only after the change: Be generous.",
        "a: line of the prompt, known only after the change: Be warm.",
        "m: setting retries, known only before the change: 3",
    ]


def test_what_is_longer_than_a_model_reads_is_cut_and_says_so(tmp_path: Path) -> None:
    files(tmp_path, prompts__a_before_md="", prompts__a_after_md="\n".join(f"rule {n}" for n in range(250)))
    told = read_version_facts(FRONT, tmp_path)
    assert len(told) == 201 and told[-1] == "a: 50 more changes, not shown here"


def test_what_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    files(tmp_path, prompts__a_before_md="x\n", prompts__a_after_md="y\n")
    (tmp_path / "prompts" / "a.after.md").write_bytes(b"\xff\xfe\x00")
    assert read_version_facts(CAUSE, tmp_path) == [] or read_version_facts(CAUSE, tmp_path)
    assert read_version_facts(FRONT, tmp_path / "missing") == []
