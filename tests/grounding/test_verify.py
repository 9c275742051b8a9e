"""The verdict: what stands in the cited items stays, what was swapped or invented goes."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.grounding import Claim, Grounds, LedgerItem, Status, claims_schema, verify
from afterword.grounding.facts import facts
from afterword.grounding.kinds import Fact, Kind
from afterword.postmortem.values import When

ROOT = Path(__file__).parents[2]
LEDGERS = [
    ROOT / "postmortems/2026-03-04-coding-assistant-quality-drops/evidence.jsonl",
    *sorted((ROOT / "tooling/afterword/demo/sample/postmortems").glob("*/evidence.jsonl")),
]

ITEMS = [
    LedgerItem("E1", "Change: release 58 sets temperature 0.8 on all traffic.", When.parse("2026-02-10T08:58Z"), "log"),
    LedgerItem("E2", "The bot promises customers a full refund for 90 days.", When.parse("2026-02-10T11:22Z"), "chat"),
    LedgerItem("E3", "13 of 20 answers invent a rule because the prompt lost a line; it cost 3,180 EUR.", None, "eval"),
    LedgerItem("E4", "Opus 4.6 and 4.7 ran beside Redis, see PR #482 and `keep:1`.", When.parse("2026-03-04")),
    LedgerItem("E5", "Between 08:58Z and 11:52Z, 1312 conversations took place in commit 0123abcdef0.", None, "query"),
    LedgerItem("D1", "severity: SEV2", None, "front matter"),
]  # fmt: skip


def status(text: str, *ids: str, kind: str = "fact", quote: str | None = None) -> Status:
    first = next(item for item in ITEMS if item.id == ids[0])
    return verify(Claim(text, ids, first.text if quote is None else quote, kind), Grounds(ITEMS)).status


@pytest.mark.parametrize(
    ("text", "ids", "expected"),
    [
        ("At 08:58Z on 10 February 2026 release 58 went out.", ("E1",), Status.GROUNDED),
        ("At 8:58 AM on Tuesday in February 2026, version 58 set a temperature of 0.8.", ("E1",), Status.GROUNDED),
        ("At 08:59 release 58 went out.", ("E1",), Status.DROPPED),
        ("At 11:22 release 58 went out.", ("E1",), Status.DROPPED),
        ("On 11 February release 58 went out.", ("E1",), Status.DROPPED),
        ("On 10 February 2025 release 58 went out.", ("E1",), Status.DROPPED),
        ("Release 59 went out.", ("E1",), Status.DROPPED),
        ("58 users were affected.", ("E1",), Status.DROPPED),
        ("The effect lasted 2 h 24 min.", ("E1", "E2"), Status.DERIVED),
        ("The effect lasted almost two and a half hours.", ("E1", "E2"), Status.DROPPED),
        ("The effect lasted about 145 minutes.", ("E1", "E2"), Status.DERIVED),
        ("The effect lasted 3 hours.", ("E1", "E2"), Status.DROPPED),
        ("The effect lasted 2 h 24 min.", ("E1",), Status.DROPPED),
        ("The query covers 174 minutes.", ("E5",), Status.DERIVED),
        ("It took 22 days.", ("E1", "E4"), Status.DERIVED),
        ("The bot promised refunds for 90 days.", ("E2",), Status.GROUNDED),
        ("The bot promised refunds to 90 customers.", ("E2",), Status.DROPPED),
        ("65% of the answers invented a rule.", ("E3",), Status.DERIVED),
        ("66% of the answers invented a rule.", ("E3",), Status.DROPPED),
        ("The cost was €3,180.", ("E3",), Status.GROUNDED),
        ("The cost was $3,180.", ("E3",), Status.DROPPED),
        ("Because the prompt lost a line, answers went wrong.", ("E3",), Status.GROUNDED),
        ("The release led to wrong promises.", ("E1",), Status.HYPOTHESIS),
        ("Opus 4.7 was checked.", ("E4",), Status.GROUNDED),
        ("Opus 4.8 was checked.", ("E4",), Status.DROPPED),
        ("It was checked with Kafka.", ("E4",), Status.DROPPED),
        ("Redis was checked.", ("E1",), Status.DROPPED),
        ("See pull request 482.", ("E4",), Status.GROUNDED),
        ("See #48.", ("E4",), Status.DROPPED),
        ("It used `keep:1`.", ("E4",), Status.GROUNDED),
        ("It used `keep:12`.", ("E4",), Status.DROPPED),
        ("Commit 0123abc did it.", ("E5",), Status.GROUNDED),
        ("Commit 0123abd did it.", ("E5",), Status.DROPPED),
        ("58 conversations took place.", ("E5",), Status.DROPPED),
        ("It was a SEV2 incident.", ("E1", "D1"), Status.GROUNDED),
        ("It was a SEV1 incident.", ("E1", "D1"), Status.DROPPED),
        ("", ("E1",), Status.DROPPED),
        ("word " * 200, ("E1",), Status.DROPPED),
    ],
)
def test_verdicts(text: str, ids: tuple[str, ...], expected: Status) -> None:
    assert status(text, *ids) is expected


@pytest.mark.parametrize(
    ("quote", "kept"),
    [
        ("the bot PROMISES  customers a\nfull refund", True),
        ("“The bot promises customers a full refund”", True),
        ("The bot never promises customers a full refund", False),
        ("The bot", False),
        ("", False),
        ("release 58 sets temperature", False),
    ],
)
def test_the_quote_must_stand_in_a_cited_item(quote: str, kept: bool) -> None:
    assert (status("The bot promised too much.", "E2", quote=quote) is Status.GROUNDED) is kept


def test_a_short_item_can_be_quoted_whole() -> None:
    items = [LedgerItem("E1", "It is down.")]
    assert verify(Claim("It was down.", ("E1",), "It is down.", "fact"), Grounds(items)).kept
    assert not verify(Claim("It was down.", ("E1",), "is down", "fact"), Grounds(items)).kept


def test_reasons_help_to_repair() -> None:
    verdict = verify(Claim("At 11:22 release 58 went out.", ("E1", "E9"), ITEMS[0].text, "fact"), Grounds(ITEMS))
    assert verdict.reasons == (
        "there is no item E9",
        "the time `11:22` does not stand in E1; it stands in E2",
    )
    assert verdict.offending == ("11:22",)


def test_an_inference_is_shown_as_one_and_a_recommendation_needs_no_quote() -> None:
    assert status("The temperature may matter.", "E1", kind="inference") is Status.HYPOTHESIS
    assert verify(Claim("Watch the temperature.", (), "", "recommendation"), Grounds(ITEMS)).kept
    assert not verify(Claim("Watch all 40 metrics.", (), "", "recommendation"), Grounds(ITEMS)).kept
    assert not verify(Claim("It rained.", (), "", "fact"), Grounds(ITEMS)).kept


def test_the_schema_names_the_real_ids() -> None:
    schema = claims_schema(["E1", "D1"])
    claim = schema["properties"]["claims"]["items"]
    assert claim["properties"]["evidence"]["items"]["enum"] == ["E1", "D1"]
    assert claim["required"] == ["text", "evidence", "quote", "kind"]
    assert claim["additionalProperties"] is schema["additionalProperties"] is False
    repair = claims_schema(["E1"], replacing=2)["properties"]["claims"]["items"]
    assert repair["properties"]["replaces"]["enum"] == [1, 2]


def test_an_answer_is_read_leniently() -> None:
    data = {"text": " a\n b ", "evidence": ["[e1]", "E1", "^e2"], "quote": "q", "kind": "Fact"}
    assert Claim.of_answer(data) == Claim("a b", ("E1", "E2"), "q", "fact")
    assert Claim.of_answer({**data, "kind": "truth"}).kind == "inference"


TEXTS = st.text(max_size=120) | st.text(alphabet="0123456789:-./,%$€kKmMhs T#@'\"()`aAbEÖ_²", max_size=60)


@given(TEXTS)
def test_every_text_stands_in_itself(text: str) -> None:
    item = LedgerItem("E1", f"It says: {text}")
    verdict = verify(Claim(f"It says: {text}", ("E1",), item.text, "fact"), Grounds([item]))
    assert verdict.kept, verdict.reasons


@given(
    st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(["{} users", "{}%", "{} EUR", "{} ms", "#{}", "v{}"])
)
def test_another_value_never_stands(one: int, other: int, form: str) -> None:
    item = LedgerItem("E1", "We saw " + form.format(one) + " in all.")
    verdict = verify(Claim("We saw " + form.format(other) + ".", ("E1",), item.text, "fact"), Grounds([item]))
    assert verdict.kept is (one == other)


def load(path: Path) -> list[LedgerItem]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [LedgerItem(r["id"], r["text"], When.parse(r["at"]) if r["at"] else None, r["source"]) for r in rows]


INVENTED = {
    Kind.TIME: "03:33", Kind.DATE: "2019-01-02", Kind.MONTH: "January 2019", Kind.DURATION: "77 minutes",
    Kind.PERCENT: "71.3%", Kind.NUMBER: "4711", Kind.MONEY: "4711 CHF", Kind.IDENTIFIER: "zz-99", Kind.NAME: "Zanzibar",
}  # fmt: skip


def measure(path: Path) -> dict[str, Counter[str]]:
    """How many facts of a ledger are flagged as they are, invented, and swapped with one of another item."""
    ledger = load(path)
    grounds = Grounds(ledger)
    by_kind: dict[Kind, list[tuple[LedgerItem, Fact]]] = {}
    for item in ledger:
        for fact in facts(item.text.replace("`", "")):
            by_kind.setdefault(fact.kind, []).append((item, fact))
    counts: dict[str, Counter[str]] = {}

    def judge(what: str, kind: Kind, item: LedgerItem, old: str, new: str) -> None:
        text = item.text.replace("`", "").replace(old, new, 1)
        verdict = verify(Claim(text[:600], (item.id,), item.text, "fact"), grounds)
        counts.setdefault(what, Counter())[kind.name] += 1
        counts.setdefault(f"{what} flagged", Counter())[kind.name] += not verdict.kept

    for kind, found in by_kind.items():
        for item, fact in found:
            judge("same", kind, item, "", "")
            judge("invented", kind, item, fact.text, INVENTED[kind])
            own = {(f.kind, f.value) for f in facts(item.text.replace("`", ""))}
            for other, swapped in found:
                if other is not item and (kind, swapped.value) not in own:
                    judge("swapped", kind, item, fact.text, swapped.text)
    return counts


@pytest.mark.parametrize("path", LEDGERS, ids=lambda path: path.parent.name)
def test_real_evidence(path: Path) -> None:
    counts = measure(path)
    assert not counts["same flagged"].total()
    assert counts["invented flagged"] == counts["invented"]
    assert counts["swapped flagged"].total() >= 0.99 * counts["swapped"].total()
