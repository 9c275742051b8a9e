"""Secrets in addresses: webhooks, passwords of users, signatures among the parameters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from afterword.redaction.judging import is_filler, is_reference
from afterword.redaction.matching import Match, Sort

Look = Callable[[str, int], Iterator[Match]]
"""Finds what is secret at a place of a text at which an anchor stands."""


def _form(kind: str, regex: str, back: int = 0) -> Look:
    """A pattern with the group `value` that begins so many characters before its anchor at most, and holds it."""
    compiled = re.compile(regex)

    def look(text: str, at: int) -> Iterator[Match]:
        for start in range(max(0, at - back), at + 1):
            match = compiled.match(text, start)
            if match and match.end() > at:
                if not is_filler(match["value"]):
                    yield Match(*match.span("value"), kind, Sort.KEY)
                return

    return look


_slack_hook = _form(
    "Slack webhook", r"://(?i:hooks\.slack\.com/(?:services|workflows|triggers)/)(?P<value>[A-Za-z0-9/_-]{20,120})"
)
_discord_hook = _form(
    "Discord webhook",
    r"://(?i:(?:\w{1,20}\.)?discord(?:app)?\.com/api/(?:v\d{1,2}/)?webhooks/)"
    r"(?P<value>\d{15,22}/[A-Za-z0-9_-]{50,90})",
)
_teams_hook = _form(
    "Teams webhook", r"://(?i:(?:[\w-]{1,60}\.)?webhook\.office\.com/webhookb2/)(?P<value>[A-Za-z0-9@/_-]{60,300})"
)
_sentry_dsn = _form("Sentry DSN", r"://(?P<value>[0-9a-f]{32}(?::[0-9a-f]{32})?)(?=@[A-Za-z0-9.-]{3,100}/\d{1,20})")
sas_signature = _form(
    "SAS signature", r"(?i:[?&;\"' ]sig=)(?P<value>(?:[A-Za-z0-9+/_-]|%[0-9A-Fa-f]{2}){30,100}={0,2})", back=1
)
aws_signature = _form("AWS signature", r"(?i:signature=)(?P<value>[A-Za-z0-9%/+=]{32,3000})")
_HOOKS = (_slack_hook, _discord_hook, _teams_hook, _sentry_dsn)


def url(text: str, at: int) -> Iterator[Match]:
    """What is secret in a URL: the path of a webhook, a user's password."""
    for look in _HOOKS:
        if found := list(look(text, at)):
            yield from found
            return
    yield from _userinfo(text, at)


def _userinfo(text: str, at: int) -> Iterator[Match]:
    """The password of `scheme://user:password@host`; the last `@` before the end of the host part counts."""
    match = _URL.match(text, at)
    if match is None:
        return
    value = match["value"]
    if not is_reference(value) and not is_filler(value):
        yield Match(*match.span("value"), "password", Sort.KEY)


# The password may hold `@`, `/` and `:`; it ends before the last `@` that a host follows.
_URL = re.compile(
    r"://[^\s:/@\"'<>\[\]]{0,100}:(?P<value>(?!\d{1,5}(?:[/\s?#]|$))[^\s\"'<>`]{1,200})"
    r"@(?=[A-Za-z0-9\[][A-Za-z0-9.\-_:\]]*)"
)
