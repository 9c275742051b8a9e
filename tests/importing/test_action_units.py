"""Action items in tables: which column says what, and what its cells say."""

from __future__ import annotations

import pytest

from afterword.importing.reader.read import read_foreign


@pytest.mark.parametrize(
    ("head", "row", "said"),
    [
        ("Task | Responsible person | Planned for", "T | Tilde | March 20", ("Tilde", "2026-03-20", "open")),
        ("Improvement | Who's on it | By when", "T | Tilde | 20 March", ("Tilde", "2026-03-20", "open")),
        ("Action | Owner / due", "T | Tilde / 20 March", ("Tilde", "2026-03-20", "open")),
        ("Action | Owner, deadline", "T | Tilde, 20 March", ("Tilde", "2026-03-20", "open")),
        ("Action | Team | Owner", "T | Docs | Tilde", ("Tilde", "", "open")),
        ("Action | Owner | Due", "T | Tilde (Docs) | 20.03.", ("Tilde", "2026-03-20", "open")),
        ("Action | Owner | Due", "T | ~~Anders~~ Tilde | ~~10 March~~ 20 March", ("Tilde", "2026-03-20", "open")),
        ("Action | Owner | Done?", "T | Tilde | 9 March", ("Tilde", "", "done")),
        ("Action | Owner | Done?", "T | Tilde | no", ("Tilde", "", "open")),
        ("Action | Owner | Completed on", "T | Tilde | |", ("Tilde", "", "open")),
        ("Action | Owner | Due | Closed", "T | Tilde | 20 March | 9 March", ("Tilde", "2026-03-20", "done")),
        ("Action | Owner | Notes", "T | Tilde | done in DOC-7", ("Tilde", "", "done")),
        ("Action | Owner | Notes", "T | Tilde | open for all", ("Tilde", "", "open")),
        (" | Action | Owner", "[x] | T | Tilde", ("Tilde", "", "done")),
        ("Status | Action | Owner", "🟢 | T | tilde@", ("tilde", "", "done")),
        ("Action | Progress | Owner", "T | 50 % | Tilde", ("Tilde", "", "open")),
    ],
)
def test_the_columns_of_a_table_of_actions(head: str, row: str, said: tuple[str, str, str]) -> None:
    table = f"| {head} |\n|{'---|' * (head.count('|') + 1)}\n| {row.replace('T |', 'Pin the glossary |', 1)} |\n"
    (action,) = read_foreign(f"# Swapped\n\n**Date:** 4 March 2026\n\n## Action items\n\n{table}", "a.md").actions
    assert action.text == "Pin the glossary"
    assert (", ".join(action.owners), str(action.due or ""), action.state) == said
