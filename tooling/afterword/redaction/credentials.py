"""Secrets that are known by what stands around them: headers, settings, connection strings, key blocks, sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from afterword.redaction.judging import entropy, is_filler, is_hash_or_uuid, is_random
from afterword.redaction.matching import Match, Needles, Sort, hits, starts
from afterword.redaction.view import View


def find(view: View) -> Iterator[Match]:
    """All of them."""
    yield from _key_blocks(view)
    for at in starts(view.shape, _PORT):
        yield from _pgpass(view.text, at)
    for needles, looks in _NEEDLES:
        taken = [0] * len(looks)
        for at, which in needles.hits(view.folded):
            if at < taken[which]:
                continue
            for match in looks[which](view.text, at):
                taken[which] = max(taken[which], match.end)
                yield match


# --- blocks ----------------------------------------------------------------------------------------------------------

_BEGIN = re.compile(r"-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----")
_END = re.compile(r"-----END (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----")
_KEY_LINES = re.compile(
    r"(?:[ \t\"']{0,4}(?:\r?\n|\\r\\n|\\n)[ \t>|+#\"'-]{0,40}+(?:[A-Za-z-]{2,20}: [^\n]{1,100}|[A-Za-z0-9+/=]*+)"
    r"[ \t\"',]{0,4}"
    r"(?=\r?\n|\\|\"|\Z))*+"
)
_PROSE = re.compile(r"[a-z]{2,} [a-z]{2,} ")
_BLOCK_HEADER = re.compile(r"(?m)^[ \t>|+#-]*[A-Za-z-]{2,20}: .*$")
_MAX_BLOCK = 20_000


def _key_blocks(view: View) -> Iterator[Match]:
    text, taken = view.text, 0
    for at in hits(view.data, b"-----BEGIN "):
        begin = _BEGIN.match(text, at)
        if begin is None or at < taken:
            continue
        following = text.find("-----BEGIN ", begin.end(), begin.end() + _MAX_BLOCK)
        limit = following if following >= 0 else min(len(text), begin.end() + _MAX_BLOCK)
        end = _END.search(text, begin.end(), limit)
        if end and not _PROSE.search(_BLOCK_HEADER.sub("", text[begin.end() : end.start()])):
            stop = end.end()
        else:  # cut off: lines that can only belong to it
            stop = _KEY_LINES.match(text, begin.end(), limit).end()  # type: ignore[union-attr]
            stop -= len(text[begin.end() : stop]) - len(text[begin.end() : stop].rstrip())
            if stop <= begin.end():
                continue
        taken = stop
        kind = "PGP key" if "PGP" in begin.group() else "private key"
        yield Match(at, stop, kind, Sort.KEY)


# --- forms with an anchor of their own -------------------------------------------------------------------------------

_Look = Callable[[str, int], Iterator[Match]]


def _form(
    kind: str, regex: str, confirms: Callable[[str], bool] | None = None, back: int = 0, sort: Sort = Sort.KEY
) -> _Look:
    """A pattern that begins so many characters before its anchor at most, and holds the anchor."""
    compiled = re.compile(regex)

    def look(text: str, at: int) -> Iterator[Match]:
        for start in range(max(0, at - back), at + 1) if back else (at,):
            match = compiled.match(text, start)
            if match and match.end() > at:
                group = "value" if "value" in compiled.groupindex else 0
                value = match[group]
                if not is_filler(value) and (confirms is None or confirms(value)):
                    yield Match(*match.span(group), kind, sort)
                return

    return look


_slack_hook = _form(
    "Slack webhook", r"://(?i:hooks\.slack\.com/(?:services|workflows|triggers)/)(?P<value>[A-Za-z0-9/_-]{20,120})"
)
_discord_hook = _form(
    "Discord webhook",
    r"://(?i:(?:\w{1,20}\.)?discord(?:app)?\.com/api/(?:v\d{1,2}/)?webhooks/)"
    r"(?P<value>\d{15,22}/[A-Za-z0-9_-]{50,90})",
)
_teams_hook = _form(
    "Teams webhook", r"://(?i:(?:[\w-]{1,60}\.)?webhook\.office\.com/webhookb2/)(?P<value>[A-Za-z0-9@/_-]{60,300})"
)
_sentry_dsn = _form("Sentry DSN", r"://(?P<value>[0-9a-f]{32}(?::[0-9a-f]{32})?)(?=@[A-Za-z0-9.-]{3,100}/\d{1,20})")
_signature = _form(
    "SAS signature", r"(?i:[?&;\"' ]sig=)(?P<value>(?:[A-Za-z0-9+/_-]|%[0-9A-Fa-f]{2}){30,100}={0,2})", back=1
)
_aws_url = _form("AWS signature", r"(?i:signature=)(?P<value>[A-Za-z0-9%/+=]{32,3000})")
_HOOKS = (_slack_hook, _discord_hook, _teams_hook, _sentry_dsn)


def _url(text: str, at: int) -> Iterator[Match]:
    """What is secret in a URL: the path of a webhook, a user's password."""
    for look in _HOOKS:
        if found := list(look(text, at)):
            yield from found
            return
    yield from _userinfo(text, at)


