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
from afterword.redaction.matching import Anchors, Match, Needles, Sort
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
    yield from _ANCHORED.find(view)


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
_ANCHORED = Anchors(
    Needles(b"=", {b"=//": url}),
    Needles(b"g", {b"sig=": sas_signature, b"signature=": aws_signature, b"securestring": quoted}),
    Needles(b"z", {b"authorization": authorization}),
    Needles(b"b", {b"bearer": bearer}),
    Needles(b"-", {b"-u": user, b" -p": argument, b" -a(?= )": argument, b" -w(?= )": argument, b" -k(?= )": argument,
                 b" -c(?= )": argument}),
    Needles(b"k", {b"cookie": cookie, b"key": _named, b"token(?![a-z])": _named}),
    Needles(b"se", {b"sess": session, b"secret": _named, b"contrase": _named}),
    Needles(b"p", {b"pass": _named, b"pat(?=[=` ])": _named, b"pwd": _named, b"pw(?=[= ])": _named}),
    Needles(b"dent", {b"credential": _credential, b"identified": quoted}),
    Needles(b"private-lines", {b"private-lines": putty_key}, "lines"),
    Needles(b"community", {b"community": community}, "community"),
    Needles(b"ngskod", {b"ngskod": codes.engangskod}, "ngskod"),
    Needles(b"psk", {b"psk": _named}, "psk"),
    Needles(b"$", {
        b"$0(?=[abxy]?\\$)": codes.hashed, b"$a(?=pr0\\$|rgon)": codes.hashed,
        b"$scrypt": codes.hashed, b"$y$": codes.hashed,
    }),
    Needles(b"code", {b"code": codes.code}),
    Needles(b"otp", {b"otpauth": codes.totp, b"otp(?![a-z])": codes.otp}, "otp totp otpauth"),
    Needles(b"passcode", {b"passcode": codes.otp}, "passcode"),
    Needles(b"pin", {b"pin(?![a-z])": codes.otp}, "pin"),
    Needles(b"phrase", {b"phrase": codes.seed}, "phrase"),
    Needles(b"saml", {b"samlresponse": codes.saml}, "samlresponse"),
    Needles(b"digo", {b"c?digo": codes.codigo, b"codigo": codes.codigo}, "digo codigo"),
    Needles(b"auth=", {b"auth=": docker_auth}, "auth"),
    Needles(b" / ", {b" / ": logins.slashed}),
    Needles(b"login", {b"login": logins.joined}, "login logins"),
    Needles(b"g in", {b"log in": _log_in}, "log"),
    Needles(b"n in", {b"sign in": _log_in}, "sign"),
    Needles(b"creds", {b"creds": logins.joined}, "creds"),
    *(Needles(needle, {needle: logins.foreign}, words) for needle, words in logins.FOREIGN),
)  # fmt: skip
