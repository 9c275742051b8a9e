"""What is said of an action beside its words: state, owners, due date, and links, each where it is set apart."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date

from afterword.importing.reader.action_states import LINK, state_of
from afterword.importing.reader.action_words import (
    DUE,
    DUE_LABEL,
    ISSUE_LABEL,
    LEADING_STATE,
    MARKS,
    OWNER_LABEL,
    STATE_LABEL,
)
from afterword.importing.reader.owner_names import NO_OWNER, PRIORITY, named_before, owners_of
from afterword.importing.reader.reading import ActionState
from afterword.text.word_lists import GIVEN_NAMES
from afterword.times.calendar_names import MONTHS
from afterword.times.written_days import read_day

_EMOJI = re.compile(rf"^\s*(?P<mark>{MARKS})\ufe0f?\s*")
_EMOJI_BEHIND = re.compile(rf"\s*(?P<mark>{MARKS})\ufe0f?\s*$")
_STRUCK = re.compile(r"^~~(?P<text>.+)~~[.\s]*(?P<behind>.*)$", re.DOTALL)
_DROPPED_WORDS = re.compile(r"(?i)drop|won'?t|not |obsolete|instead|verworfen|superseded")
_OWNER_LABEL = re.compile(
    rf"(?i:^(?:{OWNER_LABEL})\s*[:：]\s*)|^(?i:owner|owned by|assigned to|assignee|dri|responsible|poc)\s+(?=[@A-ZÀ-Þ])"
)
_ISSUE_LABEL = re.compile(rf"(?i:^(?:{ISSUE_LABEL})\s*[:：]?\s+|^(?:{ISSUE_LABEL})\s*[:：]\s*)")
_LABELLED = re.compile(
    rf"(?i:(?:^|[\s.。;；,，、])(?=(?:{OWNER_LABEL}|{DUE_LABEL}|{STATE_LABEL}|{ISSUE_LABEL})\s?[:：]\s?[^:：]*$))"
)
_BY = re.compile(
    r"(?i)\s(?:by|before|until|bis(?: zum)?|vor dem|avant le|d'ici le|até|hasta el|antes del?|entro il|voor|do)\s"
    r"(?P<day>[^\s][^()]{2,20}?)[.\s]*$"
)
_BEHIND_BRACKET = re.compile(
    r"(?<=[)）\]])\s*(?:[:：]\s*|(?=by|until|due|before|bis|avant|até|antes|entro|voor|do)\b)(?=[^()（）\[\]]*$)"
)
_SEPARATOR = re.compile(
    r"\s+(?:[-–—|·•→]|--|//|=>|->)\s+|\s*[;；｜]\s*|\s*[(（\[](?=[^()（）\[\]]*[)）\]]\s*[.。]?\s*$)|\t+"
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How the items of a list name their owners, as most of them show.

    Attributes:
        behind: whether behind a dash or in brackets at the end; one piece there is an owner also in small letters.
        before: whether before a colon; `Name: words` has none in lists of which only one item is like that.
        people: names, in small letters, that the document shows to be those of persons.
        elsewhere: whether a column has the owners, so that words of the action are none, but for handles.
    """

    behind: bool = False
    before: bool = False
    people: frozenset[str] = frozenset()
    elsewhere: bool = False


@dataclass
class Parts:
    """What is said of an action; `text` is what remains."""

    text: str
    state: ActionState | None = None
    owners: list[str] = field(default_factory=list)
    due: date | None = None
    due_text: str = ""
    links: list[str] = field(default_factory=list)
    has_owners_elsewhere: bool = False


_EMPHASIS = re.compile(r"\s(?P<mark>\*\*|__|\*|_)(?P<words>[^*_\n]{2,40})(?P=mark)(?P<behind>[^*_\n]{0,60})$")


