"""What the items of a list of actions say beside the task: who, until when, and whether it is done."""

from __future__ import annotations

import pytest

from afterword.importing.reader.read import read_foreign
from growth import require_linear

_BEFORE = (
    "# Translations swapped\n\n**Date:** 4 March 2026\n**Author:** Tilde Holm\n\n"
    "## Timeline\n\n- 09:00 UTC alert\n\n## Action items\n\n"
)


def said(items: str) -> list[tuple[str, str, str, str]]:
    actions = read_foreign(f"{_BEFORE}{items}\n", "a.md").actions
    return [(one.text, ", ".join(one.owners), str(one.due or ""), one.state) for one in actions]


TASK = "Pin the glossary"


@pytest.mark.parametrize(
    ("behind", "owner", "due", "state"),
    [
        (". Owner: Tilde Holm. Due 20 March 2026.", "Tilde Holm", "2026-03-20", "open"),
        (". Assigned to Tilde Holm, to be finished by 20 March 2026.", "Tilde Holm", "2026-03-20", "open"),
        (". Tilde takes this.", "Tilde", "", "open"),
        (". Tilde. 20 March.", "Tilde", "2026-03-20", "open"),
        ("\n  Tilde Holm, 20 March 2026", "Tilde Holm", "2026-03-20", "open"),
        ("\n  Responsible: Tilde Holm (Docs). Target: end of March 2026.", "Tilde Holm", "2026-03-31", "open"),
        (" (Tilde). In production since 9 March.", "Tilde", "", "done"),
        (" (Tilde), it has been merged already", "Tilde", "", "done"),
        (" (it is in, see `glossary.yml`).", "", "", "done"),
        (" (Tilde, live in June).", "Tilde", "", "open"),
        (" (Tilde, April sprint)", "Tilde", "", "open"),
        (" – Tilde – w/c 9 March", "Tilde", "", "open"),
        (" – Tilde (Docs), 20 March", "Tilde", "2026-03-20", "open"),
        (" – docs team (Tilde), 20 March", "Tilde", "2026-03-20", "open"),
        (" / Tilde / 2026-03-20 / done", "Tilde", "2026-03-20", "done"),
        (": Tilde, by 20 March", "Tilde", "2026-03-20", "open"),
        (" 📅 2026-03-20 👤 Tilde", "Tilde", "2026-03-20", "open"),
        (" {Tilde}", "Tilde", "", "open"),
        (" by end of March – Tilde", "Tilde", "2026-03-31", "open"),
        (" (~~Anders~~ Tilde)", "Tilde", "", "open"),
        (" – won't do, the glossary is gone", "", "", "dropped"),
        (" (Tilde): it moved twice", "Tilde", "", "open"),
        (" (owner: ?)", "", "", "open"),
        (". Nobody has taken it yet.", "", "", "open"),
        (" (Elasticsearch)", "", "", "open"),
        (" (API)", "", "", "open"),
        (" (in every region)", "", "", "open"),
        (": Translator", "", "", "open"),
    ],
)
def test_what_is_said_behind_a_task(behind: str, owner: str, due: str, state: str) -> None:
    ((text, *rest),) = said(f"- {TASK}{behind}")
    assert text.startswith(TASK)
    assert rest == [owner, due, state]


@pytest.mark.parametrize(
    ("before", "owner", "due"),
    [
        ("**Tilde Holm** – ", "Tilde Holm", ""),
        ("**Tilde Holm**\n  ", "Tilde Holm", ""),
        ("Tilde – ", "Tilde", ""),
        ("Tilde to ", "Tilde", ""),
        ("[Tilde] ", "Tilde", ""),
        ("[P1] ", "", ""),
        ("Owner: Tilde; ", "Tilde", ""),
        ("Owner: Tilde. Due: 20 March. ", "Tilde", "2026-03-20"),
        ("A1 (Tilde, 20 March): ", "Tilde", "2026-03-20"),
        ("**Idempotency** – ", "", ""),
        ("**Monitoring:** ", "", ""),
    ],
)
def test_what_is_said_before_a_task(before: str, owner: str, due: str) -> None:
    ((text, *rest),) = said(f"- {before}pin the glossary")
    assert text.endswith("pin the glossary")
    assert rest == [owner, due, "open"]


@pytest.mark.parametrize(
    ("sentence", "owner", "state"),
    [
        ("Tilde will pin the glossary", "Tilde", "open"),
        ("Tilde has pinned the glossary", "Tilde", "done"),
        ("Redis owns the glossary", "", "open"),
        ("Glossary has to be pinned", "", "open"),
        ("Thank Tilde", "", "open"),
    ],
)
def test_who_does_it_in_a_sentence(sentence: str, owner: str, state: str) -> None:
    assert said(f"- {sentence}") == [(sentence, owner, "", state)]


def test_a_name_at_the_beginning_of_most_items_is_that_of_their_owners() -> None:
    assert said("- Tilde: pin the glossary\n- Localisation: count swaps") == [
        ("pin the glossary", "Tilde", "", "open"),
        ("count swaps", "Localisation", "", "open"),
    ]


@pytest.mark.parametrize("piece", ["Ana, ", "a – ", "Owner: Ana; ", "it is done, "])
def test_an_item_of_many_pieces_takes_linear_time(piece: str) -> None:
    require_linear(lambda n: f"{_BEFORE}- {piece * n}x\n", lambda text: read_foreign(text, "a.md"), size=800)
