"""AW0xx: the sections and the front matter of a document agree.

Rules that compare wording, and so can take two things for one, give notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from afterword.checks.context import Skipped
from afterword.checks.facts import DocumentFacts
from afterword.checks.locations import Location
from afterword.checks.rule import NOTE, WARNING, Found, rule
from afterword.postmortem import PostMortem, Span


def once_a_place(*found: Iterable[Found]) -> Iterator[Found]:
    """What several comparisons find, without a second finding at one place."""
    seen: set[Span | Location] = set()
    for one in chain(*found):
        if one.where not in seen:
            seen.add(one.where)
            yield one


# What compares is imported where it is used: a run that remembers all its results needs none of it.


@rule("AW001", "what changed is earlier than its effect", WARNING)
def order(document: PostMortem, facts: DocumentFacts) -> Iterable[Found]:
    """Find a change that the timeline or the text puts after its effect.

    A cause cannot come after its effect: one of the two times is wrong, or the cause is another one. Only what is
    certainly later is reported, and only if the part or the timeline names no earlier change. A sentence elsewhere that
    says when the change or the trigger went live is compared, too, unless it is about a fix. AW123 compares the causes
    of the front matter.

    Bad:
        ### What changed

        Release 58 went out at 10:15 UTC, an hour after the first wrong answer.

    Good:
        ### What changed

        Release 58 went out at 08:30 UTC, half an hour before the first wrong answer.

    Raises:
        Skipped: the document is in another language.
    """
    from afterword.checks.consistency.compare_order import find_late_changes

    facts.require_english()
    return once_a_place(find_late_changes(document, facts))


@rule("AW002", "times agree everywhere", NOTE)
def times(document: PostMortem, facts: DocumentFacts) -> Iterable[Found]:
    """Find times that are not those of the timeline and of the front matter.

    A time of day is reported if no event has it and the words beside it are those of an event, or of a milestone, whose
    time it can be mistyped for: another hour, other digits, or half an hour away. The more and the rarer the words that
    both share, the more certain it is. A range of which one end is known is compared with the milestones. Of the
    milestones in the front matter, the only one that no event has is compared with the events of its kind between the
    others. Events without a day follow the start of the incident and each other. IST and other names of several zones
    are read as the usual one if the times agree. Where two columns give each time in two zones, the row with another
    difference is reported. Dates of the Summary and the Mitigation are compared as times are, and weekdays with their
    dates. Events that the timeline leaves out are not reported.

    Bad:
        ## Mitigation

        Release 57 was restored at 11:50 UTC.

    Good:
        ## Mitigation

        Release 57 was restored at 11:30 UTC.

    Raises:
        Skipped: a time has a zone that is not certain, the timeline has too few times, or the document is in another
            language.
    """
    from afterword.checks.consistency.compare_columns import find_other_offsets
    from afterword.checks.consistency.compare_times import find_other_times

    facts.require_english()
    return once_a_place(find_other_offsets(document), find_other_times(facts.statements))


@rule("AW003", "a milestone has one time", WARNING)
def once(document: PostMortem, facts: DocumentFacts) -> Iterable[Found]:
    """Find milestones that the timeline has twice at different times.

    An incident is detected, declared and resolved once, and figures are computed from these times. A mitigation can
    have several steps: two are reported only if they say the same. An event that speaks of a second time, of a return
    or of another part is not reported.

    Bad:
        - 2026-04-16 09:00Z — **first symptom:** The first wrong answer is sent. [^s1]
        - 2026-04-16 10:30Z — **detected:** An alert fires. [^s1]
        - 2026-04-16 10:50Z — **detected:** The on-call engineer repeats the question. [^s1]

    Good:
        - 2026-04-16 09:00Z — **first symptom:** The first wrong answer is sent. [^s1]
        - 2026-04-16 10:30Z — **detected:** An alert fires. [^s1]
        - 2026-04-16 10:50Z — The on-call engineer repeats the question. [^s1]

    Raises:
        Skipped: the document is in another language.
    """
    from afterword.checks.consistency.compare_milestones import find_second_milestones

    facts.require_english()
    return find_second_milestones(document, facts)


@rule("AW004", "lengths of time match the times", NOTE)
def lengths(document: PostMortem, facts: DocumentFacts) -> Iterable[Found]:
    """Find lengths of time that are not those between the times that the document states.

    “Two hours” beside times that are three hours apart makes readers doubt both. A length is reported if it stands
    beside the two times or milestones that it is between, or if it says how long the incident or a step of it was and
    no two times are so far apart. “Until the queue was paused” is compared with the event that shares its words, and
    what the title says with the milestones.

    Bad:
        ## Summary

        From 09:00 to 11:30 UTC, four and a half hours, the support bot promised refunds.

    Good:
        ## Summary

        From 09:00 to 11:30 UTC, two and a half hours, the support bot promised refunds.

    Raises:
        Skipped: the document is in another language.
    """
    from afterword.checks.consistency.compare_lengths import find_wrong_lengths
    from afterword.checks.consistency.compare_spans import find_wrong_spans

    facts.require_english()
    return once_a_place(find_wrong_lengths(facts.statements), find_wrong_spans(facts.statements))


@rule("AW005", "numbers are the same wherever they appear", NOTE)
def numbers(document: PostMortem, facts: DocumentFacts) -> Iterable[Found]:
    """Find counts, sums of money, percentages and lengths that differ from those told elsewhere of the same thing.

    Statistics read the front matter, customers the Summary, and finance the Impact. A number that appears once is
    reported if another one can be the same number mistyped, with digits in another order, one other digit, or one zero
    more or less, and both are said of the same thing. How certain that is, is counted: the digits that agree, the words
    and the other numbers beside them, the noun that they count, and the heads of their row and column in a table. Rare
    words count more than common ones, and chance is subtracted. Numbers of one table, of one paragraph, or of two
    events of the timeline are not compared with each other, and neither are limits, differences and other bounds.
    The same number with another unit is compared in the same way, and what rises here and falls there.

    Bad:
        ## Impact

        210 users were promised refunds.

    Good:
        ## Impact

        120 users were promised refunds.

    Raises:
        Skipped: there are too many numbers, or the document is in another language.
    """
    from afterword.checks.consistency.compare_measures import find_other_directions, find_other_units
    from afterword.checks.consistency.compare_numbers import find_other_numbers

    facts.require_english()
    stated = facts.statements
    return once_a_place(find_other_units(stated), find_other_directions(stated), find_other_numbers(facts.statements))


@rule("AW006", "shares match their numbers", NOTE)
def shares(document: PostMortem, facts: DocumentFacts) -> Iterable[Found]:
    """Find shares that are not those of the numbers beside them, and parts that are larger than their whole.

    “310 of 1,240 (15%)” is a quarter. A share in words is compared as roughly as it speaks: a third is 30 to 37
    percent. Parts in a list or a table are compared with their total, unless they may overlap. A last row is one of
    totals if it is called so, or if it has the sum of another column. Announced numbers of things, such as “three
    reasons”, are compared with the list behind.

    Bad:
        ## Impact

        120 of 400 users (40%) were promised refunds.

    Good:
        ## Impact

        120 of 400 users (30%) were promised refunds.

    Raises:
        Skipped: there are too many shares, or the document is in another language.
    """
    from afterword.checks.consistency.compare_lists import find_wrong_list_lengths
    from afterword.checks.consistency.compare_shares import find_wrong_shares
    from afterword.checks.consistency.compare_sums import find_wrong_sums

    facts.require_english()
    stated = facts.statements
    return once_a_place(find_wrong_sums(stated), find_wrong_list_lengths(stated), find_wrong_shares(facts.statements))


@rule("AW007", "action items answer to a cause or a gap", NOTE)
def actions(document: PostMortem, facts: DocumentFacts) -> Iterable[Found]:
    """Find open action items that share no word with the causes.

    Such an action belongs to another incident, or its cause is missing from the document. Only words are compared: an
    item in other words is reported too, and one that shares a word by chance is not. An item of those who responded is
    reported only if it names no part of a system, such as a cache, a test or a dashboard. Nothing is compared if the
    front matter names no cause.

    Bad:
        | A1 | Repaint the waiting room | process improvement | P3 | facilities | … | the walls are white | open | |

    Good:
        | A1 | Add the refund cases | process improvement | P1 | facilities | … | they fail on release 58 | open | |

    Raises:
        Skipped: sections that may state causes await review, or the document is in another language.
    """
    from afterword.checks.consistency.compare_actions import find_unanswering_actions

    facts.require_english()
    if document.notices:
        raise Skipped("sections that may state causes await review")
    return find_unanswering_actions(document, facts)


@rule("AW008", "the severity agrees everywhere", NOTE)
def severity(document: PostMortem, facts: DocumentFacts) -> Iterable[Found]:
    """Find a severity that is not the one of the front matter.

    Reports and deadlines are made from the front matter; readers believe the text. A severity is reported if it is the
    only one that the text says this incident has; one that was raised, or only considered, is not.

    Bad:
        ## Summary

        At 10:40 UTC we declared a SEV3.

    Good:
        ## Summary

        At 10:40 UTC we declared a SEV2.

    Raises:
        Skipped: the document is in another language.
    """
    from afterword.checks.consistency.compare_severities import find_other_severities

    facts.require_english()
    return find_other_severities(facts.statements, [one.name for one in facts.config.severities])


RULES = (order, times, once, lengths, numbers, shares, actions, severity)
