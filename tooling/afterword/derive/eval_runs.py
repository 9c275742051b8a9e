"""Results of eval runs, in the same form for every tool."""

from __future__ import annotations

from dataclasses import dataclass

from afterword.times.when import When


@dataclass(frozen=True, slots=True)
class EvalResult:
    """One case of a run.

    Attributes:
        case: its name or id in the suite.
        passed: None if it came to no verdict: it was skipped or an error stopped it.
        input: what the model was given, as text; empty if the run does not say.
        output: what it answered.
        expected: the expectation, in the words of the suite.
        reason: why it did not pass.
    """

    case: str
    passed: bool | None
    input: str = ""
    output: str = ""
    expected: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EvalRun:
    """One run of a suite.

    Attributes:
        suite: its name.
        at: when it ran; None if the results do not say.
        model: what was tested; empty if the results do not say.
        results: in the order of the run; a case that was repeated is in it as often.
        prompt: which of several prompts was tested; empty if there was one.
    """

    suite: str
    at: When | None
    model: str
    results: tuple[EvalResult, ...]
    prompt: str = ""

    @property
    def tested(self) -> str:
        """What was tested, in words: the model, and the prompt if there were several."""
        return ", ".join(filter(None, (self.model, f"prompt {self.prompt}" if self.prompt else "")))

    @property
    def passed(self) -> int:
        """How many cases passed."""
        return sum(result.passed is True for result in self.results)

    @property
    def failed(self) -> tuple[EvalResult, ...]:
        """The cases that did not pass."""
        return tuple(result for result in self.results if result.passed is False)

    @property
    def undecided(self) -> int:
        """How many cases came to no verdict."""
        return sum(result.passed is None for result in self.results)
