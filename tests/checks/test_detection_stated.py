"""Who or what a sentence says detected the incident."""

from __future__ import annotations

import pytest

from afterword.checks.consistency.detection_stated import detector_of


@pytest.mark.parametrize(
    ("text", "detector"),
    [
        ("It was reported by an alert.", "alert"),
        ("The problem came to light through a customer.", "customer"),
        ("We were made aware of it by a colleague.", "employee"),
        ("We learned of it from a journalist.", "public"),
        ("The first hint came from the nightly evals.", "eval"),
        ("The credit goes to the dashboard.", "alert"),
        ("A monitor paged us.", "alert"),
        ("The vendor had to warn us.", "provider"),
        ("Our dashboards did their job.", "alert"),
        ("A user sounded the alarm.", "customer"),
        ("An intern pointed it out.", "employee"),
        ("Customers were quicker.", "customer"),
        ("The forums beat any alert to it.", "public"),
        ("But for an intern, it would still be there.", "employee"),
        ("It took a tweet before we knew.", "public"),
        ("A customer was refunded.", ""),
    ],
)
def test_a_detection_is_read_from_verbs_sources_and_who_was_first(text: str, detector: str) -> None:
    assert detector_of(text) == detector
