"""`afterword collect`: what it tells, versions from Git, and what the draft makes of it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from afterword.cli.main import run
from afterword.postmortem.document import EMPTY_ACTION_TABLE
from fakes.sources import tree

NAME = "2026-04-16-x"


def _run(root: Path, *arguments: str) -> int:
    return run(["-C", str(root), *arguments])


def _begun(root: Path) -> Path:
    assert _run(root, "new", "x", "--started", "2026-04-16") == 0
    return root / "postmortems" / f"{NAME}.md"


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True)


def _versions(root: Path) -> None:
    """Two versions of a prompt in the repository of the project."""
    _git(root, "init", "-q", "-b", "main")
    for tag, text in (("v41", "Promise nothing.\r\n"), ("v42", "Be warm. Ask jane@example.org.\r\n")):
        tree(root, {"prompts/support.md": text.encode()})
        _git(root, "add", "prompts")
        _git(root, "commit", "-q", "-m", tag)
        _git(root, "tag", tag)


def test_a_dry_run_shows_items_and_places_and_no_original(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _begun(tmp_path)
    text = "2026-04-16 17:05Z a\n2026-04-16 17:06Z told jane@example.org\n" + "2026-04-16 18:00Z b\n" * 3
    outside = tree(tmp_path / "in", {"chat.md": text, "odd.jsonl": '{"ts": "2026-04-16", "msg": "c"}\nnope\n'})
    capsys.readouterr()
    before = set(tmp_path.rglob("*"))
    assert _run(tmp_path, "collect", NAME, str(outside), "--dry-run") == 0
    assert capsys.readouterr().out.splitlines() == [
        "chat.md    notes · 5 items · redacted: 1 email",
        "           times: 2026-04-16 17:05Z to 2026-04-16 18:00Z, in UTC, zones as the source gives them",
        "           left out: 2 equal to another, with the same time",
        "           would redact: email at chat.md:2",
        "odd.jsonl  JSON lines · 1 item",
        "           times: 2026-04-16, in UTC, zones as the source gives them",
        "           1 record read with time=ts,text=msg",
        "           to read others: --map time=KEY,actor=KEY,text=KEY; keys: ts, msg",
        "           not read: odd.jsonl:2: not JSON",
        "",
        f"Would add 4 items to postmortems/{NAME}/evidence.jsonl.",
        "  E1  2026-04-16 17:05Z  a",
        "  E2  2026-04-16 17:06Z  told [email 1]",
        "  E3  2026-04-16 18:00Z  b",
        "  E4  2026-04-16  c",
    ]
    assert set(tmp_path.rglob("*")) == before


def test_nothing_that_could_be_read_is_an_exit_code_of_its_own(tmp_path: Path) -> None:
    _begun(tmp_path)
    outside = tree(tmp_path / "in", {"movie.mp4": b"\0\1", "notes.md": "2026-04-16 x"})
    assert _run(tmp_path, "collect", NAME, str(outside / "movie.mp4")) == 1
    assert _run(tmp_path, "collect", NAME, str(outside / "movie.mp4"), str(outside / "notes.md")) == 0
    assert _run(tmp_path, "collect", NAME, str(outside / "missing.md")) == 1
    assert _run(tmp_path, "collect", NAME) == 2


def test_many_sources_are_told_in_few_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _begun(tmp_path)
    files = {f"{n:04}.md": f"2026-04-16 note {n}" for n in range(1000)}
    outside = tree(tmp_path / "in", {**files, "x.bin": b"\0"})
    capsys.readouterr()
    assert _run(tmp_path, "collect", NAME, str(outside)) == 0
    out = capsys.readouterr().out.splitlines()
    assert len(out) < 10 and "1,000 more sources, 1,000 items" in out and "x.bin" in out[0]


def test_prompts_at_commits_are_compared(tmp_path: Path) -> None:
    path = _begun(tmp_path)
    _versions(tmp_path)
    prompts = ("--prompt-before", "prompts/support.md@v41", "--prompt-after", "prompts/support.md@v42")
    assert _run(tmp_path, "collect", NAME, *prompts) == 0
    assert (path.with_suffix("") / "prompts" / "prompt.after.md").read_text() == "Be warm. Ask [email 1].\n"
    assert _run(tmp_path, "draft", NAME, "--offline") == 0
    assert "-Promise nothing.\n+Be warm. Ask [email 1].\n" in path.read_text()


def test_versions_that_a_cause_names_are_copied_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _begun(tmp_path)
    _versions(tmp_path)
    cause = (
        "causes:\n  - id: tone\n    kind: prompt\n    before: prompts/support.md@v41\n    after: prompts/support.md@v42"
    )
    path.write_text(path.read_text().replace("\n---\n", f"\n{cause}\n---\n", 1))
    assert _run(tmp_path, "collect", NAME) == 0
    assert _run(tmp_path, "draft", NAME, "--offline") == 0
    assert "--- prompts/tone.before.md\n+++ prompts/tone.after.md\n" in path.read_text()
    assert "before: prompts/support.md@v41" in path.read_text()
    assert _run(tmp_path, "collect", NAME) == 2  # there is nothing left to collect
    (path.with_suffix("") / "prompts" / "tone.after.md").unlink()
    path.write_text(path.read_text().replace("support.md@v42", "support.md@v99"))
    (tmp_path / "notes.md").write_text("2026-04-16 x")
    capsys.readouterr()
    assert _run(tmp_path, "collect", NAME, str(tmp_path / "notes.md")) == 0
    assert "not read: prompts/support.md@v99: git knows no commit `v99`" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("version", "message"),
    [
        ("prompts/support.md@v99", "git knows no commit `v99`"),
        ("prompts/none.md@v41", "there is no file `prompts/none.md` at `v41`"),
        ("../x.md@v41", "leads out of the repository"),
        ("/etc/passwd@v41", "leads out of the repository"),
        ("prompts/support.md@--help", "cannot be read"),
    ],
)
def test_a_version_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], version: str, message: str
) -> None:
    path = _begun(tmp_path)
    _versions(tmp_path)
    assert _run(tmp_path, "collect", NAME, "--prompt-before", version) == 1
    assert message in capsys.readouterr().err
    assert not path.with_suffix("").exists()


def test_evals_and_samples_become_a_coverage_gap_that_is_refreshed(tmp_path: Path) -> None:
    path = _begun(tmp_path)
    evals = "suite,case,passed,input,date\nsupport,refund-window,yes,Refund within 30 days?,2026-04-15\n"
    sample = "input: Refund after 90 days?\noutput: Yes, always.\nexpected: Within 30 days.\n"
    outside = tree(tmp_path / "in", {"evals.csv": evals, "1.yaml": sample})
    assert _run(tmp_path, "collect", NAME, str(outside / "evals.csv"), "--sample", str(outside / "1.yaml")) == 0
    assert _run(tmp_path, "draft", NAME, "--offline") == 0
    text = path.read_text()
    assert "| 2026-04-15 | support | unknown | 1 of 1 | 0 | 0 |" in text
    assert "| refund-window | support | 1 | passed, 2026-04-15 | 2026-04-15 |" in text
    assert "| samples/1.yaml | refund-window (support) | 0." in text
    assert "**Unknown, needs investigation:** Which eval case would have failed before this reached users?" in text
    assert "- 2026-04-15 — Eval run of support: 1 of 1 cases passed" in text
    again = path.read_bytes()
    assert _run(tmp_path, "collect", NAME, str(outside / "evals.csv")) == 0
    assert _run(tmp_path, "draft", NAME, "--offline") == 0
    assert path.read_bytes() == again
    tree(outside, {"evals.csv": evals + "support,refund-window,no,Refund within 30 days?,2026-04-17\n"})
    assert _run(tmp_path, "collect", NAME, str(outside / "evals.csv")) == 0
    assert _run(tmp_path, "draft", NAME, "--offline") == 0
    assert "| refund-window | support | 2 | failed, 2026-04-17 | 2026-04-15 |" in path.read_text()


def test_a_derived_block_that_a_person_edited_stays_and_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _begun(tmp_path)
    evals = "suite,case,passed,date\nsupport,a,yes,2026-04-15\n"
    outside = tree(tmp_path / "in", {"evals.csv": evals})
    assert _run(tmp_path, "collect", NAME, str(outside)) == 0
    assert _run(tmp_path, "draft", NAME, "--offline") == 0
    path.write_text(path.read_text().replace("| a | support | 1 |", "| a (flaky) | support | 1 |"))
    tree(outside, {"evals.csv": evals + "support,b,no,2026-04-15\n"})
    assert _run(tmp_path, "collect", NAME, str(outside)) == 0
    capsys.readouterr()
    assert _run(tmp_path, "draft", NAME, "--offline") == 0
    out = capsys.readouterr().out
    assert "yours      Eval coverage gap (edited by hand" in out
    text = path.read_text()
    assert "| a (flaky) | support | 1 |" in text and "| support | unknown | 1 of 2 |" not in text


def test_a_ledger_that_would_grow_too_large_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _begun(tmp_path)
    outside = tree(tmp_path / "in", {"a.md": "2026-04-16 x", "s.txt": "out"})
    monkeypatch.setattr("afterword.evidence.ledger.MAX_LEDGER_BYTES", 60)
    assert _run(tmp_path, "collect", NAME, str(outside / "a.md"), "--sample", str(outside / "s.txt")) == 1
    assert "the ledger would be larger than" in capsys.readouterr().err
    assert not path.with_suffix("").exists()


def test_what_is_kept_of_an_eval_run_is_one_case_a_line(tmp_path: Path) -> None:
    path = _begun(tmp_path)
    evals = "case,passed,input,output\na,yes,in,fine\nb,no,in,bad\n"
    assert _run(tmp_path, "collect", NAME, str(tree(tmp_path / "in", {"my evals.csv": evals}))) == 0
    (kept,) = (path.with_suffix("") / "evals").iterdir()
    assert kept.name.startswith("my-evals-csv-")
    records = [json.loads(line) for line in kept.read_text().splitlines()]
    assert [(r["case"], r["passed"], r["output"]) for r in records] == [("b", False, "bad"), ("a", True, "")]


@pytest.mark.parametrize("spoken", ["@octocat: back to v41", "<@octocat> back to v41", "Petra Lindqvist: back to v41"])
def test_a_responder_who_speaks_in_notes_is_the_speaker(tmp_path: Path, spoken: str) -> None:
    """Only strangers were: of those who are known, a placeholder stood in the text, and nobody had said it."""
    path = _begun(tmp_path)
    text = re.sub(r"(?m)^owner: .*$", 'owner: "@octocat"\nresponders: [Petra Lindqvist]', path.read_text(), count=1)
    path.write_text(text)
    outside = tree(tmp_path / "in", {"chat.md": f"- 2026-04-16 17:05Z {spoken}\n"})
    for _ in range(2):
        assert _run(tmp_path, "collect", NAME, str(outside)) == 0
        (line,) = (path.with_suffix("") / "evidence.jsonl").read_text().splitlines()
        item = json.loads(line)
        assert (item["actor"], item["text"]) == ("responder 1", "back to v41")


def test_a_post_mortem_is_no_evidence_of_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`collect ID .` made items of what a model had drafted, on which its next claims could have stood."""
    path = _begun(tmp_path)
    outside = tree(tmp_path / "in", {"chat.md": "2026-04-16 17:05Z back to v41"})
    assert _run(tmp_path, "collect", NAME, str(outside)) == 0
    ledger = (path.with_suffix("") / "evidence.jsonl").read_bytes()
    capsys.readouterr()
    for source in (path, path.with_suffix("")):
        assert _run(tmp_path, "collect", NAME, str(source)) == 1
        assert "it belongs to the post-mortem itself; name where it came from" in capsys.readouterr().out
    assert _run(tmp_path, "collect", NAME, str(tmp_path), "--dry-run") == 0
    assert (path.with_suffix("") / "evidence.jsonl").read_bytes() == ledger


