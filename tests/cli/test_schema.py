"""The schema that `schema` prints allows the words of the project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from afterword.cli.main import run


def test_words_of_the_project_are_the_only_ones(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(tmp_path), "schema"]) == 0
    properties = json.loads(capsys.readouterr().out)["properties"]
    assert {"enum": ["SEV1", "SEV2", "SEV3", "SEV4", "unknown"]} in properties["severity"]["anyOf"]
    assert "no-canary" in properties["factors"]["anyOf"][0]["items"]["enum"]
    assert "enum" not in properties["services"]["anyOf"][0]["items"]

    settings = "severities: [{name: High}]\nservices: [bot]\nfactors: [our-factor]\n"
    (tmp_path / "afterword.yml").write_text(settings)
    assert run(["-C", str(tmp_path), "schema"]) == 0
    properties = json.loads(capsys.readouterr().out)["properties"]
    assert {"enum": ["High", "unknown"]} in properties["severity"]["anyOf"]
    assert properties["services"]["anyOf"] == [
        {"items": {"enum": ["bot"]}, "type": "array"}, {"const": "unknown"}, {"type": "null"},
    ]  # fmt: skip
    assert "our-factor" in properties["factors"]["anyOf"][0]["items"]["enum"]
