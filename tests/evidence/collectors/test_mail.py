"""Who sends and gets a mail: persons have roles, and mailboxes of teams keep their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from fakes.sources import gather

MAIL = (
    "From: {sender}\nTo: Parcels Support <parcels@fernbank.org>\nDate: Fri, 12 Jun 2026 10:52:31 +0100\n"
    "Subject: late\n\nMy parcels are late. Parcels of this size never are.\n"
)


def _only(folder: Path, sender: str) -> tuple[str | None, str]:
    (folder / "a.eml").write_text(MAIL.format(sender=sender))
    (item,) = gather(folder).items
    return item.actor, item.text


@pytest.mark.parametrize(
    ("sender", "actor"),
    [
        ("Fernbank Returns Desk <returns@fernbank.org>", "Fernbank Returns Desk"),
        ("returns@fernbank.org", "returns"),
        ("Ivy Larch <returns@fernbank.org>", "participant 1"),
        ("Ivy <returns@fernbank.org>", "participant 1"),
        ("Xiadani Ruz (Fernbank Support) <support@fernbank.org>", "participant 1"),
        ("Ivy Larch <ivy.larch@fernbank.org>", "participant 1"),
    ],
)
def test_a_mailbox_is_no_person_and_who_writes_from_it_is_one(tmp_path: Path, sender: str, actor: str) -> None:
    assert _only(tmp_path, sender)[0] == actor


def test_the_words_by_which_a_mailbox_is_called_stay_in_every_text(tmp_path: Path) -> None:
    assert _only(tmp_path, "Ivy Larch <ivy.larch@fernbank.org>")[1].endswith(
        "My parcels are late. Parcels of this size never are."
    )
