"""An eval case as redacted JSON values: what every export is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from afterword.evalcases import EvalCase, Output, Side, judge
from afterword.evalcases.chat import as_messages, as_tools
from afterword.evalcases.engine import BY_MODEL, Call


class GuardsData(TypedDict):
    """What a case guards.

    Attributes:
        cause: id of the cause; empty for no single one.
        kind: the part of the system of that cause; may be empty.
        prompts: by their paths.
        models: by their names.
        services: by their names.
    """

    cause: str
    kind: str
    prompts: list[str]
    models: list[str]
    services: list[str]


class CallData(TypedDict):
    """A call of a tool.

    Attributes:
        tool: its name.
        arguments: those of the call.
    """

    tool: str
    arguments: dict[str, Any]


class OutputData(TypedDict):
    """An output.

    Attributes:
        text: what was said.
        calls: tools that were called.
    """

    text: str
    calls: list[CallData]


class PortableForm(TypedDict):
    """An eval case, without secrets and personal data.

    Attributes:
        id: `<incident>/<case>`.
        incident: id of the post-mortem.
        case: unique in the post-mortem.
        title: of the post-mortem.
        severity: of the incident.
        guards: what it guards.
        messages: the conversation, as of the Chat Completions API.
        variables: of the prompt.
        tools: as of the Chat Completions API.
        must: assertions that an output must fulfil, each a kind with its value.
        must_not: assertions that it must not fulfil.
        observed: outputs that failed.
        expected: acceptable outputs.
        runs: how often it is tried.
        max_failures: how many of them may fail.
        reconstructed: whether input or output are not verbatim.
    """

    id: str
    incident: str
    case: str
    title: str
    severity: str
    guards: GuardsData
    messages: list[dict[str, Any]]
    variables: dict[str, Any]
    tools: list[dict[str, Any]]
    must: list[dict[str, Any]]
    must_not: list[dict[str, Any]]
    observed: list[OutputData]
    expected: list[OutputData]
    runs: int
    max_failures: int
    reconstructed: bool


PortableCase = dict[str, Any]
"""An object of the form `PortableForm`."""
Exporter = Callable[[Sequence[PortableCase]], Mapping[str, str]]
"""Return the text of each file by its name; the same cases give the same text."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A case that is not exported, and why."""

    name: str
    path: str
    line: int
    reason: str


class NotExported(Exception):  # noqa: N818 it is not an error of the case
    """A format has no way to say what a case says; the message is the reason."""


def require_judged_by_code(cases: Iterable[PortableCase]) -> None:
    """Refuse a case that a suite would pass for nothing, as code judges none of its assertions.

    Raises:
        NotExported: there is such a case.
    """
    for case in cases:
        kinds = [kind.removeprefix("not-") for raw in (*case["must"], *case["must_not"]) for kind in raw]
        if all(kind in BY_MODEL for kind in kinds):
            raise NotExported(f"only a model can judge it ({', '.join(dict.fromkeys(kinds))})")


def as_portable(case: EvalCase, redact: Callable[[str], str]) -> PortableCase | LeftOut:
    """Return a case without secrets and personal data, or why that would change what it says.

    Args:
        redact: returns a text without secrets and personal data.
    """
    guards = case.guards
    plain: PortableCase = {
        "id": case.name,
        "incident": case.incident,
        "case": case.id,
        "title": case.title,
        "severity": case.severity,
        "guards": {
            "cause": guards.cause,
            "kind": guards.kind,
            "prompts": list(guards.prompts),
            "models": list(guards.models),
            "services": list(guards.services),
        },
        "messages": as_messages(case),
        "variables": dict(case.variables),
        "tools": as_tools(case),
        "must": [one.written for one in case.assertions if one.side is Side.MUST],
        "must_not": [one.written for one in case.assertions if one.side is Side.MUST_NOT],
        "observed": [_as_plain(output) for output in case.observed],
        "expected": [_as_plain(output) for output in case.expected],
        "runs": case.runs or 1,
        "max_failures": case.max_failures,
        "reconstructed": case.reconstructed,
    }
    names = {key: plain[key] for key in ("id", "incident", "case", "guards")}
    redacted: PortableCase = _with_texts(plain, redact) | names
    for one, raw in zip(case.assertions, (*redacted["must"], *redacted["must_not"]), strict=True):
        if one.written != raw:
            reason = f"{one} has a secret or personal data, and would say something else without it"
            return LeftOut(case.name, case.path, case.line, reason)
    for output, other in zip((*case.observed, *case.expected), outputs_of(redacted), strict=True):
        if _rejecting(case, output) != _rejecting(case, other):
            reason = "it judges one of its outputs differently once secrets and personal data are removed"
            return LeftOut(case.name, case.path, case.line, reason)
    return redacted


def _rejecting(case: EvalCase, output: Output) -> list[str]:
    return [str(failure.assertion) for failure in judge(case, output).failures]


def outputs_of(case: PortableCase) -> Iterable[Output]:
    """Return the outputs that failed, then the acceptable ones."""
    for one in (*case["observed"], *case["expected"]):
        yield Output(one["text"], tuple(Call(call["tool"], call["arguments"]) for call in one["calls"]))


def _as_plain(output: Output) -> dict[str, Any]:
    calls = [{"tool": call.tool, "arguments": dict(call.arguments)} for call in output.calls]
    return {"text": output.text, "calls": calls}


def _with_texts(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_with_texts(one, change) for one in value]
    if isinstance(value, Mapping):
        return {key: _with_texts(one, change) for key, one in value.items()}
    return value
