"""Find what would, could or should have been: one reading of modal, denial, subject, participle and outcome.

A good outcome that did not come is hindsight, `one look would have shown it`; a bad one that did not come is luck, `we
would have lost the orders`; what was replayed or measured is a fact. What a person should have done is a reproach.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from afterword.language import words
from afterword.language.actors import Actor, is_adverb, is_past
from afterword.language.explanations import is_explained
from afterword.language.finding import Finding
from afterword.language.inflection import IRREGULAR_PARTICIPLES
from afterword.language.sentence import Sentence
from afterword.language.word_rules import Rule, WordRule
from afterword.text.word_set import word_set

AFTERWARDS = "leave out the hindsight: say what could be seen at the time"
_MODALS = word_set("would could might should ought must need")
_DENYING = word_set("not never hardly")
KNOWING = word_set("""
    known thought realised realized asked told cared questioned understood read escalated consulted communicated
    mentioned remembered listened spoken trusted
""")
LOOKED_AT = word_set("""
    caught noticed spotted detected prevented avoided tested checked reviewed addressed questioned escalated acted
    looked rushed
""")
NOTICED = LOOKED_AT | word_set("seen found fixed known asked looked read realised realized")
_PLAIN = word_set("""
    obvious clear evident apparent plain self-evident foreseeable predictable suspicious alarmed alarming warned
    unmistakable alerted
""")
_FORESEEN = word_set("""
    recognised recognized identified foreseen predicted anticipated interpreted inferred concluded deduced avoided
    prevented averted caught noticed spotted detected stopped halted contained limited reduced shortened guessed spared
    forestalled mitigated escalated discovered
""")
_HELPED = _FORESEEN | word_set("""
    shown revealed exposed uncovered told flagged saved helped ended settled solved sufficed pointed suggested answered
    surfaced highlighted signalled signaled eliminated
""")
_IN_PART = word_set("helped reduced limited mitigated shortened contained")
_AMONG_MEANS = _HELPED | word_set("found seen made confirmed brought turned blocked protected kept ruled")
"""What a look, a test or a check does, if it is one look, any test, a simple check."""
_REVEALED = (_AMONG_MEANS | NOTICED | {"known"}) - {"asked", "looked", "read"}
OF_SYSTEMS = word_set("""
    called reached executed sent returned logged retried cached hit set written stored run emitted delivered received
    counted billed charged processed queued routed parsed loaded used null rescheduled evicted restarted drained deleted
    purged expired synced synchronised replicated rendered displayed served scaled throttled rejected dropped filtered
    masked encrypted decrypted indexed rounded converted translated redirected replaced affected changed able paid
    triggered fired refunded credited assigned created updated computed calculated equal zero empty
""")
"""What is done to things by programs: what should have been is how they were built."""
HARMED = word_set("""
    lost failed crashed deleted leaked broken affected overloaded exhausted corrupted damaged hurt caused doubled
    increased duplicated missed worsened needed required had wanted liked expected outlasted grown spread exceeded
    looked become remained stayed cost hit overwritten preferred led served happened occurred reached gone burned burnt
    sent shipped arrived run continued drifted lasted reappeared
""")
_WORSE = word_set("worse higher larger longer more bigger greater double twice times down unavailable lost impossible")
_BETTER = word_set("""
    better wiser safer smarter simpler easier quicker faster cheaper best right sensible wise prudent trivial enough
    sufficient obvious clear easy straightforward preferable appropriate correct advisable reasonable helpful done
    possible over prevented avoided caught noticed spotted detected averted discovered spared stopped
""")
_EASY = word_set("easy trivial straightforward possible obvious clear quicker cheap")
_EVERYONE = word_set("anyone anybody everyone everybody child reader one you observer")
_OTHERS = _EVERYONE | word_set("someone somebody attackers attacker others other outsiders third")
_SIGNAL = word_set(
    "routine simple quick harmless formality surprise warning signal sign hint clue lesson wake-up alarm red indication"
)
_MEETINGS = word_set("""
    meeting review board committee council panel workshop retro standup stand-up planning audit assessment discussion
    sign-off signoff briefing gate rollout roll-out rollback launch release deployment migration change upgrade switch
    experiment trial canary cutover failover decision escalation plan it
""")
_SMALL = word_set("single simple quick short any one look glance test check earlier closer few minutes five line")
_NEW = word_set("""
    new added planned proposed current updated changed today's present now future upcoming coming making adding
    introducing
