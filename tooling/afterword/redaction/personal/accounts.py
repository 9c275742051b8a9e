"""Account names in paths, prompts and logs, and ids of Slack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from afterword.redaction.matching import Anchors, Match, Needles, Sort, entries, starts, value_at
from afterword.redaction.personal.handles import HANDLE
from afterword.redaction.personal.persons import is_given, is_never_inside
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern
from afterword.text.word_lists import DECORATING_MODULES, NO_PERSONS, ROLES
from afterword.text.word_set import word_set

ACCOUNT, SLACK_ID = "account name", "Slack id"
_TAGS = word_set("""
    a abbr address answer article assistant b body br button caption cell chat code col context custom data dd details
    div dl document documents dt em example examples field file files footer form function h1 h2 h3 h4 h5 h6 head header
    history host hostname hr html human i id img input instruction instructions item key label legend li link list main
    message messages meta model name namespace nav observation ol option output p param parameter path person pod port
    pre prompt question reasoning response result results row script section select service snippet source span string
    strong style sub sup summary svg table tag task tbody td template text th thead think thinking thought time title
    tool tr turn type u ul unk url uuid value var version redacted removed hidden unknown null none empty masked
    anonymous truncated omitted video xml yaml pad mask begin end start stop bos eos cls sep im_start im_end endoftext
""")
"""Names in angle brackets that are elements, tokens of models or placeholders."""

SHARED = word_set("""
    runner runneradmin runnervm ubuntu debian centos fedora app apps user users username node jovyan root vscode shared
    public default admin administrator ec2-user azureuser deploy deployer git jenkins gitlab-runner circleci travis
    vagrant docker www-data www postgres mysql redis nginx guest test tester ci build builder bot service services svc
    system developer dev work workspace workdir code ray airflow spark hadoop pi name me you someone somebody web api
    data backup backups home local nvidia coder codespace gitpod container nobody daemon bin sys sync mail news uucp
    proxy operator ftp sshd ntp systemd dbus messagebus polkitd rpc nfsnobody chrony ansible terraform puppet chef salt
    argocd prometheus grafana loki tempo mimir elastic elasticsearch kibana logstash fluentd kafka zookeeper cassandra
    mongodb mongo clickhouse mariadb rabbitmq etcd consul vault nomad traefik haproxy apache httpd tomcat jboss wildfly
    oracle mssql sql db database mlflow kubeflow triton vllm torch model models worker workers server client cluster
    nodes slurm munge hdfs yarn hive presto trino dagster prefect celery cron crond batch job jobs etl ingest pipeline
    monitor monitoring metrics logs log cache tmp temp scratch uploads files images static media video videos audio usb
    cdrom floppy disk volume volumes project projects team lab group all any none unknown anonymous sa dba sysadmin
    support oncall on-call ops sre platform security audit scanner robot release bastion jump gateway
