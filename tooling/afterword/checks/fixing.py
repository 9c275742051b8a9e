"""Putting right what can be put right mechanically: the edits that findings carry."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from afterword.checks.rule import Finding
from afterword.postmortem import PostMortem, read
from afterword.postmortem.edit import Splice, apply, require_editable

_ROUNDS = 100
"""One fix can make the next possible, or stand in its way; more rounds than this are a rule that undoes itself."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A document after its fixes.

    Attributes:
        document: as it reads now; the one that was given where nothing was fixed.
        findings: what was put right, in the order in which it was; the lines are those of that moment.
    """

    document: PostMortem
    findings: tuple[Finding, ...]


def fix(document: PostMortem, find: Callable[[PostMortem], Iterable[Finding]]) -> Fixed:
    """Apply the fixes of a document's findings, and look again until none is left.

    Of two fixes that touch the same characters the first is applied; the other is looked for again in the new text.
    Nothing is written.

    Args:
        document: what to put right.
        find: the findings of a document.

    Raises:
        AfterwordError: there is something to fix in a file whose reading was not certain.
    """
    done: list[Finding] = []
    seen = {document.source.text}
    for _ in range(_ROUNDS):
        found = list(find(document))
        chosen, splices = _compatible(found)
        # A fix can be the first step of several: what is still found was not put right yet.
        still = {_identity(finding) for finding in found}
        done = [finding for finding in done if _identity(finding) not in still]
        if not chosen:
            break
        require_editable(document)
        text = apply(document.source, splices)
        if text in seen:
            break
        seen.add(text)
        document = read(text.encode("utf-8"), document.path)
        done += chosen
    return Fixed(document, tuple(done))


def _identity(finding: Finding) -> tuple[str, int, int, str]:
    return finding.rule, finding.line, finding.column, finding.message


def _compatible(findings: Iterable[Finding]) -> tuple[list[Finding], list[Splice]]:
    """The findings whose fixes can be made at once, and the edits; several findings can share one fix."""
    chosen: list[Finding] = []
    fixes: list[tuple[Splice, ...]] = []
    for finding in findings:
        if not finding.fix:
            continue
        if finding.fix in fixes:
            chosen.append(finding)
        elif not any(_touch(ours, theirs) for ours in finding.fix for fix in fixes for theirs in fix):
            chosen.append(finding)
            fixes.append(finding.fix)
    return chosen, [splice for fix in fixes for splice in fix]


def _touch(one: Splice, other: Splice) -> bool:
    """Whether two edits share characters or a place: which of two insertions comes first would be a guess."""
    return one.span.start <= other.span.end and other.span.start <= one.span.end
