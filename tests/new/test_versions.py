"""Two versions of a prompt or of settings among the sources."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from afterword.new.versions import find_versions, recognise_versions


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
        ("assistant.v17.md", "assistant.v18.md", "prompt"),
        ("router.before.yaml", "router.after.yaml", "config"),
        ("bot-before.txt", "bot-after.txt", "prompt"),
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
        ("notes-1.md", "notes-2.md"),
        ("2026-04-16.md", "2026-04-17.md"),
        ("a.before.md", "a.after.md", "b.before.md", "b.after.md"),
    ],
)
def test_what_is_not_surely_a_pair_is_left_alone(names: tuple[str, ...]) -> None:
    paths = tuple(map(Path, names))
    assert recognise_versions(paths).files == {}
    assert recognise_versions(paths).others == paths


def test_a_named_pair_is_preferred_to_one_that_only_says_which_is_which() -> None:
    names = ["prompts/v41.md", "prompts/v42.md", "faq.before.md", "faq.after.md"]
    found = recognise_versions(list(map(Path, names)))
    assert found.files == {"prompt_before": names[0], "prompt_after": names[1]}
    assert found.others == (Path("faq.before.md"), Path("faq.after.md"))


def test_failing_outputs_are_recognised_by_their_name() -> None:
    names = ["sample.md", "failing-output-2.txt", "samples.csv", "resample.md", "thread.txt"]
    found = recognise_versions(list(map(Path, names)))
    assert (found.samples, found.others) == (tuple(map(Path, names[:2])), tuple(map(Path, names[2:])))


def test_files_of_a_folder_are_looked_through_too(tmp_path: Path) -> None:
    for name in ("bot.before.md", "bot.after.md", "thread.txt", ".hidden"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = find_versions([tmp_path])
    assert found.files == {f"prompt_{side}": str(tmp_path / f"bot.{side}.md") for side in ("before", "after")}
    assert found.others == (tmp_path / "thread.txt",)
    (tmp_path / "bot.after.md").unlink()
    assert find_versions([tmp_path]).others == (tmp_path,)


def test_links_in_a_folder_are_left_out(tmp_path: Path) -> None:
    for name in ("bot.before.md", "bot.after.md", "thread.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    for name, target in (("round", "."), ("copy.txt", "thread.txt"), ("dangling", "missing")):
        (tmp_path / name).symlink_to(target)
    assert find_versions([tmp_path]).others == (tmp_path / "thread.txt",)


def test_a_folder_of_prompts_within_a_folder_is_looked_through_and_others_stay_whole(tmp_path: Path) -> None:
    for name in ("prompts/bot_v7.md", "prompts/bot_v8.md", "export/general/2026-11-29.json", "thread.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = find_versions([tmp_path])
    assert found.files == {
        "prompt_before": str(tmp_path / "prompts/bot_v7.md"),
        "prompt_after": str(tmp_path / "prompts/bot_v8.md"),
    }
    assert found.others == (tmp_path / "export", tmp_path / "thread.txt")
