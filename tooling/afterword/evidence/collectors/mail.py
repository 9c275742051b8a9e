"""Mail: `.eml` files, and mailboxes of several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, message_from_string, policy
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime

from afterword.evidence.collectors.clocks_in_words import with_zone
from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent
from afterword.evidence.collectors.known_form import words_of_html
from afterword.evidence.collectors.mail_headers import HEADERS_ABROAD, has_headers, in_english
from afterword.evidence.collectors.quoted_mails import (
    begin_mail_below,
    begin_quoted_mail,
    find_quoted_mails,
    is_quotation_head,
    is_rule,
    split_marks,
)
from afterword.evidence.people import is_full_name, is_mailbox
from afterword.evidence.source import NotReadable, Source
from afterword.text.late_pattern import late_pattern
from afterword.text.line_wrapping import join_broken
from afterword.text.word_lists import GIVEN_NAMES, MAILBOXES, NO_PERSONS, ROLES
from afterword.times.when import When

_FILES = (".eml", ".mbox")
_MAX_HEADER = 100_000
"""Bytes; the parser takes far longer for longer ones."""
_OF_OUTLOOK = late_pattern(r"([^<>;@]{1,80}?)\s?<([^<>\s]{1,64}@[^<>\s]{1,80})>")
_SHARED = late_pattern(
    r"(?i:no-?reply|do-?not-?reply|notifications?|alerts?|alerting|monitoring|status|mailer-daemon)[@+.-]|[^@]+@noreply\."
)
_PROGRAM = late_pattern(
    r"(?i)\b(?:status(?:page)?|team|support|alert\w*|notifications?|monitor\w*|system|service|bot|ops|"
    r"grafana|datadog|pagerduty|opsgenie|sentry|github|gitlab|jira|azure|aws|cloud)\b"
)
_OF_TEAMS = (MAILBOXES | NO_PERSONS | ROLES) - GIVEN_NAMES
_OFFSET = late_pattern(r"(?<=\d\d )([+-]\d{2})(\d{2})\b")
_SIGNATURE = late_pattern(r"--[ \t]*")
_TO = rf"(?:(?:to|{HEADERS_ABROAD['to']}|cc|{HEADERS_ABROAD['cc']}): [^\n]*\n)*"
_NEXT = late_pattern(
    rf"(?<!\n)\n{{2,}}+(?=(?:from|{HEADERS_ABROAD['from']}): [^\n]*@[^\n]*\n{_TO}"
    rf"(?:sent|{HEADERS_ABROAD['sent']}): [^\n]*\n{_TO}(?:subject|{HEADERS_ABROAD['subject']}): )",
    re.IGNORECASE,
)
"""Before the headers of the next mail, in a text with several."""


def is_mail(source: Source) -> bool:
    """Whether a source is a mail or a mailbox."""
    if source.suffix not in (".eml", ".mbox", ".txt", ""):
        return False
    if source.suffix in _FILES:
        return True
    return has_headers(in_english(source.text_if_any)[:4_000])


def read_mail(source: Source, context: ReadContext) -> SourceContent:
    """Read each mail as an item: who sent it when, its subject, and its own words."""
    content = SourceContent()
    for number, message in enumerate(_messages(source), 1):
        if message is None:
            content.not_read("the header of a mail is longer than any mail's", number)
            continue
        senders = [_correspondent(name, address, context) for name, address in _addresses(message, "from")]
        for header in ("to", "cc", "reply-to"):
            for name, address in _addresses(message, header):
                _correspondent(name, address, context)
        words = _words(message, content, source.suffix not in _FILES)
        own = _own_lines(words, content)
        subject = str(message.get("subject", "")).strip()
        own_words = with_zone("\n".join(own).strip(), _offset(message))
        text = "\n".join(filter(None, (f"Subject: {subject}" if subject else "", own_words)))
        names = [part.get_filename() for part in message.iter_attachments()]
        text = "\n".join(filter(None, (text, *(f"[attached: {name}; not read]" for name in names if name))))
        at = _time(message, content, context)
        if text:
            content.items.append(RawItem(number, at, ", ".join(senders) or None, text))
        content.items += _quoted(number, words, at, _offset(message), content, context)
    if not (content.items or content.unread):
        raise NotReadable("this is not a mail; save it as text, or export it as `.eml`")
    return content


def _quoted(
    number: int, words: str, at: When | None, offset: str, content: SourceContent, context: ReadContext
) -> Iterator[RawItem]:
    """Yield the mails that a mail quotes; their times are those of its sender's clock, and before it."""
    times = replace(context.times, zone=offset, states_zone=True) if offset else context.times
    before = at.earliest if at else None
    for mail in find_quoted_mails(words):
        sent = content.read_time(mail.sent, times, of_text=True)
        if offset and sent and before and sent.earliest and sent.earliest > before:
            sent = None  # of another clock
        before = sent.earliest if sent else before
        said = with_zone("\n".join(join_broken(mail.lines)).strip(), offset)
        if said:
            sender = _correspondent(mail.name, mail.address, context)
            yield RawItem(number, sent, sender or None, said, is_copy=True)


