"""Secrets behind a name: `password: …`, `API_KEY=…`, `"token": "…"`, `the password is …`, and below it in a column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.redaction.columns import cells
from afterword.redaction.credentials.fitting import (
    Setting,
    can_be_secret,
    is_named_otherwise,
    is_password,
    is_strong,
    is_unmistakable,
)
from afterword.redaction.credentials.logins import follows_account
from afterword.redaction.credentials.spoken import (
    ADVERBS,
    IS,
    answered,
    spoken,
    spoken_before,
    spoken_key,
    spoken_key_before,
)
from afterword.redaction.judging import is_random
from afterword.redaction.matching import Match, Sort
from afterword.text.function_words import FUNCTION_WORDS
from afterword.text.late_pattern import late_pattern

# What may be around a value in quotes: `b'…'`, `N'…'`, `SecretStr('…')`, `"""…"""`.
_CALL = (
    r"(?:(?:new )?(?:\w{1,20}(?:\.|::)){0,2}(?:PASSWORD|SecretStr|SecretString|Secret|String|Some|from|fromhex"
    r"|unhexlify|b64decode"
    r"|atob)\()?"
)
_VALUE = (
    rf"(?:{_CALL}(?:\"\"\"(?P<triple>[^\"\n]{{1,2000}})\"\"\""
    r"|[bBuUrRN]?\\{0,3}\"(?P<double>(?:[^\"\\\n]|\\[^\"\n]){1,2000})"
    r"|[bBuUrRN]?\\{0,3}'(?P<single>(?:[^'\n]|''(?=[^'\n]*')){1,2000}?)\\{0,3}'(?!'))"
    r"|`(?P<code>[^`\n]{1,500})`|[“„](?P<curly>[^“”\n]{1,300})[“”]|«\s?(?P<angled>[^«»\n]{1,300}?)\s?»|"
    r"(?:!!binary )?(?P<bare>[^\s\"'`,;<>(){}|]{1,2000}))"
)
_GROUPS = ("triple", "double", "single", "code", "curly", "angled", "bare")
_SIGN = r"(?:=>|->|→|:=|==?|%3[Dd]|\|\|=?|\?\?|:(?!//))"
_ASSIGNED = (
    rf"(?:\\{{0,3}}[\"'`\])]{{0,2}}(?:%5[Dd])?(?:\?? ?: ?[A-Za-z]\w{{1,20}}(?= =))?[ \t]{{0,30}}{_SIGN}"
    r"[ \t]{0,30}(?:[|>][+-]?(?=\r?\n))?"
    r"(?:\\?\r?\n[ \t>|+#-]{1,40}|string\(\d{1,4}\)[ ])?"
    # The value is in the next setting: `name: API_KEY`, then `value: …`; `variable "token" { default = …`;
    # `"secret": {"value": …`; `<key>password</key><string>…`.
    r"|[\"']?[ \t]{0,3}[,:]?[ \t]{0,3}(?:\{|\r?\n)?"
    r"(?:\s{0,30}[\"']?(?:type|description|sensitive|domain|path|name)[\"']?[ \t]{0,9}[:=][^\n,]{0,80},?){0,3}"
    r"\s{0,30}[\"']?(?i:value|default)[\"']?[ \t]{0,9}[:=][ \t]{0,9}"
    r"|[\"']?[ \t]{0,3}:[ \t]{0,3}\{[ \t]{0,3}[\"']S[\"'][ \t]{0,3}:[ \t]{0,3}|</\w{1,20}>\s{0,20}<\w{1,20}>"
    # `"password").send_keys("…")`; serialised by PHP and by Python; `Password . . . : …`; a cell behind a tab.
    r"|[\"'`]\)\.\w{1,20}\((?=[\"'])|\\?[\"'];s:\d{1,4}:\\?(?=\")|[\"']\r?\n[pq]\d{1,4}\r?\n[SVU](?=[\"'])"
    r"|(?:[ ]?\.){3,40}[ ]?:?[ ]{1,4}|\t{1,3}(?=\S{1,200}(?:[\t\r\n]|\Z))"
    r"|[\"'`]?,[ \t]{0,3}(?=[\"'])|[ \t]{1,30}\|[ \t]{1,30}|[\"']?;[ \t]?(?=[^\s;]{1,200}(?:[;\r\n]|\Z)))"
)
_PREPOSITION = (
    r"(?:for|of|to|on|in|at|from|für|vom|von|zum|zur|beim|auf|am|im|voor|van|till|til|de|del|du|des|di|da|do"
    r"|dos|della|dello|per|para|pour|na|k|ke|pro)"
)
_ARTICLE = r"(?:the|our|my|den|der|die|das|dem|la|le|el|los|il|lo|het|de) "
_OBJECT = rf"(?: {_PREPOSITION} (?:{_ARTICLE})?[\w.@/-]{{1,40}}(?: (?<!\. )[\w.@/-]{{1,30}}){{0,3}}?)?"
_SAID = (
    rf"[\"'`]?{_OBJECT}(?: (?:{IS}|to|as|now|must be|should be|has to be|became|with)\b:?| =| -| –| —| →| ->|(?<=\w):)"
    rf"(?: (?:{ADVERBS}|set to|this|here))?:? "
)
_AFTER = late_pattern(rf"(?P<how>{_ASSIGNED}|(?P<said>{_SAID})){_VALUE}")
_CHANGED = late_pattern(r"[\"'] ?(?:->|→) ?[\"'](?P<value>[^\"'\n]{1,2000})[\"']")
"""The value after a change, as of a plan of Terraform."""
# "password Quarry+75": without a verb, the value has to look like one.
_DIRECTLY = late_pattern(
    r" (?P<said>)(?P<bare>(?=\S*[0-9])(?=\S*[A-Za-z])(?=\S*(?:[^\sA-Za-z0-9.,:;/'\"()-]|[a-z][A-Z]))"
    r"[^\s\"'`,;<>(){}|]{8,200})"
)

_APPLICATION = late_pattern(
    rf"(?:{_ASSIGNED}|(?P<said>{_SAID}))[\"'`]?(?=(?:[a-z]{{4}} ){{0,3}}[a-z]?[b-df-hj-np-tv-xz]{{3}})"
    r"(?P<double>[a-z]{4}(?: [a-z]{4}){3})(?![\w-]| [a-z])"
)
"""A password that a mail service makes for one application: four groups of letters, one of them at least no word."""
_BRACED = late_pattern(
    r"[ \t]?=[ \t]?(?P<double>\{(?=[^{}\n]*;|[^{}\n]*\d)(?=[^{}\n]*[;!@#$^~])(?![^{}\n]*![rsa][:}])[^{}\s\"'`]{4,100}\}"
    r"[^\s;&,\"'`{}<>]{0,60})(?=[;\s\"'`]|\Z)"
)
"""A value with signs in braces, as in a connection string of ODBC."""

_CORE = late_pattern(
    r"pat(?=[\"'`]{0,2}[ \t]?[:=])|pass(?:[ _-]?phrase|wor[dt](?:et)?|wd|code|ord(?:et)?"
    r"|e(?=[\"'`]{0,2}[ \xa0]?[:=]))?"
    r"|pwd|pw(?=[\"'`]{0,2}[ \t]?(?:[:=→]|->)| (?:is|was|for|ist|für|von|vom|on|[\"“„])|[ \t]|[,)?]|\Z|\r?\n)|"
    r"(?<=bind)pw|mdp|psk(?=[\"'`]{0,2}[ \t]?[:=]| (?:is|was|to)\b)|contrase[ñn]a|secret|token|key|credentials?"
    r"|(?:salt|pepper)(?=[\"'`]{0,2}[ \t]?[:=])",
    re.IGNORECASE,
)
# What may be between the name and the sign: `password_prod`, `api_key_2`, `token (prod)`.
_TAIL = late_pattern(
    r"(?:Hash|Confirm(?:ation)?|Plain(?:[Tt]ext)?|Raw|Text|Again|String)?"
    r"(?:[_.-](?:prod(?:uction)?|staging|stage|dev|test|live|old|new|current|default|admin|root|db|v?\d{1,3}"
    r"|base64|b64|value|env|base|salt|seed|pepper|data|hash|material|content"
    r"|plain(?:_?text)?|clear(?:_?text)?|raw|text|txt|str|string|confirm(?:ation)?|again|repeat|retype))"
    r"{0,2}\d{0,2}(?: \([\w -]{1,20}\)| \([^()\n=:\"'`]{1,50}\)(?=[ \t]{0,3}[:=])| (?:bytes|hex|string|material))?",
    re.IGNORECASE,
)
_ELEMENT = late_pattern(
    r"(?:[\"' ][^<>\n]{0,100})?(?:>|&gt;)(?P<said>\b\Bx)?(?:<!\[CDATA\[(?P<single>[^\n]{1,300}?)(?=\]\]>)"
    r"|(?:&quot;)?(?P<double>[^<>&\n]{1,300}?)(?=</|&lt;/|&quot;))"
)
"""The value of an element of XML: `<password>…</password>`."""
_NAME_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.$-"

_SECRET_DIRECTLY = late_pattern(
    r" (?:[057] )?(?P<said>)(?P<bare>(?=[a-z0-9]*[A-Z])(?=[A-Z0-9]*[a-z])[A-Za-z]+[0-9]+[a-z][A-Za-z0-9]*)"
    r"(?=[\s.,;]|\Z)"
)
"""`username admin privilege 15 secret F1schbr0t`: a digit within a word."""
_FLAG = late_pattern(rf"[ \t]{{1,4}}(?P<said>\b\Bx)?{_VALUE}")
_SETS = late_pattern(r"(?i:\b(?:env|arg|setx|setenv|set -g?x|config:set|hm?set))[ ][\w.: -]*\Z")
"""Commands that give a variable its value after a blank."""
_KEY_DIRECTLY = late_pattern(r" (?P<said>)(?P<direct>)\(?[\"'“]?(?P<bare>(?=[\w+/=-]*[0-9])[\w+/=.~-]{20,200})")
_BARE = late_pattern(r" (?P<said>)(?P<bare>[^\s\"'`,;<>(){}|]{6,200})")
_BESIDE_USER = late_pattern(
    r"(?i)(?:user(?:_?name)?|login|uid)[\"']?\s?[:=]\s?[\"']?[\w.@-]{1,60}[\"']?[,;]?\s{0,30}[\"']?\Z"
)
"""The setting before this one is the name of a user."""
_BEFORE_WHERE = late_pattern(
    r"(?i)\bval(?:ue)?\s?=\s?'(?P<single>[^'\n]{6,200})'\s{1,3}where\s{1,3}\w{1,30}\s?=\s?'[\w.-]{0,60}\Z"
)
"""`SET value='…' WHERE name='smtp_password'`."""
_VARIABLE = late_pattern(
    r"[ ]{1,2}(?P<said>)(?P<bare>(?=[^\s.]*[0-9])(?=[^\s.]*[A-Za-z])[^\s\"'`,;<>(){}|/]{6,200})(?=[ \t]|[\r\n]|\Z)"
)
"""`MATCH_PASSWORD …`: a name that only a variable has."""
_NOUN = rf"(?!(?:{'|'.join(sorted(FUNCTION_WORDS))}|none|still|[a-z]{{2,}}(?:ed|ly|ing))\b)[a-z]{{3,12}}"
_PHRASE = late_pattern(
    r"(?: [\w.-]{1,20}){0,6}(?: is)?: (?P<double>[a-z]{2,12}(?: [a-z0-9]{1,12}){3,9})\.?(?=\s*(?:\n|\Z))"
    rf"|(?: [\w.-]{{1,20}}){{0,6}}? (?:is|was|to)(?: now| still)? (?P<single>{_NOUN}(?: {_NOUN}){{3,7}})[,.]?(?=\s|\Z)"
)
"""`passphrase for the disk: four words in a row`; in a sentence, words that say nothing together."""
_USED_AS = late_pattern(
    r"(?i)\b(?:use|using|with|set|try|enter|type)[ ][\"'`]?(?P<bare>[^\s\"'`,;<>(){}|]{6,100})[\"'`]?[ ]"
    r"as[ ](?:(?:the|a|its|your|our|my)[ ])?(?:(?:temp\w{0,8}|new|root|admin|initial|default)[ ])?\Z"
)
"""`use … as the password`."""
_AFTER_USE = late_pattern(r"\s*(?:\Z|[.,;:!?)\n]|(?:for|to|on|now|until|till|and|in|at|when|instead|please)\b)")


_FILLING = late_pattern(r"(?:fill|type|send_?keys|input|selector|locator)\w*[\"']?[(:=]")
_FILLED = late_pattern(
    r"[\"'\])]{1,3},\s{0,9}[\"']?(?:(?:text|value|keys|input)[\"']?\s?[:=]\s?)?[\"'](?P<double>[^\"'\n]{4,200})[\"']"
)
"""What is typed into a field: `fill("#password", "…")`, `selector="#password", text="…"`."""
_CHANGED_FROM = late_pattern(r"[^\n.:=]{0,20}? (?:from|von|de|da) \S{4,60} (?:to|auf|in|à|a|zu) ")
_LISP = late_pattern(r" \. \"(?P<double>[^\"\n]{4,200})\"\)")


def _is_beside_user(text: str, at: int) -> bool:
    before = text[max(0, at - 120) : at]
    return any(word in before.lower() for word in ("user", "login", "uid")) and _BESIDE_USER.search(before) is not None


def _is_beside_account(text: str, core: re.Match[str]) -> bool:
    if core.group().lower() == "pw" and text[max(0, core.start() - 4) : core.start()].lower() == "bind":
        return True
    return core.group()[:2].lower() in ("pa", "pw") and follows_account(text, core.start())


def _in_element(text: str, at: int) -> bool:
    """Whether a name is within the tag that begins an element: `<ns:dbPassword>`, `<entry key="db.password">`."""
    head = text[max(0, at - 80) : at].replace("&lt;", "<").replace("&gt;", ">")
    return head.rfind("<") > head.rfind(">")


def _is_option(text: str, core: re.Match[str]) -> bool:
    """Whether the core ends the option of a command: `--api-key`, `-storepass`, `-password`, `-token`."""
    option = text[max(0, core.start() - 30) : core.start()].rpartition(" ")[2]
    if option == "-":
        return core.group().lower() not in ("key", "pass")
    return option.startswith("--") or (option.startswith("-") and len(option) > 3)


def _flag(text: str, core: re.Match[str], end: int) -> re.Match[str] | None:
    """The value of a command's option: `--api-key …`, or of a variable that a command sets."""
    if text[end : end + 1] not in (" ", "\t"):
        return None
    is_set = _is_option(text, core) or _SETS.search(text, max(0, core.start() - 40), core.start())
    return _FLAG.match(text, end) if is_set else None


