"""Find how somebody is said to have acted: recklessly, without reading it, against all advice, in breach of policy."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.language import words
from afterword.language.actors import TIERS, Actor, classify, is_past, phrase_after, phrase_before
from afterword.language.character_judgements import JUDGEMENTS
from afterword.language.explanations import is_explained
from afterword.language.finding import WHAT_MADE_IT_LIKELY, Finding
from afterword.language.inflection import IRREGULAR_PARTICIPLES, adverb_of
from afterword.language.reproved_deeds import nearest_person
from afterword.language.sentence import Doer, Sentence
from afterword.language.word_rules import Rule, WordRule, phrase_rule
from afterword.text.word_set import word_set

_NOT = r"(?:(?:so much as|even|ever|first|really|properly|actually|once) )*"
_ALL = (
    r"(?:(?:all|the|our|his|her|their|repeated|several|clear|explicit|express|many|better|company|direct|strong|any) "
    r")*"
)
_WARNING = r"(?:wish(?:es)?|orders|objections?|warnings?|advice|reminders|instructions|protests|recommendations)"
_RULE = r"(?:policy|polic(?:y|ies)|procedures?|protocols?|rules?|guidelines?)"
_MANNERS = (
    ("without",
     rf"without {_NOT}(?:checking|verifying|validating|testing|reading|confirming|reviewing|looking|asking|telling|"
     r"consulting|informing|thinking|handing over|saying|leaving (?:a |any )?(?:note|word|notes)|apologi[sz]ing|"
     r"documenting|discussing|finishing|completing|announcing|acknowledging|coordinating|running (?:\w+ "
     r"){0,2}(?:tests?|suites?|evals?|checks?|benchmark|evaluation|them|it)|opening (?:it|(?:the|an?|any|his|her|"
     r"their) (?:\w+ )?(?:file|mail|diff|attachment|ticket|page|report|log|logs|docs|runbook|link|message|"
     r"documentation|history))|bothering|warning|making sure|having (?:\w+ )?(?:checked|verified|tested|read|asked|"
     r"opened|looked|consulted|told)|(?:making|taking|creating) an? (?:\w+ )?(?:backup|copy|snapshot|plan|note)|"
     r"waiting for (?:\w+ ){0,2}(?:tests?|ci|approval|reviews?|results?|sign-?off|green|checks?|answer|permission|"
     r"build)|understanding|notifying|escalating|an? (?:second )?(?:thought|glance|look|word)|permission|approval|"
     r"authori[sz]ation|due care|thought|an? (?:\w+ )?(?:backup|plan|review|test|dry run|rollback|canary|sign-?off)|"
     r"(?:any |the |proper |further |prior )*(?:tests|reviews|checks|evals|notice|consultation|coordination|"
     r"supervision|sign-?off))(?! (?:because|in)\b)"),
    ("wish wishes orders advice objections objection warnings warning reminders instructions protests "
     "recommendations",
     rf"(?:against|despite|in spite of|in the face of|in defiance of|ignoring|contrary to) {_ALL}{_WARNING}|over "
     rf"{_ALL}(?:objections?|protests)"),
    ("against contrary breach violation contravention defiance",
     rf"(?:against|contrary to|in (?:clear |direct |blatant )?(?:breach|violation|contravention|defiance) of) "
     rf"{_ALL}(?:(?<!against the )[\w-]+ )?(?:{_RULE}|judge?ment)"),
    ("freeze", rf"(?:despite|in spite of) {_ALL}(?:[\w-]+ )?freeze"),
    ("told warned asked reminded",
     r"(?:despite|in spite of) (?:having been|being) (?:\w+ )?(?:told|warned|asked|reminded)"),
    ("behind", r"behind (?:our|my|everyone's|their|his|her|the \w+'s) backs?"),
    ("told warned asked instructed",
     r"(?:although|though|even though) (?:\w+ ){1,3}(?:had been|was|were) (?:\w+ )?(?:told|warned|asked|"
     r"instructed)(?: \w+){0,2} not to"),
    ("regard", r"with (?:no|little|scant) regard (?:for|to)"),
    ("hurry rush haste", r"in (?:such )?(?:a|his|her|their|great|some) (?:\w+ )?(?:hurry|rush|haste)|in haste"),
    ("reason", r"for no (?:good )?reason"),
    ("whim authority", r"on (?:a whim|(?:his|her|their) own authority)"),
)  # fmt: skip
_ADVERBS = word_set("""
    blindly needlessly pointlessly heedlessly brazenly unnecessarily wantonly unilaterally single-handedly cheerfully
    merrily gaily casually inexcusably unforgivably inexplicably blithely hastily lazily naively mindlessly stubbornly
    clumsily wilfully willfully
