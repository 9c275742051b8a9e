"""What a piece of an action's text says that is set apart: a state, owners, a due date, or links."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta

from afterword.importing.reader.action_states import LINK, leading_state, state_of, tells_state
from afterword.importing.reader.action_words import DUE, NAMES
from afterword.importing.reader.owner_names import (
    NO_OWNER,
    PRIORITY,
    is_sure,
    is_uncertain_in_the_east,
    owners_of,
    person_of,
)
from afterword.importing.reader.reading import ActionState
from afterword.times.calendar_names import DAYS_IN_ENGLISH, MONTHS, MONTHS_ABROAD, any_of
from afterword.times.written_days import read_day

LINE = "\ue000"
"""What is between the lines of an item."""
STARTS_OWNER = re.compile(
    rf"(?i:^(?:{NAMES['owner']}|by)\s*[:：]\s*)|"
    r"^(?i:owner|owned by|assigned to|assignee|dri|responsible|poc)\s+(?=[@A-ZÀ-Þ])"
)
STARTS_ISSUE = re.compile(rf"(?i:^(?:{NAMES['link_label']})(?:\s*[:：]\s*|\s+))")


@dataclass(frozen=True, slots=True)
class Manner:
    """What an item is read with: how most items of its list name their owners, and what dates are near.

    Attributes:
        near: a day near which dates are that have no year.
        day_first: the order of day and month in dates that do not show it.
        behind: whether behind a dash or in brackets at the end; one piece there is an owner also in small letters.
        before: whether before a colon; `Name: words` has none in lists of which only one item is like that.
        people: names, in small letters, that the document shows to be those of persons.
        author: who wrote the document, and means themselves by `I`; empty if that is not one person.
        elsewhere: whether a column has the owners, so that words of the action are none, but for handles.
    """

    near: date | None = None
    day_first: bool | None = None
    behind: bool = False
    before: bool = False
    people: frozenset[str] = frozenset()
    author: str = ""
    elsewhere: bool = False

    def due_of(self, text: str) -> tuple[date | None, str] | None:
        """Read a due date that is all of a short text: `due 2024-05-01`, `by 3 May`, `next sprint`; else None."""
        return due_of(text, self.near, self.day_first)


@dataclass
class Parts:
    """What is said of an action; `text` is what remains."""

    text: str
    state: ActionState | None = None
    owners: list[str] = field(default_factory=list)
    due: date | None = None
    due_text: str = ""
    links: list[str] = field(default_factory=list)


_MIDDLE = timedelta(days=150)
"""A due date without a year is in the year after the incident, or at most a month before: the one nearest to here."""


def due_of(text: str, near: date | None, day_first: bool | None) -> tuple[date | None, str] | None:
    """Read a due date that is all of a short text: `due 2024-05-01`, `by 3 May`, `next sprint`; else None."""
    is_dotted = re.search(r"\d\.\d{1,2}\.\W*$", text) is not None
    text = text.strip(" \t*_.()[]（）【】@") + ("." if is_dotted else "")
    label = DUE.match(text)
    rest = _ARTICLE.sub("", text[label.end() :]) if label else text
    if end := _END_OF_MONTH.fullmatch(rest.strip()) or _END_OF_MONTH.fullmatch(text):
        return _last_day(end["month"], int(end["year"] or 0), near), text
    day = read_day(rest.strip())
    behind = rest.strip()[day.end :].strip(" .,)(–—-までに前") if day else ""
    if day and day.weekday is None and (not behind or state_of(behind) or _WEEKDAY.fullmatch(behind)):
        ahead = near + _MIDDLE if near and not day.later else near
        return day.on_calendar(day_first, ahead), rest.strip()
    if day and day.weekday is not None:
        return None
    is_vague = _SOME_TIME.fullmatch(rest.strip()) or (
        label and len(text) < 40 and not re.search(r"\.\s|[()（）【】]", text) and _MUST_BE_DUE.match(text)
    )
    return (None, rest.strip() if label else text) if is_vague else None


_ARTICLE = re.compile(r"(?i)^(?:l['’]|(?:il|lo|le|la|el|o|dia|den|dem|the|op|dnia)\s)(?=\d)")
_WEEKDAY = re.compile(rf"(?i:[(]?(?:{any_of(name for day in DAYS_IN_ENGLISH for name in (day, day[:3]))})\.?[)]?)")
_MUST_BE_DUE = re.compile(
    r"(?i:due|deadline|eta|target|fällig|frist|échéance|vence|prazo|期限|期日|截止|by "
    r"(?:end|next|q\d|the end|mid|spring|summer|autumn|fall|winter|christmas|easter))"
)
_SOME_TIME = re.compile(
    r"(?i:[qh][1-4](?:[ /-]?\d{2,4})?|(?:next|this|coming|following|end of(?: the)?|mid|early|late|"
    r"beginning of|start of)[ -](?:sprint|week|month|quarter|year|release|iteration|\w+)|asap|immediately|"
    r"(?:ab )?sofort|immédiat(?:ement)?|inmediat[oa]|de inmediato|imediat[oa]|de imediato|subito|immediat[oa]|"
    r"per direct|meteen|natychmiast|od zaraz|即時|立即|"
    r"eoy|eoq|eow|eom|\d{4}-\d\d|kw ?\d{1,2}|"
    rf"(?:w/?c|week of|week commencing)\s.{{2,12}}|sprint \d+|"
    rf"(?:{any_of(MONTHS)})(?: (?:sprint|release|cycle|20\d\d))|"
    r"(?:nächste|nächster|nächsten|kommende|ende) \w+|prochain \w+|próximo \w+|来週|来月|次回リリース|下周|下个月)"
)
"""A time that is a due date, but no day: `next sprint`, `mid-June`."""
_END_OF_MONTH = re.compile(
    r"(?i)(?:(?:the )?end of|ende|fin|fin de|finales de|fim de|fine|eind)\s"
    rf"(?P<month>{any_of((*MONTHS, *MONTHS_ABROAD))})(?: (?:de )?(?P<year>20\d\d))?"
)


def _last_day(month: str, year: int, near: date | None) -> date | None:
    """The last day of a month, in its year or the next such month after a day that is near."""
    number = (MONTHS | MONTHS_ABROAD)[month.lower()]
    if not year and near:
        year = near.year + (number < near.month)
    return date(year, number, monthrange(year, number)[1]) if year else None


def take_piece(parts: Parts, piece: str, manner: Manner, *, by_comma: bool) -> bool:
    if _take_pieces(parts, piece, manner, by_comma=by_comma):
        return True
    by = _DONE_BY.fullmatch(piece)
    if by and (doers := owners_of(by["who"])) and (not by["day"] or manner.due_of(by["day"])):
        parts.state = parts.state or "done"
        parts.owners[:0] = doers
        return True
    kind = kind_of(piece, manner)
    state = state_of(piece) if kind == "state" else None if kind or by_comma else leading_state(piece)
    if state and (kind or state != "open") and (not by_comma or parts.owners or parts.due or state != "open"):
        parts.state = parts.state or state
    elif kind == "due":
        found = manner.due_of(piece)
        assert found is not None
        parts.due, parts.due_text = (parts.due, parts.due_text) if parts.due_text else found
    elif kind == "links":
        parts.links[:0] = LINK.findall(piece)
    elif kind == "owners" and _may_be_owner(parts, piece, manner, by_comma):
        parts.owners[:0] = owners_in(piece, manner)
    elif kind != "none":
        return False
    return True


_DONE_BY = re.compile(
    r"(?i:done|sent|fixed|finished|completed|shipped|merged|implemented|deployed|delivered|added|written|built|made|"
    r"closed|resolved|posted|published|erledigt|umgesetzt|gemacht|faite?|terminée?|hech[oa]|completad[oa]|feit[oa]|concluíd[oa])"
    r"(?:\s(?i:on|am|le|el|em)\s[^,;]{3,20}?)?\s(?i:by|von|durch|par|por)\s"
    r"(?P<who>@?[^\W\d_][^,;]*?)(?:,?\s(?:(?i:on|am|le|el|em)\s)?"
    rf"(?P<day>(?=\S*\d|(?i:{any_of(MONTHS)})\b)\S+(?:\s\S+){{0,2}}))?"
)
"""`sent by Coralie 2026-09-09`: who did it, and when, which is not when it was due."""


_INNER = re.compile(
    r"[,，;；、]\s*(?!(?:19|20)\d\d\b)|\s+(?=(?:by|until|before|due|bis|@)\s?)|(?<![\d:/])\s*/\s*(?![\d/])|\s*／\s*|\s[·|]\s|"
    rf"\s*{LINE}\s*|(?<=[a-zß-ÿ)])\.\s+(?=[A-Z])"
)


def _take_pieces(parts: Parts, piece: str, manner: Manner, *, by_comma: bool) -> bool:
    """Take what commas set apart: `Ana, 2026-11-28`; one piece in `@bo, before the rotation, 2026-11-28` is text."""
    inner = [one.strip() for one in _INNER.split(piece)]
    day = _DAY_BEHIND.search(piece) if len(inner) == 1 else None
    if day and (manner.due_of(day["day"]) or (None,))[0] and kind_of(piece[: day.start()], manner) == "owners":
        inner = [piece[: day.start()], day["day"]]
    kinds = [kind_of(one, manner) for one in inner]
    is_all = all(kinds) and len(set(kinds)) > 1
    is_most = not by_comma and len(set(kinds) - {"", "none"}) > 1 and kinds.count("") == 1 and bool(kinds[0])
    for one, kind in zip(reversed(inner), reversed(kinds), strict=True) if is_all or is_most else ():
        if kind:
            take_piece(parts, one, manner, by_comma=False)
    return is_all or is_most


_DAY_BEHIND = re.compile(
    rf"(?<=[^\W\d_])\s(?P<day>(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./](?:\d{{4}})?|"
    rf"\d{{1,2}}\.? (?:{any_of(MONTHS)})\b.*|"
    rf"(?:{any_of(MONTHS)})\.? \d{{1,2}}\b.*))$",
    re.IGNORECASE,
)
"""A day behind a name without a mark between them: `Ana Bo 3 May`."""


def _may_be_owner(parts: Parts, piece: str, manner: Manner, by_comma: bool) -> bool:
    if is_uncertain_in_the_east(piece) and not (parts.due_text or parts.links or parts.state or manner.behind):
        return False
    if manner.elsewhere or by_comma:
        is_said = bool(parts.due_text or parts.links or parts.state) and not manner.elsewhere
        return is_said or piece.startswith("@") or (bool(STARTS_OWNER.match(piece)) and not manner.elsewhere)
    return True


def kind_of(piece: str, manner: Manner) -> str:
    """Say what a piece is: `state`, `due`, `links`, `owners`, `none` for no owner or a priority; empty for words."""
    if state_of(piece):
        return "state"
    bare = STARTS_ISSUE.sub("", piece).strip()
    if LINK.search(bare) and not LINK.sub("", bare).strip(" ,;/&+()[]and"):
        return "links"
    if manner.due_of(piece):
        return "due"
    if re.fullmatch(NAMES["link_label"], piece.strip(" *_").casefold()):
        return "none"  # the words of a link
    if NO_OWNER.match(STARTS_OWNER.sub("", piece).strip(" *_.")) or PRIORITY.match(piece.strip(" *_")):
        return "none"
    return "owners" if owners_in(piece, manner) else ""


_TAKES = re.compile(
    r"(?P<who>[^\s,;:.][^,;:]{0,40}?)\s(?:(?:now|will)\s)?(?:has|takes?|owns?|does|is on|is doing|drives|leads|handles|"
    r"looks after|picks up|took|übernimmt|kümmert sich|s'en (?:charge|occupe)|se encarga|lo lleva|cuida|se ne occupa)"
    r"(?:\s(?:it|this|that|this one|that one|over|care of (?:it|this)|darum|das|dies))?"
)
"""A sentence that says who has the task: `Ana takes this`, `Bo is on it`."""


def owners_in(piece: str, manner: Manner) -> list[str]:
    """The owners that a piece names and nothing else; empty if it says something else."""
    if label := STARTS_OWNER.match(piece):
        rest = piece[label.end() :].strip()
        is_one = (
            not re.search(r"[:;|]\s", rest) and not re.search(r"[a-zß-ÿ)]\.\s+[A-Z]", rest) and len(rest.split()) <= 8
        )
        is_one = is_one and not tells_state(rest) and not re.search(r"[?？]", rest)
        return (person_of(rest) or owners_of(rest, is_cell=True) or []) if is_one else []
    if tells_state(piece):
        return []
    if found := person_of(piece) or owners_of(piece):
        return found
    told = _TAKES.fullmatch(piece)
    found = (owners_of(told["who"]) or []) if told else []
    return found if is_sure(found, manner.people) else []
