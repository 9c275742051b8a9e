"""Times without a zone are read in the one zone that people name in the same file or in those beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fakes.sources import NEAR

from afterword.evidence.ingest import ingest
from afterword.evidence.ingest_request import IngestRequest
from afterword.evidence.zone_of_sources import NamedZones
from afterword.times.reader import TimeReader

_CHAT = "Ivy Larch [2026-04-16 17:02]: refunds fail\nNoor Haddad [2026-04-16 17:05]: looking\n"


def _times(folder: Path, *, infers: bool = True, **files: str) -> tuple[list[str], str]:
    """The times of the chat `a.txt`, and what is remarked of it."""
    for name, text in {"a_txt": _CHAT, **files}.items():
        (folder / name.replace("_", ".")).write_text(text)
    request = IngestRequest((folder,), times=TimeReader(near=NEAR), infers_zone=infers, is_begun=True)
    found = ingest(request)
    report = next(one for one in found.reports if one.name == "a.txt")
    return [str(one.at) for one in found.items if one.source == "a.txt"], " ".join(report.remarks)


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
