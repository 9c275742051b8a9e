"""Action items that somebody took on: what, who, and until when, as it was said.

Only what has an owner counts. A step of the response (`I'll restart it now`) does not, nor does what somebody will
never do.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from afterword.drafting.assembling.reading import split_said
from afterword.drafting.assembling.to_do_lists import to_do_bullets, to_do_rows
from afterword.evidence import EvidenceItem
from afterword.language.item_kinds import is_words_of_ai
from afterword.text.folding import normalise_caseless
from afterword.text.late_pattern import late_pattern
from afterword.times.dates import FIND_DATES, MONTHS, CalendarDate
from afterword.times.when import When

_WEEKDAYS = {name: n for n, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
_LIMIT = (
    r"(?:done |ready |finished |it |deadline |due(?: date)? ?:? ?|latest )*"
    r"(?:by|until|till|due|before|no later than|for|on)"
)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY_NAME = r"(?:mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?\b"
_DATE = (
    rf"(?:the )?(?:{_DAY_NAME},? (?:the )?(?=\d|{_MONTH}))?"
    r"(?:end of (?:the |this )?month|(?:end of \w+)|"
    r"(?:next |this |coming )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{4}-\d\d-\d\d|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH})\b\.?(?: \d{{4}})?|"
    rf"(?:{_MONTH})\b\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|tomorrow|"
    r"(?:end of )?(?:next|this|the) (?:week|month|sprint|quarter))"
)
_DUE = late_pattern(rf"[\s,;:(]*\b{_LIMIT}:? (?P<date>{_DATE})\b\)?", re.IGNORECASE)
_IS_LIMIT = late_pattern(r"\b(?:by|until|till|due|before|no later than|deadline|latest)\b", re.IGNORECASE)
"""What makes a day a limit; `on` and `for` alone may say when something was."""
_LISTED = late_pattern(
    rf"(?P<what>[^,;:()]{{8,200}}?)\s*\(owner:? (?P<who>[\w @/.-]{{2,40}}?)(?:,\s*(?:{_LIMIT} )?(?P<date>{_DATE}))?\)",
    re.IGNORECASE,
)
_IN_BRACKETS = late_pattern(
    rf"(?P<what>[^,;:()]{{8,200}}?)\s*\((?P<who>@?[\w @/.-]{{2,40}}?),\s*(?:{_LIMIT} )?(?P<date>{_DATE})\)",
    re.IGNORECASE,
)
"""The same without `owner`, behind a word that says that action items follow."""
_OWNED = late_pattern(
    rf"^(?:[-*•] )?(?P<what>[^,;:()]{{8,200}}?)[,;] owner:? (?P<who>@?[\w @/.-]{{2,40}}?)(?:[,;] (?:{_LIMIT}:? "
    rf")?(?P<date>{_DATE}))?\.?$",
    re.IGNORECASE,
)
"""`read-only role for agents, owner: @sam, due 2026-10-30`."""
_ARROW = late_pattern(
    rf"(?P<what>[^,;:.()>→]{{8,200}}?)\s*(?:[-=]>|→)\s*(?P<who>@?[\w][\w .-]{{1,39}}?),\s*(?:{_LIMIT} )?"
    rf"(?P<date>{_DATE})\b",
    re.IGNORECASE,
)
"""What goes to whom until when: `budget alert per day -> sre, by Nov 20`."""
_BOX = late_pattern(
    r"^[ \t]*[-*+] \[ \] (?P<what>\S[^\n]{6,200}?)"
    rf"(?:[ \t]*\((?:owner:? )?(?P<who>@?[\w @/.-]{{2,40}}?)(?:,\s*(?:{_LIMIT} )?(?P<date>{_DATE}))?\))?[ \t.]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""An open box of a list of tasks."""
