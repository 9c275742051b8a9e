"""AW114 and AW115: comments that ignore rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.checks.locations import prose_matches
from afterword.checks.rule import ADVICE, Checked, Context, Found, Rule
from afterword.postmortem import PostMortem, Span
from afterword.postmortem.document import Ignore

IDLE = "AW115"
_WORDS = r"[ \t]{0,9}afterword\b[ \t:;,.–-]{0,9}(?:ignor|disabl|skip|suppress)"
_LIKE = re.compile(rf"<!--{_WORDS}", re.IGNORECASE)
_LIKE_IN_YAML = re.compile(rf"(?:^|(?<=\s))#{_WORDS}", re.IGNORECASE | re.MULTILINE)


def complete(document: PostMortem, context: Context) -> Iterator[Found]:
    """Ignores without a rule, without a reason, or of a rule that does not exist."""
    for ignore in document.ignores:
        unknown = [rule for rule in ignore.rules if rule not in context.rule_ids]
        if not ignore.rules:
            yield Found(ignore.span, "this comment names no rule to ignore", "write `ignore AW203 because …`")
        elif unknown:
            yield Found(ignore.span, f"there is no rule `{unknown[0]}`", "`afterword explain` lists the rules")
        elif not ignore.reason:
            yield Found(ignore.span, "the reason is missing, so nothing is ignored", "write `because` and the reason")
    yield from _unread(document)


def _unread(document: PostMortem) -> Iterator[Found]:
    """Comments that were meant to ignore a rule and are not read as such: the colon forgotten, or on several lines."""
    read = {ignore.span.start for ignore in document.ignores}
    matches = [(match, "<!-- afterword: ignore AW203 because … -->") for match in prose_matches(document, _LIKE)]
    if span := document.front_span:
        front = _LIKE_IN_YAML.finditer(document.source.readable, span.start, span.end)
        matches += [(match, "# afterword: ignore AW203 because …") for match in front]
    for match, form in matches:
        if match.start() not in read:
            place = Span(*match.span())
            yield Found(place, "this comment is not read, so nothing is ignored", f"write `{form}`, on one line")


def idle(document: Checked, context: Context, looked: set[str], used: set[tuple[Ignore, str]]) -> Iterator[Found]:
    """Comments that take out nothing, though their rules looked.

    Args:
        looked: ids of the rules that were not switched off and not skipped.
        used: the comments that took out a finding, each with the finding's rule.
    """
    for ignore in document.ignores:
        if not ignore.reason or not context.rule_ids.issuperset(ignore.rules or ("",)):
            continue  # told as incomplete
        unused = [rule for rule in ignore.rules if rule in looked - {IDLE} and (ignore, rule) not in used]
        if len(unused) == len(ignore.rules):
            yield Found(ignore.span, "this comment ignores nothing", "delete it, or put it at the line of the finding")
        elif unused:
            names = " and ".join(f"`{rule}`" for rule in unused)
            yield Found(ignore.span, f"this comment ignores nothing of {names}", f"take {names} out of it")


RULES = (
    Rule(
        "AW114",
        "ignoring a rule names the rule and gives the reason",
        "Whoever reads the document later must be able to judge the exception. An unknown id is most often a typing "
        "mistake, by which the exception would silently not hold.",
        "<!-- afterword: ignore AW210 -->",
        "<!-- afterword: ignore AW210 because the source gives both days -->",
        complete,
    ),
    Rule(
        IDLE,
        "comments that ignore a rule are needed",
        "An exception that is not needed any more hides the next defect at the same place.",
        "Twelve users were affected. <!-- afterword: ignore AW210 because of the source -->",
        "Twelve users were affected.",
        lambda *_: (),  # told by the run, which knows what the other rules found
        ADVICE,
    ),
)
