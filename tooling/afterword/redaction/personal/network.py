"""Addresses of the network, and of devices where they are written alike."""

from __future__ import annotations

import ipaddress
import re
import string
from collections.abc import Iterator

from afterword.redaction.matching import Match, hits, is_part
from afterword.redaction.personal import whereabouts
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern

KIND = "IP address"

QUAD = late_pattern(r"(?<![0-9.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9]|\.[0-9](?![0-9]{1,4} ?[<>:]))")
"""Four numbers, behind which `tcpdump` writes a port as a fifth."""
_VERSION_BEFORE = late_pattern(
    r"(?:\bv(?:er(?:sion)?)?[ .:=\"'-]{0,3}|\b(?:versions?|release|build|firmware|driver|runtime|sdk|kernel"
    r"|(?:up|down)graded?(?: to| from)?|(?:bumped?|migrated?)(?: to| from)?|assembly\w*|chapter|section|dotnet|\.net"
    r"|python|node|java|ruby|chrom\w+|firefox|cuda|tag|pin(?:ned)?|rev(?:ision)?)[ \"'`:=]{1,3}(?:v|to )?"
    r"|[=~^<>!]=[ ]?|[~^][ ]?|[A-Za-z]/|[A-Za-z0-9]-|version\"?: \"?)\Z",
    re.IGNORECASE,
)
_ADDRESS_BEFORE = late_pattern(
    r"(?:\bip\b|address|host|client|remote|peer|\bfrom ip|source|src|login from|request(?:s)? from"
    r"|connect\w* from|blocked)[^\n]{0,20}\Z",
    re.IGNORECASE,
)


def find_ipv4(text: str, start: int, end: int, announced: str) -> Iterator[Match]:
    """Find addresses of four parts between `start` and `end`."""
    yield from _in_host_name(text, start, end)
    for match in QUAD.finditer(text, start, min(end + 1, len(text))) if text.count(".", start, end) > 2 else ():
        before = text[max(0, match.start() - 24) : match.start()]
        if is_part(text, *match.span(), before="_", after="_") or not is_personal_address(match.group()):
            continue
        is_version = _VERSION_BEFORE.search(before) and not _ADDRESS_BEFORE.search(before)
        if not is_version and not _is_example(text, *match.span()):
            yield Match.of(match, KIND)


_OF_SOMEBODY = late_pattern(
    r"(?i)(?:\b(?:client|remote|peer|user|visitor|caller|customer|src|source|for|real)[\w-]{0,12}|\bip"
    r"|(?<![a-z])from)[\"']?(?:\s?[:=]|\s)\s?[\"'\[]?\Z"
)
_SAYS_EXAMPLE = late_pattern(
    r"(?i)\b(?:examples?|sample|placeholder|docs?|documentation|reserved|rfc|dummy|made[- ]up|test-net)\b"
)
_OF_ACCESS_LOG = late_pattern(r" \S{1,40} \S{1,60} \[\d")


def _is_example(text: str, start: int, end: int) -> bool:
    """Whether an address is one for documentation, which belongs to no one and which no log has for a person."""
    if not any(ipaddress.ip_address(text[start:end]) in network for network in _DOCUMENTATION):
        return False
    line = text.rfind("\n", max(0, start - _LINE), start) + 1 or max(0, start - _LINE)
    stop = text.find("\n", end, end + _LINE)
    of_somebody = _OF_SOMEBODY.search(text, line, start) or (start == line and _OF_ACCESS_LOG.match(text, end))
    is_network = re.compile(r"/\d").match(text, end) is not None
    return (
        not of_somebody
        or is_network
        or _SAYS_EXAMPLE.search(text, line, stop if stop >= 0 else end + _LINE) is not None
    )


_LINE = 120
_DOCUMENTATION = [
    ipaddress.ip_network(name) for name in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
]


_IN_HOST = late_pattern(
    r"(?<![0-9])(?:[0-9]{1,3}-){3}[0-9]{1,3}(?=(?:\.[a-z0-9-]{1,63}){1,8})"
    r"|(?<=[a-z]\.)(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?=\.[a-z])"
)
_INTERNAL = late_pattern(
    r"[\w.-]*\.(?:internal|local|localdomain|lan|svc|cluster|test|invalid)(?![\w-])|\.[a-z]+(?![\w.-])"
)


def _in_host_name(text: str, start: int, end: int) -> Iterator[Match]:
    """A public address that a host's name spells: `ec2-52-80-34-196.compute.amazonaws.com`."""
    if text[end : end + 1] != "." or not text[end + 1 : end + 2].isalnum():
        return
    for match in _IN_HOST.finditer(text, max(0, start - 2), end + 80):
        parts = [str(int(part)) for part in re.split("[.-]", match[0])]
        if match.start() < end and is_personal_address(".".join(parts)) and not _INTERNAL.match(text, match.end()):
            yield Match.of(match, KIND)


def is_personal_address(text: str) -> bool:
    """Whether an address can lead to one person's connection.

    Addresses of the own network, loopback and multicast ones say where a service listens, and stay.
    """
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if address.version == 4:
        mine = any(address in network for network in _OWN)
    else:
        mine = address.is_link_local or address in _UNIQUE_LOCAL
    return not (mine or address.is_unspecified or address.is_loopback or address.is_multicast)


_OWN = [ipaddress.ip_network(name) for name in (
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10", "0.0.0.0/8", "240.0.0.0/4",
)]  # fmt: skip
_UNIQUE_LOCAL = ipaddress.ip_network("fc00::/7")

_GROUPS = late_pattern(rb":[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}:")
_IPV6 = late_pattern(r"[0-9A-Fa-f:]{2,39}(?:\.[0-9]{1,3}){0,3}")
_PAIRS = late_pattern(r"[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2})+")
_HEX_OR_COLON = f"{string.hexdigits}:"


def find(view: View) -> Iterator[Match]:
    """Find addresses of eight parts; those of four are found with the numbers."""
    text, taken = view.text, 0
    places = {*hits(view.data, b"::"), *(match.start() for match in _GROUPS.finditer(view.data))}
    for at in sorted(places):
        if at < taken:
            continue
        head = text[max(0, at - 40) : at]
        start = at - len(head) + len(head.rstrip(_HEX_OR_COLON))
        if text[start] == ":" and text[start + 1 : start + 2] != ":":  # that of `ip:2001:…`
            start += 1
        elif text[start - 1 : start].isalnum():
            if text[start - 3 : start + 2].lower() != "ipv6:":
                continue
            start += 2
        match = _IPV6.match(text, start)
        if match is None or text[match.end() : match.end() + 1].isalnum():
            continue
        value = match.group().rstrip(":.") if not match.group().endswith("::") else match.group()
        taken = match.end()
        digits = sum(char in "0123456789abcdefABCDEF" for char in value)
        # Pairs alone are the serial number of a certificate, six of them a device.
        if _PAIRS.fullmatch(value):
            if whereabouts.is_own_device(value) and not text[start - 1 : start].isalnum():
                yield Match(start, start + len(value), whereabouts.DEVICE)
        elif digits >= 4 and is_personal_address(value) and not _is_example(text, start, start + len(value)):
            yield Match(start, start + len(value), KIND)
