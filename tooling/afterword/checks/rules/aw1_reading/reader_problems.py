"""AW101 to AW113: the problems that the reader found and located in a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from afterword.checks.locations import Location
from afterword.checks.rule import Check, Checked, Found, Rule, rule
from afterword.checks.rules.aw1_reading.times_of_day import add_days
from afterword.postmortem import PostMortem, ProblemKind, Span, yamltree
from afterword.postmortem.edit import Splice
from afterword.postmortem.external import ExternalEdition
from afterword.postmortem.timeline import WITHOUT_DAY
from afterword.postmortem.values import Quantity
from afterword.postmortem.yamlformat import scalar

_UNCERTAIN = re.compile(r"\D*[$¥]|.*\d\s?[$¥]")


def _reader_rule(kind: ProblemKind, title: str, many: str = "") -> Callable[[Check], Rule]:
    return rule(kind.value, title, of=(PostMortem, ExternalEdition), many=many)


def _reported(document: Checked, kind: ProblemKind) -> Iterator[Found]:
    return (Found(p.span, p.message, p.remedy) for p in document.problems if p.kind is kind)


@_reader_rule(ProblemKind.UNREADABLE_FILE, "the file can be read")
def unreadable_file(document: Checked, _: object) -> Iterator[Found]:
    """Find files that are not the text of a document.

    A folder, a link, a file larger than 1 MB, or one that is not UTF-8 cannot be a post-mortem. A link can lead out
    of the repository.

    Bad:
        postmortems/2026-04-16-bot.md is a symbolic link

    Good:
        the file itself
    """
    return _reported(document, ProblemKind.UNREADABLE_FILE)


@_reader_rule(ProblemKind.FRONT_MATTER_MISSING, "there is front matter")
def front_matter_missing(document: Checked, _: object) -> Iterator[Found]:
    """Find documents without front matter.

    It contains everything that a machine needs.

    Bad:
        # Bot invents refunds

    Good:
        ---
        schema: 1
        …
        ---
    """
    return _reported(document, ProblemKind.FRONT_MATTER_MISSING)


@_reader_rule(ProblemKind.YAML_MALFORMED, "the front matter is YAML")
def yaml_malformed(document: Checked, _: object) -> Iterator[Found]:
    """Find front matter that is not YAML.

    One line that is not YAML can change the meaning of those after it.

    Bad:
        title: Outage: part two

    Good:
        title: "Outage: part two"
    """
    return _reported(document, ProblemKind.YAML_MALFORMED)


@_reader_rule(ProblemKind.YAML_REFUSED, "the YAML is plain")
def yaml_refused(document: Checked, _: object) -> Iterator[Found]:
    """Find YAML that different readers take for different things.

    Aliases, tags, duplicate keys, and deep nesting are read differently by different libraries, and can be made to
    exhaust them.

    Bad:
        title: one
        title: two

    Good:
        title: one
    """
    return _reported(document, ProblemKind.YAML_REFUSED)


@_reader_rule(ProblemKind.UNKNOWN_KEY, "keys are those of the format")
def unknown_keys(document: Checked, _: object) -> Iterator[Found]:
    """Find keys that the format does not have.

    The answer under a mistyped key is never read.

    Bad:
        severty: SEV2

    Good:
        severity: SEV2
    """
    return _reported(document, ProblemKind.UNKNOWN_KEY)


@_reader_rule(ProblemKind.EMPTY_VALUE, "keys have values")
def empty_values(document: Checked, _: object) -> Iterator[Found]:
    """Find keys without a value.

    An empty value is most often an unquoted `#…`, which is a comment in YAML.

    Bad:
        issue: #871

    Good:
        issue: "#871"
    """
    return _reported(document, ProblemKind.EMPTY_VALUE)


@_reader_rule(ProblemKind.INVALID_VALUE, "values match the type of their key")
def invalid_values(document: Checked, _: object) -> Iterator[Found]:
    """Find values that do not match the type of their key.

    Durations, statistics, and the site are computed from them.

    Bad:
        detected: yesterday noon

    Good:
        detected: 2026-04-16T12:00Z
    """
    for found in _reported(document, ProblemKind.INVALID_VALUE):
        yield replace(found, fix=_as_the_format_writes_it(document, found.where))


def _as_the_format_writes_it(document: Checked, where: Span | Location) -> tuple[Splice, ...]:
    """Write `40k EUR` and `1,200` as the format does; of `$` it is not certain which currency it is."""
    assert isinstance(where, Span)
    node = next(
        (node for path, node in yamltree.walk(document.tree) if path[:1] == ("impact",) and node.span == where), None
    )
    if not isinstance(node, yamltree.Scalar) or _UNCERTAIN.match(node.text):
        return ()
    meant = Quantity.as_people_write(node.text)
    return (Splice(where, scalar(str(meant))),) if meant else ()


@_reader_rule(ProblemKind.ID_MISMATCH, "the id is the file's name")
def id_mismatch(document: Checked, _: object) -> Iterator[Found]:
    """Find ids that are not the file's name.

    Issues, evidence, and links find a post-mortem by its id, which never changes.

    Bad:
        id: 2026-04-17-support-bot   # in 2026-04-16-support-bot.md

    Good:
        id: 2026-04-16-support-bot
    """
    return _reported(document, ProblemKind.ID_MISMATCH)


@_reader_rule(ProblemKind.DUPLICATE_HEADING, "each section appears once")
def duplicate_headings(document: Checked, _: object) -> Iterator[Found]:
    """Find a second heading for a section.

    The second of two would not be read, checked, or refreshed.

    Bad:
        ## Summary
        …
        ## Overview

    Good:
        ## Summary
    """
    return _reported(document, ProblemKind.DUPLICATE_HEADING)


@_reader_rule(ProblemKind.BAD_TABLE, "table rows match their header", many="{} table rows do not match their header")
def bad_tables(document: Checked, _: object) -> Iterator[Found]:
    r"""Find table rows whose cells do not match the header.

    A pipe inside a cell shifts the cells behind it: an owner becomes a date, and GitHub drops the last cell. A
    missing pipe before the first cell does the same.

    Bad:
        | A1 | Alert on 429|529 | eval case | P1 | @octocat | 2026-04-24 | it fires | open | |

    Good:
        | A1 | Alert on 429\|529 | eval case | P1 | @octocat | 2026-04-24 | it fires | open | |
    """
    return _reported(document, ProblemKind.BAD_TABLE)


@_reader_rule(
    ProblemKind.BAD_TIMELINE_EVENT,
    "timeline items begin with a time",
    many="{} timeline items have no time that can be read",
)
def timeline_items(document: Checked, _: object) -> Iterator[Found]:
    """Find timeline items whose time cannot be read.

    Order, durations, and the drawing of the timeline depend on it.

    Bad:
        - about noon: rolled back

    Good:
        - 2026-04-16 — rolled back
    """
    for problem in document.problems:
        if problem.kind is ProblemKind.BAD_TIMELINE_EVENT:
            fix: tuple[Splice, ...] = ()
            if isinstance(document, PostMortem) and problem.message.endswith(WITHOUT_DAY):
                fix = add_days(document)
            yield Found(problem.span, problem.message, problem.remedy, fix=fix)


@_reader_rule(ProblemKind.BAD_EVAL_CASE, "eval cases can be read")
def bad_eval_cases(document: Checked, _: object) -> Iterator[Found]:
    """Find eval cases that cannot be read.

    They are exported to the evaluation suite.

    Bad:
        # afterword: eval-case
        id: Refund Policy!

    Good:
        # afterword: eval-case
        id: refund-policy
    """
    return _reported(document, ProblemKind.BAD_EVAL_CASE)


@_reader_rule(ProblemKind.BAD_MARKER, "markers are paired, and no merge conflict is left")
def unpaired_markers(document: Checked, _: object) -> Iterator[Found]:
    """Find closing markers without an opening one, markers that cannot be read, and the marks of a merge conflict.

    Afterword refreshes the text from an opening marker to the closing one, or to the end of the section. A closing
    marker alone does not say where that text begins. Git's marks of a conflict turn text into headings; nothing is
    written to a post-mortem until the conflict is resolved.

    Bad:
        <!-- /afterword:derived -->

    Good:
        <!-- afterword:derived impact 0123456789ab -->
        …
        <!-- /afterword:derived -->
    """
    return _reported(document, ProblemKind.BAD_MARKER)


RULES = (
    unreadable_file,
    front_matter_missing,
    yaml_malformed,
    yaml_refused,
    unknown_keys,
    empty_values,
    invalid_values,
    id_mismatch,
    duplicate_headings,
    bad_tables,
    timeline_items,
    bad_eval_cases,
    unpaired_markers,
)
