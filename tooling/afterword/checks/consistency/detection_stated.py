"""Who or what a sentence says detected the incident."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.checks.consistency.sentences import FRONT
from afterword.checks.consistency.statements import Named, Statements
from afterword.language.tokens import Letters
from afterword.postmortem import outline
from afterword.text.late_pattern import late_pattern
from afterword.text.numbers import NUMBER_WORDS
from afterword.text.word_set import word_set

_MESSAGE = r"(?:tickets?|complaints?|(?:phone )?calls?|e?-?mails?|messages?|letters?|reports?|notes?|reviews?)"
DETECTORS = {
    "alert": (
        r"(?:alert(?:s|ing)?|alarms?|(?:\w+ )?monitor(?:s|ing)?|dashboards?|pagers?|probes?|health ?checks?|watchdogs?|"
        r"automat(?:ed|ic) checks?|anomaly detection)"
    ),
    "customer": (
        rf"(?:(?:customer|client|user)(?:s|'s?)?(?: {_MESSAGE})?|complaints?|"
        rf"{_MESSAGE} (?:from|by|of) (?:an? |the |one |two |our )?"
        r"(?!colleague|engineer|one of us|staff|employee|intern|our|monitor|alert)[\w ]+)"
    ),
    "employee": (
        r"(?:colleagues?|co-?workers?|employees?|staff|interns?|support (?:team|agents?)|(?:our|internal) testers?|"
        r"(?:somebody|someone|one|people) (?:in|on|from|of|at) (?:our|us)\b|teammates?|"
        r"(?<!on-call )(?:engineers?|developers?))"
    ),
    "public": (
        r"(?:social (?:media|networks?)|(?:public )?forums?|reddit|hacker news|tweets?|journalists?|reporters?|"
        r"newspapers?|(?:the|local) press|bloggers?|blog posts?|posts? on|threads? (?:on|in)|mastodon|bluesky|twitter|"
        r"facebook|linkedin|youtube)"
    ),
    "eval": r"(?:(?:nightly|weekly|daily|scheduled) )?(?:evals?(?: (?:run|suite|job|gate)s?)?|evaluations?|"
    "regression suites?)",
    "provider": r"(?:provider|vendor|supplier)s?",
}
"""What each detection of the front matter is called."""
MACHINES = ("alert", "eval")
"""Detections by machines."""
_IT = (
    r"(?:it|this|us|(?:the|this) (?:problem|incident|issue|outage|fault|event|matter|error|failure|trouble|team|"
    r"on-call))"
)
_DID = (
    rf"(?:(?:noticed|detected|discovered|caught|spotted|found|flagged|raised|surfaced|picked up|told|alerted|"
    rf"warned|tipped|woke|shown?|showed|rang|called|phoned|wrote(?: in)? to|contacted|pinged|paged|informed|made|got|"
    rf"pointed|brought|put|had to (?:tell|alert|point|show|find|spot|report|warn|call)) {_IT}|"
    r"(?:was|is) (?:the|our) (?:detection|first (?:sign|signal))|opened our eyes|waved the flag|picked (?:it|this) up|"
    r"(?:raised|sounded|rang) the alarm|did (?:its|their) job|wrote in|called in|reported (?:it|this) (?:to us|first)|"
    r"first (?:to )?(?:notice|see|spot|report|complain|saw)\w*|(?:noticed|detected|caught)(?=[.;,]|$| at \d| first))"
)
_PASSIVE = (
    r"\b(?:detected|detection|noticed|found(?! to be)(?: (?:it|this))?(?: out)?|discover(?:ed|y)|caught|spotted|"
    r"reported|identified|uncovered|picked up|flagged|raised|surfaced|(?:heard?|learn(?:ed|t)|kn[eo]ws?) (?:of|about) "
    r"(?:it|this|the \w+)|told|alerted|tipped off|warned|aware(?:ness)?(?: of (?:it|this))?|(?:our|the team's) "
    r"attention|the attention(?: of (?:the )?[a-z]+)?|came to light)\b[^.;,]{0,30}?,? ?(?:\b(?:by|from|through|via|"
    r"thanks to|because|as a result of|by way of|on (?=twitter|social|reddit|linked|face|you))\b|:) "
    r"(?P<by>[^.;,]{3,80})"
)
_SOURCE = (
    r"\b(?:means of detection|detected by|detection(?: source| method)?|(?:the )?source|tipped us off|opened our eyes|"
    r"owe (?:it|this|the (?:detection|discovery)) to|credit (?:for [\w ]{1,20})?(?:goes|belongs) to|found out|"
    r"(?:first|earliest) (?:sign\w*|hint|report|word|news|warning|notice|clue|indication|evidence|alarm|"
    r"we (?:knew|heard))(?: (?:of|that) [\w ]{1,30}?)?)\W+(?:was |is |were |came |arrived )?"
    r"(?:(?:only )?(?:by|from|via|with|through) )?:? ?(?P<source>(?!to\b)[^.;,]{3,80})"
)
_WITHOUT = (
    r"(?:^|[:;,] )(?:without|but for|if not for|had it not been for) "
    r"(?P<without>[^.;,]{3,60})(?=[^.;]{0,40}\b(?:would|wouldn|could|might)\b)|"
    r"^it took (?P<took>[^.;,]{3,60}?) (?:before|until|for) (?:we|us|anyone|anybody)\b"
)
_FIRST = (
    r"(?:was|were|came|knew|saw|noticed|complained|found|wrote|called|fired|rang|spoke|got|beat)\b[^.;]{0,30}?\b"
    r"(?:first\b(?! (?:to (?!notice|see|spot|tell|report|complain)|\w+ed))|faster|quicker|sooner|ahead of|earlier than|"
    r"to it\b|before (?:we|our \w+|us|any \w+) (?:did|knew|noticed|had|saw|fired|complained)|"
    r"before (?:our|any) (?:alert|monitor|dashboard|customer|ticket|client|user))"
)
_KNEW_BY = (
    r"[^.;]{0,50}?\b(?:that(?: is|'s| was) how we (?:found out|noticed|learn\w+|knew)|that was the first we (?:knew|"
    r"heard)|until then nobody knew)"
)
_SO_FOUND = (
    r"[^.;]{0,60}?,? (?:and so|so|thus|which is how|that is how|whereby) (?:it|this|we|the \w+) (?:was |were |have |"
    r"had )?"
    r"(?:been )?(?:discovered|found|noticed|detected|knew|learn\w+|spotted)"
)
_STRANGER = late_pattern(
    r"(?:^|[.;] )(?:An?|One|Two|Several) [a-z -]{3,30} (?:wrote to|told|called|rang|phoned|contacted|e-?mailed|alerted|"
    r"informed|warned) us\b"
)
"""Somebody of another name who told the team."""
_SILENT = late_pattern(
    r"\b(?:no|none of (?:our|the)|not one of (?:our|the)|not a single) (?:\w+ )?(?:alerts?|alarms?|monitors?|"
    r"monitoring)\b[^.;,:]{0,20}?\b(?:fired|reacted|existed|went off|noticed|caught|saw|triggered|rang|told us)\b",
    re.IGNORECASE,
)
_FOR_A_TIME = late_pattern(
    r"\b(?:for|until|till|before|first|in time|while|during|hours?|minutes?|days?|earlier|other|second\w*|after|when|"
    r"on|if|would|yet)\b",
    re.IGNORECASE,
)
_AS_SAID = late_pattern(
    r"(?:That|This) (?:is|was) (?:our|the|how) (?:detection|first sign|we (?:found out|noticed|knew|learned))"
)
_TALLY = late_pattern(rf"(?:[a-z]+ ){{0,2}}(?:\d[\d,.]*|{NUMBER_WORDS}|many|several|most|few|some) ", re.IGNORECASE)
"""How many people wrote, which is impact: `At least four customers called us.`"""
_CLAUSE = late_pattern(
    r";\s|,\s(?!(?:by|from|via|through|thanks|at)\b)|"
    r"\s(?:but|while|whereas|before|rather than|instead of|ahead of|long before|and not|which)\s"
)
_NOT_OF_THIS = late_pattern(
    r"\b(?:later|too|second|confirm\w*|why|should|would|could|if|next time|again|similar|previous\w*|earlier|"
    r"last (?:time|year|month)|other|another|cause|until after)\b",
    re.IGNORECASE,
)
_NEGATED = late_pattern(
    r"\b(?:no|nor|not|never|none|nothing|neither|did(?:n't| not)|does not|failed|silent\w*|missed|without)\b", re.I
)
_MAY_TELL = word_set(
    # of a passive or a source
    "detected detection noticed found discover discovered discovery caught spotted reported identified uncovered "
    "picked flagged raised surfaced hear heard learn learned learnt know knows knew told alerted tipped warned aware "
    "awareness attention light means source opened owe credit earliest "
    # of what a subject did
    "woke shown show showed rang called phoned wrote contacted pinged paged informed made got pointed brought put had "
    "waved sounded did notice see spot report complain saw "
    # of who was first
    "first faster quicker sooner ahead earlier to before how without but if took"
)
"""Of which every sentence has one that says what detected the incident."""

_ANYONE = late_pattern("|".join(rf"(?P<{how}>\b{words}(?!\w))" for how, words in DETECTORS.items()), re.IGNORECASE)
_SUBJECT = rf"\b(?P<who>{'|'.join(DETECTORS.values())})(?!\w) (?:[\w'-]+ ){{0,6}}?"
_OF_SENTENCE = late_pattern(rf"{_WITHOUT}|{_SUBJECT}(?:{_FIRST}|{_KNEW_BY}|{_SO_FOUND})", re.IGNORECASE)
_OF_CLAUSE = late_pattern(rf"{_PASSIVE}|{_SOURCE}|{_SUBJECT}{_DID}", re.IGNORECASE)


def read_detections(statements: Statements) -> Iterator[Named]:
    """Read who or what sentences of the text say detected the incident: a key of `DETECTORS`."""
    affected = {figure.amount for figure in statements.figures if figure.key == "users"}
    beside = {figure.sentence for figure in statements.figures if figure.amount in affected}
    # Who was affected, and whom they belong to: `5,537 analysts of 425 workspaces`.
    nouns = {one.noun.removesuffix("s") for one in statements.figures if one.sentence in beside}
    nouns -= {"", "people", "engineer", "developer", "employee"}
    users = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(nouns)))})s?\b") if nouns else None
    before = ""
    for sentence in statements.sentences:
        text = users.sub("customers", sentence.text) if users else sentence.text
        whole = f"Detection: {before}" if _AS_SAID.match(text) else text
        is_tally = sentence.section == outline.IMPACT.name and _TALLY.match(text)
        if sentence.section not in (FRONT, outline.ROOT_CAUSE.name) and not is_tally and (how := detector_of(whole)):
            yield Named("", "detection", how, sentence)
        before = text


def read_strangers(statements: Statements) -> Iterator[Named]:
    """Read which sentences say that somebody told the team, who is none of those that `DETECTORS` names."""
    for sentence in statements.sentences:
        match = _STRANGER.search(sentence.text)
        if match and not _ANYONE.search(match[0]) and not _NOT_OF_THIS.search(sentence.text):
            yield Named("", "detection", "customer", sentence)


def is_silent(text: str) -> bool:
    """Whether a sentence says that no alert noticed the incident, at any time."""
    return _SILENT.search(text) is not None and not _FOR_A_TIME.search(text)


def detector_of(text: str) -> str:
    """What a sentence says detected the incident; empty if it says nothing of it, or names several."""
    if not Letters(text.lower()).may_contain(_MAY_TELL) or not _ANYONE.search(text):
        return ""
    matches = [_OF_SENTENCE.search(text)]
    if not matches[0]:
        clauses = () if _NOT_OF_THIS.search(text) else _CLAUSE.split(text)
        matches = [_OF_CLAUSE.search(clause) for clause in clauses if not _NEGATED.search(clause)]
    named = [next(filter(None, match.groups())) for match in matches if match]
    found = {one.lastgroup or "" for words in named for one in _ANYONE.finditer(words)}
    return found.pop() if len(found) == 1 else ""
