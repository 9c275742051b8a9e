"""Whether a sentence says what led to what people did: which makes it no reproach."""

from __future__ import annotations

from collections.abc import Collection

from afterword.language import words
from afterword.language.actors import Actor, classify, is_gerund, is_past, phrase_after, phrase_before
from afterword.language.sentence import Sentence
from afterword.text.numbers import TO_TWELVE
from afterword.text.word_set import word_set

_BEGINS_A_CLAUSE = word_set("it they there no nothing none neither he she we he's it's only")
_REQUIRED = word_set("""
    required requires require says said demands demanded prescribes prescribed asks asked instructed agreed told
    expected should must supposed obliged
""")
_PASSED_OVER = word_set("ignored skipped disregarded omitted missed overlooked")
_LEADS = word_set("since because as given with without")
_LED_TO = word_set("so therefore thus hence rendering leaving")
_SPANS = word_set("ever days weeks months years hours minutes long")
_AS_MUCH = word_set("much such well soon same far long")
_ON_PURPOSE = word_set("purpose purposely deliberately intentionally")
_NOT_SO = word_set(
    "no not nothing never nobody none neither only isn't doesn't wasn't didn't cannot lacks lacked hides hid false"
)
_ALLOWED = word_set(
    "permit permits permitted allow allows allowed requires prescribes recommends recommended asks suggests tells"
)
_PROVIDES = word_set("permit permits permitted allow allows allowed provides provided foresees foresaw")
"""What an arrangement does that a person keeps to: `as the schedule allows`."""
_MOODS = word_set("was were wanted felt preferred cared")
_STATES_OF_MIND = word_set("""
    concentrating paying listening interested careful thinking looking bother bothered care cared feel felt lazy bored
    drunk hungover asleep impatient arrogant stubborn careless distracted scared afraid eager fancied chatting texting
    gossiping sleeping dozing daydreaming scrolling playing gaming shopping hoping guessing rushing hurrying joking
    flirting arguing partying preoccupied uninterested tipsy proud vain timid greedy watching
""")
_CONTEMPT = word_set("""
    bureaucratic boring tedious pointless annoying tiresome silly stupid overkill nuisance beneath pedantic
""")
"""What somebody finds a control to be who passes it over: no reason that anything but the person gave."""
_AWAY = word_set("leave holiday ill sick away abroad off duty patient shift ward plane train")
_TRAITS = word_set("""
    carelessness negligence laziness haste sloppiness complacency incompetence ignorance inattention
""")
_NO_REASON = word_set("result consequence whole group team rule precaution courtesy favour stopgap workaround matter")
"""What follows `as a` where no reason follows."""
_STATES = word_set("""
    is are has have lists list shows show mentions mention says say contains contain names name allows allow needs need
    takes appears appear looks look isn't aren't doesn't don't hides hide offers offer uses use gives give accepts
    accept covers cover describes describe speaks speak puts put sits holds hold prints print returns return lacks lack
    points point reads refers refer comes come lets let links link stands stand displays display reports
""")
"""Verbs that tell, in the present, how a form, a list or a screen is."""
_SHOWING = word_set("""
    list menu form page screen dialog dialogue panel field dropdown drop-down console view table sheet dashboard
    template wizard selector picker chart graph diagram label display window tab map
""")
"""What shows people what they choose from."""
_MANY = word_set("many dozens hundreds thousands several")
_SHORT = word_set("short brief")
_EASY = word_set("easy simple trivial clear obvious evident plain unmistakable prominent bold")
_DUTIES = word_set("job duty task responsibility role fault habit")
_FEW = {*TO_TWELVE[:10], *map(str, range(1, 11))}
_EFFORTS = word_set("page pages step steps click clicks minute minutes seconds sentence sentences")
_MEASURES = word_set("is are takes take")
_EVIDENT = word_set("clear obvious evident plain apparent clearly obviously evidently apparently presumably")
_WRONG = word_set("wrong incorrect typo mistyped slip mistake misunderstanding")
_LAPSES = word_set("""
    misread misjudged misunderstood misinterpreted forgot failed neglected overlooked ignored confused mistook mistyped
    skipped dismissed disregarded
""")
_CARE = word_set("check test verify read look follow ask think pay review validate compare confirm double-check bother")
_BLAMED = (Actor.HUMAN, Actor.UNSURE)


