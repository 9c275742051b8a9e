"""Read headings as sections, and whether each says something."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from afterword.postmortem import draft_notice
from afterword.postmortem.blocks import Block
from afterword.postmortem.body import Body
from afterword.postmortem.document import Section, State
from afterword.postmortem.draft_notice import Notice, SharedNotice
from afterword.postmortem.headings import recogniser
from afterword.postmortem.markers import is_open_question
from afterword.postmortem.outline import SectionKind
from afterword.postmortem.problems import ProblemKind, Problems
from afterword.postmortem.shared_notice import cover, read_shared_notice, read_torn_notice
from afterword.postmortem.source import Span
from afterword.text.comments import without_comments

_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?:[ \t][^\r\n]*)?(?=[\r\n]|\Z)", re.MULTILINE)
_QUOTE_MARK = re.compile(r"^ {0,3}>[ \t]?")


@dataclass
class _Open:
    level: int
    title: str
    heading: Block | None
    kind: SectionKind | None
    blocks: list[Block] = field(default_factory=list)
    parts: list[Section] = field(default_factory=list)


def read_sections(
    body: Body,
    problems: Problems,
    recognise: Callable[[str, int], SectionKind | None] | None = None,
    recorded: Sequence[str] = (),
) -> tuple[tuple[Section, ...], tuple[SharedNotice, ...]]:
    """Read the H2 sections with their parts, and the draft notices that they share.

    Two headings that name the same section (or, within one section, the same part) are a problem at the second.

    Args:
        body: the blocks.
        problems: problems are added here.
        recognise: returns the section of the outline that a heading of a level names; None for that of post-mortems.
        recorded: the names of the sections that were ever drafted or assembled.
    """
    shared = {block.start: notice for block in body.blocks if (notice := read_shared_notice(body, block))}
    if recognise is None:
        recognise = recogniser((block.content, _level(block)) for block in body.blocks)
    root = _Open(1, "", None, None)
    stack = [root]
    for block in body.blocks:
        level = _level(block)
        if level > 4:
            stack[-1].blocks.append(block)
            continue
        _close(stack, level, body.line_start(block.start), body, shared)
        if level >= 2:
            stack.append(_Open(level, block.content.strip(), block, recognise(block.content, level)))
    _close(stack, 2, body.span.end, body, shared)
    _report_open_comments(body, problems)
    _report_conflicts(body, problems)
    for sections in (root.parts, *(section.parts for section in root.parts)):
        _report_duplicates(sections, problems)
    above = (block for block in root.blocks if block.start not in shared)
    torn = filter(None, (read_torn_notice(body, block, recorded) for block in above))
    return cover(root.parts, sorted((*shared.values(), *torn), key=lambda notice: notice.span), recorded)


def _level(block: Block) -> int:
    """The level of a heading; 6 for any other block."""
    return int(block.tokens[0].tag[1]) if block.kind == "heading" else 6


def _report_open_comments(body: Body, problems: Problems) -> None:
    """Report comments that are never closed: they hide the rest of the document from every renderer."""
    for block in body.blocks:
        if block.kind == "html_block" and block.content.lstrip().startswith("<!--") and "-->" not in block.content:
            message = "this comment is not closed, and hides everything below it"
            problems.report(ProblemKind.BAD_MARKER, body.line_span(block.start), message, "close it with `-->`")


def _report_conflicts(body: Body, problems: Problems) -> None:
    """Report what git writes at both ends of a merge conflict: `=======` between them makes a heading of the text."""
    if match := next(body.prose_matches(_CONFLICT), None):
        message = "this is the mark of a merge conflict"
        problems.report(
            ProblemKind.BAD_MARKER, Span(*match.span()), message, "resolve the conflict, and delete its marks"
        )


def _close(stack: list[_Open], level: int, end: int, body: Body, shared: Mapping[int, SharedNotice]) -> None:
    while len(stack) > 1 and stack[-1].level >= level:
        section = _section(stack.pop(), end, body, shared)
        stack[-1].parts.append(section)


def _section(opened: _Open, end: int, body: Body, shared: Mapping[int, SharedNotice]) -> Section:
    assert opened.heading is not None
    start, after = body.line_start(opened.heading.start), body.line_start(opened.heading.end)
    blocks = [block for block in opened.blocks if block.start not in shared or shared[block.start].rest]
    state, notice = _judge(blocks, body)
    heading = Span(start, body.line_span(opened.heading.end - 1).end)
    return Section(
        kind=opened.kind,
        title=opened.title,
        level=opened.level,
        heading=heading,
        span=Span(start, end),
        body=Span(min(after, end), end),
        own_state=state,
        own_notice=notice,
        parts=tuple(opened.parts),
    )


def _judge(blocks: list[Block], body: Body) -> tuple[State, Notice | None]:
    # A notice below text counts, too: a draft must not look reviewed because a line was put above the notice.
    quotes = (block for block in blocks if block.kind == "blockquote")
    notices = [(block, *found) for block in quotes if (found := _notice(block, body))]
    notice = notices[0][1] if notices else None
    bare = {block.start for block, _, said in notices if not said}
    state = State.EMPTY
    for block in blocks:
        if _says_nothing(block):
            continue
        if block.start not in bare and not _is_unknown(block):
            return State.ANSWERED, notice
        state = State.UNANSWERED
    return state, notice


def _says_nothing(block: Block) -> bool:
    """Whether a block is a rule, a footnote, a comment, or a table of only a header."""
    if block.kind == "html_block":
        return not without_comments(block.content).strip()
    if block.kind == "table":
        return not any(token.type == "tbody_open" for token in block.tokens)
    return block.kind in ("hr", "footnote_reference")


def _notice(block: Block, body: Body) -> tuple[Notice, str] | None:
    """Find the notice at the start of a block quote, and what a person wrote into the quote after it."""
    lines = [body.line_text(line) for line in range(block.start, block.end)]
    texts = [_QUOTE_MARK.sub("", line) for line in lines]
    text = "\n".join(texts)
    if (found := draft_notice.find_notice(text)) is None:
        return None
    model, end = found
    span, rest = body.lines_span(block.start, block.end), text[end:].strip("> \t\n")
    if rest:
        last = text.count("\n", 0, end)
        column = end - (text.rfind("\n", 0, end) + 1) + len(lines[last]) - len(texts[last])
        span = Span(span.start, body.line_start(block.start + last) + column)
    return Notice(model, span), rest


def _is_unknown(block: Block) -> bool:
    """Whether every paragraph of the block asks a question that is still open."""
    texts = [token.content for token in block.tokens if token.type in ("inline", "fence", "code_block", "html_block")]
    return bool(texts) and all(map(is_open_question, texts))


def _report_duplicates(sections: Iterable[Section], problems: Problems) -> None:
    seen: dict[str, Section] = {}
    for section in sections:
        key = section.name.casefold()
        if key in seen:
            problems.report(
                ProblemKind.DUPLICATE_HEADING,
                section.heading,
                f"`{section.title}` names the same section as `{seen[key].title}` above",
                "merge the two; only the first is read",
            )
        seen.setdefault(key, section)
