"""AW850 to AW865, external editions: what they require, what must not leave, and when they may be published."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from afterword.checks.facts import EditionFacts
from afterword.checks.locations import top
from afterword.checks.rule import ERROR_WHEN_PUBLISHED, Check, Found, Rule, rule
from afterword.leakcheck.leak import LeakKind
from afterword.leakcheck.publication_gate import Refusal, find_disagreement, find_unfinished
from afterword.postmortem.external import ExternalEdition
from afterword.postmortem.external.schema import REQUIRED

_OF = (ExternalEdition,)


@rule("AW850", "an external edition has its keys", of=_OF)
def keys(edition: ExternalEdition, _: object) -> Iterator[Found]:
    """Find required keys that are missing.

    The site orders and names editions by them.

    Bad:
        edition: external   # and no date

    Good:
        edition: external
        date: 2026-04-16
    """
    for key in REQUIRED:
        if key not in edition.tree.values and edition.front_span is not None:
            yield Found(
                top(edition), f"`{key}` is missing", f"add it; `afterword external {edition.id}` writes all keys"
            )


@rule("AW851", "an external edition is written and reviewed", ERROR_WHEN_PUBLISHED, of=_OF)
def sections(edition: ExternalEdition, _: object) -> Iterator[Found]:
    """Find what is not yet written, answered, or accepted.

    It has four sections and no others. Unreviewed drafts, open questions, and empty sections are not for customers.

    Bad:
        ## What we did

        <!-- What ended the effect … -->

    Good:
        ## What we did

        We returned to the earlier version.
    """
    return map(_found, find_unfinished(edition))


@rule("AW852", "an edition is published only with its post-mortem", of=_OF, absolute=True)
def goes_out(edition: ExternalEdition, facts: EditionFacts) -> Iterator[Found]:
    """Find a status that contradicts the post-mortem's visibility. A draft may wait for its post-mortem.

    Both are reviewed, and the post-mortem says `visibility: external`, so that the history shows who decided it.

    Bad:
        visibility: internal   # and a published edition

    Good:
        visibility: external
    """
    if edition.front.status == "published" or facts.internal is None:
        yield from map(_found, find_disagreement(edition, facts.internal))


@rule("AW853", "what an edition is compared with can be read", needs={"evidence"}, of=_OF, absolute=True)
def readable(edition: ExternalEdition, facts: EditionFacts) -> Iterator[Found]:
    """Find what the leak check cannot read, and so cannot compare with.

    The leak check cannot find what it cannot read.

    Bad:
        postmortems/…/evidence.jsonl:7: not an evidence item

    Good:
        the line as it was collected
    """
    for name in facts.leaks[1]:
        yield Found(top(edition), f"{name}: the edition cannot be compared with it", "fix that first")


def _found(refusal: Refusal) -> Found:
    return Found(refusal.span, refusal.message, refusal.remedy)


def _leak_rule(rule_id: str, what: str) -> Callable[[Check], Rule]:
    return rule(rule_id, f"an external edition contains {what}", needs={"evidence"}, of=_OF, absolute=True)


def _leaks(facts: EditionFacts, kind: LeakKind) -> Iterator[Found]:
    return (
        Found(leak.span, f"`{leak.excerpt}` is {kind.value}: {leak.reason}", leak.remedy, veiled=leak.veiled)
        for leak in facts.leaks[0]
        if leak.kind is kind
    )


@_leak_rule("AW855", "no names and no handles")
def names(_: ExternalEdition, facts: EditionFacts) -> Iterator[Found]:
    """Find names and handles.

    The review is blameless inside and must be outside: a name in public cannot be taken back.

    Bad:
        Thanks to Ana Example, who found it.

    Good:
        Thanks to the people on call, who found it.
    """
    return _leaks(facts, LeakKind.NAME)


@_leak_rule("AW856", "no hosts and no addresses")
def addresses(_: ExternalEdition, facts: EditionFacts) -> Iterator[Found]:
    """Find hosts and addresses.

    They describe the internal network, and readers cannot open them. List pages for customers in `allow`.

    Bad:
        See grafana.acme.internal/d/refunds.

    Good:
        We watched the share of wrong answers.
    """
    return _leaks(facts, LeakKind.ADDRESS)


@_leak_rule("AW857", "no references to issues, changes, or evidence")
def references(_: ExternalEdition, facts: EditionFacts) -> Iterator[Found]:
    """Find references to issues, changes, and evidence.

    Outside they lead nowhere, and they show where to look for more.

    Bad:
        Fixed in #871.

    Good:
        This is fixed.
    """
    return _leaks(facts, LeakKind.REFERENCE)


@_leak_rule("AW858", "no words of the evidence")
def evidence_words(_: ExternalEdition, facts: EditionFacts) -> Iterator[Found]:
    """Find words of the evidence.

    Chats, alerts and outputs were collected for the review, often with words of customers.

    Bad:
        “dashboards look odd since the experiment started, checking now”

    Good:
        We saw that something was wrong.
    """
    return _leaks(facts, LeakKind.EVIDENCE)


@_leak_rule("AW859", "no words of prompts and outputs")
def prompt_words(_: ExternalEdition, facts: EditionFacts) -> Iterator[Found]:
    """Find words of prompts and outputs.

    A prompt that is public is easier to attack, and it is the work of your team.

    Bad:
        It was told: never promise a refund beyond thirty days after purchase.

    Good:
        It had lost the rule about refunds.
    """
    return _leaks(facts, LeakKind.PROMPT)


@_leak_rule("AW860", "no parts of the internal document")
def internal_parts(_: ExternalEdition, facts: EditionFacts) -> Iterator[Found]:
    """Find headings and sentences of the internal document.

    Root causes, timelines and action items are written for those who know the system.

    Bad:
        ## Root cause

    Good:
        ## What happened
    """
    return _leaks(facts, LeakKind.SECTION)


@_leak_rule("AW861", "no estimates as exact figures, and no confidential ones")
def figures(_: ExternalEdition, facts: EditionFacts) -> Iterator[Found]:
    """Find figures that must not be published in this form.

    An estimate that sounds exact will be quoted as a fact; confidential figures stay inside.

    Bad:
        1,200 customers were affected.   (the post-mortem says `~1200`)

    Good:
        About 1,200 customers were affected.
    """
    return _leaks(facts, LeakKind.FIGURE)


@_leak_rule("AW862", "no models, settings, or other identifiers")
def identifiers(_: ExternalEdition, facts: EditionFacts) -> Iterator[Found]:
    """Find models, settings, and other identifiers.

    Contracts may forbid naming a provider, and settings help an attacker. List names that customers know in
    `allow`.

    Bad:
        contoso-chat-large ran with temperature 0.83.

    Good:
        The model behind our assistant ran with a wrong setting.
    """
    return _leaks(facts, LeakKind.IDENTIFIER)


@_leak_rule("AW863", "no names of services")
def services(_: ExternalEdition, facts: EditionFacts) -> Iterator[Found]:
    """Find names of services.

    Names of parts describe the system. List names that customers know in `allow`.

    Bad:
        refund-copilot was down.

    Good:
        Our assistant was down.
    """
    return _leaks(facts, LeakKind.SERVICE)


@_leak_rule("AW864", "no secrets")
def secrets(_: ExternalEdition, facts: EditionFacts) -> Iterator[Found]:
    """Find secrets.

    What is published cannot be taken back. Not even `allow` permits a secret.

    Bad:
        Authorization: Bearer …

    Good:
        We changed the key.
    """
    return _leaks(facts, LeakKind.SECRET)


@_leak_rule("AW865", "no personal data")
def personal_data(_: ExternalEdition, facts: EditionFacts) -> Iterator[Found]:
    """Find personal data.

    The people concerned did not agree, and laws protect it.

    Bad:
        Write to ana@example.org.

    Good:
        Write to our support.
    """
    return _leaks(facts, LeakKind.PERSONAL)


RULES = (
    keys, sections, goes_out, readable, names, addresses, references, evidence_words, prompt_words, internal_parts,
    figures, identifiers, services, secrets, personal_data,
)  # fmt: skip
