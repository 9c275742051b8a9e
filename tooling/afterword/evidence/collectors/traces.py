"""Traces of Langfuse, LangSmith, Phoenix and MLflow, and logs of requests to models: lists of records."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from afterword.evidence.collectors.interface import ReadContext, SourceContent
from afterword.evidence.collectors.json_lists import find_list
from afterword.evidence.collectors.json_values import mapping, mappings, string
from afterword.evidence.collectors.model_calls import call_of, is_call
from afterword.evidence.collectors.otlp import settings_of
from afterword.evidence.collectors.spans import Span, add_spans, words_of
from afterword.evidence.source import Source


def _records(source: Source) -> list[tuple[int, dict[str, Any]]]:
    found: list[tuple[int, dict[str, Any]]] = []
    for line, value in source.documents.values:
        if isinstance(value, dict) and _form(value):
            found.append((line, value))
            found += [(line, one) for one in mappings(value.get("observations")) if _form(one)]
        elif mappings(value) and all(map(_form, mappings(value))):
            found += enumerate(mappings(value), 1)
        else:
            found += list(enumerate(find_list(value)[1], 1)) or [(line, mapping(value))]
    return found


def _form(record: dict[str, Any]) -> Callable[[dict[str, Any]], Span] | None:
    if "run_type" in record and "start_time" in record:
        return _of_langsmith
    if "startTime" in record and string(record.get("type")) in _LANGFUSE_TYPES:
        return _of_langfuse
    if "timestamp" in record and record.keys() >= {"input", "output", "id"} and record.keys() & _LANGFUSE_TRACE:
        return _of_langfuse
    if "start_time" in record and record.keys() & {"span_kind", "attributes.openinference.span.kind"}:
        return _of_phoenix
    if "start_time_unix_nano" in record and isinstance(record.get("attributes"), dict):
        return _of_mlflow
    return call_of if is_call(record) else None


_LANGFUSE_TYPES = frozenset(
    ("GENERATION", "SPAN", "EVENT", "AGENT", "TOOL", "CHAIN", "RETRIEVER", "EMBEDDING", "GUARDRAIL")
)
_LANGFUSE_TRACE = frozenset(("observations", "sessionId", "userId", "htmlPath", "latency", "totalCost"))


def is_trace(source: Source) -> bool:
    """Whether all records are calls: of Langfuse, LangSmith, Phoenix, MLflow, or requests with their answers."""
    records = _records(source)
    return bool(records) and all(_form(record) for _, record in records[:50])


def read_trace(source: Source, context: ReadContext) -> SourceContent:
    """Read a call an item."""
    content = SourceContent()
    content.documents_of(source)
    add_spans(((line, form(record)) for line, record in _records(source) if (form := _form(record))), content, context)
    content.items.sort(key=lambda item: str(item.at.earliest) if item.at else "9")
    return content


def _of_langsmith(run: dict[str, Any]) -> Span:
    extra = mapping(run.get("extra"))
    parameters, about = mapping(extra.get("invocation_params")), mapping(extra.get("metadata"))
    model = (
        string(about.get("ls_model_name")) or string(parameters.get("model")) or string(parameters.get("model_name"))
    )
    settings = {key: parameters.get(key, about.get(f"ls_{key}")) for key in ("temperature", "top_p", "max_tokens")}
    kind = string(run.get("run_type"))
    return Span(
        run.get("start_time"),
        run.get("end_time"),
        string(run.get("name")),
        "chat" if kind == "llm" else kind,
        model,
        string(run.get("name")) if kind == "tool" else "",
        "",
        words_of(run.get("inputs")),
        words_of(run.get("outputs")),
        (run.get("prompt_tokens"), run.get("completion_tokens")),
        string(run.get("error")),
        provider=string(about.get("ls_provider")),
        settings={key: value for key, value in settings.items() if isinstance(value, str | int | float)},
    )


def _of_langfuse(record: dict[str, Any]) -> Span:
    usage = mapping(record.get("usageDetails")) or mapping(record.get("usage"))
    kind = string(record.get("type"))
    failed = record.get("level") == "ERROR"
    return Span(
        record.get("startTime") or record.get("timestamp"),
        record.get("endTime"),
        string(record.get("name")),
        "chat" if kind == "GENERATION" else kind.lower() or "trace",
        string(record.get("model")),
        string(record.get("name")) if kind == "TOOL" else "",
        "",
        words_of(record.get("input")),
        words_of(record.get("output")),
        (usage.get("input", usage.get("promptTokens")), usage.get("output", usage.get("completionTokens"))),
        (string(record.get("statusMessage")) or "no reason given") if failed else "",
        record.get("latency"),
        settings={
            key: value
            for key, value in mapping(record.get("modelParameters")).items()
            if isinstance(value, str | int | float)
        },
    )


def _of_phoenix(span: dict[str, Any]) -> Span:
    nested = mapping(span.get("attributes"))

    def get(path: str) -> Any:
        for flat in (span.get(f"attributes.{path}"), nested.get(path)):
            if flat is not None:
                return flat
        value: Any = nested
        for part in path.split("."):
            value = mapping(value).get(part)
        return value

    kind = string(span.get("span_kind")) or string(get("openinference.span.kind"))
    failed = string(span.get("status_code")).upper() == "ERROR"
    return Span(
        span.get("start_time"),
        span.get("end_time"),
        string(span.get("name")),
        "chat" if kind == "LLM" else kind.lower(),
        string(get("llm.model_name")),
        string(get("tool.name")) or (string(span.get("name")) if kind == "TOOL" else ""),
        "",
        words_of(get("input.value")),
        words_of(get("output.value")),
        (get("llm.token_count.prompt"), get("llm.token_count.completion")),
        (string(span.get("status_message")) or "no reason given") if failed else "",
        provider=string(get("llm.provider")),
        settings=settings_of({"llm.invocation_parameters": get("llm.invocation_parameters")}),
    )


def _of_mlflow(span: dict[str, Any]) -> Span:
    """Read a span of MLflow, whose attributes are JSON in texts."""
    found: dict[str, Any] = {}
    for key, value in mapping(span["attributes"]).items():
        found[key] = value
        if isinstance(value, str):
            with suppress(ValueError, RecursionError):
                found[key] = json.loads(value)
    kind, status = string(found.get("mlflow.spanType")), mapping(span.get("status"))
    usage, asked = mapping(found.get("mlflow.chat.tokenUsage")), mapping(found.get("mlflow.spanInputs"))
    failed = "ERROR" in string(status.get("code"))
    return Span(
        span["start_time_unix_nano"],
        span.get("end_time_unix_nano"),
        string(span.get("name")),
        "chat" if kind in ("CHAT_MODEL", "LLM") else kind.lower(),
        string(found.get("mlflow.llm.model")) or string(asked.get("model")),
        string(span.get("name")) if kind == "TOOL" else "",
        "",
        words_of(found.get("mlflow.spanInputs")),
        words_of(found.get("mlflow.spanOutputs")),
        (usage.get("input_tokens"), usage.get("output_tokens")),
        (string(status.get("message")) or "no reason given") if failed else "",
        settings=settings_of({"llm.invocation_parameters": asked}),
    )
