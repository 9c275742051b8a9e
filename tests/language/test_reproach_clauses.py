"""Reproaches that a whole sentence makes, and its neighbours that reproach with nothing."""

from __future__ import annotations

import pytest

from afterword.language import find_blame


@pytest.mark.parametrize(
    "text",
    [
        "Forgot to close the tunnel.",
        "Never asked the people on site.",
        "She knew that the lease had run out and still let the job start.",
        "Joao was warned about the quota and raised the batch size all the same.",
        "Rotating the key was Frieda's job, and she never did.",
        "Nobody but Frieda is responsible for the lost mailbox.",
        "The infrastructure folks deploy first and test later.",
        "The reseller withheld the failed scan from us.",
        "Once again the billing team merged without a review.",
        "Nice of the provider to write to us two days later.",
        "Everyone followed the freeze except Matthias.",
        "Somehow the agency managed to wipe both disks.",
        "The clerk guessed the rate instead of asking for it.",
        "Too lazy to open the manual, the technician tried every port.",
        "The notice was left unopened by the site manager.",
        "The auditor signed a report that he had not read.",
        "The analyst did not even open the sheet.",
        "It was Matthias again.",
        "It's always the billing crew that breaks the mirror.",
        "The apprentice is the reason we lost the archive.",
        "Refusal to use the form by the shift foreman.",
        "This one goes to the logistics team.",
        "The editor put clicks before accuracy.",
        "The surveyor took the cheap way out.",
        "Any schoolchild could have spotted it, and Matthias did not.",
        "The team's idea of a backup is a folder on the desktop.",
        "The surveyors had a creative understanding of the budget.",
        "The outage is entirely Matthias's doing.",
        "The release went out untested. Typical.",
        "Frieda deployed without tests.",
        "The infrastructure folks prefer parties to reading alerts.",
    ],
)
def test_reproach_is_found(text: str) -> None:
    assert find_blame(text)


@pytest.mark.parametrize(
    "text",
    [
        "Skipped: 12 tests.",
        "Ignored labels are kept in a column of their own.",
        "She knew that the lease had run out and renewed it.",
        "Rotating the key was Frieda's job until the script took over.",
        "Nobody but the provider can restart the gateway.",
        "The parser reads first and validates later.",
        "The form withheld the total from the clerk because it was still empty.",
        "Once again the billing team restored the mailbox.",
        "It was nice of the provider to call us.",
        "Everyone joined the call except Matthias, who was on a train.",
        "Somehow the provider managed to restore both disks.",
        "The clerk used the paper form instead of the tablet.",
        "The queue was too full to take the job.",
        "The tab was left unopened by the crawler.",
        "The auditor signed the report that he had been sent.",
        "The analyst did not even see the sheet, because the link pointed elsewhere.",
        "It was noon again.",
        "The release went out on Monday.",
        "Could the clerk see the total?",
        "The team refuses merges without tests.",
        "Responsibility for the mailbox lies with the infrastructure team.",
        "The clerk was told of the total and still had to wait for the form.",
        "An unprofessional tone of the chatbot was reported by 12 customers.",
        "Details of the form could have been seen by other customers.",
    ],
)
def test_neighbours_are_not(text: str) -> None:
    assert not find_blame(text)
