"""The form of an eval case in the exports: a line of `afterword_cases.jsonl`."""

from __future__ import annotations

from typing import Any, TypedDict


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
