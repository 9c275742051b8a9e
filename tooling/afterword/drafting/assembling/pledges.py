"""Action items that somebody took on: what, who, and until when, as it was said.

Only what has an owner counts. A step of the response (`I'll restart it now`) does not, nor does what somebody will
never do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from afterword.drafting.assembling.due_days import DATE, DUE, IS_LIMIT, LIMIT, day_due
from afterword.drafting.assembling.entries import Entry, read_entry
from afterword.drafting.assembling.reading import split_said
from afterword.drafting.assembling.to_do_lists import labelled_entries, to_do_bullets, to_do_rows
from afterword.evidence import EvidenceItem
from afterword.language.item_kinds import is_words_of_ai
from afterword.text.folding import normalise_caseless
from afterword.text.late_pattern import late_pattern
from afterword.times.when import When

_BOX = late_pattern(
    r"^[ \t]*[-*+] \[ \] (?P<what>\S[^\n]{6,200}?)"
    rf"(?:[ \t]*\((?:owner:? )?(?P<who>@?[\w @/.-]{{2,40}}?)(?:,\s*(?:{LIMIT} )?(?P<date>{DATE}))?\))?[ \t.]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""An open box of a list of tasks."""
_SOMEBODY_DOES = late_pattern(r"(?P<who>@?[\w.-]+(?: \d+)?) (?P<verb>[a-z]{2,}s) (?P<rest>(?:an?|the|our|[a-z]+)\b.*)")
"""`Sam adds a canary`, in a list of what is to be done."""
_THIRD_PERSON = late_pattern(r"(?<=ch|sh|ss)es$|(?<=[xz])es$|(?<=[^aeious])ies$|s$")
_OWNER_FOR = late_pattern(
    r"\bowner (?:for|of) (?P<what>[^:.]{4,120}): (?P<who>[\w @/.-]{2,40}?)"
    rf"(?:,\s*(?:{LIMIT} )?(?P<date>{DATE}))?[.;]?$",
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
    r"^(?:never|not|no longer|look|check|see|try|ping|join|call|be|get|let|wait|watch|keep|have|take a|come|go|know|"
    r"need|stay|ask|report|tell|say|restart|redeploy|roll|revert|set|turn|switch|investigate|dig|continue)\b"
)
_NEXT = late_pattern(r";\s+(?=\S)|(?<=\)),\s+")
_OWNER_BEHIND = late_pattern(rf"\.\s+(?=[\w ]{{2,30}}, (?:{LIMIT} )?{DATE}\b)", re.IGNORECASE)
"""Before an owner and a date in a sentence of their own."""
_SHORTEST = 8
"""Characters of what is to be done."""
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
    items = list(_with_day(items))
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


def _with_day(items: Iterable[EvidenceItem]) -> Iterator[EvidenceItem]:
    """Give items without a time the last day of their source, from which on a day without a year counts."""
    items = list(items)
    last: dict[str, When] = {}
    for item in items:
        if item.at and item.at.earliest and str(item.at) > str(last.get(item.source, "")):
            last[item.source] = item.at
    for item in items:
        day = last.get(item.source) if item.at is None else None
        yield replace(item, at=When.parse(f"{day.earliest:%Y-%m-%d}")) if day and day.earliest else item


def is_to_do(who: str, text: str) -> bool:
    """Whether a text says that somebody will do something, or owns it: a name alone promises nothing."""
    name = rf"(?<![\w@.-])@?{re.escape(normalise_caseless(who))}(?![\w-])"
    others = r"(?: (?:or|and) \S+)?"
    will = r"(?:will|'ll|(?:is|are) (?:going )?to|takes?|owns?|ha(?:s|ve) to|promise[sd]? to|agree[sd]? to)"
    owner = r"(?:owner(?: is)?|owned by|assigned to|assignee|responsible(?: is)?)"
    said = normalise_caseless(text)
    return bool(re.search(rf"{name}{others} {will}\b|\b{owner}[: ]+(?:the )?{name}", said))


def _of_item(item: EvidenceItem, known: set[str]) -> Iterator[Pledge]:
    if listed := list(_boxes(item, known)) or list(_to_do(item, known)):
        yield from (replace(one, is_listed=True) for one in listed)
    elif found := list(_listed(item, known)) or (list(_of_sentences(item, known)) if item.actor else []):
        yield from found
    else:
        entries = (_entry(item, what, known) for what in labelled_entries(item.text))
        yield from (replace(one, is_listed=True) for one in entries if one)


def _listed(item: EvidenceItem, known: set[str]) -> Iterator[Pledge]:
    """Find what is written with its owner beside it, in whichever form."""
    text = " ".join(item.text.split())
    named_for = _OWNER_FOR.search(text)
    if named_for and _is_known(named_for["who"], known):
        yield _pledge(item, named_for["what"], named_for["who"], named_for["date"])
        return
    head = _HEAD.match(text)
    text = _OWNER_BEHIND.sub(", ", text[head.end() :] if head else text)
    for sentence in split_said(text):
        if sentence.endswith("?"):
            continue  # who is asked may refuse
        for part in _NEXT.split(sentence):
            entry = read_entry(part, lambda who: _is_owner(who, known), is_listed=head is not None)
            if entry.who and (entry.until or entry.names_owner) and len(entry.what) >= _SHORTEST:
                yield _pledge(item, entry.what, _owner(entry, item, known), entry.until)


