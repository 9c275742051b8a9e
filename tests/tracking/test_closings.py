"""What shows that an action item was done, from the tracker and from proofs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime

import pytest

from afterword.github.closings import Closing
from afterword.github.issues import Issue
from afterword.portfolio.snapshot import ActionState, Evidence, IssueState, Snapshot
from afterword.postmortem import PostMortem
from afterword.project import Project
from afterword.tracking.closings import Closed, find_closings, warn_without_evidence
from afterword.tracking.marker import Key
from afterword.tracking.tracker import Tracker
from afterword.tracking.wanted_issues import WantedIssue
from tracking.rows import ID, collect, document, row

AT = datetime(2026, 4, 20, 9, tzinfo=UTC)
DOCUMENT = document([row("A1", "Add the case"), row("A2", "Alert"), row("A3", "Slow it")])
PULL = Evidence(kind="pull request", name="#9", url="https://github.com/acme/widgets/pull/9")


class Asked(Tracker):
    """A tracker that knows how issues were closed, and remembers which it was asked about."""

    name = "a tracker"

    def __init__(self, known: Mapping[int, Closing] | None = None) -> None:
        self.known = known or {}
        self.numbers: list[int] = []

    def closings(self, numbers: Iterable[int]) -> Mapping[int, Closing]:
        self.numbers = list(numbers)
        return {number: self.known[number] for number in self.numbers if number in self.known}


def issue(number: int, *, reason: str | None = "completed", at: datetime = AT, repository: str | None = None) -> Issue:
    return Issue(
        number, "t", "", reason is None, reason, frozenset(), (), 1, "", closed=at, repository=repository
    )  # fmt: skip


def tracked(*issues: Issue | None) -> list[tuple[WantedIssue, Issue | None]]:
    return list(zip(collect(DOCUMENT).rows, issues, strict=True))


def earlier(number: int, *evidence: Evidence, closed: str = "2026-04-20T09:00:00Z") -> Snapshot:
    state = IssueState(number=number, repository="acme/widgets", url="", state="closed", reason="completed",
                       closed=closed, closed_by="ana", evidence=list(evidence))  # fmt: skip
    return Snapshot(tracker="t", actions=[ActionState(document=ID, action="A1", title="", status="done", issue=state)])


def find(
    project: Project, tracker: Asked, issues: list[Issue | None], before: Snapshot | None = None
) -> dict[str, Closed]:
    found = find_closings(project, [DOCUMENT], tracker, tracked(*issues), before)
    return {key.written[1]: closed for key, closed in found.items()}


def test_each_kind_of_end_has_its_evidence(open_project: Callable[..., Project]) -> None:
    tracker = Asked({1: Closing("ana", "pull request", "#9", PULL.url), 2: Closing("bo", comment="u"), 3: Closing("c")})
    found = find(open_project(), tracker, [issue(1), issue(2), issue(3)])
    assert found == {
        "A1": Closed("ana", (PULL,)),
        "A2": Closed("bo", (Evidence(kind="vouched", name="bo", url="u"),)),
        "A3": Closed("c", ()),
    }


def test_only_what_was_closed_as_done_is_asked_about(open_project: Callable[..., Project]) -> None:
    tracker = Asked()
    issues = [issue(1, reason="not_planned"), issue(2, reason=None), None]
    assert find(open_project(), tracker, issues) == {} and tracker.numbers == []


def test_silence_is_not_taken_for_no_evidence(open_project: Callable[..., Project]) -> None:
    missed = Asked({1: Closing("ana", is_known=False)})
    found = find(open_project(), missed, [issue(1), issue(2), issue(3, repository="acme/other")])
    assert [closed.evidence for closed in found.values()] == [None, None, None]
    assert sorted(missed.numbers) == [1, 2]


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        (earlier(1, PULL), []),
        (earlier(2, PULL), [1]),
        (earlier(1, PULL, closed="2026-04-19T09:00:00Z"), [1]),
        (earlier(1), [1]),
        (None, [1]),
    ],
    ids=["known", "another issue", "closed again", "nothing so far", "no snapshot"],
)
def test_what_is_known_is_not_asked_again(
    open_project: Callable[..., Project], before: Snapshot | None, asked: list[int]
) -> None:
    tracker = Asked({1: Closing("ana", "pull request", "#9", PULL.url)})
    found = find(open_project(), tracker, [issue(1), None, None], before)
    assert tracker.numbers == asked and found == {"A1": Closed("ana", (PULL,))}


def test_the_last_closed_are_asked_about_first(open_project: Callable[..., Project]) -> None:
    tracker = Asked()
    find(open_project(), tracker, [issue(1), issue(2, at=AT.replace(day=22)), issue(3, at=AT.replace(day=21))])
    assert tracker.numbers == [2, 3, 1]


def test_what_was_closed_without_evidence_is_one_remark(open_project: Callable[..., Project]) -> None:
    tracker = Asked({1: Closing("ana"), 2: Closing(""), 3: Closing("c", "commit", "0123456789", "u")})
    rows = tracked(issue(1), issue(2), issue(3))
    found = find_closings(open_project(), [DOCUMENT], tracker, rows, None)
    (remark,) = warn_without_evidence(rows, found)
    assert remark.reason == f"2 action items closed without evidence: A2 of {ID}, A1 of {ID} by ana"
    unknown = {key: Closed("", None) for key in found}
    (remark,) = warn_without_evidence(rows, unknown)
    assert remark.reason == "what closed 3 action items is not known: the tracker does not say"


def test_of_many_without_evidence_a_few_are_named() -> None:
    many = document([row(f"A{at}", f"Do {at}") for at in range(1, 41)])
    rows = [(wanted, issue(at)) for at, wanted in enumerate(collect(many).rows, 1)]
    (remark,) = warn_without_evidence(rows, {wanted.key: Closed("", ()) for wanted, _ in rows})
    assert remark.reason.startswith("40 action items") and remark.reason.endswith(" and 35 more")


def _proven(monkeypatch: pytest.MonkeyPatch, *cases: str) -> None:
    class Proof:
        is_proven = True

        def __init__(self, name: str) -> None:
            self.case = type("Case", (), {"id": name})

    monkeypatch.setattr("afterword.tracking.closings.recorded_proofs", lambda *_: tuple(map(Proof, cases)))


@pytest.mark.parametrize(
    ("rows", "cases", "proof"),
    [
        ([row("A1", "Add the case `no-invention` to the suite")], ["other", "no-invention"], "no-invention"),
        ([row("A1", "Add the case")], ["no-invention"], "no-invention"),
        ([row("A1", "Add the case")], ["one", "two"], ""),
        ([row("A1", "Add the case"), row("A2", "Add another")], ["one"], ""),
        ([row("A1", "Alert", category="monitoring improvement")], ["one"], ""),
        ([row("A1", "Add the case no-invention-2")], ["other", "no-invention"], ""),
        ([row("A1", "Add the case")], [], ""),
    ],
)
def test_a_proof_shows_the_item_that_it_belongs_to(
    open_project: Callable[..., Project],
    monkeypatch: pytest.MonkeyPatch,
    rows: list[str],
    cases: list[str],
    proof: str,
) -> None:
    _proven(monkeypatch, *cases)
    made: PostMortem = document(rows)
    pairs = [(wanted, issue(at)) for at, wanted in enumerate(collect(made).rows, 1)]
    found = find_closings(open_project(), [made], Asked({1: Closing("ana")}), pairs, None)
    assert found[Key.of(ID, "A1")].evidence == ((Evidence(kind="proof", name=proof),) if proof else ())
