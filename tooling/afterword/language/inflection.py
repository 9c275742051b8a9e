"""The forms of an English verb, so that lists hold each verb once."""

from __future__ import annotations

from functools import cache

from afterword.text.word_set import word_set

_VOWELS = frozenset("aeiou")
_VERBS = """
    become became become; begin began begun; bend bent; bite bit bitten; blow blew blown; break broke broken; bring
    brought; build built; buy bought; catch caught; choose chose chosen; come came come; cut cut; deal dealt; dig dug;
    do did done; draw drew drawn; drive drove driven; eat ate eaten; fall fell fallen; feed fed; feel felt; fight
    fought; find found; flee fled; fly flew flown; forbid forbade forbidden; foresee foresaw foreseen; forget forgot
    forgotten; freeze froze frozen; get got gotten; give gave given; go went gone; grow grew grown; hang hung; have
    had; hear heard; hide hid hidden; hit hit; hold held; keep kept; know knew known; lay laid; lead led; leap leapt;
    leave left; lend lent; let let; lie lied; lose lost; make made; mean meant; meet met; misread misread; mistake
    mistook mistaken; override overrode overridden; oversee oversaw overseen; oversleep overslept; overwrite overwrote
    overwritten; pay paid; put put; quit quit; read read; rebuild rebuilt; redo redid redone; reread reread; rerun
    reran rerun; resend resent; reset reset; retake retook retaken; rethink rethought; rewrite rewrote rewritten; ride
    rode ridden; ring rang rung; rise rose risen; run ran run; say said; see saw seen; seek sought; sell sold; send
    sent; set set; shake shook shaken; shoot shot; show showed shown; shut shut; sink sank sunk; sit sat; sleep slept;
    slide slid; speak spoke spoken; spend spent; spin spun; split split; spread spread; stand stood; steal stole
    stolen; stick stuck; strike struck; swear swore sworn; sweep swept; swing swung; take took taken; teach taught;
    tear tore torn; tell told; think thought; throw threw thrown; understand understood; undertake undertook
    undertaken; undo undid undone; wake woke woken; wear wore worn; win won; withdraw withdrew withdrawn; withhold
    withheld; write wrote written
"""
_PRINCIPAL_PARTS = tuple(parts.split() for parts in _VERBS.split(";"))
"""Infinitive, past and participle of irregular verbs; the participle only where it is not the past."""
IRREGULAR_PAST = frozenset(("was", "were", "died", "tied", "used", *(parts[1] for parts in _PRINCIPAL_PARTS)))
"""And forms that are too short to be known by their ending."""
IRREGULAR_PARTICIPLES = frozenset(parts[-1] for parts in _PRINCIPAL_PARTS) - {"had"}
"""Without `been` and `had`, which are mostly auxiliaries."""
# One syllable with a single vowel doubles its last letter; of longer words these do.
_DOUBLING = word_set("""
    admit begin commit compel confer defer deter equip expel forbid forget incur infer omit overstep permit prefer
    propel quit rebel recur refer regret rerun reset sidestep submit transfer zigzag
""")
_PREFIXES = ("mis", "over", "under", "out", "re", "un")
_NOT_DOUBLED = frozenset("wxy")


@cache
def inflect(verb: str) -> tuple[str, ...]:
    """Return all forms of a verb, beginning with its infinitive: `skip` gives skip, skips, skipped, skipping."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    for prefix in _PREFIXES:
        if verb.startswith(prefix) and verb[len(prefix) :] in _IRREGULAR:
            return tuple(prefix + form for form in _IRREGULAR[verb[len(prefix) :]])
    forms = (verb, _third(verb), _stem(verb, "e") + "ed", _gerund(verb))
    is_of_two = verb.endswith("el") and not _doubles(verb) and sum(letter in _VOWELS for letter in verb) > 1
    return (*forms, verb + "led", verb + "ling") if is_of_two else forms  # `mislabeled`, and `mislabelled` in Britain


def _third(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh", "do", "go")):
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


def _gerund(verb: str) -> str:
    return (_stem(verb, "") if verb != "lie" else "ly") + "ing"


_IRREGULAR = {
    verb: tuple(dict.fromkeys((verb, "has" if verb == "have" else _third(verb), *parts, _gerund(verb))))
    for verb, *parts in _PRINCIPAL_PARTS
} | {"be": ("be", "is", "are", "am", "was", "were", "been", "being")}
