"""Names that only their capital tells: customers and other people; and stores, by their addresses and their form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

from afterword.leakcheck.leak import LeakKind
from afterword.leakcheck.terms import Terms
from afterword.postmortem import PostMortem
from afterword.text.folding import folded_words
from afterword.text.word_lists import (
    AMBIGUOUS_NAMES,
    COMMON_WORDS,
    GIVEN_NAMES,
    LEGAL_FORMS,
    NATIONALITIES,
    NO_PERSONS,
    PERSON_NOUNS,
    ROLES,
)
from afterword.text.word_set import word_set
from afterword.times.calendar_names import DAYS_IN_ENGLISH, MONTHS_IN_ENGLISH

_WORD = r"[^\W\d_a-z][^\W\d_]+(?:['’-][^\W\d_]+)*"
_NAME = re.compile(
    rf"(?<![\w.@/#`-])(?:(?:Herrn?|Frau) )?(?:(?:St|Dr|Mr|Mrs|Ms|Prof)\.? )?{_WORD}"
    rf"(?: (?:& |of |de |van |von )?{_WORD})*"
)
_WITHIN = re.compile(r"(?:[^\W\d_][,;)]?|(?<!\w)(?:Dr|Mrs?|Ms|Prof|St|Sra?|Sig|Ing|Mme|Mlle|Me)\.) [\"'“‘(]*\Z")
"""What precedes a word within a sentence, in which a capital is that of a name."""
_COMPANY = re.compile(
    r"(?i)(?<![a-z])(?:customer|client|vendor|supplier|provider|partner|merchant|publisher|contractor|agency|firm|bank"
    r"|insurer|sponsor|carrier|kunde|kundin|dienstleister|firma|lieferant|fournisseur|cliente|proveedor) \Z"
)
_GERMAN = re.compile(r" (?:der|die|das|und|wurde|von|nicht|mit|ist) ")
_LABEL = re.compile(
    r"(?i)(?<![a-z])(?:worst|biggest|largest|loudest|hardest hit|most affected|affected|hit|customers?|clients?"
    r"|partners?|tenants?|complaints? (?:by|from)|found by|noticed by|requested by)(?: hit| of all| customer)?: ?\Z"
)
"""What leads to a name at the beginning of a list: `Worst: …`."""
_OF_GERMAN = 5
"""Words from which a text is German, in which all nouns have capitals."""
_PRODUCT = re.compile(
    r"(?i:\b(?:app|bot|chatbot|assistant|assistent|game|tutor|guide|agent|npc|companion|character|avatar|persona"
    r"|plug-?in|skill|voice|brand))s? "
    r"[\"“„'](?P<quoted>[^\W\d_][\w -]{1,30})[\"”“']"
    rf"|(?<![\w.@/#-])(?P<named>{_WORD}) (?:app|chatbot|bot|assistant|game)(?![\w-]| ?[\"“„'])"
    rf"|\bYou are (?P<addressed>{_WORD})[,.]"
)
"""What customers know something by: `our assistant "Lina"`, `the PixelPorter app`, a prompt's `You are Lina.`"""
_ANY_NAME = r"(?:[^\W\d_][\w-]{0,60}\w(?: [^\W\d_a-z][\w-]*){0,3})"
_SAID_PUBLIC = re.compile(
    rf"(?<![\w.@/#-])(?P<bracketed>{_ANY_NAME}) \(public(?:ly known| name| product| brand| company)?\)"
    rf"|(?<![\w.@/#-])(?P<behind>[^\W\d_a-z][\w-]*(?: [^\W\d_a-z][\w-]*){{0,3}})"
    r"(?:, public(?=[).,;]| on our\b)| is (?:a )?public (?:platform|product|name|brand|service|knowledge))"
    rf"|(?i:\bpublic) \((?P<before>{_ANY_NAME})\)|(?i:\bpublic name)(?: is|:) [\"“]?(?P<called>{_ANY_NAME})"
)
"""What an internal text says may be named: `vendor Meteoglobe, public`, `DocDraft (public name)`."""
_SPEAKS = re.compile(
    r"[’']?s? (?:says?|said|calls?|called|asks?|asked|wants?|wanted|reports?|reported|tells?|told|writes?|wrote"
    r"|sees?|saw|thinks?|complains?|complained|threatens?|threatened|gets?|got|has|had|is|was|from|at"
    r"|confirms?|confirmed|needs?|noticed|claims?|accepted|agreed|signed|cancel\w*|lost|received"
    r"|escalated|pinged|messaged|mailed|e-?mailed|insists?|demands?)\b"
)
_CODE = re.compile(r"```.*?```|~~~.*?~~~|`[^`\n]*`|https?://\S+", re.DOTALL)
_PERSONAL_TITLES = word_set("dr mr mrs ms prof herr herrn frau familie firma kunde kundin")
_TITLES = _PERSONAL_TITLES | word_set("st the a an our your their this that project operation codename programme")
PUBLIC_WORDS = (
    NATIONALITIES
    | word_set("""
    europe germany france spain italy netherlands poland switzerland austria sweden norway denmark finland ireland
    belgium india japan china canada australia brazil github gitlab slack teams jira confluence pagerduty grafana
    prometheus datadog sentry kubernetes docker linux windows macos ios android chrome firefox safari python java
    javascript sql markdown json yaml csv pdf http https api apis url urls ui sla slo ai llm llms ml gpu cpu utc cet
    cest gmt iso eu us uk gdpr faq id ids ok sev internet web wifi email pr ci cd qa rag i i'm i'll i've legal finance
    sales marketing support security engineering product customer customers users user night morning thanksgiving
    christmas easter halloween ramadan diwali hanukkah pentecost
""")
    | {*MONTHS_IN_ENGLISH, *DAYS_IN_ENGLISH}
)


