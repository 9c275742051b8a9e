"""An eval case as the messages and tools of an OpenAI-compatible chat request."""

from __future__ import annotations

import json
from typing import Any

from afterword.evalcases.case import EvalCase, Message
from afterword.evalcases.templates import fill


def as_messages(case: EvalCase, system: str | None = None) -> list[dict[str, Any]]:
    """Write the conversation; attachments follow the words of the user's last message.

    Template fields of the system prompt that the case has variables for are filled.

    Args:
        system: the system prompt to try; None for the case's own.
    """
    prompt = fill(case.system if system is None else system, case.variables)
    written: list[dict[str, Any]] = [{"role": "system", "content": prompt}] if prompt else []
    last = max((n for n, message in enumerate(case.messages) if message.role == "user"), default=-1)
    calls = answered = 0
    for number, message in enumerate(case.messages):
        content = message.content
        if number == last:
            content = "\n\n".join((content, *(f"--- {one.name} ---\n{one.content}" for one in case.attachments)))
        one: dict[str, Any] = {"role": message.role, "content": content}
        if message.calls:
            one["tool_calls"] = _as_calls(message, calls)
            calls += len(message.calls)
        if message.role == "tool":
            answered += 1
            one["tool_call_id"] = f"call_{answered}"
        written.append(one)
    return written


def _as_calls(message: Message, before: int) -> list[dict[str, Any]]:
    return [
        {
            "id": f"call_{number}",
            "type": "function",
            "function": {"name": call.tool, "arguments": json.dumps(call.arguments, ensure_ascii=False)},
        }
        for number, call in enumerate(message.calls, before + 1)
    ]


def as_tools(case: EvalCase) -> list[dict[str, Any]]:
    """Write the tools that the model is offered; an empty list is left out of the request."""
    return [
        {
            "type": "function",
            "function": {"name": tool.name, "description": tool.description, "parameters": tool.parameters},
        }
        for tool in case.tools
    ]
