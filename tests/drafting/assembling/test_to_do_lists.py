"""Lists and tables of what is to be done."""

import pytest

from afterword.drafting.assembling.to_do_lists import ToDo, prose_of, to_do_bullets, to_do_rows

TABLE = """| What | Who | Until |
|:---|---|---|
| Cap in code | Aylin | 9 December |
| Talk to both | Marco | done |
| Eval case | | 11 December |"""


@pytest.mark.parametrize("text", [TABLE, " ".join(TABLE.split())], ids=["on lines", "on one line"])
def test_rows_that_are_not_done(text: str) -> None:
    assert list(to_do_rows(text)) == [ToDo("Cap in code", "Aylin", "9 December"), ToDo("Eval case", "", "11 December")]


def test_a_row_that_is_struck_out_or_rejected_is_not_to_do_and_no_day_is_none() -> None:
    rows = "| Alert | Sam | tbd |\n| ~~Drop it~~ | Kim | 9 May |\n| Move it | Kim | rejected |\n| Ask | - | next week |"
    found = list(to_do_rows(f"| Task | Owner | Due |\n|---|---|---|\n{rows}"))
    assert found == [ToDo("Alert", "Sam", ""), ToDo("Ask", "-", "next week")]


@pytest.mark.parametrize(
    "text",
    [
        "| Time | Value |\n|---|---|\n| 17:02 | 31 |", "| What |\n|---|\n| Cap |", "| a | b", "What | Who", "",
        "| Model | Date |\n|---|---|\n| m-1 | 9 May |",
    ],
)  # fmt: skip
def test_other_tables_are_not_to_do(text: str) -> None:
    assert list(to_do_rows(text)) == []


@pytest.mark.parametrize(
    "head",
    ["Open:", "## Next steps", "**Action items**", "Follow-ups", "TODO:", "as agreed in the call today:", "4.3 Agreed:",
     "What we do ourselves:", "Vereinbart:"],
)  # fmt: skip
def test_bullets_below_a_head_and_the_text_without_them(head: str) -> None:
    text = f"The index is back.\n{head}\n\n- [ ] add a test\n- [x] inform sales\n2. write a note\n\nThanks"
    assert list(to_do_bullets(text)) == ["add a test", "write a note"]
    assert prose_of(text).split() == ["The", "index", "is", "back.", "Thanks"]


@pytest.mark.parametrize("text", ["Open:\nthe door", "What failed:\n- the index", "open questions:\n- why?"])
def test_other_lists_are_not_to_do(text: str) -> None:
    assert list(to_do_bullets(text)) == []
    assert prose_of(text) == text


def test_a_table_without_a_rule_has_rows_too() -> None:
    text = "| who | what | when | | Kim | cap on calls | 9 May | | ? | ask them | |"
    assert list(to_do_rows(text)) == [ToDo("cap on calls", "Kim", "9 May"), ToDo("ask them", "?", "")]


def test_a_list_with_letters_in_brackets_is_one() -> None:
    assert list(to_do_bullets("Agreed:\n   (a) add a test\n   (b) write a note\n")) == ["add a test", "write a note"]
