"""What counts as a secret or as personal data.

A first small set: keys that are recognisable by their form, and personal data that a checksum or an unmistakable form
confirms. What only looks like one (hashes, UUIDs, trace ids, versions, prices) stays.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass

from stdnum import iban, luhn


def _always(_: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Pattern:
    """One kind of thing to take out.

    Attributes:
        name: what the placeholder says, such as `email`.
        regex: what it looks like; the group `value`, where there is one, is what is taken out.
        confirms: decides whether a match really is one.
    """

    name: str
    regex: re.Pattern[str]
    confirms: Callable[[str], bool] = _always


def _is_card(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    # Issuer ranges of Visa, Mastercard, American Express, Discover and JCB; without them every timestamp of sixteen
    # digits has a one in ten chance.
    return bool(re.match(r"4|5[1-5]|2[2-7]|3[47]|6(?:011|5)|35", digits)) and bool(luhn.is_valid(digits))


def _is_iban(text: str) -> bool:
    return bool(iban.is_valid(text))


def _is_address(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return not (address.is_unspecified or address.is_loopback)


def _pattern(name: str, regex: str, confirms: Callable[[str], bool] = _always, flags: int = 0) -> Pattern:
    return Pattern(name, re.compile(regex, flags), confirms)


PATTERNS: tuple[Pattern, ...] = (
    _pattern(
        "private key",
        r"-----BEGIN (?:[A-Z]{1,20} )?PRIVATE KEY-----[A-Za-z0-9+/=\s\\:,-]{0,8000}?"
        r"(?:-----END (?:[A-Z]{1,20} )?PRIVATE KEY-----|\Z)",
    ),
    _pattern("Anthropic key", r"\bsk-ant-[A-Za-z0-9_-]{20,200}"),
    _pattern("OpenAI key", r"\bsk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{20,250}"),
    _pattern("GitHub token", r"\b(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{40,255})"),
    _pattern("AWS key id", r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"),
    _pattern("AWS secret", r"(?i:aws.{0,20}secret.{0,20}[=:]\s*[\"']?)(?P<value>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])"),
    _pattern("Google key", r"\bAIza[A-Za-z0-9_-]{35}"),
    _pattern("Slack token", r"\bx(?:ox[abeoprs]|app)-[A-Za-z0-9-]{10,250}"),
    _pattern("Slack webhook", r"https://hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9/]{20,100}"),
    _pattern("Hugging Face token", r"\bhf_[A-Za-z0-9]{30,60}"),
    _pattern("Stripe key", r"\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,250}"),
    _pattern("JSON web token", r"\beyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{8,2000}"),
    _pattern(
        "PGP key",
        r"-----BEGIN PGP PRIVATE KEY BLOCK-----[A-Za-z0-9+/=\s\\:.,()-]{0,20000}?"
        r"(?:-----END PGP PRIVATE KEY BLOCK-----|\Z)",
    ),
    _pattern("GitLab token", r"\bgl(?:pat|dt|rt)-[A-Za-z0-9_-]{20,64}"),
    _pattern("npm token", r"\bnpm_[A-Za-z0-9]{36}\b"),
    _pattern("package index token", r"\bpypi-[A-Za-z0-9_-]{50,250}"),
    _pattern("basic credentials", r"(?i:\bauthorization:\s*basic\s+)(?P<value>[A-Za-z0-9+/]{8,500}={0,2})"),
    _pattern(
        "secret",
        r"(?i:\b(?:[a-z0-9]+[_-])*(?:password|passwd|pwd|secret|api[_-]?key|access[_-]?key|token)\b[\"']?\s{0,3}[:=]\s{0,3}"
        r"[\"']?)(?P<value>(?=[^\s\"',;]{0,199}\d)[^\s\"',;\[\]]{8,200})",
    ),
    _pattern("bearer token", r"(?i:\bbearer\s+)(?P<value>[A-Za-z0-9._~+/-]{16,2000}=*)"),
    _pattern(
        "password", r"(?i:\b[a-z][a-z0-9+.-]{1,20}://[^\s:/@]{0,100}:)(?P<value>(?!\d{1,5}/)[^\s\[\]]{1,200})(?=@)"
    ),
    _pattern("email", r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"),
    _pattern("IBAN", r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b", _is_iban),
    _pattern("card number", r"(?<![\d.-])\d(?:[ -]?\d){12,18}(?![\d.-]?\d)", _is_card),
    _pattern("phone number", r"(?<![\w+])\+[1-9]\d{0,2}[ .-]?(?:\(\d{1,5}\)[ .-]?)?\d(?:[ .-]?\d){5,12}(?!\d)"),
    _pattern(
        "IP address",
        r"(?<![\w.])(?<!version )(?<!release )\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\w-]|\.\d)",
        _is_address,
    ),
)
"""In order: an earlier pattern wins where two match the same text."""
