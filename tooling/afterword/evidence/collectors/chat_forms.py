"""Chats as programs export them: Teams, Discord, Telegram, Google Chat, Mattermost, Signal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from afterword.evidence.collectors.interface import ReadContext
from afterword.evidence.collectors.json_values import listing, mapping, mappings, string
from afterword.evidence.collectors.known_form import Event, named, words_of_html

# Teams: Graph, and the export of a person's data


def _teams_messages(value: Any) -> list[dict[str, Any]]:
    outer = mapping(value)
    found = mappings(outer.get("value")) or mappings(outer.get("messages")) or mappings(value)
    return [one for one in found if "createdDateTime" in one and isinstance(one.get("body"), dict)]


def _teams(value: Any, context: ReadContext) -> Iterator[Event]:
    for message in _teams_messages(value):
        sender = mapping(message.get("from"))
        app = named(sender.get("application"), "displayName")
        user = mapping(sender.get("user"))
        who = context.people.introduce(named(user, "displayName"), key=f"teams:{user.get('id')}") if user else ""
        for one in mappings(message.get("mentions")):
            mentioned = mapping(mapping(one.get("mentioned")).get("user"))
            if named(mentioned, "displayName"):
                context.people.introduce(named(mentioned, "displayName"), key=f"teams:{mentioned.get('id')}")
        text = words_of_html(string(message["body"].get("content")))
        files = [f"[shared a file: {named(one)}]" for one in mappings(message.get("attachments")) if named(one)]
        if message.get("messageType", "message") == "message" and message.get("deletedDateTime") is None:
            yield Event(
                message["createdDateTime"], f"bot {app}" if app else who, "\n".join(filter(None, (text, *files)))
            )
        for reply in _teams_messages(mappings(message.get("replies"))):
            yield from _teams([reply], context)


def _skype_messages(value: Any) -> list[tuple[dict[str, Any], str]]:
    conversations = mappings(mapping(value).get("conversations"))
    return [
        (one, string(conversation.get("displayName")))
        for conversation in conversations
        for one in mappings(conversation.get("MessageList"))
    ]


def _skype(value: Any, context: ReadContext) -> Iterator[Event]:
    for message, _ in _skype_messages(value):
        name, login = string(message.get("displayName")), string(message.get("from")).partition(":")[2]
        who = context.people.introduce(name, key=f"teams:{login}")
        yield Event(message.get("originalarrivaltime"), who, words_of_html(string(message.get("content"))))


# Discord, as DiscordChatExporter writes it


def _discord_messages(value: Any) -> list[dict[str, Any]]:
    messages = mappings(mapping(value).get("messages")) or mappings(value)
    return [one for one in messages if "timestamp" in one and "content" in one and isinstance(one.get("author"), dict)]


def _discord(value: Any, context: ReadContext) -> Iterator[Event]:
    for message in _discord_messages(value):
        author = mapping(message["author"])
        login = string(author.get("name")) or string(author.get("username"))
        shown = string(author.get("nickname")) or string(author.get("global_name"))
        is_bot = author.get("isBot") is True or author.get("bot") is True
        mark = context.people.introduce(f"@{login}", shown, key=f"discord:{author.get('id')}") if not is_bot else ""
        for one in mappings(message.get("mentions")):
            context.people.introduce(
                f"@{string(one.get('name'))}", string(one.get("nickname")), key=f"discord:{one.get('id')}"
            )
        embeds = [
            " ".join(filter(None, (string(e.get("title")), string(e.get("description")))))
            for e in mappings(message.get("embeds"))
        ]
        files = [f"[shared a file: {string(one.get('fileName'))}]" for one in mappings(message.get("attachments"))]
        text = "\n".join(filter(None, (string(message.get("content")), *embeds, *files)))
        yield Event(message["timestamp"], f"bot {shown or login}" if is_bot else mark, text)


# Telegram


def _telegram_messages(value: Any) -> list[dict[str, Any]]:
    messages = mappings(mapping(value).get("messages"))
    return [one for one in messages if "date_unixtime" in one or ("from_id" in one and "date" in one)]


def _telegram(value: Any, context: ReadContext) -> Iterator[Event]:
    for message in _telegram_messages(value):
        if message.get("type") != "message":
            continue
        name = string(message.get("from"))
        who = context.people.introduce(name, key=f"telegram:{message.get('from_id')}") if name else ""
        text = message.get("text")
        parts = [part if isinstance(part, str) else string(mapping(part).get("text")) for part in listing(text)]
        file = string(message.get("file")) or string(message.get("photo"))
        said = string(text) or "".join(parts)
        yield Event(
            message.get("date_unixtime") or message.get("date"),
            who,
            "\n".join(filter(None, (said, "[shared a file]" if file else ""))),
        )


# Google Chat, as Takeout writes it


def _google_messages(value: Any) -> list[dict[str, Any]]:
    return [one for one in mappings(mapping(value).get("messages")) if "creator" in one and "created_date" in one]


def _google(value: Any, context: ReadContext) -> Iterator[Event]:
    for message in _google_messages(value):
        creator = mapping(message["creator"])
        name = named(creator)
        is_bot = string(creator.get("user_type")) == "Bot"
        who = f"bot {name}" if is_bot else context.people.introduce(name, string(creator.get("email")))
        files = ["[shared a file]" for _ in mappings(message.get("attached_files"))]
        time = string(message["created_date"])
        yield Event(time, who, "\n".join(filter(None, (string(message.get("text")), *files))))


# Mattermost: posts of its API, and lines of a bulk export


def _mattermost_posts(value: Any) -> list[dict[str, Any]]:
    outer = mapping(value)
    if isinstance(outer.get("posts"), dict):
        return mappings(list(outer["posts"].values()))
    return mappings([outer.get("post")]) if outer.get("type") == "post" else []


def _mattermost(value: Any, context: ReadContext) -> Iterator[Event]:
    for post in _mattermost_posts(value):
        user, identity = string(post.get("user")), post.get("user_id")
        name = string(mapping(post.get("props")).get("override_username"))
        if string(post.get("type")).startswith("system_"):
            continue
        who = (
            f"bot {name}"
            if name
            else context.people.introduce(f"@{user}" if user else "", key=f"mattermost:{identity}" if identity else "")
        )
        yield Event(post.get("create_at"), who, string(post.get("message")))
        for reply in mappings(post.get("replies")):
            yield from _mattermost({"type": "post", "post": reply}, context)


def _is_mattermost(value: Any) -> bool:
    if mapping(value).get("type") in ("version", "channel", "team", "user", "emoji", "scheme", "role"):
        return "version" in value or bool(value.keys() & {"channel", "team", "user", "emoji", "scheme", "role"})
    return any("create_at" in post and "message" in post for post in _mattermost_posts(value))


# Signal, as signal-cli writes it, one message a line


def _is_signal(value: Any) -> bool:
    envelope = mapping(mapping(value).get("envelope"))
    return "timestamp" in envelope and any(key.endswith(("Message", "Messages")) for key in envelope)


def _signal(value: Any, context: ReadContext) -> Iterator[Event]:
    envelope = mapping(value["envelope"])
    own = mapping(mapping(envelope.get("syncMessage")).get("sentMessage"))  # of the device that wrote the export
    message = mapping(envelope.get("dataMessage")) or own
    number = string(envelope.get("sourceNumber")) or string(envelope.get("source"))
    if text := string(message.get("message")):
        who = context.people.introduce(string(envelope.get("sourceName")), key=f"signal:{number}")
        yield Event(message.get("timestamp") or envelope["timestamp"], who, text)


FORMS = (
    ("Teams messages", lambda value: bool(_teams_messages(value)), _teams),
    ("Teams export", lambda value: bool(_skype_messages(value)), _skype),
    ("Discord export", lambda value: bool(_discord_messages(value)), _discord),
    ("Telegram export", lambda value: bool(_telegram_messages(value)), _telegram),
    ("Google Chat export", lambda value: bool(_google_messages(value)), _google),
    ("Mattermost export", _is_mattermost, _mattermost),
    ("Signal messages", _is_signal, _signal),
)