def _of_sentences(item: EvidenceItem, known: set[str]) -> Iterator[Pledge]:
    before = ""
    for sentence in (part for one in split_said(item.text) for part in _NEXT.split(one)):
        bare = _HEAD.sub("", sentence)
        due = DUE.search(sentence)
        date_said = due["date"] if due else None
        mine = _MINE.search(bare) or _I_MAKE.match(bare) or _I_TAKE.search(bare)
        if _TAKEN.search(bare):
            own = _WE.sub("", _TAKEN.split(DUE.sub("", bare))[0]).strip(" ,:;.-")
            if what := own or before:
                yield _pledge(item, what, item.actor or "", date_said)
        elif mine and not _IDLE.match(mine["what"]):
            yield _pledge(item, mine["what"], item.actor or "", date_said)
        elif due and (theirs := _theirs(bare, known) or _done_by(bare, known)):
            yield _pledge(item, *theirs, date_said)
        before = bare


def _owner(entry: Entry, item: EvidenceItem, known: set[str]) -> str:
    """Return who owns an entry; empty if they had no part in the evidence, as a name alone says too little."""
    return item.actor or "" if entry.who.casefold() == "me" else entry.who if _is_known(entry.who, known) else ""


def _boxes(item: EvidenceItem, known: set[str]) -> Iterator[Pledge]:
    for match in _BOX.finditer(item.text):
        if not _IDLE.match(match["what"]):
            owner = match["who"] if match["who"] and _is_known(match["who"], known) else ""
            yield _pledge(item, match["what"], owner, match["date"])


def _to_do(item: EvidenceItem, known: set[str]) -> Iterator[Pledge]:
    """Find what a list below `Open:`, `Next steps` and the like names, and an action table; who, if they spoke."""
    yield from filter(None, (_entry(item, what, known) for what in to_do_bullets(item.text)))
    for row in to_do_rows(item.text):
        is_certain = bool(row.due) and day_due(row.due, item.at) is not None
        what = row.what if is_certain or not row.due else f"{row.what} (until {row.due})"
        yield _pledge(item, what, row.who if _is_known(row.who, known) else "", row.due or None)


def _entry(item: EvidenceItem, what: str, known: set[str]) -> Pledge | None:
    """Read an entry of a list; None if it is a step of the response."""
    if _IDLE.match(what):
        return None
    due = DUE.search(what)
    date_said = due["date"] if due else None
    if mine := _MINE.search(what) or _I_TAKE.search(what):
        return _pledge(item, mine["what"], item.actor or "", date_said)
    if (named := _SOMEBODY_DOES.match(what)) and (what[:1].isupper() or _is_known(named["who"], known)):
        verb = _THIRD_PERSON.sub(lambda end: "y" if end[0] == "ies" else "", named["verb"])
        owner = named["who"] if _is_known(named["who"], known) else ""
        return _pledge(item, f"{verb} {named['rest']}", owner, date_said)
    entry = read_entry(what, lambda who: _is_owner(who, known))
    return _pledge(item, entry.what, _owner(entry, item, known), entry.until or None)


def _theirs(sentence: str, known: set[str]) -> tuple[str, str] | None:
    """Find what somebody who spoke is said to do, other than a step of the response, and who."""
    match = _THEIRS.search(sentence)
    is_theirs = match and _is_known(match["who"], known) and not _IDLE.match(match["what"])
    return (match["what"], match["who"]) if match and is_theirs else None


def _done_by(sentence: str, known: set[str]) -> tuple[str, str] | None:
    """Find what somebody who spoke is said to do by a day, in the present tense, and who."""
    match, due = _DOES.search(sentence), DUE.search(sentence)
    if match is None or due is None or not _is_known(match["who"], known) or not IS_LIMIT.search(due[0]):
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
    due = DUE.search(text) or DUE.search(asked["what"])
    pledge = _pledge(item, asked["what"], item.actor or "", due["date"] if due else None)
    return replace(pledge, request=before)


def _is_known(who: str, known: set[str]) -> bool:
    return normalise_caseless(who.strip()) in known or who.strip().startswith("@")


def _is_owner(who: str, known: set[str]) -> bool:
    return who.casefold() == "me" or _is_known(who, known)


def _pledge(item: EvidenceItem, what: str, owner: str, due: str | None) -> Pledge:
    day = day_due(due, item.at) if due else None
    bare = _HEAD.sub("", what.strip())
    # A date that is not certain stays in the words, for a person to read.
    action = _SOON.sub("", (bare if due and day is None else DUE.sub("", bare)).strip(" ,:;.-"))
    return Pledge(item, action[:1].upper() + action[1:], _role(owner) if owner else None, day)


def _role(owner: str) -> str | None:
    """Read the role of an owner, which a reader without the evidence can tell: the title of `participant 5 (sre)`."""
    name, _, title = owner.strip().partition(" (")
    return name if not _NUMBERED.fullmatch(name) else title.removesuffix(")") or None
