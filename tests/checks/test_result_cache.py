"""Remembered results: the same as fresh ones, in the user's cache folder only, and worked out again in any doubt."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword import result_store
from afterword.checks import check, check_files, files, parallel, select_files
from afterword.checks.rule import Checked
from afterword.checks.run import Examined
from afterword.cli.main import run
from afterword.project import Project
from afterword.result_store import cache_folder, digest
from checks import good, minor
from leakcheck import incident

FIXTURES = Path(__file__).parents[1] / "fixtures"
NOW = "2026-05-01T12:00:00Z"
KEY = "gh" + "p_" + "aB3dE5fG7h" * 3 + "J9kL2m"  # assembled, so that no file here has what looks like a key


@pytest.fixture
def project(open_project: Callable[..., Project], cache_folder: Path) -> Project:
    """Two documents, one with evidence, and a cache folder; outside a repository."""
    project = open_project(XDG_CACHE_HOME=str(cache_folder))
    good.collect(project.root)
    (project.root / good.PATH).write_text(good.GOOD)
    draft = minor.GOOD.replace("status: published", "status: draft").replace("Twelve users.", "TBD")
    (project.folder / f"{minor.ID}.md").write_text(draft)
    return project


@pytest.fixture
def large(project: Project) -> Project:
    """Documents with every kind of defect, secrets in evidence, and an external edition."""
    for path in FIXTURES.glob("*/*.md"):
        document_id = f"2026-01-02-{path.parent.name}"
        data = path.read_bytes().replace(b"2026-01-02-example", document_id.encode())
        (project.folder / f"{document_id}.md").write_bytes(data)
    (project.folder / f"{incident.ID}.md").write_text(incident.INTERNAL)
    (project.folder / f"{incident.ID}.external.md").write_text(incident.EDITION)
    (project.folder / minor.ID).mkdir()
    (project.folder / minor.ID / "notes.txt").write_text(f"the key was {KEY}\n")
    (project.folder / "2026-01-03 bad name.md").write_text("x")
    return project


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files whose rules ran, in their order."""
    names: list[str] = []
    examine_files = files.examine_files

    def recording(project: Project, paths: list[Path], processes: int | None = None) -> object:
        names.extend(path.name for path in paths)
        return examine_files(project, paths, processes)

    monkeypatch.setattr(files, "examine_files", recording)
    return names


def remembered(cache_folder: Path) -> Path:
    (path,) = (cache_folder / "afterword" / "check").iterdir()
    return path


@pytest.mark.parametrize("output", ["text", "json", "github", "sarif"])
@pytest.mark.usefixtures("large")
def test_output_is_the_same_without_cache_cold_and_warm(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, output: str, examined: list[str]
) -> None:
    def printed() -> tuple[int, str, str]:
        summary = tmp_path / "summary.md"
        summary.unlink(missing_ok=True)
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
        code = run(["-C", str(tmp_path), "check", "--format", output])
        return code, *capfd.readouterr()

    with monkeypatch.context() as without:
        without.delenv("XDG_CACHE_HOME")
        without.delenv("HOME", raising=False)
        fresh = printed()
    count = len(examined)
    assert count > 35
    assert fresh[0] == 1
    assert printed() == fresh
    assert len(examined) == 2 * count
    assert printed() == fresh
    # External editions, and files that cannot be read or have a wrong name, are looked at in every run.
    assert set(examined[2 * count :]) == {f"{incident.ID}.external.md", "2026-01-03 bad name.md"}


EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(
    ["", "TBD", " <!-- afterword: ignore AW903 because x -->", "# afterword: ignore AW702 because x", "2027", "open",
     "\n\n", "#481", "`", "|", "unknown", "draft", "forgot", KEY, "\u202e", "é", "\r\n"])), max_size=5)  # fmt: skip


@settings(max_examples=40)
@given(st.sampled_from([good.GOOD, minor.GOOD]), EDITS, st.sampled_from(["draft", "in-review", "published"]))
def test_any_document_has_the_same_findings_when_remembered(
    text: str, edits: list[tuple[float, int, str]], status: str
) -> None:
    text = text.replace("status: published", f"status: {status}", 1)
    for share, length, new in edits:
        at = int(share * len(text))
        text = text[:at] + new + text[at + length :]
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as cache:
        project = Project.open(Path(folder), {"AFTERWORD_NOW": NOW, "XDG_CACHE_HOME": cache})
        good.collect(project.root)
        (project.root / good.PATH).write_text(text, newline="")
        fresh = check(project.documents, project)
        assert check_files(project, project.paths) == fresh
        assert check_files(project, project.paths) == fresh


