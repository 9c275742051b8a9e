"""Sentences and sections that say what will be done, or was."""

from __future__ import annotations

import pytest

from afterword.importing.reader.read import read_foreign

_BEFORE = (
    "# Translations swapped\n\n**Date:** 4 March 2026\n**Author:** Tilde Holm\n\n## Timeline\n\n- 09:00 UTC alert\n\n"
)


def said(text: str) -> list[tuple[str, str, str, str]]:
    actions = read_foreign(f"{_BEFORE}{text}\n", "a.md").actions
    return [(one.text, ", ".join(one.owners), str(one.due or ""), one.state) for one in actions]


def test_each_sentence_of_a_paragraph_that_orders_a_task_or_names_its_owner_is_one() -> None:
    text = "We met on Monday. Pin the glossary (Tilde, 20 March). Count swaps per language. Anders will tell the shops."
    assert said(f"## Follow-up\n\n{text}\n") == [
        ("Pin the glossary", "Tilde", "2026-03-20", "open"),
        ("Count swaps per language.", "", "", "open"),
        ("Anders will tell the shops.", "Anders", "", "open"),
    ]


def test_two_promises_in_a_sentence_are_two_and_what_was_done_beside_them_is_one() -> None:
    text = "We have pinned the glossary. By 20 March we will count swaps, and we are going to show them. We are sorry."
    assert said(f"## Message to readers\n\n{text}\n") == [
        ("We have pinned the glossary.", "", "", "done"),
        ("By 20 March we will count swaps", "", "2026-03-20", "open"),
        ("we are going to show them.", "", "", "open"),
    ]


def test_what_the_author_will_do_is_theirs() -> None:
    text = "I will read ten translations each week. The agency (Anders) will pin the glossary by 20 March. I am tired."
    assert said(f"## What happens next\n\n{text}\n") == [
        ("I will read ten translations each week.", "Tilde Holm", "", "open"),
        ("The agency (Anders) will pin the glossary by 20 March.", "Anders", "2026-03-20", "open"),
    ]


@pytest.mark.parametrize(
    ("section", "count"),
    [
        ("## Remediation\n\n- The job compares sizes.\n- An empty glossary is an alert now (it is in).\n", 2),
        ("## Remediation\n\n- 09:10 restarted\n- 09:20 fixed\n\n## Next steps\n\n- Pin it\n", 1),
        ("## Lessons\n\nOne glossary is not enough.\n\n-> Pin it (Tilde)\n-> Count swaps (Tilde, 20 March)\n", 2),
        ("## Next steps\n\nPin the glossary.\n\nCount swaps.\n", 2),
        ("## Next steps\n\nNone needed.\n", 0),
        ("## Next steps\n\nSee the board.\n\nIt is at https://t.example/board/12\n", 0),
        ("## Open questions\n\n- Who owns the glossary?\n- Why two hours?\n", 0),
    ],
)
def test_sections_of_tasks(section: str, count: int) -> None:
    assert len(said(section)) == count


def test_lines_of_a_paragraph_that_begin_with_owners_or_states_are_items() -> None:
    text = "To do:\nTilde - pin the glossary, 20 March\nAnders - tell the shops (done on Sunday)\nnobody yet - swaps\n"
    assert said(text) == [
        ("pin the glossary", "Tilde", "2026-03-20", "open"),
        ("tell the shops", "Anders", "", "done"),
        ("nobody yet - swaps", "", "", "open"),
    ]
    text = "## To do\n\n  [done] Pin the glossary (Tilde)\n  [open] Count swaps. Owner: Anders.\n"
    assert said(text) == [("Pin the glossary", "Tilde", "", "done"), ("Count swaps", "Anders", "", "open")]


def test_who_will_do_what_only_people_do_is_a_person() -> None:
    text = "Hallur is going to write to the shops. Inboxes will contain both. Þóra will pin the glossary.\n"
    assert [(who, task) for task, who, _, _ in said(f"## What follows\n\n{text}")] == [
        ("Hallur", "Hallur is going to write to the shops."),
        ("Þóra", "Þóra will pin the glossary."),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "A check of each glossary will be added.", "All keys need to be rotated each quarter.",
        "We are moving the swaps to a new queue.", "More alarms must be built into the shop.",
        "The job shall not publish without a glossary.",
    ],
)  # fmt: skip
def test_what_is_to_be_done_without_saying_by_whom_is_a_task(sentence: str) -> None:
    assert said(f"## Next steps\n\nThe job ran twice. {sentence}\n") == [(sentence, "", "", "open")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nothing will be deleted.", "The check will not be added.",
        "This will likely take some weeks.", "The glossary will be wrong sometimes.",
        "We are making progress.", "Users will be informed if it happens again.", "The day will be remembered.",
    ],
)  # fmt: skip
def test_how_things_will_be_is_not_a_task(sentence: str) -> None:
    assert said(f"## Next steps\n\nThe job ran twice. {sentence}\n") == []


