"""How many true claims the verifier keeps, and how many false ones it lets pass, by kind.

The folder `truth` has invented incidents in many manners, most one a file; `---` separates several.
`E1|2026-03-12T07:41Z|on-call|chat|text` is an item of evidence; `+kind|E1,E2|claim` is true by what it cites,
`-kind|E1|claim` is false. A fourth part is the quote, which otherwise is the text of the first item cited. The claims
were labelled before the rules were written. Half of them, drawn by a hash, served to write the rules; the other half
says what the rules are worth on incidents that are known, and files that begin with `unseen`, with which no rule was
written, what they are worth on others. Files that begin with `practice` served to write the rules as a whole.

    python benchmarks/truth.py [incidents]
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from figures import Figure, show

from afterword.drafting.second_reader import SecondReader
from afterword.grounding.claims import Claim
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.second_reading import Answer, question_about, read_again
from afterword.grounding.verify import Grounds, Status, Verdict, verify
from afterword.llm import Llm
from afterword.text.invisible import visible_line
from afterword.times.when import When

HALVES = ("worked on", "held out", "unseen")
FOLDER = Path(__file__).parent / "truth"


@dataclass(frozen=True, slots=True)
class LabelledClaim:
    """A claim of which a person said whether it is true.

    Attributes:
        claim: the claim, stated as a fact.
        is_true: whether the items that it cites say so, or it follows from them.
        kind: how it is true, such as `duration`, or what is wrong with it, such as `negated`.
        ledger: all items of its incident.
        file: the name of the file of its incident.
    """

    claim: Claim
    is_true: bool
    kind: str
    ledger: tuple[LedgerItem, ...]
    file: str = ""

    @property
    def half(self) -> str:
        """`worked on` while the rules were written, `held out`, or `unseen`: of an incident that came after them."""
        if self.file.startswith("practice"):
            return HALVES[0]
        if self.file.startswith("unseen"):
            return HALVES[2]
        return HALVES[hashlib.sha256(self.claim.text.encode()).digest()[0] % 2]


def read_incident(path: Path) -> Iterator[LabelledClaim]:
    """Read the items and the claims of a file; `---` separates incidents."""
    for incident in path.read_text(encoding="utf-8").split("\n---\n"):
        yield from _claims_of(incident, path.name)


def _claims_of(incident: str, file: str) -> Iterator[LabelledClaim]:
    lines = [line.split("|") for line in incident.splitlines() if line and line[0] != "#"]
    ledger = tuple(
        LedgerItem(name, "|".join(text), When.parse(at) if at else None, source, actor)
        for name, at, actor, source, *text in (parts for parts in lines if parts[0][0] == "E")
    )
    texts = {item.id: item.text for item in ledger}
    for label, ids, text, *quote in (parts for parts in lines if parts[0][0] in "+-"):
        cited = tuple(ids.split(","))
        claim = Claim(text, cited, quote[0] if quote else texts[cited[0]], "fact")
        yield LabelledClaim(claim, label[0] == "+", label[1:], ledger, file)


def read_all(most: int = 0) -> list[LabelledClaim]:
    """Read all incidents, or the first ones."""
    return [one for path in sorted(FOLDER.glob("*.txt"))[: most or None] for one in read_incident(path)]


def judge(labelled: Sequence[LabelledClaim], says: Says | None = None) -> Iterator[tuple[LabelledClaim, str]]:
    """Verify each claim; a draft then states it (`plain`), marks it for the reviewer (`marked`), or drops it (`lost`).

    Args:
        labelled: the claims.
        says: what a stand-in for the model of the second reading says of a claim; None for no second reading.
    """
    for ledger in dict.fromkeys(one.ledger for one in labelled):
        mine = [one for one in labelled if one.ledger == ledger]
        grounds = Grounds(ledger)
        verdicts = [verify(one.claim, grounds) for one in mine]
        if says is not None:
            verdicts = _read_again([one.claim for one in mine], verdicts, grounds, says)
        yield from zip(mine, (outcome(verdict.status) for verdict in verdicts), strict=True)


def _read_again(claims: Sequence[Claim], verdicts: Sequence[Verdict], grounds: Grounds, says: Says) -> list[Verdict]:
    """Ask as drafting asks, with its prompt and its reading of the answer, and give the verdicts of both readings."""
    asked = [question_about(claim, verdict, grounds) for claim, verdict in zip(claims, verdicts, strict=True)]
    readings = iter(SecondReader(llm=_StandIn(says))([question for question in asked if question]))
    return [
        read_again(claim, verdict, next(readings) if question else None, grounds)
        for claim, verdict, question in zip(claims, verdicts, asked, strict=True)
    ]


Says = Callable[[str], Answer]
"""What a stand-in says of the text of a claim."""


class _StandIn(Llm):
    """Answers requests for a second reading without an endpoint."""

    def __init__(self, says: Says) -> None:
        super().__init__(model="stand-in", api_key="none")
        self._says = says

    def ask(self, messages: Sequence[Mapping[str, str]], *_: object, **__: object) -> dict[str, Any]:
        """Return the stand-in's reading of each numbered sentence of the prompt."""
        sentences = re.findall(r"(?m)^(\d+)\. (.*)$", messages[1]["content"])
        readings = [{"claim": int(number), "answer": self._says(text).value, "words": ""} for number, text in sentences]
        return {"readings": readings}


