"""What the words of a document mean, so that two sentences in other words are seen to be about the same thing."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import count

from afterword.checks.consistency.sentences import word_stem, word_stems
from afterword.text.late_pattern import late_pattern
from afterword.text.word_set import word_set

_GROUPS = """
    disable: stop halt pause suspend freeze froze frozen deactivate disconnect kill mute unplug
    enable: activate reactivate reconnect resume
    restore: revert reinstate undo undid
    deploy: release ship rollout
    hide: hid hidden conceal mask
    remove: delete drop withdraw withdrew withdrawn erase purge wipe scrap retire uninstall decommission
    close: shut
    inform: notify told tell write wrote written mail email letter message contact brief advise
    call: phone ring rings rang rung telephone
    notice: see sees saw seen spot discover detect realise realize recognise recognize
    build: built rebuild rebuilt regenerate
    upgrade: update bump
    load: import ingest
    fix: repair correct patch mend remedy
    raise: increase grew grow
    lower: reduce decrease
    spend: spent exhaust deplete deplet
    identify: diagnose pinpoint
    refund: reimburse credit compensate compensation
    bring: brought
    break: broke broken
    buy: bought
    catch: caught
    choose: chose chosen
    come: came
    draw: drew drawn
    drive: drove driven
    fall: fell fallen
    give: gave given
    hear: heard
    hold: held
    keep: kept
    leave: left
    lose: lost
    meet: met
    pay: paid
    rise: rose risen
    run: ran
    sell: sold
    set: put
    speak: spoke spoken
    switch: turn flip
    take: took taken
    throw: threw thrown
    lead: led
    join: joined
    customer: client
    child: kid children pupil schoolchild
    supplier: vendor provider
    picture: photo image
    setting: config configuration
"""
"""Words for the same act or thing; those that open a line name it."""
ACTS = word_set("""
    disable enable restore deploy hide remove inform call build upgrade load fix raise lower identify
    refund switc resta reset purge publi mute merge rotat migra fallb failo pause retra alert start
""")
"""Acts to which a noun alone points: `the restore`, `the upgrade of the interface`."""
CHANGES = word_set("""
    deploy upgrade load enable disable raise lower setting set chang migra rotat merge insta build version
    switc swap repla renam retra add remove move edit publi refac clean tun roll start resta
""")
"""Acts that change a system, and so can be a cause."""
STARTS, ENDS = word_set("deploy enable"), word_set("restore disable remove")
"""Acts by which a thing is in use, and no longer."""
OPPOSITES = (("enable", "disable"), ("raise", "lower"), ("hide", "show"), ("hide", "shown"), ("remove", "add"))
_CONCEPT = {
    word_stem(word): name
    for line in _GROUPS.strip().splitlines()
    for name, others in [line.strip().split(": ")]
    for word in (name, *others.split())
}
_OBJECT = r"(?P<object>(?: (?!(?:off|out|down|on|back|and|to|in|at|by|for|from|with)\b)[\w'’-]+){0,5})"
_TAKES_OFF = (
    rf"\b(?:switch|turn|shut|tak|took|put|set|pull)(?:e[sn]?|es|s|t?ed|t?ing)?{_OBJECT} (?:off(?:[ -]?line)?|down|"
    r"out of (?:service|use|production|rotation|operation))\b|\bcut(?:ting|s)? off\b"
)
_BRINGS_BACK = (
    rf"\b(?:roll|switch|turn|chang|bring|brought|tak|took|put|mov|go|went|gone|goes|set|return|revert)"
    rf"(?:e[snd]?|s|ed|ing)?{_OBJECT} back(?! to normal)\b|\brollbacks?|\broll-back|"
    r"(?<=[\w)] )back(?=[.,;]|$| on \w| in use)"
)
_PUTS_ON = (
    rf"\b(?:switch|turn|put)(?:s|es|ed|ing)?{_OBJECT} (?:back )?on(?:line)?\b(?! (?:the|a|an|our|its)\b)|"
    rf"\b(?:switch|turn)(?:s|es|ed|ing)? on\b|\bswitch(?:es|ed|ing)?{_OBJECT} (?:over )?to\b"
)
_GOES_OUT = (
    r"\b(?:roll(?:s|ed|ing)?|push(?:ed|es)?|go|goes|went|gone|going|put|is|was|are|were) (?:out|live|into production)\b"
)
_USED_UP = r"\b(?:used up|ran out|run out|all gone|ran dry)\b"
_IS_OFF = r"(?<=[a-z] )off(?=[.,;:)]|$| (?:in|at|for|since|until|on|from|and|by|again)\b)"
_IS_ON = r"(?<=[a-z] )on(?= again\b| since\b|[.,;:)]|$)"


def _own_groups(pattern: str, name: str) -> str:
    numbers = count()
    return re.sub(r"\(\?P<object>", lambda _: f"(?P<object_{name}_{next(numbers)}>", pattern)


_PHRASE = late_pattern(
    "|".join(
        f"(?P<{name}>{_own_groups(pattern, name)})"
        for name, pattern in (
            ("disable", _TAKES_OFF),
            ("restore", _BRINGS_BACK),
            ("enable", _PUTS_ON),
            ("deploy", _GOES_OUT),
            ("spend", _USED_UP),
            ("off", _IS_OFF),
            ("on", _IS_ON),
        )
    ),
    re.IGNORECASE,
)
"""Verbs whose meaning is in a small word behind them: `turned the flag off`."""
_PARTICLE = late_pattern(
    r"\b(?:off|down|out|back|on|live|online|up|rollbacks?|roll-back|switch\w*|ran|run|gone)\b", re.IGNORECASE
)
_NAMES = {"off": "disable", "on": "enable"}


def _named(match: re.Match[str]) -> str:
    kind = match.lastgroup or ""
    between = next(filter(None, (text for name, text in match.groupdict().items() if name != kind)), "")
    return f" {_NAMES.get(kind, kind)} {between} "


@lru_cache(maxsize=4_000)
def spelled(text: str) -> str:
    """A text in which verbs with a small word are named by what they mean: `disable` for `turned … off`."""
    return _PHRASE.sub(_named, text) if _PARTICLE.search(text) else text


@lru_cache(maxsize=4_000)
def concepts(text: str) -> frozenset[str]:
    """What the meaningful words of a text mean, without its numbers: one name for all words of a group."""
    return frozenset(_CONCEPT.get(one, one) for one in word_stems(spelled(text)))
