"""The texts that people wrote in a post-mortem, and what in them blames."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from afterword import language
from afterword.checks.rule import Found
from afterword.postmortem import PostMortem, Span, outline, yamltree

_CAUSES = frozenset(kind.name for kind in (outline.ROOT_CAUSE, outline.WENT_WRONG))
# The timeline says who did what and when, which is a fact; the tables have their own rules.
_OTHER_FORM = frozenset(
    kind.name
    for kind in (outline.TIMELINE, outline.ACTION_ITEMS, outline.EVIDENCE, outline.PROMPT_DIFF, outline.SAMPLES)
)
# Besides the causes, which are read like the sections about them.
_KEYS = (("title",), ("summary",), ("impact", "harm"), ("impact", "notes"), ("evals", "gap"))
PROBLEMS = {
    "actor-failed": "says what a person left undone",
    "accident": "tells a slip without what led to it",
    "blame-noun": "says whose fault it is",
    "care-as-fix": "asks for care, which is not a control",
    "character": "judges a person",
    "counterfactual": "says what did not happen",
    "dramatic": "is dramatic",
    "hindsight": "knows it afterwards",
    "human-error": "names human error as the cause",
    "if-only": "says what did not happen",
    "scorn": "scolds or mocks people",
    "named-person": "names a person among the causes",
    "should-have": "says what somebody should have done",
    "sole-cause": "allows for one cause only",
    "ends-at-person": "ends the chain of causes at a person",
    "ends-at-model": "ends the chain of causes at the model",
    "ends-at-nature": "ends the chain of causes at the nature of models",
    "ends-at-prompt": "ends the chain of causes at a bad prompt",
    "ends-at-vendor": "ends the chain of causes at a vendor",
    "ends-at-data": "ends the chain of causes at bad data",
    "ends-at-attention": "ends the chain of causes at attention",
    "not-imperative": "does not say what is to be done",
    "vague-action": "does not say what will be different",
}


def report(finding: language.Finding, span: Span) -> Found:
    """Turn a finding of the rules of language into one of a document."""
    words = " ".join(finding.matched.split())[:80]
    return Found(span, f"“{words}” {PROBLEMS[finding.kind]}", finding.suggestion)


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A text that people wrote.

    Attributes:
        text: the words.
        span: where the text is.
        start: where the words begin; None if escapes or folded lines shift them.
        among_causes: whether it is about causes, where names read as blame.
        explains_cause: whether it tells a chain of causes.
        blame: what in it blames, judges, shows hindsight, or names people.
    """

    text: str
    span: Span
    start: int | None
    among_causes: bool
    explains_cause: bool
    blame: tuple[language.Finding, ...] = ()

    def span_of(self, finding: language.Finding) -> Span:
        """Return the span of a finding in the document; that of the whole text if the words are shifted."""
        return self.span if self.start is None else Span(self.start + finding.start, self.start + finding.end)


def written_texts(document: PostMortem) -> list[WrittenText]:
    """Return what people wrote in the front matter and in the sections that explain, with what in it blames."""
    known = people(document)
    found = ((one, tuple(language.find_blame(one.text, known))) for one in _texts(document))
    return [replace(one, blame=blame) if blame else one for one, blame in found]


def people(document: PostMortem) -> frozenset[str]:
    """Return the handles of those who took part, if written with `@`; a bare word may be a team or a company."""
    nodes = [yamltree.find(document.tree, ("owner",)), *yamltree.items(document.tree, "responders")]
    texts = (node.text.strip() for node in nodes if isinstance(node, yamltree.Scalar))
    return frozenset(text[1:] for text in texts if text.startswith("@") and "/" not in text)


def _texts(document: PostMortem) -> Iterator[WrittenText]:
    tree = document.tree
    for path in _KEYS:
        yield from _scalar(document, yamltree.find(tree, path))
    for cause in yamltree.items(tree, "causes"):
        yield from _scalar(document, yamltree.find(cause, ("summary",)), is_cause=True)
    for correction in yamltree.items(tree, "corrected"):
        for _, node in yamltree.walk(correction):
            yield from _scalar(document, node)
    # What is written before the first section, or in a document without any.
    end = document.sections[0].span.start if document.sections else len(document.source.readable)
    before = Span(document.body_start, end)
    yield WrittenText(document.text(before), before, before.start, False, False)
    for section in document.sections:
        if section.name not in _OTHER_FORM:
            among_causes = section.name in _CAUSES
            for part in section.walk():
                # The part about the provider says what the provider did; it is not where the chain ends.
                explains_cause = section.kind is outline.ROOT_CAUSE and part.kind is not outline.UPSTREAM_PROVIDER
                yield WrittenText(document.text(part.own), part.own, part.own.start, among_causes, explains_cause)


def _scalar(document: PostMortem, node: yamltree.Node | None, *, is_cause: bool = False) -> Iterator[WrittenText]:
    # One word is a value, `unknown` or a date; as a cause it says too little: `Hallucination`.
    if not isinstance(node, yamltree.Scalar) or not (is_cause or " " in node.text):
        return
    # Quotes shift the words by one; it is not worth finding out how escapes and folded lines shift them.
    at = next((k for k in (0, 1) if document.text(node.span)[k : k + len(node.text)] == node.text), None)
    yield WrittenText(node.text, node.span, None if at is None else node.span.start + at, is_cause, is_cause)