_ALIAS = re.compile(
    r"(?i:\b(?:internally(?: called| known as)? [\"“„']|(?:code ?named?|nicknamed|a\.?k\.?a\.?|internal name:?)"
    r" [\"“„']?))(?P<alias>[^\W\d_a-z][\w-]{1,20})"
)
"""What only those inside call something."""


def add_proper_nouns(terms: Terms, internal: PostMortem, evidence: Iterable[str]) -> None:
    """Add the names that are in the body of the internal document and in the evidence."""
    body = internal.source.readable[internal.body_start :]
    texts = [(_CODE.sub(" ", body), False), *((_CODE.sub(" ", text), True) for text in evidence)]
    small = {word for text, _ in texts for word in re.findall(r"(?<![\w.@/#-])[a-z][a-z'’-]+", text)}
    for text, is_evidence in texts:
        for alias in _ALIAS.finditer(text):
            terms.add_any(alias["alias"], LeakKind.NAME, _REASON, _REMEDY)
        is_german = sum(1 for _ in islice(_GERMAN.finditer(text), _OF_GERMAN)) == _OF_GERMAN
        for name, is_company in _names(text, is_evidence):
            _add(terms, name, small, are_nouns=is_german, is_company=is_company)


def product_names(internal: PostMortem) -> frozenset[str]:
    """Return what customers know products by and what is said to be public, in folded letters."""
    body = internal.source.readable[internal.body_start :]
    found = set[str]()
    for match in (*_PRODUCT.finditer(body), *_SAID_PUBLIC.finditer(body)):
        words = folded_words(match[match.lastgroup or 0])
        found |= {"".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1)}
    return frozenset(found)


def _names(text: str, is_evidence: bool) -> Iterator[tuple[str, bool]]:
    """Each name, and whether what a company is to ours precedes it."""
    for match in _NAME.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        first, _, rest = match[0].partition(" ")
        # Who speaks in a chat is named first.
        if (
            _WITHIN.search(line[-8:])
            or _LABEL.search(line[-30:])
            or (is_evidence and _SPEAKS.match(text, match.end()))
            or (rest and first.lower().strip(".") in _PERSONAL_TITLES)
        ):
            yield match[0], _COMPANY.search(line[-16:]) is not None
        elif rest and not line.startswith(("#", "|")):  # behind the word that begins the sentence
            yield rest, False


