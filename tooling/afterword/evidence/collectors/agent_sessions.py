"""Sessions of coding agents: who spoke (user, assistant with its model, tool), the words or the command."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from afterword.evidence.collectors.assistant_exports import messages_of
from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent
from afterword.evidence.collectors.json_values import mapping, mappings, plain, string
from afterword.evidence.collectors.tables import json_lines
from afterword.evidence.source import Source

_ROLES = {
    "user": "user", "human": "user", "assistant": "assistant", "gemini": "assistant", "model": "assistant",
    "ai": "assistant", "agent": "assistant", "tool": "tool", "function": "tool", "environment": "tool",
    "system": "system", "developer": "system",
}  # fmt: skip
_COMMANDS = (
    "command", "cmd", "script", "code", "query", "sql", "file_path", "path", "filePath", "url", "pattern", "prompt",
)  # fmt: skip
_TIMES = ("timestamp", "ts", "time", "created", "created_at", "createdAt", "create_time")
_OF_PROGRAM = ("isMeta", "isCompactSummary")
"""Marks of turns that Claude Code itself writes in the name of the user."""
_QUIET = frozenset(("reasoning", "thinking", "redacted_thinking", "compaction"))


@dataclass(frozen=True, slots=True)
class _Said:
    """One thing that was said or done in a session."""

    who: str
    text: str


def is_session(source: Source) -> bool:
    """Whether most of the first records are turns of a session."""
    records = [record for _, record in _records(source, SourceContent(), 40)]
    turns = sum(_turn(record) is not None for record in records)
    return turns >= 1 and 2 * turns >= len(records) - 2


def _records(source: Source, content: SourceContent, most: int | None = None) -> Iterable[tuple[int, dict[str, Any]]]:
    if source.suffix not in (".jsonl", ".ndjson", ".log"):
        values = [value for _, value in content.documents_of(source)]
        found = [value for value in values if isinstance(value, dict)]
        if len(values) == 1 and (exported := messages_of(values[0])):
            return list(enumerate(exported, 1))[:most]
        if len(values) == 1 and isinstance(values[0], dict):
            for key, value in values[0].items():
                if key not in ("messages", "history") and mappings(value):
                    content.not_read(f"the list `{key}` with {len(value)} entries is not read as part of a session")
        if len(values) == 1:
            found = (
                mappings(values[0])
                or mappings(mapping(values[0]).get("messages"))
                or mappings(mapping(values[0]).get("history"))
            )
        return list(enumerate(found, 1))[:most]
    text = source.text_if_any
    if most is not None:
        text = "\n".join(text.split("\n", most)[:most])
    return json_lines(text, content)


def _turn(record: dict[str, Any]) -> dict[str, Any] | None:
    """Return the message of a record: its role, its model and its content; None if it is not a turn."""
    for inner in (mapping(record.get("payload")), mapping(record.get("message")), mapping(record.get("data")), record):
        if string(inner.get("type")) in ("function_call", "custom_tool_call", "local_shell_call"):
            return {"role": "assistant", "calls": [inner]}
        if string(inner.get("type")) in ("function_call_output", "custom_tool_call_output"):
            return {"role": "tool", "content": [_of_output(inner)]}
        if string(inner.get("role")) in _ROLES and inner.keys() & {"content", "parts", "tool_calls"}:
            return inner
    about = mapping(record.get("info"))  # opencode
    if string(about.get("role")) in _ROLES and isinstance(record.get("parts"), list):
        return {**about, "parts": record["parts"]}
    kind = string(record.get("type"))
    if kind in ("user.message", "assistant.message"):
        return {"role": kind.partition(".")[0], **mapping(record.get("data"))}
    if kind in ("user", "gemini", "model") and "content" in record:
        return {"role": kind, **{key: value for key, value in record.items() if key != "type"}}
    if kind in ("say", "ask") and "ts" in record:  # Cline
        return _of_cline(record)
    if string(record.get("source")) in _ROLES and record.keys() & {"message", "action", "observation"}:
        return _of_event(record)
    return None


def _of_output(record: dict[str, Any]) -> dict[str, Any]:
    """Read what a tool returned to Codex: a text, or a text of JSON with the exit code beside the output."""
    output = record.get("output")
    if isinstance(output, str) and output.lstrip().startswith("{"):
        with suppress(ValueError, RecursionError):
            output = json.loads(output)
    failed = mapping(mapping(output).get("metadata")).get("exit_code") not in (0, None)
    return {"type": "tool_result", "tool_use_id": record.get("call_id"), "content": output, "is_error": failed}


def _of_cline(record: dict[str, Any]) -> dict[str, Any] | None:
    what = string(record.get("say")) or string(record.get("ask"))
    if what.startswith(("api_req", "checkpoint")):
        return None
    if what in ("command", "tool"):
        return {"role": "assistant", "calls": [{"name": what, "arguments": record.get("text")}]}
    is_person = what in ("task", "user_feedback")
    return {"role": "user" if is_person else "assistant", "content": record.get("text")}


def _of_event(record: dict[str, Any]) -> dict[str, Any]:
    """Read an event of OpenHands."""
    if "observation" in record:
        return {"role": "tool", "content": record.get("content") or record.get("message")}
    arguments = mapping(record.get("args"))
    action = string(record.get("action"))
    if action in ("message", ""):
        return {"role": record["source"], "content": arguments.get("content") or record.get("message")}
    return {"role": record["source"], "calls": [{"name": action, "arguments": arguments}]}


def read_session(source: Source, context: ReadContext) -> SourceContent:
    """Read what was said and done, one item each, with the model and its tokens; thoughts are left out and counted."""
    content = SourceContent()
    models: Counter[str] = Counter()
    tools: Counter[str] = Counter()
    names: dict[str, str] = {}
    model = ""
    for line, record in _records(source, content):
        stated = mapping(record.get("payload")) or record
        model = string(stated.get("model")) or model
        turn = _turn(record)
        if turn is None:
            content.left_out[f"records of the kind {_kind(record)}"] += 1
            continue
        if mark := next((mark for mark in _OF_PROGRAM if record.get(mark) is True), None):
            content.left_out[f"records marked `{mark}`"] += 1
            continue
        times = (one.get(key) for one in (record, turn) for key in _TIMES)
        time = next((time for time in times if time is not None), None)
        at = content.read_time(mapping(time).get("created", time), context.times, line)
        role = _ROLES.get(string(turn.get("role")), "assistant")
        of = string(turn.get("model")) or string(turn.get("modelID")) or (model if role == "assistant" else "")
        if role == "user" and record.get("isSidechain") is True and isinstance(turn.get("content"), str):
            role, of = "assistant", model  # the agent itself asks an agent below it
        actor = f"assistant ({of})" if role == "assistant" and of else role
        said = list(_said(turn, actor, content, tools, names))
        if role == "assistant" and said:
            models[of] += bool(of)
            said[-1] = _Said(said[-1].who, f"{said[-1].text}{_tokens(record, turn)}")
        if not said:
            content.left_out["without words"] += 1
        content.items += [RawItem(line, at, one.who, one.text) for one in said]
    for what, found in (("models", models), ("tools", tools)):
        if listed := ", ".join(f"{name} ({count})" for name, count in found.most_common(8) if name):
            content.remarks.append(f"{what}: {listed}")
    return content


def _kind(record: dict[str, Any]) -> str:
    inner = string(mapping(record.get("payload")).get("type")) or string(record.get("say"))
    named = string(record.get("type")) or next(iter(record), "") or "unknown"
    return f"`{named}{f' {inner}' if inner else ''}`"


def _said(
    turn: dict[str, Any], actor: str, content: SourceContent, tools: Counter[str], names: dict[str, str]
) -> Iterator[_Said]:
    parts = turn.get("content", turn.get("parts"))
    blocks = mappings(parts) if isinstance(parts, list) else [{"type": "text", "text": parts}]
    blocks += (
        [{"type": "text", "text": part} for part in parts if isinstance(part, str)] if isinstance(parts, list) else []
    )
    for block in blocks:
        kind = string(block.get("type"))
        if kind in _QUIET or block.get("thought") is True:
            content.left_out["thoughts of the model"] += 1
        elif (done := _of_tool(block, kind, actor, tools, names)) is not None:
            yield from done
        elif text := _words(block.get("text", block.get("content", block.get("output")))):
            yield _Said(f"tool {string(turn.get('name'))}".strip() if actor == "tool" else actor, text)
    calls = [*mappings(turn.get("calls")), *mappings(turn.get("tool_calls")), *mappings(turn.get("toolCalls"))]
    for call in [*calls, *mappings(turn.get("toolRequests"))]:
        yield _called(mapping(call.get("function")) or call, actor, tools, names)
        if answer := _words(call.get("result") or call.get("resultDisplay")):
            yield _Said(f"tool {string(call.get('name'))}".strip(), answer)


def _of_tool(
    block: dict[str, Any], kind: str, actor: str, tools: Counter[str], names: dict[str, str]
) -> list[_Said] | None:
    """Read the call of a tool, or what it returned; None if a block is neither."""
    if kind == "tool" and isinstance(block.get("state"), dict):  # opencode has both in one
        name, state = string(block.get("tool")), mapping(block["state"])
        failed = state.get("status") == "error"
        call = _called({"name": name, "input": state.get("input")}, actor, tools, names)
        return [call, *_returned(name, state.get("error" if failed else "output"), failed)]
    if (kind.startswith("tool-") or kind == "dynamic-tool") and "state" in block:  # Vercel's AI SDK
        name, failed = string(block.get("toolName")) or kind.removeprefix("tool-"), bool(block.get("errorText"))
        call = _called({"name": name, "input": block.get("input")}, actor, tools, names)
        return [call, *_returned(name, block.get("errorText") if failed else block.get("output"), failed)]
    if kind == "toolRequest":  # goose
        request = mapping(mapping(block.get("toolCall")).get("value"))
        return [_called({**request, "id": block.get("id")}, actor, tools, names)]
    if kind == "toolResponse":
        result = mapping(block.get("toolResult"))
        failed = result.get("status") == "error"
        return _returned(names.get(string(block.get("id")), ""), result.get("error" if failed else "value"), failed)
    if kind in ("tool_use", "toolCall", "tool_call") or "functionCall" in block:
        return [_called(mapping(block.get("functionCall")) or block, actor, tools, names)]
    if kind == "tool_result" or "functionResponse" in block:
        result = mapping(block.get("functionResponse")) or block
        name = names.get(string(block.get("tool_use_id")), string(result.get("name")))
        return _returned(name, result.get("content", result.get("response")), block.get("is_error") is True)
    return None


def _returned(name: str, value: Any, failed: bool) -> list[_Said]:
    text = _words(value)
    said = f"{'failed: ' if failed else ''}{text}".strip()
    return [_Said(f"tool {name}".strip(), said)] if said else []


def _called(call: dict[str, Any], actor: str, tools: Counter[str], names: dict[str, str]) -> _Said:
    name = string(call.get("name")) or string(call.get("toolName")) or "tool"
    tools[name] += 1
    names[string(call.get("id")) or string(call.get("call_id"))] = name
    given = next((call[key] for key in ("input", "arguments", "args", "action") if call.get(key) is not None), "")
    if isinstance(given, str) and given.lstrip().startswith("{"):
        with suppress(ValueError, RecursionError):
            given = json.loads(given)
    command: Any = given
    if isinstance(given, dict):
        command = next((given[key] for key in _COMMANDS if given.get(key)), given)
    if isinstance(command, list) and all(isinstance(part, str) for part in command):
        command = " ".join(command)
    return _Said(actor, f"called {name}: {plain(command)}")


def _words(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(filter(None, (_words(part) for part in value)))
    if isinstance(value, dict):
        inner = next((value[key] for key in ("text", "output", "content", "stdout") if value.get(key)), None)
        return _words(inner) if inner is not None else plain(value) if value else ""
    return value.strip() if isinstance(value, str) else "" if value is None else plain(value)


def _tokens(record: dict[str, Any], turn: dict[str, Any]) -> str:
    usage = mapping(turn.get("usage")) or mapping(record.get("usage")) or mapping(turn.get("tokens"))
    given = next(
        (usage[key] for key in ("input_tokens", "prompt_tokens", "input") if isinstance(usage.get(key), int)), None
    )
    made = next(
        (usage[key] for key in ("output_tokens", "completion_tokens", "output") if isinstance(usage.get(key), int)),
        None,
    )
    parts = [f"{given} tokens in"] * (given is not None) + [f"{made} tokens out"] * (made is not None)
    return f" ({', '.join(parts)})" if parts else ""


def is_aider(source: Source) -> bool:
    """Whether a text is the history that aider keeps of its chats."""
    return source.text_if_any.lstrip().startswith("# aider chat started at ")


def read_aider(source: Source, context: ReadContext) -> SourceContent:
    """Read the requests, the answers and what aider itself says; of times, the history has only those of its chats."""
    content = SourceContent(one_line=True)
    start: tuple[int, str] = (0, "")
    at, gathered = None, list[str]()

    def flush() -> None:
        if text := "\n".join(gathered).strip():
            content.items.append(RawItem(start[0], at, start[1], text))
        gathered.clear()

    marks = (("#### ", "user"), ("> ", "tool aider"))
    for number, line in enumerate(source.text.split("\n"), 1):
        if line.startswith("# aider chat started at "):
            flush()
            at = content.read_time(line.removeprefix("# aider chat started at "), context.times, number)
            continue
        mark, who = next(((mark, who) for mark, who in marks if line.startswith(mark)), ("", "assistant"))
        if line.strip() and who != start[1]:
            flush()
            start = (number, who)
        elif line.strip() and not gathered:
            start = (number, who)
        gathered.append(line.removeprefix(mark))
    flush()
    content.remarks.append("times are those at which each chat of the session was started")
    return content
