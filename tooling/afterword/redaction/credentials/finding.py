"""What looks where: each at its anchor, bytes that everything it finds contains."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.redaction.credentials import (
    abroad,
    calls,
    codes,
    directives,
    hashes,
    headers,
    licences,
    logins,
    manifests,
    phrases,
    shell,
    spoken,
    urls,
)
from afterword.redaction.credentials.commands import PLACES, argument, identified, pgpass, quoted, user
from afterword.redaction.credentials.keyblocks import jwk, key_blocks, putty_key, rsa_key_value
from afterword.redaction.credentials.providerkeys import PROVIDER_KINDS, provider_alone, provider_key
from afterword.redaction.credentials.settings import core_of_name, setting
from afterword.redaction.matching import Anchors, Match, Needles, Sort
from afterword.redaction.view import View

KINDS = PROVIDER_KINDS | {
    "private key", "PGP key", "password", "secret", "cookie", "bearer token", "basic credentials", "SAS signature",
    "AWS signature", "URL signature", "Slack webhook", "Discord webhook", "Teams webhook", "Sentry DSN", "webhook",
    codes.KIND, "authorization code", "seed phrase", hashes.KIND, licences.KIND,
}  # fmt: skip
"""What placeholders of this package say."""


def find(view: View) -> Iterator[Match]:
    """All of them."""
    yield from key_blocks(view)
    yield from pgpass(view)
    yield from logins.of_other_scripts(view)
    yield from _ANCHORED.find(view)
    yield from PLACES.find(view)
    yield from phrases.ANCHORED.find(view)
    for module in (abroad, calls, codes, directives, hashes, licences, manifests, shell):
        yield from module.find(view)


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


def _auth(text: str, at: int) -> Iterator[Match]:
    """`twilio: …, auth …`; `at` is at the word."""
    if text[at : at + 5].lower() == "auth ":
        yield from provider_key(text, at)


def _credential(text: str, at: int) -> Iterator[Match]:
    yield from _named(text, at)
    yield from logins.joined(text, at)


def _user(text: str, at: int) -> Iterator[Match]:
    """The option is behind a blank: of `curl -u name:password`, `smbclient -U name%password`."""
    yield from user(text, at + 1)
    yield from argument(text, at)


_EXPIRING = "exp expires expiry expire unsubscribe signed"
"""Words of addresses that are signed, of which one has a signature called `s` alone."""
# Texts about models are full of "tokens", those about code of "codes".
_ANCHORED = Anchors(
    Needles(b"//", {b"=//": urls.url}),
    Needles(b"?", {b"?(?=[a-z_-]{1,25}=[^ =])": urls.query}),
    Needles(b"&", {b"&(?=[a-z_-]{1,25}=[^ =])": urls.query}),
    Needles(b"z", {b"authorization": headers.authorization}),
    Needles(b" -", {
        b" -u": _user, b" -p": argument, b" -a(?= )": argument, b" -x(?= )": argument, b" -w(?= )": argument,
        b" -k(?= )": argument,
        b" -c(?= )": argument, b" -n(?= )": argument, b" -t(?= )": argument, b" -hp": argument,
    }),
    Needles(b"k", {b"cookie": (headers.cookie, headers.jar, headers.cookie_value), b"key": _named,
                  b"token(?![a-z])": _named}),
    Needles(b"ss", {b"sess": headers.session, b"pass": _named}),
    Needles(b"secret", {b"secret": _named}),
    Needles(b"pat", {b"pat(?=[=` ])": _named}),
    Needles(b"pw", {b"pwd": _named, b"pw(?![a-z0])": _named}),
    Needles(b"dent", {b"credential": _credential, b"identified": identified}),
    Needles(b"/", {b" / ": logins.slashed}),
    Needles(b"u=", {b"u= ": logins.initials}, "u"),
    *Needles.each(
        *((re.sub("[0-9]", "0", name).encode(), headers.named_cookie, max(re.findall("[a-z]+", name),
        key=len)) for name in headers.COOKIES),
        *((word, headers.azure_pat, word.decode().split()[-1]) for word in (b"azdo", b"azure devops", b"vsts", b"pat ",
            b"access token")),
        (b"private-lines", putty_key, "lines"), (b"kty==", jwk, "kty"),
        (b"<rsakeyvalue>", rsa_key_value, "rsakeyvalue"),
        (b"psk", _named, "psk"), (b"sid(?=[= `])", headers.sid, "sid"), (b"contrase", _named, "contrase contrasena"),
        (b"mdp", _named, "mdp"),
        (b"salt(?=[=` ])", _named, "salt"),
        (b"pepper", _named, "pepper"), (b"basic", headers.basic, "basic"), (b"auth plain ", headers.basic, "plain"),
        (b"btoa(", headers.to_encode, "btoa"),
        (b"wordpress_", headers.wordpress, "wordpress"), (b"auth=", headers.docker_auth, "auth"),
        *((word + b"(?=[.ai]{0,3}=? ?=[= ]{0,2}[a-z0]{20})", provider_alone, word.decode()) for word in (
            b"cohere", b"mistral", b"together", b"deepgram", b"fireworks", b"deepseek", b"elevenlabs", b"assemblyai",
        )),
        (b"@(?=[a-z0][^ \n@]{3,60})", urls.at_host, ""),
        (b"@tcp(", urls.driver, "tcp"),
        (b"@//", urls.easy_connect, ""), (b"@unix(", urls.driver, "unix"), (b"oracle=", urls.oracle, "oracle"),
        (b"--proxy-user", user, "proxy"), (b"-creds ", user, "creds"), (b"--basic-auth", user, "basic"),
        (b"-auth (?=[^ ]{1,60}=)", user, "auth"),
        (b"auth=", directives.auth_variable, "auth"), (b"auth (?=[a-z0]{20})", _auth, "auth"),
        (b"--user", user, "user"), (b"--creds", user, "creds"),
        (b"/hook", urls.hook, "hook hooks"), (b"/private-", urls.ical, "private"),
        (b"/webhook", urls.hook, "webhook webhooks"),
        (b"/integrations/generic/", urls.alert_hook, "integrations"),
        (b"login", logins.joined, "login logins"), (b"creds", logins.joined, "creds"), (b"pass (?![a-z]{1,20} "
            b")", logins.protocol, "pass"),
        (b"login (?=[a-z0._@-]{2,40} [^ ]{6,})", logins.protocol, "login"),
        (b"log in", logins.joined, "log"),
        (b"sign in", logins.joined, "sign"), (b"eyj", urls.signed_id, "rails blobs representations disk"),
        *((b"/" + word.encode(), urls.link, words) for word, words in (
            ("reset", "reset resetpassword"), ("password", "password"), ("set-password", "set"),
            ("invit", "invite invites invitation invitations"),
            ("accept-invit", "accept"), ("magic", "magic magiclink"), ("activate", "activate"), ("unlock", "unlock"),
            ("confirm", "confirm confirmation"), ("verify", "verify"), ("unsubscribe", "unsubscribe"),
            ("share", "share shared shares"), ("login", "login"), ("ical", "ical"), ("private", "private"),
        )),
        *((word + b"=", urls.parameter, word.decode()) for word in (
            b"sign", b"hmac", b"verify", b"access", b"auth", b"hash", b"ticket", b"rlkey",
        )),
        (b"md0=", urls.parameter, "md"), (b"&s=", urls.parameter, _EXPIRING), (b"?s=", urls.parameter, _EXPIRING),
        (b"bearer", headers.bearer, "bearer"), (b"sig=", urls.sas_signature, "sig"),
        (b"signature=", urls.aws_signature, "signature"), (b"securestring", quoted, "securestring"),
        *((needle, logins.foreign, words) for needle, words in logins.FOREIGN),
        *((word.encode() + b"(?= ?[/=] ?[a-z])", logins.default, word) for word in logins.ACCOUNTS),
        (b"user (?=[^ \n]{2,40} )", logins.user_and, "user"),
        (b"username (?=[^ \n]{2,40} )", logins.user_and, "username"),
        *((re.sub("[0-9]", "0", word).encode("ascii", "replace") + b"(?=00)", logins.well_known,
           max(re.findall("[a-z]+", word), key=len)) for word in spoken.WELL_KNOWN),
    ),
)  # fmt: skip
