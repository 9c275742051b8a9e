"""Bind a tree of YAML text to the typed front matter, and keep what is right."""

from __future__ import annotations

import difflib
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from afterword.postmortem import yamltree
from afterword.postmortem.problems import Problem, ProblemKind, Problems, explain
from afterword.postmortem.source import Span
from afterword.postmortem.yamltree import Mapping, Node, Path, Scalar, Sequence

M = TypeVar("M", bound=BaseModel)
_MAX_PASSES = 4


def bind(model: type[M], root: Mapping, problems: Problems) -> M:
    """Fill a model from a tree.

    A value that does not fit is reported at its place and left out; everything else is kept.
    """
    empty = [(path, node) for path, node in yamltree.walk(root) if path and _is_empty(node)]
    problems += [_empty_problem(root, path, node) for path, node in empty]
    tree = _without_empty(root) if empty else root
    for attempt in range(_MAX_PASSES):
        try:
            return model.model_validate(yamltree.plain(tree))
        except ValidationError as error:
            if not attempt:
                tree = _without_empty(root)  # a copy, to take out of it what does not fit
            wrong = set()
            for detail in error.errors(include_url=False, include_input=False, include_context=True):
                path = _existing_path(tree, detail["loc"])
                if not attempt:  # what is wrong only now is so because something was left out
                    problems.append(_problem(model, tree, path, detail))
                wrong.add(path)
            for path in sorted(wrong, reverse=True):  # later items first, so that indexes stay
                _remove(tree, path)
    return model.model_validate({})


def _empty_problem(root: Mapping, path: Path, node: Node) -> Problem:
    return Problem(
        ProblemKind.EMPTY_VALUE,
        _key_span(root, path) or node.span,
        f"`{_dotted(path)}` has no value",
        "write a value (in a post-mortem `unknown` is one), or delete the key; a value that begins with # needs quotes",
    )


def _is_empty(node: Node) -> bool:
    if isinstance(node, Scalar):
        return not node.text.strip()
    return not (node.items if isinstance(node, Sequence) else node.values)


def _without_empty(node: Mapping) -> Mapping:
    """A copy of the tree without the values that are empty and reported as such."""

    def copy(node: Node) -> Node:
        if isinstance(node, Sequence):
            return Sequence([copy(item) for item in node.items if not _is_empty(item)], node.span, node.flow)
        return _without_empty(node) if isinstance(node, Mapping) else node

    values = {key: copy(value) for key, value in node.values.items() if not _is_empty(value)}
    return Mapping(node.keys, values, node.span, node.flow)


def _existing_path(tree: Mapping, loc: tuple[str | int, ...]) -> Path:
    """The part of an error's location that names keys and items of the tree."""
    for length in range(len(loc), 0, -1):
        if yamltree.find(tree, loc[:length]) is not None:
            return loc[:length]
    return ()


def _remove(tree: Mapping, path: Path) -> None:
    parent = yamltree.find(tree, path[:-1])
    if isinstance(parent, Sequence) and path:
        del parent.items[int(path[-1])]
    elif isinstance(parent, Mapping) and path:
        del parent.values[str(path[-1])]


_KEYS = ("expected keys and values", "write `key: value` lines below it")
_SHAPES = {
    "list_type": ("expected a list", "write one item a line: `- item`"),
    "dict_type": _KEYS,
    "model_type": _KEYS,
    "model_attributes_type": _KEYS,
}


def _problem(model: type[BaseModel], root: Mapping, path: Path, detail: ErrorDetails) -> Problem:
    key, kind = _dotted(path), detail["type"]
    node = yamltree.find(root, path)
    span = node.span if node else root.span
    if kind == "extra_forbidden":
        known = known_keys(model, path[:-1])
        remedy = _guess(str(path[-1]), known) or f"known keys here: {', '.join(known)}"
        message = f"`{key}` is not a key of the format"
        return Problem(ProblemKind.UNKNOWN_KEY, _key_span(root, path) or span, message, remedy)
    if kind == "literal_error":
        allowed = [word.strip(" '") for word in str(detail["ctx"]["expected"]).replace(" or ", ", ").split(", ")]
        allowed = [word for word in allowed if word]
        text = node.text if isinstance(node, Scalar) else ""
        message = f"`{text}` is not a value of `{key}`"
        remedy = f"{_guess(text, allowed)} one of: {', '.join(allowed)}".strip()
    elif kind == "missing":
        message, remedy = f"`{key}` has no `{detail['loc'][-1]}`", "add the key with its value"
    elif kind == "value_error":
        what, remedy = explain(detail["ctx"]["error"])
        message = f"`{key}`: {what}"
    else:
        what, remedy = _SHAPES.get(kind, (detail["msg"], "correct the value"))
        message = f"`{key}`: {what}"
    return Problem(ProblemKind.INVALID_VALUE, span, message, remedy)


def _guess(word: str, known: list[str]) -> str:
    near = difflib.get_close_matches(word, known, n=1)
    return f"did you mean `{near[0]}`?" if near else ""


def known_keys(model: type[BaseModel], path: Path) -> list[str]:
    """List the keys that a schema knows at a path, in its order; none inside a mapping of free keys."""
    current: Any = model
    for part in path:
        if isinstance(part, str):
            field = next((f for n, f in current.model_fields.items() if (f.alias or n) == part), None)
            current = _model_inside(field.annotation if field else None)
            if current is None:
                return []
    return [field.alias or name for name, field in current.model_fields.items()]


def _model_inside(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if found := _model_inside(argument):
            return found
    return None


def _key_span(root: Mapping, path: Path) -> Span | None:
    parent = yamltree.find(root, path[:-1])
    if isinstance(parent, Mapping) and isinstance(path[-1], str):
        return parent.keys[path[-1]].span
    return None


def _dotted(path: Path) -> str:
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
