"""AW9xx, review: unreviewed drafts, open questions, placeholders, and who may read the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.checks.locations import at, is_draft, prose_matches, title_of_section
from afterword.checks.placeholders import says_nothing
from afterword.checks.required_keys import keys_only_proposed
from afterword.checks.rule import ERROR_FROM_REVIEW, ERROR_WHEN_PUBLISHED, NOTE, Found, rule
from afterword.postmortem import PostMortem, Span, outline
from afterword.postmortem.edit_front_matter import accept_value
from afterword.postmortem.markers import CHECK_FIRST_MARKER, split_citations
from afterword.postmortem.proposed import ProposedValue
from afterword.text.late_pattern import late_pattern

# `TODO` is also a word of programmers ("left TODO comments"): it counts alone, or before something that should follow.
_PLACEHOLDER = late_pattern(
    r"(?<!\w)(?:TBD|TBA)(?!\w)"
    r"|(?<!\w)(?:TODO|FIXME)(?=:|\(|[ \t]*(?:\||$))"
    r"|(?:(?<=^)|(?<=^[-*+] ))(?:TODO|FIXME|XXX)\b"
    r"|(?<!\w)XXX(?=:|[ \t]*(?:\||$))"
    r"|\b[Ll]orem ipsum\b"
    r"|(?<![\w?!])\?{3,}(?![\w?!])"
    r"|\bTo be (?:announced|assigned|confirmed|decided|defined|determined|filled in|written)"
    r"(?=[.…]*[ \t]*(?:\||\r?$))"
    r"|\[(?:fill(?: me| this)? in|(?:fill in|insert|your) [^\]\n]{1,40}|placeholder|todo|tbd|TODO)\](?![(\[:])",
    re.MULTILINE,
)
_WORDS = ("TBD", "TBA", "TODO", "FIXME", "XXX", "orem ipsum", "???", "To be ", "[fill", "[insert", "[placeholder",
          "[your ", "[todo", "[tbd")  # fmt: skip
_BRACKETS = late_pattern(
    r"<(?:your |the |insert )?(?:name|date|time|title|number|owner|team|service|model|url|link|description|text|todo|"
    r"placeholder)>"
)
_VALUE = late_pattern(
    r"(?:[:,\[{][ \t]*|-[ \t]+)[\"']?"
    r"(?P<word>(?:TODO|TBD|TBA|FIXME|XXX|[Tt]o be (?:decided|defined|determined)|[Ff]ill in)\b|\?{2,}|\[fill in\])",
    re.MULTILINE,
)
_DOUBTED = late_pattern(re.escape(CHECK_FIRST_MARKER))
_GUIDANCE = late_pattern(
    f"<!-- (?:{'|'.join(re.escape(kind.guidance) for kind in (*outline.SECTIONS, *outline.ROOT_CAUSE_PARTS))}) -->"
)


@rule("AW901", "drafted sections are reviewed", ERROR_FROM_REVIEW, many="{} drafted sections are not reviewed")
def notices(document: PostMortem, _: object) -> Iterator[Found]:
    """Find sections that a model drafted, or code assembled from evidence, and that are not accepted.

    A model's sentence is worth as much as its review, and a sentence of the evidence may be out of place. The reviewer
    deletes the draft notice.

    Bad:
        > [!NOTE]
        > Drafted from evidence by MODEL, not yet reviewed.

    Good:
        the section without its note
    """
    for section, notice in document.notices:
        how = f"drafted by {notice.model}" if notice.model else "assembled from evidence"
        accept = "delete its draft notice" if section.own_notice else "take its name off the draft notice"
        yield Found(
            notice.span,
            f"`{section.title}` was {how} and is not reviewed",
            f"check it, then {accept}, or run `afterword accept {document.id} SECTION`",
            place=section.title,
        )


@rule("AW909", "the draft notice names the sections that it covers", ERROR_FROM_REVIEW)
def unclear_notices(document: PostMortem, _: object) -> Iterator[Found]:
    """Find draft notices above the sections that do not say what they cover.

    If part of the notice is missing, or if it is in a code block, all that was drafted awaits review. If a section has
    another heading than the notice says, each section with a heading of its own awaits review.

    Bad:
        > [!NOTE]
        > Drafted from evidence by MODEL, not yet reviewed: Summary, Con

    Good:
        > [!NOTE]
        > Drafted from evidence by MODEL, not yet reviewed: Summary, Contributing causes.
    """
    for notice in document.shared_notices:
        if notice.is_torn:
            yield Found(
                notice.span,
                "this draft notice does not say which sections it covers",
                "restore it from Git, or delete it once every drafted section is checked",
            )
        elif notice.missing:
            names = ", ".join(f"`{name}`" for name in notice.missing)
            yield Found(
                notice.span,
                f"the draft notice names {names}, and the document has no such section",
                "write its new heading in the notice if it has one; take the name off if the section was deleted",
            )


@rule("AW910", "claims that code doubts are checked", ERROR_WHEN_PUBLISHED)
def doubted_claims(document: PostMortem, _: object) -> Iterator[Found]:
    """Find claims that code doubts. Each is shown with the words that it cites, so that both can be compared.

    A published document has no doubts of code: a person checked the claim and deleted the mark, or the claim.

    Bad:
        **Check this first:** 120 users were promised refunds. [^e4]

    Good:
        120 users were promised refunds. [^e4]
    """
    words = {one.label: " ".join(one.text.split()) for one in document.footnotes}
    for match in prose_matches(document, _DOUBTED):
        line = document.source.line_span(document.source.line_of(match.start()) - 1)
        labels = dict.fromkeys(split_citations(document.text(line))[0])
        cited = "; ".join(f"{label.upper()}: {words[label]}" for label in labels if label in words)
        yield Found(
            line,
            f"code doubts this claim{f', which cites {cited}' if cited else ''}",
            "compare the two, then delete the words `Check this first:`, or correct the claim",
        )


@rule("AW902", "questions are answered", ERROR_WHEN_PUBLISHED, many="{} questions are open")
def open_questions(document: PostMortem, _: object) -> Iterator[Found]:
    """Find open questions.

    An open question is honest in a draft. A published document says what is known, and what cannot be known.

    Bad:
        **Unknown, needs investigation:** how many users?

    Good:
        The number of users is not known: requests of that day were not logged.
    """
    for unknown in document.open_questions:
        yield Found(
            unknown.span,
            "a question is still open",
            "write the answer in its place, or say in a sentence that it cannot be known",
            place=title_of_section(document, unknown.span),
        )


@rule("AW903", "no placeholders remain", ERROR_WHEN_PUBLISHED, many="{} placeholders remain")
def placeholders(document: PostMortem, _: object) -> Iterator[Found]:
    """Find placeholders in a document that is in review or published.

    Readers cannot tell a forgotten placeholder from an answer. Write `unknown` for what is not known: it is counted and
    shown.

    Bad:
        About TBD users were affected.

    Good:
        How many users were affected is not known.
    """
    if is_draft(document):
        return
    text = document.source.readable
    matches = [*prose_matches(document, _BRACKETS)]
    if any(word in text for word in _WORDS):  # looking for the words first takes a tenth of the time
        matches += prose_matches(document, _PLACEHOLDER)
    spans = [(match.group(), Span(*match.span())) for match in matches]
    if document.front_span:
        values = _VALUE.finditer(text, document.front_span.start, document.front_span.end)
        spans += [(match["word"], Span(*match.span("word"))) for match in values]
    reported = _reported_elsewhere(document) if spans else ()
    for found, span in spans:
        if span.start not in reported:
            yield Found(span, f"`{found}` is a placeholder, not an answer", "write it; `unknown` is an answer")
    for match in _GUIDANCE.finditer(text, document.body_start):
        yield Found(Span(*match.span()), "the template's guidance is still here", "delete the comment")


def _reported_elsewhere(document: PostMortem) -> set[int]:
    """Return offsets in cells whose placeholders other rules report: the action, and an open item's owner and end."""
    return {
        place
        for item in document.actions
        for name, cell in item.cells.items()
        if name == "Action" or (name in ("Owner", "Done when") and item.status == "open")
        if says_nothing(item.text(name))
        for place in range(cell.span.start, cell.span.end)
    }


