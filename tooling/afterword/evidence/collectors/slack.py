"""Slack exports: a folder or archive with a folder for each channel and in it a file for each day; or one such file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent
from afterword.evidence.collectors.json_values import mapping, mappings, string
from afterword.evidence.people import People
from afterword.evidence.source import Part, Source

_TS = re.compile(r"\d{9,10}\.\d{1,6}")
_INDEXES = frozenset({"users.json", "org_users.json", "channels.json", "groups.json", "dms.json", "mpims.json"})
_USERS = frozenset({"users.json", "org_users.json"})
_OTHER_INDEXES = frozenset({"integration_logs.json", "canvases.json", "content_flags.json", "file_conversations.json"})
_FIELDS = (
    "user", "text", "ts", "thread_ts", "subtype", "bot_id", "bot_profile", "username", "real_name", "user_profile",
    "attachments", "files", "edited", "message",
)  # fmt: skip
_MARKUP = re.compile(r"<(?P<target>[^<>|\n]{1,3000})(?:\|(?P<label>[^<>\n]{0,1000}))?>")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_ENTITY = re.compile("&(?:lt|gt|amp);")
_QUIET = {
    "channel_join": "joined", "channel_leave": "left", "group_join": "joined", "group_leave": "left",
    "channel_name": "renamed the channel", "channel_purpose": "set the purpose", "channel_archive": "archived",
    "channel_unarchive": "unarchived", "group_name": "renamed the channel", "group_purpose": "set the purpose",
    "bot_add": "added an app", "bot_remove": "removed an app", "pinned_item": "pinned a message",
    "unpinned_item": "unpinned a message", "tombstone": "deleted", "message_deleted": "deleted",
    "reminder_add": "set a reminder", "huddle_thread": "huddle", "channel_canvas_updated": "changed the canvas",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Message:
    order: tuple[int, int, str]
    file: str
    entry: int
    record: dict[str, Any]


def is_slack(source: Source) -> bool:
    """Whether a source is an export, or one channel or day of it."""
    if source.parts is None:
        return _is_day(source)
    names = {PurePosixPath(part.name).name for part in source.parts}
    days = (part for part in source.parts if part.suffix == ".json" and not _is_index(part))
    return bool(names & _INDEXES) or _is_day(next(days, None))


def _is_day(source: Source | None) -> bool:
    if source is None or source.suffix not in (".json", ".jsonl", ".ndjson"):
        return False
    values = [value for _, value in source.documents.values]
    if len(values) > 1:
        return all(map(_is_message, values[:20]))
    first = _unwrapped(values[0]) if values else None
    return isinstance(first, list) and any(map(_is_message, first[:20]))


def _unwrapped(value: Any) -> Any:
    """Return the messages of an answer of the API, or of a channel as slackdump writes it."""
    messages = value.get("messages") if isinstance(value, dict) else None
    if isinstance(messages, dict):  # an answer to a search
        messages = messages.get("matches")
    if not isinstance(messages, list):
        return value
    replies = (mappings(message.get("slackdump_thread_replies")) for message in mappings(messages))
    return [*messages, *(reply for thread in replies for reply in thread)]


def _is_message(record: Any) -> bool:
    if not isinstance(record, dict) or not _TS.fullmatch(string(record.get("ts"))):
        return False
    return record.get("type", "message") == "message" and bool(record.keys() & {"user", "text", "bot_id", "username"})


def _is_index(part: Source) -> bool:
    return PurePosixPath(part.name).name in _INDEXES | _OTHER_INDEXES


def _parts(source: Source) -> Sequence[Source]:
    return [source] if source.parts is None else source.parts


def read_slack(source: Source, context: ReadContext) -> SourceContent:
    """Read messages in the order of time, with what they reply to; people become roles, and noise is counted."""
    content, parts = SourceContent(), _parts(source)
    for user in _users(parts, content):
        if _is_bot(user):
            name = string(user.get("real_name")) or string(user.get("name"))
            context.people.introduce_bot(name, _key(user["id"]))
        else:
            title = string(mapping(user.get("profile")).get("title"))
            context.people.introduce(*_names(user), key=_key(user["id"]), title=title)
    messages: list[_Message] = []
    for number, part in enumerate(parts, 1):
        if number % 50 == 0:
            context.progress(f"{source.name}: {number} of {len(parts)} files")
        messages += _messages(part, content, in_export=source.parts is not None)
        if isinstance(part, Part):
            if part.excerpt:
                content.not_read(part.excerpt, file=part.name)
            part.forget()
    for user_id, names in _authors(messages):
        context.people.introduce(*names, key=_key(user_id))
    _add_messages(sorted(messages, key=lambda message: message.order), content, context)
    return content


def _users(parts: Iterable[Source], content: SourceContent) -> Iterator[dict[str, Any]]:
    """Read the people and programs of an export's indexes."""
    for part in parts:
        if PurePosixPath(part.name).name in _USERS:
            for user in _list(part, content):
                if isinstance(user, dict) and isinstance(user.get("id"), str):
                    yield user


