"""What changed, as causes to be reviewed."""

from __future__ import annotations

from pathlib import Path

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
