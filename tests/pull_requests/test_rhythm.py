"""The workflows of the weekly review, the retrospective and recall, under act: one run calls all three."""

from __future__ import annotations

from pathlib import Path

import pytest

from learning import incidents
from pull_requests.acting import Runner
from pull_requests.hub import Hub

_CALLS = """\
name: rhythm
on: pull_request
permissions: {}
jobs:
  weekly:
    uses: $/.github/workflows/review.yml
    permissions: {contents: read, issues: write, pull-requests: read}
  quarterly:
    needs: weekly
    uses: $/.github/workflows/retro.yml
    permissions: {contents: write, issues: read, pull-requests: write}
  recall:
    needs: quarterly
    uses: $/.github/workflows/recall.yml
    permissions: {contents: read, pull-requests: write}
    with:
      pull-request: ${{ github.event.pull_request.number }}
"""


@pytest.mark.needs_act
def test_review_retrospective_and_recall_run_as_they_are(hub: Hub, tmp_path: Path) -> None:
    text = incidents.TEXT.format(id=incidents.ID).replace("acme/shop:", "").encode()
    hub.git.commit("main", {f"postmortems/{incidents.ID}.md": text})
    hub.git("branch", "work", "main")
    hub.git.commit("work", {"prompts/support.md": b"new\n"})
    number = hub.open_pull("work")
    pull = hub._get_pull(str(number))[1]
    repository = {"full_name": "acme/widgets", "name": "widgets", "fork": False, "default_branch": "main"}
    payload = {"action": "synchronize", "repository": repository, "number": number, "pull_request": pull,
               "sender": {"login": "octocat", "type": "User"}}  # fmt: skip
    ran = Runner(tmp_path / "act", hub).run("rhythm", "pull_request", payload, sha=hub.git.head("work"), text=_CALLS)
    assert ran.code == 0, ran.log[-3000:]
    assert ran.jobs == dict.fromkeys(("review/review", "retro/retro", "recall/recall"), "success")
    (issue,) = (one for one in hub.issues.values() if str(one["title"]).startswith("Post-mortem review, 2026-W18"))
    assert "A1: Add a limit to" in str(issue["body"])
    retrospective = hub.git.read("afterword/retro-2026-Q1", "retrospectives/2026-Q1.md")
    assert b"1 incident began in 2026-Q1" in retrospective
    (comment,) = hub.comments[number]
    assert "The change touches what 1 past incident names" in str(comment["body"])
