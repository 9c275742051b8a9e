"""`afterword init` in real git repositories."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from afterword.cli.main import run
from afterword.init.origin import Origin
from afterword.init.template_files import Pin
from afterword.project import Project
from terminal import Terminal

PIN = "acme/afterword@" + "0123456789" * 4
OTHER = "f" * 40


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # The checkout that is tested may be pushed to a repository whose commits workflows can be pinned to.
    monkeypatch.setattr("afterword.init.origin.find_origin", lambda: Origin("the checkout x", why_not="it is a test"))
    subprocess.run(["git", "init", "-q", "-b", "trunk", str(tmp_path)], check=True)
    (tmp_path / "README.md").write_text("ours\n")
    return tmp_path


@pytest.fixture
def init(repository: Path) -> Callable[..., int]:
    return lambda *options: run(["-C", str(repository), "init", *options])


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(root).parts
    }


def test_it_adds_everything_and_the_second_run_changes_nothing(
    repository: Path, init: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert init("--from", PIN) == 0
    first = files(repository)
    assert {
        ".agents/skills/afterword/SKILL.md", "AGENTS.md",
        "afterword.yml", "mkdocs.yml", "postmortems/README.md", "docs/handbook.md", "docs/index.md",
        ".github/dependabot.yml", ".github/CODEOWNERS",
        ".github/ISSUE_TEMPLATE/incident.yml", ".github/afterword-ruleset.json",
        ".github/workflows/afterword-main.yml", ".github/workflows/afterword-pull-request.yml",
        ".github/workflows/afterword-schedule.yml",
    } <= first.keys()  # fmt: skip
    assert first["README.md"] == b"ours\n"
    assert "added      afterword.yml" in capsys.readouterr().out
    assert init("--from", PIN) == 0
    assert init() == 0
    assert files(repository) == first
    assert capsys.readouterr().out.count("Nothing to add.") == 2
    assert init("--check") == 0


@pytest.mark.needs_posix
@pytest.mark.parametrize(
    ("typed", "written"),
    [("\n\n\n\n", None), ("gather\n\n\n\n", "gather"), ("no\nleave\n\n\n\n", "leave")],
    ids=["default", "gather", "leave"],
)
def test_it_asks_at_a_terminal_who_concludes(repository: Path, typed: str, written: str | None) -> None:
    import pty

    def answer(typed: str) -> str:
        ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "afterword", "-C", str(repository), "init", "--without", "workflows"]
        os.write(ours, typed.encode())
        done = subprocess.run(command, stdin=theirs, capture_output=True, text=True, check=True, timeout=60)
        os.close(ours)
        os.close(theirs)
        return done.stdout

    assert "Who writes the causes" in answer(typed)
    settings = Project.open(repository, {}).config.draft.sections
    assert set(settings.values()) == ({written} if written else set())
    assert ("Root cause" in settings) is bool(written)
    before = files(repository)
    assert "Who writes" not in (again := answer("")) and "kept       afterword.yml" not in again
    assert files(repository) == before


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_instructions_for_agents_get_our_line_once(repository: Path, init: Callable[..., int], end: str) -> None:
    (repository / "AGENTS.md").write_bytes(f"# Ours{end}".encode())
    assert init() == 0
    written = (repository / "AGENTS.md").read_bytes()
    newline = b"\r\n" if end == "\r\n" else b"\n"
    assert written.startswith(b"# Ours" + newline * 2 + b"## Past incidents" + newline * 2 + b"- Before you change")
    assert written.endswith(newline) and written.count(b"SKILL.md") == 1
    assert init() == 0 == init("--check", "--without", "workflows")
    assert (repository / "AGENTS.md").read_bytes() == written


@pytest.mark.needs_posix
def test_it_imports_what_is_there_and_asks_for_the_external_edition(repository: Path) -> None:
    (repository / "docs/incidents").mkdir(parents=True)
    (repository / "docs/incident-reports").mkdir(parents=True)
    old = "# Search is down\n\n2025-03-04\n\n## Timeline\n\n- 2025-03-04 10:00Z it broke\n"
    (repository / "docs/incident-reports/search.md").write_text(old)
    with Terminal(repository, "init", "--without", "workflows") as terminal:
        terminal.type("\n\n\ny\ny\n")
        assert terminal.wait() == 0
    assert "docs/incident-reports/ has 1 Markdown file. Import them now?" in terminal.screen
    (imported,) = (repository / "postmortems").glob("2025-*.md")
    assert "it broke" in imported.read_text()
    assert (repository / "docs/incident-reports/search.md").read_text() == old
    assert "external" in Project.open(repository, {}).config.model_fields_set
    assert re.search("Next: git add .*afterword-baseline.json .* postmortems && git commit", terminal.screen)


def test_what_it_adds_works(repository: Path, init: Callable[..., int]) -> None:
    assert init("--from", PIN) == 0
    project = Project.open(repository, {})
    assert project.config.site.name == "Post-mortems"
    assert project.documents == []
    json.loads((repository / ".github/afterword-ruleset.json").read_text())
    assert run(["-C", str(repository), "check"]) == 0
    assert run(["-C", str(repository), "site", "build", "--strict"]) == 0
    workflows = list((repository / ".github/workflows").iterdir())
    found = subprocess.run(
        [Path(sys.executable).parent / "actionlint", *workflows], cwd=repository, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stdout


def test_the_callers_are_pinned_and_know_the_default_branch(repository: Path, init: Callable[..., int]) -> None:
    assert init("--from", PIN + "#v9.9.9") == 0
    for path in (repository / ".github/workflows").iterdir():
        text = path.read_text()
        assert "$/" not in text
        for job in YAML(typ="safe").load(text)["jobs"].values():
            if "uses" in job:
                assert job["uses"].startswith("acme/afterword/.github/workflows/")
                assert job["uses"].endswith("@" + "0123456789" * 4)
        assert text.count("# v9.9.9") == text.count(" uses: ")
    main = YAML(typ="safe").load((repository / ".github/workflows/afterword-main.yml").read_text())
    assert main["on"]["push"]["branches"] == ["trunk"]


@pytest.mark.parametrize("branch", ["release/1.x", "'; rm -rf / #", "no", "[a]"])
def test_a_branch_of_any_name_stays_a_name(repository: Path, init: Callable[..., int], branch: str) -> None:
    assert init("--from", PIN, "--branch", branch) == 0
    main = YAML(typ="safe").load((repository / ".github/workflows/afterword-main.yml").read_text())
    assert [str(name) for name in main["on"]["push"]["branches"]] == [branch]


def test_what_is_there_is_kept_and_the_difference_shown(
    repository: Path, init: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "afterword.yml").write_bytes(b"tracker: local\r\n")
    (repository / ".github").mkdir()
    (repository / ".github/CODEOWNERS").write_text("* @me \x1b[31m\n")
    assert init() == 0
    assert (repository / "afterword.yml").read_bytes() == b"tracker: local\r\n"
    assert (repository / ".github/CODEOWNERS").read_text() == "* @me \x1b[31m\n"
    out = capsys.readouterr().out
    assert "kept       afterword.yml" in out and "-tracker: local" in out
    assert "\x1b" not in out
    assert init("--check", "--without", "workflows") == 0  # they are the repository's own
    assert "-tracker" not in capsys.readouterr().out


def test_ends_of_lines_are_no_difference_and_hide_no_workflow(
    repository: Path, init: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert init("--from", PIN) == 0
    for path in files(repository):
        data = (repository / path).read_bytes()
        (repository / path).write_bytes(data.replace(b"\n", b"\r\n"))
    capsys.readouterr()
    assert init("--check") == 0
    assert capsys.readouterr().out.count("same       .github/workflows/") == 5


def test_a_pin_that_dependabot_moved_is_not_outdated_and_is_kept(
    repository: Path, init: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert init("--from", PIN) == 0
    folder = repository / ".github/workflows"
    for path in folder.iterdir():
        path.write_text(path.read_text().replace("0123456789" * 4, OTHER))
    assert init("--check") == 0
    (folder / "afterword-main.yml").unlink()
    assert init("--check") == 1
    assert "missing    .github/workflows/afterword-main.yml" in capsys.readouterr().out
    assert init() == 0
    assert OTHER in (folder / "afterword-main.yml").read_text()
    (folder / "afterword-main.yml").write_text((folder / "afterword-main.yml").read_text().replace(OTHER, "a" * 40))
    assert init("--check") == 1
    assert "pinned to 2 commits" in capsys.readouterr().out


OUR_FORMER = "<!-- For a post-mortem; delete it otherwise. -->\n\n- [ ] It is blameless.\n"


@pytest.mark.parametrize(
    ("text", "is_ours"),
    [(OUR_FORMER, True), ("\ufeff" + OUR_FORMER.replace("\n", "\r\n"), True), ("- [ ] Tests\n", False)],
)
def test_a_pull_request_template_is_neither_added_nor_wanted(
    repository: Path, init: Callable[..., int], capsys: pytest.CaptureFixture[str], text: str, is_ours: bool
) -> None:
    assert init("--from", PIN) == 0
    assert not any("pull_request_template" in path.lower() for path in files(repository))
    assert init("--check") == 0
    capsys.readouterr()
    template = repository / ".github" / "pull_request_template.md"
    template.write_bytes(text.encode())
    for arguments in (("--check",), ()):
        assert init(*arguments) == 0
        out = capsys.readouterr().out
        assert ("not needed .github/pull_request_template.md" in out) == is_ours
        assert ("delete it: the pull request of each post-mortem has this checklist now" in out) == is_ours
    assert template.read_bytes() == text.encode()


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("CODEOWNERS", ".github/CODEOWNERS"), ("docs/CODEOWNERS", ".github/CODEOWNERS"),
        (".github/dependabot.yaml", ".github/dependabot.yml"), ("mkdocs.yaml", "mkdocs.yml"),
        ("docs/readme.md", "docs/index.md"),
    ],
)  # fmt: skip
def test_a_file_that_does_the_same_elsewhere_is_not_switched_off(
    repository: Path, init: Callable[..., int], capsys: pytest.CaptureFixture[str], theirs: str, ours: str
) -> None:
    (repository / theirs).parent.mkdir(parents=True, exist_ok=True)
    (repository / theirs).write_text("* @security\n")
    assert init("--from", PIN) == 0
    assert f" in place of {ours}\n" in capsys.readouterr().out
    assert ours not in files(repository) and (repository / theirs).read_text() == "* @security\n"
    assert init("--check") == 0


def test_a_pin_without_its_version_is_one(repository: Path, init: Callable[..., int]) -> None:
    assert init("--from", PIN) == 0
    folder = repository / ".github/workflows"
    for path in folder.iterdir():
        path.write_text(re.sub(r" # v[\d.]+$", "", path.read_text(), flags=re.MULTILINE))
    assert init("--check") == 0
    (folder / "afterword-main.yml").unlink()
    assert init() == 0
    assert f"@{PIN.split('@')[1]}\n" in (folder / "afterword-main.yml").read_text()


def test_inputs_and_secrets_that_were_added_to_a_caller_are_not_outdated(
    repository: Path, init: Callable[..., int]
) -> None:
    assert init("--from", PIN) == 0
    path = repository / ".github/workflows/afterword-pull-request.yml"
    app = "      openai-api-key: ${{ secrets.OPENAI_API_KEY }}\n      app-private-key: ${{ secrets.APP }}\n"
    text = path.read_text().replace("      openai-api-key: ${{ secrets.OPENAI_API_KEY }}\n", app)
    path.write_text(text.replace("    with:\n", "    with:\n      app-client-id: ${{ vars.APP }}\n"))
    before = path.read_bytes()
    assert init("--check") == 0 and init() == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("change", "to"),
    [
        ("      statuses: write # to give", "      # to give"), ("      issues: read # to", "      issues: write # to"),
        ("permissions: {}\ncache-mode", "permissions: write-all\ncache-mode"), ("  merge_group:\n", ""),
        ("    needs: [check, draft]\n", "    needs: [check]\n"), ("jobs:\n", "jobs: [\n"),
    ],
)  # fmt: skip
def test_a_caller_that_lacks_something_or_grants_more_is_outdated_and_kept(
    repository: Path, init: Callable[..., int], capsys: pytest.CaptureFixture[str], change: str, to: str
) -> None:
    assert init("--from", PIN) == 0
    path = repository / ".github/workflows/afterword-pull-request.yml"
    assert change in path.read_text()
    path.write_text(path.read_text().replace(change, to))
    before = path.read_bytes()
    assert init("--check") == 1
    out = capsys.readouterr().out
    assert "outdated   .github/workflows/afterword-pull-request.yml" in out and "0 missing, 1 outdated" in out
    advice = "Copy the lines that are shown, or delete the file and run `afterword init` again."
    assert advice in out and "adds what is missing" not in out
    assert init() == 0 and path.read_bytes() == before
    assert advice in capsys.readouterr().out
    path.unlink()
    assert init() == 0 and init("--check") == 0


def test_on_a_branch_the_default_branch_is_not_the_one_that_is_checked_out(
    repository: Path, init: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", str(repository), *arguments], check=True, capture_output=True)

    git("add", "-A")
    git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "x")
    git("branch", "master")
    git("checkout", "-q", "-b", "topic")
    assert init("--from", PIN) == 0
    assert "Assuming `master` as the default branch" in capsys.readouterr().out
    main = repository / ".github/workflows/afterword-main.yml"
    assert "branches: [master]" in main.read_text()
    main.write_text(main.read_text().replace("[master]", "[trunk]"))
    assert init("--check") == 0  # it is what the workflow says
    git("update-ref", "refs/remotes/origin/release/2", "HEAD")
    git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/release/2")
    assert init("--check") == 1
    assert "branches: [release/2]" in capsys.readouterr().out


def test_the_folder_is_remembered_and_contradicting_it_is_refused(
    repository: Path, init: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert init("--from", PIN, "--folder", "ml/postmortems") == 0
    before = files(repository)
    assert init() == 0 and init("--check") == 0
    link = re.search(r"\]\((.+?)\)", (repository / "ml/postmortems/README.md").read_text())
    assert link and (repository / "ml/postmortems" / link[1]).resolve() == repository / "docs/handbook.md"
    assert "\n# ml/postmortems/ " in (repository / ".github/CODEOWNERS").read_text()
    assert '"ml/postmortems/**"' in (repository / ".github/workflows/afterword-main.yml").read_text()
    assert init("--folder", "elsewhere") == 1
    assert "`postmortems: ml/postmortems` is set" in capsys.readouterr().err
    assert files(repository) == before


def test_first_run_says_what_is_left_and_one_next_command_and_check_says_the_same(
    repository: Path, init: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "mkdocs.yml").write_text("site_name: Ours\nplugins:\n  - search\n")
    (repository / ".gitignore").write_text("*.pyc\n")
    assert init() == 0
    out = capsys.readouterr().out
    left = out[out.index("Left to do:") :]
    step = "  mkdocs.yml             add the post-mortems to your site"
    assert left.splitlines()[:4] == ["Left to do:", step, f"{'':<27}plugins:", f"{'':<27}  …"]
    assert "  extended   .gitignore\n" in out and "site_name" not in out
    (command,) = (line.removeprefix("Next: ") for line in left.splitlines() if line.startswith("Next: "))
    assert init("--check") == 0
    assert left in capsys.readouterr().out
    name = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org"]
    done = command.replace("git commit", " ".join(["git", *name, "commit"]))
    subprocess.run(done, cwd=repository, shell=True, check=True, capture_output=True)
    assert run(["-C", str(repository), "site", "build"]) == 1, "the site lacks the plugin"
    (repository / "mkdocs.yml").write_text(
        "site_name: Ours\nplugins:\n  - search\n  - afterword\nsite_dir: build/site\n"
    )
    capsys.readouterr()
    assert init("--check") == 0
    out = capsys.readouterr().out
    assert "mkdocs.yml             add" not in out and out.endswith("Next: afterword new --from FILES\n")
    assert run(["-C", str(repository), "site", "build"]) == 0
    status = ["git", "-C", str(repository), "status", "--porcelain"]
    left = subprocess.run(status, capture_output=True, text=True, check=True).stdout
    assert left == "?? README.md\n?? mkdocs.yml\n", "what was theirs, and not committed before"


def test_without_github_action_items_are_tracked_in_the_files(
    repository: Path, init: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert init() == 0
    assert Project.open(repository, {}).config.tracker == "local"
    assert run(["-C", str(repository), "sync"]) == 0
    capsys.readouterr()
    assert init() == 0
    assert "kept       afterword.yml" not in capsys.readouterr().out
    origin = "git@github.com:acme/widgets.git"
    subprocess.run(["git", "-C", str(repository), "remote", "add", "origin", origin], check=True)
    assert init("--check") == 0
    assert "delete `tracker: local` to track action items as issues" in capsys.readouterr().out
    (repository / "afterword.yml").unlink()
    assert init() == 0
    assert Project.open(repository, {}).config.tracker == "github"


def test_findings_of_post_mortems_that_were_there_are_accepted_at_first_and_never_later(
    repository: Path, init: Callable[..., int]
) -> None:
    folder = repository / "postmortems"
    folder.mkdir()
    (folder / "2024-05-01-old.md").write_text("---\nschema: 1\n---\n\n# Old\n\n## Summary\n\nIt broke.\n")
    assert init() == 0
    accepted = (repository / "afterword-baseline.json").read_bytes()
    assert b"2024-05-01-old.md" in accepted
    (folder / "2024-05-02-new.md").write_text("---\nschema: 1\n---\n\n# New\n")
    assert init() == 0
    assert (repository / "afterword-baseline.json").read_bytes() == accepted


def test_post_mortems_of_another_layout_are_not_mixed_with_ours(
    repository: Path, init: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "postmortems").mkdir()
    (repository / "postmortems/2024-04-16-slow.md").write_text("# Search was slow\n")
    before = files(repository)
    assert init() == 1
    assert "run `git mv postmortems old-postmortems`, then `afterword init` again" in capsys.readouterr().err
    assert files(repository) == before
    (repository / "postmortems").rename(repository / "old-postmortems")
    assert init() == 0
    assert run(["-C", str(repository), "import", "old-postmortems"]) == 0
    assert len(Project.open(repository, {}).documents) == 1


def test_workflows_are_pinned_to_where_this_afterword_is_from(
    repository: Path, init: Callable[..., int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    origin = Origin("the record of its installation", Pin("acme/afterword", OTHER, ""))
    monkeypatch.setattr("afterword.init.origin.find_origin", lambda: origin)
    assert init() == 0
    assert "Workflows of acme/afterword@fffffffff, from the record of its installation" in capsys.readouterr().out
    assert f"@{OTHER}\n" in (repository / ".github/workflows/afterword-main.yml").read_text()
    assert init("--check") == 0


def test_pages_in_docs_that_will_be_published_are_reported(
    repository: Path, init: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "docs").mkdir()
    (repository / "docs/salaries.md").write_text("secret\n")
    assert init() == 0
    assert "Every page in docs/ becomes part of the site" in capsys.readouterr().out
    assert init() == 0
    assert "Every page" not in capsys.readouterr().out


def test_check_and_dry_run_write_nothing(
    repository: Path, init: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(repository)
    assert init("--from", PIN, "--dry-run") == 0
    assert "would add  afterword.yml" in capsys.readouterr().out
    assert init("--from", PIN, "--check") == 1
    assert files(repository) == before


def test_parts_can_be_left_out(repository: Path, init: Callable[..., int]) -> None:
    without = [word for part in ("workflows", "github", "site", "agents") for word in ("--without", part)]
    assert init(*without, "--folder", "docs/incidents") == 0
    assert set(files(repository)) == {"README.md", "afterword.yml", "docs/incidents/README.md", "docs/handbook.md"}
    assert Project.open(repository, {}).config.postmortems == "docs/incidents"
    assert init(*without, "--folder", "docs/incidents") == 0


def test_without_a_site_no_job_builds_or_looks_at_one(
    repository: Path, init: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    """A private repository without a site of its own would fail with every merge, and every day."""
    assert init("--from", PIN, "--without", "site") == 0
    assert "Pages" not in capsys.readouterr().out
    folder = repository / ".github/workflows"
    bodies = {path.stem: YAML(typ="safe").load(path) for path in folder.iterdir()}
    assert all("/site.yml@" not in path.read_text() for path in folder.iterdir())
    assert set(bodies["afterword-main"]["jobs"]) == {"sync", "late"}
    assert set(bodies["afterword-schedule"]["jobs"]) == {"sync", "daily", "weekly", "quarterly"}
    calls = [
        job for body in bodies.values() for job in body["jobs"].values() if "/schedule.yml@" in job.get("uses", "")
    ]
    assert len(calls) == 2 and all(job["with"] == {"site": False} for job in calls)
    assert init("--check", "--without", "site") == 0
    for linter in (["actionlint"], ["zizmor", "--offline", "--persona=pedantic", "--no-progress"]):
        done = subprocess.run(
            [Path(sys.executable).parent / linter[0], *linter[1:], *sorted(folder.iterdir())],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr


def test_without_a_commit_there_are_no_workflows_and_that_is_said(
    repository: Path, init: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert init() == 0
    assert not (repository / ".github/workflows").exists()
    assert "--from OWNER/NAME@COMMIT" in capsys.readouterr().out
    assert init("--check") == 0
    assert "--from OWNER/NAME@COMMIT" in capsys.readouterr().out


def test_a_check_that_no_workflow_reports_is_not_to_be_required(
    init: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    """Every pull request would wait for it."""
    assert init("--without", "workflows") == 0
    assert "ruleset.json\n" in (out := capsys.readouterr().out) and "Rulesets" not in out
    assert init("--from", PIN) == 0
    assert "Rules, Rulesets        import .github/afterword-ruleset.json" in capsys.readouterr().out


def test_a_push_after_the_approval_is_looked_at_again(repository: Path, init: Callable[..., int]) -> None:
    """Else whoever may push has anything approved, and then merges something else."""
    assert init() == 0
    rules = json.loads((repository / ".github/afterword-ruleset.json").read_text())["rules"]
    (review,) = (one["parameters"] for one in rules if one["type"] == "pull_request")
    assert review["required_approving_review_count"] == 1 and review["dismiss_stale_reviews_on_push"] is True


@pytest.mark.parametrize(
    "source", ["acme/afterword", "acme/afterword@v1", "acme/afterword@main", f"x@{OTHER}", "a/b@F"]
)
def test_a_tag_or_a_branch_is_not_a_pin(init: Callable[..., int], source: str) -> None:
    assert init("--from", source) == 2
    assert Pin.parse(source, "v1") is None


@pytest.mark.parametrize("folder", ["..", "../x", "/etc", "a/../b", "-rf", "a\nb", ""])
def test_a_folder_elsewhere_is_refused(repository: Path, init: Callable[..., int], folder: str) -> None:
    before = files(repository)
    assert init("--folder", folder) == 2
    assert files(repository) == before


def test_links_and_files_in_the_place_of_folders_are_refused(
    repository: Path, init: Callable[..., int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (repository / ".github").symlink_to(elsewhere)
    assert init("--from", PIN) == 1
    assert list(elsewhere.iterdir()) == []
    (repository / ".github").unlink()
    (repository / "docs").write_text("a file\n")
    assert init("--from", PIN) == 1


def test_outside_the_top_of_a_repository_it_says_where_to_run(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "sub").mkdir()
    assert run(["-C", str(repository / "sub"), "init"]) == 1
    assert f"-C {repository} init --folder sub/postmortems" in capsys.readouterr().err
    assert run(["-C", str(tmp_path_factory.mktemp("plain")), "init"]) == 1


def test_code_owners_are_active_where_the_owner_is_known(
    repository: Path, init: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert init("--folder", "ml/postmortems") == 0
    path = repository / ".github/CODEOWNERS"
    assert all(line.startswith("#") for line in path.read_text().splitlines())
    assert "insert owners, delete the `#`" in capsys.readouterr().out
    path.unlink()
    url = "git@github.com:acme/widgets.git"
    subprocess.run(["git", "-C", str(repository), "remote", "add", "origin", url], check=True)
    assert init("--folder", "ml/postmortems") == 0
    assert [line.split() for line in path.read_text().splitlines()[1:]] == [
        ["ml/postmortems/", "@acme"], ["ml/postmortems/*.external.md", "@acme"],
        ["/.github/", "@acme"], ["/afterword.yml", "@acme"],
    ]  # fmt: skip
    assert "names @acme; if that is an organisation, write teams" in capsys.readouterr().out


def test_the_ruleset_asks_for_the_last_push_and_the_source_of_the_check(
    repository: Path, init: Callable[..., int]
) -> None:
    assert init() == 0
    rules = {
        one["type"]: one for one in json.loads((repository / ".github/afterword-ruleset.json").read_text())["rules"]
    }
    assert rules["pull_request"]["parameters"]["require_last_push_approval"] is True
    (check,) = rules["required_status_checks"]["parameters"]["required_status_checks"]
    assert check == {"context": "afterword", "integration_id": 15368}


def test_the_workflows_of_evals_are_added_once_the_settings_name_a_prompt(
    repository: Path, init: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    workflows = repository / ".github" / "workflows"
    assert init("--from", PIN) == 0
    assert not (workflows / "afterword-evals.yml").exists()
    with (repository / "afterword.yml").open("a") as file:
        file.write("evals:\n  prompts: {tone: app/prompt.md}\n")
    capsys.readouterr()
    assert init("--check") == 1
    assert "missing    .github/workflows/afterword-evals.yml" in capsys.readouterr().out
    assert init() == 0
    text = (workflows / "afterword-evals.yml").read_text()
    assert text.count("/.github/workflows/") == 1 and "uses: $/" not in text
    assert (workflows / "afterword-evals-nightly.yml").exists()
    assert init("--check") == 0
    (workflows / "afterword-evals.yml").rename(workflows / "evals.yml")
    assert init("--check") == 0, "one of their own with the same job is enough"
