"""Tags that are spelled in several ways over the post-mortems, and which spelling to keep. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass

from afterword.config import Config
from afterword.learning.tags.likeness import Likeness, compare, shared_by_alike
from afterword.postmortem import PostMortem, yamltree
from afterword.postmortem.yamltree import Mapping, Node, Path, Scalar
from afterword.text.counting import counted

KINDS = ("service", "factor", "provider", "model", "version")
"""The kinds of tags, as people name them."""
_NO_TAGS = ("", "unknown")
_CLEARLY_MORE = 2
"""How many times more often the right spelling occurs than one with a typing error, for it to be known as such."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A value of the front matter.

    Attributes:
        kind: one of `KINDS`.
        value: as it is written.
        path: where it is.
    """

    kind: str
    value: str
    path: Path


@dataclass(frozen=True, slots=True)
class Respelling:
    """A spelling that should be another one.

    Attributes:
        kind: of the tag.
        value: the spelling.
        keep: the one to keep.
        documents: ids of the post-mortems that have `value`, oldest first.
        kept_in: how many have `keep`.
        is_known: whether `keep` is in the project's vocabulary.
        is_certain: whether it is known which spelling is right. A person has to say it of two that differ by a typing
            error and are about as frequent, and of one that could be either of two others.
    """

    kind: str
    value: str
    keep: str
    documents: tuple[str, ...]
    kept_in: int
    is_known: bool
    is_certain: bool


def find_tags(document: PostMortem) -> list[Tag]:
    """Find the tags of a post-mortem that people wrote or accepted, in the order of the file."""
    proposed = [one.path for one in document.proposed]
    return [
        Tag(kind, node.text, path)
        for kind, path, node in _places(document.tree)
        if isinstance(node, Scalar) and node.text.strip().casefold() not in _NO_TAGS
        if not any(path[: len(one)] == one for one in proposed)
    ]


def find_respellings(documents: Sequence[PostMortem], config: Config) -> list[Respelling]:
    """Find the spellings that should be another one, by kind, then by the spelling to keep.

    A value of the project's vocabulary is kept as it is, and two of them are two things, however alike they are.
    Otherwise the spelling of most post-mortems is kept.
    """
    found: dict[str, dict[str, list[str]]] = {kind: {} for kind in KINDS}
    for document in documents:
        for kind, value in dict.fromkeys((tag.kind, tag.value) for tag in find_tags(document)):
            found[kind].setdefault(value, []).append(document.id)
    vocabularies = {"service": config.services, "factor": config.known_factors}
    return [one for kind in KINDS for one in _respell(kind, found[kind], vocabularies.get(kind, ()))]


def warn_of_respellings(number: int) -> str:
    """Say that counts may be split, and what to do about it."""
    look = "looks" if number == 1 else "look"
    return (
        f"{counted(number, 'spelling')} of services, factors, providers, models, or versions {look} like another one, "
        "so that counts may be split: `afterword tags` lists them"
    )


def _respell(kind: str, used: MappingOf[str, Sequence[str]], known: Collection[str]) -> list[Respelling]:
    def rank(value: str) -> tuple[object, ...]:
        return (value not in known, -len(used.get(value, ())), _untidiness(kind, value), value)

    kept: dict[tuple[str, ...], list[str]] = {}
    found = []
    for value in sorted({*used, *known}, key=rank):
        comparable = kept.setdefault(shared_by_alike(kind, value), [])
        alike = [(compare(kind, value, other), other) for other in comparable] if value not in known else []
        near = [(likeness, other) for likeness, other in alike if likeness]
        best = [other for likeness, other in near if likeness == max(near)[0]]
        if not best:
            comparable.append(value)
            continue
        keep = best[0]
        times = len(used.get(keep, ()))
        is_right = max(near)[0] is Likeness.FORM or keep in known or times >= _CLEARLY_MORE * len(used[value])
        is_certain = is_right and len(best) == 1
        found.append(Respelling(kind, value, keep, tuple(used[value]), times, keep in known, is_certain))
    return sorted(found, key=lambda one: (one.keep.casefold(), one.keep, one.value))


def _untidiness(kind: str, value: str) -> int:
    """Return how far a spelling is from what is usual: words in lower case with hyphens; companies have capitals."""
    capitals = sum(map(str.isupper, value))
    return -capitals if kind == "provider" else capitals + sum(char.isspace() or char == "_" for char in value)


def _places(tree: Mapping) -> Iterator[tuple[str, Path, Node | None]]:
    """Yield each place of the front matter that can have a tag, with the kind of tag."""
    for key, kind in (("services", "service"), ("factors", "factor")):
        for at, item in enumerate(yamltree.items(tree, key)):
            yield kind, (key, at), item
    for at, model in enumerate(yamltree.items(tree, "models")):
        for key, kind in (("provider", "provider"), ("name", "model"), ("version", "version")):
            yield kind, ("models", at, key), yamltree.find(model, (key,))
    yield "provider", ("provider", "name"), yamltree.find(tree, ("provider", "name"))
