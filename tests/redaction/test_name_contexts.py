"""What a field says of the words behind it: some fields have names of programs as often as those of persons."""

from __future__ import annotations

import pytest

from afterword.redaction import Redactor


@pytest.mark.parametrize(
    "text",
    [
        "Agent: Refund Planner",
        "agent_name: Wise Owl",
        "Recipient: Dead Letter Queue",
        "reporter: Junit Html",
        "driver: Snowy Parquet",
        "student: Distil Bert",
        "teacher: Wise Owl",
        "participant: Blue Heron",
        "participants: Blue Heron",
        "member: Raft Voter",
        "candidate: Swift Falcon",
        "client: Wise Owl",
        "full: Nested Tuple",
        "real: Nested Tuple",
        "display: Retina Ultra",
        "blame: Flaky Cassette",
        "From: Blue Green",
        "| A2 | Rote Listen führen | process improvement |",
        "| A14 | Wise Owls zählen |",
    ],
)
def test_words_of_programs_are_no_name_behind_a_field(text: str) -> None:
    assert Redactor().redact(text).text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Agent: Grace Miller", "Agent: [name 1]"),
        ("driver: Sven Holm", "driver: [name 1]"),
        ("student: Will Price", "student: [name 1]"),
        ("client_name: Oren Pike", "client_name: [name 1]"),
        ("display_name: Oren Pike", "display_name: [name 1]"),
        ("Recipient: Oren Pike", "Recipient: [name 1]"),
        ("A: Oren Pike", "A: [name 1]"),
        ("From: Oren Pike", "From: [name 1]"),
        ("From: Oren Price\nSent: Monday\n", "From: [name 1]\nSent: Monday\n"),
        ("Customer: Oren Price", "Customer: [name 1]"),
    ],
)
def test_names_of_persons_go_behind_a_field(text: str, expected: str) -> None:
    assert Redactor().redact(text).text == expected
