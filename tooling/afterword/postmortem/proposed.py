"""Values of the front matter that the tool took from evidence, and that await acceptance.

    detected: 2026-04-16T17:32Z # proposed, E7 E9

The comment marks the outermost value that begins on its line: after a scalar or a list in brackets, that value; after
`key:`, everything below the key; in the first line of a list's item, the whole item. If no value begins on the line, it
marks the value in brackets or braces that ends there. Deleting the comment accepts the value. `drafted.values` has the
digest of each value as it was proposed: what differs from it was changed by a person. While a value has its digest,
words that a person adds to the comment accept nothing: `# proposed, E7, Bob to check`.
"""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from afterword.postmortem import yamltree
from afterword.postmortem.source import Source, Span
from afterword.postmortem.yamltree import Node, Path, Scalar, Sequence
from afterword.text.late_pattern import late_pattern

# The whole comment, or all before a person's own comment in the same line: `# proposed by Ann` is a person's.
_SOURCE = r"(?:E[1-9][0-9]{0,6}|[A-Za-z]+/[^\s,#]{1,200})"
_COMMENT = late_pattern(
    rf"(?<![ \t])[ \t]+#[ \t]{{0,9}}[Pp]roposed(?:,(?P<sources>(?:,?[ \t]{{1,9}}{_SOURCE}){{0,99}}))?"
    r"(?=[ \t]{0,99}(?:[\r\n\x85\u2028\u2029]|\Z|#))"
)
_ADDED = late_pattern(
    r"(?<![ \t])[ \t]+#[ \t]{0,9}proposed(?:[ \t]{0,9},|[ \t]{1,9}(?:by[ \t]{1,9})?(?=E[1-9][0-9]{0,6}\b))"
    r"(?P<sources>[^\r\n\x85\u2028\u2029#]*)",
    re.IGNORECASE,
)
"""The comment with a person's words in it, which marks a value that is still the recorded one."""
_ITEM = late_pattern(r"\bE[1-9][0-9]{0,6}\b")
_PROPOSED_KEYS = frozenset(
    ["incident", "services", "models", "causes", "provider", "impact", "evals", "factors", "agent"]
)
"""What the tool proposes; elsewhere such a comment is a person's."""


@dataclass(frozen=True, slots=True)
class ProposedValue:
    """A value that the tool proposed, with its comment.

    Attributes:
        path: where it is in the front matter.
        name: its key path, as `drafted.values` has it.
        value: as text, or as lists and mappings of texts.
        sources: ids of the evidence items that it was taken from, or names of files in the evidence folder.
        comment: the comment, with the blanks before it.
        is_changed: whether a person changed the value, which makes it theirs; the comment is left over.
    """

    path: Path
    name: str
    value: object
    sources: tuple[str, ...]
    comment: Span
    is_changed: bool


def write_comment(sources: tuple[str, ...]) -> str:
    """Write the comment that marks a proposed value, with the blank before it."""
    return f" # proposed, {' '.join(sources)}"


def digest(value: object) -> str:
    """Compute the digest of a value, given as text or as lists and mappings of texts."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]


def find_proposed(
    source: Source, front: Span, tree: yamltree.Mapping, recorded: Mapping[str, str]
) -> tuple[ProposedValue, ...]:
    """Find the proposed values, in the order of the text.

    Args:
        source: the document's text.
        front: the span of its YAML.
        tree: the front matter.
        recorded: the digests of the values as they were proposed, by their key paths. A value that is not in it is
            proposed if it has the comment.
    """
    if "proposed" not in front.of(source.readable).lower():
        return ()
    lines, names = _Lines(source, tree), key_paths(tree)
    found: dict[Path, ProposedValue] = {}
    for match, is_added in _comments(source, front):
        path = lines.marked_path(match.start())
        if path is None or path[0] not in _PROPOSED_KEYS or any(path[:at] in found for at in range(1, len(path) + 1)):
            continue
        node = yamltree.find(tree, path)
        assert node is not None
        name, value = names[path], yamltree.plain(node)
        if is_added and recorded.get(name) != digest(value):
            continue
        written = match["sources"] or ""
        sources = tuple(_ITEM.findall(written) if is_added else written.replace(",", " ").split())
        is_changed = recorded.get(name, digest(value)) != digest(value)
        found[path] = ProposedValue(path, name, value, sources, Span(*match.span()), is_changed)
    return tuple(found.values())


def _comments(source: Source, front: Span) -> list[tuple[re.Match[str], bool]]:
    """Find the comments in the order of the text, and say of each whether a person's words are in it."""
    plain = {match.start(): (match, False) for match in _COMMENT.finditer(source.readable, front.start, front.end)}
    added = {match.start(): (match, True) for match in _ADDED.finditer(source.readable, front.start, front.end)}
    return [found for _, found in sorted({**added, **plain}.items())]