def test_lines_of_a_paragraph_that_order_tasks_are_items_and_wrapped_prose_is_not() -> None:
    orders = "Pin the glossary.\nCount swaps per language.\nMore tests of languages."
    assert [one[0] for one in said(f"## Next steps\n\n{orders}\n")] == orders.split("\n")
    assert said("## Next steps\n\nThe glossary was old.\nWe talked about it.\n") == []


def test_bold_lines_that_order_tasks_have_prose_below_and_those_of_groups_have_lists() -> None:
    text = "**Pin the glossary**\n\nIt moved. Owner: Tilde Holm. Due: 20 March 2026.\n\n**Count swaps**\n\nDaily.\n"
    pinned = ("Pin the glossary", "Tilde Holm", "2026-03-20", "open")
    assert said(f"## Next steps\n\n{text}") == [pinned, ("Count swaps", "", "", "open")]
    groups = "**Improve the glossary**\n\n- Pin it\n\n**Monitor swaps**\n\n- Count them\n"
    assert [one[0] for one in said(f"## Next steps\n\n{groups}")] == ["Pin it", "Count them"]


def test_of_lessons_with_next_steps_only_the_tasks_are_action_items() -> None:
    items = "- One glossary is not enough\n- Pin the glossary\n- Swaps are seen late (Tilde, 20 March)\n"
    assert [one[0] for one in said(f"## Lessons learned and next steps\n\n{items}")] == [
        "Pin the glossary", "Swaps are seen late",
    ]  # fmt: skip


def test_prose_beside_a_list_of_tasks_only_speaks_of_them() -> None:
    text = "## Action items\n\n- Pin the glossary\n\n## Moving forward\n\nWe have added a limit and learned a lot.\n"
    assert [one[0] for one in said(text)] == ["Pin the glossary"]


def test_a_sentence_about_the_task_before_it_has_its_state() -> None:
    text = "The glossary must be pinned. This was taken into use on 9 March. A count will be added. That was rejected."
    assert [(one[0], one[3]) for one in said(f"## Next steps\n\n{text}\n")] == [
        ("The glossary must be pinned.", "done"), ("A count will be added.", "dropped"),
    ]  # fmt: skip


def test_titles_and_lines_of_tasks_beside_lists_are_tasks() -> None:
    bold = "**Pin the glossary**\n\nIt moved.\n\n**Count swaps**\n\nDaily.\n"
    lines = "**Soon**\n\nPin the index.\nRemove the old page.\n\n**Later**\n\n- Warn the shops\n"
    assert [one[0] for one in said(f"## Short-term actions\n\n- Ask Bo\n\n## Long-term actions\n\n{bold}")] == [
        "Ask Bo", "Pin the glossary", "Count swaps",
    ]  # fmt: skip
    assert [one[0] for one in said(f"## Actions\n\n{lines}")] == [
        "Pin the index.", "Remove the old page.", "Warn the shops",
    ]  # fmt: skip


def test_what_is_said_of_a_task_in_sentences_behind_it_is_its_own() -> None:
    text = """# X

On 5 May 2026.

## Action items

**Pin the glossary to one version.** Tilde, due 5/29/2026. In progress.

**Alert on refusals.** Arno. Done 5/12/2026. https://bugs.example/b/77120

**Write down how to restore.** Done.

**Test the fallback.** It was never tried before.
"""
    found = read_foreign(text, "a.md").actions
    assert [(one.text.rstrip("."), one.owners, str(one.due), one.state, one.links) for one in found] == [
        ("Pin the glossary to one version", ("Tilde",), "2026-05-29", "open", ()),
        ("Alert on refusals", ("Arno",), "None", "done", ("https://bugs.example/b/77120",)),
        ("Write down how to restore", (), "None", "done", ()),
        ("Test the fallback", (), "None", "open", ()),
    ]
