"""`afterword pr` against the stand-in for GitHub, over HTTP, with a real repository and a scripted model."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from afterword.cli.main import run
from afterword.postmortem import read
from afterword.postmortem.edit import apply as edit
from afterword.postmortem.edit_notice import remove_notice
from drafting.incident import FRONT, ID, writes_every_section
from fakes import llm
from fakes.github import BOT_ID, STRANGER_ID, Fault
from pull_requests.conftest import BRANCH, PATH
from pull_requests.hub import Hub

KEY = "-".join(("key", "of", "the", "tests"))
MARKER = "<!-- afterword:pull-request -->"


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[llm.Script]:
    with llm.endpoint(writes_every_section) as script:
        monkeypatch.setenv("OPENAI_BASE_URL", script.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("AFTERWORD_LLM_MODEL", "m1")
        yield script


@pytest.fixture
def pr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Runs a sub-command as its job does: only *generate* has the key, and it has no token."""
    key = {"value": ""}
    work = tmp_path / "work"
    work.mkdir()

    def call(*arguments: str) -> int:
        import os

        key["value"] = os.environ.get("OPENAI_API_KEY", key["value"])
        monkeypatch.delenv("OPENAI_API_KEY", raising=False)
        if arguments[0] == "generate":  # both jobs
            (work / "documents.tar").unlink(missing_ok=True)
            assert run(["-C", str(work), "pr", "read", arguments[1], *arguments[4:], "--out", "documents.tar"]) == 0
            with monkeypatch.context() as patched:
                patched.delenv("GITHUB_TOKEN")
                if key["value"]:
                    patched.setenv("OPENAI_API_KEY", key["value"])
                return run(["-C", str(work), "pr", "generate", "documents.tar", *arguments[2:4]])
        return run(["-C", str(work), "pr", *arguments])

    return call


def story(pr: Callable[..., int], number: int) -> None:
    assert pr("generate", str(number), "--out", "drafts") == 0
    assert pr("apply", str(number), "--drafts", "drafts", "--reports", "reports") == 0
    assert pr("comment", str(number), "--reports", "reports") == 0


def comments(hub: Hub, number: int) -> list[dict[str, Any]]:
    return hub.comments.get(number, [])


