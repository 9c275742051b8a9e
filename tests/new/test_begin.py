"""From sources and answers to a post-mortem: one function for the command line and for the issue form."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from afterword.errors import AfterwordError
from afterword.github.connections import Connection
from afterword.new.begin import Begun, Given, begin_post_mortem
from afterword.new.earlier import Earlier
from afterword.new.place import place
from afterword.new.sources import Sources
from afterword.new.suggest import Suggestions, take_suggestions
from afterword.new.versions import recognise_versions
from afterword.postmortem.template import Facts
from afterword.project import Project
from new.incident import ID, THREAD, make_repository, write_sources

NOON = {"AFTERWORD_NOW": "2026-05-01T12:00Z"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.open(make_repository(tmp_path / "work"), NOON)


def sources(tmp_path: Path) -> Sources:
    found = recognise_versions(list(map(Path, write_sources(tmp_path / "outside"))))
    return Sources(found.others, files=found.files)


def begin(project: Project, of: Sources, facts: Facts | None = None) -> Begun:
    with Connection({}) as github:
        begun = begin_post_mortem(project, Given(of, take_suggestions, facts or Facts("")), github)
    assert isinstance(begun, Begun)
    return begun


def test_sources_give_document_evidence_and_files_and_leave_the_project_as_it_is(
    project: Project, tmp_path: Path
) -> None:
    begun = begin(project, sources(tmp_path))
    assert (begun.document.id, begun.facts.severity) == (ID, "SEV2")
    assert [report.name for report in begun.collected.reports][:2] == ["thread.txt", "alert.json"]
    assert list(begun.files)[-1] == f"postmortems/{ID}.md" and f"postmortems/{ID}/evidence.jsonl" in begun.files
    assert begun.drafted.proposals is None and begun.drafted.result is not None
    assert not project.folder.exists()


def test_the_same_sources_and_answers_give_the_same_bytes(project: Project, tmp_path: Path) -> None:
    of = sources(tmp_path)
    assert begin(project, of).files == begin(project, of).files
    as_text = replace(of, paths=of.paths[1:], texts={"thread.txt": THREAD.encode()})
    texts = begin(project, as_text).files[f"postmortems/{ID}/evidence.jsonl"].splitlines()
    assert sorted(line.partition(b'"source"')[2] for line in texts) == sorted(
        line.partition(b'"source"')[2]
        for line in begin(project, of).files[f"postmortems/{ID}/evidence.jsonl"].splitlines()
    )


def test_each_source_is_read_once_and_one_without_a_day_again_if_another_names_it(
    project: Project, tmp_path: Path
) -> None:
    of, said = sources(tmp_path), list[str]()
    with Connection({}) as github:
        begin_post_mortem(project, Given(of, take_suggestions), github, said.append)
    read = Counter(text.split(" (")[0] for text in said if text.startswith(("reading thread", "reading alert")))
    assert read == {
        "reading thread.txt": 1,
        "reading thread.txt with its times on 2026-04-24": 1,
        "reading alert.json": 1,
    }


def test_a_start_that_is_answered_changes_the_day_of_times_without_one(project: Project) -> None:
    def answer(suggestions: Suggestions, facts: Facts) -> Facts:
        return replace(take_suggestions(suggestions, facts), times={"started": "2026-04-10T17:00Z"})

    of = Sources(texts={"thread.txt": THREAD.encode()})
    with Connection({}) as github:
        begun = begin_post_mortem(project, Given(of, answer), github)
    assert isinstance(begun, Begun)
    assert begun.document.id.startswith("2026-04-10-")
    assert str(begun.collected.items[0].at) == "2026-04-10T17:12Z"


def test_sources_that_have_a_post_mortem_are_not_asked_about(project: Project, tmp_path: Path) -> None:
    of = sources(tmp_path)
    place(project, begin(project, of), None)

    def never(suggestions: Suggestions, facts: Facts) -> Facts:
        raise AssertionError

    with Connection({}) as github:
        found = begin_post_mortem(project, Given(of, never), github)
    assert isinstance(found, Earlier) and (found.document_id, found.known) == (ID, found.wanted)


def test_sources_of_which_nothing_is_read_are_refused(project: Project) -> None:
    with Connection({}) as github, pytest.raises(AfterwordError, match=r"nothing was read .* the file is empty"):
        begin_post_mortem(project, Given(Sources(texts={"a.txt": b" "}), take_suggestions), github)
