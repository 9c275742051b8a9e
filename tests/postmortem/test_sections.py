"""Which section a heading names, and whether a section says something."""

from __future__ import annotations

import pytest

from afterword.postmortem import ProblemKind, Section, State, read
from afterword.postmortem.markers import write_derived
from afterword.postmortem.outline import ROOT_CAUSE_PARTS, SECTIONS, SectionKind, recognise, required_names
from postmortem.documents import PATH

NOTE = "> [!NOTE]\n> Drafted from evidence by m1, not yet reviewed. Delete this note once you have checked the section."
UNKNOWN = "**Unknown, needs investigation:** why?"
KINDS = (*SECTIONS, *ROOT_CAUSE_PARTS)


def section(body: str) -> Section:
    return read(f"---\nschema: 1\n---\n\n## Summary\n\n{body}\n\n## Impact\n\nFew.\n".encode(), PATH).sections[0]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_section_is_known_by_its_name_and_synonyms(kind: SectionKind) -> None:
    for name in (kind.name, *kind.synonyms):
        for written in (name, name.upper(), f"{name}:", f"**{name}**", f"  {name}  "):
            assert recognise(written, kind.level) is kind
        assert recognise(name, 4) is None
        assert recognise(f"{name} of yesterday", kind.level) is None


def test_no_two_sections_share_a_name() -> None:
    names = [(kind.level, name.casefold()) for kind in KINDS for name in (kind.name, *kind.synonyms)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "heading", ["## Executive summary", "## SUMMARY ##", "Overview\n---", "##  TL;DR:", "## *Summary*"]
)
def test_heading_is_read_however_it_is_written(heading: str) -> None:
    found = read(f"---\nschema: 1\n---\n\n{heading}\n\nText.\n".encode(), PATH)
    assert found.section("Summary") is found.sections[0]
    assert found.sections[0].own_state is State.ANSWERED


def test_part_counts_below_its_own_level_alone() -> None:
    found = read(
        b"## What changed\n\nx\n\n## Root cause\n\n### Summary\n\nx\n\n#### Detail\n\ny\n\n### Trigger\n\nz\n", PATH
    )
    assert [(s.level, s.kind and s.kind.name) for s in found.walk()] == [
        (2, None),
        (2, "Root cause"),
        (3, None),
        (4, None),
        (3, "What changed"),
    ]


def test_severities_require_sections() -> None:
    assert required_names(minor=True) == (
        "Summary",
        "Timeline",
        "Root cause",
        "Impact",
        "Eval coverage gap",
        "Action items",
    )
    assert set(required_names(minor=True)) < set(required_names(minor=False))
    assert not {"Where we got lucky", "Evidence"} & set(required_names(minor=False))


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ("", State.EMPTY),
        ("<!-- what happened? -->", State.EMPTY),
        ("<!-- one -->\n\n<!-- two\nlines -->\n\n---", State.EMPTY),
        ("<!-- not closed", State.EMPTY),
        ("[^e1]: a footnote", State.EMPTY),
        (UNKNOWN, State.UNANSWERED),
        (f"- {UNKNOWN}\n- {UNKNOWN}", State.UNANSWERED),
        (f"{UNKNOWN}\n\n<!-- comment -->\n\n{UNKNOWN}", State.UNANSWERED),
        (NOTE, State.UNANSWERED),
        (f"{NOTE}\n\n{UNKNOWN}", State.UNANSWERED),
        (f"{NOTE}\n\nText.", State.ANSWERED),
        ("Text.", State.ANSWERED),
        ("<!-- c --> text", State.ANSWERED),
        (f"{UNKNOWN}\n\nText.", State.ANSWERED),
        (f"- {UNKNOWN}\n- Text.", State.ANSWERED),
        (f"- {UNKNOWN}\n\n      code", State.ANSWERED),
        (f"- {UNKNOWN}\n\n  ```\n  code\n  ```", State.ANSWERED),
        ("**Not applicable:** no prompt changed.", State.ANSWERED),
        ("> [!NOTE]\n> Something else.", State.ANSWERED),
        ("> A quote.", State.ANSWERED),
        (write_derived("x", "| a |\n|---|\n| 1 |"), State.ANSWERED),
        (write_derived("x", ""), State.EMPTY),
        (write_derived("x", UNKNOWN), State.UNANSWERED),
        ("    code", State.ANSWERED),
        ("```\n```", State.ANSWERED),
        ("##### A small heading", State.ANSWERED),
        ("| a |\n|---|", State.EMPTY),
        ("<div></div>", State.ANSWERED),
    ],
)
def test_section_says_something_or_not(body: str, state: State) -> None:
    found = section(body)
    assert found.title == "Summary"
    assert found.own_state is state
    assert found.state is state


def test_section_says_what_its_parts_say() -> None:
    text = f"## Root cause\n\n### What changed\n\n{UNKNOWN}\n\n### Immediate cause\n\n#### a\n\n{{}}\n"
    for deep, state in (("", State.UNANSWERED), ("Text.", State.ANSWERED)):
        found = read(text.format(deep).encode(), PATH)
        assert found.sections[0].own_state is State.EMPTY
        assert found.sections[0].state is state


@pytest.mark.parametrize(
    "note",
    [
        NOTE,
        "> [!NOTE]\n> Drafted from evidence by m1, not yet reviewed.",
        NOTE.replace(" by", "\n> by").replace("not yet", "not\n> yet").replace("this note", "this\n> note"),
        "> [!NOTE]\n>\n> Drafted from evidence by m1, not yet reviewed.",
        ">[!NOTE]\n>Drafted from evidence by m1, not yet reviewed.",
        "> [!NOTE]  \n> Drafted  from evidence by m1, not yet reviewed.",
    ],
)
@pytest.mark.parametrize("above", ["", "Text above.\n\n", "<!-- c -->\n\n"])
def test_notice_is_seen_however_it_is_wrapped(note: str, above: str) -> None:
    """What looks reviewed because an editor rewrapped a paragraph would be published."""
    found = section(f"{above}{note}\n\nText.")
    assert found.notice is not None
    assert found.notice.model == "m1"


def test_notice_in_code_is_text() -> None:
    assert section(f"```\n{NOTE}\n```").notice is None
    assert section("Text\n\n> Quote").notice is None


def test_headings_are_duplicates_only_in_the_same_place() -> None:
    text = "## Root cause\n\n### Detail\n\nx\n\n### Detail\n\ny\n\n## Impact\n\n### Detail\n\nz\n\n## Impact\n\nw\n"
    found = read(f"---\nschema: 1\n---\n{text}".encode(), PATH)
    assert [(p.kind, found.line(p.span)) for p in found.problems] == [
        (ProblemKind.DUPLICATE_HEADING, 10),
        (ProblemKind.DUPLICATE_HEADING, 20),
    ]
    assert found.section("Impact") is found.sections[1]
