"""Find what is wrong whoever it is said of: hindsight, care as a fix, scorn, dramatic words; and named people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.language.actors import Actor, classify, is_past
from afterword.language.finding import Finding, Tier
from afterword.language.sentence import Sentence
from afterword.language.tokens import triggers
from afterword.language.word_rules import PatternRule
from afterword.language.words import PRODUCT_NAMES, word_set
from afterword.text.late_pattern import late_pattern

_STAFF = (
    r"(?:the |all |our |every |each )?(?:[\w-]+ ){0,2}?(?:teams?|staff|engineers?|developers?|reviewers?|"
    r"operators?|squads?|crew|group|folks|guild|managers?|leads?|admins?|sres?|everyone|everybody|people|responders?|"
    r"nurses?|analysts?|employees|agents on shift|on-call)\b"
)
_CAREFUL = r"(?:careful|vigilant|diligent|attentive|mindful|cautious|thorough|alert)"
_MUST = (
    r"(?:should|must|will|shall|let's|let us|please|always|needs? to|ha(?:ve|s) to|ought to)"
    r"(?: all| just| also| always){0,2}"
)
_PLAIN = r"(?:obvious|clear|evident|apparent|plain)"
_SOMEBODY = r"(?:some(?:one|body)|no(?:body|[ -]one)|every(?:one|body))"
_ONE = r"(?:person|people|persons|engineers?|developers?|employees?|operators?|teams?|ones?|colleagues?)"
_SURELY = r"(?:apparently|evidently|clearly|presumably|obviously|seemingly)"
_THOUGHT = r"(?:thought|decided|felt|believed|considered|figured|reckoned|cared|bothered)"
_DRAMA = "state the size in numbers and leave out the drama"
_AFTERWARDS = "leave out the hindsight: say what could be seen at the time"
_SCORN = "leave out the reproach; say what the person saw, knew and was asked to do"
_CONTROL = "care is no control: change the system so that the slip cannot happen or is caught"
_FADES = "reminding and retraining fade: change the system so that the slip cannot happen or is caught"
# Each with words of which a match contains at least one: other sentences are passed over, so seldom ones cost least.
_SCORNS = (
    ("how", r"^\W*how (?:hard|difficult) (?:can|could|is|was) it\b"),
    ("how", r"^\W*how many times (?:do|must|does|did|have|has|will) [^?]{1,60}\b(?:told|reminded|say|ask|warned)\b"),
    ("mind", r"^\W*who in (?:his|her|their) right mind\b"),
    ("thinking", r"\bwhat (?:was|were) (?:he|she|they|(?:the|our|this|that) [\w -]{1,40}?) (?:even )?thinking\b"),
    ("how why",
     r"^\W*(?:how|why) (?:does|do|did|could|can|would) (?:an? |any |some(?:one|body)? )(?:so-called )?(?:experienced|"
     r"senior|trained|seasoned|professional|competent|skilled|certified|grown|sane)\b[^?]{1,60}\b(?:miss|not|never|"
     r"forget|"
     r"overlook|fail|delete|drop|wipe|push|ship|break|ignore|deploy|approve|merge|leave|lose|manage)\b"),
    ("how",
     rf"^\W*how (?:does|do|did|could|can) (?:he|she|they|you|any(?:one|body)|{_SOMEBODY}|{_STAFF}) "
     r"(?:not|never|miss|forget|fail to|overlook|ignore)\b"),
    ("how", r"^\W*how (?:does|do|did|could|can) (?:one|he|she|they|you|any(?:one|body)|some(?:one|body)) [^?]{1,60}\b"
            r"(?:and not|and never|without)\b"),
    ("think read look check care",
     rf"\b{_SOMEBODY} {_SURELY} (?:did not|didn't|never) (?:think|read|look|check|care)\b"),
    ("doing", r"\b(?:is|was|were) (?:all |entirely )?(?:my|his|her) (?:own )?doing(?=\W*$)"),
    ("sensible decent proper",
     r"\ba (?:sensible|decent|proper) (?:engineer|operator|admin|developer|reviewer|dba|sre) (?:\w+s|would|never)\b"),
    ("nobody no",
     r"^\W*is there (?:really )?(?:nobody|no one)\b|^\W*did (?:nobody|no one) (?:think|notice|bother|check|read|look|"
     r"test|ask|see|care)\b"),
    ("even", rf"^\W*did (?:he|she|they|any(?:one|body)|{_STAFF}) even \w+"),
    ("earth world hell heck", r"\b(?:why|how|what|who) (?:on earth|in the world|the hell|the heck)\b"),
    ("kind sort",
     r"^\W*what (?:kind|sort) of (?:an? )?(?:engineer|developer|operator|person|professional|manager) \w+s\b"),
    ("much", r"\btoo much to ask\b|^\W*so much for\b"),
    ("thought",
     r"\bsome(?:one|body) thought (?:they|it|he|she) (?:were|was|would be) (?:being )?(?:clever|smart|funny|a good "
                r"idea)\b"),
    ("responsible",
     rf"\b{_ONE} responsible (?:has|have) been (?:spoken|talked|reprimanded|warned|reassigned|disciplined|"
                     r"dismissed|removed|identified)\b"),
    ("s", r"\bthat's (?:the )?[\w -]{1,40} for you\b"),
    ("wait", rf"\b{_SOMEBODY} (?:could not|couldn't) wait\b"),
    ("comes", r"\b(?:that|this) is what comes of\b"),
    ("culpa", r"\bmea culpa\b"),
    ("expect",
     r"\b(?:would|could|might) expect (?:an?|any|our|the) (?:[\w-]+ ){0,3}(?:engineer|developer|operator|admin|dba|"
               r"sre|lead|manager|reviewer|professional) to (?:know|spot|see|notice|check|ask)\b"),
    ("him her", r"\btoo (?:long|hard|difficult|complicated|much) for (?:him|her)(?=\W*$)"),
    ("hurry", rf"\b{_SOMEBODY} was (?:\w+ )?in a hurry\b"),
    ("ways", rf"\bparted ways with {_STAFF}"),
    ("job", r"\bjob to \w+\b[^.;]{1,60}\b(?:and|but|yet) (?:he|she|they) (?:did not|didn't|never did)\b"),
    ("apparently evidently clearly presumably obviously seemingly",
     rf"\b{_SURELY},? {_SOMEBODY} (?:\w+ )?{_THOUGHT}\b|\b{_SOMEBODY} {_SURELY} {_THOUGHT}\b"),
    ("genius geniuses idiot clown", r"\bsome (?:genius|idiot|clown)\b|\bthe genius(?:es)? who\b"),
    ("wisdom", r"\bin (?:its|his|her|their) (?:infinite )?wisdom\b"),
    ("whoever", r"\b(?:kudos|congratulations|bravo|well done|nice work)(?: to|,) whoever\b"),
    ("typical", rf"\b(?:this|that|it|which) (?:is|was) (?:so |all too |just )?typical of (?:how |the way )?{_STAFF}"),
    ("excuse", r"\bno excuse (?:for (?:what|not|his|her|their|the)|here|whatsoever)\b|"
               r"\bthere (?:is|was) no excuse(?=\W*$|\s?[:;,])"),
    ("beggars amateur bunch", r"\bbeggars belief\b|\bamateur hour\b|\bbunch of (?:amateurs|clowns|idiots)\b"),
    ("rules", r"\brules are for (?:other|others|lesser)\b"),
    ("understand believe fathom",
     rf"\b(?:hard|difficult|impossible) to (?:understand|believe|fathom) (?:why|how) (?:he|she|they|{_STAFF}) "
     r"(?:did not|didn't|would|never|ignored|missed|could)\b"),
    ("allowed let", r"\bshould (?:not|never) (?:have been|be) (?:allowed|let) (?:near|anywhere near|to touch)\b"),
    ("guilty", r"\bguilty part(?:y|ies)\b"),
    ("get", r"\b(?:that|this) is what you get when\b"),
    ("clever bright brilliant", rf"\bsome (?:clever|bright|brilliant) (?:person|spark|soul|{_STAFF})"),
    ("conduct", r"\bhr (?:has|have|had|was|were) (?:been )?(?:informed|involved|notified) [\w' ]{1,40}?\bconduct\b"),
    ("who",
     r"^\W*who (?:deploys|ships|approves|merges|pushes|does) [^?]{1,80}\b(?:on a friday|at midnight|without|like "
            r"that|in \w+ (?:minutes|seconds))\b(?=[^?]{0,80}\?)"),
    ("disciplinary",
     r"\bdisciplinary (?:action|measures|proceedings|hearing) (?:has|have|was|were|is|are|will)\b(?! not)"),
)  # fmt: skip
_HINDSIGHTS = (
    ("better", r"\b(?:knew|known) better\b"),
    ("sense",
     r"\bcommon sense (?:says|dictates|tells|would have|should have)\b|\b(?:little|bit of|basic) common sense\b"),
    ("saying", r"\bgoes without saying\b"),
    ("obvious clear evident apparent plain",
     rf"\b(?:it|this|that|which) (?:is|was|seems) {_PLAIN} (?:in (?:hindsight|retrospect)|from the (?:very )?(?:start|"
     rf"first|beginning|outset))\b|\bin (?:hindsight|retrospect),? (?:it|this|that) (?:is|was|seems) {_PLAIN}\b|"
     rf"\b(?:it|that|this) should have been {_PLAIN}\b|\b(?:was|were) {_PLAIN} as soon as\b|"
     r"\b(?:mistake|error|answer|cause) (?:is|was) plain to see\b"),
    ("hindsight",
     r"\b(?:with (?:the benefit of )?hindsight|in hindsight),? [^.?]{0,80}\b(?:wrong|mistake|clear|obvious)\b"),
    ("looking", rf"\blooking back,? [^.?]{{0,80}}\b(?:{_PLAIN}|unmistakable|red flags?|too small|wrong|mistake)\b"),
    ("coming", r"\b(?:could|should) have seen (?:it|this|that) coming\b"),
    ("bound", r"\b(?:was|were) (?:always )?bound to (?:happen|fail|go wrong|break|end|\w+ sooner or later)\b"),
    ("taken", r"\ball it would have taken\b"),
    ("needed took", r"\bit only (?:needed|took) (?:some|any)(?:one|body) to\b"),
    ("flag flags", r"\bred flags? (?:was|were) (?:there|visible|plain|clear)\b"),
    ("clearly", r"^\W*clearly,? (?:the|an?|this|that|it|our) [^.?]{1,60}\b(?:too|wrong|mistake)\b"),
    ("every", r"\bthere was every reason to\b"),
    ("unsurprisingly predictably inevitably naturally",
     r"^\W*(?:unsurprisingly|predictably|inevitably),? |^\W*naturally, (?!we\b|i\b)"),
    ("sight", r"\b(?:was|were) (?:hiding )?in plain sight(?=\W*$)"),
    ("anyone anybody everyone everybody",
     r"\b(?:any|every)(?:one|body) (?:could|would|should) have (?:seen|known|noticed|told)\b|\bany(?:one|body) "
     r"(?:looking|who)\b"
     r"[^.?;]{1,60}\bwould have (?:seen|known|noticed)\b|\bevery(?:one|body) could see (?:that )?(?:this|it) would\b"),
    ("earlier sooner",
     r"\bcould have been (?:spotted|prevented|caught|found|noticed|avoided|seen) (?:\w+ )?(?:earlier|sooner)\b"),
    ("had",
     r"^\W*had (?:any(?:one|body)|some(?:one|body)|he|she|they) (?:\w+ly )?(?:looked|checked|read|asked|noticed|tested|"
            r"thought|bothered)\b"),
    ("matter", r"\bwas only a matter of time\b"),
    ("waiting", r"\b(?:accident|disaster|outage|incident) waiting to happen\b"),
    ("avoidable preventable", r"\b(?:entirely|completely|totally|easily|perfectly) (?:avoidable|preventable)\b"),
    ("easily", r"\b(?:could|can) (?:so )?easily have been (?:prevented|avoided|caught|seen|spotted|fixed)\b"),
    ("prevented avoided trivial easy easier simpler",
     r"\b(?:could|would) have been (?:(?:prevented|avoided)(?= with (?:an? |one )?(?:single|simple|one|little)\b|"
     r"\W*$)|(?:trivial|easy)\b)|"
     r"\bnothing would have been (?:easier|simpler)\b"),
    ("foreseeable predictable", r"\b(?:was|were) (?:entirely |perfectly )?(?:foreseeable|predictable)(?=\W*$| from)"),
    ("sign signs writing",
     r"\b(?:signs?|writing) (?:was|were|had been) (?:there|visible|on the wall|clear|plain)\b"),
    ("miss", r"\bhard to miss\b"),
    ("staring", r"\bstaring (?:us|him|her|them|everyone) in the face\b"),
    ("would",
     r"\b(?:simple|quick|single|trivial|brief|short|basic|second|[\w]+-(?:second|minute)|any|one) (?:\w+ )?(?:look|"
     r"glance|check|query|test|"
     r"search|question)\b[^.?;]{0,60}\bwould have (?:been enough|saved|ended|caught|shown|prevented|revealed|sufficed|"
     r"found|spotted|avoided|told|suggested)\b"),
    ("done needed",
     r"\ball (?:that|anyone|one|they|he|she|it) (?:had to be done|needed to be done|needed to do) (?:was|is)\b"),
    ("simply", r"\bsimply had to be\b"),
    ("only", r"\bone only had to (?:look|read|open|ask|check)\b"),
    ("happen", r"\bnever had to happen\b"),
    ("reason", r"\bno (?:good |real )?reason not to\b"),
    ("obviously", r"^\W*obviously,? (?:the|an?|it|this|that|nobody|one)\b(?! (?:is|are|cannot|can't|need|will))"),
    ("course", r"^\W*of course,? [^.?]{0,60}\bwould\b"),
)  # fmt: skip
_CARE = (
    ("careful vigilant diligent attentive mindful cautious thorough alert",
     rf"(?:\b{_MUST} (?:have to |need to )?|^\W*|\b(?:asked|told|urged|encouraged|advised) to )(?:be|stay|remain) "
     rf"(?:more |extra |much more |very )?{_CAREFUL}\b|\bby being (?:more|extra) {_CAREFUL}\b|\bstay vigilant\b"),
    ("aware disciplined", r"\bbe more (?:aware of|disciplined)\b"),
    ("diligence vigilance awareness discipline caution",
     r"\b(?:more|greater|better|extra|increased) (?:diligence|vigilance|awareness|discipline|caution)\b|"
     rf"(?:\b{_MUST} |^\W*)exercise (?:\w+ )?caution\b|\b(?:increas\w+|rais\w+) (?:the )?awareness (?:of|among|within) "
     rf"(?:all |our |the )?(?:staff|employees|engineers|teams?)|(?:^\W*|\b{_MUST} |\bto )raise (?:the )?awareness\b"),
    ("care", r"\b(?:more|greater|extra) care (?:when|in|with|to|must|should|is|will|needs?)\b|"
             r"\b(?:take|use) (?:more|greater|extra|better) care\b|\bhandle [\w ]{1,40}? with care\b"),
    ("attention",
     r"\b(?:more|greater) attention is (?:needed|required)\b|\b(?:more|greater|better|extra|increased) attention to "
     r"detail\b|"
                  r"\bpay(?:ing)? (?:closer|more|better|extra|careful) attention\b"),
    ("carefully", r"\bmore carefully\b"),
    ("closely closer", rf"\b{_MUST} look (?:more closely|closer)\b"),
    ("before", rf"\b{_MUST} (?:think|look) before (?:they|we|you)\b"),
    ("respect care", r"\bwith (?:more|greater) (?:respect|care)\b"),
    ("guard", r"\bon (?:their|our|your) guard\b"),
    ("promised", r"\b(?:has|have) promised to [\w ]{1,60}\b(?:in (?:the )?future|from now on|properly)\b"),
    ("harder", r"\btr(?:y|ying) harder\b"),
    ("mistake", r"\b(?:do not|don't|never) make (?:this|that|the same) mistake again\b"),
    ("twice slow concentrate focus focused forget",
     rf"(?:\b{_MUST} |^\W*|: )(?:think twice|slow down|concentrate|never lose focus|stay focused|not forget|(?:do not|"
     r"don't|never) forget)\b"),
    ("double remember sure rush",
     r"(?:^\W*|: )(?:always double-check|remember to|do not rush|don't rush|next time,? (?:be sure|make sure))\b"),
    ("eye", rf"\bkeep(?:ing)? a (?:closer|better) eye on\b|\b{_MUST} keep an eye on\b"),
    ("seriously", r"\btake (?:\w+ ){1,3}more seriously\b"),
    ("reminder lesson", r"\b(?:let this|this should|this must) be a (?:reminder|lesson)\b"),
    ("responsibility ownership", r"\btake (?:more|greater|better) (?:responsibility|ownership)\b"),
    ("stick sticks", r"\b(?:everyone|everybody|people|staff|engineers) sticks? to\b"),
    ("follow following",
     r"\bfollow(?:ing)? the (?:process|procedures?|runbook|checklist|policy)\b(?= (?:next|in future|more|properly|"
     rf"strictly|from now))|(?:\b{_MUST}|^\W*) follow the (?:process|procedures?|runbook|checklist|policy)\b"),
)  # fmt: skip
_REMINDING = (
    ("remind reminding reminded retrain retraining retrained coach coaching",
     rf"\b(?:remind(?:ing|ed)?|retrain(?:ing|ed)?|coach(?:ing)?) {_STAFF}|"
     rf"\b{_STAFF} (?:was|were|has been|have been|will be) (?:reminded|retrained)\b"),
    ("tell telling", rf"\btell(?:ing)? {_STAFF} to (?:be|double-check|check|read|follow|remember|pay|take)\b"),
    ("aware", rf"\bmake {_STAFF} aware of\b"),
    ("told", rf"\b{_STAFF} (?:was|were|has been|have been|will be) told to (?:be|double-check|check|read|follow|"
             r"remember|pay|take)\b"),
    ("emphasise emphasize reiterate stress impress refresher",
     rf"\b(?:emphasi[sz]e|reiterate|stress|impress) (?:it )?(?:to|on|upon) {_STAFF}|\brefresher (?:on|course)\b"),
)  # fmt: skip
_KINDS: tuple[tuple[str, Tier, str, tuple[tuple[str, str], ...]], ...] = (
    ("if-only", "warning", "say what was known at the time instead", (
        ("only", r"\bif only (?:(?:the |an? )?[\w-]+ ){0,2}(?:had|would|could|knew|were)\b"),
    )),
    ("should-have", "error", _AFTERWARDS, (
        ("competent reasonable decent diligent half sane awake fool child novice beginner junior",
         r"\ban? (?:half-)?(?:competent|decent|diligent) \w+ (?:would|should) have\b|\b(?:any|no) "
         r"(?:half-)?(?:competent|reasonable|decent|sane|awake|fool|child|novice|"
         r"beginner|junior)\b(?: \w+)? (?:would|should|could|knows?)\b"),
    )),
    ("scorn", "error", _SCORN, _SCORNS),
    ("hindsight", "warning", _AFTERWARDS, _HINDSIGHTS),
    ("care-as-fix", "warning", _CONTROL, _CARE),
    ("care-as-fix", "warning", _FADES, _REMINDING),
    ("care-as-fix", "warning", "say which check or control makes sure of it", (
        ("sure ensure",
         rf"\b{_STAFF} (?:must|should|needs? to|ha(?:ve|s) to) (?:always )?(?:make sure|be sure|ensure)\b|"
         rf"\b(?:make sure|ensure)(?: that)? {_STAFF} (?:\w+ )?(?:remembers?|follows?|knows?|checks?|pays?|reads?|"
         r"are aware)"),
    )),
    ("sole-cause", "info", "incidents have several causes; list what contributed", (
        ("cause", r"\b(?:the|our|its) (?:only|sole|single) (?:root )?cause\b"),
    )),
    ("dramatic", "info", _DRAMA, (
        ("catastrophic catastrophically disastrous disastrously horrible horrific horribly terrible nightmare "
         "devastating unbelievable unbelievably shocking shockingly insane insanely apocalyptic outrageous ridiculous "
         "fiasco debacle",
         r"\b(?:catastrophic(?:ally)?|disastrous(?:ly)?|horrible|horrific|horribly|terrible (?:mistake|decision|"
         r"failure|outage|bug)|nightmare|devastating|unbelievabl[ey]|shocking(?:ly)?|insane|insanely|apocalyptic|"
         r"outrageous|"
         r"ridiculous|fiasco|debacle)\b(?! (?:forgetting|backtracking|cancellation))"),
    )),
)  # fmt: skip
_DENIED = re.compile(r"(?:\b(?:no|not|never|than|without|isn't|wasn't)|n't)(?:\s+\S{1,20}){0,2}\s*$")


_TELLING = word_set("tell make remind coach retrain emphasise emphasize reiterate stress impress")


def _phrase(kind: str, tier: Tier, say: str, known: str, pattern: str) -> PatternRule:
    def find(sentence: Sentence, match: re.Match[str]) -> Iterator[Finding]:
        if kind == "care-as-fix" and (
            _DENIED.search(sentence.text_low[max(0, match.start() - 40) : match.start()])
            or _is_of_machine(sentence, match.start())
        ):
            return
        if kind == "scorn" and match.start() > 2 and sentence.spoken_of(sentence.place_at(match.start())):
            return
        yield sentence.found_at(*match.span(), kind, say, tier)

    return PatternRule(triggers(known.split()), late_pattern(pattern), find)


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
