"""A new post-mortem: its id, what is refused, and that nothing is overwritten."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterword.errors import AfterwordError
from afterword.postmortem import read_file
from afterword.postmortem.create import Form, create_post_mortem, make_id, severity_named, title_from, why_invalid
from afterword.postmortem.template import Facts, slug

NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("started", "document_id"),
    [
        ("2026-04-16T17:00Z", "2026-04-16-bot-lied"),
        ("2026-04", "2026-04-01-bot-lied"),
        ("unknown", "2026-05-01-bot-lied"),
        ("", "2026-05-01-bot-lied"),
    ],
)
def test_id_is_the_first_day_and_a_short_name(started: str, document_id: str) -> None:
    times = {"started": started} if started else {}
    assert make_id(Facts("Bot lied", times=times), NOW) == document_id


@pytest.mark.parametrize(
    ("key", "value", "error"),
    [
        ("severity", "SEV1", ""),
        ("severity", "unknown", ""),
        ("severity", "HIGH", "`HIGH` is not a severity; use one of SEV1, SEV2"),
        ("resolved", "2026-04-16", ""),
        ("duration", "2 h", ""),
        ("owner", "anything at all", ""),
    ],
)
def test_values_are_checked_as_the_format_does(key: str, value: str, error: str) -> None:
    assert why_invalid(key, value, ["SEV1", "SEV2"]) == error


@pytest.mark.parametrize("key", ["started", "detected", "mitigated", "resolved", "duration"])
def test_times_that_cannot_be_read_are_invalid(key: str) -> None:
    assert "; " in why_invalid(key, "yesterday", [])


@pytest.mark.parametrize(
    ("value", "name"),
    [("sev2", "SEV2"), ("Sev-2", "SEV2"), ("SEV 2", "SEV2"), ("high", "High"), ("sev9", "sev9"), ("", "")],
)
def test_severity_is_recognised_as_people_write_it(value: str, name: str) -> None:
    assert severity_named(value, ["SEV1", "SEV2", "High"]) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Große Störung in Straße 7", "grosse-storung-in-strasse-7"),
        ("Customers " + "incomprehensibilities " * 4, "customers-incomprehensibilities-incomprehensibilities"),
        ("x" * 80, "x" * 60),
    ],
)
def test_name_of_an_id_has_whole_words_and_no_lost_letters(title: str, name: str) -> None:
    assert slug(title) == name


def test_name_of_an_id_can_be_chosen() -> None:
    facts = Facts(title="A very long title", times={"started": "2026-04-16"}, short_name="Refund promises")
    assert make_id(facts, datetime(2026, 5, 1, tzinfo=UTC)) == "2026-04-16-refund-promises"


def test_title_is_the_first_sentence_of_the_summary() -> None:
    assert title_from("The bot lied. It did so for hours.") == "The bot lied"
    assert title_from("a" * 90 + ".") == "a" * 90
    assert title_from("word " * 30) == ("word " * 17).strip() + "…"


def test_post_mortem_is_written_once(tmp_path: Path) -> None:
    facts = Facts("Bot lied", times={"started": "2026-04-16"})
    made = create_post_mortem(tmp_path, "postmortems", facts, Form(["Summary"]), NOW)
    path = tmp_path / f"{made}.md"
    document = read_file(path, path.name)
    assert (made, document.problems, [one.name for one in document.sections]) == (
        "2026-04-16-bot-lied",
        (),
        ["Summary"],
    )
    path.write_text("mine")
    with pytest.raises(AfterwordError, match="exists") as raised:
        create_post_mortem(tmp_path, "postmortems", facts, Form(["Summary"]), NOW)
    assert (raised.value.path, path.read_text()) == ("postmortems/2026-04-16-bot-lied.md", "mine")


def test_link_in_place_of_the_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "2026-05-01-bot-lied.md").symlink_to(tmp_path / "nowhere.md")
    with pytest.raises(AfterwordError, match="exists"):
        create_post_mortem(tmp_path, "postmortems", Facts("Bot lied"), Form(), NOW)
    assert not (tmp_path / "nowhere.md").exists()
