"""Traces and logs of OpenTelemetry, with its conventions for GenAI and those of OpenInference and OpenLLMetry."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from afterword.derive.models import PARAMETERS
from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent
from afterword.evidence.collectors.json_values import listing, mapping, mappings, plain, string
from afterword.evidence.collectors.spans import Span, add_spans, words_of
from afterword.evidence.source import Source

_PARAMETERS = (*PARAMETERS, "reasoning.effort")


def is_otlp(source: Source) -> bool:
    """Whether every document has spans or log records of OpenTelemetry, or is a span."""
    return source.documents.all_are(
        lambda value: (
            isinstance(value, dict)
            and (bool(value.keys() & {"resourceSpans", "resource_spans", "resourceLogs", "batches"}) or _is_span(value))
        )
    )


def _is_span(value: dict[str, Any]) -> bool:
    return value.keys() >= {"spanId", "startTimeUnixNano", "attributes"}


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
    documents = content.documents_of(source)
    alone = ((line, _of_otlp(value, "")) for line, value in documents if _is_span(value))
    add_spans(alone, content, context)
    for line, value in documents:
        for resource in mappings(value.get("resourceSpans") or value.get("resource_spans") or value.get("batches")):
            service = _service(resource)
            for scope in mappings(resource.get("scopeSpans") or resource.get("instrumentationLibrarySpans")):
                spans = (_of_otlp(span, service) for span in mappings(scope.get("spans")))
                add_spans(((line, span) for span in spans), content, context)
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
    answered = string(get("gen_ai.response.model"))
    model = string(get("gen_ai.request.model", "llm.model_name", "model_name")) or answered
    return Span(
        span.get("startTimeUnixNano"),
        span.get("endTimeUnixNano"),
        string(span.get("name")),
        string(get("gen_ai.operation.name", "openinference.span.kind", "traceloop.span.kind")),
        model,
        string(tool),
        service,
        words_of(
            get(
                "gen_ai.input.messages",
                "gen_ai.content.prompt.gen_ai.prompt",
                "input.value",
                "gen_ai.tool.call.arguments",
            )
        )
        or numbered[0],
        words_of(
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
        provider=string(get("gen_ai.provider.name", "gen_ai.system", "llm.provider", "llm.system")),
        version=answered if answered != model else "",
        settings=settings_of(found),
    )


def settings_of(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters of a call, by the conventions for GenAI or those of OpenInference."""
    given: Any = attributes.get("llm.invocation_parameters")
    if isinstance(given, str):
        with suppress(ValueError, RecursionError):
            given = json.loads(given)
    stated = {key.replace(".", "_"): attributes.get(f"gen_ai.request.{key}") for key in _PARAMETERS}
    found = {**mapping(given), **{key: value for key, value in stated.items() if value is not None}}
    return {key: value for key, value in found.items() if isinstance(value, str | int | float)}