""")
"""Accounts of machines and images, which belong to no person."""
_SOFTWARE = NO_PERSONS | SHARED
_IN_PATH = late_pattern(
    r"(?i:/home/|/users?/|/homes/|\\{1,2}(?:users|profiles\$?|home|documents and settings)\\{1,2}|/(?:spool/)?mail/"
    r"|/crontabs/|/run/media/|/media/|/scratch/|home\$\\{1,2}|%2fhome%2f"
    r"|%2fusers%2f)(?P<value>[A-Za-z_][\w.-]{1,40}?)(?=[/\\\s\"'`:;,)\]>%#$]|\Z|[.](?:\s|\Z))"
)
_PROMPT = late_pattern(
    r"(?m)^(?:\([\w.-]{1,40}\) ?)?\[?(?P<value>[A-Za-z_][\w.-]{1,40})@(?P<host>[A-Za-z0-9][\w.-]{0,60})"
    r"(?::[^\s$#%>]{0,100}|[ ][^\s\]$#%]{0,60})?(?:\]|[ ])?[$#%>](?=[ ]|$)"
)
_OWN_MACHINE = late_pattern(r"(?i)macbook|mbp|imac|laptop|thinkpad|desktop|notebook|(?<![a-z])pc(?![a-z])")
_LOGGED_ON = late_pattern(
    r"(?<![\w\\])[A-Z][A-Z0-9-]{1,14}\\(?P<value>[a-z][\w.-]{2,40})(?= (?:logged|signed|locked|failed))"
)


def _is_own(name: str) -> bool:
    lower = name.lower()
    return lower not in SHARED and lower not in ROLES and not name.isdigit() and not _is_of_software(lower)


def _is_of_software(name: str) -> bool:
    """Whether a name is two words of the vocabulary of software, written as one: `modelrunner`, `jobqueue`."""
    parts = ((name[:at], name[at:]) for at in range(3, len(name) - 2))
    return any(one in _SOFTWARE and two in _SOFTWARE for one, two in parts)


_PART = late_pattern(r"[a-z]+")


def _is_of_person(name: str, *, surely: bool) -> bool:
    """Whether a name is made as those of persons are: of two words that are none of programs, or with a given name."""
    parts = _PART.findall(name.lower())
    if not _is_no_word(name) or surely or any(map(is_given, parts)):
        return _is_no_word(name) and any(map(is_given, parts))
    if name.count(".") == 1 and len(parts) == 2:  # `ivy.larch`, `i.larch`
        return min(map(len, parts)) > 2 or len(parts[1]) > 3
    return _NUMBERED.fullmatch(name) is not None


_NUMBERED = late_pattern(r"[a-z]{4,12}\d{2,3}")


def _is_no_word(name: str) -> bool:
    """Whether no part of a name is a word for machines, programs, roles, or the state of something."""
    return all(_is_own(part) and part not in NO_PERSONS and part not in _STATES for part in _PART.findall(name.lower()))


_STATES = word_set("""
    string text optional varchar required foo bar baz hidden works fails broken ok disabled enabled locked expired taken
    valid invalid changed exists mismatch hand accident mistake default design choice field input prompt
