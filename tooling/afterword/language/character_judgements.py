"""Find judgements of a character or of competence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from afterword.language import words
from afterword.language.actors import (
    TIERS,
    TIERS_IF_UNSURE,
    Actor,
    classify,
    is_gerund,
    is_past,
    phrase_after,
    phrase_before,
)
from afterword.language.finding import Finding, Tier
from afterword.language.human_error import possessed
from afterword.language.person_or_program import is_program, may_be_a_person
from afterword.language.reproach_words import EVALUATIVE
from afterword.language.sentence import Sentence
from afterword.language.word_rules import Rule, WordRule, phrase_rule
from afterword.text.word_set import word_set

CHARACTER = "leave out the judgement of a person; say what they saw, knew and could do"
_STRONG = word_set("""
    careless negligent incompetent reckless irresponsible sloppy inept clueless unprofessional amateurish idiotic
    stupid foolish thoughtless inattentive lackadaisical boneheaded cavalier slapdash heedless undisciplined
    unqualified clumsy inexcusable impatient overconfident arrogant complacent half-baked ill-conceived ill-advised
    ill-considered misguided slipshod shoddy abrasive antagonistic bossy callous condescending disrespectful dogmatic
    frivolous grumpy impolite imprudent impulsive inconsiderate indecisive insolent intransigent jaded lacklustre
    narrow-minded neglectful nonchalant obnoxious obstinate obstructive opinionated patronising patronizing pedantic
    petty pushy rash secretive self-centred self-centered slow-witted sneaky sullen tactless tardy timid two-faced
    uncaring uncommitted uncooperative uninterested weak-willed wilful willful work-shy ill-informed dismissive evasive
    cynical combative confrontational belligerent hostile-minded lackluster lazy-minded sloppier laziest
""")
_WEAK = word_set("""
    hasty lazy ignorant dumb lax forgetful distracted unreliable useless hopeless indifferent oblivious naive stubborn
    unfit incapable overeager
""")
_TEMPERS = word_set("""
    aggressive passive rigid inflexible erratic irrational fickle flaky mindless myopic unreasonable greedy haphazard
    immature insensitive unhelpful disorganised disorganized unskilled unwilling disengaged rushed unprepared
""")
"""Of people and of much else: only where a person is judged, and with doubt."""
JUDGEMENTS = _STRONG | EVALUATIVE
"""Adjectives that judge people."""
_TRAITS = word_set("""
    carelessness negligence incompetence recklessness sloppiness stupidity laziness idiot idiots moron incompetents
    ineptitude thoughtlessness inattentiveness arrogance hubris unprofessionalism indiscipline
""")
_FLAWS = word_set("""
    inattention complacency haste impatience overconfidence ignorance inexperience forgetfulness neglect indifference
    stubbornness greed nonchalance disregard contempt apathy immaturity foolishness timidity vanity short-sightedness
    cynicism disorganisation disorganization disrespect egotism formalism indecision inflexibility intransigence
    lethargy
    ego egos infighting in-fighting politicking penny-pinching stinginess
    malice mediocrity passivity pedantry pride spite sluggishness caprice dogmatism prudery cluelessness rashness
    insistence obsession ego bravado whim impulsiveness indecisiveness rudeness messiness pettiness tactlessness
    unreliability
""")
"""Traits of people, of markets and of materials: somebody has to be named, or they have to be named as a cause."""
_JUDGED = TIERS_IF_UNSURE | {Actor.UNSURE: "error", Actor.NAMED: "error", Actor.OUTSIDER: "error"}
_DOUBTED: dict[Actor, Tier] = {Actor.HUMAN: "warning"}
_WEAKLY = TIERS | {Actor.UNSURE: "warning"}
_ONLY_OF_PEOPLE = word_set("stubborn ignorant forgetful hasty indifferent oblivious overeager")
_ACTS = word_set("""
    approval attitude behavior behaviour change changes culture decision decisions deploy deployment error errors
    handover job labeling labelling merge migration mistake mistakes oversight practice practices release review
    reviewing reviews rollout supervision testing thing things thinking work writing click move commit planning
