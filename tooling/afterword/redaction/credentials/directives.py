"""Secrets in settings that do not call them by a name: of servers, networks without wires, scripts and wallets."""

from __future__ import annotations

import re
from collections.abc import Callable

from afterword.redaction.judging import is_random
from afterword.redaction.matching import Anchors, Look, Needles, entries, look_for

_QUOTED = r"[\"'](?P<value>[^\"'\n]{4,200})[\"']"
_WORD = r"[\"']?(?P<value>[^\s\"'`;,]{5,200})"


def _mixes(value: str) -> bool:
    """Whether a value has digits or signs beside letters, or cases, as no word of a manual has."""
    return any(char.isalpha() for char in value) and (any(not char.isalpha() for char in value) or is_random(value))


def _is_odd(value: str) -> bool:
    """Whether a value has letters, and digits or signs other than those between words."""
    return re.search("[a-zA-Z]", value) is not None and re.search("[^a-zA-Z.-]", value) is not None


def _password(regex: str, confirms: Callable[[str], bool] = _mixes, back: int = 0) -> Look:
    return look_for("password", regex, confirms, back=back)


def _secret(regex: str, confirms: Callable[[str], bool] = bool, back: int = 0) -> Look:
    return look_for("secret", regex, confirms, back=back)


auth_variable = _password(
    r"(?i:(?<=[_-])auth)[\"']?\s?[:=]\s?[\"']?(?:[a-z][\w-]{1,20}[/:])?(?P<value>(?![a-z]+:)[^\s\"'`;,/]{6,200})",
    lambda value: (
        (any(char.isdigit() for char in value) or is_random(value))
        and _mixes(value)
        and not re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?", value)
    ),
)
"""`REDIS_AUTH=…`, `NEO4J_AUTH=neo4j/…`."""
_SERVERS = (
    # `snmp-server community … RW`.
    (_password(r"(?i:community) (?P<value>(?=\S*\d)[^\s:]{6,60}) (?i:r[ow])\b"), "community"),
    (_password(r"(?i:community)(?: string(?= )|(?: string)?(?: (?:is|was)|:| ?=)) ?[\"']?(?P<value>(?=\S*\d)"
               r"(?=\S*[a-z])[^\s:\"']{6,60})"), "community"),
    # Redis: `requirepass …`, `AUTH …`, `ACL SETUSER name on >…`.
    (_password(rf"(?i:requirepass|masterauth)[\"',]{{0,2}} {{1,3}}{_WORD}"), "requirepass", "masterauth"),
    (_password(rf"(?<![\w.-])AUTH (?:[A-Za-z][\w.-]{{1,30}} )?{_WORD}(?=[\s\"']|\Z)", _is_odd), "auth "),
    (_password(r"(?i:setuser|user) [^\n>]{1,80}>(?P<value>\S{4,100})", bool), "setuser", "user(?= [a-z0-9_.-]{1,40}"
        " on )"),
    # OpenLDAP, nslcd and sssd.
    (_password(rf"(?i:rootpw|bindcredentials|credentials)[ =]{{1,9}}{_WORD}"), "rootpw", "bindcredentials"),
    (_secret(r"(?i:psk|genkey)(?: is| was|:)? (?:→ |-> )?(?P<value>[A-Za-z0-9+/]{43}=)"), "psk ", "genkey "),
    # IPsec, HAProxy, RADIUS, SNMP, arguments of installers.
    (_password(rf" (?i:psk|xauth|eap) {_QUOTED}", bool), " psk ", " xauth ", " eap "),
    (_password(rf"(?i:tacacs(?:-server)? key|shared-?key) (?:\d )?{_WORD}"), "tacacs", "shared-key", "sharedkey"),
    (_password(rf"(?i:wpa_passphrase) [\"']?[^\s\"']{{1,32}}[\"']? {_WORD}", bool), "wpa_passphrase"),
    (_password(r"(?i:securestring)[\"'],\s?[\"'](?i:value)[\"']\s?:\s?[\"']"
               r"(?P<value>[^\"'\n]{4,400})[\"']", bool), "securestring"),
    # Each pair is secret that is put into a vault.
    (_secret(rf"(?i:vault (?:kv put|write)|secret generic) [^\n]{{1,300}}?[ =][\w.-]{{1,60}}="
             rf"(?!@){_WORD}", lambda value: is_random(value)),
     "vault kv put", "vault write", "secret generic"),
    # An id of a key where no prefix tells it, as of clouds that speak S3.
    (_secret(r"(?i:key[_-]?id)[\"']?\s?[:=]\s?[\"']?(?P<value>(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{16,40})"
             r"(?![\w-])"),
     "key_id(?=[=` ])", "keyid(?=[=` ])", "key-id(?=[=` ])"),
    # What a library calls a secret, and what openssl takes one from.
    (_password(r"(?i:secretstr)\([\"'](?P<value>[^\"'\n]{4,200})[\"']", bool), "secretstr"),
    (
        _password(r"pass(?:in[ =]|out[ =]|[ ])[\"']?pass:(?P<value>(?<=[\"']pass:)[^\"'\n]{4,100}(?=[\"'])"
            r"|[^\s\"']{4,100})", bool),
        "passin", "passout", "pass ",
    ),
    (_password(r"(?i:plaintext)[\"']?\s?:\s?[\"'](?:\\\")?(?P<value>[^\s\"\\]{6,200})(?=\\|\")", _is_odd), "plaintext"),
    (_password(rf"(?i:radius)[\w -]{{0,30}}(?i:secret|key) (?:\d )?{_WORD}"), "radius"),
    (_secret(r"(?i:x-honeycomb-team)[\"']?\s?[:=]\s?[\"']?(?P<value>[A-Za-z0-9_-]{20,64})"), "x-honeycomb-team"),
    # `user: "name:password"`.
    (
        _password(r"(?i:user(?:pwd)?|auth|login)[\"']?\s?[:=]\s?[\"'][\w.@-]{1,40}:(?P<value>[^\"'\n/\s]{5,100})[\"']"),
        "user", "userpwd", "auth", "login",
    ),
)  # fmt: skip
_WIRELESS = (
    # The text of a QR code, `netsh`, `nmcli`, and as people say it.
    (_password(r"WIFI:[^\n]{0,120}?P:(?P<value>(?:[^;\\\n]|\\.){8,63});", bool), "wifi="),
    (
        _password(
            r"(?i:wi-?fi|wlan|wpa[23]?|wireless)(?:[ -](?i:psk|guest|network))?[ -]?(?i:key|code|schl[üu]ssel|clave)"
            rf"(?: (?:is|ist|:))?[ :=]{{1,3}}{_WORD}"
        ),
        "wifi", "wlan", "wpa", "wireless",
    ),
    (_password(rf"(?i:ssid|wlan|wi-?fi)[ :=]{{1,2}}[\w.-]{{1,32}}(?: [\w.-]{{1,20}})?(?:,| /|;)? (?i:psk|key"
               rf"|pass\w{{0,6}}"
        rf"|pw|code|schl[üu]ssel|clave"
        rf"|clé):? {_WORD}"), "ssid ", "wlan(?=[ =])", "wifi(?=[ =])"),
    (_password(r"(?i:wi-?fi|wlan)(?: [a-z]{2,10}){0,3}(?: is| ist|:) "
               r"(?P<value>(?=\S*\d)(?!WPA|WEP|\w*(?:GHz|G\b))[A-Za-z][\w!#$%&*+?@^~-]{7,62})(?=[\s,.\"]|\Z)"),
     "wifi", "wlan"),
    (_password(rf"(?i:network key)[:=]? {_QUOTED}"), "network key"),
    (_password(r"(?i:keymaterial)[\"']?(?:>|\s?:\s?[\"'])(?P<value>[^<\"'\n]{8,63})", bool), "keymaterial"),
    (
        _password(
            r"(?i:key content|schl[üu]sselinhalt|contenu de la cl[ée]|contenido de la clave)\s{0,20}: " + _WORD
        ),
        "key content", "sselinhalt", "contenu de la", "contenido de la",
    ),
)  # fmt: skip
_TYPED = (
    # The answers that scripts type, and those that were typed where a terminal shows them.
    (_password(r"(?i:send) [\"'](?P<value>[^\"'\\\n]{6,100})\\[rn][\"']"), "send "),
    # The passwords that Google and Apple make for one program.
    (
        _password(r"(?<![A-Za-z])(?i:type|typed|enter|entered|fill|filled|paste|pasted) [\"'`]"
            r"(?P<value>[^\"'`\n]{6,60})[\"'`] (?i:in|into|as) (?i:the |its )?[\w ]{0,20}?(?i:pass|pw)"),
        "type ", "typed ", "enter ", "entered ", "fill ", "filled ", "paste ", "pasted ",
    ),
    (
        _password(
            r"(?i:app(?:lication)?[ _-]?(?:specific[ _-])?password)[\s:=\"']{1,5}"
            r"(?P<value>[a-z]{4}(?:[ -]?[a-z]{4}){3})(?![\w-])",
            bool,
        ),
        "app", "application",
    ),
    (_secret(r"access_token\$(?:production|sandbox)\$(?P<value>[a-z0-9]{8,24}\$[0-9a-f]{32})"), "access_token$"),
    (_secret(r"(?P<value>APA91b[\w-]{60,200})"), "apa00b"),
)  # fmt: skip
_WALLETS_AND_VAULTS = (
    (
        _secret(
            r"(?i:unseal key)(?: \d{1,2}| \(will be hidden\))?: (?P<value>[A-Za-z0-9+/]{40,90}={0,2})", is_random
        ),
        "unseal key",
    ),
)  # fmt: skip
# Routers write so that a password follows that is not hashed.
_typed_in = _password(rf"(?i:secret|password|key) 0 {_WORD}", bool)
_ROUTER = Needles(b" 0 ", {b"password 0 ": _typed_in, b"secret 0 ": _typed_in}, "username enable tacacs vty")
_ANCHORED = Anchors(_ROUTER, *Needles.each(*(
    entry
    for look, *needles in (*_SERVERS, *_WIRELESS, *_TYPED, *_WALLETS_AND_VAULTS)
    for entry in entries(look, *needles)
)))  # fmt: skip
find = _ANCHORED.find
"""Find them all."""
