"""Edits of a list of words in the front matter, such as `services` and `factors`, as splices."""

from __future__ import annotations

from collections.abc import Sequence

from afterword.postmortem import yamltree
from afterword.postmortem.document import Document
from afterword.postmortem.edit import Splice
from afterword.postmortem.edit_front_matter import insert_key, set_value
from afterword.postmortem.source import Span
from afterword.postmortem.yamlformat import scalar
from afterword.postmortem.yamltree import Scalar


def change_items(document: Document, key: str, values: Sequence[str | None]) -> list[Splice]:
    """Change or remove items of a list.

    Args:
        key: a key at the top level, whose value is a list.
        values: for each item, what it becomes; None to remove it.

    Raises:
        ValueError: a comment is beside an item that is to be removed, or it is not a word.
    """
    node = _list_at(document, key)
    pairs = list(zip(node.items, values, strict=True))
    changed = {index for index, (item, value) in enumerate(pairs) if value != yamltree.plain(item)}
    if node.flow and None in values:
        text, span = document.source.text, node.span
        if "#" in span.of(text):
            raise ValueError(f"{key} has a comment")
        kept = (
            scalar(value) if index in changed else item.span.of(text)
            for index, (item, value) in enumerate(pairs)
            if value is not None
        )
        return [Splice(span, f"[{', '.join(kept)}]")]
    splices = []
    for index in sorted(changed):
        item, value = pairs[index]
        splices += [_delete_line(document, key, item)] if value is None else set_value(document, (key, index), value)
    return splices


def add_item(document: Document, key: str, value: str) -> list[Splice]:
    """Add an item to a list, or make the list where there is none, or where it is `unknown`.

    Args:
        key: a key at the top level.
        value: one line of text.

    Raises:
        ValueError: a person's value that is not a list is in its place.
    """
    node = document.tree.values.get(key)
    if node is None:
        return [insert_key(document, key, f"[{scalar(value)}]")]
    if isinstance(node, Scalar) and node.text.strip() in ("", "unknown"):
        written = f"[{scalar(value)}]"
        if not node.span.of(document.source.text).strip():
            end = document.tree.keys[key].span.end
            return [Splice(Span(end, end + 1), f": {written}")]
        return [Splice(node.span, written)]
    node = _list_at(document, key)
    if not node.items:
        return [Splice(node.span, f"[{scalar(value)}]")]
    last, source = node.items[-1], document.source
    if node.flow:
        return [Splice(Span(last.span.end, last.span.end), f", {scalar(value)}")]
    line = source.line_around(last.span.start)
    before = source.text[line.start : last.span.start]
    return [Splice(Span(line.end, line.end), f"\n{before}{scalar(value)}")]


def _list_at(document: Document, key: str) -> yamltree.Sequence:
    node = document.tree.values.get(key)
    if not isinstance(node, yamltree.Sequence) or not all(isinstance(item, Scalar) for item in node.items):
        raise ValueError(f"{key} is not a list of words")
    return node


def _delete_line(document: Document, key: str, item: yamltree.Node) -> Splice:
    source = document.source
    line = source.line_around(item.span.start)
    if source.text[line.start : item.span.start].strip() != "-" or source.text[item.span.end : line.end].strip():
        raise ValueError(f"{key} has something beside an item")
    return Splice(Span(line.start, source.line_start(source.line_of(item.span.start))), "")
