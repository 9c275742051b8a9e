"""A repository that lived before Afterword: a site and a CI of its own, and 40 post-mortems in other shapes."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

from importing.layouts import ACTIONS, CLOCKS, DAYS, TIMELINES

COUNT = 40
_FAULTS = (
    ("The assistant quotes a price of last year", "stale index", "The index was rebuilt without its newest documents."),
    ("Searches return nothing in Portuguese", "wrong tokenizer", "A release swapped the tokenizer."),
    ("Summaries invent a deadline", "prompt change", "The new prompt asked for a deadline in every summary."),
    ("The classifier sends refunds to sales", "label drift", "Two labels were merged in the training data."),
    ("Answers take a minute", "retries", "The gateway retried each request five times."),
)
_HEADS = (
    "# {title}\n\n**Date:** {day}\n**Severity:** {severity}\n",
    "---\ntitle: {title}\ndate: {iso}\nseverity: {severity}\ntags: [ai, incident]\n---\n",
    "# Post-mortem: {title} ({day})\n\nSeverity: {severity}. Author: the platform team.\n",
    '+++\ntitle = "{title}"\ndate = {iso}\n+++\n\n# {title}\n',
    "# {iso}: {title}\n\n| Severity | {severity} |\n|---|---|\n| Status | resolved |\n",
)
_HEADINGS = (
    ("Summary", "Timeline", "Root cause", "Action items"),
    ("What happened", "Chronology", "Why", "Next steps"),
)


def write_site_and_ci(root: Path) -> dict[Path, str]:
    """Write the site and the CI of a team, and return what is in each file."""
    files = {
        "mkdocs.yml": "site_name: Larkspur engineering\ntheme: {name: material}\nplugins:\n  - search\n"
        "nav:\n  - Home: index.md\n  - On call: on-call.md\n",
        "docs/index.md": "# Engineering\n\nHow we work. [On call](on-call.md).\n",
        "docs/on-call.md": "# On call\n\nWho is called, and when.\n",
        ".github/workflows/ci.yml": "name: ci\non: [push]\npermissions: {}\njobs:\n  test:\n"
        "    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n",
        ".gitignore": "__pycache__/\n",
        "README.md": "# Larkspur\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return {root / name: text for name, text in files.items()}


def write_post_mortems(folder: Path, count: int = COUNT) -> None:
    """Write post-mortems in which heads, headings, dates, clocks, timelines and action items take turns."""
    folder.mkdir(parents=True)
    shapes = zip(
        cycle(_FAULTS), cycle(_HEADS[:3] + _HEADS), cycle(_HEADINGS), cycle(CLOCKS.values()),
        cycle((*DAYS.values(), DAYS["iso"])), cycle(TIMELINES.values()), cycle(ACTIONS.values()),
        strict=False,
    )  # fmt: skip
    for number, (fault, head, names, clock, write_day, timeline, action) in zip(range(count), shapes, strict=False):
        title, cause, why = fault
        day = date(2022, 1, 11) + timedelta(days=33 * number)
        severity = ("SEV1", "SEV2", "SEV3")[number % 3]
        rows = [
            (clock((9, 2 + number)), f"Alert on {cause}"),
            (clock((10, 30)), "Rollback to the release before"),
            (clock((11, 15)), "Resolved, answers are right again"),
        ]
        parts = (
            head.format(title=title, day=write_day(day), iso=day.isoformat(), severity=severity),
            f"## {names[0]}\n\n{title}, for about two hours on {day.isoformat()}. {100 + number} people saw it.",
            f"## {names[1]}\n\nAll times are in UTC, on {day.isoformat()}.\n\n{timeline(rows)}",
            f"## {names[2]}\n\n{why}",
            f"## {names[3]}\n\n{action(f'Add a test for {cause} {number}', 'ana')}",
        )
        name = f"{title.lower().replace(' ', '-')}-{number}.md" if number % 4 == 3 else f"{day.isoformat()}-{cause}.md"
        (folder / name.replace(" ", "-")).write_text("\n\n".join(parts) + "\n")
