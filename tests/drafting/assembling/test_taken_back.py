"""What a later message takes back is never stated."""

import pytest

from afterword.drafting.assembling.taken_back import find_taken_back, stays_stated
from afterword.evidence import EvidenceItem
from afterword.times.when import When


def ledger(*texts: str) -> list[EvidenceItem]:
    """Messages of `name: text`, a minute apart."""
    told = (text.partition(": ") for text in texts)
    return [
        EvidenceItem(f"E{n}", "chat", n, When.parse(f"2026-04-16T10:{n:02}Z"), who, text)
        for n, (who, _, text) in enumerate(told, 1)
    ]


@pytest.mark.parametrize(
    ("texts", "gone"),
    [
        (("a: prod serves v11", "a: that was wrong, it was v12"), {"E1"}),
        (("a: I count 312 conversations", "b: ok", "a: correction: it is 274 conversations"), {"E1"}),
        (("a: the new tenant floods us", "a: forget that, I was looking at the wrong panel"), {"E1"}),
        (("a: 19 of 212 conversations were wrong", "b: Second reviewer counted again: 21 of 212"), {"E1"}),
        (("a: the provider changed the alias", "b: no, the provider did not change the alias"), {"E1"}),
        (("b: customers complain, the bot invents a policy", "c: About 1200 users affected so far",
          "b: correction, 430 users affected, not 1200"), {"E2"}),
        (("b: users complain, the bot invents a policy", "c: About 1200 users affected so far",
          "b: correction, 430 users affected, not 1200"), {"E2"}),
        (("b: the bot invents a policy", "c: latency is fine", "b: correction: 31 accounts"), set()),
        (("b: the bot invents a policy", "c: latency is fine", "b: scratch that"), {"E1"}),
        (("a: rolled back to v11", "b: error rate is 0.2 %", "a: v11 is out in all regions"), set()),
        (("a: prompt v31 went out at 05:50 UTC, 318 invoices are wrong", "a: all 318 bookings corrected"), set()),
        (("a: we renamed the field in the index", "b: no eval has that field in the index, that's why it was green"),
         set()),
        (("a: j'ai vu 4 clients touchés", "b: abgeschaltet", "a: 37 Kunden betroffen, nicht 4."), {"E1"}),
        (("a: about 1,200 users got it", "b: 430 users, not 1,200"), {"E1"}),
        (("a: it began at 4:10", "b: 40 of 90 users", "a: v2.4 is out", "b: 37 users, not 4"), set()),
        (("a: the filter is null in 40 calls", "b: no, it is null in 4 calls"), {"E1"}),
        (("a: 312 invoices were booked today", "b: 5000 invoices were wrong"), set()),
        (("a: 900 parcels were sent twice", "b: ok", "a: oops, overcounted. 640 parcels"), {"E1"}),
        (("a: 900 parcels were sent twice", "a: the export double-counted parcels since noon"), set()),
        (("a: 900 parcels or so were sent", "a: real number: 640 parcels"), {"E1"}),
        (("a: sms since saturday: 540ish", "b: the clock is right", "a: real: 486 with a time in it"), {"E1"}),
        (("a: 61 digests", "b: restarted 3 pods", "a: final: 58"), {"E1"}),
        (("a: counted reviews: 4,410", "b: 4,410 includes our own repos. Customers: 3,127"), {"E1"}),
        (("a: maybe the tokenizer", "c: the language of the prompt is wrong",
          "b: Not the tokenizer. The prompt lost its language"), {"E1"}),
        (("a: Investigating - errors of large-4", "a: Update - a fix for large-4 has been implemented"), set()),
        (("a: the alert went to a mailbox", "b: the answers were wrong since noon"), set()),
    ],
)  # fmt: skip
def test_items_that_a_later_one_takes_back(texts: tuple[str, ...], gone: set[str]) -> None:
    assert set(find_taken_back(ledger(*texts))) == gone


def test_a_sentence_without_a_word_of_the_correction_stays() -> None:
    said, moved = ledger("a: declaring SEV1. b owns the ACL test by 26/11", "b: ACL test moves to 03/12, on leave")
    assert stays_stated("declaring SEV1.", said, moved)
    assert not stays_stated("b owns the ACL test by 26/11", said, moved)
    cause, gone = ledger("a: found it. the cache was cold", "a: sorry, the cache was fine, I misread")
    assert not stays_stated("found it.", cause, gone)