def _is_bot(user: dict[str, Any]) -> bool:
    return user.get("is_bot") is True or user.get("id") == "USLACKBOT"


def _names(user: dict[str, Any]) -> list[str]:
    profile = mapping(user.get("profile"))
    names = [user.get("name"), user.get("real_name")]
    names += [profile.get(key) for key in ("display_name", "real_name", "real_name_normalized")]
    return [name for name in dict.fromkeys(names) if isinstance(name, str) and name]


def _authors(messages: Iterable[_Message]) -> Iterator[tuple[str, list[str]]]:
    """Find who wrote, by the messages themselves: a channel or a day alone comes without an index."""
    seen: set[tuple[str, ...]] = set()
    for record in (message.record for message in messages):
        user = string(record.get("user"))
        if not user or record.get("bot_id") or record.get("subtype") == "bot_message":
            continue
        names = _names({**mapping(record.get("user_profile")), "profile": record.get("user_profile")})
        names += [name for name in (string(record.get("real_name")), string(record.get("username"))) if name]
        if names and (user, *names) not in seen:
            seen.add((user, *names))
            yield user, names


def _list(part: Source, content: SourceContent) -> list[Any]:
    """Read the list that a file of an export is; note anything else."""
    values = [value for _, value in content.documents_of(part)]
    if len(values) > 1 and all(map(_is_message, values[:20])):
        return values
    if len(values) == 1 and isinstance(found := _unwrapped(values[0]), list):
        if isinstance(values[0], dict) and values[0].get("has_more") is True:
            content.not_read("Slack has more messages than this answer of its API")
        return found
    if values or not part.documents.stopped:
        file = part.name if isinstance(part, Part) else ""
        content.not_read("not a list, as an export of Slack has it", file=file)
    return []


def _messages(part: Source, content: SourceContent, in_export: bool) -> Iterator[_Message]:
    name = PurePosixPath(part.name)
    if name.name in _INDEXES:
        return
    if in_export and (name.suffix.lower() != ".json" or name.name in _OTHER_INDEXES):
        content.not_read("no messages; share what matters as a source of its own", file=part.name)
        return
    file = part.name if in_export else ""
    for entry, record in enumerate(_list(part, content), 1):
        if not isinstance(record, dict) or not _TS.fullmatch(string(record.get("ts"))):
            content.not_read("not a message: it has no `ts`", entry, file)
            continue
        seconds, _, fraction = record["ts"].partition(".")
        order = (int(seconds), int(fraction.ljust(6, "0")), part.name)
        yield _Message(order, file, entry, _needed(record))