def _userinfo(text: str, at: int) -> Iterator[Match]:
    """The password of `scheme://user:password@host`; the last `@` before the end of the host part counts."""
    match = _URL.match(text, at)
    if match is None:
        return
    value = match["value"]
    if not _is_reference(value) and not is_filler(value):
        yield Match(*match.span("value"), "password", Sort.KEY)


# The password may hold `@`, `/` and `:`; it ends before the last `@` that a host follows.
_URL = re.compile(
    r"://[^\s:/@\"'<>\[\]]{0,100}:(?P<value>(?!\d{1,5}(?:[/\s?#]|$))[^\s\"'<>`]{1,200})"
    r"@(?=[A-Za-z0-9\[][A-Za-z0-9.\-_:\]]*)"
)

# --- settings, headers and sentences ---------------------------------------------------------------------------------

_VALUE = (
    r"(?:\\?\"(?P<double>(?:[^\"\\\n]|\\[^\"\n]){1,2000})|\\?'(?P<single>[^'\n]{1,2000}?)\\?'"
    r"|`(?P<code>[^`\n]{1,500})`|"
    r"(?P<bare>[^\s\"'`,;<>(){}|]{1,2000}))"
)
_ASSIGNED = (
    r"(?:\\?[\"'`\])]{0,2}[ \t]{0,10}(?:=>|:=|==?|:(?!//))[ \t]{0,10}(?:\\?\n[ \t>|+#-]{1,40})?"
    r"|[\"'`]?,[ \t]{0,3}(?=[\"'])"
    # The value stands in the next setting: `name: API_KEY`, then `value: …`; `variable "token" { default = …`.
    r"|[\"']?[ \t]{0,3},?(?:\{|\r?\n)?(?:\s{0,3}(?:type|description|sensitive)[ \t]{0,9}=[^\n]{0,80}){0,3}"
    r"\s{0,30}[\"']?(?i:value|default)[\"']?[ \t]{0,9}[:=][ \t]{0,9})"
)
_SAID = (
    r"[\"'`]?(?: (?:for|of|to|on|in|at) (?:the )?[\w.@/-]{1,40}(?: [\w.@/-]{1,30}){0,3}?)?(?: (?:is|was|are"
    r"|were|to|as|now|became|with)\b:?| =| -| –| —)(?: (?:now|still|currently|set to|this|here))?:? "
)
_AFTER = re.compile(rf"(?P<how>{_ASSIGNED}|(?P<said>{_SAID})){_VALUE}")
# "password Quarry+75": without a verb, the value has to look like one.
_DIRECTLY = re.compile(
    r" (?P<said>)(?P<bare>(?=\S*[0-9])(?=\S*[A-Za-z])(?=\S*(?:[^\sA-Za-z0-9.,:;/'\"()-]|[a-z][A-Z]))"
    r"[^\s\"'`,;<>(){}|]{8,200})"
)

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_CORE = re.compile(
    r"pat(?=[\"'`]{0,2}[ \t]?[:=])|pass(?:word|wd|phrase|code|wort|e(?=[\"'`]{0,2}[ \xa0]?[:=]))?|pwd"
    r"|pw(?=[\"'`]{0,2}[ \t]?[:=])|contrase[ñn]a|secret|token|key|credentials?",
    re.IGNORECASE,
)
# What may stand between the name and the sign: `password_prod`, `api_key_2`, `token (prod)`.
_TAIL = re.compile(
    r"(?:[_.-](?:prod(?:uction)?|staging|stage|dev|test|live|old|new|current|default|admin|root|db|v?\d{1,3}"
    r"|base64|b64|value|env|base|salt|seed|pepper))"
    r"{0,2}(?: \([\w -]{1,20}\))?",
    re.IGNORECASE,
)
_NAME_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.$-"

