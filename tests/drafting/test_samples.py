"""Samples of sessions, and the exchanges of collected sessions that failed."""

from __future__ import annotations

import json
from pathlib import Path

from afterword.drafting.samples import failing_samples, find_failed_exchanges, read_samples
from drafting.derived import ledger

SESSION = [
    {"type": "user", "message": {"role": "user", "content": "remove old flags"}},
    {"type": "assistant", "message": {"role": "assistant", "model": "acme-lm", "content": "Done: all 212 are gone."}},
    {"type": "user", "message": {"role": "user", "content": "stop, that was production!"}},
]


def test_session_that_was_collected_as_a_sample_has_input_and_output(tmp_path: Path) -> None:
    folder = tmp_path / "samples"
    folder.mkdir()
    (folder / "session.jsonl").write_text("".join(json.dumps(turn) + "\n" for turn in SESSION))
    (folder / "other.jsonl").write_text('{"a": 1}\n')
    other, sample = read_samples(tmp_path)
    assert sample.fields == {
        "input": "remove old flags", "output": "Done: all 212 are gone.\nuser: stop, that was production!"
    }  # fmt: skip
    shown = failing_samples([sample, other])
    assert [one.observed for one in shown] == [sample.fields["output"], other.text.strip()] and other.fields == {}
    assert not any(one.makes_case for one in shown)  # nobody said what was expected


def test_exchanges_that_failed_are_samples_named_by_their_items() -> None:
    items = ledger(
        ("", "remove old flags", "user"),
        ("", "called Bash: flagctl delete --all", "assistant"),
        ("", "stop, that was production!", "user"),
        ("", "sorry", "assistant"),
    ).items
    (sample,) = find_failed_exchanges(items)
    assert sample.name == "chat, E1 to E3"
    assert sample.fields["output"] == "called Bash: flagctl delete --all\nuser: stop, that was production!"
