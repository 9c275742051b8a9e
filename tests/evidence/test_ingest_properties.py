"""Whatever is collected in whatever order: the same items, stable ids, and no secret on disk."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.cli.main import run
from afterword.errors import AfterwordError
from afterword.evidence import Ledger
from fakes import llm as fake
from fakes.sources import archive, gather, tree

KEY = "sk-" + "proj-" + "Zz09" * 10
MAIL = "jane.roe@example.org"
SECRET = f"{KEY} of {MAIL}"
NAME = "2026-04-16-x"


def _slack(text: str) -> dict[str, Any]:
    day = [{"type": "message", "ts": "1776359100.000100", "user": "U1", "text": text}]
    return {"users.json": [], "c/2026-04-16.json": day}


def _evals(text: str) -> dict[str, Any]:
    result = {
        "success": False,
        "vars": {"q": text},
        "response": {"output": text},
        "testCase": {"description": text, "assert": [{"type": "equals", "value": text}]},
        "gradingResult": {"reason": text},
    }
    return {
        "results": {"timestamp": "2026-04-15T09:00:00Z", "results": [result], "stats": {}},
        "config": {"description": text},
    }


def _inspect(text: str) -> dict[str, Any]:
    sample = {
        "id": text,
        "input": text,
        "target": text,
        "output": {"completion": text},
        "scores": {"m": {"value": "I", "explanation": text}},
    }
    return {"eval": {"task": text, "model": text}, "samples": [sample]}


def _alerts(text: str) -> dict[str, Any]:
    alert = {
        "labels": {"alertname": text, "team": text},
        "annotations": {"summary": text},
        "startsAt": "2026-04-16T17:00:00Z",
    }
    return {"alerts": [alert]}


def _pagerduty(text: str) -> dict[str, Any]:
    data = {"title": text, "service": {"summary": text}}
    agent = {"type": "user_reference", "summary": text}
    return {
        "event": {
            "event_type": "incident.triggered",
            "occurred_at": "2026-04-16T17:00:00Z",
            "data": data,
            "agent": agent,
        }
    }


def _files(text: str) -> dict[str, Any]:
    """One source of each kind that holds a text wherever the kind has one."""
    escaped = text.replace("<", "&lt;")
    return {
        "notes.md": f"# {text}\n\n- 2026-04-16 17:00Z {text}: said {text}\n\n{text}\n",
        "app.log": f"2026-04-16T17:00:00Z ERROR {text}\n  at {text}\nApr 16 17:00:01 web {text}\n",
        "chat.txt": f"## 2026-04-16\n[12:04] {text}: {text}\n",
        "table.csv": f'time,message,user,note\n2026-04-16,"{text}",{text},{text}\n{text},{text},,\n',
        "table.tsv": f"time\tmessage\n2026-04-16\t{text}\n",
        "lines.jsonl": json.dumps({"ts": "2026-04-16", "msg": text, "user": text, "n": {"k": text}}) + f"\n{text}\n",
        "records.json": [{"timestamp": "2026-04-16", "message": text, text: text}],
        "slack.json": _slack(text)["c/2026-04-16.json"],
        "alerts.json": _alerts(text),
        "pd.json": _pagerduty(text),
        "promptfoo.json": _evals(text),
        "inspect.json": _inspect(text),
        "junit.xml": (
            f'<testsuite name="{escaped}"><testcase name="{escaped}">'
            f'<failure message="{escaped}">{escaped}</failure></testcase></testsuite>'
        ),
        "evals.csv": f"case,passed,input,output\n{text},false,{text},{text}\n",
        "latin.md": f"2026-04-16 17:00Z {text} café".encode("latin-1"),
        "wide.md": f"2026-04-16 17:00Z {text}".encode("utf-16"),
        "unread.yaml": f"key: {text}",
        "broken.json": f'[{{"a": "{text}"',
    }  # fmt: skip


def _items(*paths: Path) -> set[tuple[str, str, str]]:
    return {item.key() for item in gather(*paths).items}


@pytest.mark.parametrize("name", sorted(_files("x")))
def test_no_secret_of_any_source_reaches_a_file_or_a_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = tree(tmp_path / "in", {name: _files(SECRET)[name], f"{KEY}.md": "2026-04-16 x"})
    project = tmp_path / "project"
    project.mkdir()
    assert run(["-C", str(project), "new", "x", "--started", "2026-04-16"]) == 0
    capsys.readouterr()
    for more in (["--dry-run"], []):
        assert run(["-C", str(project), "collect", NAME, str(sources), "--sample", str(sources / name), *more]) == 0
        shown = "".join(capsys.readouterr())
        assert KEY not in shown and MAIL not in shown
    with fake.endpoint(fake.reply({"claims": [], "unknowns": []})) as script:
        for setting, value in {
            "OPENAI_API_KEY": "k", "OPENAI_BASE_URL": script.base_url, "AFTERWORD_LLM_MODEL": "m"
        }.items():  # fmt: skip
            monkeypatch.setenv(setting, value)
        assert run(["-C", str(project), "draft", NAME]) == 0
    sent = json.dumps(script.requests)
    assert "<ledger " in sent and KEY not in sent and MAIL not in sent
    written = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    assert len(written) >= 3
    for path, data in written.items():
        for hidden in (KEY, MAIL):
            assert hidden.encode() not in data, path
            assert hidden not in path.name


@pytest.mark.parametrize("name", ["export.zip", "log.eval"])
def test_no_secret_in_an_archive_is_kept(tmp_path: Path, name: str) -> None:
    log = _inspect(SECRET)
    files = _slack(SECRET) if name == "export.zip" else {"header.json": log, "samples/1.json": log["samples"][0]}
    found = gather(archive(tmp_path / name, files))
    assert found.items
    kept = json.dumps([item.to_json() for item in found.items]) + "".join(map(bytes.decode, found.files.values()))
    kept += repr(found.reports)
    assert KEY not in kept and MAIL not in kept and "[OpenAI key 1]" in kept


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_order_of_collecting_gives_the_same_items_and_never_renumbers(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = {name: content for name, content in _files("told by a@example.org").items() if name != "unread.yaml"}
        tree(Path(folder), files)
        paths = [Path(folder, name) for name in files]
        first = data.draw(st.permutations(paths))
        batches = data.draw(st.lists(st.lists(st.sampled_from(paths), min_size=1, max_size=5), max_size=4))
        ledger = Ledger()
        for batch in [*batches, first]:
            found = gather(*batch)
            after = ledger.extended(found.items, found.replies)
            assert after.items[: len(ledger.items)] == ledger.items
            assert after.extended(found.items, found.replies) == after
            ledger = after
        assert {item.key() for item in ledger.items} == _items(*paths)
        assert [item.id for item in ledger.items] == [f"E{n}" for n in range(1, len(ledger.items) + 1)]


_EVENTS = [f"2026-04-16 17:{n:02}Z on-call: step {n} by a{n % 3}@example.org" for n in range(8)]


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 8), st.sampled_from(["a.md", "a.log", "a.csv", "a.jsonl"]))
def test_a_source_that_grew_adds_only_what_is_new(count: int, name: str) -> None:
    def written(events: list[str]) -> str:
        if name.endswith("csv"):
            return "time,message\n" + "".join(f"{event[:17]},{event[18:]}\n" for event in events)
        if name.endswith("jsonl"):
            return "".join(json.dumps({"time": event[:17], "message": event[18:]}) + "\n" for event in events)
        return "\n".join(events) + "\n"

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_text(written(_EVENTS[:count]))
        ledger = Ledger().extended(gather(path).items)
        path.write_text(written(_EVENTS))
        after = ledger.extended(gather(path).items)
    assert after.items[: len(ledger.items)] == ledger.items
    assert (len(ledger.items), len(after.items)) == (count, len(_EVENTS))


def test_collecting_reads_and_leaves_its_sources_as_they_were(tmp_path: Path) -> None:
    folder = tree(tmp_path / "in", _files(SECRET))
    before = _state(folder)
    gather(folder)
    assert _state(folder) == before


def _state(folder: Path) -> dict[Path, tuple[bytes, int]]:
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


_DOCUMENTS = {
    "slack.json": _slack("x")["c/2026-04-16.json"],
    "alerts.json": _alerts("x"),
    "pd.json": _pagerduty("x"),
    "entries.json": {"log_entries": [{"type": "trigger_log_entry", "created_at": "2026-04-16", "agent": {}}]},
    "promptfoo.json": _evals("x"),
    "inspect.json": _inspect("x"),
    "records.json": [{"timestamp": "2026-04-16", "message": "x"}],
}  # fmt: skip
_JUNK = st.sampled_from(
    [None, True, 3, 1e400, "", "2026-04-16", "\0\x1b[31m", [], {}, [None], {"": None}, [{}], "9" * 99]
)


def _places(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place, *(found for key, part in inner for found in _places(part, (*place, key)))]


def _with(value: Any, place: tuple[Any, ...], junk: Any) -> Any:
    if not place:
        return junk
    copied = dict(value) if isinstance(value, dict) else list(value)
    copied[place[0]] = _with(value[place[0]], place[1:], junk)
    return copied


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(_DOCUMENTS)), st.data())
def test_no_value_in_the_wrong_place_makes_collecting_raise(name: str, data: st.DataObject) -> None:
    document = _DOCUMENTS[name]
    for _ in range(data.draw(st.integers(1, 2))):
        place = data.draw(st.sampled_from(_places(document)))
        document = _with(document, place, data.draw(_JUNK))
    with tempfile.TemporaryDirectory() as folder:
        found = gather(tree(Path(folder), {name: document}) / name)
        also = gather(tree(Path(folder), {"c/" + name: document, "users.json": document}))
    for report in (*found.reports, *also.reports):
        assert report.was_read or report.unread or report.left_out, report
    assert all(item.text.strip() for item in (*found.items, *also.items))


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(
        [".md", ".log", ".csv", ".tsv", ".jsonl", ".json", ".xml", ".png", ".jpg", ".webp", ".txt", "", ".zip"]
    ),
    st.binary(max_size=200),
    st.sampled_from(
        [b"", b"PK\x03\x04", b"<testsuite>", b'{"alerts":[', b"\xff\xfe", b"\x89PNG\r\n\x1a\n", b"case,passed\n"]
    ),
)
def test_no_bytes_make_collecting_raise_anything_but_what_people_see(suffix: str, data: bytes, begin: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{suffix}")
        path.write_bytes(begin + data)
        try:
            found = gather(path)
        except AfterwordError:
            return
    (report,) = found.reports
    assert report.was_read or report.unread or report.left_out
    assert all(item.text.strip() for item in found.items)
