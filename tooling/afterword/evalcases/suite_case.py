"""A case of a suite that was there before the incident, and why it did not fire."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from afterword.evalcases.assertions import Assertion, Side, read_assertion
from afterword.evalcases.engine import Output
from afterword.evalcases.judge import apply


@dataclass(frozen=True, slots=True)
class SuiteCase:
    """A case of a suite.

    Attributes:
        suite: the name of the suite.
        name: the name or id of the case.
        input: what it asks, as text.
        must: assertions that an answer has to pass, each a mapping of one kind to its value.
        must_not: assertions that no answer may pass.
        others: kinds of assertions that code does not apply, as the suite calls them.
    """

    suite: str
    name: str
    input: str
    must: tuple[dict[str, Any], ...] = ()
    must_not: tuple[dict[str, Any], ...] = ()
    others: tuple[str, ...] = ()

    def explain_silence(self, output: str) -> str:
        """Say what the assertions make of an output that failed, without running anything."""
        raws = [(Side.MUST, raw) for raw in self.must] + [(Side.MUST_NOT, raw) for raw in self.must_not]
        read = [read_assertion(raw, side, number) for number, (side, raw) in enumerate(raws, 1)]
        assertions = [one for one in read if isinstance(one, Assertion) and one.test]
        unread = len(read) - len(assertions)
        others = [
            *self.others,
            *(next(iter(raw)) for (_, raw), one in zip(raws, read, strict=True) if one not in assertions),
        ]
        named = ", ".join(f"`{kind}`" for kind in dict.fromkeys(others))
        judgement = apply(assertions, Output(output))
        if judgement.failures:
            return "it rejects this output: it was not run on such an answer, or its result was not acted on"
        if not assertions:
            return f"what it asserts cannot be tried here: {named}" if named else "it asserts nothing"
        kinds = ", ".join(f"`{one.kind}`" for one in assertions[:3])
        rest = f"; {named} cannot be tried here" if unread or self.others else ""
        return f"it accepts this output ({kinds}){rest}"
