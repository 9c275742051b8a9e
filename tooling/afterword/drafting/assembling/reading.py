"""Read the evidence sentence by sentence: what each says, how it stands to it, and where it belongs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from afterword.drafting.assembling.places import (
    counts,
    is_event,
    is_symptom,
    place_of,
    shows_effect,
    split_label,
    states_reason,
)
from afterword.drafting.assembling.sentence_time import is_of_an_earlier_day, time_of_event
from afterword.drafting.assembling.taken_back import find_taken_back, stays_stated
from afterword.drafting.assembling.to_do_lists import prose_of
from afterword.evidence import EvidenceItem, Ledger
from afterword.evidence.collectors.mail_headers import REPLY
from afterword.language import acts_abroad as abroad
from afterword.language.item_kinds import ItemKind, is_stranger, is_words_of_ai, item_kind
from afterword.language.small_talk import is_small_talk
from afterword.language.standing import Standing, is_of_another_incident, is_supposed, standing_of
from afterword.postmortem import outline
from afterword.postmortem.outline import SectionKind
from afterword.postmortem.schema import FrontMatter
from afterword.text.folding import normalise, normalise_caseless
from afterword.text.late_pattern import late_pattern
from afterword.text.word_lists import ABBREVIATIONS
from afterword.times.clock_times import find_clock_times
from afterword.times.when import When

_BLANK_LINE = late_pattern(r"\n[ \t]*\n")
_ABBREVIATION = late_pattern(rf"(?:\b(?:{ABBREVIATIONS}|no|nr|resp|incl|min|max|v)\.|\b[A-Z]\.)$", re.I)
_END = late_pattern(
    r"(?<=[.!?])[\"')\]]?\s+(?=\S)|\s*\n+\s*"
    r"|(?<=,)\s+(?=@?(?:\w+|(?:participant|responder) \d+),? (?:can|could|would|will) you\b)"
)
"""Where a sentence ends; what somebody is asked for behind it is one of its own."""
_ANAPHORA = late_pattern(
    r"(?:and |but |so )?(?:it|this|that|these|those|they|he|she|both|then|there|which|such)\b|(?:and|but|so|also)\b",
    re.I,
)
_WAS_THEN = late_pattern(r"\b(?:cause|reason|culprit|fix|problem) was\b", re.I)
_PRONOUN = late_pattern(r"\b(?:it|them|this|that|these|those)\b", re.I)
_SWITCHED_OFF = late_pattern(r"\b(?:disabled|(?:switched|turned) off)\b", re.I)
_ROLLED_BACK = late_pattern(
    r"\b(?:roll(?:ed|ing)? (?:\w+ ){0,3}?back|revert\w*|rollback|back on|(?:turn|switch|tak|paus|kill|pinn)ing)\b", re.I
)
"""What mends, and is hardly ever the change that began it."""
_STEP = late_pattern(r"(?:(?:ok|and|so|now|I|we|I've|we've|just)[ ,]+)*(?:turned|switched) (?:[\w-]+ ){0,4}off\b", re.I)
"""What somebody does who just found out."""
_AS_BEFORE = late_pattern(
    rf"\b(?:back(?!-)|again|restor\w+|recover\w*|normal\w*|verified|{abroad.RECOVERED})(?!\w)", re.I
)
"""What tells that all is as it was before, which did not begin an incident."""
_AGAIN = late_pattern(r"\b(?:live|enabled|serv(?:es|ed|ing)|on|up|active|deployed)\b[^.;]{0,40}\bagain\b", re.I)
"""What is as it was before: `v14 is live again` is not what began it."""
_PUT_LIVE = late_pattern(
    r"\b(?:shipp\w+|deploy\w*|released|releasing|roll(?:ed|ing)? out|merged|publish\w*|publicar\w*|promoted|pushed|"
    r"live|back-?fill\w*|re-?index\w*|re-?built|re-?run|done|updated?|fix(?:ed|es)?)\b",
    re.I,
)
"""What puts something into production, or reports it as done."""
_YEAR = late_pattern(r"\b(?:19|20)\d\d\b(?!,\d)")
_ANSWERED = late_pattern(rf"Subject: {REPLY} ?:", re.I)
"""The subject of the mail that a mail answers: its sender does not say it."""
_QUOTED = late_pattern(r"[\"“„«][^\"“”„«»\n]{2,200}[\"”“»]")
_GREETING = late_pattern(
    r"^(?:hi|hello|hey|(?:good|guten?|gut|goe[dm]en?|god|bon|bonne|buon[ae]?|buen[oa]s|bom|boa) ?"
    r"(?:morning|afternoon|evening|morgen|tag|abend|mo(?:r)?gon|jour|soir|giorno|sera|d[ií]as?|tardes?)|bonjour|bonsoir|"
    r"salut|buongiorno|moin|servus|hola|olá|hallo|cześć|hej)\b[^,.!:;\n]{0,20}[,.!:;]\s+",
    re.IGNORECASE,
)
_FEW_WORDS = 2
_SHORT = 8
_DECLARED = late_pattern(
    r"\bsev-?[0-4]\b|\b(?:opening|declaring|calling|raising)(?: it| this)? (?:an? |the )?(?:major )?incident\b"
)
"""By which an incident is declared: at the latest then, something had gone wrong."""
_ALARM = late_pattern(
    r"\bfiring\b|^\[?resolved\b|\balert (?:triggered|resolved|\")|\bp[1-3]\b|\bsev-?[1-3]\b|\bcritical\b"
)


@dataclass(frozen=True, slots=True)
class Said:
    """One or more sentences of an item that follow each other and belong together.

    Attributes:
        item: the item.
        text: the words, as they are in the item.
        kind: what the item is.
        standing: whether it is stated, or asked, guessed, planned, wished, or taken back.
        place: the section that it answers; None if there is none for certain.
        is_event: whether it reports what happened at a moment.
        is_alarm: whether a machine raised or closed an alarm with it.
        paragraph: the number of its paragraph in the item.
        precedes: of what changed, whether it was before the first known symptom; None if that is not known.
        is_report: whether somebody told with it what users met, while they still did.
        at: when that was: the time that it tells, else the time of the item; None if neither is known.
    """

    item: EvidenceItem
    text: str
    kind: ItemKind
    standing: Standing = Standing.STATED
    place: SectionKind | None = None
    is_event: bool = False
    is_alarm: bool = False
    is_report: bool = False
    at: When | None = None
    paragraph: int = 0
    precedes: bool | None = None


@dataclass(frozen=True, slots=True)
class ReadEvidence:
    """The evidence of one incident, sentence by sentence.

    Attributes:
        items: the evidence.
        kinds: what each item is, by its id.
        said: the sentences of all items but chatter and what addresses an AI.
    """

    items: tuple[EvidenceItem, ...]
    kinds: Mapping[str, ItemKind]
    said: tuple[Said, ...]

    @classmethod
    def of(cls, items: Sequence[EvidenceItem], front: FrontMatter) -> ReadEvidence:
        """Read items; `front` says when the incident began and ended, as far as that is known."""
        kinds = {item.id: item_kind(item.text, item.source, item.actor or "") for item in items}
        return cls(tuple(items), kinds, tuple(read_evidence(items, kinds, front)))

    @property
    def stated(self) -> Ledger:
        """The evidence without what addresses an AI."""
        return Ledger(tuple(item for item in self.items if self.kinds[item.id] is not ItemKind.ADDRESSES_AI))


def read_evidence(items: Sequence[EvidenceItem], kinds: Mapping[str, ItemKind], front: FrontMatter) -> list[Said]:
    """Read all items but chatter and what addresses an AI, in their order."""
    taken_back = find_taken_back([item for item in items if kinds.get(item.id) is not ItemKind.ADDRESSES_AI])
    by_id = {item.id: item for item in items}
    onset = _onset(items, kinds, front)
    found: list[Said] = []
    for item in items:
        kind = kinds.get(item.id, ItemKind.STATEMENT)
        if kind in (ItemKind.CHATTER, ItemKind.ADDRESSES_AI):
            continue
        said = list(_read(item, kind, onset))
        if item.id in taken_back:
            correction = by_id[taken_back[item.id]]
            said = [
                one if stays_stated(one.text, item, correction) else replace(one, standing=Standing.TAKEN_BACK)
                for one in said
            ]
        elif kind is not ItemKind.SIGNAL and is_words_of_ai(item.actor or ""):
            said = [replace(one, standing=Standing.TAKEN_BACK) for one in said]
        joined = _joined(_grounded(said))
        found += (
            replace(one, precedes=_precedes(one, onset)) if one.place is outline.WHAT_CHANGED else one for one in joined
        )
    return _with_reports(found, front)


def _with_reports(said: Sequence[Said], front: FrontMatter) -> list[Said]:
    """Mark what was told of users before anything was mended."""
    ends = [one.at for one in said if one.place is outline.MITIGATION]
    ends += [front.incident.mitigated, front.incident.resolved] if front.incident else []
    end = min((at.earliest for at in ends if at and at.earliest), default=None)

    def is_report(one: Said) -> bool:
        at = one.item.at.earliest if one.item.at else None
        # What counts those affected is an account of the impact, whenever it was written.
        is_told = one.place is outline.IMPACT and one.kind is ItemKind.STATEMENT and not counts(_YEAR.sub("", one.text))
        return is_told and at is not None and end is not None and at < end

    return [replace(one, is_report=True) if is_report(one) else one for one in said]


def split_said(text: str) -> list[str]:
    """Split a message into its sentences, also where the next one begins in lower case."""
    parts: list[str] = []
    for part in _END.split(text.strip()):
        if parts and _ABBREVIATION.search(parts[-1]):
            parts[-1] = f"{parts[-1]} {part}"
        elif part.strip():
            parts.append(part.strip().rstrip(","))
    return parts


def _read(item: EvidenceItem, of_item: ItemKind, onset: datetime | None) -> Iterator[Said]:
    is_mended = is_shown = False
    kind = of_item
    labelled: tuple[int, SectionKind | None] = (-1, None)
    for paragraph, text in _sentences(item, of_item):
        if _ANSWERED.match(text) or is_small_talk(text):
            continue  # `Hi all,` and `Best, participant 1` around what a mail says
        if of_item is ItemKind.DECISION:  # which not every sentence of a long message is
            kind = item_kind(text, item.source, item.actor or "")
        standing = Standing.STATED if kind is ItemKind.SIGNAL else standing_of(_own_words(split_label(text)[1]))
        # A line that a machine wrote with its time is of that time, whichever day it names.
        told = None if kind is ItemKind.SIGNAL and item.at and item.at.exact else time_of_event(text, item.at)
        said = Said(
            item, text, kind, standing, at=told or item.at,
            is_event=kind is not ItemKind.STATEMENT or _reports_event(text, item.actor or ""),
            is_alarm=kind is ItemKind.SIGNAL and _is_alarm(text), paragraph=paragraph,
        )  # fmt: skip
        is_shown = is_shown or is_symptom(text)
        is_placed = standing is Standing.STATED and kind is not ItemKind.DECISION
        place = place_of(text, is_signal=kind is ItemKind.SIGNAL) if is_placed else None
        if (named := split_label(text)[0]) is not None:
            labelled = paragraph, named
        elif place is None and is_placed and labelled[0] == paragraph:
            place = labelled[1]  # the label of a paragraph holds for all of it
        if place is None:
            yield said
            continue
        # An account tells the fix below what it mended, whenever it was written.
        place = _settled(place, said, None if is_shown and place is outline.MITIGATION else onset)
        if place is outline.WHAT_CHANGED and is_mended and not is_of_an_earlier_day(said.text, item.at):
            place = outline.MITIGATION  # `fix: the router checks the length. deployed to all`
        is_mended = place is outline.MITIGATION
        yield replace(said, place=place)


def _own_words(text: str) -> str:
    """The words of a sentence without a greeting and what it quotes: `off, she says "please see it"` is a fact."""
    bare = _QUOTED.sub(" ", _GREETING.sub("", text))
    return bare if len(bare.split()) >= _FEW_WORDS else text


def _sentences(item: EvidenceItem, kind: ItemKind) -> Iterator[tuple[int, str]]:
    """Yield each sentence with the number of its paragraph; what a machine wrote is one."""
    if kind is ItemKind.SIGNAL:
        yield 0, item.text
        return
    for number, paragraph in enumerate(_BLANK_LINE.split(prose_of(item.text))):
        yield from ((number, sentence) for sentence in split_said(paragraph))


def _reports_event(text: str, actor: str) -> bool:
    """Whether a sentence reports what happened; what strangers can report is what they met."""
    happened = ", ".join(clause for clause in text.split(", ") if not is_supposed(clause))
    return is_symptom(happened) if is_stranger(actor) else is_event(happened)


def _settled(place: SectionKind, said: Said, onset: datetime | None) -> SectionKind | None:
    """Tell a change from a fix by its time: what came before the first symptom, or with it, did not mend it.

    Who reports a symptom first does not know its cause yet, unless they say that something is because of it.
    """
    if place is outline.IMMEDIATE_CAUSE and onset is not None and not states_reason(said.text):
        at = said.at.earliest if said.at else None
        # Without a time, a symptom is as little a cause as what was told first.
        return None if at is None or at <= onset else place
    if place is outline.WHAT_ALLOWED_IT and _SWITCHED_OFF.search(said.text) and onset is not None:
        at = said.at.earliest if said.at else None
        is_before = at is None or at <= onset or is_of_an_earlier_day(said.text, said.item.at)
        return place if is_before else outline.MITIGATION
    if place not in (outline.WHAT_CHANGED, outline.MITIGATION) or onset is None:
        return place
    if said.at is None or said.at.earliest is None:
        return place
    is_before = said.at.earliest <= onset
    if place is outline.MITIGATION and (is_before or is_of_an_earlier_day(said.text, said.item.at)):
        is_step = said.at == said.item.at and _STEP.match(said.text) is not None
        is_change = is_before and not (is_step or _ROLLED_BACK.search(said.text) or _AS_BEFORE.search(said.text))
        return outline.WHAT_CHANGED if is_change else None
    is_restored = said.kind is ItemKind.SIGNAL or _AGAIN.search(said.text) is not None
    if place is outline.WHAT_CHANGED and is_restored and not is_before:
        return outline.MITIGATION
    return place


def _precedes(said: Said, onset: datetime | None) -> bool | None:
    """Whether a change was before the first symptom; what somebody found out later may have been.

    A release that somebody reports as it happens did not begin what was seen before: it is a remedy, or another change.
    """
    at = said.at.latest if said.at else None
    if at is None or onset is None:
        return None
    if at <= onset:
        return True
    is_told_later = is_of_an_earlier_day(said.text, said.item.at) or any(find_clock_times(normalise(said.text)))
    return False if _PUT_LIVE.search(said.text) and not is_told_later else None


def _onset(items: Sequence[EvidenceItem], kinds: Mapping[str, ItemKind], front: FrontMatter) -> datetime | None:
    """When it showed first: as the front matter says, else the first alarm or symptom, else the first event."""
    incident = front.incident
    stated = (incident.started, incident.reported, incident.detected) if incident else ()
    known = [when.earliest for when in stated if when and when.earliest]
    if known:
        return min(known)
    shown: list[datetime] = []
    events: list[datetime] = []
    for item in items:
        kind = kinds.get(item.id, ItemKind.STATEMENT)
        if item.at is None or item.at.earliest is None:
            continue
        if _is_alarm(item.text) if kind is ItemKind.SIGNAL else _reports_effect(item, kind):
            shown.append(item.at.earliest)
        elif kind is ItemKind.STATEMENT and is_event(item.text):
            events.append(item.at.earliest)
    return min(shown or events, default=None)


def _reports_effect(item: EvidenceItem, kind: ItemKind) -> bool:
    """Whether a person reports what goes wrong, or declares that something does."""
    is_declared = kind in (ItemKind.STATEMENT, ItemKind.DECISION) and _DECLARED.search(normalise_caseless(item.text))
    return bool(is_declared) or (kind is ItemKind.STATEMENT and shows_effect(item.text))


def _is_alarm(text: str) -> bool:
    return _ALARM.search(normalise_caseless(text)) is not None


def _grounded(said: Sequence[Said]) -> Iterator[Said]:
    """Let what leans on a sentence that is not stated stand as that does: `maybe the cache? it happened before`.

    What leans on one of another incident has as little a place.
    """
    before: Said | None = None
    for one in said:
        leans = _ANAPHORA.match(one.text) or len(one.text.split()) <= _FEW_WORDS
        if before is not None and before.standing is not Standing.STATED and leans:
            one = replace(one, standing=before.standing, place=None)
        elif before is not None and is_of_another_incident(before.text) and (leans or _WAS_THEN.search(one.text)):
            one = replace(one, place=None)
        yield one
        before = one


def _joined(said: Iterable[Said]) -> Iterator[Said]:
    """Join sentences that follow each other and belong together; one that begins with `It` needs the one before."""
    current: Said | None = None
    for one in said:
        if current is None:
            current = one
            continue
        if _belong_together(current, one):
            current = replace(
                current, text=f"{current.text} {one.text}",
                place=current.place or one.place,
                is_event=current.is_event or one.is_event, at=current.at if current.at != current.item.at else one.at,
            )  # fmt: skip
        else:
            yield current
            current = one
    if current is not None:
        yield current


def _belong_together(one: Said, other: Said) -> bool:
    is_apart = one.paragraph != other.paragraph or other.text.startswith(("**", "__"))
    if is_apart or one.standing is not other.standing:
        return False
    leans = _ANAPHORA.match(other.text) or (_PRONOUN.search(other.text) and len(other.text.split()) <= _SHORT)
    if leans:
        return True
    if str(one.at) != str(other.at):
        return False  # a time that one of them tells is not that of the other
    if one.place is other.place:
        return True
    # What happened stays apart from what a section explains: `incident closed. 812 runs failed`.
    return any(said.place is None and not said.is_event for said in (one, other))