@pytest.mark.parametrize(
    "change",
    ["document", "evidence", "new evidence", "renamed evidence", "less evidence", "link", "settings", "tool", "path"],
)
def test_a_change_of_what_a_result_depends_on_is_noticed(
    project: Project, examined: list[str], monkeypatch: pytest.MonkeyPatch, cache_folder: Path, change: str
) -> None:
    paths = [project.root / good.PATH, project.folder / f"{minor.ID}.md"]
    check_files(project, paths)
    examined.clear()
    prompt = project.folder / good.ID / "prompts" / "bot.before.md"
    changed = [good.ID]
    if change == "document":
        paths[0].write_text(good.GOOD.replace("Twenty", "Thirty"))
    elif change == "evidence":
        prompt.write_text(good.BEFORE.replace("brief", "short"))
    elif change == "new evidence":
        (prompt.parent / "more.md").write_text("x")
    elif change == "renamed evidence":
        prompt.rename(prompt.with_name("bot.first.md"))
    elif change == "less evidence":
        prompt.unlink()
    elif change == "link":
        (prompt.parent / "link").symlink_to(prompt)
    elif change == "settings":
        (project.root / "afterword.yml").write_text("checks: {rules: {AW603: error}}\n")
        changed = [good.ID, minor.ID]
    elif change == "tool":
        monkeypatch.setattr(result_store, "_tool_digest", lambda: b"another")
        changed = [good.ID, minor.ID]
    else:
        paths[0] = paths[0].rename(project.folder / "2026-04-17-support-bot.md")
        changed = ["2026-04-17-support-bot"]
    again = Project.open(project.root, project.env)
    assert check_files(again, paths) == check([again.read(path) for path in paths], again)
    assert examined == [f"{name}.md" for name in changed]


@pytest.mark.parametrize("name", ["evidence.jsonl", "prompts/bot.before.md"])
@pytest.mark.parametrize("places", [("missing", "folder"), ("folder", "missing"), ("file", "folder")])
def test_a_folder_in_the_place_of_a_file_is_noticed(project: Project, name: str, places: tuple[str, str]) -> None:
    path = project.root / good.PATH
    file = project.folder / good.ID / name
    content = file.read_bytes() if file.exists() else b""
    for place in places:
        file.unlink(missing_ok=True) if not file.is_dir() else file.rmdir()
        if place == "folder":
            file.mkdir()
        elif place == "file":
            file.write_bytes(content)
        again = Project.open(project.root, project.env)
        found = check_files(again, [path])
        assert found == check([again.read(path)], again)
        assert place != "folder" or any(one.rule in ("AW801", "AW803") for one in found.findings)


def test_time_is_not_remembered(project: Project, examined: list[str]) -> None:
    path = project.folder / f"{minor.ID}.md"
    check_files(project, [path])
    later = Project.open(project.root, {**project.env, "AFTERWORD_NOW": "2026-04-17T12:00:00Z"})
    found = {one.rule for one in check_files(later, [path]).findings}
    assert "AW702" not in found
    later = Project.open(project.root, {**project.env, "AFTERWORD_NOW": "2026-06-01T12:00:00Z"})
    assert any(" d ago" in one.message for one in check_files(later, [path]).findings)
    before = Project.open(project.root, {**project.env, "AFTERWORD_NOW": "2026-04-01T12:00:00Z"})
    assert any("is in the future" in one.message for one in check_files(before, [path]).findings)
    assert examined == [path.name]


def test_history_and_other_documents_are_not_remembered(
    project: Project, examined: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def rules(opened: Project) -> list[str]:
        return [one.rule for one in check_files(opened, opened.paths).findings if one.path == good.PATH]

    assert rules(project) == []
    other = project.folder / "2026-04-01-earlier.md"
    other.write_text(good.GOOD.replace(good.ID, "2026-04-01-earlier"))
    assert rules(project) == ["AW507", "AW507"]
    other.unlink()
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "one")):
        monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-04-30T12:00:00Z")
        subprocess.run(["git", "-C", str(project.root), *arguments], check=True, capture_output=True)
    examined.clear()
    assert rules(Project.open(project.root, project.env)) == ["AW701"]
    assert examined == []


