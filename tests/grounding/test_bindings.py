"""A value belongs to its noun, its neighbours and its direction."""

from __future__ import annotations

import pytest

from afterword.grounding.verify import Status
from grounding.ledgers import judge


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        ("Replicas went from 12 to 20.", "replicas 12 -> 20", Status.FOUND),
        ("Replicas went from 20 to 12.", "replicas 12 -> 20", Status.DROPPED),
        ("Latency fell from 1.9 s to 0.4 s.", "latency 0.4s -> 1.9s after deploy", Status.DROPPED),
        ("Latency fell from 0.4 s to 1.9 s.", "latency 0.4s -> 1.9s after deploy", Status.DROPPED),
        ("Latency rose from 0.4 s to 1.9 s.", "latency 0.4s -> 1.9s after deploy", Status.DERIVED),
        ("Replicas fell to 0.", "INFO replicas=0 (was 48)", Status.FOUND),
        ("Replicas rose to 0.", "INFO replicas=0 (was 48)", Status.DROPPED),
        ("The rate rose to 11.8%.", "decline rate 11.8% (normal 3.1%)", Status.FOUND),
        ("The rate fell to 11.8%.", "decline rate 11.8% (normal 3.1%)", Status.DROPPED),
        ("Spending rose in May.", "spend May: 8.1k (Apr: 11.6k)", Status.DOUBTED),
        ("Spending fell in May.", "spend May: 8.1k (Apr: 11.6k)", Status.FOUND),
        ("14 hosts reported it.", "14 alerts from 5 hosts", Status.DOUBTED),
        ("14 alerts came from 5 hosts.", "14 alerts from 5 hosts", Status.FOUND),
        ("There were 4,120 affected customers.", "affected sessions: 4,120", Status.DOUBTED),
        ("Latency went up to 5.1 s.", "p95 latency is down to 5.1 s", Status.DOUBTED),
        ("The app had 27,100 and the web 4,380 empty answers.", "empty: app 27,100, web 4,380", Status.FOUND),
        ("The app had 4,380 and the web 27,100 empty answers.", "empty: app 27,100, web 4,380", Status.DOUBTED),
        ("The gap was below the limit of 0.10.", "gap 0.09 (limit 0.10)", Status.FOUND),
        ("The gap was above the limit of 0.10.", "gap 0.09 (limit 0.10)", Status.DROPPED),
        ("Errors stayed above 0.1%.", "errors back under 0.1%", Status.DROPPED),
        ("63 previews were deleted.", "deleted 63 previews, no buckets", Status.FOUND),
        ("63 buckets were deleted.", "deleted 63 previews; the buckets remain", Status.DOUBTED),
        ("12 of the users left.", "12 users left, many errors", Status.FOUND),
        ("5 calls of clients failed.", "5 errors of clients, many calls", Status.DOUBTED),
        ("Errors stayed below 0.1%.", "errors over 0.1%", Status.DROPPED),
        ("Prompt v18 replaced v17.", "INFO deploy service=bot prompt=v18 prev=v17", Status.FOUND),
        ("Prompt v17 replaced v18.", "INFO deploy service=bot prompt=v18 prev=v17", Status.DROPPED),
        ("Prompt v18 was replaced by v17.", "INFO deploy service=bot prompt=v18 prev=v17", Status.DROPPED),
        ("Prompt v17 was rolled out.", "INFO deploy service=bot prompt=v18 prev=v17", Status.DOUBTED),
        ("Prompt v18 was rolled out.", "INFO deploy service=bot prompt=v18 prev=v17", Status.FOUND),
        ("Until then prompt v17 was live.", "INFO deploy service=bot prompt=v18 prev=v17", Status.FOUND),
        ("There were 3.1% fewer thumbs up.", "the test showed +3.1% thumbs up", Status.DROPPED),
        ("There were 3.1% more thumbs up.", "the test showed +3.1% thumbs up", Status.FOUND),
        ("There were 3.1% more thumbs up.", "the test showed -3.1% thumbs up", Status.DROPPED),
        ("Of 60 to 80 tickets, 12 were open.", "60 to 80 tickets, 12 open", Status.FOUND),
    ],
)
def test_value_belongs_to_its_words(claim: str, text: str, expected: Status) -> None:
    verdict = judge(claim, text)
    assert verdict.status is expected, verdict.reasons
