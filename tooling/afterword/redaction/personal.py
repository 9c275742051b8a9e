"""Personal data: addresses for mail, network and post, phone numbers, cards and accounts."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from functools import lru_cache

from stdnum import iban, luhn

from afterword.redaction import nationalids, postal
from afterword.redaction.matching import Match, Sort, hits, is_part, starts
from afterword.redaction.view import View

KINDS = frozenset({
    "email", "IP address", "card number", "phone number", "IBAN", nationalids.KIND, postal.KIND,
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


# --- mail ------------------------------------------------------------------------------------------------------------

_LOCAL = re.compile(r"[\w.%+'-]*+\Z")
_DOMAIN = re.compile(
    r"[@0](?P<domain>[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,6}\.(?P<end>xn--[A-Za-z0-9-]{2,40}"
    r"|[A-Za-z]{2,24}))(?![A-Za-z0-9])"
)
_SIGN = re.compile(rb"@(?<=[^\s@]@)(?=[A-Za-z0-9-])")
_ESCAPED_SIGN = re.compile(rb"%40(?=[A-Za-z0-9-])")
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
        yield Match(start, domain.end(), "email", Sort.PERSONAL)


_AT = r"(?: ?[\[({<] ?(?:at|@|ät) ?[\])}>] ?| (?:AT|at) |@)"
_DOT = r"(?: ?[\[({<] ?(?:dot|\.|punkt|point) ?[\])}>] ?| (?:DOT|dot) |\.)"
_SPELLED = re.compile(
    rf"(?<![A-Za-z0-9._%+-])[A-Za-z0-9_%+-]{{1,40}}(?:(?:\.|{_DOT})[A-Za-z0-9_%+-]{{1,40}})"
    rf"{{0,3}}{_AT}[A-Za-z0-9-]{{2,40}}(?:{_DOT}[A-Za-z0-9-]{{2,40}}){{1,3}}(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[\[({<] ?(?:at|@|dot|ät|punkt) ?[\])}>]|[ ](?:dot|DOT)[ ]", re.IGNORECASE)


_SPELLED_SIGN = re.compile(rb"\)(?:(?<=at\))|(?<=@\))|(?<=at \)))")


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
_LONG_NUMBER = re.compile(rb"0(?<![0A-Za-z_]0)(?=[0 ./()-]{6})0*+(?:[ ./()-]{1,3}0++)*+")
_DATE = re.compile(r"(?:19|20)\d\d([-./]?)(?:0\d|1[0-2])\1[0-3]\d(?![0-9])")
_NUMBER = re.compile(r"[+(]{0,2}[0-9](?:[ ./()-]{0,3}[0-9])*")
_CENTURIES = ("19", "20")


def _numbers(view: View) -> Iterator[Match]:
    """Phones, cards, network addresses of four parts, and national ids that are digits."""
    text = view.text
    for match in _LONG_NUMBER.finditer(view.shape):
        first, last = match.span()
        if text[first : first + 2] in _CENTURIES and (date := _DATE.match(text, first, last)):  # what may follow a day
            if last - date.end() < _LEAST_NUMERIC:
                continue
            rest = _NUMBER.search(text, date.end(), last)
            if rest is None:
                continue
            first = rest.start()
        else:
            for _ in range(2):
                first -= text[first - 1 : first] in ("+", "(")
        if last - first >= _LEAST_NUMERIC:
            before = text[first - 1 : first]
            if not (before.isalnum() or before == "_"):
                yield from _number(text, first, last)


def _number(text: str, start: int, end: int) -> Iterator[Match]:
    before = announcing(text, start)
    for look in (_ipv4, _card, nationalids.find_digits, _phone):
        found = list(look(text, start, end, before))
        if found:
            yield from found
            return


_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_UP_TO_NUMBER = re.compile(r".*[0-9\n]", re.DOTALL)


def announcing(text: str, start: int) -> str:
    """The words before a number in its line, back to the number before it."""
    window = text[max(0, start - 60) : start]
    other = _UP_TO_NUMBER.match(window)
    words = window[other.end() :] if other else window
    return _HUMP.sub(" ", words).replace("_", " ")  # `nhs_number` and `nhsNumber` are words too


_QUAD = re.compile(r"(?<![0-9.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9]|\.[0-9])")
_VERSION_BEFORE = re.compile(
    r"(?:\bv(?:er(?:sion)?)?[ .:=\"'-]{0,3}|\b(?:versions?|release|build|firmware|driver|runtime|sdk|kernel"
    r"|(?:up|down)graded?(?: to| from)?|(?:bumped?|migrated?)(?: to| from)?|assembly\w*|chapter|section|dotnet|\.net"
    r"|python|node|java|ruby|chrom\w+|firefox|cuda|tag|pin(?:ned)?|rev(?:ision)?)[ \"'`:=]{1,3}(?:v|to )?"
    r"|[=~^<>!]=[ ]?|[~^][ ]?"
    r"|[A-Za-z]/|[A-Za-z0-9]-|version\"?: \"?)\Z",
    re.IGNORECASE,
)
_ADDRESS_BEFORE = re.compile(
    r"(?:\bip\b|address|host|client|remote|peer|\bfrom ip|source|src|login from|request(?:s)? from"
    r"|connect\w* from|blocked)[^\n]{0,20}\Z",
    re.IGNORECASE,
)


def _ipv4(text: str, start: int, end: int, announced: str) -> Iterator[Match]:
    for match in _QUAD.finditer(text, start, min(end + 1, len(text))):
        before = text[max(0, match.start() - 24) : match.start()]
        if is_part(text, *match.span(), before="_", after="_") or not is_personal_address(match.group()):
            continue
        if not _VERSION_BEFORE.search(before) or _ADDRESS_BEFORE.search(before):
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

_CARD = re.compile(
    r"(?<![0-9])(?:[0-9]{4}([ -])[0-9]{4}\1[0-9]{4}\1[0-9]{4}|3[0-9]{3}([ -])[0-9]{6}\2[0-9]{4,5}|[0-9]{14,19}"
    r"|[0-9]{4}([ -])[0-9]{4}\3[0-9]{4}\3[0-9]{4}\3[0-9]{3})(?![0-9])"
)
_ISSUERS = re.compile(
    r"4[0-9]{15}|4[0-9]{18}|(?:5[1-5]|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{0})[0-9]*|3[47][0-9]{13}"
    r"|3(?:0[0-5]|[68]\d)[0-9]{11}|"
    r"6(?:011|5\d\d|4[4-9]\d)[0-9]{12}|35(?:2[89]|[3-8]\d)[0-9]{12}|62[0-9]{14,17}|(?:5018|5020|5038|6304|6759"
    r"|676[1-3])[0-9]{12}"
)


def _card(text: str, start: int, end: int, announced: str) -> Iterator[Match]:
    for match in _CARD.finditer(text, start, end):
        if is_part(text, *match.span(), after="-._", glued="#"):
            continue
        digits = re.sub(r"[^0-9]", "", match.group())
        issuer = _ISSUERS.fullmatch(digits)
        if issuer and (digits[0] not in "25" or len(digits) == 16) and luhn.is_valid(digits):
            yield Match.of(match, "card number")


_PHONE_WORD = re.compile(
    r"(?:phone|mobile|\bcell|\btel\b|\bfax|whatsapp|\bsms\b|\bcall(?:ed|ing|s|back)?\b|\bring\b|\bdial"
    r"|text(?:ed)? (?:me|him|her|us|them)\b|hotline|landline|"
    r"telefon|handy|mobil|rufnummer|t[ée]l[ée]phone|portable|tel[ée]fono|m[óo]vil|cellulare|\bcontact(?: number"
    r"| no)|\bph\b|msisdn|reach\w* (?:me|him|her|us|them|at|on)\b|pager|"
    r"number (?:is|was)|\b(?:my|his|her|their|your) number|number['’]s|\bme (?:on|at)\b|dial-?in|bridge|voicemail"
    r"|\b(?:text|texted|ping):? *\Z|\bnummer\b|n[uú]mero|num[eé]ro|\btlf\b|\bgsm\b|\bmob\b|celular|anruf\w*"
    r"|\bcaller\b|\bcallee\b|recipient|\bdial(?:l)?ed\b|e\.?164|(?:\A|[\s|,(])[TMPFD][.:] ?\Z"
    r"|\bappel\w*|\bllam\w*|chiam\w*|\bligue|zadzwo\w*|durchwahl)",
    re.IGNORECASE,
)
_INTERNATIONAL = re.compile(r"\+[1-9][0-9]{0,2}(?:[ ./-]{0,2}(?:\([0-9]{1,5}\)|[0-9]+))+")
_DOUBLE_ZERO = re.compile(r"(?<![0-9.])00[1-9][0-9](?:[ ./-]{0,2}[0-9]+)+")
_NATIONAL = re.compile("|".join(rf"(?<![0-9]){form}(?![0-9])" for form in (
    # (415) 555-0132, 415-555-0132, 415.555.0132, 1-415-555-0132
    r"(?:\+?1[ .-])?(?:\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}(?P<us>[.-]))[2-9][0-9]{2}(?(us)(?P=us)|[ .-])[0-9]{4}",
    # (030) 901820, (0)20 7946 0958, 020 7946 0958, 07700 900123, 01 42 68 53 00, 030/901820
    r"\(0[0-9]{1,4}\)[ ./-]?[0-9]{3,8}(?:[ -]?[0-9]{2,4}){0,2}",
    r"0[1-9][0-9]{1,3} [0-9]{3,4} ?[0-9]{3,4}",
    r"0[1-9] [0-9]{4} [0-9]{4}",
    # 044 668 18 00, 0711 12 34 56, 089 / 12 34 56 78, 070-174 06 05, 08-123 456 78, 06-12345678
    r"0[1-9][0-9] [0-9]{3} [0-9]{2} [0-9]{2}",
    r"0[1-9][0-9]{1,4}(?: ?/ ?| )[0-9]{2}(?: [0-9]{2}){2,3}",
    r"0[1-9][0-9]{0,3}-[0-9]{2,3}(?: [0-9]{2,3}){1,3}",
    r"0[1-9]-[0-9]{8}",
    # 98765 43210, 612 34 56 78, 11 91234-5678
    r"(?<![0-9] )(?<![0-9])[6-9][0-9]{4}[ -][0-9]{5}(?! ?[0-9])",
    r"(?<![0-9] )(?<![0-9])[679][0-9]{2}(?: [0-9]{2}){3}(?! ?[0-9])",
    r"[1-9][0-9] 9[0-9]{4}-[0-9]{4}",
    r"0[1-9][0-9]{8,9}",
    r"0[1-9][0-9]{2,3} [0-9]{6,8}",
    r"0[1-9][0-9]{0,2}-[0-9]{2,4}-[0-9]{4}",
    r"\([1-9][0-9]\) ?9?[0-9]{4}-[0-9]{4}",
    r"1[3-9][0-9](?P<cn>[ -])[0-9]{4}(?P=cn)[0-9]{4}",
    r"0[1-9](?:[ .][0-9]{2}){4}",
    r"0[1-9][0-9]{1,3}[/-] ?[0-9]{5,8}(?:-[0-9]{1,4})?",
)))  # fmt: skip
_DIGITS = range(7, 16)
_UNGROUPED = range(9, 16)
_OTHER_NUMBER = re.compile(
    r"\b(?:ids?|issue|ticket|order|ref\w*|request|trace|session|run|build|job|epoch|timestamp|ts|cve|version)\W*\Z",
    re.I,
)


def _phone(text: str, start: int, end: int, announced: str) -> Iterator[Match]:
    for first, last in _possible_phones(text, start, end, announced):
        if not is_part(text, first, last, before="-./_", after="-./:_", glued="#%$€£"):
            yield Match(first, last, "phone number", Sort.PERSONAL)
            return


def _possible_phones(text: str, start: int, end: int, announced: str) -> Iterator[tuple[int, int]]:
    for match in _INTERNATIONAL.finditer(text, start, end):
        if _count(match.group()) in _DIGITS:
            yield match.span()
    if _announces_phone(announced):
        number = text[start:end].rstrip(" .-/(")
        if _count(number) in (_DIGITS if re.search(r"[0-9][^0-9]+[0-9]", number) else _UNGROUPED):
            yield start, start + len(number)
    elif double_zero := _DOUBLE_ZERO.match(text, start, end):
        if " " in double_zero.group() and _count(double_zero.group()) in range(10, 16):
            yield double_zero.span()
    else:
        yield from (match.span() for match in _NATIONAL.finditer(text, start, end))


@lru_cache(maxsize=4096)  # the same words precede the numbers of a log
def _announces_phone(announced: str) -> bool:
    return bool(_PHONE_WORD.search(announced)) and not _OTHER_NUMBER.search(announced)


def _count(text: str) -> int:
    return sum(char.isdigit() for char in text)


# --- network addresses of eight parts --------------------------------------------------------------------------------

_GROUPS = re.compile(rb":[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}:")
_IPV6 = re.compile(r"[0-9A-Fa-f:]{2,39}(?:\.[0-9]{1,3}){0,3}")
_PAIRS = re.compile(r"[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2})+")
_HEX_OR_COLON = re.compile(r"[0-9a-fA-F:]*+\Z")


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
        # Pairs alone are the serial number of a certificate or of a device.
        if digits >= 4 and not _PAIRS.fullmatch(value) and is_personal_address(value):
            yield Match(start, start + len(value), "IP address", Sort.PERSONAL)


# --- accounts --------------------------------------------------------------------------------------------------------

_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}(?:([ -]?)[A-Z0-9]{4}(?:\1[A-Z0-9]{4}){1,6}(?:\1[A-Z0-9]{1,4})?)")


def _ibans(view: View) -> Iterator[Match]:
    text, taken = view.text, 0
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
                yield Match(at, at + stop, "IBAN", Sort.PERSONAL)
                taken = at + stop
                break
