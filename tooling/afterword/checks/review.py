"""AW9xx: whether people have looked at it: drafts, open questions, placeholders, and who may read it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.checks.blanks import says_nothing
from afterword.checks.locations import at, prose_matches
from afterword.checks.rule import FROM_PUBLICATION, FROM_REVIEW, TOLD, Context, Found, Rule
from afterword.postmortem import PostMortem, Span, draft_notice, outline
from afterword.postmortem.edit import derived_text

# `TODO` alone is also a word of programmers ("left TODO comments"): it counts where something was to follow, or alone.
_PLACEHOLDER = re.compile(
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
_BRACKETS = re.compile(
    r"<(?:your |the |insert )?(?:name|date|time|title|number|owner|team|service|model|url|link|description|text|todo|"
    r"placeholder)>"
)
_VALUE = re.compile(
    r"(?:[:,\[{][ \t]*|-[ \t]+)[\"']?"
    r"(?P<word>(?:TODO|TBD|TBA|FIXME|XXX|[Tt]o be (?:decided|defined|determined)|[Ff]ill in)\b|\?{2,}|\[fill in\])",
    re.MULTILINE,
)
_GUIDANCE = re.compile(
    f"<!-- (?:{'|'.join(re.escape(kind.guidance) for kind in (*outline.SECTIONS, *outline.ROOT_CAUSE_PARTS))}) -->"
)


def notices(document: PostMortem, _: Context) -> Iterator[Found]:
    """Sections that a model drafted and nobody accepted."""
    for section, notice in document.notices:
        yield Found(
            notice.span,
            f"`{section.title}` was drafted by {notice.model} and is not reviewed",
            f"check it, then delete the note or run `afterword accept {document.id} '{section.title}'`",
        )


def open_questions(document: PostMortem, _: Context) -> Iterator[Found]:
    """Questions that still need investigation."""
    for unknown in document.open_questions:
        yield Found(
            unknown.span,
            "a question is still open",
            "answer it, or say in a sentence that it cannot be known",
        )


def placeholders(document: PostMortem, _: Context) -> Iterator[Found]:
    """What stands where an answer was to be, in a document that is said to be ready."""
    if document.front.status not in ("in-review", "published"):
        return
    text = document.source.readable
    matches = [*prose_matches(document, _BRACKETS)]
    if any(word in text for word in _WORDS):  # looking for the words first takes a tenth of the time
        matches += prose_matches(document, _PLACEHOLDER)
    spans = [(match.group(), Span(*match.span())) for match in matches]
    if document.front_span:
        values = _VALUE.finditer(text, document.front_span.start, document.front_span.end)
        spans += [(match["word"], Span(*match.span("word"))) for match in values]
    told = _told_elsewhere(document) if spans else ()
    for found, span in spans:
        if span.start not in told:
            yield Found(span, f"`{found}` stands where an answer was to be", "write it; `unknown` is an answer")
    for match in _GUIDANCE.finditer(text, document.body_start):
        yield Found(Span(*match.span()), "the template's guidance is still here", "delete the comment")


def _told_elsewhere(document: PostMortem) -> set[int]:
    """Places in rows without an action, and in open ones without owner or end: the rules about these tell them."""
    return {
        place
        for item in document.actions
        for name, cell in item.cells.items()
        if name == "Action" or (name in ("Owner", "Done when") and item.status == "open")
        if says_nothing(item.text(name))
        for place in range(cell.span.start, cell.span.end)
    }


def edited_blocks(document: PostMortem, _: Context) -> Iterator[Found]:
    """Derived text that a person changed, which the tool leaves alone from then on; an answered question is none."""
    for block in document.derived:
        if not block.untouched and not block.asks:
            yield Found(
                Span(block.span.start, block.span.start),
                f"the derived block `{block.name}` was edited, so it is not refreshed any more",
                "delete its two markers if it is to stay yours; delete what is between to have it derived again",
            )


_OUTSIDE = ("customer", "public")


def hidden(document: PostMortem, _: Context) -> Iterator[Found]:
    """Incidents that people outside noticed, kept inside without a reason."""
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
    Rule(
        "AW901",
        "drafted sections are reviewed",
        "A model's sentence is worth what the person who checked it is worth. Deleting the note is that person's act.",
        f"> {draft_notice.ALERT}\n> {draft_notice.sentence('MODEL')}",
        "the section without its note",
        notices,
        FROM_REVIEW,
    ),
    Rule(
        "AW902",
        "questions are answered",
        "An open question is honest in a draft. A published document says what is known, and what cannot be known.",
        "**Unknown, needs investigation:** how many users?",
        "The number of users is not known: requests of that day were not logged.",
        open_questions,
        FROM_PUBLICATION,
    ),
    Rule(
        "AW903",
        "nothing is left to be filled in",
        "A reader cannot tell a forgotten placeholder from an answer. What is not known is `unknown`, which is counted "
        "and shown.",
        "About TBD users were affected.",
        "How many users were affected is not known.",
        placeholders,
        FROM_PUBLICATION,
    ),
    Rule(
        "AW904",
        "derived blocks are as they were derived",
        "Once a person edits one it is theirs: it stays as it is when facts and evidence grow.",
        derived_text("impact", "120 users").replace("120 users", "130 users"),
        derived_text("impact", "120 users"),
        edited_blocks,
        TOLD,
    ),
    Rule(
        "AW906",
        "what people outside noticed is external, or says why not",
        "Those who were affected learn of it one way or another. Keeping it inside is a decision, which has a reason.",
        "visibility: internal   # and `detection: customer`",
        "visibility: internal\nvisibility_reason: the only customer affected was told in person",
        hidden,
        FROM_REVIEW,
    ),
)
