"""What a change breaks blocks, and what was broken before it does not."""

from __future__ import annotations

import json
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from afterword.errors import AfterwordError
from afterword.evals.run import RunResult, Standing, run_cases
from afterword.evals.run_report import as_json, as_junit, as_markdown, as_text
from evals.bot import BROKEN_PROMPT, CASE, DOCUMENT, Counter, bot, copy_sample, project_at, prove_sample
from fakes import llm as fake

OTHER = """---
schema: 1
id: 2026-03-01-other
title: Other
models: [{name: m}]
services: [billing]
causes: [{id: c, kind: prompt, before: prompts/a.md, after: prompts/b.md}]
---

## Eval coverage gap

```yaml
# afterword: eval-case
id: unproven
input: "May I?"
must: [{icontains: "30 days"}]
observed: "90 days"
expected: "30 days"
runs: 3
```
"""


def git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture(scope="module")
def proven(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, proven, with its fixed prompt as the current one, committed."""
    root = copy_sample(tmp_path_factory.mktemp("proven"))
    with project_at(root, bot(1)) as (project, _):
        prove_sample(project)
    use(root, "before")
    with (root / "afterword.yml").open("a") as file:
        file.write("evals:\n  prompts: {tone-rewrite: app/support.md, c: app/support.md}\n")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "base")
    return root


@pytest.fixture
def root(proven: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(proven, tmp_path / "project")


def use(root: Path, side: str) -> None:
    """Make one side the current prompt."""
    text = (root / "postmortems" / DOCUMENT / "prompts" / f"support.{side}.md").read_text()
    (root / "app").mkdir(exist_ok=True)
    (root / "app" / "support.md").write_text(text)


def run(root: Path, behaviour: fake.Behaviour, since: str | None = None, **env: str) -> tuple[RunResult, fake.Script]:
    with project_at(root, behaviour, **env) as (project, script):
        return run_cases(project, since, None, None), script


def words(result: RunResult) -> list[tuple[Standing, str]]:
    return [(one.standing, one.words) for one in result.outcomes if one.case.incident in (DOCUMENT, "2026-03-01-other")]


def test_a_fixed_prompt_passes_in_four_runs(root: Path) -> None:
    result, script = run(root, bot(1))
    assert words(result) == [(Standing.PASSED, "passed 4 of 4")]
    assert len(script.requests) == result.calls == 4
    assert not result.blocks


def test_the_fault_that_is_back_blocks_in_three_runs(root: Path) -> None:
    use(root, "after")
    result, script = run(root, bot(1))
    assert words(result) == [(Standing.BLOCKS, "failed 3 of 3 (0 of 33 when proven): blocks")]
    assert len(script.requests) == 3
    assert result.blocks


def test_a_change_that_brings_it_back_blocks_after_a_look_at_the_base(root: Path) -> None:
    use(root, "after")
    result, script = run(root, bot(1), since="main")
    assert words(result) == [(Standing.BLOCKS, "failed 3 of 3 (0 of 33 when proven), 0 of 4 before the change: blocks")]
    assert len(script.requests) == 7


def test_what_fails_on_the_base_too_is_drift(root: Path) -> None:
    with (root / "app" / "support.md").open("a") as file:
        file.write("- Be brief.\n")
    result, _ = run(root, bot(1, fixed=1), since="main")
    assert words(result) == [
        (
            Standing.REPORTED,
            "failed 3 of 3 (0 of 33 when proven), and 3 of 3 before the change: drift, the fault may be back; does not "
            "block",
        )
    ]
    assert not result.blocks


def test_only_what_the_change_touches_is_asked(root: Path) -> None:
    (root / "README.md").write_text("Nothing about prompts.\n")
    result, script = run(root, bot(1), since="main")
    assert (result.outcomes, script.requests) == ((), [])
    assert result.untouched >= 1
    assert "the change does not touch" in as_text(result)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("app/support.md", "changed\n"),
        ("services/support-bot/main.py", "x = 1\n"),
        ("deploy.yml", "model: example-chat\n"),
        (f"postmortems/{DOCUMENT}/notes.txt", "x\n"),
    ],
)
def test_a_change_touches_a_case(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    git(root, "add", "-A")
    result, _ = run(root, bot(0), since="main")
    assert [one.case.id for one in result.outcomes] == [CASE]


def test_an_unproven_case_is_reported_with_its_own_runs(root: Path) -> None:
    (root / "postmortems" / "2026-03-01-other.md").write_text(OTHER)
    result, _ = run(root, bot(1, fixed=1))
    assert words(result)[-1] == (Standing.REPORTED, "failed 3 of 3 (not proven): does not block")
    result, _ = run(root, bot(0))
    assert words(result)[-1] == (Standing.PASSED, "passed 3 of 3 (not proven)")


def test_a_case_whose_proof_is_void_does_not_block(root: Path) -> None:
    path = root / "postmortems" / f"{DOCUMENT}.md"
    path.write_text(path.read_text().replace("70 days ago", "71 days ago"))
    use(root, "after")
    result, _ = run(root, bot(1))
    (standing, text), *_ = words(result)
    assert standing is Standing.REPORTED
    assert text == (
        "failed 1 of 1 (its proof is void: the input, the tools or the assertions of the case changed since): does not "
        "block"
    )


def test_a_quarantined_case_still_runs_and_does_not_block(root: Path) -> None:
    path = root / "postmortems" / f"{DOCUMENT}.md"
    quarantine = 'quarantine: {reason: flaky since May, owner: "@larkspur-evals", until: 2026-11-25}\n'
    path.write_text(path.read_text().replace("cause: tone-rewrite\n", f"cause: tone-rewrite\n{quarantine}"))
    use(root, "after")
    result, _ = run(root, bot(1))
    assert words(result) == [
        (
            Standing.REPORTED,
            "failed 3 of 3 (0 of 33 when proven): quarantined until 25 Nov 2026 by @larkspur-evals: flaky since May",
        )
    ]
    path.write_text(path.read_text().replace("until: 2026-11-25", "until: 2026-11-20"))
    result, _ = run(root, bot(1))
    assert words(result) == [
        (Standing.BLOCKS, "failed 3 of 3 (0 of 33 when proven): blocks; its quarantine ended on 2026-11-20")
    ]


def test_without_a_current_prompt_that_is_said(root: Path) -> None:
    settings = root / "afterword.yml"
    settings.write_text(settings.read_text().replace("tone-rewrite: app/support.md, ", ""))
    result, script = run(root, bot(1))
    assert words(result) == [(Standing.NO_PROMPT, "no current prompt: `evals.prompts` names none for it")]
    assert script.requests == []


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("app/gone.md", "app/gone.md: `evals.prompts` names this file, and there is none"),
        ("../../../etc/passwd", "../../../etc/passwd: this leads out of the project"),
        ("app/latin.md", "app/latin.md: this is not UTF-8 text"),
    ],
)
def test_one_prompt_that_cannot_be_read_leaves_the_other_cases(root: Path, path: str, why: str) -> None:
    (root / "postmortems" / "2026-03-01-other.md").write_text(OTHER)
    (root / "app" / "latin.md").write_bytes(b"caf\xe9")
    settings = root / "afterword.yml"
    settings.write_text(settings.read_text().replace("tone-rewrite: app/support.md", f"tone-rewrite: {path}"))
    result, script = run(root, bot(0))
    assert words(result) == [
        (Standing.WITHOUT_VERDICT, f"no current prompt: {why}"),
        (Standing.PASSED, "passed 3 of 3 (not proven)"),
    ]
    assert len(script.requests) == 3
    assert result.fails, "the proven case guards nothing without its prompt"
    settings.write_text(settings.read_text().replace(path, "app/support.md").replace("c: app/support.md", f"c: {path}"))
    result, _ = run(root, bot(0))
    assert words(result)[-1] == (Standing.NO_PROMPT, f"no current prompt: {why}")
    assert not result.fails, "a case that is not proven is only reported"


def test_a_template_field_that_nothing_fills_is_not_sent(root: Path) -> None:
    with (root / "app" / "support.md").open("a") as file:
        file.write("Customer: {{ customer.name }}\n")
    result, script = run(root, bot(0))
    why = "its current prompt has a template field that nothing fills: `{{ customer.name }}`"
    assert (words(result), script.requests) == ([(Standing.WITHOUT_VERDICT, why)], [])


@pytest.mark.parametrize(("most", "why"), [(100, "not asked"), (2_700, "no verdict after 3 runs")])
def test_a_budget_that_ends_before_a_proven_case_is_decided_is_not_green(root: Path, most: int, why: str) -> None:
    (root / "postmortems" / "2026-03-01-other.md").write_text(OTHER.replace("2026-03-01", "2026-01-01"))
    (root / "postmortems" / "2026-03-01-other.md").rename(root / "postmortems" / "2026-01-01-other.md")
    with project_at(root, bot(0), AFTERWORD_LLM_CONCURRENCY="1") as (project, _):
        result = run_cases(project, None, None, most)
    assert words(result) == [(Standing.WITHOUT_VERDICT, f"{why}: the budget of tokens is used up")]
    assert (result.spent, result.fails, result.blocks) == (True, True, False)
    assert {one.words for one in result.outcomes} >= {"not asked: the budget of tokens is used up"}, "the other case"
    assert "1 without a verdict, " in as_text(result)
    assert "raise --max-cost" in as_text(result)
    assert json.loads(as_json(result))["fails"] is True
    suite = ET.fromstring(as_junit(result))
    assert suite.get("errors") == "1"
    assert suite.find(f".//testcase[@name='{CASE}']/error") is not None
    assert f"| **without a verdict** | `{CASE}` |" in as_markdown(result)


def test_a_budget_that_ends_before_a_quarantined_case_is_decided_is_green(root: Path) -> None:
    path = root / "postmortems" / f"{DOCUMENT}.md"
    quarantine = 'quarantine: {reason: flaky since May, owner: "@larkspur-evals", until: 2026-11-25}\n'
    path.write_text(path.read_text().replace("cause: tone-rewrite\n", f"cause: tone-rewrite\n{quarantine}"))
    with project_at(root, bot(0)) as (project, _):
        result = run_cases(project, None, None, 100)
    assert words(result) == [(Standing.NOT_ASKED, "not asked: the budget of tokens is used up")]
    assert (result.spent, result.fails) == (True, False)


def test_answers_under_way_when_the_budget_ends_still_count(root: Path) -> None:
    use(root, "after")
    with project_at(root, bot(1), AFTERWORD_LLM_MAX_OUTPUT_TOKENS="100") as (project, script):
        result = run_cases(project, None, None, 1_200)
    assert len(script.requests) == 3
    assert words(result) == [(Standing.BLOCKS, "failed 3 of 3 (0 of 33 when proven): blocks")]


@pytest.mark.parametrize("status", [401, 500])
def test_what_an_endpoint_says_of_an_error_is_redacted(
    root: Path, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("afterword.evals.answering._FIRST_WAIT_SECONDS", 0.001)
    with pytest.raises(AfterwordError) as caught:
        run(root, fake.error(status, "dana.fox@larkspur.example.com has no quota"))
    assert "dana.fox" not in str(caught.value)


def test_an_endpoint_without_answers_gives_no_verdict(root: Path) -> None:
    result, _ = run(root, fake.reply(""))
    assert words(result) == [(Standing.WITHOUT_VERDICT, "no verdict: 3 of 3 calls gave no answer")]
    assert result.fails


def test_a_case_with_some_answers_and_no_verdict_is_reported(root: Path) -> None:
    def late(exchange: fake.Exchange) -> None:
        (fake.reply("") if exchange.body["seed"] > 1 else bot(0))(exchange)

    with project_at(root, late, AFTERWORD_LLM_CONCURRENCY="1") as (project, _):
        result = run_cases(project, None, None, None)
    assert words(result) == [(Standing.REPORTED, "no verdict: 3 of 4 calls gave no answer")]
    assert not result.fails


def test_an_endpoint_that_is_down_does_not_pass_for_a_run(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afterword.evals.answering._FIRST_WAIT_SECONDS", 0.001)
    with pytest.raises(AfterwordError, match="503"):
        run(root, fake.error(503))


def test_what_the_change_broke_is_reported_though_the_endpoint_breaks_down(root: Path) -> None:
    counter = Counter()

    def failing(exchange: fake.Exchange) -> None:
        if counter.next() <= 3:
            bot(1, 1)(exchange)
        else:
            exchange.send(401, {"error": {"message": "no"}})

    use(root, "after")
    with project_at(root, failing, AFTERWORD_LLM_CONCURRENCY="1") as (project, _):
        result = run_cases(project, "main", None, None)
    text = "failed 3 of 3 (0 of 33 when proven), no answer with the prompt from before the change: blocks"
    assert words(result) == [(Standing.BLOCKS, text)]


def test_an_endpoint_that_refuses_ends_it(root: Path) -> None:
    with pytest.raises(AfterwordError, match="refused the key"):
        run(root, fake.error(401))


def test_reports_of_every_form(root: Path) -> None:
    (root / "postmortems" / "2026-03-01-other.md").write_text(OTHER.replace("title: Other", "title: <b>&"))
    use(root, "after")
    result, _ = run(root, bot(1))
    lines = as_text(result).splitlines()
    assert f"  {CASE}  failed 3 of 3 (0 of 33 when proven): blocks" in lines
    assert lines[-1].startswith(f"{len(result.outcomes)} eval cases: 1 blocking, 1 only reported")
    data = json.loads(as_json(result))
    assert data["blocks"] is True
    assert {one["case"]: one["standing"] for one in data["cases"]}[CASE] == "blocks"
    suite = ET.fromstring(as_junit(result))
    assert (suite.get("tests"), suite.get("failures")) == (str(len(result.outcomes)), "1")
    assert suite.find(f".//testcase[@name='{CASE}']/failure") is not None
    summary = as_markdown(result).splitlines()
    assert summary[0] == "## Eval cases"
    assert summary[6].startswith(f"| **blocks** | `{CASE}` |")


def test_the_current_prompt_is_what_is_asked(root: Path) -> None:
    use(root, "after")
    _, script = run(root, bot(1))
    assert all(BROKEN_PROMPT in body["messages"][0]["content"] for body in script.requests)
    assert {body["model"] for body in script.requests} == {"example-chat-2026-01-20"}
