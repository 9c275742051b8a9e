"""Find action items that do not say what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from afterword.language.actors import as_people, is_adverb, is_gerund, is_nominal, is_past
from afterword.language.finding import Finding
from afterword.language.phrases import RULES
from afterword.language.prose import OBJECT, Passage, split_prose
from afterword.language.sentence import Sentence
from afterword.language.tokens import Token, split_tokens
from afterword.language.word_rules import Rules
from afterword.language.words import ARTICLES, BE, PREPOSITIONS, VERBAL_NOUNS
from afterword.text.late_pattern import late_pattern
from afterword.text.word_set import word_set

ALSO_NOUNS = word_set("""
    account alert answer audit author back backup balance ban bar base batch benchmark block book branch break bridge
    bucket budget buffer build bump bundle cache call canary cap capture change charge check chunk clone code comment
    commit contact contract control copy count cover credit cut debug default delay demand demo design diff display
    document double draft drill drop dump end escape estimate exercise exit export factor failover feed fence file
    filter find fix flag flush force fork format gate grade grant group guard hack hand handle hash help hook host
    import increase index inventory issue join judge kick label launch lead lease level limit link lint list load lock
    log mail map mark mask match measure merge mirror mock model monitor mount name number offer open order output
    override own package page park pass patch pause pick pilot pin pipe pivot place plan plot plug point poll pool
    port portion post practice prefix present preview price probe process produce profile program promise prompt proxy
    query queue quota quote rank rate reach read record refund release repair repeat replay report request research
    reserve reset return review rewrite roll route run sample sandbox scale scan schedule scope score script search
    seed segment set shadow shape shard share shield shift show sign size slice snapshot sort space spike split stage
    stamp start state stem step stop store stream stress strike strip structure stub study supply support surface
    survey swap sweep switch tag target template test thread tie tier time toggle touch trace track trap trial trigger
    trim turn type update upgrade use vault vendor version veto vote wait walk warm watch work wrap
""")
"""Imperatives that are nouns just as often: `Update of the runbook`, `Rate limiting`."""

NOUNS = word_set("""
    dashboard runbook circuit alerting documentation docs monitoring eval evals unit integration regression guardrail
    guardrails alarm alarms tests checklist training policy procedure workshop meeting retrospective postmortem
    playbook linter tooling owner fallback timeout retries feature metric metrics kpi slo sla kill-switch spanish
    feedback knowledge quality safety security prompt-injection human code-review technical data model models
    observability resilience ownership on-call lessons root cause system service team engineer engineers webhook
""")
"""Nouns with which an item begins that only names a thing: `Circuit breaker for the gateway`."""

DESCRIBING = word_set("""
    additional automated automatic better careful clear clearer comprehensive continuous daily earlier faster first
    further good gradual improved last less missing monthly more new next proper quarterly regular robust safer same
    second simpler stricter stronger weekly
""")
"""Adjectives with which a thing begins."""


_LEAD = re.compile(
    r"(?:\s|\[[ xX]\]|\[[^\[\]\n]{1,40}\](?![(\[])(?=\s)|[-*+•](?=\s)|\(?[A-Z]{1,4}-?\d{1,4}\)?(?:[.:)]| \|)\s|"
    r"\d{1,3}[.)]\s|(?:todo|action|p[0-4]|please)\b:?|[a-z][\w/-]{1,20}:\s)*",
    re.IGNORECASE,
)
_NOUN_SIGNS = word_set("of is are was were has should needs must will would coverage")
_NOUNS_BEFORE_FOR = word_set("""
    alert audit branch budget buffer change check contract demo design diff dump fix hook judge label lease limit mock
    patch plan plot pool prefix program proxy release report review sandbox schedule script study support survey
    template tier toggle update upgrade
""")
_NOUNS_BEFORE_ING = word_set("""
    alert cache load log prompt rate stress test time trace version access code model batch