def set_emphasis_apart(shown: str, raw: str) -> str:
    """Set an owner or a state apart that is only emphasised at the end: `Use names **Ottavia** by 10 May`."""
    match = _EMPHASIS.search(raw.strip())
    if match is None or not (owners_of(match["words"]) or state_of(match["words"])):
        return shown
    end = " ".join(f"{match['words']}{match['behind']}".split())
    if not shown.endswith(end):
        return shown
    before, behind = shown[: -len(end)].rstrip(), match["behind"].strip(" -–—|·,;:")
    if before[-1:] in "-–—|·,;:([→":
        return shown
    return f"{before} — {match['words'].strip()}" + (f" — {behind}" if behind else "")


def state_in(text: str) -> ActionState | None:
    """The state with which a cell begins: `Done (PR 12)`, `✅ shipped`."""
    words = re.split(r"[\s,;:(（]", text.strip())
    return state_of(words[0]) if words and words[0] else None


def due_of(text: str, near: date | None, day_first: bool | None) -> tuple[date | None, str] | None:
    """Read a due date that is all of a short text: `due 2024-05-01`, `by 3 May`, `next sprint`; else None."""
    text = text.strip(" \t*_.()[]（）@")
    label = DUE.match(text)
    rest = text[label.end() :] if label else text
    if end := _END_OF_MONTH.fullmatch(rest.strip()):
        return _last_day(end["month"], int(end["year"] or 0), near), text
    day = read_day(rest.strip())
    behind = rest.strip()[day.end :].strip(" .,)(–—-までに前") if day else ""
    if day and day.weekday is None and (not behind or state_of(behind)):
        return day.on_calendar(day_first, near), rest.strip()
    if (
        label
        and re.match(
            r"(?i:due|deadline|eta|target|fällig|frist|échéance|vence|prazo|期限|期日|截止|by "
            r"(?:end|next|q\d|the end|mid|spring|summer|autumn|fall|winter|christmas|easter))",
            text,
        )
        and len(text) < 40
        and not (day and day.weekday is None)
    ):
        return None, rest.strip()
    if re.fullmatch(
        r"(?i:q[1-4](?:[ /-]?\d{2,4})?|next (?:sprint|week|month|quarter)|end of (?:week|month|quarter|year|"
        r"\w+)|asap|eoy|eoq|eow|eom|\d{4}-\d\d|kw ?\d{1,2})",
        text,
    ):
        return None, text
    return None


_END_OF_MONTH = re.compile(rf"(?i)(?:the )?end of (?P<month>{'|'.join(MONTHS)})(?: (?P<year>20\d\d))?")


def _last_day(month: str, year: int, near: date | None) -> date | None:
    """The last day of a month, in its year or the next such month after a day that is near."""
    number = MONTHS[month.lower()]
    if not year and near:
        year = near.year + (number < near.month)
    return date(year, number, monthrange(year, number)[1]) if year else None


def take_apart(text: str, near: date | None, day_first: bool | None, manner: Manner | None = None) -> Parts:
    """Take what is set apart off both ends of an action's text, which may have struck-out text and a box's mark.

    Args:
        text: without markup, but for `~~`.
        near: a day near which dates are that have no year.
        day_first: the order of day and month in dates that do not show it.
        manner: what the other items of its list show about where owners are.
    """
    parts = Parts(text, has_owners_elsewhere=manner is not None and manner.elsewhere)
    if struck := _STRUCK.match(text.strip()):
        parts.state, parts.text = "done", struck["text"].strip()
        behind = struck["behind"].strip(" -–—:()")
        if behind:
            said = Parts(f"_ ({behind})")
            if state_of(behind) is None and _take_trailing(said, near, day_first, manner) and said.text == "_":
                parts.owners, parts.due, parts.due_text, parts.links = said.owners, said.due, said.due_text, said.links
            parts.state = state_of(behind) or said.state or ("dropped" if _DROPPED_WORDS.search(behind) else "done")
    parts.text = parts.text.replace("~~", "")
    _take_leading(parts)
    if (mark := _EMOJI_BEHIND.search(parts.text)) and mark.start():
        parts.state = parts.state or state_of_mark(mark["mark"])
        parts.text = parts.text[: mark.start()]
    while _take_trailing(parts, near, day_first, manner):
        pass
    _take_leading_owner(parts, manner)
    if not parts.due_text and (stated := _BY.search(parts.text)):
        # It is part of the sentence, and stays in it.
        parts.due, parts.due_text = due_of(stated["day"], near, day_first) or (None, "")
    parts.text = parts.text.strip(" \t-–—|·,;:").strip()
    return parts


