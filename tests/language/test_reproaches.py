"""Reproaches in idioms, in scorn, and in what is said of people's work; and their words without a reproach."""

from __future__ import annotations

import pytest

from afterword.language import find_blame


def tiers(text: str) -> set[str]:
    return {finding.tier for finding in find_blame(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The operator on the late desk dropped the ball.",
        "The operator on the late desk was dropping the ball.",
        "11:07 Bruno panics and kills the healthy primary.",
        "16:20 – Against explicit instructions, Ingrid re-runs the back-fill.",
        "The scrum master couldn't be bothered to update the calendar.",
        "A lapse in concentration by the administrator truncated the table.",
        "Amina's code was garbage.",
        "With a little more backbone, the QA manager would have withheld the sign-off.",
        "No one from the platform team had the courtesy to announce it.",
        "This happened because people here do not read documentation.",
        "The author clearly had not tried it.",
        "Their so-called data engineer dropped the index.",
        "Unforgivably, the backup operator had left the tape in the drive.",
        "If our data engineers cared about tests, this would not be the fifth outage.",
    ],
)
def test_reproaches_are_errors(text: str) -> None:
    assert "error" in tiers(text)


@pytest.mark.parametrize(
    "text",
    [
        "It wasn't that people didn't care: they had filed five tickets about it.",
        "It would be easy to say that the operator dropped the ball.",
        "We do not think that anyone was careless.",
        "The scheduler dropped the ball and retried at 04:00.",
        "We named the chaos tool Slacker, and Slacker stopped the third replica while two engineers watched.",
        "The on-call, who does not read Dutch, used a translator.",
        "In the same place any engineer would have done the same.",
        "The label was clear, and despite the label the valve stuck, so the engineer closed the other one.",
        "The engineer's code was merged at 14:02.",
        "The engineers had the courage to stop the launch.",
        "Some developers asked for a second screen.",
        "The caller gave the wrong postcode twice, and the assistant asked once more.",
        "Instead of the old key, Hiroshi used the new one.",
        "Servers cut off what does not fit without asking.",
        "People at the branch cannot tell from the screen whether a payment was sent.",
    ],
)
def test_the_same_words_without_a_reproach(text: str) -> None:
    assert not tiers(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Anyone could see that a single node was never going to carry the launch.", "hindsight"),
        ("Choosing a queue of our own was a mistake from day one.", "hindsight"),
        ("It would have taken five minutes to add a limit.", "hindsight"),
        ("Not practising the restore was a grave error.", "hindsight"),
        ("The signs of a full queue were overlooked for weeks.", "hindsight"),
        ("Nobody was surprised when the second pump stopped, too.", "hindsight"),
        ("That both flags would clash was evident from the manual.", "hindsight"),
        ("The outage was avoidable: the notice came in March.", "hindsight"),
        ("Crew members must read the manual from now on.", "care-as-fix"),
        ("Training on the crane tool for all new colleagues.", "care-as-fix"),
        ("Owner Ines, at once: keep the thresholds in mind when a pump is swapped.", "care-as-fix"),
        ("Heightened awareness on the side of the operators.", "care-as-fix"),
        ("As could have been expected, the adapter choked on the names.", "hindsight"),
        ("Use common sense when muting alerts.", "care-as-fix"),
        ("Foster a stronger sense of ownership among the engineers.", "care-as-fix"),
        ("Ask colleagues to communicate better during incidents.", "care-as-fix"),
        ("Engineers should attend a workshop on injection attacks.", "care-as-fix"),
        ("Don't be rash with the valves.", "care-as-fix"),
        ("Greater caution must be exercised by whoever moves a mast.", "care-as-fix"),
        ("Heed must be given to the order of the valves.", "care-as-fix"),
        ("Planners shall be reminded of the ferry times.", "care-as-fix"),
        ("Clerks should take care not to swap the forms.", "care-as-fix"),
        ("The librarians were asked to sort with more scrutiny.", "care-as-fix"),
        ("We spoke with the crew about the need for silence.", "care-as-fix"),
        ("Everything that mattered was in plain sight by noon.", "hindsight"),
        ("Viewed from the end, the plan looks naive.", "hindsight"),
        ("The two short outages in May were plainly a prelude.", "hindsight"),
        ("After the fact, the link between tides and load is obvious.", "hindsight"),
        ("The pump would run dry, any curve of the week showed it.", "hindsight"),
        ("The answer had been in the manual all along.", "hindsight"),
        ("The clues, read together, left no doubt.", "hindsight"),
        ("The smoke on Monday was an obvious warning.", "hindsight"),
        ("Skippers must watch the gauge more closely.", "care-as-fix"),
        ("We will train all operators on the new gauge.", "care-as-fix"),
        ("Moderators should not rush.", "care-as-fix"),
        ("An awareness campaign is planned for the harbour staff.", "care-as-fix"),
        ("Everyone should keep their eyes open for leaks.", "care-as-fix"),
    ],
)
def test_hindsight_and_care_are_warnings(text: str, kind: str) -> None:
    assert (kind, "warning") in {(finding.kind, finding.tier) for finding in find_blame(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The warning was taken seriously and the site was closed.",
        "The runbook should have named the second pump.",
        "In hindsight we would choose the same plan again.",
        "Nothing in the output was obviously broken.",
        "It was clear by 10:00 that the disk was full.",
        "We decided to be cautious and kept the site closed until noon.",
        "The commander asked everyone to hold their changes.",
        "Training of 40 nurses on the new pumps had been completed in May.",
        "Be thorough but concise in the summary.",
        "We will keep a close eye on the next two runs.",
        "All maintainers were asked to review and rotate their keys.",
        "The limit is there to prevent a catastrophic wraparound of the counter.",
        "The attention mask must be applied before the sum.",
        "The loader takes care that files are closed.",
        "The key was in full view of the camera.",
        "The worker had been running all along.",
        "After the event, the counter was visible again.",
        "A second pump could have helped.",
        "Remember that all depths are in metres.",
        "Without the mate's quick turn, more passengers would have felt it.",
        "It would have been possible to turn at ten, and nobody knew that then.",
        "If the pump had stopped at 22:05, nobody would have been woken.",
        "There was always going to be a need for a second pump.",
        "Most of the data on the page was unnecessary.",
    ],
)
def test_what_was_known_and_done_is_neither_hindsight_nor_care(text: str) -> None:
    assert not tiers(text)
