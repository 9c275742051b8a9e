"""An agenda that is updated in place keeps what people ticked and wrote."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.learning.review.kept_words import Line, item_line, text_line, update

LINES = [text_line("## Overdue"), item_line("overdue/x/A1", "A1: Add the case"), item_line("overdue/x/A2", "A2: Alert")]


def test_ticks_and_words_stay_where_they_are() -> None:
    first = update("", LINES)
    ticked = first.replace("- [ ] A1", "- [x] A1").replace("A2: Alert <!--", "A2: Alert <!--")
    written = ticked.replace("\n- [ ] A2", "\n  Ana is on it.\n\n  Until Friday.\n- [ ] A2")
    assert update(written, LINES) == written
    changed = update(written, [LINES[0], item_line("overdue/x/A0", "A0: New"), *LINES[1:]])
    assert "- [x] A1: Add the case" in changed and "- [ ] A0: New" in changed
    assert (
        changed.index("A1: Add")
        < changed.index("Ana is on it.")
        < changed.index("Until Friday.")
        < changed.index("A2:")
    )


def test_a_line_that_a_person_changed_is_theirs() -> None:
    edited = update("", LINES).replace("A1: Add the case", "A1: Add the case, Ana does it today")
    found = update(edited, [LINES[0], item_line("overdue/x/A1", "A1: Add the other case"), LINES[2]])
    assert "A1: Add the case, Ana does it today" in found and "other case" not in found
    assert update(found, [LINES[0], item_line("overdue/x/A1", "A1: Add the other case"), LINES[2]]) == found


@pytest.mark.parametrize("bullet", ["*", "  -", "+"])
def test_a_line_with_another_bullet_stays_and_does_not_come_twice(bullet: str) -> None:
    lines = [text_line("## Due"), item_line("due/a", "Publish it"), item_line("due/b", "Report it")]
    moved = update("", lines).replace("- [ ] Report", f"{bullet} [x] Report")
    again = update(moved, lines)
    assert again.count("Report it") == 1 and f"{bullet} [x] Report it" in again
    assert update(again, lines) == again


def test_words_on_what_is_gone_move_to_the_end_and_ticks_without_words_go() -> None:
    old = update("", LINES).replace("- [ ]", "- [x]") + "\n  Still flaky."
    found = update(old, [LINES[0], LINES[1]])
    assert (
        found.index("## Notes on what is no longer listed")
        < found.index("- [x] A2: Alert")
        < found.index("Still flaky.")
    )
    assert update(found, [LINES[0], LINES[1]]) == found
    back = update(found, LINES)
    assert back.index("A2: Alert") < back.index("Still flaky.") and back.count("Still flaky.") == 1
    gone = update(update("", LINES).replace("- [ ]", "- [x]"), [LINES[0]])
    assert "A1" not in gone and "no longer" not in gone


def test_words_above_the_first_line_stay_above() -> None:
    assert update("Moderator: Bo\n" + update("", LINES), LINES).startswith("Moderator: Bo\n")


def test_a_key_cannot_end_its_comment() -> None:
    line = item_line("overdue/x/--> <b>", "text")
    assert line.write().count("-->") == 1 and update(line.write(), [line]) == line.write()


_WORDS = st.text("ab \n-[]x<!>", max_size=30)
_KEYS = st.lists(st.sampled_from("abcdef"), unique=True, max_size=5)


@settings(max_examples=50)
@given(_KEYS, _KEYS, st.data())
def test_no_word_of_a_person_is_ever_lost(before: list[str], after: list[str], data: st.DataObject) -> None:
    def lines(keys: list[str]) -> list[Line]:
        return [text_line("## Title"), *(item_line(key, f"item {key}") for key in keys)]

    text = update("", lines(before)).split("\n")
    for number in range(data.draw(st.integers(0, 3))):
        text.insert(data.draw(st.integers(0, len(text))), f"person {number} {data.draw(_WORDS)}")
    updated = update("\n".join(text), lines(after))
    people = [line for line in "\n".join(text).split("\n") if line.startswith("person ")]
    assert all(line in updated.split("\n") for line in people)
    assert update(updated, lines(after)) == updated
    assert all(line.write() in updated.split("\n") for line in lines(after))
