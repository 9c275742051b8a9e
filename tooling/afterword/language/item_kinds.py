"""What an item of evidence is, by its words, its source and its author: a signal, a statement, a decision, chatter …

What is not surely something else is a statement: a statement that is called chatter is lost from the timeline, and
chatter that is called a statement costs one line. So a message is chatter only if every part of it is small talk.
"""

from __future__ import annotations

from enum import StrEnum

from afterword.language.ai_address import addresses_ai
from afterword.language.small_talk import is_small_talk
from afterword.text.folding import normalise_caseless
from afterword.text.late_pattern import late_pattern


class ItemKind(StrEnum):
    """What an item is."""

    SIGNAL = "signal"
    STATEMENT = "statement"
    DECISION = "decision"
    PUBLIC = "public message"
    CHATTER = "chatter"
    ADDRESSES_AI = "addresses an AI"


def _words(text: str) -> str:
    return "|".join(text.split()).replace("_", r"[\s_-]?")


_MACHINE = _words("""
    logs? log_file syslog journal events? alerts? alarms? alertmanager prometheus grafana datadog new_relic sentry
    pager(?:_?duty)? ops_?genie victorops cloudwatch stackdriver splunk metrics? monitor(?:ing)? probes? dashboards?
    evals? promptfoo inspect ci ci_cd pipelines? github_actions jenkins argo flux deploys? deployer deploy_bot
    kubernetes k8s kubelet traces? spans? otel telemetry audit audit_log feature_flags? cron crontab scheduler
    autoscaler batch jobs? worker watchdog terraform iam erp database postgres mysql redis sql tests? junit
""")
_IS_MACHINE = late_pattern(rf"(?<![^\W_])(?:{_MACHINE})(?![^\W_])")
_BOT = late_pattern(r"^(?:bot|app) |(?:^|[\s-])bot$|\[bot\]")
_PUBLIC = _words("""
    status_page statuspage twitter tweets? mastodon bluesky linkedin press blog newsletters? changelog release_notes
    public announcements? community app_store play_store mail_to_customers regulator posts?
""")
_IS_PUBLIC = late_pattern(rf"(?<![^\W_])(?:{_PUBLIC})(?![^\W_])")
_SPOKESPERSON = late_pattern(r"\b(?:communications?|comms|spokes\w+|press office|company account|company)\b")
_OUTSIDER = late_pattern(
    r"\b(?:users?|customers?|clients?|guests?|patients?|candidates?|callers?|readers?|shoppers?|external|employee|"
    r"anon\w*)\b"
)
_STRANGER = late_pattern(r"\(outsider\)$")
"""Who wrote on a public issue: nothing that they write is a decision of the team, or a signal of its machines."""
_AI = late_pattern(
    r"^(?:the )?(?:(?:ai|coding|support|voice|chat) )?(?:agent|assistant|model|ai|llm|chat ?bot|copilot)$"
)
_WRITTEN_BY_PEOPLE = late_pattern(
    r"\b(?:change|on-?call|incident|war[ -]?room|hand-?over|shift|duty|response|responder|meeting|decision|bridge|chat|"
    r"scribe|time-?line|notes?)[ _-]logs?\b|\blog ?book\b|\.(?:md|markdown|rst|adoc|org|docx?|eml)$"
)
"""Sources that are called logs, or are named after machines, and are written by people."""
_PEOPLE = late_pattern(
    r"\b(?:participant|responder|engineer|developer|analyst|scientist|manager|lead|officer|owner|head|sre|dev|on-?call|"
    r"support|customer|user|vendor|counsel|legal|finance|admin|commander|team|staff|partner|planner|nurse|author|"
    r"maintainer|contributor|reviewers?|speaker|secretary|c[etfiop]o|ciso|vp|em|pm|qa|product|board|people)\b"
)
_LEVEL = r"(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERR(?:OR)?|CRIT(?:ICAL)?|FATAL|PANIC|LOG)"
_MACHINE_FORM = late_pattern(
    r"^\s*(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d\S*\s+)?\[?(?:" + _LEVEL + r")\b[\]:\s]"
    r"|^\s*\[?(?:FIRING|RESOLVED)\b|^\s*Traceback \(most recent|^\s*[{\[]\s*[{\"]|\"\s?HTTP/\d"
    r"|^\s*(?:[A-Z]\w+\.)*[A-Z]\w+(?:Error|Exception): |^Alert (?:triggered|resolved|\")"
    r"|^\s*tool [\w.]+ .*->|^diff --git |^--- \S.*\n\+{3} |^[-+][^\s\d+-].*\n[-+]"
)
_OF_RECORD = late_pattern(
    r" \((?:[\w .@-]{1,40}: [^;\n]*; )*(?:lvl|log_?level|level|svc|service_?name|app|logger|host(?:name)?|pod|"
    r"container|trace_?id|span_?id|replicas?): [^;\n]*(?:; [\w .@-]{1,40}: [^;\n]*)*\)$"
)
"""The other fields of a record of a log, behind what it says: `deploy (level: info; svc: cache)`."""
_PAIRS = late_pattern(r"(?<!\S)[\w.-]+=(?:\"[^\"]*\"|\S+)")
_FEW_PAIRS = 2
_WORDS_TO_A_PAIR = 2
"""With more of them, a person mentions settings."""
_PUBLIC_FORM = late_pattern(
    r"^(?:investigating|identified|monitoring|resolved|update|scheduled) ?[-–—] "
    r"|\bwe (?:are|'re) (?:currently )?(?:investigating|aware of) (?:reports|elevated|an issue|a problem|the)"
    r"|\bwe apologi[sz]e (?:to|for)\b|^dear (?:customers?|users?|all customers)\b|^this incident has been resolved\b"
)
_SEVERITY = r"(?:a |an |the )?(?:sev(?:erity)?[ -]?\d|p\d|major|incident|outage|emergency)"
_DECISION = late_pattern(
    r"\b(?:decision|decided?|decides|resolved to)\b(?! (?:tree|log|maker))"
    r"|^(?:ok(?:ay)?,? |yes,? |then )?(?:we |i |both )?(?:agree(?:d|s)?|approved?|rejected)\b(?!\s+by\b)"
    r"|\b(?:agreed|(?<!auto )(?<!auto-)(?<!were )(?<!was )(?<!been )(?:approved|rejected))\b ?(?:[:,.]|that\b|$)"
    r"|\b(?:(?:declar|open|rais)(?:e|es|ed|ing)|(?:priority|severity) changed to"
    rf"|(?:(?:up|down)grad|rais|escalat)(?:e|es|ed|ing)(?: it| this)? to) {_SEVERITY}\b"
    rf"|^{_SEVERITY} (?:is |was )?(?:now )?declared\b"
    r"|\b(?:go(?:ing)? ahead|go with|ship it|let'?s (?!see)|all in favour)\b|^do it\b|\bok(?:ay)? from (?:me|my side)\b"
    r"|\bclosing (?:the |this )?(?:incident|ticket|as)\b"
    r"|\bclosing this(?: on (?:our|my) (?:side|end))?(?=[.,;!]|$)|\bwe(?:'re| are) resolved\b"
    r"|\bwe (?:will )?(?:accept the|honou?r|keep|go (?:back|live)|launch|stop|wait|inform|freeze)\b"
    r"|\b(?:please|pls),? (?:stop|pause|disable|turn off|switch off|roll back|revert|block|hold|freeze|shut)\b"
    r"|\b(?:is|are) to be \w+ed\b|\b(?:from (?:today|now) on|effective immediately)\b|\bi (?:approve|say we)\b"
    r"|^(?:not|no) (?:paging|deploying|hotfix|rollback)\b|^freeze\b"
)


