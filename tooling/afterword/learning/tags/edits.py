"""Edits of the tags in a post-mortem's front matter: only their own characters change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from afterword.errors import AfterwordError
from afterword.learning.tags.spellings import find_tags
from afterword.postmortem import PostMortem, read, yamltree
from afterword.postmortem.edit import Splice, apply, require_editable
from afterword.postmortem.edit_front_matter import set_value
from afterword.postmortem.edit_lists import add_item, change_items

_LISTS = {"service": "services", "factor": "factors"}


@dataclass(frozen=True, slots=True)
class Renaming:
    """A spelling of a kind of tag, and what to write in its place."""

    kind: str
    value: str
    keep: str


def rename_tags(document: PostMortem, renamings: Iterable[Renaming]) -> str:
    """Return the text of a post-mortem with tags renamed; one that its list then has twice is removed.

    Raises:
        AfterwordError: the file was not read with certainty, or the tags cannot be changed without anything else, as
            where a value is written once and used twice.
    """
    keep = {(one.kind, one.value): one.keep for one in renamings}
    tags = [tag for tag in find_tags(document) if keep.get((tag.kind, tag.value), tag.value) != tag.value]
    if not tags:
        return document.source.text
    require_editable(document)
    wanted, splices = _as_text(document), []
    try:
        for kind, key in _LISTS.items():
            if any(tag.path[0] == key for tag in tags):
                values = [keep.get((kind, item), item) for item in _texts(document.tree.values[key])]
                changed = [None if value in values[:at] else value for at, value in enumerate(values)]
                splices += change_items(document, key, changed)
                wanted[key] = [value for value in changed if value is not None]
        for tag in tags:
            if tag.kind not in _LISTS:
                splices += set_value(document, tag.path, keep[tag.kind, tag.value])
                _put(wanted, tag.path, keep[tag.kind, tag.value])
    except ValueError as error:
        raise _refused(document) from error
    return _verified(document, splices, wanted)


def add_factor(document: PostMortem, factor: str) -> str:
    """Return the text of a post-mortem with one more contributing factor.

    Raises:
        AfterwordError: as `rename_tags`, or the factors await review.
    """
    require_editable(document)
    if any(one.path[0] == "factors" for one in document.proposed):
        raise AfterwordError(
            "the factors await review", remedy="accept or change them first: `afterword accept`", path=document.path
        )
    node, wanted = document.tree.values.get("factors"), _as_text(document)
    before = _texts(node) if isinstance(node, yamltree.Sequence) else []
    if factor in before:
        return document.source.text
    wanted["factors"] = [*before, factor]
    try:
        return _verified(document, add_item(document, "factors", factor), wanted)
    except ValueError as error:
        raise _refused(document) from error


def _texts(node: yamltree.Node) -> list[str]:
    return [str(yamltree.plain(item)) for item in node.items] if isinstance(node, yamltree.Sequence) else []


def _as_text(document: PostMortem) -> Any:
    """The front matter with each value as text, as this tool reads it: a version such as `4.1` is not a number."""
    return yamltree.plain(document.tree)


def _put(data: Any, path: yamltree.Path, value: str) -> None:
    for part in path[:-1]:
        data = data[part]
    data[path[-1]] = value


def _verified(document: PostMortem, splices: Sequence[Splice], wanted: object) -> str:
    """Return the edited text if it reads as wanted: aliases and anchors can lead an edit to several places."""
    text = apply(document.source, splices)
    if _as_text(read(text.encode(), document.path)) != wanted:
        raise _refused(document)
    return text


def _refused(document: PostMortem) -> AfterwordError:
    return AfterwordError(
        "the tags cannot be changed without changing something else, such as a comment",
        remedy="change them by hand",
        path=document.path,
    )
