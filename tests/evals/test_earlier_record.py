"""A record is continued only if it is of the same proof."""

from __future__ import annotations

from typing import Any

import pytest

from afterword.evalcases.proofs.record import Digests, Distinct, Endpoint, Method, ProofRecord, Requested
from afterword.evalcases.statistics.procedure import Verdict
from afterword.evals.earlier_record import why_not_continued, why_other_proof


def record(**changes: Any) -> ProofRecord:
    endpoint: dict[str, Any] = {
        "host": "one.example",
        "requested": Requested(broken="m", fixed="m"),
        "answered": [],
        "fingerprints": [],
    }
    endpoint |= {name: changes.pop(name) for name in ("host", "program", "requested") if name in changes}
    values: dict[str, Any] = {
        "case": "refund",
        "attempt": 1,
        "tool": "1",
        "method": Method(),
        "sha256": Digests(case="a" * 64, broken="b" * 64, fixed="c" * 64, parameters="d" * 64),
        "endpoint": Endpoint(**endpoint),
        "distinct": Distinct(broken=0, fixed=0),
        "started": "2026-11-21T10:02Z",
        "ended": "2026-11-21T10:02Z",
        "verdict": Verdict.NOT_YET,
    }
    return ProofRecord(**values | changes)


OTHER = Requested(broken="n", fixed="n")


@pytest.mark.parametrize(
    ("before", "now", "names_model", "why"),
    [
        ({}, {}, True, ""),
        ({"requested": OTHER}, {}, False, ""),
        ({"requested": OTHER}, {}, True, "is of the model n"),
        ({"requested": Requested(broken="", fixed="")}, {}, True, "is of another model"),
        ({"case": "other"}, {}, False, "is of the case `other`"),
        ({"method": Method(green=0.2)}, {}, False, "was made with another method, or another value of `evals.green`"),
        (
            {"sha256": Digests(case="a" * 64, broken="e" * 64, fixed="c" * 64, parameters="d" * 64)},
            {},
            False,
            "no longer holds: the prompt of the broken side changed since",
        ),
        ({"host": "program", "program": "1" * 64}, {"host": "program", "program": "1" * 64}, False, ""),
        (
            {"host": "program", "program": "1" * 64},
            {"host": "program", "program": "2" * 64},
            False,
            "is of another program",
        ),
        ({"host": "program"}, {"host": "program", "program": "2" * 64}, False, "does not say of which program it is"),
        ({}, {"host": "program", "program": "2" * 64}, False, "is of the endpoint one.example"),
        ({"host": "program", "program": "1" * 64}, {}, False, "is of a program"),
    ],
)
def test_a_record_of_another_proof_is_named(
    before: dict[str, Any], now: dict[str, Any], names_model: bool, why: str
) -> None:
    assert why_other_proof(record(**before), record(**now), names_model=names_model) == why


@pytest.mark.parametrize(
    ("before", "verdict", "why"),
    [
        ({}, None, ""),
        ({"host": "two.example"}, None, "is of the endpoint two.example"),
        ({"host": "two.example"}, Verdict.PROVEN, ""),
        ({"requested": OTHER}, None, "is of the model n"),
        ({"requested": OTHER}, Verdict.REFUTED, ""),
        ({}, Verdict.NO_VERDICT, "came to no verdict, and there may be answers now"),
    ],
)
def test_calls_of_another_endpoint_are_not_continued(before: dict[str, Any], verdict: Verdict | None, why: str) -> None:
    assert why_not_continued(record(**before), verdict, record()) == why
