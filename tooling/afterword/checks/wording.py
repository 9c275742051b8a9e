"""AW303, AW508 and AW6xx: blameless, neutral and specific language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from afterword import language
from afterword.checks.places import rows
from afterword.checks.rule import ADVICE, FROM_REVIEW, TOLD, Check, Context, Found, Rule
from afterword.postmortem import PostMortem, Span, outline, yamltree

_CAUSES = (outline.ROOT_CAUSE, outline.WENT_WRONG)
# The timeline says who did what when, which is a fact; the tables have rules of their own.
_OTHER_FORM = (outline.TIMELINE, outline.ACTION_ITEMS, outline.EVIDENCE, outline.PROMPT_DIFF, outline.SAMPLES)


# What people wrote in the front matter, but for the causes, which are told like the sections about them.
_WORDS = (("title",), ("summary",), ("impact", "harm"), ("impact", "notes"), ("evals", "gap"))


@dataclass(frozen=True, slots=True)
class _Prose:
    """Words that people wrote.

    Attributes:
        text: the words.
        span: where they stand.
        start: where the words begin, None where escapes or folded lines shift them.
        named: whether they tell causes, where names read as blame.
        causes: whether a chain of causes is told.
    """

    text: str
    span: Span
    start: int | None
    named: bool = False
    causes: bool = False

    def found(self, finding: language.Finding) -> Found:
        """A finding in the words, at its place in the document."""
        place = self.span
        if self.start is not None:
            place = Span(self.start + finding.start, self.start + finding.end)
        return Found(place, f"“{' '.join(finding.matched.split())[:80]}” {_WHY[finding.kind]}", finding.suggestion)


def _prose(document: PostMortem) -> Iterator[_Prose]:
    """What people wrote in the front matter and in the sections that tell and explain."""
    tree = document.tree
    for path in _WORDS:
        yield from _scalar(document, yamltree.find(tree, path))
    for cause in _items(tree, "causes"):
        yield from _scalar(document, yamltree.find(cause, ("summary",)), causes=True)
    for correction in _items(tree, "corrected"):
        for _, node in yamltree.walk(correction):
            yield from _scalar(document, node)
    for section in document.sections:
        if section.kind not in _OTHER_FORM:
            for part in section.walk():
                named, causes = section.kind in _CAUSES, section.kind is outline.ROOT_CAUSE
                yield _Prose(document.text(part.own), part.own, part.own.start, named, causes)


def _items(tree: yamltree.Mapping, key: str) -> list[yamltree.Node]:
    node = tree.values.get(key)
    return node.items if isinstance(node, yamltree.Sequence) else []


def _scalar(document: PostMortem, node: yamltree.Node | None, *, causes: bool = False) -> Iterator[_Prose]:
    # One word is a value, `unknown` or a date; as a cause it says too little: `Hallucination`.
    if not isinstance(node, yamltree.Scalar) or not (causes or " " in node.text):
        return
    # Quotes shift the words by one; escapes and folded lines in no way that is worth undoing.
    at = next((k for k in (0, 1) if document.text(node.span)[k : k + len(node.text)] == node.text), None)
    yield _Prose(node.text, node.span, None if at is None else node.span.start + at, causes, causes)


def _people(document: PostMortem) -> frozenset[str]:
    """Handles of those who took part, written with `@`; a bare word may be a team or a company."""
    nodes = [yamltree.find(document.tree, ("owner",))]
    responders = document.tree.values.get("responders")
    if isinstance(responders, yamltree.Sequence):
        nodes += responders.items
    texts = (node.text.strip() for node in nodes if isinstance(node, yamltree.Scalar))
    return frozenset(text[1:] for text in texts if text.startswith("@") and "/" not in text)


_WHY = {
    "actor-failed": "says what a person left undone",
    "accident": "judges more than it tells",
    "blame-noun": "says whose fault it is",
    "care-as-fix": "asks for care, which is no control",
    "character": "judges a person",
    "counterfactual": "tells what did not happen",
    "culprit": "looks for a culprit",
    "dramatic": "is dramatic",
    "hindsight": "knows it afterwards",
    "human-error": "names human error as the cause",
    "if-only": "tells what did not happen",
    "named-person": "names a person among the causes",
    "should-have": "tells what somebody should have done",
    "sole-cause": "allows for one cause only",
    "ends-at-person": "ends the chain of causes at a person",
    "ends-at-model": "ends the chain of causes at the model",
    "ends-at-nature": "ends the chain of causes at the nature of models",
    "ends-at-prompt": "ends the chain of causes at a bad prompt",
    "ends-at-data": "ends the chain of causes at bad data",
    "ends-at-attention": "ends the chain of causes at attention",
    "not-imperative": "does not begin with what is to be done",
    "vague-action": "does not say what will be different",
}


# Four rules ask the same of the same text, one after the other.
_blamed = lru_cache(maxsize=256)(language.blame)


def _blame(tier: language.Tier) -> Check:
    def check(document: PostMortem, _: Context) -> Iterator[Found]:
        people = _people(document)
        for prose in _prose(document):
            for finding in _blamed(prose.text, people):
                if finding.tier == tier and finding.kind != "named-person":
                    yield prose.found(finding)

    return check


def named_people(document: PostMortem, _: Context) -> Iterator[Found]:
    """People named where causes are told."""
    people = _people(document)
    for prose in _prose(document):
        if prose.named:
            for finding in _blamed(prose.text, people):
                if finding.kind == "named-person":
                    yield prose.found(finding)


def causes_that_stop(document: PostMortem, _: Context) -> Iterator[Found]:
    """Causes that end at a person, at the model or at a bad prompt."""
    people = _people(document)
    for prose in _prose(document):
        if prose.causes:
            blamed = [blame for blame in _blamed(prose.text, people) if blame.tier == "error"]  # told by AW601
            for finding in language.ends_at(prose.text, people):
                if not any(blame.start < finding.end and finding.start < blame.end for blame in blamed):
                    yield prose.found(finding)


def vague_actions(document: PostMortem, _: Context) -> Iterator[Found]:
    """Action items that do not say what will be different."""
    for item in rows(document):
        if "Action" in item.cells and item.status not in ("done", "not planned"):
            # The cell as it stands, so that offsets hold.
            span = item.cells["Action"].span
            action = _Prose(document.text(span), span, span.start)
            for finding in language.vague_action(action.text):
                yield action.found(finding)


RULES = (
    Rule(
        "AW303",
        "the causes go on to something that can be changed",
        "“Human error is never a root cause” (Allspaw), nor is a hallucination: ask what made it likely and what let "
        "it through. A chain that ends at a person, at the model or at a bad prompt ends too early.",
        "The model hallucinated a refund policy.",
        "Version 12 of the prompt dropped the policy text, and no eval asked about refunds.",
        causes_that_stop,
        ADVICE,
    ),
    Rule(
        "AW508",
        "action items begin with a verb and say what will be different",
        "“Improve monitoring” can never be done (Google SRE workbook, chapter 10).",
        "| A1 | Improve monitoring | …",
        "| A1 | Alert on refund promises beyond 30 days | …",
        vague_actions,
        ADVICE,
    ),
    Rule(
        "AW601",
        "the document blames nobody",
        "People who expect blame hide what the next team needs to know (Etsy, Google SRE, PagerDuty). What a system "
        "did or failed to do is no blame.",
        "The engineer forgot to run the evals.",
        "The evals did not run: nothing in the pipeline required them.",
        _blame("error"),
        FROM_REVIEW,
    ),
    Rule(
        "AW602",
        "the document looks forward",
        "What somebody should have done explains nothing that happened; hindsight makes every choice look wrong.",
        "We should have noticed the spike.",
        "The spike was visible on a dashboard that nobody is paged for.",
        _blame("warning"),
        ADVICE,
    ),
    Rule(
        "AW603",
        "the language is neutral",
        "Dramatic words and a single culprit steer the reader away from the system.",
        "A catastrophic mistake was the sole cause.",
        "Requests failed for 40 minutes.",
        _blame("info"),
        TOLD,
    ),
    Rule(
        "AW604",
        "causes are told without names",
        "Names belong into the timeline and the action items; among the causes they read as blame.",
        "Root cause: Dana merged the prompt.",
        "Root cause: the prompt was merged without a policy owner's approval.",
        named_people,
        ADVICE,
    ),
)
