"""What people review: a drafted document is short, and each of its claims can be checked in its own diff."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path

import pytest

from afterword.cli.main import run
from afterword.drafting.sections import BY_NAME, Form
from afterword.evidence import read_ledger
from afterword.postmortem import PostMortem, read_file
from drafting.incident import (
    ID,
    answer,
    chooses,
    claim,
    configure_model,
    document_path,
    is_choosing,
    is_reading,
    make_project,
    reads,
    section_of,
    writes_every_section,
)
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


def says_what_the_ledger_says(exchange: fake.Exchange) -> None:
    """Answer as a talkative model does: three claims for each section and a question, and rows for the timeline."""
    body = exchange.body
    if is_reading(body):
        return reads()(exchange)
    items = re.findall(r"(?m)^(E\d+) \([^\n]*?\): (.*)$", body["messages"][1]["content"])
    if is_choosing(body):
        return chooses([(label, "", "") for label, _ in items[::3]])(exchange)
    section = section_of(body)
    names = list(BY_NAME)
    at = names.index(section) if section in BY_NAME else 0
    causes = (
        body["response_format"]["json_schema"]["schema"]["properties"]["claims"]["items"]["properties"]
        .get("cause", {})
        .get("enum")
    )
    chosen = [items[(at * 3 + number) % len(items)] for number in range(3)]
    claims = [
        claim(
            ("Why? " if BY_NAME.get(section) and BY_NAME[section].form is Form.WHYS else "") + text,
            label,
            quote=text[:60],
            **({"cause": causes[number % len(causes)]} if causes else {}),
        )
        for number, (label, text) in enumerate(chosen)
        if section not in ("Action items", "Eval coverage gap")
    ]
    return answer(*claims, unknowns=(f"What else is there to say about {section}?",))(exchange)


def machinery(text: str) -> list[str]:
    """The lines that are for the tool: markers, notices, the record, and blank lines inside them."""
    record = re.search(r"^drafted:\n(?:  .*\n)+", text, re.MULTILINE)
    found = record[0].splitlines() if record else []
    found += re.findall(r"^(?:<!-- /?afterword:derived.*|> .*)$", text, re.MULTILINE)
    found += re.findall(r"^<!-- afterword:derived.*\n\n|\n\n<!-- /afterword:derived", text, re.MULTILINE)
    return found


@pytest.mark.parametrize("has_model", [False, True], ids=["offline", "model"])
@pytest.mark.parametrize(("name", "folder", "most"), [(APRIL, ROOT / "postmortems", 220), (SAMPLE, SAMPLES, 160)])
def test_examples_are_read_in_one_go(
    name: str,
    folder: Path,
    most: int,
    has_model: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(folder / name, tmp_path / "postmortems" / name)
    shutil.copy(folder / f"{name}.md", tmp_path / "postmortems")
    with fake.endpoint(says_what_the_ledger_says) as script:
        if has_model:
            configure_model(monkeypatch, script)
        assert run(["-C", str(tmp_path), "draft", name]) == 0
        assert bool(script.requests) is has_model
    text = (tmp_path / "postmortems" / f"{name}.md").read_text()
    lines = len(text.splitlines())
    assert lines <= most
    assert len(machinery(text)) <= lines / 10
    capsys.readouterr()
    run(["-C", str(tmp_path), "check", name])
    shown = capsys.readouterr().out.partition("\n\n")[0].splitlines()
    findings = [line for line in shown if re.match(r"  \d+:\d+ ", line)]
    assert findings and len(shown) - 1 <= 12


def test_small_draft_of_a_model_is_mostly_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_project(tmp_path)
    with fake.endpoint(writes_every_section) as script:
        configure_model(monkeypatch, script)
        assert run(["-C", str(tmp_path), "draft", ID]) == 0
    text = document_path(tmp_path).read_text()
    assert len(machinery(text)) <= len(text.splitlines()) / 10