def _own_lines(words: str, content: SourceContent) -> list[str]:
    """Return the lines of a mail without those that it quotes, and without its signature; both are counted."""
    lines = words.split("\n")
    marked = split_marks(words)
    own: list[str] = []
    is_over = has_mails = False
    at = 0
    while at < len(lines):
        if begun := begin_quoted_mail(marked, at):
            has_mails = True  # they are items of their own
            at += begun[1]
            continue
        if begin_mail_below(marked, at):
            break  # all behind it is of earlier mails
        if is_rule(lines[at]) or is_quotation_head(lines[at]):
            if any(begin_mail_below(marked, below) for below in range(at + 1, min(at + 3, len(lines)))):
                break
            content.left_out["quoted earlier mails"] += 1
            break
        if _SIGNATURE.fullmatch(lines[at]) and not is_over:
            content.left_out["signatures"] += 1
            is_over = True
        elif marked[at][0]:
            if not has_mails:
                content.left_out["quoted lines"] += 1
        elif not is_over:
            own.append(lines[at])
        at += 1
    return join_broken(own)


def _offset(message: EmailMessage) -> str:
    """Return how far the clock of a mail's sender is ahead of UTC: `+02:00`; empty if that is not known."""
    match = _OFFSET.search(str(message.get("date", "")))
    return f"{match[1]}:{match[2]}" if match and match[0].strip("+- ") != "0000" else ""


def _messages(source: Source) -> Iterator[EmailMessage | None]:
    """Parse the mails of a source; None for one whose header is too long."""
    if source.suffix not in _FILES:  # copied from a window, it is text; no header says how it is encoded
        for text in map(in_english, _NEXT.split(source.text)):
            is_short = len(text.partition("\n\n")[0]) <= _MAX_HEADER
            yield _checked(message_from_string(text, policy=policy.default)) if is_short else None
        return
    data = source.data
    for one in re.split(rb"(?m)^From [^\n]*\n", data)[1:] if data.startswith(b"From ") else [data]:
        head = re.split(rb"\r?\n\r?\n", one, maxsplit=1)[0]
        yield _checked(message_from_bytes(one, policy=policy.default)) if len(head) <= _MAX_HEADER else None


def _checked(message: object) -> EmailMessage:
    assert isinstance(message, EmailMessage)  # as the policy makes them
    return message


def _correspondent(name: str, address: str, context: ReadContext) -> str:
    """Return the mark of who sends or gets a mail; an address of a program or a team is that of several persons."""
    if is_mailbox(address):
        words = re.findall(r"\w+", name.casefold())
        is_person = not all(word in address.casefold() or word in _OF_TEAMS for word in words)
    elif _SHARED.match(address):
        is_person = is_full_name(name) and not _PROGRAM.search(name)
    else:
        return context.people.introduce(name, address)
    return context.people.introduce(name) if is_person else name or address.partition("@")[0]


def _addresses(message: EmailMessage, header: str) -> list[tuple[str, str]]:
    values = [str(one) for one in message.get_all(header, [])]
    pairs = [pair for pair in getaddresses(values) if any(pair)]
    if any("@" not in address for _, address in pairs):  # `Pike, Oren <…>; Larch, Ivy <…>`, as Outlook shows them
        found = [(match[1], match[2]) for value in values for match in _OF_OUTLOOK.finditer(value)]
        return found or [_without_title(value) for value in values if value.strip()]
    return pairs


def _without_title(name: str) -> tuple[str, str]:
    """Return a name without address, and without what is behind it: `Ivy Larch, Support`."""
    first, _, behind = name.partition(", ")
    return (first if " " in first.strip() and behind else name, "")


def _words(message: EmailMessage, content: SourceContent, is_copied: bool) -> str:
    if is_copied:
        return str(message.get_payload())
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
