"""Edits of the front matter as splices: values, proposed values, and the record of what the tool filled."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence

from afterword.errors import AfterwordError
from afterword.postmortem import yamltree
from afterword.postmortem.document import Document, PostMortem
from afterword.postmortem.drafted import Drafted
from afterword.postmortem.edit import Splice
from afterword.postmortem.frontmatter import known_keys
from afterword.postmortem.proposed import ProposedValue, write_comment
from afterword.postmortem.schema import FrontMatter
from afterword.postmortem.source import Span
from afterword.postmortem.yamlformat import fragment_lines, in_one_line, scalar
from afterword.postmortem.yamltree import Mapping, Node, Path, Scalar
from afterword.text.newlines import with_lf


def set_value(document: Document, path: Path, value: str) -> list[Splice]:
    """Set one scalar of the front matter, adding its key, at its place in the format's order, where it is missing.

    Args:
        path: keys and indexes; the last is a key. Mappings on the way that are missing are added.
        value: one line of text.

    Raises:
        ValueError: the path leads through a value that is not a mapping, or to one that is not a scalar.
    """
    value = " ".join(value.split())
    node = yamltree.find(document.tree, path)
    if isinstance(node, Scalar):
        return [_replace_scalar(document, node, scalar(value))]
    if node is not None:
        raise ValueError(f"{path} is not a scalar")
    depth, parent = _deepest(document, path)
    if isinstance(parent, Mapping):
        return [_add_key(document, path[: depth + 1], parent, _nested(path[depth + 1 :], value))]
    if isinstance(parent, Scalar) and not parent.text.strip():  # a key that has no value yet
        return [_replace_scalar(document, parent, _flow(_nested(path[depth:], value)))]
    raise ValueError(f"there is no mapping to hold {path}")


def propose_value(document: PostMortem, path: Path, value: object, sources: Sequence[str]) -> list[Splice]:
    """Write a value that is only proposed, with its comment, where there is none, `unknown`, or a former proposal.

    Args:
        path: keys and indexes; the last is a key. Mappings on the way that are missing are added.
        value: a text, a list of texts, or a mapping of texts.
        sources: ids of evidence items, or names of files in the evidence folder.

    Raises:
        ValueError: a person's value or comment is in its place, or it would be inside braces, where no comment can be.
    """
    comment = write_comment(tuple(sources))
    node, keys = yamltree.find(document.tree, path), path[-1:]
    if node is None:
        depth, parent = _deepest(document, path)
        if isinstance(parent, Mapping) and not parent.flow:
            return [_insert_lines(document, path[: depth + 1], parent, _written(path[depth:], value, comment))]
        if not isinstance(parent, Scalar) or not depth:
            raise ValueError(f"there is no place for {path}")
        path, keys, node = path[:depth], path[depth - 1 :], parent
    former = next((one for one in document.proposed if one.path == path), None)
    if former is None and not (isinstance(node, Scalar) and node.text.strip() in ("", "unknown")):
        raise ValueError(f"{path} has a value")
    key = _key(document, path)
    whole = Span(key.start, max(key.end, _end(document, node), former.comment.end if former else 0))
    if _comments(document, whole, node, former):
        raise ValueError(f"{path} has a comment")
    first, *rest = _written(keys, value, comment)
    first = document.source.text[key.start : key.end] + first[first.index(":") :]
    indent = " " * (document.source.column_of(key.start) - 1)
    at = document.source.line_around(whole.end).end
    below = [Splice(Span(at, at), "".join(f"\n{indent}{line}" for line in rest))] if rest else []
    return [Splice(whole, first), *below]


def propose_item(document: PostMortem, key: str, item: MappingOf[str, object], sources: Sequence[str]) -> list[Splice]:
    """Write an item of a list that is only proposed, with its comment: a new one, or a former proposal of its name.

    Args:
        key: a key at the top level, which is added if it is missing.
        item: the item, with an `id` or a `name`.
        sources: ids of evidence items, or names of files in the evidence folder.

    Raises:
        ValueError: a person's value or comment is in its place, or the list is in brackets, where no comment can be.
    """
    lines = [
        f"{'  ' if number else '- '}{name}: {in_one_line(value)}" for number, (name, value) in enumerate(item.items())
    ]
    lines[0] += write_comment(tuple(sources))
    source, node = document.source, document.tree.values.get(key)
    if node is None:
        return [_insert_lines(document, (key,), document.tree, [f"{key}:", *(f"  {line}" for line in lines)])]
    if isinstance(node, Scalar) and node.text.strip() in ("", "unknown"):
        start, indent = (
            document.tree.keys[key].span,
            "\n" + " " * (source.column_of(document.tree.keys[key].span.start) + 1),
        )
        whole = Span(start.end, max(start.end, _end(document, node)))
        return [Splice(whole, ":" + "".join(indent + line for line in lines))]
    if not isinstance(node, yamltree.Sequence) or node.flow or not node.items:
        raise ValueError(f"{key} is not a list with an item a line")
    name = str(item.get("id") or item.get("name"))
    former = next((one for one in document.proposed if one.name == f"{key}.{name}" and len(one.path) == 2), None)
    last = yamltree.find(document.tree, former.path) if former else node.items[-1]
    assert last is not None
    dash = source.text.rindex("-", source.line_start(source.line_of(last.span.start) - 1), last.span.start)
    indent = "\n" + " " * (source.column_of(dash) - 1)
    if former is None:
        at = document.source.line_around(_end(document, last)).end
        return [Splice(Span(at, at), "".join(indent + line for line in lines))]
    whole = Span(dash, max(_end(document, last), former.comment.end))
    if _comments(document, whole, last, former):
        raise ValueError(f"{former.name} has a comment")
    return [Splice(whole, indent.join(lines))]


def accept_value(value: ProposedValue) -> Splice:
    """Delete the comment of a proposed value: the act of acceptance."""
    return Splice(value.comment, "")


def withdraw_value(document: PostMortem, value: ProposedValue) -> list[Splice]:
    """Delete the lines of a value that is only proposed; of a mapping or a list that has nothing else, its key too.

    Raises:
        ValueError: a person's comment is in its lines, or it is inside brackets.
    """
    path = value.path
    while len(path) > 1:
        above = yamltree.find(document.tree, path[:-1])
        if not isinstance(above, Mapping | yamltree.Sequence) or above.flow:
            raise ValueError(f"{value.name} is inside brackets")
        if len(above.values if isinstance(above, Mapping) else above.items) > 1:
            break
        path = path[:-1]
    return [_delete(document, path, value)]


def require_record(document: PostMortem) -> None:
    """Refuse to draft beside a record that cannot be read: what was declined or accepted would be forgotten.

    Raises:
        AfterwordError: the key `drafted` has another form.
    """
    node = document.tree.values.get("drafted")
    try:
        Drafted.parse(yamltree.plain(node) if node is not None else {})
    except ValueError as error:
        what, _, remedy = str(error).partition("; ")
        assert node is not None
        raise AfterwordError(
            f"`drafted`: {what}; nothing was written", remedy=remedy, path=document.path, line=document.line(node.span)
        ) from None


def record_drafted(document: PostMortem, drafted: Drafted) -> list[Splice]:
    """Write the record of what the tool filled; in its lines, comments of people stay."""
    entries = {name: _flow(entry) for name, entry in drafted.entries().items()}
    lines = [f"{scalar(name)}: {entry}" for name, entry in entries.items()]
    node, tree = document.tree.values.get("drafted"), document.tree
    if node is None and not entries:
        return []
    if node is None and tree.flow:
        return [_add_key(document, ("drafted",), tree, drafted.entries())]
    if node is None:
        return [_insert_lines(document, ("drafted",), tree, ["drafted:", *(f"  {line}" for line in lines)])]
    if not isinstance(node, Mapping) or node.flow or node.values.keys() - entries.keys():
        start = tree.keys["drafted"].span.end
        indent = "\n" + " " * (document.source.column_of(tree.keys["drafted"].span.start) + 1)
        span = Span(start, max(start, _end(document, node)))
        comments = _comments(document, span, node)
        if not (entries or comments or tree.flow):
            return [_delete(document, ("drafted",))]
        text = f": {_flow(drafted.entries())}" if tree.flow or not entries else ":"
        text += "" if tree.flow else "".join(indent + line for line in (*comments, *lines))
        return [Splice(span, text)] if with_lf(span.of(document.source.text)) != text else []
    splices = [
        _replace_scalar(document, value, entries[name])
        for name, value in node.values.items()
        if _trimmed(document, value.span).of(document.source.text) != entries[name]
    ]
    new = [line for line, name in zip(lines, entries, strict=True) if name not in node]
    return [*splices, *([_insert_lines(document, ("drafted", ""), node, new)] if new else [])]


def insert_key(document: Document, key: str, written: str) -> Splice:
    """Insert a key at the top level, at its place in the format's order, with a value in one line of YAML."""
    if document.tree.flow:
        end = max((_trimmed(document, value.span).end for value in document.tree.values.values()), default=0)
        return Splice(Span(end, end), f", {key}: {written}")
    return _insert_lines(document, (key,), document.tree, [f"{key}: {written}"])


