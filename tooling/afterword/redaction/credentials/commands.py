"""Passwords in command lines, in SQL, in PowerShell and in `.pgpass`."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.redaction.judging import is_filler, is_hash_or_uuid, is_random, is_reference
from afterword.redaction.matching import Anchors, Look, Match, Needles, Sort, look_for, starts
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern

quoted = look_for(
    "password",
    r"(?i:identified\s(?:with\s\S{1,40}\s)?(?:by|as)\s(?:password\s)?|securestring(?:\s-string)?\s)"
    r"['\"](?P<value>[^'\"\n]{1,200})['\"]",
)
"""`IDENTIFIED BY '…'` of SQL, `SecureString '…'` of PowerShell."""
_identified = look_for(
    "password",
    r"(?i:identified by) (?P<value>[A-Za-z][\w$#!*+.-]{3,60})(?=[;\s\"']|\Z)",
    lambda value: any(char.isdigit() for char in value),
)


def identified(text: str, at: int) -> Iterator[Match]:
    """`IDENTIFIED BY '…'`, and without quotes as Oracle has it."""
    yield from quoted(text, at)
    yield from _identified(text, at)


user = look_for(
    "password",
    r"-(?:u(?:ser)?|U|-user|-?auth|-proxy-user|-(?:src-|dest-)?creds|-basic-auth)[ =]?[\"']?(?!//)[^\s:\"'=/]{0,60}:"
    r"(?P<value>[^\s\"']{4,200})",
    lambda value: not value.isdigit() and not value.startswith("//"),
)
"""`curl -u name:password`; the anchor is the option."""

# Passwords in the arguments of commands; what names the command, and the option as it is written.
_PAIR = r"[\"']?[^\s:\"'/]{1,60}:"
_COMMANDS = (
    (r"mysql\w*|mariadb[\w-]*", r"-p"),
    (
        r"sshpass|mongo\w*|(?:docker|podman|nerdctl|helm registry|oras|crane auth|skopeo|oc|az|acr|buildah) login"
        r"|twine|cqlsh|useradd|usermod|hdbsql|evil-winrm|psexec\w*|trino|jfrog\w*|jf|nuget|az \w[\w -]{1,40}",
        r"-p[ =]?",
    ),
    (r"beeline|hive", r"-p "),
    (r"redis-cli|valkey-cli|iredis", r"-a "),
    (r"https?|ab|siege|aria2c", rf"-[aA] {_PAIR}"),
    (r"ldap\w+", r"-w "),
    (r"plink|pscp|psftp|kitty", r"-pw "),
    (
        r"sqlcmd|bcp|osql|mssql-cli|isql|tsql|unzip|zip|mosquitto_\w+|ipmitool|ipmi\w+|mqtt\w*|tdsql|fisql",
        r"-P ?",
    ),
    (r"7za?|rar|unrar", r"-(?:hp|p)"),
    (r"openssl", r"-(?:k|K) "),
    (r"snmp\w+", r"-(?:[AX]|c(?! public\b| private\b)) "),
    (r"ssh-keygen|gpg2?", r"-[NP] "),
    (r"smbclient|rpcclient|net|smbmap|mount\S*", r"-U [^\s%]{1,60}%"),
    (r"lftp", r"-u [^\s,]{1,60},"),
    (r"bash|codecov\w*", r"-t (?=[0-9a-f]{8}-[0-9a-f]{4}-)"),
    (r"influx|rancher|argocd|cfssl|ngrok", r"-t (?=[\w+/=-]{30})"),
)  # fmt: skip
_ARGUMENTS = [
    (
        late_pattern(rf"(?<![\w-])(?:{names})(?:\.exe|\.py)?\s[^\n|;]*\Z"),
        late_pattern(rf"{option}(?P<value>'[^'\n]+'|\"[^\"\n]+\"|[^\s'\"]+)"),
    )
    for names, option in _COMMANDS
]


def argument(text: str, at: int) -> Iterator[Match]:
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
            if not (is_reference(value) or is_filler(value) or value.isdigit() or value.startswith("-")):
                yield Match(start, end, "password", Sort.SECRET)
            return


# Passwords and tokens that the place among the arguments tells.
_ANY = r"[\"']?(?P<value>[^\s\"'|;<>]{5,200})"


def _place(regex: str, kind: str = "password") -> Look:
    return look_for(kind, regex, lambda value: not value.isalpha() and not value.startswith(("-", "/", "\\\\")))


_token = look_for(
    "secret",
    r"(?i:wandb login|vault login|arc install-certificate:?|snyk auth|netlify login"
    r"|ngrok (?:config add-)?authtoken|npx \S{1,40} login"
    r"|tailscale up \S{0,40}|infisical login|doppler configure set token|flyctl auth token|argo auth token)"
    r"(?: -{1,2}[a-z-]{2,20}(?![\w=-]))*[ =]{1,2}[\"']?(?P<value>[A-Za-z0-9._~+/=-]{20,200})",
    lambda value: is_random(value) or is_hash_or_uuid(value),
)
_PLACES: tuple[tuple[str, bytes, Look], ...] = (
    ("rabbitmqctl", b"rabbitmqctl ", _place(rf"rabbitmqctl (?:add_user|(?:change|set)_password) \S{{1,60}} {_ANY}")),
    ("htpasswd", b"htpasswd ", _place(rf"htpasswd -\w*b\w* (?:-\w+ )*\S{{1,100}} \S{{1,60}} {_ANY}")),
    ("mysqladmin", b"mysqladmin ", _place(rf"mysqladmin [^\n|;]{{0,80}}?password {_ANY}")),
    ("net", b"net user ", _place(rf"(?i:net user) \S{{1,60}} {_ANY}")),
    ("net", b"net use ", _place(rf"(?i:net use) (?:\S: )?\S{{1,100}} (?!/){_ANY}(?= +/user)")),
    ("net", b"net use ", _place(rf"(?i:net use) (?:\S: )?\S{{1,100}} (?i:/user:)\S{{1,60}} {_ANY}")),
    ("mc", b"mc alias set ", _place(r"mc alias set \S{1,60} \S{1,100} \S{3,100} (?P<value>\S{8,200})", "secret")),
    *((name.split()[0], name.encode() + b" ", _place(name + r" (?:-\w+ )?[\"']?[\w.$#]{1,60}/"
        r"(?P<value>[^\s\"'@/]{3,100})(?=@|\s|\Z)"))
      for name in ("sqlplus", "impdp", "expdp", "sqlldr", "rman target")),
    ("pw", b"er_pw ", _place(rf"er_pw {_ANY}")),
    ("cmdkey net", b" /pass=", _place(rf" /pass:{_ANY}")),
    ("xfreerdp freerdp rdesktop mstsc", b" /p=", _place(rf" /p:{_ANY}")),
    ("schtasks", b" /rp ", _place(rf" /rp {_ANY}")),
    ("impacket", b"impacket-", _place(r"impacket-\w{1,30} [\w./-]{1,80}:(?P<value>[^\s@\"']{4,100})(?=@)")),
    ("curl", b"curl", _place(r"curl(?:\s[^\n|;]{0,200})?\s-u[^\s:=\"']{1,60}:(?P<value>[^\s\"']{4,200})")),
    ("wandb", b"wandb login", _token),
    ("vault", b"vault login", _token),
    ("arc", b"arc install-", _token),
    ("snyk", b"snyk auth", _token),
    ("netlify", b"netlify login", _token),
    ("ngrok", b"ngrok ", _token),
    ("sp", b"sp_addlogin", _place(r"(?i:sp_addlogin) N?'[^'\n]{1,60}', ?N?'(?P<value>[^'\n]{4,100})'")),
    ("pgp", b"pgp_sym_", _place(r"(?i:pgp_sym_(?:de|en)crypt)\([^\n']{1,80}, ?'(?P<value>[^'\n]{4,100})'")),
    ("crypt", b"crypt(=", _place(r"(?i:crypt)\('(?P<value>[^'\n]{4,100})', ?(?:gen_salt|\w{1,20}\.)")),
    ("securestring", b"secure-string ", _place(rf"(?i:secure-string) {_ANY}")),
)  # fmt: skip
PLACES = Anchors(*Needles.each(*((needle, look, word) for word, needle, look in _PLACES)))


_PGPASS = late_pattern(
    r":(?:[0-9]{4,5}|\*):[A-Za-z*][\w.*-]{0,60}:[\w.*-]{1,60}:"
    r"(?P<value>(?=[^\s:'\"]*[0-9!#$%&@^*+=?~])[^\s:'\"]{6,100})(?=[\s'\"]|\Z)"
)
_PORT = late_pattern(rb":(?:00000?|\*)(?=:[A-Za-z*])")


def pgpass(view: View) -> Iterator[Match]:
    """Lines of `.pgpass`: host, port, database, user, password."""
    for at in starts(view.shape, _PORT):
        match = _PGPASS.match(view.text, at)
        if match and any(char.isalpha() for char in match["value"]) and not is_filler(match["value"]):
            yield Match.of(match, "password", Sort.SECRET, "value")
