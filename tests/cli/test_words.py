"""Words that were typed and not saved yet."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from afterword.cli.words import KeptWords, read_words


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


@pytest.mark.needs_posix
def test_ctrl_c_while_a_line_is_being_kept_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(KeptWords):
        def put(self, key: str, words: str) -> None:
            signal.raise_signal(signal.SIGINT)
            super().put(key, words)

    kept = Interrupted({"XDG_CACHE_HOME": str(tmp_path)}, "a")
    monkeypatch.setattr("builtins.input", lambda _: "Because.")
    with pytest.raises(KeyboardInterrupt):
        read_words("> ", kept, "Why?")
    assert kept.get("Why?") == "Because."


@pytest.mark.needs_posix
def test_ctrl_c_before_a_line_has_begun_keeps_nothing_of_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = KeptWords({"XDG_CACHE_HOME": str(tmp_path)}, "a")
    kept.put("Why?", "What was typed yesterday")

    def interrupted(_: str) -> str:
        signal.raise_signal(signal.SIGINT)
        return ""

    monkeypatch.setattr("builtins.input", interrupted)
    monkeypatch.setattr("readline.get_line_buffer", lambda: "words of another question")
    with pytest.raises(KeyboardInterrupt):
        read_words("> ", kept, "Why?")
    assert kept.get("Why?") == "What was typed yesterday"