def state_of_mark(mark: str) -> ActionState:
    """Return the state that an emoji stands for."""
    return "done" if mark == "🟢" else state_of(mark) or "open"


def _take_leading(parts: Parts) -> None:
    if mark := _EMOJI.match(parts.text):
        parts.state = parts.state or state_of_mark(mark["mark"])
        parts.text = parts.text[mark.end() :]
    if leading := LEADING_STATE.match(parts.text):
        parts.state = parts.state or state_of(leading["state"])
        parts.text = parts.text[leading.end() :]


def _take_trailing(parts: Parts, near: date | None, day_first: bool | None, manner: Manner | None) -> bool:
    """Take the last piece that is set apart, if it is a state, owners, a due date, or links."""
    text = parts.text.rstrip(" .。")
    if _take_handles_or_state(parts, text):
        return True
    places = list(_SEPARATOR.finditer(text))
    comma = re.search(r",\s+(?=[^,]*$)", text)
    brackets = [place for place in places if place[0].strip()[-1:] in ("(", "（", "[")]
    if brackets and text.endswith((")", "）", "]")):
        places = brackets[-1:]
    candidates: list[re.Match[str]] = [places[-1]] if places else []
    candidates += [match for match in (_LABELLED.search(text), _BEHIND_BRACKET.search(text)) if match]
    last = _LAST_SENTENCE.search(text)
    if last and (parts.due_text or parts.links or text[last.end() :].split()[0].casefold() in GIVEN_NAMES):
        candidates.append(last)
    in_brackets = bool(places) and text.endswith((")", "）", "]")) and places[-1][0].strip()[-1:] in ("(", "（", "[")
    if comma and not in_brackets and (not places or comma.start() > places[-1].start()):
        candidates.insert(0, comma)
    for place in candidates:
        piece = text[place.end() :].strip().rstrip(")）] .")
        if piece and _take_piece(parts, piece, near, day_first, by_comma=place is comma):
            parts.text = text[: place.start()]
            return True
        first, *more = re.split(r"[,，;；、]\s*", piece)
        is_named = manner is not None and (manner.behind or first.strip().casefold() in manner.people)
        is_free = bool(piece) and is_named and place is not comma and not parts.owners and _is_short_name(first)
        if is_free and all(_kind(one, near, day_first) or _is_short_name(one) for one in more):
            for one in more:
                if _kind(one, near, day_first):
                    _take_piece(parts, one, near, day_first, by_comma=False)
                else:
                    parts.owners.append(one.strip())
            parts.owners.insert(0, first.strip())
            parts.text = text[: place.start()]
            return True
    if tail := re.search(rf"\s+(?P<links>(?:{LINK.pattern})(?:[,\s]+(?:{LINK.pattern}))*)$", text):
        parts.links[:0] = LINK.findall(tail["links"])
        parts.text = text[: tail.start()]
        return True
    if tail := _DAY_BEHIND_NAME.search(text):
        parts.due, parts.due_text = due_of(tail["day"], near, day_first) or (None, tail["day"])
        parts.text = text[: tail.start("day")]
        return True
    return False


_DAY_BEHIND_NAME = re.compile(
    r"(?:(?<=[)\]])|\s@[\w./-]+(?:\s[A-ZÀ-ÖØ-Þ][\w'’.-]*){0,2}?)\s"
    rf"(?P<day>20\d\d-\d\d-\d\d|(?:{'|'.join(name.capitalize() for name in MONTHS)}) \d{{1,2}}, 20\d\d)$"
)
_LAST_SENTENCE = re.compile(r"(?<=[a-zß-ÿ)])\.\s+(?=[A-ZÀ-ÖØ-Þ@][^.]{1,60}$)")
_LAST_WORDS = re.compile(
    r"(?:(?<=[\w)）\]][.。])\s*|(?<!\S)@[\w./-]+\s+)(?P<state>[^\s.;。()（）]+(?:\s[^\s.;。()（）]+){0,2})$"
)
"""A sentence of few words at the end, or few words behind a handle."""


