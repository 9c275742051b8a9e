"""The reader's problems: each is reported at its line, and nothing else is made of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from afterword.checks import Level, check_files
from afterword.project import Project
from checks.good import GOOD, ID, collect, reported, require_reported_once

PROBLEMS = {
    # name: (replacements, rule, the line that is flagged)
    "a line that is not YAML": ([("title: Support", "title: Bot: Support")], "AW103", "title: Bot: Support bot"),
    "a key that stands twice": ([("owner: on-call", "owner: x\nowner: on-call")], "AW104", "owner: on-call lead"),
    "an alias": ([("owner: on-call lead", "owner: *lead")], "AW104", "owner: *lead"),
    "a mistyped key": ([("factors:", "factors: [no-canary]\nfactor:")], "AW105", "factor:"),
    "an issue that YAML takes for a comment": ([("  detection", "  issue: #871\n  detection")], "AW106", "issue: #871"),
    "a time in words": ([("2026-04-16T11:30Z\n  resolved", "noon\n  resolved")], "AW107", "mitigated: noon"),
    "the id of another file": ([("id: 2026-04-16-support-bot", "id: 2026-04-17-bot")], "AW108", "id: 2026-04-17-bot"),
    "a section that stands twice": ([("## Evidence", "## Overview\n\nAgain.\n\n## Evidence")], "AW109", "## Overview"),
    "a pipe inside a cell": ([("the refund cases", "grep a|b")], "AW110", "| A1 | Add grep a|b"),
    "an event without a time": (
        [("- 2026-04-16 11:40Z — The", "- around noon: The")], "AW111", "- around noon: The queue is empty.",
    ),
    "an eval case whose id is none": ([("refund-not-invented", "Refund!")], "AW112", "id: Refund!"),
    "a marker without its partner": (
        [("120 users were", "<!-- /afterword:derived -->\n\n120 users were")],
        "AW113", "<!-- /afterword:derived -->",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_problem_is_reported_at_its_line_and_nothing_else(open_project: Callable[..., Project], name: str) -> None:
    require_reported_once(open_project(), *PROBLEMS[name])


def test_a_file_without_front_matter(open_project: Callable[..., Project]) -> None:
    assert reported(open_project(), "# Bot invents refunds\n")[0] == ("AW102", "# Bot invents refunds")


@pytest.mark.parametrize("defect", ["a link", "a folder", "bytes that are no text"])
def test_a_file_that_is_not_text_is_reported_once(open_project: Callable[..., Project], defect: str) -> None:
    project = open_project()
    collect(project.root)
    path = project.folder / f"{ID}.md"
    if defect == "a link":
        (project.root / "elsewhere.md").write_text(GOOD)
        path.symlink_to(project.root / "elsewhere.md")
    elif defect == "a folder":
        path.mkdir()
    else:
        path.write_bytes(GOOD.replace("Twenty", "\udcff").encode("utf-8", "surrogateescape"))
    (found,) = check_files(project, [path]).findings
    assert (found.rule, found.level) == ("AW101", Level.ERROR)
