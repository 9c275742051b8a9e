"""Who concludes: sections that are drafted, gathered, or left to people."""

from __future__ import annotations

from pathlib import Path

from afterword.drafting.compose import compose_draft
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.missing_sections import sections_to_ask
from afterword.postmortem import outline, read
from afterword.project import Project
from drafting.incident import ID, make_project


def inputs_with(folder: Path, ways: str) -> DraftInputs:
    make_project(folder)
    (folder / "afterword.yml").write_text(f"draft:\n  sections: {ways}\n")
    project = Project.open(folder, {"AFTERWORD_NOW": "2026-02-12T08:00:00Z"})
    return DraftInputs.of(project, project.document(ID))


def test_a_section_that_is_left_to_people_is_not_written(tmp_path: Path) -> None:
    inputs = inputs_with(tmp_path, "{Mitigation: leave}")
    drafted = read(compose_draft(inputs).text.encode(), f"{ID}.md")
    assert drafted.section("Mitigation") is None
    assert drafted.section("Summary") is not None
    assert "Mitigation" not in {spec.name for spec in sections_to_ask("m1", inputs)}


def test_a_section_that_is_left_to_people_is_drafted_when_it_is_named(tmp_path: Path) -> None:
    inputs = inputs_with(tmp_path, "{Mitigation: leave}")
    drafted = read(compose_draft(inputs, only=["Mitigation"]).text.encode(), f"{ID}.md")
    assert drafted.section("Mitigation") is not None


def test_what_is_gathered_is_cited_and_asked_and_no_model_concludes(tmp_path: Path) -> None:
    inputs = inputs_with(tmp_path, "{Mitigation: gather}")
    drafted = read(compose_draft(inputs).text.encode(), f"{ID}.md")
    section = drafted.section("Mitigation")
    assert section is not None
    text = drafted.text(section.body)
    assert "[^e3]" in text and outline.MITIGATION.questions[0] in text
    assert "Mitigation" not in {spec.name for spec in sections_to_ask("m1", inputs)}


def test_root_cause_means_all_its_parts(tmp_path: Path) -> None:
    inputs = inputs_with(tmp_path, "{Root cause: leave}")
    drafted = read(compose_draft(inputs).text.encode(), f"{ID}.md")
    assert all(drafted.section(part.name) is None for part in outline.ROOT_CAUSE_PARTS)
