"""Traces of calls to models: OTLP with the conventions for GenAI, Langfuse, LangSmith and Phoenix."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent
from afterword.evidence.collectors.json_lists import find_list
from afterword.evidence.collectors.json_values import listing, mapping, mappings, plain, string
from afterword.evidence.source import Source
from afterword.times.durations import show_duration

_MAX_WORDS = 1_500
"""Characters of an input or an output in an item."""


@dataclass(frozen=True, slots=True)
class Span:
    """One call in a trace; what is not known is empty.

    Attributes:
        start, end: as the trace writes them.
        name: of the span.
        kind: `chat`, `tool` or anything else that the trace says.
        model, tool, service: what was called, and by what.
        given, made: what went in and came out, in words.
        tokens: in and out.
        error: what failed.
        latency: in seconds, if the trace states it.
    """

    start: Any
    end: Any = None
    name: str = ""
    kind: str = ""
    model: str = ""
    tool: str = ""
    service: str = ""
    given: str = ""
    made: str = ""
    tokens: tuple[Any, Any] = (None, None)
    error: str = ""
    latency: Any = None


# OTLP


def is_otlp(source: Source) -> bool:
    """Whether every document has spans or log records of OpenTelemetry."""
    return source.documents.all_are(
        lambda value: (
            isinstance(value, dict)
            and bool(value.keys() & {"resourceSpans", "resource_spans", "resourceLogs", "batches"})
        )
    )


def _value(value: Any) -> Any:
    """Return an attribute's value."""
    inner = mapping(value)
    if "arrayValue" in inner:
        return [_value(one) for one in listing(mapping(inner["arrayValue"]).get("values"))]
    if "kvlistValue" in inner:
        return _attributes(mapping(inner["kvlistValue"]).get("values"))
    return next(iter(inner.values()), None)


def _attributes(value: Any) -> dict[str, Any]:
    return {string(one.get("key")): _value(one.get("value")) for one in mappings(value)}


def read_otlp(source: Source, context: ReadContext) -> SourceContent:
    """Read a span or a log record an item."""
    content = SourceContent()
    for line, value in content.documents_of(source):
        for resource in mappings(value.get("resourceSpans") or value.get("resource_spans") or value.get("batches")):
            service = _service(resource)
            for scope in mappings(resource.get("scopeSpans") or resource.get("instrumentationLibrarySpans")):
                spans = (_of_otlp(span, service) for span in mappings(scope.get("spans")))
                _add(((line, span) for span in spans), content, context)
        for resource in mappings(value.get("resourceLogs")):
            for scope in mappings(resource.get("scopeLogs")):
                for record in mappings(scope.get("logRecords")):
                    _add_log(record, _service(resource), line, content, context)
    content.items.sort(key=lambda item: str(item.at.earliest) if item.at else "9")
    return content


def _service(resource: dict[str, Any]) -> str:
    return string(_attributes(mapping(resource.get("resource")).get("attributes")).get("service.name"))


def _add_log(record: dict[str, Any], service: str, line: int, content: SourceContent, context: ReadContext) -> None:
    time = record.get("timeUnixNano") or record.get("observedTimeUnixNano")
    body = _value(record.get("body"))
    text = " ".join(filter(None, (string(record.get("severityText")), plain(body) if body is not None else "")))
    extra = "; ".join(f"{key}: {plain(value)}" for key, value in _attributes(record.get("attributes")).items())
    text = f"{text} ({extra})" if text and extra else text or extra
    if text:
        content.items.append(RawItem(line, content.read_time(time, context.times, line), service or None, text))


def _of_otlp(span: dict[str, Any], service: str) -> Span:
    found = _attributes(span.get("attributes"))
    for event in mappings(span.get("events")):  # what was said is in events by earlier conventions
        found |= {
            f"{string(event.get('name'))}.{key}": one for key, one in _attributes(event.get("attributes")).items()
        }

    def get(*keys: str) -> Any:
        return next((found[key] for key in keys if found.get(key) not in (None, "")), None)

    status = mapping(span.get("status"))
    failed = status.get("code") in (2, "2", "STATUS_CODE_ERROR", "ERROR")
    error = string(status.get("message")) or string(get("exception.exception.message", "error.type", "exception.type"))
    numbered = [
        "\n".join(
            f"{found.get(f'{of}.{n}.role', '?')}: {found[f'{of}.{n}.content']}"
            for n in range(50)
            if f"{of}.{n}.content" in found
        )
        for of in ("gen_ai.prompt", "gen_ai.completion")
    ]
    tool = get("gen_ai.tool.name", "tool.name", "traceloop.entity.name") if get("gen_ai.tool.name", "tool.name") else ""
    return Span(
        span.get("startTimeUnixNano"),
        span.get("endTimeUnixNano"),
        string(span.get("name")),
        string(get("gen_ai.operation.name", "openinference.span.kind", "traceloop.span.kind")),
        string(get("gen_ai.response.model", "gen_ai.request.model", "llm.model_name", "model_name")),
        string(tool),
        service,
        _words(
            get(
                "gen_ai.input.messages",
                "gen_ai.content.prompt.gen_ai.prompt",
                "input.value",
                "gen_ai.tool.call.arguments",
            )
        )
        or numbered[0],
        _words(
            get(
                "gen_ai.output.messages",
                "gen_ai.content.completion.gen_ai.completion",
                "output.value",
                "gen_ai.tool.call.result",
            )
        )
        or numbered[1],
        (
            get("gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.token_count.prompt"),
            get("gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens", "llm.token_count.completion"),
        ),
        (error or "no reason given") if failed else string(get("error.type")),
    )


# Langfuse, LangSmith, Phoenix: lists of records


