"""The reference pages say what the code says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from afterword import reference

ROOT = Path(__file__).parents[1]


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
