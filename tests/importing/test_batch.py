"""A batch of files: each becomes a document once, whatever is wrong with the others."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from afterword.cli.main import run
from afterword.errors import AfterwordError
from afterword.importing.batch import Batch
from afterword.importing.gather import IF_NAMED, find_inputs
from afterword.importing.report import as_text
from afterword.importing.run import Outcome, answers_from, run_import
from afterword.importing.writer.answers import Answers
from afterword.project import Project
from importing.test_compose import SOURCE_WITH_DATE as SOURCE


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "afterword.yml").write_text("tracker: local\n")
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(root: Path, name: str, text: str = SOURCE) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def imported(
    root: Path, *paths: str, answers: Answers | None = None, commit: str = "", dry_run: bool = False
) -> Outcome:
    project = Project.open(root, {"AFTERWORD_NOW": "2026-05-01T12:00:00Z"})
    found = find_inputs(project.root, project.folder, root, paths, commit)
    return run_import(Batch(project, answers or Answers(), dry_run), found)


def state(root: Path) -> dict[str, bytes]:
    folder = root / "postmortems"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def git(root: Path, *arguments: str) -> None:
    env = {
        "PATH": os.environ["PATH"],
        "GIT_AUTHOR_DATE": "2024-02-03T10:00:00Z",
        "GIT_COMMITTER_DATE": "2024-02-03T10:00:00Z",
    }
    identity = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=root, env=env, check=True, capture_output=True)


def test_a_folder_is_imported_once_and_the_second_run_changes_nothing(root: Path) -> None:
    put(root, "docs/a.md")
    put(root, "docs/b/c.markdown", SOURCE.replace("It broke", "It burnt"))
    put(root, "docs/README.md")
    outcome = imported(root, "docs")
    assert [(one.source, one.outcome) for one in outcome.results] == [
        ("docs/a.md", "written"),
        ("docs/b/c.markdown", "written"),
    ]
    assert outcome.left_out[0][0] == "docs/README.md"
    before = state(root)
    assert list(before) == ["2024-05-01-it-broke.md", "2024-05-01-it-burnt.md"]
    assert [one.outcome for one in imported(root, "docs").results] == ["unchanged", "unchanged"]
    assert state(root) == before


def test_one_bad_file_stops_nothing(root: Path) -> None:
    (put(root, "docs/a.md")).write_bytes(b"# caf\xe9\n")
    put(root, "docs/b.md")
    put(root, "docs/c.md", "x" * 1_100_000)
    put(root, "docs/d.md", "# No date\n")
    put(root, "docs/f.md", "# Coloured\n\n2024-05-01 \x1b[31mred\x1b[0m\n")
    (root / "docs" / "e.md").symlink_to(root / "docs" / "b.md")
    outcome = imported(root, "docs")
    assert [one.outcome for one in outcome.results] == ["failed", "written", "failed", "held", "written"]
    assert "control-characters" in [need.code for need in outcome.results[-1].needs]
    assert outcome.left_out == (("docs/e.md", "it is a symbolic link"),)
    assert not outcome.is_complete
    assert list(state(root)) == ["2024-05-01-coloured.md", "2024-05-01-it-broke.md"]


def test_two_documents_of_one_day_and_title_get_ids_of_their_own(root: Path) -> None:
    put(root, "docs/a.md")
    put(root, "docs/b.md")
    imported(root, "docs")
    assert list(state(root)) == ["2024-05-01-it-broke-2.md", "2024-05-01-it-broke.md"]


def test_a_run_that_was_killed_gives_the_same_when_it_goes_on(root: Path) -> None:
    for name in "abcd":
        put(root, f"docs/{name}.md")
    imported(root, "docs/a.md", "docs/b.md")  # as far as the first run came
    imported(root, "docs")
    whole = state(root)
    for path in (root / "postmortems").glob("*.md"):
        path.unlink()
    imported(root, "docs")
    assert state(root) == whole


def test_a_changed_source_changes_only_what_nobody_edited(root: Path) -> None:
    source = put(root, "docs/a.md")
    imported(root, "docs")
    document = root / "postmortems" / "2024-05-01-it-broke.md"
    document.write_text(document.read_text().replace("Few.", "Few users."))
    source.write_text(SOURCE.replace("Few.", "Many.").replace("We restarted it.", "We replaced it."))
    (result,) = imported(root, "docs").results
    assert (result.outcome, result.kept) == ("updated", ("Impact",))
    assert "Few users." in document.read_text()
    assert "We replaced it." in document.read_text()


def test_new_answers_are_written_into_what_nobody_edited(root: Path) -> None:
    put(root, "docs/a.md", SOURCE.replace(" UTC", ""))
    document = root / "postmortems" / "2024-05-01-it-broke.md"
    assert [one.kind for one in imported(root, "docs").questions] == ["zone"]
    assert "- 2024-05-01 — (2024-05-01 10:00) alert" in document.read_text()
    assert imported(root, "docs", answers=answers_from(["Berlin"], None, [], [])).questions == ()
    assert "- 2024-05-01 08:00Z — (2024-05-01 10:00) alert" in document.read_text()


def test_a_dry_run_writes_nothing(root: Path) -> None:
    put(root, "docs/a.md")
    assert imported(root, "docs", dry_run=True).results[0].text
    assert not (root / "postmortems").exists()


def test_the_day_of_the_first_commit_is_taken_if_none_is_stated(root: Path) -> None:
    put(root, "docs/a.md", "# It broke\n")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "x")
    (result,) = imported(root, "docs").results
    assert result.document_id == "2024-02-03-it-broke"
    assert "date-from-git" in {need.code for need in result.needs}
    assert "started: unknown" in (root / "postmortems" / "2024-02-03-it-broke.md").read_text()


def test_a_commit_of_a_repository_is_imported(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    put(other, "pm/a.md", SOURCE + "\n[log](log.txt) ![graph](g.png)\n")
    git(other, "init", "-q")
    git(other, "remote", "add", "origin", "https://github.com/acme/incidents.git")
    git(other, "add", ".")
    git(other, "commit", "-qm", "x")
    (other / "pm" / "a.md").unlink()
    (result,) = imported(root, str(other / "pm"), commit="HEAD").results
    text = (root / "postmortems" / f"{result.document_id}.md").read_text()
    assert "source: github.com/acme/incidents/pm/a.md" in text
    assert "https://github.com/acme/incidents/blob/HEAD/pm/log.txt" in text
    with pytest.raises(AfterwordError, match="git knows no commit"):
        imported(root, str(other / "pm"), commit="nonesuch")


def test_pictures_from_outside_are_copied(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    put(other, "a.md", SOURCE + "\n![graph](img/g.png)\n")
    put(other, "img/g.png", "picture")
    imported(root, str(other / "a.md"))
    assert state(root)["2024-05-01-it-broke/g.png"] == b"picture"
    assert b"![graph](2024-05-01-it-broke/g.png)" in state(root)["2024-05-01-it-broke.md"]


def test_a_timeline_whose_times_cannot_be_read_is_reported(root: Path) -> None:
    put(
        root,
        "docs/2024-05-01-a.md",
        "# It\n\n## Timeline\n\n| Time | Event |\n|---|---|\n| 20202-01-16 12:00 | alert |\n",
    )
    (result,) = imported(root, "docs").results
    assert [(need.code, need.line) for need in result.needs] == [("timeline-unread", 3), ("no-events", 0)]


def test_a_second_import_with_answers_changes_nothing(root: Path) -> None:
    text = "# It  broke\n\n## Timeline\n\n- 2024-05-01 10:00 alert\n\n## Lessons learned\n\n\n## Actions\n\n- Fix it\n"
    put(root, "docs/PM 1 -  two blanks.md", text)
    assert [one.outcome for one in imported(root, "docs", answers=Answers("UTC")).results] == ["written"]
    assert [one.outcome for one in imported(root, "docs", answers=Answers("UTC")).results] == ["unchanged"]


def test_an_id_has_neither_the_kind_of_document_nor_the_suffix_of_the_file(root: Path) -> None:
    heads = ("Post-mortem of the search outage", "Postmortem search outage", "RCA – Search outage", "Portland outage")
    for number, head in enumerate(heads):
        put(root, f"docs/{number}.md", f"# {head}\n\n**Date:** 2024-05-0{number + 1}\n")
    put(root, "docs/disk_full.txt", "2024-05-09 10:00 UTC alert\n")
    named = [one.document_id for one in imported(root, "docs/*.*").results]
    assert named == [
        "2024-05-01-search-outage", "2024-05-02-search-outage", "2024-05-03-search-outage",
        "2024-05-04-portland-outage", "2024-05-09-disk-full",
    ]  # fmt: skip


def test_text_and_html_of_a_folder_are_left_out_in_one_line(root: Path) -> None:
    for name in ("a.md", "n.txt", "o.htm", "p.HTML", "q.xhtml", "r.png", "README.txt"):
        put(root, f"docs/{name}")
    found = find_inputs(root, root / "postmortems", root, ["docs"])
    assert [one.name for one in found.inputs] == ["docs/a.md"]
    unnamed = [source for source, reason in found.left_out if reason == IF_NAMED]
    assert unnamed == ["docs/n.txt", "docs/o.htm", "docs/p.HTML", "docs/q.xhtml"]
    lines = list(as_text((), found.left_out, (), (), "postmortems", dry_run=False))
    assert [line for line in lines if "n.txt" in line] == [
        "4 `.txt` or HTML files left out, such as docs/n.txt, docs/o.htm, docs/p.HTML: name files to import them"
    ]
    named = find_inputs(root, root / "postmortems", root, ["docs/*.htm", "docs/n.txt"])
    assert [one.name for one in named.inputs] == ["docs/n.txt", "docs/o.htm"]


def test_a_pattern_names_files(root: Path) -> None:
    put(root, "docs/x/pm-1.md")
    put(root, "docs/y/other.md")
    found = find_inputs(root, root / "postmortems", root, ["docs/**/pm-*.md"])
    assert [one.name for one in found.inputs] == ["docs/x/pm-1.md"]
    with pytest.raises(AfterwordError, match="no file to import"):
        find_inputs(root, root / "postmortems", root, ["nothing/*.md"])


def test_dates_without_an_order_wait_for_an_answer_and_show_the_evidence(root: Path) -> None:
    put(root, "docs/a.md", "# It\n\n## Timeline\n\n- 03/04/2024 10:00 UTC alert\n")
    put(root, "docs/b.md", "# It\n\n## Timeline\n\n- 23/04/2024 10:00 UTC alert\n")
    outcome = imported(root, "docs")
    assert [one.outcome for one in outcome.results] == ["held", "written"]
    (question,) = outcome.questions
    assert [(choice.option, choice.evidence) for choice in question.choices] == [
        ("--dates day-first", ("docs/b.md:5 has 23/04/2024",)),
        ("--dates month-first", ()),
    ]
    assert imported(root, "docs", answers=Answers(day_first=True)).results[0].document_id == "2024-04-03-it"


@pytest.mark.parametrize(
    ("zones", "severities"), [(["nonesuch"], []), (["PST=nonesuch"], []), ([], ["High"]), ([], ["High=SEV9"])]
)
def test_wrong_answers_are_refused(zones: list[str], severities: list[str]) -> None:
    with pytest.raises(AfterwordError):
        answers_from(zones, None, severities, ["SEV1"])


def test_the_command_reports_what_it_read(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(root, "docs/a.md", SOURCE.replace("Sev 1", "High"))
    assert run(["import", "docs"]) == 0
    out = capsys.readouterr().out
    assert "docs/a.md -> postmortems/2024-05-01-it-broke.md: written; 2 events, 1 action item, 5 sections" in out
    assert "High (1 document): unknown; map it with --severity 'High=SEVERITY'" in out
    assert out.endswith("1 file: 1 written\n")
    assert run(["import", "docs", "--severity", "High=SEV1", "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["documents"][0]["outcome"] == "updated"
    assert report["documents"][0]["events"][0] == {
        "line": 11,
        "when": "2024-05-01T10:00Z",
        "day": "2024-05-01",
        "time": "10:00",
        "zone": "UTC",
        "layout": "list",
        "text": "alert",
    }
    assert "severity: SEV1" in (root / "postmortems" / "2024-05-01-it-broke.md").read_text()


def test_a_dry_run_shows_both_sides(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(root, "docs/a.md", SOURCE + "\n\x1b[31mred\x1b[0m 时间\n")
    assert run(["import", "docs", "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert any(
        "  11 - 2024-05-01 10:00 UTC: alert" in line and "| ## Timeline" not in line for line in out.splitlines()
    )
    assert "\x1b" not in out
    assert not (root / "postmortems").exists()


def test_due_dates_without_an_order_are_reported_and_asked_for(root: Path) -> None:
    put(root, "docs/a.md", "# It\n\n**Date:** 2025-03-02\n\n## Action items\n\n- Fix it (Ana, 03/04/2025)\n")
    outcome = imported(root, "docs")
    assert outcome.is_complete
    assert ("due-ambiguous", 7) in [(need.code, need.line) for need in outcome.results[0].needs]
    (question,) = outcome.questions
    assert "03/04/2025" in question.text and question.files == ("docs/a.md",)
    (answered,) = imported(root, "docs", answers=answers_from((), "day-first", (), ())).results
    assert "| 2025-04-03 |" in answered.text


def test_the_title_of_the_front_matter_is_kept_beside_that_of_the_heading(root: Path) -> None:
    put(root, "docs/a.md", "---\ntitle: Billing went dark\n---\n# Post-mortem\n\n## Timeline\n\n- 2024-05-01: up\n")
    put(root, "docs/b.md", "---\ntitle: Night\n---\n# Search is slow\n\n## Timeline\n\n- 2024-05-01 12:00 up\n")
    first, second = imported(root, "docs").results
    assert first.reading and second.reading
    assert (first.reading.title, second.reading.title) == ("Billing went dark", "Search is slow")
    assert "## Other\n\n### Front matter" in first.text and "**Post-mortem**" in first.text
    assert [need.text for need in second.needs if need.code == "titles-differ"] == [
        "`Search is slow` is the title; the document also states `Night`"
    ]


def test_the_hour_in_which_the_clocks_of_a_place_change_is_reported_and_not_asked_for(root: Path) -> None:
    times = "- 00:30 alert\n- 01:30 page\n- 03:00 fixed\n"
    put(root, "docs/a.md", f"# It\n\n**Date:** 2024-11-03\n\n## Timeline (America/New_York)\n\n{times}")
    outcome = imported(root, "docs")
    assert not outcome.questions
    (need,) = [need for need in outcome.results[0].needs if need.code == "zone-uncertain"]
    assert need.line == 8 and "changed in that hour" in need.text
    assert "2024-11-03 04:30Z — (00:30) alert" in outcome.results[0].text
    assert "2024-11-03 08:00Z — (03:00) fixed" in outcome.results[0].text


@pytest.mark.parametrize(("tracker", "issue"), [("local", ""), ("github", "#12")])
def test_a_number_is_an_issue_of_the_repository_and_not_of_a_local_tracker(
    root: Path, tracker: str, issue: str
) -> None:
    (root / "afterword.yml").write_text(f"tracker: {tracker}\n")
    table = "| Action | Owner | Issue |\n|---|---|---|\n| Cache it | Ana | #12 |\n"
    put(root, "docs/a.md", f"# Post-mortem: Search is down\n\n**Date:** 2026-03-04\n\n## Action items\n\n{table}")
    result = imported(root, "docs").results[0]
    assert result.document_id == "2026-03-04-search-is-down"
    row = next(line for line in result.text.split("\n") if line.startswith("| A1 "))
    assert row.split("|")[-2].strip() == issue
    assert "#12" in row


def test_immediate_actions_beside_later_ones_are_action_items_too(root: Path) -> None:
    text = "**Date:** 2026-03-04\n\n## Immediate actions\n\n- restart it\n\n## Long-term actions\n\n- cache it\n"
    put(root, "docs/a.md", f"# Search is down\n\n{text}")
    reading = imported(root, "docs").results[0].reading
    assert reading and [action.text for action in reading.actions] == ["restart it", "cache it"]