""")
_ENCOURAGED = word_set("""
    encourage encourages encouraged encouraging invite invites invited inviting reward rewards rewarded rewarding praise
    praises praised praising suggest suggests suggested suggesting recommend recommends recommended recommending
    endorse endorses endorsed endorsing
""")
"""What an assistant does with acts of its users: `it encouraged rash decisions` judges the assistant."""
_TERMS = word_set("""
    amount flag flags label labels class category tag option mode word driving driver quorum claim claims lawsuit law
    suit insurer insurance clause liability phrase matching filter detector score loading loader evaluation
""")
_OF_PEOPLE = word_set("careless incompetent negligent clueless irresponsible inept unprofessional arrogant")
_AT_LAW = word_set("insurance insurer contract clause lawsuit claim claims")
_THROUGH = word_set("through from")
_SHEER = word_set("sheer pure plain utter total")
_OF = word_set("of by among in from on within")
_BROUGHT = word_set("led cost costs turned meant caused brought kept left killed made")
_NOVICE = word_set("rookie amateur beginner schoolboy newbie")
_LACKING = word_set("""
    care diligence competence discipline professionalism rigour rigor effort skill skills judgement judgment
    foresight initiative knowledge know-how expertise understanding concentration interest respect thought
    responsibility
""")
_ABSENCE = word_set("lack absence dearth shortage want")
_KNOWLEDGE = word_set("""
    knowledge know-how expertise skill skills competence understanding experience training qualification qualifications
    familiarity grasp insight
""")
_BASIC = word_set("of the any all basic necessary required most")


def _judgement(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `a careless engineer`, `the review was sloppy`, `a hasty click by the analyst`."""
    low = sentence.low(place)
    unreal = sentence.hypothetical(place) and sentence.low(place - 1) in ("so", "as", "that")
    if sentence.low(place + 1) in _TERMS or (sentence.spoken_of(place) and not unreal):
        return
    if sentence.low(place + 1) == "thing" and sentence.low(place + 2) in words.BE:
        return  # `the stupid thing is that both have one name`
    if low == "distracted" and sentence.low(place + 1) == "by":
        return  # what the tools and the hour did to somebody
    tiers: Mapping[Actor, Tier] = _JUDGED if low in _STRONG else _DOUBTED if low in _TEMPERS else _WEAKLY
    actor = _judged(sentence, place, is_strong=low in _STRONG)
    if actor in tiers:
        is_me = actor is Actor.OURS and not words.MYSELF.isdisjoint(sentence.lows[max(0, place - 5) : place])
        yield sentence.found(place, place, "character", CHARACTER, "error" if is_me else tiers[actor])


