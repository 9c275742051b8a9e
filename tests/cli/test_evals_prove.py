"""`afterword evals prove`, as a user sees it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from afterword.cli.main import run
from evals.bot import CASE, DOCUMENT, bot, copy_sample, files_of
from fakes import llm as fake


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("AFTERWORD_NOW", "2026-11-21T10:02:00Z")
    return copy_sample(tmp_path)


def prove(root: Path, *arguments: str) -> int:
    return run(["-C", str(root), "evals", "prove", *arguments])


def test_a_proof_reads_well(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with fake.endpoint(bot(1)) as script:
        monkeypatch.setenv("OPENAI_BASE_URL", script.base_url)
        assert prove(root, "2026-02-10", "-v") == 0
    host = script.base_url[7:-3]
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        f"{CASE} ({DOCUMENT})",
        f"  broken  prompts/support.after.md, example-chat-2026-01-20 at {host}, temperature 0.2",
        f"  fixed   prompts/support.before.md, example-chat-2026-01-20 at {host}, temperature 0.2",
        "  broken  FFFF     failed 4 of 4   (at least 44 % of the time)",
        "  fixed   PPPP+29  failed 0 of 33  (less than 10 % of the time)",
        "  proven: red when broken, green when fixed. The limits hold at 95 %, for this input and model.",
        "  broken: 1 distinct answer in 4 calls; a cache or a temperature of 0 repeats answers",
        "  fixed: 1 distinct answer in 33 calls; a cache or a temperature of 0 repeats answers",
        "  e = 37.6; 20 shows a difference",
        f"  37 calls, {out.split(' calls, ')[1].split(' ')[0]} tokens. postmortems/{DOCUMENT}/proofs/{CASE}.json",
    ]
    assert err == "", "progress is shown on terminals only"
    assert prove(root, "2026-02-10") == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("  Recorded before, so no call was made.")
    assert run(["-C", str(root), "check"]) in (0, 1)
    assert "proofs" not in capsys.readouterr().out, "the files of a proof are no finding"


def test_a_proof_that_needs_more_says_how_much(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with fake.endpoint(bot(1)) as script:
        monkeypatch.setenv("OPENAI_BASE_URL", script.base_url)
        assert prove(root, DOCUMENT, "--case", CASE, "--max-runs", "12") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[5] == (
        "  not yet: broken failed 4 of 4, fixed 0 of 4. The difference is shown; 29 more calls of fixed without a "
        "failure would show less than 10 %."
    )
    assert lines[-2] == "  The calls that --max-runs leaves are not likely to prove it; raise it to go on."


def test_a_program_is_proven(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app = root / "app.py"
    app.write_text(
        "import os\nprint('Within 30 days.' if os.environ['AFTERWORD_SIDE'] == 'fixed' else 'Within 90 days.')\n"
    )
    assert prove(root, DOCUMENT, "--run", f"'{sys.executable}' app.py") == 0
    out = capsys.readouterr().out
    assert "  broken  prompts/support.after.md\n" in out
    assert "  37 calls. " in out
    record = json.loads(files_of(root)[0].read_text())
    assert record["endpoint"] == {
        "host": "program",
        "requested": {"broken": "", "fixed": ""},
        "answered": [],
        "fingerprints": [],
    }
    assert "app.py" not in json.dumps(record), "a record names no command that could be run again"


def test_calls_of_an_earlier_program_are_not_gone_on_with_in_silence(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in ("Within 90 days.", "Within 30 days."):
        assert prove(root, DOCUMENT, "--max-runs", "2", "--run", f"'{sys.executable}' -c 'print(\"{words}\")'") == 1
    out = capsys.readouterr().out
    assert out.count("goes on after 2 calls") == out.count("delete it if the program is another one now") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--max-runs", "0"], "--max-runs 0 allows no pair of calls"),
        (["--max-cost", "0"], "--max-cost 0 allows no call"),
        (["--case", "nothing"], "there is no eval case `nothing`"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    root: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert prove(root, DOCUMENT, *arguments) == 1
    err = capsys.readouterr().err
    assert message in err
    assert err.count("\n") <= 2


def test_a_model_and_a_program_exclude_one_another(root: Path) -> None:
    assert prove(root, DOCUMENT, "--run", "app", "--model", "m") == 2


@pytest.mark.needs_posix
def test_an_interrupted_proof_goes_on(root: Path) -> None:
    def slow(exchange: fake.Exchange) -> None:
        time.sleep(0.05)
        bot(1)(exchange)

    command = [sys.executable, "-m", "afterword", "-C", str(root), "evals", "prove", DOCUMENT]
    with fake.endpoint(slow) as script:
        env = {**os.environ, "OPENAI_BASE_URL": script.base_url, "AFTERWORD_LLM_CONCURRENCY": "1"}
        process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        calls = files_of(root)[1]
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not (calls.exists() and calls.read_text().count("\n") >= 8):
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        assert process.returncode == 130
        assert "calls are kept; run the same command to go on" in err
        kept = calls.read_text()
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "goes on after" in done.stdout
    assert calls.read_text().startswith(kept)
    assert len(script.requests) <= 39, "at most what was under way is asked again"
