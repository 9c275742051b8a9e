"""Why evals did not catch it, where somebody states it, and the suite that was run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterword.drafting.derived_values.proposal import Proposal, first_sources, is_open
from afterword.drafting.derived_values.stated import Statement, is_own_account
from afterword.evidence import Ledger
from afterword.language.gap_cues import ABOUT_EVALS, GAPS
from afterword.postmortem.schema import Evals, FrontMatter
from afterword.text.late_pattern import late_pattern

_RUN = late_pattern(r"Eval (?:run|results) of (?P<suite>.{1,80}?)(?: with [^:]{1,120})?: ")


def eval_values(front: FrontMatter, ledger: Ledger, statements: Sequence[Statement]) -> Iterator[Proposal]:
    """Propose the gaps that are stated, and the only suite whose runs were collected."""
    known = front.evals if isinstance(front.evals, Evals) else Evals()
    gaps = find_gaps(statements)
    if gaps and is_open(known.gap):
        sources = first_sources(source for found in gaps.values() for source in found)
        yield Proposal(("evals", "gap"), list(gaps) if len(gaps) > 1 else next(iter(gaps)), sources)
    suites: dict[str, list[str]] = {}
    for item in ledger.items:
        if item.actor is None and (match := _RUN.match(item.text)):
            suites.setdefault(match["suite"], []).append(item.id)
    if len(suites) == 1 and is_open(known.suite):
        ((suite, found),) = suites.items()
        yield Proposal(("evals", "suite"), suite, first_sources(found))


def find_gaps(statements: Sequence[Statement]) -> dict[str, list[str]]:
    """Find the gaps that statements name, each with the ids of its items."""
    found: dict[str, list[str]] = {}
    for one in statements:
        if not (ABOUT_EVALS.search(one.text) and is_own_account(one.text, one.item.actor or "")):
            continue
        for gap, pattern in GAPS:
            if pattern.search(one.text):
                found.setdefault(gap, []).append(one.item.id)
                break
    return found
