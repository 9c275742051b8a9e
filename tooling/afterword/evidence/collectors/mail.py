"""Mail: `.eml` files, and mailboxes of several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime

from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent
from afterword.evidence.collectors.known_form import words_of_html
from afterword.evidence.source import NotReadable, Source
from afterword.times.when import When

_MAX_HEADER = 100_000
"""Bytes; the parser takes far longer for longer ones."""
_HEADER = re.compile(r"(?im)^(?:from|date|sent|subject|received|message-id|return-path):\s")
_QUOTED = re.compile(
    r"(?m)^(?:On .{5,200} wrote:|Am .{5,200} schrieb.{0,80}:|-{2,}\s?Original Message\s?-{2,}|_{10,})\s*$"
)


def is_mail(source: Source) -> bool:
    """Whether a source is a mail or a mailbox."""
    if source.suffix not in (".eml", ".mbox", ".txt", ""):
        return False
    head = source.data[:4_000].decode("utf-8", "replace")
    return (
        source.suffix in (".eml", ".mbox") or len(set(map(str.lower, _HEADER.findall(head.partition("\n\n")[0])))) >= 3
    )


def read_mail(source: Source, context: ReadContext) -> SourceContent:
    """Read each mail as an item: who sent it when, its subject and words; what it quotes is left out and counted."""
    content = SourceContent()
    for number, data in enumerate(_mails(source.data), 1):
        if len(re.split(rb"\r?\n\r?\n", data, maxsplit=1)[0]) > _MAX_HEADER:
            content.not_read("the header of a mail is longer than any mail's", number)
            continue
        message = message_from_bytes(data, policy=policy.default)
        assert isinstance(message, EmailMessage)
        senders = [context.people.introduce(name, address) for name, address in _addresses(message, "from")]
        for header in ("to", "cc", "reply-to"):
            for name, address in _addresses(message, header):
                context.people.introduce(name, address)
        words = _words(message, content)
        if quoted := _QUOTED.search(words):
            words = words[: quoted.start()]
            content.left_out["quoted earlier mails"] += 1
        own = [line for line in words.split("\n") if not line.startswith(">")]
        content.left_out.update(
            {"quoted lines": len(words.split("\n")) - len(own)} if len(own) < words.count("\n") + 1 else {}
        )
        subject = str(message.get("subject", "")).strip()
        text = "\n".join(filter(None, (f"Subject: {subject}" if subject else "", "\n".join(own).strip())))
        names = [part.get_filename() for part in message.iter_attachments()]
        text = "\n".join(filter(None, (text, *(f"[attached: {name}; not read]" for name in names if name))))
        if text:
            content.items.append(RawItem(number, _time(message, content, context), ", ".join(senders) or None, text))
    if not (content.items or content.unread):
        raise NotReadable("this is not a mail; save it as text, or export it as `.eml`")
    return content


def _mails(data: bytes) -> Iterator[bytes]:
    if not data.startswith(b"From "):
        yield data
        return
    yield from re.split(rb"(?m)^From [^\n]*\n", data)[1:]


def _addresses(message: EmailMessage, header: str) -> list[tuple[str, str]]:
    return [pair for pair in getaddresses([str(one) for one in message.get_all(header, [])]) if any(pair)]


def _words(message: EmailMessage, content: SourceContent) -> str:
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    try:
        text = str(body.get_content())
    except (LookupError, UnicodeError, KeyError):
        content.not_read("the words of a mail are in an unknown encoding")
        return ""
    return words_of_html(text) if body.get_content_subtype() == "html" else text.replace("\r\n", "\n")


def _time(message: EmailMessage, content: SourceContent, context: ReadContext) -> When | None:
    if "date" not in message and (sent := str(message.get("sent", ""))):  # as Outlook writes it above a copied mail
        return content.read_time(sent, context.times, of_text=True)
    try:
        moment = parsedate_to_datetime(str(message.get("date", "")))
    except (ValueError, TypeError, IndexError, OverflowError):
        content.not_read("a mail has no date that is read; the text was kept without it")
        return None
    if moment.tzinfo is None:
        content.not_read("a mail's date has no zone; the text was kept without it")
        return None
    return When.at(moment)
