"""The JSON that commands print and that files have is what the reference says: no key more, and none less."""

from __future__ import annotations

import inspect
import json
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from tests.evals.documents import CASE, text

from afterword.cli.main import run
from afterword.importing.reader.reading import NeedCode
from afterword.importing.report_data import NEEDS
from afterword.learning.tools import IncidentTools
from afterword.portfolio import Portfolio
from afterword.portfolio.snapshot import FILE as SNAPSHOT
from afterword.project import Project
from afterword.reference import commands
from afterword.reference.formats import FORMATS
from afterword.reference.tables import form_inside, is_form, keys_of, meanings_of
from afterword.site import action_rows, data
from afterword.site.site import Site
from samples import BOT, BOT_TEXT

FORMS = {one.title: one.form for one in FORMATS}
TITLES = {*FORMS, *(one.also for one in FORMATS if one.also)}
EVAL = "2026-02-10-refund"
TWIN = "2026-05-01-support-bot-again"
FOREIGN = "# Outage\n\n## Timeline\n\n- 2021-03-04 10:00: it broke\n\n## Action items\n\n- [ ] Fix it (@ann)\n"


def forms_of(form: type) -> Iterator[type]:
    """List a form, and all that are in it."""
    yield form
    for key in keys_of(form):
        if inner := form_inside(key.annotation):
            yield from forms_of(inner)


def differences(found: Any, annotation: Any, path: str = "") -> Iterator[str]:
    """List the keys that are not in the reference, and those of the reference that are not there."""
    form = form_inside(annotation)
    if form is None or found is None:
        return
    if isinstance(found, list):
        for one in found:
            yield from differences(one, annotation, f"{path}[]")
    elif typing.get_origin(annotation) is not dict:
        assert is_form(form) and isinstance(found, dict), path
        keys = {key.name: key for key in keys_of(form)}
        yield from (f"not documented: {path}.{name}" for name in found.keys() - keys.keys())
        required = {name for name, key in keys.items() if not key.may_lack}
        yield from (f"not there: {path}.{name}" for name in required - found.keys())
        for name in found.keys() & keys.keys():
            yield from differences(found[name], keys[name].annotation, f"{path}.{name}")


@pytest.mark.parametrize("title", FORMS)
def test_every_key_has_a_meaning_and_every_meaning_a_key(title: str) -> None:
    for form in forms_of(FORMS[title]):
        keys = keys_of(form)
        assert [key.name for key in keys if not key.meaning] == [], form
        assert meanings_of(form).keys() - {key.name for key in keys} == set(), form


def test_every_command_that_prints_json_is_in_the_reference() -> None:
    printing = {
        f"{name} --format json"
        for name, command in commands.leaves()
        for option in command.params
        if "--format" in option.opts and isinstance(option.type, click.Choice) and "json" in option.type.choices
    }
    assert printing == {title for title in TITLES if title.endswith(" --format json")}
    options = {
        f"{name} {opt} {option.metavar}"
        for name, command in commands.leaves()
        for option in command.params
        for opt in ("--json", "--plan", "--report")
        if opt in option.opts
    }
    assert options == {title for title in TITLES if title.split(" ")[-2:-1] in (["--json"], ["--plan"], ["--report"])}