# SQL: `CREATE USER app PASSWORD '…'`, `PASSWORD N'…'`, and calls as `PASSWORD('…')`.
_QUOTED = late_pattern(
    r"(?:[ ](?i:for)[ ]'[^'\n]{1,60}'(?:@'[^'\n]{0,60}')?[ ]?=[ ]?|[ \t]{1,3}|(?P<said>\())N?(?:'"
    r"(?P<single>[^'\n]{1,200})'|\"(?P<double>[^\"\n]{1,200})\"|“(?P<curly>[^”\n]{1,200})”)"
)
_QUOTED_AFTER = frozenset({"password", "passwd", "pwd", "pw", "passphrase"})


_HUMPS = ("Hash", "Material", "Value", "Confirm", "Plain", "Raw", "Text", "Again", "String")
"""What a name in camel case may have behind the word."""


def core_of_name(text: str, at: int) -> re.Match[str] | None:
    """The word of a name that announces a secret, unless it is the beginning of another: "keyboard", "passed"."""
    core = _CORE.match(text, at)
    if core is None:
        return None
    behind = text[core.end() : core.end() + 8]
    return None if behind[:1].isalpha() and not behind.startswith(_HUMPS) else core


def _key_directly(text: str, core: re.Match[str], end: int) -> re.Match[str] | None:
    """`here's my API key …`, `invalid token …`: any other word before `key` needs a value that is unmistakable."""
    found = _KEY_DIRECTLY.match(text, end)
    if found and (is_strong(text[max(0, core.start() - 12) : core.end()]) or is_unmistakable(found["bare"])):
        return found
    return _ALTERNATING.match(text, end)


