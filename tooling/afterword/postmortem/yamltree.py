"""YAML as text with positions, read iteratively from the event stream of PyYAML's C parser.

Every scalar stays its source text: `no`, `4.10` and `12:30` mean what they say. The C loader's own `load` recurses and
crashes on deep nesting, and YAML libraries disagree on ambiguous scalars; the event stream has neither problem.
Aliases, anchors, tags, duplicate keys, several documents, and too much depth or size are refused, each with its place.
After a syntax error, reading resumes at the next top-level key, so that one bad line does not hide the others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from afterword.postmortem.problems import ProblemKind, Problems
from afterword.postmortem.source import BOM, Span

MAX_DEPTH = 12
MAX_NODES = 4_000
_MAX_RESUMES = 20

# YAML 1.1, section 5.1: what a stream may hold. libyaml gives up on the whole buffer at the first other character.
_NOT_PRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TOP_LEVEL_KEY = re.compile(r"(?<=[\r\n])[A-Za-z_][\w-]*[ \t]*:(?=[ \t\r\n]|\Z)")


class Scalar(NamedTuple):
    """A value as text.

    Attributes:
        text: the value with quotes and escapes resolved, never converted.
        span: its characters, quotes included; empty if a key has no value.
        style: `""` plain, `'`, `"`, `|` or `>`.
    """

    text: str
    span: Span
    style: str = ""


@dataclass(slots=True)
class Sequence:
    """A list; `flow` when written in brackets."""

    items: list[Node]
    span: Span
    flow: bool = False


@dataclass(slots=True)
class Mapping:
    """Keys with their values in the order of the file; the first of two equal keys counts."""

    keys: dict[str, Scalar]
    values: dict[str, Node]
    span: Span
    flow: bool = False

    def __contains__(self, key: str) -> bool:
        return key in self.values


Node = Scalar | Sequence | Mapping
Path = tuple[str | int, ...]


def items(tree: Mapping, key: str) -> list[Node]:
    """Return the items of the list that a key has; none if it has none."""
    node = tree.values.get(key)
    return node.items if isinstance(node, Sequence) else []


def find(root: Node | None, path: Path) -> Node | None:
    """Find the node at a path of keys and indexes; None if there is none."""
    node = root
    for part in path:
        if isinstance(node, Mapping) and isinstance(part, str):
            node = node.values.get(part)
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
        else:
            return None
    return node


def plain(node: Node) -> object:
    """Convert a node to dicts, lists and strings."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.values.items()}


_JSON_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,17})(?:\.\d{1,17})?(?:[eE][+-]?\d{1,2})?", re.ASCII)
_JSON_WORDS = ("true", "false", "null")


def as_json(node: Node) -> Any:
    """Convert a node to JSON values: an unquoted number, `true`, `false` and `null` are what JSON makes of them."""
    if isinstance(node, Sequence):
        return [as_json(item) for item in node.items]
    if isinstance(node, Mapping):
        return {key: as_json(value) for key, value in node.values.items()}
    if node.style or (node.text not in _JSON_WORDS and not _JSON_NUMBER.fullmatch(node.text)):
        return node.text
    return json.loads(node.text)


def walk(node: Node) -> Iterator[tuple[Path, Node]]:
    """Visit every node with its path, parents first, in the order of the text."""
    stack: list[tuple[Path, Node]] = [((), node)]
    while stack:
        path, node = stack.pop()
        yield path, node
        if isinstance(node, Sequence):
            stack += [((*path, index), item) for index, item in reversed(list(enumerate(node.items)))]
        elif isinstance(node, Mapping):
            stack += [((*path, key), value) for key, value in reversed(node.values.items())]


def read(text: str, base: int = 0, most: int = MAX_NODES) -> tuple[Mapping, Problems]:
    """Read a YAML mapping.

    Args:
        text: the YAML, without its `---` lines.
        base: offset of `text` in the document; added to every position.
        most: how many values are read.

    Returns:
        What could be read, and the problems. The mapping is empty if nothing could be read.
    """
    problems = Problems()
    if match := _NOT_PRINTABLE.search(text):
        problems.report(
            ProblemKind.YAML_REFUSED,
            Span(base + match.start(), base + match.end()),
            f"the character U+{ord(match.group()):04X} is not allowed in YAML",
            "delete the character, or write it as an escape in double quotes",
        )
    text = _NOT_PRINTABLE.sub("\ufffd", text)
    root = Mapping({}, {}, Span(base, base + len(text)))
    start = len(BOM) if text.startswith(BOM) else 0  # the parser would skip it without counting it
    for _ in range(_MAX_RESUMES):
        builder = _Builder(base + start, problems, most)
        resume_after = builder.run(text[start:])
        _merge(root, builder.root, problems)
        if resume_after is None:
            break
        following = _TOP_LEVEL_KEY.search(text, start + resume_after)
        if following is None:
            break
        start = following.start()
    return root, problems