def _judged(sentence: Sentence, place: int, *, is_strong: bool) -> Actor:
    """Find who is judged: the subject, the noun that follows, or whoever did what is judged."""
    while sentence.low(place - 1) in ("and", "or", "nor"):
        place -= 2  # `were either blind or indifferent`
    verb = sentence.linking(place)
    if verb >= 0:
        found = sentence.actor_before(verb, mental=True)
        if found is not None and found[0] is Actor.UNSURE and not is_strong:
            # `the hoster's support is useless`, not `support for Hebrew is unreliable`
            owned = phrase_before(sentence.line, verb - 1)
            is_whose = owned is not None and any(token.possessive for token in sentence.line[owned[0] : owned[1]])
            return Actor.UNSURE if is_whose or sentence.low(place) in _ONLY_OF_PEOPLE else Actor.MACHINE
        if found is not None and found[0] is not Actor.MACHINE:
            return found[0]
        subject = phrase_after(sentence.line, found[1]) if found else None
        if is_strong and subject is not None and may_be_a_person(sentence, *subject):
            return Actor.HUMAN
        noun = sentence.low(subject[1] if subject else verb - 1)
        of_act = (noun in words.IT | _ACTS and noun not in _TERMS) or is_gerund(sentence.line[0])
        return Actor.HUMAN if is_strong and of_act else Actor.MACHINE
    phrase = phrase_after(sentence.line, place + 1)
    if phrase is None:
        return Actor.MACHINE
    if sentence.low(place - 1) in _ENCOURAGED:
        return Actor.MACHINE
    if is_strong and possessed(sentence, place, "") is not None:
        return Actor.HUMAN  # `Dana's sloppy regex`
    if sentence.low(place) not in _TEMPERS and not _ACTS.isdisjoint(sentence.lows[phrase[0] : phrase[1] + 1]):
        return Actor.HUMAN
    actor = classify(sentence.line, *phrase, sentence.people)
    if actor is not Actor.MACHINE or is_program(sentence, *phrase):
        return actor
    acts = phrase[1] + 1 < len(sentence.line) and is_past(sentence.line[phrase[1] + 1])
    if is_strong and sentence.low(place) in _OF_PEOPLE and acts and sentence.low(phrase[1] + 1) not in words.BE:
        return Actor.HUMAN  # `a careless postdoc overwrote`
    return _who_did(sentence, phrase[1])


def _who_did(sentence: Sentence, last: int) -> Actor:
    """Find whose work is judged: `a lazy copy of the settings by the trainee`."""
    for by in range(last + 1, min(len(sentence.line), last + 9)):
        if sentence.low(by) == "by" or (sentence.low(by) == "of" and by == last + 1):
            who = sentence.who(by + 1)
            if who is not None and (who[0] is not Actor.MACHINE or sentence.low(by) == "of"):
                return who[0]
        elif not sentence.line[by].word or sentence.low(by) in words.AUXILIARIES - words.BE:
            break
    return Actor.MACHINE


