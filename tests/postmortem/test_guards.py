"""Lines that name the action item which guards in place of a case."""

from __future__ import annotations

import pytest

from afterword.postmortem import read
from afterword.postmortem.guards import guards

REST = (
    "\n\n## Action items\n\n| ID | Action | Owner | Due |\n|---|---|---|---|\n| A1 | Alert | @octocat | 2026-03-01 |\n"
)


@pytest.mark.parametrize(
    ("line", "ids", "exists"),
    [
        ("**Guarded by:** A1", ("A1",), True),
        ("- **guarded by** a1 and A2", ("a1", "and", "A2"), True),
        ("**Guarded by:** A9", ("A9",), False),
    ],
)
def test_guard_is_read_with_the_action_items_that_it_names(line: str, ids: tuple[str, ...], exists: bool) -> None:
    document = read(f"## Eval coverage gap\n\n{line}{REST}".encode(), "postmortems/2026-01-02-x.md")
    (guard,) = guards(document)
    assert (guard.ids, guard.exists, document.text(guard.span)) == (ids, exists, line)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_guard_is_read_whatever_ends_its_line(newline: str) -> None:
    text = f"## Eval coverage gap\n\n**Guarded by:** A1{REST}".replace("\n", newline)
    (guard,) = guards(read(text.encode(), "postmortems/2026-01-02-x.md"))
    assert guard.exists


def test_line_elsewhere_guards_nothing() -> None:
    document = read(f"## Summary\n\n**Guarded by:** A1{REST}".encode(), "postmortems/2026-01-02-x.md")
    assert guards(document) == []
