"""AW114 and AW115: comments that ignore rules."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import ADVICE, Context, Found, Rule
from afterword.postmortem import PostMortem
from afterword.postmortem.document import Ignore

IDLE = "AW115"


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


def idle(ignore: Ignore) -> Found:
    """What is found where a comment takes out nothing."""
    return Found(ignore.span, "this comment ignores nothing", "delete it, or put it at the line of the finding")


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
