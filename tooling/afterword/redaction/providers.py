"""Keys that are known by their form: a prefix that a provider documents, and so many characters of its alphabet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.redaction.judging import is_filler, is_random
from afterword.redaction.matching import Match, Sort, runs, table
from afterword.redaction.provider_table import HEX, PROVIDERS, Provider
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern

_TOKEN = table("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.~+/")
_LEAST_RUN = 12
_PLAIN = late_pattern(r"[0-9a-f-]+|[A-Za-z]?[a-z_./-]+|[0-9TZ.+-]+")


def _trigger() -> re.Pattern[str]:
    """The prefixes, grouped by their first character, where a word begins."""
    by_first: dict[str, list[str]] = {}
    for prefix in sorted({provider.prefix for provider in PROVIDERS}, key=lambda prefix: (-len(prefix), prefix)):
        by_first.setdefault(prefix[0], []).append(re.escape(prefix[1:]))
    by_first.setdefault("e", []).extend(("yJ", "yK"))
    starts = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items())
    # A word also begins after an escape (`\n`, `%3D`, `\u003d`) as a log or a JSON string has it.
    return late_pattern(
        rf"(?:(?<![A-Za-z0-9])|(?<=\\[nrt])|(?<=%[0-9A-Fa-f][0-9A-Fa-f])|(?<=\\u00[0-9a-f][0-9a-f]))(?:{starts})"
    )


_TRIGGER = _trigger()
_BY_PREFIX: dict[str, list[tuple[Provider, re.Pattern[str]]]] = {}
for _provider in PROVIDERS:
    _BY_PREFIX.setdefault(_provider.prefix, []).append(
        (_provider, late_pattern(f"[{_provider.alphabet}]{{0,{_provider.most}}}+"))
    )

# The end of a line, and what editors, mail, diffs and languages put before the rest: indentation, quotes, comments.
_WRAP = late_pattern(
    r"[\"']?[ \t]{0,3}(?:[\\=+.]|\+[ \t]{0,3}\\)?[ \t]{0,3}\r?\n[ \t]{0,40}(?:(?:[>|+#*-]|//)[ \t]{0,4}){0,3}[\"']?"
)
_JOINED = late_pattern(r"[\"'][ \t]{0,3}(?:[\\+.][ \t\\]{0,6}\r?\n[ \t]*|\r?\n[ \t]*\+[ \t]*)[\"']{2}\Z")
"""What joins two strings, from the quote behind the first to those around the second."""
_BARE_WRAP = late_pattern(r"\r?\n[ \t]*")
_MAX_WRAPS = 60


def find(view: View) -> Iterator[Match]:
    """Keys with a prefix of their own."""
    text, is_plain = view.text, _PLAIN.fullmatch
    taken = 0
    for start, end in runs(view.undated, _TOKEN, _LEAST_RUN):
        if start < taken or is_plain(text, start, end):
            continue
        for match in _TRIGGER.finditer(text, start, end):
            if match.start() >= taken and (found := _key(text, match.start(), match.group())):
                taken = found.end
                yield found
        if end - start >= _LEAST_SPECIAL and taken < end:
            for found in _special(text, max(start, taken), end):
                taken = found.end
                yield found


_NAMING = late_pattern(r"(?!secret_)(?=[^-_]{2,}[-_])[A-Za-z0-9_-]*(?:[-_]|-1)")
"""Prefixes that are words of their own, and no letters that any text in base64 can begin with."""
_OTHER_BODY = late_pattern(r"(?=[A-Za-z_-]*[0-9])(?=[0-9_-]*[A-Za-z])[A-Za-z0-9_-]{14,400}(?![A-Za-z0-9])")


def _key(text: str, start: int, prefix: str) -> Match | None:
    if prefix in ("eyJ", "eyK"):
        web_token = _JWT.match(text, start)
        return Match.of(web_token, "JSON web token", Sort.KEY) if web_token else None
    for provider, body in _BY_PREFIX[prefix]:
        end, rest = _body(text, start + len(prefix), provider, body)
        if rest and not is_filler(rest) and (provider.confirms is None or provider.confirms(rest)):
            return Match(start, end, provider.kind, Sort.KEY)
    # A key of another age, or one that is cut, has another length; what follows such a prefix at random is one.
    certain = next((one for one, _ in _BY_PREFIX[prefix] if one.confirms is None), None)
    if (
        certain
        and _NAMING.fullmatch(prefix)
        and (match := _OTHER_BODY.match(text, start + len(prefix)))
        and is_random(match[0])
    ):
        return Match(start, match.end(), certain.kind, Sort.KEY)
    return None


def _body(text: str, start: int, provider: Provider, body: re.Pattern[str]) -> tuple[int, str]:
    """Where the key ends, and what follows its prefix, put together where it is wrapped; empty where it is none."""
    match = body.match(text, start)
    end, rest = match.end(), match.group()  # type: ignore[union-attr]
    for _ in range(_MAX_WRAPS):
        missing = provider.most - len(rest)
        wrap = _WRAP.match(text, end) if missing > 0 else None
        if wrap is None:
            break
        chunk = body.match(text, wrap.end())
        more = chunk.group()[:missing] if chunk else ""
        stop = wrap.end() + len(more)
        if not more or (
            len(rest) >= provider.least
            and not (_continues(more) or _JOINED.match(wrap[0] + text[stop : stop + 1]))
            and not (_BARE_WRAP.fullmatch(wrap[0]) and _is_rest(text, stop, more, provider))
        ):
            break
        rest, end = rest + more, wrap.end() + len(more)
    kept = rest.rstrip(".-") if "." in provider.alphabet else rest
    end -= len(rest) - len(kept)
    if len(kept) < provider.least:
        return end, ""
    follows = text[end : end + 1]
    # A key of fixed length inside a longer word is part of something else, such as base64.
    if provider.least == provider.most and follows.isascii() and follows.isalnum():
        return end, ""
    return end, kept


_B64 = "A-Za-z0-9_-"
_FOLD = r"\\?\r?\n[ \t>|+#]{0,12}"
_JWT = late_pattern(
    rf"ey[JK](?:[{_B64}]|{_FOLD}(?=[{_B64}])){{8,2000}}+\.(?:{_FOLD})?(?:[{_B64}]|{_FOLD}(?=[{_B64}])){{8,8000}}+"
    rf"\.(?:{_FOLD})?[{_B64}]{{8,2000}}(?:{_FOLD}(?=[{_B64}]{{0,100}}[0-9A-Z])[{_B64}]{{12,2000}}){{0,20}}"
    rf"(?:\.[{_B64}]{{8,8000}}\.[{_B64}]{{8,100}})?"
)

# Forms without a prefix. Each has a mark, which is looked for first, and begins so many characters before it at most.
_LEAST_SPECIAL = 32
_MOST_SPECIAL = 120
_SPECIAL = [(kind, mark, back, late_pattern(form)) for kind, mark, back, form in (
    ("Azure client secret", "Q~", 4, r"(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{30,40}"),
    ("Zhipu key", ".", 32, r"(?<![A-Za-z0-9._-])[0-9a-f]{16,32}\.(?=[a-z0-9]*[A-Z])"
                           r"(?=[A-Z0-9]*[a-z])[A-Za-z0-9]{16,32}(?![A-Za-z0-9._-])"),
    ("Terraform token", ".atlasv1.", 14, r"(?<![A-Za-z0-9])[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{40,80}"),
    ("Mailchimp key", "-us", 32, r"(?<![0-9a-f])[0-9a-f]{32}-us\d{1,2}(?![0-9A-Za-z])"),
    ("MaxMind key", "_mmk", 37, r"(?<![A-Za-z0-9])[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk(?![A-Za-z0-9])"),
    ("1Password key", "A3-", 0, r"(?<![A-Za-z0-9])A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{5,6}-[A-Z0-9]{5})"
                                r"(?:-[A-Z0-9]{5}){3}(?![A-Za-z0-9])"),
    ("New Relic key", "NRAL", 36, r"(?<![0-9a-z])(?:[0-9a-f]{36}|eu01xx[0-9a-f]{30})NRAL(?![A-Za-z0-9])"),
    ("New Relic key", "FFFFNRAL", 36, r"(?<![0-9a-z])(?:[0-9a-f]{32}|eu01xx[0-9a-f]{26})FFFFNRAL(?![A-Za-z0-9])"),
    ("New Relic key", "-NRMA", 42, r"(?<![0-9A-Za-z])(?:AA[0-9a-f]{40}|eu01xx[0-9a-f]{36})-NRMA(?![A-Za-z0-9])"),
    ("Authress key", ".acc", 44, r"(?<![A-Za-z0-9_])(?:sc|ext|scauth|authress)_[a-z0-9]{5,30}\.[a-z0-9]{4,6}\."
                                 r"acc[_-][a-z0-9-]{10,32}\.[A-Za-z0-9+/_=-]{30,120}"),
    ("Stripe secret", "_secret_", 40, r"(?<![A-Za-z0-9_])(?:pi|seti|src|cs|ca)_[A-Za-z0-9]{14,32}_secret_"
                                      r"[A-Za-z0-9]{16,40}"),
    ("Zoho token", "1000.", 0, r"(?<![A-Za-z0-9.])1000\.[0-9a-f]{32}\.[0-9a-f]{32}(?![A-Za-z0-9])"),
    ("Teamwork token", "tkn.v1_", 0, r"(?<![A-Za-z0-9.])tkn\.v1_[A-Za-z0-9]{40,100}={0,2}"),
    *(("Azure key", mark, 84, rf"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{{33,80}}{re.escape(mark)}"
                              rf"[A-Za-z0-9+/_-]{{4,26}}(?![A-Za-z0-9+/_-])={{0,2}}")
      for mark in ("JQQJ99", "AzFu", "AzSe", "AzCa", "AZDO", "ACDb", "AIoT", "+ACR", "+ASt", "+ASb", "+AEh", "+ABa",
                   "+AMC")),
    ("Telegram token", "AA", 11, r"(?<![0-9])\d{8,10}:AA[A-Za-z0-9_-]{32,34}(?![A-Za-z0-9_-])"),
)]  # fmt: skip
_DISCORD = late_pattern(
    r"(?<![A-Za-z0-9_.-])[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}(?![A-Za-z0-9_.-])"
)


KINDS = frozenset({
    "JSON web token", *(provider.kind for provider in PROVIDERS), *(kind for kind, *_ in _SPECIAL),
})  # fmt: skip
"""What placeholders of this module say."""


def _special(text: str, start: int, end: int) -> Iterator[Match]:
    for kind, mark, back, form in _SPECIAL:
        at = text.find(mark, start, end)
        while at >= 0:
            match = form.search(text, max(0, at - back), min(len(text), end + 3, at + _MOST_SPECIAL))
            if match and match.start() <= at < match.end():
                yield Match.of(match, kind, Sort.KEY)
                at = match.end()
            at = text.find(mark, at + 1, end)
    if (match := _DISCORD.search(text, start, end + 1)) and match.end() <= end and is_random(match.group()):
        yield Match.of(match, "Discord token", Sort.KEY)


_CONTINUATION = late_pattern(r"(?!\d{4}-\d\d)(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])(?=[^0-9]*[0-9]).{6,}", re.DOTALL)


_LINE_ENDS = late_pattern(r"[\"'`]?[,;]?[ \t]*(?:\r?\n|\Z)")
_HEXADECIMAL = late_pattern(r"[0-9a-fA-F]*")
_ALTERNATING = late_pattern(r"(?=.{8})[A-Za-z]*(?:[0-9]+[A-Za-z]+){3,}[0-9]*")
_LENGTHS_OF_IDS = (7, 8, 10, 12, 16, 32, 40, 64)
"""Those of commits, containers, spans, traces and digests."""


def _is_rest(text: str, stop: int, chunk: str, provider: Provider) -> bool:
    """Whether random characters of the key's alphabet, alone in the next line, are its rest and no id."""
    is_hex = _HEXADECIMAL.fullmatch(chunk) is not None
    return (
        _ALTERNATING.fullmatch(chunk) is not None
        and is_hex == (provider.alphabet == HEX)
        and not (is_hex and len(chunk) in _LENGTHS_OF_IDS)
        and _LINE_ENDS.match(text, stop) is not None
    )


def _continues(chunk: str) -> bool:
    """Whether the first word of the next line can only be the rest of a key."""
    return bool(_CONTINUATION.fullmatch(chunk))
