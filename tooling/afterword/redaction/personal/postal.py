"""Postal addresses: a street and a number in the orders that are common, with what follows of the place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.redaction.matching import Anchors, Match, Needles, Sort, hits, starts
from afterword.redaction.personal.announcing import AT_HEAD, Announced
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern

KIND = "postal address"
_NAME = r"(?:[A-ZÀ-Ý][\w.'’-]{0,30}|of|the|de|la|du|des|le|van|von|der|den|am|an|auf|zum|zur)"
_TOWN = r"[A-ZÀ-Ž][\w.'’-]{1,30}(?: (?:[A-ZÀ-Ž][\w.'’-]{1,30}|am|an|der|de|la|sur)){0,2}"
_ENGLISH_STREETS = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Square|Sq|Way|Place|Pl|Terrace|Close"
    r"|Crescent|Parkway|Pkwy|Highway|Hwy|Gardens|Mews|Row|Quay|Hill|Grove|Circle|Cir|Parade|Walk|Wharf|Park|Rise"
    r"|Alley|Trail|Esplanade|Loop|Green|Embankment)"
)
_ENGLISH_CODE = (
    r"(?:[0-9]{5}(?:-[0-9]{4})?|[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}|[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]"
    r"|[A-Z][0-9]{2} ?[A-Z0-9]{4}|[0-9]{4,6})"
)
_ENGLISH = late_pattern(
    r"[0-9]{1,5}[A-Za-z]?(?:[/-][0-9]{1,5}[A-Za-z]?)? (?:[NSEW]\.? |North |South |East |West )?"
    rf"(?:(?:{_NAME}|[0-9]{{1,3}}(?:st|nd|rd|th)) ){{1,4}}{_ENGLISH_STREETS}\b\.?(?: (?:NW|NE|SW|SE|N|S|E|W)\b)?"
    r"(?:,? #[0-9]{1,3}-[0-9]{1,4})?(?:,? (?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Fl|#)\.? ?[A-Za-z0-9-]{1,6})?"
    rf"(?:,\s{{0,3}}{_TOWN}(?: [0-9]{{1,2}}\b)?){{0,2}}(?:,? [A-Z]{{2,3}}\b)?(?:,? ?{_ENGLISH_CODE}\b)?"
)
# Code and town: 12345 Berlin, 1234 AB Utrecht, 114 51 Stockholm, 00-238 Warszawa, A-1010 Wien, 0153 Oslo.
_CODE = r"(?:[A-Z]{1,2}-)?(?:[0-9]{4,5}(?: [A-Z]{2})?|[0-9]{3} [0-9]{2}|[0-9]{2}-[0-9]{3}|[0-9]{4}-[0-9]{3})"
_CITY = rf"(?:,?\s{{1,3}}{_CODE} {_TOWN})"
_NUMBER = r"[0-9]{1,4}(?: ?[a-zA-Z]\b(?: [0-9]{1,3}\b)?)?(?:[/-](?:[0-9]{1,4}[a-zA-Z]?|[A-Z]\b))?"
_FLOOR = r"(?:, ?[0-9]{1,2} ?[ºª°oa.]? ?[A-Za-z]{0,6}\.?)?"
_SURE_LIST = """
straße strasse str. straat weg gasse allee platz damm laan gracht gatan vägen vegen veien gade katu plads torget
"""
_SURE = _SURE_LIST.split()
_UNSURE = ["gata", "gaten", "gate", "vej", "vei", "tie", "utca", "ulica", "utja"]
"""How streets end: alone a proof, or only before a town."""
_COMPOUND = (
    rf"[A-ZÀ-Ž][\w.-]{{0,30}}(?: [A-ZÀ-Ž][\w.-]{{1,30}}){{0,2}}?[ -]?"
    rf"(?:[Ss]tra(?:ß|ss)e|[Ss]tr\.|{'|'.join([*_SURE[3:], *_UNSURE])}) {_NUMBER}(?:{_FLOOR}{_CITY})"
)
_COMPOUND_AND_CITY, _COMPOUND_ALONE = late_pattern(_COMPOUND), late_pattern(f"{_COMPOUND}?")
# A street without a word that says so: then the code of a town has to follow, which is not a year.
_ANY_AND_CITY = late_pattern(
    rf"[A-ZÀ-Ž][\w.'’-]{{1,30}}(?: [\w.'’-]{{1,20}}){{0,3}} {_NUMBER}{_FLOOR},\s{{0,3}}"
    rf"(?!(?:19|20)[0-9]{{2}} ){_CODE} {_TOWN}"
)
_BEFORE_NAME = (
    r"(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Pp]lace|[Qq]uai|[Vv]ia|[Vv]iale|[Pp]iazza|[Cc]orso|[Cc]alle|C/|[Aa]venida|"
    r"Avda\.|Av\.|[Pp]aseo|[Pp]laza|[Rr]ua|[Uu]l\.|[Aa]l\.|[Oo]s\.|[Tt]ravessa|[Aa]llée|[Ii]mpasse|[Cc]hemin|[Rr]oute|"
    r"[Cc]ours|[Ll]argo|[Pp]raça)"
)
_NAMED = late_pattern(
    rf"(?:{_NUMBER}(?: ?(?:bis|ter))?,? )?{_BEFORE_NAME}(?: (?:de|la|del|della|di|des|du|le|los|las|do|da"
    rf"|dos|d'|l')){{0,3}} ?[A-ZÀ-Ž][\w'’.-]{{1,30}}(?: (?:de |la |di )?[A-ZÀ-Ž][\w'’-]{{1,30}}){{0,2}}"
    rf"(?P<number>,? ?(?:n[.ºo°] ?)?{_NUMBER}\b)?(?:{_FLOOR}{_CITY}|,? {_TOWN}"
    rf"(?: - [A-Z]{{2}})?,? [0-9]{{4,5}}-[0-9]{{3}})?"
)
_BOX = late_pattern(rf"(?i:p\.? ?o\.? ?box|postfach|bo[iî]te postale|apartado) [0-9]{{1,6}}\b{_CITY}?")
_JAPANESE = late_pattern("〒 ?[0-9]{3}-?[0-9]{4}[ \u3000]?[^\\s,;\"'。、)）]{2,40}?(?=[ \u3000]|[\\s,;\"'。、)）]|\\Z)")

_EAST_ASIAN = late_pattern(
    "[\\u4e00-\\u9fff]{2,12}(?:[省市区县縣都道府県州])[\\u4e00-\\u9fff0-9]{0,30}(?:[路街道巷弄町村]|丁目|大道)"
    "[\\u4e00-\\u9fff]{0,6} ?[0-9]{1,5}[-−0-9]{0,10}(?:[号號番弄室楼层]{1,2}[0-9]{0,4}[室楼]?)?"
    "|[\\u4e00-\\u9fff]{2,3}[都道府県][\\u4e00-\\u9fff\\u3040-\\u30ff]{2,15}[0-9]{1,3}[-−][0-9]{1,3}(?:[-−][0-9]{1,4})?"
    "|[\\uac00-\\ud7a3]{1,8}(?:시|도) [\\uac00-\\ud7a3]{1,6}(?:구|군|시) [\\uac00-\\ud7a30-9 ]{1,20}(?:로|길)"
    " ?[0-9]{1,5}(?:-[0-9]{1,4})?"
)
# After a word that announces one, any line with a name, a number and a comma is an address.
_LEADING = (
    r"(?i:addr(?:ess(?:e|en)?)?|adres(?:se|sen|y)?|deliver(?:ed|ing|y)?|ship(?:ped|ping)?|anschrift|direcci[oó]n|"
    r"endere[cç]o|indirizzo|osoite|domicili\w+|wohnhaft|wohnt|live(?= (?:in|at) )|lives|living|resid\w+|habite|"
    r"demeurant|abita|mora|woont|zamieszka\w+|bosatt|adresa|c[ií]m)"
    r"(?:[ _](?i:to|is|was|er|ist|es|:|for|it|lautet|[eé]|in|at|der|dem|en|a|na|op|"
    r"de|p[åa]|i|au|à))*[\"':= ]{1,6}"
)
_SMALL = late_pattern(
    rf"{_LEADING}(?P<value>[0-9]{{1,4}}[a-z]? (?:[a-z][a-z'’-]{{2,20}} ){{1,3}}"
    r"(?:street|st|road|rd|avenue|ave|lane|drive|close|court|crescent|terrace|gardens|grove|square|boulevard)\b"
    r"(?:,? [a-z]{1,2}[0-9][a-z0-9]? ?[0-9][a-z]{2}\b)?)"
)
"""`i live at 4 heron lane`: customers write to a bot in small letters."""
_ANNOUNCED = late_pattern(
    rf"{_LEADING}(?P<value>(?=[^\n\";]{{0,60}}[0-9])(?=[^\n\";]{{0,60}}[A-ZÀ-Ž][a-zß-ž])"
    r"[\w][\w.'’ /#°ºª-]{3,50}(?:, ?[\w.'’ /#-]{1,40}){1,4})"
)
_NO_ADDRESS = late_pattern(r"(?i)\b(?:e-?mail|ip|mac|memory|web|url|bug|the|this|these|issue)\b")


def _announced(text: str, at: int) -> Iterator[Match]:
    match = _ANNOUNCED.match(text, at)
    if match and not _NO_ADDRESS.search(text[max(0, at - 8) : at] + match["value"][:8]):
        # An address has a house or a code in it, beside the comma, and no sentence.
        value = match["value"]
        if re.search(r"\b[0-9]{1,6}[A-Za-z]?\b", value) and not re.search(r"(?:\b[a-z]{3,} ){3}", value):
            yield Match.of(match, KIND, group="value")
    elif small := _SMALL.match(text, at):
        yield Match.of(small, KIND, group="value")


_ANCHORED = Anchors(*(Needles(word, {word: _announced}, words) for word, words in (
    (b"addr", "address addr addresse addressen shippingaddress billingaddress homeaddress streetaddress"),
    (b"adres", "adres adresse adressen adresy"), (b"direcci", "direcci direccion"), (b"endere", "endere endereco"),
    (b"deliver", "deliver delivered delivering delivery"), (b"ship", "ship shipped shipping"),
    (b"anschrift", "anschrift"),
    (b"indirizz", "indirizzo"), (b"osoite", "osoite"), (b"domicili", "domicilio domicili domicile domiciled"),
    (b"wohnhaft", "wohnhaft"), (b"wohnt", "wohnt"), (b"lives", "lives"), (b"live in", "live"), (b"live at", "live"),
    (b"living", "living"),
    (b"resid", "residing resident residente resides reside"), (b"habite", "habite"), (b"demeurant", "demeurant"),
    (b"abita", "abita"), (b"mora", "mora"), (b"woont", "woont"), (b"zamieszka", "zamieszka zamieszkaly zamieszkala"),
    (b"bosatt", "bosatt"), (b"adresa", "adresa"),
)))  # fmt: skip


def _is_place(value: str) -> bool:
    """Whether the value of a field can be an address: words with a capital and a number, or several of them."""
    return (
        re.search(r"(?<![\w@.])[A-ZÀ-Ž][a-zß-ž]", value) is not None
        and (re.search(r"[0-9]", value) is not None)
        and re.search(r"[@=<>{}]|://|0x", value) is None
        and " " in value.strip()
    )


_PLACES = (
    "addr, address, street, street address, home address, mailing address, postal address, strasse, adresse, anschrift,"
)
_IN_FIELD = Announced(
    KIND, r"[0-9]{1,5}[A-Za-z]?,? (?:[A-ZÀ-Ž0-9][\w.'’-]{1,30}[ ]?){1,5}(?<! )|[A-ZÀ-Ž][\w.'’-]{1,30}"
        r"(?: [\w.'’-]{1,30}){0,4} [0-9]{1,5}[A-Za-z]?",
    f"{_PLACES} address line, addr line, rue, calle, domicilio, indirizzo",
    gap=r"(?:[ _]?line)?(?:[ _]?[12])?[\"'`]?[ ]?[:=][ ]?[\"'`]?", condition=rb"[ a-z_0]{0,8}[`=]", confirms=_is_place,
)  # fmt: skip
_BELOW = Announced(
    KIND, r"[^\n]{4,100}", f"{_PLACES} address line 1, address line 2, addr line 1, addr line 2",
    gap=r"(?!)", condition=AT_HEAD, confirms=_is_place,
)  # fmt: skip
_RUSSIAN = Announced(
    KIND,
    r"[^\W\d_][\w-]{2,30}(?: [^\W\d_][\w-]{1,30}){0,2},? ?(?:[^\W\d_]{1,3}\. ?)?[0-9]{1,4}[^\W\d_]?"
    r"(?:, ?[^\W\d_]{2,4}\. ?[0-9]{1,4}){0,2}",
    other=("ул.", "улица", "просп.", "проспект", "пер.", "наб.", "вул."),
)
_CODE_OF_FEW = Announced(
    KIND, r"[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}|[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]|[1-9][0-9]{3} ?[A-Z]{2}",
    "postcode, post code, postal code, eircode",
)  # fmt: skip
"""Codes of the United Kingdom, Canada and the Netherlands, each of which a few houses share."""
_FIELDS = Anchors(_IN_FIELD, _BELOW, _CODE_OF_FEW)
_ABROAD = Announced(
    KIND,
    r"[^\W\d_][\w.'’-]{2,30}(?: [^\W\d_][\w.'’-]{1,30}){0,3},? [0-9]{1,4}[^\W\d_]?"
    r"(?:, ?[^\W\d_][\w-]{2,20}(?: [0-9]{3} ?[0-9]{2}\b)?)?",
    other=("διεύθυνση", "адрес доставки", "адрес:", "العنوان", "כתובת"),
    confirms=lambda value: not value[0].islower(),
)
_CODE_OR_TOWN = (
    r"[A-Z]{0,2}-?[0-9][A-Z0-9 -]{2,9}|[A-Z]{1,2}[0-9][A-Z0-9 -]{2,6}|[A-ZÀ-Ž][\w.'’-]{1,30}(?: [\w.'’-]{2,30}){0,3}"
)
_OF_PLACES = (
    "zip, zip code, postcode, post code, postal code, plz, code postal, codice postale, postnummer, city, town, stadt, "
    "ville, ciudad, citta, cidade, plaats, miasto"
)
_PARTS = Anchors(
    Announced(KIND, _CODE_OR_TOWN, _OF_PLACES, gap=r"[\"'`]?[ ]?[:=][ ]?[\"'`]?", condition=rb"[=`) ]{1,5}[a-z0?]"),
    Announced(KIND, _CODE_OR_TOWN, _OF_PLACES, gap=r"(?!)", condition=AT_HEAD),
)
"""Codes and towns in fields and columns, which are somebody's only beside a street."""
_BESIDE = 200
_COMMA = ord(",")
_NAMED_WORD = late_pattern(
    rb"(?:\b(?:rue|avenue|boulevard|via|viale|piazza|corso|calle|avenida|paseo|plaza|rua|av\.|avda\.|ul\."
    rb"|al\.|os\.|travessa|largo)|c/) ?"
)


