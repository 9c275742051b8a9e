"""AW6xx: blameless, neutral, and specific language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from afterword.checks.facts import DocumentFacts
from afterword.checks.rule import ADVICE, ERROR_FROM_REVIEW, NOTE, Check, Found, Rule
from afterword.postmortem import PostMortem

if TYPE_CHECKING:
    from afterword import language
    from afterword.checks.written_texts import WrittenText


def _reporting(is_wanted: Callable[[WrittenText, language.Finding], bool]) -> Check:
    def check(_: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
        from afterword.checks.written_texts import report

        for written in facts.written_texts:
            for finding in written.blame:
                if is_wanted(written, finding):
                    yield report(finding, written.span_of(finding))

    return check


def _blame(tier: language.Tier) -> Check:
    return _reporting(lambda _, finding: finding.tier == tier and finding.kind != "named-person")


RULES = (
    Rule(
        "AW601",
        "the post-mortem is blameless",
        "People who expect blame hide what the next team needs to know (Etsy, Google SRE, PagerDuty). What a system "
        "did or failed to do is not blame.",
        "The engineer forgot to run the evals.",
        "The evals did not run: nothing in the pipeline required them.",
        _blame("error"),
        ERROR_FROM_REVIEW,
    ),
    Rule(
        "AW602",
        "the document looks forward",
        "What people should have done does not explain what happened; hindsight makes every choice look wrong.",
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
        NOTE,
    ),
    Rule(
        "AW604",
        "causes do not name people",
        "Names are part of the timeline and of the action items; among the causes they read as blame.",
        "Root cause: Dana merged the prompt.",
        "Root cause: the prompt was merged without a policy owner's approval.",
        _reporting(lambda written, finding: written.among_causes and finding.kind == "named-person"),
        ADVICE,
    ),
)