def _deepest(document: Document, path: Path) -> tuple[int, Node]:
    """Return the deepest value on a path that is there, and how many parts of the path lead to it."""
    found: Node = document.tree
    for depth, part in enumerate(path):
        inner = yamltree.find(found, (part,))
        if inner is None:
            return depth, found
        found = inner
    raise AssertionError(f"{path} is there")


def _nested(keys: Path, value: object) -> object:
    for key in reversed(keys):
        value = {key: value}
    return value


def _flow(data: object) -> str:
    """Write data in one line."""
    return scalar(data) if isinstance(data, str) else fragment_lines(data, flow=True)[0]


def _written(keys: Path, value: object, comment: str) -> list[str]:
    """Write a value in one line below its keys."""
    lines = [f"{'  ' * depth}{name}:" for depth, name in enumerate(keys[:-1])]
    return [*lines, f"{'  ' * len(lines)}{keys[-1]}: {in_one_line(value)}{comment}"]


def _delete(document: PostMortem, path: Path, ours: ProposedValue | None = None) -> Splice:
    """Delete the lines of a value.

    Raises:
        ValueError: a person's comment is in them.
    """
    node, source = yamltree.find(document.tree, path), document.source
    assert node is not None
    if isinstance(path[-1], str):
        start = _key(document, path).start
    else:
        start = source.text.rindex("-", source.line_start(source.line_of(node.span.start) - 1), node.span.start)
    end = max(start, _end(document, node), ours.comment.end if ours else 0)
    whole = Span(source.line_start(source.line_of(start) - 1), source.line_start(source.line_of(end)))
    if _comments(document, whole, node, ours):
        raise ValueError(f"{path} has a comment")
    return Splice(whole, "")


