"""Eval results as a table: a column for the case and one that says whether it passed."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from afterword.derive.eval_runs import EvalResult, EvalRun
from afterword.evidence.collectors.interface import ReadContext, SourceContent
from afterword.evidence.collectors.tables import rows
from afterword.evidence.source import Source
from afterword.times.when import When

_CASE = ("case", "case_id", "test", "test_id", "test_case", "testcase", "eval_case", "sample_id", "scenario")
_PASSED = ("passed", "pass", "success", "result", "outcome", "verdict", "status", "correct")
_TIME = ("at", "ran_at", "time", "timestamp", "date", "when", "created_at")
_SUITE = ("suite", "eval", "dataset", "task")
_MODEL = ("model", "provider")
_PROMPT = ("prompt_version", "prompt_label", "prompt_name", "prompt_id", "variant")
_TEXTS = {
    "input": ("input", "prompt", "question", "query"),
    "output": ("output", "response", "answer", "completion", "observed", "actual"),
    "expected": ("expected", "target", "ideal", "reference"),
    "reason": ("reason", "explanation", "message", "comment", "error"),
}
_YES = frozenset({"true", "yes", "y", "1", "1.0", "pass", "passed", "ok", "success", "succeeded", "correct", "c"})
_NO = frozenset({"false", "no", "n", "0", "0.0", "fail", "failed", "failure", "incorrect", "wrong", "i"})
_NEITHER = frozenset({"", "skip", "skipped", "error", "unknown", "n/a", "na", "-", "none", "null"})
_LOOKED_AT = 50


def is_eval_table(source: Source) -> bool:
    """Whether a table's header has both columns, and its first verdicts are words for one."""
    verdicts = []
    for _, record in islice(rows(source.text_if_any, source.suffix, SourceContent()), _LOOKED_AT):
        passed = _column(record, _PASSED)
        if passed is None or _column(record, _CASE) is None:
            return False
        verdicts.append(record[passed].strip().lower())
    return bool(verdicts) and all(verdict in _YES | _NO | _NEITHER for verdict in verdicts)


def _column(record: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    lowered = {key.lower().replace(" ", "_"): key for key in record}
    return next((lowered[name] for name in names if name in lowered), None)


def read_eval_table(source: Source, context: ReadContext) -> SourceContent:
    """Read one run for each suite, model and time that the rows name."""
    content = SourceContent()
    runs: dict[tuple[str, str, str, str], tuple[When | None, list[EvalResult]]] = {}
    for line, record in rows(source.text, source.suffix, content):

        def value(names: tuple[str, ...], record: Mapping[str, str] = record) -> str:
            column = _column(record, names)
            return record[column].strip() if column else ""

        verdict = value(_PASSED).lower()
        if verdict not in _YES | _NO | _NEITHER:
            content.not_read("the verdict is neither passed nor failed; the case counts as undecided", line)
        at = content.read_time(value(_TIME), context.times, line)
        passed = True if verdict in _YES else False if verdict in _NO else None
        texts = {key: value(names) for key, names in _TEXTS.items()}
        result = EvalResult(value(_CASE) or f"row {line}", passed, **texts)
        key = (value(_SUITE) or source.name, str(at), value(_MODEL), value(_PROMPT))
        runs.setdefault(key, (at, []))[1].append(result)
    for (suite, _, model, prompt), (at, found) in runs.items():
        content.runs.append(EvalRun(suite, at, model, tuple(found), prompt))
    return content
