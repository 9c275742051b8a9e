"""Post-mortems in another layout are found where a repository has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.errors import AfterwordError
from afterword.init.earlier_documents import Earlier, elsewhere, in_the_way, move_away


def write(path: Path, text: str = "# Search was slow\n") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_documents_in_the_folder_of_the_post_mortems_are_in_the_way(tmp_path: Path) -> None:
    folder = tmp_path / "postmortems"
    assert in_the_way(tmp_path, "postmortems") is None
    write(folder / "README.md")
    write(folder / "2026-04-16-ours.md", "---\nschema: 1\nid: x\n---\n")
    assert in_the_way(tmp_path, "postmortems") is None
    write(folder / "search-was-slow.md")
    write(folder / "2026-04-17-theirs.md", "---\ntitle: x\n---\n")
    assert in_the_way(tmp_path, "postmortems") == Earlier("postmortems", 2)
    move_away(tmp_path, "postmortems")
    assert (tmp_path / "old-postmortems/search-was-slow.md").is_file() and not folder.exists()
    write(folder / "another.md")
    with pytest.raises(AfterwordError, match="exists already"):
        move_away(tmp_path, "postmortems")


@pytest.mark.parametrize("name", ["docs/post-mortems", "old-postmortems", "ops/rca", "Incident_Reports"])
def test_folder_with_a_known_name_is_found(tmp_path: Path, name: str) -> None:
    write(tmp_path / name / "one.md")
    write(tmp_path / name / "README.md")
    write(tmp_path / "postmortems" / "2026-04-16-ours.md")
    write(tmp_path / "docs" / "page.md")
    write(tmp_path / "node_modules" / "postmortem" / "x.md")
    assert elsewhere(tmp_path, "postmortems") == Earlier(name, 1)


def test_without_such_a_folder_nothing_is_found(tmp_path: Path) -> None:
    write(tmp_path / "docs" / "incidental.md")
    assert elsewhere(tmp_path, "postmortems") is None
