"""AW405 to AW408: the missing eval, and whether the new one would have caught the incident."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.locations import GUARDED, answered_section, bare_text, causes, guards, tokens
from afterword.checks.rule import ERROR, ERROR_FROM_REVIEW, NOTE, Found, rule
from afterword.postmortem import PostMortem, Span, outline, yamltree
from afterword.postmortem.document import EvalCaseBlock
from afterword.postmortem.schema import EvalCase, Evals
from afterword.postmortem.yamltree import Mapping

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
    from afterword.evalcases import judge  # imported here and below: most documents have no eval case

    for block in document.eval_cases:
        case = block.case
        if not (case.must or case.must_not):
            continue
        if case.expected not in (None, "unknown"):
            for side, index, kind in judge(case, str(case.expected)).rejected_by:
                yield Found(
                    _place(block, "expected"),
                    f"`{side.value}` {index + 1} (`{kind}`) rejects the expected output",
                    "correct the assertion, or the output that you would accept",
                )
        if case.observed in (None, "unknown"):
            continue
        judgement = judge(case, str(case.observed))
        if judgement.accepted and judgement.complete:
            yield Found(
                _place(block, "observed"),
                f"the output that failed passes all assertions ({_named(case)})",
                "add an assertion that it fails: the case would not have caught the incident",
            )


def _named(case: EvalCase) -> str:
    sides = (("must", case.must), ("must_not", case.must_not))
    return ", ".join(f"{side} {next(iter(raw))}" for side, found in sides for raw in (found or ())[:3] if raw)


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
    from afterword.evalcases import misread

    known = {cause.id for _, cause in causes(document) if cause.id}
    seen: set[str] = set()
    for block in document.eval_cases:
        case, tree = block.case, block.tree
        yield from _missing(block)
        if case.id in seen:
            yield _wrong(tree, ("id",), f"two eval cases are called `{case.id}`", "give each its own id")
        seen.add(case.id or "")
        if case.cause is not None and known and case.cause not in known:
            yield _wrong(
                tree, ("cause",), f"there is no cause `{case.cause}`", f"use one of: {', '.join(sorted(known))}"
            )
        for side, index, problem in misread(case):
            yield _wrong(tree, (side.value, index), problem.message, problem.remedy, only_note=not problem.wrong)


def _missing(block: EvalCaseBlock) -> Iterator[Found]:
    wanted = (
        ("`id`", ("id",)),
        ("`input`", ("input", "messages")),
        ("assertion", ("must", "must_not")),
        ("`observed` output", ("observed",)),
        ("`expected` output", ("expected",)),
    )
    lacking = [name for name, keys in wanted if not any(key in block.tree for key in keys)]
    if lacking:
        first_line = Span(block.span.start, block.span.start)
        yield Found(first_line, f"the eval case has no {' and no '.join(lacking)}", "add it; `unknown` is an answer")


def _wrong(tree: Mapping, path: yamltree.Path, message: str, remedy: str, only_note: bool = False) -> Found:
    node = yamltree.find(tree, path) or tree
    return Found(node.span, message, remedy, levels=NOTE if only_note else ERROR)


def _place(block: EvalCaseBlock, key: str) -> Span:
    node = block.tree.values.get(key)
    return node.span if node else block.span


RULES = (explained, guarded, separates, complete)
