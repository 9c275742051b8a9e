"""Quotation marks that mock, and quotation marks that quote."""

from __future__ import annotations

import pytest

from afterword.language import find_blame


@pytest.mark.parametrize(
    "text",
    [
        'Our "expert" from the reseller pulled the wrong plug.',
        "The “specialists” at the data centre swapped both disks.",
        'The "senior" engineer restarted the healthy node.',
        '09:12 Ines "fixes" the job by removing the check.',
        'Ines "tested" the restore on her laptop.',
        'Ines\'s "review" took four seconds.',
    ],
)
def test_scare_quotes_are_scorn(text: str) -> None:
    assert ("scorn", "error") in {(finding.kind, finding.tier) for finding in find_blame(text)}


@pytest.mark.parametrize(
    "text",
    [
        'The "engineer" role has no write access.',
        'Ines clicked "Test" and waited.',
        'The status was "fixed" at noon.',
        'The button "Help" was grey.',
        'The column "experts" was empty.',
        'The ticket was marked as "fixed" by the bot.',
        'The "smart" reply of the assistant was off.',
        'Ines chose "review" from the list.',
    ],
)
def test_other_quotes_are_not(text: str) -> None:
    assert not find_blame(text)
