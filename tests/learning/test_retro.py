"""The retrospective of a quarter: what it counts, and what it keeps of people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from afterword.cli.main import run
from afterword.errors import AfterwordError
from afterword.learning.retro.document import update
from afterword.learning.retro.make import choose_quarter
from afterword.learning.retro.markdown import write_blocks
from afterword.learning.retro.retrospective import Retrospective, make_retrospective
from afterword.portfolio import Portfolio
from afterword.portfolio.periods import read_quarter
from afterword.postmortem import PostMortem, read
from afterword.project import Project
from planted import History, make_history

QUARTER = read_quarter("2026-Q1")
HEADER = "\n## Action items\n\n| ID | Action | Owner | Due | Status |\n|---|---|---|---|---|\n"


def incident(
    started: str, front: str = "services: [bot]\nfactors: [no-canary]", body: str = "", name: str = ""
) -> PostMortem:
    stem = f"{started[:10]}-{name or 'x'}"
    text = f"---\nid: {stem}\ntitle: Title {name}\nseverity: SEV2\nincident: {{started: {started}}}\n{front}\n---\n"
    return read(f"{text}\n## Summary\n\nIt broke.\n{body}".encode(), f"postmortems/{stem}.md")


@pytest.fixture
def retro(open_project: Callable[..., Project]) -> Callable[..., Retrospective]:
    project = open_project()

    def make(*documents: PostMortem, quarter: str = "2026-Q1") -> Retrospective:
        portfolio = Portfolio(documents, project.config, project.now)
        return make_retrospective(portfolio, read_quarter(quarter))

    return make


@pytest.fixture(scope="module")
def history() -> History:
    return make_history(2)


def text_of(found: Retrospective) -> str:
    return "\n\n".join(write_blocks(found, lambda document: f"../{document.path}", []).values())


def test_an_empty_quarter_and_one_incident(retro: Callable[..., Retrospective]) -> None:
    empty = text_of(retro())
    assert "0 incidents began in 2026-Q1, by UTC. Before: 2025-Q1: 0, 2025-Q2: 0" in empty and "|---|" not in empty
    one = text_of(retro(incident("2026-02-01T10:00Z")))
    assert "1 incident began" in one and "Nothing occurs in two incidents" in one


def test_an_incident_is_in_the_quarter_of_its_first_moment_in_utc(retro: Callable[..., Retrospective]) -> None:
    documents = [
        incident("2026-04-01T01:00+02:00"), incident("2026-03-31T20:00-05:00"), incident("2026-03", name="month"),
        incident("2026-03-30/2026-04-02", name="range"), incident("2025-12-31T23:59Z"),
    ]  # fmt: skip
    found = retro(*documents)
    assert [one.id for one in found.incidents] == ["2026-03-month", "2026-03-30-range", "2026-04-01-x"]
    assert [one.title for one in found.uncertain] == ["Title range"]
    assert "May have begun later than the quarter" in text_of(found)


def test_counts_have_their_incidents_and_the_quarters_before(retro: Callable[..., Retrospective]) -> None:
    documents = [incident(f"2026-0{month}-03T10:00Z") for month in (1, 2)]
    found = retro(incident("2025-08-03T10:00Z"), *documents)
    (first, *_) = found.counts
    assert (len(first.documents), first.before) == (2, (0, 0, 1, 0))
    row = "| contributing factor no-canary | 2 | 0 | 0 | 1 | 0 | "
    assert row + "[2026-02-03](<../postmortems/2026-02-03-x.md>), [2026-01-03]" in text_of(found)


def test_what_was_never_done_is_named_with_the_incidents_that_came_after(retro: Callable[..., Retrospective]) -> None:
    rows = f"{HEADER}| A1 | Add a canary | @bo | 2025-10-01 | open |\n| A2 | Alert | @bo | 2025-10-01 | done |\n"
    early, later = incident("2025-08-03T10:00Z", body=rows), incident("2026-02-03T10:00Z")
    other = incident("2026-02-04T10:00Z", "services: [bot]\nfactors: [missing-alert]")
    (undone,) = retro(early, later, other).undone
    assert (undone.item.id, [one.id for one in undone.later]) == ("A1", [later.id])
    assert (
        "A1: Add a canary, due 2025-10-01. Later with service bot, contributing factor no-canary in common"
        in text_of(retro(early, later, other))
    )
    assert retro(early).undone == ()


def test_a_service_that_keeps_coming_back_and_a_fact_that_stays_away(retro: Callable[..., Retrospective]) -> None:
    before = [
        incident(f"2025-{month:02}-03T10:00Z", "services: [bot]\nfactors: [slow-rollback]") for month in (2, 5, 8)
    ]
    found = retro(*before, incident("2026-02-03T10:00Z"))
    assert [(one.fact.value, one.before) for one in found.burned] == [("bot", (1, 1, 1, 0))]
    assert [one.fact.value for one in found.absent] == ["slow-rollback"]


def test_near_misses_and_surprises_are_listed_and_not_counted(retro: Callable[..., Retrospective]) -> None:
    near = read(
        b"---\nid: 2026-02-01-near\ntitle: Near\nincident: {started: 2026-02-01, near_miss: true}\n---\n\n"
        b"## Summary\n\nIt nearly broke.\n\n## Where we got lucky\n\nA user called.\n",
        "postmortems/2026-02-01-near.md",
    )
    found = retro(near)
    assert (
        found.incidents == ()
        and "- Near miss: [Near](<../postmortems/2026-02-01-near.md>): It nearly broke." in text_of(found)
    )
    assert "Where we got lucky" in text_of(found)


def test_planted_themes_are_in_the_retrospective_and_decoys_are_not(
    retro: Callable[..., Retrospective], history: History
) -> None:
    found = retro(*history.documents, quarter="2026-Q3")
    themes = (*found.pairs, *found.quiet_pairs, *found.rises)
    named = {frozenset((fact.key, fact.value) for fact in theme.facts) for theme in themes}
    assert named >= history.themes and not named & history.decoys
    text = text_of(found)
    assert text == text_of(retro(*reversed(history.documents), quarter="2026-Q3"))
    assert len(text.splitlines()) < 160


def test_words_of_people_are_kept_when_it_is_made_again() -> None:
    blocks = dict.fromkeys(("quarter", "repeats", "burned", "undone", "improved", "surprises", "investments"), "old")
    first = update(None, "r.md", QUARTER, blocks).text
    edited = first.replace("## What we decide\n", "## What we decide\n\nA canary for every prompt.\n")
    edited = edited.replace("old\n<!-- /afterword:derived -->", "old, but\n<!-- /afterword:derived -->", 1)
    start = edited.index("## Where we keep")
    edited = edited[:start] + edited[edited.index("## What was never done") :]
    data = b"\xef\xbb\xbf" + edited.replace("\n", "\r\n").encode()
    again = update(data, "r.md", QUARTER, dict.fromkeys(blocks, "new"))
    assert again.kept == ("The quarter", "Where we keep getting burned")
    assert (
        "A canary for every prompt.\r\n" in again.text
        and "old, but" in again.text
        and "Where we keep" not in again.text
    )
    assert again.text.count("\r\nnew\r\n") == 5 and "\n" not in again.text.replace("\r\n", "")
    same = update(again.text.encode(), "r.md", QUARTER, dict.fromkeys(blocks, "new"))
    assert same.text == again.text
    for empty in (b"", b"\xef\xbb\xbf\r\n"):
        assert update(empty, "r.md", QUARTER, blocks).text == first
    own = update(b"Our own words.\n", "r.md", QUARTER, blocks)
    assert own.text == "Our own words.\n" and len(own.kept) == len(blocks)


@pytest.mark.parametrize("data", [b"\xff", b"<!-- /afterword:derived -->\n"], ids=["not-utf-8", "torn-marker"])
def test_a_file_that_cannot_be_read_for_certain_is_left_alone(data: bytes) -> None:
    with pytest.raises(AfterwordError, match="nothing was written"):
        update(data, "r.md", QUARTER, {})


def test_the_command_writes_once_and_then_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AFTERWORD_NOW", "2026-05-01T12:00:00Z")
    folder = tmp_path / "postmortems"
    folder.mkdir()
    made = incident("2026-02-03T10:00Z", "causes: [{id: a, kind: prompt}]")
    hostile = replace(made.source, text=made.source.text.replace("Title", "<img src=x> @bo"))
    (folder / f"{made.id}.md").write_text(hostile.text)
    assert run(["-C", str(tmp_path), "retro"]) == 0
    assert capsys.readouterr().out == "retrospectives/2026-Q1.md: 3 files written\n"
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()}
    text = (tmp_path / "retrospectives" / "2026-Q1.md").read_text()
    assert "<img" not in text and " @bo" not in text
    for name in ("incidents", "causes"):
        assert f"](<2026-Q1/{name}.svg>)" in text and (tmp_path / "retrospectives" / "2026-Q1" / f"{name}.svg").exists()
    assert run(["-C", str(tmp_path), "retro", "2026-Q1"]) == 0
    assert capsys.readouterr().out == "retrospectives/2026-Q1.md is up to date\n"
    assert {path: path.read_bytes() for path in before} == before


def test_a_quarter_that_has_not_begun_is_refused() -> None:
    now = read_quarter("2026-Q2").start
    assert choose_quarter(None, now).name == "2026-Q1" and choose_quarter("2026-q2", now).name == "2026-Q2"
    with pytest.raises(AfterwordError, match="2026-Q3 has not begun"):
        choose_quarter("2026-Q3", now)


@pytest.mark.needs_posix
def test_a_folder_that_leads_out_of_the_project_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AFTERWORD_NOW", "2026-05-01T12:00:00Z")
    project, outside = tmp_path / "project", tmp_path / "outside"
    (project / "postmortems").mkdir(parents=True)
    outside.mkdir()
    (project / "retrospectives").symlink_to(outside)
    assert run(["-C", str(project), "retro"]) == 1
    assert "the folder is a symbolic link" in capsys.readouterr().err and list(outside.iterdir()) == []


def test_counts_that_spellings_split_are_named(retro: Callable[..., Retrospective]) -> None:
    documents = [incident(f"2026-02-0{day}", f"services: [{name}]") for day, name in ((1, "bot-api"), (2, "Bot API"))]
    assert "1 spelling of services, factors, providers, models, or versions looks like another one" in text_of(
        retro(*documents)
    )
    assert "afterword tags" not in text_of(retro(documents[0]))
