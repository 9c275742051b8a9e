"""What people review: a drafted document is short, and each of its claims can be checked in its own diff."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path

import pytest

from afterword.cli.main import run
from afterword.evidence import read_ledger
from afterword.postmortem import PostMortem, read_file
from drafting.incident import ID, configure_model, document_path, make_project, writes_every_section
from fakes import llm as fake

ROOT = Path(__file__).parents[2]
APRIL = "2026-03-04-coding-assistant-quality-drops"
SAMPLE = "2026-02-10-support-bot-invents-refund-policy"
SAMPLES = ROOT / "tooling/afterword/demo/sample/postmortems"


@pytest.fixture(params=["april", "sample", "scripted model"])
def drafted(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PostMortem:
    if request.param == "scripted model":
        make_project(tmp_path)
        with fake.endpoint(writes_every_section) as script:
            configure_model(monkeypatch, script)
            assert run(["-C", str(tmp_path), "draft", ID]) == 0
        return read_file(document_path(tmp_path), "x.md")
    name, folder = (APRIL, ROOT / "postmortems") if request.param == "april" else (SAMPLE, SAMPLES)
    shutil.copytree(folder / name, tmp_path / "postmortems" / name)
    shutil.copy(folder / f"{name}.md", tmp_path / "postmortems")
    assert run(["-C", str(tmp_path), "draft", name, "--offline"]) == 0
    return read_file(tmp_path / "postmortems" / f"{name}.md", "x.md")


def test_each_citation_has_the_words_of_its_item_in_the_same_file(drafted: PostMortem, tmp_path: Path) -> None:
    (ledger,) = (tmp_path / "postmortems").glob("*/evidence.jsonl")
    items = {item.label: item for item in read_ledger(ledger.parent).items}
    notes = {note.label: note.text for note in drafted.footnotes}
    cited = {label for label, _ in drafted.citations}
    assert cited, "there is nothing to check"
    for label in cited:
        words = re.findall(r"\w+", items[label].text)[:20]
        shown = re.findall(r"\w+", html.unescape(notes[label].replace("\\", "")))
        assert " ".join(words) in " ".join(shown), label
    assert set(notes) == cited


def machinery(text: str) -> list[str]:
    """The lines that are for the tool: markers, notices, the record, and blank lines inside them."""
    record = re.search(r"^drafted:\n(?:  .*\n)+", text, re.MULTILINE)
    found = record[0].splitlines() if record else []
    found += re.findall(r"^(?:<!-- /?afterword:derived.*|> \[!NOTE\]|> Drafted from .*)$", text, re.MULTILINE)
    found += re.findall(r"^<!-- afterword:derived.*\n\n|\n\n<!-- /afterword:derived", text, re.MULTILINE)
    return found


def test_example_of_april_is_read_in_one_go(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "postmortems" / APRIL, tmp_path / "postmortems" / APRIL)
    shutil.copy(ROOT / "postmortems" / f"{APRIL}.md", tmp_path / "postmortems")
    assert run(["-C", str(tmp_path), "draft", APRIL, "--offline"]) == 0
    text = (tmp_path / "postmortems" / f"{APRIL}.md").read_text()
    lines = len(text.splitlines())
    assert lines <= 220
    assert len(machinery(text)) <= lines / 10
