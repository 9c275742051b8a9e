"""The reference pages say what the code says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import afterword
from afterword import config, reference
from shell_blocks import blocks_of

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
_YAML = YAML(typ="safe", pure=True)
_VARIABLE = re.compile(r"(?<![A-Z_.])AFTERWORD_[A-Z_]*[A-Z]\b")


def variables_in(paths: Iterator[Path]) -> set[str]:
    return {name for path in paths for name in _VARIABLE.findall(path.read_text(encoding="utf-8", errors="replace"))}


def yaml_blocks() -> Iterator[tuple[str, str, Any]]:
    """List the blocks of YAML in the documentation: their page, the paragraph before them, and what they say."""
    for page in PAGES:
        for block in blocks_of(page.read_text(encoding="utf-8")):
            if block.kind == "yaml":
                before = block.before.strip().rpartition("\n\n")[2]
                yield page.name, before, _YAML.load(block.body)


def unknown_settings(found: Any) -> list[str]:
    """List the keys of a block that are not settings; empty if it is about something else."""
    if not isinstance(found, dict) or not found.keys() & config.Config.model_fields.keys():
        return []
    unknown = [str(key) for key in found if key not in config.Config.model_fields]
    for key in found.keys() & config.Config.model_fields.keys():
        fields = getattr(config.Config.model_fields[key].annotation, "model_fields", None)
        if fields is not None and isinstance(found[key], dict):
            unknown += [f"{key}.{name}" for name in found[key] if name not in fields]
    return unknown


def calls_in(found: Any) -> Iterator[dict[str, Any]]:
    """List the jobs and steps that use a workflow or the action of Afterword."""
    if isinstance(found, dict):
        if re.search(r"/(\.github/workflows/\w+\.yml|actions/run)@", str(found.get("uses", ""))):
            yield found
        found = list(found.values())
    for one in found if isinstance(found, list) else ():
        yield from calls_in(one)


def unknown_inputs(call: dict[str, Any]) -> list[str]:
    """List what a job or a step hands over that the workflow or the action does not take."""
    file = ROOT / re.sub(r"^.*?/((?:\.github|actions)/.*)@.*$", r"\1", call["uses"])
    body = _YAML.load(file / "action.yml" if file.is_dir() else file)
    taken = body if file.is_dir() else body["on"]["workflow_call"]
    parts = (("with", "inputs"), ("secrets", "secrets"))
    return [name for given, known in parts for name in call.get(given) or {} if name not in (taken.get(known) or {})]


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("front-matter", reference.front_matter_page()),
        ("settings", reference.settings_page()),
        ("rules", reference.rules_page()),
        ("second-reading", reference.second_reading_page()),
        ("metrics", reference.metrics_page()),
        ("rooms", reference.rooms_page(ROOT)),
    ],
)
def test_a_reference_page_is_what_make_docs_would_write(name: str, made: str) -> None:
    assert (ROOT / "docs" / "reference" / f"{name}.md").read_text(encoding="utf-8") == made


def test_the_schema_beside_the_post_mortems_is_what_make_docs_would_write() -> None:
    from afterword.postmortem.schema import as_file, json_schema

    assert (ROOT / "postmortems" / "front-matter.schema.json").read_text(encoding="utf-8") == as_file(json_schema())


def test_the_rules_page_has_every_rule_and_family() -> None:
    from afterword.checks.registry import FAMILIES

    page = reference.rules_page()
    for name, rules in FAMILIES.values():
        assert name
        for rule in rules:
            assert page.count(f"\n### {rule.id}\n") == 1
            assert f"](#{rule.id.lower()})" in page


def test_every_dependency_has_a_reason() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    reasons = (ROOT / "docs" / "explanation" / "dependencies.md").read_text(encoding="utf-8").lower()
    listed = [*project["dependencies"], *(d for e in project["optional-dependencies"].values() for d in e)]
    names = {re.split(r"[\[<>=; ]", d)[0] for d in listed} - {"afterword"}
    assert {name for name in names if f"`{name}`" not in reasons} == set()


def test_every_command_is_in_the_readme() -> None:
    from afterword.cli.main import cli

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in cli.list_commands(None) if f"| `{name}` |" not in readme] == []  # type: ignore[arg-type]


def test_variables_of_the_documentation_are_those_that_are_read() -> None:
    settings = {
        f"AFTERWORD_{key}_{name}".upper() if name else f"AFTERWORD_{key}".upper()
        for key, field in config.Config.model_fields.items()
        for name in getattr(field.annotation, "model_fields", None) or [""]
    }
    files = (path for path in Path(afterword.__file__).parent.rglob("*.*") if path.suffix != ".pyc" and path.is_file())
    read = variables_in(files)
    documented = variables_in(iter(PAGES))
    assert documented <= settings | read and read - settings <= documented
    assert len(read) > 8


def test_settings_of_examples_exist() -> None:
    about = [(page, found) for page, before, found in yaml_blocks() if "afterword.yml" in before]
    assert len(about) > 8
    assert [(page, unknown) for page, found in about if (unknown := unknown_settings(found))] == []
    assert unknown_settings({"draft": {"on": "label", "nosuch": 1}, "drafts": 1}) == ["drafts", "draft.nosuch"]


def test_workflows_of_examples_take_what_they_are_given() -> None:
    calls = [(page, call) for page, _, found in yaml_blocks() for call in calls_in(found)]
    assert len(calls) > 8
    assert [(page, unknown) for page, call in calls if (unknown := unknown_inputs(call))] == []
    wrong = {"uses": "OWNER/afterword/.github/workflows/evals.yml@COMMIT", "with": {"base-url": "", "nosuch": 1}}
    assert list(map(unknown_inputs, calls_in({"jobs": {"evals": wrong}}))) == [["nosuch"]]
