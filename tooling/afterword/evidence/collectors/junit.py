"""Results in JUnit's XML, which most test runners and several eval tools write.

Read with expat alone. A document type is refused: JUnit has none, and entities are what makes XML dangerous.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from afterword.derive.eval_runs import EvalResult, EvalRun
from afterword.evidence.collectors.interface import ReadContext, SourceContent
from afterword.evidence.source import Source

_MAX_DEPTH = 50
_VERDICTS = ("failure", "error", "skipped")
_OUTPUTS = ("system-out",)


class _Refused(Exception):  # noqa: N818 - reported as what was not read
    pass


@dataclass
class _Suite:
    name: str
    timestamp: str
    results: list[EvalResult] = field(default_factory=list)


@dataclass
class _Case:
    name: str
    verdict: str = ""
    reason: str = ""
    text: list[str] = field(default_factory=list)
    output: list[str] = field(default_factory=list)


class _Handler:
    """Gathers suites and cases while expat reads."""

    def __init__(self) -> None:
        self.suites: list[_Suite] = []
        self.open: list[_Suite] = []
        self.case: _Case | None = None
        self.path: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition("}")[2].rpartition(":")[2]
        self.path.append(name)
        if len(self.path) > _MAX_DEPTH:
            raise _Refused("nested too deeply")
        if len(self.path) == 1 and name not in ("testsuites", "testsuite"):
            raise _Refused(f"not JUnit: it begins with <{name[:40]}>")
        if name == "testsuite":
            inherited = self.open[-1].timestamp if self.open else ""
            suite = _Suite(attributes.get("name", ""), attributes.get("timestamp", "") or inherited)
            self.open.append(suite)
            self.suites.append(suite)
        elif name == "testcase":
            parts = (attributes.get("classname", ""), attributes.get("name", ""))
            self.case = _Case(": ".join(dict.fromkeys(filter(None, parts))) or "a case without a name")
        elif name in _VERDICTS and self.case:
            self.case.verdict = self.case.verdict or name
            self.case.reason = self.case.reason or attributes.get("message", "")

    def end(self, _: str) -> None:
        name = self.path.pop()
        if name == "testsuite":
            self.open.pop()
        elif name == "testcase" and self.case and self.open:
            self.open[-1].results.append(_result(self.case))
            self.case = None

    def text(self, data: str) -> None:
        if self.case and self.path[-1] in _VERDICTS:
            self.case.text.append(data)
        elif self.case and self.path[-1] in _OUTPUTS:
            self.case.output.append(data)


def _result(case: _Case) -> EvalResult:
    passed = {"": True, "failure": False}.get(case.verdict)
    text = "".join(case.text).strip()
    reason = case.reason if not text or text.startswith(case.reason) else f"{case.reason}\n{text}"
    return EvalResult(case.name, passed, output="".join(case.output).strip(), reason=(reason or text).strip())


def is_junit(source: Source) -> bool:
    """Whether a source is XML that begins as JUnit's does."""
    return source.suffix == ".xml" and "<testsuite" in source.text_if_any[:4000]


def read_junit(source: Source, context: ReadContext) -> SourceContent:
    """Read one run for each suite that has cases."""
    content = SourceContent()
    handler = _Handler()
    parser = expat.ParserCreate()
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        # The text is decoded already; what the declaration says of its encoding is no longer true.
        parser.Parse(_without_declaration(source.text).encode("utf-8", "replace"), True)
    except (_Refused, expat.ExpatError) as error:
        message = f"not XML: {expat.ErrorString(error.code)}" if isinstance(error, expat.ExpatError) else str(error)
        content.not_read(f"{message}; the cases before it were read", parser.CurrentLineNumber)
    for suite in handler.suites:
        if suite.results:
            at = content.read_time(suite.timestamp, context.times)
            content.runs.append(EvalRun(suite.name or source.name, at, "", tuple(suite.results)))
    return content


def _refuse_doctype(*_: object) -> None:
    raise _Refused("it declares a document type, which JUnit has not and which can be used to harm")


def _without_declaration(text: str) -> str:
    """Blank the XML declaration of a text, so that lines keep their numbers."""
    start = text.lstrip()
    if not start.startswith("<?xml"):
        return text
    end = text.find("?>")
    return text if end < 0 else "\n" * text[: end + 2].count("\n") + text[end + 2 :]
