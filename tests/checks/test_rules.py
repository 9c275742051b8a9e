"""Each rule flags its defect at exactly its line, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from afterword import demo
from afterword.checks import Level, check, check_files
from afterword.postmortem.draft_notice import write_shared_notice
from afterword.project import Project
from checks.minor import GOOD, findings


def test_a_good_document_has_nofindings(open_project: Callable[..., Project]) -> None:
    assert findings(open_project(), GOOD) == []


NOTICE = (
    "> [!NOTE]\n> Drafted from evidence by m1, not yet reviewed. Delete this note once you have checked the section."
)

CASE = """\
```yaml
# afterword: eval-case
id: refund-not-invented
input: unknown
must: [{contains: specialist}]
observed: unknown
expected: unknown
```

"""
DEFECTS = {
    # name: (replace, by, rule, text of the line that is flagged)
    "a key that the status owes": ("severity: SEV3\n", "", "AW120", "schema: 1"),
    "a nested key that the status owes": ("  resolved: 2026-04-16T12:00Z\n", "", "AW120", "started: 2026-04-16T09:00Z"),
    "a severity of another project": ("SEV3", "SEV9", "AW121", "severity: SEV9"),
    "a factor outside the vocabulary": ("missing-eval]", "missing-evals]", "AW121", "factors: [missing-evals]"),
    "an undecided severity": ("SEV3", "unknown", "AW122", "severity: unknown"),
    "an empty section": ("The bot invented refunds.\n", "", "AW201", "## Summary"),
    "an empty part of Root cause": (
        "The rule was gone.\n", "The rule was gone.\n\n### What allowed it\n", "AW202", "### What allowed it",
    ),
    "a section that is missing": ("## Impact\n\nTwelve users.\n\n", "", "AW201", "## Root cause"),
    "the first section is missing": ("## Summary\n\nThe bot invented refunds.\n\n", "", "AW201", "---"),
    "the last section is missing": (
        GOOD[GOOD.index("**Guarded by") : GOOD.index("## Evidence")],
        "**Not applicable:** a setting has no evals\n\n", "AW201", "## Eval coverage gap",
    ),
    "a section that does not apply without a word why": (
        "Twelve users.", "**Not applicable:**", "AW203", "**Not applicable:**",
    ),
    "a part that does not apply without a word why": (
        "The rule was gone.\n", "The rule was gone.\n\n### Upstream provider\n\n**Not applicable:** -\n",
        "AW203", "**Not applicable:** -",
    ),
    "events out of order": ("10:45Z — traffic", "10:15Z — traffic", "AW210", "- 2026-04-16 10:15Z"),
    "a citation without definition": ("[^s1]\n", "[^s2]\n", "AW211", "release 58 [^s2]"),
    "a row without id": ("| A1 | Add", "| | Add", "AW501", "| | Add a case"),
    "a category of its own": ("| eval case |", "| evaluation |", "AW502", "| A1 | Add a case"),
    "a status of its own": ("| open |", "| wip |", "AW502", "| A1 | Add a case"),
    "an open action without owner": ("@octocat", "TBD", "AW503", "| A1 | Add a case"),
    "an open action without date": ("2026-04-24", "", "AW503", "| A1 | Add a case"),
    "a path out of the evidence folder": (
        "kind: config,", "kind: config, before: ../../etc/passwd, after: unknown,", "AW801", "causes:",
    ),
    "a draft that nobody reviewed": (
        "The bot invented refunds.", f"{NOTICE}\n\nThe bot invented refunds.", "AW901", "> [!NOTE]",
    ),
    "a draft that a notice above all sections names": (
        "## Summary", f"{write_shared_notice({'m1': ['Summary']})}\n\n## Summary", "AW901", "> [!NOTE]",
    ),
    "a question that is still open": (
        "Twelve users.", "Twelve users.\n\n**Unknown, needs investigation:** how many?", "AW902", "**Unknown",
    ),
    "a value of the wrong form": ("users: 12", "users: a dozen", "AW107", "impact: {users: a dozen}"),
}  # fmt: skip


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_is_flagged_at_its_line_and_nothing_else(open_project: Callable[..., Project], defect: str) -> None:
    old, new, rule, line = DEFECTS[defect]
    assert GOOD.count(old) >= 1
    text = GOOD.replace(old, new, 1)
    found = [finding for finding in findings(open_project(), text) if finding.rule == rule]
    others = [f for f in findings(open_project(), text) if f.rule != rule]
    assert [line in text.splitlines()[finding.line - 1] for finding in found] == [True]
    assert found[0].level is Level.ERROR
    assert found[0].remedy
    # An undecided severity asks for the gravest one's sections; that is its consequence, not another defect.
    assert others == [] or defect == "an undecided severity"


def test_gaps_of_a_draft_are_warnings(open_project: Callable[..., Project]) -> None:
    text = GOOD.replace("status: published", "status: draft").replace("The bot invented refunds.", "")
    text = text.replace("@octocat", "TBD").replace("evals: {gap: missing-case}\n", "")
    found = findings(open_project(), text)
    assert {finding.rule for finding in found} == {"AW201", "AW503", "AW702"}
    assert {finding.level for finding in found} == {Level.WARNING}


def test_the_repository_s_own_post_mortems_are_clean() -> None:
    project = Project.open(Path(__file__).parents[2], {"AFTERWORD_NOW": "2026-05-01T12:00:00Z"})
    report = check_files(project, project.paths)
    assert report.documents == 5
    assert report.findings == ()


def test_the_sample_has_no_errors() -> None:
    root = Path(demo.__file__).parent / "sample"
    project = Project.open(root, {"AFTERWORD_NOW": "2026-05-01T12:00:00Z"})
    report = check(project.documents, project)
    assert report.documents == 1
    assert [finding for finding in report.findings if finding.level is Level.ERROR] == []


def test_all_that_a_draft_lacks_can_be_ignored_at_its_top(open_project: Callable[..., Project]) -> None:
    text = GOOD.replace("status: published", "status: draft # afterword: ignore AW702 because of the test")
    text = text[: text.index("## Summary")]
    found = [finding for finding in findings(open_project(), text) if finding.rule == "AW201"]
    assert [finding.place for finding in found] == [
        "Summary", "Timeline", "Root cause", "Impact", "Eval coverage gap", "Action items",
    ]  # fmt: skip
    ignored = text.replace("schema: 1", "schema: 1 # afterword: ignore AW201 because a demonstration drafts them")
    assert findings(open_project(), ignored) == []


def test_a_section_is_called_as_the_settings_call_it(open_project: Callable[..., Project]) -> None:
    text = GOOD.replace("## Root cause\n\nThe rule was gone.\n\n", "")
    (found,) = findings(open_project(AFTERWORD_SECTIONS_ROOT_CAUSE="How it happened"), text)
    assert found.message == "the section `How it happened` is missing"
