"""Secrets of plain words: passphrases behind `pw:`, code words, and codes that are read out digit by digit."""

from __future__ import annotations

from afterword.redaction.credentials.codes import KIND
from afterword.redaction.credentials.fitting import is_said_of_passwords
from afterword.redaction.matching import Anchors, Needles, look_for
from afterword.text.function_words import FUNCTION_WORDS
from afterword.text.late_pattern import late_pattern
from afterword.text.numbers import DIGIT_WORDS
from afterword.text.word_lists import NO_PERSONS, ROLES
from afterword.text.word_set import word_set

_ANNOUNCED = r"(?i:pass(?:[ -]?phrase|word|wd|wort)|pwd?|kennwort)"
_ENDS = r"[.!]?[ \t]*(?=\r?\n|\Z)"
_SENTENCE = FUNCTION_WORDS | word_set("""
    account admin always anyone ask call change check clear contact customer customers database done email everybody
    everyone find format go hold inside keep kept last later let like lives log long look made make message minimum
    need needs new old plus policy read rule rules says see send sent set short someone stored system take tell text
    today tomorrow try two unless use used user users went works write yesterday der die das dem den ist war wird nicht
    ein eine und oder im mit von für siehe bei wie ich wir sie er es noch schon bitte alle auf aus zum zur le la les
    est dans pas et voir pour avec un une des du el los en con por ver para above below never nobody none nothing still
""")
"""Words that make a sentence of the words around them, or that tell where a password is."""
_MADE_OF_VERBS = late_pattern(r"[a-z]{2,}(?:ed|ing|ly)")
_SAID_IN_TWO = word_set("""
    absurd argon asterisks base bcrypt big biometric boring breach breaches broken care characters choice clever cold
    complex complexity confidential corporate cracking criteria crypto curious dictionary different directory dot
    english french german
    double dumb easy encoded entropy enough expiry extra faith fields fingerprint fishy forms fun funny fuzzy game
    generator good great guess guessing habits hackers hard hash hashes hell hint home huge hygiene identical inbox
    joke kerberos knowledge leak leaks length letters likewise little luck magic manager max maximum mess min minimum
    misery mixed nice nightmare normal notebook odd okay orders outlook oops overdue own pain personal plaintext
    pointless pretty printable private proof protection providers public question rather readable ready real recovery
    rotation salt same scary sensitive sha shame sharing show shown sides sigh silly sorry special spelling sprays
    standard strange strength stronger sticky stuff stupid sure surprise thanks theft thing things tip tokens too tool
    top totally trivial true trust typo typos ugly unclear unique unsafe useless vaults very violation visible weaker
    weird whole wild wise word words worse wow
    angabe app art eingabe egal fehlt feld geheim gleich gut länge neu passend richtig sicher unsicher wechsel
""")
"""What is said in two words of a password, beside the vocabulary of software."""
_ABSTRACT = late_pattern(
    r"[a-z]{2,}(?:[ts]ion|ment|ity|ness|[ai]ble|[ae]nce|ism|ful|less|ous|ung|heit|keit|lich|isch)s?"
)


def _is_phrase(value: str) -> bool:
    words = value.lower().replace("-", " ").split()
    return (
        _SENTENCE.isdisjoint(words)
        and not any(_MADE_OF_VERBS.fullmatch(word) for word in words)
        and not is_said_of_passwords(value)
        and (len(words) != 2 or not any(map(_is_said, words)))
    )


def _is_said(word: str) -> bool:
    """Whether a word makes two of them a heading or a remark, as things of everyday life do not."""
    return word in _SAID_IN_TWO or word in NO_PERSONS or word in ROLES or _ABSTRACT.fullmatch(word) is not None


