"""What each format prints, and that text of documents does nothing in any of them."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import unquote

import pytest

from afterword.checks import Finding, Level, Report
from afterword.checks.files import FixedFile
from afterword.checks.formats import explaining, github, json_, quality, sarif, text
from afterword.checks.registry import RULES
from afterword.checks.run import SkippedRule
from afterword.checks.sources import Sources
from afterword.errors import AfterwordError
from afterword.postmortem import PostMortem, Source, Span, read
from afterword.postmortem.edit import Splice

PATH = "postmortems/2026-04-16-bot.md"
HOSTILE = (
    "\x1b]0;owned\x07 \u202e \u2066 \x9b31m \r\n::error::pwned\n::stop-commands::x ##[error] 100%, <img src=x> [a](b) |"
)


def finding(level: Level = Level.ERROR, line: int = 1, **more: Any) -> Finding:
    values: dict[str, Any] = {
        "path": PATH, "line": line, "column": 2, "end_line": line, "rule": "AW507", "level": level,
        "message": "it is wrong", "remedy": "put it right",
    }  # fmt: skip
    return Finding(**{**values, **more})


def report(*findings: Finding, skipped: tuple[SkippedRule, ...] = ()) -> Report:
    return Report(findings, 2, skipped)


def sources(**texts: str) -> Sources:
    """The texts of files; the one at `PATH` is given by the name `here`."""
    return lambda path: Source(texts[name]) if (name := "here" if path == PATH else path) in texts else None


def document(source: str) -> PostMortem:
    return read(source.encode(), PATH)


def test_text_has_findings_by_file_what_was_skipped_and_a_verdict() -> None:
    shown = text.render(
        report(
            finding(line=2),
            finding(Level.NOTE, line=1, path="postmortems/other.md"),
            skipped=(
                SkippedRule("AW701", "the history is cut off", 5),
                SkippedRule("AW702", "the history is cut off", 5),
            ),
        ),
        sources(here="one\ntwo\n"),
    )
    assert shown == (
        f"{PATH}\n  2:2  error    AW507  it is wrong\n      | two\n      → put it right\n\n"
        "postmortems/other.md\n  1:2  note     AW507  it is wrong\n      → put it right\n\n"
        "skipped: AW701, AW702 for 5 post-mortems: the history is cut off\n\n"
        "2 post-mortems: 1 error, 1 note\n"
        "Next: fix 1 error in 2026-04-16-bot\n"
    )


def test_the_verdict_counts_what_can_be_fixed() -> None:
    fix = (Splice(Span(0, 0), "x"),)
    assert text.verdict(report(finding(fix=fix), finding())) == (
        "2 post-mortems: 2 errors; `afterword check --fix` fixes 1"
    )
    assert text.verdict(Report((), 1)) == "1 post-mortem: no findings"


def test_no_control_character_reaches_the_terminal() -> None:
    hostile = finding(message=HOSTILE, remedy=HOSTILE, path=HOSTILE)
    shown = text.render(
        report(hostile, skipped=(SkippedRule("AW701", HOSTILE, 1),)), sources(**{HOSTILE: HOSTILE + "\n"})
    )
    machine = json_.render(report(hostile), sources()) + sarif.render(report(hostile))
    for output in (shown, "\n".join(text.fix_lines([FixedFile((hostile,), AfterwordError(HOSTILE))])), machine):
        assert re.findall(r"[^\n\x20-\x7e→…|\ufffd]", output) == []
    assert not any(line.lstrip().startswith("::") for line in shown.splitlines())


def test_json_says_what_a_program_needs() -> None:
    fix = (Splice(Span(3, 5), "a\nb"),)
    windows = sources(here="---\r\nschema: 1\r\n---\r\n")
    first, second = json.loads(json_.render(report(finding(fix=fix), finding()), windows))
    assert first == {
        "path": PATH, "line": 1, "column": 2, "end_line": 1, "rule": "AW507", "severity": "error",
        "message": "it is wrong", "fix": [{"start": 3, "end": 5, "text": "a\r\nb"}], "remedy": "put it right",
    }  # fmt: skip
    assert second["fix"] is None


def test_annotations_come_errors_first_and_at_most_ten_a_level() -> None:
    many = [finding(severity, line) for line in range(1, 13) for severity in (Level.WARNING, Level.ERROR)]
    lines = github.render(report(*many, finding(Level.NOTE)), "log", "docs/").splitlines()
    commands = [line.split(" ", 1)[0] for line in lines]
    assert commands[:21] == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"]
    assert lines[0] == (
        f"::error file=docs/{PATH},line=1,endLine=1,col=2,"
        "title=AW507 each action has an issue of its own::it is wrong%0Aput it right"
    )
    assert "10 of 12 errors are annotated, all are listed here" in lines


def obeyed(output: str) -> list[str]:
    """The lines that a runner obeys, as it reads them: by line, `::` at the beginning or `##[` anywhere."""
    commands, stopped = [], ""
    for line in re.split(r"\r\n|\r|\n", output):
        begun = line.lstrip()
        if stopped:
            stopped = "" if begun == f"::{stopped}::" else stopped
        elif begun.startswith("::stop-commands::"):
            stopped = begun.removeprefix("::stop-commands::")
        elif begun.startswith("::"):
            commands.append(begun)
        elif "##[" in line:
            commands.append(line)
    assert not stopped
    return commands


def test_text_of_documents_is_no_workflow_command() -> None:
    hostile = finding(message=HOSTILE, remedy=HOSTILE, path=f"a:b,c%{HOSTILE}")
    output = github.render(report(hostile), f"##[error]x\n::error::pwned\n::set-output name=x::y\n{HOSTILE}")
    commands = obeyed(output)
    assert len(commands) == 1
    properties, _, _ = commands[0].removeprefix("::error ").partition("::")
    assert properties.startswith("file=a%3Ab%2Cc%25")
    assert [part.split("=")[0] for part in properties.split(",")] == ["file", "line", "endLine", "col", "title"]
    assert github.render(report(hostile), "x") == github.render(report(hostile), "x")


def test_the_summary_is_a_table_in_which_text_does_nothing() -> None:
    made = github.summary(report(finding(Level.WARNING), finding(message=HOSTILE, remedy="see `a|b`")))
    rows = [line for line in made.splitlines() if line.startswith("| ")][1:]
    assert [row.split(" | ")[0] for row in rows] == ["| error", "| warning"]
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 6 for row in rows)
    assert "<img" not in made and "](b)" not in made and "\x1b" not in made and "\u202e" not in made


def test_the_summary_keeps_to_its_size() -> None:
    many = report(*(finding(message="ü" * 300, line=line) for line in range(1, 3000)))
    made = github.summary(many)
    assert len(made.encode()) <= github.SUMMARY_BYTES
    shown = made.count("| error |")
    assert f"\n{2999 - shown:,} findings more: the log lists them.\n" in made
    assert github.summary(many, limit=50) == ""


LEVELS = {"none", "note", "warning", "error"}


def require_sarif(log: dict[str, Any]) -> None:
    """What the schema of SARIF 2.1.0 requires of the parts that we write, and what code scanning requires."""
    assert set(log) == {"$schema", "version", "runs"} and log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert set(run) <= {"tool", "columnKind", "originalUriBaseIds", "invocations", "results"}
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    assert all(isinstance(one["executionSuccessful"], bool) for one in run["invocations"])
    driver = run["tool"]["driver"]
    assert driver["name"] and re.fullmatch(r"\d+\.\d+\.\d+\S*", driver["semanticVersion"])
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids))
    for rule in driver["rules"]:
        assert set(rule) <= {
            "id", "shortDescription", "fullDescription", "help", "defaultConfiguration", "properties",
        }  # fmt: skip
        assert rule["defaultConfiguration"]["level"] in LEVELS
        assert all(rule[key]["text"] for key in ("shortDescription", "fullDescription", "help"))
        assert all(isinstance(tag, str) for tag in rule["properties"]["tags"])
    for notification in run["invocations"][0]["toolExecutionNotifications"]:
        assert notification["level"] in LEVELS and notification["message"]["text"]
    for result in run["results"]:
        assert set(result) <= {"ruleId", "ruleIndex", "level", "message", "locations", "relatedLocations"}
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in LEVELS and result["message"]["text"]
        (location,) = result["locations"]
        artifact, region = (location["physicalLocation"][key] for key in ("artifactLocation", "region"))
        assert artifact["uriBaseId"] in run["originalUriBaseIds"]
        assert re.fullmatch(r"[A-Za-z0-9%_.~/-]+", artifact["uri"]) and not artifact["uri"].startswith("/")
        assert all(isinstance(region[key], int) and region[key] >= 1 for key in ("startLine", "startColumn", "endLine"))
        assert region["endLine"] >= region["startLine"]


def test_sarif_has_the_structure_of_the_standard() -> None:
    path = "post mortems/évidence #1.md"
    log = json.loads(
        sarif.render(
            report(
                finding(path=path), finding(Level.NOTE), skipped=(SkippedRule("AW701", "the history is cut off", 5),)
            ),
            "docs/",
        )
    )
    require_sarif(log)
    (run,) = log["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == f"docs/{path}"
    assert [result["level"] for result in run["results"]] == ["error", "note"]
    assert len(run["tool"]["driver"]["rules"]) == len(RULES)
    assert "cut off" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    require_sarif(json.loads(sarif.render(Report((), 0))))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_can_be_explained(rule: Any) -> None:
    shown = "\n".join(explaining.as_text(rule))
    for part in (rule.id, rule.title, "Level:", "Bad:", "Good:"):
        assert part in shown
    for part in (f"ignore {rule.id} because", f"{rule.id}: off"):
        assert (part in shown) is not rule.absolute
    assert ("It can be neither ignored nor switched off." in shown) is rule.absolute
    assert ("Needs:" in shown) is bool(rule.needs)
    assert max(map(len, shown.splitlines())) <= 120
    markdown = "\n".join(explaining.as_markdown(rule))
    assert markdown.count("\n```") % 4 == 0  # an opening and a closing fence for each example


POOR = (
    "---\nschema: 1\nid: 2026-04-16-bot\nstatus: draft\n---\n\n## Summary\n\n**Unknown, needs investigation:** who?\n"
)
RICH = """---
schema: 1
id: 2026-04-16-bot
status: draft
impact: {users: 12, cost: unknown, sla_violations: 3}
factors: [missing-eval, no-canary]
---

