"""`check --fix` brings a document of an earlier version over, once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from afterword.checks import Level, check
from afterword.checks.fixing import fix
from afterword.postmortem import PostMortem, read
from afterword.project import Project
from checks.minor import GOOD, ID

BLOCK = "<!-- afterword:derived impact 0123456789ab -->\n\nTwelve users.\n\n<!-- /afterword:derived -->"
OLD = GOOD.replace("---\n\n## Summary", "drafted:\n  - {section: Impact, by: derived}\n---\n\n## Summary").replace(
    "Twelve users.", BLOCK
)
NEW = GOOD.replace("---\n\n## Summary", "drafted:\n  derived: [Impact]\n---\n\n## Summary").replace(
    "Twelve users.", BLOCK.replace("\n\n", "\n")
)


@pytest.mark.parametrize(("newline", "begins"), [("\n", ""), ("\r\n", ""), ("\n", "\ufeff")], ids=["lf", "crlf", "bom"])
def test_old_forms_are_one_note_that_can_be_fixed_once(
    open_project: Callable[..., Project], newline: str, begins: str
) -> None:
    project = open_project()

    def document(text: str) -> PostMortem:
        return read((begins + text.replace("\n", newline)).encode(), f"postmortems/{ID}.md")

    def found(one: PostMortem) -> list[tuple[str, Level]]:
        return [(finding.rule, finding.level) for finding in check([one], project).findings]

    assert ("AW125", Level.NOTE) in found(document(OLD))
    once = fix(document(OLD), lambda one: check([one], project).findings)
    assert once.document.source.text == document(NEW).source.text
    assert [finding.rule for finding in once.findings] == ["AW125"]
    assert fix(once.document, lambda one: check([one], project).findings).findings == ()
    assert ("AW125", Level.NOTE) not in found(document(NEW))
