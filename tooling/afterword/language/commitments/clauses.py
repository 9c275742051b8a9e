"""Read one clause: what the speaker takes on, asks somebody for, says of others, or lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from afterword.language.commitments.commitment import EDGES, SHORTEST, Commitment, CommitmentState, Voice, commit
from afterword.language.commitments.due_days import Due, day_due
from afterword.language.commitments.entries import Entry, read_entry
from afterword.language.commitments.forms import (
    DOES,
    HAS_DONE,
    NEED,
    OPENER,
    PROMISES,
    PRONOUN,
    REFUSES,
    VAGUE,
    WE_DID,
    WHO,
    topic_of,
)
from afterword.language.commitments.turns import PASSED_ON
from afterword.language.commitments.work_verbs import (
    ERRANDS,
    PAST,
    THIRD_PERSON,
    THIRD_PERSON_OF_ERRANDS,
    WORK,
    leaves_nothing_to_do,
)
from afterword.text.late_pattern import late_pattern

_SELF = late_pattern(
    rf"(?:^{OPENER}|[,;:–—-] |\b(?:and|so|but) (?:then )?)(?:"
    rf"ill(?= (?:add|ask|build|call|change|check|create|draft|"
    rf"file|fix|make|move|post|put|remove|run|send|set|switch|take|talk|test|turn|update|write)\b)|"
    rf"I(?:'ll| will|'m going to| am going to| can(?! not)|"
    rf" must| have to| need to"
    r"|(?:'ve| have) promised(?: \w+)?(?: to)?| promise(?:d)? to| volunteer to| want to(?= have ))|will|going to|"
    r"gonna|let me|"
    r"ich (?:werde|kann)|je vais|voy a) (?:also |then |now |still |please )*(?P<what>\S.*)",
    re.IGNORECASE,
)
_SELF_DOES = late_pattern(
    rf"^{OPENER}(?:I (?P<what>(?:make|write|prepare|add|fix|build|document|draft|create|update|extend|move|raise|send|"
    rf"file|"
    r"schedule|collect|publish|translate|inform|notify) .*)|"
    r"ich (?:mache|schreibe|baue|ergänze|erstelle|prüfe) (?P<was>.*))",
    re.IGNORECASE,
)
_TAKES = r"(?:take(?: care of)?|own|pick up|handle|do)"
_TAKEN = late_pattern(rf"^{_TAKES} (?P<what>(?:care of )?(?:(?:an?|the|our|that|this)\b) .*)", re.IGNORECASE)
_I_TAKE = late_pattern(
    rf"(?:^{OPENER}|[,;:] |\band )(?:I(?:'ll| will| can)? (?:take|own|pick up|handle)|I(?:'m| am) on the hook for|"
    r"ich übernehme|je m'occupe de) (?:care of )?(?P<what>(?:an?|the|our|den|die|das|le|la)\b [^.]{4,200})",
    re.IGNORECASE,
)
"""`I take the alert on cost`; what has no article, such as `I take over`, names no work."""
_MINE = late_pattern(
    r"^(?P<before>.*?)(?:[ ,:;–—-]+(?:->|→)?\s*)?(?:\bI(?:'ll| will|'d)? (?:take|own|do) (?:it|this|that|those|"
    r"that one|this one)"
    r"(?: (?:over|myself))?\b(?! (?:was|is|that|you)\b)|\b(?:owner|assignee)(?: is|:)? me\b|"
    r"\bassign(?:ed)? (?:it )?to me\b|"
    r"\b(?:is|are) (?:mine|on me)\b|\b(?:ok, )?me then\b|\bmine\b$)(?P<after>.*)$",
    re.IGNORECASE,
)
_FOR_ME = late_pattern(
    r"^(?:assigned to me|(?:still )?(?:open|to ?do) for me|for me|me|on my (?:list|plate)): ?(?P<what>.+)",
    re.IGNORECASE,
)
_CALLED = late_pattern(
    rf"^(?:(?:and|und|ok|also|hi|hey)[, ]+)*{WHO}(?:[,:]| (?=(?:(?:can|could|would|will) (?:you|u|we)|kannst du|"
    rf"please|pls)\b)) *(?P<rest>\S.*)",
    re.IGNORECASE,
)
_CALLED_LAST = late_pattern(rf"^(?P<rest>.+?), {WHO}[?.!]*$", re.IGNORECASE)
_REQUEST = late_pattern(
    r"^(?:(?:and|so) )?(?:(?:can|could|would|will) (?:you|u|we)(?: please| also| pls)?|please|pls|"
    r"you said you (?:would|"
    r"will)|you will|"
    r"I need you to|kannst du|bitte) (?P<what>\S.*)",
    re.IGNORECASE,
)
_TAIL_REQUEST = late_pattern(
    r"\s*[-–—,.]?\s*(?:(?:can|could|would) you (?:do|make|take|manage|own)(?: it| that| this)?|can I hold you to|"
    r"ok for you|wann)\b(?= (?:by|until|before|bis|to)\b|\W*$).*$",
    re.IGNORECASE,
)
_DONE = late_pattern(
    r"(?:\s+-+\s*|\s*[–—:,;·]\s*|\.\s+|-\s+|\s*[(\[]\s*)(?:actually )?(?:I )?"
    r"(?:already |just |is )?(?:done|did it(?: just)?(?: now)?|merged|shipped|deployed|live|"
    r"finished|fixed|"
    r"completed?|closed|erledigt|fait|hecho)\b(?!-\w)(?! (?:by|until|till|before)\b)"
    r"(?=\W*$|[,;.)–—:]| -|\W+(?:on|in|at|with|via|as|to|today|yesterday|now|already|just|this|last|since|"
    r"depuis|seit|desde|during|and|am|see|"
    r"PR|MR|\d)|\W*[#!(@])(?:[^()]*\)?)$|\s*[✅✔☑]\ufe0f?\s*$|"
    r", (?:and )?(?:did it|done) (?:now|already|today)$"
    r"|\([^()]*, (?:done|merged|shipped|deployed)\)$",
    re.IGNORECASE,
)
_DROPPED = late_pattern(
    r"\s*(?:[-–—:,;]\s*|[(\[]\s*)(?:declined|rejected|dropped|parked|won't (?:do|fix)|not planned|withdrawn|"
    r"discarded|verworfen|"
    r"abgelehnt)\b(?:[^()]*\)?)$",
    re.IGNORECASE,
)
_ALREADY_ON = late_pattern(r": (?P<who>[^\W\d_][\w -]*?)(?:'s| is) (?:already )?on it\b.*$")
_ARROW = late_pattern(r"^(?P<who>[^\W\d_][\w.' -]{1,30}?) ?(?:->|→|=>) ?(?P<rest>\S.*)$")
_BUT_ONLY = late_pattern(r",? but (?:only|not)$")
_TO = late_pattern(r"^(?:to |an? (?=.{60}))")
_IN_BRACKETS = late_pattern(r" ?\((?P<who>[^(),]{2,30}?)(?: please|,[^()]*)?\)?$")
_WE = late_pattern(r"\b(?:we|wir|nous|vamos)\b", re.IGNORECASE)
_OWNER_FOR = late_pattern(r"^owner (?:for|of) ", re.IGNORECASE)
_NO_DATE = late_pattern(
    r"[\s,·;(–—-]*\b(?:no due date|no date yet|no owner yet|unassigned|nobody yet)\b.*$", re.IGNORECASE
)
_AGREED = late_pattern(
    rf"^{OPENER}(?:we|it (?:was|is))(?:['’]ve| have| had)?(?: also| all)? "
    r"(?:agreed|decided|planned|committed|promised) "
    r"(?:(?P<that>that )|to (?!not\b))",
    re.IGNORECASE,
)
_TO_DO_OF = late_pattern(r"^to-?do ?\(@?(?P<who>[^()]{2,30})\):? (?P<what>\S.*)$", re.IGNORECASE)
_ALREADY_DID = late_pattern(
    rf"^{WHO} (?:has )?already (?P<verb>[a-z]+) (?P<what>\S.*?)(?: (?:yesterday|today|last \w+|on \S+))?[.!]*$",
    re.IGNORECASE,
)
_NAME_FIRST = late_pattern(r"^(?P<who>[^\W\d_]+) (?:will|to|has to|must|shall|is going to|takes|owns)\b", re.IGNORECASE)
_Read = list[Commitment] | None


def read_clause(piece: str, before: str, voice: Voice, *, is_listed: bool) -> Iterator[Commitment]:
    """Read one clause; what comes first in it decides."""
    piece = _AGREED.sub(lambda agreed: "" if agreed["that"] else "We will ", piece)
    if (passed := PASSED_ON.match(piece)) and (to := passed["to"] or passed["other"])[:1] in "@" + to[:1].upper():
        due = voice.take_due(passed["rest"])
        yield from commit(
            passed["what"], to, due if due.phrase else voice.take_due(passed["what"]), is_listed=is_listed
        )
        return
    if marked := _TO_DO_OF.match(piece):
        state, bare = _state(marked["what"])
        due = voice.take_due(bare)
        yield from commit(due.rest, marked["who"], due, is_listed=True, state=state)
        return
    if not voice.is_document and (did := _ALREADY_DID.match(piece)) and voice.names(did["who"]):
        if verb := PAST.get(did["verb"].casefold()):
            yield from commit(f"{verb} {did['what']}", did["who"], Due(""), state="done")
        return
    if arrow := _ARROW.match(piece):
        is_work = arrow["rest"].split(" ")[0].casefold() in WORK
        if voice.names(arrow["who"]) or (_is_name(arrow["who"]) and is_work):
            due = voice.take_due(arrow["rest"])
            yield from commit(due.rest, arrow["who"], due, is_listed=True)
            return
    if voice.is_document and (one := _done_by(piece, voice, is_alone=not before and voice.is_alone)) is not None:
        yield from one
        return
    state, bare = _state(piece)
    for form in (_of_speaker, _of_called, _of_others):
        if (one := form(bare, before, voice, is_listed)) is not None:
            yield from (replace(said, state=state) if state != "open" else said for said in one)
            return
    if is_listed:
        yield from _entry(piece, voice)
    else:
        yield from _needed(bare, voice) or _beside_owner(bare, voice)


def _of_speaker(piece: str, before: str, voice: Voice, is_listed: bool) -> _Read:
    """What the speaker takes on; an empty list for what they only talk of."""
    if not voice.speaker or piece.endswith("?"):
        return None
    if (first := _NAME_FIRST.match(piece)) and voice.names(first["who"]):
        return None  # `Will will fix it`
    if for_me := _FOR_ME.match(piece):
        due = voice.take_due(for_me["what"])
        return [*commit(due.rest, voice.speaker, due, is_listed=True)]
    if mine := _MINE.match(piece):
        due = voice.take_due(piece)
        own = re.sub(
            r"(?i)[:,]? *\b(?:we'll|we will) (?:ship|do|build|deliver|have) (?:it|this|that)\b", "", mine["before"]
        )
        own = voice.take_due(own).rest.strip(EDGES)
        is_here = len(own) >= SHORTEST and not PRONOUN.match(own)
        what = own if is_here else topic_of(before, voice)
        due = due if is_here or due.phrase else voice.take_due(before)
        return [*commit(what, voice.speaker, due)]
    match = _I_TAKE.search(piece)
    if match is None and (said := _SELF.search(piece)):
        match = _TAKEN.match(said["what"]) or said
    match = match or _SELF_DOES.match(piece)
    if match is None:
        return None
    what = match["what"] or match["was"]
    if VAGUE.search(piece) or REFUSES.search(piece[: match.start("what") + 12]):
        return []
    due = voice.take_due(what)
    if leaves_nothing_to_do(what, is_for_later=due.day is not None):
        return []
    if not due.phrase and (lead := voice.take_due(piece[: match.start("what")])).phrase:
        due = replace(lead, rest=due.rest)
    rest = _BUT_ONLY.sub("", _TO.sub("", due.rest))
    if PRONOUN.match(rest):
        topic = topic_of(piece[: match.start()].strip(EDGES), voice)
        if not topic:
            topic, due = topic_of(before, voice), due if due.phrase else voice.take_due(before)
        return [*commit(topic, voice.speaker, due)]
    named = _IN_BRACKETS.search(rest)
    owner = named["who"] if named and voice.names(named["who"]) else voice.speaker
    return [*commit(rest if owner == voice.speaker else rest[: named.start()] if named else rest, owner, due)]


def _of_called(piece: str, before: str, voice: Voice, is_listed: bool) -> _Read:
    """What somebody is asked for who is called by name."""
    if voice.is_document:
        return None
    called = _CALLED.match(piece)
    if called is None or not voice.is_person(called["who"]):
        called = _CALLED_LAST.match(piece)
        if (
            called is None
            or not voice.is_person(called["who"])
            or not (NEED.match(called["rest"]) or _REQUEST.match(called["rest"]))
        ):
            return None
    rest = called["rest"]
    due = voice.take_due(rest)
    what = _TAIL_REQUEST.sub("", due.rest if not _TAIL_REQUEST.search(rest) else _TAIL_REQUEST.sub("", rest))
    request = _REQUEST.match(what) or NEED.match(what)
    has_tail = _TAIL_REQUEST.search(rest) is not None
    if request is None and not (has_tail or is_listed or due.is_limit or voice.is_planning):
        return None
    what = (request["what"] if request else what).rstrip(" ?")
    if leaves_nothing_to_do(what, is_for_later=due.day is not None) or VAGUE.search(piece) or _PRAISE.match(what):
        return []
    return [
        replace(one, is_asked=not (is_listed or voice.is_planning))
        for one in commit(what, called["who"], due, is_listed=is_listed)
    ]


_LIMITS = late_pattern(r"\b(?:by|due|deadline)\b", re.IGNORECASE)
_PRAISE = late_pattern(r"(?:thanks?|thx|nice|great|good|well done|welcome|sorry|congrats|kudos|fyi)\b", re.IGNORECASE)


def _of_others(piece: str, before: str, voice: Voice, is_listed: bool) -> _Read:
    """What somebody is said to do, or to own."""
    if piece.endswith("?"):
        return None
    topic, mark, behind = piece.partition(": ")
    clause = (
        behind
        if mark and PROMISES.match(behind) and voice.names((PROMISES.match(behind) or {"who": ""})["who"])
        else piece
    )
    match = PROMISES.match(clause)
    due = voice.take_due(clause)
    if match and voice.names(match["who"]):
        what = voice.take_due(match["what"] or match["thing"]).rest
        verb = what.split(" ")[0].casefold() if what else ""
        is_sure = voice.is_person(match["who"])
        if VAGUE.search(piece):
            return []
        is_handed_out = clause[match.end("who") : match.start("what")].strip() == "to"
        is_handed_out = is_handed_out and (due.is_limit or (voice.is_minutes and not leaves_nothing_to_do(what)))
        if is_handed_out or (verb in ERRANDS and voice.is_minutes):
            return [*commit(what, match["who"], due, is_listed=voice.is_minutes)]
        if leaves_nothing_to_do(what, is_for_later=due.day is not None):
            return []
        if PRONOUN.match(what):
            return [*commit(topic if clause is behind else topic_of(before, voice), match["who"], due)]
        if (
            match["thing"]
            and not is_listed
            and not (due.is_limit and (match["takes"] == "takes" or _LIMITS.search(due.phrase)))
        ):
            return []  # `The team owns three services` says how it is
        if (
            match["what"]
            and verb not in WORK
            and not ((is_listed and is_sure) or (due.is_limit and _TAKEN.match(what)))
        ):
            return [] if not is_listed else None
        return [*commit(what, match["who"], due)] if due.phrase or is_listed or is_sure else []
    if match and match["what"] and voice.is_document and not re.match(r"(?:not|never)\b", match["what"]):
        is_will = re.search(r"\b(?:will|shall|going to) $", clause[: match.start("what")])
        return [*commit(due.rest, "", due)] if is_will else []
    done = DOES.match(clause)
    verbs = THIRD_PERSON_OF_ERRANDS if voice.is_minutes or is_listed else THIRD_PERSON
    if done and done["verb"] in verbs and voice.names(done["who"]) and (due.is_limit or is_listed):
        rest = voice.take_due(done["rest"]).rest.strip(EDGES)
        topic = topic_of(before, voice) if not rest or PRONOUN.match(rest) else ""
        what = f"{rest or 'it'} ({topic})" if topic else rest
        return [*commit(f"{verbs[done['verb']]} {what}", done["who"], due)]
    return None


def _needed(piece: str, voice: Voice) -> list[Commitment]:
    """What has to be done by nobody in particular, if until when is said."""
    match = NEED.match(piece)
    if match is None or VAGUE.search(piece) or piece.endswith("?"):
        return []
    due = voice.take_due(match["what"])
    if not (voice.is_document or due.is_limit or piece.casefold().startswith(("next step", "todo", "to do"))):
        return []
    is_work = voice.is_document or not leaves_nothing_to_do(due.rest)
    is_ours = _WE.search(match[0]) is not None
    return [replace(one, is_ours=is_ours) for one in commit(due.rest, "", due)] if is_work else []


def _done_by(piece: str, voice: Voice, *, is_alone: bool) -> _Read:
    """What a document says that its authors, or somebody else, did about it."""
    if (ours := WE_DID.match(piece)) and (ours["have"] or is_alone):
        return [Commitment(ours["what"], state="done", is_ours=True)]
    if other := HAS_DONE.match(piece):
        return [Commitment(other["what"], other["who"] if voice.names(other["who"]) else "", state="done")]
    return [] if ours else None


def _beside_owner(piece: str, voice: Voice) -> list[Commitment]:
    """What is written with its owner beside it, in whichever form, outside a list."""
    if piece.endswith("?"):
        return []  # who is asked may refuse
    entry = read_entry(piece, voice.is_owner, is_listed=False)
    is_one = entry.who and (entry.until or entry.names_owner) and len(entry.what) >= SHORTEST
    return [_of_entry(entry, voice)] if is_one else []


def _of_entry(entry: Entry, voice: Voice, state: CommitmentState = "open", *, is_listed: bool = False) -> Commitment:
    what = _OWNER_FOR.sub("", _NO_DATE.sub("", entry.what))
    day = day_due(entry.until, voice.said, voice.near) if entry.until else None
    what = what if day or not entry.until else f"{what} (until {entry.until})"
    return Commitment(what, voice.owner(entry.who), day, entry.until, state, is_listed)


def _entry(piece: str, voice: Voice) -> Iterator[Commitment]:
    """Read an entry of a list of what is to be done, unless it is a step of the response."""
    state, bare = _state(piece)
    if on_it := _ALREADY_ON.search(bare):
        yield Commitment(bare[: on_it.start()], on_it["who"], is_listed=True)
        return
    entry = read_entry(bare, voice.is_owner)
    first, _, rest = entry.what.partition(" ")
    if not entry.who and len(rest) >= SHORTEST and _is_name(first) and voice.names(first):
        entry = replace(entry, who=first, what=rest)
    work = _BEFORE_VERB.sub("", entry.what)
    if entry.what and ((entry.who and entry.until) or not leaves_nothing_to_do(work)):
        yield _of_entry(entry, voice, state, is_listed=True)


_BEFORE_VERB = late_pattern(r"^(?:I|we)(?:'ll| will)? (?:now )?", re.IGNORECASE)


def _state(piece: str) -> tuple[CommitmentState, str]:
    """Return how far a piece says that it is, and the piece without that."""
    if done := _DONE.search(piece):
        return "done", piece[: done.start()]
    if dropped := _DROPPED.search(piece):
        return "dropped", piece[: dropped.start()]
    return "open", piece


def _is_name(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower() and word.isalpha()