def test_a_second_run_on_a_drafted_pull_request_changes_nothing(
    hub: Hub, pull: int, model: llm.Script, pr: Callable[..., int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "output"
    monkeypatch.setenv("GITHUB_OUTPUT", str(output))
    before = hub.git.head(BRANCH)
    story(pr, pull)
    after = hub.git.head(BRANCH)
    assert output.read_text() == f"proposals=1\ncommit={after}\n"
    assert hub.git("rev-parse", f"{after}^") == before
    assert hub.git("diff", "--name-only", before, after) == PATH
    document = read(hub.git.read(BRANCH, PATH), PATH)
    assert "Summary" in [section.name for section, _ in document.notices]
    (comment,) = comments(hub, pull)
    assert comment["body"].startswith(f"{MARKER}\n**To do:** ")
    assert comment["body"].split("<details>")[0].count("\n") == 6, comment["body"]
    assert "| Summary: awaits review |" in comment["body"]
    assert "by code and, as the draft's file reports, by m1: " in comment["body"] and " grounded" in comment["body"]
    asked = len(model.requests)
    hub.log.clear()
    story(pr, pull)
    assert hub.git.head(BRANCH) == after
    assert len(model.requests) == asked
    assert hub.writes == []
    assert comments(hub, pull) == [comment]


def test_without_a_key_the_draft_holds_what_is_derived(hub: Hub, pull: int, pr: Callable[..., int]) -> None:
    story(pr, pull)
    document = read(hub.git.read(BRANCH, PATH), PATH)
    assert document.notices and not any(notice.model for _, notice in document.notices)
    assert document.section("Timeline") is not None and document.open_questions


def test_the_settings_are_those_of_the_default_branch(
    hub: Hub, pull: int, model: llm.Script, pr: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a pull request could send the key elsewhere."""
    monkeypatch.delenv("OPENAI_BASE_URL")
    hub.git.commit("main", {"afterword.yml": f"llm:\n  base_url: {model.base_url}\n".encode()})
    with llm.endpoint(writes_every_section) as elsewhere:
        hub.git.commit(BRANCH, {"afterword.yml": f"llm:\n  base_url: {elsewhere.base_url}\n".encode()})
        story(pr, pull)
        assert elsewhere.requests == [] and model.requests
    assert {one["authorization"] for one in model.headers} == {f"Bearer {KEY}"}


def test_a_base_branch_of_a_stranger_does_not_choose_where_the_key_goes(
    hub: Hub, pull: int, model: llm.Script, pr: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever may push makes any branch; only the default branch is reviewed."""
    monkeypatch.delenv("OPENAI_BASE_URL")
    hub.git.commit("main", {"afterword.yml": f"llm:\n  base_url: {model.base_url}\n".encode()})
    with llm.endpoint(writes_every_section) as elsewhere:
        hub.git.commit("theirs", {"afterword.yml": f"llm:\n  base_url: {elsewhere.base_url}\n".encode()})
        hub.pulls[pull]["base"]["ref"] = "theirs"
        assert pr("generate", str(pull), "--out", "drafts", "--by-hand") == 0
        assert elsewhere.requests == [] and model.requests


def test_nothing_is_committed_to_the_default_branch(
    hub: Hub, pr: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    """As where `main` is merged into a branch for releases."""
    hub.git.commit("release", {"README.md": b"widgets\n"})
    before = hub.git.commit("main", {PATH: FRONT.encode()})
    number = hub.open_pull("main", base="release")
    assert pr("apply", str(number), "--drafts", "drafts", "--by-hand") == 0
    assert hub.git.head("main") == before and hub.writes == []
    assert "its branch is the default branch" in capsys.readouterr().err


def test_the_branch_of_an_incident_is_drafted_where_somebody_asks_for_it(
    hub: Hub, pull: int, model: llm.Script, pr: Callable[..., int]
) -> None:
    """As when evidence was added, or the key was missing when it was begun."""
    hub.git.commit("afterword/incident-7", {PATH: FRONT.encode()})
    number = str(hub.open_pull("afterword/incident-7"))
    assert pr("apply", number, "--drafts", "drafts") == 0
    assert hub.git.read("afterword/incident-7", PATH) == FRONT.encode()
    assert pr("apply", number, "--drafts", "drafts", "--by-hand") == 0
    assert read(hub.git.read("afterword/incident-7", PATH), PATH).section("Timeline") is not None


def test_a_pull_request_with_too_much_evidence_can_be_merged(
    hub: Hub, pull: int, pr: Callable[..., int], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure would fail the required check for good, as where the format of every post-mortem is changed."""
    monkeypatch.setattr("afterword.pull_requests.opened_pull._MAX_FILES", 2)
    assert pr("generate", str(pull), "--out", "drafts") == 0
    assert pr("apply", str(pull), "--drafts", "drafts") == 0
    assert pr("comment", str(pull)) == 0
    assert hub.writes == []
    said = capsys.readouterr().err
    assert said.count(f"notice: pull request #{pull} is left alone: ") == 3
    hub.add_comment(pull, f"{MARKER}\nof a time when there was less", BOT_ID)
    assert pr("comment", str(pull)) == 0
    assert hub.comments[pull][0]["body"] == f"{MARKER}\nof a time when there was less"
    assert "has more than 2 files" in said and "run `afterword draft` in a checkout" in said


def test_a_fork_is_not_drafted(
    hub: Hub, pull: int, model: llm.Script, pr: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    hub.fork_heads[pull] = "stranger/widgets"
    assert pr("generate", str(pull), "--out", "drafts") == 0
    assert pr("apply", str(pull), "--drafts", "drafts") == 0
    assert "it comes from a fork" in capsys.readouterr().err
    assert model.requests == [] and hub.writes == []


@pytest.mark.parametrize(
    ("setting", "label", "by_hand", "drafted"),
    [("label", "", False, False), ("label", "draft-postmortem", False, True), ("label", "", True, True),
     ("command", "draft-postmortem", False, False), ("command", "", True, True)],
)  # fmt: skip
def test_when_drafts_are_made_is_a_setting(
    hub: Hub, pull: int, pr: Callable[..., int], setting: str, label: str, by_hand: bool, drafted: bool
) -> None:
    hub.git.commit("main", {"afterword.yml": f"draft:\n  on: {setting}\n".encode()})
    hub.pulls[pull]["labels"] = [hub._label(label)] if label else []
    before = hub.git.head(BRANCH)
    assert pr("apply", str(pull), "--drafts", "drafts", *(["--by-hand"] if by_hand else [])) == 0
    assert (hub.git.head(BRANCH) != before) is drafted


def test_our_own_branches_and_documents_that_are_no_drafts_are_left_alone(
    hub: Hub, pull: int, pr: Callable[..., int]
) -> None:
    hub.git.commit("afterword/status", {PATH: FRONT.encode()})
    own = hub.open_pull("afterword/status")
    hub.git.commit(BRANCH, {PATH: FRONT.replace("status: draft", "status: in-review").encode()})
    for number in (own, pull):
        assert pr("apply", str(number), "--drafts", "drafts") == 0
    assert hub.writes == []


def _meanwhile(hub: Hub, act: Callable[[], object]) -> None:
    """Do something immediately before the draft is committed."""

    def before(method: str, path: str) -> None:
        if method == "PUT" and "/contents/" in path:
            hub.before = lambda method, path: None
            act()

    hub.before = before


@pytest.mark.parametrize("what", ["advanced", "force-pushed", "deleted", "file deleted"])
def test_a_branch_that_moves_while_apply_runs_loses_nothing(
    hub: Hub, pull: int, pr: Callable[..., int], capsys: pytest.CaptureFixture[str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, what: str,
) -> None:  # fmt: skip
    summary = tmp_path / "summary"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    theirs = (FRONT + "\n## Summary\n\nWritten by a person.\n").encode()

    def force_push() -> None:
        hub.git("update-ref", f"refs/heads/{BRANCH}", hub.git.head("main"))
        hub.git.commit(BRANCH, {PATH: theirs})

    acts: dict[str, Callable[[], object]] = {
        "advanced": lambda: hub.git.commit(BRANCH, {PATH: theirs}),
        "force-pushed": force_push,
        "deleted": lambda: hub.git("update-ref", "-d", f"refs/heads/{BRANCH}"),
        "file deleted": lambda: hub.git.commit(BRANCH, {PATH: None}),
    }
    _meanwhile(hub, acts[what])
    assert pr("apply", str(pull), "--drafts", "drafts") == 0
    assert "nothing was written" in capsys.readouterr().err
    assert summary.read_text().startswith(f"- {ID}: the post-mortem ")
    if what == "deleted":
        assert hub.git.head(BRANCH) == ""
    elif what == "file deleted":
        assert PATH not in hub.git("ls-tree", "-r", "--name-only", BRANCH)
    else:
        assert hub.git.read(BRANCH, PATH) == theirs


def test_another_file_of_the_branch_may_move(hub: Hub, pull: int, pr: Callable[..., int]) -> None:
    _meanwhile(hub, lambda: hub.git.commit(BRANCH, {"README.md": b"theirs\n"}))
    assert pr("apply", str(pull), "--drafts", "drafts") == 0
    assert hub.git.read(BRANCH, "README.md") == b"theirs\n"
    assert read(hub.git.read(BRANCH, PATH), PATH).section("Timeline") is not None


def test_a_write_whose_answer_got_lost_is_known_again(
    hub: Hub, pull: int, pr: Callable[..., int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "output"))
    hub.faults.append(Fault("then-502", "PUT", r".*/contents/.*"))
    assert pr("apply", str(pull), "--drafts", "drafts") == 0
    assert (tmp_path / "output").read_text() == f"commit={hub.git.head(BRANCH)}\n"
    assert len(hub.git("rev-list", f"main..{BRANCH}").split()) == 2


def test_a_rule_of_the_branch_is_reported_and_fails_the_run(
    hub: Hub, pull: int, pr: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    hub.faults.append(Fault("409", "PUT", r".*/contents/.*", message="Repository rule violations found"))
    assert pr("apply", str(pull), "--drafts", "drafts") == 1
    assert "Repository rule violations found" in capsys.readouterr().err


def test_a_run_that_was_killed_is_finished_by_the_next(
    hub: Hub, pull: int, pr: Callable[..., int], model: llm.Script
) -> None:
    hub.faults.append(Fault("reset", "PUT", r".*/contents/.*", times=99))
    assert pr("generate", str(pull), "--out", "drafts") == 0
    assert pr("apply", str(pull), "--drafts", "drafts") == 1
    hub.faults.clear()
    story(pr, pull)
    assert read(hub.git.read(BRANCH, PATH), PATH).notices
    assert len(comments(hub, pull)) == 1


def test_the_next_run_posts_the_status_of_a_killed_run(
    hub: Hub, pull: int, pr: Callable[..., int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pr("apply", str(pull), "--drafts", "drafts") == 0  # and then nothing more
    drafted = hub.git.head(BRANCH)
    output = tmp_path / "output"
    monkeypatch.setenv("GITHUB_OUTPUT", str(output))
    assert pr("apply", str(pull), "--drafts", "drafts") == 0
    assert output.read_text() == f"commit={drafted}\n" and hub.git.head(BRANCH) == drafted
    output.unlink()
    hub.git.commit(BRANCH, {"README.md": b"a person's\n"})  # which workflows run on
    assert pr("apply", str(pull), "--drafts", "drafts") == 0
    assert not output.exists()


def test_a_pull_request_that_is_not_drafted_hands_no_commit_on(
    hub: Hub, pull: int, pr: Callable[..., int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pr("apply", str(pull), "--drafts", "drafts") == 0
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "output"))
    hub.git.commit("main", {"afterword.yml": b"draft:\n  on: command\n"})
    assert pr("apply", str(pull), "--drafts", "drafts") == 0
    hub.fork_heads[pull] = "stranger/widgets"
    assert pr("apply", str(pull), "--drafts", "drafts", "--by-hand") == 0
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize(
    "forged",
    [
        b"not json", b"[]", b"{}", b"\xff\xfe", b"[" * 50_000,
        json.dumps({"version": 1, "id": "../../etc/passwd", "base": "0" * 40, "model": "m"}).encode(),
        json.dumps({"version": 1, "id": ID, "base": "0" * 40, "model": "m"}).encode(),
        json.dumps({"version": 1, "id": ID, "base": "0" * 40, "model": "m", "path": "README.md"}).encode(),
    ],
    ids=range(8),
)  # fmt: skip
def test_a_forged_draft_changes_nothing(
    hub: Hub, pull: int, pr: Callable[..., int], tmp_path: Path, forged: bytes
) -> None:
    (tmp_path / "work" / "drafts").mkdir()
    (tmp_path / "work" / "drafts" / f"{ID}.json").write_bytes(forged)
    (tmp_path / "work" / "drafts" / "README.json").write_bytes(forged)
    before = hub.git.head(BRANCH)
    assert pr("apply", str(pull), "--drafts", "drafts") == 0
    assert hub.git.head(BRANCH) == before and hub.writes == []


def test_a_forged_draft_only_fills_missing_sections_of_its_file(
    hub: Hub, pull: int, pr: Callable[..., int], tmp_path: Path
) -> None:
    mine = FRONT + "\n## Mitigation\n\nA person's words.\n"
    hub.git.commit(BRANCH, {PATH: mine.encode()})
    claim = {"text": "It failed. ::add-mask::x <script>", "evidence": ["E1"], "quote": "prompt v12", "kind": "fact"}
    forged = {
        "version": 1, "id": ID, "base": hub.git("rev-parse", f"{BRANCH}:{PATH}"), "model": "evil](http://x)",
        "sections": [
            {"section": name, "claims": [claim], "unknowns": []}
            for name in ("Summary", "Mitigation", "Action items", "../README.md")
        ],
    }  # fmt: skip
    (tmp_path / "work" / "drafts").mkdir()
    (tmp_path / "work" / "drafts" / f"{ID}.json").write_text(json.dumps(forged))
    before = hub.git.head(BRANCH)
    assert pr("apply", str(pull), "--drafts", "drafts") == 0
    after = hub.git.head(BRANCH)
    changed = hub.git("diff", "--name-only", before, after) if after != before else ""
    assert changed in ("", PATH)
    text = hub.git.read(BRANCH, PATH).decode()
    assert "\nA person's words.\n" in text and "<script>" not in text and "](http" not in text


def test_hostile_names_and_texts_stay_text(
    hub: Hub, pull: int, pr: Callable[..., int], model: llm.Script, capsys: pytest.CaptureFixture[str]
) -> None:
    title = "::add-mask::x $(touch /tmp/pwned) ${{ github.token }} <img src=x> @everyone closes #1"
    front = FRONT.replace("title: Support bot invents a refund policy", f"title: {json.dumps(title)}")
    names = ["-rf", "$(touch pwned).txt", "::error::x", "a\nb.log", "..\\up.txt", "${{ 1 }}"]
    folder = f"postmortems/{ID}"
    hub.git.commit(BRANCH, {PATH: front.encode(), **{f"{folder}/{name}": b"::add-mask::y\n" for name in names}})
    story(pr, pull)
    (comment,) = comments(hub, pull)
    printed = capsys.readouterr()
    for line in (printed.out + printed.err).splitlines():
        assert not line.lstrip().startswith("::")
    body = comment["body"].removeprefix(MARKER)
    assert "<img" not in body and " @everyone" not in body
    assert hub.git.head(BRANCH) and not Path("/tmp/pwned").exists()


def test_a_link_in_the_evidence_is_not_followed(
    hub: Hub, pull: int, pr: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    sha = hub.git("hash-object", "-w", "--stdin", data=b"/proc/self/environ")
    index = {"GIT_INDEX_FILE": str(hub.git.path / "index.link")}
    hub.git("read-tree", hub.git.head(BRANCH), env=index)
    ledger = f"postmortems/{ID}/evidence.jsonl"
    hub.git("update-index", "--cacheinfo", f"120000,{sha},{ledger}", env=index)
    tree = hub.git("write-tree", env=index)
    commit = hub.git("commit-tree", tree, "-p", hub.git.head(BRANCH), "-m", "link")
    hub.git("update-ref", f"refs/heads/{BRANCH}", commit)
    assert pr("apply", str(pull), "--drafts", "drafts") == 0
    assert "PATH=" not in hub.git.read(BRANCH, PATH).decode()
    assert hub.git.read(BRANCH, ledger) == b"/proc/self/environ"


def test_the_comment_is_found_on_every_page_and_only_ours_counts(hub: Hub, pull: int, pr: Callable[..., int]) -> None:
    hub.add_comment(pull, f"{MARKER}\nforged by a stranger", STRANGER_ID)
    for number in range(230):
        hub.add_comment(pull, f"talk {number}", STRANGER_ID)
    assert pr("comment", str(pull)) == 0
    for number in range(30):
        hub.add_comment(pull, f"more {number}", STRANGER_ID)
    hub.git.commit(BRANCH, {PATH: FRONT.replace("SEV2", "SEV9").encode()})
    assert pr("comment", str(pull)) == 0
    ours = [one for one in comments(hub, pull) if one["user"]["id"] == BOT_ID]
    assert len(ours) == 1 and "SEV9" in ours[0]["body"]
    assert comments(hub, pull)[0]["body"] == f"{MARKER}\nforged by a stranger"
    assert len(comments(hub, pull)) == 262


def test_two_comments_of_overlapping_runs_become_one(hub: Hub, pull: int, pr: Callable[..., int]) -> None:
    hub.add_comment(pull, f"{MARKER}\nfirst", BOT_ID)
    hub.add_comment(pull, f"{MARKER}\nsecond", BOT_ID)
    assert pr("comment", str(pull)) == 0
    (left,) = comments(hub, pull)
    assert left["id"] == 1 and "first" not in left["body"]


def test_the_comment_says_who_accepted_and_what_was_declined(
    hub: Hub, pull: int, model: llm.Script, pr: Callable[..., int]
) -> None:
    story(pr, pull)
    document = read(hub.git.read(BRANCH, PATH), PATH)
    summary = document.section("Summary")
    assert summary is not None
    text = edit(document.source, remove_notice(document, [summary]))
    gone = document.section("Mitigation")
    assert gone is not None
    text = text.replace(document.text(gone.span), "")
    hub.git.commit(BRANCH, {PATH: text.encode()}, "accept")
    story(pr, pull)
    (comment,) = comments(hub, pull)
    assert "| Summary: accepted by `@octocat` |" in comment["body"]
    assert "| Mitigation: declined |" in comment["body"]
    assert "1 accepted, 1 declined" in comment["body"]


def test_what_was_dropped_stays_in_the_comment(hub: Hub, pull: int, pr: Callable[..., int], tmp_path: Path) -> None:
    reports = tmp_path / "work" / "reports"
    reports.mkdir()
    claim = {
        "text": "It cost 9 million <b>",
        "status": "dropped",
        "reasons": ["9 million is not in E1"],
        "evidence": [],
    }
    report = {"id": ID, "drafts": [{"section": "Summary", "claims": [claim], "unknowns": []}]}
    (reports / f"{ID}.json").write_text(json.dumps(report))
    (reports / "broken.json").write_text("[" * 100_000)
    assert pr("comment", str(pull), "--reports", "reports") == 0
    assert "It cost 9 million &lt;b&gt;: 9 million is not in E1" in comments(hub, pull)[0]["body"]
    hub.log.clear()
    assert pr("comment", str(pull), "--reports", "nowhere") == 0
    assert hub.writes == []


def test_the_comment_tells_what_merging_would_do_and_of_no_other_document(
    hub: Hub, pull: int, pr: Callable[..., int]
) -> None:
    marker = "<!-- afterword:begin -->\n<!-- afterword:action=2026-01-01-other/A1 -->\n<!-- afterword:end -->"
    hub.add_issue("Another", marker, author=BOT_ID)
    table = "| ID | Action | Owner | Due | Status | Issue |\n|---|---|---|---|---|---|\n"
    rows = "| A1 | Add the case | @octocat | 2026-06-01 | open | |\n| A2 | Alert | @octocat | 2026-06-01 | open | |\n"
    hub.git.commit(BRANCH, {PATH: f"{FRONT}\n## Action items\n\n{table}{rows}".encode()})
    assert pr("comment", str(pull)) == 0
    body = comments(hub, pull)[0]["body"]
    assert "**On merge:** 3 issues are opened" in body
    assert "Add the case" in body and "2026-01-01-other" not in body
    assert len(hub.issues) == 1


def test_the_comment_names_rows_that_would_be_held_and_no_issue_of_another_document_holds_one(
    hub: Hub, pull: int, pr: Callable[..., int]
) -> None:
    def marked(document: str, action: str) -> str:
        return f"<!-- afterword:begin -->\n<!-- afterword:action={document}/{action} -->\n<!-- afterword:end -->"

    other = ID.replace("invents", "repeats")
    number = hub.add_issue("Alert on refunds", marked(ID, "A1"), author=BOT_ID)
    hub.add_issue("Add the case", marked(other, "A1"), author=BOT_ID)
    table = "| ID | Action | Owner | Due | Status | Issue |\n|---|---|---|---|---|---|\n"
    rows = "| A1 | Add the case | @octocat | 2026-06-01 | open | |\n"
    files = {PATH: f"{FRONT}\n## Action items\n\n{table}{rows}", f"postmortems/{other}.md": FRONT.replace(ID, other)}
    hub.git.commit("main", {name: text.encode() for name, text in files.items() if name != PATH})
    hub.git.commit(BRANCH, {name: text.encode() for name, text in files.items()})
    assert pr("comment", str(pull)) == 0
    body = comments(hub, pull)[0]["body"]
    assert "1 row cannot be tracked" in body
    assert f"its id leads to issue `#{number}`, which has another text: “Alert on refunds”" in body


def test_a_huge_comment_stays_within_the_limit(hub: Hub, pull: int, pr: Callable[..., int]) -> None:
    table = "| ID | Action | Owner | Due | Status | Issue |\n|---|---|---|---|---|---|\n"
    rows = "".join(f"| A{n} | {'Do it, ' * 40} | nobody at all | 2026-06-01 | open | |\n" for n in range(300))
    hub.git.commit(BRANCH, {PATH: f"{FRONT}\n## Action items\n\n{table}{rows}".encode()})
    assert pr("comment", str(pull)) == 0
    assert len(comments(hub, pull)[0]["body"]) < 65_536


def test_a_pull_request_without_post_mortems_gets_no_comment(hub: Hub, pr: Callable[..., int]) -> None:
    hub.git.commit("docs", {"README.md": b"other\n"})
    number = hub.open_pull("docs")
    story(pr, number)
    assert hub.writes == []


def test_the_status_of_a_drafted_commit(hub: Hub, pull: int, pr: Callable[..., int]) -> None:
    head = hub.git.head(BRANCH)
    assert pr("status", head, "success") == 0
    assert pr("status", head, "success") == 0  # said already
    assert pr("status", head, "failure", "--context", "other") == 0
    assert pr("status", head, "cancelled") == 0
    assert hub.statuses[head] == [("success", "afterword"), ("failure", "other"), ("failure", "afterword")]
    assert pr("status", "HEAD; rm -rf /", "success") == 1


def test_settings_that_a_former_run_left_in_the_folder_do_not_matter(
    hub: Hub, pull: int, pr: Callable[..., int], tmp_path: Path
) -> None:
    """A runner of one's own keeps its workspace, and the jobs that write have no checkout."""
    (tmp_path / "work" / "afterword.yml").write_text("no: setting\n")
    story(pr, pull)
    head = hub.git.head(BRANCH)
    assert pr("status", head, "success") == 0 and hub.statuses == {head: [("success", "afterword")]}


def test_a_comment_of_post_mortems_that_were_taken_out_again_says_so(
    hub: Hub, pull: int, model: llm.Script, pr: Callable[..., int]
) -> None:
    story(pr, pull)
    assert "Summary: awaits review" in comments(hub, pull)[0]["body"]
    hub.git.commit(BRANCH, {PATH: None, "README.md": b"theirs\n"})
    assert pr("comment", str(pull)) == 0
    (comment,) = comments(hub, pull)
    shown = comment["body"].partition("<!-- afterword:questions")[0]
    assert "nothing awaits review" in shown and "Summary" not in shown


def test_the_history_is_asked_no_further_than_to_the_last_acceptance(
    hub: Hub, pull: int, model: llm.Script, pr: Callable[..., int]
) -> None:
    """Thirty requests for each document of a large pull request would use up what the token may ask in an hour."""
    for number in range(8):
        hub.git.commit(BRANCH, {PATH: FRONT.encode() + b"\n" * number}, "work")
    story(pr, pull)
    document = read(hub.git.read(BRANCH, PATH), PATH)
    (summary,) = (one for one, _ in document.notices if one.name == "Summary")
    hub.git.commit(BRANCH, {PATH: edit(document.source, remove_notice(document, [summary])).encode()}, "accept")
    hub.log.clear()
    assert pr("comment", str(pull)) == 0
    assert "| Summary: accepted by `@octocat` |" in comments(hub, pull)[0]["body"]
    assert sum("/contents/" in one.path for one in hub.log) == 2


def test_what_is_missing_is_reported_in_one_line(
    hub: Hub, pull: int, pr: Callable[..., int], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pr("comment", "99") == 1
    assert capsys.readouterr().err.startswith("error: there is no pull request #99 in acme/widgets")
    monkeypatch.setenv("GITHUB_REPOSITORY", "../etc")
    assert pr("comment", str(pull)) == 1
    monkeypatch.delenv("GITHUB_TOKEN")
    assert pr("comment", str(pull)) == 1
    assert "there is no token" in capsys.readouterr().err


def test_only_the_folder_counts_in_a_repository_with_many_files(
    hub: Hub, pull: int, pr: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    hub.git.commit(BRANCH, {f"src/{number}.txt": b"x" for number in range(60)})
    hub.most_entries = 50
    assert pr("apply", str(pull), "--drafts", "drafts") == 0
    assert read(hub.git.read(BRANCH, PATH), PATH).section("Timeline") is not None
    hub.git.commit(BRANCH, {f"postmortems/{ID}/{number}.txt": b"x" for number in range(60)})
    assert pr("comment", str(pull)) == 0
    assert hub.comments == {}
    assert "postmortems in acme/widgets has more files than GitHub lists at once" in capsys.readouterr().err


@pytest.mark.parametrize("folder", ["ml/incidents", "a"])
def test_the_folder_of_the_post_mortems_may_lie_anywhere(hub: Hub, pr: Callable[..., int], folder: str) -> None:
    hub.git.commit("main", {"afterword.yml": f"postmortems: {folder}\n".encode()})
    path = f"{folder}/{ID}.md"
    hub.git.commit("topic", {path: FRONT.encode(), f"{folder}-other/{ID}.md": b"other\n"})
    number = hub.open_pull("topic")
    before = hub.git.head("topic")
    assert pr("apply", str(number), "--drafts", "drafts") == 0
    assert hub.git("diff", "--name-only", before, "topic") == path


def test_the_stand_in_has_a_real_repository(hub: Hub, pull: int, tmp_path: Path) -> None:
    subprocess.run(["git", "clone", "-q", "-b", BRANCH, hub.git.path, tmp_path / "clone"], check=True)
    assert (tmp_path / "clone" / PATH).read_bytes() == FRONT.encode()
