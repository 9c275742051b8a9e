"""Changed copies of an acceptable output: one thing each, and always the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.evalcases import Call, Output
from afterword.evals.mutants import MOST, REFUSAL, mutants_of


def changed(text: str) -> list[tuple[str, str]]:
    return [(mutant.change, mutant.output.text) for mutant in mutants_of(Output(text))]


@pytest.mark.parametrize(
    ("text", "change", "copy"),
    [
        ("Within 30 days.", "a number changed", "Within 90 days."),
        ("It costs 1.50 euros.", "a number changed", "It costs 4.50 euros."),
        ("It costs 0,05.", "a number changed", "It costs 0,15."),
        ("Wait 0 days.", "a number changed", "Wait 1 days."),
        ("We cannot refund you.", "a negation dropped", "We can refund you."),
        ("We can't refund you.", "a negation dropped", "We can refund you."),
        ("We don’t refund you.", "a negation dropped", "We do refund you."),
        ("It is not possible.", "a negation dropped", "It is possible."),
        ("No refund is possible.", "a negation dropped", "refund is possible."),
        ("It is possible.", "a negation added", "It is not possible."),
        ("Yes. Ask us.", "a sentence removed", "Ask us."),
        ("Yes. Ask us.", "a sentence removed", "Yes."),
        ("Yes.", "nothing but a refusal", REFUSAL),
    ],
)
def test_one_thing_is_changed(text: str, change: str, copy: str) -> None:
    assert (change, copy) in changed(text)


@pytest.mark.parametrize("text", ["Order A-100 of 1.2.3", "v12 and 10.0.0.1"])
def test_names_and_versions_are_no_numbers(text: str) -> None:
    assert all(change != "a number changed" for change, _ in changed(text))


def test_a_negated_sentence_gets_no_second_negation() -> None:
    assert all(change != "a negation added" for change, _ in changed("It is not possible, and it will be so."))


def test_calls_are_removed_and_their_arguments_changed() -> None:
    output = Output("", (Call("refund", {"amount": 20, "order": "A-1", "now": True}), Call("log", {})))
    refund, log = output.calls
    assert [(mutant.change, mutant.output.calls) for mutant in mutants_of(output)] == [
        ("the call of `refund` removed", (log,)),
        ("the argument `amount` changed", (Call("refund", {**refund.arguments, "amount": 60}), log)),
        ("the argument `order` changed", (Call("refund", {**refund.arguments, "order": "A-1-other"}), log)),
        ("the argument `now` changed", (Call("refund", {**refund.arguments, "now": False}), log)),
        ("the call of `log` removed", (refund,)),
    ]


@given(st.text(max_size=400))
def test_copies_are_few_different_and_the_same_again(text: str) -> None:
    copies = mutants_of(Output(text))
    assert len(copies) <= MOST
    assert len({copy.output.text for copy in copies}) == len(copies)
    assert copies == mutants_of(Output(text))
