"""The whole story, with the real workflow files under act: from a pull request with a gap to a status on the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from afterword.postmortem import read
from afterword.postmortem.edit import apply as edit
from afterword.postmortem.edit_notice import remove_notice
from afterword.pull_requests.comment_text import MARKER
from afterword.pull_requests.question_record import AskedQuestion, Record, number_questions, write_record
from afterword.tracking.status_pull_request import BRANCH as ROLLING
from drafting.incident import FRONT, ID, SAMPLE, writes_every_section
from fakes import llm
from fakes.github import BOT_ID
from new.incident import SECRETS
from pull_requests.acting import KEY, Ran, Runner, runnable
from pull_requests.conftest import BRANCH, PATH, evidence
from pull_requests.forms import ANSWERS, body_of
from pull_requests.hub import Hub
from pull_requests.workflows import ACTION, FOLDER

COMPLETE = FRONT.replace("causes:\n", "services: [support-bot]\ncauses:\n")
FOLDER_OF = f"postmortems/{ID}"


class Story:
    """A repository, its runner and a model."""

    def __init__(self, folder: Path, hub: Hub, model: llm.Script) -> None:
        self.hub = hub
        self.model = model
        self.runner = Runner(folder, hub)
        self.is_fork = False
        self.ledger = evidence(folder / "ledger")

    def propose(self, front: str = COMPLETE, **more: bytes) -> int:
        """Push a post-mortem with evidence to a branch, and open a pull request."""
        samples = {f"{FOLDER_OF}/samples/refund.yaml": SAMPLE.encode()}
        ledger = {f"{FOLDER_OF}/evidence.jsonl": self.ledger}
        self.hub.git.commit(BRANCH, {PATH: front.encode(), **ledger, **samples, **more})
        return self.hub.open_pull(BRANCH)

    def pull_request(self, number: int, *, key: str = KEY, sender: str = "User", **changes: Any) -> Ran:
        """The workflow of a pull request, as GitHub starts it."""
        pull = self.hub._get_pull(str(number))[1] | changes
        payload = self._payload("synchronize", sender) | {"number": number, "pull_request": pull}
        return self._run("afterword-pull-request", "pull_request", payload, self.hub.git.head(BRANCH), key)

    def by_hand(self, number: int) -> Ran:
        """The same, started by hand."""
        payload = self._payload("", "User") | {"inputs": {"pull-request": str(number)}}
        return self._run("afterword-pull-request", "workflow_dispatch", payload, self.hub.git.head("main"), KEY)

    def push(self) -> Ran:
        """The workflow of the default branch."""
        payload = self._payload("", "User") | {"ref": "refs/heads/main"}
        return self._run("afterword-main", "push", payload, self.hub.git.head("main"), "")

    def closed(self, number: int) -> Ran:
        """The same, for an issue that was closed."""
        payload = self._payload("closed", "User") | {"issue": self.hub.issues[number]}
        return self._run("afterword-main", "issues", payload, self.hub.git.head("main"), "")

    def labelled(self, number: int) -> Ran:
        """The workflow of an incident whose issue got the label."""
        payload = self._payload("labeled", "User") | {"issue": self.hub.issues[number], "label": {"name": "postmortem"}}
        return self._run("afterword-incident", "issues", payload, self.hub.git.head("main"), KEY)

    def opened(self, number: int) -> Ran:
        """The same, for an issue that was made with the form where the repository does not have the label."""
        payload = self._payload("opened", "User") | {"issue": self.hub.issues[number]}
        return self._run("afterword-incident", "issues", payload, self.hub.git.head("main"), KEY)

    def replied(self, number: int, reply: int) -> Ran:
        """The workflow of a comment on a pull request."""
        comment = next(one for one in self.hub.comments[number] if one["id"] == reply)
        payload = self._payload("created", "User") | {
            "issue": {"number": number, "pull_request": {"url": "x"}},
            "comment": comment,
        }
        return self._run("afterword-replies", "issue_comment", payload, self.hub.git.head("main"), "")

    def _payload(self, action: str, sender: str) -> dict[str, Any]:
        repository = {"full_name": "acme/widgets", "name": "widgets", "fork": self.is_fork, "default_branch": "main"}
        return {"action": action, "repository": repository, "sender": {"login": "octocat", "type": sender}}

    def _run(self, workflow: str, event: str, payload: dict[str, Any], sha: str, key: str) -> Ran:
        env = {"AFTERWORD_LLM_MODEL": "m1", "OPENAI_BASE_URL": self.model.base_url}
        ran = self.runner.run(workflow, event, payload, sha=sha, key=key, **env)
        with self.hub.lock:  # what a killed run asked for last comes through
            return ran

    def daily(self) -> Ran:
        """The workflow of the schedule, in the morning."""
        payload = self._payload("", "User") | {"schedule": "41 5 * * *"}
        return self._run("afterword-schedule", "schedule", payload, self.hub.git.head("main"), "")

    def killed_before(self, verb: str, path: str, times: int = 1) -> None:
        """Kill the run that is under way when it asks for this for the nth time; the request comes through."""
        left = [times]

        def before(method: str, asked: str) -> None:
            if method == verb and re.search(path, asked):
                left[0] -= 1
                if left[0] == 0:
                    self.hub.before = lambda method, asked: None
                    self.runner.kill()

        self.hub.before = before

    def accept_all(self) -> None:
        """Delete every note, as a person would."""
        document = read(self.hub.git.read(BRANCH, PATH), PATH)
        notes = remove_notice(document, [section for section, _ in document.notices])
        self.hub.git.commit(BRANCH, {PATH: edit(document.source, notes).encode()}, "accept all")

    @property
    def deployed(self) -> dict[str, bytes]:
        """Every file of the deployed site."""
        root = self.runner.store / "deployed"
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}

    @property
    def document(self) -> str:
        return self.hub.git.read("main", PATH).decode()

    @property
    def site(self) -> str:
        """The deployed page of all action items."""
        return (self.runner.store / "deployed" / "action-items" / "index.html").read_text()


@pytest.fixture
def story(tmp_path: Path, hub: Hub) -> Iterator[Story]:
    with llm.endpoint(writes_every_section) as model:
        yield Story(tmp_path / "act", hub, model)


def test_from_a_gap_to_a_status_on_the_site_and_each_step_twice(story: Story, hub: Hub) -> None:
    number = story.propose()
    ran = story.pull_request(number)
    assert ran.code == 0, ran.log[-3000:]
    assert ran.jobs == dict.fromkeys(
        (
            "check/check",
            "draft/read",
            "draft/generate",
            "draft/apply",
            "draft/recheck",
            "draft/report",
            "draft/comment",
            "afterword",
        ),
        "success",
    )
    drafted = hub.git.head(BRANCH)
    assert hub.statuses == {drafted: [("success", "afterword")]}
    (comment,) = hub.comments[number]
    assert "Action items: awaits review" in comment["body"]
    assert KEY not in ran.log

    asked = len(story.model.requests)
    hub.log.clear()
    ran = story.pull_request(number)
    assert ran.code == 0, ran.log[-3000:]
    assert hub.git.head(BRANCH) == drafted and len(story.model.requests) == asked
    assert hub.writes == [] and hub.comments[number] == [comment]

    story.accept_all()
    ran = story.pull_request(number)
    assert ran.code == 0, ran.log[-3000:]
    assert "draft/recheck" not in ran.jobs and "draft/report" not in ran.jobs  # a person's commit has its own run
    assert "Action items: accepted by `@octocat`" in hub.comments[number][0]["body"]
    assert "2 issues are opened" in hub.comments[number][0]["body"]
    assert hub.issues == {}

    hub.merge(number)
    ran = story.push()
    assert ran.code == 0, ran.log[-3000:]
    jobs = ("sync/plan", "sync/apply", "sync/write-back", "site/build", "site/deploy", "schedule/deadlines")
    assert ran.jobs == dict.fromkeys(jobs, "success")
    (issue,) = (one for one in hub.issues.values() if one["title"].startswith("Add an alert"))
    assert len(hub.issues) == 2 and len(hub.pulls) == 2
    assert f'/issues/{issue["number"]}"' in story.site and not re.search(r">\s*done\s*<", story.site)
    assert f"#{issue['number']}" not in story.document

    hub.log.clear()
    ran = story.push()
    assert ran.code == 0, ran.log[-3000:]
    assert hub.writes == [] and len(hub.issues) == 2

    hub.close(issue["number"])
    ran = story.closed(issue["number"])
    assert ran.code == 0, ran.log[-3000:]
    assert "| done |" in hub.files_of(ROLLING)[PATH]
    (rolling,) = (one for one, pull in hub.pulls.items() if pull["state"] == "open")
    hub.merge(rolling)
    assert f"| done | #{issue['number']} |" in story.document
    ran = story.push()
    assert ran.code == 0, ran.log[-3000:]
    assert re.search(r">\s*done\s*<", story.site)

    hub.log.clear()
    site = story.deployed
    for ran in (story.closed(issue["number"]), story.push()):
        assert ran.code == 0, ran.log[-3000:]
        assert hub.writes == [] and story.deployed == site
    assert len(hub.issues) == 2 and len(hub.pulls) == 2 and len(hub.comments[number]) == 1


def test_what_a_killed_run_left_undone_is_done_by_the_next(story: Story, hub: Hub) -> None:
    number = story.propose()
    story.killed_before("PUT", "/contents/")
    ran = story.pull_request(number)
    assert ran.code != 0 and "draft/comment" not in ran.jobs
    drafted = hub.git.head(BRANCH)
    assert read(hub.git.read(BRANCH, PATH), PATH).notices and hub.statuses == {} and hub.comments.get(number, []) == []
    ran = story.pull_request(number)
    assert ran.code == 0, ran.log[-3000:]
    assert hub.git.head(BRANCH) == drafted and hub.statuses == {drafted: [("success", "afterword")]}
    assert len(hub.comments[number]) == 1

    story.accept_all()
    hub.merge(number)
    story.killed_before("POST", "/issues$", times=2)
    assert story.push().code != 0
    assert 1 <= len(hub.issues) <= 2 and len(hub.pulls) == 1
    _ten_minutes_pass(hub)
    ran = story.push()
    assert ran.code == 0, ran.log[-3000:]
    assert len(hub.issues) == len({one["title"] for one in hub.issues.values()}) == 2
    assert len(hub.pulls) == 2
    (action,) = (one["number"] for one in hub.issues.values() if one["title"].startswith("Add an alert"))
    assert f'/issues/{action}"' in story.site


def test_missed_deadlines_are_one_issue_updated_every_day(story: Story, hub: Hub) -> None:
    over = COMPLETE.replace(
        "  detected: 2026-02-10T09:17Z\n", "  detected: 2026-02-10T09:17Z\n  resolved: 2026-02-11\n"
    )
    hub.git.commit("main", {PATH: over.encode()})
    ran = story.daily()
    assert ran.code == 0, ran.log[-3000:]
    assert ran.jobs == {"schedule/deadlines": "success", "schedule/guard": "success"}
    (issue,) = hub.issues.values()
    assert "publication due 2026-02-15 00:00Z" in issue["body"]
    hub.log.clear()
    assert story.daily().code == 0
    assert hub.writes == []


def _ten_minutes_pass(hub: Hub) -> None:
    """The lease of the run that died runs out."""
    for label in hub.labels.values():
        label["description"] = re.sub(r"until [\dT:Z-]{20}", "until 2026-01-01T00:00:00Z", label["description"] or "")


def test_a_pull_request_of_a_fork_gets_annotations_and_nothing_else(story: Story, hub: Hub) -> None:
    number = story.propose(FRONT)
    head = hub._get_pull(str(number))[1]["head"]
    head["repo"] = head["repo"] | {"full_name": "stranger/widgets", "fork": True}
    ran = story.pull_request(number, key="", head=head)
    assert ran.code == 1
    assert ran.jobs == {"check/check": "failure"}  # act ends here; GitHub goes on to `afterword`, which fails
    # The annotation, which act shows as it is: a document that lacks `services`.
    assert f"file={PATH},line=2" in ran.log or f"{PATH}:2" in ran.log
    assert story.model.requests == [] and hub.writes == [] and hub.log == []


def test_a_fork_of_the_repository_runs_nothing_that_writes(story: Story, hub: Hub) -> None:
    story.is_fork = True
    number = story.propose()
    assert story.pull_request(number).jobs == {"check/check": "success", "afterword": "success"}
    hub.permissions["octocat"] = "admin"
    issue = hub.add_issue("Incident: x", labels=("incident", "postmortem-action"))
    hub.close(issue)
    for ran in (story.by_hand(number), story.push(), story.closed(issue), story.daily(), story.labelled(issue)):
        assert (ran.code, ran.jobs) == (0, {})
    assert hub.log == [] and story.model.requests == []


def test_what_an_app_pushed_is_not_drafted_again(story: Story, hub: Hub) -> None:
    ran = story.pull_request(story.propose(), sender="Bot")
    assert ran.jobs == {"check/check": "success", "afterword": "success"}
    assert hub.writes == []


def test_without_a_key_the_draft_is_made_of_what_is_derived(story: Story, hub: Hub) -> None:
    ran = story.pull_request(story.propose(), key="")
    assert ran.code == 0, ran.log[-3000:]
    assert story.model.requests == []
    assert read(hub.git.read(BRANCH, PATH), PATH).section("Timeline") is not None


def test_somebody_can_ask_for_a_draft(story: Story, hub: Hub) -> None:
    hub.git.commit("main", {"afterword.yml": b"draft:\n  on: command\n"})
    number = story.propose()
    assert "draft/recheck" not in story.pull_request(number).jobs
    assert hub.writes[-1].method == "POST" and "/comments" in hub.writes[-1].path
    ran = story.by_hand(number)
    assert ran.code == 0, ran.log[-3000:]
    assert ran.jobs["draft/apply"] == "success" and "check/check" not in ran.jobs
    assert read(hub.git.read(BRANCH, PATH), PATH).notices


def test_documents_that_nobody_merged_make_no_issues_and_no_site(story: Story, hub: Hub) -> None:
    """Whoever may push can run a workflow on any branch, and run an old one again."""
    hub.git.commit("main", {"afterword.yml": b"tracker: github\n"})
    rows = "| A1 | Add the case | @octocat | 2026-06-01 | open | |\n"
    table = f"\n## Action items\n\n| ID | Action | Owner | Due | Status | Issue |\n|---|---|---|---|---|---|\n{rows}"
    story.propose(COMPLETE + table)
    payload = story._payload("", "User") | {"ref": f"refs/heads/{BRANCH}"}
    ran = story._run("afterword-main", "workflow_dispatch", payload, hub.git.head(BRANCH), "")
    assert ran.code == 0, ran.log[-3000:]
    assert hub.issues == {}
    assert story.deployed and not any(ID in path for path in story.deployed)


def test_the_pull_request_of_an_incident_gets_its_comment_and_no_draft(story: Story, hub: Hub) -> None:
    branch = "afterword/incident-7"
    head = hub.git.commit(branch, {PATH: COMPLETE.encode()})
    number = hub.open_pull(branch)
    payload = story._payload("synchronize", "User") | {"number": number, "pull_request": hub._get_pull(str(number))[1]}
    ran = story._run("afterword-pull-request", "pull_request", payload, head, KEY)
    assert ran.code == 0, ran.log[-3000:]
    assert len(hub.comments[number]) == 1
    assert hub.git.head(branch) == head and story.model.requests == []


def test_with_a_key_in_an_environment_one_job_asks_the_model(story: Story, hub: Hub) -> None:
    llm_settings = f"llm:\n  model: m1\n  base_url: {story.model.base_url}\n"
    hub.git.commit("main", {"afterword.yml": f"draft:\n  on: command\n{llm_settings}".encode()})
    number = story.propose()
    payload = story._payload("", "User") | {"inputs": {"pull-request": str(number)}}
    ran = story._run("afterword-draft", "workflow_dispatch", payload, hub.git.head("main"), KEY)
    assert ran.code == 0, ran.log[-3000:]
    assert set(ran.jobs) == {
        "read", "generate", "draft/read", "draft/generate", "draft/apply", "draft/recheck", "draft/report",
        "draft/comment",
    }  # fmt: skip
    assert "Drafted from evidence by m1" in hub.git.read(BRANCH, PATH).decode()
    assert hub.statuses == {hub.git.head(BRANCH): [("success", "afterword")]} and len(hub.comments[number]) == 1
    assert KEY not in ran.log


def test_text_titles_and_names_that_look_like_commands_run_nothing(story: Story, hub: Hub, tmp_path: Path) -> None:
    pwned = tmp_path / "pwned"
    word = "unmistakable"
    title = f"::add-mask::{word} $(touch {pwned}) ${{{{ github.token }}}} %0A::error::x"
    names = {
        f"{FOLDER_OF}/{name}": f"::add-mask::{word}\n::set-output name=commit::{'f' * 40}\n".encode()
        for name in (
            "-rf",
            f"$(touch {pwned.name}).txt",
            f"::add-mask::{word}",
            "a\n::add-mask::b",
            "venv.py",
            "pip.py",
        )
    }
    front = COMPLETE.replace("title: Support bot invents a refund policy", f"title: '{title}'")
    front = front.replace("severity: SEV2", f"severity: '::add-mask::{word}'")  # a finding quotes it
    row = f"| A1 | {title} | @octocat | 2026-06-01 | open | |\n"
    front += f"\n## Action items\n\n| ID | Action | Owner | Due | Status | Issue |\n|---|---|---|---|---|---|\n{row}"
    number = story.propose(front, **names, **{"venv.py": b"open('pwned', 'w')", "afterword/__init__.py": b"1/0"})
    ran = story.pull_request(number, title=title, body=title)
    assert "draft/apply" in ran.jobs, ran.log[-3000:]
    assert ran.jobs["draft/apply"] == ran.jobs["draft/comment"] == "success"
    _require_text(ran, word, tmp_path)
    assert "f" * 40 not in str(hub.statuses)

    hub.merge(number)
    ran = story.push()
    assert ran.jobs["sync/apply"] == ran.jobs["site/deploy"] == "success", ran.log[-3000:]
    _require_text(ran, word, tmp_path)
    assert any(word in issue["title"] for issue in hub.issues.values())
    assert word in story.site


def _require_text(ran: Ran, word: str, folder: Path) -> None:
    """What looked like a command was shown, and did nothing."""
    assert not list(folder.rglob("pwned"))
    assert [line for line in ran.lines if line.get("command") == "add-mask" or "::add-mask::***" in str(line)] == []
    assert word in ran.log


def test_a_closed_incident_becomes_a_drafted_pull_request(story: Story, hub: Hub) -> None:
    number = hub.add_issue("Incident: $(touch pwned) refunds", "::add-mask::octocat", labels=("incident",))
    hub.add_comment(number, "Change: release 58 puts prompt v12 on all traffic.", 7, association="MEMBER")
    hub.close(number)
    assert story.labelled(number).jobs == {"incident/gate": "success"}  # a stranger
    assert hub.writes == []
    hub.permissions["octocat"] = "admin"
    ran = story.labelled(number)
    assert ran.code == 0, ran.log[-3000:]
    assert ran.jobs == dict.fromkeys(
        ("incident/gate", "incident/read", "incident/generate", "incident/apply"), "success"
    )
    (pull,) = hub.pulls.values()
    text = hub.files_of(pull["head"]["ref"])
    (path,) = (path for path in text if path.endswith("-refunds.md"))
    assert "Drafted from evidence by m1" in text[path] and f'issue: "#{number}"' in text[path]
    assert story.model.requests and KEY not in ran.log
    hub.log.clear()
    assert story.labelled(number).code == 0
    assert hub.writes == []


def test_the_form_becomes_a_drafted_pull_request_without_a_command(story: Story, hub: Hub) -> None:
    hub.permissions["octocat"] = "write"
    number = hub.add_issue("Post-mortem: ", body_of(ANSWERS), labels=())
    ran = story.opened(number)
    assert ran.code == 0, ran.log[-3000:]
    assert ran.jobs == dict.fromkeys(
        ("incident/gate", "incident/read", "incident/generate", "incident/apply"), "success"
    )
    (pull,) = hub.pulls.values()
    text = hub.files_of(pull["head"]["ref"])
    path = "postmortems/2026-04-24-customers-are-getting-refund-promises.md"
    assert "**Unknown, needs investigation:**" in text[path] and f'issue: "#{number}"' in text[path]
    assert story.model.requests and KEY not in ran.log
    assert not any(name in str(text) for name in SECRETS)
    assert f"is drafted in #{pull['number']}: review it there." in hub.said(number)[0]
    assert "(reply `Q1: …`)" in hub.said(pull["number"])[0]
    hub.log.clear()
    hub.issues[number]["labels"] = [hub._label("postmortem")]
    assert story.opened(number).jobs == {} and hub.log == []  # the label is an event of its own


def test_a_reply_answers_a_question_and_its_commit_gets_a_status(story: Story, hub: Hub) -> None:
    question = "**Unknown, needs investigation:** How many users?"
    number = story.propose(f"{COMPLETE}\n## Impact\n\n{question}\n")
    body = f"{MARKER}\n{write_record(number_questions(Record(), [AskedQuestion(ID, 'Impact', 'How many users?')])[0])}"
    hub.add_comment(number, body, BOT_ID)
    reply = hub.add_comment(number, "Q1: About 120 ::add-mask::x $(touch pwned).", 7)
    assert story.replied(number, reply).jobs == {}  # nobody who has a tie to the repository
    hub.comments[number][-1]["author_association"] = "CONTRIBUTOR"
    hub.permissions["user-7"] = "write"
    ran = story.replied(number, reply)
    assert ran.code == 0, ran.log[-3000:]
    assert ran.jobs == dict.fromkeys(("replies/answer", "replies/recheck", "replies/report"), "success")
    assert question not in hub.git.read(BRANCH, PATH).decode()
    assert hub.statuses == {hub.git.head(BRANCH): [("success", "afterword")]}
    assert hub.reactions == {reply: ["+1"]} and story.model.requests == []
    assert "answered by `@user-7`" in hub.said(number)[0]


def test_why_a_post_mortem_was_not_begun_is_said_on_the_issue(story: Story, hub: Hub) -> None:
    hub.permissions["octocat"] = "write"
    number = hub.add_issue("Incident: still open", "", labels=("incident",))
    assert story.labelled(number).jobs == {"incident/gate": "failure", "incident/failed": "success"}
    assert "was not begun" in hub.said(number)[0]


def test_the_workflow_for_enterprise_server_drafts_comments_and_tracks(story: Story, hub: Hub) -> None:
    number = story.propose()
    payload = story._payload("synchronize", "User") | {"number": number, "pull_request": hub._get_pull(str(number))[1]}
    ran = story._run("afterword", "pull_request", payload, hub.git.head(BRANCH), KEY)
    assert ran.code == 0, ran.log[-3000:]
    assert set(ran.jobs) == {"check", "read", "generate", "apply", "recheck", "report", "comment", "afterword"}
    assert hub.statuses == {hub.git.head(BRANCH): [("success", "afterword")]}
    assert "Drafted from evidence by m1" in hub.git.read(BRANCH, PATH).decode() and len(hub.comments[number]) == 1
    assert KEY not in ran.log
    story.accept_all()
    hub.merge(number)
    ran = story._run("afterword", "push", story._payload("", "User"), hub.git.head("main"), "")
    assert ran.code == 0 and ran.jobs == {"sync": "success"}, ran.log[-3000:]
    assert len(hub.issues) == 2 and len(hub.pulls) == 2


def test_on_enterprise_server_somebody_can_ask_for_a_draft_too(story: Story, hub: Hub) -> None:
    hub.git.commit("main", {"afterword.yml": b"draft:\n  on: command\n"})
    number = story.propose()
    payload = story._payload("", "User") | {"inputs": {"pull-request": str(number)}}
    ran = story._run("afterword", "workflow_dispatch", payload, hub.git.head("main"), KEY)
    assert ran.code == 0, ran.log[-3000:]
    assert set(ran.jobs) == {"read", "generate", "apply", "recheck", "report", "comment"}
    assert "Drafted from evidence by m1" in hub.git.read(BRANCH, PATH).decode()


def test_the_environment_is_made_from_a_lock_outside_the_workspace(story: Story, hub: Hub) -> None:
    hub.git.commit("main", {PATH: COMPLETE.encode()})
    story.push()
    asked = (story.runner.store / "installed").read_text().splitlines()
    locked = [line for line in asked if ".lock" in line]
    assert locked and all("--no-deps --require-hashes --only-binary :all: -r" in line for line in locked)
    own = [line for line in asked if "--no-build-isolation" in line]
    assert len(own) == len(locked) and all("--no-deps" in line and "--no-index" in line for line in own)
    assert all(line.startswith("-I ") for line in asked)
    places = [line.split()[-1] for line in asked if " venv " in line]
    assert len(places) == len(locked) and not any("/run-1/" in place for place in places)
    # Only the jobs that build the site get what builds it.
    used = sorted(line.split("/")[-1] for line in locked)
    assert used == ["requirements-github.lock"] * 4 + ["requirements.lock"] * 2


def test_what_runs_differs_from_the_files_in_what_act_cannot_do_alone() -> None:
    for path in (*FOLDER.glob("*.yml"), ACTION):
        text = path.read_text()
        for before, after in zip(
            [line for line in text.splitlines() if line != "cache-mode: none"], runnable(text).splitlines(), strict=True
        ):
            assert before == after or re.fullmatch(r" +uses: \$/(actions/run|\.github/workflows/[a-z]+\.yml)", before)
