"""The charts of a retrospective, as SVG files."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.resources import files
from xml.etree import ElementTree

from afterword.portfolio import Portfolio
from afterword.portfolio.periods import read_quarter
from afterword.postmortem import read
from afterword.project import Project
from afterword.site.retrospective_charts import draw_charts

_STYLES = files("afterword.site").joinpath("theme/assets/afterword/site.css").read_text(encoding="utf-8")


def test_charts_are_whole_svg_files_and_hold_nothing_hostile(open_project: Callable[..., Project]) -> None:
    project = open_project()
    front = "severity: SEV1\ncauses: [{id: a, kind: prompt}]\n"
    documents = tuple(
        read(f"---\nid: 2026-0{month}-01-x\n{front}---\n".encode(), f"postmortems/2026-0{month}-01-x.md")
        for month in (1, 2, 5)
    )
    made = draw_charts(Portfolio(documents, project.config, project.now), read_quarter("2026-Q1"))
    assert {name: title for name, (title, _) in made.items()} == {
        "incidents": "Incidents by severity", "causes": "Kinds of causes in 2026-Q1",
    }  # fmt: skip
    for _, svg in made.values():
        root = ElementTree.fromstring(svg)
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert not [one for one in root.iter() if one.tag.endswith(("script", "foreignObject", "image"))]
        for name in re.findall(r'class="(aw-fill-[\w-]+)"', svg):
            assert re.search(rf"\.{name}\b", _STYLES), "the page of the site draws it with its own colours"
    assert "SEV1: 2" in made["incidents"][1] and "prompt: 2" in made["causes"][1]


def test_a_quarter_without_incidents_has_no_charts(open_project: Callable[..., Project]) -> None:
    project = open_project()
    assert draw_charts(Portfolio((), project.config, project.now), read_quarter("2026-Q1")) == {}
