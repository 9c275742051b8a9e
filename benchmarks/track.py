"""What `afterword sync` asks of GitHub: requests for 1,000 action items, new and unchanged, beside unrelated issues.

Against the stand-in of the tests, over HTTP on loopback; the clock that spaces the writes moves at once.

    python benchmarks/track.py [post-mortems] [items of each] [unrelated issues] [post-mortems to plan]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from figures import Figure, show

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from afterword.postmortem import PostMortem
from afterword.tracking.plan import plan
from afterword.tracking.status_pull_request import update_status_pull_request
from afterword.tracking.tracker_facts import TrackerFacts
from fakes.github import FakeGitHub
from tracking.load import busiest, pages, post_mortems
from tracking.rows import NOW, collect, planned, sync
from tracking.trackers import PACED, github_tracker


def main(count: int = 200, items: int = 5, unrelated: int = 5_000, new: int = 1_000) -> Iterator[Figure]:
    """Open the issues in as many runs as the limits ask for, run once more, and yield what was asked."""
    with FakeGitHub() as github:
        documents = post_mortems(count, items)
        begun, runs = github.clock.now(), 0
        while True:
            runs += 1
            result = sync(github_tracker(github, pace=PACED), *documents, clock=github.clock)
            assert result.error is None
            if not result.left:
                break
            github.clock.sleep(3600)
        hours = (github.clock.now() - begun) / timedelta(hours=1)
        minute, hour = (busiest(github.writes, timedelta(**{unit: 1})) for unit in ("minutes", "hours"))
        opened = f"{len(github.issues)} in {runs} runs, {len(github.writes)} writes and {hours:.1f} h of the clock"
        yield Figure(f"issues opened for {count * items} action items", opened)
        yield Figure("writes in the busiest minute", str(minute), "at most 80")
        yield Figure("writes in the busiest hour", str(hour), "at most 500")
        yield _unchanged(github, documents, "again, unchanged")
        for number in range(unrelated):
            github.add_issue(f"Unrelated {number}", labels=("bug",))
        yield _unchanged(github, documents, f"beside {unrelated} unrelated issues")
    collected = collect(*post_mortems(new, items))
    facts = TrackerFacts("acme/widgets", "acme/widgets", frozenset({1}), NOW, parents=True)
    started = time.perf_counter()
    made = plan(collected, [], facts)
    seconds = time.perf_counter() - started
    yield Figure(f"plan for {new * items} new action items", f"{len(made.operations)} operations in {seconds:.1f} s")


def _unchanged(github: FakeGitHub, documents: list[PostMortem], what: str) -> Figure:
    github.log.clear()
    github.set_head("0" * 40, {})
    started = time.perf_counter()
    tracker = github_tracker(github, pace=PACED)
    head = tracker.repository.head()
    made = planned(tracker, *documents)
    assert made.operations == () and head is not None
    update_status_pull_request(tracker.repository, head, {})
    seconds = time.perf_counter() - started
    more = len(github.log) - pages(github)
    asked = f"{pages(github)} pages and {more} requests, {len(github.writes)} writes, {seconds:.1f} s"
    return Figure(what, asked, "4 requests, 0 writes")


if __name__ == "__main__":
    show(main)
