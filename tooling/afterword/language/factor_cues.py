"""How people say that something contributed: by contributing factor of the shared vocabulary, the words."""

from __future__ import annotations

from afterword.text.late_pattern import late_pattern

_LACKS = r"(?:no|without an?|without any|lacks? an?|lacked an?|there (?:is|was) no|had no|has no|have no|missing)"
_FACTORS = {
    "capacity-limit": (
        r"\b(?:ran|running|run) out of (?:memory|capacity|quota|disk|disk space|gpus?|credits|connections)\b|"
        r"\b(?:quota|capacity|rate limit|connection limit) (?:was |is )?(?:exhausted|exceeded|reached|used up|"
        r"full)\b|\b(?:hit|exceeded|exhausted|used up) (?:the|our|its|their) (?:\w+ )?(?:quota|rate limit|capacity|"
        r"memory limit)\b"
    ),
    "concurrent-changes": (
        r"\b(?:two|three|four|several|both|many) (?:\w+ )?(?:changes|releases|deploys|deployments|rollouts|"
        r"experiments) (?:\w+ ){0,4}?(?:at (?:once|the same time)|together|on the same day|in (?:one|the same) release|"
        r"overlapped)\b"
    ),
    "config-drift": (
        r"\b(?:config\w*|settings?|values? file|flags?|prod\w*|staging) (?:\w+ ){0,4}?(?:drift\w*|edited by hand|"
        r"changed by hand|differs? from (?:git|the repo\w*|staging|production))\b|\bconfig(?:uration)? drift\b"
    ),
    "dependency-defect": (
        r"\b(?:bug|defect|regression) in (?:the |a |our )?(?:\S+ )?(?:library|sdk|dependency|driver|package|"
        r"framework|client library|runtime)\b"
    ),
    "eval-signal-overruled": (
        r"\b(?:evals?|suite|tests?|gate|canary) (?:\w+ ){0,3}?(?:failed|was red|were red|flagged it|warned)\b.{0,60}"
        r"\b(?:anyway|overruled|ignored|overridden|merged|waived)\b|\boverruled the (?:evals?|gate|tests?|suite)\b"
    ),
    "excessive-permissions": (
        r"\b(?:agent|bot|assistant|token|key|role|service account|job|script|tool) (?:\w+ ){0,2}?(?:has|had|with|"
        r"have) (?:full |write |admin |root |owner |production |delete |too (?:broad|many|much) )(?:\w+ )?(?:access|"
        r"permissions?|rights|credentials)\b"
    ),
    "hidden-dependency": (
        r"\b(?:nobody|no one|none of us|we did not|we didn't) (?:here )?(?:knew|know|known)\b.{0,40}\b(?:reads?|"
        r"uses?|depends?|relies|shares?)\b|\b(?:hidden|undocumented|implicit) dependency\b"
    ),
    "instruction-not-enforced": (
        r"\bonly (?:an? )?(?:instruction|sentence|line|rule|comment) in the (?:system )?prompt\b|"
        r"\b(?:nothing|no code|no check) (?:enforces?|enforced)\b|\b(?:is|was) not enforced\b"
    ),
    "insufficient-monitoring": (
        r"\b(?:nobody|nothing|no one) (?:monitors?|monitored|watch(?:es|ed))\b|"
        rf"\b{_LACKS} (?:\w+ )?(?:monitoring|metrics?|dashboards?)\b"
    ),
    "masked-by-workaround": (
        r"\b(?:work-?around|retry|retries|fallback|cache) (?:\w+ )?(?:hid|hides|masked|masks|concealed)\b"
    ),
    "missing-alert": (
        rf"\b{_LACKS} (?:\w+ ){{0,2}}?(?:alert|alarm|page)s?\b(?! (?:(?:was|were) (?:missed|ignored)|fired|came|went|"
        r"triggered|rang))|\bdo(?:es)?(?: not|n't) (?:page|alert) (?:anyone|anybody|us|on-?call)\b"
        r"|\bnothing (?:alerts|alerted|pages|paged)\b"
    ),
    "missing-guardrail": (
        rf"\b{_LACKS} (?:\w+ ){{0,2}}?(?:guard-?rails?|safeguards?|moderation|output filters?|content filters?|"
        r"confirmation|validation|approval step|schema check|rate limit)s?\b"
    ),
    "missing-ownership": (
        rf"\b{_LACKS} (?:\w+ )?owner\b|\b(?:nobody|no one) (?:owns?|owned|feels responsible)\b|\bunowned\b"
    ),
    "no-canary": rf"\b{_LACKS} (?:\w+ )?canary\b|\bskipped the canary\b",
    "no-rollback-plan": (
        rf"\b{_LACKS} (?:\w+ )?(?:roll-?back(?: plan| path)?|way (?:back|to roll back))\b(?! of\b)|"
        r"\b(?:cannot|can't|could not|couldn't) (?:be )?roll(?:ed)? back\b"
    ),
    "no-staged-rollout": (
        rf"\b{_LACKS} (?:staged|gradual|phased|progressive) roll-?out\b|\b(?:to|for|in|on) (?:all|100 ?%(?: of)?) "
        r"(?:the )?(?:users|customers|regions|tenants|traffic) at once\b"
    ),
    "noisy-signals": (
        r"\b(?:alert fatigue|noisy (?:alerts?|alarms?)|too many alerts)\b|\b(?:drowned|lost) (?:in|among) (?:the "
        r")?(?:\w+ )?(?:alerts|noise|alarms)\b|\b(?:alerts?|channel) (?:\w+ )?(?:was|were|had been) muted\b"
    ),
    "privacy-limits-debugging": (
        r"\b(?:do not|don't|may not|are not allowed to|cannot|can't) (?:log|store|keep|read|look at) (?:the |any |"
        r"user )?(?:prompts?|conversations?|messages?|transcripts?|content)\b.{0,60}\b(?:privacy|debug\w*|reproduc\w*|"
        r"see|find)\b"
    ),
    "shared-environment": (
        r"\b(?:staging|test|dev\w*|the tests?) (?:\w+ ){0,3}?(?:shares?|shared|uses?|used) (?:the |a )?(?:same|"
        r"production|prod|one) (?:database|cluster|account|bucket|index|key|environment)\b"
        r"|\bone (?:database|cluster|account|bucket) for (?:staging|test\w*|dev\w*) and prod\w*\b"
    ),
    "slow-rollback": (
        r"\broll(?:ing |-)?back (?:\w+ ){0,3}?(?:was slow|is slow|took too long|needs? a full|took (?:\d+|"
        r"several|two|three) hours)\b"
    ),
    "unclear-communication": (
        r"\b(?:nobody|no one|support|the customers?|users) (?:was|were) (?:not )?(?:told|"
        r"informed)\b(?<!not told)(?<!not informed)(?= (?:late|too late|hours|days))"
        r"|\b(?:announcement|release note|message) (?:\w+ )?(?:was|were) (?:unclear|misleading|misunderstood)\b"
    ),
}  # fmt: skip
PATTERNS = {factor: late_pattern(words) for factor, words in _FACTORS.items()}
"""By factor, what is looked for in a text without case."""