def _trait(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `plain negligence`, and `complacency` where somebody is named or it is named as a cause."""
    low = sentence.low(place)
    if sentence.spared(place, place) or sentence.low(place + 1) in _TERMS or _of_program(sentence, place):
        return
    if sentence.hypothetical(place) or not _AT_LAW.isdisjoint(sentence.lows):
        return
    owner = possessed(sentence, place, low)
    if owner is not None:
        tier: Tier = "error" if sentence.low(owner[0]) == "my" else owner[2]
        yield sentence.found(owner[0], owner[1], "character", CHARACTER, tier)
    elif (
        low in _TRAITS
        or sentence.low(place - 1) in _SHEER
        or _has_owner(sentence, place)
        or _is_cause(sentence, place)
        or _is_motive(sentence, place)
    ):
        yield sentence.found(place, place, "character", CHARACTER, "error")


def _has_owner(sentence: Sentence, place: int) -> bool:
    """Whether it is said whose trait it is: `inexperience of the engineer`, `haste on the part of the team`."""
    is_noun = place > 0 and sentence.noun_at(place - 1)
    if is_noun and classify(sentence.line, place - 1, place - 1, sentence.people) in (Actor.HUMAN, Actor.UNSURE):
        return True
    after = sentence.lows[place + 1 : place + 5]
    if "among" in after or (after[:1] == ["on"] and "side" in after):
        return True
    by = place + 1 + after.index("by") if "by" in after else place + 1
    if sentence.low(by) not in _OF:
        return False
    who = sentence.who(by + 1)
    if who is not None and sentence.low(who[1] + 1) == "of":
        who = sentence.who(who[1] + 2)  # `on the part of the team`
    return who is not None and who[0] in (Actor.HUMAN, Actor.UNSURE)


def _is_cause(sentence: Sentence, place: int) -> bool:
    """Whether nothing else is named as the cause: `Cause: inattention.`, `Haste led to this`."""
    if sentence.low(place + 1) in _BROUGHT and place < 3:
        return True
    is_last = sentence.low(place + 1) in ("", ".", ",", ";", "(")
    return is_last and (
        sentence.low(place - 1) in ("", ":") or sentence.lows[max(0, place - 2) : place] == ["due", "to"]
    )


def _is_motive(sentence: Sentence, place: int) -> bool:
    """Whether somebody is said to have acted `out of spite`, `through a mixture of vanity and ignorance`."""
    before = sentence.lows[max(0, place - 6) : place]
    given = ("out" in before and "of" in before) or not _THROUGH.isdisjoint(before[-2:])
    return (given or "mixture" in before) and bool(sentence.people_named)


def _of_program(sentence: Sentence, place: int) -> bool:
    """Whether the judgement is of a program: `the judge's carelessness`, `sloppiness of the parser`."""
    line = sentence.line
    if place and line[place - 1].possessive:
        phrase = phrase_before(line, place - 1)
    else:
        phrase = phrase_after(line, place + 2) if sentence.low(place + 1) in ("of", "by") else None
    if phrase is None or may_be_a_person(sentence, *phrase):
        return False
    return is_program(sentence, *phrase)


def _novice(sentence: Sentence, place: int) -> Iterator[Finding]:
    after = sentence.low(place + 1)
    if after in ("mistake", "mistakes", "error", "errors", "move", "hour") or sentence.low(place) == "rookie":
        yield sentence.found(place, place + 1, "character", CHARACTER, "error")


def _poor(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `bad planning by management`, `poor discipline in the labelling team`."""
    who = sentence.who(last + 1)
    if who is not None and who[0] in (Actor.HUMAN, Actor.UNSURE) and not sentence.spoken_of(first):
        yield sentence.found(first, who[1], "character", CHARACTER, "error")


def _lacking(sentence: Sentence, place: int) -> Iterator[Finding]:
    if (sentence.low(place + 1) == "of") != (sentence.low(place) in _ABSENCE):
        return
    place_of = next((p for p in range(place + 1, place + 4) if sentence.low(p) not in _BASIC), place + 1)
    what = sentence.low(place_of)
    if what not in _LACKING | {"attention", "awareness", "focus", "experience", "familiarity"}:
        return
    if sentence.spared(place, place + 2):
        return
    human = any(sentence.noun_at(left)
                and classify(sentence.line, left, left, sentence.people) in (Actor.HUMAN, Actor.UNSURE)
                for left in (*range(max(0, place - 6), place), *range(place + 1, place + 10)))  # fmt: skip
    if human or what not in _KNOWLEDGE | {"awareness"}:
        tier: Tier = "error" if human and what in _LACKING | {"experience"} else "warning"
        yield sentence.found(place, place_of, "character", CHARACTER, tier)


RULES: tuple[Rule, ...] = (
    WordRule(_STRONG | _WEAK | _TEMPERS, _judgement),
    WordRule(_TRAITS | _FLAWS, _trait),
    WordRule(_NOVICE, _novice),
    WordRule({*_ABSENCE, "lacked", "lacks"}, _lacking),
    phrase_rule(
        "inadequate insufficient deficient chaotic appalling dreadful failure refusal neglect unwillingness reluctance "
        "poor bad wrong shoddy lousy terrible sloppy careless reckless hasty lazy clumsy thoughtless botched",
        r"(?:inadequate|insufficient|deficient|chaotic|poor|bad|wrong|shoddy|lousy|terrible|appalling|dreadful) "
        r"(?:effort|care|attention|diligence|thought|preparation|planning|work|judge?ment|discipline|communication|"
        r"decisions?|coordination|workmanship|management|habits|supervision|leadership|professionalism) (?:by|of|from|"
        r"in|on the part of)|(?:failure|refusal|neglect|unwillingness|reluctance) to \w+(?: [\w'-]+){0,5}? by|"
        r"(?:poor|shoddy|lousy|terrible|sloppy|careless|reckless|hasty|lazy|clumsy|thoughtless|botched)"
        r" (?:[\w-]+ ){1,3}(?:by|on the part of)",
        _poor,
    ),
)