def item_kind(text: str, source: str = "", actor: str = "") -> ItemKind:
    """Say what an item of evidence is.

    Args:
        text: what it says.
        source: where it is from, such as `slack` or the name of a file.
        actor: who or what said it, as a role.
    """
    if addresses_ai(text):
        return ItemKind.ADDRESSES_AI
    if is_small_talk(text):
        return ItemKind.CHATTER
    said, where, who = normalise_caseless(text).strip(), normalise_caseless(source), normalise_caseless(actor)
    if is_stranger(actor):
        return ItemKind.STATEMENT
    if _is_by_machine(text, where, who):
        return ItemKind.SIGNAL
    is_outsider = _OUTSIDER.search(who) is not None
    if not is_outsider and (_IS_PUBLIC.search(where) or _SPOKESPERSON.search(who) or _PUBLIC_FORM.search(said)):
        return ItemKind.PUBLIC
    return ItemKind.DECISION if _DECISION.search(said) else ItemKind.STATEMENT


def is_stranger(actor: str) -> bool:
    """Whether an author wrote on a public issue without a part in its repository."""
    return _STRANGER.search(actor) is not None


def is_words_of_ai(actor: str) -> bool:
    """Whether an author is an AI whose words are output, and not a record of what it did."""
    return _AI.match(normalise_caseless(actor).strip()) is not None


def _is_by_machine(text: str, source: str, actor: str) -> bool:
    pairs = len(_PAIRS.findall(text))
    has_pairs = pairs >= _FEW_PAIRS and len(_PAIRS.sub("", text).split()) <= _WORDS_TO_A_PAIR * pairs
    if has_pairs or _MACHINE_FORM.search(text) or _OF_RECORD.search(text) or _BOT.search(actor):
        return True
    if is_words_of_ai(actor) or _PEOPLE.search(actor):
        return False
    return bool(_IS_MACHINE.search(actor) or (_IS_MACHINE.search(source) and not _WRITTEN_BY_PEOPLE.search(source)))
