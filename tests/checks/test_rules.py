"""Each rule flags its defect at exactly its line, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.checks import Context, Finding, Severity, check, check_files
from afterword.checks.registry import RULES
from afterword.errors import AfterwordError
from afterword.postmortem import read
from afterword.project import Project

ID = "2026-04-16-bot"
GOOD = f"""---
schema: 1
id: {ID}
title: Bot invents refunds
status: published
severity: SEV3
visibility: external
owner: on-call lead
incident:
  started: 2026-04-16T09:00Z
  detected: 2026-04-16T10:30Z
  resolved: 2026-04-16T12:00Z
  detection: customer
services: [bot]
models: [{{provider: acme, name: chat, version: "1", parameters: unknown}}]
causes: [{{id: tone, kind: config, summary: The setting changed}}]
provider: {{factor: none}}
impact: {{users: 12}}
evals: {{gap: missing-case}}
factors: [missing-eval]
---

## Summary

The bot invented refunds.

## Timeline

- 2026-04-16 09:00Z — **change:** release 58 [^s1]
- 2026-04-16 10:30Z — **detected:** reproduced [^s1]
- 2026-04-16 10:45Z — traffic moved [^s1]
- 2026-04-16 12:00Z — **resolved:** release 57 [^s1]

## Root cause

The rule was gone.

## Impact

Twelve users.

## Eval coverage gap

No case asked about refunds.

**Guarded by:** A2

## Action items

| ID | Action | Category | Priority | Owner | Due | Done when | Status | Issue |
|---|---|---|---|---|---|---|---|---|
| A1 | Add a case | eval case | P1 | @octocat | 2026-04-24 | it fails on v12 | open | |
| A2 | Alert on refunds | monitoring improvement | P1 | @acme/ops | 2026-04-25 | a replay raises it | done | |

## Evidence

