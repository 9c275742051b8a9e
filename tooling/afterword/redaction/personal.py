"""Personal data: addresses for mail and network, cards and accounts; and what other modules find, as one."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from stdnum import iban, luhn

from afterword.redaction import accounts, announced, nationalids, phones, postal, whereabouts
from afterword.redaction.matching import Match, hits, is_part, starts
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern

KINDS = frozenset({
    "email", "IP address", "card number", phones.KIND, "IBAN", postal.KIND, *nationalids.KINDS, accounts.ACCOUNT,
    accounts.NAME, accounts.SLACK_ID, "host name", announced.CARD_CODE, announced.PLATE, announced.PATIENT,
    whereabouts.LOCATION, whereabouts.BIRTH, whereabouts.DEVICE,
})  # fmt: skip
"""What placeholders of this module say."""


def find(view: View) -> Iterator[Match]:
    """All of them."""
    yield from _emails(view)
    yield from _spelled_emails(view)
    yield from _numbers(view)
    yield from _ipv6(view)
    yield from _ibans(view)
    yield from nationalids.find_lettered(view)
    yield from postal.find(view)
    yield from accounts.find(view)
    yield from announced.find(view)
    yield from whereabouts.find(view)


# --- mail ------------------------------------------------------------------------------------------------------------

_LOCAL = late_pattern(r"[\w.%+'-]*+\Z")
_DOMAIN = late_pattern(
    r"[@0](?P<domain>(?:[^\W_]|-){1,63}(?:\.(?:[^\W_]|-){1,63}){0,6}\.(?P<end>xn--[A-Za-z0-9-]{2,40}"
    r"|[A-Za-z]{2,24}(?![A-Za-z0-9])|[^\W\d_]{2,24}(?![^\W_])))"
)
_SIGN = late_pattern(rb"@(?<=[^\s@]@)(?=[A-Za-z0-9?-])")
_ESCAPED_SIGN = late_pattern(rb"%40(?=[A-Za-z0-9-])")
_FILE_ENDINGS_LIST = """
png jpg jpeg gif svg webp ico js jsx ts tsx mjs cjs css scss html json yml yaml toml md txt py rb go rs java kt sh
lock log csv pdf zip gz tgz tar whl jar exe dll so service timer socket target mount
"""
_FILE_ENDINGS = frozenset(_FILE_ENDINGS_LIST.split())
_MAX_LOCAL = 64


def _emails(view: View) -> Iterator[Match]:
    text = view.text
    places = [(at, at) for at in starts(view.data, _SIGN)]
    places += [(at, at + 2) for at in starts(view.data, _ESCAPED_SIGN)]
    for at, sign in places:
        domain = _DOMAIN.match(text, sign)
        if domain is None or domain["end"].lower() in _FILE_ENDINGS:
            yield from accounts.prompt(text, at)
            continue
        found = _LOCAL.search(text, max(0, at - _MAX_LOCAL - 1), at)
        local = found[0].lstrip(".'-%+") if found else ""
        # An escape before it, as in "\nuser@…", is not part of the name.
        local = local[1:] if local[:1] in "nrt" and text[at - len(local) - 1 : at - len(local)] == "\\" else local
        if not 0 < len(local) <= _MAX_LOCAL:
            continue
        start = at - len(local)
        # git@host:path is how a repository is addressed, and `//user@host` names an account of a service.
        if local == "git" or (text[start - 2 : start] == "//" and text[start - 3 : start - 2] == ":"):
            continue
        yield Match(start, domain.end(), "email")
        yield from accounts.beside_mail(text, start, domain.end())


_AT = r"(?: ?[\[({<] ?(?:at|@|ät) ?[\])}>] ?| (?:AT|at) |@)"
_DOT = r"(?: ?[\[({<] ?(?:dot|\.|punkt|point) ?[\])}>] ?| (?:DOT|dot) |\.)"
_SPELLED = late_pattern(
    rf"(?<![A-Za-z0-9._%+-])[A-Za-z0-9_%+-]{{1,40}}(?:(?:\.|{_DOT})[A-Za-z0-9_%+-]{{1,40}})"
    rf"{{0,3}}{_AT}[A-Za-z0-9-]{{2,40}}(?:{_DOT}[A-Za-z0-9-]{{2,40}}){{1,3}}(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_BRACKETED = late_pattern(r"[\[({<] ?(?:at|@|dot|ät|punkt) ?[\])}>]|[ ](?:dot|DOT)[ ]", re.IGNORECASE)


_SPELLED_SIGN = late_pattern(rb"\)(?:(?<=at\))|(?<=@\))|(?<=at \)))")


def _spelled_emails(view: View) -> Iterator[Match]:
    text, taken = view.text, 0
    for at in sorted((*starts(view.folded, _SPELLED_SIGN), *hits(view.folded, b" dot "))):
        if at < taken:
            continue
        line = text.rfind("\n", max(0, at - 100), at) + 1
        for match in _SPELLED.finditer(text, max(line, at - 100, taken), at + 100):
            if match.end() > at and match.start() <= at and _BRACKETED.search(match.group()):
                taken = match.end()
                yield Match.of(match, "email")
                break


# --- numbers ---------------------------------------------------------------------------------------------------------

_LEAST_NUMERIC = 7
# Digits with up to three separators between them, in as many characters at least, not from the middle of a word on;
# over the shape.
_LONG_NUMBER = late_pattern(rb"0(?<![0A-Za-z_]0)(?=[0 ./()-]{6})0*+(?:[ ./()-]{1,3}0++)*+")
_DATE = late_pattern(
    r"(?<![0-9])(?:(?:19|20)\d\d([-./]?)(?:0\d|1[0-2])\1[0-3]\d"
    r"|(?:0?[1-9]|[12]\d|3[01])(?P<sign>[-./])(?:0?[1-9]|[12]\d|3[01])(?P=sign)(?:19|20)\d\d)(?![0-9])"
)
_NUMBER = late_pattern(r"[+(]{0,2}[0-9](?:[ ./()-]{0,3}[0-9])*")


def _numbers(view: View) -> Iterator[Match]:
    """Phones, cards, network addresses of four parts, and national ids that are digits."""
    text = view.text
    for match in _LONG_NUMBER.finditer(view.shape):
        first, last = match.span()
        for date in _DATE.finditer(text, first, last):  # a day is no number, but others may precede and follow it
            yield from _number(text, first, date.start())
            rest = _NUMBER.search(text, date.end(), last)
            first = rest.start() if rest else last
        for _ in range(2):
            first -= text[first - 1 : first] in ("+", "(")
        yield from _number(text, first, last)


def _number(text: str, start: int, end: int) -> Iterator[Match]:
    if end - start < _LEAST_NUMERIC or text[start - 1 : start].isalnum() or text[start - 1 : start] == "_":
        return
    before = announcing(text, start)
    for look in (_ipv4, _card, nationalids.find_digits, _spaced_iban, whereabouts.find_position, phones.find_phone):
        found = list(look(text, start, end, before))
        if found:
            yield from found
            return


_HUMP = late_pattern(r"(?<=[a-z])(?=[A-Z])")
_SINCE_NUMBER = late_pattern(r"[^0-9\n]*+\Z")


def announcing(text: str, start: int) -> str:
    """The words before a number in its line, back to the number before it."""
    words = _SINCE_NUMBER.search(text, max(0, start - 60), start)[0]  # type: ignore[index]  # it may be empty
    return _HUMP.sub(" ", words).replace("_", " ")  # `nhs_number` and `nhsNumber` are words too


_QUAD = late_pattern(r"(?<![0-9.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9]|\.[0-9])")
_VERSION_BEFORE = late_pattern(
    r"(?:\bv(?:er(?:sion)?)?[ .:=\"'-]{0,3}|\b(?:versions?|release|build|firmware|driver|runtime|sdk|kernel"
    r"|(?:up|down)graded?(?: to| from)?|(?:bumped?|migrated?)(?: to| from)?|assembly\w*|chapter|section|dotnet|\.net"
    r"|python|node|java|ruby|chrom\w+|firefox|cuda|tag|pin(?:ned)?|rev(?:ision)?)[ \"'`:=]{1,3}(?:v|to )?"
    r"|[=~^<>!]=[ ]?|[~^][ ]?"
    r"|[A-Za-z]/|[A-Za-z0-9]-|version\"?: \"?)\Z",
    re.IGNORECASE,
)
_ADDRESS_BEFORE = late_pattern(
    r"(?:\bip\b|address|host|client|remote|peer|\bfrom ip|source|src|login from|request(?:s)? from"
    r"|connect\w* from|blocked)[^\n]{0,20}\Z",
    re.IGNORECASE,
)


def _ipv4(text: str, start: int, end: int, announced: str) -> Iterator[Match]:
    yield from _in_host_name(text, start, end)
    for match in _QUAD.finditer(text, start, min(end + 1, len(text))) if text.count(".", start, end) > 2 else ():
        before = text[max(0, match.start() - 24) : match.start()]
        if is_part(text, *match.span(), before="_", after="_") or not is_personal_address(match.group()):
            continue
        if not _VERSION_BEFORE.search(before) or _ADDRESS_BEFORE.search(before):
            yield Match.of(match, "IP address")


_IN_HOST = late_pattern(
    r"(?<![0-9])(?:[0-9]{1,3}-){3}[0-9]{1,3}(?=(?:\.[a-z0-9-]{1,63}){1,8})|(?<=[a-z]\.)(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?=\.[a-z])"
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
            yield Match.of(match, "IP address")


def is_personal_address(text: str) -> bool:
    """Whether an address can lead to one person's connection.

    Addresses of the own network, loopback and multicast ones say where a service listens, and stay. Those that are
    reserved for documentation are treated like any other: nothing in a log says that it was made up.
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

