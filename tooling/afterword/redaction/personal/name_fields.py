"""Names of persons in fields: behind a key, below the head of a column, beside an address, or as records have them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote_plus

from afterword.redaction.columns import cells
from afterword.redaction.matching import Anchors, Match, Needles, Sort, entries, starts
from afterword.redaction.personal.announcing import BEFORE_SIGN, Announced
from afterword.redaction.personal.name_contexts import CLOSING
from afterword.redaction.personal.names import KIND
from afterword.redaction.personal.persons import (
    PARTICLE,
    WORD,
    can_be_given,
    ends_sentence,
    find_name,
    has_given,
    is_given,
    is_never_inside,
)
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern
from afterword.text.word_lists import LEGAL_FORMS, NO_NAMES

_TITLED = rf"(?:(?:Dr|Prof|Mr|Mrs|Ms|Mx|Herr|Frau)\.? )?{WORD}(?: (?:{PARTICLE} ){{0,2}}{WORD}){{1,3}}"
_BEFORE_MAIL = late_pattern(
    rf"(?<![\w.])(?:(?P<one>{WORD})[,;\t|]\s?(?P<two>{WORD})(?=[,;\t|])|[\"'](?P<quoted>{WORD}(?:,?"
    rf" {WORD}){{1,3}})[\"'] ?|(?P<plain>{_TITLED}) ?"
    rf"|\[(?P<link>{_TITLED})\]|(?P<encoded>(?:=\?[\w-]{{1,20}}\?[QqBb]\?[^?\s]{{1,100}}\?=(?: {WORD}){{0,3}}"
    rf"|{WORD} =\?[\w-]{{1,20}}\?[QqBb]\?[^?\s]{{1,100}}\?=)) ?)"
    r"(?:<|\((?:mailto:)?|[,:;\t|] ?)\Z"
)
_KEYED = late_pattern(rf"[\"']?(?:\w*_)?(?i:name)[\"']?\s?[:=]\s?[\"'](?P<value>{_TITLED})[\"']")
_TEAM = late_pattern(
    r"(?i)\b(?:team|support|sales|service|services|desk|help|noreply|reply|ops|operations|company|group|"
    rf"{'|'.join(sorted(LEGAL_FORMS))}|"
    r"department|bot|system|alerts?|notifications?|info|office|security|contact|write|mail|e-?mail|"
    r"please|ask|from|to|cc|bcc|author|date|subject|customer|user|github|actions|security|incident|review|hello|hi|"
    r"dear|the)\b"
)


_WORDS = late_pattern(r"[^\s,]+(?=,? )")


def _is_apart(word: str) -> bool:
    """Whether a name can begin no sooner than behind a word."""
    return is_never_inside(word) or ends_sentence(word)


def beside_mail(text: str, start: int, end: int) -> Iterator[Match]:
    """Find the name beside an address for mail: `Ivy Larch <…>`, `"name": "Ivy Larch", "email": "…"`."""
    head = text[max(0, start - 70) : start].rpartition("\n")[2]
    if match := _BEFORE_MAIL.search(head):
        if match["one"]:
            cells_of = [match.span(one) for one in ("one", "two")]
            names = [find_name(head, *cell, sure=True, single=True) for cell in cells_of]
            if names == cells_of:
                yield from (
                    Match(start - len(head) + first, start - len(head) + last, KIND, Sort.NAME)
                    for first, last in cells_of
                )
            return
        group = next(name for name in ("quoted", "plain", "link", "encoded") if match[name])
        first = start - len(head)
        value = match[group]
        if group == "encoded":
            yield Match(first + match.start(group), first + match.end(group), KIND, Sort.NAME)
            return
        skip = max(
            (found.end() + 1 for found in _TEAM.finditer(value) if value[found.end() : found.end() + 1] == " "),
            default=0,
        )
        skip = max([skip, *(word.end() + 1 for word in _WORDS.finditer(value) if _is_apart(word[0]))])
        rest = value[skip:]
        if " " in rest and not is_never_inside(rest.rpartition(" ")[2]) and not _TEAM.search(rest):
            at = first + match.start(group) + skip
            yield Match(at, at + len(rest), KIND, Sort.NAME)
    beside = (max(0, start - 90), min(len(text), end + 60))
    for match in _KEYED.finditer(text, *beside):
        between = text[match.end() : start] if match.end() <= start else text[end : match.start()]
        if not re.search(r"[{}\n]", between) and not _TEAM.search(match["value"]):
            yield Match.of(match, KIND, Sort.NAME, "value")


_OWNERS_LIST = """
customer client patient full first last sur fore given family middle birth maiden contact cardholder holder kunden
familien geburts employee person guest member nach vor applicant caller recipient sender passenger student tenant
"""
_OWNERS = tuple(_OWNERS_LIST.split())
_NAMED = late_pattern(
    r"(?i:name|cardholder|patient)(?:[\"']?[ ]?[:=]{1,2}[ ]?|>|[ ]*=>[ "
    r"]*)(?:[\"'](?P<quoted>[^\W\d_a-z][^\"'\n\d{}<>]{1,60})[\"']"
    rf"|(?P<plain>{WORD}(?: {WORD}){{0,3}})(?=[\s,;<|)&]|\Z))"
)
_NO_NAME = late_pattern(
    r"(?i)\b(?:unknown|none|null|n/?a|string|test|example|required|missing|see|true|false|the|is|not|redacted"
    r"|anonymous)\b"
)


def _named(text: str, at: int) -> Iterator[Match]:
    is_owned = (
        text[at : at + 4].lower() != "name"
        or text[at - 1 : at] in ("?", "&")
        or text[max(0, at - 12) : at].lower().rstrip("_ -").endswith(_OWNERS)
    )
    if is_owned and (match := _NAMED.match(text, at)):
        group = "quoted" if match["quoted"] else "plain"
        if not _NO_NAME.search(match[group]) and match[group].lower() not in NO_NAMES:
            yield Match.of(match, KIND, Sort.NAME, group)


# Over the bytes: words with a capital that a form or an address joins.
_JOINED = late_pattern(rb"=(?=[A-Z%][A-Za-z0-9%.'-]{1,40}(?:\+|%20)[A-Z%])")
_ENCODED = late_pattern(
    r"=(?P<value>[A-Z%][\w%.'’-]{1,60}?(?:(?:\+|%20)[A-Za-z%][\w%.'’-]{1,60}?){1,4})(?=[\s&\"'#;,<)]|\Z)"
)


def _encoded(view: View) -> Iterator[Match]:
    """`customer_name=Ivy+Larch`, `?q=Ivy%20Larch`: the latter only with a given name."""
    for at in starts(view.data, _JOINED):
        if match := _ENCODED.match(view.text, at):
            name = unquote_plus(match["value"])
            key = view.text[max(0, at - 20) : at].lower().removesuffix("name").rstrip("_ -")
            if find_name(name, 0, len(name)) == (0, len(name)) and (
                any(map(is_given, name.split())) or key.endswith(_OWNERS)
            ):
                yield Match.of(match, KIND, Sort.NAME, "value")


_SINGLE = rf"{WORD}(?:[ ]{WORD}){{0,2}}"
_SIGN = r"(?:[ _-]?(?i:name))?[\"'`\])]{0,2}\s?(?:[:=]{1,2}|=>|->|→|>)\s?(?:\{\s?[\"']S[\"']\s?:\s?)?[\"'`\[(]{0,2}\s?"
_PARTS = Announced(
    KIND, _SINGLE,
    "prenom, vorname, nachname, prénom, nom "
    "de famille, apellido, apellidos, cognome, sobrenome, nazwisko, förnamn, efternamn,"
    "fornavn, etternavn, voornaam, achternaam, příjmení, sn",
    other=("姓名", "氏名", "お名前", "名前", "이름", "성명", "ФИО", "Ф.И.О.", "фамилия", "имя"),
    confirms=lambda value: find_name(value, 0, len(value), sure=True, single=True) is not None, sort=Sort.NAME,
    gap=_SIGN,
    condition=BEFORE_SIGN,
)  # fmt: skip
_KEY_PERSONS_LIST = """
courier rider spouse husband wife guardian payer payee tenant landlord interviewee nurse therapist caller passenger
"""
_BY_KEY = late_pattern(rf"(?i:{'|'.join(_KEY_PERSONS_LIST.split())})[\"']\s?:\s?[\"'](?P<value>{WORD})[\"']")


def _by_key(text: str, at: int) -> Iterator[Match]:
    """`"courier": "Kenta"`: one word behind a key that only persons have; `at` is at the key."""
    match = _BY_KEY.match(text, at)
    found = find_name(text, *match.span("value"), sure=True, single=True) if match else None
    if match and found and not _NO_NAME.search(match["value"]):
        yield Match(*found, KIND, Sort.NAME)


# A first name and a last name in fields beside each other, with any signs between a key and its value.
_FIRST = r"(?:given|first|fore|f)(?:[_ -]?names?)?|pr[ée]nom|vorname|nombre|nome|voornaam|imi[ęe]|fornavn|f[öo]rnamn"
_LAST = (
    r"(?:family|last|sur|l)(?:[_ -]?names?)?|nom|nachname|familienname|apellidos?|cognome|sobrenome|achternaam|nazwisko"
    r"|etternavn|efternamn"
)
_VALUE_OF = r"[\"']?\s?(?:[:=]\s?[\"']?|>)"
_NEXT_FIELD = r"(?:[\"']?[,;&]?\s{0,12}[\"']?|</\w{1,20}>\s{0,12}<)"
_PAIR = {
    order: late_pattern(
        rf"(?<![A-Za-z])(?i:{one}){_VALUE_OF}(?P<one>{WORD}(?: {WORD})?){_NEXT_FIELD}(?i:{two}){_VALUE_OF}"
        rf"(?P<two>{WORD}(?: {WORD})?)(?=[\"'\s,;&<}}/]|\Z)"
    )
    for order, one, two in (("first", _FIRST, _LAST), ("last", _LAST, _FIRST))
}


_PERSON = late_pattern(
    r"(?i)(?:customer|client|patient|person|name|user|contact|employee|student|passenger|guest"
    r"|author)[\"']?\s?[:=>]?\s{0,9}[{<(]?\s{0,9}[\"']?\Z"
)
_PLAIN_KEY = late_pattern(r"(?i)(?:first|last)(?![a-z_ -])")
"""Words that also begin and end a list or a page."""


def _paired(text: str, at: int) -> Iterator[Match]:
    """`<Given>Ivy</Given><Family>Larch</Family>`, `fname=Ivy&lname=Larch`; `at` is at the first key."""
    for form in _PAIR.values():
        match = form.match(text, at)
        sure = match is not None and any(has_given(match[one]) for one in ("one", "two"))
        found = [find_name(text, *match.span(one), sure=sure, single=True) for one in ("one", "two")] if match else []
        if match and all(found):
            is_plain = _PLAIN_KEY.match(text, at) is not None and not _PERSON.search(text, max(0, at - 40), at)
            if not is_plain or any(can_be_given(match[one].split()[0]) for one in ("one", "two")):
                yield from (Match(*one, KIND, Sort.NAME) for one in found if one)
            return


_INDEXED = late_pattern(
    rf"\[0\][\"']?\s?[:=]\s?[\"']?(?P<one>{WORD})[\"']?[,;&]?\s{{1,12}}[\"']?[\w.]{{0,20}}\[1\][\"']?\s?[:=]\s?[\"']?"
    rf"(?P<two>{WORD})(?=[\"'\s,;&]|\Z)"
)


def _indexed(text: str, at: int) -> Iterator[Match]:
    """`field[0]="Ivy" field[1]="Larch"`: a given name, and what can be a family name in the field behind it."""
    match = _INDEXED.match(text, at)
    if match and is_given(match["one"]) and find_name(f"{match['one']} {match['two']}", 0, 99) is not None:
        yield from (Match.of(match, KIND, Sort.NAME, one) for one in ("one", "two"))


# `LARCH, Ivy`, as lists of patients, staff and passengers have names.
_SHOUTED_FIRST = late_pattern(rb"A, A(?<=AAA, A)(?=[a-z?]{2})")
_REVERSED = late_pattern(
    rf"(?P<value>[^\W\d_a-z]+(?:['’-][^\W\d_a-z]+)*, (?P<given>{WORD}(?<!\.)(?: {WORD})?))(?![\w@/-])"
)


def _reversed(view: View) -> Iterator[Match]:
    text = view.text
    for at in starts(view.case, _SHOUTED_FIRST):
        begin = at + 1
        while begin and (text[begin - 1].isupper() or text[begin - 1] in "'’-"):
            begin -= 1
        match = _REVERSED.match(text, begin) if not text[begin - 1 : begin].isalnum() else None
        given = find_name(text, *match.span("given"), sure=True, single=True) if match else None
        family = text[begin : at + 1].capitalize()
        if given and is_given(text[slice(*given)].split()[0]) and find_name(family, 0, len(family), single=True):
            yield Match(begin, given[1], KIND, Sort.NAME)


# A row without its head: a name beside a day on which people who use software today can be born.
_BIRTH_CELLS = (
    late_pattern(rb"19(?=[2-9][0-9][-./][01][0-9][-./][0-3][0-9](?![0-9]))"),
    late_pattern(rb"20(?=(?:0[0-9]|1[0-2])[-./][01][0-9][-./][0-3][0-9](?![0-9]))"),
    *(
        late_pattern(re.escape(sign) + rest)
        for sign in (b".", b"/")
        for sign, rest in (
            (sign + b"19", rb"(?=[2-9][0-9](?![0-9]))"),
            (sign + b"20", rb"(?=(?:0[0-9]|1[0-2])(?![0-9-]))"),
        )
    ),
)
_CELL = r"[\"']?(?P<{0}>{1})[\"']?"
_DAY = r"(?:19[2-9]\d|200\d|201[0-2])[-./][01]\d[-./][0-3]\d|[0-3]?\d[-./][0-3]?\d[-./](?:19[2-9]\d|200\d|201[0-2])"
_ROW = late_pattern(
    r"(?:[^\n,;|\t]{0,40}[(:] ?|[|] ?)?(?:[\"']?[\w-]{1,16}[\"']?(?P<first>\s?[,;\t|]\s?))?"
    rf"(?:{_CELL.format('whole', rf'{WORD}(?: (?:{PARTICLE} ){{0,2}}{WORD}){{1,3}}')}|"
    rf"{_CELL.format('reversed', rf'{WORD}, {WORD}')}|{_CELL.format('one', WORD)}\s?[;,\t|]\s?"
    rf"{_CELL.format('two', WORD)})(?:\s?[,;\t|]\s?(?:[\"']?[^\"',;|\t\n]{{1,30}}[\"']?\s?[,;\t|]\s?)?|"
    rf"[ ]{{1,4}}){_CELL.format('day', _DAY)}(?=\s?(?:[,;\t|)]|\r?\n|\Z)|[ ]{{1,4}}[MFmfWwDd](?![A-Za-z]))"
)


def _rows(view: View) -> Iterator[Match]:
    """`Ivy Larch,1961-04-03,F,Dublin`: the name and the day of birth."""
    text, taken = view.text, -1
    for at in sorted(at for form in _BIRTH_CELLS for at in starts(view.data, form)):
        line = text.rfind("\n", max(0, at - 100), at) + 1
        match = _ROW.match(text, line) if line > taken and (line or at <= 100) else None
        if match and match.end("day") > at:
            taken = line
            groups = [group for group in ("whole", "reversed", "one", "two") if match[group]]
            names = [
                find_name(text, *match.span(group), sure=match[group].isupper(), single=group in ("one", "two"))
                for group in groups
            ]
            is_shouted = any(match[group].isupper() and not has_given(match[group].lower()) for group in groups[:1])
            if all(name and name == match.span(group) for name, group in zip(names, groups, strict=True)) and not (
                is_shouted and len(groups) > 1
            ):
                yield Match.of(match, "date of birth", group="day")
                yield from (Match.of(match, KIND, Sort.NAME, group) for group in groups)


# Below the head of a column.
_COLUMNS = (
    "names", "contact", "customer", "client", "owner", "assignee", "reporter", "requester", "holder", "patient",
    "employee", "student", "author", "recipient", "caller", "member", "subscriber", "kunde", "cliente", "nom", "nombre",
)  # fmt: skip
_HEADS = late_pattern(
    rf"(?i:(?:[a-z]{{2,12}}[_ -])?(?:name|{'|'.join(_COLUMNS)}|naam|namn|imię))[\"'`\])]?"
    r"(?=[ ]{0,60}(?:[,;|\t)]|\r?\n))"
)


def _column(text: str, at: int) -> Iterator[Match]:
    """The names below the head of a column; `at` is at its last word."""
    match = _HEADS.match(text, at)
    is_part = text[max(0, at - 7) : at].lower().rstrip("_").endswith(("first", "last", "given", "family", "sur")) or (
        text[at : at + 3].lower() in ("nom", "nam") and _BESIDE_NOM.search(text, max(0, at - 60), at + 60) is not None
    )
    for start, end in cells(text, at, match.end()) if match else ():
        if found := find_name(text, start, end, sure=True, single=is_part):
            yield Match(*found, KIND, Sort.NAME)


_BESIDE_NOM = late_pattern(r"(?i)\bpr[ée]nom\b|\bvorname\b|\bfirst[_ ]?name\b|\bnombre\b.{0,20}\bapellido")


# How health records write names: `PRYCE^BRONWYN`, `"family": "Pryce"`.
_CARET = late_pattern(r"(?<![\w^])(?P<value>[^\W\d_]{2,30}\^[^\W\d_]{2,30}(?:\^[^\W\d_]{1,30})?)")
_CARET_IN_WORD = late_pattern(r"\^(?<=[^\W\d_]\^)(?=[^\W\d_])")
_FAMILY = late_pattern(r"[\"'](?:family|given|prefix)[\"']\s?:\s?\[?\s?[\"'](?P<value>[^\W\d_a-z][^\W\d_]{1,30})[\"']")
_STRUCTURED = late_pattern(r"(?m:^)N(?:;[\w=;-]{1,40})?:(?P<value>[^\W\d_a-z][^;\n\d]{1,40};[^\W\d_a-z][^;\n\d]{1,40})")


def _family(text: str, at: int) -> Iterator[Match]:
    if match := _FAMILY.match(text, at - 1):
        yield Match.of(match, KIND, Sort.NAME, "value")


def _closing(text: str, at: int) -> Iterator[Match]:
    """One word below a greeting at the end; `at` is at the last letters of the greeting."""
    line = text.find("\n", at, at + 30)
    if line < 0:
        return
    match = _SIGNATURE.match(text, line)
    is_signed = match is not None and CLOSING.search(text[max(0, at - 60) : match.start("value")])
    if match and is_signed and (found := find_name(text, *match.span("value"), sure=True, single=True)):
        yield Match(*found, KIND, Sort.NAME)


_SIGNATURE = late_pattern(rf"(?:\r?\n[ \t>]{{0,4}}){{1,2}}(?P<value>{WORD}(?: {WORD})?)(?=[ \t]*(?:\r?\n|\Z|,|\|))")


_CLOSINGS_LIST = """
regards best cheers thanks thank sincerely yours rgds mfg lg vg danke gru cordialement salutations merci saludos saludo
atentamente gracias saluti grazie atenciosamente cumprimentos obrigado obrigada pozdrawiam mvh groet groeten groetjes
terveisin
"""
_HEAD = b"(?=[=`)]?[ ]{0,60}[=;|\t)\r\n])"
_ANCHORED = Anchors(
    Needles(b"name", {
        b"name(?:(?<=[a-z?&]name)|(?<=[a-z][_ -]name))(?=[=>) ])": (_named, _column),
        b"name(?=[`)]{0,2}(?:[ ]{0,60}[;|\t)\r\n]|=[^ =]))": _column,
    }),
    _PARTS,
    *Needles.each(
        (b"cardholder", _named, "cardholder"), (b"patient=", _named, "patient"),
        *((word.encode() + _HEAD, _column, word) for word in _COLUMNS),
        *entries(_by_key, *(f"{word}==" for word in _KEY_PERSONS_LIST.split())),
        *entries(_paired, "given", "first", "fname", "prenom", "vorname", "nombre", "nome", "family", "last", "surname",
                 "lname", "nom", "nachname", "apellido", "cognome", "nazwisko", "voornaam", "achternaam"),
        *entries(_family, "family=", "given="), (b"[0)=", _indexed, ""),
        *((word.encode() + b"(?=[^\n]{0,30}\r?\n)", _closing, word) for word in _CLOSINGS_LIST.split()),
    ),
)  # fmt: skip


def find(view: View) -> Iterator[Match]:
    """Find them all but those beside an address."""
    text = view.text
    yield from _ANCHORED.find(view)
    if "^" in text and _CARET_IN_WORD.search(text):
        yield from (Match.of(match, KIND, Sort.NAME, "value") for match in _CARET.finditer(text))
    for at in starts(view.data, _VCARD) if b"vcard" in view.words else ():
        if match := _STRUCTURED.match(text, at + 1):
            yield Match.of(match, KIND, Sort.NAME, "value")
    yield from _rows(view)
    yield from _reversed(view)
    yield from _encoded(view)
    if view.characters:
        yield from _PARTS.find_other(view)


_VCARD = late_pattern(rb"\nN(?=[:;])")
