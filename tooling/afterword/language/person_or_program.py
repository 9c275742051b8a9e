"""Tell people from programs by what only one of them does: `the moderator` on shift from a service of that name."""

from __future__ import annotations

from afterword.language import words
from afterword.language.actors import Actor, classify
from afterword.language.sentence import Sentence
from afterword.text.word_set import word_set

_TASKS = word_set("""
    acknowledge admit advise agree announce apologise apologize appreciate arrange ask brief challenge communicate
    complain consult discuss document double-check escalate explain inform involve listen mention organise organize
    own persuade phone question realise realize remember rehearse review speak supervise talk tell think train
    understand warn wait
""")
_OPERATIONS = word_set("""
    annotate anonymise anonymize approve archive attach back backport bump cancel change check commit compare deploy
    disable enable evaluate export flip freeze grant increase invite label lock log lower mask measure merge migrate
    monitor move page pin publish push rebase redeploy release rename renew rerun restart retest revert revoke roll
    rotate run sign squash switch tag test toggle turn undo unpin update upgrade validate verify watch
""")
"""The work on a system, which the products in it do not do."""
_WORKINGS = word_set("""
    accept autoscale boot build bind cache commit compile compute connect converge decode decrypt deserialise
    deserialize elect emit encode encrypt evict execute fetch flush handle hash import index infer initialise
    initialize instantiate join load match mount negotiate open output parse persist poll produce propagate publish
    quiesce rebalance reconcile reconnect recover register rejoin release render renew replicate resolve respawn
    respond restart resume retrieve retry return route scale score send serialise serialize shut spawn start stop
    stream submit subscribe sync synchronise synchronize terminate tokenise tokenize unload wake
""")
_ALONE = word_set("""
    autoscale boot compile converge crash deserialise deserialize hydrate initialise initialize instantiate load
    parse reconnect rejoin render respawn start sync terminate
""")
"""Verbs of programs where they stand without an object: `failed to load`."""
CONCERNS = word_set("""
    advice advisory alarm alarms alert alerts anomaly approval approvals banner banners briefing canary case cases
    changelog check checklist checks ci colleague colleagues comparison comparisons complaint complaints concern
    concerns control controls deadline docs documentation drill e-mail email emails escalation escalations eval evals
    evaluation feedback finding findings gate gates guide guideline guidelines guides handover instruction instructions
    issue issues it linter manual meeting meetings memo notice notices page pages policies period policy preview
    procedure procedures process protocol question questions rehearsal reminder reminders report reports request
    requests result results run review runbook runbooks scan sign sign-off signal signals signs soak staging step steps
    suite suites test tests them ticket tickets training warning warnings freeze rule rules lag spike spikes error
    errors failure failures symptom symptoms risk risks danger drop leak light limit limits latency guidance objection
    objections doubt doubts deprecation plea pleas map maps notes announcement announcements newsletter
    phone pager
""")
"""What a person is given to act on."""
_OF_MIND = word_set("""
    forgot forgotten neglected bother bothered care cared think double-check double-checked doublecheck consult
    consulted heed heeded question questioned listen listened pay paid paying
""")


def does_work(sentence: Sentence, place: int, last: int) -> bool | None:
    """Whether only a person leaves undone what is said: None where a program may as well.

    Args:
        place: the verb, such as `forgot`, `failed` or `follow` of `did not follow`.
        last: the infinitive of `forgot to run`; the verb itself where none follows.
    """
    low, verb = sentence.low(place), sentence.low(last)
    if last > place:
        if verb in _TASKS:
            return True
        if low in _OF_MIND:
            return not works_alone(sentence, last)
        return concerns(sentence, last) or (False if verb in _WORKINGS else None)
    if low in _OF_MIND:
        follows = sentence.low(place + 1)
        return (
            True
            if low.startswith(("bother", "care", "th", "li", "pa")) or follows in ("that", "about", ".", "")
            else None
        )
    return concerns(sentence, place)


def is_of_mind(sentence: Sentence, place: int) -> bool:
    """Whether a verb tells what goes on in a mind: `forgot`, `bothered`."""
    return sentence.low(place) in _OF_MIND


def names_a_person(sentence: Sentence, place: int, last: int) -> bool:
    """Whether a capitalised word that is on no list is a person's name: by the work that was left undone."""
    verb = sentence.low(last)
    if sentence.low(place) == "failed":
        return False  # an assistant with a name fails to ask or to mention something, too
    if last > place:
        told = sentence.lows[last + 1 : last + 4]
        work = (verb in _TASKS and words.OUTSIDERS.isdisjoint(told)) or verb in _OPERATIONS
        return work or bool(concerns(sentence, last))
    return sentence.low(place).startswith(("bother", "care", "think")) or bool(concerns(sentence, place))


_ORDER = word_set("first early later")


def concerns(sentence: Sentence, verb: int) -> bool | None:
    """Whether the object of a verb is something that people are given to act on."""
    first = verb + 2 if sentence.low(verb + 1) in ("to", "on", "at", "for", "about") else verb + 1
    for right in range(first, min(len(sentence.line), first + 6)):
        token = sentence.line[right]
        if not (token.low in words.ARTICLES | CONCERNS | _ORDER or sentence.noun_at(right)):
            break
        is_last = not sentence.noun_at(right + 1) or sentence.low(right + 1) in words.QUANTIFIERS
        if token.low in CONCERNS and is_last:
            return True
    return None


def works_alone(sentence: Sentence, verb: int) -> bool:
    """Whether a verb is one of a program and has no object: `the reviewer failed to load after the upgrade`."""
    if sentence.low(verb) not in _ALONE:
        return False
    follows = sentence.low(sentence.after_adverbs(verb + 1))
    return not follows or not follows[0].isalnum() or follows in _AFTER_A_VERB


_AFTER_A_VERB = words.PREPOSITIONS | words.CONJUNCTIONS | words.SUBORDINATORS


def may_be_a_person(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a noun phrase names somebody or a program, `the dispatchers`, so that what is said of it decides."""
    nouns = {sentence.low(last), sentence.low(last).removesuffix("s")}
    machine = words.SOFTWARE_MODIFIERS | {"ai", "llm", "ml", "gpt", "bot", "kubernetes", "k8s"}
    return not nouns.isdisjoint(words.EITHER) and machine.isdisjoint(sentence.lows[first:last])


def is_program(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a noun phrase surely names a program, which may be judged."""
    low = sentence.low(last)
    noun = low.removesuffix("s")
    known = {low, noun} & (words.PROGRAMS | words.PEOPLE | words.AMBIGUOUS)
    looks = len(noun) > 5 and noun.endswith(("er", "or")) and noun not in words.NO_DOERS | words.OUTSIDERS
    return bool(known or looks) and classify(sentence.line, first, last, sentence.people) is Actor.MACHINE
