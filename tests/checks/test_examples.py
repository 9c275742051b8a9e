"""What `explain` shows is true: each rule flags its bad example, put into the good document, and not the good one."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from afterword.checks import Rule
from afterword.checks.registry import RULES
from afterword.postmortem.tables import split_row
from afterword.project import Project
from checks.good import GOOD, findings

NO_FRAGMENT = {
    "AW101": "a file in place of a document",
    "AW102": "a whole document",
    "AW511": "what the default branch has",
    "AW701": "when it was committed",
    "AW703": "when it was committed",
}
"""Rules whose examples are no lines of a document; each has tests of its own, as have those on evidence folders."""

GIVEN = {
    "AW302": ("[missing-eval, no-canary]", "[missing-eval]"),
    "AW410": ("# afterword: ignore AW410 because it has tests of its own", "# both at once"),
    "AW604": ("owner: on-call lead", 'owner: "@dana"'),
}
"""What else has to be so, where the good document is too good for an example."""

_KEY = re.compile(r"([a-z_]+):")
_IN_INCIDENT = ("started", "reported", "detected", "declared", "mitigated", "resolved", "detection", "issue")
_ROWS = GOOD[GOOD.index("| A1 |") : GOOD.index("\n## Evidence")]
_EVENTS = GOOD[GOOD.index("- 2026-04-16 08:30Z") : GOOD.index("\n## Root cause")]
_CASE = GOOD[GOOD.index("# afterword: eval-case") : GOOD.index("```\n\n## What went well")]
_SENTENCE = "Without a rule to follow, the model filled the gap with periods that sounded plausible."


def placed(example: str) -> str:
    """The good document with an example at the place that it is written for."""
    if example.startswith("| A"):
        return GOOD.replace(_ROWS, "".join(_row(line) for line in example.splitlines()))
    if example.startswith("# afterword"):
        return GOOD.replace(_CASE, f"{example}\n")
    if _KEY.match(example):
        return _with_keys(example)
    if example.startswith("##"):
        return _with_sections(example)
    if re.match(r"- (?:\d|about)", example):
        return GOOD.replace(_EVENTS, f"{example}\n")
    return GOOD.replace(_SENTENCE, example)


def _row(line: str) -> str:
    """A row in which `…` stands for all the cells that it leaves out."""
    cells, filled = ([text[start:end] for start, end in split_row(text)] for text in (line, _ROWS.splitlines()[0]))
    if "…" in cells:
        at = cells.index("…")
        cells[at : at + 1] = filled[at : len(filled) - (len(cells) - at - 1)]
    return f"| {' | '.join(cells)} |\n"


def _with_keys(example: str) -> str:
    """Each key in place of the same one, at the top, in the incident or in the first cause; else as a new one."""
    text = GOOD
    written: dict[str, str] = {}
    for line in example.splitlines():
        name = _KEY.match(line)
        key = name[1] if name else [*written][-1]
        written[key] = f"{written.get(key, '')}{line}\n"
    for key, lines in written.items():
        if key in _IN_INCIDENT and f"  {key}:" not in text:
            text = text.replace("incident:\n", f"incident:\n  {lines}")
            continue
        indent = "  " if key in _IN_INCIDENT else "    " if key in ("before", "after") else ""
        old = re.search(rf"(?m)^{indent}{key}:.*\n(?:{indent} .*\n)*", text)
        new = "".join(f"{indent}{line}\n" for line in lines.splitlines())
        text = text.replace(old.group(), new, 1) if old else text.replace("schema: 1\n", f"schema: 1\n{new}", 1)
    return text


def _with_sections(example: str) -> str:
    """The sections in place of those of the same names, all where the first of these stands."""
    level = len(example) - len(example.lstrip("#"))
    text, place = GOOD, len(GOOD)
    for heading in re.findall(rf"(?m)^{'#' * level} .*$", example):
        old = re.search(rf"(?ms)^{re.escape(heading)}\n.*?(?=^#{{2,{level}}} |\Z)", text)
        if old:
            place = min(place, old.start())
            text = text[: old.start()] + text[old.end() :]
    return f"{text[:place]}{example}\n\n{text[place:]}"


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.id not in NO_FRAGMENT and rule.id[:3] != "AW8"], ids=lambda rule: rule.id
)
def test_the_bad_example_is_flagged_and_the_good_one_is_not(open_project: Callable[..., Project], rule: Rule) -> None:
    bad, good = (placed(example).replace(*GIVEN.get(rule.id, ("", ""))) for example in (rule.bad, rule.good))
    assert bad != GOOD
    assert rule.id in [finding.rule for finding in findings(open_project(), bad)]
    assert rule.id not in [finding.rule for finding in findings(open_project(), good)]
