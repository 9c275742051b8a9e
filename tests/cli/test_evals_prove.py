"""`afterword evals prove`, as a user sees it."""

from __future__ import annotations

import hashlib
import json
import os
import re
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
    assert re.fullmatch(r"( +\d+\.\d s  .+\n)+", err), "each step on a line"
    assert prove(root, "2026-02-10") == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[-1].startswith("  Recorded before, so no call was made.")
    assert err == "", "progress is shown on terminals only"
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
        "program": hashlib.sha256(json.dumps([sys.executable, "app.py"], separators=(",", ":")).encode()).hexdigest(),
        "requested": {"broken": "", "fixed": ""},
        "answered": [],
        "fingerprints": [],
    }
    assert "app.py" not in json.dumps(record), "a record names no command that could be run again"


@pytest.mark.parametrize("most", [2, 300])
def test_another_program_begins_anew_and_says_so(root: Path, most: int, capsys: pytest.CaptureFixture[str]) -> None:
    def prove_with(*words: str) -> str:
        code = f"import os; print({{'broken': '{words[0]}', 'fixed': '{words[1]}'}}[os.environ['AFTERWORD_SIDE']])"
        prove(root, DOCUMENT, "--max-runs", str(most), "--run", f"'{sys.executable}' -c \"{code}\"")
        return capsys.readouterr().out

    prove_with("90 days", "30 days")
    again = prove_with("90 days", "30 days")
    assert "goes on after 2 calls" in again if most == 2 else "Recorded before" in again
    other = prove_with("90 days", "within 30 days")
    assert "attempt 2 begins, because the record of attempt 1 is of another program" in other
    record = json.loads(files_of(root)[0].read_text())
    assert (record["attempt"], len(record["broken"])) == (2, 1 if most == 2 else 4)


def test_a_record_that_does_not_say_its_program_is_not_continued(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = f"'{sys.executable}' -c 'print(\"90 days\")'"
    prove(root, DOCUMENT, "--max-runs", "2", "--run", command)
    path = files_of(root)[0]
    record = json.loads(path.read_text())
    del record["endpoint"]["program"]
    path.write_text(json.dumps(record))
    prove(root, DOCUMENT, "--max-runs", "2", "--run", command)
    assert "record of attempt 1 does not say of which program it is" in capsys.readouterr().out


def test_a_program_and_an_endpoint_are_not_one_proof(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    prove(root, DOCUMENT, "--max-runs", "2", "--run", f"'{sys.executable}' -c 'print(\"90 days\")'")
    with fake.endpoint(bot(1)) as script:
        monkeypatch.setenv("OPENAI_BASE_URL", script.base_url)
        assert prove(root, DOCUMENT) == 0
        assert "the record of attempt 1 is of a program" in capsys.readouterr().out
    prove(root, DOCUMENT, "--max-runs", "2", "--run", f"'{sys.executable}' -c 'print(\"90 days\")'")
    assert "the record of attempt 2 is of the endpoint 127.0.0.1" in capsys.readouterr().out


def test_an_empty_program_is_not_the_endpoint(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert prove(root, DOCUMENT, "--run", "") == 1
    assert "--run is empty" in capsys.readouterr().err


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