[^s1]: release log
"""


def _findings(project: Project, text: str) -> list[Finding]:
    return list(check([read(text.encode(), f"postmortems/{ID}.md")], Context(project)).findings)


def test_a_good_document_has_no_findings(open_project: Callable[..., Project]) -> None:
    assert _findings(open_project(), GOOD) == []


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
        GOOD[GOOD.index("**Guarded by") : GOOD.index("## Evidence")], CASE, "AW201", "## Eval coverage gap",
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
    found = [finding for finding in _findings(open_project(), text) if finding.rule == rule]
    others = [f for f in _findings(open_project(), text) if f.rule != rule]
    assert [line in text.splitlines()[finding.line - 1] for finding in found] == [True]
    assert found[0].severity is Severity.ERROR
    assert found[0].remedy
    # An undecided severity asks for the gravest one's sections; that is its consequence, not another defect.
    assert others == [] or defect == "an undecided severity"


def test_sections_out_of_order_are_told_at_the_fewest(open_project: Callable[..., Project]) -> None:
    impact, guarded = "## Impact\n\nTwelve users.\n\n", "**Guarded by:** A2\n\n"
    without = GOOD.replace(impact, "")
    for text, line, remedy in (
        (without.replace(guarded, guarded + impact), "## Impact", "move it below `Root cause`"),
        (without.replace("## Summary", f"{impact}## Summary"), "## Impact", "move it below `Root cause`"),
        (GOOD.replace("## Timeline", "## Sources\n\n## Timeline"), "## Sources", "move it below `Action items`"),
    ):
        found = [one for one in _findings(open_project(), text) if one.rule == "AW204"]
        assert [(text.splitlines()[one.line - 1], one.severity) for one in found] == [(line, Severity.WARNING)]
        assert found[0].remedy == remedy


LOOK_ALIKES = {
    "a section of their own between the others": ("## Impact", "## Communication\n\nOne mail.\n\n## Impact"),
    "a section that does not apply and the reason": ("Twelve users.", "**Not applicable:** nobody was there."),
    "a reason in the next paragraph": ("Twelve users.", "**Not applicable:**\n\nNobody was there."),
    "a footnote glued to a word": ("Twelve users.", "Twelve users[^s1]."),
}


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_look_alikes_are_not_flagged(open_project: Callable[..., Project], name: str) -> None:
    assert GOOD.count(LOOK_ALIKES[name][0]) == 1
    assert _findings(open_project(), GOOD.replace(*LOOK_ALIKES[name])) == []


def test_code_that_looks_like_a_citation_is_only_told(open_project: Callable[..., Project]) -> None:
    def told(text: str) -> list[tuple[str, Severity]]:
        found = _findings(open_project(), GOOD.replace("Twelve users.", text))
        return [(one.rule, one.severity) for one in found]

    assert told("The last, arr[^1], was lost.") == [("AW211", Severity.NOTE)]
    assert told("The last, `arr[^1]`, was lost.") == []
    assert told("The last was lost. [^1]") == [("AW211", Severity.ERROR)]
    assert told("The last[^1] was lost.[^2]\n\n[^2]: the log") == [("AW211", Severity.ERROR)]


def test_another_case_of_a_word_is_put_right_and_another_word_is_not(open_project: Callable[..., Project]) -> None:
    (found,) = _findings(open_project(), GOOD.replace("SEV3", "sev3"))
    assert found.remedy == "did you mean `SEV3`? Use one of: SEV1, SEV2, SEV3, SEV4; or add it in afterword.yml"
    assert [splice.text for splice in found.fix] == ["SEV3"]
    (found,) = _findings(open_project(), GOOD.replace("[missing-eval]", "[no-fallback]"))
    assert found.remedy.startswith("use one of 24 words, such as ") and "no-rollback-plan" in found.remedy
    assert not found.fix
    (found,) = _findings(open_project(), GOOD.replace("[missing-eval]", "[missing-evals]"))
    assert found.remedy.startswith("did you mean `missing-eval`? Use one of 24 words, such as missing-eval, ")
    assert not found.fix


def test_gaps_of_a_draft_are_warnings(open_project: Callable[..., Project]) -> None:
    text = GOOD.replace("status: published", "status: draft").replace("The bot invented refunds.", "")
    text = text.replace("@octocat", "TBD").replace("evals: {gap: missing-case}\n", "")
    found = _findings(open_project(), text)
    assert {finding.rule for finding in found} == {"AW120", "AW201", "AW503", "AW702"}
    assert {finding.severity for finding in found} == {Severity.WARNING}


def test_links_and_broken_ledgers_are_found(open_project: Callable[..., Project], tmp_path: Path) -> None:
    folder = tmp_path / "postmortems" / ID
    folder.mkdir(parents=True)
    (folder / "environment").symlink_to("/proc/self/environ")
    (folder / "evidence.jsonl").write_text("{}\n")
    found = _findings(open_project(), GOOD)
    assert [(finding.rule, finding.line) for finding in found] == [("AW802", 1), ("AW803", 1)]
    assert "environment is a symbolic link" in found[0].message
    assert "evidence.jsonl:1" in found[1].message


def test_the_repository_s_own_post_mortems_are_clean() -> None:
    project = Project.open(Path(__file__).parents[2], {"AFTERWORD_NOW": "2026-05-01T12:00:00Z"})
    report = check_files(project, project.paths)
    assert report.documents == 5
    assert report.findings == ()


def test_the_sample_has_no_errors() -> None:
    root = Path(__file__).parents[2] / "tooling" / "afterword" / "demo" / "sample"
    project = Project.open(root, {"AFTERWORD_NOW": "2026-05-01T12:00:00Z"})
    report = check(project.documents, Context(project))
    assert report.documents == 1
    assert [finding for finding in report.findings if finding.severity is Severity.ERROR] == []


IGNORE = "<!-- afterword: ignore AW210 because the source gives both days -->"


def _disordered(comment_at_end: str = "", comment_above: str = "") -> str:
    timeline = "- 2026-04-16 10:45Z — traffic moved [^s1]"
    changed = f"{comment_above}- 2026-04-16 11:00Z — later [^s1]\n- 2026-04-16 10:45Z — earlier [^s1]{comment_at_end}"
    return GOOD.replace(timeline, changed)


def test_an_ignored_finding_is_left_out(open_project: Callable[..., Project]) -> None:
    assert [finding.rule for finding in _findings(open_project(), _disordered())] == ["AW210"]
    assert _findings(open_project(), _disordered(comment_at_end=f" {IGNORE}")) == []
    assert _findings(open_project(), _disordered(comment_above=f"{IGNORE}\n\n")) == []


def test_a_row_and_a_key_can_be_excepted_too(open_project: Callable[..., Project]) -> None:
    row = GOOD.replace("@octocat", "TBD").replace(
        "| open | |", "| open | <!-- afterword: ignore AW503 because new --> |"
    )
    assert _findings(open_project(), row) == []
    key = GOOD.replace("missing-eval]", "missing-evals]  # afterword: ignore AW121 because it is ours")
    assert _findings(open_project(), key) == []
    above = GOOD.replace("factors: [missing-eval]", "# afterword: ignore AW121 because it is ours\nfactors: [own]")
    assert _findings(open_project(), above) == []


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("<!-- afterword: ignore AW210 -->", "the reason is missing"),
        ("<!-- afterword: ignore AW210 because -->", "the reason is missing"),
        ("<!-- afterword: ignore because of it -->", "names no rule"),
        ("<!-- afterword: ignore AW999 because x -->", "there is no rule `AW999`"),
    ],
)
def test_an_incomplete_ignore_ignores_nothing(open_project: Callable[..., Project], comment: str, message: str) -> None:
    found = _findings(open_project(), _disordered(comment_at_end=f" {comment}"))
    assert {finding.rule for finding in found} == {"AW210", "AW114"}
    assert any(message in finding.message for finding in found)


def test_an_ignore_that_is_not_needed_is_told(open_project: Callable[..., Project]) -> None:
    found = _findings(open_project(), GOOD.replace("Twelve users.", f"Twelve users. {IGNORE}"))
    assert [(finding.rule, finding.severity) for finding in found] == [("AW115", Severity.WARNING)]


def test_of_two_comments_for_one_finding_the_second_is_told(open_project: Callable[..., Project]) -> None:
    found = _findings(open_project(), _disordered(comment_at_end=f" {IGNORE} {IGNORE}"))
    assert [finding.rule for finding in found] == ["AW115"]
    found = _findings(open_project(), _disordered(comment_at_end=f" {IGNORE.replace('AW210', 'AW210, AW211')}"))
    assert [(finding.rule, finding.message) for finding in found] == [
        ("AW115", "this comment ignores nothing of `AW211`")
    ]


def test_an_exception_from_a_rule_that_did_not_look_is_kept(
    open_project: Callable[..., Project], tmp_path: Path
) -> None:
    cadence = GOOD.replace("status: published", "status: published  # afterword: ignore AW701 because of a holiday")
    assert _findings(open_project(), cadence) == []  # there is no history
    (tmp_path / "afterword.yml").write_text("checks: {rules: {AW210: off}}\n")
    assert _findings(open_project(), _disordered(comment_at_end=f" {IGNORE}")) == []
    (tmp_path / "afterword.yml").write_text("checks: {rules: {AW115: off}}\n")
    assert _findings(open_project(), GOOD.replace("Twelve users.", f"Twelve users. {IGNORE}")) == []


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- afterword ignore AW601 because it is a quotation -->",
        "<!-- Afterword: ignore AW601 because it is a quotation -->",
        "<!-- afterword: ignored AW601 because it is a quotation -->",
        "<!-- afterword: disable AW601 -->",
        "<!-- afterword: ignore AW601 because it is\na quotation -->",
    ],
)
def test_a_comment_that_is_not_read_as_an_exception_is_told(open_project: Callable[..., Project], comment: str) -> None:
    text = GOOD.replace("Twelve users.", f"Twelve users. {comment}")
    found = _findings(open_project(), text)
    assert [(one.rule, text.splitlines()[one.line - 1]) for one in found] == [
        ("AW114", f"Twelve users. {comment}".splitlines()[0])
    ]
    front = GOOD.replace("severity: SEV3", "severity: SEV3  # afterword ignore AW121 because it is ours")
    assert [one.rule for one in _findings(open_project(), front)] == ["AW114"]


@pytest.mark.parametrize("text", ["`<!-- afterword ignore AW601 -->`", "<!-- see afterword.yml -->"])
def test_what_only_speaks_of_exceptions_is_not_told(open_project: Callable[..., Project], text: str) -> None:
    assert _findings(open_project(), GOOD.replace("Twelve users.", f"Twelve users. {text}")) == []


def test_a_missing_section_can_be_excepted_where_it_should_stand(open_project: Callable[..., Project]) -> None:
    comment = "<!-- afterword: ignore AW201 because nobody could be counted -->"
    text = GOOD.replace("## Impact\n\nTwelve users.\n\n", "").replace("## Root cause", f"{comment}\n\n## Root cause")
    assert _findings(open_project(), text) == []


def test_settings_give_levels_by_rule_family_and_path(open_project: Callable[..., Project], tmp_path: Path) -> None:
    settings = tmp_path / "afterword.yml"
    settings.write_text("checks:\n  rules:\n    AW210: warning\n")
    assert [finding.severity for finding in _findings(open_project(), _disordered())] == [Severity.WARNING]
    settings.write_text("checks:\n  rules:\n    AW2: off\n")
    assert _findings(open_project(), _disordered()) == []
    paths = "  paths:\n    - path: 'postmortems/2026-*'\n      rules:\n        AW210: note\n"
    settings.write_text(f"checks:\n  rules:\n    AW2: off\n{paths}")
    assert [finding.severity for finding in _findings(open_project(), _disordered())] == [Severity.NOTE]
    settings.write_text("checks:\n  rules:\n    AW999: off\n")
    with pytest.raises(AfterwordError, match="AW999"):
        _findings(open_project(), GOOD)


def test_every_rule_explains_itself() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.why and rule.bad and rule.good and rule.name, rule.id