def explained(sentence: Sentence, place: int) -> bool:
    """Whether the sentence goes on to a mechanism: `because the diff was collapsed`, `as no alert links to it`."""
    for right in range(place + 1, min(len(sentence.line), place + 40)):
        low, after = sentence.lows[right], sentence.low(right + 1)
        if low in ("because", "owing") or (low == "due" and after == "to"):
            return not _is_of_person(sentence, right)
        if low == "," and after in ("and", "but"):
            return False  # what explains the next clause
        temporal = after in words.TIMES or after[:1].isdigit() or sentence.low(right - 1) in _SPANS
        temporal = temporal or (after in words.ARTICLES and sentence.low(right + 3) in ("", ".", ","))
        if low == "since" and not temporal and right + 3 < len(sentence.line):
            return not _is_of_person(sentence, right)
        if low in _ON_PURPOSE:
            return True
        if (
            low == "as"
            and sentence.low(right - 1) not in _AS_MUCH
            and (after in words.ARTICLES or after in _BEGINS_A_CLAUSE)
            and sentence.low(right + 2) not in _NO_REASON
        ):
            rest = sentence.lows[right + 2 : right + 9]
            if _is_provided_for(sentence, place, rest):
                return True
            if len(rest) > 3 and _REQUIRED.isdisjoint(rest) and not _is_of_person(sentence, right):
                return True
        if low in ("where", "which", "whose") and _shows_why(sentence, right):
            return True
        opens = after in words.ARTICLES - {"which", "whose"} or after in _BEGINS_A_CLAUSE
        begins = len(sentence.line) - right > 4 and opens
        if low == ":" and begins:
            return not (_tells_of_person(sentence, right) or _reproves(sentence, right))
        if low in (";", ",") and begins and _tells_a_state(sentence, right):
            return True
    return False


def _shows_why(sentence: Sentence, pronoun: int) -> bool:
    """Whether a relative clause tells how a screen or a rule is: `from a list in which both names were cut`."""
    if not _SHOWING.isdisjoint(sentence.lows[max(0, pronoun - 3) : pronoun]):
        return True
    is_plain = sentence.low(pronoun) == "which" and sentence.low(pronoun - 1) not in words.PREPOSITIONS
    return is_plain and not (_NOT_SO | _ALLOWED).isdisjoint(sentence.lows[pronoun + 1 : pronoun + 5])


def _counts(sentence: Sentence, place: int) -> bool:
    """Whether a number follows: `dismissed the warning, one of about 90 per shift`."""
    return any(sentence.low(at)[:1].isdigit() or sentence.low(at) in _MANY for at in (place, place + 1))


def _is_provided_for(sentence: Sentence, place: int, rest: Collection[str]) -> bool:
    """Whether an arrangement allows what a person did, or asked for what was passed over: `as the schedule allows`."""
    is_allowed = not _PROVIDES.isdisjoint(rest) and _NOT_SO.isdisjoint(rest)
    return is_allowed or (sentence.low(place) in _PASSED_OVER and not _REQUIRED.isdisjoint(rest))


def is_explained(sentence: Sentence, place: int) -> bool:
    """Whether the sentence says what led there, before or after: `one pool is shown, so nobody knew`."""
    before = sentence.lows[max(0, place - 30) : place]
    opening = 2 if sentence.low(1) == "," else 0  # `However, since the validator did not look at it, the crew …`
    led = _led_to(sentence, place, before[1:]) or (
        sentence.low(opening) in _LEADS
        and "," in before[opening:]
        and sentence.low(opening + 1) not in ("usual", "always", "ever")
    )
    return led or explained(sentence, place)


def _led_to(sentence: Sentence, place: int, before: Collection[str]) -> bool:
    """Whether a consequence precedes; not one that is concluded: `so it is clear that they did not look`."""
    return not _LED_TO.isdisjoint(before) and _EVIDENT.isdisjoint(sentence.lows[max(0, place - 9) : place])


def _tells_a_state(sentence: Sentence, mark: int) -> bool:
    """Whether a clause without a conjunction says how a thing is: `…; the list has 43 steps`."""
    two = sentence.lows[mark + 1 : mark + 3]
    if two == ["one", "of"] and _counts(sentence, mark + 3):
        return True
    if two in (["it", "appears"], ["it", "appeared"], ["it", "pops"]):
        return True
    phrase = phrase_after(sentence.line, mark + 1)
    end = sentence.after_adverbs(phrase[1] + 1 if phrase else mark + 2)
    tells = any(
        (sentence.low(at) in _STATES or (sentence.low(at) in ("do", "does") and sentence.low(at + 1) == "not"))
        and _is_of_a_thing(sentence, mark + 1, at)
        for at in range(mark + 2, end + 1)
    )
    return tells and not _reproves(sentence, mark)


