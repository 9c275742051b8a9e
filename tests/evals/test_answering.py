"""A program as the answerer: what it gets, and why it has no answer."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from afterword.errors import AfterwordError
from afterword.evalcases import EvalCase, Output, find_cases
from afterword.evals.answering import Answer, ProgramAnswerer, letter_of, split_command
from afterword.portfolio.proofs.sides import ProofSide
from afterword.postmortem.reader import read

HEAD = """---
schema: 1
id: 2026-02-10-refunds
title: T
---

## Eval coverage gap

```yaml
# afterword: eval-case
id: c
"""


def case_of(body: str = 'input: "May I?"\nmust: [{contains: "30 days"}]\n') -> EvalCase:
    (case,) = find_cases([read(f"{HEAD}{body}```\n".encode(), "2026-02-10-refunds.md")])
    return case


def run(code: str, tmp_path: Path, case: EvalCase | None = None, timeout: float = 20, quoted: bool = True) -> Answer:
    script = tmp_path / "app.py"
    script.write_text(code)
    command = f"'{sys.executable}' '{script}'" if quoted else code
    answerer = ProgramAnswerer(split_command(command), tmp_path, dict(os.environ), tmp_path / "evidence", timeout)
    try:
        return answerer.ask(case or case_of(), ProofSide("broken", source="prompts/a.md", text="A"), 7)
    finally:
        answerer.close()


def test_a_program_gets_the_input_the_side_and_the_seed(tmp_path: Path) -> None:
    code = (
        "import os, sys\n"
        "names = ('SIDE', 'SEED', 'CASE', 'VERSION_FILE')\n"
        "print(sys.stdin.read(), *(os.environ['AFTERWORD_' + name] for name in names), sep='|')\n"
    )
    answer = run(code, tmp_path)
    assert answer.output == Output(f"May I?|broken|7|c|{tmp_path / 'evidence/prompts/a.md'}")
    assert (answer.finish, answer.seed, answer.tokens) == ("exit 0", 7, 0)


def test_a_program_gets_a_conversation_as_json(tmp_path: Path) -> None:
    talk = (
        "messages:\n- {role: user, content: Hi}\n- {role: assistant, content: Hello}\n- {role: user, content: 'é?'}\n"
    )
    code = "import json, sys\nprint([one['content'] for one in json.loads(sys.stdin.buffer.read())])\n"
    answer = run(code, tmp_path, case_of(f'{talk}must: [{{contains: "30 days"}}]\n'))
    assert answer.output is not None
    assert eval(answer.output.text) == ["Hi", "Hello", "é?"]


@pytest.mark.parametrize(
    ("code", "finish", "message"),
    [
        (
            "import sys; print('so'); sys.exit('the index is missing')",
            "exit 1",
            "ended with code 1: the index is missing",
        ),
        ("print(' ')", "empty", "wrote nothing"),
        ("print('x' * 4_000_001)", "length", "more than 4 MB"),
    ],
)
def test_a_program_without_an_answer(tmp_path: Path, code: str, finish: str, message: str) -> None:
    answer = run(code, tmp_path)
    assert (answer.output, answer.finish) == (None, finish)
    assert answer.problem is not None
    assert message in answer.problem.message


@pytest.mark.needs_posix
def test_a_program_that_hangs_is_ended_with_what_it_started(tmp_path: Path) -> None:
    mark = tmp_path / "alive"
    child = f"import time; time.sleep(2); open({str(mark)!r}, 'w')"
    code = f"import subprocess, sys, time\nsubprocess.Popen([sys.executable, '-c', {child!r}])\ntime.sleep(30)\n"
    began = time.monotonic()
    assert run(code, tmp_path, timeout=1).finish == "timeout"
    assert time.monotonic() - began < 10
    time.sleep(1.5)
    assert not mark.exists()


def test_no_shell_reads_the_command(tmp_path: Path) -> None:
    answer = run(
        f"'{sys.executable}' -c 'import sys; print(sys.argv[1])' '$(touch x); `touch y`'", tmp_path, quoted=False
    )
    assert answer.output == Output("$(touch x); `touch y`")
    assert not (tmp_path / "x").exists()


def test_a_program_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(AfterwordError, match="cannot be started"):
        run("./nowhere", tmp_path, quoted=False)


@pytest.mark.parametrize(("text", "letter"), [("30 days", "P"), ("90 days", "F"), (None, "-")])
def test_letters(text: str | None, letter: str) -> None:
    assert letter_of(case_of(), None if text is None else Output(text)) == letter


def test_a_pattern_that_takes_too_long_gives_no_letter() -> None:
    case = case_of('input: "May I?"\nmust_not: [{regex: "(.*a){12}b"}]\n')
    assert letter_of(case, Output("a" * 1_000 + "cb")) == "-"