_CARD = late_pattern(
    r"(?<![0-9])(?:[0-9]{4}([ .-])[0-9]{4}\1[0-9]{4}\1[0-9]{4}|3[0-9]{3}([ -])[0-9]{6}\2[0-9]{4,5}|[0-9]{14,19}"
    r"|[0-9]{4}([ -])[0-9]{4}\3[0-9]{4}\3[0-9]{4}\3[0-9]{3})(?![0-9])"
)
_ISSUERS = late_pattern(
    r"4[0-9]{15}|4[0-9]{18}|(?:5[1-5]|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{0})[0-9]*|3[47][0-9]{13}"
    r"|3(?:0[0-5]|[68]\d)[0-9]{11}|"
    r"6(?:011|5\d\d|4[4-9]\d)[0-9]{12}|35(?:2[89]|[3-8]\d)[0-9]{12}|62[0-9]{14,17}|(?:5018|5020|5038|6304|6759"
    r"|676[1-3])[0-9]{12}"
)


def _card(text: str, start: int, end: int, announced: str) -> Iterator[Match]:
    if end - start < 14 or (text[start:end].isdigit() and phones.OTHER_NUMBER.search(announced)):
        return
    for match in _CARD.finditer(text, start, end):
        if is_part(text, *match.span(), after="-._", glued="#"):
            continue
        digits = re.sub(r"[^0-9]", "", match.group())
        issuer = _ISSUERS.fullmatch(digits)
        if issuer and (digits[0] not in "25" or len(digits) == 16) and luhn.is_valid(digits):
            yield Match.of(match, "card number")


