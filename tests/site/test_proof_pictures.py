"""The picture of a proof has a mark for each run, its counts in words, and nothing that a void record says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from afterword.evalcases import EvalCase, find_cases
from afterword.evalcases.proofs.recompute import Recomputed, replay
from afterword.evalcases.statistics.procedure import Verdict
from afterword.portfolio.proofs.recorded_proofs import RecordedProof
from afterword.postmortem import PostMortem, read
from afterword.site.incident_page import make_incident_page
from afterword.site.proof_pictures import draw_proofs
from afterword.site.site import Site
from evalcases.proofs.proof import record_of

MakeSite = Callable[..., Site]
TEXT = """---
id: 2026-04-01-refunds
title: Refunds
---

## Eval coverage gap

```yaml
# afterword: eval-case
id: refund-window
input: "May I?"
must: [{contains: "30 days"}]
```

## Action items

| ID | Action | Category |
|---|---|---|
| A7 | Add the case | eval case |
"""


@pytest.fixture
def document() -> PostMortem:
    return read(TEXT.encode(), "postmortems/2026-04-01-refunds.md")


@pytest.fixture
def case(document: PostMortem) -> EvalCase:
    return find_cases([document])[0]


def proof_of(case: EvalCase, *letters: str, verdict: Verdict = Verdict.PROVEN) -> RecordedProof:
    record = record_of(*letters)
    return RecordedProof(case, "p.json", record, Recomputed(replay(record, 0), verdict, ()))


def drawn(make_site: MakeSite, document: PostMortem, proof: RecordedProof) -> str:
    return str(draw_proofs(document, make_site(document, proofs=lambda _: (proof,))))


def test_each_run_has_its_mark_and_both_sides_of_a_pair_one_place(
    make_site: MakeSite, document: PostMortem, case: EvalCase
) -> None:
    html = drawn(make_site, document, proof_of(case, "FFF-F", "PPPPP", "P" * 29))
    marks = re.findall(r'class="aw-run-(\w+)" x="([\d.]+)%".*?<title>(.*?)</title>', html)
    broken, fixed, alone = marks[:5], marks[5:10], marks[10:39]
    assert [kind for kind, _, _ in broken] == ["failed", "failed", "failed", "none", "failed"]
    assert [x for _, x, _ in broken] == [x for _, x, _ in fixed] == ["0.0", "2.5", "5.0", "7.5", "10.0"]
    assert broken[3][2] == "broken, run 4: no answer"
    assert (len(marks), alone[0][2], alone[-1][2]) == (39, "fixed, run 6: passed", "fixed, run 34: passed")


def test_what_it_shows_is_in_words_too(make_site: MakeSite, document: PostMortem, case: EvalCase) -> None:
    html = drawn(make_site, document, proof_of(case, "FFFF", "PPPP", "P" * 29))
    root = ET.fromstring(html.replace(" data-search-exclude", ""))
    (caption,) = ("".join(one.itertext()) for one in root.iter("figcaption"))
    assert " ".join(caption.split()) == (
        "refund-window proven Failed 4 of 4 before the fix, 0 of 33 after (m-2026-09, 21 Nov 2026). "
        "The broken side fails at least 44 % of the time and the fixed side less than 10 % of the time, "
        "at 95 %, for this input and model. "
        "Evidence of done for action item A7."
    )
    (image,) = (one for one in root.iter("div") if one.get("role") == "img")
    assert str(image.get("aria-label")).startswith("Failed 4 of 4 before the fix, 0 of 33 after")
    assert all(svg.get("aria-hidden") == "true" for svg in root.iter("svg"))


def test_long_proofs_are_lines_and_end(make_site: MakeSite, document: PostMortem, case: EvalCase) -> None:
    begun = proof_of(case, "F", "P", "", verdict=Verdict.NOT_YET)
    assert begun.record
    proof = replace(begun, record=begun.record.model_copy(update={"broken": "FP" * 250, "fixed": "P" * 500}))
    html = drawn(make_site, document, proof)
    assert html.count("<title>") == 400
    assert html.count("<svg width") == 10 + 2
    assert "600 more runs are not drawn." in html


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"problem": "it is not JSON <b>"}, "It is not JSON &lt;b&gt;."),
        ({"record": None, "result": None}, "It was never asked with both versions."),
        ({"result": Recomputed(None, None, ("the prompt changed",))}, "The prompt changed."),
    ],
)
def test_what_proves_nothing_is_not_drawn(
    make_site: MakeSite, document: PostMortem, case: EvalCase, changes: dict[str, object], words: str
) -> None:
    html = drawn(make_site, document, replace(proof_of(case, "FFFF", "PPPP", "P" * 29), **changes))
    assert words in html
    assert "<svg" not in html
    assert "Evidence of done" not in html


def test_what_is_not_proven_says_what_is_needed(make_site: MakeSite, document: PostMortem, case: EvalCase) -> None:
    html = drawn(make_site, document, proof_of(case, "F", "P", "", verdict=Verdict.NOT_YET))
    assert "not yet: broken failed 1 of 1, fixed 0 of 1." in html
    assert "Evidence of done" not in html


def test_names_of_a_record_are_escaped(make_site: MakeSite, document: PostMortem, case: EvalCase) -> None:
    proof = proof_of(case, "FFFF", "PPPP", "P" * 29)
    assert proof.record
    endpoint = proof.record.endpoint.model_copy(update={"answered": ["<script>\u202e"]})
    html = drawn(make_site, document, replace(proof, record=proof.record.model_copy(update={"endpoint": endpoint})))
    assert "&lt;script&gt;" in html
    assert "\u202e" not in html


def test_the_page_of_the_incident_has_it(make_site: MakeSite, document: PostMortem, case: EvalCase) -> None:
    proof = proof_of(case, "FFFF", "PPPP", "P" * 29)
    html = make_incident_page(document, make_site(document, proofs=lambda _: (proof,))).html
    assert html.index('class="aw-facts"') < html.index('class="aw-proof"') < html.index('id="eval-coverage-gap"')
    assert "aw-proof" not in make_incident_page(document, make_site(document)).html
