"""A case, and records of proofs of it."""

from __future__ import annotations

import hashlib

from afterword.evalcases import EvalCase, find_cases
from afterword.evalcases.proofs.recompute import digest_case, replay, tolerated_rate
from afterword.evalcases.proofs.record import (
    Digests,
    Distinct,
    Endpoint,
    Method,
    ProofCall,
    ProofRecord,
    Requested,
    digest,
)
from afterword.evalcases.statistics.procedure import Verdict
from afterword.postmortem.reader import read

DOCUMENT = """---
schema: 1
id: 2026-02-10-refunds
title: Refunds
---

## Eval coverage gap

```yaml
# afterword: eval-case
id: refund-window
input: "Can I get a refund after 70 days?"
must: [{icontains: "30 days"}]
must_not: [{rubric: "promises a refund"}]
observed: "Yes, within 90 days."
expected: "Only within 30 days."
```
"""


def case_of(old: str = "", new: str = "") -> EvalCase:
    """The case, with one thing written otherwise."""
    assert old in DOCUMENT
    (case,) = find_cases([read(DOCUMENT.replace(old, new).encode(), "2026-02-10-refunds.md")])
    return case


CASE = case_of()
TODAY = Digests(
    case=digest_case(CASE), broken=digest("Be kind."), fixed=digest("Be exact."), parameters=digest({"temperature": 0})
)


def record_of(broken: str, fixed: str, fixed_only: str = "", case: EvalCase = CASE) -> ProofRecord:
    """The record that these letters make, all answers different."""
    record = ProofRecord(
        case=case.id,
        attempt=1,
        tool="1.2.0",
        method=Method(),
        sha256=TODAY,
        endpoint=Endpoint(
            host="api.example.com",
            requested=Requested(broken="m", fixed="m"),
            answered=["m-2026-09"],
            fingerprints=[],
        ),
        broken=broken,
        fixed=fixed,
        fixed_only=fixed_only,
        distinct=Distinct(broken=len(broken.replace("-", "")), fixed=len((fixed + fixed_only).replace("-", ""))),
        started="2026-11-21T10:02Z",
        ended="2026-11-21T10:04Z",
        verdict=Verdict.NOT_YET,
    )
    return record.model_copy(update={"verdict": replay(record, tolerated_rate(case)).verdict or Verdict.NOT_YET})


def calls_of(record: ProofRecord) -> list[ProofCall]:
    """The calls of a record, with the order swapped in every second pair."""
    calls = []
    for pair, (broken, fixed) in enumerate(zip(record.broken, record.fixed, strict=True), 1):
        both = [_call(pair, "broken", broken), _call(pair, "fixed", fixed)]
        calls += both if pair % 2 else both[::-1]
    for number, letter in enumerate(record.fixed_only, len(record.broken) + 1):
        calls.append(_call(number, "fixed", letter))
    return calls


def _call(pair: int, side: str, letter: str) -> ProofCall:
    output = "" if letter == "-" else hashlib.sha256(f"{pair}{side}".encode()).hexdigest()
    finish = "timeout" if letter == "-" else "stop"
    return ProofCall.model_validate(
        {"pair": pair, "side": side, "letter": letter, "seed": pair, "output": output, "finish": finish}
        | {"tokens": 30, "seconds": 0.5}
    )
