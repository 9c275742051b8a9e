"""Secrets in addresses: webhooks, passwords of users, signatures among the parameters."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.redaction.matching import Match, Sort, look_for

_slack_hook = look_for(
    "Slack webhook",
    Sort.KEY,
    r"://(?i:hooks\.slack\.com/(?:services|workflows|triggers)/)(?P<value>[A-Za-z0-9/_-]{20,120})",
)
_discord_hook = look_for(
    "Discord webhook",
    Sort.KEY,
    r"://(?i:(?:\w{1,20}\.)?discord(?:app)?\.com/api/(?:v\d{1,2}/)?webhooks/)"
    r"(?P<value>\d{15,22}/[A-Za-z0-9_-]{50,90})",
)
_teams_hook = look_for(
    "Teams webhook",
    Sort.KEY,
    r"://(?i:(?:[\w-]{1,60}\.)?webhook\.office\.com/webhookb2/)(?P<value>[A-Za-z0-9@/_-]{60,300})",
)
_other_hook = look_for(
    "webhook",
    Sort.KEY,
    r"://(?i:hooks\.zapier\.com/hooks/catch/|maker\.ifttt\.com/trigger/\w{1,60}/(?:json/)?with/key/"
    r"|events\.(?:eu\.)?pagerduty\.com/(?:x-ere|integration)/)(?P<value>[A-Za-z0-9_-]{5,120}(?:/(?!enqueue)[A-Za-z0-9]{5,40})?)",
)
_sentry_dsn = look_for(
    "Sentry DSN", Sort.KEY, r"://(?P<value>[0-9a-f]{32}(?::[0-9a-f]{32})?)(?=@[A-Za-z0-9.-]{3,100}/\d{1,20})"
)
sas_signature = look_for(
    "SAS signature",
    Sort.KEY,
    r"(?i:[?&;\"' ]sig=)(?P<value>(?:[A-Za-z0-9+/_-]|%[0-9A-Fa-f]{2}){30,100}={0,2})",
    back=1,
)
aws_signature = look_for("AWS signature", Sort.KEY, r"(?i:signature=)(?P<value>[A-Za-z0-9%/+=]{32,3000})")
# The password may hold `@`, `/` and `:`; it ends before the last `@` that a host follows.
_userinfo = look_for(
    "password",
    Sort.KEY,
    r"://[^\s:/@\"'<>\[\]]{0,100}:(?P<value>(?!\d{1,5}(?:[/\s?#]|$))[^\s\"'<>`]{1,200})"
    r"@(?=[A-Za-z0-9\[][A-Za-z0-9.\-_:\]]*)",
)


def url(text: str, at: int) -> Iterator[Match]:
    """What is secret in a URL: the path of a webhook, a user's password."""
    for look in (_slack_hook, _discord_hook, _teams_hook, _other_hook, _sentry_dsn, _userinfo):
        if found := list(look(text, at)):
            yield from found
            return
