"""What one run of `pr generate` asks, spends and leaves out."""

from __future__ import annotations

import json
import tarfile
import time
from pathlib import Path

import pytest

from afterword.cli.main import run
from drafting.incident import FRONT, ID, ITEMS, writes_every_section
from fakes import llm
from pull_requests.conftest import evidence

COUNT = 50
KEY = "-".join(("key", "of", "the", "tests"))


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """What `pr read` leaves of a pull request with many drafts."""
    ledger = tmp_path / "ledger.jsonl"
    ledger.write_bytes(evidence(tmp_path / "made"))
    path = tmp_path / "documents.tar"
    with tarfile.open(path, "w") as archive:
        for number in range(COUNT):
            each = ID.replace("2026-02-10", f"2026-02-{10 + number % 10}") + f"-{number}"
            document = tmp_path / "document.md"
            document.write_text(FRONT.replace(f"id: {ID}", f"id: {each}"))
            archive.add(document, f"postmortems/{each}.md")
            archive.add(ledger, f"postmortems/{each}/evidence.jsonl")
    assert ITEMS
    return path


def generate(monkeypatch: pytest.MonkeyPatch, script: llm.Script, documents: Path, **settings: str) -> int:
    values = {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": script.base_url, "AFTERWORD_LLM_MODEL": "m1", **settings}
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return run(["pr", "generate", str(documents), "--out", str(documents.with_name("drafts"))])


def lie(exchange: llm.Exchange) -> None:
    """Answer at length, and report one token."""
    content = json.dumps({"claims": [], "unknowns": ["why " * 1_000]})
    one = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}
    exchange.send(200, {"choices": [one], "usage": {"prompt_tokens": 1, "completion_tokens": 0}})


@pytest.mark.parametrize("behave", [writes_every_section, lie, llm.hang], ids=["honest", "lying", "hanging"])
def test_a_run_of_many_documents_stays_within_its_budget(
    monkeypatch: pytest.MonkeyPatch, documents: Path, behave: llm.Behaviour
) -> None:
    with llm.endpoint(behave) as script:
        began = time.monotonic()
        budget = {"AFTERWORD_LLM_MAX_TOKENS": "60000", "AFTERWORD_DRAFT_MAX_DOCUMENTS": "50"}
        times = {"AFTERWORD_LLM_TIMEOUT_SECONDS": "0.5", "AFTERWORD_LLM_TOTAL_SECONDS": "20"}
        assert generate(monkeypatch, script, documents, **budget, **times) == 0
        assert time.monotonic() - began < 30
        # As an endpoint may count that is honest: four characters a token.
        spent = sum(len(json.dumps(request["messages"])) // 4 for request in script.requests)
        assert spent <= 60_000 and (behave is not llm.hang or len(script.requests) <= 8)


def test_documents_beyond_the_limit_are_named(
    monkeypatch: pytest.MonkeyPatch, documents: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with llm.endpoint(writes_every_section) as script:
        assert generate(monkeypatch, script, documents, AFTERWORD_DRAFT_MAX_DOCUMENTS="3") == 0
    out, err = capsys.readouterr()
    assert out == "3 proposals\n" and len(list(documents.with_name("drafts").iterdir())) == 3
    assert err.count(ID[11:]) == COUNT - 3 and "one run asks about 3 post-mortems (`draft.max_documents`)" in err


def test_it_needs_no_token_and_obeys_only_files_below_its_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    with llm.endpoint(writes_every_section) as script:
        assert generate(monkeypatch, script, tmp_path / "nothing.tar") == 0
        assert capsys.readouterr().out == "0 proposals\n"
        hostile = tmp_path / "hostile.tar"
        with tarfile.open(hostile, "w") as archive:
            archive.add(__file__, "../outside.md")
        assert generate(monkeypatch, script, hostile) == 1
        assert "this is not what `pr read` writes" in capsys.readouterr().err
        assert not list(tmp_path.parent.glob("outside.md")) and script.requests == []
