"""The pytest export, run by pytest against a model on this machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.evals.generated import Generated, generate, serve

from afterword.evals.exports import pytest_suite
from afterword.evals.exports.portable import PortableCase, as_portable

_, GENERATED = generate(60)


def portable(generated: list[Generated]) -> list[PortableCase]:
    cases = [as_portable(one.case, lambda text: text) for one in generated]
    return [case for case in cases if isinstance(case, dict)]


def write(folder: Path, generated: list[Generated]) -> None:
    for name, text in pytest_suite.export(portable(generated)).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def run(folder: Path, **env: str) -> str:
    # The suite needs pytest alone, and none of its plugins.
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-rA",
        "--tb=short",
        "-p",
        "no:cacheprovider",
        ".",
    ]
    known = {key: value for key, value in os.environ.items() if not key.startswith(("OPENAI", "AFTERWORD", "PYTEST"))}
    known["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    done = subprocess.run(
        command, cwd=folder, env=known | env, capture_output=True, text=True, timeout=120, check=False
    )
    return done.stdout


def test_suite_gives_the_verdicts_of_afterword_on_hostile_texts(tmp_path: Path) -> None:
    write(tmp_path, GENERATED)
    refused: list[str] = []
    with serve(GENERATED, refused) as address:
        out = run(tmp_path, OPENAI_BASE_URL=address, OPENAI_API_KEY="local", AFTERWORD_MODEL="m")
    found = {
        match[2]: match[1] == "PASSED" for match in re.finditer(r"^(PASSED|FAILED) \S*\[(\S+)\]", out, re.MULTILINE)
    }
    assert refused == []  # every text reached the model to the letter
    assert found == {one.case.name: one.passes for one in GENERATED}
    assert {True, False} == set(found.values())


ASK = """\
def ask(messages, tools):
    if not tools:
        return "30 days refund you in full"
    return "Done.", [("refund", {"amount": 20})]
"""


def test_suite_asks_an_application_by_its_function(tmp_path: Path) -> None:
    write(tmp_path, GENERATED)
    (tmp_path / "bot.py").write_text(ASK)
    out = run(tmp_path, AFTERWORD_ASK="bot:ask")
    assert re.search(r"\d+ failed, \d+ passed", out)
    assert "must 1 (" in out and "Says {{ no }}: file://x" in out


def test_suite_says_what_it_lacks(tmp_path: Path) -> None:
    write(tmp_path, GENERATED[:1])
    assert "set AFTERWORD_ASK, or AFTERWORD_MODEL" in run(tmp_path)


def test_case_may_fail_as_often_as_it_says(tmp_path: Path) -> None:
    (one,) = portable(GENERATED[:1])
    case = one | {"runs": 4, "max_failures": 2, "must": [{"contains": "yes"}], "must_not": []}
    for limit, verdict in ((2, "1 passed"), (1, "1 failed")):
        for name, text in pytest_suite.export([case | {"max_failures": limit}]).items():
            (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
        (tmp_path / "bot.py").write_text(
            "n = 0\ndef ask(m, t):\n    global n\n    n += 1\n    return 'no' if n % 2 else 'yes'\n"
        )
        assert verdict in run(tmp_path, AFTERWORD_ASK="bot:ask")


def test_a_hostile_pattern_gives_no_verdict_in_time(tmp_path: Path) -> None:
    (one,) = portable(GENERATED[:1])
    case = one | {"must": [], "must_not": [{"contains": "no"}, {"regex": "(a+)+b"}]}
    for name, text in pytest_suite.export([case]).items():
        short = text.replace("MAX_SECONDS = 5", "MAX_SECONDS = 1") if name == "afterword_bounded_search.py" else text
        (tmp_path / name).write_text(short, encoding="utf-8", newline="\n")
    for answer, said in (
        ("a" * 40, "no verdict: a pattern takes longer than 1 s"),
        ("no" + "a" * 40, "1 of 1 answers"),
    ):
        (tmp_path / "bot.py").write_text(f"def ask(m, t):\n    return {answer!r}\n")
        assert said in run(tmp_path, AFTERWORD_ASK="bot:ask")


def test_a_prompt_file_is_filled_by_the_variables_of_the_case(tmp_path: Path) -> None:
    (one,) = portable(GENERATED[:1])
    user = [message for message in one["messages"] if message["role"] != "system"]
    case = one | {"messages": user, "variables": {"name": "Dana"}, "must": [{"equals": "Dear Dana"}], "must_not": []}
    for name, text in pytest_suite.export([case]).items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
    (tmp_path / "bot.py").write_text("def ask(m, t):\n    return m[0]['content']\n")
    for prompt, said in (("Dear {{ name }}", "1 passed"), ("Dear {{ Name }}", "does not fill: {{ Name }}")):
        (tmp_path / "prompt.md").write_text(prompt)
        assert said in run(tmp_path, AFTERWORD_ASK="bot:ask", AFTERWORD_PROMPT_FILE="prompt.md")


@pytest.mark.parametrize("answer", ["''", "('', [])"])
def test_no_answer_passes_nothing(tmp_path: Path, answer: str) -> None:
    (one,) = portable(GENERATED[:1])
    case = one | {"must": [], "must_not": [{"contains": "yes"}]}
    for name, text in pytest_suite.export([case]).items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
    (tmp_path / "bot.py").write_text(f"def ask(m, t):\n    return {answer}\n")
    assert "no answer: the model or the application returned neither text" in run(tmp_path, AFTERWORD_ASK="bot:ask")
