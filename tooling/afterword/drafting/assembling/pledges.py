"""Action items that somebody took on: what, who, and until when, as it was said.

Only what has an owner counts. A step of the response (`I'll restart it now`) does not, nor does what somebody will
never do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from afterword.drafting.assembling.handed_out import read_handed_out
from afterword.drafting.assembling.reading import split_said
from afterword.drafting.assembling.to_do_lists import to_do_bullets, to_do_rows
from afterword.evidence import EvidenceItem
from afterword.language.commitments.commitment import Commitment, CommitmentState, Voice
from afterword.language.commitments.due_days import Due, day_due, take_due
from afterword.language.commitments.entries import is_role
from afterword.language.commitments.read import (
    accepts,
    clauses_of,
    read_commitments,
    read_fields,
    refuses,
    says_done,
)
from afterword.language.commitments.turns import refusal_of, reported_done, things_of
from afterword.language.item_kinds import is_words_of_ai
from afterword.text.folding import normalise_caseless
from afterword.text.late_pattern import late_pattern
from afterword.times.when import When

_BOX = late_pattern(r"^[ \t]*[-*+] \[(?P<mark>[ xX])\] (?P<what>\S[^\n]{6,200})$", re.MULTILINE)
"""A box of a list of tasks."""
_TURN = late_pattern(r"(?<=[.!?])\s+(?=(?:participant|responder) \d+: (?:I|will|yes|yep|ok)\b)")
"""Where somebody else speaks in the same item of a transcript."""
_NUMBERED = late_pattern(r"(?:participant|responder) \d+", re.IGNORECASE)
_SAYS_NOTHING = late_pattern(r"^\S+(?: \S{1,4})?$|^(?:\S+ ){,2}(?:it|this|that|them|those)$", re.IGNORECASE)
_SOON = late_pattern(
    r"(?<! of)[\s,]+(?:this|next) (?:week|sprint|month)$|[\s,]+(?:soon|today|tonight|as well|too)$",
    re.IGNORECASE,
)
_UNADDRESSED = late_pattern(
    r"(?:and |so |ok,? |also |thanks[.,]? )*(?:(?:can|could|would|will) (?:you|u)(?: please| pls)?|please|pls) "
    r"(?P<what>(?!see|confirm|check|look|tell|say|share|send me|explain|remind)\S+ \S.*)",
    re.IGNORECASE,
)
_HANDED_OUT_WITHIN = 8
"""Items behind one that lists actions in which the others are handed out."""
_FEWEST = 3
"""Items with a time that show in which year all of it is."""
_LABELLED = late_pattern(r"To do: (?P<what>[^\n]{8,300})")
_UNKNOWN_PERSON = late_pattern(r"^(?:[A-Z]\.? )[A-Z][a-zà-ÿ'’-]+ (?:to|will) (?=[a-z])")
"""Who is named in minutes only, with an initial: they are not known from the evidence."""
_LETTERED = late_pattern(r"^[a-z]+ [A-Z]\b")
"""`rack B`, which would look like a name with a capital."""
_TITLE = late_pattern(r"^(?:\w|mr|mrs|ms|dr|herr|frau|mme|cllr)\.? (?=\[?participant \d)")
"""Before a name of which only the rest was redacted: `W. participant 3`."""
_THE = late_pattern(r"^(?:the|our) ", re.IGNORECASE)
_SOME = late_pattern(r"(?:an?|some|any|another|each|every|one|half|no) ", re.IGNORECASE)
_CLAUSE_END = late_pattern(r", and |; ")
_ANSWER_WITHIN = 4
"""Messages after a request among which the answer is."""


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
        state: `done` and `dropped` only if that was said.
        by: who owns it, as they are written in the evidence.
        is_declined: whether its owner declined it, so that it goes to who takes it on.
    """

    item: EvidenceItem
    action: str
    owner: str | None
    due: date | None
    request: EvidenceItem | None = None
    is_listed: bool = False
    state: CommitmentState = "open"
    by: str = ""
    is_declined: bool = False