""")
_NOUNS = r"(?:the |our |all |this |that |these |any |its )?"
_DEFINITE = late_pattern(
    r"(?<![a-zA-Z\d])\d|:\s*\S+\s+\S|\b(?:one|two|three|four|five|half|every|from|below|above|under|at least|at most|"
    r"within|until|so that|such that|and (?:write|record|report|publish|document|decide)\w*|"
    r"by (?:add|us|remov|mov|replac|requir|caching|splitting|pinning)\w*)\b|" + OBJECT, re.IGNORECASE
)  # fmt: skip
_RESULT = late_pattern(
    r"(?:\band|[;,]) (?:write|record|report|publish|document|decide|add|list|note|share|post|tell|file|open|fix)\b|"
    r"\b(?:until|by|before) (?:\w+ )?\d|:\s*\S+\s+\S|\bby (?!monitor|improv|talk|discuss)\w{3,}ing\b", re.IGNORECASE
)  # fmt: skip
_GOOD = (
    r"(?:quality|reliability|stability|safety|robustness|accuracy|correctness|security|consistency|availability|"
    r"performance|compliance|resilience|transparency|alignment)"
)
_WATCHING = (
    r"(?:monitoring|alerting|alerts?|tests?|testing|logging|logs|observability|metrics|guardrails?|validation|"
    r"documentation|docs|checks?|evals?|safeguards?|tracing|error handling)"
)
_FAULTS = (
    r"(?:bugs?|issues?|problems?|errors?|incidents?|outages?|mistakes?|failures?|hallucinations?|root cause|cause)"
)
_MEETING = r"(?:meeting|discussion|workshop|call|retro|retrospective|session|sync|brainstorm|brainstorming)"
# What never says what will be different.
_ALWAYS = late_pattern(
    r"try (?:to|and)|be (?!able\b)(?:more )?\w+|keep (?:an eye|in mind|watching|monitoring)"
    r"|have (?:a )?(?:meeting|talk|discussion|think|chat)|remember|hope|aim to|strive|get better|do better|make better"
    r"|(?:ensure|make sure)(?: that)? (?:we|everyone|people|engineers|developers|the team|teams|all|staff|this|it)\b"
    r"|raise awareness|promote|encourage|educate|continue (?:to )?(?:monitor|improv|watch|work|evaluat|"
    r"look|explor|investigat)\w*|keep (?:on )?\w+ing|foster|align|prioriti[sz]e|learn from|spend more time"
    r"|pay more|share (?:the )?(?:learnings|lessons)|do something|take (?:an? )?(?:closer|better|second) look|get more"
    r"|(?:sync|touch base|check in) (?:up )?with|take \w+(?: \w+)? more seriously|raise the bar|invest in|push for"
    r"|embrace|(?:prevent|avoid|stop) (?:this|that|it|such|similar|future|further|the same|recurrences?|a recurrence|"
    rf"repeats?)(?: {_FAULTS})?(?: (?:from )?(?:happening|occurring|recurring|"
    r"going wrong))?(?: again)?(?: in (?:the )?future)?$",
    re.IGNORECASE,
)
# Questions: they are done when a date or a result is asked for.
_LOOSELY = late_pattern(
    r"[a-z][\w-]+ [^.:;\d]{1,60} (?:better|a (?:little )?bit(?: more)?|a little(?: more)?|somewhat|somehow|"
    r"properly|in general|more (?:often|closely|carefully|regularly|thoroughly|seriously))$",
    re.IGNORECASE,
)
"""How an order ends that leaves open what is done: `Document the models better`."""
_QUESTIONS = late_pattern(
    r"investigate|look (?:in)?to|look at|consider|discuss|think about|think through|explore|brainstorm|"
    r"evaluate (?:whether|if|options|how|other|alternatives|different|new|some)|"
    r"go through|figure out|talk (?:to|about|with)|see (?:if|whether|about)|reflect|"
    r"re-?think|reconsider|re-?evaluate|understand|ponder|think over|assess (?:whether|if|options|alternatives|how)|"
    r"research (?:options|alternatives|ways)|give (?:more |some |further |it |this )?(?:thought|attention|"
    r"consideration)|"
    r"work (?:more |even )?(?:close\w*|better|harder|together)|take (?:\w+ )?(?:steps|measures|action)\b(?! of)|"
    r"aim (?:for|at)|play (?:around )?with|deal with|sort out|step up|ramp up|"
    r"get a (?:better |firmer )?(?:grip|handle|grasp) (?:on|of)|"
    r"put (?:more |some )?(?:effort|focus|emphasis|work|energy|thought) (?:in|into|on|behind)|learn (?:more )?about|"
    r"make progress|move towards?|stay on top|double down|create awareness|reach out",
    re.IGNORECASE,
)
_UNLESS_DEFINITE = tuple((frozenset(words.split()), late_pattern(pattern, re.IGNORECASE)) for words, pattern in (
    ("improve enhance strengthen optimise optimize increase better harden reduce streamline refine boost clean tidy "
     "simplify follow work modernise modernize tighten address focus revisit stabilise stabilize "
     "mature professionalise communicate",
     r"improve|enhance|strengthen|optimi[sz]e|increase|better|harden|reduce|streamline|refine|boost|clean up|tidy|"
     r"simplify|follow[- ]up|work (?:on|towards?)|moderni[sz]e|tighten|address|focus on|revisit|"
     r"stabili[sz]e|mature|professionalise|communicate"),
    ("handle", rf"handle {_NOUNS}\w+ better"),
    ("update", rf"update {_NOUNS}(?:documentation|docs|process(?:es)?)$"),
    ("view review",
     rf"(?:re)?view {_NOUNS}(?:\w+ )?(?:process(?:es)?|procedures?|polic(?:y|ies)|practices?|code|prompts?|"
     rf"setup|configuration|architecture|tooling|runbooks?|{_WATCHING})$"),
    ("monitor",
     rf"monitor (?:more )?(?:closely|carefully)|monitor {_NOUNS}(?:\w+ )?(?:situation|system|service|model|things|"
     rf"it)?(?: (?:more )?(?:closely|carefully))?$"),
    ("add write do have create increase set",
     rf"(?:add|write|do|have|create|increase|set up) {_NOUNS}(?:(?:more|better|additional|some|proper) )?(?:\w+ )?"
     rf"(?:testing|monitoring|alerting|logging|observability|documentation|docs|safeguards|guardrails|error handling)$|"
     rf"(?:add|write|do|have|create|increase) (?:more|better|additional|some) (?:\w+ )?{_WATCHING}$|"
     rf"(?:add|write|create) {_WATCHING}$"),
    ("ensure guarantee maintain assure",
     rf"(?:ensure|guarantee|maintain|assure) {_NOUNS}(?:(?:better|high|higher|good) )?(?:\w+ )?{_GOOD}$"),
    ("make",
     rf"make {_NOUNS}(?:[\w-]+ ){{1,3}}(?:more|less) \w+|"
     rf"make {_NOUNS}(?:[\w-]+ ){{1,3}}(?:better|safer|faster|robust|reliable|clearer|stronger|safe|secure|stable)$"),
    ("fix solve resolve correct", rf"(?:fix|solve|resolve|correct) {_NOUNS}(?:root )?(?:{_FAULTS}|it|this|things)$"),
    ("plan schedule hold set organise organize arrange book have",
     rf"(?:plan|schedule|hold|set up|organi[sz]e|arrange|book|have) (?:an? |another |the )?(?:[\w-]+ )?{_MEETING}\b"),
))  # fmt: skip
"""With the words with which a match begins; most items begin with none of them."""


_PHRASES = Rules(*RULES)
_MODALS = word_set("will should must shall need needs")
_PARTICLES = word_set("up out off down")
_POINTING = word_set("see cf ref refer")
_REMARKS = word_set("this it there that these those")
_SPEAKERS = word_set("i i'd nobody no-one they he she you it's there's none")
"""With whom a remark begins, not an order."""
_GUESSING = word_set("might maybe perhaps possibly")
_LEADING = word_set("then also now do not don't never always")
_OPENING_WORDS = late_pattern(
    r"(?:[\w/ -]{1,24}: )?(?:we |the team |someone |to )?"
    r"(?:should |must |need to |needs to |will |could |also |please |are going to |plan to |want to |intend to )*",
    re.IGNORECASE,
)
_GERUND = late_pattern(r"([a-z]{3,})ing\b", re.IGNORECASE)
_SOME_TIME = late_pattern(
    r"\b(?:at some point|some ?day|where(?:ver)? (?:necessary|possible|appropriate|needed|applicable|it makes sense)|"
    r"as (?:needed|appropriate|necessary)|if (?:necessary|possible|time permits)|"
    r"when(?:ever)? (?:possible|there is time)|in (?:a|some) (?:better|safer|cleaner|smarter|different) way)\W*$",
    re.IGNORECASE,
)
_FIRST_WORD = late_pattern("[A-Za-z]+")
_OPENING = 14  # words and marks that tell how an item begins
_ASKS = late_pattern(
    r"(?:who|what|which|why|when|where|how|(?:do|does|did|is|are|was|were|has|have|had|can|could|should|would|will|may|"
    r"might|shall)(?:n't|n’t)?)\b[^?]*\?\W*$",
    re.IGNORECASE,
)
_WISHED = late_pattern(
    r"\W*(?:(?:could|might|may|would)\b(?! (?:we|you|someone|release)\b)|[^.:;]{1,80}\b(?:would|could|"
    r"might) have\b)",
    re.IGNORECASE,
)
"""What is only wished for or supposed: `Better alerts would have helped`."""
_REFERENCE = late_pattern(
    r"(?:(?:pr|mr|issue|ticket|see|jira)\s*)?[#!]?(?:[a-z]{2,6}-)?\d+\W*|[\w.-]+(?:/[\w.-]+)+\W*|(?:see|cf\.?|as in) "
    r"(?!that\b|to\b)[^,;:]{1,40}|lessons learn(?:ed|t)\W*|(?:next|open|further) (?:steps|points|questions|items)\W*|"
    r"follow-?ups?\W*",
    re.IGNORECASE,
)
_FINITE = word_set(
    "gets goes refuses accepts requires rejects sends becomes keeps makes opens compares uses fails must"
)
_WHEN = word_set("between after before until unless")
_AGENTS = word_set("""
    certificate certificates memory storage slack backoff rollback nightly red-team canary postgres kubernetes
    gateway cache database pr mr ticket vendor eval idea scheduler uploader exporter importer indexer retriever
    tokenizer loader router controller worker handler dispatcher planner annotator annotators
