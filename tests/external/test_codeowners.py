"""Who approves an edition, as GitHub reads CODEOWNERS."""

from __future__ import annotations

import pytest

from afterword.external.codeowners import Owners, match_owners, propose_line

PATH = "postmortems/2026-04-16-bot.external.md"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("# nobody\n\n", None),
        ("/postmortems/*.external.md @acme/legal", Owners(("@acme/legal",), 1)),
        ("*.external.md @a @b # both\n", Owners(("@a", "@b"), 1)),
        ("* @all\n/postmortems/ @team\n", Owners(("@team",), 2)),
        ("/postmortems/ @team\n* @all\n", Owners(("@all",), 2)),
        ("postmortems/** @x", Owners(("@x",), 1)),
        ("**/postmortems @x", Owners(("@x",), 1)),
        ("/docs/ @x\n/postmortems/*/x @y", None),
        ("/postmortems/*.external.md @a\n/postmortems/*.external.md\n", Owners((), 2)),
        ("/*.external.md @x", None),
        ("*.md @x", Owners(("@x",), 1)),
        ("*.m? @x", Owners(("@x",), 1)),
    ],
)
def test_the_last_line_that_fits_counts(text: str, expected: Owners | None) -> None:
    assert match_owners(text, PATH) == expected


def test_the_line_that_is_proposed_covers_the_editions() -> None:
    line = propose_line("postmortems", ("acme/legal", "@ana"))
    assert line == "/postmortems/*.external.md @acme/legal @ana"
    assert match_owners(line, PATH) == Owners(("@acme/legal", "@ana"), 1)
    assert match_owners(line, "postmortems/2026-04-16-bot.md") is None
