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


def _reporting(is_wanted: Callable[[WrittenText, language.Finding], bool], *, of_english: bool = True) -> Check:
    def check(_: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
        from afterword.checks.written_texts import report

        if of_english:
            facts.require_english()
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
        "did or failed to do is not blame, and neither is what a person did. What followed for a person, and questions "
        "that scold, blame as well, and so does scorn beside the facts. Only what most readers would call blame is an "
        "error; what may be meant otherwise is a warning (AW602), and what the sentence itself explains is nothing. "
        "The timeline is not read: it says who did what. Other languages than English are skipped. On 240 "
        "sentences that an author wrote who had not seen the rules, 44 of 46 errors were right, 4 of 120 blameless "
        "sentences had a finding, and 45 of 60 sentences of blame were found: a reviewer still has to read for what "
        "the rule misses.",
        "The engineer forgot to run the evals.",
        "The evals did not run: nothing in the pipeline required them.",
        _blame("error"),
        ERROR_FROM_REVIEW,
    ),
    Rule(
        "AW602",
        "the document looks forward",
        "What people should have done does not explain what happened; hindsight makes every choice look wrong. "
        "More care does not control anything, nor do reminding, urging and training people. The same holds for "
        "what a vendor left undone, and for steps that were overlooked: say what could be seen at the time, and "
        "what let it happen.",
        "We should have noticed the spike.",
        "The spike was visible on a dashboard, and no alert is set on it.",
        _blame("warning"),
        ADVICE,
    ),
    Rule(
        "AW603",
        "the language is neutral",
        "Dramatic words and a single cause steer the reader away from the system. What we did by accident or left "
        "undone is noted: the reason is what matters.",
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
        _reporting(lambda written, finding: written.among_causes and finding.kind == "named-person", of_english=False),
        ADVICE,
    ),
)
