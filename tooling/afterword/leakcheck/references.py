"""What is recognised by its form: addresses, references, identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from afterword.leakcheck.leak import LeakKind, PossibleLeak
from afterword.leakcheck.proper_nouns import PUBLIC_WORDS
from afterword.leakcheck.views import View
from afterword.postmortem import PostMortem, Span
from afterword.postmortem.values import Ref
from afterword.text.folding import fold_lookalikes
from afterword.text.word_lists import STANDARDS

_REMEDY_ADDRESS = "leave it out, or list it under `allow` if customers are to follow it"
_REMEDY_REFERENCE = "leave it out: readers outside cannot follow it"
_REMEDY_IDENTIFIER = "say it in words that customers use, or list it under `allow`"

# Suffixes that are English words (`it`, `so`, `me`) are left out: a missing blank after a full stop makes no host.
_SUFFIX = (
    "com|org|net|io|ai|dev|app|cloud|co|info|biz|edu|gov|int|mil|eu|uk|de|fr|ch|nl|es|se|fi|dk|pl|pt|cz|jp|cn|kr|br|au|"
    "ca|nz|ru|ua|za|mx|sg|hk|tw|tech|page|site|online|wiki|blog|club|xyz|gg|sh|ly|tv|internal|intranet|corp|local|"
    "localdomain|lan|home|private|svc|cluster|consul|test|example|invalid|onion|arpa"
)
_ADDRESSES = (
    re.compile(r"(?i)\b[a-z][a-z0-9+.-]{1,20}://[^\s<>\"'|\\^`{}\])]+"),
    re.compile(r"(?i)\b(?:mailto:|www\.)[^\s<>\"'|\])]+"),
    re.compile(
        r"(?<![\w@.-])(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,62}[A-Za-z0-9_])?\.){1,8}"
        rf"(?:{_SUFFIX}|{_SUFFIX.upper()})(?::\d{{1,5}})?(?![\w-]|\.[A-Za-z0-9])(?:/[^\s<>\"')\]]*)?"
    ),
    re.compile(r"(?i)\blocalhost(?::\d{1,5})?\b"),
    re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?(?![\w.]\d|\w)"),
    re.compile(r"(?<![\w:])(?:[0-9a-fA-F]{1,4}:){3,7}:?[0-9a-fA-F]{1,4}(?![\w:])"),
    re.compile(
        r"(?i)(?<![\w:])(?:fe80|f[cd][0-9a-f]{2}|[23][0-9a-f]{3})(?::[0-9a-f]{1,4}){0,6}::(?:[0-9a-f]{1,4}:?){0,6}(?![\w])"
    ),
    re.compile(r"(?<![\w/\\])\\{1,2}[A-Za-z0-9][\w.-]{0,60}\\[\w.$-]{1,60}(?:\\[\w.$-]{1,60}){0,12}"),
    re.compile(r"(?<![\w])[A-Za-z]:\\{1,2}[\w.$-]{1,60}(?:\\{1,2}[\w.$-]{1,60}){0,12}"),
    re.compile(
        r"(?<![\w/.:<-])/(?:bin|boot|data|dev|etc|home|lib|mnt|opt|private|proc|root|run|srv|sys|tmp|usr|var|Users|Volumes|app|"
        r"workspace)(?:/[\w.@+-]{1,80}){1,20}"
    ),
)
_LINK = re.compile(
    r"\]\(\s*<?(?P<inline>[^()\s<>]+)|^ {0,3}\[[^\]^\n][^\]\n]{0,200}\]:[ \t]*(?P<defined>\S+)", re.MULTILINE
)
_INSIDE = "it is in the internal document or the evidence"
_KNOWN = "it is a reference of the internal document"
_TRAILING = ".,:;!?*_~"

_PUBLIC = "|".join(sorted(STANDARDS)).upper()
_REFERENCES = (
    re.compile(r"(?<![\w/.-])[A-Za-z0-9][\w.-]*/[\w.-]+#\d{1,9}(?!\w)"),
    re.compile(r"(?i)(?<!\w)GH-\d{1,9}(?!\w)"),
    re.compile(
        r"(?i)(?<!\w)(?:PR|MR|pull[ -]requests?|merge[ -]requests?|tickets?|commits?|changesets?)"
        r"\s?(?:no\.?\s?|#|!)?\d{1,9}(?!\w|\s?(?:of|/)\s?\d)"
    ),
    re.compile(r"(?i)(?<!\w)(?:issues?|bugs?)\s(?:no\.?\s?)?#?\d{2,9}(?!\w|\sof\b)"),
    re.compile(r"(?<![\w&])#\d{2,9}(?![\w;])"),
    re.compile(rf"(?<![\w-])(?!(?:{_PUBLIC})-)[A-Z][A-Z0-9]{{1,9}}-(?!(?:19|20)\d\d(?![\w-]))\d{{2,7}}(?![\w-])"),
    re.compile(r"(?<![\w-])(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}(?![\w-])"),
    re.compile(r"(?i)(?<![\w-])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])"),
    re.compile(r"(?i)\[\^e\d{1,6}\]"),
)
_CHANNEL = re.compile(r"(?<![\w&#/(<\"'=])#(?=[\w-]{0,79}[a-z])[a-z][\w-]{1,79}(?![\w;])")
_HANDLE = re.compile(r"(?<![\w./@+-])@[A-Za-z0-9](?:[\w.-]*\w)?(?:/[\w.-]*\w)?")


_BY_FORM = (
    (_ADDRESSES, LeakKind.ADDRESS, "it is an address", _REMEDY_ADDRESS),
    (_REFERENCES, LeakKind.REFERENCE, "it refers to something internal", _REMEDY_REFERENCE),
    ((_CHANNEL,), LeakKind.REFERENCE, "it names a channel", _REMEDY_REFERENCE),
    ((_HANDLE,), LeakKind.NAME, "it is a handle", "name the role instead"),
)


def find_references(view: View, internal: PostMortem) -> Iterator[PossibleLeak]:
    """Find addresses, references and handles, and the references of the internal document in any form."""
    known = ((_alternatives(_known_references(internal)),), LeakKind.REFERENCE, _KNOWN, _REMEDY_REFERENCE)
    for patterns, kind, reason, remedy in (*_BY_FORM, known):
        for match in chain.from_iterable(pattern.finditer(view.text) for pattern in patterns):
            span = view.span(match.start(), match.start() + len(match[0].rstrip(_TRAILING)))
            yield PossibleLeak(kind, span, reason, remedy)
    for match in _LINK.finditer(view.text):
        name = "inline" if match["inline"] else "defined"
        if not match[name].startswith("#"):
            span = view.span(*match.span(name))
            yield PossibleLeak(LeakKind.ADDRESS, span, "it is the target of a link", _REMEDY_ADDRESS)


def _known_references(internal: PostMortem) -> set[str]:
    """How the internal document's own references can be written; a bare number of two digits says nothing."""
    found: set[str] = {item.id for item in internal.actions if re.fullmatch(r"[A-Z]\d{1,3}", item.id)}
    for ref in _refs(internal):
        if ref.repository:
            found.add(ref.repository)
        if ref.number is not None:
            found |= {f"#{ref.number}", f"issue {ref.number}", f"bug {ref.number}", f"incident {ref.number}"}
            if ref.number >= 1_000:
                found.add(str(ref.number))
        elif not ref.text.startswith("http") and ref.text != "unknown":
            found |= {ref.text, ref.text[:7]}
    found |= {f"[^{footnote.label}]" for footnote in internal.footnotes}
    return found


