"""Which causes a case or an action item guards."""

from __future__ import annotations

from tests.evals.documents import CASE, FRONT, document

from afterword.evals.coverage import coverage_of

TWO = FRONT.replace(
    "causes:\n", "causes:\n  - {id: new-model, kind: model}\n  - {id: slow-disk, kind: infrastructure}\n"
)
ACTIONS = """\
**Guarded by:** A1

## Action items

| ID | Action | Owner | Due |
|---|---|---|---|
| A1 | Alert on long windows | @octocat | 2026-03-01 |
"""


def test_case_guards_the_cause_that_it_names() -> None:
    (one,) = coverage_of([document(CASE + "cause: tone-rewrite\n", front=TWO)])
    assert [(cause.id, cause.kind, cause.cases, cause.is_guarded) for cause in one.causes] == [
        ("new-model", "model", (), False),
        ("tone-rewrite", "prompt", ("refund",), True),
    ]


def test_case_that_names_none_guards_the_only_cause_and_no_other() -> None:
    (one,) = coverage_of([document(CASE)])
    assert one.causes[0].cases == ("refund",)
    (several,) = coverage_of([document(CASE, front=TWO)])
    assert [cause.is_guarded for cause in several.causes] == [False, False]


def test_action_item_guards_if_there_is_one_of_that_id() -> None:
    (one,) = coverage_of([document(after=ACTIONS)])
    assert (one.causes[0].actions, one.causes[0].is_guarded) == (("A1",), True)
    (other,) = coverage_of([document(after=ACTIONS.replace("by:** A1", "by:** A2"))])
    assert not other.causes[0].is_guarded


def test_case_that_cannot_be_used_guards_nothing_and_is_counted() -> None:
    (one,) = coverage_of([document(CASE.replace("contains", "include"))])
    assert (one.cases, one.unusable, one.causes[0].is_guarded) == ((), 1, False)


def test_post_mortem_without_cases_and_such_causes_is_left_out() -> None:
    assert coverage_of([document(front=FRONT.replace("kind: prompt", "kind: traffic"))]) == ()
