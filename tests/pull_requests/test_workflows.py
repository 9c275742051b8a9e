"""What the workflow files promise: who may write, who has the key, and that nothing that strangers write is run."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from pull_requests.workflows import (
    ACTION,
    CALLERS,
    FOLDER,
    LOCKS,
    PINS,
    REUSABLE,
    ROOT,
    TEMPLATES,
    load,
    of_the_guide,
    steps,
    workflow,
)

FILES = sorted(FOLDER.glob("*.yml"))
BIN = Path(sys.executable).parent

PERMISSIONS: dict[str, dict[str, dict[str, str]]] = {
    "check": {"check": {"contents": "read"}},
    "draft": {
        "read": {"contents": "read", "pull-requests": "read"},
        "generate": {},
        "apply": {"contents": "write", "pull-requests": "read"},
        "recheck": {"contents": "read"},
        "report": {"statuses": "write"},
        "comment": {"contents": "read", "issues": "read", "pull-requests": "write"},
    },
    "evals": {"evals": {"contents": "read"}},
    "quarantine": {"quarantine": {"contents": "read", "issues": "write"}},
    "sync": {
        "plan": {"contents": "read", "issues": "read"},
        "apply": {"contents": "read", "issues": "write", "pull-requests": "read"},
        "write-back": {"contents": "write", "issues": "read", "pull-requests": "write"},
    },
    "retro": {"retro": {"contents": "write", "issues": "read", "pull-requests": "write"}},
    "review": {"review": {"contents": "read", "issues": "write", "pull-requests": "read"}},
    "schedule": {
        "deadlines": {"contents": "read", "issues": "write", "pull-requests": "read"},
        "guard": {"contents": "read", "pages": "read"},
    },
    "incident": {
        "gate": {"contents": "read", "issues": "read"},
        "read": {"contents": "read", "issues": "read"},
        "generate": {},
        "apply": {"contents": "write", "issues": "write", "pull-requests": "write"},
        "failed": {"issues": "write", "pull-requests": "read"},
    },
    "replies": {
        "answer": {"contents": "write", "issues": "read", "pull-requests": "write"},
        "recheck": {"contents": "read"},
        "report": {"statuses": "write"},
    },
    "recall": {"recall": {"contents": "read", "pull-requests": "write"}},
    "site": {
        "build": {"contents": "read"},
        "deploy": {"contents": "read", "id-token": "write", "pages": "write"},
    },
}
"""The permission of every job of the reusable workflows; a job that is not here fails the test."""


def test_every_workflow_is_one_of_those_that_are_known() -> None:
    others = {"ci", "codeql", "engines", "exports", "release", "scorecard"}
    assert {path.stem for path in FILES} == {*REUSABLE, *CALLERS, *others}


@pytest.mark.parametrize("name", REUSABLE)
def test_the_permission_table(name: str) -> None:
    assert {job: body["permissions"] for job, body in workflow(name)["jobs"].items()} == PERMISSIONS[name]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_workflow_grants_nothing_of_itself_and_uses_no_cache(path: Path) -> None:
    body = load(path)
    assert body["permissions"] == {}
    assert body["cache-mode"] == "none"
    assert all("cache-mode" not in job for job in body["jobs"].values())
    assert all("permissions" in job for job in body["jobs"].values())
    assert "actions/cache" not in path.read_text() and "cache:" not in path.read_text().replace("cache-mode:", "")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_event_gives_strangers_the_rights_of_the_repository(path: Path) -> None:
    assert not {"pull_request_target", "workflow_run"} & set(load(path)["on"])
    assert ("issue_comment" in load(path)["on"]) == (path.stem == "afterword-replies")


def test_replies_have_no_secret_and_their_job_that_writes_has_no_checkout() -> None:
    """Anyone can comment, and the event has the rights of the repository."""
    for name in ("afterword-replies", "replies"):
        assert "secrets." not in (FOLDER / f"{name}.yml").read_text()
    jobs = workflow("replies")["jobs"]
    assert [job for job, body in jobs.items() if "actions/checkout" in str(body)] == ["recheck"]
    (caller,) = workflow("afterword-replies")["jobs"].values()
    assert "github.event.issue.pull_request" in caller["if"] and list(caller["with"]) == ["pull-request"]


@pytest.mark.parametrize("name", CALLERS)
def test_a_caller_grants_exactly_what_the_jobs_that_it_calls_take(name: str) -> None:
    order = ["none", "read", "write"]
    for job in workflow(name)["jobs"].values():
        if "uses" not in job:
            assert job["permissions"] == {}
            continue
        called = job["uses"].removeprefix("$/.github/workflows/").removesuffix(".yml")
        most: dict[str, str] = {}
        for taken in PERMISSIONS[called].values():
            for scope, level in taken.items():
                most[scope] = max(level, most.get(scope, "none"), key=order.index)
        assert job["permissions"] == most


@pytest.mark.parametrize("path", [*FILES, ACTION], ids=lambda path: path.stem)
def test_every_use_is_pinned_as_the_table_says(path: Path) -> None:
    uses = re.findall(r"^\s*(?:- )?uses: (.+)$", path.read_text(), re.MULTILINE)
    assert uses or path.stem == "ci"
    for line in uses:
        if re.fullmatch(r"\$/actions/run|\$/\.github/workflows/[a-z]+\.yml", line):
            assert (ROOT / line.removeprefix("$/")).exists()
            continue
        match = re.fullmatch(r"([\w.-]+/[\w.-]+)(?:/[a-z-]+)?@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)", line)
        assert match, line
        assert (match[2], match[3]) == PINS[match[1]]


def test_the_key_reaches_only_generate_and_evals() -> None:
    bearers = [
        (path.stem, job)
        for path in FILES
        for job, body in load(path)["jobs"].items()
        if "openai-api-key" in str(body).replace("secrets.OPENAI_API_KEY", "") and "uses" not in body
    ]
    assert bearers == [("draft", "generate"), ("evals", "evals"), ("incident", "generate")]
    for name in ("draft", "incident"):
        propose_sections = workflow(name)["jobs"]["generate"]
        assert propose_sections["permissions"] == {} and "github.token" not in str(propose_sections)
        assert "environment" not in propose_sections
        holders = [step for step in propose_sections["steps"] if "openai-api-key" in str(step)]
        assert [step["uses"] for step in holders] == ["$/actions/run"]
    # Within the action it reaches the command alone: neither Python's set-up nor pip.
    bearing = [step["name"] for step in load(ACTION)["runs"]["steps"] if "openai-api-key" in str(step)]
    assert bearing == ["Run"]


def test_the_key_of_the_app_reaches_only_what_makes_commits() -> None:
    bearers = [
        (name, job)
        for name in REUSABLE
        for job, body in workflow(name)["jobs"].items()
        if "secrets.app-private-key" in str(body)
    ]
    assert bearers == [("draft", "apply"), ("sync", "write-back")]
    for name, job in bearers:
        content = workflow(name)["jobs"][job]
        assert "openai-api-key" not in str(content)
        (mint,) = (step for step in content["steps"] if "create-github-app-token" in step.get("uses", ""))
        asked = {key.removeprefix("permission-") for key in mint["with"] if key.startswith("permission-")}
        assert asked == set(PERMISSIONS[name][job])  # no more than the job's own token may
        for scope in asked:
            assert mint["with"][f"permission-{scope}"] == PERMISSIONS[name][job][scope]


def test_the_guide_names_every_job_with_its_rights() -> None:
    guide = (ROOT / "docs" / "how-to" / "set-up-github.md").read_text()
    for name, jobs in PERMISSIONS.items():
        for job, rights in jobs.items():
            label = name if name == job else f"{name} / {job}"
            (row,) = re.findall(rf"^\| {label} \| (.+?) \|", guide, re.MULTILINE)
            assert set(re.findall(r"`([\w-]+: \w+)`", row)) == {f"{scope}: {level}" for scope, level in rights.items()}
            assert ("**the key**" in row) == (job == "generate" or name == "evals")


def test_no_secret_is_inherited_and_each_is_declared() -> None:
    for path in FILES:
        assert "secrets: inherit" not in path.read_text()
    keys = re.compile(r"secrets\.([\w-]+)")
    assert {key for name in REUSABLE for key in keys.findall((FOLDER / f"{name}.yml").read_text())} == {
        "openai-api-key", "app-private-key", "post-mortems-token",
    }  # fmt: skip


def test_nothing_is_interpolated_into_a_script() -> None:
    scripts = [(where, step["run"]) for where, step in steps() if "run" in step]
    assert len(scripts) >= 4
    assert [where for where, script in scripts if "${{" in script] == []


def test_arguments_hold_nothing_that_strangers_write() -> None:
    allowed = re.compile(
        r"inputs\.(pull-request|issue|context|edition)|runner\.temp|needs\.(apply|answer)\.outputs\.commit|needs\.recheck\.result"
        r"|inputs\.at && format\('--at=\{0\}', inputs\.at\) \|\| ''"
        r"|steps\.begin\.outputs\.document|steps\.open\.outputs\.pull-request"
        r"|needs\.generate\.outputs\.proposals && "
        r"format\('--apply=\{0\}/proposals/\{1\}\.json', runner\.temp, steps\.begin\.outputs\.document\)"
        r" \|\| '--offline'"
        r"|inputs\.(?P<name>changed-since|model|post-mortems) && "
        r"format\('--(?P=name)=\{0\}', inputs\.(?P=name)\) \|\| ''"
        r"|github\.event_name == 'workflow_dispatch' && '--by-hand' \|\| ''"
    )
    for where, step in steps():
        if step.get("uses") == "$/actions/run":
            for expression in re.findall(r"\$\{\{ (.*?) \}\}", step["with"]["arguments"]):
                assert allowed.fullmatch(expression), (where, expression)


def test_what_may_write_or_has_the_key_has_no_checkout_of_a_pull_request() -> None:
    for name in ("read", "generate", "apply", "report", "comment"):
        job = workflow("draft")["jobs"][name]
        assert not any("actions/checkout" in step.get("uses", "") for step in job["steps"])


def test_evals_ask_no_endpoint_of_a_pull_request_and_nothing_for_forks() -> None:
    job = workflow("evals")["jobs"]["evals"]
    assert "head.repo.full_name == github.repository" in job["if"] and "!github.event.repository.fork" in job["if"]
    (asking,) = (step for step in job["steps"] if step["uses"] == "$/actions/run")
    # Never empty: a variable that is not set leaves the endpoint to the settings, which a pull request can change.
    assert asking["with"]["openai-base-url"] == "${{ inputs.base-url || 'https://api.openai.com/v1' }}"
    assert "github.token" not in str(job)


def test_checkouts_keep_no_credentials() -> None:
    checkouts = [step for _, step in steps() if "actions/checkout" in step.get("uses", "")]
    assert len(checkouts) >= 6
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_concurrency_is_of_jobs_and_cancels_nothing_that_writes() -> None:
    for name in (*REUSABLE, *CALLERS):
        body = workflow(name)
        assert "concurrency" not in body
        for job, content in body["jobs"].items():
            writes = "write" in content["permissions"].values()
            group = content.get("concurrency")
            if name in REUSABLE and writes and job != "report":
                assert group, (name, job)
            if group and (writes or name in REUSABLE):
                assert group["cancel-in-progress"] is False


def test_jobs_hand_over_in_folders_that_no_former_run_used() -> None:
    """A runner of one's own keeps its workspace; without a checkout nobody cleans it."""
    for name in REUSABLE:
        for job, body in workflow(name)["jobs"].items():
            if any("actions/checkout" in step.get("uses", "") for step in body["steps"]):
                continue
            for step in body["steps"]:
                if "-artifact" in step.get("uses", ""):
                    assert step["with"]["path"].startswith("${{ runner.temp }}/"), (name, job)
                for flag in ("--out", "--drafts", "--reports"):
                    words = step.get("with", {}).get("arguments", "").splitlines()
                    if flag in words:
                        assert words[words.index(flag) + 1].startswith("${{ runner.temp }}/"), (name, job)