def test_what_changed_while_it_was_examined_is_not_remembered(
    project: Project, examined: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project.root / good.PATH
    examine = parallel.examine

    def meanwhile(document: Checked, project: Project) -> Examined:
        found = examine(document, project)
        path.write_text(good.GOOD.replace("120 users were", "TBD users were"))
        return found

    with monkeypatch.context() as changing:
        changing.setattr(parallel, "examine", meanwhile)
        assert check_files(project, [path]).findings == ()
    path.write_text(good.GOOD)
    check_files(project, [path])
    assert examined == [path.name, path.name]


def test_damaged_or_foreign_content_is_replaced(project: Project, cache_folder: Path, examined: list[str]) -> None:
    path = project.root / good.PATH
    path.write_text(good.changed(("120 users were", "TBD users were")))
    fresh = check_files(project, [path])
    file = remembered(cache_folder)
    stored = file.read_bytes()
    tool, line = stored.splitlines()
    key, _, data = line.split(b" ", 2)

    def written(key: bytes, data: bytes, tool: bytes = tool) -> bytes:
        return b"%b\n%b %b %b\n" % (tool, key, digest(key, data), data)

    assert written(key, data) == stored
    damaged = [stored[:at] for at in range(0, len(stored) - 1, 97)]
    damaged += [stored[:at] + bytes([stored[at] ^ 1]) + stored[at + 1 :] for at in range(0, len(stored), 97)]
    foreign = [b"\0\n" * 9, b"SQLite format 3\0", written(key, data, b"tool"), written(key, b'{"path": 1}')]
    foreign.append(written(key, b"[" * 100_000))
    for content in (*damaged, *foreign):
        examined.clear()
        file.write_bytes(content)
        assert check_files(project, [path]) == fresh
        assert examined == [path.name]
        assert file.read_bytes() == stored


@pytest.mark.needs_posix
@pytest.mark.parametrize("obstacle", ["a file for the folder", "a folder", "a pipe", "no rights", "a loop", "a link"])
def test_a_folder_that_cannot_be_used_is_not_mentioned(
    project: Project, cache_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], obstacle: str
) -> None:
    fresh = check_files(project, project.paths)
    path = remembered(cache_folder)
    path.unlink()
    if obstacle == "a file for the folder":
        shutil.rmtree(cache_folder / "afterword")
        (cache_folder / "afterword").write_text("x")
    elif obstacle == "a folder":
        path.mkdir()
    elif obstacle == "a pipe":
        os.mkfifo(path)
    elif obstacle == "no rights":
        path.parent.chmod(0o500)
    elif obstacle == "a loop":
        shutil.rmtree(cache_folder / "afterword")
        (cache_folder / "afterword").symlink_to(cache_folder / "afterword")
    else:
        (tmp_path / "elsewhere").write_text("x")
        path.symlink_to(tmp_path / "elsewhere")
    for _ in range(2):
        assert check_files(project, project.paths) == fresh
    assert capsys.readouterr() == ("", "")
    if obstacle == "a link":
        assert (tmp_path / "elsewhere").read_text() == "x"
    if path.parent.is_dir():
        path.parent.chmod(0o700)


