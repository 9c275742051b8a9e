"""What changed, as causes to be reviewed."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.postmortem.schema import Cause, FrontMatter
from drafting.derived import collect, derived


def test_each_file_that_differs_is_proposed_as_a_cause_until_one_is_stated(tmp_path: Path) -> None:
    collect(tmp_path, "prompts", "support", "a\nb\n", "a\nc\n")
    collect(tmp_path, "prompts", "same", "a\n", "a\n")
    collect(tmp_path, "prompts", "single", None, "x\n")
    (found,) = derived(tmp_path)
    assert (found.path, found.is_item) == (("causes", "support"), True)
    assert found.sources == ("prompts/support.after.yaml",)
    assert found.value == {
        "id": "support",
        "kind": "prompt",
        "summary": "prompts/support.after.yaml changed: 1 line removed, 1 line added",
        "before": "prompts/support.before.yaml",
        "after": "prompts/support.after.yaml",
    }
    assert derived(tmp_path, front=FrontMatter(causes=[Cause(id="x")])) == []


@pytest.mark.parametrize(
    ("text", "name", "kind", "summary"),
    [
        ("Root cause: temperature 0.9 of release 212.", "config", "config", "Temperature 0.9 of release 212"),
        ("root cause identified: a bug in the cache", "code", "code", "A bug in the cache"),
        ("Root cause: the prompt and the model were changed at once", "root-cause", "unknown",
         "The prompt and the model were changed at once"),
    ],
)  # fmt: skip
def test_root_cause_that_is_named_is_proposed(tmp_path: Path, text: str, name: str, kind: str, summary: str) -> None:
    (found,) = derived(tmp_path, ("2026-04-16T17:00Z", text, "on-call"))
    assert (found.path, found.sources, found.is_item) == (("causes", name), ("E1",), True)
    assert found.value == {"id": name, "kind": kind, "summary": summary}
    stated = FrontMatter(causes=[Cause(id="x")])
    assert derived(tmp_path, ("2026-04-16T17:00Z", text, "on-call"), front=stated) == []


@pytest.mark.parametrize(
    "items",
    [
        ("Root cause: unknown, we are investigating",),
        ("Root cause: maybe the temperature of 0.9",),
        ("Root cause: is it the temperature of 0.9?",),
        ("The vendor says: root cause: the temperature of 0.9",),
        ("Root cause: not the temperature, it isn't that",),
        ("Root cause: the temperature of 0.9", "Root cause: a bug in the cache"),
    ],
)
def test_root_cause_that_is_open_or_told_twice_is_not_proposed(tmp_path: Path, items: tuple[str, ...]) -> None:
    found = derived(tmp_path, *(("2026-04-16T17:00Z", text, "on-call") for text in items))
    assert not [one for one in found if one.path[0] == "causes"]


def test_files_that_differ_come_before_what_is_named(tmp_path: Path) -> None:
    collect(tmp_path, "prompts", "support", "a\nb\n", "a\nc\n")
    found = derived(tmp_path, ("2026-04-16T17:00Z", "Root cause: a bug in the cache", "on-call"))
    assert [one.path for one in found if one.path[0] == "causes"] == [("causes", "support")]