def _key(document: Document, path: Path) -> Span:
    """Return the span of the key at the end of a path."""
    parent, name = yamltree.find(document.tree, path[:-1]), path[-1]
    if not isinstance(parent, Mapping) or not isinstance(name, str):
        raise ValueError(f"{path} does not end in a key")
    return parent.keys[name].span


def _comments(document: PostMortem, span: Span, node: Node, ours: ProposedValue | None = None) -> list[str]:
    """List the comments of people in the lines of a value."""
    text = document.source.text
    known = [inner.span for _, inner in yamltree.walk(node) if isinstance(inner, Scalar)]
    known += [ours.comment] if ours else []
    position, rest = span.start, ""
    for one in sorted(known):
        rest += text[position : one.start]
        position = max(position, one.end)
    return re.findall(r"#[^\r\n]*", rest + text[position : span.end])


def _replace_scalar(document: Document, node: Node, value: str) -> Splice:
    """Replace a scalar by a value, written as YAML; if a key or a dash has none yet, put it behind."""
    span = _trimmed(document, node.span)
    before = document.source.text[span.start - 1 : span.start]
    if span.start < span.end or before in " \t":
        return Splice(span, value)
    return Splice(span, (" " if before in ":-" else ": ") + value)


def _trimmed(document: Document, span: Span) -> Span:
    """Return the span without the newlines at the end of a block scalar's span."""
    return Span(span.start, span.start + len(span.of(document.source.text).rstrip(" \t\r\n")))


def _end(document: Document, node: Node) -> int:
    """Return where the last value of a node ends: to YAML, a block ends before the next token, behind comments."""
    if isinstance(node, Scalar) or node.flow:
        return _trimmed(document, node.span).end
    inner = node.items if isinstance(node, yamltree.Sequence) else node.values.values()
    return max((_end(document, one) for one in inner), default=node.span.start)


def _add_key(document: Document, path: Path, parent: Mapping, data: object) -> Splice:
    key = str(path[-1])
    if parent.flow:
        written = _flow({key: data})
        if not parent.values:
            return Splice(_trimmed(document, parent.span), written)
        end = max(_trimmed(document, value.span).end for value in parent.values.values())
        return Splice(Span(end, end), ", " + written[1:-1])
    return _insert_lines(document, path, parent, fragment_lines({key: data}))


def _insert_lines(document: Document, path: Path, parent: Mapping, lines: Sequence[str]) -> Splice:
    """Insert the lines of a new key after those of the keys before it in the format's order, at the end if unknown."""
    assert document.front_span is not None
    order = known_keys(FrontMatter, path[:-1])
    place = order.index(path[-1]) if path[-1] in order else len(order)
    before = [key for key in parent.values if key not in order or order.index(key) < place]
    starts = [key.span.start for key in parent.keys.values()]
    indent = " " * (document.source.column_of(min(starts)) - 1) if starts else ""
    text = "\n".join(indent + line for line in lines)
    if before:
        ends = (max(parent.keys[key].span.end, _trimmed(document, parent.values[key].span).end) for key in before)
        at = document.source.line_around(max(ends)).end
        return Splice(Span(at, at), "\n" + text)
    at = document.source.line_start(document.source.line_of(min(starts)) - 1) if starts else document.front_span.end
    return Splice(Span(at, at), text + "\n")
