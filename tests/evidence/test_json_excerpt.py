"""Of a JSON document that is too long, the records of the incident are read, and the rest is counted."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from afterword.errors import AfterwordError
from afterword.evidence import json_excerpt
from afterword.evidence.ingest import ingest
from afterword.evidence.ingest_request import IngestRequest
from afterword.evidence.json_excerpt import read_json_excerpt
from afterword.times.reader import TimeReader

START = datetime(2026, 4, 16, 17, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_excerpt, "_CHUNK", 64)


def _records(count: int = 400) -> list[dict[str, Any]]:
    begin = datetime(2026, 4, 16, tzinfo=UTC)
    times = ((begin + timedelta(minutes=3 * n)).isoformat() for n in range(count))
    return [{"time": at, "message": f'é "[{{" {n}'} for n, at in enumerate(times)]


def _read(path: Path, since: datetime | None = START, limit: int = 4_000) -> tuple[list[dict[str, Any]], str]:
    data, left = read_json_excerpt(path, limit, since, lambda record: datetime.fromisoformat(record["time"]))
    assert len(data) <= limit
    return [json.loads(line) for line in data.decode().splitlines()], left


@pytest.mark.parametrize("wrapped", [False, True])
@pytest.mark.parametrize("falls", [False, True])
def test_the_records_behind_the_start_are_kept_in_either_order(tmp_path: Path, wrapped: bool, falls: bool) -> None:
    records = _records()[:: -1 if falls else 1]
    value: object = {"q": '"[{', "n": [1, 2], "hits": {"hits": records}} if wrapped else records
    path = tmp_path / "a.json"
    path.write_text("\ufeff" * wrapped + json.dumps(value, indent=1, ensure_ascii=falls))
    kept, left = _read(path)
    times = sorted(one["time"] for one in kept)
    assert times[0] == START.isoformat() and len(kept) > 20
    assert all(one in records for one in kept) and len(set(times)) == len(kept)
    assert "from an hour before the incident on" in left and f"{len(kept):,} records are kept" in left
    assert ("340 records" if not falls else "records") in left


def test_without_a_start_the_first_records_are_kept_and_without_any_of_interest_the_last(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(_records()))
    first, _ = _read(path, None)
    assert first == _records()[: len(first)] and len(first) > 20
    last, left = _read(path, datetime(2027, 1, 1, tzinfo=UTC))
    assert last == _records()[-len(last) :] and "hour before" not in left


@pytest.mark.parametrize("text", ['{"a": 1}', "[1, 2]", '[{"time": "' + "x" * 9_000 + '"}]', "[{" * 5_000])
def test_what_has_no_list_of_short_records_is_refused_with_a_remedy(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    with pytest.raises(AfterwordError) as raised:
        _read(path)
    assert "jq" in raised.value.remedy


def test_half_a_document_gives_its_whole_records(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(_records(20))[:-30])
    kept, _ = _read(path, None)
    assert kept == _records(20)[:-1]


def test_long_json_is_collected_and_what_was_not_read_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("afterword.evidence.source.MAX_SOURCE_BYTES", 4_000)
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"events": _records()}))
    (report,) = ingest(IngestRequest((path,), times=TimeReader(start=START))).reports
    assert report.items > 20 and report.times and str(report.times[0]) == "2026-04-16T16:00:00Z"
    assert any("records are kept" in one for one in report.unread)


def test_of_an_object_that_is_too_long_those_inside_it_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"pages": [{"about": {"of": 1}, "scopes": [{"spans": _records()}]}]}))
    found, left = _read(path)
    assert found[0] == next(one for one in _records() if one["time"] >= START.isoformat())
    assert "records are kept, from an hour before the incident on" in left


def test_eval_results_that_are_too_large_are_not_counted_in_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("afterword.evidence.source.MAX_SOURCE_BYTES", 3_000)
    results = [
        {"promptIdx": 0, "testIdx": n, "provider": {"id": "acme:lm"}, "vars": {"q": "a"}, "success": True, "score": 1,
         "response": {"output": "x" * 100}, "prompt": {"raw": "a", "label": "a"}}
        for n in range(40)
    ]  # fmt: skip
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"evalId": "e", "results": {"version": 3, "prompts": [], "results": results}}))
    found = ingest(IngestRequest((path,)))
    assert found.items == [] and found.files == {}
    assert "eval results are counted as a whole" in found.reports[0].unread[0]
