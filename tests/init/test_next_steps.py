"""The steps that remain are those of what is there, and one command comes next."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from afterword.init.next_steps import Situation, is_github, list_github_steps, list_local_steps, next_command


@pytest.fixture
def situation(tmp_path: Path) -> Situation:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    files = {"afterword.yml", ".github/afterword-ruleset.json", ".github/ISSUE_TEMPLATE/postmortem.yml"}
    return Situation(tmp_path, "postmortems", "acme", files, True, True, "github", "github.com")


def commit(root: Path) -> None:
    subprocess.run(["git", "-C", str(root), "add", "-A"], check=True)
    name = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")
    subprocess.run(["git", "-C", str(root), *name, "commit", "-qm", "All"], check=True)


def test_settings_of_github_are_those_that_something_needs(situation: Situation) -> None:
    assert [step.where for step in list_github_steps(situation)] == [
        "Actions, General", "Secrets and variables", "Pages", "Rules, Rulesets", "Labels",
    ]  # fmt: skip
    assert "Pages" not in [step.where for step in list_github_steps(replace(situation, has_site=False))]
    # A check that no workflow reports would hold up every pull request.
    assert list_github_steps(replace(situation, has_workflows=False)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# CODEOWNERS\n# postmortems/ @your-org/team\n", "insert owners, delete the `#`"),
        ("postmortems/ @acme\n", "names @acme; if that is an organisation, write teams instead"),
        ("postmortems/ @acme/reviewers\n", ""),
    ],
)
def test_owners_are_asked_for_until_they_are_there(situation: Situation, text: str, said: str) -> None:
    (situation.root / ".github").mkdir()
    (situation.root / ".github/CODEOWNERS").write_text(text)
    assert [step.what for step in list_local_steps(situation)] == [said] * bool(said)


def test_owners_of_post_mortems_are_asked_for_where_others_have_theirs(situation: Situation) -> None:
    owners = situation.root / "CODEOWNERS"
    owners.write_text("# ours\n/src/ @acme/dev\n")
    (step,) = (one for one in list_local_steps(situation) if one.where == "CODEOWNERS")
    assert step.lines == ("/postmortems/  @your-org/incident-review",)
    for line in ("/postmortems/ @acme/ops\n", "* @acme/dev\n"):
        owners.write_text(f"/src/ @acme/dev\n{line}")
        assert [one for one in list_local_steps(situation) if one.where == "CODEOWNERS"] == []


def test_local_tracker_is_reported_once_the_repository_is_on_github(situation: Situation) -> None:
    assert list_local_steps(replace(situation, tracker="local", host="")) == []
    (step,) = list_local_steps(replace(situation, tracker="local"))
    assert (step.where, "delete `tracker: local`" in step.what) == ("afterword.yml", True)


def test_own_site_without_the_plugin_is_reported_with_its_lines(situation: Situation) -> None:
    (situation.root / "mkdocs.yml").write_text("site_name: Ours\n")
    (step,) = list_local_steps(situation)
    assert (step.where, step.lines) == ("mkdocs.yml", ("plugins:", "  - search", "  - afterword"))
    assert list_local_steps(replace(situation, has_site=False)) == []


def test_next_is_what_the_repository_lacks(situation: Situation) -> None:
    root = situation.root
    (root / "afterword.yml").write_text("tracker: local\n")
    assert next_command(situation) == 'git add -A && git commit -m "Add Afterword"'
    (root / "unrelated.txt").write_text("not of Afterword\n")
    assert next_command(situation) == 'git add afterword.yml && git commit -m "Add Afterword"'
    more = replace(situation, files={"afterword.yml", "docs/a.md", ".github/b/c.yml"})
    for path in ("docs/a.md", ".github/b/c.yml", ".github/theirs.yml"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("x\n")
    assert next_command(more) == 'git add .github/b/c.yml afterword.yml docs && git commit -m "Add Afterword"'
    commit(root)
    assert next_command(situation) == "afterword new --from FILES"
    (root / "docs" / "old post-mortems").mkdir()
    (root / "docs" / "old post-mortems" / "one.md").write_text("# Search was slow\n")
    assert next_command(situation) == "afterword import 'docs/old post-mortems' --dry-run"
    (root / "postmortems").mkdir()
    (root / "postmortems/2026-04-16-bot-is-slow.md").write_text("---\nschema: 1\n---\n")
    assert next_command(situation) == "afterword check"


def test_next_commits_the_move_of_old_post_mortems_too(situation: Situation) -> None:
    root = situation.root
    (root / "postmortems").mkdir()
    (root / "postmortems/old.md").write_text("# Search was slow\n")
    commit(root)
    (root / "postmortems").rename(root / "old-postmortems")
    (root / "afterword.yml").write_text("tracker: local\n")
    (root / "unrelated.txt").write_text("not of Afterword\n")
    assert next_command(situation) == (
        'git add afterword.yml old-postmortems postmortems && git commit -m "Add Afterword"'
    )


@pytest.mark.parametrize(
    ("host", "may_be"),
    [("github.com", True), ("github.acme.example", True), ("git.acme.example", True), ("gitlab.com", False),
     ("bitbucket.org", False), ("", False)],
)  # fmt: skip
def test_host_that_is_another_service_is_not_github(host: str, may_be: bool) -> None:
    assert is_github(host) is may_be
