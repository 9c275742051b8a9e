"""What a post-mortem says is to stay inside."""

from __future__ import annotations

import pytest

from afterword.leakcheck.kept_quiet import find_quiet
from afterword.leakcheck.views import View


def found(edition: str, text: str) -> list[str]:
    view = View(edition, list(range(len(edition) + 1)))
    return [edition[place.span.start : place.span.end] for place in find_quiet(view, [text])]


@pytest.mark.parametrize(
    ("edition", "text", "words"),
    [
        (
            "The lamp supplier will be replaced.",
            "The supplier is replaced in May, not told to them yet.",
            "supplier will be replaced",
        ),
        ("Our insurer has raised it.", "The insurer raised our fee. We may not tell that.", "insurer has raised"),
        ("An apprentice wrote it.", "No names outside, esp. apprentice.", "apprentice"),
        ("The supplier is replaced.", "That the supplier is replaced is not public yet.", "supplier is replaced"),
        ("A reporter noticed it.", "Never mention the reporter.", "reporter"),
        ("Our contract ends soon.", "The contract with the lamp maker is not public.", "contract"),
        ("We spoke of a merger.", "A merger is planned for May. The merger isn't public.", "merger"),
        ("Der Lieferant wurde gekündigt.", "Lieferant gekündigt, vertraulich.", "Lieferant wurde gekündigt"),
    ],
)  # fmt: skip
def test_what_is_to_stay_inside_is_found(edition: str, text: str, words: str) -> None:
    assert words in found(edition, text)


@pytest.mark.parametrize(
    ("edition", "text"),
    [
        ("The lamp supplier will be replaced.", "The supplier is replaced in May."),
        ("The lamp was off.", "The supplier is replaced in May, not told to them yet. The lamp was off."),
        ("A reporter noticed it.", "A reporter noticed it."),
        ("Buyers who were active saw it.", "The cards of another active buyer; such data is rightly not public."),
        ("The lamps have a supplier.", "Lamp supplier, confidential."),
        (
            "The supplier made a plan, drew a map, sold a ship, sang a song, and replaced it.",
            "Supplier replaced, hush.",
        ),
        ("The bucket with the letters was safe.", "The bucket with the letters is not public."),
        ("The contract page was slow.", "The contract page is not public."),
        ("The contract was shown to others.", "If the contract is not public, the bot must not quote it."),
        ("A tender was read wrongly.", "The tender was not public."),
        ("Prices were wrong for an hour.", "Customers were unaware that prices were wrong for an hour."),
        ("The logs showed the outage.", "We saw nothing about the outage in the logs."),
        ("One supplier told us.", "The supplier is replaced in May, not told to them yet."),
    ],
)
def test_everything_else_may_be_published(edition: str, text: str) -> None:
    assert found(edition, text) == []