""")
"""Things with which no order begins."""
_NO_NOUNS = word_set("""
    implement supplement complement experiment augment instrument fragment bring ping enhance advance finance sequence
    reference influence mention caution question position transition partition provision function ship witness harness
""")
_SELDOM_ORDERS = word_set("""
    account author budget cache contract factor inventory model policy price program prompt quota vendor
""")
"""Nouns that are seldom orders where a noun follows: `Cache the answers`, but `Cache invalidation`."""
_TOPIC_ENDINGS = ("tion", "sion", "ment", "ness", "al", "risk", "risks", "cost", "costs", "growth", "fatigue", "drift")
_NOUN_ENDINGS = ("ing", "tion", "sion", "ment", "ness", "ity", "ance", "ence", "ism", "ship")


def _names_work(line: Sequence[Token]) -> bool:
    """Whether words say that something is done: `Add …`, `Adding …`, `We will add …`, `Timeouts moved to …`.

    Verbs are without number, and items are written in any language: only what looks like the name of a thing is none.
    """
    while line and (line[0].low in _LEADING or (line[0].low.endswith("ly") and line[0].low not in DESCRIBING)):
        line = line[1:]
    if len(line) < 2 or OBJECT in line[0].low or (line[0].low in _POINTING and OBJECT in line[1].low):
        return False
    token, first, after = line[0], line[0].low, line[1].low
    lows = [word.low for word in line]
    if not _GUESSING.isdisjoint(lows[:4]):
        return False
    is_department = len(first) > 1 and token.text.isupper() and after == "to"  # `IT to open port 8443`
    if is_department or not _MODALS.isdisjoint(lows) or after in ARTICLES:
        return True
    if first in _SPEAKERS and "ll" not in token.text[-2:] and lows[1:3] != ["have", "to"]:
        return False  # what is so: `Nobody knows the procedure`
    if first in _REMARKS or (not {"has", "have", "had"}.isdisjoint(lows) and "not" in lows):
        return False  # what is so: `This was discussed`, `The error has not occurred again`
    if first in VERBAL_NOUNS or is_gerund(token):
        is_order = after in _PARTICLES or (first not in VERBAL_NOUNS and after not in PREPOSITIONS)
        return is_order or _tells(line)
    if first in ALSO_NOUNS:
        for_noun = after == "for" and first in _NOUNS_BEFORE_FOR
        ing_noun = after.endswith("ing") and first in _NOUNS_BEFORE_ING
        return not (_is_topic(line) or after in _NOUN_SIGNS or for_noun or ing_noun or token.possessive) or _tells(line)
    is_thing = (
        (token.text.isupper() and len(first) > 1 and after != "to")
        or first in NOUNS
        or first in DESCRIBING
        or first in ARTICLES
    )
    is_thing = is_thing or (after in PREPOSITIONS and first.removesuffix("s") in ALSO_NOUNS | NOUNS)
    is_thing = is_thing or (first.endswith(_NOUN_ENDINGS) and first not in _NO_NOUNS)
    if is_thing or token.possessive or after in ("of", "is", "was"):
        # `Timeouts moved to the configuration` was done.
        return _tells(line)
    return first not in _AGENTS


def _is_topic(line: Sequence[Token]) -> bool:
    """Whether words only name a topic by two nouns: `Budget approval`, `Vendor risk in March`."""
    is_short = len(line) < 4 or line[2].low in PREPOSITIONS
    return is_short and line[0].low in _SELDOM_ORDERS and line[1].low.endswith(_TOPIC_ENDINGS)


def _tells(line: Sequence[Token]) -> bool:
    """Whether words that begin with a thing tell what becomes of it: `Timeouts moved to …`, `The tool refuses a …`."""
    lows = [word.low for word in line]
    if ("now" in lows[1:] and lows[lows.index("now") - 1] not in BE) or (
        lows[0] == "no" and not _WHEN.isdisjoint(lows)
    ):
        return True
    for word, follows in pairwise(line[1:]):
        if is_past(word) and word.low not in BE and (follows.low in PREPOSITIONS or is_adverb(follows)):
            return True
        # Only a verb can be between a noun and the article of another.
        if follows.low in ARTICLES and is_nominal(word) and word.low not in ARTICLES:
            return True
    return (is_past(line[-1]) and lows[-2] not in BE) or not _FINITE.isdisjoint(lows)


def _not_imperative(start: int, words: str) -> Finding:
    say = "begin with what is to be done: `Add …`, `Block …`, `Alert when …`"
    return Finding(start, start + len(words), "not-imperative", words, say, "warning")


def find_vague_action(text: str) -> list[Finding]:
    """Find what keeps an action item from being done, owned and closed.

    Args:
        text: the words of one action, such as the cell of the table.

    Returns:
        Findings in the order of the text; none for an action that begins with a verb and names its object.
    """
    lead = _LEAD.match(text[:200])
    begin = lead.end() if lead else 0
    passages = [Passage(passage.text, begin + passage.start) for passage in split_prose(text[begin:])]
    if not passages:
        return [_not_imperative(begin, text[begin:].rstrip())] if "://" in text else []
    first = passages[0]
    found = [] if _WISHED.match(first.text) else _vague(first)
    for passage in passages:
        for finding in sorted(_PHRASES.find(Sentence(passage, as_people(frozenset())))):
            if finding.kind == "care-as-fix" and not any(f.start <= finding.start < f.end for f in found):
                found.append(finding)
    line = split_tokens(first.text)[:_OPENING]
    label = next((place for place, token in enumerate(line) if token.low == ":"), len(line))
    is_work = not _WISHED.match(first.text) and any(
        _names_work([t for t in part if t.word]) for part in (line, line[label:])
    )
    if not found and (not is_work or _ASKS.match(first.text) or _REFERENCE.fullmatch(first.text)):
        found.append(_not_imperative(first.start + line[0].start, line[0].text))
    return sorted(replace(finding, matched=text[finding.start : finding.end]) for finding in found)


def _vague(first: Passage) -> list[Finding]:
    text = re.sub(r"\s", " ", first.text).split(" | ")[0].rstrip(" .!;")
    opening = _OPENING_WORDS.match(text)
    start = opening.end() if opening else 0
    vague = _SOME_TIME.search(text)
    if vague is not None and not _RESULT.search(text):
        return [_vague_action(first, vague.end())]
    if gerund := _GERUND.match(text, start):
        return _vague_gerund(first, text, start, gerund)
    return _vague_verb(first, text, start)


def _vague_gerund(first: Passage, text: str, start: int, gerund: re.Match[str]) -> list[Finding]:
    """Read `Enhancing the robustness` as `Enhance the robustness`, which is as long but for the ending."""
    for ending in ("", "e"):
        base = text[:start] + gerund[1] + ending + text[gerund.end() :]
        if found := _vague_verb(first, base, start):
            longer = len(text) - len(base)
            return [_vague_action(first, one.end - first.start + longer) for one in found]
    return []


def _vague_action(first: Passage, length: int) -> Finding:
    say = "name the change and how one sees that it is done; a question to answer needs a date and a result"
    return Finding(first.start, first.start + length, "vague-action", first.text[:length], say, "warning")


def _vague_verb(first: Passage, text: str, start: int) -> list[Finding]:
    first_word = _FIRST_WORD.match(text, start)
    verb = first_word[0].lower() if first_word else ""
    unless_definite = (pattern for words, pattern in _UNLESS_DEFINITE if verb in words)
    match = _ALWAYS.match(text, start)
    for patterns, definite in (((_QUESTIONS,), _RESULT), (unless_definite, _DEFINITE), ((_LOOSELY,), _DEFINITE)):
        if match is None:
            match = next(filter(None, (pattern.match(text, start) for pattern in patterns)), None)
            if match is not None and definite.search(text, match.end()):
                match = None
    if match is None or (match.end() < len(text) and text[match.end()].isalnum()):
        return []
    return [_vague_action(first, match.end())]
