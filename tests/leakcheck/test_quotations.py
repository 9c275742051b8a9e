"""What people said inside, quoted or repeated."""

from __future__ import annotations

import pytest

from afterword.leakcheck.quotations import find_quotations
from afterword.leakcheck.views import View


def found(edition: str, text: str) -> list[str]:
    view = View(edition, list(range(len(edition) + 1)))
    return [edition[place.span.start : place.span.end] for place in find_quotations(view, [text])]


@pytest.mark.parametrize(
    ("edition", "text"),
    [
        ('It was "close enough for a Friday", he said.', "Ole: close enough for a Friday, ship it"),
        ('The team was told to "just merge".', 'on our wish ("just merge", Ole)'),
        ("Quelqu'un a dit « à refaire mardi ».", 'the comment says "refaire mardi"'),
        ("Im Protokoll hieß es „lieber heute als richtig“.", "Ole: lieber heute als richtig"),
        ('One note said "the lamp seems healthy".', 'it wrote "lamp looks healthy" each time'),
        ("It was called the slowest lamp in the whole town.", '"slowest lamp of the whole town" (Ole)'),
        ("Now it is not the harbour that we closed.", '"it is not the harbour that we closed" (Ole)'),
        ("It was never to offer returns after thirty days.", 'Prompt: "Be kind. Never offer returns after 30 days."'),
    ],
)  # fmt: skip
def test_what_was_said_inside_is_found(edition: str, text: str) -> None:
    assert len(found(edition, text)) == 1


@pytest.mark.parametrize(
    ("edition", "text"),
    [
        ('The boards now show "no data" in such a case.', 'show a "no data" tile'),
        ('They wrongly said "organic".', 'it wrote "organic" on everything'),
        ('Customers saw "please try again later today".', "the queue was full"),
        ("The lamp was slow, and the whole town noticed.", '"slowest lamp of the whole street that we have" (Ole)'),
        ("We checked all lamps.", '"all" lamps'),
        ("Now it is not the harbour that we have.", '"it is not the harbour that we have" (Ole)'),
        ('He said "of it".', "a part of it"),
    ],
)
def test_other_quotations_may_be_published(edition: str, text: str) -> None:
    assert found(edition, text) == []


def test_a_quotation_is_found_whole() -> None:
    text = '"slowest lamp of the whole town" (Ole)'
    assert found("We had the slowest lamp of the whole town here.", text) == ["slowest lamp of the whole town"]
    assert found("Slowest lamp of the town", text) == ["Slowest lamp of the town"]
    assert found('So "slowest lamp of the whole town" it was.', text)[0] == '"slowest lamp of the whole town"'


def test_words_of_a_quotation_that_are_apart_are_none() -> None:
    text = '"slowest lamp of the whole town" (Ole)'
    assert found("The slowest of all reports said that a lamp was out in town.", text) == []
    assert found("Of the whole it is said.", text) == []


def test_time_is_linear_in_quotations() -> None:
    said = " ".join(f'"lamp number {chr(97 + n % 26)} failed again today"' for n in range(300))
    assert len(found(said, said)) >= 300
