"""The marks of the rules are true: what is remembered depends on the document, its evidence, and the settings."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from afterword.checks.context import Skipped
from afterword.checks.facts import DocumentFacts
from afterword.checks.registry import BY_ID, RULES
from afterword.checks.run import examine
from afterword.postmortem import PostMortem, read
from afterword.project import Project
from checks import good, minor
from leakcheck import incident

FIXTURES = Path(__file__).parents[1] / "fixtures"
AROUND = {"clock", "git", "corpus"}


@pytest.mark.parametrize("rule", [rule for rule in RULES if PostMortem in rule.of], ids=lambda rule: rule.id)
def test_rules_that_look_around_are_marked(rule: Any) -> None:
    assert (rule.check_around is not None) is bool(rule.needs & AROUND)


def _texts() -> Iterator[tuple[str, bytes]]:
    for path in sorted(FIXTURES.glob("*/*.md")):
        yield f"postmortems/{path.name}", path.read_bytes()
    for path, text in ((good.PATH, good.GOOD), (f"postmortems/{minor.ID}.md", minor.GOOD)):
        for status in ("draft", "in-review", "published"):
            yield path, text.replace("status: published", f"status: {status}").encode()
        yield path, text.replace("2026", "2027").replace("#482", "#481").encode()
    yield f"postmortems/{incident.ID}.md", incident.INTERNAL.encode()


class _Sealed(Project):
    """A project without clock, history, and other documents: asking for one of them fails."""

    def _fail(self, *_: object) -> NoReturn:
        raise AssertionError("a rule looks beside the document and its evidence")

    def __init__(self, project: Project) -> None:
        self.root, self.config, self._prefix = project.root, project.config, project._prefix

    now = git = published = documents = paths = editions = env = property(_fail)  # type: ignore[assignment]
    authors = read = document = find = post_mortem = edition = _fail  # type: ignore[assignment]


_opened: list[str] = []
_listening = False


def _listen(event: str, arguments: tuple[Any, ...]) -> None:
    watched = ("open", "os.listdir", "os.scandir", "subprocess.Popen", "os.system", "socket.connect")
    if _listening and event in watched and not isinstance(arguments[0], int):  # a number is of what was opened before
        _opened.append(f"{event} {arguments[0]}")


sys.addaudithook(_listen)


def test_remembered_results_need_no_clock_git_or_other_documents(
    open_project: Callable[..., Project], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    global _listening
    project = _Sealed(open_project())
    good.collect(tmp_path)
    documents = [read(data, path) for path, data in _texts()]
    rules = [rule for rule in RULES if PostMortem in rule.of]
    first = [examine(document, project) for document in documents]  # which imports what rules import when they run
    monkeypatch.setattr(subprocess, "Popen", project._fail)
    monkeypatch.setattr("time.time", project._fail)
    _listening = True
    try:
        assert [examine(document, project) for document in documents] == first
        for document in documents:
            for rule in rules:
                try:
                    assert list(rule.check(document, DocumentFacts.of(document, project, frozenset(BY_ID)))) is not None
                except Skipped:
                    assert rule.needs
    finally:
        _listening = False
    folders = tuple(str(tmp_path / "postmortems" / document.id) for document in documents)
    assert _opened
    assert [one for one in _opened if not one.split(" ", 1)[1].startswith(folders)] == []
