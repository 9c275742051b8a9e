"""What looks where: each at its anchor, bytes that everything it finds contains."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.redaction.credentials import codes, logins
from afterword.redaction.credentials.commands import argument, community, pgpass, quoted, user
from afterword.redaction.credentials.headers import authorization, bearer, cookie, docker_auth, session
from afterword.redaction.credentials.keyblocks import key_blocks, putty_key
from afterword.redaction.credentials.providerkeys import PROVIDER_KINDS, provider_key
from afterword.redaction.credentials.settings import core_of_name, setting
from afterword.redaction.credentials.urls import aws_signature, sas_signature, url
from afterword.redaction.matching import Match, Sort, anchor, find_at
from afterword.redaction.view import View

KINDS = PROVIDER_KINDS | {
    "private key", "PGP key", "password", "secret", "cookie", "bearer token", "basic credentials", "SAS signature",
    "AWS signature", "Slack webhook", "Discord webhook", "Teams webhook", "Sentry DSN", "webhook", "one-time code",
    "authorization code", "seed phrase", "password hash",
}  # fmt: skip
"""What placeholders of this package say."""


def find(view: View) -> Iterator[Match]:
    """All of them."""
    yield from key_blocks(view)
    yield from pgpass(view)
    yield from logins.of_other_scripts(view)
    yield from find_at(_ANCHORED, view)


def _named(text: str, at: int) -> Iterator[Match]:
    """A secret behind a name of its own, or near that of its provider; `at` is at a word such as `key`."""
    if (core := core_of_name(text, at)) is None:
        return
    behind = list(setting(text, core))
    near = list(provider_key(text, at))
    # The provider's name says more than `secret`, where both found the same.
    if near and behind and behind[0].start <= near[0].start < behind[0].end:
        yield Match(behind[0].start, max(behind[0].end, near[0].end), near[0].kind, Sort.SECRET)
    else:
        yield from behind
        yield from near


def _credential(text: str, at: int) -> Iterator[Match]:
    yield from _named(text, at)
    yield from logins.joined(text, at)


def _log_in(text: str, at: int) -> Iterator[Match]:
    yield from logins.joined(text, at)
    yield from codes.used(text, at)


# Texts about models are full of "tokens", those about code of "codes".
_ANCHORED = (
    anchor(b"=", {b"=//": url}),
    anchor(b"g", {b"sig=": sas_signature, b"signature=": aws_signature, b"securestring": quoted}),
    anchor(b"z", {b"authorization": authorization}),
    anchor(b"b", {b"bearer": bearer}),
    anchor(b"-", {b"-u": user, b" -p": argument, b" -a(?= )": argument, b" -w(?= )": argument, b" -k(?= )": argument,
                 b" -c(?= )": argument}),
    anchor(b"k", {b"cookie": cookie, b"key": _named, b"token(?![a-z])": _named}),
    anchor(b"se", {b"sess": session, b"secret": _named, b"contrase": _named}),
    anchor(b"p", {b"pass": _named, b"pat(?=[=` ])": _named, b"pwd": _named, b"pw(?=[= ])": _named}),
    anchor(b"dent", {b"credential": _credential, b"identified": quoted}),
    anchor(b"private-lines", {b"private-lines": putty_key}, "lines"),
    anchor(b"community", {b"community": community}, "community"),
    anchor(b"ngskod", {b"ngskod": codes.engangskod}, "ngskod"),
    anchor(b"psk", {b"psk": _named}, "psk"),
    anchor(b"$", {
        b"$0(?=[abxy]?\\$)": codes.hashed, b"$a(?=pr0\\$|rgon)": codes.hashed,
        b"$scrypt": codes.hashed, b"$y$": codes.hashed,
    }),
    anchor(b"code", {b"code": codes.code}),
    anchor(b"otp", {b"otpauth": codes.totp, b"otp(?![a-z])": codes.otp}, "otp totp otpauth"),
    anchor(b"passcode", {b"passcode": codes.otp}, "passcode"),
    anchor(b"pin", {b"pin(?![a-z])": codes.otp}, "pin"),
    anchor(b"phrase", {b"phrase": codes.seed}, "phrase"),
    anchor(b"saml", {b"samlresponse": codes.saml}, "samlresponse"),
    anchor(b"digo", {b"c?digo": codes.codigo, b"codigo": codes.codigo}, "digo codigo"),
    anchor(b"auth=", {b"auth=": docker_auth}, "auth"),
    anchor(b" / ", {b" / ": logins.slashed}),
    anchor(b"login", {b"login": logins.joined}, "login logins"),
    anchor(b"g in", {b"log in": _log_in}, "log"),
    anchor(b"n in", {b"sign in": _log_in}, "sign"),
    anchor(b"creds", {b"creds": logins.joined}, "creds"),
    *(anchor(needle, {needle: logins.foreign}, words) for needle, words in logins.FOREIGN),
)  # fmt: skip
