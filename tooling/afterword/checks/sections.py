"""AW2xx: sections, timeline and citations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.checks.locations import not_applicable, plain
from afterword.checks.rule import ADVICE, FROM_REVIEW, TOLD, Context, Found, Rule
from afterword.postmortem import PostMortem, Section, Span, State, outline

_ORDER = {kind.name: place for place, kind in enumerate(outline.SECTIONS)}
_LETTER = re.compile(r"\w")
# Another `[^` than a footnote's: `arr[^1]` in several languages counts from the end.
_COUNTED_FROM_END = re.compile(r"[0-9]+")
_GLUED = re.compile(r"[\w)\]]")


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
    for name, section in lacking.items():
        yield Found(
            section.heading if section else _place_of_missing(document, name),
            f"the section `{name}` is {'empty' if section else 'missing'}",
            "`afterword draft` fills what is missing; or write `**Not applicable:** reason`",
        )


def _place_of_missing(document: PostMortem, name: str) -> Span:
    """The heading that should stand before a section, else the line that closes the front matter."""
    before = [section for section in _known(document) if _ORDER[section.name] < _ORDER.get(name, 0)]
    if before:
        return max(before, key=lambda section: _ORDER[section.name]).heading
    end = document.front_span.end if document.front_span else document.tree.span.start
    return Span(end, end)


def _known(document: PostMortem) -> list[Section]:
    """The sections of the outline that the document has; of two of one name the first, which is the one that counts."""
    found: dict[str, Section] = {}
    for section in document.sections:
        if section.kind is not None and section.name in _ORDER:  # a part of Root cause can stand by itself
            found.setdefault(section.name, section)
    return list(found.values())


def order(document: PostMortem, _: Context) -> Iterator[Found]:
    """Sections that stand elsewhere than in the format: the fewest that would have to be moved."""
    sections = _known(document)
    places = [_ORDER[section.name] for section in sections]
    if places == sorted(places):
        return
    # The longest run in order that ends at each section: what does not belong to the longest of all is out of place.
    runs: list[list[Section]] = []
    for section in sections:
        fitting = [run for run in runs if _ORDER[run[-1].name] < _ORDER[section.name]]
        runs.append([*max(fitting, key=len, default=[]), section])
    kept = max(runs, key=len, default=[])
    for section in sections:
        if section not in kept:
            before = [one.title for one in kept if _ORDER[one.name] < _ORDER[section.name]]
            yield Found(
                section.heading,
                f"`{section.title}` is not where readers look for it",
                f"move it below `{before[-1]}`" if before else "move it to the beginning",
            )


def reasons(document: PostMortem, _: Context) -> Iterator[Found]:
    """Sections that are said not to apply, without a word why."""
    for section in document.walk():
        said = not_applicable(document, section.own)
        if said and not _LETTER.search(plain(document.source.readable[said.end : section.body.end])):
            yield Found(
                said,
                f"it is not said why `{section.title}` does not apply",
                "write the reason behind it: `**Not applicable:** no prompt was involved`",
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
    numbered = any(_COUNTED_FROM_END.fullmatch(label) for label in defined)
    text = document.source.readable
    for label, span in document.citations:
        if label in defined:
            continue
        # GitHub shows it as it is written, which is right where it is code and no citation.
        perhaps_code = not numbered and _COUNTED_FROM_END.fullmatch(label) and _GLUED.match(text, span.start - 1)
        yield Found(
            span,
            f"`[^{label}]` is cited and defined nowhere",
            "if it is code, put it in backticks; if it is a citation, define it under Evidence"
            if perhaps_code
            else f"add `[^{label}]: source` under Evidence; `afterword draft` does it for collected evidence",
            grading=TOLD if perhaps_code else None,
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
        "AW203",
        "a section that does not apply says why",
        "Without the reason nobody can tell a decision from a gap, and the next incident of the kind looks alike.",
        "## Prompt diff\n\n**Not applicable:**",
        "## Prompt diff\n\n**Not applicable:** the prompt did not change; the provider's model did.",
        reasons,
        FROM_REVIEW,
    ),
    Rule(
        "AW204",
        "sections stand in the order of the format",
        "Who reads many post-mortems finds each answer at the same place. The fewest sections that would have to be "
        "moved are told.",
        "## Timeline\n\n- 2026-04-16 08:30Z — **change:** release 58\n\n## Summary\n\nThe bot invented refunds.",
        "## Summary\n\nThe bot invented refunds.\n\n## Timeline\n\n- 2026-04-16 08:30Z — **change:** release 58",
        order,
        ADVICE,
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