_ALTERNATING = late_pattern(
    r" (?P<said>)(?P<direct>)[\"'“(]?(?P<bare>(?=[A-Z0-9]*[a-z])(?=[a-z0-9]*[A-Z])"
    r"(?=[0-9]*(?:[A-Za-z]+[0-9]+){3}[A-Za-z])"
    r"[A-Za-z0-9]{16,200})(?![\w/.@-])"
)
"""Letters of both cases and digits that change often, as in no name."""


def setting(text: str, core: re.Match[str]) -> Iterator[Match]:
    """`password: …`, `API_KEY=…`, `"token": "…"`, `the password is …`; the core is a word of the name."""
    at = core.start()
    before = text[max(0, at - 140) : at].lower()
    is_used = " as " in before[-30:] and is_password(core.group()) and _AFTER_USE.match(text, core.end())
    if is_used and (used := _USED_AS.search(text, max(0, at - 140), at)):
        yield from _fitting(text, core, used, True)
    if is_password(core.group()) and _CHANGED_FROM.match(text, core.end()):
        yield from (Match(*place, "password", Sort.SECRET) for place in answered(text, core.end()))
        return
    tail = _TAIL.match(text, core.end())
    end = tail.end() if tail else core.end()
    lower = core.group().lower()
    after = (
        (_PHRASE.match(text, end) if lower.endswith("phrase") else None)
        or ((_APPLICATION.match(text, end) or _BRACED.match(text, end)) if is_password(lower) else None)
        or _AFTER.match(text, end)
        or _flag(text, core, end)
        or (_ELEMENT.match(text, end) if _in_element(text, at) else None)
        or (_QUOTED.match(text, end) if lower in _QUOTED_AFTER else _quoted_key(text, end))
        or (_DIRECTLY.match(text, end) if lower[:4] == "pass" else None)
        or (_key_directly(text, core, end) if not is_password(lower) else None)
        or ((_BARE.match(text, end) or _QUOTED.match(text, end)) if _is_beside_account(text, core) else None)
        or (_BEFORE_WHERE.search(text, max(0, at - 300), at) if "where " in before else None)
        or (_FILLED.match(text, end) if is_password(lower) and _FILLING.search(before) else None)
        or (_LISP.match(text, end) if text[at - 1 : at] == "(" else None)
        or (_SECRET_DIRECTLY.match(text, end) if lower == "secret" else None)
        or (_VARIABLE.match(text, end) if text[at - 1 : at] in ("_", ".") else None)
    )
    if after is None:
        yield from _column(text, core)
        yield from _spoken(text, core)
        return
    said = after.groupdict().get("said") is not None
    found = list(_fitting(text, core, after, said))
    yield from found
    if said and not found:
        yield from _spoken(text, core)
    if changed := _CHANGED.match(text, after.end() - (text[after.end() - 1] in "\"'")):
        yield from _fitting(text, core, changed, False)


