"""AW3xx: causes that explain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from afterword.checks.facts import DocumentFacts
from afterword.checks.locations import (
    answered_section,
    at,
    bare_text,
    causes,
    find_not_applicable,
    is_severe,
    lack_of,
    tokens,
)
from afterword.checks.rule import ADVICE, ERROR, ERROR_FROM_REVIEW, Found, rule
from afterword.postmortem import PostMortem, Section, State, outline
from afterword.postmortem.schema import Provider
from afterword.postmortem.values import UNKNOWN

_WORD = re.compile(r"\w{3,}")
_ALIKE = 0.8
_LEAST_FACTORS = 2


@rule("AW301", "trigger and cause are distinguished", ERROR_FROM_REVIEW)
def trigger(document: PostMortem, _: object) -> Iterator[Found]:
    """Find an immediate cause that repeats what changed.

    What changed is only the trigger. If it is repeated as the cause, only that one change is fixed, and the next one
    has the same effect. (PagerDuty: there is no single root cause.)

    Bad:
        ### What changed

        The prompt was rewritten.

        ### Immediate cause

        The prompt was rewritten.

    Good:
        ### Immediate cause

        Without the rule about refunds the model filled the gap with a plausible period.
    """
    sections = [answered_section(document, kind.name) for kind in (outline.WHAT_CHANGED, outline.IMMEDIATE_CAUSE)]
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
        levels=ERROR_FROM_REVIEW if first == second else ADVICE,
    )


def _words(document: PostMortem, section: Section) -> Counter[str]:
    return Counter(_WORD.findall(bare_text(document.text(section.body)).casefold()))


@rule("AW302", "a severe incident has at least two contributing causes", ADVICE)
def contributing(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find a severe incident with one contributing cause.

    A large incident takes several things at once. With one alone the analysis stopped early. (PagerDuty's guide; the
    chapter on post-mortem culture of Google's SRE book asks whether the root cause is deep enough.)

    Bad:
        ### Contributing causes

        The prompt was changed.

    Good:
        ### Contributing causes

        - No case asks about old orders.
        - The release went to all traffic at once.
    """
    factors = document.front.factors
    root_cause = document.section(outline.ROOT_CAUSE.name)
    if root_cause is None or root_cause.state is not State.ANSWERED or not is_severe(document, facts.config):
        return
    if factors is UNKNOWN or (isinstance(factors, list) and len(factors) >= _LEAST_FACTORS):
        return
    part = document.section(outline.CONTRIBUTING_CAUSES.name)
    if part is not None:
        if part.state is not State.ANSWERED or find_not_applicable(document, part.body):
            return  # which has a finding, is an open question, or is answered with a reason
        if _statements(document, part) >= _LEAST_FACTORS:
            return
    yield Found(
        part.heading if part else root_cause.heading,
        "fewer than two contributing causes are named",
        "ask what else had to be so for this to happen, to last or to go unnoticed; list it here or under `factors`",
    )


def _statements(document: PostMortem, section: Section) -> int:
    """Count list items and paragraphs outside them."""
    found = 0
    for token, span in tokens(document, section.body):
        if token.type == "list_item_open" or (
            token.type == "paragraph_open" and token.level == 0 and bare_text(document.text(span)).strip()
        ):
            found += 1
    return found


@rule("AW304", "the provider's part is answered", ERROR_FROM_REVIEW)
def provider(document: PostMortem, _: object) -> Iterator[Found]:
    """Find a provider without a factor, or one that contributed without a name or a reason.

    Providers change models without notice. `none` and `unknown` are answers; no answer reads as `none`.

    Bad:
        provider: {factor: primary}

    Good:
        provider: {factor: primary, name: ExampleAI, what: version change}
    """
    provider = document.front.provider
    if not isinstance(provider, Provider):
        return  # `unknown`, or missing, which has a finding
    if provider.factor is None and (lack := lack_of(document, "provider", "factor")):
        yield Found(
            at(document, "provider"), f"`provider.factor` {lack}", "write none, contributing, primary or unknown"
        )
    if provider.factor in ("contributing", "primary"):
        for key in ("name", "what"):
            if lack := lack_of(document, "provider", key):
                yield Found(
                    at(document, "provider", "factor"),
                    f"a provider is a {provider.factor} factor, and `provider.{key}` {lack}",
                    "name it; `unknown` is an answer",
                )


