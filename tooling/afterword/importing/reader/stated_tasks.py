"""Sentences in which a team says what it will do, or did: `We will add a limit`, `Add a limit (Ana)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from afterword.importing.reader.action_parts import take_apart
from afterword.importing.reader.action_pieces import Manner
from afterword.importing.reader.action_states import leading_state
from afterword.importing.reader.orders import FORMS, is_order
from afterword.importing.reader.owner_names import is_sure, is_team, named_before, owners_of
from afterword.importing.reader.prose import SENTENCE
from afterword.importing.reader.reading import ActionState
from afterword.importing.reader.unit import Unit
from afterword.language.commitments.commitment import Voice
from afterword.language.commitments.forms import goes_on_with_deeds, is_done_by_us
from afterword.language.commitments.read import read_commitments
from afterword.text.word_set import word_set


@dataclass(frozen=True, slots=True)
class StatedTask:
    """What a team says that it will do, or did.

    Attributes:
        text: the sentence.
        state: `done` if it was done.
        owners: who it names.
        is_whole: whether its paragraph says nothing else.
        has_doer: whether it says who: `we`, a person or a team.
    """

    text: str
    state: ActionState
    owners: tuple[str, ...] = ()
    is_whole: bool = True
    has_doer: bool = True


def stated_tasks(
    units: Sequence[Unit], inside: range, manner: Manner, *, is_planned: bool
) -> dict[int, list[StatedTask]]:
    """Return by their index the tasks that the paragraphs of a section state, one or several each.

    Args:
        units: of the document.
        inside: the indexes of those of the section.
        manner: what they are read with.
        is_planned: whether the section is about what is to be done, so that orders and tasks with owners count.
    """
    found: dict[int, list[StatedTask]] = {}
    for index in inside:
        unit = units[index]
        if unit.kind == "paragraph" and not unit.level and not unit.is_quoted:
            sentences = [*_sentences(unit.visible)]
            apart = _with_details_apart(sentences, manner) if is_planned else ""
            own = (
                [StatedTask(apart, "open", (), False)] if apart else _tasks_in(sentences, manner, is_planned=is_planned)
            )
            if own or len(sentences) > 1:
                found[index] = own
    return found if any(found.values()) else {}


def _with_details_apart(sentences: Sequence[str], manner: Manner) -> str:
    """A task with brackets around its owner, day, state or link, if the sentences behind it are nothing else.

    `Pin the glossary. Ana, due 3 May. In progress.` is `Pin the glossary (Ana, due 3 May, In progress)`.
    """
    task, *behind = (sentence.strip().rstrip(".") for sentence in sentences)
    text = f"{task} ({', '.join(behind)})"
    if not 0 < len(behind) <= _MOST_DETAILS or not is_order(task):
        return ""
    parts = take_apart(text, manner)
    return text if parts.text == task and (parts.owners or parts.due_text or parts.state) else ""


_MOST_DETAILS = 3
_NEXT_TASK = re.compile(
    r",?\s(?:and|but)\s(?=(?:we|I)\s(?:also\s)?(?:will|shall|have|are|am)\b|we['’](?:ll|ve|re)\b|I['’](?:ll|ve|m)\b)"
)


def _sentences(text: str) -> Iterator[str]:
    for sentence in SENTENCE.split(text):
        yield from _NEXT_TASK.split(sentence)


_TEAM = re.compile(
    r"(?:the|our)\s(?!(?:whole|entire|full|same|other|new|next|rest|remaining|second|vendor|customer)\b)"
    r"(?:[\w&/-]+\s){1,2}(?:team|squad)|[^\W\d_]+['’]s\s(?:team|squad)"
)
"""A certain team; `half the team`, `a user group` and `some of the on-call team` are not owners."""


def _is_doer(who: str, people: frozenset[str]) -> bool:
    """Whether words name a person that the document knows, or a team: `Monitor will alert` is what a machine does."""
    return who.casefold() in people or _TEAM.fullmatch(who.casefold()) is not None


def _tasks_in(sentences: Sequence[str], manner: Manner, *, is_planned: bool) -> list[StatedTask]:
    is_whole = len(sentences) == 1
    people = manner.people
    voice = Voice("", lambda who: _is_doer(who, people), near=manner.near, is_document=True, is_planning=True,
                  is_alone=is_whole)  # fmt: skip
    read = read_commitments(sentences, voice)
    own = {
        one.said: StatedTask(
            one.said, one.state, tuple(owners_of(one.owner) or ()), is_whole,
            bool(one.owner) or one.is_ours or _OURS.match(one.said) is not None,
        )
        for one in read if one.owner or one.is_ours or not _FORECAST.match(one.said) or _is_to_be_done(one.said)
    }  # fmt: skip
    for sentence in sentences:
        if told := _TOLD.match(sentence):
            owners = [manner.author] if told["who"] == "I" and manner.author else named_before(told["who"])
            is_vague = any(is_team(one) and not _is_doer(one, people) for one in owners)
            is_person = is_sure(owners, people) or told["verb"] in _OF_PEOPLE or not told["who"].isascii()
            if owners and (told["who"] == "I" or (is_person and not is_vague)):
                own[sentence] = StatedTask(sentence, "open", tuple(owners), is_whole)
        elif is_planned and sentence not in own and _is_task(sentence, manner):
            own[sentence] = StatedTask(sentence, "open", (), is_whole, has_doer=False)
    for sentence, behind in pairwise(sentences):
        if sentence in own and _OF_IT.match(behind) and (state := leading_state(_OF_IT.sub("", behind))):
            own[sentence] = replace(own[sentence], state=state)
            own.pop(behind, None)
    return [own[sentence] for sentence in dict.fromkeys([*sentences, *own]) if sentence in own]


_OF_IT = re.compile(r"(?:It|This|That)\s(?:is|was|has been)\s(?:now\s|already\s|since\s)?")
"""How a sentence begins that says how far the task before it is: `This was done on 3 May.`"""
_OURS = re.compile(
    r"(?i)(?:[^,.;]{2,40},?\s)?(?:we|I)(?:['’](?:ll|ve)|\s(?:"
    r"will|shall|have|are going to|am going to))\b"
)
_TOLD = re.compile(
    r"(?:(?:[Aa]nd|[Tt]hen)\s)?(?P<who>I|[A-ZÀ-ÖØ-Þ][^.,;:]{1,50}?)"
    r"(?:['’]ll|\s(?:will|shall|is going to|am going to))\s"
    r"(?!(?:not|never|be|have|no)\b)(?P<verb>[a-zß-ÿ]+)"
)
_OF_PEOPLE = word_set("""
    apologise apologize ask call coach coordinate discuss draft email interview investigate mail meet negotiate organise
    organize persuade phone pitch propose research speak talk teach tell thank train visit volunteer write