_PASSWORDS = re.compile(r"pass(?:word|wd|phrase|code|wort|e)?s?\Z|pwd?\Z|contrase[ñn]a\Z", re.IGNORECASE)
_WEAK = re.compile(r"(?:\A|[_. -])(?:key|token|cookie|credentials?|(?:id|user|app|job|host|root|function"
    r"|routing|write|push)[-_. ]?(?:key|token))\Z",
                   re.IGNORECASE)  # fmt: skip
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
_REFERENCE = re.compile(
    r"\$[\w{(]|\{\{|%\(|<|os\.|process\.|env[.\[(]|getenv|secrets?[.\[]|var\.|vault:|arn:|op://|ref\+|sm://"
    r"|kms:|projects/|file:|/run/|/etc/|"
    r"/var/|\./|\.\./|!Ref|!vault|local\.|data\.|module\.|self\.|this\.|config\.|settings\.|args\.|params\.|https?://"
)
_LITERALS_LIST = """
null none nil true false yes no undefined string str int bytes text password secret token unset empty required
optional hidden masked removed missing invalid expired unknown incorrect wrong revoked rotated default basic bearer
"""
_LITERALS = frozenset(_LITERALS_LIST.split())


def _is_reference(value: str) -> bool:
    """Whether the value names where the secret is kept, and is none itself."""
    return bool(_REFERENCE.match(value)) or value.lower().strip(".,;:!?)\"'") in _LITERALS


_FLAG = re.compile(rf"[ \t]{{1,4}}(?P<said>\b\Bx)?{_VALUE}")


def _flag(text: str, at: int, end: int) -> re.Match[str] | None:
    """The value of a command's option: `--api-key …`."""
    return _FLAG.match(text, end) if "--" in text[max(0, at - 30) : at].rpartition(" ")[2] else None


# SQL: `CREATE USER app PASSWORD '…'`, `IDENTIFIED BY '…'`.
_QUOTED = re.compile(r"[ \t]{1,3}(?P<said>\b\Bx)?(?:'(?P<single>[^'\n]{1,200})'|\"(?P<double>[^\"\n]{1,200})\")")
_QUOTED_AFTER = frozenset({"password", "passwd", "pwd"})
_IDENTIFIED = re.compile(
    r"(?i:identified\s(?:with\s\S{1,40}\s)?(?:by|as)\s(?:password\s)?)['\"](?P<value>[^'\"\n]{1,200})['\"]"
)
_SECURE_STRING = re.compile(r"(?i:securestring(?:\s-string)?\s)['\"](?P<value>[^'\"\n]{1,200})['\"]")
# Passwords in the arguments of commands; what names the command, and the option as it is written.
_COMMANDS = (
    (r"mysql\w*|mariadb[\w-]*", r"-p"),
    (r"sshpass|mongo\w*|(?:docker|podman|nerdctl|helm registry|oras|crane auth|skopeo|oc) login", r"-p[ =]?"),
    (r"redis-cli|valkey-cli|iredis", r"-a "),
    (r"ldap\w+", r"-w "),
    (r"sqlcmd|bcp|osql|mssql-cli|isql|tsql|unzip|zip", r"-P ?"),
    (r"7za?", r"-p"),
)
_ARGUMENTS = [
    (
        re.compile(rf"(?<![\w-])(?:{names})(?:\.exe)?\s[^\n|;]*\Z"),
        re.compile(rf"{option}(?P<value>'[^'\n]+'|\"[^\"\n]+\"|[^\s'\"]+)"),
    )
    for names, option in _COMMANDS
]


