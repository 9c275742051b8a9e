"""What `afterword collect` redacts in notes as people write them, and what it leaves as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from afterword.cli.main import run

ID = "2026-02-13-answers-are-late"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    assert run(["-C", str(tmp_path), "new", "Answers are late", "--started", "2026-02-13T08:00Z"]) == 0
    return tmp_path


def collect(root: Path, *lines: str) -> list[dict[str, str]]:
    """The items of notes, a line each."""
    (root / "notes.md").write_text("".join(f"- {line}\n" for line in lines))
    assert run(["-C", str(root), "collect", ID, str(root / "notes.md")]) == 0
    ledger = root / "postmortems" / ID / "evidence.jsonl"
    return [json.loads(line) for line in ledger.read_text().splitlines()]


def test_a_date_with_dashes_is_a_time_or_a_question_and_never_a_telephone(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    items = collect(
        root,
        "02-13-2026 09:20 the queue grew",
        "05-02-2026 - the vendor wrote to us",
        "23-02-2026 09:40 paged again",
        "02-23-2026 the earlier change was merged",
    )
    assert [one.get("at") for one in items] == ["2026-02-13T09:20Z", None, "2026-02-23T09:40Z", "2026-02-23"]
    assert "05-02-2026" in items[1]["text"] and not any("[" in one["text"] for one in items)
    assert "which number is the month is not certain in `05-02-2026`" in capsys.readouterr().out


def test_dates_with_dashes_in_a_post_mortem_are_no_personal_data(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "postmortems" / f"{ID}.md"
    path.write_text(
        path.read_text() + "\n## Notes\n\n03-19-2026 - The model was swapped.\n\n07-08-2026 to 07-10-2026\n"
    )
    run(["-C", str(root), "check"])
    out = capsys.readouterr().out
    assert "1 post-mortem: " in out
    assert "AW805" not in out and "AW806" not in out


@pytest.mark.parametrize(
    "line",
    [
        "dialogue 615204488 timed out", "dialog turn 0.6124415", "tool calls: 615204488, 615204489",
        "function calling 7301944825 failed", "phonetic distance 0.55124478", "mobile 615204488 clicks",
        "callback 615204488 never ran", "trace_id=4929104455667788 took 9 s", "span_id 4485040371536584",
        "request_id: 371449635398431", "call_id 30041100773", "microphone level 0.7731288",
    ],
)  # fmt: skip
def test_numbers_beside_words_of_ai_systems_stay(root: Path, line: str) -> None:
    assert [one["text"] for one in collect(root, line)] == [line]


@pytest.mark.parametrize(
    ("line", "gone", "kept"),
    [
        ("Tunde Achebe <t.achebe@riverbank.example> approves", ("Tunde", "Achebe"), "approves"),
        ("Committer: Sunniva Dahl <sunniva@riverbank.example>", ("Sunniva", "Dahl"), "Committer: "),
        ("call from p-24-130-77-12.dsl.isp.example timed out", ("24-130-77-12",), ".dsl.isp.example timed out"),
        ("call from ec2-18-195-20-7.eu-central-1.compute.amazonaws.com", ("18-195-20-7",), ".compute.amazonaws.com"),
        ('File "/home/tachebe/bot/serve.py", line 88', ("tachebe",), "/bot/serve.py"),
        ("see /Users/sunniva.dahl/bot/run.log", ("sunniva",), "/bot/run.log"),
        (r"D:\Users\SDahl\bot\run.log was read", ("SDahl",), r"\bot\run.log was read"),
        ("tachebe@tundes-mbp bot % make eval", ("tachebe", "tundes"), "make eval"),
        ('user_full_name="Sunniva Dahl" tier=free', ("Sunniva", "Dahl"), "tier=free"),
    ],
)
def test_names_beside_what_is_redacted_go_too(root: Path, line: str, gone: tuple[str, ...], kept: str) -> None:
    (item,) = collect(root, line)
    assert not [word for word in gone if word.lower() in item["text"].lower()]
    assert kept in item["text"]
