"""Rules look at any document without raising, in time that grows with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.checks import Level, check
from afterword.postmortem import PostMortem, blocks, read
from afterword.project import Project
from checks.good import GOOD, PATH, collect
from growth import require_linear
from postmortem.documents import FULL, NASTY, STYLES, TEXT, Style

NOW = {"AFTERWORD_NOW": "2026-05-01T12:00:00Z"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("project")
    collect(folder)
    return Project.open(folder, NOW)


def run(project: Project, data: bytes) -> list[str]:
    document = read(data, PATH)
    found = check([document], project).findings
    for finding in found:
        assert 1 <= finding.line <= finding.end_line <= data.count(b"\n") + data.count(b"\r") + 1
        assert finding.message
        assert finding.remedy
    return [finding.rule for finding in found]


@given(
    st.sampled_from([GOOD, FULL]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 60), TEXT), max_size=6),
    st.sampled_from(STYLES),
    st.sampled_from(["draft", "in-review", "published"]),
)
def test_no_rule_raises(
    project: Project, text: str, edits: list[tuple[float, int, str]], style: Style, status: str
) -> None:
    text = text.replace("status: draft", f"status: {status}").replace("status: published", f"status: {status}")
    for share, length, new in edits:
        at = int(share * len(text))
        text = text[:at] + new + text[at + length :]
    run(project, style.write(text))


@given(st.lists(st.sampled_from(GOOD.split("\n")), max_size=60), st.lists(st.sampled_from(NASTY), max_size=10))
def test_lines_in_any_order(project: Project, chosen: list[str], nasty: list[str]) -> None:
    run(project, ("---\n" + "\n".join((*chosen, *nasty)) + "\n").encode())


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_a_good_document_is_good_in_every_style(project: Project, style: Style) -> None:
    assert run(project, style.write(GOOD)) == []


def test_body_is_parsed_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    parse = blocks.parse
    monkeypatch.setattr(blocks, "parse", lambda text: parsed.append(text) or parse(text))
    run(project, GOOD.replace("120 users were", "<name> TBD were").encode())
    assert len(parsed) == 1


CASE = GOOD[GOOD.index("```yaml") : GOOD.index("## What went well")]
ROW = "| A1 | Add the refund cases | eval-case | P1 | TBD | 2028 | | open | #481 |\n"
REPEATED = {
    "events": ("- 2026-04-16 08:30Z", "- 2026-04-16 08:30Z — **detected:** TODO\n"),
    "actions": ("| A1 | Add", ROW),
    "actions without id": ("| A1 | Add", ROW.replace("A1", "")),
    "eval cases": ("```yaml", CASE),
    "assertions": ("must_not:\n", "must_not:\n  - contains: x\n"),
    "placeholders": ("120 users were", "TBD <name> TODO: lorem ipsum "),
    "comments": ("120 users were", "<!-- "),
    "guards": ("```yaml", "**Guarded by:** A9\n\n"),
    "causes": ("  - id: model-settings", "  - id: tone-rewrite\n    kind: prompt\n"),
    "diff lines": ("+- Be generous.", "+- Be generous.\n-- a\n"),
    "contributing causes": ("- No case asked", "why\n\n"),
    "blanks": ("120 users were", " \t"),
    "citations": ("120 users were", "[^["),
    "code that looks like a citation": ("120 users were", "a[^1]"),
    "tables of actions": ("## Evidence", "> | Action | Owner |\n> |---|---|\n> | x | y |\n\n"),
    "rules of dashes": ("## Evidence", "- - - -|-\n"),
    "check boxes": ("## Evidence", "- [ ] x\n"),
    "margins": ("## Evidence", "> - 1. "),
    "owners": ("@octocat", "@a, "),
    "ends": ("they fail on release 58", "when "),
    "mentioned ids": ("120 users were", "A7 "),
    "rows of the timeline": ("- 2026-04-16 08:30Z", "| Time | What |\n|---|---|\n| 2026-04-16 | a|b |\n\n"),
    "sections": ("## Impact", "## Timeline\n\n"),
    "sections without a reason": ("120 users were", "### x\n\n**Not applicable:**\n\n"),
    "samples": ("**Sample 1**", "| Output |\n|---|\n| x |\n\n> Bot: x\n\n"),
    "question marks": ("120 users were", "?"),
    "forms": ("120 users were", "[insert x"),
    "exceptions": ("120 users were", "<!-- afterword: ignore AW201 because x --> "),
    "exceptions that are not read": ("120 users were", "<!-- afterword ignore "),
    "words of no vocabulary": ("services: [bot]", "services: [bot]\nfactors: [" + "no-fallback, " * 20 + "x]\n#"),
}


@pytest.mark.parametrize("name", REPEATED)
def test_time_is_linear(project: Project, name: str) -> None:
    old, new = REPEATED[name]

    def make(times: int) -> PostMortem:
        text = GOOD.replace("[missing-eval, no-canary]", "[missing-eval]").replace(old, new * times + old, 1)
        return read(text.encode(), PATH)

    require_linear(make, lambda document: check([document], project), size=800)


def test_published_examples_have_no_warnings() -> None:
    project = Project.open(Path(__file__).parents[2], NOW)
    published = [document for document in project.documents if document.front.status == "published"]
    assert published
    warned = {
        (finding.rule, finding.path)
        for finding in check(published, project).findings
        if finding.level is not Level.NOTE
    }
    # The vendor announced no measure that detects; the document is to say so with a reason.
    assert warned <= {("AW506", "postmortems/2025-07-17-agent-deletes-production-database.md")}
