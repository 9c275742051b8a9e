import pytest

from afterword.grounding.ledger import LedgerItem
from afterword.grounding.limits import doubts_about_limits


def reasons(claim: str, text: str) -> list[str]:
    return [doubt.reason for doubt in doubts_about_limits(claim, [LedgerItem("E1", text)])]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The queue exceeded its limit.", "queue length=180 limit=200"),
        ("The error rate stayed within the budget.", "errors 2.4%, budget 1.0%"),
        ("The response time promised in the contract was kept.", "answered after 52 min, contract says 30"),
        ("Precision was above the threshold.", "precision=0.61 threshold=0.70"),
    ],
)
def test_the_number_is_on_the_other_side_of_the_limit(claim: str, text: str) -> None:
    assert len(reasons(claim, text)) == 1


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The queue exceeded its limit.", "queue length=210 limit=200"),
        ("The queue stayed below its limit.", "queue length=180 limit=200"),
        ("The queue did not exceed its limit.", "queue length=180 limit=200"),
        ("The queue grew above 150.", "queue length=180 limit=200"),
        ("The limit was raised.", "queue length=180 limit=200"),
        ("The queue exceeded its limit.", "16:42 limit 100, 250 in the queue"),
        ("The response time exceeded its limit.", "answered in 1.2 s, limit 800 ms"),
    ],
)
def test_a_limit_that_is_not_doubted(claim: str, text: str) -> None:
    assert reasons(claim, text) == []


def test_a_long_row_of_digits_takes_no_time() -> None:
    assert reasons("The queue exceeded its limit.", "7" * 200_000) == []
