"""`afterword similar`: what a person and a program get."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from afterword.cli.main import run
from learning import incidents


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    incidents.write(tmp_path)
    incidents.write(tmp_path, "2026-03-01-again", ("Support bot promises refunds", "\\e[31m Bot \x1b[31m::error::"))
    monkeypatch.chdir(tmp_path)


def test_text_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["similar", "invented"]) == 0
    out = capsys.readouterr().out
    assert "2026-03-01-again" in out
    assert "      words: " in out
    assert "facts: " in out
    assert "\x1b" not in out
    assert out.endswith(f"1 of 2 post-mortems similar to {incidents.ID}, 1 closely\n")


def test_standard_input_and_json(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    text = b"The bot promised refunds of 90 days" + b"\xff\r\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert run(["similar", "-", "--format", "json", "--limit", "1"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["subject"], found["searched"], found["not_shown"]) == (None, 2, 1)
    assert found["similar"][0].keys() == {"incident", "path", "title", "score", "near", "terms", "facts"}


def test_nothing_near(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["similar", "unheard of"]) == 0
    assert capsys.readouterr().out == "none of 2 post-mortems is similar to this text\n"


def test_an_empty_text_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(tmp_path), "similar", " "]) == 2
    assert "Describe a failure in words" in capsys.readouterr().err
