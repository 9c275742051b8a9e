"""A placeholder's number belongs to a value in the whole document, in this run and in later ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from afterword.evidence.builder import NewEvidence
from afterword.evidence.ingest import ingest
from afterword.evidence.ingest_request import Copy, Earlier, IngestRequest
from afterword.evidence.ledger import Ledger
from afterword.times.reader import TimeReader

A = "2026-04-16 17:00Z told by ann@example.org\n"
B = "2026-04-16 18:00Z told by bob@example.org and ann@example.org\n"


def _run(folder: Path, ledger: Ledger, files: dict[str, str], **sources: str) -> tuple[NewEvidence, Ledger]:
    paths = []
    for name, text in sources.items():
        path = folder / f"{name}.md"
        path.write_text(text)
        paths.append(path)
    found = ingest(IngestRequest(tuple(paths), earlier=Earlier(ledger, files)))
    return found, ledger.extended(list(found.items))


def _texts(ledger: Ledger) -> list[str]:
    return [item.text for item in ledger.items]


def test_a_value_has_one_number_in_all_sources(tmp_path: Path) -> None:
    _, ledger = _run(tmp_path, Ledger(), {}, a=A, b=B)
    assert _texts(ledger) == ["told by [email 1]", "told by [email 2] and [email 1]"]


def test_collecting_again_in_any_order_adds_and_renumbers_nothing(tmp_path: Path) -> None:
    _, ledger = _run(tmp_path, Ledger(), {}, a=A, b=B)
    _, again = _run(tmp_path, ledger, {}, b=B, a=A)
    assert again == ledger
    _, one = _run(tmp_path, ledger, {}, b=B)
    assert one == ledger


def test_a_source_that_comes_later_takes_part_in_the_numbers_of_one_that_is_given_again(tmp_path: Path) -> None:
    _, ledger = _run(tmp_path, Ledger(), {}, a=A)
    _, both = _run(tmp_path, ledger, {}, b=B, a=A)
    assert _texts(both) == ["told by [email 1]", "told by [email 2] and [email 1]"]


def test_no_two_values_share_a_number_even_when_the_first_source_is_gone(tmp_path: Path) -> None:
    _, ledger = _run(tmp_path, Ledger(), {}, a=A)
    _, both = _run(tmp_path, ledger, {}, b="2026-04-16 18:00Z by bob@example.org\n")
    assert _texts(both) == ["told by [email 1]", "by [email 2]"]


def test_lines_that_were_added_above_change_no_number(tmp_path: Path) -> None:
    _, ledger = _run(tmp_path, Ledger(), {}, a=A + B)
    _, grown = _run(tmp_path, ledger, {}, a="2026-04-16 16:00Z first eve@example.org\n" + A + B)
    assert _texts(grown) == [*_texts(ledger), "first [email 3]"]


def test_numbers_that_a_source_holds_in_words_are_given_to_no_value(tmp_path: Path) -> None:
    _, ledger = _run(tmp_path, Ledger(), {}, a="2026-04-16 17:00Z [email 1] wrote to ann@example.org\n")
    assert _texts(ledger) == ["[email 1] wrote to [email 2]"]


def test_a_copied_file_keeps_its_bytes(tmp_path: Path) -> None:
    prompt = tmp_path / "prompt.md"
    prompt.write_text("Ask ann@example.org.\nOr bob@example.org.\n")
    copies = (Copy(prompt.name, prompt.read_bytes(), "prompts/p.md"),)
    first = ingest(IngestRequest(copies=copies, earlier=Earlier(document="[email 4] asked")))
    kept = {name: data.decode() for name, data in first.files.items()}
    assert kept == {"prompts/p.md": "Ask [email 5].\nOr [email 6].\n"}
    again = ingest(IngestRequest(copies=copies, earlier=Earlier(files=kept, document="[email 4] asked")))
    assert again.files == first.files


def test_an_export_below_other_files_is_a_source_beside_them(tmp_path: Path) -> None:
    days = tmp_path / "evidence" / "slack" / "inc-1"
    days.mkdir(parents=True)
    (days.parent / "users.json").write_text('[{"id": "U1", "name": "ann"}]')
    message = '[{"type": "message", "user": "U1", "ts": "1745766131.000000", "text": "answers are wrong"}]'
    (days / "2025-04-27.json").write_text(message)
    (tmp_path / "evidence" / "notes.md").write_text("2025-04-27 15:00Z the first answer is wrong\n")
    found = ingest(IngestRequest((tmp_path / "evidence",)))
    assert [(one.name, one.items, one.unread) for one in found.reports] == [("notes.md", 1, ()), ("slack", 1, ())]
    whole = ingest(IngestRequest((days.parent,)))
    assert [(one.name, one.items) for one in whole.reports] == [("slack", 1)]


def test_what_is_beside_an_export_in_one_folder_is_read_too(tmp_path: Path) -> None:
    message = '[{"type": "message", "user": "U1", "ts": "1745766131.000000", "text": "answers are wrong"}]'
    (tmp_path / "channel.json").write_text(message)
    (tmp_path / "diary.md").write_text("2025-04-27 15:00Z the first answer is wrong\n")
    found = ingest(IngestRequest((tmp_path,)))
    assert {item.text for item in found.items} == {"answers are wrong", "the first answer is wrong"}


def test_a_source_without_a_year_is_of_the_year_of_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.log").write_text("2024-09-04T16:12:05Z router deployed\n2024-09-04T17:31:00Z ok\n")
    (tmp_path / "b.txt").write_text("Sep 4, 16:20 UTC answers are wrong\nSep 4, 17:25 UTC fixed\n")
    found = ingest(IngestRequest((tmp_path / "a.log", tmp_path / "b.txt"), is_begun=True))
    assert {str(item.at)[:4] for item in found.items} == {"2024"}


def test_a_chat_without_a_day_is_of_the_day_on_which_most_happened_at_its_times(tmp_path: Path) -> None:
    chat = "Ann  14:31\nanswers are wrong\nBob  17:30\nall is well again\n"
    log = "2025-08-05T09:00:12Z pool registered\n2025-09-04T16:12:05Z router deployed\n2025-09-04T17:31:00Z ok\n"
    paths = []
    for name, text in (("router.log", log), ("thread.txt", chat)):
        paths.append(tmp_path / name)
        paths[-1].write_text(text)
    found = ingest(IngestRequest(tuple(paths), is_begun=True))
    said = {str(item.at)[:10] for item in found.items if item.source == "thread.txt"}
    assert said == {"2025-09-04"}
    paths[0].write_text(log.replace("T16:12", "T05:12").replace("T17:31", "T06:31"))
    found = ingest(IngestRequest(tuple(paths), is_begun=True))
    assert {str(item.at)[:10] for item in found.items if item.source == "thread.txt"} == {"2025-08-05"}


def _times_of_chat(folder: Path, **files: str) -> tuple[list[str], str]:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    times = TimeReader(near=date(2026, 12, 1), latest=date(2026, 12, 1))
    found = ingest(IngestRequest((folder,), times=times, is_begun=True))
    report = next(one for one in found.reports if one.name == "chat.txt")
    return [str(item.at) for item in found.items if item.source == "chat.txt"], " ".join(report.assumptions)


_EITHER = "[04/05/2026, 09:14:33] Ivy Larch: prices are old\n[04/05/2026, 09:31:40] Oren Pike: done\n"


def test_days_are_read_in_the_order_in_which_they_are_those_of_other_sources(tmp_path: Path) -> None:
    times, said = _times_of_chat(tmp_path, chat_txt=_EITHER, app_log="2026-05-04T09:14:02Z prices stale\n")
    assert times[0] == "2026-05-04T09:14:33Z" and "its dates are read with the day first (see --dates)" in said
    times, said = _times_of_chat(tmp_path, chat_txt=_EITHER, app_log="2026-04-05T09:14:02Z prices stale\n")
    assert times[0] == "2026-04-05T09:14:33Z" and "with the month first" in said


def test_days_are_not_read_if_both_orders_make_sense(tmp_path: Path) -> None:
    assert _times_of_chat(tmp_path, chat_txt=_EITHER) == (["None", "None"], "")


def test_days_that_were_still_to_come_have_the_other_order(tmp_path: Path) -> None:
    times, _ = _times_of_chat(tmp_path, chat_txt=_EITHER.replace("04/05", "05/12"))
    assert times[0] == "2026-05-12T09:14:33Z"


def test_the_day_is_first_in_languages_that_write_no_month_first(tmp_path: Path) -> None:
    chat = _EITHER.replace("prices are old", "el bot da los precios de ayer").replace("done", "ya está")
    assert _times_of_chat(tmp_path, chat_txt=chat)[0][0] == "2026-05-04T09:14:33Z"


def test_a_chat_with_a_day_of_the_week_alone_is_of_the_days_of_the_other_sources(tmp_path: Path) -> None:
    """What is called Thursday counts from the day that is taken for the messages before it."""
    (tmp_path / "log.txt").write_text("2026-04-15T09:02:11Z judge failed\n2026-04-15T09:40:00Z judge restarted\n")
    (tmp_path / "chat.txt").write_text(
        "Ivy Larch  09:04\nthe judge fails\nOren Pike  09:41\nit is up\nIvy Larch  Thu 10:15\nclosing this\n"
    )
    request = IngestRequest((tmp_path,), times=TimeReader("Z", date(2026, 12, 1)), is_begun=True)
    times = {item.text: str(item.at) for item in ingest(request).items}
    assert times["the judge fails"] == "2026-04-15T09:04Z"
    assert times["closing this"] == "2026-04-16T10:15Z"
