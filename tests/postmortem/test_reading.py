"""Reading is total, located and deterministic."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from afterword.postmortem import PostMortem, Span, State, read, yamltree
from afterword.postmortem.yamltree import Scalar
from postmortem.documents import FULL, NASTY, PATH, STYLES, Style, document, facts, lines

LINES = (
    *NASTY, "---", "## Summary", "##Summary", "### What changed", "## Timeline", "## Action items", "Summary",
    "-------", "===", "# Title", "- 2026-01-01 10:00Z — **detected:** x [^e1]", "  continued", "| Action | Owner |",
    "|---|---|", "| a \\| b | @c |", "| a |", "a | b", "```yaml", "# afterword: eval-case", "id: x", "```", "~~~~",
    "    indented", "\tindented", "> [!NOTE]", "> Drafted from evidence by m, not yet reviewed.", "> ",
    "<!-- afterword:derived x 0123456789ab -->", "<!-- /afterword:derived -->",
    "**Unknown, needs investigation:** q", "[^e1]: note", "[^e1]:", "<div>", "</div>", "", "", "1. one", "* two",
    "schema: 1", "title: x", "incident:", "  started: 2026", "models: [{", "a: &b c", "*b", "? k", "a: |",
)  # fmt: skip
MARKDOWN = st.lists(st.sampled_from(LINES), max_size=25).flatmap(
    lambda chosen: st.sampled_from(["\n", "\r\n", "\r"]).map(lambda newline: newline.join(chosen))
)
WITH_FRONT = st.tuples(MARKDOWN, MARKDOWN).map(lambda two: f"---\n{two[0]}\n---\n{two[1]}")


def inside(found: PostMortem, span: Span) -> str:
    """The text of a span, which lies within the file."""
    assert 0 <= span.start <= span.end <= len(found.source.readable), span
    return span.of(found.source.readable)


def check_front_matter(found: PostMortem) -> None:
    for problem in found.problems:
        inside(found, problem.span)
        assert problem.message, problem
        assert problem.remedy, problem
    for _, node in yamltree.walk(found.tree):
        text = inside(found, node.span)
        if isinstance(node, Scalar) and node.style == "" and text[:1] not in ("&", "!"):
            assert text.split() == node.text.split()


def check_sections(found: PostMortem) -> None:
    for section in found.walk():
        inside(found, section.span)
        assert section.span.start == section.heading.start <= section.heading.end <= section.body.start
        assert section.body.end == section.span.end
        for part, following in pairwise(section.parts):
            assert part.span.end == following.span.start
        for part in section.parts:
            assert section.body.start <= part.span.start <= part.span.end <= section.span.end
        if "\n" not in section.title:
            assert section.title in inside(found, section.heading)
        if section.notice:
            assert "Drafted" in inside(found, section.notice.span)


def check_ends(found: PostMortem) -> None:
    """What is shown of a line is shown without its newline."""
    shown = [section.heading for section in found.walk()]
    for things in (found.events, found.footnotes, found.open_questions, found.eval_cases, found.derived, found.actions):
        shown += [thing.span for thing in things]
    for span in shown:
        assert not inside(found, span).endswith(("\r", "\n"))


def check_marks(found: PostMortem) -> None:
    for block in found.derived:
        assert inside(found, block.span).lstrip().startswith("<!--")
        assert not block.is_closed or inside(found, block.span).rstrip().endswith("-->")
        assert block.span.start <= block.content.start <= block.content.end
        assert not block.is_closed or block.content.end <= block.span.end
    for case in found.eval_cases:
        assert "# afterword: eval-case" in inside(found, case.span)
    for footnote in found.footnotes:
        assert f"[^{footnote.label}]:" in inside(found, footnote.span)
    for label, span in found.citations:
        assert inside(found, span) == f"[^{label}]"
    for question in found.open_questions:
        assert question.question in inside(found, question.span)


def check_tables(found: PostMortem) -> None:
    for event in found.events:
        inside(found, event.span)
    for item in found.actions:
        row = inside(found, item.span)
        assert "\n" not in row
        assert "\r" not in row
        for cell in item.cells.values():
            assert inside(found, cell.span).replace("\\|", "|") == cell.text
            assert item.span.start <= cell.span.start <= cell.span.end <= item.span.end


def check(data: bytes) -> PostMortem:
    found = read(data, PATH)
    assert found.source.encode() == data
    for part in (check_front_matter, check_sections, check_marks, check_tables, check_ends):
        part(found)
    assert read(data, PATH) == found
    return found


@given(st.binary(max_size=400))
@example(b"---\n\xff: \xfe\n---\n## \xff\n")
@example(b"\xef\xbb\xbf")
@example(b"---")
@example(b"---\n---")
@example(b"---\r---\r")
@example(b"---\n\x00\n---\n\x00")
def test_any_bytes_can_be_read_and_written_back(data: bytes) -> None:
    check(data)


@given(MARKDOWN)
def test_any_markdown_can_be_read(text: str) -> None:
    check(text.encode())


@given(WITH_FRONT)
@example("---\n\ufeffschema: 1\ntitle: abc\n---\n")
@example("---\nschema: 1\n\ufefftitle: abc\n---\n")
@example("---\na: [&b *b, {c}]\n? d\n---\n")
def test_any_front_matter_can_be_read(text: str) -> None:
    check(text.encode())


@given(st.tuples(st.sampled_from(STYLES), st.integers(0, len(FULL)), st.integers(0, 80), st.sampled_from(LINES)))
def test_document_with_any_damage_can_be_read(damage: tuple[Style, int, int, str]) -> None:
    style, at, length, put_in = damage
    check(style.write(FULL[:at] + put_in + FULL[at + length :]))


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_every_style_reads_the_same(style: Style) -> None:
    """The newlines, a byte order mark, tabs and the missing last newline change nothing of what a document says."""
    found = check(style.write(FULL))
    expected, actual = facts(document()), facts(found)
    if style.tabs:
        for name in ("derived", "sections"):  # their text holds the tabs themselves
            expected.pop(name)
            actual.pop(name)
    assert actual == expected


def test_stray_byte_order_mark_moves_no_position() -> None:
    found = read("---\n\ufeffschema: 1\ntitle: abc\n---\n".encode(), PATH)
    assert [found.text(node.span) for node in found.tree.values.values()] == ["1", "abc"]


def test_whole_document_is_read() -> None:
    found = document()
    assert [p.message for p in found.problems] == ["`factors` has no value"]
    front = found.front
    assert (front.title, str(front.owner), front.severity) == ("Bot: invents a policy", "@octocat", "SEV2")
    assert front.incident is not None
    assert str(front.incident.detected) == "2026-04-16T16:30Z"
    assert [(e.kind, e.text, str(e.when)) for e in found.events] == [
        ("first symptom", "Wrong answers.", "2026-04-16T17:00Z"),
        ("detected", "A customer wrote.", "2026-04-16T16:30Z"),
        ("", "month only", "2026-04"),
        ("change", "somebody changed it", "unknown"),
    ]
    assert [(i.id, i.action, str(i.owner), str(i.due), str(i.issue)) for i in found.actions] == [
        ("A1", "Add the case | two", "@octocat", "2026-04-24", "#482"),
        ("A2", "Keep `a | b`", "TBD", "None", "None"),
        ("A3", "short row", "None", "None", "None"),
    ]
    assert found.actions[0].details == "More about it."
    assert [s.title for s in found.sections] == [
        "Summary",
        "Timeline",
        "Root cause",
        "Impact",
        "Sample failing outputs",
        "Eval coverage gap",
        "Action items",
        "House rules",
        "Evidence",
    ]
    assert [(s.title, n.model) for s, n in found.notices] == [("What changed", "m1")]
    assert found.section("Immediate cause").own_state is State.UNANSWERED  # type: ignore[union-attr]
    assert [(c.case.id, c.case.must_not) for c in found.eval_cases] == [
        ("no-invented-policy", [{"regex": "full refund"}])
    ]
    assert [(d.name, d.untouched) for d in found.derived] == [("impact", True)]
    assert [(f.label, f.text) for f in found.footnotes] == [("e1", "slack, 2026-04-16 17:32Z, on-call")]
    assert [label for label, _ in found.citations] == ["e1", "e1"]
    assert [q.question for q in found.open_questions] == ["why did it break?"]


@given(MARKDOWN)
def test_sections_begin_where_markdown_it_finds_headings(text: str) -> None:
    found = read(text.encode(), PATH)
    if found.front_span:
        return
    parser = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
    tokens = parser.parse(text)
    headings = [
        (int(token.tag[1]), token.map[0])
        for token in tokens
        if token.type == "heading_open" and token.level == 0 and token.tag in ("h2", "h3", "h4") and token.map
    ]
    # Headings in footnotes are moved to the end of the token list, and count at no level of ours.
    assert [(s.level, found.line(s.heading) - 1) for s in found.walk()] == headings


@given(WITH_FRONT)
def test_lines_of_problems_are_lines_of_the_file(text: str) -> None:
    found = read(text.encode(), PATH)
    count = lines(found, text).count("\n") + 1
    assert all(1 <= found.line(problem.span) <= count for problem in found.problems)


def test_open_question_keeps_its_code() -> None:
    found = read(b"- **Unknown, needs investigation:** why did `refund | x` fail?\n", PATH)
    assert [q.question for q in found.open_questions] == ["why did `refund | x` fail?"]


def test_markers_in_code_are_text() -> None:
    text = "`[^e1]` ``[^e2] ` `` [^e3]\n\n"
    text += "```\n[^e4]\n**Unknown, needs investigation:** q\n```\n\n    [^e5]\n\n\\`[^e6]\\`\n"
    found = read(text.encode(), PATH)
    assert [label for label, _ in found.citations] == ["e3", "e6"]
    assert found.open_questions == ()


def test_zone_in_the_head_of_a_timeline_is_that_of_its_times() -> None:
    rows = "| 2026-04-16 17:00 | one |\n| 2026-04-16 19:00+02:00 | two |\n| 2026-04-16 | three |\n| unknown | four |\n"
    for head, first in (("Time (UTC)", "2026-04-16T17:00Z"), ("When, GMT", "2026-04-16T17:00Z"), ("Time", "None")):
        text = f"---\nschema: 1\n---\n\n## Timeline\n\n| {head} | What |\n|---|---|\n{rows}\n### 2026-04-17\n\n"
        text += f"| {head} | What |\n|---|---|\n| 08:15 | five |\n"
        found = [str(event.when) for event in read(text.encode(), "postmortems/2026-04-16-x.md").events]
        assert found[:4] == [first, "2026-04-16T17:00Z", "2026-04-16", "unknown"]
        assert found[4] == (first if first == "None" else "2026-04-17T08:15Z")
