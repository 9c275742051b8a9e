"""Secrets that a shell hands to a command, or that a command prints: `echo … | docker login`, `$ echo $TOKEN`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.redaction.judging import is_filler, is_random, is_reference
from afterword.redaction.matching import Anchors, Match, Needles, Sort, look_for, value_at
from afterword.text.late_pattern import late_pattern

_SECRECY = r"(?i:pass|pwd|secret|token|cred|api_?key|_key|vault|master\.key)"
_READS = (
    r"(?:sudo -S|chpasswd|passwd|gh auth|ansible-vault|gpg|cryptsetup|kinit|keepassxc|docker secret|"
    r"kubectl (?:create|apply)|podman secret|base64(?! -{1,2}[dD])|openssl|htpasswd|systemd-creds|sops|op |vault |az |"
    r"gcloud secrets|fly secrets)"
)
_ECHO = late_pattern(
    r"(?:echo|printf)(?: -[neE]{1,2})?(?: [\"']%s(?:\\n)?[\"'])? "
    r"(?P<quote>[\"']?)(?P<value>[^\s\"'|<>]{6,300})(?P=quote)"
    rf"(?: {{0,2}}\| {{0,2}}(?:[^\n|]{{0,200}}stdin|{_READS})|\n\+ [^\n]{{0,200}}stdin|\) {{0,2}}\| {{0,2}}base64"
    rf"| {{0,2}}>{{1,2}} ?\S{{0,60}}{_SECRECY})"
)
_HERE = late_pattern(r"<<< ?[\"']?(?P<value>[^\s\"'$|]{6,300})")
_LOGS_IN = late_pattern(r"(?i)pass|token|login|secret|kinit|sudo|auth|vault|gpg|crypt|luks")
_STORED = late_pattern(
    r"(?:put-parameter|secretsmanager [\w-]{1,40}|keyvault secret set|gh secret set|gh variable set|"
    r"secret(?:s)? (?:set|put|create))[^\n]{0,200}?(?:--value|--secret-string|--secret-value|--body|"
    r"-b)[ =](?:'(?P<single>[^'\n]{4,400})'|\"(?P<double>[^\"\n]{4,400})\"|(?P<bare>[^\s\"']{4,400}))"
)


def _mixes(value: str) -> bool:
    classes = {"0" if char.isdigit() else "a" if char.isalpha() else "-" for char in value}
    return "a" in classes and len(classes) > 1 and not is_reference(value) and not is_filler(value)


def _handed(text: str, at: int) -> Iterator[Match]:
    """`echo … | docker login --password-stdin`, `echo root:… | chpasswd`; `at` is at the command that writes."""
    match = _ECHO.match(text, at)
    is_name = match and "base64" in match.group() and _NAME.fullmatch(match["value"])
    if match and not is_name and not match["value"].startswith(("/", "./", "http")) and _mixes(match["value"]):
        start, end = match.span("value")
        name, sign, _ = match["value"].partition(":")
        if sign and re.search(r"chpasswd|base64", match.group()):
            start += len(name) + 1
        yield Match(start, end, "password", Sort.SECRET)


def _here(text: str, at: int) -> Iterator[Match]:
    """`docker login --password-stdin <<< …`."""
    match = _HERE.match(text, at)
    if match and _LOGS_IN.search(text[max(0, at - 120) : at].rpartition("\n")[2]) and _mixes(match["value"]):
        yield Match.of(match, "password", Sort.SECRET, "value")


_NAME = late_pattern(r"[a-z]+(?:[-_.][a-z]+)*[-_.]?\d{0,3}")
_PATH = late_pattern(r"(?:[\w.-]+/)+[\w.-]*|/\S*|[a-z_]\w*(?:\.[a-z_]\w*)+")


# The line that a command prints: the value of a variable or a secret.
_shown = value_at(
    "secret",
    rf"(?:(?:echo|printenv)[ ]\$?\{{?\w{{0,40}}{_SECRECY}\w{{0,20}}\}}?"
    rf"|terraform output -raw [\w-]{{0,40}}{_SECRECY}[\w-]{{0,20}}"
    r"|vault (?:kv get|read) [^\n]{0,100}-field[^\n]{1,100}|pass show [^\n]{1,60}|op read [^\n]{1,100}"
    r"|kubectl [^\n]{0,120}secrets?[ /][^\n]{0,200}(?:jsonpath|base64|go-template)[^\n]{0,200}"
    r"|aws secretsmanager get-secret-value [^\n]{1,200}|gcloud secrets versions access [^\n]{1,120}"
    r"|(?:podman|docker) secret inspect [^\n]{0,160}showsecret[^\n]{0,160}|aws kms decrypt [^\n]{1,200}"
    r"|op item get [^\n]{1,160}|doppler secrets get [^\n]{1,120}|heroku config:get [^\n]{1,120}"
    r"|(?:gh auth token|gcloud auth print-\w{1,8}-token|oc whoami -t)[^\n]{0,120}"
    r"|az keyvault secret show [^\n]{1,120}|argocd admin initial-password[^\n]{0,60}"
    r"|security find-\w{1,10}-password [^\n]{1,100}"
    rf"|(?<![\w-])cat [^\n|]{{0,80}}{_SECRECY}[^\n|]{{0,40}}|openssl rand [^\n]{{1,40}}|pwgen[^\n]{{0,40}})"
    r"[ \t]{0,4}\r?\n(?P<value>[^\s\"'`<>]{6,400})[ \t]{0,4}\r?(?=\n|\Z)",
    lambda value: is_random(value) or (_mixes(value) and not _PATH.fullmatch(value)),
    sort=Sort.SECRET,
)


def _stored(text: str, at: int) -> Iterator[Match]:
    """`aws ssm put-parameter --value …`, `gh secret set X --body …`."""
    if match := _STORED.match(text, at):
        group = next(name for name in ("single", "double", "bare") if match[name] is not None)
        if not is_reference(match[group]) and not is_filler(match[group]):
            yield Match.of(match, "secret", Sort.SECRET, group)


# What a build must keep out of its log, in its log.
_masked = look_for("secret", r"(?:::add-mask::|issecret=true(?:;[^\]\n]{0,60})?\])(?P<value>[^\s\"']{4,400})")


def _echo(text: str, at: int) -> Iterator[Match]:
    yield from _handed(text, at)
    yield from _shown(text, at)


_ANCHORED = Anchors(*Needles.each(
    (b"echo ", _echo, "echo"), (b"printf ", _handed, "printf"), (b"<<< ", _here,
    "crypt luksopen cryptsetup login token pass passwd password secret kinit sudo vault stdin gpg auth decrypt"),
    (b"printenv ", _shown, "printenv"), (b"terraform output", _shown, "terraform"), (b"vault ", _shown, "vault"),
    (b"pass show ", _shown, "show"), (b"op read ", _shown, "op"), (b"kubectl ", _shown, "kubectl"),
    (b"aws secrets", _shown, "secretsmanager"), (b"gcloud secrets", _shown, "gcloud"),
    (b"az keyvault", _shown, "keyvault"),
    (b"podman secret", _shown, "podman"), (b"docker secret", _shown, "showsecret"), (b"aws kms decrypt", _shown, "kms"),
    (b"op item get", _shown, "op"), (b"doppler secrets get", _shown, "doppler"), (b"heroku config", _shown, "heroku"),
    (b"gh auth token", _shown, "gh"), (b"gcloud auth print", _shown, "gcloud"), (b"oc whoami -t", _shown, "oc"),
    (b"argocd admin", _shown, "argocd"), (b"security find-", _shown, "security"), (b"cat ", _shown, "cat"),
    (b"openssl rand", _shown, "openssl"), (b"pwgen", _shown, "pwgen"),
    (b"put-parameter", _stored, "parameter"), (b"secretsmanager ", _stored, "secretsmanager"),
    (b"keyvault secret", _stored, "keyvault"), (b"gh secret", _stored, "gh"), (b"gh variable", _stored, "gh"),
    (b"secret(?=s? (?:set|put|create))", _stored, "secret secrets"),
    (b"==add-mask==", _masked, "mask"), (b"issecret=true", _masked, "issecret"),
))  # fmt: skip
find = _ANCHORED.find
"""Find them all."""