def _take_handles_or_state(parts: Parts, text: str) -> bool:
    """Take handles, or a sentence that is nothing but a state, off the end: `Pin it @ana @bo`, `Pin it. Done.`"""
    if (
        day := re.search(r"\s@(?P<day>[A-Z][a-z]+ \d{1,2}, \d{4}|\d{4}[/-]\d\d[/-]\d\d)$", text)
    ) and not parts.due_text:
        parts.due, parts.due_text = due_of(day["day"], None, None) or (None, day["day"])
        parts.text = text[: day.start()]
        return True
    if name := re.search(r"\s@(?P<who>[A-ZÀ-ÖØ-Þ][\w'’-]+(?:\s[A-ZÀ-ÖØ-Þ][\w'’.-]*){1,2})$", text):
        parts.owners.insert(0, name["who"])
        parts.text = text[: name.start()].rstrip(" ,:-–—")
        return True
    if tail := re.search(r"\s(?P<handles>@[\w][\w./-]*(?:\s*(?:,|/|&|and)?\s*@[\w][\w./-]*)*)$", text):
        parts.owners[:0] = re.findall(r"@([\w][\w./-]*)", tail["handles"])
        parts.text = text[: tail.start()].rstrip(" ,:-–—")
        return True
    tail = _LAST_WORDS.search(text)
    if tail and (state := state_of(tail["state"])):
        parts.state = parts.state or state
        parts.text = text[: tail.start("state")].rstrip()
        return True
    return False


def _is_short_name(text: str) -> bool:
    is_short = 0 < len(text.split()) <= 3 and len(text) <= 40 and text[0].isalpha()
    return is_short and not re.search(r"(?i)\d|[.:!?]|\bprio|\b(?:later|optional|nice to have|if|when)\b", text)


def _take_piece(parts: Parts, piece: str, near: date | None, day_first: bool | None, *, by_comma: bool) -> bool:
    if _take_pieces(parts, piece, near, day_first, by_comma=by_comma):
        return True
    by = _DONE_BY.fullmatch(piece)
    if by and (doers := owners_of(by["who"])) and (not by["day"] or due_of(by["day"], near, day_first)):
        parts.state = parts.state or "done"
        parts.owners[:0] = doers
        return True
    kind = _kind(piece, near, day_first)
    if (
        not kind
        and not by_comma
        and (said := re.match(r"([\w' ]{3,14})[,:;]\s", piece))
        and state_of(said[1]) in ("done", "dropped")
    ):
        kind, piece = "state", said[1]
    if kind == "state" and (not by_comma or parts.owners or parts.due or state_of(piece) != "open"):
        parts.state = parts.state or state_of(piece)
    elif kind == "due":
        found = due_of(piece, near, day_first)
        assert found is not None
        parts.due, parts.due_text = (parts.due, parts.due_text) if parts.due_text else found
    elif kind == "links":
        parts.links[:0] = LINK.findall(piece)
    elif kind == "owners" and _may_be_owner(parts, piece, by_comma):
        parts.owners[:0] = owners_of(_OWNER_LABEL.sub("", piece), is_cell=bool(_OWNER_LABEL.match(piece))) or []
    elif kind != "none":
        return False
    return True


_DONE_BY = re.compile(
    r"(?i:done|sent|fixed|finished|completed|shipped|merged|implemented|deployed|delivered|added|written|built|made|closed|"
    r"resolved|posted|published|erledigt|gemacht|fait|hecho|feito)\s(?i:by|von|durch|par|por)\s"
    r"(?P<who>@?[^\W\d_][^,;]*?)(?:,?\s(?:(?i:on|am|le|el|em)\s)?(?P<day>(?=\S*\d)\S+(?:\s\S+){0,2}))?"
)
"""`sent by Coralie 2026-09-09`: who did it, and when, which is not when it was due."""


