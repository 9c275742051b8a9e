"""A given name without a family name: behind `ask`, before `said`, as the speaker of a chat, in the name of a file."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.redaction.matching import Anchors, Entry, Match, Needles, Sort, starts, value_at
from afterword.redaction.personal.name_contexts import POSSESSIONS, follows_words
from afterword.redaction.personal.names import KIND
from afterword.redaction.personal.persons import TITLES, WORD, can_be_given, find_name, is_given, is_never_inside
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern
from afterword.text.word_lists import COMMON_WORDS, NO_PERSONS, PERSON_NOUNS
from afterword.text.word_set import word_set

_ASKING_LIST = """
call,thank,thx,contact,email,message,remind,reminded,poke,poked,talk to,assigned it to,handed to,loop in,
credit to,sent from,mother of,father of,parent of,parents of,wife of,husband of,son of,daughter of,
user called,spoke w/,talked w/,call w/,per,name is,i am,i'm,this is,frag,danke,ask for,mum is,mom is,dad is,mother is,
father is,wife is,husband is,son is,daughter is,sister is,brother is
"""
_ASKING = frozenset(_ASKING_LIST.replace("\n", "").split(","))
"""Words that have a person behind them, beside those before any name."""
_TITLES = TITLES - word_set("""
    arch bay brig canon capt cdr dame fam familie geom ing insp lady lieut lord m rev sgt smt