def test_a_document_that_cannot_be_read_takes_no_evidence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody knew whom it names, and their handles went into the ledger."""
    path = _begun(tmp_path)
    outside = tree(tmp_path / "in", {"chat.md": "2026-04-16 17:05Z @octocat: back to v41"})
    real = path.rename(tmp_path / "real.md")
    path.symlink_to(real)
    assert _run(tmp_path, "collect", NAME, str(outside)) == 1
    assert "this is a symbolic link" in capsys.readouterr().err
    assert not path.with_suffix("").exists()


def test_an_evidence_folder_that_is_a_link_is_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _begun(tmp_path)
    outside = tree(tmp_path / "in", {"chat.md": "2026-04-16 17:05Z back to v41"})
    assert _run(tmp_path, "collect", NAME, str(outside)) == 0
    path.with_suffix("").rename(tmp_path / "elsewhere")
    path.with_suffix("").symlink_to(tmp_path / "elsewhere")
    before = path.read_bytes()
    for command in (["draft", NAME, "--offline"], ["collect", NAME, str(outside)]):
        assert _run(tmp_path, *command) == 1
        assert "symbolic link" in capsys.readouterr().err
    assert path.read_bytes() == before


@pytest.mark.parametrize("flags", [["--members-only"], ["--until", "2026-04-16T00:00:00Z"], ["--cause", "x"]])
def test_a_flag_that_would_do_nothing_is_refused(tmp_path: Path, flags: list[str]) -> None:
    _begun(tmp_path)
    outside = tree(tmp_path / "in", {"chat.md": "2026-04-16 17:05Z back to v41"})
    assert _run(tmp_path, "collect", NAME, str(outside), *flags) == 2


def test_people_given_by_name_and_owners_of_actions_go_from_sources_and_copies(tmp_path: Path) -> None:
    path = _begun(tmp_path)
    action = "| A1 | Add an alert | monitoring improvement | | Theo Ashworth | TBD | it fires | open | |"
    text = re.sub(r"(?m)^owner: .*$", "owner: Petra Lindqvist", path.read_text(), count=1)
    assert EMPTY_ACTION_TABLE in text
    path.write_text(text.replace(EMPTY_ACTION_TABLE, f"{EMPTY_ACTION_TABLE}\n{action}"))
    said = "2026-04-16 17:05Z Petra Lindqvist paged Theo Ashworth\n"
    outside = tree(tmp_path / "in", {"app.log": said, "prompt.md": "Ask Petra Lindqvist or Theo Ashworth.\n"})
    arguments = (str(outside / "app.log"), "--prompt-after", str(outside / "prompt.md"))
    assert _run(tmp_path, "collect", NAME, *arguments) == 0
    folder = tmp_path / "postmortems" / NAME
    assert "responder 1 paged responder 2" in (folder / "evidence.jsonl").read_text()
    (prompt,) = (folder / "prompts").iterdir()
    assert prompt.read_text() == "Ask [responder 1] or [responder 2].\n"


def test_a_prompt_that_was_collected_before_its_cause_was_named_is_not_copied_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _begun(tmp_path)
    outside = tree(tmp_path / "in", {"v41.md": "Refunds within 30 days.\n", "v42.md": "Be warm.\n"})
    files = ("--prompt-before", str(outside / "v41.md"), "--prompt-after", str(outside / "v42.md"))
    assert _run(tmp_path, "collect", NAME, *files) == 0
    cause = "causes: [{id: tone, kind: prompt, summary: The prompt changed}]\n"
    path.write_text(re.sub(r"(?m)^(?=incident:)", cause, path.read_text(), count=1))
    _run(tmp_path, "check", NAME)
    assert "`before: prompts/prompt.before.md`, `after: prompts/prompt.after.md`" in capsys.readouterr().out
    assert _run(tmp_path, "collect", NAME, *files) == 0
    assert "copied to prompts/prompt.before.md" in capsys.readouterr().out
    names = sorted(one.name for one in (path.with_suffix("") / "prompts").iterdir())
    assert names == ["prompt.after.md", "prompt.before.md"]
    assert "before: prompts/prompt.before.md" in path.read_text()


def test_a_role_is_given_once_and_a_zone_is_corrected_afterwards(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _begun(tmp_path)
    said = "2026-04-16\nIvy Larch  7:02 PM\nprompt v42 is live\nOren Pike  7:09 PM\ncustomers complain\n"
    chat = str(tree(tmp_path / "in", {"chat.txt": said}) / "chat.txt")
    assert _run(tmp_path, "collect", NAME, chat) == 0
    assert _run(tmp_path, "collect", NAME, "--who", "participant 2=support lead") == 0
    assert _run(tmp_path, "collect", NAME, chat, "--zone", "Europe/Berlin") == 0
    assert "corrected: 2 times of items that were known (E1, E2)" in capsys.readouterr().out
    lines = (path.with_suffix("") / "evidence.jsonl").read_text().splitlines()
    assert [(r["id"], r["at"], r["actor"]) for r in map(json.loads, lines)] == [
        ("E1", "2026-04-16T17:02Z", "participant 1"),
        ("E2", "2026-04-16T17:09Z", "participant 2 (support lead)"),
    ]


@pytest.mark.parametrize(
    ("person", "is_known"),
    [("x", False), ("participant 3", False), ("Dana Okafor", False), ("participant 2", True), ("Oren Pike", True)],
)
def test_a_person_who_does_not_speak_is_named_with_those_who_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], person: str, is_known: bool
) -> None:
    _begun(tmp_path)
    said = "2026-04-16\nIvy Larch  7:02 PM\nprompt v42 is live\nOren Pike  7:09 PM\ncustomers complain\n"
    chat = str(tree(tmp_path / "in", {"chat.txt": said}) / "chat.txt")
    assert _run(tmp_path, "collect", NAME, chat, "--who", f"{person}=support lead") == 0
    remark = f"--who: no speaker is called `{person}`; speakers: participant 1, participant 2\n"
    assert (remark in capsys.readouterr().out) is not is_known


def test_roles_of_the_settings_hold_in_all_sources_and_those_of_a_run_go_before(tmp_path: Path) -> None:
    path = _begun(tmp_path)
    (tmp_path / "afterword.yml").write_text('evidence: {roles: {"@opike": support lead, Ivy Larch: on-call}}\n')
    said = "2026-04-16\nIvy Larch  7:02 PM\nprompt v42 is live\nOren Pike  7:09 PM\ncustomers complain\n"
    posts = [{"time": "2026-04-16T19:30:00Z", "user": "opike", "message": "rolled back"}]
    files = [str(one) for one in tree(tmp_path / "in", {"chat.txt": said, "posts.json": posts}).iterdir()]
    assert _run(tmp_path, "collect", NAME, *files, "--who", "Ivy Larch=incident commander") == 0
    ledger = (path.with_suffix("") / "evidence.jsonl").read_text()
    actors = {record["text"]: record["actor"] for record in map(json.loads, ledger.splitlines())}
    assert "(incident commander)" in actors["prompt v42 is live"]
    assert actors["customers complain"] == actors["rolled back"]
    assert "(support lead)" in actors["rolled back"] and "Pike" not in ledger


@pytest.mark.parametrize("name", ["long.json", "long.jsonl", "long.csv"])
@pytest.mark.parametrize("key", ["time", "actor", "text"])
def test_a_key_that_no_record_has_is_refused_with_those_that_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, key: str
) -> None:
    path = _begun(tmp_path)
    post = {"time": "2026-04-16T19:30:00Z", "user": "opike", "message": "rolled back"}
    table = f"{','.join(post)}\n{','.join(post.values())}\n"
    content = {"long.json": [post], "long.jsonl": json.dumps(post) + "\n" + json.dumps(post), "long.csv": table}[name]
    file = str(tree(tmp_path / "in", {name: content}) / name)
    assert _run(tmp_path, "collect", NAME, file, "--map", f"{key}=nope") == 1
    assert "`nope` is not among its keys: time, user, message" in capsys.readouterr().out
    assert not (path.with_suffix("") / "evidence.jsonl").exists()
    assert _run(tmp_path, "collect", NAME, file, "--map", "time=time,actor=user") == 0


@pytest.mark.parametrize(
    "flags",
    [("--zone", "Nowhere"), ("--map", "when=a"), ("--map", "time"), ("--who", "lead"), ("--dates", "year-first")],
)
def test_a_flag_that_says_nothing_certain_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], flags: tuple[str, str]
) -> None:
    _begun(tmp_path)
    outside = tree(tmp_path / "in", {"a.md": "2026-04-16 17:00Z x"})
    assert _run(tmp_path, "collect", NAME, str(outside / "a.md"), *flags) == 2
    assert flags[1].partition("=")[0] in capsys.readouterr().err
