"""Secrets of plain words: passphrases behind `pw:`, code words, and codes that are read out digit by digit."""

from __future__ import annotations

from afterword.redaction.credentials.codes import KIND
from afterword.redaction.credentials.fitting import is_said_of_passwords
from afterword.redaction.matching import Anchors, Needles, look_for
from afterword.text.late_pattern import late_pattern
from afterword.text.word_set import word_set

_ANNOUNCED = r"(?i:pass(?:[ -]?phrase|word|wd|wort)|pwd?|kennwort)"
_ENDS = r"[.!]?[ \t]*(?=\r?\n|\Z)"
_SENTENCE = word_set("""
    a about above account admin after again all also always am an and another any anyone are as ask at be because been
    before below being but by call can cannot change check clear contact could customer customers database did do does
    done each email every everyone everybody find for format from get gets go got had has have he her here him his hold
    how i if in inside into is it its just keep kept last later let like lives log long look made make many may me
    message might minimum more most must my need needs never new no nobody none not nothing now of off old on once one
    only or other our out over per plus policy read rule rules same says see send sent set she should short so some
    someone still stored such system take tell text than that the their them then there they this those to today
    tomorrow too try two under unless until up us use used user users was we went were what when where which while who
    why will with without works would write yesterday yet you your der die das dem den ist war wird nicht ein eine und
    oder im in mit von für siehe bei wie ich wir sie er es noch schon bitte alle auf aus zum zur le la les est dans pas
    et voir pour avec un une des du el los no es en con por ver para
""")
"""Words that make a sentence of the words around them, or that tell where a password is."""
_MADE_OF_VERBS = late_pattern(r"[a-z]{2,}(?:ed|ing|ly)")


def _is_phrase(value: str) -> bool:
    words = value.lower().split()
    return (
        _SENTENCE.isdisjoint(words)
        and not any(_MADE_OF_VERBS.fullmatch(word) for word in words)
        and not is_said_of_passwords(value)
    )


_WORD = r"[^\W\d_]{2,12}"
_plain = look_for(
    "password",
    rf"(?<![\w-]){_ANNOUNCED}(?:[ ]?[:=]|[ ](?:is|ist|lautet)\b:?)[ ]{{1,3}}"
    rf"(?P<value>{_WORD}(?:[ ]{_WORD}){{2,7}}){_ENDS}",
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
    r"(?<![\w-])(?i:code[ -]?wor[dt]|losungswort|password of the day)"
    r"(?:[ ](?:for|of|to|on|at|in|für|zum|zur)(?:[ ][\w’'-]{1,20}){1,4}?)?"
    r"(?:[ ](?:is|was|ist|war|lautet)\b(?:[ ]now)?:?|:)[ ][\"'“„`]?"
    rf"(?P<value>(?=[^\s]*\d)[^\s\"'“”„`.,;!?]{{5,40}}|[^\W\d_]{{4,20}}(?=[\"'”“`]?{_ENDS}))",
    _is_phrase,
)
"""`the code word for the vault is …`."""
_DIGIT = (
    r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine"
    r"|null|eins|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun)"
)
_read_out = look_for(
    KIND,
    r"(?<![\w-])(?i:pin|puk|t?otp|tan|passcode|code)(?:[ ](?:code|number))?(?:[ ](?:for|of|to|für)(?:[ ][\w’'-]{1,20})"
    r"{1,4}?)?(?:[ ](?:is|was|ist|lautet)\b:?|[ ]?[:=])?"
    rf"[ ](?P<value>(?i:{_DIGIT}(?:[ ,.-]{{1,3}}{_DIGIT}){{3,7}}))\b",
)
"""`pin is four four seven one`."""

_WORDS = {
    b"pw(?= ?=| is| ist)": "pw", b"pwd(?= ?=| is| ist)": "pwd", b"password": "password", b"passwd": "passwd",
    b"passwort": "passwort", b"passphrase": "passphrase", b"pass phrase": "phrase", b"pass-phrase": "phrase",
    b"kennwort": "kennwort",
}  # fmt: skip
ANCHORED = Anchors(*Needles.each(
    *((word, look, gate) for word, gate in _WORDS.items() for look in (_plain, _set_off)),
    *((word, _code_word, gate) for word, gate in (
        (b"code word", "code"), (b"code-word", "code"), (b"codeword", "codeword"), (b"codewort", "codewort"),
        (b"code wort", "code"), (b"code-wort", "code"), (b"losungswort", "losungswort"),
        (b"password of the day", "password"),
    )),
    *((word + b"(?![a-z])", _read_out, word.decode()) for word in (b"pin", b"puk", b"otp", b"totp", b"tan", b"passcode",
        b"code")),
))  # fmt: skip