def find(view: View) -> Iterator[Match]:
    """Addresses, found by the number of the house, and what fields beside them have of the same place."""
    streets = list(_streets(view))
    yield from streets
    if streets:
        for part in _PARTS.find(view):
            if any(-_BESIDE < part.start - street.end < _BESIDE for street in streets):
                yield part


def _streets(view: View) -> Iterator[Match]:
    yield from _number_first(view)
    yield from _number_last(view)
    yield from _before_code(view)
    yield from _east_asian(view)
    yield from _ANCHORED.find(view)
    yield from _FIELDS.find(view)
    yield from _RUSSIAN.find_other(view)
    yield from _ABROAD.find_other(view)


# Without a word that says so: a number, names, and at their end a code with a form of its own, as in Canada, the United
# Kingdom, Ireland, the United States and Brazil.
_CODES = (
    late_pattern(rb"A0A ?0A0(?![A-Za-z0-9])"),
    late_pattern(rb"0AA(?![A-Za-z0-9])(?:(?<=[A0] 0AA)|(?<=[A0]0AA))"),
    late_pattern(rb"AA 00000(?<![A-Za-z0-9]AA 00000)(?![0-9])"),
    late_pattern(rb"00000-000(?<![0-9.-]00000-000)(?![0-9-])"),
)
_PART = r"(?:[A-ZÀ-Ž0-9#][\w.'’-]{0,30}|de|do|da|dos|das|des|du|la|le|les|of|the|and|st)"
_TO_CODE = late_pattern(
    rf"(?<![\w./-])(?:No\.? ?)?[0-9]{{1,5}}[A-Za-z]?(?:[/-][0-9]{{1,4}})?,? (?=[A-ZÀ-Ž0-9])"
    rf"(?:{_PART}(?:,? (?:[-–] )?|, ?)){{2,12}}\Z"
)
_BEFORE_CODE = 100


