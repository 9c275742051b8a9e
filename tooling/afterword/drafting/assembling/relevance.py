"""Which events a reviewer wants: what the system did, and what people found out and did to it, while it lasted.

There is one notion for all kinds of sources, instead of one for each section. What is not relevant stays reachable in
the evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from afterword.drafting.assembling.reading import Said
from afterword.language.item_kinds import ItemKind
from afterword.language.section_labels import TO_DO
from afterword.text.folding import normalise_caseless
from afterword.text.late_pattern import late_pattern

_FEW = 3
"""Of lines of one form, from which on they are routine; of events, to which the rest must not shrink."""
_APART = timedelta(hours=4)
"""Between what belongs to an incident and what was before it."""
_LEAST_WORDS = 5
"""Of a text that says something of the system by its figures alone."""
_RECORD = late_pattern(r"[^:;(\n]{1,40}: [^;\n]*(?:; [^:;\n]{1,40}: [^;\n]*)+")
"""A row of a table in which no column is a text."""
_VARIES = late_pattern(r"\"[^\"]*\"|[^\s=]*\d\S*")
_ROLE = late_pattern(r"\[?(?:participant|responder|name) \d+\]?|https?://\S+")
_EXACT = late_pattern(r"\d|`|\w_\w|\w\.\w+\.\w")
_ASKS = late_pattern(r"(?:and |so |ok,? )*(?:what|which|who|when|where|why|how|wie ?viele?|wer|wann|warum)\b[^.:]*")
_PLANS = late_pattern(rf"(?:{TO_DO})\b[^:]{{0,20}}:")
_TELLS = late_pattern(
    r"\b(?:live|up|down|back|off|again|wieder|zurück|gone|done|finished|completed?|runs?|running|ran|works?|working|"
    r"broken|fail\w*|errors?|wrong\w*|missing|miss(?:es|ed)|fehlt\w*|falsch\w*|empty|slow\w*|stuck|pending|"
    r"hang\w*|hung|timeouts?|crash\w*|normal|fine|clean|found|saw|seen|shows?|checked|verified|confirmed|ruled|"
    r"innocent|not (?:it|that|the)|causes?|because|roll(?:s|ed|ing|out|back)\w*|revert\w*|deploy\w*|releas\w*|"
    r"merg\w*|ship(?:s|ped|ping)|commit|switch\w*|chang\w*|mov(?:e|es|ed|ing)|paus\w*|stop\w*|start\w*|began|"
    r"begins?|restart\w*|restor\w*|kill\w*|flush\w*|revok\w*|pinn\w*|disabl\w*|enabl\w*|block\w*|"
    r"clos(?:e|es|ed|ing)|open(?:s|ed|ing)|resolv\w*|mitigat\w*|fix\w*|declar\w*|sev-?\d|page[drs]?|paging|"
    r"alerts?|ack(?:ed|nowledged)?|escalat\w*|call(?:s|ed|ing)|ruft|notif\w*|inform\w*|status page|customers?|"
    r"users?|guests?|patients?|parents?|people|tickets?|complain\w*|report\w*|wrote|mails?|corrected|"
    r"count(?:ed|s)?|affected|re-?(?:run|ran|issued|play\w*|index\w*|view\w*|train\w*)|limit|quota|prompt|model|"
    r"cache|queue|traffic|latency|loop\w*)\b"
)
"""Words of what a system does, or is in, and of what people do to it."""


def choose_relevant(events: Sequence[Said], weigh: Callable[[Said], int]) -> list[Said]:
    """Choose the events that say something of the system, and belong to this incident; all of them if few would stay.

    Args:
        events: what the timeline may show.
        weigh: how much one matters: the less, the more.
    """
    forms = Counter(_form(one) for one in events if one.kind is ItemKind.SIGNAL)
    seen: set[tuple[str, str]] = set()
    found: list[Said] = []
    for one in events:
        form = _form(one)
        is_routine = forms[form] >= _FEW and weigh(one) > 1 and form in seen
        seen.add(form)
        if not is_routine and (weigh(one) <= 2 or _tells(one)):
            found.append(one)
    chosen = _of_one_time(found, weigh)
    return chosen if len(chosen) >= _FEW else list(events)


def _form(said: Said) -> tuple[str, str]:
    """A line of a source without its figures and quotations."""
    return said.item.source, _VARIES.sub("#", said.text)


def _tells(said: Said) -> bool:
    """Whether a text says something of the system."""
    text = normalise_caseless(_ROLE.sub("", said.text)).strip(" .!:–—-")
    if _RECORD.fullmatch(text) and not said.is_alarm:
        return False
    if said.kind is ItemKind.SIGNAL:
        return True
    if _ASKS.fullmatch(text) or _PLANS.match(text):
        return False
    return _TELLS.search(text) is not None or (_EXACT.search(text) is not None and len(text.split()) >= _LEAST_WORDS)


def _of_one_time(events: Sequence[Said], weigh: Callable[[Said], int]) -> list[Said]:
    """Leave out what was long before most events, unless it is a change, which can show later."""
    moments = sorted(at for one in events if (at := _moment(one)))
    groups: list[list[datetime]] = []
    for moment in moments:
        if groups and moment - groups[-1][-1] <= _APART:
            groups[-1].append(moment)
        else:
            groups.append([moment])
    begin = max(groups, key=len)[0] if groups else None
    return [one for one in events if weigh(one) <= 1 or begin is None or (_moment(one) or begin) >= begin]


def _moment(said: Said) -> datetime | None:
    return said.at.earliest if said.at else None
