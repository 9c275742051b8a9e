"""The words that people wrote in a post-mortem, and what in them blames."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from afterword import language
from afterword.postmortem import PostMortem, Span, outline, yamltree

_CAUSES = frozenset(kind.name for kind in (outline.ROOT_CAUSE, outline.WENT_WRONG))
# The timeline says who did what when, which is a fact; the tables have rules of their own.
_OTHER_FORM = frozenset(
    kind.name
    for kind in (outline.TIMELINE, outline.ACTION_ITEMS, outline.EVIDENCE, outline.PROMPT_DIFF, outline.SAMPLES)
)
# What people wrote in the front matter, but for the causes, which are told like the sections about them.
_WORDS = (("title",), ("summary",), ("impact", "harm"), ("impact", "notes"), ("evals", "gap"))


@dataclass(frozen=True, slots=True)
class Writing:
    """Words that people wrote.

    Attributes:
        text: the words.
        span: where they stand.
        start: where the words begin, None where escapes or folded lines shift them.
        named: whether they tell causes, where names read as blame.
        causes: whether a chain of causes is told.
        blame: what in them blames, judges, looks back with hindsight or names people.
    """

    text: str
    span: Span
    start: int | None
    named: bool
    causes: bool
    blame: tuple[language.Finding, ...]

    def place(self, finding: language.Finding) -> Span:
        """Where a finding in the words stands in the document."""
        if self.start is None:
            return self.span
        return Span(self.start + finding.start, self.start + finding.end)


def writings(document: PostMortem) -> list[Writing]:
    """What people wrote in the front matter and in the sections that tell and explain."""
    known = people(document)
    return [
        Writing(text, span, start, named, causes, tuple(language.blame(text, known)))
        for text, span, start, named, causes in _texts(document)
    ]


def people(document: PostMortem) -> frozenset[str]:
    """Handles of those who took part, written with `@`; a bare word may be a team or a company."""
    nodes = [yamltree.find(document.tree, ("owner",))]
    responders = document.tree.values.get("responders")
    if isinstance(responders, yamltree.Sequence):
        nodes += responders.items
    texts = (node.text.strip() for node in nodes if isinstance(node, yamltree.Scalar))
    return frozenset(text[1:] for text in texts if text.startswith("@") and "/" not in text)


_Text = tuple[str, Span, int | None, bool, bool]


def _texts(document: PostMortem) -> Iterator[_Text]:
    tree = document.tree
    for path in _WORDS:
        yield from _scalar(document, yamltree.find(tree, path))
    for cause in _items(tree, "causes"):
        yield from _scalar(document, yamltree.find(cause, ("summary",)), causes=True)
    for correction in _items(tree, "corrected"):
        for _, node in yamltree.walk(correction):
            yield from _scalar(document, node)
    for section in document.sections:
        if section.name not in _OTHER_FORM:
            named, causes = section.name in _CAUSES, section.kind is outline.ROOT_CAUSE
            for part in section.walk():
                own = part.own
                yield document.text(own), own, own.start, named, causes


def _items(tree: yamltree.Mapping, key: str) -> list[yamltree.Node]:
    node = tree.values.get(key)
    return node.items if isinstance(node, yamltree.Sequence) else []


def _scalar(document: PostMortem, node: yamltree.Node | None, *, causes: bool = False) -> Iterator[_Text]:
    # One word is a value, `unknown` or a date; as a cause it says too little: `Hallucination`.
    if not isinstance(node, yamltree.Scalar) or not (causes or " " in node.text):
        return
    # Quotes shift the words by one; escapes and folded lines in no way that is worth undoing.
    at = next((k for k in (0, 1) if document.text(node.span)[k : k + len(node.text)] == node.text), None)
    yield node.text, node.span, None if at is None else node.span.start + at, causes, causes