""")
"""What only people do: who will do it is a person, or a team, also if its name is not known."""


def _is_task(sentence: str, manner: Manner) -> bool:
    """Whether a sentence orders a task, or has its owner, or until when, set apart behind it."""
    parts = take_apart(sentence, manner)
    return len(parts.text.split()) > 1 and (
        is_order(parts.text) or _is_to_be_done(sentence) or is_sure(parts.owners, manner.people)
        or bool(parts.owners and parts.due_text)
    )  # fmt: skip


def _is_to_be_done(sentence: str) -> bool:
    """Whether a sentence says that work will be done, or is being done, by its authors or without saying by whom.

    `A check will be added`, `We are moving the queue`; `Nothing will be deleted` and `We are making progress` are none.
    """
    told = _PASSIVE.match(sentence) or _ONGOING.match(sentence)
    return told is not None and told["verb"].casefold() in FORMS and not _NO_PLAN.search(sentence)


_OF_NOBODY = (
    r"(?:[Nn]o|[Nn]one|[Nn]othing|[Nn]either|[Ii]t|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Tt]hey|[Uu]sers?|[Cc]ustomers?)\b"
)
_PASSIVE = re.compile(
    rf"(?!{_OF_NOBODY})[^.,;:]{{3,100}}?\s(?:(?:will|shall|must|needs? to|has to|have to)\s"
    r"(?:(?!not\b|never\b)\w+\s)?be\s(?:\w+ly\s)?|(?:shall|must|has to|have to)\s(?:not\s)?)(?P<verb>[a-z]+)\b"
)
_FORECAST = re.compile(
    rf"{_OF_NOBODY}(?:\s\w+)?\s(?:will|shall|may)\b|[^.,;:]{{3,100}}?\s(?:will|shall)\s(?:\w+ly\s)?be\s"
)
"""How things will be: `This will take weeks`, `The model will be wrong sometimes`."""
_ONGOING = re.compile(
    r"(?:We|I)(?:['’](?:re|m)|\s(?:are|am))\s(?:(?:also|now|currently|already)\s)?(?P<verb>[a-z-]+ing)\b"
)
_NO_PLAN = re.compile(r"\b(?:progress|sure|aware|if|unless|until|whenever|every time)\b")


def deeds(units: Sequence[Unit], inside: range) -> set[int]:
    """Return the items in which a team says that it did it, and those of their lists that go on with `Added …`."""
    found: set[int] = set()
    lists: set[int] = set()
    for index in inside:
        unit = units[index]
        if unit.kind == "item" and is_done_by_us(unit.visible):
            lists.add(unit.table)
            found.add(index)
        elif unit.kind == "item" and unit.table in lists and goes_on_with_deeds(unit.visible):
            found.add(index)
    return found
