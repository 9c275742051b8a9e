"""The promptfoo export: hostile texts stay texts, and the verdicts of promptfoo itself where it is installed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from ruamel.yaml import YAML
from tests.evals.generated import HOSTILE, generate, serve

from afterword.evals.exports import promptfoo
from afterword.evals.exports.portable import NotExported, PortableCase, as_portable

_, GENERATED = generate(60)
ALL = [case for one in GENERATED if isinstance(case := as_portable(one.case, lambda text: text), dict)]


def is_exported(case: PortableCase) -> bool:
    """Whether promptfoo can say what a case says; of those generated, some have a template in a tool."""
    try:
        promptfoo.export([case])
    except NotExported:
        return False
    return True


CASES = [case for case in ALL if is_exported(case)]
PROMPTFOO = os.environ.get("AFTERWORD_PROMPTFOO") or shutil.which("promptfoo")
CONFIG = promptfoo.export(CASES)["promptfooconfig.yaml"]


def texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    return [value] if isinstance(value, str) else []


def test_two_readers_of_yaml_read_the_same() -> None:
    found = yaml.safe_load(CONFIG)
    assert found == YAML(typ="safe").load(CONFIG)
    assert [json.loads(test["vars"]["request"])["messages"] for test in found["tests"]] == [
        case["messages"] for case in CASES
    ]


def test_no_template_begins_and_no_file_is_named_by_a_case() -> None:
    for test in yaml.safe_load(CONFIG)["tests"]:
        for text in texts(test):
            left = re.sub(r"\{\{'(?:\{|\}|file)'\}\}", "", text)
            assert not re.search(r"\{[{%#]|#\}", left), text
            assert text == "file://afterword-assert.js" or not text.lstrip().startswith("file://")


def test_incident_and_severity_are_metadata() -> None:
    assert yaml.safe_load(CONFIG)["tests"][0]["metadata"] == {
        "incident": "2026-02-10-x",
        "severity": "SEV2",
        "cause": "",
        "services": [],
    }


def test_assertion_of_promptfoo_is_used_where_it_means_the_same() -> None:
    must = [{"contains": "a"}, {"not-icontains-any": ["b"]}, {"json-schema": {"type": "object"}}, {"equals": "c"}]
    must_not = [{"contains": "d"}, {"not-contains": "e"}, {"rubric": "polite"}]
    case = CASES[0] | {"tools": [], "must": must, "must_not": must_not}
    (test,) = yaml.safe_load(promptfoo.export([case])["promptfooconfig.yaml"])["tests"]
    assert [(one["type"], one["value"]) for one in test["assert"]] == [
        ("contains", "a"),
        ("not-icontains-any", ["b"]),
        ("is-json", {"type": "object"}),
        ("javascript", "file://afterword-assert.js"),
        ("not-contains", "d"),
        ("contains", "e"),
    ]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"must": [{"regex": r"(a)\1"}]}, r"must 1 (regex): JavaScript has no counterpart of `\1`"),
        ({"tools": [{"function": {"description": "{{ x }}"}}]}, "would render a template, or load a file"),
        ({"must": [{"json-schema": True}], "tools": [{}]}, "does not hold the text of an answer with tools against"),
    ],
)
def test_what_promptfoo_cannot_judge_the_same_is_not_exported(more: dict[str, Any], reason: str) -> None:
    with pytest.raises(NotExported, match=re.escape(reason)):
        promptfoo.export([CASES[0] | more])


@pytest.mark.skipif(PROMPTFOO is None, reason="needs promptfoo on the path, or named by AFTERWORD_PROMPTFOO")
def test_promptfoo_gives_the_verdicts_of_afterword(tmp_path: Path) -> None:
    for name, text in promptfoo.export(CASES).items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
    refused: list[str] = []
    with serve(GENERATED, refused) as address:
        command = [str(PROMPTFOO), "eval", "-c", "promptfooconfig.yaml", "--no-cache", "--no-share", "-o", "out.json"]
        env = {"OPENAI_BASE_URL": address, "OPENAI_API_KEY": "local", "AFTERWORD_MODEL": "m"}
        env |= {
            "PROMPTFOO_DISABLE_TELEMETRY": "1",
            "PROMPTFOO_DISABLE_UPDATE": "1",
            "PROMPTFOO_CONFIG_DIR": str(tmp_path),
        }
        subprocess.run(command, cwd=tmp_path, env=os.environ | env, capture_output=True, timeout=120, check=False)
    results = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["results"]["results"]
    found = {result["testCase"]["description"].partition(":")[0]: result["success"] for result in results}
    assert refused == []
    names = {case["id"] for case in CASES}
    assert found == {one.case.name: one.passes for one in GENERATED if one.case.name in names}
    assert any(text in message["content"] for text in HOSTILE for case in CASES for message in case["messages"])


def node(folder: Path, script: str) -> str:
    """Run a script beside an export; returns what it prints."""
    for name, text in promptfoo.export(CASES[:1]).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    command = [str(shutil.which("node")), "-e", script]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=True).stdout


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node")
def test_a_prompt_file_is_filled_by_the_variables_of_the_case(tmp_path: Path) -> None:
    (tmp_path / "prompt.md").write_text("Dear {{ name }}")
    script = """
    process.env.AFTERWORD_PROMPT_FILE = 'prompt.md';
    const prompt = require('./afterword-prompt.js');
    for (const variables of [{ name: 'Dana' }, { Name: 'Dana' }]) {
      const request = JSON.stringify({ messages: [{ role: 'user', content: 'Hi' }], variables, tools: [] });
      const said = () => JSON.parse(prompt({ vars: { request } }).prompt)[0].content;
      try { console.log(said()) } catch (e) { console.log(e.message) }
    }"""
    lines = node(tmp_path, script).splitlines()
    assert lines == ["Dear Dana", "prompt.md: `variables` of the case does not fill {{ name }}"]


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node")
def test_a_hostile_pattern_ends_in_time(tmp_path: Path) -> None:
    script = """
    const fs = require('fs');
    const code = fs.readFileSync('afterword-assert.js', 'utf8').replace('timeout: 5000', 'timeout: 300');
    fs.writeFileSync('short.js', code);
    const value = { source: '(a+)+b', flags: 'v' };
    const config = { assertion: JSON.stringify({ side: 'must_not', number: 1, kind: 'regex', value }) };
    for (const text of ['aab', 'a'.repeat(40)]) {
      try { console.log(require('./short.js')(text, { config }).pass) } catch (e) { console.log(e.message) }
    }"""
    assert node(tmp_path, script).splitlines() == ["false", "Script execution timed out after 300ms"]
