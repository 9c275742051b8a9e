"""Mails that a mail quotes are items of their own, once each."""

from __future__ import annotations

from pathlib import Path

from afterword.evidence.collectors.mail import read_mail
from fakes.sources import gather, given, shown, source

FIRST = (
    "From: Ivy Larch <ivy@a.example>\nTo: ops@a.example\nDate: Fri, 12 Jun 2026 10:52:31 +0100\nSubject: cut off\n\n"
    "The clause breaks off.\nTwo others do too.\n"
)
THREAD = (
    "From: Noor Haddad <noor@a.example>\nTo: ops@a.example\nDate: Mon, 15 Jun 2026 17:48:02 +0100\n"
    "Subject: Re: cut off\n\nAll sent again.\n\n"
    "On Fri, 12 Jun 2026 at 14:03, Oren Pike wrote:\n> The limit was 1024.\n> \n"
    "> On Fri, 12 Jun 2026 at 10:52, Ivy Larch\n> <ivy@a.example> wrote:\n"
    ">> The clause breaks off.\n>> Two others do too.\n"
)


def test_the_mails_of_a_chain_have_their_senders_and_times() -> None:
    assert shown(read_mail(source("a.eml", THREAD), given())) == [
        ("2026-06-15T16:48:02Z", "participant 1", "Subject: Re: cut off\nAll sent again."),
        ("2026-06-12T13:03Z", "participant 2", "The limit was 1024."),
        ("2026-06-12T09:52Z", "participant 3", "The clause breaks off.\nTwo others do too."),
    ]


def test_a_quotation_is_left_out_where_the_mail_itself_is_there(tmp_path: Path) -> None:
    (tmp_path / "1.eml").write_text(FIRST)
    (tmp_path / "2.eml").write_text(THREAD)
    found = gather(tmp_path)
    assert [item.text.partition("\n")[2] or item.text for item in found.items] == [
        "The clause breaks off.\nTwo others do too.", "All sent again.", "The limit was 1024.",
    ]  # fmt: skip
    assert found.reports[1].left_out == {"quoted earlier mails": 1}


def test_a_time_after_the_mail_that_quotes_it_is_of_another_clock() -> None:
    late = THREAD.replace("12 Jun 2026 at 14:03", "15 Jun 2026 at 23:03")
    assert [at for at, _, _ in shown(read_mail(source("a.eml", late), given()))][1] == ""


def test_quoted_lines_without_a_sender_stay_left_out() -> None:
    text = THREAD.partition("On Fri")[0] + "> an old line\n"
    content = read_mail(source("a.eml", text), given())
    assert len(content.items) == 1 and content.left_out == {"quoted lines": 1}


def test_an_answer_below_a_quotation_is_the_writer_s_own() -> None:
    text = THREAD.partition("All sent")[0] + (
        "On Fri, 12 Jun 2026 at 10:52, Ivy Larch\n<ivy@a.example> wrote:\n> The clause breaks off.\n\nSince 10:40.\n"
        "-- \nNoor\n"
    )
    content = read_mail(source("a.eml", text), given())
    assert [words for _, _, words in shown(content)] == [
        "Subject: Re: cut off\nSince 10:40 [+01:00].", "The clause breaks off.",
    ]  # fmt: skip
    assert content.left_out == {"signatures": 1}


_ANSWERS = (
    "From: Noor Haddad <noor@a.example>\nTo: ops@a.example\nDate: Mon, 15 Jun 2026 17:48:02 +0100\n"
    "Subject: AW: cut off\n\nAll sent again.\n\n"
    "-----Original Message-----\nFrom: Oren Pike <oren@a.example>\nSent: Friday, June 12, 2026 2:03 PM\n"
    "To: Noor Haddad\nSubject: RE: cut off\n\nThe limit was 1024.\n\n"
    "________________________________\nVon: Ivy Larch <ivy@a.example>\nGesendet: Freitag, 12. Juni 2026 10:52\n"
    "An: Oren Pike\nBetreff: cut off\n\nThe clause breaks off.\n"
)


def test_mails_below_the_headers_that_outlook_shows_are_items_of_their_own() -> None:
    assert shown(read_mail(source("a.eml", _ANSWERS), given())) == [
        ("2026-06-15T16:48:02Z", "participant 1", "Subject: AW: cut off\nAll sent again."),
        ("2026-06-12T13:03Z", "participant 2", "The limit was 1024."),
        ("2026-06-12T09:52Z", "participant 3", "The clause breaks off."),
    ]


def test_lines_that_only_look_like_headers_stay_words_of_the_mail() -> None:
    text = FIRST + "From: the parser\nSubject: limits\n\nIt stops at 1024.\n"
    assert len(read_mail(source("a.eml", text), given()).items) == 1
