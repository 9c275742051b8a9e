"""What Afterword marks inside a body: derived blocks, open questions, footnotes, eval cases."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from afterword.postmortem import frontmatter, yamltree
from afterword.postmortem.body import Body
from afterword.postmortem.document import DerivedBlock, EvalCaseBlock, Footnote, OpenQuestion
from afterword.postmortem.eval_case import WrittenCase
from afterword.postmortem.outline import SectionKind
from afterword.postmortem.problems import ProblemKind, Problems
from afterword.postmortem.source import Span
from afterword.text.newlines import with_lf

OPEN_QUESTION_MARKER = "**Unknown, needs investigation:**"
CHECK_FIRST_MARKER = "**Check this first:**"
"""Before a claim that code doubts."""
EVAL_CASE_MARKER = "# afterword: eval-case"

_OPENING = re.compile(r"<!--\s*afterword:derived\s+(?P<name>[a-z0-9.-]+)\s+(?P<digest>[0-9a-f]{12})\s*-->")
_END_MARKER = "<!-- /afterword:derived -->"
_LOWEST_SECTION = "h3"
"""The headings that end a block; those of causes are inside one."""
_CLOSING = re.compile(r"<!--\s*/afterword:derived\s*-->")
_CITATION = re.compile(r"\[\^([^\]\s]{1,200})\](?!:)")  # bounded, so that a line of `[^[^[^` costs no square
_MARGIN = re.compile(r"\s*(?:[-*+]\s+)?")
_OPEN_QUESTION = re.compile(_MARGIN.pattern + re.escape(OPEN_QUESTION_MARKER))


def digest(content: str) -> str:
    """Compute the digest of a derived block's content, the same under every newline style."""
    lines = with_lf(content).strip("\n")
    return hashlib.sha256(lines.encode("utf-8", "replace")).hexdigest()[:12]


def write_derived(name: str, content: str, *, is_closed: bool = True) -> str:
    """Write a derived block, without a newline at its end.

    Args:
        name: of the block.
        content: its Markdown.
        is_closed: whether a marker ends it; one that is the last of its section needs none.
    """
    body = content.strip("\n")
    closing = f"\n{_END_MARKER}" if is_closed else ""
    return f"<!-- afterword:derived {name} {digest(body)} -->\n{body}{closing}"


def read_derived(body: Body, problems: Problems) -> tuple[DerivedBlock, ...]:
    """Read the derived blocks; without a closing marker a block ends with its section.

    A closing marker without its partner is a problem and marks nothing.
    """
    found: list[DerivedBlock] = []
    opened: tuple[re.Match[str], Span, int] | None = None
    for block in body.blocks:
        if opened and block.kind == "heading" and block.tokens[0].tag <= _LOWEST_SECTION:
            found.append(_derived(body, *opened, body.line_start(block.start)))
            opened = None
        if block.kind != "html_block" or "afterword:derived" not in block.content:
            continue
        span = body.lines_span(block.start, block.end)
        marker = block.content.strip()
        if opening := _OPENING.fullmatch(marker):
            if opened:
                found.append(_derived(body, *opened, span.start))
            opened = (opening, span, body.line_start(block.end))
        elif _CLOSING.fullmatch(marker):
            if not opened:
                _report_unpaired(span, problems)
                continue
            found.append(_derived(body, *opened, body.line_start(block.start), span))
            opened = None
        else:
            _report_unpaired(span, problems)
    if opened:
        found.append(_derived(body, *opened, body.span.end))
    return tuple(found)


def _derived(
    body: Body, match: re.Match[str], start: Span, content_start: int, end: int, closing: Span | None = None
) -> DerivedBlock:
    """Make a block of its opening marker, and of the offset of its end or its closing marker."""
    content = Span(content_start, max(content_start, end))
    text = content.of(body.source.readable)
    untouched = digest(text) == match["digest"]
    last = closing or (content if text.strip() else start)
    whole = Span(start.start, last.start + len(last.of(body.source.readable).rstrip()))
    return DerivedBlock(match["name"], match["digest"], whole, content, untouched, closing is not None)


def _report_unpaired(span: Span, problems: Problems) -> None:
    problems.report(
        ProblemKind.BAD_MARKER,
        span,
        "this marker of a derived block has no partner",
        "delete the marker (the text is yours then), or restore the other one",
    )


def is_open_question(text: str) -> bool:
    """Whether a text begins with the marker of an open question, perhaps as a list item."""
    return bool(_OPEN_QUESTION.match(text))


def read_open_questions(body: Body) -> tuple[OpenQuestion, ...]:
    """Read the lines that say what is unknown."""
    questions = []
    for match in body.prose_matches(re.compile(re.escape(OPEN_QUESTION_MARKER))):
        span = body.line_span(body.line_at(match.start()))
        if _MARGIN.fullmatch(body.source.readable, span.start, match.start()):
            questions.append(OpenQuestion(body.source.readable[match.end() : span.end].strip(), span))
    return tuple(questions)


def read_footnotes(body: Body) -> tuple[tuple[Footnote, ...], tuple[tuple[str, Span], ...]]:
    """Read the footnote definitions, and the places that cite one."""
    definitions = []
    for block in body.blocks:
        if block.kind == "footnote_reference":
            label = str(block.tokens[0].meta.get("label", ""))
            definitions.append(Footnote(label, block.content, body.lines_span(block.start, block.end)))
    citations = tuple((match[1], Span(*match.span())) for match in body.prose_matches(_CITATION))
    return tuple(definitions), citations


def is_outlines_question(paragraph: str, kind: SectionKind) -> bool:
    """Whether a paragraph asks one of the questions of the outline about a section; citations do not count."""
    return is_open_question(paragraph) and question_words(paragraph) in kind.questions


def question_words(paragraph: str) -> str:
    """Return the words of an open question, on one line, without its marker and citations."""
    return split_citations(paragraph)[1].removeprefix(OPEN_QUESTION_MARKER).strip()


def questions_digest(questions: str) -> str:
    """Compute the digest of the words of open questions; citations and line ends do not count."""
    text = split_citations(questions)[1]
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]


def split_citations(text: str) -> tuple[tuple[str, ...], str]:
    """Split a text into the labels that it cites and the text without them."""
    return tuple(_CITATION.findall(text)), " ".join(_CITATION.sub("", text).split())


def read_eval_cases(body: Body, problems: Problems) -> tuple[EvalCaseBlock, ...]:
    """Read the eval cases: `yaml` fences whose first line marks them."""
    cases = []
    for block in body.blocks:
        token = block.tokens[0]
        if block.kind != "fence" or not token.content.lstrip().startswith(EVAL_CASE_MARKER):
            continue
        span = body.lines_span(block.start, block.end)
        if token.info.lower().split()[:1] not in (["yaml"], ["yml"]):
            message = "an eval case is a `yaml` block"
            problems.report(ProblemKind.BAD_EVAL_CASE, span, message, "begin the block with ```yaml")
            continue
        start = body.line_start(block.start + 1)
        end = body.line_start(block.start + 1 + len(token.content.removesuffix("\n").split("\n")))
        tree, found = yamltree.read(Span(start, end).of(body.source.readable), start)
        case = frontmatter.bind(WrittenCase, tree, found)
        problems += [replace(problem, kind=ProblemKind.BAD_EVAL_CASE) for problem in found]
        cases.append(EvalCaseBlock(case, tree, span))
    return tuple(cases)
