"""Whether an action item says what is to be done."""

from __future__ import annotations

import re

from afterword.language.actors import People
from afterword.language.finding import Finding
from afterword.language.prose import OBJECT, Passage, prose
from afterword.language.sentence import Sentence
from afterword.language.tokens import Token, tokens
from afterword.language.tone import tone
from afterword.language.verbs import ALSO_NOUNS, IMPERATIVES, NOT_VERBS, PREFIXES, SUFFIXES, VAGUE
from afterword.language.words import word_set

ACTION_KINDS = ("not-imperative", "vague-action", "care-as-fix")

_LEAD = re.compile(
    r"(?:\s|\[[ xX]\]|[-*+•](?=\s)|\(?[A-Z]{1,4}-?\d{1,4}\)?[.:)]\s|\d{1,3}[.)]\s|(?:todo|action|p[0-4]|please)\b:?)*",
    re.IGNORECASE,
)
_NOUN_SIGNS = word_set("of is are was were has should needs must will would coverage")
_NOUNS_BEFORE_FOR = word_set("""
    alert audit budget change check design fix label limit patch plan report review schedule update upgrade release
    support
""")
_NOUNS_BEFORE_ING = word_set("""
    alert cache load log prompt rate stress test time trace version access code model batch
""")
_NOUNS = r"(?:the |our |all |this |that |these |any |its )?"
_DEFINITE = re.compile(
    r"\d|\b(?:from|below|above|under|at least|at most|within|until|so that|such that|by (?:add|us|remov|mov|replac|"
    r"requir|caching|"
    r"splitting|pinning)\w*)\b|" + OBJECT, re.IGNORECASE
)  # fmt: skip
_ALWAYS = re.compile(
    r"investigate|look (?:in)?to|look at|consider|discuss|think about|think through|explore|brainstorm|try (?:to|and)|"
    r"be (?:more )?\w+|evaluate (?:whether|if|options|how)|keep (?:an eye|in mind|watching|monitoring)|follow[- ]up|"
    r"work on|figure out|talk (?:to|about|with)|have (?:a )?(?:meeting|talk|discussion|think|chat)|see (?:if|"
    r"whether|about)|"
    r"revisit|reflect|re-?think|remember|hope|aim to|strive|understand|get better|do better|make better|"
    r"(?:ensure|make sure)(?: that)? (?:we|everyone|people|engineers|developers|the team|teams|all|staff|this|it)\b|"
    r"address|raise awareness|promote|encourage|focus on|communicate|educate|continue (?:to )?(?:monitor|improv|"
    r"watch|work)\w*",
    re.IGNORECASE,
)
_UNLESS_DEFINITE = re.compile(
    r"improve|enhance|strengthen|optimi[sz]e|increase|better|harden|reduce|streamline|refine|boost|clean up|tidy|"
    r"simplify|"
    rf"handle {_NOUNS}\w+ better|update {_NOUNS}(?:documentation|docs|process(?:es)?)$|"
    rf"(?:re)?view {_NOUNS}(?:\w+ )?(?:process(?:es)?|procedures?|polic(?:y|ies)|practices?|code|prompts?|"
    rf"monitoring|documentation|docs)$|"
    rf"monitor (?:more )?(?:closely|carefully)|monitor {_NOUNS}(?:\w+ )?(?:situation|system|service|model|things|"
    rf"it)?(?: (?:more )?(?:closely|carefully))?$|"
    rf"(?:add|write|do|have|create|increase) (?:more|better|additional|some) (?:\w+ )?(?:tests?|testing|monitoring|"
    rf"alerts?|alerting|checks?|logging|docs|documentation|evals?|reviews?)$",
    re.IGNORECASE,
)


def begins_with_verb(text: str) -> bool:
    """Whether an action begins as an order does: `Add …`, `Do not …`, `Automatically roll back …`."""
    line = _opening(text)
    while line and (line[0].low in ("then", "also", "now") or (line[0].low.endswith("ly") and _is_verb(line[1:2]))):
        line = line[1:]
    if [t.low for t in line[:2]] == ["do", "not"] or (line[:1] and line[0].low in ("don't", "never", "always")):
        line = line[2:] if line[0].low == "do" else line[1:]
    if not _is_verb(line[:1]):
        return False
    first, after = line[0].low, line[1].low if len(line) > 1 else ""
    if first in ALSO_NOUNS:
        for_noun = after == "for" and first in _NOUNS_BEFORE_FOR
        ing_noun = after.endswith("ing") and first in _NOUNS_BEFORE_ING
        return not (after in _NOUN_SIGNS or for_noun or ing_noun or line[0].possessive)
    return after not in ("of", "is", "was") and not line[0].possessive


def _opening(text: str) -> list[Token]:
    passages = prose(_bare(text))
    return [token for token in tokens(passages[0].text)[:8] if token.word] if passages else []


def _bare(text: str) -> str:
    """The text with the id, checkbox or number before it blanked."""
    match = _LEAD.match(text[:200])
    end = match.end() if match else 0
    return " " * end + text[end:]


def _is_verb(line: list[Token]) -> bool:
    if not line:
        return False
    low = line[0].low
    if low in IMPERATIVES or low in VAGUE or low.rsplit("-", 1)[-1] in IMPERATIVES:
        return True
    for prefix in PREFIXES:
        if low.startswith(prefix) and low[len(prefix) :] in IMPERATIVES:
            return True
    return low.endswith(SUFFIXES) and len(low) > 5 and low not in NOT_VERBS


def vague_action(text: str) -> list[Finding]:
    """What keeps an action item from being one that can be done, owned and closed.

    Args:
        text: the words of one action, such as the cell of the table.

    Returns:
        findings in the order of the text; none for an action that begins with a verb and names its object.
    """
    passages = prose(_bare(text))
    if not passages:
        return []
    first = passages[0]
    found = _vague(first)
    for passage in passages:
        for finding in tone(Sentence(passage, People(frozenset()))):
            if finding.kind == "care-as-fix" and not any(f.start <= finding.start < f.end for f in found):
                found.append(finding)
    if not found and not begins_with_verb(text):
        line = tokens(first.text)
        end = line[0].end if line else len(first.text)
        say = "begin with what is to be done: `Add …`, `Block …`, `Alert when …`"
        found.append(
            Finding(
                first.start, first.start + end, "not-imperative", text[first.start : first.start + end], say, "warning"
            )
        )
    return sorted(found)


def _vague(first: Passage) -> list[Finding]:
    text = re.sub(r"\s", " ", first.text).rstrip(" .!;")
    opening = re.compile(
        r"(?:we |the team |someone |to )?(?:should |must |need to |needs to |will |could |also |please )*", re.I
    ).match(text)
    start = opening.end() if opening else 0
    match = _ALWAYS.match(text, start)
    if match is None:
        match = _UNLESS_DEFINITE.match(text, start)
        if match is not None and _DEFINITE.search(text, match.end()):
            match = None
    if match is None or (match.end() < len(text) and text[match.end()].isalnum()):
        return []
    say = "name the change and how one sees that it is done; a question to answer needs a date and a result"
    return [Finding(first.start, first.start + match.end(), "vague-action", first.text[: match.end()], say, "warning")]
