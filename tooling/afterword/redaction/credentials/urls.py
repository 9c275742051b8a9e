"""Secrets in addresses: webhooks, links that let anybody in, passwords of users, signatures among the parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.redaction.credentials.fitting import is_unmistakable
from afterword.redaction.judging import is_filler, is_hash_or_uuid, is_random, is_reference
from afterword.redaction.matching import Match, Sort, look_for
from afterword.text.late_pattern import late_pattern

_slack_hook = look_for(
    "Slack webhook",
    r"://(?i:hooks\.slack\.com/(?:services|workflows|triggers)/)(?P<value>[A-Za-z0-9/_-]{20,120})",
    sort=Sort.KEY,
)
_discord_hook = look_for(
    "Discord webhook",
    r"://(?i:(?:\w{1,20}\.)?discord(?:app)?\.com/api/(?:v\d{1,2}/)?webhooks/)(?P<value>\d{15,22}/[A-Za-z0-9_-]{50,90})",
    sort=Sort.KEY,
)
_teams_hook = look_for(
    "Teams webhook",
    r"://(?i:(?:[\w-]{1,60}\.)?webhook\.office\.com/webhookb2/|outlook\.office(?:365)?\.com/webhook/)"
    r"(?P<value>[A-Za-z0-9@/_-]{60,300})",
    sort=Sort.KEY,
)
_other_hook = look_for(
    "webhook",
    r"://(?i:hooks\.zapier\.com/hooks/catch/|maker\.ifttt\.com/trigger/\w{1,60}/(?:json/)?with/key/"
    r"|events\.(?:eu\.)?pagerduty\.com/(?:x-ere|integration)/|hc-ping\.com/|[\w.-]{1,40}\.loggly\.com/(?:inputs"
    r"|bulk)/|hook\.\w{1,10}\.make\.com/|hook\.integromat\.com/)(?P<value>(?:\d{1,4}/"
    r"|[A-Za-z0-9_-]{5,120}/)(?!enqueue|tag)"
    r"[A-Za-z0-9]{5,40}|[A-Za-z0-9_-]{5,120})",
    sort=Sort.KEY,
)
_sentry_dsn = look_for(
    "Sentry DSN", r"://(?P<value>[0-9a-f]{32}(?::[0-9a-f]{32})?)(?=@[A-Za-z0-9.-]{3,100}/\d{1,20})", sort=Sort.KEY
)
sas_signature = look_for(
    "SAS signature",
    r"(?i:[?&;\"' ]sig=)(?P<value>(?:[A-Za-z0-9+/_-]|%[0-9A-Fa-f]{2}){30,100}={0,2})",
    back=1,
    sort=Sort.KEY,
)
aws_signature = look_for(
    "AWS signature",
    r"(?i:signature=)(?P<value>(?:[A-Za-z0-9/+_~-]|%[0-9A-Fa-f]{2}){26,3000}={0,2})",
    lambda value: any(char.isdigit() for char in value),
    sort=Sort.KEY,
)
# The password may hold `@`, `/` and `:`; it ends before the last `@` that a host follows.
_userinfo = look_for(
    "password",
    r"://[^\s:/@\"'<>\[\]]{0,100}:(?P<value>(?!\d{1,5}(?:[/\s?#]|$))[^\s\"'<>`]{1,200})"
    r"@(?=[A-Za-z0-9\[][A-Za-z0-9.\-_:\]]*)",
    sort=Sort.KEY,
)


_token_as_user = look_for("secret", r"://(?P<value>[A-Za-z0-9_-]{20,200})@(?=[A-Za-z0-9])", is_unmistakable)
"""`https://…@host`: a token in place of a name."""
_HOOKS = (
    ("slack", _slack_hook), ("discord", _discord_hook), ("office", _teams_hook),
    *((name, _other_hook) for name in ("zapier", "ifttt", "pagerduty", "hc-ping", "loggly", "make", "integromat")),
)  # fmt: skip
"""What the host of a webhook is called, and what finds its path."""


def url(text: str, at: int) -> Iterator[Match]:
    """What is secret in a URL: the path of a webhook, a user's password."""
    head = text[at + 3 : at + 60].partition("/")[0].lower()
    for name, look in _HOOKS:
        if name in head and (found := list(look(text, at))):
            yield from found
            return
    if text.find("@", at, at + 310) >= 0:
        for look in (_sentry_dsn, _userinfo, _token_as_user):
            if found := list(look(text, at)):
                yield from found
                return


_AT_HOST = late_pattern(
    r"(?<![\w/:.@-])[A-Za-z][\w.-]{1,30}:(?P<value>(?=[^\s@]*[A-Za-z])(?=[^\s@]*[\d!#$%&*+?])[^\s:@/\"'<>]{6,60})"
    r"@(?=(?:\d{1,3}\.){3}\d|localhost\b|[\w-]+(?:\.[\w-]+)+)"
)


def at_host(text: str, at: int) -> Iterator[Match]:
    """`admin:Quarry75@10.0.0.4`, without a scheme; `at` is at the sign before the host."""
    begin = max(text.rfind(sign, max(0, at - 95), at) for sign in " \n\t\"'(") + 1
    match = _AT_HOST.match(text, begin)
    if match and match.end("value") == at and not is_filler(match["value"]) and not is_reference(match["value"]):
        yield Match.of(match, "password", Sort.KEY, "value")


