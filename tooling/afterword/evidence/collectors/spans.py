"""Calls to models and tools, as traces and logs of requests have them, and the items that they become."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from afterword.derive.model_calls import write_settings
from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent
from afterword.evidence.collectors.json_values import mapping, mappings, plain, string
from afterword.times.durations import show_duration

_MAX_WORDS = 1_500
"""Characters of an input or an output in an item."""
_CALLS = ("tool_use", "tool_call", "function_call")


@dataclass(frozen=True, slots=True)
class Span:
    """One call; what is not known is empty.

    Attributes:
        start, end: as the trace writes them.
        name: of the span.
        kind: `chat`, `tool` or anything else that the trace says.
        model, tool, service: what was called, and by what.
        given, made: what went in and came out, in words.
        tokens: in and out.
        error: what failed.
        latency: in seconds, if the trace states it.
        provider: of the model.
        version: the model that answered, if it is called otherwise than the one that was asked for.
        settings: parameters of the call: `temperature`, `max_tokens`.
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
    provider: str = ""
    version: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)


def add_spans(spans: Iterable[tuple[int, Span]], content: SourceContent, context: ReadContext) -> None:
    for line, span in spans:
        at = content.read_time(span.start, context.times, line)
        seconds = span.latency if isinstance(span.latency, int | float) else _seconds(span)
        content.items.append(RawItem(line, at, _actor(span), _text(span, seconds)))


def _seconds(span: Span) -> float | None:
    """Return how long a call took, by its times in nanoseconds or with fractions of seconds; None if it is not sure."""
    try:
        return (int(span.end) - int(span.start)) / 1e9
    except (TypeError, ValueError):
        pass
    try:
        took = datetime.fromisoformat(string(span.end)) - datetime.fromisoformat(string(span.start))
    except (TypeError, ValueError):
        return None
    return took / timedelta(seconds=1)


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
    about = {"provider": span.provider, "model": span.model, "version": span.version, **span.settings}
    known = {key: plain(value) for key, value in about.items() if value not in (None, "")}
    settings = write_settings(known) if span.model and len(known) > 1 else ""
    said = [f"{label}: {_cut(words)}" for label, words in (("Input", span.given), ("Output", span.made)) if words]
    name = " ".join(span.name.split()) or span.kind or "call"
    first = f"{name} ({' '.join(shown.split())})" if shown else name
    return "\n".join(filter(None, [first, settings, *said]))


def _cut(words: str) -> str:
    """Return words without their middle where they are long: a question is behind all that is said before it."""
    more = len(words) - _MAX_WORDS
    if more <= 0:
        return words
    begin, end = words[: _MAX_WORDS // 3], words[-2 * _MAX_WORDS // 3 :]
    return f"{begin} … [{more} more characters] … {end}"


def words_of(value: Any) -> str:
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
        if called := string(value.get("name")) if string(value.get("type")) in _CALLS else "":
            given = next((value[key] for key in ("input", "arguments", "args") if value.get(key) is not None), "")
            yield f"called {called}: {plain(given)}"
            return
        said = value.get("content", value.get("parts"))
        kind = value.get("role") or mapping(value.get("kwargs")).get("type") or (value.get("type") if said else None)
        if said is None and isinstance(value.get("kwargs"), dict):
            said = value["kwargs"].get("content")
        if said is not None and isinstance(kind, str) and kind != "text":
            yield f"{kind}: {' '.join(_lines(said, depth + 1))}"
            yield from (line for call in mappings(value.get("tool_calls")) for line in _called(call))
        elif mappings(value.get("tool_calls")):
            yield from (line for call in mappings(value.get("tool_calls")) for line in _called(call))
        elif said is not None or "text" in value:
            yield from _lines(said if said is not None else value["text"], depth + 1)
        elif len(value) == 1 or "messages" in value:
            yield from _lines(value.get("messages", next(iter(value.values()))), depth + 1)
        else:
            yield plain(value)
    else:
        yield plain(value)


def _called(call: dict[str, Any]) -> Iterator[str]:
    """Say what a message calls, as OpenAI's has it."""
    function = mapping(call.get("function")) or call
    yield f"called {string(function.get('name'))}: {plain(function.get('arguments', ''))}"
