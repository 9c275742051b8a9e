from __future__ import annotations

from afterword.text.counting import counted


def test_counted_takes_the_plural_unless_there_is_one() -> None:
    assert [counted(number, "item") for number in (0, 1, 2, 1200)] == ["0 items", "1 item", "2 items", "1,200 items"]
    assert counted(2, "issue is opened", "issues are opened") == "2 issues are opened"
