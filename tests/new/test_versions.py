"""Two versions of a prompt or of settings among the sources."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from afterword.new.versions import recognise_versions


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("prompts/v41.md", "prompts/v42.md", "prompt"),
        ("support-prompt.before.txt", "support-prompt.after.txt", "prompt"),
        ("system_prompt_old.md", "system_prompt_new.md", "prompt"),
        ("prompts/v9.md", "prompts/v10.md", "prompt"),
        ("prompts/support-1.2.md", "prompts/support-1.10.md", "prompt"),
        ("config-old.yaml", "config-new.yaml", "config"),
        ("v1/settings.json", "v2/settings.json", "config"),
    ],
)
def test_versions_are_recognised_in_any_order(before: str, after: str, kind: str) -> None:
    for paths in permutations((before, "thread.txt", after)):
        found = recognise_versions([Path(path) for path in paths])
        assert found.files == {f"{kind}_before": before, f"{kind}_after": after}
        assert found.others == (Path("thread.txt"),)


@pytest.mark.parametrize(
    "names",
    [
        ("chat-1.txt", "chat-2.txt"),
        ("prompts/v1.md", "prompts/v2.md", "prompts/v3.md"),
        ("prompts/support.md", "prompts/billing.md"),
        ("prompts/old.md", "prompts/v2.md"),
        ("prompts/v1.png", "prompts/v2.png"),
        ("prompts/v1.md", "prompts/v1.md"),
    ],
)
def test_what_is_not_surely_a_pair_is_left_alone(names: tuple[str, ...]) -> None:
    paths = tuple(map(Path, names))
    assert recognise_versions(paths).files == {}
    assert recognise_versions(paths).others == paths
