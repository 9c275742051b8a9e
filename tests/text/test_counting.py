from __future__ import annotations

from afterword.text.counting import count_plural, counted


def test_counted_takes_the_plural_unless_there_is_one() -> None:
    assert [counted(number, "item") for number in (0, 1, 2, 1200)] == ["0 items", "1 item", "2 items", "1,200 items"]
    assert counted(2, "issue is opened", "issues are opened") == "2 issues are opened"


def test_one_of_what_is_named_in_the_plural() -> None:
    assert count_plural(2, "signatures") == "2 signatures"
    names = ("quoted earlier mails", "signatures", "lines above the first speaker", "other fields of alerts")
    assert [count_plural(1, name) for name in names] == [
        "1 quoted earlier mail", "1 signature", "1 line above the first speaker", "1 other field of alerts"
    ]  # fmt: skip
    kept = ("without words", "written by others than members")
    assert [count_plural(1, name) for name in kept] == [f"1 {name}" for name in kept]
