"""Edits of draft notices: names are added and taken off, and what people wrote stays to the byte."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from afterword.postmortem import PostMortem, edit, read
from afterword.postmortem.draft_notice import write_notice, write_shared_notice
from afterword.postmortem.edit_notice import remove_notice, share_notice
from afterword.postmortem.outline import READING_ORDER
from postmortem.documents import FULL, PATH, STYLES, TEXT, Style, document, edited, facts

STYLE = st.sampled_from(STYLES)
FRONT, _, REST = FULL.partition("\n# Support bot\n")
PLACES = ("# Support bot\n", "", "# Support bot\nText at once.\n", "Only words.\n\n", "> A quote.\n", "<div>\n\n")
PRESENT = [section.name for section in document().walk() if section.kind]
MODELS = ("", "m1", "llama3:8b", "a_b*c", "org/model@2026-04")
DRAFTERS = st.dictionaries(st.sampled_from(PRESENT), st.sampled_from(MODELS), min_size=1)


def with_notice(style: Style, place: str, drafters: dict[str, str]) -> tuple[PostMortem, PostMortem]:
    """A document that has the old form at What changed, and the shared notice for other sections."""
    before = document(f"{FRONT}\n{place}{REST}", style)
    return before, edited(before, share_notice(before, drafters))


@given(STYLE, st.sampled_from(PLACES), DRAFTERS)
@example(STYLES[0], "", {"Summary": "m1"})
def test_sections_that_are_named_await_review_and_nothing_else_changes(
    style: Style, place: str, drafters: dict[str, str]
) -> None:
    before, after = with_notice(style, place, drafters)
    own = {section.name for section, _ in before.notices}
    assert own == {"What changed"}
    assert {section.name for section, _ in after.notices} == own | set(drafters)
    assert not any(one.is_torn or one.missing for one in after.shared_notices)
    changed = ("notices", "problems", "actions")
    assert {name: fact for name, fact in facts(after).items() if name not in changed} == {
        name: fact for name, fact in facts(before).items() if name not in changed
    }
    assert share_notice(after, drafters) == []
    again = edited(after, remove_notice(after, [section for section in after.walk() if section.shared_notice]))
    assert {section.name for section, _ in again.notices} == own - set(drafters)


@given(STYLE, st.sampled_from(PLACES), DRAFTERS, st.sets(st.sampled_from(PRESENT)))
@example(STYLES[1], "", {"Summary": "m1", "Impact": "", "Timeline": ""}, {"Summary", "Impact"})
def test_names_are_taken_off_and_all_other_bytes_stay(
    style: Style, place: str, drafters: dict[str, str], off: set[str]
) -> None:
    before, after = with_notice(style, place, drafters)
    sections = [section for section in after.walk() if section.name in off and section.own_notice is None]
    rest = edited(after, remove_notice(after, sections))
    gone = {section.name for section in sections}
    assert {s.name for s in rest.walk() if s.shared_notice} == set(drafters) - gone
    if set(drafters) <= gone:
        assert "not yet reviewed:" not in rest.source.text
        assert rest.source.text.split() == before.source.text.split()
    elif place == "# Support bot\n":
        one_by_one = after
        for name in sorted(gone):
            one_by_one = edited(one_by_one, remove_notice(one_by_one, [s for s in one_by_one.walk() if s.name == name]))
        assert one_by_one.source.text == rest.source.text


@given(STYLE, TEXT)
@example(STYLES[1], "I doubt it")
def test_words_of_people_in_the_notice_stay(style: Style, text: str) -> None:
    line = " ".join(text.split())
    notice = write_shared_notice({"m1": ["Summary", "Impact"]}).replace(" Delete", f"\n> Alice: {line} §\n> Delete")
    before = document(f"{FRONT}\n# Support bot\n\n{notice}\n{REST}", style)
    named = [section for section in before.walk() if section.name in ("Summary", "Impact")]
    if any(one.is_torn for one in before.shared_notices):
        return  # the words were those of a notice
    for accepted in (named[:1], named):
        after = edited(before, remove_notice(before, accepted))
        assert f"> Alice: {line} §" in after.source.text
    assert not after.shared_notices


def test_accepting_one_section_changes_one_line() -> None:
    notice = write_shared_notice({"m1": ["Summary", "Timeline", "Impact"], "": ["Mitigation"]})
    text = f"---\nschema: 1\n---\n\n{notice}\n\n" + "".join(f"## {kind.name}\n\nx\n\n" for kind in READING_ORDER)
    before = read(text.encode(), PATH)
    (timeline,) = [section for section in before.sections if section.name == "Timeline"]
    (splice,) = remove_notice(before, [timeline])
    assert (splice.span.of(text), splice.text) == ("Timeline, ", "")
    assert edit.apply(before.source, [splice]) == text.replace("Summary, Timeline, Impact", "Summary, Impact")


@pytest.mark.parametrize(("above", "lead"), [("Words.\n\n", ""), ("Words.\n", "\n"), ("", ""), ("\n\n", "")])
@pytest.mark.parametrize("style", [STYLES[0], STYLES[1]], ids=lambda style: style.name)
def test_notice_has_one_blank_line_above_and_below(style: Style, above: str, lead: str) -> None:
    notice = write_shared_notice({"m1": ["Summary"]})
    before = read(style.write(f"---\nschema: 1\n---\n{above}## Summary\n\nx\n"), PATH)
    after = edited(before, share_notice(before, {"Summary": "m1"}))
    expected = f"---\nschema: 1\n---\n{above}{lead}{notice}\n\n## Summary\n\nx\n"
    assert after.source.encode() == style.write(expected)


def test_last_name_of_a_drafter_takes_its_sentence_along() -> None:
    notice = write_shared_notice({"m1": ["Summary"], "": ["Impact"]})
    text = f"# A\n\n{notice}\n\n## Summary\n\nx\n\n## Impact\n\ny\n"
    before = read(text.encode(), PATH)
    after = edited(before, remove_notice(before, before.sections[:1]))
    assert after.source.text == text.replace(notice, write_shared_notice({"": ["Impact"]}))
    done = edited(after, remove_notice(after, after.sections[1:]))
    assert done.source.text == text.replace(f"{notice}\n\n", "")


def test_sections_that_another_model_drafts_move_and_others_are_joined() -> None:
    before = document(FULL)
    once = edited(before, share_notice(before, {"Summary": "m1", "Impact": ""}))
    twice = edited(once, share_notice(once, {"Impact": "m1", "Timeline": "", "Summary": "m1"}))
    assert write_shared_notice({"m1": ["Summary", "Impact"], "": ["Timeline"]}) in twice.source.text
    thrice = edited(twice, share_notice(twice, {"Timeline": None}))
    assert write_shared_notice({"m1": ["Summary", "Impact"]}) in thrice.source.text
    assert edited(thrice, share_notice(thrice, {"Summary": None, "Impact": None})).source.text == before.source.text


def test_notice_is_written_below_the_title() -> None:
    before = document(FULL)
    after = edited(before, share_notice(before, {"Summary": "m1"}))
    assert f"# Support bot\n\n{write_shared_notice({'m1': ['Summary']})}\n\n## Summary" in after.source.text


def test_own_notices_and_names_are_removed_together() -> None:
    body = f"# A\n\n{write_shared_notice({'m1': ['Summary']})}\n\n## Summary\n\n{write_notice('m1')}\n\nx\n"
    before = read(body.encode(), PATH)
    assert edited(before, remove_notice(before, before.sections)).source.text == "# A\n\n## Summary\n\nx\n"


@pytest.mark.parametrize("missing", [[], ["Lessons"]])
def test_name_without_a_section_goes_only_if_it_is_said(missing: list[str]) -> None:
    front = "---\nschema: 1\ndrafted:\n  m1: [Summary, Lessons]\n---\n\n"
    body = f"{front}{write_shared_notice({'m1': ['Summary', 'Lessons']})}\n\n## Summary\n\nx\n"
    before = read(body.encode(), PATH)
    after = edited(before, remove_notice(before, before.sections, missing))
    assert ("Lessons." in after.source.text) is not bool(missing)


def test_a_section_that_the_outline_does_not_have_is_named_last() -> None:
    notice = write_shared_notice({"m1": ["Own part"]})
    before = read(f"# A\n\n{notice}\n\n## Summary\n\nx\n\n## Own part\n\ny\n".encode(), PATH)
    after = edited(before, share_notice(before, {"Summary": "m1"}))
    assert write_shared_notice({"m1": ["Summary", "Own part"]}) in after.source.text