""")
"""Titles that no other words are in small letters; those with a capital are found with the name."""
_WORDS_TOO = frozenset(("hr", "ms", "pan", "mw"))
"""Those that are abbreviations of other things where they have capitals."""
_TITLED = late_pattern(rf"{WORD}(?<!\.)(?: {WORD}){{0,2}}(?<!\.)(?!\w)")
_MOST_WORDS = 3
_LONGEST = 18
_LONGEST_HEAD = 40
_SMALL = ("ask", "ping", "poke", "thx", "frag")
"""Those behind which a name is found too that begins with a small letter."""
# Over the case of letters: a capital behind a small letter and a blank.
_CAPITAL = late_pattern(rb"A(?:(?<=[A-Za-z] A)|(?<=[a-z][,.] A)|(?<=[a-z] \(A))(?=[a-z?]{2})")
_PLAIN = r"[^\W\d_a-z][^\W\d_]+(?:-[^\W\d_]+)?"
_GIVEN = late_pattern(rf"(?P<value>{_PLAIN})(?:['’]s)?(?![\w@/-]|\.\w| (?!I\b|[A-Z]{{2}})[A-ZÀ-Ž][\w'’-]| [&+/])")
_SPEAKING = (
    "said", "says", "wrote", "noticed", "confirmed", "replied", "merged", "pushed", "acked", "joined",
    "reacted", "approved", "complained", "here", "schrieb", "meinte", "sagte",
)  # fmt: skip
_VERB = late_pattern(rf" (?i:{'|'.join(_SPEAKING)})(?![A-Za-z0-9_-])")
_BEFORE_VERB = late_pattern(
    rf"(?:\A|\n|[.!?:;,>(*-] |\b(?:and|but|then|when|that|until|after|as) )(?P<value>{WORD}) \Z"
)
_ENDS_NAME = late_pattern(r"['’]s\b|[,:;(]| \((?!\d)|[.]?(?:\r?\n|\Z)")
_AGE = late_pattern(r" \((?:aged? )?\d{1,2}\)")
"""The age of a child, behind its name."""
_KIN = (
    "mother", "father", "mum", "mom", "dad", "husband", "wife", "widow", "son", "daughter", "sister", "brother",
    "parents", "kids", "children", "grandmother", "grandfather", "aunt", "uncle", "fiancé", "girlfriend", "boyfriend",
)  # fmt: skip
"""Whom only persons have, so that a name before one needs no list."""
_OWNED = late_pattern(rb"s(?<=[A-Za-z?]['?]s)(?= [a-z]{3})")
_OWNER = late_pattern(rf"(?<![\w@/.'’-])(?P<value>{WORD})['’]s (?P<owned>[a-zé]{{3,20}})(?![\w-])")
_LONGEST_NAME = 30
_FIELDS = ("from", "sender", "author", "nick", "owner", "assignee")
_CHATS = "telegram whatsapp slack discord sms irc matrix signal"
_FIELD = late_pattern(rf"(?<![A-Za-z0-9])(?P<field>(?i:{'|'.join(_FIELDS)}))=(?P<value>{WORD})(?=[\s&,;]|\Z)")


def _asked(view: View) -> Iterator[Match]:
    """`ask …`, `assigned it to …`."""
    text = view.text
    for at in starts(view.case, _CAPITAL):
        spelled = text[max(0, at - _LONGEST) : at].split(" ")[:-1]
        words = [word.lower().rstrip(",(.") for word in spelled]
        is_titled = words[-1].strip("(") in _TITLES and not (words[-1] in _WORDS_TOO and not spelled[-1].islower())
        if is_titled and (titled := _TITLED.match(text, at)):
            yield Match.of(titled, KIND, Sort.NAME)
            continue
        match = _GIVEN.match(text, at)
        is_of_kin = (
            words[-1] in _KIN
            or (words[-1] == "is" and any(word in _KIN for word in words[-2:-1]))
            or words[-2:-1] == ["in-law"]
            or words[-1].endswith("-in-law")
        )
        if match and is_of_kin and find_name(text, *match.span("value"), sure=True, single=True):
            yield Match.of(match, KIND, Sort.NAME, "value")
            continue
        if match and words[-1].lstrip("(") in PERSON_NOUNS and _ENDS_NAME.match(text, match.end("value")):
            if find_name(text, *match.span("value"), single=True):
                yield Match.of(match, KIND, Sort.NAME, "value")
            continue
        if match is None or not is_given(match["value"]):
            continue
        if _AGE.match(text, match.end("value")):
            yield Match.of(match, KIND, Sort.NAME, "value")
            continue
        head = text[max(0, at - _LONGEST_HEAD) : at]
        if any(" ".join(words[-count:]) in _ASKING for count in range(1, _MOST_WORDS + 1)) or follows_words(head):
            yield Match.of(match, KIND, Sort.NAME, "value")


# `ask …` with a name in small letters.
_small = value_at(
    KIND, rf"(?<![\w.@-])(?i:{'|'.join(_SMALL)})[ ]@?(?P<value>[a-z]{{4,14}})(?![\w@/-]|\.\w)", is_given, sort=Sort.NAME
)


_PHONE = "this is"
_INTRODUCTIONS = (_PHONE, "i am", "i'm", "my name is", "my name's", "je suis", "ich bin", "me llamo", "mi chiamo")
_FAMILY_NAME = r"(?: (?P<family>[a-zß-ž]{3,16}))?"
_INTRODUCED = late_pattern(
    rf"(?<![\w-])(?i:{'|'.join(_INTRODUCTIONS)})[ ](?P<given>[a-zß-ž]{{3,14}}){_FAMILY_NAME}(?![\w@/-]|\.\w)"
)


_SPEAKS = late_pattern(r" (?:speaking|calling|here|from)(?![\w-])|,|\.?[ \t]*(?:\r?\n|\Z)")


def _introduced(text: str, at: int) -> Iterator[Match]:
    """`hi i am ivy larch`: customers write to a bot in small letters."""
    match = _INTRODUCED.match(text, at)
    if match is None or not is_given(match["given"]):
        return
    family = match["family"] or ""
    is_family = family and not _is_word(family)
    if match[0][:7].lower() == _PHONE and not (is_family and _SPEAKS.match(text, match.end())):
        return
    yield Match(match.start("given"), match.end("family" if is_family else "given"), KIND, Sort.NAME)


_FIELD_PERSONS = (
    "courier", "driver", "caller", "contact", "kontakt", "rider", "nurse", "doctor", "guest", "customer", "client",
    "patient", "reporter", "assignee", "owner", "kunde", "kundin", "cliente", "tenant", "resident", "approver",
)  # fmt: skip
_in_field = value_at(
    KIND,
    rf"(?<![\w-])(?i:{'|'.join(_FIELD_PERSONS)}) ?: (?P<value>{WORD})(?=[,;.(]|[ \t]*(?:\r?\n|\Z)| \()",
    is_given,
    sort=Sort.NAME,
)
"""`Courier: Piet`."""
_greeting = value_at(
    KIND,
    r"(?<![\w-])(?i:hi|hello|hey|hallo|hola)[,!.]? (?i:it['’]?s|it is|this is|here is) "
    r"(?P<value>[A-Za-zß-ž]{3,14} [A-Za-zß-ž]{3,16})(?=[,.!]|\"|\r?\n|\Z| (?:and|from|here|i)\b)",
    lambda value: is_given(value.split()[0]) and not _is_word(value.split()[1].lower()),
    sort=Sort.NAME,
)
"""`hey its ivy larch, …`."""
_NO_FAMILY = ("ing", "ed", "ly")


def _is_word(word: str) -> bool:
    return is_never_inside(word) or word in NO_PERSONS or word.endswith(_NO_FAMILY)


def _spoke(text: str, at: int) -> Iterator[Match]:
    """`… said`; `at` is at the blank before the verb."""
    if not _VERB.match(text, at):
        return
    begin = max(text.rfind(" ", max(0, at - 20), at), text.rfind("\n", max(0, at - 20), at)) + 1
    if (
        not text[begin : begin + 1].islower()
        and (match := _BEFORE_VERB.search(text, max(0, at - 40), at + 1))
        and is_given(match["value"])
    ):
        yield Match.of(match, KIND, Sort.NAME, "value")


def _owned(view: View) -> Iterator[Match]:
    """`…'s mother`, and with a given name `…'s refund`."""
    text = view.text
    for at in starts(view.data, _OWNED):
        begin = max(text.rfind(sign, max(0, at - _LONGEST_NAME), at) for sign in ' \n"(') + 1
        match = _OWNER.match(text, begin)
        if match is None or match.end("value") != at - 1:
            continue
        is_of_kin = match["owned"] in _KIN and find_name(text, *match.span("value"), sure=True, single=True) is not None
        if is_of_kin or (match["owned"] in POSSESSIONS and is_given(match["value"])):
            yield Match.of(match, KIND, Sort.NAME, "value")


def _field(text: str, at: int) -> Iterator[Match]:
    """`from=…`; `at` is at the word."""
    match = _FIELD.match(text, at)
    if match and (is_given(match["value"]) if match["field"].lower() != "from" else _is_of_chat(text, at)):
        yield Match.of(match, KIND, Sort.NAME, "value")


_CHAT = late_pattern(rf"(?i)(?<![a-z])(?:{'|'.join(_CHATS.split())})(?![a-z])")


def _is_of_chat(text: str, at: int) -> bool:
    return _CHAT.search(text, max(0, text.rfind("\n", max(0, at - 60), at), at - 60), at) is not None


_HEADS = ("attendees", "responders", "anwesend", "teilnehmer", "asistentes", "presenti", "aanwezig")
_LIST = late_pattern(rf"(?i:{'|'.join(_HEADS)})[*]{{0,2}}\s?: ?[*]{{0,2}} ?(?P<names>[^\n]{{3,300}})")
_CELL = late_pattern(r"[^,;&/()]+")


def _listed(text: str, at: int) -> Iterator[Match]:
    """`Attendees: Ivy, Oren Pike`; `at` is at the head of the list."""
    match = _LIST.match(text, at)
    for cell in _CELL.finditer(text, *match.span("names")) if match else ():
        start = cell.start() + len(cell[0]) - len(cell[0].lstrip())
        found = find_name(text, start, cell.end(), sure=True, single=True)
        # Only a whole cell: `XLA compiler team` and `minutes: Oren Pike` begin alike.
        if found and found[1] == start + len(cell[0].strip()):
            yield Match(*found, KIND, Sort.NAME)


def _entries() -> Iterator[Entry]:
    for word in _SMALL:
        yield word.encode() + rb"(?= @?[a-z]{4})", _small, word
    for person in _FIELD_PERSONS:
        yield person.encode() + rb"(?= ?= [a-z?]{3})", _in_field, person
    for greeting in ("hi", "hello", "hey", "hallo", "hola"):
        yield greeting.encode() + rb"(?=[=!.,]? (?:it|this|here))", _greeting, greeting
    for words in _INTRODUCTIONS:
        folded = words.encode().replace(b"'", b"=")
        yield folded + rb"(?= [a-z]{3})", _introduced, max(words.replace("'", " ").split(), key=len)
    for verb in _SPEAKING:
        yield f" {verb}".encode() + rb"(?![a-z0-9_-])", _spoke, verb
    for head in _HEADS:
        yield head.encode(), _listed, head
    for field in _FIELDS:
        yield field.encode() + rb"=(?=[a-z?])", _field, _CHATS if field == "from" else field


_ANCHORED = Anchors(*Needles.each(*_entries()))
_TIME = r"\d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?"
# Over the bytes: where a line begins with a time or with a word, beside each other.
_LINE = late_pattern(
    rb"\n(?=[*<\[ ]{0,3}(?:[0-9]{1,2}:[0-9]{2}[^\n]{0,12}[ *<][A-Z?]|[A-Z?][A-Za-z?'-]{1,15}(?:\*\*|: [a-z'\"]"
    rb"|[>*_,]{0,3} [(\[]?[0-9])))"
)
_SPEAKER = late_pattern(
    rf"[ ]?(?:\[?{_TIME}\]?[ –—-]{{1,3}}[<*]{{0,2}}(?P<after>{WORD})[>*]{{0,2}} ?[:>]"
    rf"|[*<_]{{0,2}}(?P<before>{WORD})[>*_]{{0,2}},? [(\[]?{_TIME}[)\]]?"
    rf"|[*_]{{2}}(?P<bold>{WORD})[*_]{{2}}:|(?P<plain>{WORD}): (?=[a-z'\"]))"
)


def _speakers(view: View) -> Iterator[Match]:
    for line in (-1, *starts(view.data, _LINE)):
        if match := _SPEAKER.match(view.text, line + 1):
            group = next(name for name in ("after", "before", "bold", "plain") if match[name])
            if is_given(match[group]) or (
                group != "plain" and not match[group].isascii() and can_be_given(match[group])
            ):
                yield Match.of(match, KIND, Sort.NAME, group)


_IN_FILE = late_pattern(rb"_A(?<=[a-z?]_A)(?=[a-z?])")
_JOINED = late_pattern(
    r"(?<![\w.-])(?:[A-Za-z]{2,12}_)?(?P<value>(?P<one>[^\W\d_]{2,20})_(?P<two>[^\W\d_]{2,20}))(?=[/\\_.\s\"']|\Z)"
)


def _in_files(view: View) -> Iterator[Match]:
    """`/Larch_Ivy/`, `Ivy_Larch.pdf`."""
    text = view.text
    for at in starts(view.shape, _IN_FILE):
        begin = max(text.rfind(sign, max(0, at - 40), at) for sign in "/\\ \n\"'") + 1
        match = _JOINED.match(text, begin)
        if match is None or match.start("two") != at + 1 or not (is_given(match["one"]) or is_given(match["two"])):
            continue
        if text[match.end() : match.end() + 1] in ("/", ".") or text[max(0, begin - 1) : begin] in ("/", "\\"):
            yield Match.of(match, KIND, Sort.NAME, "value")


_DOCUMENT = late_pattern(rb"\.(?<=[a-z0-9]\.)(?=(?:pdf|docx?|odt|xlsx?|jpe?g|png|heic|wav|mp[34]|eml)(?![A-Za-z0-9]))")
_PAIR = late_pattern(
    r"(?<![a-z])(?=(?P<value>(?P<given>[a-z]{3,14})[_-](?:(?:de|el|al|van|von|ben|di)[_-]){0,2}(?P<family>[a-z]{3,20})))"
)


def _in_documents(view: View) -> Iterator[Match]:
    """`cv_ivy_larch.pdf`: what people send is called by them."""
    text = view.text
    for at in starts(view.data, _DOCUMENT):
        begin = max((text.rfind(sign, max(0, at - 60), at) for sign in "/\\ \n\"'="), default=-1) + 1
        for match in _PAIR.finditer(text, begin, at):
            if is_given(match["given"]) and not _is_word(match["family"]) and match["family"] not in COMMON_WORDS:
                yield Match.of(match, KIND, Sort.NAME, "value")
                break


def find(view: View) -> Iterator[Match]:
    """Find them all."""
    yield from _ANCHORED.find(view)
    yield from _in_documents(view)
    yield from _asked(view)
    yield from _owned(view)
    yield from _speakers(view)
    yield from _in_files(view)
