"""Requests to models and their answers, as programs, gateways and batches log them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from afterword.evidence.collectors.json_values import listing, mapping, mappings, string
from afterword.evidence.collectors.spans import Span, words_of

_REQUESTS = ("request", "req", "request_body", "requestBody", "input", "inputBodyJson", "body", "kwargs", "payload")
_ANSWERS = (
    "response", "resp", "response_body", "responseBody", "output", "outputBodyJson", "body", "result", "completion",
)  # fmt: skip
_TIMES = ("timestamp", "@timestamp", "time", "ts", "startTime", "start_time", "request_time", "created_at", "createdAt")
_SAID = ("messages", "contents", "input", "prompt")
_PARAMETERS = (
    "temperature", "top_p", "topP", "top_k", "topK", "max_tokens", "maxTokens", "max_completion_tokens",
    "max_output_tokens", "maxOutputTokens", "num_predict", "frequency_penalty", "presence_penalty", "seed",
    "reasoning_effort",
)  # fmt: skip
_PARAMETERS_IN = ("generationConfig", "generation_config", "inferenceConfig", "options", "model_parameters")
_MAX_DEPTH = 3


def _is_answer(value: dict[str, Any]) -> bool:
    """Whether an object is what an endpoint answers: of OpenAI, Anthropic, Gemini, Bedrock or Ollama."""
    choices = mappings(value.get("choices"))
    return (
        (bool(choices) and bool(choices[0].keys() & {"message", "text"}))
        or (value.get("object") == "response" and isinstance(value.get("output"), list))
        or (value.get("type") == "message" and value.get("role") == "assistant" and bool(value.keys() & _ANTHROPIC))
        or bool(mapping(next(iter(mappings(value.get("candidates"))), {})).get("content"))
        or ("message" in mapping(value.get("output")) and "usage" in value)
        or (isinstance(value.get("done"), bool) and bool(value.keys() & {"message", "response"}) and "model" in value)
    )


_ANTHROPIC = frozenset(("usage", "stop_reason"))


def _is_request(value: dict[str, Any]) -> bool:
    return any(isinstance(value.get(key), list | str) and value[key] for key in _SAID) and bool(
        value.keys() & {"model", "modelId", "model_id", "contents", "messages"}
    )


def is_call(record: dict[str, Any]) -> bool:
    """Whether a record has an answer of a model, or a request that failed."""
    if _find(record, _ANSWERS, _is_answer):
        return True
    return bool(_error(record, {})) and bool(_find(record, _REQUESTS, _is_request))


def _find(
    record: dict[str, Any], keys: tuple[str, ...], test: Callable[[dict[str, Any]], bool], depth: int = 0
) -> dict[str, Any]:
    """Find the object that a record is or wraps, also as text; empty if there is none."""
    if test(record):
        return record
    for key in keys if depth < _MAX_DEPTH else ():
        inner = record.get(key)
        if isinstance(inner, str) and inner.lstrip().startswith("{"):
            with suppress(ValueError, RecursionError):
                inner = json.loads(inner)
        if isinstance(inner, dict) and (found := _find(inner, keys, test, depth + 1)):
            return found
    return {}


def _error(record: dict[str, Any], answer: dict[str, Any]) -> str:
    for value in (record.get("error"), answer.get("error"), record.get("error_str"), record.get("exception")):
        if words := string(mapping(value).get("message")) or string(value):
            return words
    return ""


def call_of(record: dict[str, Any]) -> Span:
    """Read one call: what was asked with which settings, and what came back."""
    answer = _find(record, _ANSWERS, _is_answer)
    request = _find(record, _REQUESTS, _is_request)
    ends = ("created_at", "createdat", "timestamp", "start_time", "starttime")
    named = sorted(
        key for key in record if key.lower().endswith(ends)
    )  # `request_created_at` is before that of the answer
    times = (
        *(record[key] for key in named),
        *(record.get(key) for key in _TIMES),
        *(answer.get(key) for key in ("created", "created_at", "createTime")),
    )
    asked, answered = (_model(value) for value in (request, answer))
    model = asked or _model(record) or answered
    took = next(
        (record[key] for key in ("latency_ms", "duration_ms", "latencyMs", "durationMs") if key in record), None
    )
    return Span(
        next((time for time in times if time not in (None, "")), None),
        name=string(record.get("custom_id")) or "call of a model",
        model=model,
        given="\n".join(_asked(request)),
        made="\n".join(_answered(answer)),
        tokens=_tokens(answer),
        error=_error(record, answer),
        latency=took / 1_000 if isinstance(took, int | float) else None,
        provider=next((string(record[key]) for key in ("provider", "custom_llm_provider") if key in record), ""),
        version=answered if answered != model else "",
        settings=_settings(request) or _settings(record),
    )


def _model(value: dict[str, Any]) -> str:
    keys = ("model", "modelId", "model_id", "modelVersion")
    return next((string(value[key]) for key in keys if string(value.get(key))), "")


def _settings(request: dict[str, Any]) -> dict[str, Any]:
    found = {key: request[key] for key in _PARAMETERS if isinstance(request.get(key), str | int | float)}
    for outer in _PARAMETERS_IN:
        inner = mapping(request.get(outer))
        found |= {key: inner[key] for key in _PARAMETERS if isinstance(inner.get(key), str | int | float)}
    return {"".join(f"_{c.lower()}" if c.isupper() else c for c in key): value for key, value in found.items()}


def _asked(request: dict[str, Any]) -> Iterator[str]:
    for key in ("system", "instructions", "systemInstruction", "system_instruction"):
        if words := words_of(request.get(key)):
            yield f"system: {words}"
    said = next((request[key] for key in _SAID if request.get(key)), None)
    if words := words_of(said):
        yield f"user: {words}" if isinstance(said, str) else words


def _answered(answer: dict[str, Any]) -> Iterator[str]:
    for choice in mappings(answer.get("choices")):
        yield words_of(choice.get("message") or choice.get("text"))
    for candidate in mappings(answer.get("candidates")):
        yield words_of(candidate.get("content"))
    output = answer.get("output")
    if isinstance(output, list):
        yield from filter(None, (words_of(part) for part in mappings(output)))
    elif isinstance(output, dict):
        yield words_of(output.get("message"))
    if answer.get("type") == "message":
        yield words_of(listing(answer.get("content")))
    if "done" in answer:
        yield words_of(answer.get("message") or answer.get("response"))


def _tokens(answer: dict[str, Any]) -> tuple[Any, Any]:
    usage = {**mapping(answer.get("usage")), **mapping(answer.get("usageMetadata")), **answer}
    ways = (
        ("prompt_tokens", "input_tokens", "inputTokens", "promptTokenCount", "prompt_eval_count"),
        ("completion_tokens", "output_tokens", "outputTokens", "candidatesTokenCount", "eval_count"),
    )
    given, made = (next((usage[key] for key in keys if isinstance(usage.get(key), int)), None) for keys in ways)
    return given, made
