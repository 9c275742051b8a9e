"""AW101 to AW113: the problems that the reader found and located in a file."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Check, Checked, Found, Rule
from afterword.checks.rules.aw1_reading.times_of_day import add_days
from afterword.postmortem import PostMortem, ProblemKind
from afterword.postmortem.edit import Splice
from afterword.postmortem.external import ExternalEdition
from afterword.postmortem.timeline import WITHOUT_DAY

_TEXTS = {
    ProblemKind.UNREADABLE_FILE: (
        "the file can be read",
        "A folder, a link, a file larger than 1 MB, or one that is not UTF-8 cannot be a post-mortem. A link can lead "
        "out of the repository.",
        "postmortems/2026-04-16-bot.md is a symbolic link",
        "the file itself",
    ),
    ProblemKind.FRONT_MATTER_MISSING: (
        "there is front matter",
        "It contains everything that a machine needs.",
        "# Bot invents refunds",
        "---\nschema: 1\n…\n---",
    ),
    ProblemKind.YAML_MALFORMED: (
        "the front matter is YAML",
        "One line that is not YAML can change the meaning of those after it.",
        "title: Outage: part two",
        'title: "Outage: part two"',
    ),
    ProblemKind.YAML_REFUSED: (
        "the YAML is plain",
        "Aliases, tags, duplicate keys, and deep nesting are read differently by different libraries, and can be made "
        "to exhaust them.",
        "title: one\ntitle: two",
        "title: one",
    ),
    ProblemKind.UNKNOWN_KEY: (
        "keys are those of the format",
        "The answer under a mistyped key is never read.",
        "severty: SEV2",
        "severity: SEV2",
    ),
    ProblemKind.EMPTY_VALUE: (
        "keys have values",
        "An empty value is most often an unquoted `#…`, which is a comment in YAML.",
        "issue: #871",
        'issue: "#871"',
    ),
    ProblemKind.INVALID_VALUE: (
        "values match the type of their key",
        "Durations, statistics, and the site are computed from them.",
        "detected: yesterday noon",
        "detected: 2026-04-16T12:00Z",
    ),
    ProblemKind.ID_MISMATCH: (
        "the id is the file's name",
        "Issues, evidence, and links find a post-mortem by its id, which never changes.",
        "id: 2026-04-17-support-bot   # in 2026-04-16-support-bot.md",
        "id: 2026-04-16-support-bot",
    ),
    ProblemKind.DUPLICATE_HEADING: (
        "each section appears once",
        "The second of two would not be read, checked, or refreshed.",
        "## Summary\n…\n## Overview",
        "## Summary",
    ),
    ProblemKind.BAD_TABLE: (
        "table rows match their header",
        "A pipe inside a cell shifts the cells behind it: an owner becomes a date, and GitHub drops the last cell. A "
        "missing pipe before the first cell does the same.",
        "| A1 | Alert on 429|529 | eval case | P1 | @octocat | 2026-04-24 | it fires | open | |",
        "| A1 | Alert on 429\\|529 | eval case | P1 | @octocat | 2026-04-24 | it fires | open | |",
    ),
    ProblemKind.BAD_TIMELINE_EVENT: (
        "timeline items begin with a time",
        "Order, durations, and the drawing of the timeline depend on it.",
        "- about noon: rolled back",
        "- 2026-04-16 — rolled back",
    ),
    ProblemKind.BAD_EVAL_CASE: (
        "eval cases can be read",
        "They are exported to the evaluation suite.",
        "# afterword: eval-case\nid: Refund Policy!",
        "# afterword: eval-case\nid: refund-policy",
    ),
    ProblemKind.BAD_MARKER: (
        "markers of derived blocks are paired",
        "Afterword refreshes the text between two markers. One marker alone does not say where that text ends.",
        "<!-- afterword:derived impact 0123456789ab -->",
        "<!-- afterword:derived impact 0123456789ab -->\n…\n<!-- /afterword:derived -->",
    ),
}


def _reporting(kind: ProblemKind) -> Check:
    def check(document: Checked, _: object) -> Iterator[Found]:
        return (Found(p.span, p.message, p.remedy) for p in document.problems if p.kind is kind)

    return check


def _timeline_items(document: Checked, _: object) -> Iterator[Found]:
    for problem in document.problems:
        if problem.kind is ProblemKind.BAD_TIMELINE_EVENT:
            fix: tuple[Splice, ...] = ()
            if isinstance(document, PostMortem) and problem.message.endswith(WITHOUT_DAY):
                fix = add_days(document)
            yield Found(problem.span, problem.message, problem.remedy, fix=fix)


_CHECKS: dict[ProblemKind, Check] = {ProblemKind.BAD_TIMELINE_EVENT: _timeline_items}
_MANY = {
    ProblemKind.BAD_TABLE: "{} table rows do not match their header",
    ProblemKind.BAD_TIMELINE_EVENT: "{} timeline items have no time that can be read",
}

RULES = tuple(
    Rule(
        kind.value,
        *texts,
        _CHECKS.get(kind, _reporting(kind)),
        of=(PostMortem, ExternalEdition),
        many=_MANY.get(kind, ""),
    )
    for kind, texts in _TEXTS.items()
)