def _argument(text: str, at: int) -> Iterator[Match]:
    """`mysql -pword`, `sshpass -p word`; `at` is at the space before the option."""
    if not text.startswith(" -", at):
        return
    before = text[max(0, at - 200) : at + 1]
    for command, option in _ARGUMENTS:
        match = option.match(text, at + 1)
        if match and command.search(before):
            start, end = match.span("value")
            if text[start] in "'\"":
                start, end = start + 1, end - 1
            value = text[start:end]
            if not (_is_reference(value) or is_filler(value) or value.isdigit() or value.startswith("-")):
                yield Match(start, end, "password", Sort.SECRET)
            return


def _quoted_password(text: str, at: int) -> Iterator[Match]:
    match = _IDENTIFIED.match(text, at) or _SECURE_STRING.match(text, at)
    if match and not _is_reference(match["value"]) and not is_filler(match["value"]):
        yield Match(*match.span("value"), "password", Sort.SECRET)


# A line of `.pgpass`: host, port, database, user, password.
_PGPASS = re.compile(
    r":(?:[0-9]{4,5}|\*):[A-Za-z*][\w.*-]{0,60}:[\w.*-]{1,60}:(?P<value>(?=[^\s:'\"]*[0-9!#$%&@^*+=?~])[^\s:'\"]{6,100})(?=[\s'\"]|\Z)"
)


_PORT = re.compile(rb":(?:00000?|\*)(?=:[A-Za-z*])")


def _pgpass(text: str, at: int) -> Iterator[Match]:
    match = _PGPASS.match(text, at)
    if match and any(char.isalpha() for char in match["value"]) and not is_filler(match["value"]):
        yield Match(*match.span("value"), "password", Sort.SECRET)


def _setting(text: str, at: int) -> Iterator[Match]:
    """`password: …`, `API_KEY=…`, `"token": "…"`, `the password is …`; `at` is within the name."""
    core = _CORE.match(text, at)
    if core is None:
        return
    end = core.end()
    if tail := _TAIL.match(text, end):
        end = tail.end()
    after = (
        _AFTER.match(text, end)
        or _flag(text, at, end)
        or (_QUOTED.match(text, end) if core.group().lower() in _QUOTED_AFTER else None)
        or (_DIRECTLY.match(text, end) if core.group()[:4].lower() == "pass" else None)
    )
    if after is None:
        return
    name = _name(text, at) + core.group()
    groups = after.groupdict()
    group = next(key for key in ("double", "single", "code", "bare") if groups.get(key) is not None)
    start, stop = after.span(group)
    if group == "bare":
        stop = _trimmed(text, start, stop, after["said"] is not None)
    value = text[start:stop]
    if not value or _is_reference(value) or is_filler(value):
        return
    if _NOT_SECRET_NAMES.search(name):
        return
    # `pass = 12`, `pass: true`: a verdict of tests rather than a password
    bare_pass = core.group().lower() == "pass" and not name[: -len("pass")].strip("_-. ").isalnum()
    if _fits(name, core.group(), value, after["said"] is not None, group != "bare", bare_pass):
        yield Match(start, stop, _kind(name, core.group()), Sort.SECRET)