_SOMEBODY_DOES = late_pattern(r"(?P<who>@?[\w.-]+(?: \d+)?) (?P<verb>[a-z]{2,}s) (?P<rest>(?:an?|the|our|[a-z]+)\b.*)")
"""`Sam adds a canary`, in a list of what is to be done."""
_BEHIND_DASH = late_pattern(
    rf"(?P<what>.{{8,300}}?)\s[-–—]\s(?P<who>@?[\w][\w .@-]{{1,39}}?),? (?:{_LIMIT} )?(?P<date>{_DATE})\.?",
    re.IGNORECASE,
)
"""`Freshness check in the tool - Tomasz, 18 September`, in such a list."""
_THIRD_PERSON = late_pattern(r"(?<=ch|sh|ss)es$|(?<=[xz])es$|(?<=[^aeious])ies$|s$")
_OWNER_FOR = late_pattern(
    r"\bowner (?:for|of) (?P<what>[^:.]{4,120}): (?P<who>[\w @/.-]{2,40}?)"
    rf"(?:,\s*(?:{_LIMIT} )?(?P<date>{_DATE}))?[.;]?$",
    re.IGNORECASE,
)
_MINE = late_pattern(
    r"(?:^|[,;:] |\band )(?:ok,? |then |and )?(?:I'll|I will|I'm going to|I am going to|[Ww]ill|"
    r"[Gg]oing to) (?:also |then )?(?P<what>[a-z][a-z-]+\b.*)"
)
_I_TAKE = late_pattern(
    r"(?:^|[,;:] |\band )I(?:'ll| will| can)? (?:take|own|pick up|handle) "
    r"(?P<what>(?:care of )?(?:an?|the|our) [^.]{6,200})"
)
"""`I take the alert on cost`; what has no article, such as `I take over`, names no work."""
_I_MAKE = late_pattern(r"^I (?P<what>(?:make|write|prepare|add|fix|build|document|draft|create|update|extend|move) .*)")
_THEIRS = late_pattern(
    r"(?:^|[,;:] )(?P<who>@?[\w][\w .-]{1,39}?) (?:will|is going to|is to) (?:also |then )?(?P<what>[a-z][a-z-]+\b.*)",
    re.IGNORECASE,
)
"""What somebody says that another one will do."""
_DOES = late_pattern(
    r"(?:^|[,;:] )(?P<who>@?[\w][\w .-]{1,39}?) (?P<what>(?:add|write|build|make|prepare|draft|create|update|"
    r"extend|pin|move|document)s\b.*)",
    re.IGNORECASE,
)
"""What somebody is said to do until a day: `sre adds a canary by Friday`."""
_TAKEN = late_pattern(
    r"\bI(?:'ll| will)? (?:take|own|do) (?:it|this|that|those|over)\b|\bowner(?: is|:)? me\b|"
    r"\bassign(?:ed)? (?:it )?to me\b"
)
_AGREES = late_pattern(
    r"(?:ok(?:ay)?|sure|yes|yep|yeah|fine|right)?[,.!]? ?(?:i )?"
    r"(?:will do|can do|on it|i'll do (?:it|that)|consider it done)\b",
    re.IGNORECASE,
)
_ASKED = late_pattern(
    r"\b(?P<who>(?:participant|responder) \d+)[,:]? ?(?:can|could|would|will) you (?:please |also )?"
    r"(?P<what>[a-z][^?\n]{7,200})\?",
    re.IGNORECASE,
)
_WE = late_pattern(r"[:,]? *\b(?:we'll|we will) (?:ship|do|build|deliver|have) (?:it|this|that)\b", re.IGNORECASE)
_HEAD = late_pattern(
    r"^(?:to[- ]?do|action(?: item)?s?|ai|follow-?up|next step|agreed|decided|task)s?(?: so far| now)? ?[:–-] ?",
    re.IGNORECASE,
)
_IDLE = late_pattern(
    r"^(?:never|not|no longer|look|check|see|try|ping|join|call|be|get|let|wait|watch|keep|have|take a|come|go|"
    r"know|need|stay|ask|report|tell|say|"
    r"restart|redeploy|roll|revert|set|turn|switch|investigate|dig|continue)\b"
)
_NEXT = late_pattern(r";\s+(?=\S)")
"""What separates one action item from the next: each has a date of its own."""
_NUMBERED = late_pattern(r"participant \d+", re.IGNORECASE)
_SAYS_NOTHING = late_pattern(r"^\S+(?: \S{1,4})?$|\b(?:it|this|that|them|those)$", re.IGNORECASE)
_SOON = late_pattern(
    r"(?<! of)[\s,]+(?:this|next) (?:week|sprint|month)$|[\s,]+(?:soon|today|tonight|tomorrow|as well|too)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pledge:
    """What somebody took on.

    Attributes:
        item: where it was said.
        action: what, beginning with a capital.
        owner: who, as a role; None if they are known by a number only, as `participant 5`.
        due: until when; None if that was not said, or not with certainty.
        request: what asked for it, if somebody agreed to that; it has the words of `action`.
        is_listed: whether it is in a list of what is to be done, which a step of the response is not.
    """

    item: EvidenceItem
    action: str
    owner: str | None
    due: date | None
    request: EvidenceItem | None = None
    is_listed: bool = False


def find_pledges(items: Iterable[EvidenceItem], actors: Sequence[str], mended: When | None) -> list[Pledge]:
    """Find what people took on, in the order of the items.

    Args:
        items: what people said and did not take back.
        actors: the roles of all who spoke; only these can be owners that somebody else names.
        mended: when the effect ended; a pledge without a date counts from then on only.
    """
    known = {normalise_caseless(actor).split(" (")[0] for actor in actors}
    found: dict[str, Pledge] = {}
    before: EvidenceItem | None = None
    for item in items:
        agreed = _agreed(item, before) if before else None
        before = item
        for one in () if is_words_of_ai(item.actor or "") else (agreed,) if agreed else _of_item(item, known):
            is_late = bool(
                mended and mended.earliest and item.at and item.at.earliest and item.at.earliest >= mended.earliest
            )
            if (one.due or is_late or one.is_listed) and not _SAYS_NOTHING.search(one.action):
                found.setdefault(one.action.casefold(), one)
    return list(found.values())


def days_due(text: str, said: When | None) -> set[date]:
    """Return the days until which something is to be done, as far as a text says them with certainty.

    Args:
        text: the text.
        said: when it was said.
    """
    limits = (match for match in _DUE.finditer(text) if _IS_LIMIT.search(match[0]))
    return {day for match in limits if (day := _day(match["date"], said))}


def is_to_do(who: str, text: str) -> bool:
    """Whether a text says that somebody will do something, or owns it: a name alone promises nothing."""
    name = rf"(?<![\w@.-])@?{re.escape(normalise_caseless(who))}(?![\w-])"
    others = r"(?: (?:or|and) \S+)?"
    will = r"(?:will|'ll|(?:is|are) (?:going )?to|takes?|owns?|ha(?:s|ve) to|promise[sd]? to|agree[sd]? to)"
    owner = r"(?:owner(?: is)?|owned by|assigned to|assignee|responsible(?: is)?)"
    said = normalise_caseless(text)
    return bool(re.search(rf"{name}{others} {will}\b|\b{owner}[: ]+(?:the )?{name}", said))


def _of_item(item: EvidenceItem, known: set[str]) -> Iterator[Pledge]:
    listed = [replace(one, is_listed=True) for one in list(_boxes(item, known)) or _to_do(item, known)]
    yield from listed or list(_listed(item, known)) or (_of_sentences(item, known) if item.actor else ())


def _listed(item: EvidenceItem, known: set[str]) -> Iterator[Pledge]:
    """Find what is written with its owner beside it, in brackets, behind an arrow or at the end."""
    text = " ".join(item.text.split())
    found = _ARROW.finditer(text) if ">" in text or "→" in text else ()
    arrows = [(match, _of_arrow(match["who"], item)) for match in found]
    lists = (_LISTED, _IN_BRACKETS) if _HEAD.match(text) else (_LISTED,)
    listed = [(one, one["who"]) for form in lists for one in form.finditer(text) if _is_known(one["who"], known)]
    if owned := _OWNED.match(text):
        listed.append((owned, owned["who"] if _is_known(owned["who"], known) else ""))
    if listed := [(match, who) for match, who in arrows if _is_known(who.split(" (")[0], known)] or listed:
        for match, who in listed:
            yield _pledge(item, match["what"], who, match["date"])
        return
    named_for = _OWNER_FOR.search(text)
    if named_for and _is_known(named_for["who"], known):
        yield _pledge(item, named_for["what"], named_for["who"], named_for["date"])
    elif (named := _named_last(text, known)) is not None:
        yield _pledge(item, *named)


def _of_sentences(item: EvidenceItem, known: set[str]) -> Iterator[Pledge]:
    before = ""
    for sentence in (part for one in split_said(item.text) for part in _NEXT.split(one)):
        bare = _HEAD.sub("", sentence)
        due = _DUE.search(sentence)
        date_said = due["date"] if due else None
        mine = _MINE.search(bare) or _I_MAKE.match(bare) or _I_TAKE.search(bare)
        if _TAKEN.search(bare):
            own = _WE.sub("", _TAKEN.split(_DUE.sub("", bare))[0]).strip(" ,:;.-")
            if what := own or before:
                yield _pledge(item, what, item.actor or "", date_said)
        elif mine and not _IDLE.match(mine["what"]):
            yield _pledge(item, mine["what"], item.actor or "", date_said)
        elif due and (theirs := _theirs(bare, known) or _done_by(bare, known)):
            yield _pledge(item, *theirs, date_said)
        before = bare


def _of_arrow(who: str, item: EvidenceItem) -> str:
    return item.actor or "" if who.casefold() == "me" else who


def _boxes(item: EvidenceItem, known: set[str]) -> Iterator[Pledge]:
    for match in _BOX.finditer(item.text):
        if not _IDLE.match(match["what"]):
            owner = match["who"] if match["who"] and _is_known(match["who"], known) else ""
            yield _pledge(item, match["what"], owner, match["date"])


def _to_do(item: EvidenceItem, known: set[str]) -> Iterator[Pledge]:
    """Find what a list below `Open:`, `Next steps` and the like names, and an action table; who, if they spoke."""
    for what in to_do_bullets(item.text):
        if _IDLE.match(what):
            continue  # a step of the response
        due = _DUE.search(what)
        date_said = due["date"] if due else None
        if mine := _MINE.search(what) or _I_TAKE.search(what):
            yield _pledge(item, mine["what"], item.actor or "", date_said)
        elif (named := _SOMEBODY_DOES.match(what)) and (what[:1].isupper() or _is_known(named["who"], known)):
            verb = _THIRD_PERSON.sub(lambda end: "y" if end[0] == "ies" else "", named["verb"])
            owner = named["who"] if _is_known(named["who"], known) else ""
            yield _pledge(item, f"{verb} {named['rest']}", owner, date_said)
        elif behind := _BEHIND_DASH.fullmatch(what):
            owner = behind["who"] if _is_known(behind["who"], known) else ""
            yield _pledge(item, behind["what"], owner, behind["date"])
        else:
            yield _pledge(item, what, "", date_said)
    for row in to_do_rows(item.text):
        is_certain = bool(row.due) and _day(row.due, item.at) is not None
        what = row.what if is_certain or not row.due else f"{row.what} (until {row.due})"
        yield _pledge(item, what, row.who if _is_known(row.who, known) else "", row.due or None)


def _theirs(sentence: str, known: set[str]) -> tuple[str, str] | None:
    """Find what somebody who spoke is said to do, other than a step of the response, and who."""
    match = _THEIRS.search(sentence)
    is_theirs = match and _is_known(match["who"], known) and not _IDLE.match(match["what"])
    return (match["what"], match["who"]) if match and is_theirs else None


def _done_by(sentence: str, known: set[str]) -> tuple[str, str] | None:
    """Find what somebody who spoke is said to do by a day, in the present tense, and who."""
    match, due = _DOES.search(sentence), _DUE.search(sentence)
    if match is None or due is None or not _is_known(match["who"], known) or not _IS_LIMIT.search(due[0]):
        return None
    verb, _, rest = match["what"].partition(" ")
    return f"{verb[:-1]} {rest}", match["who"]


def _agreed(item: EvidenceItem, before: EvidenceItem) -> Pledge | None:
    """Return what somebody agrees to do who was asked for it by name right before: `will do, by Friday`."""
    actor = (item.actor or "").split(" (")[0]
    text = item.text.split("\n")[0]
    if not actor or not _AGREES.match(text):
        return None
    asked = next((match for match in _ASKED.finditer(before.text) if match["who"] == actor), None)
    if asked is None or _IDLE.match(asked["what"]):  # a step of the response
        return None
    due = _DUE.search(text) or _DUE.search(asked["what"])
    pledge = _pledge(item, asked["what"], item.actor or "", due["date"] if due else None)
    return replace(pledge, request=before)


def _named_last(text: str, known: set[str]) -> tuple[str, str, str] | None:
    """Find the owner and the date at the end: `retry budget per tenant, responder 3, due 2026-09-04`."""
    due = next(iter([*_DUE.finditer(text)][-1:]), None)
    if due is None or text[due.end() :].strip(" .)"):
        return None
    head = text[: due.start()].rstrip(" ,;:")
    parts = re.split(r"[,.;:]\s+", head)
    who = parts[-1].strip()
    if len(parts) < 2 or normalise_caseless(who) not in known:
        return None
    return head[: len(head) - len(parts[-1])], who, due["date"]


def _is_known(who: str, known: set[str]) -> bool:
    return normalise_caseless(who.strip()) in known or who.strip().startswith("@")


def _pledge(item: EvidenceItem, what: str, owner: str, due: str | None) -> Pledge:
    day = _day(due, item.at) if due else None
    bare = _HEAD.sub("", what.strip())
    # A date that is not certain stays in the words, for a person to read.
    action = _SOON.sub("", (bare if due and day is None else _DUE.sub("", bare)).strip(" ,:;.-"))
    return Pledge(item, action[:1].upper() + action[1:], _role(owner) if owner else None, day)


def _role(owner: str) -> str | None:
    """Read the role of an owner, which a reader without the evidence can tell: the title of `participant 5 (sre)`."""
    name, _, title = owner.strip().partition(" (")
    return name if not _NUMBERED.fullmatch(name) else title.removesuffix(")") or None


def _day(text: str, said: When | None) -> date | None:
    """Read a due date: the next day of that name or number after it was said; None if that is not certain."""
    if said is None or said.earliest is None:
        days = {value for find in FIND_DATES for value, _, _ in find(text) if isinstance(value, CalendarDate)}
        only = days.pop() if len(days) == 1 else CalendarDate(None, None)
        return _next(only.year, only.month, only.day, date.min) if only.year and only.month and only.day else None
    today = said.earliest.date()
    for find in FIND_DATES:
        for value, _, _ in find(text[:1].upper() + text[1:]):
            if isinstance(value, CalendarDate) and value.month and value.day:
                return _next(value.year, value.month, value.day, today)
    words = normalise_caseless(text).split()
    if len(words) >= 3 and words[-3:-1] == ["end", "of"] and (month := MONTHS.get(words[-1])):
        year = today.year + (month < today.month)
        return date(year, month, monthrange(year, month)[1])
    if words[:2] == ["end", "of"] and words[-1] == "month" and not {"next", "last"} & set(words):
        return today.replace(day=monthrange(today.year, today.month)[1])
    ahead = (_WEEKDAYS.get(words[-1][:3], today.weekday()) - today.weekday()) % 7
    return today + timedelta(days=ahead) if len(words) == 1 and ahead and words[0].endswith("day") else None


def _next(year: int | None, month: int, day: int, today: date) -> date | None:
    try:
        found = date(year or today.year, month, day)
        return found if year or found >= today else date(today.year + 1, month, day)
    except ValueError:
        return None
