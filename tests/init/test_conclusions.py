"""Who concludes: the settings that `init` writes are those that drafting reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.config import Way
from afterword.init.conclusions import CONCLUSIONS, WAYS, way_of_conclusions, write_ways
from afterword.postmortem import outline
from afterword.project import Project


@pytest.mark.parametrize("way", WAYS)
def test_written_way_is_read_for_each_section_that_concludes(tmp_path: Path, way: Way) -> None:
    (tmp_path / "afterword.yml").write_text(f"site:\n  name: Ours\n{write_ways(way)}")
    config = Project.open(tmp_path, {}).config
    assert way_of_conclusions(config) == way
    kinds = (*outline.SECTIONS, *outline.ROOT_CAUSE_PARTS)
    concluding = {kind.name for kind in kinds if {kind.name, kind.parent} & set(CONCLUSIONS)}
    assert {kind.name for kind in kinds if config.way_of(kind) != "draft"} == (set() if way == "draft" else concluding)
    assert {"Immediate cause", "Lessons", "Action items"} <= concluding and "Timeline" not in concluding


def test_ways_that_differ_are_no_answer(tmp_path: Path) -> None:
    (tmp_path / "afterword.yml").write_text("draft:\n  sections: {Root cause: gather}\n")
    assert way_of_conclusions(Project.open(tmp_path, {}).config) == "draft"
