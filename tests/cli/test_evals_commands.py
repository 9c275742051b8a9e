"""`evals check` and `evals list` as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from tests.evals.documents import CASE, ID, text

from afterword.cli.main import run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "afterword.yml").write_text("")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, *blocks: str) -> None:
    (folder / "postmortems" / f"{ID}.md").write_text(text(*blocks), encoding="utf-8")


def test_check_says_what_each_case_does_and_which_copies_pass(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, CASE.replace("30 days.", "30 days. Ask \\e[31mus."))
    assert run(["evals", "check"]) == 0
    assert capsys.readouterr().out == (
        "postmortems/2026-02-10-refund.md:16  refund\n"
        "  rejects 1 of 1 outputs that failed, accepts 1 of 1 acceptable outputs\n"
        "  not proven: `afterword evals prove 2026-02-10-refund --case refund` proves it\n"
        "  1 of 4 changed copies of the acceptable output passes too:\n"
        "    a sentence removed  Within 30 days.\n"
        "\n"
        "1 post-mortem: 1 eval case, no errors\n"
    )


def test_check_fails_with_the_place_and_the_reason(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, CASE.replace("contains: 30 days", "contains: days"))
    assert run(["evals", "check", "refund"]) == 1
    assert capsys.readouterr().out == (
        "postmortems/2026-02-10-refund.md:16  refund\n"
        "  rejects 0 of 1 outputs that failed, accepts 1 of 1 acceptable outputs\n"
        "  21  error    accepts an output that failed\n"
        "      → add an assertion that it fails: the case would not have caught the incident\n"
        "\n"
        "1 post-mortem: 1 eval case, 1 to correct\n"
    )


def test_check_prints_nothing_that_a_terminal_obeys(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, CASE.replace("30 days.", "30 days\\e]0;title\\a\\e[31m. Ask us."))
    screen: list[str] = []
    monkeypatch.setattr("click.echo", lambda text, **_: screen.append(text))
    assert run(["evals", "check"]) == 0
    (shown,) = screen
    assert "  Within 30 days]0;title[31m." in shown
    assert not set(click.unstyle(shown)) & {"\x1b", "\a"}


def test_check_does_not_say_that_a_wrong_id_is_missing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, CASE.replace("id: refund", "id: ../../refund"))
    assert run(["evals", "check"]) == 1
    assert "a case without a usable id" in capsys.readouterr().out


def test_check_reports_to_programs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, CASE.replace("contains: 30 days", "contains: days"))
    assert run(["evals", "check", "--format", "json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)
    assert (finding["rule"], finding["line"], finding["severity"]) == ("observed-accepted", 21, "error")
    assert run(["evals", "check", "--format", "sarif"]) == 1
    (result,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert result["message"]["text"].startswith("refund: accepts an output that failed")
    assert run(["evals", "check", "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith("::error file=postmortems/2026-02-10-refund.md,line=21,")


def test_without_cases_there_is_nothing_to_correct(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evals", "check"]) == 0
    assert capsys.readouterr().out == "0 post-mortems: 0 eval cases\n"


def test_list_says_what_guards_what(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, CASE)
    assert run(["evals", "list"]) == 0
    assert capsys.readouterr().out == (
        "2026-02-10-refund  Bot promises refunds\n"
        "  refund  not proven; guards tone-rewrite (prompt); services: support-bot\n"
        "\n"
        "1 post-mortem: 1 eval case; 1 prompt, model or config cause, none unguarded; 0 of 1 case proven\n"
    )
    assert run(["evals", "list", "--format", "json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)
    assert one["cases"][0]["proof"] == "not proven"
    assert one["causes"] == [{"id": "tone-rewrite", "kind": "prompt", "cases": ["refund"], "guarded_by": []}]


def test_list_shows_what_nothing_guards(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, CASE.replace("contains", "include"))
    assert run(["evals", "list"]) == 0
    out = capsys.readouterr().out
    assert "  UNGUARDED: tone-rewrite (prompt) has no eval case and no `Guarded by`\n" in out
    assert "  1 case is not usable; `afterword evals check 2026-02-10-refund` says why\n" in out
    assert "1 of 1 prompt, model or config cause unguarded" in out


def test_command_that_does_not_exist_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evals", "chek"]) == 2
    assert "There is no command `chek`. Did you mean `check`?" in capsys.readouterr().err


def test_export_writes_says_how_to_run_it_and_checks(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, CASE)
    assert run(["evals", "export", "jsonl", "--check"]) == 1
    assert capsys.readouterr().out == (
        "evals/jsonl: stale: afterword_cases.jsonl\n  run `afterword evals export jsonl` again\n"
    )
    assert run(["evals", "export", "pytest", "--output", "suite"]) == 0
    assert capsys.readouterr().out == (
        "suite: 1 case; wrote test_afterword_evals.py, afterword_cases.jsonl, afterword_engine.py, "
        "afterword_json_schema.py, afterword_bounded_search.py, afterword_templates.py\n"
        "  run it with `AFTERWORD_MODEL=… pytest suite`\n"
    )
    assert run(["evals", "export", "pytest", "--output", "suite", "--check"]) == 0
    assert capsys.readouterr().out == "suite: up to date, 1 case\n"
    assert run(["evals", "export", "pytest", "--output", "suite"]) == 0
    assert capsys.readouterr().out == "suite: 1 case; nothing changed\n"


def test_export_names_what_it_leaves_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, CASE, CASE.replace("id: refund", "id: other").replace("contains", "include"))
    assert run(["evals", "export", "jsonl"]) == 0
    assert capsys.readouterr().err == (
        "left out: postmortems/2026-02-10-refund.md:29  other: `include` is not a kind of assertion\n"
    )


@pytest.mark.parametrize(
    ("case", "remedy"), [(CASE.replace("contains", "include"), "`afterword evals check` says"), ("", "write one in")]
)
@pytest.mark.parametrize("option", [[], ["--check"]])
def test_export_of_no_case_fails_as_its_suite_would_always_pass(
    folder: Path, capsys: pytest.CaptureFixture[str], case: str, remedy: str, option: list[str]
) -> None:
    write(folder, *filter(None, [case]))
    assert run(["evals", "export", "pytest", *option]) == 1
    out, err = capsys.readouterr()
    assert out == "" and "error: no eval cases to export: an empty suite always passes\n" in err
    assert f"  {remedy}" in err and not (folder / "evals").exists()


def test_import_names_the_nearest_case_and_why_it_did_not_fire(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, CASE)
    suite = "tests:\n- description: returns\n  vars: {input: May I return shoes}\n"
    suite += "  assert: [{type: contains, value: Within}]\n"
    (folder / "support.yaml").write_text(suite)
    assert run(["evals", "import", "refund", "support.yaml"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("support.yaml: 1 case, kept in postmortems/2026-02-10-refund/suites/support-yaml-")
    assert "\n\nrefund: nearest is returns (support.yaml), similarity 0." in out
    assert "\n  it accepts this output (`contains`)\n" in out
    assert run(["evals", "import", "refund", "missing.yaml"]) == 1
    assert capsys.readouterr().err == "error: missing.yaml: there is no such file\n"


def test_export_keeps_what_is_not_its_own(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, CASE)
    (folder / "promptfooconfig.yaml").write_text("prompts: [mine]\n")
    assert run(["evals", "export", "promptfoo", "--output", "."]) == 1
    assert (
        "promptfooconfig.yaml: this file is not an export of eval cases; nothing was written" in capsys.readouterr().err
    )
    assert list(folder.glob("afterword*.js")) == []
    assert run(["evals", "export", "jsonl", "--output", "postmortems"]) == 1
    assert "this is in postmortems/, where post-mortems are; nothing was written" in capsys.readouterr().err
