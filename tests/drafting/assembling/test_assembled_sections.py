"""Assembled drafts of invented incidents: each sentence once, nothing that is not so, short, and stable."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from afterword.drafting.compose import compose_draft
from afterword.drafting.draft_inputs import DraftInputs
from afterword.evidence import Ledger
from afterword.language.item_kinds import ItemKind
from afterword.postmortem import PostMortem, outline, read
from afterword.project import Project
from drafting.assembling.labelled import Incident, read_incidents
from kept_ledger import write_ledger

INCIDENTS = {one.name: one for one in read_incidents()}
PLACES = {
    "time": outline.TIMELINE, "changed": outline.WHAT_CHANGED, "cause": outline.IMMEDIATE_CAUSE,
    "why": outline.CONTRIBUTING_CAUSES, "allowed": outline.WHAT_ALLOWED_IT, "evals": outline.WHY_EVALS,
    "provider": outline.UPSTREAM_PROVIDER, "impact": outline.IMPACT, "gap": outline.EVAL_GAP,
    "well": outline.WENT_WELL, "wrong": outline.WENT_WRONG, "lesson": outline.LESSONS, "fix": outline.MITIGATION,
    "act": outline.ACTION_ITEMS,
}  # fmt: skip
"""By its label, the section."""


def draft(folder: Path, incident: Incident) -> tuple[PostMortem, DraftInputs]:
    """Draft an incident of which no more is known than its evidence."""
    name = f"{str(incident.items[0].at)[:10]}-incident"
    front = f"---\nschema: 1\nid: {name}\ntitle: It broke\nstatus: draft\nseverity: SEV2\nowner: on-call lead\n---\n"
    (folder / "postmortems" / name).mkdir(parents=True)
    write_ledger(folder / "postmortems" / name, Ledger(incident.items))
    (folder / "postmortems" / f"{name}.md").write_text(front)
    project = Project.open(folder, {"AFTERWORD_NOW": "2026-12-01T08:00:00Z"})
    inputs = DraftInputs.of(project, project.document(name))
    return read(compose_draft(inputs).text.encode(), f"{name}.md"), inputs


def shown_in(document: PostMortem) -> dict[str, str]:
    """The text of each section, without open questions, and without what only cites the timeline."""
    found = {}
    for label, kind in PLACES.items():
        section = document.section(kind.name)
        text = document.text(section.body) if section else ""
        lines = (line for line in text.split("\n") if "**Unknown, needs" not in line)
        found[label] = "\n".join(lines)
    return found


@pytest.fixture(params=sorted(INCIDENTS), name="incident")
def _incident(request: pytest.FixtureRequest) -> Incident:
    return INCIDENTS[request.param]


def test_an_assembled_draft_states_what_is_so_once_and_briefly(incident: Incident, tmp_path: Path) -> None:
    document, inputs = draft(tmp_path, incident)
    assert not document.problems
    rows = [line for line in shown_in(document)["time"].split("\n") if line.startswith("- ")]
    assert 3 <= len(rows) <= 20
    # Chatter, and orders to an AI, appear nowhere, not even as a footnote.
    for item in incident.items:
        if inputs.kinds[item.id] in (ItemKind.CHATTER, ItemKind.ADDRESSES_AI):
            assert f"[^{item.label}]" not in document.source.text
    # What is quoted in a section is in no other section, and not in the timeline.
    quoted = re.findall(r'^(?:- )?[^"\n]+: "(.{25,})" \[\^e\d+\]$', document.source.text, re.MULTILINE)
    body = document.source.text[: document.source.text.index("\n## Evidence")]
    assert all(body.count(words) == 1 for words in quoted)
    # A second run changes nothing.
    again = compose_draft(DraftInputs.of(Project.open(tmp_path, {}), document)).text
    assert again == document.source.text


def test_the_name_of_a_file_begins_a_line_as_it_is_written(tmp_path: Path) -> None:
    name = "2026-04-16-late"
    (tmp_path / "postmortems" / name).mkdir(parents=True)
    (tmp_path / "postmortems" / f"{name}.md").write_text(
        f"---\nschema: 1\nid: {name}\ntitle: It broke\nstatus: draft\nseverity: SEV2\nowner: on-call lead\n---\n"
    )
    rows = [
        '"source": "chat", "line": 1, "at": "2026-04-16T12:10Z", "actor": "participant 1", "text": "rolled back to v4"',
        '"source": "chat", "line": 2, "at": "2026-04-16T12:20Z", "actor": "participant 2", "text": "all is well again"',
        '"source": "ops/notes.md", "line": 1, "at": "2026-04-16T12:30Z", "text": "no eval covers late parcels"',
    ]
    (tmp_path / "postmortems" / name / "evidence.jsonl").write_text(
        "".join(f'{{"id": "E{number}", {row}}}\n' for number, row in enumerate(rows, 1))
    )
    project = Project.open(tmp_path, {"AFTERWORD_NOW": "2026-12-01T08:00:00Z"})
    drafted = compose_draft(DraftInputs.of(project, project.document(name))).text
    assert 'ops/notes.md, 2026-04-16 12:30Z: "no eval' in drafted