def _merge(root: Mapping, part: Node | None, problems: Problems) -> None:
    if part is None or (isinstance(part, Scalar) and not part.text):
        return
    if not isinstance(part, Mapping):
        message = "expected `key: value` lines"
        problems.report(ProblemKind.YAML_REFUSED, part.span, message, "write one key and its value a line")
        return
    if not root.values and part.flow:
        root.flow, root.span = True, part.span
    for key, value in part.values.items():
        if key in root.values:
            _report_duplicate(part.keys[key], problems)
        else:
            root.keys[key] = part.keys[key]
            root.values[key] = value


def _report_duplicate(key: Scalar, problems: Problems) -> None:
    message = f"duplicate key `{key.text}`"
    problems.report(ProblemKind.YAML_REFUSED, key.span, message, "keep one of the two; the first counts")


def _index(mark: Any) -> int:
    """Return the offset of a mark; the C parser sets one on every event."""
    return int(mark.index)


@dataclass(slots=True)
class _Open:
    """A collection whose end has not been read yet: its items, or its keys and values in turn.

    A child that cannot be used is None.
    """

    event: yaml.CollectionStartEvent
    start: int
    children: list[Node | None] = field(default_factory=list)

    @property
    def is_mapping(self) -> bool:
        return isinstance(self.event, yaml.MappingStartEvent)

    def pairs(self) -> Iterator[tuple[Node | None, Node | None]]:
        return zip(self.children[::2], self.children[1::2], strict=False)


