"""Secrets behind a name: `password: …`, `API_KEY=…`, `"token": "…"`, `the password is …`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.redaction.credentials.logins import follows_account
from afterword.redaction.judging import entropy, is_filler, is_hash_or_uuid, is_random, is_reference
from afterword.redaction.matching import Match, Sort

_VALUE = (
    r"(?:\\?\"(?P<double>(?:[^\"\\\n]|\\[^\"\n]){1,2000})|\\?'(?P<single>[^'\n]{1,2000}?)\\?'"
    r"|`(?P<code>[^`\n]{1,500})`|"
    r"(?P<bare>[^\s\"'`,;<>(){}|]{1,2000}))"
)
_ASSIGNED = (
    r"(?:\\?[\"'`\])]{0,2}[ \t]{0,10}(?:=>|:=|==?|:(?!//))[ \t]{0,10}(?:\\?\n[ \t>|+#-]{1,40})?"
    r"|[\"'`]?,[ \t]{0,3}(?=[\"'])"
    # The value is in the next setting: `name: API_KEY`, then `value: …`; `variable "token" { default = …`.
    r"|[\"']?[ \t]{0,3},?(?:\{|\r?\n)?(?:\s{0,3}(?:type|description|sensitive)[ \t]{0,9}=[^\n]{0,80}){0,3}"
    r"\s{0,30}[\"']?(?i:value|default)[\"']?[ \t]{0,9}[:=][ \t]{0,9})"
)
_SAID = (
    r"[\"'`]?(?: (?:for|of|to|on|in|at) (?:the )?[\w.@/-]{1,40}(?: [\w.@/-]{1,30}){0,3}?)?(?: (?:is|was|are"
    r"|were|to|as|now|became|with|ist|lautet|est|es|é|è|är|er|jest)\b:?| =| -| –| —)(?: (?:now|still|currently"
    r"|set to|this|here))?:? "
)
_AFTER = re.compile(rf"(?P<how>{_ASSIGNED}|(?P<said>{_SAID})){_VALUE}")
# "password Quarry+75": without a verb, the value has to look like one.
_DIRECTLY = re.compile(
    r" (?P<said>)(?P<bare>(?=\S*[0-9])(?=\S*[A-Za-z])(?=\S*(?:[^\sA-Za-z0-9.,:;/'\"()-]|[a-z][A-Z]))"
    r"[^\s\"'`,;<>(){}|]{8,200})"
)

_CORE = re.compile(
    r"pat(?=[\"'`]{0,2}[ \t]?[:=])|pass(?:word|wd|phrase|code|wort|ord|e(?=[\"'`]{0,2}[ \xa0]?[:=]))?|pwd"
    r"|pw(?=[\"'`]{0,2}[ \t]?[:=]| (?:is|was|for)\b)|(?<=bind)pw|psk(?=[\"'`]{0,2}[ \t]?[:=])|contrase[ñn]a"
    r"|secret|token|key|credentials?",
    re.IGNORECASE,
)
# What may be between the name and the sign: `password_prod`, `api_key_2`, `token (prod)`.
_TAIL = re.compile(
    r"(?:[_.-](?:prod(?:uction)?|staging|stage|dev|test|live|old|new|current|default|admin|root|db|v?\d{1,3}"
    r"|base64|b64|value|env|base|salt|seed|pepper|data))"
    r"{0,2}(?: \([\w -]{1,20}\))?",
    re.IGNORECASE,
)
_ELEMENT = re.compile(r"(?:[\"' ][^<>\n]{0,100})?(?:>|&gt;)(?P<said>\b\Bx)?(?P<double>[^<>&\n]{1,300})(?=</|&lt;/)")
"""The value of an element of XML: `<password>…</password>`."""
_NAME_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.$-"

_PASSWORDS = re.compile(r"pass(?:word|wd|phrase|code|wort|ord|e)?s?\Z|pwd?\Z|contrase[ñn]a\Z", re.IGNORECASE)
_WEAK = re.compile(r"(?:\A|[_. -])(?:key|token|cookie|credentials?|(?:id|user|app|job|host|root|function"
    r"|routing|write|push)[-_. ]?(?:key|token))\Z",
                   re.IGNORECASE)  # fmt: skip
_STRONG = re.compile(r"(?i)api|secret|auth|access|private|master|encrypt|signing|wpa|client-key|_(?:KEY|TOKEN)\Z")
_NOT_SECRET_NAMES = re.compile(
    r"(?i:(?:\A|[^a-z])(?:public|primary|foreign|partition|sort|cache|idempotency|dedup\w*|routing|object|row|map|hash|group"
    r"|index|lookup|"
    r"translation|i18n|locale|config|setting|feature|flag|metric|label|query|json|dict|unique|composite"
    r"|surrogate|message|"
    r"max|min|num|total|prompt|completion|input|output|stop|eos|bos|pad|next|prev(?:ious)?|page|continuation"
    r"|cursor|sync|"
    r"trace|publishable|anon|site|project|issue|jira|ticket|ssh[-_]?public)[-_. ]?(?:key|token"
    r"|s3key))\Z"
)
_FLAG = re.compile(rf"[ \t]{{1,4}}(?P<said>\b\Bx)?{_VALUE}")


_KEY_DIRECTLY = re.compile(r" (?P<said>)\(?(?P<bare>(?=[\w+/=-]*[0-9])[\w+/=-]{20,200})")
_BARE = re.compile(r" (?P<said>)(?P<bare>[^\s\"'`,;<>(){}|]{6,200})")


def _is_beside_account(text: str, core: re.Match[str]) -> bool:
    if core.group().lower() == "pw":
        return text[max(0, core.start() - 4) : core.start()].lower() == "bind"
    return core.group()[:4].lower() == "pass" and follows_account(text, core.start())


def _in_element(text: str, at: int) -> bool:
    """Whether a name is within the tag that begins an element: `<ns:dbPassword>`, `<entry key="db.password">`."""
    head = text[max(0, at - 80) : at].replace("&lt;", "<").replace("&gt;", ">")
    return head.rfind("<") > head.rfind(">")


def _flag(text: str, at: int, end: int) -> re.Match[str] | None:
    """The value of a command's option: `--api-key …`."""
    option = text[max(0, at - 30) : at].rpartition(" ")[2]
    return _FLAG.match(text, end) if "--" in option or (option.startswith("-") and len(option) > 3) else None