def _add(terms: Terms, name: str, small: set[str], *, are_nouns: bool, is_company: bool) -> None:
    """Add a name: as it is, without its legal form, and its parts; where any noun has a capital, pairs of words."""
    words = [word.strip(".'’") for word in name.split()]
    is_titled = False
    while words and words[0].lower() in _TITLES:
        words, is_titled = words[1:], words[0].lower() in _PERSONAL_TITLES or is_titled
    kept = [word for word in words if not _is_common(word, small)]
    if not kept:
        return
    for end in (len(words), *((len(words) - 1,) if words[-1].lower() in _LEGAL_FORMS else ())):
        if end > 1:
            terms.add(" ".join(words[:end]), LeakKind.NAME, _REASON, _REMEDY)
    if is_company and len(words[0]) >= _LEAST_OF_COMPANY and words[0].lower() not in COMMON_WORDS and words[0] in kept:
        terms.add(_without_genitive(words[0]), LeakKind.NAME, _REASON, _REMEDY)
    for pair in pairwise(words):
        if any(word in kept for word in pair) and all(len(word) > 2 for word in pair):
            terms.add(" ".join(pair), LeakKind.NAME, _REASON, _REMEDY)
    if are_nouns and not is_titled:
        return
    # Behind the first name are words of the language, as in `Talbot Schools Trust`; before it can be a role.
    first = next((word for word in words if word in kept and (word == words[0] or word.lower() not in NO_PERSONS)), "")
    if first and all(_is_common(word, small) for word in words[: words.index(first)]):
        terms.add_capital(_without_genitive(first), _REASON, _REMEDY)
    is_person = first and (first.lower() in GIVEN_NAMES or is_titled)
    for word in kept if is_person else ():  # `Wray` and `Popescu` of `Aurelian Popescu-Wray`
        for part in (word, *word.split("-")) if len(word) > _LEAST_OF_SURNAME else ():
            terms.add_capital(_without_genitive(part), _REASON, _REMEDY)


def _without_genitive(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


_LEAST_OF_SURNAME, _LEAST_OF_COMPANY = 4, 6
_LEGAL_FORMS = LEGAL_FORMS | word_set("as co group holding se spa")
_REASON = "it is a name in the internal document or the evidence"
_REMEDY = "say `a customer` or the role instead, or list it under `allow` if it may be named"


def _is_common(word: str, small: set[str]) -> bool:
    folded = _without_genitive(word.lower())
    is_short = len(folded) < 3 or (word.isupper() and len(word) < 5)
    return (
        is_short
        or folded in PERSON_NOUNS
        or folded in small
        or folded in PUBLIC_WORDS
        or folded.removesuffix("s") in PUBLIC_WORDS
        or folded in ROLES
        or folded in AMBIGUOUS_NAMES
    )


_ADDRESS = re.compile(
    r"(?i)\b(?:s3a?|gs|az|abfss?|wasbs?|r2|hdfs|minio|oss|cos)://(?P<path>[\w.-]+(?:/[\w.-]+)*)"
    r"|https?://(?P<account>[\w-]+)\.(?:blob|dfs|queue|table)\.core\.windows\.net"
    r"|https?://(?P<bucket>[\w.-]+)\.s3[\w.-]*\.amazonaws"
)
_DASHED = re.compile(r"(?<![\w./@-])[a-z][a-z0-9]*(?:-[a-z0-9]+){2,6}(?![\w-]|\.[a-z])")
_STORE_WORD = re.compile(
    r"(?i)\b(?:bucket|container|index|database|table|queue|topic|store|namespace|cluster|schema|collection"
    r"|dataset|service|svc|job|worker|pod|pipeline|box)[ :`\"']{1,3}"
    r"(?!(?:re|pre|non|self|co|multi|semi|long|short|high|low|well|fine)-)"
    r"(?P<name>[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)*[-_.](?![a-z]+(?:ed|ing|based|wide|level)\b)[a-z0-9]+)(?![\w-])"
)
_LEAST_PART = 5


def add_stores(terms: Terms, texts: Iterable[str]) -> None:
    """Add the names of buckets, containers, indexes and the like that are in internal texts."""
    for text in texts:
        for name in _stores(text):
            terms.add(name, LeakKind.SERVICE, "it is a store of the internal document or the evidence")


def _stores(text: str) -> Iterator[str]:
    for match in _ADDRESS.finditer(text):
        parts = (match["path"] or match["account"] or match["bucket"]).split("/")
        yield from (parts[0], " ".join(parts))
        yield from (part for part in parts[1:] if len(part) > _LEAST_PART and re.search(r"[-_]", part))
    yield from (match["name"] for match in _STORE_WORD.finditer(text))
    yield from (match[0] for match in _DASHED.finditer(text))
