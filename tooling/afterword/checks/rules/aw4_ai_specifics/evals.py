"""AW405 to AW408: the missing eval, and whether the new one would have caught the incident."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.locations import answered_section, bare_text, tokens
from afterword.checks.rule import ERROR, ERROR_FROM_REVIEW, NOTE, Found, rule
from afterword.postmortem import PostMortem, Span, outline
from afterword.postmortem.document import EvalCaseBlock
from afterword.postmortem.guards import GUARDED, guards
from afterword.postmortem.schema import Evals

_EXPLAINED_WORDS = 5


@rule("AW405", "the eval gap is explained", ERROR_FROM_REVIEW)
def explained(document: PostMortem, _: object) -> Iterator[Found]:
    """Find a case or a guard without an explanation why it was missing.

    The case alone closes one gap. Why it was missing shows where the others are.

    Bad:
        ## Eval coverage gap

        **Guarded by:** A1

    Good:
        ## Eval coverage gap

        No case asks about orders older than 30 days.

        **Guarded by:** A1
    """
    section = answered_section(document, outline.EVAL_GAP.name)
    if section is None:
        return
    words = 0
    for token, span in tokens(document, section.body):
        if token.type == "inline" and words < _EXPLAINED_WORDS:
            words += len(GUARDED.sub("", bare_text(document.text(span))).split())
    if words < _EXPLAINED_WORDS:
        yield Found(
            section.heading,
            "it is not said which case was missing, and why",
            "write a sentence above the case: what the suite asked, and what it never asked",
        )


@rule("AW406", "an eval case or an action closes the gap", ERROR_FROM_REVIEW)
def guarded(document: PostMortem, _: object) -> Iterator[Found]:
    """Find a gap without an eval case and without an action item that guards.

    The same gap lets the next incident through. An alert can guard better than a case; then name it, so that readers
    can find it.

    Bad:
        ## Eval coverage gap

        No case asks about old orders.

        **Guarded by:** A9

    Good:
        ## Eval coverage gap

        No case asks about old orders.

        **Guarded by:** A2
    """
    section = answered_section(document, outline.EVAL_GAP.name)
    if section is None:
        return
    named = guards(document)
    for guard in named:
        if not guard.exists:
            yield Found(
                guard.span,
                f"`{guard.by[:40]}` is not an action item of this document",
                "write the id of an action item: `**Guarded by:** A1`",
                levels=ERROR,
            )
    evals = document.front.evals
    caught = isinstance(evals, Evals) and evals.gap == ["none"]
    if not named and not document.eval_cases and not caught:
        yield Found(
            section.heading,
            "no eval case or action item guards against a repeat",
            "add one (`afterword explain AW408` shows the keys), or `**Guarded by:** A1` with the action that does",
        )


@rule("AW407", "an eval case rejects the output that failed and accepts a good one", ERROR_FROM_REVIEW)
def separates(document: PostMortem, _: object) -> Iterator[Found]:
    """Find eval cases that accept the output that failed, or reject a good one.

    A case that accepts the failure does not guard, and one that rejects a good answer is soon switched off. Afterword
    applies the assertions to both texts.

    Bad:
        # afterword: eval-case
        must_not: [{icontains: full refund}]
        observed: We refund you in full.

    Good:
        # afterword: eval-case
        must_not: [{icontains-any: [full refund, refund you in full]}]
        observed: We refund you in full.
    """
    from afterword.evalcases import apply, read_cases  # imported here and below: most documents have no eval case

    for read in read_cases(document):
        block, written = read.block, read.block.case
        for output in read.expected:
            for failure in apply(read.assertions, output).failures:
                yield Found(
                    _place(block, "expected"),
                    f"`{failure.assertion.side.value}` {failure.assertion.number} (`{failure.assertion.kind}`) rejects "
                    "the expected output",
                    "correct the assertion, or the output that you would accept",
                )
        if len(read.assertions) < len(written.must or ()) + len(written.must_not or ()):
            continue  # an assertion that cannot be read may be the one that rejects it
        for output in read.observed:
            judgement = apply(read.assertions, output)
            if judgement.passed and judgement.complete:
                named = ", ".join(f"{one.side.value} {one.kind}" for one in read.assertions[:6])
                yield Found(
                    _place(block, "observed"),
                    f"the output that failed passes all assertions ({named})",
                    "add an assertion that it fails: the case would not have caught the incident",
                )


@rule("AW408", "eval cases are complete", ERROR_FROM_REVIEW)
def complete(document: PostMortem, _: object) -> Iterator[Found]:
    """Find eval cases that lack a part, cannot be applied, or name a cause that does not exist.

    A case is exported to the suite as it is: id, input or messages, assertions, the output that failed, and one that is
    accepted.

    Bad:
        # afterword: eval-case
        id: refund-policy
        must: [{include: 30 days}]

    Good:
        # afterword: eval-case
        id: refund-policy
        input: "May I return it?"
        must: [{contains: 30 days}]
        observed: …
        expected: …
    """
    from afterword.evalcases.read_case import Trouble, read_cases

    levels = {Trouble.WRONG: ERROR, Trouble.MISSING: None, Trouble.LEFT_OUT: NOTE}
    for read in read_cases(document):
        for problem in read.problems:
            if problem.kind in levels:
                yield Found(problem.span, problem.message, problem.remedy, levels=levels[problem.kind])


def _place(block: EvalCaseBlock, key: str) -> Span:
    node = block.tree.values.get(key)
    return node.span if node else block.span


RULES = (explained, guarded, separates, complete)