""") | set(map(adverb_of, JUDGEMENTS))
_MANNER = "say what they saw, knew and could do instead of how they did it"
_CHECKING = word_set("checking verifying validating testing confirming reviewing running them it tests")
"""What programs leave out as well."""
_LACKED = word_set("backup plan review test run rollback canary tests reviews checks evals notice sign-off supervision")
"""What may have been impossible."""
_OF_PROGRAMS = word_set("lazily blindly needlessly unnecessarily pointlessly mindlessly casually inexplicably")
"""How programs work as well: `adapters are lazily loaded`."""
_COMPARES = ("check", "valid", "test", "compar", "verif", "match", "measur", "evaluat", "audit", "scor", "scan",
"judg",
             "lint", "grad", "review", "rate", "label", "annotat", "ran", "run", "held", "read", "went")  # fmt: skip
"""Verbs with which `against the rules` says what something was compared with."""
_SURELY = TIERS | {Actor.UNSURE: "error", Actor.NAMED: "error", Actor.OUTSIDER: "error"}
_FAR = 20


def _manner(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    whom = phrase_after(sentence.line, last + 1)
    if whom is not None and classify(sentence.line, *whom, sentence.people) is Actor.OUTSIDER:
        return  # a migration without asking users to do anything
    is_adverb = first == last
    opens = first < 2 and (not is_adverb or sentence.low(last + 1) == ",")
    doer = _after_it(sentence, last) if opens else _before_it(sentence, first, is_adverb)
    if doer is None or sentence.negated(first, 1):
        return
    tier = (TIERS if sentence.low(last) in _CHECKING else _SURELY).get(doer.actor)
    if tier is None:
        return
    tier = "warning" if sentence.low(last) in _LACKED else tier
    if is_explained(sentence, first) and not is_adverb:
        return
    kind = "character" if is_adverb else "actor-failed"
    yield sentence.found(
        first if is_adverb else doer.first, last, kind, _MANNER if is_adverb else WHAT_MADE_IT_LIKELY, tier
    )


def _before_it(sentence: Sentence, first: int, is_adverb: bool) -> Doer | None:
    """Find who does what is done in the manner that begins at `first`."""
    if is_adverb and phrase_before(sentence.line, first - 1) and sentence.noun_at(first + 1):
        found = sentence.actor_before(first, mental=True)
        if found is not None and found[0] is not Actor.MACHINE:
            return Doer(found[0], found[1], first)  # between a person and a verb
    if sentence.low(first - 1) == "," and sentence.names_a_person(first - 2) in (Actor.HUMAN, Actor.UNSURE):
        return Doer(Actor.HUMAN, first - 2, first)  # `Nuno, in breach of the policy, put it …`
    verb = first + 1 if is_adverb and _is_verb(sentence, first + 1) else -1
    if verb < 0:
        verb = next((left for left in range(first - 1, max(-1, first - _FAR), -1) if _is_verb(sentence, left)), -1)
    if sentence.low(first) == "against" and sentence.low(verb).startswith(_COMPARES):
        return None
    if verb < 0 and sentence.low(first + 1) in _LACKED:
        return None  # `the team refuses merges without tests`
    if _is_of_another(sentence, verb, first):
        return None
    if verb < 0:
        found = nearest_person(sentence, first)  # `Dana pushes to main without asking`
        acts = (
            found is not None and found[0] is Actor.HUMAN and words.MODALS.isdisjoint(sentence.lows[found[1] : first])
        )
        return Doer(*found, first) if found is not None and acts else None
    if sentence.low(verb) in words.BE - {"acted"} or sentence.hypothetical(verb):
        return None
    if sentence.is_passive(verb):
        # `it was carelessly merged` judges whoever did it
        doer = sentence.doer(verb, max(verb, first))
        by = "by" in sentence.lows[verb + 1 : verb + 4]
        judged = is_adverb and not by and sentence.low(first) not in _OF_PROGRAMS
        return doer or (Doer(Actor.HUMAN, verb, first) if judged else None)
    helpers = words.AUXILIARIES.intersection(sentence.auxiliaries(verb))
    return sentence.doer(verb, verb) if helpers <= {"had", "has", "have"} else None


def _is_of_another(sentence: Sentence, verb: int, first: int) -> bool:
    """Whether a program does it in a clause of its own: `two people edited it and the tool saves without notice`."""
    for left in range(first - 1, max(0, verb), -1):
        if sentence.low(left) in words.CONJUNCTIONS | words.SUBORDINATORS | {";", ","}:
            who = sentence.who(left + 1)
            return who is not None and who[0] is Actor.MACHINE and sentence.low(left + 1) in words.ARTICLES
    return False


def _after_it(sentence: Sentence, last: int) -> Doer | None:
    """Find who acts in `Against all advice, the manager …`."""
    for comma in range(last + 1, min(len(sentence.line), last + 10)):
        if sentence.low(comma) == ",":
            who = sentence.who(comma + 1)
            return Doer(who[0], last, who[1]) if who else None
    return None


def _is_verb(sentence: Sentence, place: int) -> bool:
    """Whether a word in the past tense is a verb; not as in `trusted the generated figures`."""
    if place >= len(sentence.line) or sentence.low(place - 1) in words.ARTICLES:
        return False
    is_participle = sentence.low(place) in IRREGULAR_PARTICIPLES and sentence.is_passive(place)
    return is_past(sentence.line[place]) or is_participle


RULES: tuple[Rule, ...] = (
    *(phrase_rule(words_, pattern, _manner) for words_, pattern in _MANNERS),
    WordRule(_ADVERBS, lambda sentence, place: _manner(sentence, place, place)),
)
