"""Which action items a proof is the evidence of done of."""

from __future__ import annotations

import pytest

from afterword.evalcases import find_cases
from afterword.evalcases.proofs.recompute import Recomputed, replay
from afterword.evalcases.statistics.procedure import Verdict
from afterword.portfolio.proofs.evidence_of_done import find_evidence_of_done
from afterword.portfolio.proofs.recorded_proofs import RecordedProof
from afterword.postmortem import PostMortem, read
from evalcases.proofs.proof import record_of

CASES = """## Eval coverage gap

```yaml
# afterword: eval-case
id: refund
input: "May I?"
must: [{contains: "30 days"}]
```

```yaml
# afterword: eval-case
id: refund-window
input: "May I?"
must: [{contains: "30 days"}]
```

## Action items

| ID | Action | Category | Done when |
|---|---|---|---|
"""


def document(*rows: str, after: str = "") -> PostMortem:
    table = "\n".join(f"| {row} |" for row in rows)
    text = f"---\nid: 2026-04-01-refunds\ntitle: Refunds\n---\n\n{CASES}{table}\n{after}"
    return read(text.encode(), "postmortems/2026-04-01-refunds.md")


def proofs_of(post_mortem: PostMortem, *proven: str) -> list[RecordedProof]:
    record = record_of("FFFF", "PPPP", "P" * 29)
    result = Recomputed(replay(record, 0), Verdict.PROVEN, ())
    found = []
    for case in find_cases([post_mortem]):
        done = (record, result) if case.id in proven else (None, None)
        found.append(RecordedProof(case, "p.json", *done))
    return found


@pytest.mark.parametrize(
    ("rows", "proven", "cases"),
    [
        (["A1 | Add the case | eval case | "], ["refund", "refund-window"], {"A1": ("refund", "refund-window", True)}),
        (["A1 | Add the case | eval case | "], ["refund"], {"A1": ("refund", "refund-window", False)}),
        (["A1 | Add `refund` | eval case | "], ["refund"], {"A1": ("refund", True)}),
        (["A1 | Add it | Eval case | refund-window is proven"], ["refund"], {"A1": ("refund-window", False)}),
        (
            ["A1 | Add refund | eval case | ", "A2 | Add the rest | eval case | "],
            ["refund-window"],
            {"A1": ("refund", False), "A2": ("refund-window", True)},
        ),
        (
            ["A1 | Add one | eval case | ", "A2 | Add one | eval case | "],
            ["refund", "refund-window"],
            {"A1": (False,), "A2": (False,)},
        ),
        (["A1 | Alert on refund | monitoring improvement | "], ["refund"], {}),
    ],
)
def test_an_item_is_about_the_cases_that_it_names_or_about_the_rest(
    rows: list[str], proven: list[str], cases: dict[str, tuple[object, ...]]
) -> None:
    post_mortem = document(*rows)
    found = find_evidence_of_done(post_mortem, proofs_of(post_mortem, *proven))
    assert {one.item.id: (*(proof.case.id for proof in one.cases), one.is_proven) for one in found} == cases


def test_the_text_below_the_heading_of_an_item_can_name_the_case() -> None:
    post_mortem = document("A1 | Add it | eval case | ", after="\n### A1\n\nThe case `refund` alone.\n")
    (one,) = find_evidence_of_done(post_mortem, proofs_of(post_mortem))
    assert (one.unproven, one.is_proven) == (("refund",), False)


def test_rows_that_nobody_accepted_are_not_done() -> None:
    text = document("A1 | Add it | eval case | ").source.readable
    notice = "\n> [!NOTE]\n> Drafted from evidence by m, not yet reviewed. Delete this note once you have checked it.\n"
    drafted = read(text.replace("## Action items\n", f"## Action items\n{notice}").encode(), "postmortems/x.md")
    assert drafted.actions[0].under_notice
    assert find_evidence_of_done(drafted, proofs_of(drafted, "refund")) == ()