# SQL: `CREATE USER app PASSWORD '…'`, `IDENTIFIED BY '…'`.
_QUOTED = re.compile(r"[ \t]{1,3}(?P<said>\b\Bx)?(?:'(?P<single>[^'\n]{1,200})'|\"(?P<double>[^\"\n]{1,200})\")")
_QUOTED_AFTER = frozenset({"password", "passwd", "pwd"})


def core_of_name(text: str, at: int) -> re.Match[str] | None:
    """The word of a name that announces a secret, unless it is the beginning of another: "keyboard", "passed"."""
    core = _CORE.match(text, at)
    return None if core is None or text[core.end() : core.end() + 1].isalpha() else core


def setting(text: str, core: re.Match[str]) -> Iterator[Match]:
    """`password: …`, `API_KEY=…`, `"token": "…"`, `the password is …`; the core is a word of the name."""
    at, end = core.start(), _TAIL.match(text, core.end()).end()  # type: ignore[union-attr]  # it may be empty
    after = (
        _AFTER.match(text, end)
        or _flag(text, at, end)
        or (_ELEMENT.match(text, end) if _in_element(text, at) else None)
        or (_QUOTED.match(text, end) if core.group().lower() in _QUOTED_AFTER else None)
        or (_DIRECTLY.match(text, end) if core.group()[:4].lower() == "pass" else None)
        or (_KEY_DIRECTLY.match(text, end) if _STRONG.search(text, max(0, at - 12), core.end()) else None)
        or (_BARE.match(text, end) if _is_beside_account(text, core) else None)
    )
    if after is None:
        yield from _column(text, core)
        return
    name = _name(text, at) + core.group()
    groups = after.groupdict()
    group = next(key for key in ("double", "single", "code", "bare") if groups.get(key) is not None)
    start, stop = after.span(group)
    if group == "bare":
        stop = _trimmed(text, start, stop, after["said"] is not None)
    value = text[start:stop]
    if not value or is_reference(value) or is_filler(value) or _NOT_SECRET_NAMES.search(name):
        return
    # `pass = 12`, `pass: true`: a verdict of tests rather than a password
    bare_pass = core.group().lower() == "pass" and not name[: -len("pass")].strip("_-. ").isalnum()
    if _fits(name, core.group(), value, after["said"] is not None, group != "bare", bare_pass):
        yield Match(start, stop, _kind(core), Sort.SECRET)


_HEADER = re.compile(r"[|\w .\"-]+(?:[,;\t|][|\w .\"-]*)+")
_LONGEST_HEADER = 500
_MOST_ROWS = 1000
_LONGEST_ROW = 2000