_TOLD_KEY = late_pattern(
    r"s?(?:[ ][\w'’-]{1,16}){0,6}?(?: (?:is|was|are|were|ist|war)|:|\?)[ ]{1,2}(?:(?:it|that|this)['’]?s )?[\"'`“]?"
    r"(?P<value>(?=[A-Za-z_-]*[0-9])(?=[0-9_-]*[A-Za-z])[A-Za-z0-9_-]{16,200})(?![\w/.@-])"
)
"""`my token here by accident: …`, `the bearer token was '…'`: words between, then a value at random."""
_GROUPS_OF_FOUR = late_pattern(r"(?=[\w-]*[0-9])(?=[\w-]*[A-Za-z])[A-Za-z0-9]{4,6}(?:-[A-Za-z0-9]{4,6}){2,7}")


_COMPOSED = late_pattern(r"(?=\S*[a-z])(?=\S*[A-Z])(?=\S*[a-z]\d|\S*\d[a-z])[^\s/.:]{9,60}")


def _quoted_key(text: str, end: int) -> re.Match[str] | None:
    """`BadToken("…")`, `HMAC secret "…"`: a value in quotes that is unmistakable."""
    found = _QUOTED.match(text, end)
    value = next(filter(None, found.group("single", "double", "curly")), "") if found else ""
    is_mixed = len(value) >= 10 and (value.isalnum() or len(value) >= 16) and is_random(re.sub(r"[+/=_-]", "", value))
    return found if is_unmistakable(value) or is_mixed or _COMPOSED.fullmatch(value) else None


