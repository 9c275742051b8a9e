"""What holds of many places is listed once, and what to do first comes first."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from afterword.checks import Finding, Level, Report
from afterword.checks.formats import github, json_, sarif, text
from afterword.checks.joining import list_for_people
from afterword.checks.registry import RULES

PATH = "postmortems/2026-04-16-bot.md"


def finding(rule: str, line: int, place: str = "", level: Level = Level.WARNING, **more: Any) -> Finding:
    made = Finding(PATH, line, 1, line, rule, level, "one thing is wrong", "put it right", place=place)
    return replace(made, **more)


def messages(*findings: Finding) -> list[str]:
    return [one.message for one in list_for_people(findings)]


def test_findings_of_a_rule_are_one_with_their_places() -> None:
    questions = [finding("AW902", 40, "Summary"), finding("AW902", 52, "Impact"), finding("AW902", 60, "Impact")]
    (joined,) = list_for_people(questions)
    assert joined.message == "3 questions are open: Summary, Impact (2)"
    assert (joined.line, [place.line for place in joined.also]) == (40, [52, 60])
    assert messages(questions[0]) == ["one thing is wrong"]


def test_places_without_a_name_are_lines_and_of_many_the_first_are_named() -> None:
    assert messages(*(finding("AW111", line) for line in range(1, 3))) == [
        "2 timeline items have no time that can be read: lines 1, 2"
    ]
    assert messages(finding("AW902", 1, "Summary"), finding("AW902", 9)) == ["2 questions are open: Summary, line 9"]
    assert messages(*(finding("AW902", n, f"Part {n}") for n in range(1, 21))) == [
        "20 questions are open: Part 1, Part 2, Part 3, Part 4, Part 5, Part 6, and 14 more"
    ]
    seven = messages(*(finding("AW902", n, f"Part {n}") for n in range(1, 8)))
    assert seven == [f"7 questions are open: {', '.join(f'Part {n}' for n in range(1, 8))}"]


@pytest.mark.parametrize(
    "other",
    [
        {"path": "postmortems/2026-04-17-bot.md"}, {"level": Level.ERROR}, {"remedy": "do something else"},
        {"rule": "AW901"},
    ],
)  # fmt: skip
def test_what_differs_in_file_level_remedy_or_rule_stays_apart(other: dict[str, Any]) -> None:
    assert len(messages(finding("AW902", 1), finding(**{"rule": "AW902", "line": 2, **other}))) == 2


def test_findings_of_rules_that_do_not_join_stay_apart() -> None:
    assert len(messages(finding("AW105", 1), finding("AW105", 2), finding("AW999", 3), finding("AW999", 4))) == 4


def test_errors_come_first_then_leaks_and_then_what_keeps_a_file_from_being_read() -> None:
    found = [
        finding("AW902", 1, level=Level.NOTE),
        finding("AW210", 2, level=Level.ERROR),
        finding("AW103", 3, level=Level.ERROR),
        finding("AW805", 4, level=Level.ERROR),
        finding("AW602", 5),
        finding("AW201", 9, path="postmortems/2026-04-15-other.md"),
    ]
    assert [one.rule for one in list_for_people(found)] == ["AW805", "AW103", "AW210", "AW602", "AW902", "AW201"]


def test_every_format_but_json_lists_them_as_one() -> None:
    report = Report(tuple(finding("AW902", line, f"Part {line}") for line in (4, 5, 6)), 1)
    sentence = "3 questions are open: Part 4, Part 5, Part 6"
    shown = text.render(report, lambda _: None)
    assert shown.count("AW902") == 1 and sentence in shown and "1 post-mortem: 1 warning\n" in shown
    assert github.render(report, "log").count(f"::{sentence}%0A") == 1
    assert github.summary(report).count("| AW902 |") == 1
    (result,) = json.loads(sarif.render(report))["runs"][0]["results"]
    assert result["message"]["text"].startswith(sentence)
    assert [one["physicalLocation"]["region"]["startLine"] for one in result["relatedLocations"]] == [5, 6]
    assert [one["line"] for one in json.loads(json_.render(report, lambda _: None))] == [4, 5, 6]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.many], ids=lambda rule: rule.id)
def test_a_rule_that_joins_counts_what_it_joins(rule: Any) -> None:
    assert rule.many.format(1_200).startswith("1200 ") and rule.many.count("{}") == 1