def test_the_workflow_for_enterprise_server_keeps_what_the_others_promise(tmp_path: Path) -> None:
    text = of_the_guide("afterword")
    body = YAML(typ="safe").load(text)
    assert body["permissions"] == {}
    assert {"$/", "cache-mode"} & set(re.findall(r"\$/|cache-mode", text)) == set()
    same = {"check": ("check", "check"), **{job: ("draft", job) for job in PERMISSIONS["draft"]}}
    for job, (name, other) in same.items():
        assert body["jobs"][job]["permissions"] == PERMISSIONS[name][other]
    # A job that failed leaves those that need it out, and one that is left out fails nothing.
    assert set(body["jobs"]["afterword"]["needs"]) == {"check", *PERMISSIONS["draft"]}
    ours = workflow("draft")["jobs"]["read"]["if"].replace("inputs.pull-request != '' && ", "")
    asked = body["jobs"]["read"]["if"].replace("github.event_name == 'pull_request' && ", "")
    assert asked.split() == ours.split()
    keyed = [job for job, content in body["jobs"].items() if "OPENAI_API_KEY" in str(content)]
    assert keyed == ["generate"]
    for job, content in body["jobs"].items():
        for step in content["steps"]:
            assert "${{" not in step.get("run", "")
            if "actions/checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False
                assert job not in ("read", "generate", "apply", "comment", "report")
    pins = {
        **{action: f"{commit} # {version}" for action, (commit, version) in PINS.items()},
        # The last version of each that this server can use.
        "actions/upload-artifact": "c6a366c94c3e0affe28c06c8df20a878f24da3cf # v3.2.2",
        "actions/download-artifact": "a9bc5e6ef2cb54c177f32aa5726adaa15e7e2d59 # v3.1.0",
    }
    for action, pin in re.findall(r"uses: (actions/[\w-]+)@(.+)$", text, re.MULTILINE):
        assert pin == pins[action]
    path = tmp_path / "afterword.yml"
    path.write_text(text)
    done = subprocess.run([BIN / "actionlint", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_workflow_with_a_key_in_an_environment_is_as_safe(tmp_path: Path) -> None:
    text = of_the_guide("afterword-draft")
    body = YAML(typ="safe").load(text)
    assert set(body["on"]) == {"workflow_dispatch"} and body["permissions"] == {}
    propose_sections, draft = body["jobs"]["generate"], body["jobs"]["draft"]
    assert body["jobs"]["read"]["permissions"] == PERMISSIONS["draft"]["read"]
    assert body["jobs"]["read"]["if"] == "${{ !github.event.repository.fork }}"
    assert propose_sections["needs"] == "read" and propose_sections["permissions"] == PERMISSIONS["draft"]["generate"]
    assert draft["permissions"] == workflow("afterword-pull-request")["jobs"]["draft"]["permissions"]
    assert propose_sections["environment"] and draft["with"]["proposals"] is True and "secrets" not in draft
    # Whoever may write can set a variable, and would choose where the key is sent.
    assert "vars." not in text
    handed = workflow("draft")["jobs"]["generate"]["steps"][-1]["with"]
    assert propose_sections["steps"][-1]["with"] == handed
    # Without the key nothing of the workflow that is called may replace what the caller's job proposed.
    steps_of = [workflow("draft")["jobs"][job]["steps"] for job in ("read", "generate")]
    assert all(step["if"] == "${{ !inputs.proposals }}" for steps in steps_of for step in steps)
    commit, version = PINS["actions/upload-artifact"]
    assert f"actions/upload-artifact@{commit} # {version}\n" in text
    (tmp_path / ".github" / "workflows").mkdir(parents=True)
    path = tmp_path / ".github" / "workflows" / "afterword-draft.yml"
    path.write_text(text.replace("@COMMIT", f"@{'a' * 40} # v0.1.0").replace("OWNER/", "acme/"))
    for command in (["actionlint", path], ["zizmor", "--offline", "--persona=pedantic", "--no-progress", path]):
        done = subprocess.run([BIN / command[0], *command[1:]], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["sync", "site", "schedule", "incident", "review", "retro"])
def test_what_has_effects_is_of_the_default_branch(name: str) -> None:
    """Whoever may push can run a workflow on any branch, and run an old one again."""
    for job in workflow(name)["jobs"].values():
        for step in job["steps"]:
            if "actions/checkout" in step.get("uses", ""):
                assert step["with"]["ref"] == "${{ github.event.repository.default_branch }}"


def test_forks_write_nothing() -> None:
    for name, first in (("sync", "plan"), ("site", "build"), ("draft", "read"), ("incident", "gate")):
        jobs = workflow(name)["jobs"]
        assert "!github.event.repository.fork" in jobs[first]["if"]
        for job, content in jobs.items():
            assert job == first or content.get("needs"), (name, job)
            condition = str(content.get("if", ""))
            if job != first and ("always()" in condition or "!cancelled()" in condition):
                assert re.search(r"skipped|outputs\.(commit|asked)", condition), (name, job)
    assert "head.repo.full_name == github.repository" in workflow("draft")["jobs"]["read"]["if"]


def test_a_schedule_is_alone_in_its_file() -> None:
    for path in FILES:
        events: Any = load(path)["on"]
        assert "schedule" not in events or set(events) == {"schedule"}


def test_jobs_do_not_run_for_ever() -> None:
    for path in FILES:
        for job, body in load(path)["jobs"].items():
            assert "uses" in body or 1 <= body["timeout-minutes"] <= 60, (path.stem, job)


def test_our_own_callers_are_the_templates() -> None:
    templates = TEMPLATES / ".github" / "workflows"
    assert {path.stem for path in templates.iterdir()} == set(CALLERS)
    for name in CALLERS:
        assert (templates / f"{name}.yml").read_bytes() == (FOLDER / f"{name}.yml").read_bytes()


def test_the_label_of_a_form_starts_nothing_for_strangers() -> None:
    """A form sets its label for anyone who submits it; the gate asks GitHub whether the requester may write."""
    jobs = workflow("incident")["jobs"]
    assert jobs["read"]["if"] == "needs.gate.outputs.begins"
    assert {job for job, body in jobs.items() if "needs" not in body} == {"gate"}
    assert "needs.gate.outputs.asked" in jobs["failed"]["if"]


def test_the_locks_of_the_jobs_are_parts_of_the_whole_one_and_share_only_the_base() -> None:
    whole, *parts = (_locked((ROOT / name).read_text()) for name in LOCKS)
    for part in parts:
        assert part.keys() < whole.keys() and all(hashes <= whole[name] for name, hashes in part.items())
        assert all(part.values())
    github, model = ({line.split("==")[0] for line in part} for part in parts)
    assert {"pygithub", "pydantic", "hatchling"} <= github and {"openai", "pydantic", "hatchling"} <= model
    assert not {"mkdocs", "mkdocs-material", "babel", "pagefind"} & (github | model)
    assert not {"openai", "httpx2", "anyio"} & github and not {"pygithub", "requests", "pyjwt"} & model


@pytest.mark.parametrize(
    ("lock", "ours"),
    [
        (
            "github",
            {
                ("check", "--format"),
                ("pr", "read"),
                ("pr", "apply"),
                ("pr", "comment"),
                ("sync", "--plan"),
                ("draft", "${{"),
            },
        ),
        ("llm", {("pr", "generate"), ("evals", "run")}),
    ],
)
def test_each_command_of_the_workflows_gets_what_it_needs(
    lock: str, ours: set[tuple[str, str]], tmp_path: Path
) -> None:
    used: dict[str, set[tuple[str, str]]] = {}
    for _, step in steps():
        if step.get("uses") == "$/actions/run":
            text = step["with"]["arguments"]
            used.setdefault(_lock_for(_OFFLINE.sub("--offline", text), tmp_path), set()).add(_first_words(text))
    assert ours <= used[f"requirements-{lock}.lock"]
    assert {words[0] for words in used["requirements.lock"]} == {"site"}
    assert ("pr", "generate") not in used["requirements-github.lock"]


_OFFLINE = re.compile(r"\$\{\{.* \|\| '--offline' \}\}")
"""What the workflow writes where no model made proposals."""


def _first_words(text: str) -> tuple[str, str]:
    one, two = text.split()[:2]
    return one, two


def _lock_for(arguments: str, folder: Path) -> str:
    """Return the lock that the action installs for a command."""
    script = next(step["run"] for step in load(ACTION)["runs"]["steps"] if step["name"] == "Install")
    choose = script[: script.index("venv=")] + 'echo "$lock"'
    env = {"ARGUMENTS": arguments}
    done = subprocess.run(["bash", "-c", choose], env=env, cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("arguments", "lock"),
    [
        ("draft\nx", "llm"),
        ("draft\nx\n--offline", "github"),
        ("draft\nx\n--apply=/tmp/p/x.json\n", "github"),
        ("draft\n--offline-ish", "llm"),
    ],
)
def test_a_draft_that_asks_no_model_goes_on_in_the_environment_of_its_job(
    arguments: str, lock: str, tmp_path: Path
) -> None:
    assert _lock_for(arguments, tmp_path) == f"requirements-{lock}.lock"


def _locked(text: str) -> dict[str, set[str]]:
    """Hashes by requirement."""
    blocks = re.split(r"\n(?=[a-z])", text)
    return {block.split(" ")[0]: set(re.findall(r"sha256:\w+", block)) for block in blocks}


def test_zizmor_finds_nothing() -> None:
    places = [".github", "actions", str(TEMPLATES / ".github")]
    done = subprocess.run(
        [BIN / "zizmor", "--offline", "--persona=pedantic", "--no-progress", *places],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_finds_nothing() -> None:
    files = [*FILES, *(TEMPLATES / ".github" / "workflows").glob("*.yml")]
    done = subprocess.run([BIN / "actionlint", *files], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