@rule("AW305", "each cause has an id, and among several a heading", ERROR_FROM_REVIEW)
def cause_ids(document: PostMortem, _: object) -> Iterator[Found]:
    """Find causes without an id of their own and, of several, those without a heading in Root cause.

    Headings, eval cases, and evidence files name a cause by its id. A cause that is only listed is not explained.

    Bad:
        causes:
          - {id: tone-rewrite, kind: prompt, summary: …}
          - {id: shared-cache, kind: infrastructure, summary: …}   # and there is no heading for it

    Good:
        #### tone-rewrite

        The prompt was rewritten.

        #### model-settings

        The temperature rose.
    """
    root_cause = answered_section(document, outline.ROOT_CAUSE.name) or document.section(outline.ROOT_CAUSE.name)
    explained = root_cause is not None and root_cause.state is State.ANSWERED
    titles = {_heading_id(part.title) for part in root_cause.walk()} if root_cause else set()
    seen: set[str] = set()
    stated = causes(document)
    for index, cause in stated:
        if cause.id is None:
            if lack := lack_of(document, "causes", index, "id"):
                yield Found(
                    at(document, "causes", index),
                    f"the cause's `id` {lack}",
                    "give it a short name such as `tone-rewrite`",
                )
        elif cause.id in seen:
            yield Found(
                at(document, "causes", index, "id"),
                f"two causes are called `{cause.id}`",
                "give each its own id",
                levels=ERROR,
            )
        elif explained and len(stated) > 1 and cause.id not in titles:
            yield Found(
                at(document, "causes", index, "id"),
                f"no heading below Root cause is `{cause.id}`",
                f"add `#### {cause.id}` under the part that explains this cause, such as What changed",
            )
        seen.add(cause.id or "")


def _heading_id(title: str) -> str:
    """Return the first word of a heading, which names a cause."""
    return (title.strip(" *_`").split() or [""])[0].strip(":*_`").casefold()


@rule("AW306", "causes have a kind and a summary", ERROR_FROM_REVIEW)
def described(document: PostMortem, _: object) -> Iterator[Found]:
    """Find causes without a kind or a summary.

    Retrospectives count causes by the part of the system; lists show the summary.

    Bad:
        causes: [{id: tone-rewrite}]

    Good:
        causes: [{id: tone-rewrite, kind: prompt, summary: The rewrite dropped the rule about refunds}]
    """
    for index, _cause in causes(document):
        for key in ("kind", "summary"):
            if lack := lack_of(document, "causes", index, key):
                yield Found(
                    at(document, "causes", index, "id"),
                    f"the cause's `{key}` {lack}",
                    "say which part of the system it is in" if key == "kind" else "say in one sentence what it is",
                )


@rule("AW303", "the causes go on to something that can be changed", ADVICE)
def ends_too_early(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find causes that end at a person, the model, a bad prompt, or a vendor.

    “Human error is never a root cause” (Allspaw), nor is a hallucination: ask what made it likely and what let it
    through. A chain that ends at a person, at the model, at what an agent decided, at a bad prompt, at the data, or at
    the vendor ends too early. The sentence itself, the one before, or those that follow can go on to what was missing;
    effects and responses do not.

    Bad:
        The model hallucinated a refund policy.

    Good:
        Version 12 of the prompt dropped the policy text, and no eval asked about refunds.
    """
    from afterword import language
    from afterword.checks.written_texts import people, report

    facts.require_english()
    known = people(document)
    for written in facts.written_texts:
        if written.explains_cause:
            # AW601 and AW602 report them.
            blamed = [blame for blame in written.blame if blame.tier != "info" and blame.kind != "named-person"]
            for finding in language.find_shallow_causes(written.text, known):
                if not any(blame.start < finding.end and finding.start < blame.end for blame in blamed):
                    yield report(finding, written.span_of(finding))


RULES = (trigger, contributing, ends_too_early, provider, cause_ids, described)
