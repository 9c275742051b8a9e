"""The contributing factors that every project knows, and what each means."""

FACTORS = {
    "capacity-limit": "a limit of memory, quota, rate or connections was reached",
    "concurrent-changes": "several changes were made at once, so that their effects mixed",
    "config-drift": "settings differed from what is written down, or between environments",
    "dependency-defect": "a library, SDK or framework had a bug",
    "eval-signal-overruled": "an evaluation failed or warned, and the change went out all the same",
    "excessive-permissions": "an agent, key or service could do more than its task needs",
    "hidden-dependency": "something depended on what changed, and the team did not know it",
    "instruction-not-enforced": "a rule was only words in a prompt or a document, and no code enforced it",
    "insufficient-monitoring": "the effect was not measured, or not looked at",
    "masked-by-workaround": "a retry, cache, fallback or workaround hid the problem",
    "missing-alert": "the effect was measured, and no alert was set on it",
    "missing-eval": "no eval case covers the failing behaviour",
    "missing-guardrail": "no check between the model and users would have stopped the output or action",
    "missing-ownership": "no team was responsible for what failed or for reviewing the change",
    "no-canary": "the change was not tried on a small share of traffic and compared",
    "no-rollback-plan": "it was not clear how to undo the change",
    "no-staged-rollout": "the change reached all users at once",
    "noisy-signals": "alerts or metrics were so noisy that the real signal was missed",
    "privacy-limits-debugging": "data that would have shown the problem could not be kept or read",
    "provider-change": "a model or service provider changed something",
    "shared-environment": "systems or teams shared an environment, and one affected the other",
    "slow-rollback": "the way to undo the change was known and took long",
    "unclear-communication": "people did not know what happened, who acted, or what was decided",
    "unrepresentative-eval": "the eval cases differ from real traffic, so they passed",
}
"""By the name in `factors:`."""
