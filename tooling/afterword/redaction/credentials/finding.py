"""What looks where: each at its anchor, bytes that everything it finds contains."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.redaction.credentials.commands import argument, pgpass, quoted, user
from afterword.redaction.credentials.headers import authorization, bearer, cookie, session
from afterword.redaction.credentials.keyblocks import key_blocks
from afterword.redaction.credentials.providerkeys import PROVIDER_KINDS, provider_key
from afterword.redaction.credentials.settings import core_of_name, setting
from afterword.redaction.credentials.urls import aws_signature, sas_signature, url
from afterword.redaction.matching import Look, Match, Needles, Sort
from afterword.redaction.view import View

KINDS = PROVIDER_KINDS | {
    "private key", "PGP key", "password", "secret", "cookie", "bearer token", "basic credentials", "SAS signature",
    "AWS signature", "Slack webhook", "Discord webhook", "Teams webhook", "Sentry DSN",
}  # fmt: skip
"""What placeholders of this package say."""


def find(view: View) -> Iterator[Match]:
    """All of them."""
    yield from key_blocks(view)
    yield from pgpass(view)
    for needles, looks in _NEEDLES:
        taken = [0] * len(looks)
        for at, which in needles.hits(view.folded):
            if at < taken[which]:
                continue
            for match in looks[which](view.text, at):
                taken[which] = max(taken[which], match.end)
                yield match


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


_ANCHORED: tuple[tuple[bytes, dict[bytes, Look]], ...] = (
    (b"=", {b"=//": url}),
    (b"g", {b"sig=": sas_signature, b"signature=": aws_signature, b"securestring": quoted}),
    (b"z", {b"authorization": authorization}),
    (b"b", {b"bearer": bearer}),
    (b"-", {b"-u": user, b" -p": argument, b" -a(?= )": argument, b" -w(?= )": argument}),
    # Texts about models are full of "tokens".
    (b"k", {b"cookie": cookie, b"key": _named, b"token(?![a-z])": _named}),
    (b"se", {b"sess": session, b"secret": _named, b"contrase": _named}),
    (b"p", {b"pass": _named, b"pat(?=[=` ])": _named, b"pwd": _named, b"pw(?=[= ])": _named}),
    (b"dent", {b"credential": _named, b"identified": quoted}),
)
_NEEDLES = [(Needles(letter, *looks), tuple(looks.values())) for letter, looks in _ANCHORED]
