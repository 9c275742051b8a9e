"""AW805 to AW807: secrets, personal data, and raw exports in what is committed.

What is found is never shown: a message names the kind and the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from afterword.checks.context import Skipped
from afterword.checks.facts import DocumentFacts
from afterword.checks.locations import Location
from afterword.checks.rule import ERROR_WHEN_PUBLISHED, Found, rule
from afterword.evidence.ledger import LEDGER_NAME, MAX_LEDGER_BYTES
from afterword.postmortem import PostMortem

if TYPE_CHECKING:
    from afterword.redaction import Find

_PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf"}


@rule("AW805", "committed files contain no secrets", needs={"evidence"}, absolute=True)
def secrets(_: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find keys, passwords, and other secrets.

    A pushed key is used within minutes, and history keeps it after it was deleted: GitHub's guide to removing sensitive
    data begins with revoking it. So this is an error in every status. What may stay is listed with its reason in
    `redaction.allow`, which is reviewed.

    Bad:
        the gateway logged `Authorization: Bearer eyJ…`

    Good:
        the gateway logged `Authorization: Bearer [bearer token 1]`
    """
    return _exposed(facts, True, "revoke it, then write a placeholder such as `[secret 1]`")


@rule("AW806", "personal data is written as a placeholder", ERROR_WHEN_PUBLISHED, needs={"evidence"})
def personal_data(_: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find addresses, numbers, and other data of persons.

    The GDPR asks to keep no more personal data than the purpose needs (Article 5(1)(c)), and a post-mortem needs none.
    It is a warning while the document is still being written.

    Bad:
        jane (at) example.org reported it

    Good:
        [email 1] reported it
    """
    return _exposed(facts, False, "write a placeholder such as `[email 1]`, or what the person is")


def _exposed(facts: DocumentFacts, secret: bool, remedy: str) -> Iterator[Found]:
    exposures = facts.exposures
    remedy += "; what may stay is listed in `redaction.allow` with its reason"
    for find, where in exposures.found:
        if find.secret is secret:
            yield Found(where, _message(find), remedy, veiled=True)
    if exposures.unread:
        raise Skipped(f"a picture, or larger than {MAX_LEDGER_BYTES // 1_000_000} MB: {', '.join(exposures.unread)}")


def _message(find: Find) -> str:
    article = "an" if find.kind[:1].lower() in "aeiou" else "a"
    tail = "looks live" if find.secret else "is here"
    return f"{article} {find.kind} of {find.end - find.start} characters {tail}"


_EXPORT_NAMES = {"users.json", "channels.json", "integration_logs.json", "org_users.json", "result.json"}
_EXPORT_ENDINGS = (
    ".zip", ".mbox", ".eml", ".msg", ".pst", ".har", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".txz", ".zst", ".7z",
    ".rar", ".sqlite", ".sqlite3", ".db",
)  # fmt: skip
_MESSAGE_KEY = re.compile(r'"(ts|client_msg_id|user_profile|thread_ts|user_team)"\s*:')
_MESSAGES = re.compile(r'"ok"\s*:\s*true\b.{0,400}"messages"\s*:\s*\[', re.DOTALL)
_CHAT_ENDINGS = {".json", ".jsonl", ".ndjson"}


@rule("AW807", "the evidence folder contains no raw export", needs={"evidence"})
def raw_exports(_: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find chat exports, mailboxes, and archives, which are not redacted.

    A chat export contains everything that was ever said in a channel, and Git keeps it. `collect` takes what concerns
    the incident, redacted.

    Bad:
        slack-export.zip in the evidence folder

    Good:
        evidence.jsonl, as `afterword collect` wrote it
    """
    for path in (file.path for file in facts.evidence_files if file.is_regular):
        if path.suffix.lower() in _PICTURES:
            continue
        name = path.name.lower()
        if name in _EXPORT_NAMES or name == "mbox" or name.endswith(_EXPORT_ENDINGS) or _is_chat(path):
            yield Found(
                Location(facts.display_path(path), 1, 1, 1),
                "this is a raw export, which is not redacted",
                "delete it, also from the history that is not pushed yet, and `afterword collect` from outside",
            )


def _is_chat(path: Path) -> bool:
    """Whether a JSON file, other than our ledger, lists messages as Slack exports them or as its API returns them."""
    if path.suffix.lower() not in _CHAT_ENDINGS or path.name == LEDGER_NAME:
        return False
    try:
        with path.open("rb") as file:
            head = file.read(4_000).decode("utf-8", "replace")
    except OSError:
        return False
    return bool(_MESSAGES.search(head)) or len(set(_MESSAGE_KEY.findall(head))) >= 2


RULES = (secrets, personal_data, raw_exports)
