"""What a change touches, read from diffs of every form: no file is missed, and no line of one is taken for a file."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from afterword.learning.change import Change, ChangedFile, change_of_paths, read_change

DIFF = """\
diff --git a/prompts/support.md b/prompts/support.md
index 1111111..2222222 100644
--- a/prompts/support.md
+++ b/prompts/support.md
@@ -1,2 +1,3 @@
 Be polite.
--- old.md of the policy
+++ new.md of the policy
+Use `gpt-4o-2024-08-06` and tools.issue_refund.
diff --git a/old name.md b/new name.md
similarity index 100%
rename from old name.md
rename to new name.md
diff --git a/shot.png b/shot.png
index 1111111..2222222 100644
Binary files a/shot.png and b/shot.png differ
diff --git a/gone.md b/gone.md
deleted file mode 100644
--- a/gone.md
+++ /dev/null
@@ -1 +0,0 @@
-x
diff --git "a/pr\\303\\274fung \\"1\\".md" "b/pr\\303\\274fung \\"1\\".md"
--- "a/pr\\303\\274fung \\"1\\".md"
+++ "b/pr\\303\\274fung \\"1\\".md"
@@ -0,0 +1 @@
+y
"""
FILES = (
    ChangedFile("prompts/support.md"),
    ChangedFile("new name.md", "old name.md"),
    ChangedFile("shot.png"),
    ChangedFile("gone.md"),
    ChangedFile('prüfung "1".md'),
)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_files_of_a_diff_by_git(newline: str) -> None:
    change = read_change(DIFF.replace("\n", newline))
    assert change.files == FILES
    assert {"gpt-4o-2024-08-06", "issue_refund", "new.md"} <= change.words
    assert "polite" not in change.words, "a line that stays"


def test_a_diff_without_headers_of_git() -> None:
    text = "--- prompts/a.md\t2026-01-01\n+++ prompts/a.md\t2026-01-02\n@@ -1 +1 @@\n-x\n+y\n--- b/x.md\n+++ b/x.md\n"
    assert read_change(text).files == (ChangedFile("prompts/a.md"), ChangedFile("b/x.md"))


def test_other_prefixes_and_none() -> None:
    assert read_change("diff --git i/x.md w/x.md\n--- i/x.md\n+++ w/x.md\n").files == (ChangedFile("x.md"),)
    assert read_change("diff --git a/x.md a/x.md\n--- a/x.md\n+++ a/x.md\n").files == (ChangedFile("a/x.md"),)


def test_any_other_text_is_a_list_of_paths() -> None:
    assert read_change("prompts\\a.md\n\n./b.md\nb.md\n").files == (ChangedFile("prompts/a.md"), ChangedFile("b.md"))
    assert read_change("prüfung/b.md\0a b.md\0").files == (ChangedFile("prüfung/b.md"), ChangedFile("a b.md"))
    listed = read_change('M\tprompts/a.md\nR087\told.md\tnew.md\nD\t"pr\\303\\274fung.md"\n"\\303\\274.md"\n')
    assert listed.files == (
        ChangedFile("prompts/a.md"),
        ChangedFile("new.md", "old.md"),
        ChangedFile("prüfung.md"),
        ChangedFile("ü.md"),
    )
    assert change_of_paths(["", "."]).files == (ChangedFile("."),)


@pytest.mark.parametrize(
    "text", ["", "\n", "--- \n", "diff --git \n", "@@ -1 +1 @@\n", "--- a\n+++ b\n@@ -1,999 +1 @@\n"]
)
def test_no_text_breaks_the_reader(text: str) -> None:
    assert isinstance(read_change(text), Change)


def test_what_git_writes_is_read(tmp_path: Path) -> None:
    def git(*arguments: str) -> str:
        done = subprocess.run(["git", "-C", str(tmp_path), *arguments], check=True, capture_output=True)
        return done.stdout.decode()

    git("init", "-q")
    names = ["a b.md", "tab\t.md", "ünï.md", "a/b.md", 'quote".md', "--- x.md"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("one\n")
    git("add", "-A")
    git("commit", "-qm", "x")
    for name in names[1:]:
        (tmp_path / name).write_text("two\n+++ b/no.md\n")
    git("mv", "a b.md", "moved.md")
    found = read_change(git("diff", "HEAD")).files
    assert set(found) == {ChangedFile("moved.md", "a b.md"), *map(ChangedFile, names[1:])}
