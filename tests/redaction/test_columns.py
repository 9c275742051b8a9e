"""The cells below the head of a column, for each way in which a table is written."""

from __future__ import annotations

import pytest

from afterword.redaction import Redactor
from afterword.redaction.columns import cells


def below(text: str, word: str, *, alone: bool = False) -> list[str]:
    """The cells below a word of the head."""
    at = text.index(word)
    return [text[start:end] for start, end in cells(text, at, at + len(word), alone=alone)]


@pytest.mark.parametrize(
    "text",
    [
        "id,who,x\n1,Ann,2\n2,Bob,3\n",
        "who;x\nAnn;2\nBob;3", "id\twho\n1\tAnn\n2\tBob", "id,who\r\n1,Ann\r\n2,Bob\r\n",
        "| id | who |\n|---|---|\n| 1 | Ann |\n| 2 | Bob |", '"id","who"\n"1","Ann"\n"2","Bob"\n',
        "id  who    x\n1   Ann    2\n2   Bob    3", "INSERT INTO t (id, who) VALUES (1, 'Ann'), (2, 'Bob');",
        "COPY t (id, who) FROM stdin;\n1\tAnn\n2\tBob\n", "csv: id,who,x\n1,Ann,2\n2,Bob,3", "a_1,who\n1,Ann\n2,Bob",
    ],
)  # fmt: skip
def test_the_cells_of_a_column_are_found(text: str) -> None:
    assert below(text, "who") == ["Ann", "Bob"]


@pytest.mark.parametrize(
    "text",
    [
        "who\nAnn\nBob", "who is that, x\nAnn", "id: 1, who\n1,Ann", "f(id, who)\nAnn, Bob", "id,who\n1;Ann",
        "x who y\nAnn",
        "id,who",
    ],
)  # fmt: skip
def test_lines_that_are_no_table_have_none(text: str) -> None:
    assert below(text, "who") == []


def test_a_row_with_another_number_of_cells_ends_the_table() -> None:
    assert below("id,who\n1,Ann\n2,Bob,3\n4,Eve", "who") == ["Ann"]
    assert below('id,who\n1,"Ann, B"\n2,Bob', "who") == ["Ann, B", "Bob"]


def test_another_head_with_the_word_ends_the_table_and_an_empty_cell_does_not() -> None:
    assert below("id,who\n1,Ann\nid,who\n2,Bob", "who") == ["Ann"]
    assert below("id,who\n1,\n2,Bob", "who") == ["Bob"]


def test_a_head_of_one_word_counts_if_it_may_be_alone() -> None:
    assert below("who\nAnn\n'Bob'\n\nEve", "who", alone=True) == ["Ann", "Bob"]
    assert below("who \nAnn", "who", alone=True) == ["Ann"]
    assert below("who else\nAnn", "who", alone=True) == []


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("id;name\n4;Uwe Brandt", ["Uwe Brandt"]),
        ("id,nom,prenom\n4,Girard,Amélie", ["Girard", "Amélie"]),
        ("id;vorname;nachname\n4;Uwe;Brandt", ["Uwe", "Brandt"]),
        ("customer,plan\nHana Sato,pro", ["Hana Sato"]),
        ("name,phone\nx,347 220 9184", ["347 220 9184"]),
        ("dob\n1979-03-14", ["1979-03-14"]),
        ("date_of_birth,1979-03-14", ["1979-03-14"]),
        ("addr_line_1,pin\n9 Quarry Bank,560038", ["9 Quarry Bank"]),
        ("user,password\nops,Granite-88x", ["Granite-88x"]),
    ],
)
def test_each_kind_of_column_goes(text: str, gone: list[str]) -> None:
    redacted = Redactor().redact(text).text
    assert [value for value in gone if value in redacted] == []


@pytest.mark.parametrize(
    "text",
    ["name,value\nlatency,12", "nom,prix\nAlpha,12", "id,phone\n7,none", "dob\nmissing", "customer,plan\nACME,pro"],
)
def test_cells_of_other_things_stay(text: str) -> None:
    assert Redactor().redact(text).text == text


def test_rows_set_in_columns_may_begin_with_their_number_and_end_with_another_count() -> None:
    assert below("id  who    x\n0  1   Ann    2\n1  2   Bob    3\nsum  2", "who") == ["Ann", "Bob"]
    assert below("id  who    x\n1   Ann\n2   Bob    3", "who") == []
    assert below("id  who    x\n0  0  1   Ann    2", "who") == []


def test_a_sign_within_quotes_parts_no_cells() -> None:
    assert below('id;who\r\n1;"Ann; B"\r\n2;Bob\r\n', "who") == ["Ann; B", "Bob"]
    assert below("id,who\n1,'Ann' B\n2,Bob", "who") == ["'Ann' B", "Bob"]


def test_a_statement_that_is_cut_off_has_no_cells() -> None:
    assert below("INSERT INTO t (id, who", "who") == []
    assert below("INSERT INTO t (id, who) VALUES (1, 'Ann'), (2, 'Bo", "who") == ["Ann"]
