"""AW2xx: sections, timeline and citations."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import FROM_REVIEW, Context, Found, Rule
from afterword.postmortem import PostMortem, Span, State, outline


def required_sections(document: PostMortem, context: Context) -> Iterator[Found]:
    """Sections that the severity requires and that are absent or empty."""
    severity, config = document.front.severity, context.project.config
    if severity != "unknown" and config.severity(severity) is None:
        return  # missing or not of this project, which has a finding of its own
    found = {name: document.section(name) for name in config.required_sections(severity)}
    lacking = {name: section for name, section in found.items() if section is None or section.state is State.EMPTY}
    if lacking and document.front.status not in ("in-review", "published"):
        yield Found(
            Span(document.tree.span.start, document.tree.span.start),
            f"{len(lacking)} of {len(found)} sections are still to be written: {', '.join(lacking)}",
            f"`afterword draft {document.id}` fills them from evidence",
        )
        return
    end = Span(len(document.source.text), len(document.source.text))
    for name, section in lacking.items():
        yield Found(
            section.heading if section else end,
            f"the section `{name}` is {'empty' if section else 'missing'}",
            "`afterword draft` fills what is missing; or write `**Not applicable:** reason`",
        )


def root_cause_parts(document: PostMortem, _: Context) -> Iterator[Found]:
    """Parts of Root cause that are there and empty."""
    root_cause = document.section(outline.ROOT_CAUSE.name)
    if root_cause is None or root_cause.state is State.EMPTY:
        return  # told as a whole
    for part in root_cause.parts:
        if part.kind is not None and part.state is State.EMPTY:
            yield Found(
                part.heading,
                f"`{part.title}` is empty",
                f"answer it: {part.kind.questions[0]}",
            )


def chronology(document: PostMortem, _: Context) -> Iterator[Found]:
    """Events that stand before an event that certainly happened earlier."""
    latest = None
    for event in document.events:
        if event.when is None or not event.when.earliest or not event.when.latest:
            continue
        if latest is not None and event.when.latest < latest[0]:
            yield Found(
                event.span,
                f"this event is earlier than the one at line {latest[1]}",
                "put the timeline in order of time",
            )
        if latest is None or event.when.earliest > latest[0]:
            latest = (event.when.earliest, document.line(event.span))


def citations(document: PostMortem, _: Context) -> Iterator[Found]:
    """Footnotes that are cited and defined nowhere."""
    defined = {footnote.label for footnote in document.footnotes}
    for label, span in document.citations:
        if label not in defined:
            yield Found(
                span,
                f"`[^{label}]` is cited and defined nowhere",
                f"add `[^{label}]: source` under Evidence; `afterword draft` does it for collected evidence",
            )


RULES = (
    Rule(
        "AW201",
        "the sections that the severity requires are there",
        "Each answers a question that readers will ask. A section that does not apply says so, with the reason.",
        "## Impact\n\n<!-- Users, business, data -->",
        "## Impact\n\nAbout 1,200 users saw a wrong refund period.",
        required_sections,
        FROM_REVIEW,
    ),
    Rule(
        "AW202",
        "the parts of Root cause are answered",
        "The trigger, the mechanism and what let it through are different things, and only the last keeps coming back.",
        "### What allowed it",
        "### What allowed it\n\nNothing compared a changed prompt with the policy.",
        root_cause_parts,
        FROM_REVIEW,
    ),
    Rule(
        "AW210",
        "the timeline is in order of time",
        "As far as the precision of the times tells. Readers follow it downwards.",
        "- 2026-04-16 18:00Z — resolved\n- 2026-04-16 17:00Z — detected",
        "- 2026-04-16 17:00Z — detected\n- 2026-04-16 18:00Z — resolved",
        chronology,
    ),
    Rule(
        "AW211",
        "what is cited is defined",
        "A citation that leads nowhere looks like evidence.",
        "The alert fired late. [^e9]",
        "The alert fired late. [^e9]\n\n[^e9]: alertmanager, 2026-04-16 17:30Z",
        citations,
    ),
)
