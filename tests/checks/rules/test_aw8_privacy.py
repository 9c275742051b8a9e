"""AW805 to AW807: what is committed is read whole, found at its place, and never shown."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.checks import Finding, Level, check
from afterword.checks.formats import text as text_format
from afterword.postmortem import read
from afterword.project import Project
from checks.good import GOOD, ID, PATH, changed, collect

# Assembled at run time: no file of this repository holds anything that looks like a live key.
KEY = "gh" + "p_" + "aB3dE5fG7h" * 3 + "J9kL2m"
MAIL = "jane.doe" + "@" + "mail.example.org"


def found(project: Project, text: str = GOOD) -> list[Finding]:
    collect(project.root)
    report = check([read(text.encode(), PATH)], project)
    return [finding for finding in report.findings if finding.rule in ("AW805", "AW806", "AW807")]


def put(project: Project, name: str, data: str | bytes) -> None:
    path = project.root / "postmortems" / ID / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())


PLACES = {
    "front matter": ("summary: The same release", "summary: With VALUE the same release"),
    "summary": ("120 users were", "With VALUE 120 users were"),
    "prompt diff": ("+- Be generous.", "+- Be generous with VALUE."),
    "sample": ("- Output: Of course, in full.", "- Output: Of course, VALUE."),
    "eval case": ('observed: "Yes, within 90 days."', 'observed: "Yes, VALUE."'),
    "comment": ("## Impact", "<!-- VALUE -->\n\n## Impact"),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("status", ["draft", "in-review", "published"])
def test_a_secret_is_an_error_in_every_status(open_project: Callable[..., Project], place: str, status: str) -> None:
    old, new = PLACES[place]
    text = changed(("status: published", f"status: {status}"), (old, new.replace("VALUE", KEY)))
    (finding,) = found(open_project(), text)
    assert (finding.rule, finding.level) == ("AW805", Level.ERROR)
    line = text.splitlines()[finding.line - 1]
    assert line[finding.column - 1 :].startswith(KEY)


@pytest.mark.parametrize(
    ("status", "severity"),
    [("draft", Level.WARNING), ("in-review", Level.WARNING), ("published", Level.ERROR)],
)
def test_personal_data_is_judged_by_the_status(
    open_project: Callable[..., Project], status: str, severity: Level
) -> None:
    text = changed(("status: published", f"status: {status}"), ("120 users were", f"{MAIL} wrote. 120 users were"))
    (finding,) = found(open_project(), text)
    assert (finding.rule, finding.level) == ("AW806", severity)


@pytest.mark.parametrize("name", ["prompts/bot.before.md", "samples/1.txt", "config/a.json", "evidence.jsonl.bak"])
def test_files_of_the_evidence_folder_are_read_at_any_depth(open_project: Callable[..., Project], name: str) -> None:
    project = open_project()
    collect(project.root)
    put(project, name, f"first\r\nthen {KEY}\r\n")
    findings = [f for f in check([read(GOOD.encode(), PATH)], project).findings if f.rule == "AW805"]
    assert [(f.path, f.line, f.column) for f in findings] == [(f"postmortems/{ID}/{name}", 2, 6)]


def test_what_is_found_is_never_shown(open_project: Callable[..., Project]) -> None:
    project = open_project()
    document = read(changed(("120 users were", f"{KEY} and {MAIL}. 120 users were")).encode(), PATH)
    put(project, "samples/1.txt", f"{KEY} {MAIL}")
    report = check([document], project)
    assert {"AW805", "AW806"} <= {finding.rule for finding in report.findings}
    shown = text_format.render(report, {PATH: document.source}.get) + repr(report)
    assert KEY[4:] not in shown
    assert MAIL not in shown


def test_a_picture_is_skipped_and_the_other_files_are_read(
    open_project: Callable[..., Project],
) -> None:
    project = open_project()
    put(project, "samples/a.png", b"\x89PNG\r\n\x1a\n\0\xff")
    put(project, "samples/b.txt", KEY)
    report = check([read(GOOD.encode(), PATH)], project)
    assert [f.path for f in report.findings if f.rule == "AW805"] == [f"postmortems/{ID}/samples/b.txt"]
    assert "samples/a.png" in next(skipped.reason for skipped in report.skipped if skipped.rule == "AW805")


@pytest.mark.needs_posix
def test_links_are_not_followed_and_pipes_are_not_opened(open_project: Callable[..., Project], tmp_path: Path) -> None:
    project = open_project()
    outside = tmp_path / "outside.txt"
    outside.write_text(KEY)
    put(project, "samples/b.txt", "fine")
    (project.root / "postmortems" / ID / "samples" / "link.txt").symlink_to(outside)
    os.mkfifo(project.root / "postmortems" / ID / "samples" / "pipe.txt")
    assert [f.rule for f in found(project)] == []


def test_an_ignore_holds_for_its_line_of_the_document_and_for_no_file(open_project: Callable[..., Project]) -> None:
    project = open_project()
    comment = "<!-- afterword: ignore AW806 because they agreed -->"
    text = changed(("120 users were promised refunds.", f"{MAIL} wrote. {comment}"))
    assert found(project, text) == []
    line = text[: text.index(MAIL)].count("\n")
    put(project, "samples/1.txt", "\n" * line + MAIL)
    assert [f.path for f in found(project, text)] == [f"postmortems/{ID}/samples/1.txt"]


def test_the_allow_list_and_patterns_of_the_project_hold(open_project: Callable[..., Project], tmp_path: Path) -> None:
    text = changed(("120 users were", f"{MAIL} and CUST-123456 wrote. 120 users were"))
    (tmp_path / "afterword.yml").write_text(
        "redaction:\n"
        "  patterns: [{name: customer, regex: 'CUST-[0-9]{6}', secret: false}]\n"
        "  allow: [{regex: '.{1,64}@mail\\.example\\.org', because: it is a role}]\n"
    )
    assert [(f.rule, f.message) for f in found(open_project(), text)] == [
        ("AW806", "a customer of 11 characters is here")
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("slack.zip", b"PK\3\4"),
        ("users.json", "[]"),
        ("2026-04-16.json", '[{"client_msg_id": "1", "ts": "1776000000.1", "text": "hi"}]'),
        ("box/mail.mbox", "From a"),
        ("box/mbox", "From a"),
        ("logs.tar.xz", b"\xfd7zXZ"),
        ("logs.rar", b"Rar!"),
        ("state.sqlite3", b"SQLite format 3"),
        ("history.json", '{"ok": true, "messages": [{"text": "hi"}]}'),
        ("2026-04-17.json", '[{"client_msg_id" : "1", "ts" : "1776000000.1", "text": "hi"}]'),
        ("dump.jsonl", '{"ts": "1776000000.1", "user_profile": {}, "text": "hi"}\n'),
    ],
)
def test_a_raw_export_is_refused(open_project: Callable[..., Project], name: str, data: str | bytes) -> None:
    project = open_project()
    put(project, name, data)
    findings = [f for f in found(project) if f.rule == "AW807"]
    assert [(f.path, f.level) for f in findings] == [(f"postmortems/{ID}/{name}", Level.ERROR)]


def test_configuration_and_samples_in_json_are_no_exports(open_project: Callable[..., Project]) -> None:
    project = open_project()
    put(project, "config/model.json", '{"temperature": 0.8}')
    put(project, "samples/1.json", '[{"role": "user", "content": "hi"}]')
    put(project, "samples/2.jsonl", '{"ts": "2026-04-16T09:00:00Z", "msg": "hi"}\n')
    put(project, "evals/run.json", '{"ok": true, "results": []}')
    assert found(project) == []


ENCODED = {
    "latin-1": f"café {KEY}\n".encode("latin-1"),
    "UTF-16 with a mark": f"first\ncafé {KEY}\n".encode("utf-16"),
    "UTF-16 without one": f"first {KEY}\n".encode("utf-16-le"),
    "UTF-16, the other order": f"first {KEY}\n".encode("utf-16-be"),
    "one NUL": f"{KEY}\n\0".encode(),
    "a NUL within": f"{KEY[:20]}\0{KEY[20:]}\n".encode(),
    "broken UTF-8": KEY.encode() + b" \xff\xfe\x80 \n",
    "the ending of a picture": KEY.encode(),
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_no_encoding_hides_a_secret(open_project: Callable[..., Project], encoding: str) -> None:
    project = open_project()
    name = "samples/a.png" if "picture" in encoding else "samples/a.txt"
    put(project, name, ENCODED[encoding])
    assert {(f.rule, f.path) for f in found(project)} == {("AW805", f"postmortems/{ID}/{name}")}


def test_neither_a_setting_nor_a_comment_takes_a_secret_out(
    open_project: Callable[..., Project], tmp_path: Path
) -> None:
    (tmp_path / "afterword.yml").write_text(
        "checks: {rules: {AW805: 'off', AW8: 'off'}, paths: [{path: '*', rules: {AW805: note}}]}\n"
    )
    comment = "<!-- afterword: ignore AW805 because it is fine -->"
    text = changed(("120 users were promised refunds.", f"{KEY} was used. {comment}"))
    assert [(f.rule, f.level) for f in found(open_project(), text)] == [("AW805", Level.ERROR)]


def test_the_allow_list_excepts_a_key_to_the_letter_only(open_project: Callable[..., Project], tmp_path: Path) -> None:
    text = changed(("120 users were", f"{KEY} was used. 120 users were"))
    settings = tmp_path / "afterword.yml"
    settings.write_text("redaction: {allow: [{regex: 'ghp_.{1,90}', because: x}]}\n")
    assert [f.rule for f in found(open_project(), text)] == ["AW805"]
    settings.write_text(f"redaction: {{allow: [{{text: {KEY}, because: it is revoked}}]}}\n")
    assert found(open_project(), text) == []


def test_people_of_the_document_may_be_in_it_and_not_in_its_evidence(open_project: Callable[..., Project]) -> None:
    text = changed(
        ("owner: on-call lead", "owner: Petra Lindqvist"), ("120 users were", "Petra Lindqvist saw it. 120 users were")
    )
    project = open_project()
    assert found(project, text) == []
    put(project, "samples/1.txt", "ask Petra Lindqvist\n")
    assert [(f.rule, f.path, f.column) for f in found(project, text)] == [
        ("AW806", f"postmortems/{ID}/samples/1.txt", 5)
    ]


def test_a_secret_in_the_name_of_a_file_is_found(open_project: Callable[..., Project]) -> None:
    project = open_project()
    put(project, f"samples/{MAIL}.txt", "fine\n")
    assert [(f.rule, f.line) for f in found(project)] == [("AW806", 1)]
