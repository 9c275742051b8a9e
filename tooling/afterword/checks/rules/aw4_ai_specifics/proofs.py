"""AW410, AW411: what guards an incident against its repeat is proven, and so is what is said to be done."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from afterword.checks.facts import DocumentFacts
from afterword.checks.locations import at, causes
from afterword.checks.rule import NOTE, Found, rule
from afterword.postmortem import PostMortem
from afterword.postmortem.guards import guards

if TYPE_CHECKING:
    from afterword.evalcases.case import EvalCase
    from afterword.portfolio.proofs.recorded_proofs import RecordedProof


@rule("AW410", "each prompt, model or config cause of a published post-mortem is guarded", needs={"evidence"})
def guarded_causes(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find causes that neither a proven eval case nor a named action item guards.

    A case that was never seen to fail on what caused the incident may pass on any answer. `afterword evals
    prove` asks both versions and keeps a record that this rule recomputes. Where an alert guards better, name it.

    Bad:
        ## Eval coverage gap

        No case asks about orders older than 30 days.

        ```yaml
        # afterword: eval-case
        id: refund-after-the-period
        input: "May I return it after 90 days?"
        must: [{contains: 30 days}]
        observed: Yes, within 90 days.
        expected: Refunds are possible within 30 days.
        ```

    Good:
        ## Eval coverage gap

        No case asks about orders older than 30 days.

        **Guarded by:** A2

        ```yaml
        # afterword: eval-case
        id: refund-after-the-period
        input: "May I return it after 90 days?"
        must: [{contains: 30 days}]
        observed: Yes, within 90 days.
        expected: Refunds are possible within 30 days.
        ```
    """
    if document.front.status != "published" or not document.eval_cases:
        return  # without any case, AW406 asks for one
    from afterword.evalcases.case import GUARDED_KINDS  # imported here: few documents come this far
    from afterword.evalcases.read_case import find_cases

    found = [(index, cause) for index, cause in causes(document) if str(cause.kind) in GUARDED_KINDS]
    if not found or any(guard.exists for guard in guards(document)):
        return
    cases = find_cases([document])
    for index, cause in found:
        own = [case for case in cases if cause.id and case.guards.cause == cause.id]
        proofs = list(_proofs(own, document, facts))
        if any(proof.is_proven for proof in proofs):
            continue
        name = f"`{cause.id}` ({cause.kind})" if cause.id else f"the cause of kind {cause.kind}"
        if own:
            what = f"{name} has the eval case `{own[0].id}`, which is not proven"
            if proofs and proofs[0].void:
                what += f": {proofs[0].void[0]}"
        else:
            what = f"{name} has no eval case and no action item that guards it"
        prove = f"`afterword evals prove {document.id}`" if own else "add an eval case"
        yield Found(
            at(document, "causes", index), what, f"{prove}, or name the action item that guards: `**Guarded by:** A1`"
        )


def _proofs(cases: Iterable[EvalCase], document: PostMortem, facts: DocumentFacts) -> Iterator[RecordedProof]:
    """Yield the proof of each case, whether there is a record of it or not; none if there are no records at all."""
    from afterword.postmortem.folders import PROOFS

    folder = facts.evidence_folder
    if not os.path.lexists(folder / PROOFS):
        return
    from afterword.portfolio.proofs.recorded_proofs import proof_in  # imported here: few documents have a proof

    shown, green = facts.display_path(folder), facts.config.evals.green
    yield from (proof_in(folder, shown, document, case, green) for case in cases)


@rule("AW411", "closed action items of category eval case have a proof", NOTE, needs={"evidence"})
def proven_eval_items(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find action items of category `eval case` that are done although no eval case of theirs is proven.

    The evidence that a test was added is the test, and a test that was never seen to fail may pass on any answer. The
    proof of an eval case is the evidence of done of the action item that names its id, or of the only one that names
    no other. Suites that Afterword does not see are a reason to ignore it.

    Bad:
        ## Action items

        | ID | Action | Category | Owner | Due | Status |
        |---|---|---|---|---|---|
        | A1 | Add the refund case to the support suite | eval case | @octocat | 2026-04-24 | done |

    Good:
        ## Action items

        | ID | Action | Category | Owner | Due | Status |
        |---|---|---|---|---|---|
        | A1 | Add the refund case to the support suite | eval case | @octocat | 2026-04-24 | open |
    """
    if not any(item.category == "eval case" and item.status == "done" for item in document.actions):
        return
    from afterword.evalcases import find_cases
    from afterword.portfolio.proofs.evidence_of_done import find_evidence_of_done
    from afterword.portfolio.proofs.recorded_proofs import RecordedProof

    cases = find_cases([document])
    proofs = list(_proofs(cases, document, facts)) or [RecordedProof(case, "") for case in cases]
    for one in find_evidence_of_done(document, proofs):
        if one.item.status != "done" or one.is_proven:
            continue
        name = one.item.id or "the action item"
        if one.unproven:
            named = ", ".join(f"`{case}`" for case in one.unproven)
            what, remedy = f"its eval case {named} is not proven", f"`afterword evals prove {document.id}`"
        elif proofs:
            what, remedy = "it does not say which eval case it is about", "name the id of the case in its row"
        else:
            what, remedy = "this post-mortem has no eval case that can be proven", "add one to Eval coverage gap"
        yield Found.in_cell(one.item, "Status", f"{name} is done, and {what}", remedy)


RULES = (guarded_causes, proven_eval_items)