def _name(text: str, at: int) -> str:
    """What stands before a place and belongs to a name: `OPENAI_`, and the word before it, as in `access token`."""
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
    if _PASSWORDS.search(name) or core.lower().startswith("pass"):
        if len(value) < (6 if bare_pass or said else 4) or (" " in value and not _is_phrase(name, value)):
            return False
        symbols = any(not char.isalnum() and char not in " '’-.,/" for char in value)
        strange = (digits and letters) or symbols or is_random(value)
        return strange or (
            not said and (_is_phrase(name, value) or (len(value) >= 6 and (digits or (quoted and " " not in value))))
        )
    if " " in value or not letters or value.endswith(("(", "()")):
        return False
    if core.lower() == "pat":
        return len(value) >= 20 and is_random(value) and not name[:-3].endswith(tuple(_LETTERS))
    if _WEAK.search(name) and not re.search(r"(?i)api|secret|auth|access|private|_(?:KEY|TOKEN)\Z", name):
        return len(value) >= 16 and not is_hash_or_uuid(value) and is_random(value) and entropy(value) > 3
    if said:
        return len(value) >= 8 and digits and not re.fullmatch(r"[A-Za-z]{1,12}-?\d{1,6}", value)
    if re.fullmatch(r"[a-z]+(?:[-_.][a-z]+)*(?:[-_.]?v?\d{1,4})?", value) and not (len(value) >= 20 and digits):
        return False  # words with dashes: the name of a secret
    return len(value) >= 8 and (digits or is_random(value)) and not re.fullmatch(r"[A-Za-z_]\w*(?:\.\w+)+", value)


def _is_phrase(name: str, value: str) -> bool:
    return name.lower().endswith("passphrase") and value.count(" ") in range(2, 12)


_KINDS = (("cookie", "cookie"), ("pass", "password"), ("pw", "password"), ("contrase", "password"))


def _kind(name: str, core: str) -> str:
    return next((kind for part, kind in _KINDS if part in core.lower()), "secret")


_AUTHORIZATION = re.compile(
    r"(?:proxy-)?authorization[\"'`]{0,2}[ \t]{0,3}[:=,][ \t]{0,3}[\"'`]{0,2}"
    r"(?:(?P<scheme>[a-z][a-z0-9_-]{1,20})[ =:]{1,3})?"
    r"(?P<value>[A-Za-z0-9._~+/:-]{8,4000}={0,2})",
    re.IGNORECASE,
)
_SCHEMES = {"basic": "basic credentials", "bearer": "bearer token"}


def _authorization(text: str, at: int) -> Iterator[Match]:
    match = _AUTHORIZATION.match(text, at)
    if match and not is_filler(match["value"]) and not _is_reference(match["value"]):
        value = match["value"]
        if any(char.isdigit() for char in value) or len(value) > 30 or match["scheme"]:
            yield Match(*match.span("value"), _SCHEMES.get((match["scheme"] or "").lower(), "secret"), Sort.SECRET)


_BEARER = re.compile(r"bearer[ \t]{1,3}[\"'`]?(?P<value>[A-Za-z0-9._~+/-]{16,4000}=*)", re.IGNORECASE)
_USER = re.compile(r"-u(?:ser)?[ =][\"']?[^\s:\"']{1,60}:(?P<value>[^\s\"']{4,200})")


def _bearer(text: str, at: int) -> Iterator[Match]:
    match = _BEARER.match(text, at)
    if match and any(char.isdigit() for char in match["value"]) and not is_filler(match["value"]):
        yield Match(*match.span("value"), "bearer token", Sort.SECRET)


def _user(text: str, at: int) -> Iterator[Match]:
    match = _USER.match(text, at)
    if match and not _is_reference(match["value"]) and not is_filler(match["value"]) and not match["value"].isdigit():
        yield Match(*match.span("value"), "password", Sort.SECRET)


_COOKIE = re.compile(r"(?:set-)?cookie2?[\"']{0,2}[ \t]{0,3}[:=,][ \t]{0,3}[\"']?", re.IGNORECASE)
_PAIR = re.compile(r"(?P<name>[A-Za-z0-9_.-]{1,60})=(?P<value>[^\s;,\"'&]{0,4000})(?:;[ ]?|$|(?=[\s\"',]))")
_COOKIE_ATTRIBUTES = frozenset(
    {"path", "domain", "expires", "max-age", "samesite", "version", "lang", "locale", "theme"}
)