def _before_code(view: View) -> Iterator[Match]:
    text, taken = view.text, 0
    for start, end in sorted(code.span() for form in _CODES for code in form.finditer(view.shape)):
        begin = max(taken, end - _BEFORE_CODE)
        begin = max(begin, text.rfind("\n", begin, end) + 1)
        head = text[begin:start]
        # The first part of a British code precedes the place that is found.
        at = head.rfind(" ") + 1 if head and not head.endswith(" ") else len(head)
        if found := _TO_CODE.search(head[:at]):
            taken = end
            yield Match(begin + found.start(), end, KIND, Sort.PERSONAL)


def _east_asian(view: View) -> Iterator[Match]:
    text = view.text
    if text.isascii():
        return
    if (mark := text.find("〒")) >= 0:
        yield from (Match.of(found, KIND) for found in _JAPANESE.finditer(text, mark))
    # Two characters in a row that are not ASCII are found faster than those that the pattern begins with.
    first = next((at for at in hits(view.data, b"??") if text[at] > "\u2fff"), None)
    if first is not None:
        yield from (Match.of(found, KIND) for found in _EAST_ASIAN.finditer(text, first))


# Behind the number of a house: a name with a capital, which is rarer than a digit; `5th Ave`; or a French street.
_NAME_BEHIND = late_pattern(
    rb"A(?:(?<=0 A)|(?<=0, A)|(?<=0[Aa-z] A)|(?<=0[Aa-z], A)|(?<=0 0[a-z][a-z] A)|(?<=0 00[a-z][a-z] A))"
    rb"(?=[a-z]|\.? A[a-z])"
)
_TO_NUMBER = late_pattern(r"(?<=[0-9])(?:[A-Za-z]?,?|[ ][0-9]{1,2}[a-z]{2}) \Z")
_FRENCH = frozenset(
    (b"rue", b"avenue", b"boulevard", b"place", b"quai", b"all", b"impasse", b"chemin", b"route", b"cours")
)
_FRENCH_BEHIND = late_pattern(
    rb"0[Aa-z]?,? (?=(?:bis |ter )?(?:rue|avenue|boulevard|place|quai|all\?e|impasse|chemin|route|cours) )"
)