# --- network addresses of eight parts --------------------------------------------------------------------------------

_GROUPS = late_pattern(rb":[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}:")
_IPV6 = late_pattern(r"[0-9A-Fa-f:]{2,39}(?:\.[0-9]{1,3}){0,3}")
_PAIRS = late_pattern(r"[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2})+")
_HEX_OR_COLON = late_pattern(r"[0-9a-fA-F:]*+\Z")


def _ipv6(view: View) -> Iterator[Match]:
    text, taken = view.text, 0
    places = {*hits(view.data, b"::"), *(match.start() for match in _GROUPS.finditer(view.data))}
    for at in sorted(places):
        if at < taken:
            continue
        start = at - len(_HEX_OR_COLON.search(text, max(0, at - 40), at)[0])  # type: ignore[index]  # it may be empty
        if text[start] == ":" and text[start + 1 : start + 2] != ":":  # that of `ip:2001:…`
            start += 1
        elif text[start - 1 : start].isalnum():
            continue
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
        elif digits >= 4 and is_personal_address(value):
            yield Match(start, start + len(value), "IP address")


# --- accounts --------------------------------------------------------------------------------------------------------

_LOWER_IBAN = late_pattern(r"(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}(?:[ -]?[A-Za-z0-9]{4}){0,3} ?\Z")


def _spaced_iban(text: str, start: int, end: int, announced: str) -> Iterator[Match]:
    """One in small letters with blanks, found by its digits."""
    if (head := _LOWER_IBAN.search(text, max(0, start - 22), start)) and iban.is_valid(
        text[head.start() : end].strip()
    ):
        yield Match(head.start(), end, "IBAN")


_SMALL = late_pattern(rb"0000000000(?<=[a-z]0000000000)")
_SMALL_IBAN = late_pattern(r"(?<![A-Za-z0-9])[a-z]{2}[0-9]{2}[a-z0-9]{11,30}(?![A-Za-z0-9])")
_IBAN = late_pattern(r"[A-Z]{2}[0-9]{2}(?:([ -]?)[A-Z0-9]{4}(?:\1[A-Z0-9]{4}){1,6}(?:\1[A-Z0-9]{1,4})?)")


def _ibans(view: View) -> Iterator[Match]:
    text, taken = view.text, 0
    for at in starts(view.folded, _SMALL):
        found = _SMALL_IBAN.search(text, max(0, at - 8), at + 34)
        if found and found.start() < at and iban.is_valid(found[0]):
            yield Match.of(found, "IBAN")
    for at in hits(view.shape, b"AA00"):
        if at < taken or text[at - 1 : at].isalnum():
            continue
        match = _IBAN.match(text, at)
        if match is None:
            continue
        # Words in capitals may follow: the longest beginning that is an account number counts.
        parts = match.group()
        for stop in range(len(parts), 14, -1):
            if (
                parts[stop - 1].isalnum()
                and not text[at + stop : at + stop + 1].isalnum()
                and iban.is_valid(parts[:stop])
            ):
                yield Match(at, at + stop, "IBAN")
                taken = at + stop
                break