_INNER = re.compile(
    r"[,，;；、]\s*(?!(?:19|20)\d\d\b)|\s+(?=(?:by|until|before|due|bis|@)\s?)|(?<![\d:/])\s*/\s*(?![\d/])"
)


def _take_pieces(parts: Parts, piece: str, near: date | None, day_first: bool | None, *, by_comma: bool) -> bool:
    """Take what commas set apart: `Ana, 2026-11-28`; one piece in `@bo, before the rotation, 2026-11-28` is text."""
    inner = [one.strip() for one in _INNER.split(piece)]
    kinds = [_kind(one, near, day_first) for one in inner]
    is_all = all(kinds) and len(set(kinds)) > 1
    is_most = not by_comma and len(set(kinds) - {"", "none"}) > 1 and kinds.count("") == 1 and bool(kinds[0])
    for one, kind in zip(reversed(inner), reversed(kinds), strict=True) if is_all or is_most else ():
        if kind:
            _take_piece(parts, one, near, day_first, by_comma=False)
    return is_all or is_most


def _may_be_owner(parts: Parts, piece: str, by_comma: bool) -> bool:
    if parts.has_owners_elsewhere or by_comma:
        is_said = bool(parts.due_text or parts.links or parts.state) and not parts.has_owners_elsewhere
        return is_said or piece.startswith("@")
    return True


def _kind(piece: str, near: date | None, day_first: bool | None) -> str:
    """Say what a piece is: `state`, `due`, `links`, `owners`, `none` for no owner or a priority; empty for words."""
    if state_of(piece):
        return "state"
    bare = _ISSUE_LABEL.sub("", piece).strip()
    if bare and not LINK.sub("", bare).strip(" ,;/&+()[]and"):
        return "links"
    if due_of(piece, near, day_first):
        return "due"
    if re.fullmatch(ISSUE_LABEL, piece.strip(" *_").casefold()):
        return "none"  # the words of a link
    if _OWNER_LABEL.match(piece) or owners_of(piece) is not None:
        return "owners"
    if NO_OWNER.match(piece.strip(" *_")) or PRIORITY.match(piece.strip(" *_")):
        return "none"
    return ""


def _is_doer(who: str, manner: Manner | None) -> bool:
    """Whether `Ana to pin it` says who does it, and is not `Switch to it`: a known person, or a team."""
    return bool(owners_of(who)) and (who.endswith("team") or (manner is not None and who.casefold() in manner.people))


def _take_leading_owner(parts: Parts, manner: Manner | None) -> None:
    """Take `@bob:`, `[Bob]`, `Bob, Ines:` and `[OPS-12]` off the beginning."""
    links = re.match(rf"^[\[(]?(?P<links>{LINK.pattern})[\])]?\s*[:：\-–—]?\s+(?=\S)", parts.text)
    if links and not links["links"].startswith("http"):
        parts.links.append(links["links"])
        parts.text = parts.text[links.end() :]
    if match := re.match(
        r"^(?P<who>@[\w][\w./-]*(?:\s*(?:,|/|&|and)\s*@[\w][\w./-]*)*)\s*(?:[:：\-–—]|to\b)?\s+", parts.text
    ):
        parts.owners[:0] = re.findall(r"@([\w][\w./-]*)", match["who"])
        parts.text = parts.text[match.end() :]
    elif (doer := re.match(r"(?P<who>(?:[^\W\d_][\w'’.-]*\s){1,4}?)to\s(?=[a-zß-ÿ])", parts.text)) and _is_doer(
        doer["who"].strip(), manner
    ):
        parts.owners[:0] = owners_of(doer["who"]) or []
        parts.text = parts.text[doer.end() :]
    elif match := re.match(
        r"^(?:[\[(（【](?P<boxed>[^\])）】]{2,40})[\])）】]\s*[:：]?|(?P<plain>[^:：]{2,40}?)\s*[:：])\s+", parts.text
    ):
        found = named_before(match["boxed"] or match["plain"])
        is_many = manner is None or (manner.before and not manner.elsewhere)
        if found and (match["boxed"] or (not parts.owners and is_many)):
            parts.owners[:0] = found
            parts.text = parts.text[match.end() :]
