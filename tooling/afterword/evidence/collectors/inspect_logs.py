"""Logs of Inspect: `.json`, and `.eval`, which is an archive of JSON files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from afterword.derive.eval_runs import EvalResult, EvalRun
from afterword.evidence.collectors.interface import ReadContext, SourceContent
from afterword.evidence.collectors.json_values import listing, mapping, mappings, plain, string
from afterword.evidence.source import Source

# How Inspect writes the grades of its scorers: correct, incorrect, partial, no answer.
_GRADES = {"C": True, "I": False, "P": False, "N": False}
_CONVERT = "; `inspect log convert LOG --to json --output-dir .` writes it so that it can be read"


def is_inspect(source: Source) -> bool:
    """Whether a source is a log as JSON, or an archive with a header and samples."""
    if source.parts is not None:
        names = {part.name for part in source.parts}
        return "header.json" in names or "_journal/start.json" in names
    return any(_is_log(value) for _, value in source.documents.values)


def _is_log(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("eval"), dict)
        and "task" in value["eval"]
        and "model" in value["eval"]
    )


def read_inspect(source: Source, context: ReadContext) -> SourceContent:
    """Read one run for each log."""
    content = SourceContent()
    if source.parts is not None:
        _read_archive(source, content, context)
        return content
    for line, value in content.documents_of(source):
        if _is_log(value):
            _add(value, listing(value.get("samples")), content, context)
        else:
            content.not_read("not a log of Inspect", line)
    return content


def _read_archive(source: Source, content: SourceContent, context: ReadContext) -> None:
    header = source.part("header.json") or source.part("_journal/start.json")
    assert header is not None
    logs = [log for _, log in content.documents_of(header) if _is_log(log)]
    parts = [part for part in source.parts or () if part.name.startswith("samples/") and part.suffix == ".json"]
    samples: list[Any] = []
    for number, part in enumerate(sorted(parts if logs else (), key=lambda part: part.name), 1):
        if number % 100 == 0:
            context.progress(f"{source.name}: {number} of {len(parts)} samples")
        samples += [value for _, value in content.documents_of(part)]
    for position, place in enumerate(content.unread):
        if "Zstandard" in place.message:
            content.unread[position] = replace(place, message=place.message + _CONVERT)
    if logs and header.name != "header.json":
        content.not_read("the run was broken off: there is no header", file=PurePosixPath(header.name).name)
    for log in logs:
        _add(log, samples, content, context)


def _add(log: dict[str, Any], samples: list[Any], content: SourceContent, context: ReadContext) -> None:
    spec = log["eval"]
    at = content.read_time(mapping(log.get("stats")).get("started_at") or spec.get("created"), context.times)
    results = tuple(_result(sample) for sample in samples if isinstance(sample, dict))
    if log.get("status") not in (None, "success"):
        content.remarks.append(f"the run of {spec['task']} ended as `{log['status']}`")
    if not results:
        content.remarks.append(f"the log of {spec['task']} has no samples")
    content.runs.append(EvalRun(str(spec["task"]), at, str(spec["model"]), results))


def _result(sample: dict[str, Any]) -> EvalResult:
    name, epoch = str(sample.get("id", "?")), sample.get("epoch")
    scores = sample.get("scores")
    found = [score for score in (mapping(scores) or {"score": sample.get("score")}).values() if isinstance(score, dict)]
    verdicts = [_verdict(score) for score in found]
    passed = None if sample.get("error") or not verdicts or None in verdicts else all(verdicts)
    reasons = [string(score.get("explanation")) for score in found]
    reasons.append(string(mapping(sample.get("error")).get("message")))
    target = sample.get("target")
    return EvalResult(
        case=name if epoch in (None, 1) else f"{name}, epoch {epoch}",
        passed=passed,
        input=_messages(sample.get("input")),
        output=_output(sample.get("output")),
        expected="; ".join(map(plain, target)) if isinstance(target, list) else plain(target or ""),
        reason="" if passed else "; ".join(filter(None, reasons)),
    )


def _verdict(score: dict[str, Any]) -> bool | None:
    value = score.get("value")
    if isinstance(value, str):
        return _GRADES.get(value.strip().upper(), {"true": True, "false": False}.get(value.strip().lower()))
    if isinstance(value, bool):
        return value
    # A number is a verdict only at the ends of its scale: where the line is between them, the suite alone knows.
    return value == 1 if value in (0, 1) else None


def _messages(value: Any) -> str:
    if isinstance(value, list):
        said = (f"{message.get('role', '?')}: {_content(message.get('content'))}" for message in mappings(value))
        return "\n".join(said)
    return string(value)


def _output(value: Any) -> str:
    output = mapping(value)
    if completion := string(output.get("completion")):
        return completion
    first = next(iter(mappings(output.get("choices"))), {})
    return _content(mapping(first.get("message")).get("content"))


def _content(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(filter(None, (string(part.get("text")) for part in mappings(value))))
    return string(value)
