"""AW850 to AW865, external editions: what they require, what must not leave, and when they may be published."""

from __future__ import annotations

from collections.abc import Iterator

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


def _leaking(kind: LeakKind) -> Check:
    def check(_: ExternalEdition, facts: EditionFacts) -> Iterator[Found]:
        return (
            Found(leak.span, f"`{leak.excerpt}` is {kind.value}: {leak.reason}", leak.remedy, veiled=leak.veiled)
            for leak in facts.leaks[0]
            if leak.kind is kind
        )

    return check


_LEAKS: dict[str, tuple[LeakKind, str, str, str, str]] = {
    "AW855": (
        LeakKind.NAME,
        "no names and no handles",
        "The review is blameless inside and must be outside: a name in public cannot be taken back.",
        "Thanks to Ana Example, who found it.",
        "Thanks to the people on call, who found it.",
    ),
    "AW856": (
        LeakKind.ADDRESS,
        "no hosts and no addresses",
        "They describe the internal network, and readers cannot open them. List pages for customers in `allow`.",
        "See grafana.acme.internal/d/refunds.",
        "We watched the share of wrong answers.",
    ),
    "AW857": (
        LeakKind.REFERENCE,
        "no references to issues, changes, or evidence",
        "Outside they lead nowhere, and they show where to look for more.",
        "Fixed in #871.",
        "This is fixed.",
    ),
    "AW858": (
        LeakKind.EVIDENCE,
        "no words of the evidence",
        "Chats, alerts and outputs were collected for the review, often with words of customers.",
        "“dashboards look odd since the experiment started, checking now”",
        "We saw that something was wrong.",
    ),
    "AW859": (
        LeakKind.PROMPT,
        "no words of prompts and outputs",
        "A prompt that is public is easier to attack, and it is the work of your team.",
        "It was told: never promise a refund beyond thirty days after purchase.",
        "It had lost the rule about refunds.",
    ),
    "AW860": (
        LeakKind.SECTION,
        "no parts of the internal document",
        "Root causes, timelines and action items are written for those who know the system.",
        "## Root cause",
        "## What happened",
    ),
    "AW861": (
        LeakKind.FIGURE,
        "no estimates as exact figures, and no confidential ones",
        "An estimate that sounds exact will be quoted as a fact; confidential figures stay inside.",
        "1,200 customers were affected.   (the post-mortem says `~1200`)",
        "About 1,200 customers were affected.",
    ),
    "AW862": (
        LeakKind.IDENTIFIER,
        "no models, settings, or other identifiers",
        "Contracts may forbid naming a provider, and settings help an attacker. List names that customers know in "
        "`allow`.",
        "contoso-chat-large ran with temperature 0.83.",
        "The model behind our assistant ran with a wrong setting.",
    ),
    "AW863": (
        LeakKind.SERVICE,
        "no names of services",
        "Names of parts describe the system. List names that customers know in `allow`.",
        "refund-copilot was down.",
        "Our assistant was down.",
    ),
    "AW864": (
        LeakKind.SECRET,
        "no secrets",
        "What is published cannot be taken back. Not even `allow` permits a secret.",
        "Authorization: Bearer …",
        "We changed the key.",
    ),
    "AW865": (
        LeakKind.PERSONAL,
        "no personal data",
        "The people concerned did not agree, and laws protect it.",
        "Write to ana@example.org.",
        "Write to our support.",
    ),
}

RULES = (
    keys,
    sections,
    goes_out,
    readable,
    *(
        Rule(
            rule_id,
            f"an external edition contains {what}",
            why,
            bad,
            good,
            _leaking(kind),
            needs={"evidence"},
            of=_OF,
            absolute=True,
        )
        for rule_id, (kind, what, why, bad, good) in _LEAKS.items()
    ),
)