def _number_first(view: View) -> Iterator[Match]:
    """ "221B Baker Street", "350 5th Ave", "12 rue de Rivoli"."""
    text, taken = view.text, 0
    places = [] if view.words.isdisjoint(_FRENCH) else [*starts(view.shape, _FRENCH_BEHIND)]
    for name in starts(view.shape, _NAME_BEHIND):
        number = _TO_NUMBER.search(text, max(0, name - 7), name)
        places += [number.start() - 1] if number else []
    for at in sorted(places):
        start = _number_start(text, at)
        if start >= taken and (found := _ENGLISH.match(text, start) or _NAMED.match(text, start)):
            taken = found.end()
            yield Match.of(found, KIND)


def _number_start(text: str, at: int) -> int:
    """Where the number begins that ends at a place; the end of the text where it is part of something else."""
    start = at
    while start > 0 and text[start - 1].isdigit() and at - start < 5:
        start -= 1
    if text[start - 1 : start] == "/" and text[start - 2 : start - 1].isdigit():  # unit/house
        return _number_start(text, start - 2)
    before = text[max(0, start - 2) : start]
    inside = (
        before[-1:].isalnum() or before[-1:] in tuple("-.#_$€£") or (before[-1:] in (",", ":") and before[:1].isdigit())
    )
    return len(text) if inside else start