def find_pledges(
    items: Iterable[EvidenceItem], actors: Sequence[str], mended: When | None, handle: str = ""
) -> list[Pledge]:
    """Find what people took on, in the order of the items.

    Args:
        items: what people said and did not take back.
        actors: the roles of all who spoke; only these can be owners that somebody else names.
        mended: when the effect ended; a pledge without a date counts from then on only.
        handle: of the only responder whom the post-mortem names; empty if it names none or several.
    """
    titles = dict(actor.removesuffix(")").split(" (", 1) for actor in actors if " (" in actor)
    titles |= {"responder 1": handle} if handle else {}
    known = {normalise_caseless(actor).split(" (")[0] for actor in actors}
    items = list(_with_day(items))
    found: dict[str, Pledge] = {}
    days = sorted(item.at.earliest.date() for item in items if item.at and item.at.earliest)
    near = days[len(days) // 2] if len(days) >= _FEWEST else None
    planning: dict[str, int] = {}
    for place, item in enumerate(items):
        if is_words_of_ai(item.actor or ""):
            continue
        is_planning = place <= planning.get(item.source, -1)
        voice = Voice(item.actor or "", lambda who: _is_known(who, known), item.at, near, is_planning=is_planning)
        own = _of_item(item, voice)
        _settle(found, item, voice, items[place - 1] if place else item)
        if item.actor and any(one.is_listed for one in own):
            planning[item.source] = place + _HANDED_OUT_WITHIN
        for said in own:
            one = _answered(said, item, items[place + 1 : place + 1 + _ANSWER_WITHIN])
            if one is None:
                continue
            pledge = _pledge(*one, known, titles)
            is_late = place <= planning.get(item.source, -1) or bool(
                mended and mended.earliest and item.at and item.at.earliest and item.at.earliest >= mended.earliest
            )
            if (pledge.due or is_late or pledge.is_listed) and not _SAYS_NOTHING.search(pledge.action):
                _add(found, pledge)
    return list(found.values())


def _settle(found: dict[str, Pledge], item: EvidenceItem, voice: Voice, before: EvidenceItem) -> None:
    """Take back what is declined in an item, and mark what it reports as done."""
    for piece in clauses_of(split_said(item.text), voice):
        near = {key: one for key, one in found.items() if one.item.source == item.source}
        if refused := refusal_of(piece, voice):
            who, things = refused
            own = [
                key for key, one in near.items() if one.by and one.item == before and not _owns_other(one, who, voice)
            ]
            about = [
                key for key, one in near.items() if things & things_of(one.action) and not _owns_other(one, who, voice)
            ]
            for key in about if things else own[-1:]:
                if _name(found[key].item.actor) == _name(who):
                    del found[key]  # no other message asked for it
                else:
                    found[key] = replace(found[key], owner=None, is_declined=True)
        elif things := reported_done(piece):
            done = [key for key, one in near.items() if things <= things_of(one.action)]
            if len(done) == 1:
                found[done[0]] = replace(found[done[0]], state="done")


def _owns_other(pledge: Pledge, who: str, voice: Voice) -> bool:
    """Whether somebody else who spoke owns it: a name that is only written may be that of who speaks."""
    return voice.is_person(pledge.by) and _name(pledge.by) != _name(who)


def _add(found: dict[str, Pledge], pledge: Pledge) -> None:
    """Add a pledge, unless it says again what is known; one that takes over what was declined replaces that."""
    words = things_of(pledge.action, with_verbs=True)
    for key, one in list(found.items()):
        if one.item.source != pledge.item.source or one.item == pledge.item:
            continue
        if one.is_declined and pledge.by and things_of(one.action) & things_of(pledge.action):
            del found[key]
            is_short = things_of(pledge.action) <= things_of(one.action)
            action = take_due(one.action, None).rest if is_short and pledge.due else pledge.action
            pledge = replace(pledge, action=action, due=pledge.due or one.due)
        elif words and words == things_of(one.action, with_verbs=True):
            found[key] = replace(one, due=one.due or pledge.due, owner=one.owner or pledge.owner)
            if pledge.state != "open":
                found[key] = replace(found[key], state=pledge.state)
            return
    found.setdefault(pledge.action.casefold(), pledge)


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


def _of_item(item: EvidenceItem, voice: Voice) -> list[Commitment]:
    """Read what an item says is to be done: in lists and tables, else in its sentences."""
    labelled = _LABELLED.fullmatch(item.text)  # one bullet below such a heading, with what is said of it
    bullets = [labelled["what"]] if labelled else to_do_bullets(item.text)
    listed = [one for what in bullets for one in read_commitments([what], voice, is_listed=True)]
    listed += [*_boxes(item, voice), *read_fields(item.text, voice), *_rows(item, voice)]
    listed = listed or read_handed_out(item.text, voice)
    if listed:
        return [replace(one, is_listed=True) for one in listed]
    first, *turns = _TURN.split(item.text)
    sentences = split_said(first)
    found = read_commitments(sentences, voice) or list(_asked_of_all(sentences, voice))
    found = [_with_due_behind(found[0], sentences, voice)] if len(found) == 1 else found
    for turn in turns:
        speaker, _, said = turn.partition(": ")
        found += read_commitments(split_said(said), replace(voice, speaker=speaker))
    return found


def _asked_of_all(sentences: Sequence[str], voice: Voice) -> Iterator[Commitment]:
    """Read what somebody is asked for without their name: who answers takes it on."""
    for sentence in sentences:
        if match := _UNADDRESSED.match(sentence):
            due = voice.take_due(match["what"].rstrip("?!. "))
            yield Commitment(due.rest, due=due.day, due_text=due.phrase, is_asked=True, said=sentence)


def _with_due_behind(one: Commitment, sentences: Sequence[str], voice: Voice) -> Commitment:
    """Give the only task of a message the limit that a later sentence of it names."""
    if one.due or one.due_text or one.said not in sentences:
        return one
    behind = [voice.take_due(text) for text in sentences[sentences.index(one.said) + 1 :]]
    limits = [due for due in behind if due.is_limit and due.day]
    return replace(one, due=limits[0].day) if len(limits) == 1 else one


def _boxes(item: EvidenceItem, voice: Voice) -> Iterator[Commitment]:
    for match in _BOX.finditer(item.text):
        for one in read_commitments([match["what"]], voice, is_listed=True):
            yield one if match["mark"] == " " else replace(one, state="done")


def _rows(item: EvidenceItem, voice: Voice) -> Iterator[Commitment]:
    for row in to_do_rows(item.text):
        due = voice.take_due(row.due)
        day = day_due(row.due, voice.said, voice.near) or (due.day if due.is_limit else None)
        what = row.what if day or not row.due else f"{row.what} (until {row.due})"
        yield Commitment(what, row.who, day)


def _answered(
    said: Commitment, item: EvidenceItem, behind: Sequence[EvidenceItem]
) -> tuple[Commitment, EvidenceItem, EvidenceItem | None] | None:
    """Return what was said with its item, and its request if somebody agreed to that; None if they did not."""
    answer = (
        next((one for one in behind if one.source == item.source and _name(one.actor) == _name(said.owner)), None)
        if said.owner and _name(said.owner) != _name(item.actor)
        else None
    )
    if not said.owner and said.is_asked:
        others = [one for one in behind if one.source == item.source and one.actor and one.actor != item.actor]
        answer = others[0] if others and accepts(others[0].text.split("\n")[0]) else None
    text = answer.text.split("\n")[0] if answer else ""
    if refuses(text):
        kept = replace(said, owner="", is_asked=False)
        return (kept, item, None) if said.due or said.is_listed else None
    if says_done(text):
        return replace(said, state="done"), item, None
    due = take_due(_CLAUSE_END.split(split_said(text)[0])[0], answer.at) if text and answer else Due("")
    dated = replace(said, due=due.day or said.due) if due.is_limit else said
    if accepts(text) and answer is not None and said.is_asked:
        return replace(dated, owner=answer.actor or said.owner), answer, item
    if said.is_asked and not dated.due:
        return None  # who is asked may refuse
    return dated, item, None


def _name(actor: str | None) -> str:
    return normalise_caseless(actor or "").split(" (")[0]


def _is_known(who: str, known: set[str]) -> bool:
    who = _TITLE.sub("", normalise_caseless(who.strip()))
    return who in known or who.startswith("@") or _NUMBERED.fullmatch(who) is not None


def _pledge(
    said: Commitment, item: EvidenceItem, request: EvidenceItem | None, known: set[str], titles: Mapping[str, str]
) -> Pledge:
    action = _SOON.sub("", said.what.strip()) if said.due or not said.due_text else said.what
    action = _UNKNOWN_PERSON.sub("", action.strip(" ,:;.-"))
    # A person who had no part in the evidence is not its owner: a name alone says too little.
    name = _THE.sub("", said.owner)
    is_owner = name == item.actor or _is_known(_name(name), known) or (is_role(name) and not _SOME.match(name))
    owner = _role(name, titles) if name and is_owner else None
    return Pledge(
        item,
        action if _LETTERED.match(action) else action[:1].upper() + action[1:],
        owner,
        said.due,
        request,
        is_listed=said.is_listed,
        state=said.state,
        by=name,
    )


def _role(owner: str, titles: Mapping[str, str]) -> str | None:
    """Read the role of an owner, which a reader without the evidence can tell: the title of `participant 5 (sre)`."""
    name = owner.strip().partition(" (")[0]
    return name if not _NUMBERED.fullmatch(name) else titles.get(normalise_caseless(name))
