"""What is found when a case is tried offline."""

from __future__ import annotations

import pytest
from tests.evals.documents import CASE, FRONT, document

from afterword.evals.try_cases import TriedCase, try_cases


def tried(block: str, front: str = FRONT) -> TriedCase:
    (one,) = try_cases([document(block, front=front)])
    return one


def found(one: TriedCase) -> list[tuple[str, str, int]]:
    return [(finding.weight.value, finding.rule, finding.line) for finding in one.findings]


def test_case_that_separates_has_no_findings_and_lists_the_copies_that_pass() -> None:
    one = tried(CASE)
    assert (one.findings, one.rejected, one.accepted, one.fails) == ((), 1, 1, False)
    assert one.mutants == 2
    assert one.passing == ()
    lax = tried(CASE.replace("must: [{contains: 30 days}]", "must_not: [{contains: 90 days}]"))
    assert [mutant.output.text for mutant in lax.passing] == ["I am sorry, but I cannot help with that."]


MUST = "must: [{contains: 30 days}]"
EXPECTED = 'expected: "Within 30 days."'
OBSERVED = 'observed: "Within 90 days, and not later."'


@pytest.mark.parametrize(
    ("block", "finding"),
    [
        (CASE.replace(MUST, "must_not: [{contains: sorry}]"), ("error", "observed-accepted", 21)),
        (CASE.replace(OBSERVED, 'observed: ["Within 90 days.", "30 days? Any."]'), ("error", "observed-accepted", 21)),
        (
            CASE.replace(MUST, "must: [{contains: Within}]").replace(OBSERVED, "observed: [Never., Later.]")
            + 'must_not: [{contains: "30 days"}]\n',
            ("error", "expected-rejected", 22),
        ),
        (CASE.replace(MUST, "must: [{regex: '.*'}]"), ("error", "never-fires", 16)),
        (CASE.replace(MUST, "must: [{contains: no such words}]"), ("error", "always-fires", 16)),
        (CASE.replace(MUST, "must: [{rubric: polite}]"), ("error", "nothing-to-try", 16)),
        (CASE.replace(MUST, "must: [{include: x}]"), ("error", "unreadable-case", 20)),
        (CASE.replace('"May I return it?"', "unknown"), ("warning", "unreadable-case", 19)),
        (CASE.replace(EXPECTED, "expected: unknown"), ("warning", "not-tried", 16)),
        (CASE.replace(OBSERVED, "observed: unknown"), ("warning", "not-tried", 16)),
        (CASE.replace(MUST, "must_not: [{regex: '(?:a{100}){100}'}]"), ("note", "unreadable-case", 20)),
        (CASE.replace(OBSERVED + "\n", ""), ("error", "unreadable-case", 16)),
    ],
)
def test_case_that_does_not_separate_is_found_at_its_line(block: str, finding: tuple[str, str, int]) -> None:
    assert finding in found(tried(block))


def test_a_draft_may_have_gaps() -> None:
    one = tried(CASE.replace(OBSERVED + "\n", ""), FRONT.replace("in-review", "draft"))
    assert {weight for weight, _, _ in found(one)} == {"warning"}
    assert not one.fails


def test_pattern_that_is_not_tried_proves_nothing() -> None:
    one = tried(CASE.replace(MUST, "must_not: [{regex: '(?:a{100}){100}'}, {contains: sorry}]"))
    assert [finding.message for finding in one.findings if finding.rule == "not-tried"] == [
        "cannot be tried on an output that failed: the pattern is not tried: it repeats too often",
        "cannot be tried on an acceptable output: the pattern is not tried: it repeats too often",
    ]
