"""An eval case that can be asked and judged, and everything that keeps a written one from being that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from afterword.evalcases.assertions import Assertion
from afterword.evalcases.engine import Call, Output

GUARDED_KINDS = ("prompt", "model", "config")
"""The kinds of causes that a case can guard."""
Role = Literal["system", "user", "assistant", "tool"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation; `calls` are the tools that the assistant called in it."""

    role: Role
    content: str
    calls: tuple[Call, ...] = ()


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool that the model may call; `parameters` is the JSON Schema of its arguments."""

    name: str
    description: str
    parameters: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of text."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Guards:
    """What a case guards.

    Attributes:
        cause: the id of the cause that it names, else of the only one; empty if neither.
        kind: the part of the system that the cause is in; empty if it is not known.
        before: where the cause's version before is, as the document says; empty if it does not.
        after: where the cause's version after is.
        models: names of the models that served.
        services: names of the services that were affected.
    """

    cause: str = ""
    kind: str = ""
    before: str = ""
    after: str = ""
    models: tuple[str, ...] = ()
    services: tuple[str, ...] = ()

    @property
    def prompts(self) -> tuple[str, ...]:
        """Paths of the prompts in their repository, from `path@commit` or `owner/repo:path@commit`."""
        if self.kind != "prompt":
            return ()
        paths = (ref.rpartition("@")[0].rpartition(":")[2] for ref in (self.before, self.after) if "@" in ref)
        return tuple(dict.fromkeys(path for path in paths if path))


@dataclass(frozen=True, slots=True)
class Quarantine:
    """Why a case does not block, who sees to it, and the last day."""

    reason: str
    owner: str
    until: date


@dataclass(frozen=True, slots=True)
class EvalCase:
    """An eval case that can be asked and judged.

    Attributes:
        id: unique in its incident.
        incident: the id of the post-mortem.
        title: the title of the post-mortem.
        severity: the severity of the incident; empty if it is not known.
        path: the file of the post-mortem, as a user would write it.
        line: the line of the block, counted from 1.
        guards: what it guards.
        system: the system prompt; empty for none.
        variables: values of the template fields of prompts.
        messages: the conversation after it; the last message is the user's or a tool's.
        tools: what the model is offered.
        attachments: files of text, in the order in which they are added to the last message of the user.
        assertions: those of `must`, then those of `must_not`.
        observed: outputs that failed: the assertions must reject each.
        expected: acceptable outputs: the assertions must accept each.
        runs: how often to ask; None if the case does not say.
        max_failures: how many of `runs` may fail.
        reconstructed: whether input or output is not verbatim.
        quarantine: why it does not block; None if it does.
    """

    id: str
    incident: str
    title: str
    severity: str
    path: str
    line: int
    guards: Guards
    system: str
    variables: Mapping[str, str]
    messages: tuple[Message, ...]
    tools: tuple[Tool, ...]
    attachments: tuple[Attachment, ...]
    assertions: tuple[Assertion, ...]
    observed: tuple[Output, ...]
    expected: tuple[Output, ...]
    runs: int | None
    max_failures: int
    reconstructed: bool
    quarantine: Quarantine | None

    @property
    def name(self) -> str:
        """Its name among the cases of all incidents."""
        return f"{self.incident}/{self.id}"

    @property
    def input(self) -> str:
        """What the user wrote last, without attachments."""
        return next((message.content for message in reversed(self.messages) if message.role == "user"), "")

    @property
    def by_code(self) -> bool:
        """Whether code applies at least one of its assertions; without that, nothing is proven."""
        return any(assertion.test for assertion in self.assertions)
