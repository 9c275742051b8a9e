"""Names of persons in fields: behind a key, below the head of a column, beside an address, or as records have them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.redaction.columns import cells
from afterword.redaction.matching import Anchors, Match, Needles, Sort, entries, starts
from afterword.redaction.personal.announcing import BEFORE_SIGN, Announced
from afterword.redaction.personal.name_contexts import CLOSING
from afterword.redaction.personal.names import KIND
from afterword.redaction.personal.persons import PARTICLE, WORD, ends_sentence, find_name, is_given, is_never_inside
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern
from afterword.text.word_lists import NO_NAMES

_TITLED = rf"(?:(?:Dr|Prof|Mr|Mrs|Ms|Mx|Herr|Frau)\.? )?{WORD}(?: (?:{PARTICLE} ){{0,2}}{WORD}){{1,3}}"
_BEFORE_MAIL = late_pattern(
    rf"(?<![\w.])(?:[\"'](?P<quoted>{WORD}(?:,? {WORD}){{1,3}})[\"'] ?|(?P<plain>{_TITLED}) ?"
    rf"|\[(?P<link>{_TITLED})\]|(?P<encoded>(?:=\?[\w-]{{1,20}}\?[QqBb]\?[^?\s]{{1,100}}\?=(?: {WORD}){{0,3}}"
    rf"|{WORD} =\?[\w-]{{1,20}}\?[QqBb]\?[^?\s]{{1,100}}\?=)) ?)"
    r"(?:<|\((?:mailto:)?|[,:] ?)\Z"
)
_KEYED = late_pattern(rf"[\"']?(?:\w*_)?(?i:name)[\"']?\s?[:=]\s?[\"'](?P<value>{_TITLED})[\"']")
_TEAM = late_pattern(
    r"(?i)\b(?:team|support|sales|service|services|desk|help|noreply|reply|ops|operations|company|gmbh|inc|ltd"
    r"|llc|corp|ag"
    r"|group|department|bot|system|alerts?|notifications?|info|office|security|contact|write|mail|e-?mail|please"
    r"|ask|from"
    r"|to|cc|bcc|author|date|subject|customer|user|github|actions|security|incident|review|hello|hi|dear|the)\b"
)


_WORDS = late_pattern(r"[^\s,]+(?=,? )")


def _is_apart(word: str) -> bool:
    """Whether a name can begin no sooner than behind a word."""
    return is_never_inside(word) or ends_sentence(word)


def beside_mail(text: str, start: int, end: int) -> Iterator[Match]:
    """Find the name beside an address for mail: `Ivy Larch <…>`, `"name": "Ivy Larch", "email": "…"`."""
    head = text[max(0, start - 70) : start].rpartition("\n")[2]
    if match := _BEFORE_MAIL.search(head):
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
familien geburts employee person guest
member nach vor maiden applicant caller recipient sender passenger student tenant
"""
_OWNERS = tuple(_OWNERS_LIST.split())
_NAMED = late_pattern(
    r"(?i:name|cardholder|patient)(?:[\"']?[ ]?[:=]{1,2}[ ]?|>|[ ]*=>[ "
    r"]*)(?:[\"'](?P<quoted>[^\W\d_a-z][^\"'\n\d{}<>]{1,60})[\"']"
    rf"|(?P<plain>{WORD}(?: {WORD}){{0,3}})(?=[\s,;<|)&]|\Z)|(?P<joined>{WORD}\+{WORD}(?:\+{WORD})?)(?=[\s&]|\Z))"
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
        group = next(group for group in ("quoted", "plain", "joined") if match[group])
        if group == "joined" and not any(is_given(part) for part in match[group].split("+")):
            return
        if not _NO_NAME.search(match[group]) and match[group].lower() not in NO_NAMES:
            yield Match.of(match, KIND, Sort.NAME, group)


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
_IDEOGRAPHS = Announced(
    KIND, r"[\u4e00-\u9fff\u3040-\u30ff]{2,4}(?:[ \u3000][\u4e00-\u9fff\u3040-\u30ff]{1,4})?|[\uac00-\ud7a3]{2,4}",
    other=("姓名", "氏名", "お名前", "이름", "성명", "发件人", "收件人", "差出人", "宛先", "客户", "お客様",
           "고객", "患者", "申请人", "보낸사람", "받는사람", "我叫", "我是",
           "寄件者", "收件者", "私の名前は", "제 이름은"),
    sort=Sort.NAME,
)  # fmt: skip
_CYRILLIC = Announced(
    KIND, rf"{WORD}(?: {WORD}){{1,2}}",
    other=("ФИО", "Ф.И.О.", "от кого", "кому", "от", "клиент", "заявитель", "пациент", "сотрудник", "автор",
    "исполнитель", "получатель",
           "отправитель", "С уважением,", "меня зовут", "від", "коллега"),
    confirms=lambda value: find_name(value, 0, len(value), sure=True) is not None, sort=Sort.NAME,
)  # fmt: skip

# Below the head of a column.
_HEADS = late_pattern(
    r"(?i:(?:[a-z]{2,12}[_ -])?(?:name|names|contact|customer|client|owner|assignee|reporter|requester|holder"
    r"|patient|employee|student|author|recipient"
    r"|caller|member|subscriber|kunde|cliente|nom|nombre|naam|namn|imię))[\"'`\])]?(?=[ ]{0,60}(?:[,;|\t)]|\r?\n))"
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


# How health records and reservations write names: `PRYCE^BRONWYN`, `TRASK/OWEN MR`, `"family": "Pryce"`.
_CARET = late_pattern(r"(?<![\w^])(?P<value>[^\W\d_]{2,30}\^[^\W\d_]{2,30}(?:\^[^\W\d_]{1,30})?)")
_CARET_IN_WORD = late_pattern(r"\^(?<=[^\W\d_]\^)(?=[^\W\d_])")
_RESERVED = late_pattern(
    r"(?i:passenger|pax|guest)[\w ]{0,8}[:=]\s?(?P<value>[A-Z]{2,30}/[A-Z]{2,30}(?: [A-Z]{2,30})?)"
)
_FAMILY = late_pattern(r"[\"'](?:family|given|prefix)[\"']\s?:\s?\[?\s?[\"'](?P<value>[^\W\d_a-z][^\W\d_]{1,30})[\"']")
_STRUCTURED = late_pattern(r"(?m:^)N(?:;[\w=;-]{1,40})?:(?P<value>[^\W\d_a-z][^;\n\d]{1,40};[^\W\d_a-z][^;\n\d]{1,40})")


def _reserved(text: str, at: int) -> Iterator[Match]:
    if match := _RESERVED.match(text, at):
        yield Match.of(match, KIND, Sort.NAME, "value")


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


_COLUMNS_LIST = """
names contact customer client owner assignee reporter requester holder patient employee student author recipient
caller member
subscriber kunde cliente nom nombre
"""
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
    *Needles.each(
        (b"cardholder", _named, "cardholder"), (b"patient=", _named, "patient"),
        *_PARTS.entries(),
        *((word.encode() + _HEAD, _column, word) for word in _COLUMNS_LIST.split()),
        *entries(_reserved, "passenger", "pax", "guest"), *entries(_family, "family=", "given="),
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
    for one in (_PARTS, _IDEOGRAPHS, _CYRILLIC) if view.characters else ():
        yield from one.find_other(view)


_VCARD = late_pattern(rb"\nN(?=[:;])")
