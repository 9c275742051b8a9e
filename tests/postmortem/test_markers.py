"""What Afterword marks in a body, with its place: derived blocks, open questions, footnotes, eval cases."""

from __future__ import annotations

import pytest

from afterword.postmortem import PostMortem, read
from afterword.postmortem.markers import digest, is_open_question, split_citations, write_derived
from postmortem.documents import PATH

FRONT = "---\nid: 2026-04-16-support-bot\n---\n"
OPEN = "**Unknown, needs investigation:**"
BEGIN, END = "<!-- afterword:derived {} 0123456789ab -->", "<!-- /afterword:derived -->"


def document(body: str) -> PostMortem:
    return read((FRONT + body).encode(), PATH)


def problems(found: PostMortem) -> list[tuple[str, str]]:
    return [(found.text(one.span), one.message) for one in found.problems]


def test_digest_is_that_of_the_text_whatever_its_newlines() -> None:
    assert digest("a\nb") == digest("\na\r\nb\r\n") == digest("a\rb") == "7e18f737311b"
    assert digest("a b") != digest("a\nb")
    assert len(digest("\udcff")) == 12


def test_derived_block_is_written_between_markers() -> None:
    assert write_derived("x.y", "\n a\n\n") == (
        "<!-- afterword:derived x.y 7de598b3ff8a -->\n a\n<!-- /afterword:derived -->"
    )


@pytest.mark.parametrize(("name", "asks"), [("questions", True), ("questions.impact", True), ("impact", False)])
def test_derived_block_is_read_back(name: str, asks: bool) -> None:
    written = write_derived(name, "z")
    found = document(f"a\n\n{written}\n\nb\n")
    (block,) = found.derived
    assert (block.name, block.digest, block.untouched, block.asks) == (name, digest("z"), True, asks)
    assert found.text(block.span) == written
    assert found.text(block.content) == "z\n"
    assert not document(f"a\n\n{written.replace('z', 'y')}\n").derived[0].untouched


def test_derived_block_without_an_end_is_its_section_up_to_the_next_heading() -> None:
    written = write_derived("models", "a\n#### one\nb", is_closed=False)
    found = document(f"## Model\n{written}\n\n### Notes\n\nMine.\n")
    (block,) = found.derived
    assert (block.untouched, block.is_closed) == (True, False)
    assert found.text(block.span) == written
    assert not document(f"## Model\n{written}\n\nMine.\n").derived[0].untouched


NO_PARTNER = "this marker of a derived block has no partner"


@pytest.mark.parametrize(
    ("body", "names", "unpaired"),
    [
        (f"{BEGIN.format('a')}\nx\n\n{END}\n", ["a"], []),
        (f"{BEGIN.format('a')}\n\n{END}\n", ["a"], []),
        (f"{BEGIN.format('a')}\n\nx\n", ["a"], []),
        (f"{BEGIN.format('a')}\n\nx\n\n## Impact\n\n{BEGIN.format('b')}\ny\n", ["a", "b"], []),
        (f"{END}\n", [], [END]),
        (
            f"{END}\n\n{BEGIN.format('a')}\n\n{BEGIN.format('b')}\n\ny\n\n{END}\n\n{END}\n",
            ["a", "b"],
            [END, END],
        ),
        ("<!-- afterword:derived a -->\n", [], ["<!-- afterword:derived a -->"]),
        (
            f"{BEGIN.format('a')}\n\n<!-- afterword:derived b -->\n\n{END}\n",
            ["a"],
            ["<!-- afterword:derived b -->"],
        ),
        (f"<!-- a comment -->\n\n`{END}`\n\n> {END}\n", [], []),
    ],
)
def test_markers_without_a_partner_are_reported(body: str, names: list[str], unpaired: list[str]) -> None:
    found = document(body)
    assert [block.name for block in found.derived] == names
    assert problems(found) == [(text, NO_PARTNER) for text in unpaired]


@pytest.mark.parametrize(
    ("body", "questions"),
    [
        (f"{OPEN} why?\n- {OPEN}  how? \n  * {OPEN}\n", [("why?", 1), ("how?", 2), ("", 3)]),
        (f"a {OPEN} x\n\n1. {OPEN} y\n", []),
        (f"`{OPEN} x`\n\n    {OPEN} x\n", []),
    ],
)
def test_open_questions_are_lines_that_begin_with_the_marker(body: str, questions: list[tuple[str, int]]) -> None:
    found = document(body)
    assert [(one.question, found.line(one.span) - 3) for one in found.open_questions] == questions
    assert all(found.text(one.span) in body.split("\n") for one in found.open_questions)


def test_text_is_an_open_question() -> None:
    assert is_open_question(f" - {OPEN} x")
    assert not is_open_question(f"x {OPEN}")


def test_footnotes_and_citations_are_read() -> None:
    found = document("a[^e1] b [^e 2] `[^c]` [^d]\n\n[^d]: Text\n    more\n\n[^e1]: One\n")
    assert [(label, found.text(span)) for label, span in found.citations] == [("e1", "[^e1]"), ("d", "[^d]")]
    assert [(one.label, one.text, found.text(one.span)) for one in found.footnotes] == [
        ("d", "Text\nmore", "[^d]: Text\n    more"),
        ("e1", "One", "[^e1]: One"),
    ]


def test_citations_are_split_from_a_text() -> None:
    assert split_citations("a [^e1]  b[^e2]. [^x]: y") == (("e1", "e2"), "a b. [^x]: y")


@pytest.mark.parametrize("fence", ["```yaml", "~~~ YML x"])
def test_eval_case_is_read(fence: str) -> None:
    block = f"{fence}\n\n# afterword: eval-case\nid: x\n{fence[:3]}"
    found = document(f"a\n\n{block}\n")
    assert found.problems == ()
    assert [(case.case.id, found.text(case.span)) for case in found.eval_cases] == [("x", block)]


def test_other_yaml_is_not_an_eval_case() -> None:
    found = document("```yaml\nid: x\n```\n\n    # afterword: eval-case\n    id: x\n")
    assert (found.eval_cases, found.problems) == ((), ())


CASE = "```yaml\n# afterword: eval-case\n{}\n```\n"


@pytest.mark.parametrize(
    ("body", "place", "message"),
    [
        (
            CASE.format("id: x").replace("yaml", ""),
            "```\n# afterword: eval-case\nid: x\n```",
            "an eval case is a `yaml`",
        ),
        (CASE.format("id: X!"), "X!", "`id`: use lower-case letters"),
        (CASE.format("id: x\nid: y"), "id", "duplicate key `id`"),
        (CASE.format("id: x\nmust: 3").removesuffix("\n```\n"), "3", "`must`: expected a list"),
    ],
)
def test_eval_case_with_a_problem_is_reported_at_its_place(body: str, place: str, message: str) -> None:
    found = document(body)
    (problem,) = found.problems
    assert (problem.kind.name, found.text(problem.span)) == ("BAD_EVAL_CASE", place)
    assert problem.message.startswith(message)
