"""Who approves an edition, as GitHub reads CODEOWNERS."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.errors import AfterwordError
from afterword.external.codeowners import Owners, find_owners, match_owners, propose_line

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


def test_what_is_no_file_of_the_repository_names_no_owners(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("* @x\n")
    root = tmp_path / "root"
    root.mkdir()
    assert find_owners(root, PATH) == ("", None)
    (root / "CODEOWNERS").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(AfterwordError, match="leads out of the project"):
        find_owners(root, PATH)
