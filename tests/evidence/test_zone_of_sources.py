"""Times without a zone are read in the one zone that people name in the same file or in those beside it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from tests.fakes.sources import NEAR

from afterword.evidence.ingest import ingest
from afterword.evidence.ingest_request import IngestRequest
from afterword.evidence.zone_of_sources import NamedZones, zone_of_same_events
from afterword.times.reader import TimeReader
from growth import require_linear

_CHAT = "Ivy Larch [2026-04-16 17:02]: refunds fail\nNoor Haddad [2026-04-16 17:05]: looking\n"


def _times(folder: Path, *, infers: bool = True, **files: str) -> tuple[list[str], str]:
    """The times of the chat `a.txt`, and what is remarked of it."""
    for name, text in {"a_txt": _CHAT, **files}.items():
        (folder / name.replace("_", ".")).write_text(text)
    request = IngestRequest((folder,), times=TimeReader(near=NEAR), infers_zone=infers, is_begun=True)
    found = ingest(request)
    report = next(one for one in found.reports if one.name == "a.txt")
    said = " ".join((*report.assumptions, *report.remarks))
    return [str(one.at) for one in found.items if one.source == "a.txt"], said


@pytest.mark.parametrize(
    "text",
    [
        "hour_sgt,usd\n2026-04-16 17:00,12.00\n",
        "- 17:02 SGT the alert fires\n",
        "--- app.yaml\t2026-04-16 17:02:11 +0800\n",
        "Times are formatted for Asia/Singapore.\n",
        "Opened (SGT),What\n16/04/2026 17:00,alert\n",
        "Date:   Thu Apr 16 17:02:11 2026 +0800\n",
        "all times SGT\n\n17:02 alert\n",
        "17:02 SGT alert, 09:02 UTC in the log\n",
    ],
)
def test_the_zone_of_another_file_is_taken_and_told(tmp_path: Path, text: str) -> None:
    times, remarks = _times(tmp_path, notes_md=text)
    assert times[0] == "2026-04-16T09:02Z"
    assert "which notes.md names (see --zone)" in remarks


def test_the_own_zone_goes_before_that_of_others(tmp_path: Path) -> None:
    times, _ = _times(
        tmp_path, a_txt=f"{_CHAT}Ivy Larch [2026-04-16 17:09]: since 17:00 CEST\n", b_md="17:02 SGT alert"
    )
    assert times[0] == "2026-04-16T15:02Z"


@pytest.mark.parametrize("text", ["17:02 SGT alert\n17:30 CEST mitigated\n", "17:02 alert\n"])
def test_of_several_zones_none_is_chosen(tmp_path: Path, text: str) -> None:
    times, remarks = _times(tmp_path, notes_md=text)
    assert times[0] == "2026-04-16T17:02Z"
    assert "see --zone" not in remarks


def test_a_zone_that_is_given_holds(tmp_path: Path) -> None:
    assert _times(tmp_path, infers=False, notes_md="17:02 SGT alert")[0][0] == "2026-04-16T17:02Z"


@pytest.mark.parametrize(
    ("text", "zones"),
    [
        ("generated_et,office\n", {"America/New_York"}),
        ("it was quarter past ten Pacific, I think", {"America/Los_Angeles"}),
        ("2026-04-16T17:02:11Z INFO ready", set()),
        ("region_west,usd\n", set()),
        ("started at 17:02 and IST is on", set()),
        ("17:02 PST", {"America/Los_Angeles"}),
    ],
)
def test_zones_are_found_beside_times_and_in_columns(text: str, zones: set[str]) -> None:
    assert NamedZones.of(text).zones == zones


_LOG = (
    "2026-04-16T20:02:11Z INFO deploy finished build=4411\n2026-04-16T20:31:40Z INFO rollback begun build=4410\n"
    "2026-04-16T21:05:02Z INFO replay finished orders=18233\n2026-04-16T21:40:00Z INFO heartbeat\n"
)
_TOLD = (
    "Ivy Larch [2026-04-16 17:02]: build 4411 is out\nNoor Haddad [2026-04-16 17:31]: going to 4410\n"
    "Ivy Larch [2026-04-16 18:05]: replay of 18.233 orders finished\n"
)


def test_a_chat_is_read_in_the_zone_in_which_it_tells_the_events_of_a_log(tmp_path: Path) -> None:
    times, remarks = _times(tmp_path, a_txt=_TOLD, b_log=_LOG)
    assert times == ["2026-04-16T20:02Z", "2026-04-16T20:31Z", "2026-04-16T21:05Z"]
    assert "read in -03:00, in which they agree with 3 events of other sources (see --zone)" in remarks


def test_two_events_choose_no_zone_that_no_source_names(tmp_path: Path) -> None:
    assert (
        _times(tmp_path, a_txt=_TOLD.replace("replay of 18.233 orders finished", "good"), b_log=_LOG)[0][0]
        == "2026-04-16T17:02Z"
    )


def test_one_event_chooses_among_the_zones_that_sources_name(tmp_path: Path) -> None:
    notes = "17:02 SGT alert\n17:30 BRT mitigated, -03:00\n"
    told = "Ivy Larch [2026-04-16 17:31]: going to 4410\nNoor Haddad [2026-04-16 17:40]: thanks\n"
    assert _times(tmp_path, a_txt=told, b_log=_LOG, notes_md=notes)[0][0] == "2026-04-16T20:31Z"


def test_zones_that_disagree_are_named(tmp_path: Path) -> None:
    _, remarks = _times(tmp_path, notes_md="17:02 SGT alert\n17:30 CEST mitigated\n")
    assert "the sources name several: CEST in notes.md, SGT in notes.md" in remarks


def test_an_uncertain_name_is_read_as_the_place_if_no_other_zone_is_named(tmp_path: Path) -> None:
    told = "Ivy Larch [2026-04-16 17:02 CDT]: refunds fail\nNoor Haddad [2026-04-16 17:05 CDT]: ok\n"
    times, remarks = _times(tmp_path, a_txt=told)
    assert times[0] == "2026-04-16T22:02Z" and "`CDT` is read as America/Chicago (see --zone)" in remarks


_MAIL = (
    "Received: by mx with SMTP id x; Thu, 16 Apr 2026 09:02:14 -0700 (PDT)\n"
    "Received: from gw; Thu, 16 Apr 2026 16:02:12 +0000 (UTC)\n"
    "From: Ivy Larch <ivy@x.example>\nTo: desk@x.example\nDate: Thu, 16 Apr 2026 18:02:11 +0200\nSubject: refunds\n\n"
    "See below.\n\nOn Thu, 16 Apr 2026 at 21:40 +0530, Noor wrote:\n> refunds fail\n"
)


def test_a_mail_names_the_zone_of_its_sender_and_not_those_of_servers_or_of_whom_it_quotes(tmp_path: Path) -> None:
    times, remarks = _times(tmp_path, b_eml=_MAIL)
    assert times[0] == "2026-04-16T15:02Z" and "which b.eml names" in remarks


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ('10.0.0.1 - - [16/Apr/2026:09:02:11 -0700] "POST /score" 503\n', "2026-04-17T00:02Z"),
        ("schedule: nightly at 02:00 WAT\n", "2026-04-16T16:02Z"),
        ("Activity (store time zone: Lisbon)\n", "2026-04-16T16:02Z"),
    ],
)
def test_a_zone_is_named_in_an_access_log_in_settings_and_above_a_list(tmp_path: Path, text: str, zone: str) -> None:
    assert _times(tmp_path, notes_md=text)[0][0] == zone


_GERMAN = (
    "Ivy Larch [2026-04-16 22:02]: 4411 ist draußen, und der Kanal ist voll, und die Kunden sind es nicht\n"
    "Noor Haddad [2026-04-16 22:40]: das ist seit heute so und wird nicht besser\n"
)


def test_one_event_confirms_where_those_are_who_write_a_language(tmp_path: Path) -> None:
    times, remarks = _times(tmp_path, a_txt=_GERMAN, b_log=_LOG)
    assert times[0] == "2026-04-16T20:02Z" and "agree with 1 event of other sources" in remarks


def test_a_language_of_one_zone_tells_it_where_nothing_else_does(tmp_path: Path) -> None:
    times, remarks = _times(tmp_path, a_txt=_GERMAN.replace("4411", "of today"), b_log=_LOG)
    assert times[0] == "2026-04-16T20:02Z" and "in Europe/Berlin, where most are who write its language" in remarks
    assert _times(tmp_path, a_txt=_PORTUGUESE, b_log=_LOG)[0][0] == "2026-04-16T17:02Z"


def test_common_words_and_acts_of_several_events_tell_a_zone(tmp_path: Path) -> None:
    log = (
        "2026-04-16T20:02:11Z action=topic_disable topic=orders\n2026-04-16T20:21:40Z action=delete path=draft.pdf\n"
        "2026-04-16T21:35:02Z action=topic_enable topic=orders\n2026-04-16T21:40:00Z action=read path=draft.pdf\n"
    )
    told = (
        "Ivy Larch [2026-04-16 17:03]: topic switched off\nNoor Haddad [2026-04-16 17:10]: looking\n"
        "Noor Haddad [2026-04-16 17:22]: draft pdf removed\nIvy Larch [2026-04-16 18:35]: turning the topic on again\n"
    )
    assert _times(tmp_path, a_txt=told, b_log=log)[0][0] == "2026-04-16T20:03Z"


def test_messages_that_give_the_time_of_what_just_happened_in_utc_tell_their_zone(tmp_path: Path) -> None:
    told = "Ivy Larch [2026-04-16 17:03]: out, 20:02Z in the log\nNoor Haddad [2026-04-16 17:33]: back at 20:31 UTC\n"
    assert _times(tmp_path, a_txt=told, b_log=_LOG)[0][0] == "2026-04-16T20:03Z"
    later = told.replace("17:03", "17:20").replace("17:33", "17:50")
    assert _times(tmp_path, a_txt=later, b_log=_LOG)[0][0] == "2026-04-16T17:20Z"


def test_a_log_without_a_zone_is_read_in_the_one_in_which_it_tells_the_events_of_another(tmp_path: Path) -> None:
    own = (
        "2026/04/16 17:02:12 scorer: build 4411 loaded\n2026/04/16 17:31:41 scorer: rollback to build 4410\n"
        "2026/04/16 18:05:03 scorer: replay of orders=18233 finished\n"
    )
    for name, text in {"a.log": own, "b.jsonl": _AS_JSON}.items():
        (tmp_path / name).write_text(text)
    found = ingest(IngestRequest((tmp_path,), times=TimeReader(near=NEAR), infers_zone=True, is_begun=True))
    assert next(str(one.at) for one in found.items if one.source == "a.log") == "2026-04-16T20:02:12Z"


_AS_JSON = "".join(f'{{"time": "{line[:20]}", "message": "{line[21:]}"}}\n' for line in _LOG.splitlines())


_PORTUGUESE = (
    "Ivy Larch [2026-04-16 17:02]: o bot está marcando as consultas em dobro, não foi assim até hoje\n"
    "Noor Haddad [2026-04-16 17:05]: vou voltar o prompt, já são 46\n"
)


def test_a_zone_that_others_name_is_not_that_of_a_chat_in_a_language_of_other_countries(tmp_path: Path) -> None:
    assert _times(tmp_path, a_txt=_PORTUGUESE, notes_md="17:02 JST handover\n")[0][0] == "2026-04-16T17:02Z"
    assert _times(tmp_path, a_txt=_PORTUGUESE, notes_md="17:02 -03:00 handover\n")[0][0] == "2026-04-16T20:02Z"


def test_an_event_in_the_zone_of_the_language_counts_more_than_a_chance_one(tmp_path: Path) -> None:
    chance = "Noor Haddad [2026-04-16 17:41]: 18233 ist die Zahl der Bestellungen\n"
    assert _times(tmp_path, a_txt=_GERMAN + chance.replace("17:41", "16:05"), b_log=_LOG)[0][0] == "2026-04-16T20:02Z"


def test_the_time_of_day_in_auckland_is_not_that_of_a_day_later_in_hawaii() -> None:
    log = [(datetime(2026, 4, 16, hour, 2, tzinfo=UTC), f"build {hour}411 deployed") for hour in (1, 3, 7)]
    own = [(moment + timedelta(hours=13 - 24), f"{text} I see") for moment, text in log]
    assert zone_of_same_events(own, log, ["+13:00"], is_of_any_day=True) == ("+13:00", 3)
    assert zone_of_same_events(own, log, [], is_of_any_day=True) == ("-11:00", 3)


def test_events_of_many_sources_are_compared_in_linear_time() -> None:
    serial = count()  # no text is read twice, so that its words are not remembered

    def events(size: int) -> list[tuple[datetime, str]]:
        start = datetime(2026, 4, 16, tzinfo=UTC)
        return [
            (start + timedelta(minutes=number), f"order {number} of build {next(serial)}x failed")
            for number in range(size)
        ]

    require_linear(events, lambda made: zone_of_same_events(made, made, []), size=3_200)


@pytest.mark.parametrize(
    ("chat", "zone"), [(_CHAT, "UTC"), (_GERMAN, "Europe/Berlin"), (_CHAT.replace("17:02", "17:02 UTC"), None)]
)
def test_items_say_in_which_zone_their_times_are_assumed_to_be(tmp_path: Path, chat: str, zone: str | None) -> None:
    (tmp_path / "a.txt").write_text(chat.replace("17:05", "17:05 UTC") if zone is None else chat)
    found = ingest(IngestRequest((tmp_path,), times=TimeReader(near=NEAR), infers_zone=True, is_begun=True))
    assert {one.assumed_zone for one in found.items} == {zone}


def test_each_of_very_many_notes_of_one_line_is_not_compared_with_all_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("2026-04-16 17:02 build 4411 is out\n")
    (tmp_path / "b.md").write_text("17:02 BRT alert\n17:30 SGT calm\n")
    (tmp_path / "b.log").write_text(_LOG)
    few = ingest(IngestRequest((tmp_path,), times=TimeReader(near=NEAR), infers_zone=True, is_begun=True))
    assert [str(one.at) for one in few.items if one.source == "a.txt"] == ["2026-04-16T20:02Z"]
    for number in range(100):
        (tmp_path / f"c{number}.txt").write_text(f"2026-04-16 18:02 shard {number} is quiet\n")
    many = ingest(IngestRequest((tmp_path,), times=TimeReader(near=NEAR), infers_zone=True, is_begun=True))
    assert [str(one.at) for one in many.items if one.source == "a.txt"] == ["2026-04-16T17:02Z"]