def test_codes_of_import_have_a_meaning() -> None:
    assert set(NEEDS) == set(typing.get_args(NeedCode))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with an incident that has everything, one like it, and one with an eval case."""
    root = tmp_path_factory.mktemp("project")
    folder = root / "postmortems"
    folder.mkdir()
    (folder / f"{BOT}.md").write_text(BOT_TEXT, "utf-8")
    twin = BOT_TEXT.replace(BOT, TWIN).replace("[support-bot]", "[Support-Bot]").replace("2026-04-1", "2026-05-1")
    (folder / f"{TWIN}.md").write_text(twin, "utf-8")
    (folder / f"{EVAL}.md").write_text(text(CASE), "utf-8")
    (root / "afterword.yml").write_text("tracker: local\n", "utf-8")
    (root / "old.md").write_text(FOREIGN, "utf-8")
    return root


COMMANDS = {
    "afterword check --format json": ("check", "--format", "json"),
    "afterword sync --format json": ("sync", "--format", "json"),
    "afterword evals list --format json": ("evals", "list", "--format", "json"),
    "afterword recall --format json": ("recall", "support-bot/prompt.md", "--format", "json"),
    "afterword similar --format json": ("similar", TWIN, "--format", "json"),
    "afterword tags --format json": ("tags", "--format", "json"),
    "afterword review --format json": ("review", "--format", "json"),
    "afterword import --format json": ("import", "old.md", "--dry-run", "--format", "json"),
}


@pytest.mark.parametrize("title", COMMANDS)
def test_command_prints_the_keys_of_the_reference(
    root: Path, title: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    monkeypatch.setenv("AFTERWORD_NOW", "2026-05-20T09:00Z")
    monkeypatch.setenv("AFTERWORD_TRACKER", "local")
    assert run([*COMMANDS[title]]) in (0, 1)
    found = json.loads(capsys.readouterr().out)
    assert list(differences(found, FORMS[title])) == []
    filled = found if isinstance(found, list) else [value for value in found.values() if isinstance(value, list)]
    assert any(filled), "the sample shows nothing"


def test_files_have_the_keys_of_the_reference(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    assert run(["sync", "--plan", "plan.json"]) in (0, 1)
    assert run(["sync"]) in (0, 1)
    assert run(["evals", "export", "jsonl", "--output", "suite"]) == 0
    assert run(["check", "--baseline"]) in (0, 1)
    plan = json.loads((root / "plan.json").read_text("utf-8"))
    assert list(differences(plan, FORMS["afterword sync --plan FILE"])) == []
    assert list(differences(json.loads((root / SNAPSHOT).read_text("utf-8")), FORMS[SNAPSHOT])) == []
    baseline = json.loads((root / "afterword-baseline.json").read_text("utf-8"))
    assert baseline["findings"] and list(differences(baseline, FORMS["afterword-baseline.json"])) == []
    (line,) = (root / "suite" / "afterword_cases.jsonl").read_text("utf-8").splitlines()
    assert list(differences(json.loads(line), FORMS["afterword_cases.jsonl"])) == []


def test_data_of_the_site_has_the_keys_of_the_reference(root: Path) -> None:
    project = Project.open(root, {"AFTERWORD_NOW": "2026-05-20T09:00Z"})
    documents = tuple(project.documents)
    portfolio = Portfolio(documents, project.config, project.now, {})
    urls = {document.path: f"incidents/{document.id}/" for document in documents}
    site = Site(name="Post-mortems", portfolio=portfolio, urls=urls, changed={}, exists=lambda path: False)
    assert list(differences(json.loads(data.write_incidents(site)), FORMS["incidents.json"])) == []
    for document in documents:
        found = json.loads(data.write_incident(document, site))
        assert list(differences(found, FORMS["incidents/ID.json"])) == []
    rows = json.loads(action_rows.write_actions(site))
    assert rows["actions"] and list(differences(rows, FORMS["action-items.json"])) == []


def test_tools_for_agents_answer_with_the_keys_of_the_reference(root: Path) -> None:
    project = Project.open(root, {"AFTERWORD_NOW": "2026-05-20T09:00Z"})
    tools = IncidentTools(lambda: project)
    answers = {
        "afterword recall --format json": tools.recall(files=["support-bot/prompt.md"]),
        "mcp: similar": tools.similar(TWIN),
        "mcp: incident": tools.incident(BOT),
        "mcp: open_actions": tools.open_actions(),
        "mcp: guarding_cases": tools.guarding_cases(),
    }
    named = {name for name, _ in inspect.getmembers(IncidentTools, inspect.isfunction) if not name.startswith("_")}
    assert named == {"recall", *(title.removeprefix("mcp: ") for title in TITLES if title.startswith("mcp: "))}
    for title, answer in answers.items():
        found = json.loads(answer)
        assert list(differences(found, FORMS[title])) == []
        assert any(isinstance(value, list | dict) and value for value in found.values()), "the sample shows nothing"


def test_a_key_more_or_less_is_noticed() -> None:
    form = FORMS["afterword tags --format json"]
    found = {"searched": 1, "respellings": [{"kind": "service"}], "factors": [], "extra": 1}
    listed = set(differences(found, form))
    assert {"not documented: .extra", "not there: .broken", "not there: .respellings[].value"} <= listed