_HOUSE = late_pattern(
    r"(?:House|Flat|Plot|Unit|Villa|Block|Apartment|Apt\.?|No\.?) ?[0-9]{1,4}[A-Za-z]?, "
    rf"(?:{_NAME} ){{1,3}}{_ENGLISH_STREETS}\b\.?(?:, ?{_TOWN}){{0,2}}"
)
"""`House 14, Heron Lane, Adabraka`."""
_ENGLISH_LAST = late_pattern(
    r"[A-ZÀ-Ž][\w.'’-]{1,30}(?: [A-ZÀ-Ž][\w.'’-]{1,30}){0,2} (?:Road|Street|Avenue|Lane|Drive|Crescent) "
    rf"[0-9]{{1,4}}[A-Za-z]?\b(?:, ?{_TOWN})?"
)
"""`Ngong Road 88, Nairobi`, as outside of English-speaking countries."""
_BY_END = (
    ((b" road", b" street", b" avenue", b" lane", b" drive", b" crescent"), _ENGLISH_LAST),
    (tuple(end.encode("ascii", "replace") for end in _SURE), _COMPOUND_ALONE),
    (tuple(end.encode() for end in _UNSURE), _COMPOUND_AND_CITY),
    ((b" house", b" flat", b" plot", b" villa", b" unit", b" block", b" apartment"), _HOUSE),
    ((b"box", b"postfach", b"postale", b"apartado"), _BOX),
)
_SPACE_AND_NUMBER = late_pattern(rb" 0(?:(?<=[a-z.?] 0)|(?<=[a-z], 0))")


def _number_last(view: View) -> Iterator[Match]:
    """ "Musterstraße 12, 12345 Berlin", "Via Roma 12", "ul. Długa 17/3", "PO Box 123"."""
    text, folded, shape = view.text, view.folded, view.shape
    for space in starts(shape, _SPACE_AND_NUMBER):
        at = space - 2 if shape[space - 1] == _COMMA else space - 1
        tail = folded[max(0, at - 45) : at + 1]
        begin = at + 1 - len(tail)
        form = next((form for ends, form in _BY_END if tail.endswith(ends)), None)
        if form is None and _NAMED_WORD.search(tail):
            form = _NAMED
        elif form is None and ("," in text[at + 2 : at + 10] or "\n" in text[at + 2 : at + 8]):
            form = _ANY_AND_CITY
        if form is None:
            continue
        begin = max(begin, text.rfind("\n", begin, at) + 1)
        for found in form.finditer(text, begin, at + 140):
            if found.start() <= at and found.end() > at + 2:
                yield Match.of(found, KIND)
                break
