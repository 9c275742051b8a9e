"""What each kind of assertion says about an output."""

from __future__ import annotations

import pytest

from afterword.evalcases import BY_MODEL, KINDS, Assertion, Call, Misread, Output, Side, apply, read_assertion

REFUND = Output("Done.", (Call("refund", {"amount": 20, "order": {"id": "A-1", "open": True}}),))

PASSING = [
    ("contains", "30 days", "within 30 days"),
    ("contains-any", ["a specialist", "30 days"], "within 30 days"),
    ("contains-any", "30 days", "within 30 days"),
    ("contains-all", ["30", "days"], "within 30 days"),
    ("icontains", "30 DAYS", "within 30 days"),
    ("icontains-any", ["x", "WITHIN"], "within 30 days"),
    ("icontains-all", ["DAYS", "Within"], "within 30 days"),
    ("equals", "within 30 days\n", "within 30 days"),
    ("starts-with", "within", "within 30 days"),
    ("regex", r"\b\d+ days?$", "within 30 days"),
    ("is-json", "true", '{"days": 30}'),
    ("json-schema", {"type": "object", "required": ["days"]}, '{"days": 30}'),
    ("max-words", "3", "within 30 days"),
    ("calls-tool", "refund", REFUND),
    ("calls-tool-with", {"tool": "refund", "arguments": {"amount": 20.0}}, REFUND),
    ("calls-tool-with", {"tool": "refund", "arguments": {"order": {"open": True}}}, REFUND),
    ("never-calls-tool", "delete", REFUND),
]
FAILING = [
    ("contains", "30 Days", "within 30 days"),
    ("contains-any", ["x", "z"], "within 30 days"),
    ("contains-all", ["30", "weeks"], "within 30 days"),
    ("icontains-all", ["30", "weeks"], "within 30 days"),
    ("equals", "within 30", "within 30 days"),
    ("starts-with", "30", "within 30 days"),
    ("regex", r"^\d+ days", "within 30 days"),
    ("is-json", "true", "{days: 30}"),
    ("is-json", "true", "[" * 100_000),
    ("is-json", "true", "NaN"),
    ("json-schema", {"type": "object"}, "days: 30"),
    ("json-schema", {"type": "integer"}, "1e999"),
    ("json-schema", {"type": "object", "required": ["days"]}, '{"weeks": 30}'),
    ("max-words", "2", "within 30 days"),
    ("calls-tool", "delete", REFUND),
    ("calls-tool-with", {"tool": "refund", "arguments": {"amount": 200}}, REFUND),
    ("calls-tool-with", {"tool": "refund", "arguments": {"order": {"open": 1}}}, REFUND),
    ("calls-tool-with", {"tool": "refund", "arguments": {"reason": "x"}}, REFUND),
    ("never-calls-tool", "refund", REFUND),
]


@pytest.mark.parametrize(
    ("kind", "value", "given", "passes"), [(*c, True) for c in PASSING] + [(*c, False) for c in FAILING]
)
def test_kind_and_its_negation_disagree(kind: str, value: object, given: str | Output, passes: bool) -> None:
    output = Output(given) if isinstance(given, str) else given
    for name, expected in ((kind, passes), (f"not-{kind}", not passes)):
        if name in KINDS:
            judged = apply([assertion({name: value})], output)
            assert (judged.passed, judged.complete) == (expected, True)
    assert apply([assertion({kind: value}, Side.MUST_NOT)], output).passed is not passes


def assertion(raw: dict[str, object], side: Side = Side.MUST, number: int = 1) -> Assertion:
    found = read_assertion(raw, side, number)
    assert isinstance(found, Assertion)
    return found