def stand_in_readers(labelled: Sequence[LabelledClaim]) -> dict[str, Says]:
    """Readers that know the labels, say yes to everything, or say no to everything."""
    true = {visible_line(one.claim.text) for one in labelled if one.is_true}
    return {
        "a perfect reader": lambda text: Answer.SUPPORTED if text in true else Answer.NOT_SAID,
        "a reader that says yes": lambda _: Answer.SUPPORTED,
        "a reader that says no": lambda _: Answer.NOT_SAID,
    }


_OUTCOMES = {
    Status.GROUNDED: "plain", Status.FOUND: "plain", Status.DERIVED: "plain", Status.DOUBTED: "marked",
}  # fmt: skip


def outcome(status: Status) -> str:
    """What a reviewer sees of a claim. A hypothesis counts as lost, since the draft no longer states it as a fact."""
    return _OUTCOMES.get(status, "lost")


def truth(incidents: int = 0) -> Iterator[Figure]:
    """Judge the claims of all incidents, or of the first ones."""
    labelled = read_all(incidents)
    judged = list(judge(labelled))
    for half in HALVES:
        mine = [(one, seen) for one, seen in judged if one.half == half]
        for is_true, seen, name, target in (
            (False, "plain", "false claims unmarked", "at most 35 %"),
            (True, "lost", "true claims lost", "at most 3 %"),
            (True, "marked", "true claims marked", "at most 10 %"),
        ):
            found = [(one.kind, was == seen) for one, was in mine if one.is_true is is_true]
            yield Figure(f"{half}: {name}", _share(found), target)
        found = [(one.kind, was == "lost") for one, was in mine if one.is_true and one.kind in DERIVED]
        yield Figure(f"{half}: true derived claims lost", _share(found), "at most 8 %")
    held_out = [one for one in labelled if one.half == "held out"]
    for name, says in stand_in_readers(labelled).items():
        seen = list(judge(held_out, says))
        for is_true, was, what in (
            (False, "plain", "false claims unmarked"),
            (True, "lost", "true claims lost"),
            (True, "marked", "true claims marked"),
        ):
            found = [(one.kind, result == was) for one, result in seen if one.is_true is is_true]
            target = "at most 2 %" if (name, is_true) == ("a perfect reader", False) else ""
            yield Figure(f"held out, with {name}: {what}", _share(found), target)
    for is_true, label in ((False, "false"), (True, "true")):
        for kind in sorted({one.kind for one, _ in judged if one.is_true is is_true}):
            counts = Counter((one.half, was) for one, was in judged if (one.is_true, one.kind) == (is_true, kind))
            yield Figure(f"{label}, {kind}", "; ".join(_counts(counts, half) for half in HALVES))


DERIVED = frozenset({"derived", "duration", "share"})


def _share(found: list[tuple[str, bool]]) -> str:
    hits = sum(hit for _, hit in found)
    return f"{hits} of {len(found)} ({100 * hits / len(found):.1f} %)" if found else "none"


def _counts(counts: Counter[tuple[str, str]], half: str) -> str:
    numbers = ", ".join(f"{counts[half, was]} {was}" for was in ("plain", "marked", "lost"))
    return f"{half}: {numbers}"


if __name__ == "__main__":
    show(truth)