def _is_of_a_thing(sentence: Sentence, first: int, verb: int) -> bool:
    """Whether the subject is a thing that is named, or missing: `there`, `no list`; `it` can be what was left out."""
    low = sentence.low(first)
    if low in ("there", "nothing"):
        return True
    noun = phrase_before(sentence.line, verb - 1)
    if noun is None or low in words.THIRD or low == "it":
        return False
    denied = noun[0] < noun[1] and sentence.low(noun[0]) in ("no", "neither")
    return classify(sentence.line, noun[0] + denied, noun[1], sentence.people) is Actor.MACHINE


def _reproves(sentence: Sentence, mark: int) -> bool:
    """Whether a clause says how little was asked, or of whom: `…; the guide is two pages`, `…: it is her job`."""
    clause = sentence.lows[mark + 1 : mark + 10]
    at = next((place for place, low in enumerate(clause) if low in _MEASURES), 0)
    if at == 0 or not (_NOT_SO - {"only"}).isdisjoint(clause):
        return False
    said = [low for low in clause[at + 1 :] if low not in words.ADVERBS and low != "only"]
    little = not _FEW.isdisjoint(said[:1]) and not _EFFORTS.isdisjoint(said[1:2])
    # What was to be read is short; what was to be seen can be too short.
    same = clause[at - 1] == "it" or clause[at - 1] in sentence.lows[:mark]
    return (
        little
        or said[:2] == ["a", "minute"]
        or not (_EASY | _DUTIES | (_SHORT if same else set())).isdisjoint(said[:3])
    )


def _tells_of_person(sentence: Sentence, colon: int) -> bool:
    """Whether what follows tells of a person, or of a slip: `human error: an operator chose the wrong volume`."""
    who = sentence.who(colon + 1)
    return (who is not None and who[0] in _BLAMED) or sentence.low(colon + 2) in _WRONG


def _is_of_person(sentence: Sentence, conjunction: int) -> bool:
    """Whether the reason lies in the person again."""
    return any(is_so(sentence, conjunction) for is_so in (_of_character, _of_mood, _of_lapse))


def _of_lapse(sentence: Sentence, conjunction: int) -> bool:
    """Whether the reason is a lapse again: `because he misread it`, `since the admin did not check the input`."""
    who = sentence.who(conjunction + 1)
    if who is None or who[0] not in _BLAMED:
        return False
    verbs = sentence.lows[who[1] + 1 : who[1] + 5]
    denied = verbs[:1] and (verbs[0] in ("never", "not") or verbs[0].endswith("n't") or verbs[1:2] == ["not"])
    return not _LAPSES.isdisjoint(verbs[:2]) or (bool(denied) and not _CARE.isdisjoint(verbs))


def _of_mood(sentence: Sentence, conjunction: int) -> bool:
    """Whether the reason lies in the person again: `because he was in a hurry`, not `… they were not told`."""
    if sentence.low(conjunction + 1) not in ("he", "she", "they"):
        return False
    rest = sentence.lows[conjunction + 2 : conjunction + 6]
    if not _EVIDENT.isdisjoint(rest[:2]):
        return True  # a conjecture about the person: `because she evidently thought …`
    if not _AWAY.isdisjoint(rest):
        return False
    if not _STATES_OF_MIND.isdisjoint(rest) or not _CONTEMPT.isdisjoint(rest):
        return True
    return (
        sentence.low(conjunction + 2) in _MOODS
        and sentence.low(conjunction + 3) not in ("not", "never")
        and not is_past(sentence.line[min(conjunction + 3, len(sentence.line) - 1)])
    )


def _of_character(sentence: Sentence, conjunction: int) -> bool:
    """Whether the reason is `because of carelessness`, or `due to not looking`."""
    reason = sentence.lows[conjunction + 2 : conjunction + 6]
    return sentence.low(conjunction + 1) in ("of", "to") and (
        not _TRAITS.isdisjoint(reason) or (reason[:1] == ["not"] and is_gerund(sentence.line[conjunction + 3]))
    )