def test_every_kind_is_tried() -> None:
    assert {kind for kind, _, _ in PASSING} == {kind for kind in KINDS if not kind.startswith("not-")}


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ({"include": "x"}, "`include` is not a kind"),
        ({"not-not-contains": "x"}, "is not a kind"),
        ({"contains": "x", "regex": "y"}, "one kind with its value"),
        ({}, "one kind with its value"),
        ({"contains": ["x"]}, "`contains`: the value is one text"),
        ({"contains": ""}, "`contains`: the value is one text"),
        ({"contains-any": []}, "`contains-any`: the value is a list"),
        ({"contains-any": {"a": "b"}}, "`contains-any`: the value is a list"),
        ({"contains-all": ["x", ["y"]]}, "`contains-all`: the value is one text"),
        ({"regex": "(x"}, "`regex`: the pattern cannot be read"),
        ({"regex": "x" * 501}, "more than 500 characters"),
        ({"is-json": "{type: object}"}, "a schema has its own kind"),
        ({"json-schema": "object"}, "`json-schema`: the schema is not keys and values"),
        ({"json-schema": {"$ref": "#"}}, "`$ref`, which is not supported"),
        ({"max-words": "many"}, "`max-words`: the value is a count"),
        ({"max-words": "0"}, "`max-words`: the value is a count"),
        ({"calls-tool": ["x"]}, "`calls-tool`: the value is one text"),
        ({"calls-tool-with": "refund"}, "`calls-tool-with`: the value has `tool` and `arguments`"),
        ({"calls-tool-with": {"tool": "x", "arguments": {}}}, "`arguments` has names with values"),
        ({"not-never-calls-tool": "x"}, "is not a kind"),
        ({"rubric": ["x"]}, "`rubric`: the value is one text"),
    ],
)
def test_assertion_that_cannot_be_read_says_why(raw: dict[str, object], message: str) -> None:
    found = read_assertion(raw)
    assert isinstance(found, Misread)
    assert message in found.message
    assert found.remedy


def test_near_kind_is_suggested() -> None:
    found = read_assertion({"icontain-any": ["x"]})
    assert isinstance(found, Misread)
    assert found.remedy == "did you mean `icontains-any`?"


def test_pattern_that_takes_much_memory_is_not_applied() -> None:
    found = assertion({"regex": "(?:a{100}){100}"})
    judged = apply([found], Output("a"))
    assert (judged.passed, judged.complete, judged.judged) == (False, False, 0)
    assert judged.not_judged == ((found, "the pattern is not tried: it repeats too often"),)


@pytest.mark.parametrize("kind", [*BY_MODEL, *(f"not-{kind}" for kind in BY_MODEL)])
def test_what_a_model_judges_is_reported_apart_and_passes_nothing(kind: str) -> None:
    alone = apply([assertion({kind: "polite"})], Output("Go away."))
    assert (alone.passed, alone.complete) == (False, True)
    beside = apply([assertion({kind: "polite"}), assertion({"contains": "away"})], Output("Go away."))
    assert beside.passed
    assert [one.kind for one, _ in beside.not_judged] == [kind]


def test_every_assertion_that_rejects_an_output_is_named_with_its_reason() -> None:
    asked = [
        assertion({"contains": "30"}, number=1),
        assertion({"contains-any": ["days", "hours"]}, number=2),
        assertion({"icontains": "full"}, Side.MUST_NOT),
    ]
    assert apply(asked, Output("30 days")).passed
    assert [failure.reason for failure in apply(asked, Output("In FULL in 30 weeks")).failures] == [
        'must 2 (contains-any): the output contains none of "days", "hours"',
        'must_not 1 (icontains): the output contains "full"',
    ]


def test_after_a_pattern_that_takes_too_long_nothing_more_is_tried() -> None:
    asked = [assertion({"contains": "x"}), assertion({"regex": "(.*a){12}b"}), assertion({"regex": "a"})]
    judged = apply(asked, Output("a" * 1_000 + "cb"))
    assert [failure.assertion.kind for failure in judged.failures] == ["contains"]
    assert [reason for _, reason in judged.not_judged] == ["a pattern takes too long on this output"] * 2
    assert not judged.complete


def test_no_assertion_accepts_nothing() -> None:
    assert not apply([], Output("x")).passed