def _column(text: str, core: re.Match[str]) -> Iterator[Match]:
    """The cells below a name that heads a column, as in CSV and Markdown."""
    near = max(0, core.start() - _LONGEST_HEADER)
    begin = text.rfind("\n", near, core.start()) + 1
    end = text.find("\n", core.end(), core.end() + _LONGEST_HEADER)
    is_too_long = end < 0 or (near and not begin) or end - begin > _LONGEST_HEADER
    if is_too_long or not _HEADER.fullmatch(text, begin, end):
        return
    header = text[begin:end]
    sign = next(sign for sign in ",;\t|" if sign in header)
    column, count = header[: core.start() - begin].count(sign), header.count(sign)
    name = _name(text, core.start()) + core.group()
    if _NOT_SECRET_NAMES.search(name):
        return
    at = end + 1
    for _ in range(_MOST_ROWS):
        stop = text.find("\n", at, at + _LONGEST_ROW)
        row = text[at : stop if stop >= 0 else at + _LONGEST_ROW]
        cells = row.split(sign)
        if len(cells) != count + 1 or core.group() in row:
            return
        value = cells[column].strip(' "\r')
        start = at + sum(map(len, cells[:column])) + column + cells[column].find(value)
        is_left_out = is_reference(value) or is_filler(value)
        if value and not is_left_out and _fits(name, core.group(), value, False, False, False):
            yield Match(start, start + len(value), _kind(core), Sort.SECRET)
        if stop < 0:
            return
        at = stop + 1


def _kind(core: re.Match[str]) -> str:
    return "password" if re.search(r"(?i)pass|pw|psk|contrase", core.group()) else "secret"


def _name(text: str, at: int) -> str:
    """What precedes a place and belongs to a name: `OPENAI_`, and the word before it, as in `access token`."""
    before = text[max(0, at - 50) : at]
    rest = before.rstrip(_NAME_CHARACTERS)
    if len(rest) == len(before) and before.endswith(" "):
        rest = rest[:-1].rstrip(_NAME_CHARACTERS)
    return before[len(rest) :]


def _trimmed(text: str, start: int, stop: int, said: bool) -> int:
    """Without what ends the sentence, the query parameter or the element."""
    value = text[start:stop]
    if "&" in value and "=" in value[value.index("&") :]:
        value = value[: value.index("&")]
    if said:
        value = value.rstrip(".:!?")
    return start + len(value.rstrip(".:]\\" if "[" not in value else ".:\\"))


def _fits(name: str, core: str, value: str, said: bool, quoted: bool, bare_pass: bool) -> bool:
    """Whether a value can be the secret that its name announces."""
    digits = any(char.isdigit() for char in value)
    letters = any(char.isalpha() for char in value)
    if _PASSWORDS.search(name) or core.lower().startswith(("pass", "psk")):
        if len(value) < (6 if bare_pass or said else 4) or (" " in value and not _is_phrase(name, value, quoted)):
            return False
        symbols = any(not char.isalnum() and char not in " '’-.,/" for char in value)
        strange = (digits and letters) or symbols or is_random(value)
        return (
            strange
            or (quoted and " " in value and _is_phrase(name, value, quoted))
            or (
                not said
                and (_is_phrase(name, value, quoted) or (len(value) >= 6 and (digits or (quoted and " " not in value))))
            )
        )
    if " " in value or not letters or value.endswith(("(", "()")):
        return False
    if core.lower() == "pat":
        return len(value) >= 20 and is_random(value) and not name[-4:-3].isalpha()
    if _WEAK.search(name) and not _STRONG.search(name):
        return len(value) >= 16 and not is_hash_or_uuid(value) and is_random(value) and entropy(value) > 3
    if said:
        return len(value) >= 8 and digits and not re.fullmatch(r"[A-Za-z]{1,12}-?\d{1,6}", value)
    if re.fullmatch(r"[a-z]+(?:[-_.][a-z]+)*(?:[-_.]?v?\d{1,4})?", value) and not (len(value) >= 20 and digits):
        return False  # words with dashes: the name of a secret
    return len(value) >= 8 and (digits or is_random(value)) and not re.fullmatch(r"[A-Za-z_]\w*(?:\.\w+)+", value)


_DESCRIBES = re.compile(
    r"(?i)\b(?:pass\w*|secret|must|required|enter\w*|invalid|your|users?|characters?|least|most|field|should|please|reset"
    r"|forg[eo]t\w*|incorrect|wrong|missing|empty|optional|default|encrypted|hashed|string|not|new|current|expired"
    r"|changed|rotated|confirm\w*|account|login|e-?mail)\b"
)
"""Words of what is said about a password: the texts of a form, an error or a document."""


def _is_phrase(name: str, value: str, quoted: bool) -> bool:
    """Whether words with blanks can be a password: they are in quotes, and say nothing about passwords."""
    if name.lower().endswith("passphrase"):
        return value.count(" ") in range(2, 12)
    return quoted and value.count(" ") in range(1, 8) and not _DESCRIBES.search(value)
