"""AW85x and AW86x: external editions: what they owe, what must not leave, and when they may go out."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.locations import top
from afterword.checks.rule import ALWAYS, FROM_PUBLICATION, Check, Context, Found, Rule
from afterword.leakcheck.gate import Refusal, agreement, unfinished
from afterword.leakcheck.leak import Kind, Leak
from afterword.postmortem import PostMortem
from afterword.postmortem.external import ExternalEdition
from afterword.postmortem.external.schema import REQUIRED

_OF = (ExternalEdition,)
_EVIDENCE = frozenset({"evidence"})


def _internal(edition: ExternalEdition, context: Context) -> PostMortem | None:
    return context.project.post_mortem(edition.id)


def keys(edition: ExternalEdition, _: Context) -> Iterator[Found]:
    """Keys that an edition owes."""
    for key in REQUIRED:
        if key not in edition.tree.values and edition.front_span is not None:
            yield Found(
                top(edition), f"`{key}` is missing", f"add it; `afterword external {edition.id}` writes all keys"
            )


def sections(edition: ExternalEdition, _: Context) -> Iterator[Found]:
    """What is still to be written, answered or accepted."""
    return map(_found, unfinished(edition))


def goes_out(edition: ExternalEdition, context: Context) -> Iterator[Found]:
    """Status and visibility that contradict one another; an edition that is still being written owes nothing."""
    internal = _internal(edition, context)
    if edition.front.status == "published" or internal is None:
        yield from map(_found, agreement(edition, internal))


def readable(edition: ExternalEdition, context: Context) -> Iterator[Found]:
    """What the leak check cannot read, and so cannot compare with."""
    for name in _compared(edition, context)[1]:
        yield Found(top(edition), f"{name}: the edition cannot be compared with it", "put that right first")


def _found(refusal: Refusal) -> Found:
    return Found(refusal.span, refusal.message, refusal.remedy)


def _leaking(kind: Kind) -> Check:
    def check(edition: ExternalEdition, context: Context) -> Iterator[Found]:
        return (
            Found(leak.span, f"`{leak.excerpt}` is {kind.value}: {leak.reason}", leak.remedy, veiled=leak.veiled)
            for leak in _compared(edition, context)[0]
            if leak.kind is kind
        )

    return check


def _compared(edition: ExternalEdition, context: Context) -> tuple[list[Leak], tuple[str, ...]]:
    """The leaks of an edition, and what could not be read; worked out once in a run."""
    known = context.compared.get(edition.path)
    if known is None:
        # Imported here: most runs have no edition to compare.
        from afterword.leakcheck.compare import leaks
        from afterword.leakcheck.material import Material, gather

        internal = _internal(edition, context)
        material = gather(context.project, internal) if internal else Material()
        known = (leaks(edition, internal, material) if internal else [], material.unread)
        context.compared[edition.path] = known
    return known


_LEAKS: dict[str, tuple[Kind, str, str, str, str]] = {
    "AW855": (
        Kind.NAME,
        "no names and handles",
        "The review is blameless inside and must be outside: a name in public cannot be taken back.",
        "Thanks to Ana Example, who found it.",
        "Thanks to the people on call, who found it.",
    ),
    "AW856": (
        Kind.ADDRESS,
        "no hosts and addresses",
        "They describe the inside of the network, and readers cannot follow them. Pages for customers go into `allow`.",
        "See grafana.acme.internal/d/refunds.",
        "We watched the share of wrong answers.",
    ),
    "AW857": (
        Kind.REFERENCE,
        "no references to issues, changes and evidence",
        "They lead nowhere outside and tell where to look for more.",
        "Fixed in #871.",
        "This is fixed.",
    ),
    "AW858": (
        Kind.EVIDENCE,
        "no words of the evidence",
        "Chats, alerts and outputs were collected for the review, often with words of customers.",
        "“dashboards look odd since the experiment started, checking now”",
        "We saw that something was wrong.",
    ),
    "AW859": (
        Kind.PROMPT,
        "no words of prompts and outputs",
        "A prompt that is public is easier to attack, and it is the work of your team.",
        "It was told: never promise a refund beyond thirty days after purchase.",
        "It had lost the rule about refunds.",
    ),
    "AW860": (
        Kind.SECTION,
        "no parts of the internal document",
        "Root causes, timelines and action items are written for those who know the system.",
        "## Root cause",
        "## What happened",
    ),
    "AW861": (
        Kind.FIGURE,
        "figures as they may be told",
        "An estimate that sounds exact will be quoted as a fact; confidential figures stay inside.",
        "1,200 customers were affected.   (the post-mortem says `~1200`)",
        "About 1,200 customers were affected.",
    ),
    "AW862": (
        Kind.IDENTIFIER,
        "no models, settings and other identifiers",
        "Contracts may forbid to name a provider, and settings help an attacker. Names that customers know go into "
        "`allow`.",
        "contoso-chat-large ran with temperature 0.83.",
        "The model behind our assistant ran with a wrong setting.",
    ),
    "AW863": (
        Kind.SERVICE,
        "no names of services",
        "Names of parts describe the system. Names that customers know go into `allow`.",
        "refund-copilot was down.",
        "Our assistant was down.",
    ),
    "AW864": (
        Kind.SECRET,
        "no secrets",
        "Whatever was published is known. Not even `allow` permits one.",
        "Authorization: Bearer …",
        "We changed the key.",
    ),
    "AW865": (
        Kind.PERSONAL,
        "no personal data",
        "Those whom it concerns did not agree, and laws protect it.",
        "Write to ana@example.org.",
        "Write to our support.",
    ),
}

RULES = (
    Rule(
        "AW850",
        "an external edition has its keys",
        "The site orders and names editions by them.",
        "edition: external   # and no date",
        "edition: external\ndate: 2026-04-16",
        keys,
        ALWAYS,
        of=_OF,
    ),
    Rule(
        "AW851",
        "an external edition is written and reviewed",
        "It has four sections and no others. What a model drafted, what is open or still to be written is not for "
        "customers.",
        "## What we did\n\n<!-- What ended the effect … -->",
        "## What we did\n\nWe returned to the earlier version.",
        sections,
        FROM_PUBLICATION,
        of=_OF,
    ),
    Rule(
        "AW852",
        "an edition is published only with its post-mortem",
        "Both are reviewed, and the post-mortem says `visibility: external`, so that the history shows who decided it.",
        "visibility: internal   # and a published edition",
        "visibility: external",
        goes_out,
        ALWAYS,
        of=_OF,
        absolute=True,
    ),
    Rule(
        "AW853",
        "what an edition is compared with can be read",
        "What cannot be read cannot be recognised in the edition.",
        "postmortems/…/evidence.jsonl:7: not an evidence item",
        "the line as it was collected",
        readable,
        ALWAYS,
        _EVIDENCE,
        of=_OF,
        absolute=True,
    ),
    *(
        Rule(
            identity, f"an edition holds {name}", why, bad, good, _leaking(kind), ALWAYS, _EVIDENCE, _OF, absolute=True
        )
        for identity, (kind, name, why, bad, good) in _LEAKS.items()
    ),
)
