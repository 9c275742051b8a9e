"""The notice above all sections: what it covers, and that nothing careless or hostile makes a draft look accepted."""

from __future__ import annotations

import pytest

from afterword.postmortem import PostMortem, State, read
from afterword.postmortem.draft_notice import write_notice, write_shared_notice
from afterword.postmortem.external import read as read_edition
from postmortem.documents import PATH

NOTICE = write_shared_notice({"m1": ["Summary", "Immediate cause"], "": ["Impact"]})
TOP = """---
schema: 1
drafted:
  assembled: {Impact: 77ab12cd}
  m1: [Summary, Immediate cause]
---

# A title

"""
BODY = """## Summary

It broke.

## Root cause

### What changed

Ours.

### Immediate cause

A prompt.

## Impact

Twelve users.

## Action items

| ID | Action | Owner | Due |
|---|---|---|---|
| A1 | Add the case | @a | 2026-05-01 |
"""
ALL = ["Summary", "Immediate cause", "Impact"]


def document(notice: str = NOTICE, body: str = BODY, top: str = TOP) -> PostMortem:
    return read(f"{top}{notice}\n\n{body}".encode(), PATH)


def awaiting(found: PostMortem) -> list[str]:
    return [section.title for section, _ in found.notices]


def test_named_sections_await_review_and_no_others() -> None:
    found = document()
    assert [(section.name, notice.model) for section, notice in found.notices] == [
        ("Summary", "m1"), ("Immediate cause", "m1"), ("Impact", "")
    ]  # fmt: skip
    assert found.text(found.notices[0][1].span) == NOTICE
    assert not found.actions[0].under_notice
    assert all(section.own_state is not State.UNANSWERED for section in found.walk())


def test_rows_of_a_named_section_are_under_the_notice() -> None:
    assert document(write_shared_notice({"m1": ["Action items"]})).actions[0].under_notice


def test_parts_are_below_the_notice_of_their_section() -> None:
    found = document(write_shared_notice({"m1": ["Root cause"]}))
    assert [section.name for section, _ in found.notices] == ["Root cause"]


@pytest.mark.parametrize(
    "notice",
    [
        NOTICE.replace("[!NOTE]", "[!note]"),
        NOTICE.replace("> [!NOTE]\n", ""),
        NOTICE.replace("> ", ">"),
        NOTICE.replace(" Delete a name here once", "\n> Delete a name here\n> once"),
        NOTICE.replace("reviewed: Summary, Immediate cause", "reviewed:\n> Summary,\n> Immediate\n> cause"),
        NOTICE.replace("Summary, Immediate cause.", "Overview; immediate CAUSE"),
        NOTICE.replace("evidence by", "evidence\n> by"),
        f"{NOTICE}\n\n{NOTICE}",
        f"> {NOTICE}".replace("\n", "\n> "),
        f"{NOTICE}\nA sentence of a person.\n\nAnd one more.",
        NOTICE.replace(" Delete", "\n> I am at it. Alice\n> Delete"),
        f"> A word before.\n>\n{NOTICE}",
        write_shared_notice({"m1": ["Summary", "Immediate cause"]}) + "\n\n" + write_shared_notice({"": ["Impact"]}),
    ],
)
def test_notice_is_read_however_it_is_wrapped_or_written_beside(notice: str) -> None:
    found = document(notice)
    assert awaiting(found) == ALL
    assert not any(one.is_torn or one.missing for one in found.shared_notices)


@pytest.mark.parametrize(
    "notice",
    [
        "> [!NOTE]",
        "> Drafted from evidence by m1, not yet",
        NOTICE.replace("not yet reviewed: Summary", "not yet reviewed: Sum"),
        NOTICE.replace(": Summary, Immediate cause.", ":"),
        NOTICE.replace(": Summary, Immediate cause.", "."),
        NOTICE.partition(", Imm")[0],
        f"> {NOTICE.partition('Immediate cause.')[2]}".replace("Assembled from", "Assembled"),
        "\n".join(line.removeprefix("> ") for line in NOTICE.split("\n")),
        f"```\n{NOTICE}\n```",
        "\n".join(f"    {line}" for line in NOTICE.split("\n")),
        f"<!--\n{NOTICE}\n-->",
        f"- {NOTICE}".replace("\n", "\n  "),
        write_notice("m1"),
        f"> Assembled from evidence, not yet reviewed. Delete this note.\n\n{write_shared_notice({'m1': ['Summary']})}",
        NOTICE.replace("Summary, Immediate cause.", "Summary (Alice"),
        NOTICE.upper(),
        "> Immediate cause, Impact.",
        "> [!NOTE]\n> Aus Belegen zusammengestellt, noch zu prüfen: Summary, Immediate cause and Impact.",
    ],
)
def test_torn_notice_covers_all_that_was_drafted(notice: str) -> None:
    found = document(notice)
    assert awaiting(found) == ALL
    assert any(one.is_torn for one in found.shared_notices)


