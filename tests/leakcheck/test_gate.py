"""What the gate does not know keeps an edition in: it fails closed. Each defect is named by what it let out."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.cli.main import run
from afterword.leakcheck.leak import LeakKind
from afterword.leakcheck.leak_check import find_leaks
from afterword.leakcheck.material import Material, read_material
from afterword.postmortem import read as read_internal
from afterword.postmortem.external import read
from afterword.project import Project
from afterword.site.external import find_publishable
from leakcheck.incident import EDITION, ID, INTERNAL, LINE, PATH, kinds, with_sentence

NOW = {"AFTERWORD_NOW": "2026-05-01T12:00:00Z"}
SHAPES = {
    "responders as a string": (
        'responders: [Zuzana Blahová, "@acme/payments-oncall", on-call lead]',
        "responders: Zuzana Blahová",
        "Thanks to Zuzana Blahová.",
        LeakKind.NAME,
    ),
    "responders as mappings": (
        'responders: [Zuzana Blahová, "@acme/payments-oncall", on-call lead]',
        "responders: [{name: Zuzana Blahová}]",
        "Thanks to Zuzana Blahová.",
        LeakKind.NAME,
    ),
    "owner as a list": ('owner: "@mkovac"', "owner: [mkovac, tadeusz-w]", "Thanks to mkovac.", LeakKind.NAME),
    "services as a string": (
        "services: [refund-copilot, ledger-gateway]",
        "services: refund-copilot",
        "Our refund-copilot was wrong.",
        LeakKind.SERVICE,
    ),
    "services as mappings": (
        "services: [refund-copilot, ledger-gateway]",
        "services: [{name: refund-copilot}]",
        "Our refund-copilot was wrong.",
        LeakKind.SERVICE,
    ),
    "models as a string": (
        "models:\n  - provider",
        "models: kestrel-9-large\nx:\n  - provider",
        "It was kestrel-9-large.",
        LeakKind.IDENTIFIER,
    ),
}


def written(root: Path, internal: str = INTERNAL, edition: str = EDITION) -> Path:
    folder = root / "postmortems"
    folder.mkdir(exist_ok=True)
    (folder / f"{ID}.md").write_text(internal)
    (folder / f"{ID}.external.md").write_text(edition)
    return folder


@pytest.mark.parametrize("shape", SHAPES)
def test_a_value_of_the_wrong_shape_still_names_people(shape: str) -> None:
    old, new, sentence, kind = SHAPES[shape]
    assert INTERNAL.count(old) == 1
    internal = read_internal(INTERNAL.replace(old, new).encode(), f"postmortems/{ID}.md")
    found = find_leaks(read(with_sentence(sentence).encode(), PATH), internal, Material())
    assert (kind, LINE) in {(leak.kind, leak.line) for leak in found}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_post_mortem_that_is_not_read_whole_blocks_its_edition(tmp_path: Path, shape: str) -> None:
    old, new, _, _ = SHAPES[shape]
    written(tmp_path)
    assert len(find_publishable(Project.open(tmp_path, NOW), lambda line: None)[0]) == 1
    written(tmp_path, INTERNAL.replace(old, new))
    told: list[str] = []
    ready, refused = find_publishable(Project.open(tmp_path, NOW), told.append)
    assert (len(ready), len(refused)) == (0, 1)
    assert "it cannot be compared with" in told[0] and f"{ID}.md:" in told[0]


@pytest.mark.parametrize("cell", ["tadeusz-w, ivana.k", "@tadeusz-w @ivana.k", "tadeusz-w / ivana.k", "Tad & ivana.k"])
def test_a_cell_with_several_owners_names_each_of_them(cell: str) -> None:
    internal = read_internal(INTERNAL.replace("| @tadeusz-w |", f"| {cell} |").encode(), f"postmortems/{ID}.md")
    found = find_leaks(read(with_sentence("Thanks to ivana.k for it.").encode(), PATH), internal, Material())
    assert {leak.kind for leak in found} == {LeakKind.NAME}


TOKEN = "gh" + "p_" + "a1B2c3D4e5" * 4
SHOWN = (
    f"The key was {TOKEN}.",
    f"Thanks to Zuzana, whose key is {TOKEN}.",
    f"See https://wiki.acme.example/?token={TOKEN} for more.",
    "Write to jana.novotna@shop.example please.",
    "Zuzana has jana.novotna@shop.example for you.",
)


@pytest.mark.parametrize("sentence", SHOWN)
def test_no_output_of_any_command_shows_a_secret_or_personal_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, sentence: str
) -> None:
    written(tmp_path, edition=with_sentence(sentence))
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    for form in ("text", "github", "json", "sarif"):
        assert run(["-C", str(tmp_path), "check", "--format", form]) == 1, form
    assert run(["-C", str(tmp_path), "external", ID]) == 1
    run(["-C", str(tmp_path), "site", "build", "--edition", "external"])
    out, err = capsys.readouterr()
    said = out + err + (summary.read_text() if summary.exists() else "")
    assert "AW86" in said
    for part in (TOKEN, TOKEN[4:20], "jana.novotna", "novotna@shop"):
        assert part not in said


def test_a_secret_within_an_allowed_address_is_found() -> None:
    address = f"https://wiki.acme.example/?token={TOKEN}"
    text = with_sentence(f"See {address} for more.", allow=f'"{address}"')
    internal = read_internal(INTERNAL.encode(), f"postmortems/{ID}.md")
    assert {leak.kind for leak in find_leaks(read(text.encode(), PATH), internal, Material())} == {LeakKind.SECRET}


def test_patterns_of_the_project_reach_the_edition(tmp_path: Path, open_project: Callable[..., Project]) -> None:
    written(tmp_path, edition=with_sentence("It concerned contract KD-77-ALPHA."))
    (tmp_path / "afterword.yml").write_text(
        "redaction:\n  patterns:\n    - {name: contract number, regex: 'KD-\\d\\d-[A-Z]{1,9}'}\n"
        "  allow:\n    - {text: KD-77-ALPHA, because: known inside}\n"
    )
    project = open_project()
    found = find_leaks(project.editions[0], project.documents[0], read_material(project, project.documents[0]))
    assert "redaction knows it as contract number" in {leak.reason for leak in found}


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


def test_a_history_that_is_cut_off_blocks_publication(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    folder = written(whole)
    _git(whole, "init", "-q")
    _git(whole, "add", "-A")
    _git(whole, "commit", "-q", "-m", "one", "--author", "Wilhelmina Brandvoll <w@x.example>")
    (folder / f"{ID}.md").write_text(INTERNAL + "\n")
    _git(whole, "commit", "-qam", "two")
    _git(tmp_path, "clone", "-q", "--depth=1", f"file://{whole}", "cut")
    for name, ready in (("whole", 1), ("cut", 0)):
        told: list[str] = []
        project = Project.open(tmp_path / name, NOW)
        assert len(find_publishable(project, told.append)[0]) == ready, told
        assert all("fetch-depth: 0" in line for line in told)
    assert "Wilhelmina Brandvoll" in read_material(Project.open(whole, NOW), project.documents[0]).people


def test_co_authors_and_those_who_wrote_the_edition_are_people_of_it(
    tmp_path: Path, open_project: Callable[..., Project]
) -> None:
    folder = written(tmp_path)
    _git(tmp_path, "init", "-q")
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "commit", "-q", "-m", "one\n\nCo-authored-by: Wilhelmina Brandvoll <brandvollw@x.example>")
    (folder / f"{ID}.external.md").write_text(EDITION + "\n")
    _git(tmp_path, "commit", "-qam", "two", "--author", "Oddvar Lindqvist <o@x.example>")
    project = open_project()
    people = read_material(project, project.documents[0]).people
    assert {"Wilhelmina Brandvoll", "brandvollw", "Oddvar Lindqvist"} <= set(people)


def test_an_edition_with_another_case_in_its_name_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = written(tmp_path)
    (folder / f"{ID}.external.md").rename(folder / f"{ID}.External.md")
    told: list[str] = []
    assert find_publishable(Project.open(tmp_path, NOW), told.append)[0] == []
    assert "the file's name does not end with `.external.md`" in told[0]
    assert run(["-C", str(tmp_path), "check"]) == 1
    assert f"{ID}.External.md" in capsys.readouterr().out


def test_a_few_words_in_a_row_that_an_internal_section_has_too_are_no_copy_of_it() -> None:
    assert "while the reviewer approved only cosmetic wording" in INTERNAL
    assert LeakKind.SECTION not in kinds(with_sentence("It was so while the reviewer approved only a part of it."))