""")
"""What is behind a key and is not an account, and how things are done `by hand`."""
_KEYS = (
    "user", "userid", "user_id", "uid", "actor", "principal", "assignee", "reporter",
    "requester", "owner", "author", "submitter", "created_by", "submitted_by", "requested_by", "approved_by",
    "opened_by", "utilisateur", "usuario", "benutzer", "nutzer", "utente", "gebruiker", "bruger", "bruker",
)  # fmt: skip
_ACCOUNT_KEYS = ("username", "user_name", "user_login", "login", "login_name", "account_name", "samaccountname")
"""Those that have the name of an account and nothing else."""
_AFTER_KEY = r"(?:[\"']?:[ ]?|=|[ ]=>?[ ](?=[\"'])|(?P<blank>[ ]))"
_ODD_NAME = r"[a-z]{1,20}[._-][a-z]{1,20}\d{0,3}|[a-z]{4,12}\d{2,3}"
_ENDS = r"(?![\w@./(:=-]| [A-Z])"
_FILES = tuple(f".{end}" for end in (
    "csv", "txt", "md", "pdf", "py", "js", "ts", "go", "sh", "sql", "xml", "log", "json", "yaml", "yml", "toml", "html",
    "png", "jpg", "svg", "zip", "com", "org", "net", "io", "ai", "dev", "id", "name", "role", "email", "type", "local",
))  # fmt: skip
"""How names of files, hosts and attributes end."""
_CALLED = late_pattern(
    rf"(?i:{'|'.join(sorted((*_KEYS, *_ACCOUNT_KEYS), key=len, reverse=True))}){_AFTER_KEY}"
    rf"[\"']?(?P<value>{_ODD_NAME}){_ENDS}"
    rf"|(?i:{'|'.join(_ACCOUNT_KEYS)})(?:[\"']?:[ ]?|=)[\"']?(?P<account>[a-z][\w.-]{{2,31}}){_ENDS}(?! [a-z])"
)


def _called(text: str, at: int) -> Iterator[Match]:
    """`user_id=ivy.larch`, `"username": "ilarch"`; `at` is at the last word of the key."""
    match = _CALLED.match(text, at)
    if match and match["account"]:
        is_person = _is_no_word(match["account"])
    else:
        is_dotted = match is not None and match["value"].count(".") == 1 and not match["value"].endswith(_FILES)
        is_person = match is not None and _is_of_person(match["value"], surely=bool(match["blank"]) and not is_dotted)
    if match and is_person:
        yield Match.of(match, ACCOUNT, Sort.PERSONAL, match.lastgroup or "value")


def _path(text: str, at: int) -> Iterator[Match]:
    match = _IN_PATH.match(text, at) or _IN_PATH.match(text, at - 1)
    if match is None or not _is_own(match["value"]) or _WEB.search(text[max(0, at - 40) : at]):
        return
    # `/user/` is also what a service calls a resource; in a notebook's address it has a notebook below it.
    start = match.start()
    is_resource = (
        text[start : start + 6].lower() == "/user/"
        and not _NOTEBOOK.match(text, match.end())
        and not _FILE_SYSTEM.search(text, max(0, start - 40), start)
    ) or (text[start : start + 6] == "/users" and _REQUEST.search(text, max(0, start - 60), start) is not None)
    is_drive = text[start : start + 7].lower() == "/media/" and text[match.end() : match.end() + 1] != "/"
    if not (is_resource or is_drive):
        yield Match.of(match, ACCOUNT, Sort.PERSONAL, "value")


_NOTEBOOK = late_pattern(r"/(?:lab|tree|notebooks|api|terminals|files)\b")
_REQUEST = late_pattern(r"(?<![A-Z])(?:GET|POST|PUT|PATCH|DELETE|HEAD) \S*\Z")
_FILE_SYSTEM = late_pattern(r"(?:hdfs|webhdfs|viewfs|abfss?)://\S*\Z")
_WEB = late_pattern(
    r"(?<!file)(?<!s3)(?<!gs)(?<!hdfs)(?<!sftp)(?<!ssh)(?<!remote)://\S*\Z|(?<![\w/])[\w-]+(?:\.[\w-]+)+(?:/\S*)?\Z"
)


_tilde = value_at(ACCOUNT, r"(?:(?<![\w/~])|(?<=cd ))~(?P<value>[a-z_][\w.-]{2,40})(?=/|[ \n]|\Z)", _is_own)


def prompt(text: str, at: int) -> Iterator[Match]:
    """`ivy@ivys-macbook app % `; `at` is at the sign."""
    line = text.rfind("\n", max(0, at - 90), at) + 1
    match = _PROMPT.match(text, line)
    if match and match.end("value") == at and _is_own(match["value"]):
        yield Match.of(match, ACCOUNT, Sort.PERSONAL, "value")
        name = re.sub(r"[^a-z]", "", match["value"].lower())
        if _OWN_MACHINE.search(match["host"]) or name in match["host"].lower():
            yield Match.of(match, "host name", Sort.PERSONAL, "host")


# A given name and a family name, which a sign joins: `@ivy.larch`, and without the sign where a dot does.
_JOINED = late_pattern(rb"[._](?<=[a-z]{2}[._])(?=[a-z])")
_WRITTEN = late_pattern(
    r"(?<![\w@./\\:$#&=+%-])(?P<sign>@?)(?P<value>[a-z]{2,20}(?P<joint>[._])[a-z]{1,20}\d{0,3})(?![\w@/\\([=+-]|[.:]\w)"
)
_ALONE_IN_LINE = late_pattern(r"[ \t]*(?:\r?\n|\Z)")
_SUFFIXES = word_set(
    "json yaml toml java html scss conf local internal docker lock jpeg webp cloud space design agency"
)
"""Ends of names of files and hosts."""


def _written(view: View) -> Iterator[Match]:
    text = view.text
    for at in starts(view.data, _JOINED):
        begin = max(text.rfind(sign, max(0, at - 22), at) for sign in " \n\"'`(<,@")
        match = _WRITTEN.match(text, begin + (text[begin : begin + 1] != "@")) or _WRITTEN.match(text, begin + 1)
        if match is None or match.start("joint") != at:
            continue
        is_decorator = (
            match["sign"]
            and not text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
            and (_ALONE_IN_LINE.match(text, match.end()) is not None)
        )
        last = match["value"][at + 1 - match.start("value") :]
        is_decorator = is_decorator or (match["sign"] and match["value"].split(".")[0] in DECORATING_MODULES)
        if is_decorator or (not match["sign"] and (match["joint"] == "_" or len(last) < 4)):
            continue
        surely = not match["sign"] or match["joint"] == "_" or len(last) < 3
        if last not in _SUFFIXES and _is_of_person(match["value"], surely=surely):
            yield Match.of(match, HANDLE if match["sign"] else ACCOUNT, Sort.PERSONAL, "value")


_SLACK_ID = late_pattern(rb"[UWD]0(?=[A-Z0-9]*[A-Z])[A-Z0-9]{7,9}(?![0-9A-Za-z+/_-])")
_SLACK_SHAPE = late_pattern(rb"A0(?<![0A-Za-z+_-]A0)(?=[A0]{7,9}(?![0A-Za-z+/_-]))")


def _is_called(name: str) -> bool:
    """Whether a word can be the name of an account in a sentence: `who` in `a user who signed` is not."""
    return _is_own(name) and not is_never_inside(name)


_USER = r"(?P<value>[A-Za-z_][\w.-]{1,31}?)"


_logged = partial(value_at, ACCOUNT, confirms=_is_own)


_LOGS = (
    # sshd, sudo, su, PAM and systemd.
    (_logged(rf"(?:publickey|password|none|pam|mic) for (?:invalid user |illegal user )?{_USER}(?= from )"),
    "publickey for", "password for", "pam for"),
    (_logged(rf"(?i:invalid|illegal|authenticating) user {_USER}(?= (?:from )?\d|\s*\Z| from )"), "invalid user",
    "illegal user", "authenticating user"),
    (_logged(rf"sudo(?:\[\d+\])?: {{1,12}}{_USER} : (?:TTY|command|user|\d|\w+ not)"), "sudo"),
    (_logged(rf"session (?:opened|closed) for user {_USER}(?=[(.\s]|\Z)"), "session opened for", "session closed for"),
    # Databases.
    (_logged(rf"(?i:(?:authentication failed|login failed|access denied|denied) for (?:user|login|role)"
             rf" )[\"'`]{_USER}[\"'`]"),
    "authentication failed for", "login failed for", "access denied for", "denied for"),
    (_logged(rf"(?i:role|user) [\"']{_USER}[\"'] (?:does not exist|is not permitted|already exists)"),
        "role (?==[a-z])"),
    # Commands of a shell, and its answers.
    (_logged(r"whoami(?: →)?[ :]{1,3}(?:(?i:user(?:name)?)[ :]{1,4})?(?P<value>[a-z_][\w.-]{1,31}?)(?=[ ]?(?:,"
        r"|\r?\n|\Z))"), "whoami"),
    (_logged(r"(?i:logged (?:in|on) as) (?P<value>[a-z]\w{0,20}[._]\w{2,20}|[a-z]{2,20}\d{1,3})(?=[\s,;)]"
        r"|\Z)"), "logged in as",
    "logged on as"),
    (_logged(rf"ssh (?:-\w+(?: [\w./~=-]+)? )*{_USER}@"), "ssh "),
    (_logged(rf"(?:scp|rsync|sftp) [^\n|;]{{0,120}}?(?<=[ ]){_USER}@[\w.-]+:"), "scp ", "rsync ", "sftp "),
    (_logged(rf"ssh://{_USER}@"), "ssh=//"),
    # Schedulers, builds, clusters and directories.
    (_logged(rf"(?i:account) {_USER} (?:is |was |has been )?(?i:locked|disabled|unlocked|expired)\b",
        confirms=_is_called),
        "account (?=[a-z0._-]{2,32} )"),
    (_logged(rf"(?i:started) by (?:user )?{_USER}(?= \(|[.\s]*(?:\n|\Z))", confirms=_is_no_word), "started by"),
    (_logged(rf"(?i:user|account|login) [\"'`]{_USER}[\"'`]", confirms=_is_no_word), "user (?==[a-z])",
        "account (?==[a-z])", "login (?==[a-z])"),
    (_logged(rf"(?i:user) {_USER} (?:(?:has |was )?(?:logged|signed|locked)\b)", confirms=_is_called),
    "user (?=[a-z0._-]{2,32} (?:has "
    "|was )?(?:logged|signed|locked))"),
)  # fmt: skip
# People who talk on IRC: `<larch> restarting`, `* larch has joined`.
_NICK = r"(?P<value>[A-Za-z\[\]^{}|`][\w\[\]^{}|`-]{1,19})"
_SAYS = late_pattern(
    rf"(?m)^[ \t]{{0,4}}(?P<time>\[?\d{{1,2}}:\d\d(?::\d\d)?\]?[ \t]{{1,2}})?<[@+~&%]?{_NICK}>[ \t](?=[^\s<])"
)
_JOINS = late_pattern(
    rf"(?m)^[ \t]{{0,4}}(?:\[?\d{{1,2}}:\d\d(?::\d\d)?\]?[ \t]{{1,2}})?(?:\*{{1,3}}|-!-|-->|<--|→|←) {_NICK} "
    r"(?:\(\S{1,80}\) |\[\S{1,80}\] )?(?:(?:has )?(?:joined|left) (?:the channel\b|[#&]\w)|(?:has )?quit\b|is now"
    r" known as\b)"
)
_JOINS_START = late_pattern(
    rb" (?=[(\[]\S{1,80}[)\]] (?:has )?(?:joined|left|quit)|has (?:joined|left|quit)|joined [#&]|left [#&]|quit |is"
    rb" now known)"
)
_SAYS_START = late_pattern(rb"<(?=[@+~&%]?[A-Za-z\[\]^{}|`][A-Za-z0-9_\[\]^{}|`-]{1,19}>[ \t][^\s<])")


_CLOSING_TAG = late_pattern(r"</([\w-]{1,30})")


def _on_irc(view: View) -> Iterator[Match]:
    """Nicknames in angle brackets: of several speakers, behind a time, or with a sign that no tag has."""
    text = view.text
    found = []
    closed = frozenset(_CLOSING_TAG.findall(text)) if "</" in text else frozenset[str]()
    for at in starts(view.data, _SAYS_START):
        begin = text.rfind("\n", max(0, at - 20), at) + 1
        match = _SAYS.match(text, begin) if begin or at < 20 else None
        if match and match.start("value") - at < 3 and _can_be_nick(match["value"], closed):
            found.append(match)
    is_talk = len({match["value"] for match in found if match["value"].islower()}) > 1
    for match in found:
        has_given = any(is_given(part) for part in _PART.findall(match["value"].lower()))
        if match["time"] or has_given or (is_talk and match["value"].islower()):
            yield Match.of(match, HANDLE, Sort.PERSONAL, "value")
    for at in (
        starts(view.data, _JOINS_START) if not view.words.isdisjoint((b"joined", b"quit", b"left", b"known")) else ()
    ):
        begin = text.rfind("\n", max(0, at - 50), at) + 1
        if (match := _JOINS.match(text, begin)) and match.end("value") == at:
            yield Match.of(match, HANDLE, Sort.PERSONAL, "value")


def _can_be_nick(name: str, closed: frozenset[str]) -> bool:
    parts = {name.lower(), *_PART.findall(name.lower())}
    return _is_own(name) and parts.isdisjoint(_TAGS) and not name.isupper() and name not in closed


_TERMINALS = late_pattern(rf"(?m)^{_USER}[ \t]+(?:pts/\d+|tty\w{{0,5}}|console|:\d)[ \t]")
_OWNERS = late_pattern(rf"(?m)^[-dlrwxsStT]{{10}}[.+@]?[ ]+\d+ {_USER} +(?:staff|users|wheel|domain|[A-Za-z]+\\)")
_IN_DOMAIN = late_pattern(r"\\(?<=[A-Z0-9-]\\)(?=\\?[a-z])")
_DOMAIN = late_pattern(
    r"(?i:\b(?:user|account|by|as|for|login|logon"
    r"|name)[:=]? )[A-Z][A-Z0-9-]{1,14}\\{1,2}(?P<value>[a-z][\w.-]{2,40})(?![\w\\])"
)
_ANCHORED = Anchors(
    Needles(b"~", {b"~(?=[a-z])": _tilde}),
    *Needles.each(
        *(entry for look, *needles in _LOGS for entry in entries(look, *needles)),
        *entries(_path, "/home/", "/users/", "\\users\\", "/user/", "/homes/", "\\profiles\\", "\\profiles$\\",
        "\\home\\",
        "\\documents and settings\\",
                 "/mail/", "/crontabs/", "/media/", "/scratch/", "home$\\"),
        *entries(_called, *(f"{key}(?=={{1,2}} ?=?[a-z]| =| [a-z]+[._-][a-z])" for key in (*_KEYS, *_ACCOUNT_KEYS))),
        (b"%0fhome%0f", _path, "fhome"), (b"%0fusers%0f", _path, "fusers"),
    ),
)  # fmt: skip


_MACHINE_READABLE = late_pattern(
    r"(?<![A-Z0-9<])(?:(?=[A-Z0-9]*<)[A-Z0-9<]{28,48}|(?:[PI][A-Z<][A-Z]{3}[A-Z]{2,20}<<[A-Z]{2,20}"
    r"|[A-Z]{2,20}<<[A-Z]{2,20}<[A-Z]{2,20})[A-Z<]{0,20})"
    r"(?![A-Z0-9<])"
)


def find(view: View) -> Iterator[Match]:
    """Find them all."""
    yield from _on_irc(view)
    yield from _written(view)
    for match in _ANCHORED.find(view):
        yield match
        if match.kind == ACCOUNT and match.end - match.start >= _LEAST_ALONE:
            yield from _elsewhere(view.text, match)
    for at in starts(view.shape, _SLACK_SHAPE):
        if found := _SLACK_ID.match(view.data, at):
            yield Match(at, found.end(), SLACK_ID)
    for pattern, words in (
        (_TERMINALS, (b"pts", b"console", b"tty", b"ttys")),
        (_OWNERS, (b"rw", b"drwxr", b"rwxr", b"drwx", b"rwx")),
    ):
        if not view.words.isdisjoint(words):
            yield from _all(pattern, view.text)
    if "\\" in view.text and _IN_DOMAIN.search(view.text):
        yield from _all(_LOGGED_ON, view.text) if b"logged" in view.words else ()
        yield from _all(_DOMAIN, view.text)
    if "<<" in view.text:
        yield from (Match.of(match, "passport number") for match in _MACHINE_READABLE.finditer(view.text))


def _all(pattern: re.Pattern[str], text: str) -> Iterator[Match]:
    for match in pattern.finditer(text):
        if _is_own(match["value"]):
            yield Match.of(match, ACCOUNT, Sort.PERSONAL, "value")


_LEAST_ALONE = 5
"""Letters of an account's name that is found without its path too."""


def _elsewhere(text: str, match: Match) -> Iterator[Match]:
    """The same account by its name alone, near its path."""
    name = text[match.start : match.end]
    begin, end = max(0, match.start - _NEAR), min(len(text), match.end + _NEAR)
    for found in re.compile(rf"(?<![\w@./\\-]){re.escape(name)}(?![\w.-])").finditer(text, begin, end):
        yield Match.of(found, match.kind, match.sort)


_NEAR = 2_000
