"""What each kind of assertion says about a text."""

from __future__ import annotations

import pytest

from afterword.evalcases import KINDS, Misread, Side, judge, misread, read_assertion
from afterword.postmortem.schema import EvalCase

PASSING = [
    ("contains", "30 days", "within 30 days"),
    ("contains-any", ["a specialist", "30 days"], "within 30 days"),
    ("contains-any", "30 days", "within 30 days"),
    ("contains-all", ["30", "days"], "within 30 days"),
    ("icontains", "STRASSE", "die Straße"),
    ("icontains-any", ["x", "WITHIN"], "within 30 days"),
    ("icontains-all", ["DAYS", "Within"], "within 30 days"),
    ("equals", "within 30 days\n", "within 30 days"),
    ("starts-with", "within", "within 30 days"),
    ("regex", r"\b\d+ days?$", "within 30 days"),
    ("is-json", "true", '{"days": 30}'),
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
]


@pytest.mark.parametrize(
    ("kind", "value", "text", "passes"), [(*c, True) for c in PASSING] + [(*c, False) for c in FAILING]
)
def test_kind_and_its_negation_disagree(kind: str, value: object, text: str, passes: bool) -> None:
    for name, expected in ((kind, passes), (f"not-{kind}", not passes)):
        assertion = read_assertion({name: value})
        assert not isinstance(assertion, Misread)
        assert assertion.holds(text) is expected


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
        ({"is-json": "{type: object}"}, "a schema is not looked at"),
    ],
)
def test_assertion_that_cannot_be_read_says_why(raw: dict[str, object], message: str) -> None:
    found = read_assertion(raw)
    assert isinstance(found, Misread)
    assert message in found.message
    assert found.wrong
    assert found.remedy


def test_near_kind_is_suggested() -> None:
    found = read_assertion({"icontain-any": ["x"]})
    assert isinstance(found, Misread)
    assert found.remedy == "did you mean `icontains-any`?"


def test_pattern_that_takes_much_memory_is_refused_and_not_wrong() -> None:
    found = read_assertion({"regex": "(?:a{100}){100}"})
    assert isinstance(found, Misread)
    assert not found.wrong


def case(**values: object) -> EvalCase:
    return EvalCase.model_validate(values)


def test_text_is_judged_by_both_lists() -> None:
    asked = case(must=[{"contains": "30"}, {"contains": "days"}], must_not=[{"icontains": "full"}])
    assert judge(asked, "30 days").accepted
    assert judge(asked, "In full in 30 weeks").rejected_by == (
        (Side.MUST, 1, "contains"),
        (Side.MUST_NOT, 0, "icontains"),
    )


def test_assertion_that_cannot_be_applied_is_reported() -> None:
    asked = case(must=[{"contains": "30"}, {"includes": "days"}])
    assert [(side, index) for side, index, _ in misread(asked)] == [(Side.MUST, 1)]
    assert (judge(asked, "30").accepted, judge(asked, "30").complete) == (True, False)


def test_text_that_would_take_too_long_is_not_judged() -> None:
    judged = judge(case(must=[{"contains": "x"}], must_not=[{"regex": "(.*a){12}b"}]), "a" * 1_000 + "cb")
    assert judged.rejected_by == ((Side.MUST, 0, "contains"),)
    assert not judged.complete


def test_case_without_assertions_accepts_everything() -> None:
    assert judge(case(), "x").accepted
