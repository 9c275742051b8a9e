"""`afterword external` as a user runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.cli.main import run
from fakes import llm as fake
from leakcheck.incident import EDITION, ID, INTERNAL


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "postmortems" / f"{ID}.md").write_text(INTERNAL)
    return tmp_path


def external(project: Path, *arguments: str) -> int:
    return run(["-C", str(project), "external", *arguments])


def test_it_is_made_once_and_then_kept(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "postmortems" / f"{ID}.external.md"
    assert external(project, ID) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"Created postmortems/{ID}.external.md\n  derived    What happened, ")
    assert "  to write   title, What happened, Who was affected" in out
    assert "add this line to .github/CODEOWNERS:\n  /postmortems/*.external.md @your-org/those-who-approve" in out
    first = path.read_bytes()
    assert external(project, ID) == 0
    assert capsys.readouterr().out.startswith(f"Unchanged postmortems/{ID}.external.md\n")
    assert path.read_bytes() == first


def test_leaks_are_reported_with_their_place_and_fail(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "postmortems" / f"{ID}.external.md"
    path.write_text(EDITION.replace("About 1,200", "Solheim and 1,200").replace("We went", "mkovac went"))
    assert external(project, ID) == 1
    out = capsys.readouterr().out
    assert f"postmortems/{ID}.external.md:22:1: `mkovac` is a name or handle\n  it is the owner" in out
    assert "name the role instead" in out


def test_those_who_approve_are_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "afterword.yml").write_text("external: {approvers: [acme/legal]}\n")
    external(project, ID)
    assert "  /postmortems/*.external.md @acme/legal\n" in capsys.readouterr().out
    (project / ".github").mkdir()
    (project / ".github" / "CODEOWNERS").write_text("* @acme/all\n/postmortems/*.external.md @acme/legal\n")
    external(project, ID)
    assert "Approve: @acme/legal (.github/CODEOWNERS:2)" in capsys.readouterr().out


def test_a_dry_run_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert external(project, ID, "--dry-run") == 0
    assert capsys.readouterr().out.startswith("---\nschema: 1\n")
    assert not (project / "postmortems" / f"{ID}.external.md").exists()


def test_values_that_are_only_proposed_are_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "postmortems" / f"{ID}.md"
    lines = [
        f"{line} # proposed, E1" if line.startswith(("  resolved:", "  detected:", "impact:")) else line
        for line in INTERNAL.splitlines(keepends=False)
    ]
    path.write_text("\n".join(lines) + "\n")
    assert external(project, ID, "--dry-run") == 0
    made = capsys.readouterr()
    note = "Note:   2 values are only proposed and are not used: incident.resolved, impact\n"
    assert made.err == note and "Customers affected" not in made.out and "The cause was removed" not in made.out
    external(project, ID)
    assert note in capsys.readouterr().out
    path.write_text(INTERNAL)
    external(project, ID)
    assert "only proposed" not in capsys.readouterr().out


def test_missing_things_are_reported(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert external(project, "2020-01-01-no") == 1
    assert "there is no post-mortem" in capsys.readouterr().err
    assert external(project, ID, "--draft") == 1
    assert "no model is configured" in capsys.readouterr().err
    (project / "postmortems" / f"{ID}.external.md").symlink_to("/etc/hostname")
    assert external(project, ID) == 1
    assert "symbolic link" in capsys.readouterr().err


def test_an_internal_post_mortem_is_reported_as_such(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "postmortems" / f"{ID}.md"
    path.write_text(INTERNAL.replace("visibility: external", "visibility: internal"))
    assert external(project, ID) == 0
    assert "it is published only once" in capsys.readouterr().out


def test_a_model_drafts_from_the_post_mortem_alone(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "postmortems" / ID).mkdir()
    (project / "postmortems" / ID / "secretnotes.txt").write_text("zqevidencemarker")
    (project / "afterword.yml").write_text("llm: {model: m}\n")
    title = "Support assistant invents refund promises"
    claims = [
        {"text": "The support assistant invented promises.", "evidence": ["D1"], "quote": title, "kind": "fact"},
        {"text": "It affected 999999 people.", "evidence": ["D1"], "quote": title, "kind": "fact"},
    ]
    answer = fake.reply({"claims": claims, "unknowns": []})
    repaired = fake.reply({"claims": [], "unknowns": []})
    with fake.endpoint(*[answer, repaired] * 4) as script:
        monkeypatch.setenv("OPENAI_API_KEY", "k")
        monkeypatch.setenv("OPENAI_BASE_URL", script.base_url)
        assert external(project, ID, "--draft") == 0
        sent = str(list(script.requests))
    text = (project / "postmortems" / f"{ID}.external.md").read_text()
    assert "not yet reviewed" in text and "The support assistant invented promises." in text
    assert "999999" not in text
    assert "zqevidencemarker" not in sent and "mkovac" not in sent
    assert "Write to customers" in sent
    said = capsys.readouterr().out
    assert "drafted    What happened" in said and f"`afterword accept {ID}.external --all`" in said


def _drafted(project: Path) -> Path:
    assert external(project, ID) == 0
    path = project / "postmortems" / f"{ID}.external.md"
    note = "## What happened\n\n> [!NOTE]\n> Drafted from evidence by m on 2026-04-20, not yet reviewed.\n\nIt lied."
    path.write_text(path.read_text().replace("## What happened\n", note, 1))
    return path


@pytest.mark.parametrize("name", [f"{ID}.external", f"postmortems/{ID}.external.md", "refund.external"])
def test_accepting_a_section_of_an_edition_changes_only_the_edition(
    project: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = _drafted(project)
    internal = (project / "postmortems" / f"{ID}.md").read_bytes()
    capsys.readouterr()
    assert run(["-C", str(project), "accept", name]) == 0
    assert capsys.readouterr().out == "Awaiting review:\n  What happened\n"
    assert run(["-C", str(project), "accept", name, "what happened"]) == 0
    assert capsys.readouterr().out == "Accepted What happened\n"
    assert "not yet reviewed" not in path.read_text() and "It lied." in path.read_text()
    assert (project / "postmortems" / f"{ID}.md").read_bytes() == internal


def test_an_edition_that_does_not_exist_is_reported(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(project), "accept", f"{ID}.external", "--all"]) == 1
    assert f"{ID} has no external edition" in capsys.readouterr().err
