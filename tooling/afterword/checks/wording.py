"""AW303, AW508 and AW6xx: blameless, neutral and specific language."""

from __future__ import annotations

from collections.abc import Iterator

from afterword import language
from afterword.checks.locations import rows
from afterword.checks.rule import ADVICE, FROM_REVIEW, TOLD, Check, Context, Found, Rule
from afterword.checks.writing import Writing, people, writings
from afterword.postmortem import PostMortem, Span

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


def _found(writing: Writing, finding: language.Finding) -> Found:
    return _told(writing.place(finding), finding)


def _told(place: Span, finding: language.Finding) -> Found:
    return Found(place, f"“{' '.join(finding.matched.split())[:80]}” {_WHY[finding.kind]}", finding.suggestion)


def _writings(document: PostMortem, context: Context) -> list[Writing]:
    """What people wrote: five rules ask for it, one after the other."""
    if document.path not in context.written:
        context.written.clear()
        context.written[document.path] = writings(document)
    return context.written[document.path]


def _blame(tier: language.Tier) -> Check:
    def check(document: PostMortem, context: Context) -> Iterator[Found]:
        for writing in _writings(document, context):
            for finding in writing.blame:
                if finding.tier == tier and finding.kind != "named-person":
                    yield _found(writing, finding)

    return check


def named_people(document: PostMortem, context: Context) -> Iterator[Found]:
    """People named where causes are told."""
    for writing in _writings(document, context):
        if writing.named:
            for finding in writing.blame:
                if finding.kind == "named-person":
                    yield _found(writing, finding)


def causes_that_stop(document: PostMortem, context: Context) -> Iterator[Found]:
    """Causes that end at a person, at the model or at a bad prompt."""
    known = people(document)
    for writing in _writings(document, context):
        if writing.causes:
            blamed = [blame for blame in writing.blame if blame.tier == "error"]  # told by AW601
            for finding in language.ends_at(writing.text, known):
                if not any(blame.start < finding.end and finding.start < blame.end for blame in blamed):
                    yield _found(writing, finding)


def vague_actions(document: PostMortem, _: Context) -> Iterator[Found]:
    """Action items that do not say what will be different."""
    for item in rows(document):
        if "Action" in item.cells and not item.is_settled:
            # The cell as it stands, so that offsets hold.
            span = item.cells["Action"].span
            for finding in language.vague_action(document.text(span)):
                yield _told(Span(span.start + finding.start, span.start + finding.end), finding)


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