""")
_HAPPENED = word_set("gone happened shipped taken come left passed existed got started begun")
_CONTRAST = word_set("but however ; yet says said instead automatically only wasn't didn't weren't")
_TURNED = word_set(
    "gone happened shipped taken come rung given raised made told warned alerted prompted served led set"
)
"""What a plan, a sign or a number should have done, as one sees afterwards."""
_US = word_set(
    "us everyone everybody anyone me pause bell bells alarm alarms suspicion eyebrows questions doubts flags"
)
_FACT = re.compile(
    r"\b(?:re-?play\w*|re-?r[au]n|simulat\w+|back-?test\w*|recorded|reproduc\w+|load test showed|according to|is now|"
    r"as documented|"
    r"(?:nobody|no one|none of us|we did not|we didn't) (?:knew|know)\b|not known (?:then|at the "
    r"time)|by design|per the|\d+ (?:out )?of (?:the )?\d+|has (?:now|since))\b|\?\W*$"
)
_LITTLE = re.compile(
    r"\b(?:taken|cost|needed|required|been|meant) (?:\w+ )??(?:(?:only|just|barely|nothing|little|no (?:time|effort|"
    r"more)|less than|hardly|next to|(?:one|a single|a simple|a quick) [a-z]+)\b|(?:an?|two|three|five|ten|\d+|some|a "
    r"few|a couple of) (?:[\w-]+ )?(?:minutes?|seconds?|lines?|clicks?|glances?|calls?|mails?|words?|questions?|looks?)"
    r"(?<!\ba second)\b)"
)
_IF_HAD = re.compile(r"\bif\b[^.;]{1,90}?(?:\bhad|n't|'d)\b")
_AND_ALL = re.compile(
    r"^\W*(?:one|a|an|another|two|three|five|ten|\d+) [^.;,]{3,60},? and (?:this|it|none|nothing|we|the)\b"
)
_NOT_GIVEN = re.compile(r"\bhad\b[^.;,]{1,40}\bbeen (?:given|told|shown|informed|trained)\b")
"""What somebody lacked, which explains."""
_WITH = re.compile(r"\b(?:with|given) (?:an?|one|any|some|more|better|proper|enough)\b|\bby (?:simply |just )?\w+ing\b")
_WELL = word_set("""
    plain obvious clear smoothly better fine differently otherwise under below within intact green smaller shorter
    cheaper up minimal small limited negligible lower
