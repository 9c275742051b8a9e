"""Passwords beside an account, `admin / …`, and behind the words for `password` of other languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.redaction.credentials.spoken import IS, answered, common, looks_like_password, spoken, spoken_before
from afterword.redaction.judging import is_filler, is_reference
from afterword.redaction.matching import Match, Sort, value_at
from afterword.redaction.view import View, seen
from afterword.text.late_pattern import late_pattern

_VALUE = r"[\"'`]?(?P<value>[^\s\"'`<>|;]{6,60})"
_LOGIN_WORD = late_pattern(
    r"(?i)\b(?:log(?:s|ged|ging)?[ -]?(?:in|on)|logins?|sign(?:s|ed)?[ -]?in|creds?|credentials?|anmeld\w*|einlogg\w*"
    r"|zugang\w*|wi-?fi|wlan|connect\w*|acced\w*|identifiants?|credencia\w+|credenzial\w+|inloggegevens|dane"
    r" logowania|acesso|entra\w*|inicia\w*|zalog\w*|logga|inlogg?\w*|access|account|user(?:name)?)\b"
)
_SLASHED = late_pattern(rf"[\"'`]? / {_VALUE}")
_JOINED = late_pattern(
    r"(?:logins?|creds?|credentials?|log[ -]?in|sign[ -]?in)\b[^\n/:]{0,30}?[ "
    r":→(>-]{1,4}(?<![\w/.-])[\w@.-]{2,40}[:/](?!/)" + _VALUE,
    re.IGNORECASE,
)
_NEXT = late_pattern(rf"(?: (?:and|und|et|y),?|,) [\w@.-]{{2,40}}[:/](?!/){_VALUE}")
_WITH = late_pattern(
    rf"(?:log|sign)[ -]?(?:in|on) (?:as|with) [\w@.-]{{2,40}}(?: (?:with|using|and)"
    rf"|,?(?: and)?(?: the)? password) {_VALUE}",
    re.IGNORECASE,
)
_MAILED = late_pattern(
    rf"(?:logins?|log[ -]?in|sign[ -]?in|creds?|credentials?)\b[^\n@]{{0,30}}? [\w.+-]{{1,40}}@[\w.-]{{2,60}}"
    rf"(?:,| and| with|:) {_VALUE}",
    re.IGNORECASE,
)
_IS = late_pattern(
    r"(?i)log[ -]?in(?:['’]s| is| was| ist| est| es|:) ?(?P<value>(?=[^\s\"']{0,60}\d)(?=[^\s\"']{0,60}[a-z])"
    r"(?=[^\s\"']{0,60}[!#$%&*?^~+_])[^\s\"'`<>|;/=]{8,60})"
)
_LISTED = late_pattern(
    r"(?i)(?:log[ -]?in|cred(?:ential)?s)(?: data| details)?(?: (?:is|was|are|were|ist|sind|=)|:) [\w.@-]{2,40},? "
    rf"?(?:(?:and|und|with) )?{_VALUE}[.!]?[ \t]*(?=\r?\n|\Z)"
)
"""`login is root, …`, to the end of its line."""
_FAILED = late_pattern(
    rf"log[ -]?in (?:failed|attempt|succeeded) (?:for|by) [\w@.-]{{2,40}} (?:using|with) {_VALUE}", re.IGNORECASE
)
_PATH_OR_VERSION = late_pattern(r"v?\d[\w.]*|[\w-]+(?:\.[\w-]+)+(?:/.*)?|[a-z]{1,8}[-_.]?\d{1,3}")
_USER_AND_PASSWORD = late_pattern(
    r"(?i)(?:(?:login|user(?:name)?|as)(?:\sis|:)?\s{1,3}\S{1,40}?,?(?:\s{1,5}port\s\d{2,5})?"
    r"|[\w.-]{1,40}@[\w.-]{2,60},?)\s{1,5}(?:(?:and|with)\s(?:the\s)?)?\Z"
)


_ACCOUNT_BEFORE = late_pattern(
    r"(?:[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,40}){0,4}|(?<![\w/.-])(?i:root|admin(?:istrator)?|sa|postgres|ubuntu"
    r"|guest))"
    r"[\"'`]?\Z"
)
_TYPED = late_pattern(r"(?<![\w-])(?:PASS|LOGIN [\w.@-]{2,40}) (?P<value>[^\s\"'`<>|;]{6,60})(?=\s|\Z)")


initials = value_at(
    "password",
    r"(?i)(?<![a-z0-9])u[:=] [\w.@-]{2,40}[\s,;/]{1,4}p(?:w|ass)?\s?[:=]\s?[\"'`]?(?P<value>[^\s\"'`<>|;]{6,60})",
    lambda value: any(map(str.isdigit, value)) and not _is_left_out(value),
    sort=Sort.SECRET,
)
"""`u: nina p: …`."""


_USER_AND = late_pattern(
    r"(?i:user(?:name)?):?[ ][\"'`]?[\w.@-]{2,40}[\"'`]?(?:,? (?:and|und|et|y|with|mit|plus|&|\+|/)"
    r"|,)(?: the)?[ ]" + _VALUE
)


def user_and(text: str, at: int) -> Iterator[Match]:
    """`my login, user ole and …`; `at` is at the word for the user."""
    match = _USER_AND.match(text, at)
    line = text[max(0, text.rfind("\n", max(0, at - 60), at) + 1, at - 60) : at]
    if match and _LOGIN_WORD.search(line):
        value = match["value"].rstrip(".,:;)]")
        if looks_like_password(value, announced=True):
            yield Match(match.start("value"), match.start("value") + len(value), "password", Sort.SECRET)


_ACCOUNTS = "admin|root|sa|guest|user|test|pi|postgres|elastic|administrator"
_DEFAULT = late_pattern(
    rf"(?i:{_ACCOUNTS})(?:[ ]?/[ ]?|:)(?P<value>(?=\S{{0,30}}\d)[A-Za-z][\w!@#$%^&*.-]{{4,30}})(?=[)\s,;]|\Z)"
)
_OF_DEFAULTS = late_pattern(
    r"(?i)(?:(?<![a-z])(?:default|creds?|credentials?|log(?:ged)? ?ins?"
    r"|tried)(?![a-z])[^\n]{0,12})\Z"
)


def default(text: str, at: int) -> Iterator[Match]:
    """`the default root / calvin2`, `(admin:…)`; `at` is at the account."""
    match = _DEFAULT.match(text, at)
    if match is None or _is_left_out(match["value"]):
        return
    is_bracketed = text[at - 1 : at] == "(" and looks_like_password(match["value"], announced=False)
    if is_bracketed or _OF_DEFAULTS.search(text, max(0, at - 40), at):
        yield Match.of(match, "password", Sort.SECRET, "value")


ACCOUNTS = _ACCOUNTS.split("|")


def well_known(text: str, at: int) -> Iterator[Match]:
    """`Welcome2024!`; `at` is at the word."""
    yield from (Match(*place, "password", Sort.SECRET) for place in common(text, at))


def protocol(text: str, at: int) -> Iterator[Match]:
    """`PASS …` of FTP and POP, `LOGIN name …` of IMAP; `at` is at the command."""
    match = _TYPED.match(text, at)
    if match and "/" not in match["value"]:
        yield from _strange(match)


def slashed(text: str, at: int) -> Iterator[Match]:
    """`login with admin / …`; `at` is at the blank before the slash."""
    match = _SLASHED.match(text, at) or _SLASHED.match(text, at - 1)
    line = text[max(0, text.rfind("\n", max(0, at - 80), at) + 1, at - 80) : at]
    if match and _ACCOUNT_BEFORE.search(line) and "@" not in match["value"] and match["value"][0] != "#":
        yield from (one for one in _strange(match) if any(char.isdigit() for char in text[one.start : one.end]))
    elif match and (
        _LOGIN_WORD.search(line) or _LOGIN_WORD.search(text[match.end() : match.end() + 30].split("\n")[0])
    ):
        yield from _strange(match)


def joined(text: str, at: int) -> Iterator[Match]:
    """`creds are admin:…`, `logins: alice/… and bob/…`, `log in as admin with …`; `at` is at the word."""
    match = _JOINED.match(text, at)
    while match:
        yield from _strange(match)
        match = _NEXT.match(text, match.end())
    for form in (_WITH, _FAILED, _MAILED, _IS):
        if match := form.match(text, at):
            yield from _strange(match)
    if (match := _LISTED.match(text, at)) and looks_like_password(match["value"].rstrip(".!"), announced=True):
        yield from _strange(match)


def follows_account(text: str, at: int) -> bool:
    """Whether an account precedes a place, as in `login bob password …` of a `.netrc`."""
    return _USER_AND_PASSWORD.search(text, max(0, at - 60), at) is not None


def _strange(match: re.Match[str]) -> Iterator[Match]:
    """The value, where it mixes letters with digits or signs as no word, path or version does."""
    value = match["value"].rstrip(".,:;)]")
    kinds = {"d" if char.isdigit() else "a" if char.isalpha() else "s" for char in value}
    if "a" in kinds and len(kinds) > 1 and not (_PATH_OR_VERSION.fullmatch(value) or _is_left_out(value)):
        start = match.start("value")
        yield Match(start, start + len(value), "password", Sort.SECRET)


def _is_left_out(value: str) -> bool:
    return is_filler(value) or is_reference(value)


# Words for `password`, each with a run of ASCII that it contains, in lower case and with `?` for other letters.
_FOREIGN_WORDS = {
    b"haslo": "hasl[oa]", b"hasla": "hasla", b"losenord": "losenord(?:et)?", b"sifre": "sifre(?:si|niz|miz|m)?",
    b"jelszo": "jelsz[oó]", b"lozink": "lozink[ae]", b"geslo": "geslo", b"kodeord": "kodeord(?:et)?",
    b"parolas": "parolas[iı]", b"slapta": "slapta[zž]od[iž][so]?", b"mat khau": "mat khau",
    b"contrasena": "contrasenas?",
    b"passw?rter": "passwörter", b"kennwort": "kennwort", b"wachtwoord": "wachtwoord",
    b"senha": "senha", b"clave": "clave", b"heslo": "heslo",
    b"parol": r"parol[ae](?: d'ordine)?", b"mot de passe": "mot de passe", b"adgangskode": "adgangskoden?",
    b"salasana": "salasana", b"code wi": "code wi-?fi", b"kata sandi": "kata sandi(?:nya)?",
}  # fmt: skip
_OTHER_WORDS = (
    "hasło", "lösenord", "şifre", "jelszó", "mật khẩu", "пароль", "パスワード", "密码", "密碼", "비밀번호", "비번",
    "пасс", "암호", "口令", "κωδικός", "كلمة المرور", "كلمة السر", "الرقم السري", "کلمه عبور", "رمز عبور", "סיסמה",
        "ססמה",
        "parolă", "पासवर्ड", "รหัสผ่าน",
)  # fmt: skip
_FIRST_UNSPACED = "\u2e80"
_BEHIND = (
    rf"[\"']?(?:et|en|si|niz|는|은)?(?:[ _](?!(?:{IS}|c['’]est|to|on) )[^\s:=：]{{1,20}}){{0,4}}?"
    rf"(?: ?[:=：–—]+|は|是|为|[ ](?:{IS}|c['’]est|to|on)(?= )|)[\"'\s«„“]{{0,3}}"
    r"(?P<value>(?=\S*[0-9])(?=\S*[^\W\d])[^\s\"'`,;<>(){}|]{6,60})"
)
_FOREIGN = late_pattern(rf"(?i:{'|'.join(_FOREIGN_WORDS.values())})(?![a-z]{{3}}){_BEHIND}")
_QUOTED = late_pattern(r"(?i:kennwort|wachtwoord|senha|clave|heslo)[\"']?\s?[:=]\s?\"(?P<value>[^\"\n]{6,80})\"")
_FOREIGN_WORD = late_pattern(rf"(?i:{'|'.join(_FOREIGN_WORDS.values())})(?:en|et|n|nya|s)?(?![a-z])")
_IN_SCRIPT = (
    r"(?:的|は|是|为|為|입니다|는|은|\s?[:：=]\s?|[ ]){1,2}[「『\"'“]?"
    r"(?P<value>(?=[!-~]{4})[A-Za-z0-9][^\s\"'`,;<>(){}|」』”\u3000-\uffff]{3,60})"
)
"""Behind a word of a script without blanks: what is of ASCII is apart from it."""
_OTHER = {
    word: late_pattern(
        rf"{seen(word)}(?:{_IN_SCRIPT if word >= _FIRST_UNSPACED else _BEHIND}|\w{{0,4}})", re.IGNORECASE
    )
    for word in _OTHER_WORDS
}


def foreign(text: str, at: int) -> Iterator[Match]:
    """`Kennwort: …`, `la clave es …`; `at` is at the word."""
    if match := _FOREIGN.match(text, at):
        yield from _behind(match)
    elif (match := _QUOTED.match(text, at)) and any(char.isdigit() for char in match["value"]):
        yield Match.of(match, "password", Sort.SECRET, "value")
    elif word := _FOREIGN_WORD.match(text, at):
        places = list(spoken(text, word.end())) or [*answered(text, word.end()), *spoken_before(text, at)]
        yield from (Match(start, end, "password", Sort.SECRET) for start, end in places)


def of_other_scripts(view: View) -> Iterator[Match]:
    """`пароль: …`, `密码：…`: words with letters that are not ASCII."""
    for word in view.possible(_OTHER):
        for match in _OTHER[word].finditer(view.text):
            if match["value"] is not None:
                yield from _behind(match)
            else:
                yield from (Match(*place, "password", Sort.SECRET) for place in spoken(view.text, match.end()))


def _behind(match: re.Match[str]) -> Iterator[Match]:
    value = match["value"].rstrip(".:!?。")
    is_typed = (
        value.isdigit() and match[0].startswith(("密", "暗", "口")) and not match.string[match.end() :][:1].isalpha()
    )
    if not _is_left_out(value) and (is_typed or (len(value) >= 6 and not value.isdigit())):
        yield Match(match.start("value"), match.start("value") + len(value), "password", Sort.SECRET)


_INFLECTED = {
    b"passw?rter": "passw",
    b"losenord": "losenord losenordet",
    b"sifre": "sifre sifresi sifreniz sifremiz sifrem",
    b"jelszo": "jelszo",
    b"lozink": "lozinka lozinke",
    b"kodeord": "kodeord kodeordet",
    b"parolas": "parolas parolasi",
    b"slapta": "slapta slaptazodis slaptazod",
    b"parol": "parol parola parole",
    b"adgangskode": "adgangskode adgangskoden",
    b"kata sandi": "sandi sandinya",
    b"code wi": "wi wifi",
}
FOREIGN = [(word, _INFLECTED.get(word, word.split()[-1].decode())) for word in _FOREIGN_WORDS]
"""What to look for, and the words that it is a part of."""
