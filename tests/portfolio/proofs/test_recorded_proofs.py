"""Files of proofs that belong to no case are found."""

from __future__ import annotations

from pathlib import Path

from afterword.portfolio.proofs.recorded_proofs import recorded_proofs, stray_records
from afterword.project import Project
from portfolio.proofs.test_sides import CASE

NAME = "2026-02-10-refunds"


def test_files_of_no_case(tmp_path: Path) -> None:
    folder = tmp_path / "postmortems" / NAME / "proofs"
    folder.mkdir(parents=True)
    (tmp_path / "postmortems" / f"{NAME}.md").write_text(f"---\nschema: 1\nid: {NAME}\ntitle: T\n---\n{CASE}")
    for name in ("c.json", "c.calls.jsonl", "c.fixed.md", "renamed.json", "renamed.calls.jsonl"):
        (folder / name).write_text("{}")
    project = Project.open(tmp_path, {})
    document = project.document(NAME)
    assert stray_records(project, document, ["c"]) == [
        f"postmortems/{NAME}/proofs/renamed.calls.jsonl",
        f"postmortems/{NAME}/proofs/renamed.json",
    ]
    (one,) = recorded_proofs(project, document)
    assert one.void == ("this is not the record of a proof: `case`: field required",)
    (folder / "c.json").unlink()
    (folder / "c.json").mkdir()
    (one,) = recorded_proofs(project, document)
    assert one.void == ("`proofs/c.json` in the evidence folder is a folder",)
    (folder / "c.json").rmdir()
    (one,) = recorded_proofs(project, document)
    assert (one.record, one.void, one.is_proven) == (None, (), False)
