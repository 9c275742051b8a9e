"""AW3xx: causes that explain. What a cause may not end at is judged by the rules of language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from afterword.checks.locations import at, causes, given, is_major, not_applicable, plain, spoken, tokens
from afterword.checks.rule import ADVICE, ALWAYS, FROM_REVIEW, Context, Found, Rule
from afterword.postmortem import PostMortem, Section, State, outline
from afterword.postmortem.schema import Provider
from afterword.postmortem.values import UNKNOWN

_WORD = re.compile(r"\w{3,}")
_ALIKE = 0.8
_LEAST_FACTORS = 2


def trigger(document: PostMortem, _: Context) -> Iterator[Found]:
    """An immediate cause that says again what changed."""
    sections = [spoken(document, kind.name) for kind in (outline.WHAT_CHANGED, outline.IMMEDIATE_CAUSE)]
    changed, immediate = sections
    if changed is None or immediate is None:
        return
    first, second = (_words(document, section) for section in (changed, immediate))
    total = first.total() + second.total()
    if not total or 2 * (first & second).total() / total < _ALIKE:
        return
    yield Found(
        immediate.heading,
        f"`{immediate.title}` says the same as `{changed.title}`",
        "say by which mechanism the change had this effect; what changed is only the trigger",
        grading=FROM_REVIEW if first == second else ADVICE,
    )


def _words(document: PostMortem, section: Section) -> Counter[str]:
    return Counter(_WORD.findall(plain(document.text(section.body)).casefold()))


def contributing(document: PostMortem, context: Context) -> Iterator[Found]:
    """A grave incident that is put down to one thing."""
    factors = document.front.factors
    root_cause = document.section(outline.ROOT_CAUSE.name)
    if root_cause is None or root_cause.state is not State.ANSWERED or not is_major(document, context):
        return
    if factors is UNKNOWN or (isinstance(factors, list) and len(factors) >= _LEAST_FACTORS):
        return
    part = document.section(outline.CONTRIBUTING_CAUSES.name)
    if part is not None:
        if part.state is not State.ANSWERED or not_applicable(document, part.body):
            return  # told as empty or as an open question, or answered with a reason
        if _statements(document, part) >= _LEAST_FACTORS:
            return
    yield Found(
        part.heading if part else root_cause.heading,
        "fewer than two contributing causes are named",
        "ask what else had to be so for this to happen, to last or to go unnoticed; list it here or under `factors`",
    )


def _statements(document: PostMortem, section: Section) -> int:
    """List items and paragraphs; a paragraph that opens a list item is one with it."""
    found, items = 0, 0
    for token, span in tokens(document, section.body):
        if token.type == "list_item_open":
            found, items = found + 1, items + 1
        elif token.type == "paragraph_open" and token.level == 0 and plain(document.text(span)).strip():
            found += 1
    return found


def provider(document: PostMortem, _: Context) -> Iterator[Found]:
    """A provider of which it is not said whether, or how, it had a part."""
    provider = document.front.provider
    if not isinstance(provider, Provider):
        return  # `unknown`, or missing, which is told as such
    if provider.factor is None and not given(document, "provider", "factor"):
        yield Found(
            at(document, "provider"),
            "`provider.factor` is missing",
            "write none, contributing, primary or unknown",
        )
    if provider.factor in ("contributing", "primary"):
        for key in ("name", "what"):
            if not given(document, "provider", key):
                yield Found(
                    at(document, "provider", "factor"),
                    f"a provider is a {provider.factor} factor, and `provider.{key}` is missing",
                    "name it; `unknown` is an answer",
                )


def cause_ids(document: PostMortem, _: Context) -> Iterator[Found]:
    """Causes that cannot be told apart, and, of several, those that Root cause says nothing about."""
    root_cause = spoken(document, outline.ROOT_CAUSE.name) or document.section(outline.ROOT_CAUSE.name)
    explained = root_cause is not None and root_cause.state is State.ANSWERED
    titles = {_heading_id(part.title) for part in root_cause.walk()} if root_cause else set()
    seen: set[str] = set()
    stated = causes(document)
    for index, cause in stated:
        if cause.id is None:
            if not given(document, "causes", index, "id"):
                yield Found(
                    at(document, "causes", index), "the cause has no id", "give it a short name such as `tone-rewrite`"
                )
        elif cause.id in seen:
            yield Found(
                at(document, "causes", index, "id"),
                f"two causes are called `{cause.id}`",
                "give each its own id",
                grading=ALWAYS,
            )
        elif explained and len(stated) > 1 and cause.id not in titles:
            yield Found(
                at(document, "causes", index, "id"),
                f"Root cause has no heading `{cause.id}`",
                f"add `#### {cause.id}` under the part that explains this cause, such as What changed",
            )
        seen.add(cause.id or "")


def _heading_id(title: str) -> str:
    """The first word of a heading, by which it names a cause."""
    return (title.strip(" *_`").split() or [""])[0].strip(":*_`").casefold()


def described(document: PostMortem, _: Context) -> Iterator[Found]:
    """Causes without the part of the system or without words."""
    for index, _cause in causes(document):
        for key in ("kind", "summary"):
            if not given(document, "causes", index, key):
                yield Found(
                    at(document, "causes", index, "id"),
                    f"the cause has no `{key}`",
                    "say which part of the system it is in" if key == "kind" else "say in one sentence what it is",
                )


RULES = (
    Rule(
        "AW301",
        "trigger and cause are told apart",
        "What changed only set it off. Whoever repeats it as the cause fixes that one change, and the next one does "
        "the same again. (PagerDuty: there is no single root cause.)",
        "### What changed\n\nThe prompt was rewritten.\n\n### Immediate cause\n\nThe prompt was rewritten.",
        "### Immediate cause\n\nWithout the rule about refunds the model filled the gap with a plausible period.",
        trigger,
        FROM_REVIEW,
    ),
    Rule(
        "AW302",
        "a grave incident has at least two contributing causes",
        "A large incident takes several things at once. With one alone the analysis stopped early. (PagerDuty's guide; "
        "the chapter on post-mortem culture of Google's SRE book asks whether the root cause is deep enough.)",
        "### Contributing causes\n\nThe prompt was changed.",
        "### Contributing causes\n\n- No case asks about old orders.\n- The release went to all traffic at once.",
        contributing,
        ADVICE,
    ),
    Rule(
        "AW304",
        "the provider's part is answered",
        "Models change under those who use them. `none` and `unknown` are answers; silence is taken for `none`.",
        "provider: {factor: primary}",
        "provider: {factor: primary, name: ExampleAI, what: version change}",
        provider,
        FROM_REVIEW,
    ),
    Rule(
        "AW305",
        "each cause has an id, and among several a heading",
        "Headings, eval cases and evidence files name a cause by its id. A cause that is only listed is not explained.",
        "causes:\n  - {id: tone-rewrite, kind: prompt, summary: …}\n"
        "  - {id: shared-cache, kind: infrastructure, summary: …}   # and no heading tells of it",
        "#### tone-rewrite\n\nThe prompt was rewritten.\n\n#### model-settings\n\nThe temperature rose.",
        cause_ids,
        FROM_REVIEW,
    ),
    Rule(
        "AW306",
        "causes have a kind and a summary",
        "Retrospectives count the parts of the system in which causes lie; lists show the summary.",
        "causes: [{id: tone-rewrite}]",
        "causes: [{id: tone-rewrite, kind: prompt, summary: The rewrite dropped the rule about refunds}]",
        described,
        FROM_REVIEW,
    ),
)