def key_path(tree: yamltree.Mapping, path: Path) -> str:
    """Return the key path of a value, which need not be there yet; see `key_paths`."""
    names = key_paths(tree)
    known = next(length for length in range(len(path), -1, -1) if path[:length] in names or not length)
    return ".".join((*([names[path[:known]]] if known else []), *map(str, path[known:])))


def key_paths(tree: yamltree.Mapping) -> dict[Path, str]:
    """Return the key path of every value: keys joined by `.`; an item of a list by its `id` or `name`, else its index.

    The name is that of the only item that has it: of two with the same name, each goes by its index.
    """
    found: dict[Path, str] = {(): ""}
    lists: dict[Path, list[str]] = {}
    for path, node in yamltree.walk(tree):
        if isinstance(node, Sequence):
            names = [_name(item) for item in node.items]
            counts = Counter(names)
            lists[path] = [name if name and counts[name] == 1 else str(at) for at, name in enumerate(names)]
        if path:
            above, last = found[path[:-1]], path[-1]
            part = lists[path[:-1]][last] if isinstance(last, int) else last
            found[path] = f"{above}.{part}" if above else part
    del found[()]
    return found


def without(tree: yamltree.Mapping, paths: Iterable[Path]) -> yamltree.Mapping:
    """Return a copy of the tree without the values at some paths, and without what is empty then."""
    gone = frozenset(paths)

    def copy(node: Node, path: Path) -> Node | None:
        if path in gone:
            return None
        if isinstance(node, Scalar):
            return node
        if isinstance(node, Sequence):
            items = [copy(item, (*path, index)) for index, item in enumerate(node.items)]
            kept = [item for item in items if item is not None]
            return Sequence(kept, node.span, node.flow) if kept or not node.items else None
        values = {key: copy(value, (*path, key)) for key, value in node.values.items()}
        left = {key: value for key, value in values.items() if value is not None}
        return yamltree.Mapping(node.keys, left, node.span, node.flow) if left or not node.values else None

    root = copy(tree, ())
    return root if isinstance(root, yamltree.Mapping) else yamltree.Mapping({}, {}, tree.span)


def _name(item: Node) -> str:
    if not isinstance(item, yamltree.Mapping):
        return ""
    named = (item.values.get(key) for key in ("id", "name"))
    return next((one.text for one in named if isinstance(one, Scalar) and one.text), "")


class _Lines:
    """Which value a comment on a line marks."""

    def __init__(self, source: Source, tree: yamltree.Mapping) -> None:
        self._source = source
        self._quoted = sorted(node.span for _, node in yamltree.walk(tree) if isinstance(node, Scalar) and node.style)
        self._begins: dict[int, tuple[int, Path]] = {}
        self._ends: dict[int, tuple[int, Path]] = {}
        for path, node, start in _outside_brackets(tree):
            self._begins.setdefault(source.line_of(start), (start, path))
            if isinstance(node, Scalar) or node.flow:  # a value that was wrapped begins on a line of its own
                self._begins.setdefault(source.line_of(node.span.start), (node.span.start, path))
            if not isinstance(node, Scalar) and node.flow:
                self._ends.setdefault(source.line_of(node.span.end), (node.span.end, path))

    def marked_path(self, offset: int) -> Path | None:
        """Find the path of the value that a comment at an offset marks; None if it is text, or beside nothing."""
        index = bisect_right(self._quoted, Span(offset, offset)) - 1
        if index >= 0 and offset < self._quoted[index].end:
            return None
        line = self._source.line_of(offset)
        start, path = self._begins.get(line) or self._ends.get(line) or (offset + 1, ())
        return path if start <= offset else None


def _outside_brackets(tree: yamltree.Mapping) -> Iterator[tuple[Path, Node, int]]:
    """Visit every value that is not inside brackets or braces, with the offset at which its key or item begins."""
    stack: list[tuple[Path, Node, int]] = [((), tree, tree.span.start)]
    while stack:
        path, node, start = stack.pop()
        if path:
            yield path, node, start
        if isinstance(node, Scalar) or (node.flow and path):
            continue
        if isinstance(node, Sequence):
            children = [((*path, index), item, item.span.start) for index, item in enumerate(node.items)]
        else:
            children = [((*path, key), value, node.keys[key].span.start) for key, value in node.values.items()]
        stack += reversed(children)
