"""AW114 and AW115: comments that ignore rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set

from afterword.checks.facts import DocumentFacts
from afterword.checks.locations import Location, prose_matches
from afterword.checks.rule import ADVICE, Found, rule
from afterword.postmortem import PostMortem, Span
from afterword.postmortem.document import Ignore

WITHOUT_EFFECT = "AW115"
_WORDS = r"[ \t]{0,9}afterword\b[ \t:;,.–-]{0,9}(?:ignor|disabl|skip|suppress)"
_LIKE = re.compile(rf"<!--{_WORDS}", re.IGNORECASE)
_LIKE_IN_YAML = re.compile(rf"(?:^|(?<=\s))#{_WORDS}", re.IGNORECASE | re.MULTILINE)


@rule("AW114", "ignoring a rule names the rule and gives the reason")
def complete(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find ignore comments without a rule, without a reason, or for a rule that does not exist.

    Later readers must be able to judge the exception. An unknown id is most often a typing mistake, and the comment
    would have no effect.

    Bad:
        <!-- afterword: ignore AW210 -->

    Good:
        <!-- afterword: ignore AW210 because the source gives both days -->
    """
    for ignore in document.ignores:
        unknown = [rule for rule in ignore.rules if rule not in facts.rule_ids]
        if not ignore.rules:
            yield Found(ignore.span, "this comment names no rule to ignore", "write `ignore AW203 because …`")
        elif unknown:
            yield Found(ignore.span, f"there is no rule `{unknown[0]}`", "`afterword explain` lists the rules")
        elif not ignore.reason:
            yield Found(ignore.span, "the reason is missing, so nothing is ignored", "write `because` and the reason")
    yield from _unread(document)


def _unread(document: PostMortem) -> Iterator[Found]:
    """Find comments that look like ignore comments and are not: without the colon, or on several lines."""
    read = {ignore.span.start for ignore in document.ignores}
    matches = [(match, "<!-- afterword: ignore AW203 because … -->") for match in prose_matches(document, _LIKE)]
    if span := document.front_span:
        front = _LIKE_IN_YAML.finditer(document.source.readable, span.start, span.end)
        matches += [(match, "# afterword: ignore AW203 because …") for match in front]
    for match, form in matches:
        if match.start() not in read:
            place = Span(*match.span())
            yield Found(place, "this comment is not read, so nothing is ignored", f"write `{form}`, on one line")


def find_without_effect(
    ignores: Iterable[tuple[Ignore, Location]], rule_ids: Set[str], ran: Set[str], used: Set[tuple[Ignore, str]]
) -> Iterator[Found]:
    """Find ignore comments that have no effect although their rules ran.

    Args:
        ignores: the document's ignore comments and where they are.
        rule_ids: the ids of all rules.
        ran: ids of the rules that were neither off nor skipped.
        used: the comments that ignored a finding, each with the finding's rule.
    """
    for ignore, where in ignores:
        if not ignore.reason or not ignore.rules or not rule_ids >= set(ignore.rules):
            continue  # incomplete, which AW114 reports
        unused = [rule for rule in ignore.rules if rule in ran - {WITHOUT_EFFECT} and (ignore, rule) not in used]
        if len(unused) == len(ignore.rules):
            remedy = "delete it, or put it at the line of the finding"
            yield Found(where, "this ignore comment has no effect", remedy)
        elif unused:
            names = " and ".join(f"`{rule}`" for rule in unused)
            yield Found(where, f"this ignore comment has no effect on {names}", f"take {names} out of it")


@rule(WITHOUT_EFFECT, "comments that ignore a rule are needed", ADVICE)
def needed(*_: object) -> tuple[Found, ...]:
    """Find nothing: what comments ignore is known at the end of a run, which calls `find_without_effect`.

    An exception that is no longer needed hides the next defect at the same place.

    Bad:
        Twelve users were affected. <!-- afterword: ignore AW210 because of the source -->

    Good:
        Twelve users were affected.
    """
    return ()


RULES = (complete, needed)