_ASKED = late_pattern(r"(?i)(?:what['’]?s|what is|what was|whats|wie ist|know) (?:the|your|our|my|das) \Z")


def _spoken(text: str, core: re.Match[str]) -> Iterator[Match]:
    """What a sentence says, with words between: `the password of the NAS has always been …`."""
    if is_password(core.group()):
        is_joined = text[core.start() - 1 : core.start()] in ("_", "-", ".", "/")  # in German, a noun before a noun
        is_asked = core.group().lower() == "pass" and _ASKED.search(text, max(0, core.start() - 16), core.start())
        if is_asked:
            yield from (Match(*place, "password", Sort.SECRET) for place in answered(text, core.end()))
        if core.group().lower() != "pass" and (not is_joined or core.group() == "Passwort"):
            places = list(spoken(text, core.end())) or [*answered(text, core.end()), *spoken_before(text, core.start())]
            yield from (Match(start, stop, "password", Sort.SECRET) for start, stop in places)
    elif not is_named_otherwise(_name(text, core.start()) + core.group()) and (
        told := _TOLD_KEY.match(text, core.end())
    ):
        if is_random(told["value"]) or _GROUPS_OF_FOUR.fullmatch(told["value"]):
            yield Match.of(told, "secret", Sort.SECRET, "value")
    elif (key := spoken_key(text, core.end()) or spoken_key_before(text, core.start())) and not is_named_otherwise(
        _name(text, core.start()) + core.group()
    ):
        yield Match.of(key, "secret", Sort.SECRET, "value")


