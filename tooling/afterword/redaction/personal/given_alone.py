"""A given name without a family name: behind `ask`, before `said`, as the speaker of a chat, in the name of a file."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.redaction.matching import Anchors, Entry, Look, Match, Needles, Sort, starts
from afterword.redaction.personal.names import KIND
from afterword.redaction.personal.persons import WORD, can_be_given, is_given
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern

_ASKING = (
    "ask", "asked", "ping", "pinged", "paged", "called", "tell", "told", "thank", "thanks", "thx", "cc", "contacted",
    "emailed", "messaged", "notified", "reminded", "poke", "poked", "thanks to", "kudos to", "props to", "talk to",
    "talked to", "spoke to", "spoke with", "assigned to", "assigned it to", "according to", "escalated to",
    "handed over to", "handed to", "loop in", "looped in", "credit to", "waiting for", "waiting on", "named",
    "name is", "i am", "this is", "frag", "danke", "lg", "vg", "gruß", "mfg", "regards", "cheers",
)  # fmt: skip
"""Words that have a person behind them."""
_SMALL = frozenset({"ask", "asked", "ping", "pinged", "poke", "thx", "cc", "frag"})
"""Those behind which a name is found too that begins with a small letter."""
_NAME = late_pattern(
    rf"[ ]@?(?P<value>{WORD}|[a-z]{{4,14}})(?<!\.)(?:'s)?(?![\w@/-]|\.\w| (?!I\b|[A-Z]{{2}})[A-ZÀ-Ž][\w'’-]| [&+/])"
)
_SPEAKING = (
    "said", "says", "wrote", "asked", "noticed", "confirmed", "replied", "merged", "pushed", "acked", "joined",
    "reacted",    "approved", "complained", "here", "schrieb", "meinte", "sagte",
)  # fmt: skip
_BEFORE_VERB = late_pattern(
    rf"(?:\A|\n|[.!?:;,>(*-] |\b(?:and|but|then|when|that|until|after|as) )(?P<value>{WORD}) \Z"
)
_FIELDS = ("from", "sender", "user", "author", "nick", "by", "to", "owner", "assignee")
_FIELD = late_pattern(rf"=(?P<value>{WORD})(?=[\s&,;]|\Z)")


def _asked(phrase: str) -> Look:
    """What finds a given name behind a phrase; `at` is at the phrase."""

    def look(text: str, at: int) -> Iterator[Match]:
        match = _NAME.match(text, at + len(phrase))
        if match is None or text[at - 1 : at].isalnum() or text[at - 1 : at] in ("_", "-", ".", "@"):
            return
        if is_given(match["value"]) and (match["value"][0].isupper() or phrase in _SMALL):
            yield Match.of(match, KIND, Sort.NAME, "value")

    return look


def _spoke(text: str, at: int) -> Iterator[Match]:
    """`… said`; `at` is at the verb."""
    match = _BEFORE_VERB.search(text, max(0, at - 40), at)
    if match and is_given(match["value"]) and not text[at:].partition(" ")[0].isupper():
        yield Match.of(match, KIND, Sort.NAME, "value")


def _field(word: str) -> Look:
    """What finds `from=…`; `at` is at the word."""

    def look(text: str, at: int) -> Iterator[Match]:
        match = _FIELD.match(text, at + len(word))
        if match and not text[at - 1 : at].isalnum() and (is_given(match["value"]) or _is_of_chat(text, at)):
            yield Match.of(match, KIND, Sort.NAME, "value")

    return look


_CHAT = late_pattern(r"(?i)telegram|whatsapp|signal|slack|discord|chat_id|sms|irc|matrix")


def _is_of_chat(text: str, at: int) -> bool:
    return _CHAT.search(text, max(0, text.rfind("\n", 0, at), at - 60), at) is not None


def _entries() -> Iterator[Entry]:
    for phrase in _ASKING:
        yield phrase.encode("ascii", "replace") + rb"(?= @?[a-z?])", _asked(phrase), max(phrase.split(), key=len)
    for verb in _SPEAKING:
        yield f" {verb}".encode() + rb"(?![a-z0-9_-])", _shifted, verb
    for word in _FIELDS:
        yield word.encode() + rb"=(?=[a-z?])", _field(word), word


def _shifted(text: str, at: int) -> Iterator[Match]:
    yield from _spoke(text, at + 1)


_ANCHORED = Anchors(*Needles.each(*_entries()))
_TIME = r"\d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?"
# Over the bytes: a line that begins with a time or with a word, beside each other.
_LINE = late_pattern(rb"(?m)^[*<\[ ]{0,3}(?:[0-9]{1,2}:[0-9]{2}|[A-Z?])")
_SPEAKER = late_pattern(
    rf"(?:\[?{_TIME}\]?[ -–—]{{1,3}}[<*]{{0,2}}(?P<after>{WORD})[>*]{{0,2}} ?[:>]"
    rf"|[*<_]{{0,2}}(?P<before>{WORD})[>*_]{{0,2}},? [(\[]?{_TIME}[)\]]?"
    rf"|[*_]{{2}}(?P<bold>{WORD})[*_]{{2}}:|(?P<plain>{WORD}): (?=[a-z'\"]))"
)
_IN_FILE = late_pattern(rb"_A(?<=[a-z?]_A)(?=[a-z?])")
_JOINED = late_pattern(rf"(?<![\w.-])(?:[A-Z]{{2,12}}_)?(?P<value>(?P<one>{WORD})_(?P<two>{WORD}))(?=[/\\_.\s\"']|\Z)")


def _speakers(view: View) -> Iterator[Match]:
    for at in starts(view.data, _LINE):
        match = _SPEAKER.match(view.text, at)
        if match:
            group = next(name for name in ("after", "before", "bold", "plain") if match[name])
            if is_given(match[group]) or (group != "plain" and _is_rare(match[group])):
                yield Match.of(match, KIND, Sort.NAME, group)


def _is_rare(word: str) -> bool:
    return can_be_given(word) and not word.isascii()


def _in_files(view: View) -> Iterator[Match]:
    text = view.text
    for at in starts(view.shape, _IN_FILE):
        begin = max((text.rfind(sign, max(0, at - 40), at) for sign in "/\\ \n\"'"), default=-1) + 1
        match = _JOINED.match(text, begin)
        if match is None or match.start("two") != at + 1 or not (is_given(match["one"]) or is_given(match["two"])):
            continue
        is_file = text[match.end() : match.end() + 1] in ("/", ".") or text[max(0, begin - 1) : begin] in ("/", "\\")
        if is_file:
            yield Match.of(match, KIND, Sort.NAME, "value")


def find(view: View) -> Iterator[Match]:
    """Find them all."""
    yield from _ANCHORED.find(view)
    yield from _speakers(view)
    yield from _in_files(view)