@rule(
    "AW904",
    "derived blocks are as they were derived",
    NOTE,
    many="{} derived blocks were edited, so they are not refreshed any more",
)
def edited_blocks(document: PostMortem, _: object) -> Iterator[Found]:
    """Find derived text that a person changed. An answered question is not one.

    An edited block belongs to its editor: it is not refreshed with new facts and evidence.

    Bad:
        <!-- afterword:derived impact 030f5f8d437a -->
        130 users
        <!-- /afterword:derived -->

    Good:
        <!-- afterword:derived impact 030f5f8d437a -->
        120 users
        <!-- /afterword:derived -->
    """
    for block in document.derived:
        if not block.untouched and not block.asks:
            yield Found(
                Span(block.span.start, block.span.start),
                f"the derived block `{block.name}` was edited, so it is not refreshed any more",
                "delete its two markers if it is to stay yours; delete what is between to have it derived again",
                place=block.name,
            )


@rule(
    "AW907",
    "proposed values are accepted, changed, or declined",
    ERROR_WHEN_PUBLISHED,
    many="{} values are only proposed",
)
def proposals(document: PostMortem, _: object) -> Iterator[Found]:
    """Find values of the front matter that Afterword took from evidence and that await acceptance.

    What is only proposed is in no statistics, list, or external edition, and does not answer what the status requires.
    Delete the comment to accept a value, change the value, or delete its key to decline it.

    Bad:
        detected: 2026-04-16T17:32Z # proposed, E7

    Good:
        detected: 2026-04-16T17:32Z
    """
    required = [tuple(key.split(".")) for key in keys_only_proposed(document)] if document.proposed else []
    for value in document.proposed:
        is_required = any(key[: len(value.path)] == value.path[: len(key)] for key in required)
        yield Found(
            _comment(document, value),
            f"`{value.name}` is only proposed",
            f"check it, then delete the comment or run `afterword accept {document.id} KEY`; delete the key to decline",
            levels=ERROR_FROM_REVIEW if is_required else None,
            place=value.name,
        )