@pytest.mark.parametrize(
    "words", ["> See Impact first.", "> Sections: Summary, my notes", "Impact on users: none", ">"]
)
def test_words_of_a_person_above_the_sections_are_no_torn_notice(words: str) -> None:
    assert awaiting(document(words)) == []


def test_torn_notice_without_a_record_covers_every_section() -> None:
    top = "---\nschema: 1\n---\n\n"
    assert awaiting(document(write_notice("m1"), top=top)) == ["Summary", "Root cause", "Impact", "Action items"]
    assert awaiting(document("Assembled from evidence of the week.", top=top)) == []
    assert awaiting(document("> [!NOTE]", top=top)) == []


@pytest.mark.parametrize(
    "where", [f"{BODY}\n# More\n\n{NOTICE}\n", f"{BODY}\n{NOTICE}\n", BODY.replace("Ours.", f"Ours.\n\n{NOTICE}")]
)
def test_notice_that_was_moved_covers_what_it_names(where: str) -> None:
    found = document("", where)
    assert awaiting(found) == ALL
    section = found.section("Action items")
    assert section is not None and section.own_notice is None


def test_notice_below_a_heading_is_no_answer() -> None:
    found = document("", f"## Impact\n\n{NOTICE}\n\n## Summary\n\n{NOTICE}\n> Mine.\n")
    assert [section.own_state for section in found.sections] == [State.EMPTY, State.ANSWERED]


@pytest.mark.parametrize("heading", ["What we know", "Summary for all", "Was wir wissen"])
def test_section_with_another_heading_still_awaits_review(heading: str) -> None:
    found = document(body=BODY.replace("## Summary", f"## {heading}"))
    assert awaiting(found) == [heading, "Immediate cause", "Impact"]
    assert found.shared_notices[0].missing == ("Summary",)
    part = document(body=BODY.replace("### Immediate cause", f"### {heading}"))
    assert awaiting(part) == ["Summary", heading, "Impact"]


def test_section_under_a_synonym_is_the_same_section() -> None:
    assert awaiting(document(body=BODY.replace("## Summary", "## Executive summary")))[0] == "Executive summary"


def test_section_that_was_deleted_leaves_its_name() -> None:
    found = document(body=BODY.partition("\n\n")[2].partition("\n\n")[2])
    assert awaiting(found) == ["Immediate cause", "Impact"]
    assert found.shared_notices[0].missing == ("Summary",) and found.notice_spans


def test_both_sides_of_a_merge_conflict_count() -> None:
    ours, theirs = (write_shared_notice({"m1": names}) for names in (["Summary"], ["Immediate cause", "Impact"]))
    first, second = ours.split("\n"), theirs.split("\n")
    lines = ["> [!NOTE]", "<<<<<<< HEAD", first[1], "=======", second[1], ">>>>>>> theirs"]
    found = document("\n".join(lines))
    assert {"Summary", "Immediate cause", "Impact"} <= set(awaiting(found))


def test_forms_are_mixed() -> None:
    body = BODY.replace("Ours.", f"{write_notice('m2')}\n\nOurs.")
    found = document(body=body)
    assert [(section.name, notice.model) for section, notice in found.notices][1] == ("What changed", "m2")
    assert awaiting(found) == ["Summary", "What changed", "Immediate cause", "Impact"]


def test_name_that_a_person_quotes_below_a_heading_covers_nothing() -> None:
    body = BODY.replace("Ours.", "The note said: Drafted from evidence by m1, not yet reviewed: Action items.")
    assert awaiting(document("", body)) == []


def test_external_edition_reads_both_forms() -> None:
    text = f"---\nschema: 1\n---\n\n{write_shared_notice({'m1': ['What happened']})}\n\n## What happened\n\nIt broke.\n"
    edition = read_edition(text.encode(), "postmortems/x.external.md")
    assert [section.name for section, _ in edition.notices] == ["What happened"]
    assert edition.own_text(edition.sections[0]) == "It broke."
