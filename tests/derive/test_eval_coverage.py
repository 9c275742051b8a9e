"""What evals covered is derived from their runs: tables, and the case that is nearest to a failing output."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from afterword.derive.eval_coverage import find_failing_samples, write_cases, write_nearest_cases, write_runs
from afterword.derive.eval_runs import EvalResult, EvalRun
from afterword.derive.samples import Sample, write_samples
from afterword.derive.similarity import Corpus
from afterword.evalcases.suite_case import SuiteCase
from afterword.times.when import When

_REFUND = EvalResult("refund-window", True, "Can I get a refund within 30 days?")
_TONE = EvalResult("tone", False, "Say hello politely", "hey", "polite")


def _run(at: str | None, *results: EvalResult, suite: str = "support") -> EvalRun:
    return EvalRun(suite, When.parse(at) if at else None, "chat-1", results)


def test_runs_are_counted_and_a_pipe_breaks_no_table() -> None:
    runs = [_run("2026-04-15", _REFUND, _TONE), _run(None, EvalResult("x", None), suite="a|b")]
    assert write_runs(runs).split("\n")[2:] == [
        "| 2026-04-15 | support | chat-1 | 1 of 2 | 1 | 0 |",
        "| unknown | a&#124;b | chat-1 | 0 of 1 | 0 | 1 |",
    ]
    assert write_runs([]) == write_cases([]) == write_nearest_cases([], []) == ""


def test_each_case_tells_its_last_result_and_when_it_last_passed() -> None:
    broken = EvalResult("refund-window", False, _REFUND.input, "yes, always")
    runs = [_run("2026-04-15", _REFUND, _TONE), _run("2026-04-16T09:00Z", broken)]
    assert write_cases(runs).split("\n")[2:] == [
        "| refund-window | support | 2 | failed, 2026-04-16 09:00Z | 2026-04-15 |",
        "| tone | support | 1 | failed, 2026-04-15 | never in these runs |",
    ]


def test_the_nearest_case_is_the_one_with_the_rarest_words_in_common() -> None:
    found = [
        Sample("samples/1.yaml", "input: Can I get a refund after 90 days?\noutput: Yes\n"),
        Sample("samples/2.txt", "zebra"),
    ]
    lines = write_nearest_cases([_run("2026-04-15", _REFUND, _TONE)], found).split("\n")
    assert lines[2].startswith("| samples/1.yaml | refund-window (support) | 0.")
    assert lines[2].endswith("| passed, 2026-04-15 |")
    assert lines[3] == "| samples/2.txt | none has a word in common | 0 |  |"
    assert "It compares wording, not meaning." in lines[-1]


def test_outputs_that_failed_last_stand_in_for_samples() -> None:
    mended = EvalResult("tone", True, "Say hello politely")
    assert [sample.name for sample in find_failing_samples([_run("2026-04-15", _TONE)])] == ["tone of support"]
    assert find_failing_samples([_run("2026-04-15", _TONE), _run("2026-04-16", mended)]) == []
    text = write_samples(find_failing_samples([_run("2026-04-15", _TONE)]), more=2)
    assert "**Sample 1** (`tone of support`)" in text and "- Input: `Say hello politely`\n" in text
    assert text.endswith("2 more are in the evidence.")


def _cells(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in row.strip("| ").split(" | ")] for row in table.split("\n")[2:]]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["v41", "v42"]), st.sampled_from(["a", "b"]), st.sampled_from(["x", "y"]),
            st.sampled_from([True, False, None]),
        ),
        min_size=1, max_size=25,
    )
)  # fmt: skip
def test_no_verdict_is_told_of_another_prompt_or_model_and_repeats_are_counted(
    results: list[tuple[str, str, str, bool | None]],
) -> None:
    by_tested: dict[tuple[str, str], list[EvalResult]] = {}
    for prompt, model, case, passed in results:
        by_tested.setdefault((prompt, model), []).append(EvalResult(case, passed))
    at = When.parse("2026-04-15")
    runs = [EvalRun("s", at, model, tuple(of), prompt) for (prompt, model), of in by_tested.items()]
    rows = {(row[0], row[2] if len(by_tested) > 1 else ""): row for row in _cells(write_cases(runs))}
    assert len(rows) == len({(prompt, model, case) for prompt, model, case, _ in results})
    for (prompt, model), of in by_tested.items():
        for case in {result.case for result in of}:
            row = rows[case, f"{model}, prompt {prompt}" if len(by_tested) > 1 else ""]
            verdicts = [result.passed for result in of if result.case == case]
            *_, count, last, last_passed = row
            assert count == str(len(verdicts))
            assert (False in verdicts) == ("failed" in last)
            assert (last_passed == "2026-04-15") == all(verdicts)
            for word, verdict in (("passed", True), ("failed", False), ("no verdict", None)):
                assert (word in last) == (verdict in verdicts)
                if len(set(verdicts)) > 1 and verdict in verdicts:
                    assert f"{word} {verdicts.count(verdict)}" in last


texts = st.text(alphabet="abcd ", max_size=20)


@given(st.lists(texts, max_size=6), texts)
def test_likeness_is_between_0_and_1_and_a_text_is_nearest_to_itself(others: list[str], text: str) -> None:
    found = Corpus([*others, text]).nearest(text)
    if not text.split():
        assert found is None
        return
    assert found is not None
    position, score = found
    assert score == Corpus([*others, text]).nearest(text)[1]  # type: ignore[index]
    assert abs(score - 1) < 1e-6
    assert sorted([*others, text][position].split()) != [] and 0 < score < 1 + 1e-6


def test_nearest_case_of_a_suite_says_why_it_did_not_fire() -> None:
    sample = Sample("samples/1.yaml", "input: Can I get a refund after 90 days?\noutput: Yes, always.\n")
    suite = [SuiteCase("support.yaml", "refund", "Is a refund possible after 90 days?", ({"contains": "Yes"},))]
    lines = write_nearest_cases([], [sample], suite).split("\n")
    assert lines[0] == "| Failing output | Nearest case | Similarity | Its last result, or why it did not fire |"
    assert lines[2].endswith("| it accepts this output (`contains`) |") or "accepts this output" in lines[2]
    assert "refund (support.yaml)" in lines[2]
