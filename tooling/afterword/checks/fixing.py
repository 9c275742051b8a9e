"""Fixing a document: the edits that findings carry, applied until there are none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from afterword.checks.rule import Finding
from afterword.errors import AfterwordError
from afterword.postmortem import PostMortem, read
from afterword.postmortem.edit import Splice, apply, require_editable

_ROUNDS = 100
"""One fix can make the next possible, or prevent it; more rounds than this are a rule that undoes itself."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A document after its fixes.

    Attributes:
        document: as it reads now; the one that was given if there was nothing to fix.
        findings: what was fixed, in that order, with the lines of that moment.
    """

    document: PostMortem
    findings: tuple[Finding, ...]


def fix(document: PostMortem, find: Callable[[PostMortem], Iterable[Finding]]) -> Fixed:
    """Apply the fixes of a document's findings, and look again until there are none, without writing anything.

    Of two fixes that touch the same characters the first is applied; the next round finds the other in the new text.

    Args:
        document: what to fix.
        find: returns the findings of a document.

    Raises:
        AfterwordError: there is something to fix in a file that could not be read with certainty, a fix is of another
            text, or the fixes do not come to an end.
    """
    done: list[Finding] = []
    seen = {document.source.text}
    for _ in range(_ROUNDS):
        found = list(find(document))
        chosen, splices = _compatible(found)
        # A fix can be the first step of several: what is still found is not fixed yet.
        still = {_identity(finding) for finding in found}
        done = [finding for finding in done if _identity(finding) not in still]
        if not chosen:
            break
        require_editable(document)
        _require_same_text(document, chosen)
        text = apply(document.source, splices)
        if text in seen:
            break
        seen.add(text)
        document = read(text.encode("utf-8"), document.path)
        done += chosen
    else:
        raise AfterwordError(
            f"the fixes of {_name_rules(chosen)} do not come to an end; nothing was written",
            remedy="fix these findings by hand",
            path=document.path,
        )
    return Fixed(document, tuple(done))


def _require_same_text(document: PostMortem, findings: Iterable[Finding]) -> None:
    """Refuse edits whose offsets are those of another text: they would destroy this one.

    Raises:
        AfterwordError: there are such edits.
    """
    if foreign := [finding for finding in findings if finding.fix_of != document.source.digest]:
        raise AfterwordError(
            f"the fix of {_name_rules(foreign)} is of another text than this one; nothing was written",
            remedy="run `afterword check --fix` again if the file has just changed; otherwise fix the findings by hand",
            path=document.path,
        )


def _name_rules(findings: Iterable[Finding]) -> str:
    return ", ".join(sorted({finding.rule for finding in findings}))


def _identity(finding: Finding) -> tuple[str, int, int, str]:
    return finding.rule, finding.line, finding.column, finding.message


def _compatible(findings: Iterable[Finding]) -> tuple[list[Finding], list[Splice]]:
    """Return the findings whose fixes can be applied at once, and the edits; several findings can share one fix."""
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
    """Whether two edits share characters or a place: the order of two insertions would be a guess."""
    return one.span.start <= other.span.end and other.span.start <= one.span.end
