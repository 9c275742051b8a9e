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
        "The reseller withheld the failed scan from us.",
        "Once again the billing team merged without a review.",
        "Somehow the agency managed to wipe both disks.",
        "Too lazy to open the manual, the technician tried every port.",
        "The notice was left unopened by the site manager.",
        "The auditor signed a report that he had not read.",
        "The analyst did not even open the sheet.",
        "It's always the billing crew that breaks the mirror.",
        "The apprentice is the reason we lost the archive.",
        "Refusal to use the form by the shift foreman.",
        "This one goes to the logistics team.",
        "The editor put clicks before accuracy.",
        "The surveyor took the cheap way out.",
        "Any schoolchild could have spotted it, and Matthias did not.",
        "The surveyors had a creative understanding of the budget.",
        "Frieda deployed without tests.",
        "The infrastructure folks prefer parties to reading alerts.",
        "We hold the survey office entirely responsible for the loss.",
        "That one is on the survey office.",
        "The surveyor ignored the alarm because she evidently thought nobody would ask.",
        "What can one expect when a trainee writes the schedule?",
        "The surveyors were both careless and vain.",
        "The site owner does not care about the alarms.",
        "Our carrier's support is hopeless.",
        "Matthias broke the scheduler.",
        "The mechanics we hired clearly had never read the map.",
        "Site staff could not even fill in a simple form.",
        "The station agents were too vain to ask.",
        "The survey office bungled the letter.",
        "The cause was an accidentally cut rope.",
        "A manual check was done wrongly, which stopped the ferry.",
        "It goes back to an error introduced by a technician.",
        "Northwind's failure to inform the harbour cost a day.",
        "An operational error stopped the pump.",
        "Any schoolgirl knows why, and we all know whose ferry it was.",
        "The cause is entirely human.",
        "Sales were obsessed with the brochure.",
        "The captain's ego stopped the ferry.",
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
        "Once again the billing team restored the mailbox.",
        "Everyone joined the call except Matthias, who was on a train.",
        "The queue was too full to take the job.",
        "The auditor signed the report that he had been sent.",
        "The analyst did not even see the sheet, because the link pointed elsewhere.",
        "The release went out on Monday.",
        "Could the clerk see the total?",
        "The team refuses merges without tests.",
        "The clerk was told of the total and still had to wait for the form.",
        "An unprofessional tone of the chatbot was reported by 12 customers.",
        "Details of the form could have been seen by other customers.",
        "The contract holds the carrier liable for lost parcels.",
        "The lock is held by the process responsible for the merge.",
        "This one is on hold.",
        "Support for Hebrew is unreliable.",
        "Matthias broke the change into three parts.",
        "People kept pressing the bell, and each ring opened a ticket.",
        "Frieda chose the wrong mast from a list in which all names began alike.",
        "However, since the validator does not read the header, the farmers did not notice the gap.",
        "The admin did not perform the export; the call came from an unknown address.",
        "The decision was late due to a lack of understanding of the extent of the loss.",
        "The error was introduced by the new parser.",
        "The manual says that the pump was run incorrectly.",
        "A wrongly cut rope was found on the third day.",
        "The crew worked on the pump and missed the second trip.",
        "The pump suffered a catastrophic failure.",
        "The rope cutter makes sure that the operational error is no longer possible.",
        "The sensor is blind to ice.",
    ],
)
def test_neighbours_are_not(text: str) -> None:
    assert not find_blame(text)