def _needed(record: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that are used; blocks only where there is no text. An export has many messages."""
    kept = {key: record[key] for key in _FIELDS if key in record}
    if "blocks" in record and not (record.get("text") or record.get("attachments")):
        kept["blocks"] = record["blocks"]
    return kept


def _add_messages(messages: Iterable[_Message], content: SourceContent, context: ReadContext) -> None:
    positions: dict[tuple[str, str], int] = {}
    for message in messages:
        record = message.record
        if quiet := _QUIET.get(string(record.get("subtype"))):
            content.left_out[quiet] += 1
            continue
        if record.get("subtype") == "message_changed" and isinstance(inner := record.get("message"), dict):
            record = {**inner, "ts": record["ts"]}
        actor, text = _actor(record, context.people), _body(record, context.people)
        if not text:
            content.left_out["without text"] += 1
            continue
        channel = str(PurePosixPath(message.file).parent)
        thread = string(record.get("thread_ts"))
        reply_to = positions.get((channel, thread)) if thread and thread != record["ts"] else None
        positions.setdefault((channel, record["ts"]), len(content.items))
        at = content.read_time(record["ts"], context.times)
        content.items.append(RawItem(message.entry, at, actor, text, reply_to, _label(message.file)))


def _label(file: str) -> str:
    """Return the file's name, without the names of people that a group conversation is named by."""
    return re.sub(r"(?:^|(?<=/))mpdm-[^/]*(?=/)", "group message", file)


def _key(user: str) -> str:
    return f"slack:{user}"


def _actor(record: dict[str, Any], people: People) -> str:
    user = string(record.get("user"))
    name = string(mapping(record.get("bot_profile")).get("name"))
    if record.get("bot_id") or record.get("subtype") == "bot_message":
        return f"bot {name or string(record.get('username'))}".strip()
    return people.introduce(key=_key(user)) if user else "participant"


def _body(record: dict[str, Any], people: People) -> str:
    parts = [_plain(string(record.get("text")), people)]
    for attachment in mappings(record.get("attachments")):
        written = [string(attachment.get(key)) for key in ("pretext", "title", "text")]
        fields = [f"{string(f.get('title'))}: {string(f.get('value'))}" for f in mappings(attachment.get("fields"))]
        written = [part for part in written if part] or [string(attachment.get("fallback"))]
        parts.append(_plain("\n".join([*written, *fields]), people))
    if not any(parts):
        parts += [_plain(text, people) for text in _block_texts(record.get("blocks"))]
    for file in mappings(record.get("files")):
        kind = string(file.get("mimetype")) or "unknown type"
        name = string(file.get("title")) or string(file.get("name")) or "without a name"
        parts.append(f"[shared a file: {name}, {kind}; not part of the export]")
    text = "\n".join(part for part in parts if part).strip()
    return f"{text} (edited)" if text and isinstance(record.get("edited"), dict) else text


def _block_texts(value: Any, depth: int = 0) -> Iterator[str]:
    """Find the texts in the blocks of a message that has no other text."""
    if isinstance(value, list) and depth < 12:
        for inner in value:
            yield from _block_texts(inner, depth + 1)
    elif isinstance(value, dict) and depth < 12:
        text = value.get("text")
        if isinstance(text, str):
            yield text
        for key in ("text", "elements", "fields"):
            if isinstance(value.get(key), list | dict):
                yield from _block_texts(value[key], depth + 1)


def _plain(text: str, people: People) -> str:
    """Turn Slack's markup into plain text, and people into roles."""

    def shown(match: re.Match[str]) -> str:
        target, label = match["target"], match["label"]
        if target.startswith("@"):
            return people.introduce(*([label] if label else []), key=_key(target[1:]))
        if target.startswith("#"):
            return f"#{label or target[1:]}"
        if target.startswith("!"):
            command = target[1:].split("^")[0]
            return f"@{command}" if command in ("here", "channel", "everyone") else label or command
        address = target.removeprefix("mailto:")
        return f"{label} ({address})" if label and label != address else address

    return _ENTITY.sub(lambda match: _ENTITIES[match[0]], _MARKUP.sub(shown, text)).strip()
