"""AW007: compare action items with what the document says of causes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from afterword.checks.consistency.sentences import FRONT, word_stems
from afterword.checks.consistency.statements import Statements
from afterword.checks.facts import DocumentFacts
from afterword.checks.locations import causes
from afterword.checks.rule import Found
from afterword.grounding.facts import find_facts
from afterword.grounding.identifiers import Identifier
from afterword.postmortem import ActionItem, PostMortem, outline
from afterword.postmortem.guards import guards
from afterword.text.late_pattern import late_pattern

_ABOUT_CAUSES = frozenset(
    kind.name
    for kind in (
        outline.ROOT_CAUSE, outline.EVAL_GAP, outline.WENT_WELL, outline.WENT_WRONG, outline.GOT_LUCKY,
        outline.LESSONS, outline.FOUND_OUT, outline.MITIGATION,
    )
)  # fmt: skip
_EXAMPLES = frozenset((outline.EVAL_GAP.name, outline.SAMPLES.name, outline.PROMPT_DIFF.name))
_OF_ANY_INCIDENT = late_pattern(
    r"\b(?:fall-?backs?|roll(?:ed|ing)?[ -]?backs?|kill[ -]switch\w*|fail-?overs?|drill\w*|run-?books?|play-?books?|"
    r"on-?call|incidents?|outages?|post-?mortems?|escalat\w+|rehears\w+|this|again|same)\b",
    re.IGNORECASE,
)
"""Words of what helps against any incident, and of what points to this one."""
_COMMON = word_stems(
    "add after agree alert all allow before case change check customers data day done drill each eval every exist "
    "exists fail fails first give half hours keep least list live make minutes model monitor month more name named "
    "names new number numbers one open page pass passes process prompt raise read refuse release report require "
    "review rule run service set show stop system team test three two until use users version week within work write"
)
_GUARDS = ("monitoring improvement", "eval case")
"""Categories of what looks for the next incident: it need not name the cause of this one."""
_WATCHING = late_pattern(
    r"\b(?:(?:above|below) \d+|watch\w*|charts?|scores?|compar\w+|rates?|distributions?|drift)\b", re.IGNORECASE
)
_TECHNICAL = word_stems(
    "agent alert api assertion batch bot budget cache canary case check cluster code config coverage customer "
    "dashboard data dataset deploy deployment document error eval evaluation feature file filter flag gate guard "
    "guardrail index input instruction judge key label limit load log metric model monitor output page permission "
    "pipeline policy prompt provider query queue quota rate ranking release request retry review rollout rule schema "
    "score script server service setting staging suite support system test threshold timeout token tool traffic "
    "training user vendor version"
)
"""Words of work on the system: with one of them, an item of those who responded answers to something."""
_ROLES = word_stems("lead team head engineer manager director owner service services platform operations product group")
_LEAST_WORDS, _MANY_WORDS = 3, 5


def find_unanswering_actions(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find open action items that share nothing with what the document says, if the front matter names its causes.

    Where only prose names causes, an item in other words than the prose is more often honest than not.
    """
    if document.section(outline.ROOT_CAUSE.name) is None or not any(cause.summary for _, cause in causes(document)):
        return
    vocabulary = _Vocabulary(facts.statements)
    for item in document.actions:
        if not (item.is_settled or item.shifted) and vocabulary.misses(item):
            yield Found.in_cell(
                item,
                "Action",
                "nothing in the causes, or in what went wrong, is about this action",
                "name the cause or the gap that it answers to, or move the item to another list",
            )


class _Vocabulary:
    """The words of a document, of its causes, and of its people."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements
        self._front = statements.document.front

    @cached_property
    def _shown(self) -> frozenset[str]:
        document = self._statements.document
        examples = (document.text(section.body) for section in document.walk() if section.name in _EXAMPLES)
        return word_stems(" ".join(examples).replace("-", " "))

    @cached_property
    def _all(self) -> frozenset[str]:
        return self._shown.union(*(one.stems for one in (*self._statements.sentences, *self._statements.events)))

    @cached_property
    def _of_causes(self) -> frozenset[str]:
        about = (
            one.stems
            for one in self._statements.sentences
            if one.section in _ABOUT_CAUSES or (one.section == FRONT and one.part.startswith("causes"))
        )
        # The name of the service is in every item of its team.
        services = self._front.services if isinstance(self._front.services, list) else []
        ids = (word_stems((cause.id or "").replace("-", " ")) for _, cause in causes(self._statements.document))
        return self._shown.union(*about, *ids) - word_stems(" ".join(map(str, services)))

    @cached_property
    def _people(self) -> frozenset[str]:
        responders = self._front.responders if isinstance(self._front.responders, list) else []
        return word_stems(" ".join(map(str, (self._front.owner, *responders)))) - _ROLES

    @cached_property
    def _names(self) -> set[object]:
        return {mention.value for mention in self._statements.mentions if isinstance(mention.value, Identifier)}

    @cached_property
    def _guards(self) -> set[str]:
        return {name.casefold() for guard in guards(self._statements.document) for name in guard.ids}

    def misses(self, item: ActionItem) -> bool:
        """Whether an item says nothing that the document says, and is not that of those who responded."""
        end = f"{item.text('Done when')}; {item.details}"
        work = word_stems(item.action) - _COMMON
        if (
            len(work) < _LEAST_WORDS
            or item.id.casefold() in self._guards
            or _OF_ANY_INCIDENT.search(f"{item.action}; {end}")
            or (item.category in _GUARDS and _WATCHING.search(item.action))
            or (word_stems(item.text("Owner")) & self._people and word_stems(f"{item.action}; {end}") & _TECHNICAL)
            or any(fact.value in self._names for fact in find_facts(f"{item.action}; {end}"))
        ):
            return False
        words = work | (word_stems(end) - _COMMON)
        if not words & self._of_causes:
            shared = len(work & self._all)
            return not shared or (shared == 1 and len(work) >= _MANY_WORDS - 1)
        return len(work) >= _MANY_WORDS and len(words & self._all) <= 1
