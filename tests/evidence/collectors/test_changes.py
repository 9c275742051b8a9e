"""Commits and changed files, as Git and `diff` write them."""

from __future__ import annotations

import pytest

from afterword.evidence.collectors.changes import is_change, read_changes
from afterword.evidence.collectors.registry import collector_for
from fakes.sources import given, shown, source, told

LOG = """\
commit 5d20c1e8b6a0f6a3f8c8c07bd6c2f31ce3c1a991 (HEAD -> main)
Author: Ivy Larch <ivy@a.example>
Date:   Thu Sep 10 15:02:11 2026 +0200

    Revert "Use 64"

    Out of memory.

commit 88c02b7f7d1be14f5e9b8df0b0ac1d52b5f3f1e2
Author: renovate[bot] <bot@a.example>
Date:   Thu Sep 10 13:20:45 2026 +0200

    Raise concurrency to 64
"""
DIFF = """\
--- a/config/voice.yaml\t2026-07-10 21:48:03 -0300
+++ b/config/voice.yaml\t2026-07-10 21:50:40 -0300
@@ -2,5 +2,5 @@
 llm:
-  model: small-1
+  model: large-1
   max_tokens: 180
"""


def test_each_commit_is_an_item_with_its_author_and_date() -> None:
    assert shown(read_changes(source("log.txt", LOG), given())) == [
        (
            "2026-09-10T13:02:11Z",
            "participant 1",
            'commit 5d20c1e8b6: Revert "Use 64"\nOut of memory.',
        ),
        ("2026-09-10T11:20:45Z", "renovate[bot]", "commit 88c02b7f7d: Raise concurrency to 64"),
    ]


def test_a_changed_file_is_one_item_with_its_changed_lines() -> None:
    assert shown(read_changes(source("a.diff", DIFF), given())) == [
        ("2026-07-11T00:50:40Z", None, "config/voice.yaml changed:\n-  model: small-1\n+  model: large-1")
    ]


def test_a_patch_has_the_commit_and_its_files() -> None:
    patch = (
        "From 5d20c1e8b6a0f6a3f8c8c07bd6c2f31ce3c1a991 Mon Sep 17 00:00:00 2001\nFrom: Ivy Larch <ivy@a.example>\n"
        "Date: Thu, 10 Sep 2026 13:20:45 +0200\nSubject: [PATCH] Drop the guard\n\nIt is slow.\n---\n"
        " guard.py | 2 +-\n\n"
        "diff --git a/guard.py b/guard.py\ndeleted file mode 100644\n--- a/guard.py\n+++ /dev/null\n@@ -1 +0,0 @@\n"
        "-check()\n-- \n2.40.0\n"
    )
    items = [text for _, _, text in shown(read_changes(source("0001.patch", patch), given()))]
    assert items == ["commit 5d20c1e8b6: [PATCH] Drop the guard\nIt is slow.", "guard.py deleted:\n-check()"]


def test_of_a_long_change_the_rest_is_counted() -> None:
    lines = "".join(f"+line {number}\n" for number in range(50))
    content = read_changes(source("a.diff", f"--- /dev/null\n+++ b/a.txt\n@@ -0,0 +1,50 @@\n{lines}"), given())
    assert content.items[0].text.startswith("a.txt added:\n+line 0\n")
    assert content.items[0].text.endswith("+line 39\nand 10 more lines")


def test_a_commit_without_a_date_is_kept_and_told() -> None:
    content = read_changes(source("log.txt", LOG.replace("Thu Sep 10 15:02:11 2026 +0200", "yesterday")), given())
    assert content.items[0].at is None
    assert told(content) == ["s:1: a commit has no date that is read; the text was kept without it"]


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("git-log.txt", LOG, "changes"),
        ("a.patch", DIFF, "changes"),
        ("thread.txt", f"From: a@b.example\nTo: c@d.example\nSubject: x\nDate: 1 May 2026\n\nsee\n{DIFF}", "mail"),
        ("notes.md", f"- 17:02 rolled back\n\n{DIFF}", "notes"),
    ],
)
def test_what_only_quotes_a_change_is_something_else(name: str, text: str, kind: str) -> None:
    found = collector_for(source(name, text))
    assert found is not None and found.name == kind
    assert is_change(source(name, text)) is (kind == "changes")


@pytest.mark.parametrize(
    "end", ["--- old\n+++ \n@@ -1 +1 @@", "--- old\n+++\tnew\n@@ -1 +1 @@", "--- old", "--- old\n+++ new"]
)
def test_what_only_begins_like_a_changed_file_is_none(end: str) -> None:
    assert len(read_changes(source("a.diff", f"{DIFF}{end}"), given()).items) == 1