def _records(source: Source) -> list[tuple[int, dict[str, Any]]]:
    found: list[tuple[int, dict[str, Any]]] = []
    for line, value in source.documents.values:
        if isinstance(value, dict) and _form(value):
            found.append((line, value))
            found += [(line, one) for one in mappings(value.get("observations")) if _form(one)]
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
    return None


_LANGFUSE_TYPES = frozenset(
    ("GENERATION", "SPAN", "EVENT", "AGENT", "TOOL", "CHAIN", "RETRIEVER", "EMBEDDING", "GUARDRAIL")
)
_LANGFUSE_TRACE = frozenset(("observations", "sessionId", "userId", "htmlPath", "latency", "totalCost"))


def is_trace(source: Source) -> bool:
    """Whether all records are of Langfuse, LangSmith or Phoenix."""
    records = _records(source)
    return bool(records) and all(_form(record) for _, record in records[:50])


def read_trace(source: Source, context: ReadContext) -> SourceContent:
    """Read a call an item."""
    content = SourceContent()
    content.documents_of(source)
    _add(((line, form(record)) for line, record in _records(source) if (form := _form(record))), content, context)
    content.items.sort(key=lambda item: str(item.at.earliest) if item.at else "9")
    return content


def _of_langsmith(run: dict[str, Any]) -> Span:
    extra = mapping(run.get("extra"))
    parameters, about = mapping(extra.get("invocation_params")), mapping(extra.get("metadata"))
    model = (
        string(about.get("ls_model_name")) or string(parameters.get("model")) or string(parameters.get("model_name"))
    )
    kind = string(run.get("run_type"))
    return Span(
        run.get("start_time"),
        run.get("end_time"),
        string(run.get("name")),
        "chat" if kind == "llm" else kind,
        model,
        string(run.get("name")) if kind == "tool" else "",
        "",
        _words(run.get("inputs")),
        _words(run.get("outputs")),
        (run.get("prompt_tokens"), run.get("completion_tokens")),
        string(run.get("error")),
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
        _words(record.get("input")),
        _words(record.get("output")),
        (usage.get("input", usage.get("promptTokens")), usage.get("output", usage.get("completionTokens"))),
        (string(record.get("statusMessage")) or "no reason given") if failed else "",
        record.get("latency"),
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
        _words(get("input.value")),
        _words(get("output.value")),
        (get("llm.token_count.prompt"), get("llm.token_count.completion")),
        (string(span.get("status_message")) or "no reason given") if failed else "",
    )


# What all become


def _add(spans: Iterable[tuple[int, Span]], content: SourceContent, context: ReadContext) -> None:
    for line, span in spans:
        at = content.read_time(span.start, context.times, line)
        end = content.read_time(span.end, context.times, line)
        seconds = span.latency
        if not isinstance(seconds, int | float):
            seconds = _seconds(span)
        if seconds is None and at and end and at.earliest and end.earliest:
            seconds = (end.earliest - at.earliest) / timedelta(seconds=1)
        content.items.append(RawItem(line, at, _actor(span), _text(span, seconds)))


def _seconds(span: Span) -> float | None:
    """Return how long a call took, by its times in nanoseconds."""
    try:
        return (int(span.end) - int(span.start)) / 1e9
    except (TypeError, ValueError):
        return None


def _actor(span: Span) -> str | None:
    if span.tool:
        return f"tool {span.tool}"
    if span.model:
        return f"assistant ({span.model})"
    return span.service or None


def _text(span: Span, seconds: float | None) -> str:
    tokens = [
        f"{count} tokens {way}" for count, way in zip(span.tokens, ("in", "out"), strict=True) if count is not None
    ]
    took = "" if seconds is None else f"{seconds:.2f} s" if seconds < 120 else show_duration(timedelta(seconds=seconds))
    details = [span.kind if span.kind and span.kind.lower() not in span.name.lower() else "", took, *tokens]
    if span.model and span.model not in span.name:
        details.insert(1, span.model)
    if span.service:
        details.insert(0, span.service)
    if span.error:
        details.append(f"error: {span.error}")
    shown = "; ".join(filter(None, details))
    said = [f"{label}: {_cut(words)}" for label, words in (("Input", span.given), ("Output", span.made)) if words]
    return "\n".join([f"{span.name or span.kind or 'call'} ({shown})" if shown else span.name or "call", *said])


def _cut(words: str) -> str:
    return words if len(words) <= _MAX_WORDS else f"{words[:_MAX_WORDS]} … [{len(words) - _MAX_WORDS} more characters]"


def _words(value: Any) -> str:
    """Return what was said: of messages, each with its role; else the text, or the only value of an object."""
    if isinstance(value, str) and value.lstrip()[:1] in ("[", "{"):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return plain(value)
    return "\n".join(_lines(value, 0))


def _lines(value: Any, depth: int) -> Iterator[str]:
    if depth > 12 or value in (None, "", [], {}):
        return
    if isinstance(value, list):
        for one in value:
            yield from _lines(one, depth + 1)
    elif isinstance(value, dict):
        said = value.get("content", value.get("parts"))
        kind = value.get("role") or mapping(value.get("kwargs")).get("type") or (value.get("type") if said else None)
        if said is None and isinstance(value.get("kwargs"), dict):
            said = value["kwargs"].get("content")
        if said is not None and isinstance(kind, str) and kind != "text":
            yield f"{kind}: {' '.join(_lines(said, depth + 1))}"
        elif said is not None or "text" in value:
            yield from _lines(said if said is not None else value["text"], depth + 1)
        elif len(value) == 1 or "messages" in value:
            yield from _lines(value.get("messages", next(iter(value.values()))), depth + 1)
        else:
            yield plain(value)
    else:
        yield plain(value)
