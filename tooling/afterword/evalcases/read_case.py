"""Make eval cases of what a document has written, and say exactly where that does not work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from typing import Any

from afterword.evalcases.assertions import JSON_KINDS, Assertion, Misread, Side, read_assertion
from afterword.evalcases.case import Attachment, EvalCase, Guards, Message, Quarantine, Tool
from afterword.evalcases.engine import Call, Output
from afterword.postmortem import yamltree
from afterword.postmortem.document import EvalCaseBlock, PostMortem
from afterword.postmortem.eval_case import WrittenCall, WrittenMessage, WrittenOutput
from afterword.postmortem.problems import ProblemKind
from afterword.postmortem.source import Span
from afterword.postmortem.yamltree import Path

_UNKNOWN = "unknown"
_TOOL_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Trouble(Enum):
    """What kind of problem a written case has."""

    UNREADABLE = "the reader of documents reports it"
    WRONG = "wrong"
    MISSING = "not written yet"
    LEFT_OUT = "right, but not applied"
    UNKNOWN = "said to be unknown"


@dataclass(frozen=True, slots=True)
class CaseProblem:
    """What is wrong with a written case, and where.

    Attributes:
        path: the file, as a user would write it.
        line: the line, counted from 1.
        span: the characters concerned.
        message: what is wrong, as a sentence without a full stop.
        remedy: what to do about it.
        kind: what kind of problem.
        prevents: whether the case cannot be asked or judged because of it.
    """

    path: str
    line: int
    span: Span
    message: str
    remedy: str
    kind: Trouble = Trouble.WRONG
    prevents: bool = True


@dataclass(frozen=True, slots=True)
class ReadCase:
    """What became of a written case.

    Attributes:
        block: the case as written.
        case: the case, if it can be asked and judged.
        problems: what is wrong with it.
        assertions: those that can be read, also without a case.
        observed: the outputs that failed, as far as they are known.
        expected: the acceptable outputs, as far as they are known.
    """

    block: EvalCaseBlock
    case: EvalCase | None
    problems: tuple[CaseProblem, ...]
    assertions: tuple[Assertion, ...]
    observed: tuple[Output, ...]
    expected: tuple[Output, ...]


def read_cases(document: PostMortem) -> tuple[ReadCase, ...]:
    """Read every case of a document."""
    seen: set[str] = set()
    found = []
    for block in document.eval_cases:
        found.append(_Reader(document, block, seen).read())
        seen.add(block.case.id or "")
    return tuple(found)


def _read_assertions(block: EvalCaseBlock) -> Iterator[tuple[Side, int, Assertion | Misread]]:
    for side, raws in ((Side.MUST, block.case.must), (Side.MUST_NOT, block.case.must_not)):
        for index, raw in enumerate(raws or ()):
            yield side, index, read_assertion(_typed(block, (side.value, index), raw), side, index + 1)


def _typed(block: EvalCaseBlock, path: Path, raw: dict[str, Any]) -> dict[str, Any]:
    """Return an assertion with JSON values where its kind has them: elsewhere every value is text."""
    typed = {}
    for kind, value in raw.items():
        node = yamltree.find(block.tree, (*path, kind))
        is_json = kind.removeprefix("not-") in JSON_KINDS and node is not None
        typed[kind] = yamltree.as_json(node) if is_json and node else value
    return typed


class _Reader:
    def __init__(self, document: PostMortem, block: EvalCaseBlock, seen: set[str]) -> None:
        self.document, self.block, self.written, self.seen = document, block, block.case, seen
        self.problems: list[CaseProblem] = []

    def report(
        self, at: Path | Span, message: str, remedy: str, *, kind: Trouble = Trouble.WRONG, prevents: bool = True
    ) -> None:
        if isinstance(at, Span):
            span = at
        else:
            node = yamltree.find(self.block.tree, at)
            span = node.span if node else self.block.tree.span
        line = self.document.line(span)
        self.problems.append(CaseProblem(self.document.path, line, span, message, remedy, kind, prevents))

    def read(self) -> ReadCase:
        assertions = tuple(self.assertions())
        observed = self.outputs("observed", self.written.observed)
        expected = self.outputs("expected", self.written.expected)
        case = self.case(assertions, observed, expected)
        return ReadCase(self.block, case, tuple(self.problems), assertions, observed, expected)

    def case(
        self, assertions: tuple[Assertion, ...], observed: tuple[Output, ...], expected: tuple[Output, ...]
    ) -> EvalCase | None:
        written = self.written
        self.take_over_problems()
        self.find_missing()
        if written.id and written.id in self.seen:
            self.report(("id",), f"two eval cases are called `{written.id}`", "give each its own id")
        tools = tuple(self.tools())
        system, messages = self.conversation()
        self.match_tools(assertions, tools)
        attachments = tuple(self.attachments())
        guards = self.guards()
        quarantine = self.quarantine()
        if written.max_failures and written.max_failures >= (written.runs or 1):
            limit = f"`max_failures: {written.max_failures}` of `runs: {written.runs or 1}` allows every run to fail"
            self.report(("max_failures",), limit, "let fewer runs fail, or write more `runs`")
        if any(problem.prevents for problem in self.problems):
            return None
        front = self.document.front
        return EvalCase(
            id=written.id or "",
            incident=self.document.id,
            title=self.document.title,
            severity=front.severity or "",
            path=self.document.path,
            line=self.document.line(self.block.span),
            guards=guards,
            system=system,
            variables=written.variables or {},
            messages=messages,
            tools=tools,
            attachments=attachments,
            assertions=assertions,
            observed=observed,
            expected=expected,
            runs=written.runs,
            max_failures=written.max_failures or 0,
            reconstructed=bool(written.reconstructed),
            quarantine=quarantine,
        )

    def take_over_problems(self) -> None:
        block = self.block.span
        for one in self.document.problems:
            if one.kind is ProblemKind.BAD_EVAL_CASE and block.start <= one.span.start < block.end:
                line = self.document.line(one.span)
                self.problems.append(
                    CaseProblem(self.document.path, line, one.span, one.message, one.remedy, Trouble.UNREADABLE)
                )

    def find_missing(self) -> None:
        wanted = (
            ("`id`", ("id",), True),
            ("`input`", ("input", "messages"), True),
            ("assertion", ("must", "must_not"), True),
            ("`observed` output", ("observed",), False),
            ("`expected` output", ("expected",), False),
        )
        lacking = [one for one in wanted if not any(key in self.block.tree for key in one[1])]
        if lacking:
            start = self.block.span.start
            self.report(
                Span(start, start),
                f"the eval case has no {' and no '.join(name for name, _, _ in lacking)}",
                "add it; `unknown` is an answer",
                kind=Trouble.MISSING,
                prevents=any(prevents for _, _, prevents in lacking),
            )

    def assertions(self) -> Iterator[Assertion]:
        for side, index, found in _read_assertions(self.block):
            if isinstance(found, Misread):
                self.report((side.value, index), found.message, found.remedy)
                continue
            if found.not_applied and not found.by_model:
                remedy = "simplify it; the suite itself may run it"
                self.report((side.value, index), found.not_applied, remedy, kind=Trouble.LEFT_OUT, prevents=False)
            yield found

    def conversation(self) -> tuple[str, tuple[Message, ...]]:
        written = self.written
        if written.input is not None and written.messages is not None:
            self.report(("messages",), "a case has `input` or `messages`, not both", "delete one of them")
        if written.input == _UNKNOWN:
            self.report(
                ("input",), "the input is unknown, so the case cannot be asked", "write it", kind=Trouble.UNKNOWN
            )
        system = written.system or ""
        if not written.messages:
            return system, (Message("user", written.input or ""),)
        messages = self.messages(written.messages)
        self.match_answers(messages)
        if messages[0].role == "system":
            if system:
                self.report(("system",), "the system prompt is in `messages` too", "delete one of them")
            system = messages.pop(0).content
        if not any(message.role == "user" for message in messages):
            self.report(("messages",), "no message is the user's", "add `{role: user, content: …}`")
        elif messages[-1].role not in ("user", "tool"):
            what = f"the last message is of the {messages[-1].role}, so there is nothing to answer"
            self.report(("messages",), what, "end with a message of the user or a tool")
        return system, tuple(messages)

    def messages(self, written: list[WrittenMessage]) -> list[Message]:
        messages = []
        for index, one in enumerate(written):
            if one.role is None or (one.content is None and not one.calls):
                self.report(("messages", index), "a message has a `role` and its `content`", "write both")
            if one.calls and one.role != "assistant":
                self.report(("messages", index), f"a message of the {one.role} calls no tool", "delete `calls`")
            calls = self.calls(("messages", index, "calls"), one.calls)
            messages.append(Message(one.role or "user", one.content or "", calls))
        return messages

    def attachments(self) -> Iterator[Attachment]:
        for index, one in enumerate(self.written.attachments or ()):
            if not one.name or not one.content:
                self.report(("attachments", index), "an attachment has a `name` and its `content`", "write both")
            yield Attachment(one.name or "", one.content or "")

    def match_answers(self, messages: list[Message]) -> None:
        """Require that each call of a tool has its answer before anybody else speaks."""
        waiting = 0
        for index, message in enumerate(messages):
            if message.role == "tool":
                waiting -= 1
                if waiting < 0:
                    what = "a message of a tool answers no call"
                    self.report(("messages", index), what, "add the call to the assistant's message before it")
                    return
            elif waiting:
                break
            else:
                waiting = len(message.calls)
        if waiting > 0:
            what = f"{waiting} of the assistant's calls have no answer"
            self.report(("messages",), what, "add a message with `role: tool` for each call, in their order")

    def calls(self, at: Path, calls: list[WrittenCall] | None) -> tuple[Call, ...]:
        found = []
        for index, call in enumerate(calls or ()):
            if not call.tool:
                self.report((*at, index), "a call has a `tool`", "write its name")
            node = yamltree.find(self.block.tree, (*at, index, "arguments"))
            found.append(Call(call.tool or "", yamltree.as_json(node) if node else {}))
        return tuple(found)

    def outputs(self, key: str, outputs: list[WrittenOutput] | None) -> tuple[Output, ...]:
        found = []
        several = isinstance(self.block.tree.values.get(key), yamltree.Sequence)
        for index, one in enumerate(outputs or ()):
            at: Path = (key, index, "calls") if several else (key, "calls")
            if one.text != _UNKNOWN or one.calls:
                found.append(Output(one.text or "", self.calls(at, one.calls)))
        return tuple(found)

    def tools(self) -> Iterator[Tool]:
        seen: set[str] = set()
        for index, tool in enumerate(self.written.tools or ()):
            name = tool.name or ""
            if not _TOOL_NAME.fullmatch(name):
                what = f"`{name}` is not a name of a tool" if name else "a tool has a `name`"
                self.report(("tools", index), what, "use letters, digits, `_` and `-`, at most 64")
            if name in seen:
                self.report(("tools", index), f"two tools are called `{name}`", "give each its own name")
            seen.add(name)
            node = yamltree.find(self.block.tree, ("tools", index, "parameters"))
            parameters = yamltree.as_json(node) if node else {"type": "object", "properties": {}}
            yield Tool(name, tool.description or "", parameters)

    def match_tools(self, assertions: tuple[Assertion, ...], tools: tuple[Tool, ...]) -> None:
        names = [tool.name for tool in tools]
        for assertion in assertions:
            if assertion.tool is None or assertion.tool in names:
                continue
            near = get_close_matches(assertion.tool, names, n=1)
            offered = f"use one of: {', '.join(names)}" if names else "list it under `tools` with its parameters"
            self.report(
                (assertion.side.value, assertion.number - 1),
                f"the model is not offered the tool `{assertion.tool}`",
                f"did you mean `{near[0]}`?" if near else offered,
            )

    def guards(self) -> Guards:
        front = self.document.front
        causes = {cause.id: cause for cause in front.stated_causes if cause.id}
        named = self.written.cause
        if named is not None and causes and named not in causes:
            self.report(("cause",), f"there is no cause `{named}`", f"use one of: {', '.join(sorted(causes))}")
        cause = causes.get(named) if named else next(iter(causes.values())) if len(causes) == 1 else None
        models = tuple(dict.fromkeys(model.name for model in front.stated_models if model.name))
        services = tuple(front.services) if isinstance(front.services, list) else ()
        if cause is None:
            return Guards(named or "", models=models, services=services)
        kind = str(cause.kind or "")
        return Guards(cause.id or "", kind, cause.before or "", cause.after or "", models, services)

    def quarantine(self) -> Quarantine | None:
        written = self.written.quarantine
        if written is None:
            return None
        if not written.reason or written.owner is None or written.until is None:
            self.report(("quarantine",), "a quarantine has `reason`, `owner` and `until`", "write all three")
            return None
        return Quarantine(written.reason, str(written.owner), written.until)


def find_cases(documents: Iterable[PostMortem]) -> tuple[EvalCase, ...]:
    """Return every case that can be asked and judged, in the order of the documents."""
    return tuple(read.case for document in documents for read in read_cases(document) if read.case)
