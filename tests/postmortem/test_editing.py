"""An edit changes its own bytes and nothing else, and what was written is what is read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from afterword.errors import AfterwordError
from afterword.postmortem import ACTION_COLUMNS, PostMortem, Span, State, edit, read
from afterword.postmortem.drafted import Drafted
from afterword.postmortem.edit_front_matter import record_drafted, set_value
from afterword.postmortem.edit_notice import remove_notice
from afterword.postmortem.outline import ROOT_CAUSE_PARTS, SECTIONS
from afterword.postmortem.tables import escape_cell
from afterword.postmortem.yamltree import Path, find, plain
from afterword.text.comments import without_closed_comments
from postmortem.documents import (
    FULL,
    NASTY,
    PATH,
    STYLES,
    TEXT,
    Style,
    document,
    edited,
    facts,
    lines,
    one_line,
    unchanged_outside,
)

STYLE = st.sampled_from(STYLES)
ALL_STYLES = pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)

EXISTING: tuple[Path, ...] = (
    ("title",),
    ("owner",),
    ("severity",),
    ("incident", "started"),
    ("incident", "detection"),
    ("models", 0, "name"),
    ("models", 0, "parameters", "temperature"),
    ("models", 0, "parameters", "top_p"),
    ("causes", 0, "summary"),
    ("causes", 0, "id"),
    ("impact", "notes"),
    ("impact", "users"),
    ("provider", "factor"),
    ("factors",),
    ("drafted", 0, "by"),
    ("services", 1),
)
MISSING: tuple[Path, ...] = (
    ("visibility",),
    ("incident", "resolved"),
    ("models", 0, "version"),
    ("models", 0, "retrieval", "index"),
    ("models", 0, "parameters", "max_tokens"),
    ("causes", 0, "ref"),
    ("provider", "name"),
    ("impact", "cost"),
    ("agent", "control"),
    ("regulatory", "aware"),
    ("factors", "x"),
    ("drafted", 0, "note"),
)


def facts_with(before: PostMortem, path: Path, value: str) -> dict[str, Any]:
    """What the document should say once a value is set."""
    expected: dict[str, Any] = facts(before)
    node: Any = expected["front"]
    for part in path[:-1]:
        if isinstance(part, str) and not node.get(part):
            node[part] = {}
        node = node[part]
    node[path[-1]] = value
    del expected["problems"]
    return expected


@given(STYLE, st.sampled_from(EXISTING + MISSING), TEXT)
@example(STYLES[0], ("models", 0, "parameters", "top_p"), "a:?b")
@example(STYLES[0], ("provider", "name"), "}")
@example(STYLES[0], ("models", 0, "parameters", "max_tokens"), "x # y")
@example(STYLES[0], ("title",), "\u2028a\x85b\ufeff\x00")
@example(STYLES[0], ("visibility",), "- a\n- b")
@example(STYLES[0], ("incident", "resolved"), "? a")
def test_value_is_set_and_nothing_else(style: Style, path: Path, text: str) -> None:
    before = document(style=style)
    splices = set_value(before, path, text)
    after = edited(before, splices)
    (splice,) = splices
    unchanged_outside(before, after, splice.span.start, splice.span.end)
    assert before.front_span is not None
    assert before.front_span.start <= splice.span.start <= splice.span.end <= before.front_span.end
    actual = facts(after)
    del actual["problems"]
    assert actual == facts_with(before, path, one_line(text))


@given(st.sampled_from(EXISTING), TEXT)
def test_existing_value_is_replaced_in_its_own_place(path: Path, text: str) -> None:
    """Not even the comment or the blanks beside it are touched."""
    before = document()
    node = find(before.tree, path)
    assert node is not None
    (splice,) = set_value(before, path, text)
    assert node.span.start <= splice.span.start
    assert splice.span.end <= node.span.end


@pytest.mark.parametrize(
    "front",
    [
        "a: {}\n",
        "a: { }\n",
        "a:\n",
        "a: \n",
        "a: # later\n",
        "a: {b}\n",
        "a: {b: }\n",
        "a: {b: 1, }\n",
        "{a: {b: 1}}\n",
        "{a: }\n",
        "{a}\n",
        "{}\n",
        "# only a comment\n",
        "",
        "  a:\n    b: 1\n  z: 2\n",
        '"a": {"b":"1"}\n',
        "a:\n  b:\n",
        "a:\n  b: |\n    text\n\n# comment\nz: 1\n",
        "a: {\n  b: 1\n  }\nz: 1\n",
        "a:\n    b: 1   # x\n    c:\n    - 1\n\nz: 1\n",
    ],
)
@pytest.mark.parametrize("path", [("a", "b"), ("a", "new"), ("new",), ("a", "deep", "er")], ids=str)
@pytest.mark.parametrize("value", ["v", "x: y", "[", "2026-04-16T17:00Z"])
def test_every_way_to_write_a_mapping_takes_a_value(front: str, path: Path, value: str) -> None:
    before = read(f"---\n{front}---\n\n## Summary\n".encode(), PATH)
    after = read(edit.apply(before.source, set_value(before, path, value)).encode(), PATH)
    expected: dict[str, Any] = plain(before.tree)  # type: ignore[assignment]
    node = expected
    for part in path[:-1]:
        if not isinstance(node.get(part), dict):
            node[part] = {}
        node = node[part]
    node[path[-1]] = value
    assert plain(after.tree) == expected
    assert not [p.message for p in after.problems if p.kind.name.startswith("YAML")]


def test_value_is_not_put_into_a_scalar_or_list() -> None:
    before = document()
    with pytest.raises(ValueError, match="not a scalar"):
        set_value(before, ("incident",), "x")
    with pytest.raises(ValueError, match="no mapping"):
        set_value(before, ("title", "x"), "y")
    with pytest.raises(ValueError, match="no mapping"):
        set_value(before, ("services", "x"), "y")


CELL = st.tuples(st.integers(0, 2), st.sampled_from(["ID", "Action", "Owner", "Due", "Status", "Issue"]))


def cell_text(text: str) -> str:
    """What is read from a cell that was set: one line without comments, of which `<!-->` is one."""
    return without_closed_comments(one_line(text)).strip()


@given(STYLE, CELL, TEXT)
@example(STYLES[0], (0, "Action"), "a <!--> b")
@example(STYLES[0], (1, "Issue"), "")
@example(STYLES[0], (2, "ID"), "- x")
@example(STYLES[0], (2, "ID"), "")
@example(STYLES[0], (2, "Action"), "a\\")
@example(STYLES[0], (0, "Action"), "`a|b`")
@example(STYLES[0], (0, "Action"), "\\|\\\\|")
def test_cell_is_set_and_nothing_else(style: Style, place: tuple[int, str], text: str) -> None:
    before = document(style=style)
    row, column = place
    item = before.actions[row]
    splices = edit.set_cells(before, item, {column: text})
    after = edited(before, splices)
    unchanged_outside(before, after, item.span.start, item.span.end)
    assert len(after.actions) == 3
    for at, (old, new) in enumerate(zip(before.actions, after.actions, strict=True)):
        for name in ACTION_COLUMNS:
            expected = cell_text(text) if (at, name) == (row, column) else old.text(name)
            assert new.text(name) == expected, (at, name)
    for name, value in facts(before).items():
        if name not in ("actions", "citations", "problems", "sections"):
            assert facts(after)[name] == value


@given(
    st.dictionaries(st.sampled_from(["ID", "Action", "Owner", "Due", "Status", "Issue"]), TEXT, max_size=6),
    st.integers(0, 2),
)
@example({"Owner": "", "Due": "x"}, 2)
@example({"Owner": "", "Issue": ""}, 2)
@example({"ID": "", "Action": ""}, 2)
def test_several_cells_of_a_row_are_set_at_once(values: dict[str, str], row: int) -> None:
    before = document()
    after = edited(before, edit.set_cells(before, before.actions[row], values))
    for name in ("ID", "Action", "Owner", "Due", "Status", "Issue"):
        expected = cell_text(values[name]) if name in values else before.actions[row].text(name)
        assert after.actions[row].text(name) == expected
    assert [a.text("Action") for i, a in enumerate(after.actions) if i != row] == [
        a.text("Action") for i, a in enumerate(before.actions) if i != row
    ]


@pytest.mark.parametrize(
    "table",
    [
        "Action | Owner\n---|---\nFix it | @a\nTest it | @b",
        "|Action|Owner|\n|-|-|\n|Fix it|@a|\n|Test it|@b|",
        "| Action\n|---\n| Fix it\n| Test it",
        "Action | Who | Owner\n---|---|---\nFix it | @a | @z\nTest it | @b",
        "   | Action | Owner |\n   |---|---|\n   | Fix it | @a |\n   | Test it | @b |",
        "Action | Owner |\n--|--|\n | @a |\nx",
    ],
)
@given(value=TEXT)
@example(value="")
@example(value="# x")
@example(value="1. x")
@example(value="---")
@example(value="| |")
@example(value="> [!NOTE]")
@example(value="```")
def test_every_way_to_write_a_table_takes_a_value(table: str, value: str) -> None:
    before = read(f"---\nschema: 1\n---\n\n## Action items\n\n{table}\n\nText below.\n".encode(), PATH)
    rows = [(a.action, a.text("Owner")) for a in before.actions]
    after = edited(before, edit.set_cells(before, before.actions[0], {"Action": value}))
    assert [(a.action, a.text("Owner")) for a in after.actions] == [(one_line(value), rows[0][1]), *rows[1:]]
    assert after.source.text.endswith("\n\nText below.\n")


def test_column_that_the_table_lacks_is_an_error() -> None:
    before = document()
    with pytest.raises(ValueError, match="no column Priority"):
        edit.set_cells(before, before.actions[0], {"Priority": "P1"})


@given(
    STYLE,
    st.lists(st.sampled_from(ACTION_COLUMNS), max_size=6),
    st.sampled_from([FULL, FULL.replace("|:---|---|---|---|---:|---|", "---|---|---|---|---|---")]),
)
def test_columns_are_added_empty(style: Style, columns: list[str], text: str) -> None:
    before = document(text, style)
    splices = edit.add_columns(before, columns)
    after = edited(before, splices)
    assert all(splice.span.start == splice.span.end for splice in splices)
    assert before.action_table is not None
    assert after.action_table is not None
    had = [cell.text for cell in before.action_table.header]
    added = [column for column in ACTION_COLUMNS if column in columns and column not in had]
    assert [cell.text for cell in after.action_table.header] == had + added
    for old, new in zip(before.actions, after.actions, strict=True):
        assert [new.text(name) for name in had] == [old.text(name) for name in had]
        assert all(name in new.cells and new.text(name) == "" for name in added)
    expected, actual = facts(before), facts(after)
    for name in ("actions", "sections"):
        del expected[name], actual[name]
    assert actual == expected
    assert edit.add_columns(after, columns) == []


def test_columns_are_not_added_where_a_row_has_too_many_cells() -> None:
    before = read(b"---\nschema: 1\n---\n\n## Action items\n\n| Action |\n|---|\n| a | b |\n", PATH)
    with pytest.raises(AfterwordError, match="2 cells") as refused:
        edit.add_columns(before, ["Owner"])
    assert refused.value.line == 9


PARAGRAPH = st.lists(
    st.sampled_from([n for n in NASTY if n not in ("<!--", "\ufeff")] + ["word", "text"]), min_size=1, max_size=8
).map(lambda pieces: one_line("x " + " ".join(pieces)))
BODY = st.lists(PARAGRAPH, min_size=1, max_size=4).map("\n\n".join)
SECTION = st.sampled_from([s.title for s in document().walk() if s.level == 2])


def without_trailing_tabs(document_: PostMortem, span: Span) -> str:
    return lines(document_, document_.text(span)).replace("\t\n", "\n").strip()


def other_sections(document_: PostMortem, *titles: str) -> list[tuple[str, str]]:
    return [
        (s.title, lines(document_, document_.text(s.span)).strip()) for s in document_.sections if s.title not in titles
    ]


@given(STYLE, st.sampled_from([s.title for s in document().walk()]), BODY)
def test_body_is_replaced_and_nothing_else(style: Style, title: str, text: str) -> None:
    before = document(style=style)
    section = next(s for s in before.walk() if s.title == title)
    splices = edit.replace_body(before, section, text)
    after = edited(before, splices)
    unchanged_outside(before, after, section.body.start, section.body.end)
    replaced = next(s for s in after.walk() if s.title == title)
    assert lines(after, after.text(replaced.body)).strip() == text.strip()
    kept = [s.title for s in before.walk() if not section.body.start <= s.span.start < section.body.end]
    assert [s.title for s in after.walk()] == kept
    top = next(s.title for s in before.sections if s.span.start <= section.span.start < s.span.end)
    assert other_sections(after, top) == other_sections(before, top)
    again = edit.apply(after.source, edit.replace_body(after, replaced, text))
    assert again == after.source.text


@given(STYLE, SECTION, BODY)
def test_text_is_appended_to_a_body(style: Style, title: str, text: str) -> None:
    before = document(style=style)
    section = next(s for s in before.sections if s.title == title)
    after = edited(before, edit.append_to_body(before, section.body, text))
    grown = next(s for s in after.sections if s.title == title)
    assert (
        without_trailing_tabs(after, grown.body) == f"{without_trailing_tabs(before, section.body)}\n\n{text.strip()}"
    )
    assert other_sections(after, title) == other_sections(before, title)


@ALL_STYLES
@pytest.mark.parametrize("body", ["", "\n", "\n\n", "  \n", "\nText", "\n```\ncode\n```", "\n| a |\n|---|"])
@pytest.mark.parametrize("following", ["", "## Impact\n\nFew.\n", "Impact\n------\n\nFew.\n"])
def test_text_is_appended_to_any_body(style: Style, body: str, following: str) -> None:
    if body in ("\nText", "\n| a |\n|---|") and following.startswith("Impact"):
        body += "\n"  # else the text would be part of the heading
    before = document(f"---\nschema: 1\n---\n\n## Summary\n{body}\n{following}", style)
    names = [s.title for s in before.sections]
    after = edited(before, edit.append_to_body(before, before.sections[0].body, "New."))
    assert [s.title for s in after.sections] == names
    said = without_trailing_tabs(after, after.sections[0].body)
    assert said == (f"{body.strip()}\n\nNew." if body.strip() else "New.")


@given(STYLE, st.sampled_from(SECTIONS), BODY)
def test_section_is_inserted_at_its_place(style: Style, kind: Any, text: str) -> None:
    before = document(style=style)
    if before.section(kind.name):
        before = edited(before, [edit.Splice(before.section(kind.name).span, "")])  # type: ignore[union-attr]
    splices = edit.insert_sections(before, {kind: text})
    after = edited(before, splices)
    (splice,) = splices
    assert splice.span.start == splice.span.end
    new = after.section(kind.name)
    assert new is not None
    assert lines(after, after.text(new.body)).strip() == text.strip()
    assert other_sections(after, kind.name) == other_sections(before)
    order = [section.name for section in SECTIONS]
    known = [order.index(s.kind.name) for s in after.sections if s.kind]
    assert known == sorted(known)


@given(STYLE, st.sets(st.sampled_from(SECTIONS)), st.sets(st.sampled_from(ROOT_CAUSE_PARTS)), st.booleans())
def test_many_sections_are_inserted_at_once(style: Style, kinds: set[Any], parts: set[Any], empty: bool) -> None:
    before = document("---\nschema: 1\n---\n" if empty else FULL, style)
    kinds = {kind for kind in kinds if before.section(kind.name) is None}
    parts = {part for part in parts if before.section(part.name) is None}
    root_cause = before.section("Root cause")
    splices = edit.insert_parts(before, root_cause, parts) if root_cause else []
    after = edited(before, [*splices, *edit.insert_sections(before, dict.fromkeys(kinds, ""))])
    present = {section.kind.name for section in after.walk() if section.kind}
    expected = {kind.name for kind in (*kinds, *(parts if root_cause else ()))}
    assert present == expected | {section.kind.name for section in before.walk() if section.kind}
    order = [section.name for section in SECTIONS]
    known = [order.index(s.kind.name) for s in after.sections if s.kind]
    assert known == sorted(known)
    for section in before.walk():
        if section.kind and not section.parts:
            other = after.section(section.kind.name)
            assert other is not None
            assert after.text(other.body).strip() == before.text(section.body).strip()


@ALL_STYLES
@pytest.mark.parametrize("text", ["", "\n", "\n\n\n", "## House rules\n\nText"])
def test_section_is_inserted_into_any_body(style: Style, text: str) -> None:
    before = document(f"---\nschema: 1\n---{text and chr(10)}{text}", style)
    after = edited(before, edit.insert_sections(before, {SECTIONS[0]: "New."}))
    assert after.sections[-1].title == "Summary"
    assert lines(after, after.text(after.sections[-1].body)) == "\nNew.\n"
    assert plain(after.tree) == {"schema": "1"}


@ALL_STYLES
def test_notice_is_removed_and_nothing_else(style: Style) -> None:
    before = document(style=style)
    section = before.section("What changed")
    assert section is not None
    after = edited(before, remove_notice(before, [section]))
    accepted = after.section("What changed")
    assert accepted is not None
    assert (accepted.notice, accepted.own_state) == (None, State.ANSWERED)
    assert lines(after, after.text(accepted.body)).strip() == "The prompt."
    assert other_sections(after, "Root cause") == other_sections(before, "Root cause")
    assert remove_notice(after, [accepted]) == []


NOTE = "> [!NOTE]\n> Drafted from evidence by m1, not yet reviewed. Delete this note once you have checked the section."


@pytest.mark.parametrize(
    ("body", "kept", "state"),
    [
        (NOTE + "\n", "", State.UNANSWERED),
        (NOTE + "\n>\n", "", State.UNANSWERED),
        (
            NOTE.replace("not yet ", "not yet\n> ").replace("you have ", "you have\n> ") + "\n",
            "",
            State.UNANSWERED,
        ),
        ("> [!NOTE]\n> Drafted from evidence by m1, not yet reviewed.\n\nText.\n", "Text.", State.ANSWERED),
        (NOTE + "\nA person's words.\n", "A person's words.", State.ANSWERED),
        (NOTE + "\n> A person's words.\n", "> A person's words.", State.ANSWERED),
        (NOTE + "\n>\n> A person's words.\n", ">\n> A person's words.", State.ANSWERED),
        (NOTE + " A person's words.\n", "> A person's words.", State.ANSWERED),
        (
            NOTE + "\n\n**Unknown, needs investigation:** why?\n",
            "**Unknown, needs investigation:** why?",
            State.UNANSWERED,
        ),
        ("Text above.\n\n" + NOTE + "\n\nText below.\n", "Text above.\n\nText below.", State.ANSWERED),
    ],
)
@ALL_STYLES
def test_removing_a_notice_keeps_what_a_person_wrote_into_it(style: Style, body: str, kept: str, state: State) -> None:
    before = document(f"---\nschema: 1\n---\n\n## Summary\n\n{body}\n## Impact\n\nFew.\n", style)
    section = before.sections[0]
    assert section.notice is not None
    assert (section.notice.model, section.own_state) == ("m1", state)
    after = edited(before, remove_notice(before, [section]))
    assert without_trailing_tabs(after, after.sections[0].body) == kept
    assert after.sections[0].notice is None
    assert other_sections(after, "Summary") == other_sections(before, "Summary")


@given(STYLE, BODY)
@example(STYLES[1], "")
def test_derived_block_is_refreshed(style: Style, text: str) -> None:
    before = document(style=style)
    splices = edit.replace_derived(before.derived[0], text)
    after = edited(before, splices)
    unchanged_outside(before, after, before.derived[0].span.start, before.derived[0].span.end)
    (block,) = after.derived
    assert block.untouched
    assert lines(after, after.text(block.content)).strip() == text.strip()
    assert other_sections(after, "Impact") == other_sections(before, "Impact")
    assert edit.apply(after.source, edit.replace_derived(block, text)) == after.source.text


@ALL_STYLES
def test_derived_block_that_a_person_edited_is_known(style: Style) -> None:
    changed = document(FULL.replace("| 1 | 2 |", "| 1 | 3 |"), style)
    assert [block.untouched for block in changed.derived] == [False]


@given(TEXT)
def test_escaped_cell_is_one_line_without_borders(text: str) -> None:
    cell = escape_cell(text)
    assert "\n" not in cell
    assert "\r" not in cell
    assert "|" not in cell.replace("\\|", "")


def test_several_edits_are_applied_together() -> None:
    before = document()
    splices = [
        *set_value(before, ("status",), "in-review"),
        *set_value(before, ("visibility",), "internal"),
        *record_drafted(before, Drafted({"Impact": "m1", "Summary": "m2"})),
        *edit.set_cells(before, before.actions[1], {"Status": "done", "Issue": "#9"}),
        *remove_notice(before, [section for section, _ in before.notices]),
    ]
    after = edited(before, splices)
    assert after.front.status == "in-review"
    assert after.front.visibility == "internal"
    assert after.front.drafted.sections == {"Impact": "m1", "Summary": "m2"}
    assert (after.actions[1].status, str(after.actions[1].issue)) == ("done", "#9")
    assert not after.notices


def test_overlapping_edits_are_an_error() -> None:
    before = document()
    with pytest.raises(ValueError, match=f"edits overlap at offset 4 of {PATH}"):
        edit.apply(before.source, [edit.Splice(Span(0, 5), "x"), edit.Splice(Span(4, 6), "y")])


def test_edits_at_one_place_keep_their_order() -> None:
    before = document("abc")
    at = Span(1, 1)
    assert (
        edit.apply(before.source, [edit.Splice(at, "1"), edit.Splice(Span(1, 2), "-"), edit.Splice(at, "2")]) == "a12-c"
    )


def test_new_text_gets_the_newlines_of_the_file() -> None:
    before = document("a\r\nb")
    assert edit.apply(before.source, [edit.Splice(Span(0, 0), "1\r\n2\n3\r4")]) == "1\r\n2\r\n3\r\n4a\r\nb"
