"""What `afterword sync` asks of GitHub: requests for 1,000 action items, new and unchanged, beside unrelated issues.

Against the stand-in of the tests, over HTTP on loopback; the clock that spaces the writes moves at once.

    python benchmarks/track.py [post-mortems] [items of each]
"""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from afterword.github.api import Pace
from afterword.tracking.github_tracker import GitHubTracker
from afterword.tracking.operations import Known
from afterword.tracking.plan import plan
from afterword.tracking.rolling import RollingPullRequest
from fakes.github import TOKEN, FakeGitHub
from tracking.load import busiest, pages, post_mortems
from tracking.rows import LABEL, NOW, collect, planned, sync

PACED = Pace(between_requests=0, backoff=0, secondary_wait=0)


def main(count: int = 200, items: int = 5, unrelated: int = 5_000) -> None:
    """Open the issues in as many runs as the limits ask for, then run once more; print what was asked."""
    with FakeGitHub() as github:
        documents = post_mortems(count, items)
        begun, runs = github.clock.now(), 0
        while True:
            runs += 1
            result = sync(_tracker(github), *documents, clock=github.clock)
            assert result.error is None
            have = sum(issue is not None for _, issue in result.tracked)
            print(f"run {runs}: {have} of {count * items} action items have an issue")
            if not result.left:
                break
            github.clock.sleep(3600)
        hours = (github.clock.now() - begun) / timedelta(hours=1)
        minute, hour = (busiest(github.writes, timedelta(**{unit: 1})) for unit in ("minutes", "hours"))
        print(f"opened {len(github.issues)} issues with {len(github.writes)} writes, in {hours:.1f} h of the clock")
        print(f"busiest minute: {minute} writes (limit: 80); busiest hour: {hour} (limit: 500)")
        _unchanged(github, documents, "unchanged")
        for number in range(unrelated):
            github.add_issue(f"Unrelated {number}", labels=("bug",))
        _unchanged(github, documents, f"beside {unrelated} unrelated issues")


def planning(count: int = 1_000, items: int = 5) -> None:
    """Plan the issues of very many new action items, with nothing asked."""
    collected = collect(*post_mortems(count, items))
    known = Known("acme/widgets", "acme/widgets", LABEL, frozenset({1}), NOW, parents=True)
    started = time.perf_counter()
    made = plan(collected, [], known)
    seconds = time.perf_counter() - started
    print(f"planned {count * items} new action items: {len(made.operations)} operations in {seconds:.1f} s")


def _unchanged(github: FakeGitHub, documents: list[object], what: str) -> None:
    github.log.clear()
    github.set_head("0" * 40, {})
    started = time.perf_counter()
    tracker = _tracker(github)
    head = tracker.head()
    made = planned(tracker, *documents)  # type: ignore[arg-type]
    assert made.operations == () and head is not None
    RollingPullRequest(tracker.api, github.repository).bring(head, {})
    seconds = time.perf_counter() - started
    more = len(github.log) - pages(github)
    print(f"{what}: {pages(github)} pages + {more} requests (target: 4), {len(github.writes)} writes, {seconds:.1f} s")


def _tracker(github: FakeGitHub) -> GitHubTracker:
    return GitHubTracker(TOKEN, github.repository, api_url=github.url, pace=PACED, clock=github.clock)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
    planning()
