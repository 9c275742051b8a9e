"""The statuses of action items."""

import pytest

from afterword.postmortem.statuses import is_action_status, is_settled


@pytest.mark.parametrize(
    ("status", "known", "settled"),
    [
        ("open", True, False),
        ("done", True, True),
        ("not planned", True, True),
        ("in progress", False, False),
        ("", False, False),
    ],
)
def test_status_is_known_and_settled(status: str, known: bool, settled: bool) -> None:
    assert is_action_status(status) is known
    assert is_settled(status) is settled