_WORD = r"[^\W\d_]{2,12}"
_plain = look_for(
    "password",
    rf"(?<![\w-]){_ANNOUNCED}(?:[ ](?:for|of|on|to|für)(?:[ ][\w’'-]{{1,20}}){{1,3}})?"
    rf"(?:[ ]?[:=]|[ ](?:is|ist|lautet)\b:?)[ ]{{1,3}}"
    rf"(?P<value>{_WORD}(?:[ ]{_WORD}){{1,7}}(?:[ ]\d{{1,6}})?|{_WORD}(?:-{_WORD}){{2,7}}){_ENDS}",
    _is_phrase,
)
"""`pw: four words in a row`, to the end of its line."""
_ASIDE = r"(?:,[^\n,\"“„]{1,40},|[ ]\([^\n)\"“„]{1,40}\)|[ ][–—-][ ][^\n\"“„]{1,40}[ ][–—-])?"
_set_off = look_for(
    "password",
    rf"(?<![\w-]){_ANNOUNCED}{_ASIDE}(?:[ ](?:is|was|ist|war|lautet)\b|:):?[ ]"
    rf"[\"“„](?P<value>[^\"“”„\n]{{6,100}})[\"”“]",
    lambda value: 1 <= value.count(" ") <= 11 and not is_said_of_passwords(value),
)
"""`our pass phrase, all lower case, is "…"`."""
_code_word = look_for(
    "password",
    r"(?<![\w-])(?i:(?:code|duress|security|challenge|safe|panic|verbal|secret)[ -]?(?:wor[dt]|password)|losungswort"
    r"|(?:kunden|telefon|service|hotline)-?(?:kennwort|passwort)|password of the day)"
    r"(?:[ ](?:for|of|to|on|at|in|für|zum|zur)(?:[ ][\w’'-]{1,20}){1,4}?)?"
    r"(?:[ ](?:is|was|ist|war|lautet)\b(?:[ ]now)?:?|:|(?=[ ](?:[\"'“„`]|\S{0,20}\d"
    r"|[A-Z][a-z]{3,19}(?:[.;,]|[ \t]*(?:\r?\n|\Z))|[^\W\d_]{4,20}[ ][—–-])))[ ][\"'“„`]?"
    rf"(?P<value>(?=[^\s]*\d)[^\s\"'“”„`.,;!?]{{5,40}}|[^\W\d_]{{4,20}}(?=[\"'”“`]?(?:[,;.]|[ ][—–-]|{_ENDS})))",
    _is_phrase,
)
"""`the code word for the vault is …`."""
_DIGIT = rf"(?:{'|'.join(DIGIT_WORDS)})"
_read_out = look_for(
    KIND,
    r"(?<![\w-])(?i:pin|puk|t?otp|tan|passcode|code)(?:[ ](?:code|number))?(?:[ ](?:for|of|to|für)(?:[ ][\w’'-]{1,20})"
    r"{1,4}?)?(?:[ ](?:is|was|ist|lautet)\b:?|[ ]?[:=])?"
    rf"[ ](?P<value>(?i:{_DIGIT}(?:[ ,.-]{{1,3}}{_DIGIT}){{3,7}}))\b",
)
"""`pin is four four seven one`."""

_SIGN = r"(?:dash|hyphen|minus|underscore|dot|hash|slash|ampersand|dollar|asterisk|star|plus|bang|at sign)"
_CASE = r"(?:capital|upper ?case|big|lower ?case|small|gro(?:ß|ss)es|kleines)"
_LETTER = rf"(?:(?:{_CASE} )?[A-Za-z](?: as in \w{{2,12}})?|{_DIGIT}|\d|{_SIGN})"
_spelled = look_for(
    "password",
    rf"(?i)(?<![\w-])(?P<value>(?={_CASE} [a-z](?![a-z]))(?:{_LETTER}[ ,.-]{{1,3}}){{4,30}}{_LETTER})(?![\w])",
)
"""`capital T, u, l, p, nine, nine`: what somebody spells with its capitals."""
_PIECE = rf"(?:{_WORD}|\d{{1,8}})"
_with_signs = look_for(
    "password",
    r"(?i:(?<![\w-])(?:pass(?:word|phrase|code)?|pw|login|log ?in|wi-?fi))(?![a-z])[^\n]{0,60}?[ :]"
    rf"(?P<value>(?i:{_PIECE} {_SIGN} {_PIECE}(?: {_SIGN} {_PIECE}){{0,4}}))(?!\w)",
    lambda value: _SENTENCE.union(("com", "org", "net")).isdisjoint(value.lower().split()),
)
"""`the login is guest, then green dash heron dash 41`."""

_WORDS = {
    b"pw(?= ?=| is| ist)": "pw", b"pwd(?= ?=| is| ist)": "pwd", b"password": "password", b"passwd": "passwd",
    b"passwort": "passwort", b"passphrase": "passphrase", b"pass phrase": "phrase", b"pass-phrase": "phrase",
    b"kennwort": "kennwort",
}  # fmt: skip
_BEFORE_SIGN = rf"(?=[^\n]{{1,120}} {_SIGN} )".encode()
ANCHORED = Anchors(*Needles.each(
    *((word, look, gate) for word, gate in _WORDS.items() for look in (_plain, _set_off)),
    *((word, _code_word, gate) for word, gate in (
        (b"code word", "code"), (b"code-word", "code"), (b"codeword", "codeword"), (b"codewort", "codewort"),
        (b"code wort", "code"), (b"code-wort", "code"), (b"losungswort", "losungswort"),
        (b"secret word(?![a-z])", "secret"), (b"duress word", "duress"), (b"security word", "security"),
        (b"challenge word", "challenge"), (b"safe word", "safe"), (b"panic word", "panic"),
        (b"verbal password", "verbal"),
        (b"security password", "security"), (b"kundenkennwort", "kundenkennwort"),
        (b"telefonkennwort", "telefonkennwort"),
        (b"kundenpasswort", "kundenpasswort"), (b"telefonpasswort", "telefonpasswort"),
        (b"password of the day", "password"),
    )),
    *((word + b"(?![a-z])", _read_out, word.decode()) for word in (b"pin", b"puk", b"otp", b"totp", b"tan", b"passcode",
        b"code")),
    *((word.encode(), _spelled, word.split()[0]) for word in ("capital ", "upper case ", "uppercase ", "lower case ",
        "lowercase ", "grosses ")),
    *((word.encode() + _BEFORE_SIGN, _with_signs, word.split()[-1]) for word in ("password", "passphrase", "passcode",
        "pw", "login", "log in", "wifi")),
))  # fmt: skip
