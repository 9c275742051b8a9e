"""Eval runs: their texts, and their files `evals/<suite>-<digest>.jsonl` in the evidence folder, one case a line."""

from __future__ import annotations

import hashlib
import json
import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from afterword.derive.eval_runs import EvalResult, EvalRun
from afterword.errors import AfterwordError
from afterword.evidence.folder import MAX_FILE_BYTES, list_files, read_text
from afterword.evidence.source_redactor import SourceRedactor
from afterword.times.when import When

FOLDER = "evals"
_MAX_TEXT = 2_000
_MAX_PASSED_TEXT = 400
_SLUG = re.compile(r"[^a-z0-9]+")


def run_file(run: EvalRun) -> tuple[str, bytes, int]:
    """Write a run's file: its name, its content, and how many cases were too many for it.

    Of a case that passed only the input is kept, which is what a failing output is compared with.
    """
    slug = _SLUG.sub("-", run.suite.lower()).strip("-")[:40].strip("-") or "run"
    identity = "\0".join((run.suite, str(run.at or ""), run.model, *([run.prompt] if run.prompt else [])))
    digest = hashlib.sha256(identity.encode("utf-8", "replace")).hexdigest()[:8]
    lines: list[bytes] = []
    size = 0
    for result in sorted(run.results, key=lambda result: result.passed is True):
        line = _line(run, result)
        size += len(line)
        if size > MAX_FILE_BYTES:
            break
        lines.append(line)
    return f"{FOLDER}/{slug}-{digest}.jsonl", b"".join(lines), len(run.results) - len(lines)


def _line(run: EvalRun, result: EvalResult) -> bytes:
    passed = result.passed is True
    record = {
        "suite": run.suite,
        "at": str(run.at) if run.at else None,
        "model": run.model,
        "case": result.case,
        "passed": result.passed,
        "input": result.input[: _MAX_PASSED_TEXT if passed else _MAX_TEXT],
        "output": "" if passed else result.output[:_MAX_TEXT],
        "expected": "" if passed else result.expected[:_MAX_TEXT],
        "reason": "" if passed else result.reason[:_MAX_TEXT],
    }
    if run.prompt:
        record["prompt"] = run.prompt
    return (json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def read_runs(folder: Path) -> list[EvalRun]:
    """Read the runs in an evidence folder, oldest first; lines that cannot be read are left out."""
    runs: dict[tuple[str, str, str, str], EvalRun] = {}
    for name in list_files(folder, FOLDER):
        text = ""
        if name.endswith(".jsonl"):
            with suppress(AfterwordError):  # `check` reports files that cannot be read
                text = read_text(folder, name)
        for run, result in filter(None, map(_read, text.split("\n"))):
            key = (run.suite, str(run.at), run.model, run.prompt)
            known = runs.get(key, run)
            runs[key] = replace(known, results=(*known.results, result))
    return sorted(runs.values(), key=lambda run: (_order(run.at), run.suite, run.model, run.prompt))


def _read(line: str) -> tuple[EvalRun, EvalResult] | None:
    try:
        record = json.loads(line)
        at = When.parse(record["at"]) if record["at"] else None
    except (ValueError, RecursionError, TypeError, KeyError):
        return None
    passed = record.get("passed")
    texts = {key: str(record.get(key) or "") for key in ("input", "output", "expected", "reason")}
    result = EvalResult(str(record.get("case")), passed if isinstance(passed, bool) else None, **texts)
    model, prompt = (str(record.get(key) or "") for key in ("model", "prompt"))
    return EvalRun(str(record.get("suite")), at, model, (), prompt), result


def _order(at: When | None) -> str:
    return at.earliest.isoformat() if at and at.earliest else ""


def redacted_run(run: EvalRun, redactor: SourceRedactor, source: str) -> EvalRun:
    """Redact all texts of a run."""
    suite, model, prompt = (redactor.text(text, source) for text in (run.suite, run.model, run.prompt))
    results = []
    for number, result in enumerate(run.results, 1):
        texts = (result.case, result.input, result.output, result.expected, result.reason)
        case, *others = (redactor.text(text, f"{source}, case {number}") for text in texts)
        results.append(EvalResult(case, result.passed, *others))
    return EvalRun(suite, run.at, model, tuple(results), prompt)


def summary_text(run: EvalRun) -> str:
    """Write how a run ended, with the first cases that failed."""
    tested = f" with {run.tested}" if run.tested else ""
    text = f"Eval run of {run.suite}{tested}: {run.passed} of {len(run.results)} cases passed"
    failed = [result.case for result in run.failed]
    if failed:
        more = f" and {len(failed) - 5} more" if len(failed) > 5 else ""
        text += f", {len(failed)} failed ({', '.join(failed[:5])}{more})"
    return text + (f", {run.undecided} came to no verdict" if run.undecided else "")


def failure_text(run: EvalRun, result: EvalResult, *, is_one_of_several: bool) -> str:
    """Write what a case that failed was asked, answered and expected.

    Args:
        run: the run.
        result: of the case.
        is_one_of_several: whether the source has runs of other models or prompts.
    """
    parts = {"Input": result.input, "Output": result.output, "Expected": result.expected, "Reason": result.reason}
    told = [f"{label}: {text.strip()[:1000]}" for label, text in parts.items() if text.strip()]
    tested = f" with {run.tested}" if is_one_of_several and run.tested else ""
    return "\n".join([f"Eval case {result.case} of {run.suite} failed{tested}.", *told])