def test_the_folder_can_be_deleted_while_a_check_runs(
    project: Project, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = check_files(project, project.paths)
    (project.root / good.PATH).write_text(good.GOOD + "\n")
    save = result_store.write_atomically

    def deleted(path: Path, data: bytes) -> bool:
        shutil.rmtree(cache_folder)
        return save(path, data)

    monkeypatch.setattr(result_store, "write_atomically", deleted)
    assert check_files(project, project.paths) == fresh
    monkeypatch.setattr(result_store, "write_atomically", save)
    assert check_files(project, project.paths) == fresh
    assert remembered(cache_folder).stat().st_size > 1_000


def test_two_checks_at_the_same_time(project: Project, cache_folder: Path) -> None:
    command = [sys.executable, "-m", "afterword", "-C", str(project.root), "check", "--format", "json"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    outputs = {process.communicate()[0] for process in running}
    assert [process.returncode for process in running] == [0, 0]
    assert outputs == {subprocess.run(command, capture_output=True, check=False).stdout}
    assert remembered(cache_folder).is_file()  # and nothing temporary beside it


@pytest.mark.parametrize("inside", ["cache", "postmortems", "."])
@pytest.mark.parametrize("of_git", [True, False])
def test_nothing_is_remembered_in_the_repository(
    open_project: Callable[..., Project], tmp_path: Path, inside: str, of_git: bool
) -> None:
    root = tmp_path / "docs" if of_git else tmp_path
    root.mkdir(exist_ok=True)
    if of_git:
        (tmp_path / ".git").mkdir()
    project = open_project(root, XDG_CACHE_HOME=str(tmp_path / inside))
    good.collect(project.root)
    (project.root / good.PATH).write_text(good.GOOD)
    before = sorted(tmp_path.rglob("*"))
    check_files(project, project.paths)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_link_to_the_repository_is_not_followed(project: Project, tmp_path: Path, cache_folder: Path) -> None:
    (tmp_path / "planted").mkdir()
    (cache_folder / "afterword").symlink_to(tmp_path / "planted")
    check_files(project, project.paths)
    assert [*(tmp_path / "planted").iterdir()] == []


@pytest.mark.parametrize(
    ("platform", "env", "folder"),
    [
        ("linux", {"HOME": "/home/a"}, "/home/a/.cache"),
        ("linux", {"HOME": "/home/a", "XDG_CACHE_HOME": "/c"}, "/c"),
        ("linux", {"HOME": "/home/a", "XDG_CACHE_HOME": ""}, "/home/a/.cache"),
        ("linux", {"HOME": "/home/a", "XDG_CACHE_HOME": "here"}, None),
        ("darwin", {"HOME": "/Users/a"}, "/Users/a/Library/Caches"),
        ("win32", {"LOCALAPPDATA": "/AppData/Local", "HOME": "/home/a"}, "/AppData/Local"),
        ("win32", {}, None),
        ("linux", {}, None),
    ],
)
def test_the_cache_folder_is_the_platforms(
    monkeypatch: pytest.MonkeyPatch, platform: str, env: dict[str, str], folder: str | None
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert cache_folder(env) == (Path(folder) if folder else None)


def test_the_oldest_results_go_first(
    project: Project, cache_folder: Path, monkeypatch: pytest.MonkeyPatch, examined: list[str]
) -> None:
    path = project.root / good.PATH
    texts = [good.GOOD + "\n" * number for number in range(6)]
    path.write_text(texts[0])
    check_files(project, [path])
    size = remembered(cache_folder).stat().st_size
    monkeypatch.setattr(result_store, "MAX_BYTES", 3 * size)
    for text in texts[1:]:
        path.write_text(text)
        check_files(project, [path])
        assert remembered(cache_folder).stat().st_size <= 3 * size
    examined.clear()
    path.write_text(texts[-2])
    check_files(project, [path])
    assert examined == []
    path.write_text(texts[0])
    check_files(project, [path])
    assert examined == [path.name]


def test_projects_that_are_no_longer_checked_go_first(
    project: Project, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = cache_folder / "afterword" / "check"
    folder.mkdir(parents=True)
    for age in range(4):
        (folder / f"{age}.jsonl").write_bytes(b"x" * 1_000)
        os.utime(folder / f"{age}.jsonl", (1e9 - age, 1e9 - age))
    monkeypatch.setattr(result_store, "MAX_FOLDER_BYTES", 4_000)
    check_files(project, [project.root / good.PATH])
    assert {path.name for path in folder.iterdir() if len(path.name) < 9} < {"0.jsonl", "1.jsonl", "2.jsonl"}


def test_a_file_name_that_is_not_text_does_not_harm(project: Project, examined: list[str]) -> None:
    folder = project.folder / good.ID
    try:
        (folder / os.fsdecode(b"\xff.zip")).write_text("x")
    except OSError:
        pytest.skip("this file system has no such names")
    path = project.root / good.PATH
    fresh = check_files(project, [path])
    assert [one.rule for one in fresh.findings] == ["AW807"]
    assert check_files(project, [path]) == fresh


def test_every_file_of_the_tool_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "__pycache__").mkdir()
    for name in ("__init__.py", "words/list.txt"):
        (tmp_path / name).write_text("one")
    monkeypatch.setattr("afterword.__file__", str(tmp_path / "__init__.py"))
    digests = [result_store._tool_digest()]
    (tmp_path / "words" / "list.txt").write_text("three")
    digests.append(result_store._tool_digest())
    os.utime(tmp_path / "words" / "list.txt", ns=(1, 1))  # as if changed to text of the same length
    digests.append(result_store._tool_digest())
    (tmp_path / "words" / "list.txt").rename(tmp_path / "list.txt")
    digests.append(result_store._tool_digest())
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "markdown_it_py-9.dist-info").mkdir()
    monkeypatch.syspath_prepend(tmp_path / "site")
    digests.append(result_store._tool_digest())
    assert len(set(digests)) == len(digests)
    (tmp_path / "__pycache__" / "x.pyc").write_text("x")
    assert result_store._tool_digest() == digests[-1]


def test_documents_of_a_selection_are_remembered_for_the_whole(project: Project, examined: list[str]) -> None:
    check_files(project, select_files(project, [good.ID]))
    check_files(project, select_files(project))
    assert examined.count(f"{good.ID}.md") == 1
