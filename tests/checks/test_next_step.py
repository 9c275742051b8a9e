"""The one line that says what to do next."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from afterword.checks import Finding, Level, Report
from afterword.checks.formats.next_step import next_step
from afterword.postmortem import Span
from afterword.postmortem.edit import Splice

ID, OTHER = "2026-04-16-bot", "2026-04-17-bot"


def finding(rule: str, level: Level = Level.WARNING, name: str = ID, fix: tuple[Splice, ...] = ()) -> Finding:
    return Finding(f"postmortems/{name}.md", 3, 1, 3, rule, level, "it is wrong", "put it right", fix)


def step(*findings: Finding, status: str | None = "draft", **others: str) -> str:
    names = {ID: status, **{name.replace("_", "-").removeprefix("id-"): one for name, one in others.items()}}
    statuses: Mapping[str, str | None] = {f"postmortems/{name}.md": one for name, one in names.items()}
    return next_step(Report(findings, len(statuses), statuses=statuses))


def test_steps_come_in_the_order_of_the_work() -> None:
    found = [
        finding("AW901"), finding("AW902"), finding("AW120"), finding("AW907"), finding("AW503"), finding("AW201"),
        finding("AW210", Level.ERROR),
        finding("AW105", Level.ERROR, fix=(Splice(Span(0, 1), ""),)),
    ]  # fmt: skip
    steps = []
    while found:
        steps.append(step(*found))
        done = {
            "run": "AW105", "fix": "AW210", "draft": "AW201", "accept,": "AW907", "write": "AW120",
            "answer": "AW902", "review": "AW901", "look": "AW503",
        }[steps[-1].split()[0]]  # fmt: skip
        found = [one for one in found if one.rule != done]
    assert [*steps, step()] == [
        "run `afterword check --fix`, which fixes 1 finding",
        f"fix 1 error in {ID}",
        f"draft the missing sections of {ID}: `afterword draft {ID}`",
        f"accept, change or decline the values of {ID} that are only proposed",
        f"write what the front matter of {ID} lacks",
        f"answer the open questions of {ID}",
        f"review the drafted sections of {ID} and accept them: `afterword accept {ID}`",
        f"look at 1 warning in {ID}",
        f"set `status: in-review` in {ID} and open a pull request",
    ]


def test_the_first_of_several_steps_does_not_sound_like_the_only_one() -> None:
    missing = [finding("AW120", Level.ERROR), finding("AW907", Level.ERROR)]
    wrong = [finding("AW210", Level.ERROR), finding("AW401", Level.ERROR)]
    assert step(*missing, wrong[0]) == f"first fix 1 of 3 errors in {ID}: AW210"
    assert step(*missing, *wrong, finding("AW503")) == f"first fix 2 of 4 errors in {ID}: AW210, AW401"
    assert step(*wrong, finding("AW120")) == f"fix 2 errors in {ID}"


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (None, f"set `status: in-review` in {ID} and open a pull request"),
        ("in-review", f"set `status: published` in {ID} once it is reviewed"),
        ("published", ""),
        ("unknown", ""),
    ],
)
def test_without_findings_the_status_decides(status: str | None, expected: str) -> None:
    assert step(status=status) == expected
    assert step(finding("AW115", Level.NOTE), status=status) == expected


def test_of_several_files_the_first_with_the_most_urgent_step_is_named() -> None:
    questions = [finding("AW902"), finding("AW902", name=OTHER)]
    assert step(*questions, id_2026_04_17_bot="draft") == f"answer the open questions of {ID} (first of 2 files)"
    wrong = finding("AW210", Level.ERROR, OTHER)
    assert step(*questions, wrong, id_2026_04_17_bot="published") == f"fix 1 error in {OTHER}"


def test_errors_beside_the_post_mortems_are_named_by_their_file() -> None:
    path = "postmortems/2026-04-16-bot/notes.txt"
    leak = Finding(path, 1, 1, 1, "AW805", Level.ERROR, "a key is here", "revoke it")
    assert step(leak, status="published") == f"fix 1 error in {path}"
    assert next_step(Report((), 0)) == ""
