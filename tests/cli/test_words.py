"""Words that were typed and not saved yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.cli.words import KeptWords


def test_words_are_kept_by_post_mortem_and_question_until_they_are_saved(tmp_path: Path) -> None:
    env = {"XDG_CACHE_HOME": str(tmp_path)}
    kept, other = KeptWords(env, "a"), KeptWords(env, "b")
    kept.put("Why?", "Because of\nthe “prompt”.")
    assert kept.get("Why?") == "Because of\nthe “prompt”."
    assert (kept.get("Who?"), other.get("Why?")) == ("", "")
    kept.forget("Why?")
    kept.forget("Why?")
    assert kept.get("Why?") == ""


@pytest.mark.needs_posix
def test_no_other_account_can_read_them(tmp_path: Path) -> None:
    KeptWords({"XDG_CACHE_HOME": str(tmp_path)}, "a").put("Why?", "Because.")
    (path,) = tmp_path.rglob("*.txt")
    assert path.parent.stat().st_mode & 0o077 == 0
