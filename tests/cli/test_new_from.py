"""`afterword new --from`: from a thread to a branch, and to a pull request."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterword.cli.main import run
from afterword.github import api
from afterword.postmortem import read, read_file
from fakes.github import TOKEN
from new.incident import BRANCH, ID, PASTE, SECRETS, THREAD, git, make_repository, write_sources
from pull_requests.hub import Hub

DOCUMENT = f"postmortems/{ID}.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_repository(tmp_path / "work")


@pytest.fixture
def sources(tmp_path: Path) -> list[str]:
    return write_sources(tmp_path / "outside")


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    monkeypatch.setattr(api, "PACE", api.Pace(0, 0, 0, 20, 0))
    with Hub(tmp_path / "hub.git", validate=True) as made:
        monkeypatch.setenv("GITHUB_API_URL", made.url)
        monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
        monkeypatch.setenv("GITHUB_REPOSITORY", "acme/widgets")
        yield made


def new(root: Path, *arguments: str) -> int:
    return run(["-C", str(root), "new", "--from", *arguments])


def is_untouched(root: Path) -> bool:
    """Whether nothing was written, staged or committed."""
    return git(root, "branch", "--format=%(refname:short)") == "main" and git(root, "status", "--porcelain") == ""


def test_one_command_leads_from_a_thread_to_a_branch(
    root: Path, sources: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(root, *sources) == 0
    out = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in out[:5]] == ["Read", "Redacted", "Facts", "Draft", "Check"]
    assert "v41.md as prompts/prompt.before.md, v42.md as prompts/prompt.after.md" in out[0]
    assert "2 people named by role only, 1 email; names of people who are only mentioned are not found" in out[1]
    assert "severity SEV2 (E4)" in out[2] and "no day is named in thread.txt: read as 2026-04-24" in out[2]
    assert out[4].strip().startswith("Check     no errors")
    assert git(root, "branch", "--show-current") == BRANCH
    assert git(root, "status", "--porcelain") == ""
    assert git(root, "log", "--format=%s", "main..HEAD").startswith("Begin the post-mortem Customers are getting")
    document = read_file(root / DOCUMENT, DOCUMENT)
    assert (document.problems, document.front.severity) == ((), "SEV2")
    assert {one.name for one in document.proposed} >= {"models.gpt-4o", "causes.prompt", "impact.users"}
    assert {section.name for section, _ in document.notices} >= {"Impact", "Mitigation", "Action items"}


def test_nothing_that_is_not_redacted_is_in_the_history_or_the_work_tree(root: Path, sources: list[str]) -> None:
    assert new(root, *sources) == 0
    git(root, "fsck", "--unreachable")
    objects = git(root, "cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)").splitlines()
    blobs = [one.split()[0] for one in objects if one.endswith("blob")]
    texts = [git(root, "cat-file", "blob", one) for one in blobs]
    texts += [path.read_text() for path in (root / "postmortems").rglob("*") if path.is_file()]
    assert len(texts) >= 8
    for secret in SECRETS:
        assert not [text for text in texts if secret in text]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--title", "Password Quokka-81-Lima failed"), r":4: a password of 14 characters looks live \(AW805\)"),
        (
            ("--title", "Bot slow", "--summary", "ivy@acme.example saw it"),
            r":\d+: an email of 16 characters is here \(AW806\)",
        ),
    ],
    ids=["secret", "personal"],
)
def test_what_a_person_states_is_not_committed_with_a_secret_or_personal_data(
    root: Path, sources: list[str], hub: Hub, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], found: str
) -> None:
    git(root, "remote", "add", "origin", str(hub.git.path))
    assert new(root, *sources, "--id", "slow", "--pr", *options) == 1
    path = "postmortems/2026-04-24-slow.md"
    error, remedy = capsys.readouterr().err.splitlines()
    assert re.match(f"error: the files are written, but not committed: {re.escape(path)}{found}", error)
    assert "`redaction.allow`" in remedy and "`afterword check`" in remedy
    assert git(root, "branch", "--format=%(refname:short)") == "main" and not hub.pulls
    assert (root / path).is_file() and (root / "postmortems/2026-04-24-slow/evidence.jsonl").is_file()
    assert git(root, "status", "--porcelain") == "?? postmortems/"


def test_two_commands_three_answers_and_no_id_lead_to_a_pull_request(
    root: Path, sources: list[str], hub: Hub, capsys: pytest.CaptureFixture[str]
) -> None:
    git(root, "remote", "add", "origin", str(hub.git.path))
    git(root, "push", "-q", "origin", "main")
    began = time.process_time()
    assert new(root, *sources, "--pr") == 0
    assert time.process_time() - began < 20
    ((number, pull),) = hub.pulls.items()
    assert capsys.readouterr().out.splitlines()[-1] == f"Pull request: {pull['html_url']}"
    assert (pull["head"]["ref"], pull["base"]["ref"]) == (BRANCH, "main")
    assert pull["title"].startswith("Post-mortem: Customers are getting refund promises")
    assert "The draft notice at its top names the sections that await review" in pull["body"]
    assert "A draft may be merged" in pull["body"] and "- [ ] Every drafted section is checked:" in pull["body"]
    paths = [one["filename"] for one in hub._get_pull_files(str(number), query={})[1]]
    assert all(path == DOCUMENT or path.startswith(f"postmortems/{ID}/") for path in paths)
    assert not read(hub.git.read(BRANCH, DOCUMENT), DOCUMENT).problems
    # The same again finds what is there, and opens no second one.
    git(root, "checkout", "-q", "main")
    assert new(root, *sources, "--pr") == 0
    out = capsys.readouterr().out
    assert f"in the evidence of {ID} on the branch {BRANCH}" in out and f"Pull request: {pull['html_url']}" in out
    assert len(hub.pulls) == 1


def test_one_paste_of_everything_leads_to_the_pull_request_that_its_parts_lead_to(
    root: Path, tmp_path: Path, sources: list[str], hub: Hub, capsys: pytest.CaptureFixture[str]
) -> None:
    git(root, "remote", "add", "origin", str(hub.git.path))
    git(root, "push", "-q", "origin", "main")
    paste = tmp_path / "clipboard.txt"
    paste.write_text(PASTE)
    assert new(root, str(paste), "--pr") == 0
    read, redacted, *_ = capsys.readouterr().out.splitlines()
    assert "7 items of clipboard.txt (chat, lines 1–14), 1 item of clipboard.txt (Alertmanager alerts, line 16)" in read
    assert "clipboard.txt (prompt, lines 18–22) as prompts/prompt.before.txt" in read
    assert redacted.split("; ")[0].endswith("2 people named by role only, 1 email")
    apart = make_repository(tmp_path / "apart")
    assert new(apart, *sources) == 0

    def without_names(text: str) -> str:
        text = re.sub(r"thread\.txt|alert\.json", "clipboard.txt", text)
        return re.sub(r"(?<= )[0-9a-f]{8,12}\b", "", re.sub(r"(?<=before|.after)\.md", ".txt", text))

    assert without_names(hub.git.read(BRANCH, DOCUMENT).decode()) == without_names((apart / DOCUMENT).read_text())


def test_a_run_that_could_not_push_is_finished_by_the_next(
    root: Path, sources: list[str], hub: Hub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(root, "remote", "add", "origin", str(tmp_path / "nowhere"))
    assert new(root, *sources, "--pr") == 1
    error = capsys.readouterr().err
    assert f"the branch {BRANCH} is committed, but was not pushed: git push failed: fatal:" in error
    assert f"git push -u origin {BRANCH}" in error
    git(root, "push", "-q", str(hub.git.path), "main")
    git(root, "remote", "set-url", "origin", str(hub.git.path))
    git(root, "checkout", "-q", "main")
    assert new(root, *sources, "--pr") == 0
    assert len(hub.pulls) == 1


@pytest.mark.needs_posix
def test_without_a_token_the_client_of_github_opens_the_pull_request(
    root: Path, sources: list[str], hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.delenv("GITHUB_TOKEN")
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "gh").write_text(
        f'#!/bin/sh\necho "$@" >> "{tmp_path}/asked"\n'
        f'[ "$2" = create ] || {{ echo "[]"; exit 0; }}\ncat > "{tmp_path}/body"\necho https://github.com/acme/widgets/pull/7\n'
    )
    (programs / "gh").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    git(root, "remote", "add", "origin", str(hub.git.path))
    assert new(root, *sources, "--pr") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Pull request: https://github.com/acme/widgets/pull/7"
    asked = (tmp_path / "asked").read_text().splitlines()
    assert asked[1].startswith(f"pr create --repo acme/widgets --head {BRANCH} --title Post-mortem: Customers")
    assert "- [ ] Every drafted section is checked:" in (tmp_path / "body").read_text()


def test_without_a_remote_it_says_what_to_do(
    root: Path, sources: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(root, *sources, "--pr") == 1
    out = capsys.readouterr().out
    assert "No pull request was opened: there is no remote `origin`." in out
    assert f"git push -u origin {BRANCH}" in out


def test_the_same_sources_are_not_begun_twice(
    root: Path, sources: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(root, *sources) == 0
    head = git(root, "rev-parse", BRANCH)
    capsys.readouterr()
    assert new(root, *sources[:1]) == 1
    assert f"7 of 7 items are in the evidence of {ID}. Nothing was written." in capsys.readouterr().out
    git(root, "checkout", "-q", "main")
    assert new(root, *sources, "--title", "Another name") == 1
    assert f"git switch {BRANCH} && afterword collect {ID}" in capsys.readouterr().out
    assert git(root, "rev-parse", BRANCH) == head


def test_a_dirty_work_tree_keeps_its_changes(
    root: Path, sources: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "README.md").write_text("half a thought\n")
    assert new(root, *sources) == 0
    assert "Your uncommitted changes are as they were, and not in the commit." in capsys.readouterr().out
    assert git(root, "status", "--porcelain") == "M README.md"
    assert "README.md" not in git(root, "diff", "--name-only", "main", BRANCH)


def test_a_feature_branch_is_not_left_nor_taken_along(
    root: Path, tmp_path: Path, sources: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    git(tmp_path, "clone", "-q", str(root), "clone")
    clone = tmp_path / "clone"
    git(clone, "checkout", "-q", "-b", "feature")
    git(clone, "commit", "-q", "--allow-empty", "-m", "Half a feature")
    assert new(clone, *sources) == 0
    out = capsys.readouterr().out
    assert "commits that are not on origin/main" in out and f"`git switch {BRANCH}` does it" in out
    assert git(clone, "branch", "--show-current") == "feature"
    assert git(clone, "log", "--format=%s", "origin/main.." + BRANCH).count("\n") == 0


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 2, "Name what to begin from"),
        (("missing.txt",), 1, "missing.txt: cannot be read: No such file or directory"),
        (("empty.txt",), 1, "nothing was read from the sources: empty.txt: the file is empty"),
        (("book.pdf",), 1, "documents of this kind are not supported; copy the text to a file"),
        (("https://example.org/x",), 2, "is not an issue"),
        (("thread.txt", "https://github.com/acme/widgets/issues/9"), 1, "there is no token for GitHub"),
        (("thread.txt", "--severity", "bad"), 2, "`bad` is not a severity"),
        (("thread.txt", "--zone", "Nowhere"), 2, "Nowhere"),
        (("Support bot promises refunds", "thread.txt"), 1, "cannot be read"),
    ],
)
def test_what_cannot_be_begun_says_so_and_writes_nothing(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...], code: int, message: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path("thread.txt").write_text(THREAD)
    Path("empty.txt").write_text("")
    Path("book.pdf").write_bytes(b"%PDF-1.7\0")
    assert new(root, *arguments) == code
    assert message in capsys.readouterr().err
    assert is_untouched(root)


def test_options_of_evidence_need_from(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(root), "new", "Bot promises refunds", "--pr"]) == 2
    assert "--pr goes with --from" in capsys.readouterr().err
    assert run(["-C", str(root), "new", "Bot", "promises", "refunds"]) == 2
    assert "Put the title in quotes" in capsys.readouterr().err


def test_an_id_that_is_taken_is_not_overwritten(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number, text in enumerate(("2026-04-24 17:00Z: first one\n", "2026-04-24 18:00Z: second one\n")):
        (tmp_path / f"{number}.md").write_text(text)
        assert new(root, str(tmp_path / f"{number}.md"), "--title", "Same name") == number
        git(root, "checkout", "-q", "main")
    assert "the branch postmortem/2026-04-24-same-name exists" in capsys.readouterr().err


def test_standard_input_and_the_folder_of_no_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(THREAD.encode())))
    folder = tmp_path / "plain"
    folder.mkdir()
    assert new(folder, "-", "--started", "2026-04-24T17:05Z", "--owner", "octocat") == 0
    out = capsys.readouterr().out
    assert "7 items of standard-input.txt" in out
    assert "nothing is committed: this is not a git repository" in out
    items = [json.loads(line) for line in (folder / "postmortems" / ID / "evidence.jsonl").read_text().splitlines()]
    assert items[0]["at"] == "2026-04-24T17:12Z"
    assert str(read_file(folder / DOCUMENT, DOCUMENT).front.owner) == "@octocat"


def test_the_commands_of_the_guide_do_what_it_says(root: Path, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Path(__file__).parents[2] / "docs" / "how-to" / "from-a-thread-to-a-pull-request.md"
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    write_sources(root / "outside")
    git(root, "remote", "add", "origin", str(hub.git.path))
    git(root, "push", "-q", "origin", "main")
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    for block in blocks:
        done = subprocess.run(["sh", "-e", "-c", block], cwd=root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert git(root, "branch", "--show-current") == BRANCH
    assert [pull["head"]["ref"] for pull in hub.pulls.values()] == [BRANCH]


def test_the_order_of_day_and_month_can_be_given(root: Path, tmp_path: Path) -> None:
    chat = tmp_path / "chat.txt"
    chat.write_text("05/04/26, 09:10 - Ivy: the bot promises refunds\n05/04/26, 09:40 - Ben: rolled back to v41\n")
    assert new(root, str(chat), "--yes", "--offline", "--dates", "day-first") == 0
    assert git(root, "branch", "--show-current").startswith("postmortem/2026-04-05-")


@pytest.mark.parametrize("has_versions", [True, False])
def test_links_of_a_folder_are_named_as_not_read_with_and_without_versions(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], has_versions: bool
) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "chat.txt").write_text("2026-04-24 10:00 Ana: the bot answers in the wrong language\n")
    (folder / "gone").symlink_to(tmp_path / "nowhere")
    for version in ("v41", "v42") if has_versions else ():
        (folder / f"prompt-{version}.md").write_text(f"Answer in the language of {version}.\n")
    assert new(root, str(folder)) == 0
    out, err = capsys.readouterr()
    assert (out + err).count("1 link, which could lead out of it") == 1
