"""The forms of an English verb, so that lists hold each verb once."""

from __future__ import annotations

from functools import cache

from afterword.text.word_set import word_set

_VOWELS = frozenset("aeiou")
_IRREGULAR = {
    forms.split()[0]: forms.split()
    for forms in """
be is are am was were been being
have has had having
do does did done doing
go goes went gone going
begin begins began begun beginning
bend bends bent bending
bite bites bit bitten biting
blow blows blew blown blowing
break breaks broke broken breaking
bring brings brought bringing
build builds built building
bury buries buried burying
buy buys bought buying
catch catches caught catching
choose chooses chose chosen choosing
come comes came come coming
cut cuts cutting
drag drags dragged dragging
draw draws drew drawn drawing
drive drives drove driven driving
fall falls fell fallen falling
feel feels felt feeling
find finds found finding
flee flees fled fleeing
fly flies flew flown flying
forget forgets forgot forgotten forgetting
freeze freezes froze frozen freezing
get gets got gotten getting
give gives gave given giving
hear hears heard hearing
hide hides hid hidden hiding
hit hits hitting
hold holds held holding
keep keeps kept keeping
know knows knew known knowing
lay lays laid laying
lead leads led leading
leave leaves left leaving
let lets letting
lie lies lied lying
lose loses lost losing
make makes made making
pay pays paid paying
put puts putting
read reads reading
ride rides rode ridden riding
run runs ran running
say says said saying
see sees saw seen seeing
send sends sent sending
sell sells sold selling
set sets setting
shoot shoots shot shooting
show shows showed shown showing
sink sinks sank sunk sinking
sit sits sat sitting
sleep sleeps slept sleeping
stand stands stood standing
steal steals stole stolen stealing
stick sticks stuck sticking
sweep sweeps swept sweeping
swing swings swung swinging
take takes took taken taking
teach teaches taught teaching
tell tells told telling
think thinks thought thinking
throw throws threw thrown throwing
understand understands understood understanding
wear wears wore worn wearing
win wins won winning
withhold withholds withheld withholding
write writes wrote written writing
""".strip().splitlines()
}
# One syllable with a single vowel doubles its last letter; of longer words these do.
_DOUBLING = word_set("""
    admit commit compel confer defer deter equip expel forbid incur infer omit overstep permit prefer propel rebel recur
    refer regret sidestep submit transfer zigzag
""")
_PREFIXES = ("mis", "over", "under", "out", "re", "un")
_NOT_DOUBLED = frozenset("wxy")


@cache
def inflect(verb: str) -> tuple[str, ...]:
    """Return all forms of a verb, beginning with its infinitive: `skip` gives skip, skips, skipped, skipping."""
    if verb in _IRREGULAR:
        return tuple(_IRREGULAR[verb])
    for prefix in _PREFIXES:
        if verb.startswith(prefix) and verb[len(prefix) :] in _IRREGULAR:
            return tuple(prefix + form for form in _IRREGULAR[verb[len(prefix) :]])
    forms = (verb, _third(verb), _stem(verb, "e") + "ed", _stem(verb, "") + "ing")
    is_of_two = verb.endswith("el") and not _doubles(verb) and sum(letter in _VOWELS for letter in verb) > 1
    return (*forms, verb + "led", verb + "ling") if is_of_two else forms  # `mislabeled`, and `mislabelled` in Britain


def _third(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return verb + "es"
    return verb[:-1] + "ies" if _ends_in_consonant_y(verb) else verb + "s"


def _stem(verb: str, before: str) -> str:
    """Return what precedes `ed` (with `before` = "e") or `ing`."""
    if before and _ends_in_consonant_y(verb):
        return verb[:-1] + "i"
    if verb.endswith("ee"):
        return verb[:-1] if before else verb
    if verb.endswith("e"):
        return verb[:-1]
    if verb.endswith("ic"):
        return verb + "k"
    return verb + verb[-1] if _doubles(verb) else verb


def _ends_in_consonant_y(verb: str) -> bool:
    return verb.endswith("y") and verb[-2:-1] not in _VOWELS


def _doubles(verb: str) -> bool:
    last = verb.rsplit("-", 1)[-1]
    if verb in _DOUBLING:
        return True
    if len(last) < 3 or last[-1] in _VOWELS | _NOT_DOUBLED or last[-2] not in _VOWELS or last[-3] in _VOWELS:
        return False
    return sum(letter in _VOWELS for letter in last) == 1


def adverb_of(adjective: str) -> str:
    """Return the adverb of an adjective: `sloppily`, `feebly`, `lethargically`."""
    if adjective.endswith("y"):
        return adjective[:-1] + "ily"
    if adjective.endswith("le"):
        return adjective[:-1] + "y"
    return adjective + ("ally" if adjective.endswith("ic") else "ly")