@dataclass(slots=True)
class _Builder:
    base: int
    problems: Problems
    most: int
    root: Node | None = None
    stack: list[_Open] = field(default_factory=list)
    nodes: int = 0

    def run(self, text: str) -> int | None:
        """Build the tree, and return the offset after which to resume; None if the text was read to its end."""
        documents = 0
        try:
            for event in yaml.parse(text, Loader=yaml.CSafeLoader):
                if isinstance(event, yaml.NodeEvent):
                    self.nodes += 1
                    if self.nodes > self.most or len(self.stack) >= MAX_DEPTH:
                        return self.give_up(event)
                    self.add(event)
                elif isinstance(event, yaml.CollectionEndEvent):
                    self.close(_index(event.end_mark))
                elif isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self.refuse(self.span(event), "a second YAML document begins here", "keep one document")
                        return None
        except yaml.MarkedYAMLError as error:
            return self.salvage(text, error)
        return None

    def span(self, event: yaml.Event) -> Span:
        return Span(self.base + _index(event.start_mark), self.base + _index(event.end_mark))

    def refuse(self, span: Span, message: str, remedy: str) -> None:
        self.problems.report(ProblemKind.YAML_REFUSED, span, message, remedy)

    def give_up(self, event: yaml.NodeEvent) -> int | None:
        """Leave out what is too much, and return the offset after which to resume, if reading can go on."""
        is_deep, end = len(self.stack) >= MAX_DEPTH, _index(event.end_mark)
        what = "too many values to read" if self.nodes > self.most else "nesting too deep to read"
        self.refuse(self.span(event), what, f"at most {self.most} values and {MAX_DEPTH} levels are read")
        if is_deep:
            self.drop_from(self.stack[1].start)
        self.close_all(end)
        return end if self.nodes <= self.most else None

    def add(self, event: yaml.NodeEvent) -> None:
        span = self.span(event)
        if isinstance(event, yaml.AliasEvent):
            self.refuse(span, f"the alias `*{event.anchor}` is not read", "write the value itself")
            self.place(None)
            return
        if event.anchor is not None:
            self.refuse(span, f"the anchor `&{event.anchor}` is not read", "delete the anchor")
        if (tag := getattr(event, "tag", None)) is not None:
            self.refuse(span, f"the tag `{tag}` is not read", "delete the tag; every value is text")
        if isinstance(event, yaml.ScalarEvent):
            self.place(Scalar(event.value, span, event.style or ""))
        elif isinstance(event, yaml.CollectionStartEvent):
            self.stack.append(_Open(event, span.start))

    def place(self, node: Node | None) -> None:
        if self.stack:
            self.stack[-1].children.append(node)
        else:
            self.root = self.root or node

    def close(self, end: int) -> None:
        opened = self.stack.pop()
        span, flow = Span(opened.start, self.base + end), bool(opened.event.flow_style)
        if not opened.is_mapping:
            self.place(Sequence([child for child in opened.children if child is not None], span, flow))
            return
        mapping = Mapping({}, {}, span, flow)
        for key, value in opened.pairs():
            if key is not None and not isinstance(key, Scalar):
                self.refuse(key.span, "a key must be one word", "write the key as plain text")
            elif key is not None and key.text in mapping:
                _report_duplicate(key, self.problems)
            elif key is not None and value is not None:
                mapping.keys[key.text], mapping.values[key.text] = key, value
        self.place(mapping)

    def close_all(self, end: int) -> None:
        while self.stack:
            self.close(end)

    def salvage(self, text: str, error: yaml.MarkedYAMLError) -> int:
        mark = error.problem_mark or error.context_mark
        if error.context_mark and "end of stream" in (error.problem or ""):
            mark = error.context_mark  # where the quote or bracket was opened
        at = min(mark.index if mark else 0, len(text))
        line_start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
        line_end = _line_end(text, at)
        message, remedy = _explain(error, text[line_start:line_end])
        if (quote := self.quote_that_reaches(self.base + line_start)) is not None:
            # It was closed by the opening quote of a later value; what is between them is read again.
            at = line_start = quote - self.base
            line_end = _line_end(text, at)
            message, remedy = _NOT_CLOSED
        span = Span(self.base + at, self.base + max(at, line_end))
        self.problems.report(ProblemKind.YAML_MALFORMED, span, message, remedy)
        flow = next((opened.start for opened in self.stack if opened.event.flow_style), self.base + at)
        self.drop_from(min(self.base + line_start, flow))
        self.close_all(line_end)
        return line_end

    def quote_that_reaches(self, offset: int) -> int | None:
        """Find where a quoted value began that ended on the line at an offset, and began on an earlier one."""
        for opened in self.stack:
            last = next(reversed(opened.children[1::2] if opened.is_mapping else opened.children), None)
            if isinstance(last, Scalar) and last.style in {"'", '"'} and last.span.start < offset < last.span.end:
                return last.span.start
        return None

    def drop_from(self, offset: int) -> None:
        """Remove values that begin there or later: they were misread, or only in part."""
        late = next((depth for depth, opened in enumerate(self.stack) if depth and opened.start >= offset), None)
        if late is not None:
            del self.stack[late:]
        for opened in self.stack:
            step = 2 if opened.is_mapping else 1
            values = opened.children[step - 1 :: step]
            kept = next((at for at, one in enumerate(values) if one and one.span.start >= offset), len(values))
            if kept < len(values) or opened is self.stack[-1]:
                del opened.children[kept * step :]


_NOT_CLOSED = ("a quote or bracket that was opened is not closed", "close it")


def _line_end(text: str, at: int) -> int:
    match = re.compile(r"[\r\n]|\Z").search(text, at)
    return match.start() if match else len(text)


def _explain(error: yaml.MarkedYAMLError, line: str) -> tuple[str, str]:
    """Explain the parser's error, and say what to do."""
    problem = error.problem or "cannot be read"
    value = line.partition(":")[2].strip()
    if "cannot start any token" in problem and value[:1] in {"@", "`", "%"}:
        return f"a value cannot begin with `{value[0]}`", f'put it in quotes: "{value}"'
    if "\\t" in problem or "\t" in line[: len(line) - len(line.lstrip())]:
        return "a tab cannot indent YAML", "indent with spaces"
    if "mapping values are not allowed" in problem:
        return "an unquoted value cannot contain a colon followed by a space", "put the whole value in double quotes"
    if "unexpected end of stream" in problem or "end of stream" in problem:
        return _NOT_CLOSED
    return f"this is not YAML: {problem}", "check the indentation, quotes and brackets of this line"
