"""What an AI was asked and what came of it, and which exchanges failed."""

from __future__ import annotations

import pytest

from afterword.derive.exchanges import Turn, find_exchanges


def turns(*pairs: tuple[str, str]) -> list[Turn]:
    return [Turn(f"E{number}", actor, text) for number, (actor, text) in enumerate(pairs, 1)]


SESSION = (
    ("user", "remove old flags"),
    ("assistant (acme-lm)", "I will look."),
    ("assistant (acme-lm)", "called Bash: flagctl delete --all (1200 tokens in, 45 tokens out)"),
    ("tool Bash", "deleted 212 flags in production"),
)


@pytest.mark.parametrize(
    ("answer", "failed"),
    [
        ("stop, that was production!", True),
        ("No, I never asked for that", True),
        ("why did you delete them?", True),
        ("you dropped the table", True),
        ("That's not what I asked for.", True),
        ("great, ship it", False),
        ("now add a note that nothing was lost", False),
        ("stopwatch tests next", False),
        ("", False),
    ],
)
def test_exchange_failed_if_the_person_objects(answer: str, failed: bool) -> None:
    first, *_ = find_exchanges(turns(*SESSION, ("user", answer)))
    assert first.failed == failed
    came = "I will look.\ncalled Bash: flagctl delete --all\ntool Bash: deleted 212 flags in production"
    assert first.output == (f"{came}\nuser: {answer}" if failed else came)
    assert (first.asked, first.place) == ("remove old flags", "E1 to E5" if failed else "E1 to E4")


def test_call_of_a_trace_is_an_exchange_of_its_own_and_failed_if_it_reports_an_error() -> None:
    call = (
        "call of a model (acme-lm; {})\nSettings: temperature 0.9\nInput: system: Be kind.\nuser: Refund?\nOutput: {}"
    )
    good, bad, without = find_exchanges(
        turns(
            ("assistant (acme-lm)", call.format("0.42 s", "Yes.\nOutput: of a tool")),
            ("assistant (acme-lm)", call.format("error: overloaded (again)", "")),
            ("assistant (acme-lm)", "chat (acme-lm)\nInput: Refund?\nOutput: No."),
            ("tool refund", "refund (tool; error: timeout)\nInput: 7"),
        )
    )
    assert (good.asked, good.output) == ("system: Be kind.\nuser: Refund?", "Yes.\nOutput: of a tool")
    assert bad.failed and not good.failed and bad.output.endswith("error: overloaded (again)")
    assert (without.asked, without.output, without.place) == (
        "Refund?",
        "No.\ntool refund: refund (tool; error: timeout)\nInput: 7",
        "E3 to E4",
    )


def test_words_without_a_question_are_no_exchange() -> None:
    assert find_exchanges(turns(("assistant", "hello"), ("on-call", "stop"), ("user", "hi"))) == []
