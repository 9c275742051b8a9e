"""Suites of other tools, and files that are none."""

from __future__ import annotations

import json

import pytest
from tests.evals.generated import generate

from afterword.errors import AfterwordError
from afterword.evalcases.suite_case import SuiteCase
from afterword.evals.exports import inspect_ai, jsonl, promptfoo
from afterword.evals.exports.portable import as_portable
from afterword.evals.read_suite import read_suite

PROMPTFOO = """\
# support
prompts: [file://chat.json]
defaultTest:
  assert:
    - {type: cost, threshold: 0.01}
tests:
  - description: "refund: within the period"
    vars: {system: Be kind., input: "Can I return it after 10 days?"}
    assert:
      - {type: icontains-any, value: ["30 days", specialist]}
      - {type: not-contains, value: "no"}
      - type: is-json
        value: {type: object}
      - {type: llm-rubric, value: polite}
  - file://more.yaml
"""


def test_promptfoo_is_read_with_its_assertions() -> None:
    cases, notes = read_suite("support.yaml", PROMPTFOO.encode())
    assert cases == (
        SuiteCase(
            "support.yaml",
            "refund: within the period",
            "Can I return it after 10 days?",
            ({"icontains-any": ["30 days", "specialist"]}, {"not-contains": "no"}, {"json-schema": {"type": "object"}}),
            (),
            ("cost", "llm-rubric"),
        ),
    )
    assert notes == ("test 2 names another file, which is not read: file://more.yaml",)


def test_list_of_promptfoo_tests_is_read() -> None:
    text = "# tests\n- vars: {question: a}\n  assert: [{type: equals, value: b}]\n- vars: {x: 1, y: z}\n"
    cases, _ = read_suite("tests.yml", text.replace("\n", "\r\n").encode())
    assert [(case.name, case.input, case.must) for case in cases] == [
        ("test 1", "a", ({"equals": "b"},)),
        ("test 2", "1\nz", ()),
    ]


def test_samples_of_inspect_and_jsonl_are_read() -> None:
    sample = {
        "id": "s1",
        "input": [{"role": "system", "content": "x"}, {"role": "user", "content": "Why?"}],
        "target": "y",
    }
    (case,), _ = read_suite("samples.json", json.dumps([sample]).encode())
    assert (case.name, case.input, case.others) == ("s1", "Why?", ("target, by the suite's own scorer",))
    cases, notes = read_suite("s.jsonl", b'{"input": "a", "must": [{"contains": "x"}]}\n\n{"other": 1}\n3\n')
    assert [(case.name, case.must) for case in cases] == [("sample 1", ({"contains": "x"},))]
    assert notes == ("record 2 has neither `input` nor `messages`", "record 3 is not an object")


def test_own_exports_come_back() -> None:
    generated = generate(40)[1]
    cases = [case for one in generated if isinstance(case := as_portable(one.case, lambda text: text), dict)]
    for name, text in (*jsonl.export(cases).items(), ("d.jsonl", inspect_ai.export(cases)["afterword_dataset.jsonl"])):
        read, notes = read_suite(name, text.encode())
        assert notes == ()
        assert [(one.name, list(one.must), list(one.must_not)) for one in read] == [
            (case["id"], case["must"], case["must_not"]) for case in cases
        ]
    plain = [case for case in cases if not case["tools"]]
    config = promptfoo.export(plain)["promptfooconfig.yaml"]
    assert len(read_suite("promptfooconfig.yaml", config.encode())[0]) == len(plain)


@pytest.mark.parametrize(
    ("name", "data", "message", "line"),
    [
        ("a.yaml", b"\xff", "this file is not UTF-8", None),
        ("a.yaml", b"tests:\n  - vars: &a {input: x}\n", "the anchor `&a` is not read", 2),
        ("a.yaml", b'- vars: {input: "x}\n', "a quote or bracket that was opened is not closed", 1),
        ("a.yaml", b"a: b\n", "this file has no cases of promptfoo, Inspect AI or JSONL", None),
        ("a.json", b"[" * 100_000, "this file is nested too deeply", None),
        ("a.jsonl", b'{"input": "x"}\n{\n', "this line is not JSON", 2),
        ("a.json", b"", "this file has no cases", None),
    ],
)
def test_file_that_is_no_suite_says_why(name: str, data: bytes, message: str, line: int | None) -> None:
    with pytest.raises(AfterwordError) as caught:
        read_suite(name, data)
    assert caught.value.message.startswith(message)
    assert (caught.value.path, caught.value.line) == (name, line)
