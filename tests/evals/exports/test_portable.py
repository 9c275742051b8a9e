"""Cases without secrets and personal data, which still say what they said."""

from __future__ import annotations

from tests.evals.documents import CASE, document
from tests.evals.generated import generate

from afterword.evalcases import find_cases
from afterword.evals.exports.portable import LeftOut, as_portable
from afterword.redaction import Redactor


def exported(block: str) -> dict[str, object] | LeftOut:
    redactor = Redactor()
    (case,) = find_cases([document(block)])
    return as_portable(case, lambda text: redactor.redact(text).text)


def test_secrets_and_personal_data_are_removed_everywhere() -> None:
    mail = CASE.replace("May I", "I am jo@mail-provider.net. May I").replace(
        "30 days.", "30 days, jo@mail-provider.net."
    )
    found = exported(mail)
    assert isinstance(found, dict)
    assert found["messages"] == [{"role": "user", "content": "I am [email 1]. May I return it?"}]
    assert found["expected"] == [{"text": "Within 30 days, [email 1].", "calls": []}]
    assert found["must"] == [{"contains": "30 days"}]


def test_case_whose_assertion_would_change_is_left_out_and_says_so() -> None:
    found = exported(CASE.replace("contains: 30 days", "contains: jo@mail-provider.net"))
    assert isinstance(found, LeftOut)
    assert found.reason == ("must 1 (contains) has a secret or personal data, and would say something else without it")
    assert (found.name, found.line) == ("2026-02-10-refund/refund", 16)


def test_case_that_would_judge_an_output_differently_is_left_out() -> None:
    block = CASE.replace("contains: 30 days", "contains: mail-provider").replace("30 days.", "jo@mail-provider.net.")
    found = exported(block)
    assert isinstance(found, LeftOut)
    assert found.reason == "it judges one of its outputs differently once secrets and personal data are removed"


def test_assertions_are_as_they_were_written() -> None:
    for one in generate(60)[1]:
        case = as_portable(one.case, lambda text: text)
        assert isinstance(case, dict)
        assert [*case["must"], *case["must_not"]] == [assertion.written for assertion in one.case.assertions]
