"""Keys and codes behind the words for them, in many languages: a noun, what it is for, a link, and a value.

`Der API-Schlüssel des Übersetzers lautet …`, `kod do drzwi: …`, `PIN of the lockbox by the barn (old one): …`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.redaction.credentials.codes import KIND
from afterword.redaction.credentials.spoken import ADVERBS, IS
from afterword.redaction.judging import is_filler, is_hash_or_uuid, is_random, is_reference
from afterword.redaction.matching import Anchors, Match, Needles, Sort
from afterword.redaction.view import View, seen
from afterword.text.late_pattern import late_pattern

_LINK = (
    r"(?:[\"'`»”]{0,2}\)?\s?(?:[:：=→]+|->|=>|は|是|为|為)\s{0,3}"
    rf"|\s(?:(?:{IS}|son|to|brzmi|on|is now|c['’]est|set to|changed to|geändert auf|changé en|auf|em|теперь|это|стал)"
    rf"\b:?\s)(?:(?:{ADVERBS}|le|la|el|il|o|het|de|die|das)\s){{0,2}})"
)
_OBJECT = r"(?:[ (][^\n.;!?:：=→「」\"“„]{0,70}?)??"
"""What is between a noun and its link: whose it is, what it opens, a remark in brackets."""
_OPENS = r"[\"'`“„«»「『(]{0,2}"

# A key or a token: the value tells whether it is one.
_KEY_VALUE = r"(?P<value>[A-Za-z0-9][A-Za-z0-9_+/=~.:-]{11,300})"
_KEY_ENDS = r"(?:[a-zà-ž]{0,4}(?![^\W\d_]))"
_BEHIND_KEY = (
    rf"{_KEY_ENDS}(?P<link>{_OBJECT}{_LINK}|[ ]{{1,2}}(?=\S{{12}})|{_OBJECT}[ ][(,–—-]{{1,2}}[ ]?){_OPENS}{_KEY_VALUE}"
)
_OF_ACCESS = late_pattern(
    r"(?i)api|zugriff|zugang|access|acc[eèé]s|acceso|accesso|acesso|dost[eę]p|geheim|secret|segret|sekret|priva|master"
    r"|signatur|sign|webhook|azure|openai|anthropic|google|aws|gcp|github|gitlab|slack|stripe|twilio|datadog|deepl"
    r"|mistral|cohere|hugging|[2m]fa|otp|jwt|hmac|encr|verschlüssel|chiffr|cifra|szyfr|admin|deploy|prod|erişim|pääsy"
    r"|доступ|密|访问|アクセス"
)
_KEY_WORDS = {
    b"schl?ssel": "ssel ssels", b"schluessel": "schluessel schluessels", b"zugriffstoken": "zugriffstoken",
    b"zugangstoken": "zugangstoken", b"jeton": "jeton jetons", b"cl?": "cl", b"clef": "clef", b"clave": "clave claves",
    b"chiave": "chiave chiavi", b"chave": "chave chaves", b"sleutel": "sleutel sleutels apisleutel",
    b"klucz": "klucz klucza kluczem kluczu", b"kl?? ": "kl", b"kulcs": "kulcs", b"nyckel": "nyckel nyckeln apinyckel",
    b"n?gle": "gle glen", b"n?kkel": "kkel kkelen", b"avain": "avain", b"anahtar": "anahtar anahtari",
    b"secreto": "secreto", b"segredo": "segredo", b"segreto": "segreto", b"geheimnis": "geheimnis", b"tajn": "tajn",
    b"seed": "seed", b"passkey": "passkey",
}  # fmt: skip
_KEY_HEAD = (
    r"(?i:schl(?:ü|ue)ssel|zug(?:riff|ang)stoken|jeton|cl[ée]f?|clave|chiave|chave|sleutel|klucz|kl[íi][čc]|kulcs"
    r"|nyckel|n[øo]gle|n[øo]kkel|avain|anahtar[ıi]?|secreto|segredo|segreto|geheimnis|tajn\w{1,3}|seed|passkey)"
)
_KEY = late_pattern(_KEY_HEAD + _BEHIND_KEY)
_KEYS_OF_SCRIPTS = (
    "ключ", "токен", "секрет", "トークン", "キー", "シークレット", "密钥", "密鑰", "令牌", "金鑰", "키", "토큰",
    "κλειδί", "מפתח", "مفتاح",
)  # fmt: skip
_KEY_OF_SCRIPT = {
    word: late_pattern(rf"{seen(word)}(?:[^\W\d_a-zA-Z]{{0,3}}?)(?:{_OBJECT}{_LINK}|[ ]{{1,2}}){_OPENS}{_KEY_VALUE}")
    for word in _KEYS_OF_SCRIPTS
}


def _key(text: str, at: int) -> Iterator[Match]:
    if match := _KEY.match(text, at):
        yield from _key_of(match, text)


def _key_of(match: re.Match[str], text: str) -> Iterator[Match]:
    value = match["value"].rstrip(".:=") + "=" * (match["value"].endswith("="))
    around = text[max(0, match.start() - 16) : match.start("value")]
    is_linked = text[match.start("value") - 1] != " " or re.search(r"\S\s+\S*\Z", around) is not None
    plain = re.sub(r"[+/=~.:_-]", "", value)
    is_id = is_hash_or_uuid(value) or is_hash_or_uuid(value.partition(":")[0])
    kinds = {"0" if char.isdigit() else "a" if char.islower() else "A" for char in plain}
    is_key = (
        (_OF_ACCESS.search(around) is not None and is_linked and len(value) >= 32)
        if is_id
        else len(plain) >= 12 and "0" in kinds and (is_random(plain) or len(kinds) == 3 or _is_base32(value))
    )
    if is_key and not is_filler(value) and not is_reference(value) and not re.match(r"\d{4}-\d\d-\d\d", value):
        yield Match(match.start("value"), match.start("value") + len(value), "secret", Sort.SECRET)


def _is_base32(value: str) -> bool:
    return re.fullmatch("[A-Z2-7]{16,64}", value) is not None


# A code that is typed: at a door, a safe, a telephone, for a message that was sent.
_CODE_VALUE = (
    r"(?:[*#]?\d{3,8}[*#]?|\d{1,2}[RL](?:[ -]\d{1,2}[RL]){1,4}|(?=[0-9]{0,7}[A-Z])(?=[A-Z]{0,7}\d)[A-Z0-9]{4,8}"
    r"|\d{3}[ -]\d{3,4}|\d{2}(?:[ -]\d{2}){2,3}|\d(?:[ -]\d){3,7}|\d{4} \d{4}|[A-Z]\d{3,5}|\d{3,5}[A-Z]"
    r"|(?=[A-Z0-9-]{0,40}\d)(?=[0-9-]{0,40}[A-Za-z])[A-Z0-9]{2,10}(?:-[A-Z0-9]{3,10}){1,5}"
    r"|(?=[a-z0-9-]{0,40}\d)(?=[0-9-]{0,40}[a-z])[a-z0-9]{3,6}(?:-[a-z0-9]{3,6}){1,5})"
    r"(?![\w-]|[.:,/]\d|\s?(?:%|[€$£]|ms\b)"
    r"|\s(?!(?:is|was|works|expires|opens|does|has|as|gets|unlocks|this|plus|its|us"
    r"|across)\b)(?:[a-z]{2,20} )?[a-z]{3,20}s\b)"
)
_CODE_NOUN = (
    r"(?i:[^\W\d_]{0,14}-?(?:codes?|kode[rn]?|kod(?:en|u|y|ów|lar[ıi]?)?|koodi[nt]?|c[óo]digos?|codic[ei]"
    r"|kombination|geheimzahl"
    r"|geheimnummer)|pin(?:-?code)?|combinaison|combinaci[óo]n|combinazione|combination"
    r"|szyfr|combo|padlock|lock ?box|key ?(?:box|safe)|keypad|unlock(?=:))"
)
_CODE = late_pattern(
    rf"{_CODE_NOUN}(?![A-Za-z0-9_])(?P<link>{_OBJECT}(?:,[^\n.;:]{{1,60}})?{_LINK}"
    rf"|[ ]{{1,2}}(?=[\dA-Z#*]{{4}}|[A-Z]{{2,4}}-\d|\d\d[RL -]|\d{{3}}[ -]\d{{3}})"
    rf"|(?:[ ][^\W\d_]{{2,20}}){{1,4}}[ ](?=\d{{4}}|\d\d[ -]\d\d|[a-z0-9]{{3,6}}-[a-z0-9]|[A-Z]\d{{3,5}})"
    rf"|[ ]\([^()\n]{{1,40}}\)[ ]|(?:[ ][^\W\d_][\w-]{{1,20}}){{1,4}}[ ](?=\([\d#*]{{3,9}}\))"
    rf"|[ ][^\n.;!?:：=→]{{1,60}}?[ ](?=\d{{3}} ?\d{{3}}\b|[A-Z]\d{{3,5}}\b)"
    rf"|[ ]?[(,][ ]?){_OPENS}(?P<value>{_CODE_VALUE})"
)
_FOLLOWING = late_pattern(rf"(?:,|;| (?:and|or|und|et|y|e|ve|og|och|i))?\s{{1,2}}(?P<value>{_CODE_VALUE})")
_OF_ENTRY = late_pattern(
    r"(?i)usage unique|solo uso|uso [úu]nico|jednoraz|connexion|geheim|secret|confiden|notfall|freischalt|tresor|inlog"
    r"|kiosk|override|(?<![a-z])(?:till|entry|side|room)(?![a-z])|verif|veryf|weryf|vérif|confirm|conferm|bestät"
    r"|potwierdz|sicherheit|secur|sécur"
    r"|segur|sicur|einmal|one[ -]?time"
    r"|(?<![a-z])t?otp|[2m]fa(?![a-z])|sms|whatsapp|log[ -]?in|sign[ -]?in|acc?es|zugang|dost[ęe]p|(?<![a-z])(?:door"
    r"|gate|safe|"
    r"lock|vault|alarm|garage|barrier|cage|rack|lift|locker|keypad|cabinet)|(?:dis)?arm|duress|unlock|padlock"
    r"|lockbox|digicode"
    r"|(?<![a-z])t[üu]r|(?<![a-z])tor(?![a-z])|portail|porte|port[oã]|puerta|cancello|porta|port(?=kod)"
    r"|toegang|kap[ıi](?![a-z])|schlüssel|kasten|eingang|shed|drzwi|bram|sejf|deur|poort|kluis"
    r"|d[øö]r|ovi(?![a-z])|koodi|wi-?fi|wlan|recovery|backup|rescue|kurtarma|récup|recuper|odzysk|pairing"
    r"|do[ğg]rulama|onay|kullanım"
    r"|autoryz|przelew|engang|engång|kerta|pin(?![a-z])|puk(?![a-z])|tan(?![a-z])|kombi|combi|combo"
    r"|schloss|szyfr"
    r"|caja fuerte|cassaforte|coffre|cofre|portier|interphone|intercom|bank|partner|staff|your|(?<![a-z])(?:tuo?|su"
    r"|tw[óo]j|din|je|jouw|uw|ton|votre|seu|ihr|dein|voor)(?![a-z])"
)
_OF_STATUS = late_pattern(
    r"(?i)(?:error|status|exit|return|response|reason|http|country|area|postal|post|zip|colou?r|source|line|vat|tax"
    r"|product|"
    r"item|stop|hs|sic|naics|icd|airport|curr\w+|language|locale|fehler|erreur|error de|promo|discount|coupon|region"
    r"|signal"
    r"|opcode|char|unicode|key|scan|bar|qr)[ _-]{0,2}(?:code|kod|c[óo]digo|codice)s?\b"
)


_JOINS = late_pattern(rf"(?:{_LINK}|[(,]\s?)\Z")


def _code(text: str, at: int) -> Iterator[Match]:
    start = at
    while start and text[start - 1].isalpha() and at - start < 12:
        start -= 1
    match = _CODE.match(text, start) or (_CODE.match(text, at) if start != at and text[at - 1] == "-" else None)
    if match is None:
        return
    line = max(text.rfind("\n", max(0, start - 40), start) + 1, start - 40, 0)
    around = text[line : match.start("value")]
    is_year = re.fullmatch(r"(?:19|20)\d\d", match["value"]) is not None
    if _OF_STATUS.search(around) or not _OF_ENTRY.search(around) or (is_year and not _JOINS.search(match["link"])):
        return
    if re.fullmatch(r"[1-5]\d\d", match["value"]) and text[match.start("value") - 1] in "=:":  # of HTTP
        return
    while match:
        yield Match.of(match, KIND, Sort.SECRET, "value")
        match = _FOLLOWING.match(text, match.end("value"))


_OPENED = late_pattern(
    r"(?i:(?:opens?|opened|unlock(?:s|ed)?|disarm(?:s|ed)?|öffnet|s['’]ouvre|se abre|si apre) (?:with|using|by|mit"
    r"|avec|con)"
    r"|(?:press|dial|punch in|key in|enter|type)(?: [A-Z*#])?(?:,| then| and)?)[ ]"
    r"(?P<value>\d{1,2}(?:[ -]\d{1,2}){2,7}|[*#]\d{3,8}[*#]?|\d{3,8}[*#])(?![\w-]|[.:,/]\d)"
)
_OF_DOORS = late_pattern(
    r"(?i)(?<![a-z])(?:doors?|gates?|safe|locks?|lockbox|vault|alarm|garage|barrier|cage|rack|locker|keypad|cabinet"
    r"|panel|bay"
    r"|tür|tor|tresor|porte|coffre|puerta|caja|porta|cassaforte)"
)


def _opened(text: str, at: int) -> Iterator[Match]:
    """`the safe opens with 31-07-58`, `door B: press C, 1-9-4-4-7`; `at` is at the verb."""
    match = _OPENED.match(text, at)
    line = max(text.rfind("\n", max(0, at - 90), at) + 1, at - 90, 0)
    if match and _OF_DOORS.search(text, line, at):
        yield Match.of(match, KIND, Sort.SECRET, "value")


_NEAR_DIGIT = rb"(?=[^\n]{1,110}0)"
_ANCHORED = Anchors(*Needles.each(
    *((word, _key, gate) for word, gate in _KEY_WORDS.items()),
    *((word + _NEAR_DIGIT, _code, gate) for word, gate in (
        (b"code", ""),
        (b"kod", "kod koden kode koder kodu kody kodow kodlar kodlari portkod portkoden ngskod ngskoden engangskode "
                 "engangskoden rkode rkoden rkod adgangskode doerkode dorkode"),
        (b"digo", "digo codigo digos codigos"), (b"codic", "codice codici"),
        (b"pin(?![a-z])", "pin"), (b"combinaison", "combinaison"), (b"combinaci", "combinaci combinacion"),
        (b"kombination", "kombination"), (b"combo(?![a-z])", "combo"),
        (b"combination", "combination"), (b"unlock=", "unlock"), (b"geheim", "geheimzahl geheimnummer"),
        (b"padlock", "padlock"), (b"keypad", "keypad"),
        (b"lockbox", "lockbox"), (b"lock box", "box"),
        (b"key box", "box"), (b"keybox", "keybox"), (b"key safe", "safe"),
        (b"combinazione", "combinazione"), (b"szyfr", "szyfr"),
        (b"koodi", "koodi koodin ovikoodi turvakoodi tunnuskoodi"),
    )),
    *((word + rb"(?=[^\n]{1,14}0)", _opened, gate) for word, gate in (
        (b"open", "opens opened open"), (b"unlock", "unlock unlocks unlocked"), (b"disarm", "disarm disarms disarmed"),
        (b"press", "press"), (b"dial", "dial"), (b"punch in", "punch"), (b"key in", "key"), (b"enter", "enter"),
        (b"type", "type"), (b"?ffnet mit", "ffnet"), (b"s'ouvre", "ouvre"), (b"se abre", "abre"), (b"si apre", "apre"),
    )),
))  # fmt: skip


def find(view: View) -> Iterator[Match]:
    """Find them all."""
    yield from _ANCHORED.find(view)
    for word in view.possible(_KEY_OF_SCRIPT):
        for match in _KEY_OF_SCRIPT[word].finditer(view.text):
            yield from _key_of(match, view.text)
