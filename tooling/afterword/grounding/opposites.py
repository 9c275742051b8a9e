"""Words that exclude each other: how much, how compared, and in which state something is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from afterword.grounding import cues
from afterword.grounding.doubts import Doubt, Weight
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.log_forms import spell_out
from afterword.grounding.wording import Clause, aligned, stems
from afterword.language.inflection import inflect
from afterword.text.folding import normalise_caseless
from afterword.text.late_pattern import late_pattern
from afterword.text.numbers import NUMBER_WORDS

_VERBS = """
accept approve grant allow permit authorise authorize | reject refuse decline deny veto forbid
add insert append include | remove delete drop omit exclude
enable activate | disable deactivate
rise increase climb grow jump double improve | fall decrease drop decline shrink halve worsen
raise | lower reduce cut
open reopen | close shut
start begin launch | stop end finish complete conclude
upgrade | downgrade
promote | demote
pass succeed | fail
connect attach mount | disconnect detach unmount
lock | unlock
mute silence | unmute
encrypt | decrypt
agree support endorse | disagree object oppose
confirm | deny dispute refute
remember | forget
win | lose
arrive | leave depart
buy | sell
overestimate overstate overcount exaggerate | underestimate understate undercount
speed accelerate | slow delay
expand widen extend | shrink narrow shorten
strengthen tighten | weaken loosen relax
keep retain preserve | delete discard drop purge
"""
_ADJECTIVES = """
earlier sooner | later
more | less fewer
faster quicker fast | slower slow sluggish
higher high | lower low
better | worse
longer | shorter
larger bigger greater large big | smaller small
older old | newer new
cheaper | dearer costlier
correct right accurate valid | wrong incorrect inaccurate invalid
warmer hotter | colder cooler
ready healthy available up | unhealthy unavailable down offline
hit | miss
minimum min lowest | maximum max highest peak
safe harmless | unsafe dangerous harmful
hot warm | cold cool
dry | wet
upstream | downstream
inbound incoming | outbound outgoing
input | output
upload | download
production prod live | staging stage sandbox
primary leader | replica secondary standby follower
internal inside | external outside
daily | weekly monthly
"""


def _sides(table: str, forms: Callable[[str], Iterable[str]]) -> list[tuple[str, ...]]:
    lines = (line.split(" | ") for line in table.strip().splitlines())
    return [tuple(" | ".join(form for word in side.split() for form in forms(word)) for side in line) for line in lines]


_PAIRS = (*_sides(_VERBS, inflect), *_sides(_ADJECTIVES, lambda word: (word,)))
_SCALES = tuple(
    # `decline rate` is a rate of refusals.
    tuple(late_pattern(rf"\b(?:{side.replace('_', ' ').replace(' | ', '|')})\b(?!(?<=decline) rate)") for side in line)
    for line in (
        (
            r"a_few | few | hardly_any | a_handful | a_minority | scarcely_any | barely_any",
            r"(?:nearly|almost|virtually)_(?:all|every\w*) | most | the_majority | the_bulk | plenty | many",
        ),
        ("first", r"last | (?<!\d_)second(?!_(?:after|before|later)) | third"),
        ("oldest | earliest", "newest | latest | most_recent | youngest"),
        ("at_least | no_fewer_than | no_less_than", "at_most | no_more_than | up_to"),
        ("temp | temporary | temporarily | for_now | until_further_notice", "permanent | permanently | for_good"),
        (
            "rarely | seldom | hardly_ever | occasionally | sometimes",
            "always | often | usually | constantly | every_time",
        ),
        ("false_negatives? | false_rejects?", "false_positives? | false_accepts? | false_alarms?"),
        ("internal | internally", "external | externally"),
        ("by_hand | manual | manually", r"auto | auto-?\w+ | automatic | automatically"),
        ("in_part | partly | partially | partial", "fully | completely | entirely | in_full | wholly"),
        ("optional | voluntary | voluntarily", "mandatory | compulsory | required"),
        ("before | prior_to", "after | afterwards"),
        *tuple(_PAIRS),
    )
)
"""Sides of a scale: a claim that takes one, where its item has the other alone, says the opposite."""
_STATES = tuple(
    (
        late_pattern(rf"\b(?:is|was|were|are|been|being|stayed|remained) (?:now |then |still )?(?:{one})\b"),
        late_pattern(rf"\b(?:{other})\b"),
    )
    for pair in (
        (
            "closed|resolved|done|fixed|completed",
            "reopened|reopens|re-opened|open|opened|unresolved|in progress|pending",
        ),
        ("approved|accepted|granted|allowed", "rejected|declined|denied|refused|disallowed"),
        ("enabled|on|active|switched on|turned on", "disabled|off|inactive|switched off|turned off"),
        ("up|healthy|online|available|reachable", "down|unhealthy|offline|unavailable|unreachable"),
        ("correct|valid|right", "wrong|incorrect|invalid|false"),
        ("manual|by hand", "automatic|automatically|auto"),
    )
    for one, other in (pair, pair[::-1])
)
_SHORT_NOTE = 160
_NUMBER = late_pattern(r"\d[\d,]*")
_PART = late_pattern(rf"\b(?:\d+|{NUMBER_WORDS}) of\b|^(?:most|half|some|the others?|the rest)\b")
_COUNTS = late_pattern(rf"^(?:only |about |some |all |the |of the )*(?:\d|{NUMBER_WORDS}|some|others?|rest)\b")
"""A claim about a part, whose other part is in the other state: `two of nine are still open`."""


def doubts_about_opposites(claim: str, items: Sequence[LedgerItem]) -> Iterator[Doubt]:
    """Find words of a claim whose opposite, and not they, are in the clauses that come closest to it.

    Args:
        claim: its text.
        items: the items that it cites.
    """
    text = normalise_caseless(claim)
    near = aligned(stems(text), items)
    said = " ".join(dict.fromkeys(_note_around(clause) for clause in near))
    cited = " ".join(normalise_caseless(item.text) for item in items)
    if not near or bool(cues.NEGATION.search(text)) is not bool(cues.NEGATION.search(said)):
        return
    numbers = set(_NUMBER.findall(text))
    is_part = _PART.search(text) is not None and not (numbers and numbers <= set(_NUMBER.findall(cited)))
    for sides in _SCALES[:1] if is_part else _SCALES:
        for mine, other in (sides, sides[::-1]):
            if mine.search(text) and not other.search(text) and other.search(said) and not mine.search(cited):
                yield Doubt(
                    Weight.CHECK, f"what is cited says “{_found(other, said)}”, the claim “{_found(mine, text)}”"
                )
                return
    for state, opposite in () if _COUNTS.search(text) else _STATES:
        found = state.search(text)
        if (
            found
            and opposite.search(said)
            and not opposite.search(text)
            and not re.search(rf"\b{found[0].split()[-1]}\b", cited)
        ):
            yield Doubt(Weight.CHECK, f"what is cited says “{_found(opposite, said)}”")
            return


def _note_around(clause: Clause) -> str:
    """All of a short note, of which a clause may only say what the others are about: `raise limit to 60 - REJECTED`."""
    note = clause.item.text
    return clause.text if len(note) > _SHORT_NOTE else normalise_caseless(spell_out(note.replace("`", " ")))


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[0] if match else ""
