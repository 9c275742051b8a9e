"""`afterword sync` as a user runs it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterword.cli.main import run
from afterword.github import api
from afterword.postmortem import read_file
from fakes.github import TOKEN, FakeGitHub, Fault
from tracking.rows import ID, markdown, row

OTHER = "2026-03-01-other"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("GITHUB_TOKEN", "GITHUB_REPOSITORY", "GITHUB_API_URL", "GITHUB_SERVER_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AFTERWORD_NOW", "2026-04-16T17:00:00Z")
    (tmp_path / "afterword.yml").write_text("tracker: local\n")
    put(tmp_path, row("A1", "Add the case"), row("A2", "Alert on it", owner="@octocat"))
    return tmp_path


@pytest.fixture
def github(project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeGitHub]:
    (project / "afterword.yml").write_text("tracking:\n  repository: acme/widgets\n")
    monkeypatch.setattr(api, "PACE", api.Pace(0, 0, 0, 2, 0))
    with FakeGitHub() as fake:
        fake.has_sub_issues = False
        monkeypatch.setenv("GITHUB_API_URL", fake.url)
        monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
        yield fake


def put(project: Path, *rows: str, document_id: str = ID) -> Path:
    path = project / "postmortems" / f"{document_id}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(markdown(rows, document_id=document_id))
    return path


def sync(project: Path, *options: str) -> int:
    return run(["-C", str(project), "sync", *options])


def files(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project / "postmortems").iterdir()}


def test_the_first_run_reports_what_it_did_and_the_second_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(project, row("A1", "Fix"), row("", "No id"), document_id=OTHER)
    assert sync(project) == 1
    out, err = capsys.readouterr()
    assert out == (
        f"{ID}\n"
        "  +  A1  created  #1  Add the case\n"
        "  +  A2  created  #2  Alert on it\n"
        "\n"
        f"{OTHER}\n"
        "  +  A1  created  #3  Fix\n"
        "\n"
        "3 created; numbers and statuses written into 2 files\n"
    )
    assert err == (
        f"skipped: postmortems/{OTHER}.md:14: the row has no ID, so it is not tracked\n"
        "  `afterword check --fix` adds it\n"
    )
    before = files(project)
    assert sync(project) == 1
    assert capsys.readouterr().out == "nothing to do: 3 action items, 3 issues up to date\n"
    assert files(project) == before


def test_a_dry_run_does_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(project)
    assert sync(project, "--dry-run") == 0
    out = capsys.readouterr().out
    assert "  +  A1  create    Add the case\n" in out
    assert out.endswith("2 to create; cells of 1 file to write (dry run: nothing was done)\n")
    assert files(project) == before and not (project / ".afterword").exists()


CHANGES_BY_HAND = {
    "settled": (row("A1", "Add the case", status="done", issue="#1"), row("A2", "Alert on it", issue="#2")),
    "in words of the team": (row("A1", "Add the case", status="wip", issue="#1"), row("A2", "Alert on it", issue="#2")),
    "without a status": (row("A1", "Add the case", status="", issue="#1"), row("A2", "Alert on it", issue="#2")),
    "gone": (row("A1", "Add the case", issue="#1"),),
    "one more": (
        row("A1", "Add the case", issue="#1"), row("A2", "Alert on it", issue="#2"), row("A3", "Tell the team"),
    ),
    "number lost": (row("A1", "Add the case", issue="#1"), row("A2", "Alert on it")),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES_BY_HAND)
def test_a_dry_run_announces_what_the_run_does_and_nothing_else(
    project: Path, capsys: pytest.CaptureFixture[str], change: str
) -> None:
    assert sync(project) == 0
    for table in (CHANGES_BY_HAND[change], (row("A1", "Add the case", issue="#1"), row("A2", "Alert on it"))):
        path, before = put(project, *table), markdown(table)
        capsys.readouterr()
        assert sync(project, "--dry-run") == 0
        dry = capsys.readouterr().out.splitlines()
        assert path.read_text() == before
        assert sync(project) == 0
        done = capsys.readouterr().out.splitlines()
        assert [_done(line) for line in dry if line.startswith("  ")] == [_done(x) for x in done if x.startswith("  ")]
        assert ("cells of 1 file to write" in dry[-1]) == (path.read_text() != before)


def _done(line: str) -> list[str]:
    """The parts of a line, with what is to be done in the past; the number of an issue that is to be opened is left."""
    past = {"create": "created", "close": "closed", "assign": "assigned", "update": "updated", "reopen": "reopened"}
    past |= {"comment": "commented"}
    words = [past.get(word, word) for word in line.split()]
    return [word for word in words if not word.startswith("#") or words[0] != "+"]


def test_without_writing_back_the_files_stay_and_issues_are_found_again(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(project)
    assert sync(project, "--no-write-back") == 0 == sync(project, "--no-write-back")
    assert capsys.readouterr().out.endswith("nothing to do: 2 action items, 2 issues up to date\n")
    assert files(project) == before


def test_in_the_local_tracker_the_table_decides(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "postmortems" / f"{ID}.md"
    assert sync(project) == 0
    path.write_text(path.read_text().replace("| open | #1 |", "| done | #1 |"))
    written = path.read_text()
    capsys.readouterr()
    assert sync(project) == 0
    assert capsys.readouterr().out == f"{ID}\n  ~  A1  closed  #1  done\n\n1 closed, 1 unchanged\n"
    assert path.read_text() == written
    path.write_text(written.replace("| done | #1 |", "| open | #1 |"))
    assert sync(project) == 0
    assert "A1  reopened  #1" in capsys.readouterr().out
    assert sync(project) == 0
    assert capsys.readouterr().out == "nothing to do: 2 action items, 2 issues up to date\n"


def test_states_come_back_from_github(project: Path, github: FakeGitHub, capsys: pytest.CaptureFixture[str]) -> None:
    assert sync(project) == 0
    assert f"](<https://github.com/acme/widgets/blob/HEAD/postmortems/{ID}.md>)" in github.issues[1]["body"]
    github.close(1)
    capsys.readouterr()
    github.log.clear()
    assert sync(project) == 0
    out = capsys.readouterr().out
    assert out == (f"{ID}\n  <  A1  status  #1  open → done\n\n2 unchanged; numbers and statuses written into 1 file\n")
    assert github.writes == []
    assert "| done | #1 |" in (project / "postmortems" / f"{ID}.md").read_text()


def test_what_was_done_before_a_failure_is_written_and_reported(
    project: Path, github: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    github.faults.append(Fault("403", path=r".*/assignees", message="no"))
    assert sync(project) == 1
    out, err = capsys.readouterr()
    assert "A2  created  #2" in out
    assert "error: the token lacks permission in acme/widgets (no)\n  it needs `issues: write`" in err
    assert "| #1 |" in (project / "postmortems" / f"{ID}.md").read_text()


def test_what_is_missing_for_github_is_named(
    project: Path, github: FakeGitHub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "")
    assert sync(project) == 1
    assert "error: there is no token for GitHub\n  set GITHUB_TOKEN" in capsys.readouterr().err
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    (project / "afterword.yml").write_text("tracking:\n  repository: acme/other\n")
    assert sync(project) == 1
    assert "error: there is no repository acme/other, or the token cannot see it\n" in capsys.readouterr().err
    (project / "afterword.yml").write_text("tracker: github\n")
    assert sync(project) == 1
    assert "cannot determine the repository" in capsys.readouterr().err
    monkeypatch.setenv("GITHUB_REPOSITORY", "acme/widgets")
    assert sync(project) == 0


def test_the_repository_of_issues_is_that_of_origin_on_the_same_server(
    project: Path, github: FakeGitHub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    (project / "afterword.yml").write_text("tracker: github\n")
    subprocess.run(["git", "init", "-q", str(project)], check=True)
    remote = ["git", "-C", str(project), "config", "remote.origin.url"]
    subprocess.run([*remote, "git@gitlab.example.com:acme/widgets.git"], check=True)
    assert sync(project, "--dry-run") == 1
    assert "no `origin` on github.com" in capsys.readouterr().err
    subprocess.run([*remote, "git@github.com:acme/widgets.git"], check=True)
    assert sync(project, "--dry-run") == 0
    assert "the default branch on GitHub" in capsys.readouterr().err


def test_the_missing_extra_is_named(
    project: Path, github: FakeGitHub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "github", None)
    assert sync(project) == 1
    assert 'pip install "afterword[github]"' in capsys.readouterr().err


def test_no_post_mortems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "afterword.yml").write_text("tracker: local\n")
    assert sync(tmp_path) == 0
    out, err = capsys.readouterr()
    assert out == "nothing to do: no action items to track\n" and "there are no post-mortems" in err


def test_runs_at_the_same_time_open_each_issue_once(project: Path) -> None:
    path = put(project, *(row(f"B{n}", f"Add check {n}") for n in range(1, 28)))
    command = [sys.executable, "-m", "afterword", "-C", str(project), "sync"]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    outputs = [run.communicate(timeout=120) for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0], outputs
    numbers = [item.issue.number for item in read_file(path, path.name).actions if item.issue]
    assert sorted(numbers) == list(range(1, 28))


def test_flags_that_do_not_go_together(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for options in (["--plan", "x", "--check"], ["--pull-request"], ["--pull-request", "--no-write-back"]):
        assert sync(project, *options) == 2
        assert "exclude one another" in (err := capsys.readouterr().err) or "needs GitHub" in err
    assert not (project / ".afterword").exists()


def test_a_plan_never_replaces_a_persons_words(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "postmortems" / f"{ID}.md"
    mine = tmp_path / "mine.json"
    mine.write_text('{"version": 1}\n')
    before = files(project)
    for target in (path, path.with_name("plan.json"), mine, path.parent):
        assert sync(project, "--plan", str(target)) == 1
        assert "nothing was written" in capsys.readouterr().err
    assert files(project) == before and mine.read_text() == '{"version": 1}\n'
    for _ in range(2):
        assert sync(project, "--plan", str(tmp_path / "plan.json")) == 0


def test_what_a_plan_does_not_hold_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = project / "plan.json"
    assert sync(project, "--no-write-back") == 0
    first = (row("A1", "Add the case"), row("A2", "Alert on it", owner="@octocat"))
    path = put(project, *first, row("A3", "Limit refunds"), row("A4", "Tell support"))
    assert sync(project, "--plan", str(plan)) == 0
    path.write_text(
        path.read_text().replace("Limit refunds", "Stop refunds").replace("Alert on it", "Alert and page on it")
    )
    before = path.read_bytes()
    capsys.readouterr()
    assert sync(project, "--dry-run", "--apply", str(plan)) == 0
    out, err = capsys.readouterr()
    assert "A4  create  " in out and "A3" not in out and path.read_bytes() == before
    assert sync(project, "--apply", str(plan)) == 0
    out, err = capsys.readouterr()
    assert "\n1 created, 2 not in the plan, 1 unchanged; numbers and statuses written into 1 file\n" in out
    assert "A3: not in the plan, so skipped: create Stop refunds" in err
    assert "A2: not in the plan, so skipped: update title" in err
    assert "make the plan again" in err
    assert sync(project, "--plan", str(plan)) == 0 and sync(project, "--apply", str(plan)) == 0
    capsys.readouterr()
    assert sync(project, "--apply", str(plan)) == 0
    assert capsys.readouterr() == ("nothing to do: 4 action items, 4 issues up to date\n", "")


def test_a_dry_run_reads_the_plan_that_it_is_given(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sync(project, "--dry-run", "--apply", "/nonexistent") == 1
    out, err = capsys.readouterr()
    assert out == "" and "/nonexistent: the plan cannot be read" in err


def test_a_check_does_not_pretend_to_print_json(project: Path) -> None:
    assert sync(project, "--check", "--format", "json") == 2


def test_a_reopened_issue_is_not_to_be_closed_again(
    project: Path, github: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sync(project) == 0
    github.close(1)
    assert sync(project) == 0
    github.reopen(1)
    capsys.readouterr()
    assert sync(project) == 0
    out, err = capsys.readouterr()
    assert "A1  status  #1  done → open" in out
    assert "the row says `done`, but issue #1 is open, and the issue counts\n  the cell becomes `open`; only if" in err


def test_the_file_of_a_plan_is_sought_in_the_projects_folder(
    project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(elsewhere)
    assert sync(project, "--plan", "plan.json") == 0
    assert (project / "plan.json").exists() and not list(elsewhere.iterdir())
    assert sync(project, "--apply", "plan.json") == 0


def test_a_refusal_for_one_item_is_reported_and_fails_the_run(
    project: Path, github: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    github.faults.append(Fault("422", message="Validation Failed"))
    assert sync(project) == 1
    out, err = capsys.readouterr()
    assert "A2  created  #1" in out and "1 created, 1 refused" in out
    assert f"refused: postmortems/{ID}.md:13: A1: GitHub refused to open an issue (422: Validation Failed)\n" in err
    assert sync(project) == 0