@rule(
    "AW908",
    "comments of proposals are on proposals",
    NOTE,
    many="{} values were changed, so they are not proposals any more",
)
def left_over_comments(document: PostMortem, _: object) -> Iterator[Found]:
    """Find values that a person changed and that still have the comment of a proposal.

    A changed value is the person's and counts. The comment would tell readers that it does not.

    Bad:
        detected: 2026-04-16T17:40Z # proposed, E7
        drafted: {values: {incident.detected: 3fa9c1d2}}

    Good:
        detected: 2026-04-16T17:40Z
    """
    for value in document.proposals:
        if value.is_changed:
            yield Found(
                _comment(document, value),
                f"`{value.name}` was changed, so it is not a proposal any more",
                "delete the comment",
                fix=(accept_value(value),),
                place=value.name,
            )


def _comment(document: PostMortem, value: ProposedValue) -> Span:
    """Return the comment of a proposed value without the blanks before it."""
    return Span(value.comment.end - len(document.text(value.comment).lstrip()), value.comment.end)


_OUTSIDE = ("customer", "public")


@rule("AW906", "incidents noticed outside are external or say why not", ERROR_FROM_REVIEW)
def hidden(document: PostMortem, _: object) -> Iterator[Found]:
    """Find incidents that people outside detected, with an internal document and no reason.

    The people affected will hear of it. Keeping it internal is a decision, which needs a reason.

    Bad:
        visibility: internal   # and `detection: customer`

    Good:
        visibility: internal
        visibility_reason: the only customer affected was told in person
    """
    front = document.front
    if front.incident is None or front.incident.detection not in _OUTSIDE:
        return
    if front.visibility == "external" or front.visibility_reason:
        return
    yield Found(
        at(document, "visibility") if front.visibility else at(document, "incident", "detection"),
        f"detected by a {front.incident.detection}, and internal without a reason"
        if front.incident.detection == "customer"
        else "detected by the public, and internal without a reason",
        "write `visibility: external`, or the reason: `visibility_reason: …`",
    )


RULES = (
    notices, unclear_notices, doubted_claims, open_questions, placeholders, edited_blocks, hidden, proposals,
    left_over_comments,
)  # fmt: skip