def _cookie(text: str, at: int) -> Iterator[Match]:
    head = _COOKIE.match(text, at)
    position = head.end() if head else 0
    while head and (pair := _PAIR.match(text, position)):
        value = pair["value"]
        if pair["name"].lower() not in _COOKIE_ATTRIBUTES and is_random(value) and len(value) >= 12:
            yield Match(*pair.span("value"), "cookie", Sort.SECRET)
        position = pair.end()


_SESSION = re.compile(
    r"(?:php|j|asp\.net_)?sess(?:ion)?_?(?:id|token|key)"
    r"?[\"'`]{0,2}[ \t]{0,3}[:=][ \t]{0,3}[\"'`]?(?P<value>[A-Za-z0-9%._+/=-]{16,2000})",
    re.IGNORECASE,
)


def _session(text: str, at: int) -> Iterator[Match]:
    match = _SESSION.match(text, at)
    if match and is_random(match["value"]) and not is_hash_or_uuid(match["value"]):
        yield Match(*match.span("value"), "cookie", Sort.SECRET)


# Providers whose keys have no prefix: the provider's name stands near, and the value has the documented length.
_NAMED: tuple[tuple[str, str, str], ...] = (
    ("aws", "AWS secret", r"[A-Za-z0-9/+]{40}"),
    ("secret_?access_?key", "AWS secret", r"[A-Za-z0-9/+]{40}"),
    ("azure", "Azure key", r"[0-9a-f]{32}|[A-Za-z0-9]{84}|[a-z2-7]{52}"),
    ("openai", "Azure key", r"[0-9a-f]{32}"),
    ("cohere", "Cohere key", r"[A-Za-z0-9]{40}"),
    ("mistral", "Mistral key", r"[A-Za-z0-9]{32}"),
    ("wandb", "Weights & Biases key", r"[0-9a-f]{40}"),
    ("together", "Together key", r"[0-9a-f]{64}"),
    ("pinecone", "Pinecone key", r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"),
    ("datadog|dd[-_](?:api|app)", "Datadog key", r"[0-9a-f]{40}|[0-9a-f]{32}"),
    ("cloudflare|cf_", "Cloudflare token", r"[A-Za-z0-9_-]{40}|[0-9a-f]{37}"),
    ("heroku", "Heroku key", r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"),
    ("twilio", "Twilio token", r"[0-9a-f]{32}"),
    ("pagerduty", "PagerDuty token", r"[A-Za-z0-9_+-]{20}|[0-9a-f]{32}"),
    ("vercel", "Vercel token", r"[A-Za-z0-9]{24}"),
    ("netlify", "Netlify token", r"[A-Za-z0-9_-]{40,46}"),
    ("mailgun", "Mailgun key", r"[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}"),
    ("elevenlabs|xi-api", "ElevenLabs key", r"[0-9a-f]{32}"),
    ("deepgram", "Deepgram key", r"[0-9a-f]{40}"),
    ("assemblyai", "AssemblyAI key", r"[0-9a-f]{32}"),
    ("fireworks", "Fireworks key", r"[A-Za-z0-9]{24,48}"),
    ("deepseek", "DeepSeek key", r"[A-Za-z0-9]{32,48}"),
    ("okta", "Okta token", r"00[A-Za-z0-9_-]{40}"),
    ("algolia", "Algolia key", r"[0-9a-f]{32}"),
    ("snyk", "Snyk token", r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"),
    ("fastly", "Fastly token", r"[A-Za-z0-9_-]{32}"),
    ("asana", "Asana token", r"\d/\d{16}:[0-9a-f]{32}|[0-9a-f]{32}"),
    ("jira|atlassian|confluence", "Atlassian token", r"[A-Za-z0-9]{24}"),
    ("grafana", "Grafana key", r"eyJ[A-Za-z0-9=]{60,200}"),
    ("discord", "Discord token", r"[A-Za-z0-9_-]{32}|[A-Za-z0-9_.-]{59,72}"),
    ("square", "Square token", r"EAAA[A-Za-z0-9_-]{58,62}"),
    ("new.?relic", "New Relic key", r"[0-9a-f]{36}NRAL|[0-9a-f]{40}"),
    ("firebase", "Firebase key", r"[A-Za-z0-9]{40}"),
    ("supabase", "Supabase key", r"[A-Za-z0-9._-]{40,300}"),
    ("private_key_id", "Google key id", r"[0-9a-f]{40}"),
)
_NEAR = re.compile("|".join(f"(?P<n{index}>{name})" for index, (name, _, _) in enumerate(_NAMED)), re.IGNORECASE)
_FORMS = [re.compile(rf"(?<![A-Za-z0-9/+_-])(?:{form})(?![A-Za-z0-9/+_-])") for _, _, form in _NAMED]
_REACH = 70
_LONG = re.compile(r"[A-Za-z0-9/+_-]{20}")


def named_keys(text: str, at: int) -> Iterator[Match]:
    """A key without a prefix, after the name of its provider and a word such as `key`; `at` is at that word."""
    if not _LONG.search(text, at, at + _REACH + 20):
        return
    start = max(0, at - 40)
    names = list(_NEAR.finditer(text, start, at + 20))
    for name in names:
        index = int(name.lastgroup[1:])  # type: ignore[index]
        form = _FORMS[index].search(text, at + 2, at + _REACH + 100)
        if form is None or form.start() > at + _REACH or "\n\n" in text[at : form.start()]:
            continue
        value = form.group()
        if (
            any(char.isdigit() for char in value)
            and not is_filler(value)
            and not _COMMIT.search(text[at : form.start()])
        ):
            yield Match(form.start(), form.end(), _NAMED[index][1], Sort.SECRET)
            return


_COMMIT = re.compile(r"(?i)commit|sha|digest|hash|trace|request|span|uuid|run|build|etag|checksum|revision|image")


def _named_or_set(text: str, at: int) -> Iterator[Match]:
    core = _CORE.match(text, at)
    if core is None or text[core.end() : core.end() + 1].isalpha():
        return  # "keyboard", "passed"
    found = list(_setting(text, at))
    named = list(named_keys(text, at))
    # The provider's name says more than `secret`, where both found the same.
    if named and found and found[0].start <= named[0].start < found[0].end:
        yield Match(found[0].start, max(found[0].end, named[0].end), named[0].kind, Sort.SECRET)
    else:
        yield from found
        yield from named


KINDS = frozenset({
    "private key", "PGP key", "password", "secret", "cookie", "bearer token", "basic credentials", "SAS signature",
    "AWS signature", "Slack webhook", "Discord webhook", "Teams webhook", "Sentry DSN",
    *(kind for _, kind, _ in _NAMED),
})  # fmt: skip
"""What placeholders of this module say."""

_ANCHORED: tuple[tuple[bytes, dict[bytes, _Look]], ...] = (
    (b"=", {b"=//": _url}),
    (b"g", {b"sig=": _signature, b"signature=": _aws_url, b"securestring": _quoted_password}),
    (b"z", {b"authorization": _authorization}),
    (b"b", {b"bearer": _bearer}),
    (b"-", {b"-u": _user, b" -p": _argument, b" -a(?= )": _argument, b" -w(?= )": _argument}),
    # Texts about models are full of "tokens".
    (b"k", {b"cookie": _cookie, b"key": _named_or_set, b"token(?![a-z])": _named_or_set}),
    (b"se", {b"sess": _session, b"secret": _named_or_set, b"contrase": _named_or_set}),
    (
        b"p",
        {b"pass": _named_or_set, b"pat(?=[=` ])": _named_or_set, b"pwd": _named_or_set, b"pw(?=[= ])": _named_or_set},
    ),
    (b"dent", {b"credential": _named_or_set, b"identified": _quoted_password}),
)
_NEEDLES = [(Needles(letter, *looks), tuple(looks.values())) for letter, looks in _ANCHORED]