def _fitting(text: str, core: re.Match[str], after: re.Match[str], said: bool) -> Iterator[Match]:
    groups = after.groupdict()
    group = next(key for key in (*_GROUPS, "value") if groups.get(key) is not None)
    start, stop = after.span(group)
    if group == "bare":
        stop = _trimmed(text, start, stop, said)
    else:  # `token = ' … '`
        bare = text[start:stop].strip(" ")
        start, stop = text.index(bare, start), text.index(bare, start) + len(bare)
    at = core.start()
    sure = text[at - 1 : at] in ("?", "&") or "direct" in groups or _is_option(text, core) or _is_beside_user(text, at)
    name = _name(text, at)
    if core.group().lower() == "key" and not is_strong(name) and _WIRELESS.search(text, max(0, at - 70), at):
        name = "wpa "
    one = Setting(name + core.group(), core.group(), text[start:stop], said, group != "bare", sure)
    of_account = (
        core.group().lower() == "key"
        and is_unmistakable(one.value)
        and _OF_ACCOUNT.search(text, max(0, at - 20), core.end() + 1)
    )
    if of_account or can_be_secret(one):
        yield Match(start, stop, _kind(core), Sort.SECRET)


_WIRELESS = late_pattern(r"(?i)(?<![a-z])(?:wi-?fi|wlan|wpa[23]?)(?![a-z])[^\n]{0,60}\Z")
_OF_ACCOUNT = late_pattern(
    r"(?i)(?:(?:primary|secondary)[-_]?(?:master)?key|(?<![a-z])key[12])\Z|(?:primary|secondary)[-_]?"
    r"(?:master)?key[\"']\Z"
)
"""The two keys of an account in a cloud; the primary key of a table is not a digest."""


def _column(text: str, core: re.Match[str]) -> Iterator[Match]:
    """The cells below a name that heads a column, as in CSV, Markdown and SQL."""
    name = _name(text, core.start()) + core.group()
    for start, end in cells(text, core.start(), core.end()):
        if can_be_secret(Setting(name, core.group(), text[start:end], sure=True)):
            yield Match(start, end, _kind(core), Sort.SECRET)


def _kind(core: re.Match[str]) -> str:
    return "password" if is_password(core.group()) else "secret"


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
