"""Action items that say what is to be done."""

from __future__ import annotations

import pytest

from afterword.language import find_vague_action
from language.measure import judge

CLEAR = """
Add the invented-policy case to the support suite
Improve recall@5 of the retriever from 0.71 to 0.85
Alert when refusals exceed 2 %
Ensure that a prompt change triggers the eval suite
Monitor refusal rate with an alert at 2 %
Retrain the classifier on the corrected labels
Re-run the suite nightly
Rate-limit the gateway
[ ] Pin the model version
**Block** merges without evals
Run `afterword check` in CI
A1: Gate deploys on evals
Automatically roll back on error rate > 2 %
Don't retry on 4xx
Do not cache empty answers
Containerise the worker
Dark-launch the router
Update the runbook with the failover steps
Halve the batch size
Red-team the assistant with 40 attacks
A/B test the prompt
Spin up a second region
Opt out of training at the vendor
Have the gateway reject empty tokens
Grandfather existing tenants into the old limit
[payments] Add a limit on refunds
gateway: Add a limit on refunds
Ajouter une alerte sur les refus
Füge einen Test für leere Antworten hinzu
Reduce the blast radius: one tenant per deploy
Investigate why the judge scored 0 until 2026-05-01 and write down the result
Address the 14 failing cases in the suite
Follow up with ExampleAI on ticket 4471 and record its answer
Adding an alert on refusals
Implement staging for the gateway
Bring the judge to the new snapshot
Adds an alert
We will add a limit on refunds
When the judge fails, roll back the prompt
**Alerting**: Added alerts on refusals
**Circuit breaker:** Adding breakers to the gateway
Timeouts moved to the configuration
Plan a game day with the vendor by 2026-06-01
I'll write the check for orphaned locks
We could add a limit on refunds
Work closely with the port office on the plan and publish it by 2026-06-01
Cache map tiles for 24 h
Prompt users for consent
Take measurements of latency at p99 every hour
Have nightly restores compared with the ledger
IT to open port 8443 by Friday
Communicate delays on the status page within 15 minutes
Be able to pause the pump by one command
Investigate why pump 3 lags; write the cause into the log
Deal with duplicates by adding a unique key
""".strip().splitlines()

VAGUE = """
Improve monitoring
Investigate the root cause
Look into flaky alerts
Be more careful when merging
Better alerting
Ensure we test prompts
Try to reduce latency
Monitor closely
Monitor the situation
Review process
Review the deployment process
Consider caching
Discuss with vendor
Write more tests
We should think about caching
Follow up with provider
Communicate better
Increase test coverage
Ensure quality
Guarantee better reliability
Make the model more robust
Make the prompt better
Prevent this from happening again
Avoid similar incidents in future
Add monitoring
Fix the bug
Plan a meeting
Review our alerting
Investigate 500 errors
Give more attention to Finnish
Work closer with the harbour office
Take steps to harden the importer
Aim for fewer alarms
Document the pumps better
Experimentally tune the valves a bit
Reconsider the layout
Deal with duplicates
""".strip().splitlines()


@pytest.mark.parametrize("text", CLEAR)
def test_clear_actions_have_no_finding(text: str) -> None:
    assert find_vague_action(text) == []


@pytest.mark.parametrize("text", VAGUE)
def test_vague_actions_are_found(text: str) -> None:
    assert [f.kind for f in find_vague_action(text)][:1] == ["vague-action"]


@pytest.mark.parametrize(
    "text",
    [
        "Rate limiting on the gateway",
        "Update of the runbook",
        "Test coverage for Spanish",
        "Alert for refusals",
        "New dashboard",
        "The runbook is updated",
        "`afterword check` in CI",
        "Engineers to be trained",
        "Monitoring of tokens",
        "Circuit breaker for the gateway",
        "Dashboard with refusals",
        "Buffer for the queue",
        "Our own evals",
        "https://github.com/example/app/pull/1",
        "Sharding might be an option to limit the load",
        "Development of tooling for rollbacks",
        "**Connection pools**: Automatic throttling",
        "Cache eviction in the importer",
        "Fewer pumps would have helped",
        "Could be solved with a second pump",
        "On-call handover, weekends",
        "Price approval (board)",
        "Was the harbour office told?",
        "Isn't a buffer better here?",
        "CPU costs",
        "Nobody knows the password of the pump",
        "I'd like fewer alarms",
        "etc/pumps/valves.yaml",
        "The guides were under a lot of stress",
        "Lessons learned",
        "see the wiki page",
        "Vendor risk",
    ],
)
def test_actions_that_are_no_orders_are_found(text: str) -> None:
    assert [f.kind for f in find_vague_action(text)] == ["not-imperative"]


@pytest.mark.parametrize("text", ["Remind the team to follow the checklist", "Retrain staff"])
def test_care_as_a_fix_is_found(text: str) -> None:
    assert {f.kind for f in find_vague_action(text)} == {"care-as-fix"}


@pytest.mark.parametrize("text", ["", "  ", "—", "[ ]", "A1"])
def test_text_without_words_has_no_finding(text: str) -> None:
    assert len(find_vague_action(text)) <= 1


@pytest.mark.parametrize(
    "part",
    [
        *("develop", "untouched", "others-develop", "others-untouched", "kinds-develop"),
        *("third-develop", "third-untouched", "blind-develop", "blind-untouched"),
    ],
)
def test_figures_on_the_structure_of_other_peoples_action_items(part: str) -> None:
    found = judge(f"actions-{part}")
    assert found.share(found.hits["vague-action"]) >= 0.9
    assert found.share(found.hits["not-imperative"]) >= 0.85
