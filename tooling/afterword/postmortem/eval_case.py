"""The keys of an eval case, as they are written in its `yaml` block.

Every key is optional here; `afterword.evalcases.case` says which a case needs, and makes of them one that can judge.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from afterword.postmortem.schema import Person, Slug, Text


class _Keys(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)


class WrittenCall(_Keys):
    """A call of a tool."""

    tool: Text | None = None
    arguments: dict[str, Any] | None = Field(None, description="by name; a quoted value is text, others are JSON")


class WrittenMessage(_Keys):
    """One message before the answer that is judged."""

    role: Literal["system", "user", "assistant", "tool"] | None = None
    content: Text | None = None
    calls: list[WrittenCall] | None = Field(
        None, description="tools that the assistant called; one `tool` message each, in order, holds what they returned"
    )


class WrittenTool(_Keys):
    """A tool that the model may call."""

    name: Text | None = None
    description: Text | None = None
    parameters: dict[str, Any] | None = Field(None, description="JSON Schema of the arguments")


class WrittenAttachment(_Keys):
    """A file of text, which is added to the last message of the user."""

    name: Text | None = None
    content: Text | None = None


class WrittenOutput(_Keys):
    """An answer: text, calls of tools, or both."""

    text: Text | None = None
    calls: list[WrittenCall] | None = None


class Quarantine(_Keys):
    """A flaky case that does not block for a while."""

    reason: Text | None = None
    owner: Person | None = None
    until: date | None = Field(None, description="the last day, at most 14 days ahead")


def _as_output(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str | dict) else value


_Outputs = Annotated[list[Annotated[WrittenOutput, BeforeValidator(_as_output)]], BeforeValidator(_as_list)]
Assertion = dict[str, Any]


class WrittenCase(_Keys):
    """A regression case made from the incident."""

    id: Slug | None = None
    input: Text | None = Field(None, description="what the user wrote")
    messages: list[WrittenMessage] | None = Field(None, description="a conversation, in place of `input`")
    system: Text | None = Field(
        None, description="the system prompt; `evals prove` and `evals run` put the prompt that they try in its place"
    )
    variables: dict[str, Text] | None = Field(
        None,
        description="values of the template fields of prompts: `{customer.name: Dana}` fills `{{ customer.name }}`",
    )
    tools: list[WrittenTool] | None = Field(None, description="tools that the model is offered")
    attachments: list[WrittenAttachment] | None = Field(None, description="files of text")
    cause: Slug | None = Field(None, description="the cause whose before and after it separates")
    must: list[Assertion] | None = Field(None, description="assertions that an output has to pass")
    must_not: list[Assertion] | None = Field(None, description="assertions that no output may pass")
    observed: _Outputs | None = Field(
        None, description="the output that failed, or several: the assertions must reject each"
    )
    expected: _Outputs | None = Field(
        None, description="an acceptable output, or several: the assertions must accept each"
    )
    runs: Annotated[int, Field(ge=1, le=1000)] | None = Field(
        None, description="how often `evals run` asks while the case is not proven"
    )
    max_failures: Annotated[int, Field(ge=0, le=1000)] | None = Field(
        None, description="how many of `runs` may fail; none, unless it says so"
    )
    reconstructed: bool | None = Field(None, description="true when input or output is not verbatim")
    quarantine: Quarantine | None = Field(None, description="why the case does not block, and until when")

    @property
    def observed_texts(self) -> list[str]:
        """The texts of the outputs that failed."""
        return [output.text for output in self.observed or () if output.text]