_DRIVER = late_pattern(r"(?<![\w.-])[\w.-]{1,60}:(?P<value>[^\s\"'<>`]{1,100})\Z")


def driver(text: str, at: int) -> Iterator[Match]:
    """`name:password@tcp(host)`, as drivers of Go write it; `at` is at the sign."""
    if text.startswith(("@tcp(", "@unix("), at) and (match := _DRIVER.search(text, max(0, at - 165), at)):
        yield Match.of(match, "password", Sort.KEY, "value")


easy_connect = look_for(
    "password", r"(?<![\w/:.@-])[A-Za-z][\w$#]{1,29}/(?P<value>[^\s/@:\"']{4,60})@//[A-Za-z0-9]", back=92, sort=Sort.KEY
)
"""`name/password@//host:1521/service` of Oracle."""
oracle = look_for(
    "password", r"(?i:oracle:(?:thin|oci):)[\w.$#-]{1,60}/(?P<value>[^\s\"'@/]{1,100})(?=@)", sort=Sort.KEY
)


def _lets_in(value: str) -> bool:
    parts = [part for part in re.split("[/@]", value) if len(part) >= 16]
    return any(is_random(part) or is_hash_or_uuid(part) for part in parts)


hook = look_for(
    "webhook", r"(?i:/(?:web)?hooks?/)(?i:incoming/)?(?P<value>[A-Za-z0-9@/_-]{16,300})(?![\w.-])", _lets_in
)
"""`/hooks/…` and `/webhook/…` of any host."""
alert_hook = look_for("webhook", r"(?i:/integrations/generic/\d{1,10}/alert/)(?P<value>[A-Za-z0-9-]{16,80})", _lets_in)
link = look_for(
    "secret",
    r"(?i:/(?:reset(?:[-_]?password)?|password[-_/]?reset|set[-_]password|invites?|invitations?|accept[-_]invit\w{2,6}"
    r"|magic(?:[-_]?links?)?|activate|unlock|confirm(?:ation)?|verify(?:[-_]?e?mail)?|unsubscribe|share[ds]?"
    r"|log[-_]?in|ical|private)/)(?P<value>[A-Za-z0-9_-]{20,300})(?![\w.-])",
    lambda value: is_unmistakable(value) or is_random(value),
)
"""Links that let anybody in who has them: to set a password, to accept an invitation, to read what is shared."""
_PARAMETER = late_pattern(
    r"[?&](?i:sign|hmac|verify|access|auth|hash|md5|ticket|s|sig|rlkey)="
    r"(?P<value>(?:[A-Za-z0-9+/_~.-]|%[0-9A-Fa-f]{2}){16,2000})(?=[&#\s\"'<>)\]]|\Z)"
)
_EXPIRES = late_pattern(r"[?&](?i:exp(?:ires|iry)?|e|se|ttl|valid\w*)=\d")


_QUERY = late_pattern(
    r"[?&](?:(?P<sure>(?i:(?:[a-z]{2,12}[_-])?(?:token|secret|auth|sig|signature|sid|session|password|passwd|pass|pwd"
    r"|pw|api_?key|access_?key|secret_?key)))|(?i:key|code|hash|t|k|otp|pin|invite|jwt|ticket|access))="
    r"(?P<value>[^\s&#\"'<>`|;]{4,200})"
)
_WORDS = late_pattern(
    r"[a-z]+(?:[-_.][a-z]+)*|[A-Z_]+|\d+|[A-Z]{2,5}[-_]?\d{1,6}|[a-z]{1,6}[-_:]\d{1,6}|[a-z]{2,10}\d|v?\d[\d.]*"
)


def query(text: str, at: int) -> Iterator[Match]:
    """A short secret among the parameters of an address, such as `?token=…`; `at` is at the sign before its name."""
    match = _QUERY.match(text, at)
    if match is None:
        return
    value = match["value"].rstrip(".,:)]")
    is_odd = any(char.isdigit() for char in value) and any(char.isalpha() for char in value)
    is_plain = _WORDS.fullmatch(value) and not (match["sure"] and "secret" in match["sure"].lower())
    if is_plain or is_filler(value) or is_reference(value) or "/" in value or "://" in value:
        return
    if (is_odd or is_random(value)) and (
        (match["sure"] and len(value) >= 6) or (len(value) >= 8 and is_random(value) and not is_hash_or_uuid(value))
    ):
        yield Match(match.start("value"), match.start("value") + len(value), "secret", Sort.SECRET)


def parameter(text: str, at: int) -> Iterator[Match]:
    """A parameter that proves that its address was given out; `at` is at its name or just before it."""
    match = _PARAMETER.match(text, at - 1) or _PARAMETER.match(text, at)
    if match is None:
        return
    value = match["value"]
    begin = max(0, text.rfind("://", max(0, at - 300), at))
    is_digest = match.group()[1:4].lower() in ("has", "md5")
    if (is_unmistakable(value) or (len(value) >= 20 and is_random(value))) and (
        not is_digest or _EXPIRES.search(text, begin, match.end() + 200)
    ):
        yield Match.of(match, "URL signature", Sort.SECRET, "value")


ical = look_for("secret", r"(?i:/private-)(?P<value>[0-9a-f]{32})(?=/)")
"""The private address of a calendar at Google."""
signed_id = look_for("URL signature", r"(?P<value>eyJ[A-Za-z0-9_=-]{10,1000}--[0-9a-f]{40,64})(?![0-9a-z])")
"""What Rails signs: an id in base64, two dashes, and the signature."""
