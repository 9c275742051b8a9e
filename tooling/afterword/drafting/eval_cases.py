"""Eval cases that a model proposes: it writes only the assertions; input and outputs are those of a sample."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from afterword.derive.code_blocks import fenced
from afterword.drafting.proposals import Check, ProposedClaim
from afterword.drafting.samples import FailingSample
from afterword.evalcases import Assertion, Misread, Output, Side, apply, read_assertion
from afterword.postmortem.markers import EVAL_CASE_MARKER
from afterword.text.shorten import shorten

_MAX_VALUE = 200
_FURTHER = 2
"""Further outputs of each side on which a model is asked to try its case."""
_SHOWN = 160
"""Characters of an output that a doubt repeats."""
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LISTED = re.compile(r".*-(?:any|all)")
_UNPRINTABLE = re.compile(r"[^\S\n ]|[\x00-\x09\x0b-\x1f\x7f-\x9f\ufeff\u2028\u2029]")


def case_problems(proposal: ProposedClaim, samples: Sequence[FailingSample]) -> Iterator[str]:
    """Say why a proposed case proves nothing, for the model to repair it; a proven case has no problems."""
    usable = [sample for sample in samples if sample.makes_case]
    sample = next((sample for sample in usable if sample.id == proposal.sample), None)
    if sample is None:
        yield f"`sample` is none of {', '.join(sample.id for sample in usable) or 'the samples'}"
        return
    if not proposal.must and not proposal.must_not:
        yield "it has no assertion"
        return
    for value in (value for check in (*proposal.must, *proposal.must_not) for value in check.values):
        if len(value) > _MAX_VALUE or value.strip().casefold() in (
            sample.observed.casefold(),
            sample.expected.casefold(),
        ):
            yield "an assertion repeats a whole output; name the words that make the difference"
            return
    assertions, is_right = [], True
    for side, number, one in _assertions(proposal):
        if isinstance(one, Misread) or one.not_applied:
            why = f"{one.message}; {one.remedy}" if isinstance(one, Misread) else f"{one.not_applied}; simplify it"
            yield f"{side.value} {number}: {why}"
            is_right = False
        else:
            assertions.append(one)
    if not is_right:
        return
    observed, expected = apply(assertions, Output(sample.observed)), apply(assertions, Output(sample.expected))
    if not observed.complete or not expected.complete:
        yield "the assertions cost too much to apply"
        return
    if observed.passed:
        yield f"the assertions accept the output that failed in {sample.id}; they must reject it"
    for failure in expected.failures:
        yield f"{failure.assertion} rejects the expected output of {sample.id}; it must accept it"


def case_doubts(proposal: ProposedClaim) -> Iterator[str]:
    """Say on which further outputs a proven case is wrong, or that there are too few: for the repair and for people."""
    assertions = [one for _, _, one in _assertions(proposal) if isinstance(one, Assertion)]
    for outputs, name in ((proposal.bad, "bad"), (proposal.good, "good")):
        if len(outputs) < _FURTHER:
            yield f"it is tried on {len(outputs)} of {_FURTHER} further {name} outputs (`{name}`)"
    for output in proposal.bad:
        if apply(assertions, Output(output)).passed:
            yield f"it accepts an output that is as wrong: “{shorten(output, _SHOWN)}”"
    for output in proposal.good:
        if apply(assertions, Output(output)).failures:
            yield f"it refuses an answer that is correct: “{shorten(output, _SHOWN)}”"


def _assertions(proposal: ProposedClaim) -> Iterator[tuple[Side, int, Assertion | Misread]]:
    for side, checks in ((Side.MUST, proposal.must), (Side.MUST_NOT, proposal.must_not)):
        for number, check in enumerate(checks, 1):
            yield side, number, read_assertion(_assertion(check), side, number)


def case_block(proposal: ProposedClaim, sample: FailingSample, incident: str) -> str:
    """Write a proven case as the `yaml` block of the format.

    Args:
        proposal: the case.
        sample: the sample that it is made of.
        incident: the document's id, from which the case has its own.
    """
    data: dict[str, Any] = {
        "id": f"{incident[11:]}-{sample.name if _SLUG.fullmatch(sample.name) else sample.id.lower()}",
        "input": sample.input,
        "must": [_assertion(check) for check in proposal.must],
        "must_not": [_assertion(check) for check in proposal.must_not],
        "observed": sample.observed,
        "expected": sample.expected,
        "reconstructed": True if sample.reconstructed else None,
    }
    lines = [EVAL_CASE_MARKER]
    for key, value in data.items():
        if isinstance(value, list):
            lines += [f"{key}:", *(f"  - {_flow(assertion)}" for assertion in value)] if value else []
        elif isinstance(value, bool):
            lines.append(f"{key}: true")
        elif value is not None:
            lines.append(f"{key}: {_quoted(value)}")
    return fenced("\n".join(lines), "yaml")


def _assertion(check: Check) -> dict[str, Any]:
    if _LISTED.fullmatch(check.kind):
        return {check.kind: list(check.values)}
    return {check.kind: check.values[0] if check.values else ""}


def _flow(assertion: dict[str, Any]) -> str:
    ((kind, value),) = assertion.items()
    written = f"[{', '.join(map(_quoted, value))}]" if isinstance(value, list) else _quoted(value)
    return f"{{{kind}: {written}}}"


def _quoted(text: str) -> str:
    """Quote a text on one line, as YAML reads it back."""
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + '"'
