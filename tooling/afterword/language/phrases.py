"""Find what is wrong whoever it is said of: hindsight, care as a fix, scorn, dramatic words; and named people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.language.actors import Actor, classify, is_past
from afterword.language.care import CARE, REMINDING, STAFF
from afterword.language.counterfactuals import AFTERWARDS
from afterword.language.finding import Finding, Tier
from afterword.language.hindsight import HINDSIGHTS
from afterword.language.sentence import Sentence
from afterword.language.word_rules import PatternRule, pattern_rule
from afterword.language.words import PRODUCT_NAMES
from afterword.text.word_set import word_set

_SOMEBODY = r"(?:some(?:one|body)|no(?:body|[ -]one)|every(?:one|body))"
_ONE = r"(?:person|people|persons|engineers?|developers?|employees?|operators?|teams?|ones?|colleagues?)"
_SURELY = r"(?:apparently|evidently|clearly|presumably|obviously|seemingly)"
_THOUGHT = r"(?:thought|decided|felt|believed|considered|figured|reckoned|cared|bothered)"
_DRAMA = "state the size in numbers and leave out the drama"
_SCORN = "leave out the reproach; say what the person saw, knew and was asked to do"
_CONTROL = "care is no control: change the system so that the slip cannot happen or is caught"
_FADES = "reminding and retraining fade: change the system so that the slip cannot happen or is caught"
# Each with the words by which it is looked for: see `pattern_rule`.
_SCORNS = (
    ("how", r"^\W*how (?:hard|difficult) (?:can|could|is|was) it\b"),
    ("how", r"^\W*how many times (?:do|must|does|did|have|has|will) [^?]{1,60}\b(?:told|reminded|say|ask|warned)\b"),
    ("mind", r"^\W*who in (?:his|her|their) right mind\b"),
    ("thinking", r"\bwhat (?:was|were) (?:he|she|they|[\w-]+|(?:the|our|this"
     r"|that) [\w -]{1,40}?) (?:even )?thinking\b"),
    ("how why",
     r"^\W*(?:how|why) (?:does|do|did|could|can|would) (?:an? |any |some(?:one|body)? )(?:so-called )?(?:experienced|"
     r"senior|trained|seasoned|professional|competent|skilled|certified|grown|sane)\b[^?]{1,60}\b(?:miss|not|never|"
     r"forget|overlook|fail|delete|drop|wipe|push|ship|break|ignore|deploy|approve|merge|leave|lose|manage)\b"),
    ("how",
     rf"^\W*how (?:does|do|did|could|can) (?:he|she|they|you|any(?:one|body)|{_SOMEBODY}|{STAFF}) "
     r"(?:not|never|miss|forget|fail to|overlook|ignore)\b"),
    ("how", r"^\W*how (?:does|do|did|could|can) (?:one|he|she|they|you|any(?:one|body)|some(?:one|body)) [^?]{1,60}\b"
            r"(?:and not|and never|without)\b"),
    ("think read look check care; apparently evidently clearly presumably obviously seemingly",
     rf"\b{_SOMEBODY} {_SURELY} (?:did not|didn't|never) (?:think|read|look|check|care)\b"),
    ("doing", r"\b(?:is|was|were) (?:all |entirely )?(?:my|his|her) (?:own )?doing(?=\W*$)"),
    ("sensible decent proper",
     r"\ba (?:sensible|decent|proper) (?:engineer|operator|admin|developer|reviewer|dba|sre) (?:\w+s|would|never)\b"),
    ("nobody no; is did",
     r"^\W*is there (?:really )?(?:nobody|no one)\b|^\W*did (?:nobody|no one)(?: (?:on|in|at|from) [\w -]{1,30}?)? "
     r"(?:think|notice|bother|check|read|look|test|ask|see|care)\b"),
    ("even", rf"^\W*did (?:he|she|they|any(?:one|body)|{STAFF}) even \w+"),
    ("earth world hell heck", r"\b(?:why|how|what|who) (?:on earth|in the world|the hell|the heck)\b"),
    ("kind sort",
     r"^\W*what (?:kind|sort) of (?:an? )?(?:engineer|developer|operator|person|professional|manager) \w+s\b"),
    ("only; would",
     r"\bonly (?:an? )?(?:fool|idiot|lunatic|madman|moron|amateur|novice)s? would\b"),
    ("much", r"\btoo much to ask\b|^\W*so much for\b"),
    ("thought",
     r"\bsome(?:one|body) thought (?:they|it|he|she) (?:were|was|would be) (?:being )?(?:clever|smart|funny|a good "
     r"idea)\b"),
    ("responsible",
     rf"\b{_ONE} responsible (?:has|have) been (?:spoken|talked|reprimanded|warned|reassigned|disciplined|"
     r"dismissed|removed|identified)\b"),
    ("s; you", r"\bthat's (?:the )?[\w -]{1,40} for you\b"),
    ("wait", rf"\b{_SOMEBODY} (?:could not|couldn't) wait\b"),
    ("comes", r"\b(?:that|this) is what comes of\b"),
    ("culpa", r"\bmea culpa\b"),
    ("expect",
     r"\b(?:would|could|might) expect (?:an?|any|our|the) (?:[\w-]+ ){0,3}(?:engineer|developer|operator|admin|dba|"
     r"sre|lead|manager|reviewer|professional) to (?:know|spot|see|notice|check|ask)\b"),
    ("him her", r"\btoo (?:long|hard|difficult|complicated|much) for (?:him|her)(?=\W*$)"),
    ("hurry", rf"\b{_SOMEBODY} was (?:\w+ )?in a hurry\b"),
    ("ways", rf"\bparted ways with {STAFF}"),
    ("job; he she they", r"\bjob to \w+\b[^.;]{1,60}\b(?:and|but|yet) (?:he|she|they) (?:did not|didn't|never did)\b"),
    ("apparently evidently clearly presumably obviously seemingly",
     rf"\b{_SURELY},? {_SOMEBODY} (?:\w+ )?{_THOUGHT}\b|\b{_SOMEBODY} {_SURELY} {_THOUGHT}\b"),
    ("genius geniuses idiot clown", r"\bsome (?:genius|idiot|clown)\b|\bthe genius(?:es)? who\b"),
    ("wisdom", r"\bin (?:its|his|her|their) (?:infinite )?wisdom\b"),
    ("whoever", r"\b(?:kudos|congratulations|bravo|well done|nice work)(?: to|,) whoever\b"),
    ("typical", rf"\b(?:this|that|it|which) (?:is|was) (?:so |all too |just )?typical of (?:how |the way )?{STAFF}"),
    ("excuse", r"\bno excuse (?:for (?:what|not|his|her|their|the)|here|whatsoever)\b|"
               r"\bthere (?:is|was) no excuse(?=\W*$|\s?[:;,])"),
    ("takes took", r"\b(?:takes|took) (?:a|some) (?:special|particular|rare) (?:kind|sort|breed|level|talent|gift)\b"),
    ("translation", r"^\W*translation\s?:(?= (?:nobody|no one|they|he|she|we|\w+ (?:did|does|could|never)))"),
    ("feelings offence offense disrespect names fingers",
     r"\bno (?:hard feelings|offen[cs]e|disrespect)\b(?=[^.]* but\b|[^.]*;|,)|\bto (?:name names|point "
     r"fingers)\b(?=[^.]*\bbut\b|[^.]*[;:])"),
    ("needs", r"\bwho needs [^.?;]{1,60} when (?:you|we|one) (?:have|has)\b"),
    ("moral", r"\bmoral of the story\b"),
    ("charged", r"\bguilty as charged\b"),
    ("pebkac keyboard screen computer monitor",
     r"\bpebkac\b|\bbetween (?:the )?keyboard and (?:the )?chair\b|\b(?:sits?|sat|is|was) in front of the (?:screen|"
     r"keyboard|computer|monitor)(?=\W*$)"),
    ("beggars amateur bunch", r"\bbeggars belief\b|\bamateur hour\b|\bbunch of (?:amateurs|clowns|idiots)\b"),
    ("rules", r"\brules are for (?:other|others|lesser)\b"),
    ("understand believe fathom",
     rf"\b(?:hard|difficult|impossible) to (?:understand|believe|fathom) (?:why|how) (?:he|she|they|{STAFF}) "
     r"(?:did not|didn't|would|never|ignored|missed|could)\b"),
    ("allowed let; near touch",
     r"\bshould (?:not|never) (?:have been|be) (?:allowed|let) (?:near|anywhere near|to touch)\b"),
    ("guilty", r"\bguilty part(?:y|ies)\b"),
    ("get", r"\b(?:that|this) is what you get when\b"),
    ("clever bright brilliant", rf"\bsome (?:clever|bright|brilliant) (?:person|spark|soul|{STAFF})"),
    ("conduct", r"\bhr (?:has|have|had|was|were) (?:been )?(?:informed|involved|notified) [\w' ]{1,40}?\bconduct\b"),
    ("who",
     r"^\W*who (?:deploys|ships|approves|merges|pushes|does) [^?]{1,80}\b(?:on a friday|at midnight|without|like that|"
     r"in \w+ (?:minutes|seconds))\b(?=[^?]{0,80}\?)"),
    ("disciplinary",
     r"\bdisciplinary (?:action|measures|proceedings|hearing) (?:has|have|was|were|is|are|will)\b(?! not)"),
)  # fmt: skip
_KINDS: tuple[tuple[str, Tier, str, tuple[tuple[str, str], ...]], ...] = (
    ("if-only", "warning", "say what was known at the time instead", (
        ("only; if", r"\bif only (?:(?:the |an? )?[\w-]+ ){0,2}(?:had|would|could|knew|were)\b"),
    )),
    ("should-have", "error", AFTERWARDS, (
        ("competent reasonable decent diligent half sane awake fool child novice beginner junior",
         r"\ban? (?:half-)?(?:competent|decent|diligent) \w+ (?:would|should) have\b|\b(?:any|no) "
         r"(?:half-)?(?:competent|reasonable|decent|sane|awake|fool|child|novice|beginner|junior)\b(?: \w+)? (?:would|"
         r"should|could|knows?|takes?|checks?|reads?|asks?|tests?|spots?|sees?|notices?|keeps?|thinks?|do(?:es)?(?: "
         r"not|n't)|never)\b"),
    )),
    ("scorn", "error", _SCORN, _SCORNS),
    ("hindsight", "warning", AFTERWARDS, HINDSIGHTS),
    ("care-as-fix", "warning", _CONTROL, CARE),
    ("care-as-fix", "warning", _FADES, REMINDING),
    ("care-as-fix", "warning", "say which check or control makes sure of it", (
        ("sure ensure",
         rf"\b{STAFF} (?:must|should|needs? to|ha(?:ve|s) to) (?:always )?(?:make sure|be sure|ensure)\b|\b(?:make "
         rf"sure|ensure)(?: that)? {STAFF} (?:\w+ )?(?:remembers?|follows?|knows?|checks?|pays?|reads?|"
         r"are aware)"),
    )),
    ("sole-cause", "info", "incidents have several causes; list what contributed", (
        ("cause", r"\b(?:the|our|its) (?:only|sole|single) (?:root )?cause\b|\bno further (?:root )?cause\b"),
        ("end case that; analysis story discussion closed was is",
         r"\bend of (?:the )?(?:analysis|story|discussion)(?=\W*$)|\bcase closed\b|\band that (?:was|is) that(?=\W*$)"),
    )),
    ("dramatic", "info", _DRAMA, (
        # A catastrophic failure is a term of engineering.
        ("catastrophic catastrophically disastrous disastrously horrible horrific horribly terrible nightmare "
         "devastating unbelievable unbelievably shocking shockingly insane insanely apocalyptic outrageous ridiculous "
         "fiasco debacle",
         r"\b(?:catastrophic(?= (?:\w+ )?(?:mistake|error|decision|blunder|oversight|day|night|week|release|launch|"
         r"roll-?out|mess|blow)\b)|catastrophically (?=wrong|bad|stupid|misguided)|disastrous(?:ly)?|horrible|horrific|"
         r"horribly|terrible (?:mistake|decision|failure|outage|bug)|nightmare|devastating|unbelievabl[ey]|"
         r"shocking(?:ly)?|insane|insanely|apocalyptic|outrageous|ridiculous|fiasco|debacle)\b"
         r"(?! (?:forgetting|backtracking|cancellation|interference))"),
    )),
)  # fmt: skip
_DENIED = re.compile(r"(?:\b(?:no|not|never|nobody|than|without|isn't|wasn't)|n't)(?:\s+\S{1,20}){0,2}\s*$")


_DENIED_BEFORE = re.compile(r"\b(?:nothing|nobody|neither|wasn't|isn't|(?<=\w )not)\b[^,;.]*$")
_TELLING = word_set(
    "ask urge encourage instruct tell make remind coach retrain emphasise emphasize reiterate stress impress"
)


def _phrase(kind: str, tier: Tier, say: str, known: str, pattern: str) -> PatternRule:
    def find(sentence: Sentence, match: re.Match[str]) -> Iterator[Finding]:
        if kind == "care-as-fix" and (
            _DENIED.search(sentence.text_low[max(0, match.start() - 40) : match.start()])
            or _is_of_machine(sentence, match.start())
        ):
            return
        looks_back = kind in ("hindsight", "should-have")
        if looks_back and _DENIED_BEFORE.search(sentence.text_low, max(0, match.start() - 40), match.start()):
            return
        if kind in ("scorn", "dramatic") and match.start() > 2 and sentence.spoken_of(sentence.place_at(match.start())):
            return
        yield sentence.found_at(*match.span(), kind, say, tier)

    return pattern_rule(known, pattern, find)


def _is_of_machine(sentence: Sentence, start: int) -> bool:
    """Whether a program does what is said: `the bot reminded the team`."""
    place = sentence.place_at(start)
    is_verb = is_past(sentence.line[place]) or sentence.low(place) in _TELLING
    found = sentence.actor_before(place) if is_verb else None
    return found is not None and found[0] is Actor.MACHINE


RULES = tuple(_phrase(kind, tier, say, *row) for kind, tier, say, rows in _KINDS for row in rows)


def find_names(sentence: Sentence) -> Iterator[Finding]:
    """Find people by name or handle; the caller knows whether names matter here."""
    if not sentence.people.may_be_in(sentence.text_low):
        return
    line, place = sentence.line, 0
    while place < len(line):
        width = next((w for w in (3, 2, 1) if _is_person(sentence, place, w)), 0)
        if width:
            yield sentence.found(
                place, place + width - 1, "named-person", "name the role, not the person, in causes", "warning"
            )
        place += max(1, width)


def _is_person(sentence: Sentence, place: int, width: int) -> bool:
    line = sentence.line[place : place + width]
    if len(line) < width:
        return False
    low = " ".join(token.low for token in line)
    if low in sentence.people.full and (width > 1 or line[0].text[0].isupper() or not low.isalpha()):
        return width > 1 or low not in PRODUCT_NAMES
    if width > 1:
        return False
    if line[0].text.startswith("@"):
        return classify(sentence.line, place, place, sentence.people) is Actor.HUMAN
    return low in sentence.people.parts and line[0].text[0].isupper()