## Timeline

- 2026-04-16 09:00Z — **change:** release 58 [^s1]
- 2026-04-16 10:30Z — **detected:** reproduced

## Eval coverage gap

**Guarded by:** A1

## Action items

| ID | Action | Category | Priority | Owner | Due | Done when | Status | Issue |
|---|---|---|---|---|---|---|---|---|
| A1 | Add a case | eval case | P1 | @octocat | 2026-04-24 | it fails on v12 | open | |
| A2 | Talk | eval case | P1 | TBD | unknown | | not planned | |

[^s1]: log
"""


def test_the_author_sees_what_is_strong_and_what_would_improve_it() -> None:
    assert quality.lines(document(RICH)) == [
        "For the author:",
        '  strong:   every action item (1) has an owner, a date and "done when"',
        "  strong:   the impact has figures: users, sla violations",
        "  strong:   an action item guards against it",
        "  strong:   2 contributing factors are named",
        "  raise it: name the evidence for more of the timeline: 1 of 2 events do",
    ]
    linked = quality.lines(document(RICH.replace("reproduced", "reproduced, see #481")))
    assert "  strong:   2 of 2 timeline events name their evidence" in linked
    poor = quality.lines(document(POOR))
    assert len(poor) == 6 and all(line.startswith("  raise it:") for line in poor[1:])


@pytest.mark.parametrize(("rule", "severity", "strong"), [
    ("AW406", Level.ERROR, False), ("AW408", Level.NOTE, True), ("AW503", Level.ERROR, True),
])  # fmt: skip
def test_what_a_rule_finds_is_not_praised(rule: str, severity: Level, strong: bool) -> None:
    lines = quality.lines(document(RICH), [finding(severity, rule=rule)])
    assert ("  strong:   an action item guards against it" in lines) is strong
    assert ("  raise it: fix what AW406 found on evals" in lines) is not strong


def test_a_guard_that_is_no_action_is_not_praised() -> None:
    lines = quality.lines(document(RICH.replace("**Guarded by:** A1", "**Guarded by:** A9")))
    assert "  raise it: add an eval case that would have failed, or `**Guarded by:**` and the action" in lines
