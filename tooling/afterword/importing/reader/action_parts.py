"""What is said of an action beside its words: state, owners, due date, and links, each where it is set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.importing.reader.action_pieces import (
    LINE,
    STARTS_OWNER,
    Manner,
    Parts,
    kind_of,
    owners_in,
    take_piece,
)
from afterword.importing.reader.action_states import LINK, leading_state, state_of, state_of_mark, tells_state
from afterword.importing.reader.action_words import (
    DUE,
    LABEL,
    LEADING_STATE,
    MARKS,
    NAMES,
)
from afterword.importing.reader.orders import is_order
from afterword.importing.reader.owner_names import NO_OWNER, is_sure, is_team, named_before, owners_of, person_of
from afterword.language.commitments.work_verbs import WORK
from afterword.text.word_lists import GIVEN_NAMES
from afterword.times.calendar_names import MONTHS, any_of

_EMOJI = re.compile(rf"^\s*(?P<mark>{MARKS})\ufe0f?\s*")
_EMOJI_BEHIND = re.compile(rf"\s*(?P<mark>{MARKS})\ufe0f?\s*$")
_STRUCK = re.compile(r"^~~(?P<text>.+)~~[.\s]*(?P<behind>.*)$", re.DOTALL)
_DROPPED_WORDS = re.compile(r"(?i)drop|won'?t|not |no longer|obsolete|instead|verworfen|superseded")
_LABELLED = re.compile(
    rf"(?:^|(?<=[.。;；,，、)）\]】])\s*|\s(?=[A-ZÀ-Þ\u3040-\u9fff]))(?=(?i:{LABEL})\s?[:：]\s?[^:：]*$)"
)
_BY = re.compile(
    r"(?i)\s(?:by|before|until|bis(?: zum)?|vor dem|avant le|d'ici le|até|hasta el|antes del?|entro il|voor|do)\s"
    r"(?P<day>[^\s][^()]{2,20}?)[.\s]*$"
)
_BEHIND_BRACKET = re.compile(
    r"(?<=[)）\]])\s*(?:[:：]\s*|(?=by|until|due|before|bis|avant|até|antes|entro|voor|do)\b)(?=[^()（）\[\]]*$)"
)
_SEPARATOR = re.compile(
    rf"\s+(?:[-–—|·•→/]|--|//|=>|->|\.{{3,}})\s+|\s*(?:[;；｜]|——)\s*|"
    rf"\s*[(（\[{{【［](?=[^()（）\[\]{{}}【】［］]*[)）\]}}】］]\s*[.。]?\s*$)|\t+|"
    rf"\s*{LINE}\s*|\s+[📅🗓👤🙋⏰]\ufe0f?\s*|\s+(?=(?:{MARKS})\ufe0f?\s)"
)


def take_apart(text: str, manner: Manner) -> Parts:
    """Take what is set apart off both ends of an action's text, which may have struck-out text and a box's mark.

    Args:
        text: without markup, but for `~~`, and with `LINE` between its lines.
        manner: what it is read with.
    """
    parts = Parts(text)
    _take_struck(parts, manner)
    parts.text = parts.text.replace("~~", "")
    _take_leading(parts)
    if (mark := _EMOJI_BEHIND.search(parts.text)) and mark.start():
        parts.state = parts.state or state_of_mark(mark["mark"])
        parts.text = parts.text[: mark.start()]
    if manner.before:
        _take_leading_owner(parts, manner)
    for _ in range(_MOST_PIECES):
        if not _take_trailing(parts, manner):
            break
    if not manner.before:
        _take_leading_owner(parts, manner)
    if not parts.state:
        _take_reasoned_state(parts)
    _take_stated_due(parts, manner)
    parts.text = " ".join(parts.text.replace(LINE, " ").split()).strip(" \t-–—|·,;:").strip()
    return parts


_MOST_PIECES = 16


def _take_struck(parts: Parts, manner: Manner) -> None:
    """Take a task that is struck out, and what is behind it: `~~Pin it~~ done 3 May (Ana)`."""
    struck = _STRUCK.match(parts.text.strip())
    if struck is None:
        return
    parts.state, parts.text = "done", struck["text"].strip()
    behind = struck["behind"].strip(" -–—:")
    is_nested = "(" in behind[1:]
    behind = behind if is_nested else behind.strip("()")
    if behind:
        said = Parts(f"_ — {behind}" if is_nested else f"_ ({behind})")
        for _ in range(_MOST_PIECES if is_nested or state_of(behind) is None else 0):
            if not _take_trailing(said, manner):
                break
        if said.text.strip() == "_":
            parts.owners, parts.due, parts.due_text, parts.links = said.owners, said.due, said.due_text, said.links
        parts.state = leading_state(behind) or said.state or ("dropped" if _DROPPED_WORDS.search(behind) else "done")


def _take_reasoned_state(parts: Parts) -> None:
    """Take a state with its reason, which has commas of its own, off the end: `Pin it – decided against, it moves`."""
    for mark in _DASH.finditer(parts.text):
        state = leading_state(parts.text[mark.end() :])
        if mark.start() and state in ("done", "dropped"):
            parts.state, parts.text = state, parts.text[: mark.start()]
            return


_DASH = re.compile(r"\s(?:[-–—]|--)\s+(?=\S)")


def _take_stated_due(parts: Parts, manner: Manner) -> None:
    """Read when a task is due from a sentence that stays in the text."""
    if not parts.due_text and (stated := _BY.search(" ".join(parts.text.replace(LINE, " ").split()))):
        # It is part of the sentence, and stays in it.
        parts.due, parts.due_text = manner.due_of(stated["day"]) or (None, "")


def _take_leading(parts: Parts) -> None:
    if mark := _EMOJI.match(parts.text):
        parts.state = parts.state or state_of_mark(mark["mark"])
        parts.text = parts.text[mark.end() :]
    leading = LEADING_STATE.match(parts.text)
    if leading and (state := state_of(next(filter(None, leading.groups())))):
        parts.state = parts.state or state
        parts.text = parts.text[leading.end() :]


def _take_trailing(parts: Parts, manner: Manner) -> bool:
    """Take the last piece that is set apart, if it is a state, owners, a due date, or links."""
    text = _LOOSE_END.sub("", parts.text)
    text = text.rstrip(" 。" if _DAY_WITH_DOT.search(text) else f" .。{LINE}")
    if _take_handles_or_state(parts, text):
        return True
    if tail := _LINKS_BEHIND.search(text):
        parts.links[:0] = LINK.findall(tail["links"])
        parts.text = text[: tail.start()]
        return True
    for start, end, mark in _places(text):
        piece = text[end:].strip(" ." if not _DAY_WITH_DOT.search(text) else " ")
        dot = "." if _DOTTED_DAY.search(piece) else ""
        piece = piece if person_of(STARTS_OWNER.sub("", piece)) else piece.rstrip(")）]}】］ .") + dot
        is_apart = parts.due_text or STARTS_OWNER.match(piece) or DUE.match(piece) or "," in piece
        if (
            not piece
            or _LABEL.fullmatch(text[:start])
            or ((mark_behind := _EMOJI.match(piece)) and not leading_state(piece[mark_behind.end() :] or "done"))
            or (LINE in piece and mark == ",")
            or (text[start:end].strip() == LINE and not is_apart)
        ):
            continue
        is_dropped = " " in piece and leading_state(piece) == "dropped"
        if mark == ":" and not (is_dropped or is_sure(owners_in(piece.split(",")[0], manner), manner.people)):
            continue
        is_taken = take_piece(parts, piece, manner, by_comma=mark == ",")
        if is_taken or (mark != "," and _take_named(parts, piece, manner)):
            stated = [] if is_taken else [one for one in piece.split(", ") if tells_state(one) and not state_of(one)]
            parts.text = text[:start] + (f" ({', '.join(stated)})" if stated else "")
            return True
    if (tail := _DAY_BEHIND_NAME.search(text)) and not parts.due_text:
        parts.due, parts.due_text = manner.due_of(tail["day"]) or (None, tail["day"])
        parts.text = text[: tail.start("said")]
        return True
    return False


_LINKS_BEHIND = re.compile(rf"(?:\s+|(?<=[)）\]】］]))(?P<links>(?:{LINK.pattern})(?:[,\s]+(?:{LINK.pattern}))*)$")
_LOOSE_END = re.compile(
    rf"(?:(?<!\s)\s+(?:[-–—|·•→/,;:]|->|=>|see|in|via|siehe|voir|ver|vedi|zie)|"
    rf"(?:[.,;]|(?<!\s))\s+(?i:{NAMES['link_label']})\s?[:：]|[.,;]\s+(?i:{NAMES['link_label']})){{1,6}}\s*$"
)
"""What was before a piece that is taken off."""
_LABEL = re.compile(rf"(?i:(?:{LABEL}))\s*[:：]?|\s*")
_DAY_WITH_DOT = re.compile(r"(?:,|\b(?:by|bis|due))\s*[0-3]?\d\.(?:0\d|1[0-2])\.[\s)\]]*$")
_DOTTED_DAY = re.compile(r"(?<!\d)[0-3]?\d\.(?:0?\d|1[0-2])\.[)\]）】\s]*$")
_OPENED, _CLOSED = tuple("(（[{【［"), tuple(")）]}】］")


def _places(text: str) -> Iterator[tuple[int, int, str]]:
    """Where the last piece of a text may begin: the marks before it, of which `,` and `:` say little."""
    marks = list(_SEPARATOR.finditer(text))
    is_closed = text.endswith(_CLOSED)
    brackets = [mark for mark in marks if mark[0].strip()[-1:] in _OPENED]
    last = brackets[-1:] if brackets and is_closed else marks[-1:]
    comma = None if brackets and is_closed else re.search(r",\s+(?=[^,]*$)", text)
    if comma and (not last or comma.start() > last[0].start()):
        yield comma.start(), comma.end(), ","
    before = [mark for mark in marks if last and mark.end() < last[0].start()][-1:] if brackets and is_closed else []
    for mark in before:
        if person_of(STARTS_OWNER.sub("", text[mark.end() :])):
            yield mark.start(), mark.end(), ""  # `– Ana Bo (Security)`
    sentence = _LAST_SENTENCE.search(text)
    is_inside = sentence and any(text[: sentence.end()].count(one) > text[: sentence.end()].count(two)
                                 for one, two in zip(_OPENED, _CLOSED, strict=True))  # fmt: skip
    sentence = None if is_inside else sentence
    if sentence and (not last or sentence.end() >= last[0].start()):
        yield sentence.start(), sentence.end(), ""
    for mark in last:
        yield mark.start(), mark.end(), ""
    for found in (_LABELLED.search(text), _BEHIND_BRACKET.search(text), sentence, _LAST_COLON.search(text)):
        if found and found.start():
            yield found.start(), found.end(), ":" if found.re is _LAST_COLON else ""


def _take_named(parts: Parts, piece: str, manner: Manner) -> bool:
    """Take an owner with what is said beside it: `Ana, April sprint`; in small letters if other items show owners."""
    first, *more = (one.strip() for one in re.split(r"[,，;；、]\s*", piece))
    owners = owners_of(first) or []
    is_shown = manner.behind or first.casefold() in manner.people
    if parts.owners or manner.elsewhere or not first:
        return False
    is_certain = is_sure(owners, manner.people)
    if not (is_certain and more) and not (is_shown and _is_short_name(first)):
        return False
    kinds = [kind_of(one, manner) for one in more]
    others = [one for one, kind in zip(more, kinds, strict=True) if not kind]
    if not all(len(one.split()) <= 4 if is_certain else _is_short_name(one) for one in others):
        return False
    for one, kind in zip(more, kinds, strict=True):
        if kind and kind != "owners":
            take_piece(parts, one, manner, by_comma=False)
    if is_certain:
        parts.due_text = parts.due_text or next((one for one in others if not tells_state(one)), "")
        parts.owners[:0] = owners
    else:
        names = [first, *(one for one, kind in zip(more, kinds, strict=True) if kind in ("", "owners"))]
        if not all(_may_be_name(one, manner) for one in names):
            return False
        parts.owners = names
    return True


def _may_be_name(text: str, manner: Manner) -> bool:
    """Whether words where others have owners are a name, or a team: `bestellt` and `urgent` are not."""
    is_known = text.split()[0].casefold() in GIVEN_NAMES or text.casefold() in manner.people
    return text[:1].isupper() or (not text.isascii() and not text.islower()) or is_known or is_team(text)


_MONTH = any_of(name.capitalize() for name in MONTHS)
_DAY_BEHIND_NAME = re.compile(
    r"(?:(?<=[)\]])|(?<!\bwith)(?<!\bfrom)(?<!\bfor)(?<!\band)(?<!\bask)(?<!\bAsk)(?<!\bto)(?<!\bof)"
    r"\s@[\w./-]+(?:\s[A-ZÀ-ÖØ-Þ][\w'’.-]*){0,2}?)\s"
    r"(?P<said>(?P<label>(?i:due|by|until|bis|fällig(?: am)?|avant le|antes del|até|entro il)(?: on| by)?:?\s)?(?P<day>"
    r"20\d\d-\d\d-\d\d|[0-3]?\d([/.])[0-3]?\d\4(?:20)?\d\d|"
    rf"(?:(?:{_MONTH}) \d{{1,2}}|\d{{1,2}} (?:{_MONTH}))(?:,? 20\d\d|(?(label)|(?!)))))$"
)
_LAST_SENTENCE = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=[)）\]\"”'’%])|(?<=20\d\d))(?<![\s(\[][A-Z])(?<!\b(?:[DMS]r|Ms|St))(?<!\b(?:Mrs|Mme|Sra))[.!]\s+(?=[\w@✅](?:[^.]|\.(?=\S)){1,70}$)"
)
_LAST_COLON = re.compile(r"(?<=\w)\s?:\s+(?=[^:]{2,60}$)")
_LAST_WORDS = re.compile(
    r"(?:(?<=[\w)）\]]\.)\s+|(?<=。)\s*|(?<!\S)@[\w./-]+\s+)(?P<state>[^\s.;。()（）]+(?:\s[^\s.;。()（）]+){0,2})$"
)
"""A sentence of few words at the end, or few words behind a handle."""


def _take_handles_or_state(parts: Parts, text: str) -> bool:
    """Take handles, or a sentence that is nothing but a state, off the end: `Pin it @ana @bo`, `Pin it. Done.`"""
    if (
        day := re.search(r"\s@(?P<day>[A-Z][a-z]+ \d{1,2}, \d{4}|\d{4}[/-]\d\d[/-]\d\d)$", text)
    ) and not parts.due_text:
        parts.due, parts.due_text = Manner().due_of(day["day"]) or (None, day["day"])
        parts.text = text[: day.start()]
        return True
    if name := re.search(r"\s@(?P<who>[A-ZÀ-ÖØ-Þ][\w'’-]+(?:\s[A-ZÀ-ÖØ-Þ][\w'’.-]*){1,2})$", text):
        parts.owners.insert(0, name["who"])
        parts.text = text[: name.start()].rstrip(" ,:-–—")
        return True
    # Tags of Org at the end of a heading.
    if (tag := re.search(r"\s#(?P<who>[a-z]{3,})$", text)) and tag["who"] in GIVEN_NAMES and not parts.owners:
        parts.owners, parts.text = [tag["who"]], text[: tag.start()]
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
    is_short = 0 < len(text.split()) <= 3 and not NO_OWNER.match(text) and len(text) <= 40 and text[0].isalpha()
    if not is_short or tells_state(text) or (" " in text and text.split()[0] in WORK):
        return False  # `ask Ken`
    return not re.search(
        r"(?i)\d|[.:!?]|\bprio|\b(?:later|optional|nice to have|if|when|it|is|are|was|"
        r"they|we|this|that|has|have|not|no|to|for|with|in|on|of|per|all|every|each|and|or|as|at|too|only|also)\b",
        text,
    )


_LEADING_PIECES = re.compile(
    r"(?:[A-Z]{1,3}-?\d{1,3}\s*)?(?:[\[(（](?P<inner>[^()（）\[\]]{1,60})[\])）]\s*[:：–—-]?\s+|"
    r"[【［](?P<east>[^【】［］]{1,60})[】］]\s*[:：–—-]?\s*)(?=\S)"
)
"""`[Ana]`, `(P1)` and `A1 (Ana, 3 May):` before the task."""
LEADING_NAME = re.compile(r"(?P<who>[^:：–—]{2,40}?)(?:\s*(?P<colon>[:：])|\s+[-–—])\s+(?=\S)")
_LEADING_LIMIT = re.compile(
    r"(?i:by|until|bis(?: zum)?|before)\s(?P<day>[^,:]{3,20}?)(?:[,:]\s+(?=\S)|\s(?=(?:we|I|wir|nous)\b))|"
    r"(?P<date>(?=[^:]*\d)[^:,;()]{4,20}?)(?:\s*[:：]\s+|\s+[-–—]\s+)(?=\S)"
)
"""Until when, before a task: `By 3 May: pin it`, `2026-05-03 – pin it`."""
_LEADING_DOER = re.compile(r"(?P<who>(?:[^\W\d_][\w'’.-]*\s){1,4}?)to\s(?=[a-zß-ÿ])")
_HANDLES = re.compile(r"^(?P<who>@[\w][\w./-]*(?:\s*(?:,|/|&|and)\s*@[\w][\w./-]*)*)\s*(?:[:：\-–—]|to\b)?\s+")


def _take_leading_owner(parts: Parts, manner: Manner) -> None:
    """Take `@bob:`, `[Bob]`, `Bob, Ines:` and `[OPS-12]` off the beginning."""
    links = re.match(rf"^[\[(]?(?P<links>{LINK.pattern})[\])]?\s*[:：\-–—]?\s+(?=\S)", parts.text)
    if links and not links["links"].startswith("http"):
        parts.links.append(links["links"])
        parts.text = parts.text[links.end() :]
    while (group := _LEADING_PIECES.match(parts.text)) and _take_group(parts, group["inner"] or group["east"], manner):
        parts.text = parts.text[group.end() :]
    limit = None if parts.due_text else _LEADING_LIMIT.match(parts.text)
    due = manner.due_of(limit["day"] or limit["date"]) if limit else None
    if limit and due and (limit["day"] or (due[0] and parts.state != "done")):
        parts.due, parts.due_text = due
        parts.text = parts.text if limit["day"] else parts.text[limit.end() :]
    if match := _HANDLES.match(parts.text):
        parts.owners[:0] = re.findall(r"@([\w][\w./-]*)", match["who"])
        parts.text = parts.text[match.end() :]
    elif not (parts.owners or manner.elsewhere):
        _take_leading_name(parts, manner)


def _take_leading_name(parts: Parts, manner: Manner) -> None:
    """Take `Ana to`, `Ana –` and, where the other items of the list have a name there, `Ana:`."""
    if doer := _LEADING_DOER.match(parts.text):
        found = owners_of(doer["who"].strip()) or []
        if is_sure(found, manner.people):
            parts.owners, parts.text = found, parts.text[doer.end() :]
    elif match := LEADING_NAME.match(parts.text):
        found = named_before(match["who"]) or ([match["who"]] if manner.before and _is_short_name(match["who"]) else [])
        is_certain = is_sure(found, manner.people) and (not match["colon"] or is_order(parts.text[match.end() :]))
        if found and (manner.before or is_certain):
            parts.owners, parts.text = found, parts.text[match.end() :]


def _take_group(parts: Parts, inner: str, manner: Manner) -> bool:
    """Take what is in brackets before a task, if it is owners, a date or a state."""
    found = named_before(inner)
    if found and not (parts.owners or manner.elsewhere) and (is_sure(found, manner.people) or " " in found[0]):
        parts.owners = found
        return True
    return take_piece(parts, inner, manner, by_comma=False)