""")
_SOON = re.compile(
    r"(?: (?:it|this|that|them|us))? (?:(?:with)?in (?:a few |\w+ )?(?:seconds|minutes|an hour|no time)\b|at once|"
    r"straight away|right away|immediately|instantly|much (?:earlier|sooner|faster)|(?:hours|days|weeks|long) "
    r"(?:earlier|sooner|before|ago))"
)
_WAS_NOT = re.compile(r"\b(?:was|were) not\b")
_NEEDED = word_set("needed required had been fired worked helped changed mattered known")
_RELATIVES = word_set("that which who")
_AT_ONCE = word_set("immediately instantly once right straight")
_AS_SIGN = word_set("as earlier sooner beforehand before weeks days hours")
_EARLY = word_set("start outset beginning ago earlier before years")
_NEAR = 120
_PAGED = word_set("paged called woken alerted notified informed told warned asked")
"""What nobody would have been: so much worse it could have been."""
_OPENS = frozenset(",;:-") | {"and", "but", "that"}


class Unreal(NamedTuple):
    """A clause about what was not.

    Attributes:
        modal: `would`, `could` …; `'d` is *would*.
        place: where the modal is, or what follows the subject in `we'd`.
        verb: the place of the participle, or of what somebody would have been.
        denied: whether it is denied.
        passive: whether `been` precedes the verb.
    """

    modal: str
    place: int
    verb: int
    denied: bool
    passive: bool


def _says(sentence: Sentence, pattern: re.Pattern[str]) -> bool:
    """Whether a sentence matches; its clauses ask the same of it."""
    return _matches(pattern, sentence.text_low)


@lru_cache(maxsize=64)
def _matches(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.search(text) is not None


def read_unreal(sentence: Sentence, have: int) -> Unreal | None:
    """Read the clause around `have`, or around `should've`."""
    modal, place = "", have
    while place >= 0 and have - place < 6:
        low = sentence.low(place)
        stem = low.removesuffix("'ve").removesuffix("n't")
        if stem in _MODALS:
            modal = stem
            break
        if place < have and sentence.line[place].text[-2:].lower() in ("'d", "’d"):
            modal, place = "would", place + 1
            break
        if place < have and not (is_adverb(sentence.line[place]) or low in ("not", "to", "least", "never")):
            return None
        place -= 1
    verb = sentence.after_adverbs(have + 1, _DENYING)
    passive = sentence.low(verb) == "been"
    if passive:
        verb = sentence.after_adverbs(
            verb + 1, ("a", "an", "the", "more", "so", "far", "much", "less", "any", "crystal")
        )
    if not modal or verb >= len(sentence.line):
        return None
    helpers = sentence.lows[place:verb]
    denied = any(low in _DENYING or "n't" in low for low in helpers)
    return Unreal(modal, place, verb, denied, passive)


def _looked_back(sentence: Sentence, have: int) -> Iterator[Finding]:
    """Find what would have helped, could have been seen, or should have been decided."""
    unreal = read_unreal(sentence, have)
    if unreal is None or is_fact(sentence, unreal):
        return
    is_due = unreal.modal in ("should", "ought")
    if is_due:
        is_so = _was_due(sentence, unreal)
    elif unreal.modal == "need":
        is_so = unreal.denied
    elif unreal.modal == "must":
        is_so = unreal.passive and sentence.low(unreal.verb) in _PLAIN
    else:
        is_so = _was_possible(sentence, unreal)
    if is_so:
        kind = "should-have" if is_due else "hindsight"
        yield sentence.found(max(0, unreal.place - 1), unreal.verb, kind, AFTERWARDS, "warning")


def is_fact(sentence: Sentence, unreal: Unreal) -> bool:
    """Whether it was replayed or measured, is asked, or would have been the same."""
    before, after = sentence.lows[max(0, unreal.place - 6) : unreal.place], sentence.lows[unreal.verb : unreal.verb + 5]
    is_told = _says(sentence, _FACT) or _says(sentence, _NOT_GIVEN)
    return "whether" in before or "same" in after or is_told


def _was_due(sentence: Sentence, unreal: Unreal) -> bool:
    """Whether it is said what should have been decided, or what should have warned."""
    low, after = sentence.low(unreal.verb), sentence.lows[unreal.verb + 1 : unreal.verb + 9]
    subject = sentence.low(sentence.subjects.skipped(unreal.place))
    if subject == "what" or "what" in sentence.lows[max(0, unreal.place - 2) : unreal.place]:
        return False
    if not _CONTRAST.isdisjoint((*after, *sentence.lows[unreal.place : unreal.verb])):
        return False
    if unreal.passive:
        if _says(sentence, _WAS_NOT) or sentence.spoken_of(unreal.place):
            return False  # how it was built
        if _is_by_program(sentence, unreal.verb):
            return False
        if subject == "there" or low in _PLAIN | _SIGNAL or (low in ("in", "on", "part") and not unreal.denied):
            return True
        by_people = unreal.denied or not _EARLY.isdisjoint(after)
        is_deed = is_past(sentence.line[unreal.verb]) or low in IRREGULAR_PARTICIPLES
        return is_deed and (low not in OF_SYSTEMS or (low in ("run", "used", "sent", "set") and by_people))
    if low in _HAPPENED and (unreal.denied or after[:1] == ["as"] or (low == "existed" and "before" in after)):
        return True
    if low in ("had", "got", "received"):
        one = after[:1] == ["one"] or not _EARLY.isdisjoint(after)
        return one and not unreal.denied
    if subject in _MEETINGS and low not in OF_SYSTEMS | HARMED and is_past(sentence.line[unreal.verb]):
        return True
    return low in _TURNED and not _US.isdisjoint((*after[:4], subject))


def _is_by_program(sentence: Sentence, verb: int) -> bool:
    """Whether a program should have done it: `should have been caught by the linter`."""
    by = next((at for at in range(verb + 1, verb + 5) if sentence.low(at) == "by"), -1)
    who = sentence.who(by + 1) if by > 0 else None
    by_other = who is not None and who[0] in (Actor.MACHINE, Actor.UNSURE, Actor.NAMED)
    return by_other and sentence.low(by + 1) not in ("hand", "then", "now", "noon")


def _was_possible(sentence: Sentence, unreal: Unreal) -> bool:
    """Whether a good outcome is said to have been possible."""
    line, low = sentence.line, sentence.low(unreal.verb)
    before = sentence.lows[max(0, unreal.place - 12) : unreal.place]
    subject = sentence.low(sentence.subjects.skipped(unreal.place))
    worse = not _WORSE.isdisjoint(sentence.lows[unreal.verb : unreal.verb + (6 if unreal.passive else 3)])
    worse = worse or (sentence.low(0) == "without" and "more" in before)
    is_relative = subject in _RELATIVES and sentence.noun_at(sentence.subjects.skipped(unreal.place) - 1)
    if worse or is_relative or subject in ("what", "whether") or not _NEW.isdisjoint(before):
        return False
    nothing = not words.NOBODY.isdisjoint(before) or "no" in before
    fewer = "fewer" in before or "less" in before
    if unreal.passive and nothing and low in ("easier", "simpler"):
        return True
    if unreal.modal == "would" and _LITTLE.search(
        sentence.text_low, start := line[unreal.verb - 1].start, start + _NEAR
    ):
        is_little = subject in ("it", "this", "that") or low not in ("taken", "cost") or "instead" in sentence.lows
        return is_little and not (unreal.denied or nothing)
    conditional = _is_conditional(sentence, unreal.place)
    if unreal.denied or nothing:
        little = (conditional or _says(sentence, _WITH)) and low not in _PAGED
        return little and ((nothing and low == "noticed") or low not in _REVEALED | _NEEDED)
    if conditional and (fewer or not _WELL.isdisjoint(sentence.lows[unreal.verb : unreal.verb + 3])):
        return True
    if low not in HARMED and _SOON.match(sentence.text_low, line[unreal.verb].end):
        return unreal.modal in ("would", "could") and low != "taken"
    if unreal.passive:
        return _was_possible_to_do(sentence, unreal, subject, conditional=conditional)
    if low in HARMED or not (is_past(line[unreal.verb]) or low in IRREGULAR_PARTICIPLES):
        return False
    if conditional:
        return low in _REVEALED and subject != "they" and unreal.verb + 2 < len(line)
    if unreal.modal == "would":
        means = _AMONG_MEANS if not _SMALL.isdisjoint(before) else _HELPED
        return low in means and subject not in ("it", "this", "these", "they")
    if unreal.modal == "could" and low in ("ended", "finished"):
        return True
    of_anyone = not _EVERYONE.isdisjoint(before[-6:])
    known = KNOWING | NOTICED | _FORESEEN if of_anyone else _FORESEEN | {"saved", "helped", "revealed"}
    # What a measure may do is none: `a second queue could have helped`.
    return low in (known - _IN_PART if _SMALL.isdisjoint(before) else known)


def _was_possible_to_do(sentence: Sentence, unreal: Unreal, subject: str, *, conditional: bool) -> bool:
    """Whether something could have been prevented, read as a sign, or done better."""
    low, after = sentence.low(unreal.verb), sentence.low(unreal.verb + 1)
    if after == "by" and sentence.low(unreal.verb + 2) in _OTHERS:
        return False  # what was exposed
    if low == "known" and after == "that" and unreal.modal == "could":
        return True
    at_once = not _AT_ONCE.isdisjoint(sentence.lows[unreal.verb + 1 : unreal.verb + 4])
    if (
        low in _FORESEEN
        or (low in NOTICED and at_once)
        or (low in ("seen", "read", "taken", "treated", "found", "known") and after in _AS_SIGN)
    ):
        return True
    if unreal.modal == "would":
        better = low in _BETTER and (low not in _EASY or subject in ("it", "this", "that"))
        return better or (conditional and low in _AMONG_MEANS | NOTICED | {"done"})
    return conditional and low in _AMONG_MEANS | NOTICED | {"restored", "rebuilt"}


def _is_conditional(sentence: Sentence, modal: int) -> bool:
    """Whether it is said under which condition: `if the alert had fired`, `had the flag been off`, `were it so`."""
    if _says(sentence, _AND_ALL):
        return True
    if _says(sentence, _IF_HAD):
        return not is_explained(sentence, modal) and ";" not in sentence.lows[modal:]
    for at in range(max(0, modal - _NEAR), min(len(sentence.line) - 1, modal + _NEAR)):
        if sentence.low(at) not in ("had", "were"):
            continue
        subject = sentence.low(at + 1)
        begins = subject in words.ARTICLES | words.THIRD | words.OURS | words.NOBODY or subject in _EVERYONE | {"it"}
        begins = begins or subject == "there" or sentence.line[at + 1].text[0].isupper()
        opens = at == 0 or sentence.low(at - 1) in _OPENS
        opens = opens or (at > modal and (is_adverb(sentence.line[at - 1]) or sentence.low(at - 1) in words.IT))
        if opens and begins and not (sentence.is_of_timeline and at == 0):
            return True
    return False


HAVE = {"have", *(modal + ending for modal in _MODALS for ending in ("'ve", "n't've"))}
NEEDS = _MODALS | {"shouldn", "wouldn", "couldn", "needn", "d"}
RULES: tuple[Rule, ...] = (WordRule(HAVE, _looked_back, NEEDS),)