def _refs(internal: PostMortem) -> Iterator[Ref]:
    front = internal.front
    if front.incident and front.incident.issue:
        yield front.incident.issue
    for cause in front.causes if isinstance(front.causes, list) else []:
        if cause.ref:
            yield cause.ref
    for item in internal.actions:
        if item.issue:
            yield item.issue


def _alternatives(texts: Iterable[str]) -> re.Pattern[str]:
    listed = sorted(texts, key=lambda text: (-len(text), text))
    return re.compile(rf"(?i)(?<![\w&-])(?:{'|'.join(map(re.escape, listed)) or '(?!)'})(?![\w-])")


_TOKEN = re.compile(r"[^\W_][\w./:=@+-]*\w|--?[a-z][\w-]*\w")
_SHOUTED = re.compile(r"[A-Z]{6,60}")
_LETTERS = re.compile(r"[^\W\d_]+")
_UNIT = re.compile(
    r"[~+-]?\d[\d.,:/]*(?:st|nd|rd|th|s|m|h|d|w|x|k|bn|mn|kb|mb|gb|tb|ms|am|pm|min|hrs?|mins?|secs?|z|utc|%|"
    r"(?:-(?:hour|day|minute|second|week|month|year|fold|character|letter|digit|page|word|step|point)s?))?"
)
_TIME = re.compile(r"\d{4}-\d{2}(?:-\d{2}(?:t\d{2}:\d{2}(?::\d{2})?(?:z|[+-]\d{2}:?\d{2})?)?)?(?:/.*)?")
_FILE = re.compile(r"[\w/-]+\.[a-z][a-z0-9]{1,4}")


def find_identifiers(views: Iterable[View], texts: Iterable[str]) -> Iterator[PossibleLeak]:
    """Find words that internal texts contain and no dictionary has: `top_k`, `prompt.md`, `v41`, `refundBot`.

    Args:
        views: the edition.
        texts: the internal document, evidence and files; read only where the edition has such a word at all.
    """
    wanted: dict[str, list[Span]] = {}
    formal: set[str] = set()
    for view in views:
        for match in _TOKEN.finditer(view.text):
            if match[0].lower() in PUBLIC_WORDS:
                continue
            if _is_identifier(match[0]):
                formal.add(fold_lookalikes(match[0]))
            elif not _SHOUTED.fullmatch(match[0]):
                continue
            wanted.setdefault(fold_lookalikes(match[0]), []).append(view.span(*match.span()))
    if not wanted:
        return
    found: set[str] = set()
    for text in texts:
        if len(found) == len(wanted):
            break
        folded = fold_lookalikes(text)
        here = {word for word in wanted.keys() - found if word in folded and _stands_alone(word, folded)}
        # All in capitals, an identifier looks like any word: its form inside decides.
        plain = here - formal
        formed = (
            {fold_lookalikes(match[0]) for match in _LETTERS.finditer(text) if _is_identifier(match[0])}
            if plain
            else set()
        )
        found |= here - (plain - formed)
    for word in found:
        for span in wanted[word]:
            yield PossibleLeak(LeakKind.IDENTIFIER, span, _INSIDE, _REMEDY_IDENTIFIER)


def _is_identifier(token: str) -> bool:
    if len(token) < 2 or _UNIT.fullmatch(token.lower()) or _TIME.fullmatch(token.lower()):
        return False
    has_letter = any(char.isalpha() for char in token)
    return has_letter and (
        any(char.isdigit() for char in token)
        or "_" in token
        or "=" in token
        or token.startswith("--")
        or any(one.islower() and two.isupper() for one, two in pairwise(token))
        or _FILE.fullmatch(token) is not None
        or token.count("/") > 1
    )


def _stands_alone(word: str, text: str) -> bool:
    return re.search(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", text) is not None
