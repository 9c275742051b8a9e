"""AW201 to AW204 and AW211: sections and citations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.checks.facts import DocumentFacts
from afterword.checks.locations import bare_text, find_not_applicable, is_draft, top
from afterword.checks.rule import ADVICE, ERROR_FROM_REVIEW, NOTE, Found, rule
from afterword.postmortem import PostMortem, Section, Span, State, outline

_ORDER = {kind.name: place for place, kind in enumerate(outline.SECTIONS)}
_LETTER = re.compile(r"\w")
# A `[^` that is not a footnote: in several languages `arr[^1]` counts from the end.
_COUNTED_FROM_END = re.compile(r"[0-9]+")
_GLUED = re.compile(r"[\w)\]]")


@rule("AW201", "required sections are present", ERROR_FROM_REVIEW, many="{} required sections are missing or empty")
def required_sections(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find sections that the severity requires and that are missing or empty.

    Each answers a question that readers will ask. A section that does not apply says so and why.

    Bad:
        ## Impact

        <!-- Users, business, data -->

    Good:
        ## Impact

        About 1,200 users saw a wrong refund period.
    """
    severity, config = document.front.severity, facts.config
    if severity != "unknown" and config.severity(severity) is None:
        return  # missing or not of this project, which has its own finding
    for name in config.required_sections(severity):
        section, title = document.section(name), config.headings.get(name, name)
        if section is None or section.state is State.EMPTY:
            place = section.heading if section else _place_of_missing(document, name)
            yield Found(
                top(document) if is_draft(document) else place,  # of a draft, one comment can ignore them all
                f"the section `{title}` is {'empty' if section else 'missing'}",
                f"`afterword draft {document.id}` fills what is missing; or write `**Not applicable:** reason`",
                place=title,
            )


def _place_of_missing(document: PostMortem, name: str) -> Span:
    """Return the heading that should come before a section, else the line that closes the front matter."""
    before = [section for section in _known(document) if _ORDER[section.name] < _ORDER.get(name, 0)]
    if before:
        return max(before, key=lambda section: _ORDER[section.name]).heading
    end = document.front_span.end if document.front_span else document.tree.span.start
    return Span(end, end)


def _known(document: PostMortem) -> list[Section]:
    """Return the document's sections that are in the outline; of two with one name the first, which counts."""
    found: dict[str, Section] = {}
    for section in document.sections:
        if section.kind is not None and section.name in _ORDER:  # a part of Root cause can be a section
            found.setdefault(section.name, section)
    return list(found.values())


@rule("AW204", "sections are in the order of the format", ADVICE)
def order(document: PostMortem, _: object) -> Iterator[Found]:
    """Find sections that are out of order: the fewest that would have to be moved.

    People who read many post-mortems find each answer at the same place. The rule reports the fewest sections that
    would have to be moved.

    Bad:
        ## Timeline

        - 2026-04-16 08:30Z — **change:** release 58

        ## Summary

        The bot invented refunds.

    Good:
        ## Summary

        The bot invented refunds.

        ## Timeline

        - 2026-04-16 08:30Z — **change:** release 58
    """
    sections = _known(document)
    positions = [_ORDER[section.name] for section in sections]
    if positions == sorted(positions):
        return
    # The longest series in order that ends at each section; sections outside the longest of all are out of order.
    series: list[list[Section]] = []
    for section in sections:
        possible = [one for one in series if _ORDER[one[-1].name] < _ORDER[section.name]]
        series.append([*max(possible, key=len, default=[]), section])
    kept = max(series, key=len, default=[])
    for section in sections:
        if section not in kept:
            before = [one.title for one in kept if _ORDER[one.name] < _ORDER[section.name]]
            yield Found(
                section.heading,
                f"`{section.title}` is out of order",
                f"move it below `{before[-1]}`" if before else "move it to the beginning",
            )


@rule("AW203", "a section that does not apply says why", ERROR_FROM_REVIEW)
def reasons(document: PostMortem, _: object) -> Iterator[Found]:
    """Find sections that do not apply, without a reason.

    Without the reason, readers cannot tell a decision from a gap, and the next such incident looks the same.

    Bad:
        ## Prompt diff

        **Not applicable:**

    Good:
        ## Prompt diff

        **Not applicable:** the prompt did not change; the provider's model did.
    """
    for section in document.walk():
        said = find_not_applicable(document, section.own)
        if said and not _LETTER.search(bare_text(document.source.readable[said.end : section.body.end])):
            yield Found(
                said,
                f"no reason is given why `{section.title}` does not apply",
                "write the reason behind it: `**Not applicable:** no prompt was involved`",
            )


@rule("AW202", "the parts of Root cause are answered", ERROR_FROM_REVIEW, many="{} parts of Root cause are empty")
def root_cause_parts(document: PostMortem, _: object) -> Iterator[Found]:
    """Find empty parts of Root cause.

    The trigger, the mechanism and what let it through are different things, and only the last keeps coming back.

    Bad:
        ### What allowed it

    Good:
        ### What allowed it

        Nothing compared a changed prompt with the policy.
    """
    root_cause = document.section(outline.ROOT_CAUSE.name)
    if root_cause is None or root_cause.state is State.EMPTY:
        return  # which has a finding as a whole
    for part in root_cause.parts:
        if part.kind is not None and part.state is State.EMPTY:
            yield Found(
                part.heading,
                f"`{part.title}` is empty: {part.kind.questions[0]}",
                "write the answer, or `**Not applicable:** reason`",
                place=part.title,
            )


@rule("AW211", "what is cited is defined", many="{} citations are defined nowhere")
def citations(document: PostMortem, _: object) -> Iterator[Found]:
    """Find citations without a definition.

    A citation that leads nowhere looks like evidence.

    Bad:
        The alert fired late. [^log]

    Good:
        The alert fired late. [^log]

        [^log]: alertmanager, 2026-04-16 17:30Z
    """
    defined = {footnote.label for footnote in document.footnotes}
    numbered = any(_COUNTED_FROM_END.fullmatch(label) for label in defined)
    text = document.source.readable
    for label, span in document.citations:
        if label in defined:
            continue
        # GitHub shows it as written, which is right if it is code.
        perhaps_code = not numbered and _COUNTED_FROM_END.fullmatch(label) and _GLUED.match(text, span.start - 1)
        yield Found(
            span,
            f"`[^{label}]` is cited and defined nowhere",
            "if it is code, put it in backticks; if it is a citation, define it under Evidence"
            if perhaps_code
            else "define it under Evidence, such as `[^log]: source`; `afterword draft` defines collected evidence",
            levels=NOTE if perhaps_code else None,
            place=f"[^{label}]",
        )


RULES = (required_sections, root_cause_parts, reasons, order, citations)
