"""Bad input: one clear problem, at its place, with what to do; and the rest of the document is still read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.errors import AfterwordError
from afterword.postmortem import PostMortem, ProblemKind, edit, read, read_file
from afterword.postmortem.files import MAX_BYTES
from growth import require_linear
from postmortem.documents import PATH

FIXTURES = Path(__file__).parent.parent / "fixtures"
NAME = "2026-01-02-example.md"

# folder: kind, line, column, part of the message, part of the remedy
DEFECTS: dict[str, tuple[ProblemKind, int, int, str, str]] = {
    "malformed-yaml": (ProblemKind.YAML_MALFORMED, 4, 11, "colon followed by a space", "in double quotes"),
    "unclosed-quote": (ProblemKind.YAML_MALFORMED, 4, 8, "not closed", "close it"),
    "missing-front-matter": (ProblemKind.FRONT_MATTER_MISSING, 1, 1, "no front matter", "afterword new"),
    "unclosed-front-matter": (ProblemKind.FRONT_MATTER_MISSING, 1, 1, "not closed", "after its last key"),
    "unknown-key": (ProblemKind.UNKNOWN_KEY, 6, 1, "`severety` is not a key", "did you mean `severity`?"),
    "unknown-nested-key": (ProblemKind.UNKNOWN_KEY, 9, 3, "`incident.begun` is not a key", "known keys here: started"),
    "empty-key": (ProblemKind.EMPTY_VALUE, 7, 1, "`owner` has no value", "delete the key"),
    "unquoted-hash": (ProblemKind.EMPTY_VALUE, 10, 3, "`incident.issue` has no value", "begins with # needs quotes"),
    "unquoted-handle": (ProblemKind.YAML_MALFORMED, 7, 8, "cannot begin with `@`", '"@octocat"'),
    "wrong-word": (ProblemKind.INVALID_VALUE, 5, 9, "`drafted` is not a value of `status`", "did you mean `draft`?"),
    "wrong-value": (ProblemKind.INVALID_VALUE, 9, 12, "`incident.started`: the time has no zone", "add `Z`"),
    "wrong-shape": (ProblemKind.INVALID_VALUE, 10, 11, "`services`: expected a list", "`- item`"),
    "id-differs-from-file": (ProblemKind.ID_MISMATCH, 3, 5, "`2026-01-02-other`", "write `id: 2026-01-02-example`"),
    "duplicate-heading": (ProblemKind.DUPLICATE_HEADING, 25, 1, "`Customer impact` names the same", "merge the two"),
    "duplicate-key": (ProblemKind.YAML_REFUSED, 7, 1, "duplicate key `severity`", "keep one"),
    "alias": (ProblemKind.YAML_REFUSED, 6, 11, "alias `*sev`", "write the value itself"),
    "anchor": (ProblemKind.YAML_REFUSED, 6, 11, "anchor `&sev`", "delete the anchor"),
    "tag": (ProblemKind.YAML_REFUSED, 6, 11, "the tag `tag:yaml.org,2002:str`", "delete the tag"),
    "two-yaml-documents": (ProblemKind.YAML_REFUSED, 11, 1, "second YAML document", "keep one document"),
    "tab-indented-yaml": (ProblemKind.YAML_MALFORMED, 9, 1, "a tab cannot indent", "with spaces"),
    "control-character": (ProblemKind.YAML_REFUSED, 4, 11, "U+0007", "delete the character"),
    "unpaired-derived-marker": (ProblemKind.BAD_MARKER, 23, 1, "no partner", "delete the marker"),
    "closing-derived-marker": (ProblemKind.BAD_MARKER, 25, 1, "no partner", "delete the marker"),
    "timeline-without-time": (ProblemKind.BAD_TIMELINE_EVENT, 19, 1, "does not begin with a time", "write `- 2026"),
    "timeline-without-zone": (ProblemKind.BAD_TIMELINE_EVENT, 19, 1, "no zone", "add `Z`"),
    "action-table-without-action": (ProblemKind.BAD_TABLE, 37, 1, "no Action column", "use the columns ID, Action"),
    "action-row-too-long": (ProblemKind.BAD_TABLE, 39, 1, "5 cells, the table has 4 columns", "`\\|`"),
    "action-due-unreadable": (ProblemKind.INVALID_VALUE, 39, 28, "`next week` is not a time", "write `2026"),
    "action-id-not-an-id": (ProblemKind.INVALID_VALUE, 39, 3, "`1.` is not an id", "A1, A2"),
    "action-column-twice": (ProblemKind.BAD_TABLE, 37, 1, "2 columns for Owner", "the first counts"),
    "eval-case-unknown-key": (ProblemKind.BAD_EVAL_CASE, 31, 1, "`observd` is not a key", "did you mean `observed`?"),
    "eval-case-malformed": (ProblemKind.BAD_EVAL_CASE, 30, 11, "colon followed by a space", "in double quotes"),
    "eval-case-not-yaml": (ProblemKind.BAD_EVAL_CASE, 27, 1, "an eval case is a `yaml` block", "```yaml"),
    "not-utf-8": (ProblemKind.UNREADABLE_FILE, 23, 8, "not UTF-8 from here on", "save it as UTF-8"),
}
SOUND = ("good", "byte-order-mark", "windows-newlines")

# What a defect makes unreadable; everything else in the file must have been read.
LOST: dict[str, set[str]] = {
    "malformed-yaml": {"title"},
    "unclosed-quote": {"title"},
    "missing-front-matter": {"title", "severity", "services", "owner", "started", "status"},
    "unclosed-front-matter": {"title", "severity", "services", "owner", "started", "status"},
    "unknown-key": {"severity"},
    "unknown-nested-key": {"started"},
    "empty-key": {"owner"},
    "unquoted-handle": {"owner"},
    "wrong-word": {"status"},
    "wrong-value": {"started"},
    "wrong-shape": {"services"},
    "tab-indented-yaml": {"started"},
    "alias": {"severity"},
    "timeline-without-time": {"event"},
    "timeline-without-zone": {"event"},
    "action-table-without-action": {"action", "due"},
    "action-row-too-long": {"due"},
    "action-column-twice": {"due"},
    "action-due-unreadable": {"due"},
    "eval-case-unknown-key": {"observed"},
    "eval-case-malformed": {"input"},
    "eval-case-not-yaml": {"input", "observed"},
}


def what_was_read(found: PostMortem) -> dict[str, object]:
    front = found.front
    case = found.eval_cases[0].case if found.eval_cases else None
    return {
        "title": front.title,
        "status": front.status,
        "severity": front.severity,
        "owner": front.owner,
        "services": front.services,
        "started": front.incident and front.incident.started,
        "event": found.events[0].when,
        "kind": found.events[0].kind,
        "sections": [name for name in ("Summary", "Timeline", "Impact", "Action items") if found.section(name)] or None,
        "action": found.actions[0].action if found.actions else None,
        "due": found.actions[0].due if found.actions else None,
        "input": case and case.input,
        "observed": case and case.observed,
    }


def fixture(name: str) -> PostMortem:
    return read_file(FIXTURES / name / NAME, f"postmortems/{NAME}")


def test_every_fixture_has_a_test() -> None:
    assert {path.name for path in FIXTURES.iterdir() if (path / NAME).is_file()} == {*DEFECTS, *SOUND}


@pytest.mark.parametrize("name", DEFECTS)
def test_defect_is_one_located_problem(name: str) -> None:
    kind, line, column, message, remedy = DEFECTS[name]
    found = fixture(name)
    (problem,) = found.problems
    place = (found.line(problem.span), found.source.column_of(problem.span.start))
    assert (problem.kind, *place) == (kind, line, column)
    assert message in problem.message
    assert remedy in problem.remedy


@pytest.mark.parametrize("name", DEFECTS)
def test_rest_of_a_defective_document_is_read(name: str) -> None:
    found = fixture(name)
    read_ = what_was_read(found)
    assert {key for key, value in read_.items() if value is None} == LOST.get(name, set())
    assert read_["sections"] == ["Summary", "Timeline", "Impact", "Action items"]


@pytest.mark.parametrize("name", SOUND)
def test_byte_order_mark_and_windows_newlines_are_read(name: str) -> None:
    found = fixture(name)
    assert found.problems == ()
    assert what_was_read(found) == what_was_read(fixture("good"))
    assert found.source.encode() == (FIXTURES / name / NAME).read_bytes()


@pytest.mark.parametrize(
    "name",
    [
        "malformed-yaml",
        "missing-front-matter",
        "unclosed-front-matter",
        "duplicate-key",
        "duplicate-heading",
        "alias",
        "tag",
        "not-utf-8",
        "unpaired-derived-marker",
        "two-yaml-documents",
        "control-character",
        "tab-indented-yaml",
    ],
)
def test_uncertain_document_is_not_edited(name: str) -> None:
    found = fixture(name)
    with pytest.raises(AfterwordError, match="nothing was written") as refused:
        edit.require_editable(found)
    assert refused.value.line == DEFECTS[name][1]
    assert refused.value.path == f"postmortems/{NAME}"
    assert refused.value.remedy


@pytest.mark.parametrize(
    "name", ["good", "unknown-key", "empty-key", "wrong-value", "action-due-unreadable", "eval-case-malformed"]
)
def test_document_with_a_wrong_value_can_be_edited(name: str) -> None:
    edit.require_editable(fixture(name))


def test_nested_value_that_is_refused_leaves_its_neighbours() -> None:
    front = "models:\n  - name: a\n    version: *x\n    provider: b\nservices: [*y, search]\n*k : v\nseverity: SEV1\n"
    found = read(f"---\n{front}---\n".encode(), PATH)
    assert {p.kind for p in found.problems} == {ProblemKind.YAML_REFUSED}
    assert [found.line(p.span) for p in found.problems] == [4, 6, 7]
    assert found.front.models[0].provider == "b"  # type: ignore[index, union-attr]
    assert (found.front.services, found.front.severity) == (["search"], "SEV1")


def test_every_wrong_line_is_reported() -> None:
    front = "title: a: b\nowner: @x\nseverity: SEV1\nimpact:\n  users: many\n  cost: 5 EUR\nstatus: done\n"
    found = read(f"---\n{front}---\n".encode(), PATH)
    assert [(p.kind.name, found.line(p.span)) for p in found.problems] == [
        ("YAML_MALFORMED", 2),
        ("YAML_MALFORMED", 3),
        ("INVALID_VALUE", 6),
        ("INVALID_VALUE", 8),
    ]
    assert found.front.severity == "SEV1"
    assert str(found.front.impact.cost) == "5 EUR"  # type: ignore[union-attr]


def test_numbers_dates_and_words_of_yaml_stay_text() -> None:
    front = "services: [no, 4.10, 12:30, 1e3, 0x1F, null, ~, 2026-04-16, yes]\n"
    found = read(f"---\n{front}---\n".encode(), PATH)
    assert found.front.services == ["no", "4.10", "12:30", "1e3", "0x1F", "null", "~", "2026-04-16", "yes"]


def test_key_that_is_not_a_word_is_refused() -> None:
    found = read(b"---\n? [a, b]\n: c\nseverity: SEV1\n---\n", PATH)
    assert [p.message for p in found.problems] == ["a key must be one word"]
    assert found.front.severity == "SEV1"


def test_eval_case_whose_fence_is_not_closed_is_read_to_its_last_line() -> None:
    text = "## Eval coverage gap\n\n```yaml\n# afterword: eval-case\nid: x\nobserved: last"
    for ending in ("", "\n"):
        (block,) = read(f"---\nschema: 1\n---\n{text}{ending}".encode(), PATH).eval_cases
        assert (block.case.id, block.case.observed_texts) == ("x", ["last"])


# What lies in the place of a post-mortem.


def test_folder_in_place_of_the_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    assert "a folder" in the_problem(tmp_path / NAME)


def test_link_in_place_of_the_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("---\ntitle: secret\n---\n")
    (tmp_path / NAME).symlink_to("other.md")
    assert "symbolic link" in the_problem(tmp_path / NAME)


def test_dangling_link_in_place_of_the_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / NAME).symlink_to(NAME)
    assert "symbolic link" in the_problem(tmp_path / NAME)


@pytest.mark.needs_posix
def test_pipe_in_place_of_the_file_is_reported(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / NAME)
    assert "not a regular file" in the_problem(tmp_path / NAME)


def test_huge_file_is_reported(tmp_path: Path) -> None:
    with (tmp_path / NAME).open("wb") as file:
        file.truncate(50_000_000)
    assert "50.0 MB" in the_problem(tmp_path / NAME)


def test_missing_file_is_reported(tmp_path: Path) -> None:
    assert "cannot be read: No such file" in the_problem(tmp_path / NAME)


def test_file_that_cannot_be_read_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / NAME).write_text("x")

    def denied(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", denied)  # root may read everything
    assert "Permission denied" in the_problem(tmp_path / NAME)


def the_problem(path: Path) -> str:
    found = read_file(path, "postmortems/x.md")
    (problem,) = found.problems
    assert problem.kind is ProblemKind.UNREADABLE_FILE
    assert problem.remedy
    assert (found.sections, found.title) == ((), "x")
    with pytest.raises(AfterwordError):
        edit.require_editable(found)
    return problem.message


# What would take forever, or more stack than there is.


def test_yaml_of_thirty_thousand_brackets_is_refused() -> None:
    found = read(
        b"---\ntitle: before\nservices: " + b"[" * 30_000 + b"\nseverity: SEV1\n---\n\n## Summary\n\nx\n", PATH
    )
    (problem,) = found.problems
    assert (problem.kind, found.line(problem.span)) == (ProblemKind.YAML_REFUSED, 3)
    assert "nesting too deep" in problem.message
    assert (found.front.title, found.front.severity) == ("before", "SEV1")
    assert [s.title for s in found.sections] == ["Summary"]


def test_yaml_of_thirty_thousand_values_is_refused() -> None:
    front = b"severity: SEV1\nservices: [" + b"a, " * 30_000 + b"a]\n"
    found = read(b"---\n" + front + b"---\n\n## Summary\n\nx\n", PATH)
    (problem,) = found.problems
    assert (problem.kind, found.line(problem.span)) == (ProblemKind.YAML_REFUSED, 3)
    assert "too many values" in problem.message
    assert found.front.severity == "SEV1"
    assert [s.title for s in found.sections] == ["Summary"]


@pytest.mark.parametrize("piece", ["[", "![", "> ", "- ", "* > ", "1. ", "[^a]: ", "> - ", "*", "a`", "<", "    "])
def test_deep_nesting_in_the_body_is_read(piece: str) -> None:
    found = read(f"---\nschema: 1\n---\n\n## Summary\n\n{piece * 30_000}x\n\n## Impact\n\nFew.\n".encode(), PATH)
    assert [s.title for s in found.sections] == ["Summary", "Impact"]
    assert found.problems == ()


REPEATED: dict[str, Callable[[int], str]] = {
    "action rows": lambda n: (
        "## Action items\n\n| ID | Action | Due |\n|---|---|---|\n"
        + "".join(f"| A{i} | b \\| c | 2026-01-01 |\n" for i in range(n))
    ),
    "action details": lambda n: (
        "## Action items\n\n|ID|Action|\n|-|-|\n"
        + "".join(f"|A{i}|b|\n" for i in range(n // 4))
        + "\n"
        + "".join(f"### A{i}\n\nx\n\n" for i in range(n // 4))
    ),
    "timeline rows": lambda n: "## Timeline\n\n| Time | What |\n|---|---|\n" + "| 2026-01-01 | b |\n" * n,
    "events": lambda n: "## Timeline\n\n" + "- 2026-01-01 10:00Z — **detected:** x [^e1]\n" * n,
    "sections": lambda n: "".join(f"## S{i}\n\nx\n\n### P\n\ny\n\n" for i in range(n // 2)),
    "footnotes": lambda n: "".join(f"[^e{i}]: x\n\n" for i in range(n)),
    "citations in a line": lambda n: "[^e1]" * n,
    "half citations in a line": lambda n: "[^" * n,
    "backticks": lambda n: "[^e1]" + "".join("`" * (i % 150) + " " for i in range(n // 2)),
    "unknowns": lambda n: "**Unknown, needs investigation:** x\n\n" * n,
    "derived blocks": lambda n: (
        "<!-- afterword:derived x 0123456789ab -->\n\nx\n\n<!-- /afterword:derived -->\n\n" * (n // 4)
    ),
    "comments": lambda n: "<!-- \n" * n,
    "quotes": lambda n: "".join(">" * (i % 40) + " a\n" for i in range(n)),
    "lists": lambda n: "".join(" " * (2 * (i % 60)) + "- a\n" for i in range(n)),
    "link definitions": lambda n: "[a]: b\n" * n,
    "eval cases": lambda n: "```yaml\n# afterword: eval-case\nid: x\n```\n\n" * (n // 8),
    "blank lines": lambda n: "x" + "\n" * n + "y",
}


@pytest.mark.parametrize("name", REPEATED)
def test_reading_takes_linear_time(name: str) -> None:
    require_linear(
        lambda size: f"---\nschema: 1\n---\n\n{REPEATED[name](size)}".encode(),
        lambda data: read(data, PATH),
        size=5_000,
    )


def test_largest_table_is_read_whole() -> None:
    found = read(f"---\nschema: 1\n---\n\n{REPEATED['action rows'](5_000)}".encode(), PATH)
    assert len(found.actions) == 5_000
    assert (found.actions[-1].id, found.actions[-1].action) == ("A4999", "b | c")


@pytest.mark.parametrize("part", ["[^", "a: b ", "`", "| ", "\\", "<!--"])
def test_one_very_long_line_is_read(part: str) -> None:
    def make(size: int) -> bytes:
        line = part * (size // len(part))
        return f"---\ntitle: {line}\n---\n\n## Action items\n\n{line}\n".encode()[:MAX_BYTES]

    require_linear(make, lambda data: read(data, PATH), size=200_000)


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", ">>>>>>> main", ">>>>>>>"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_marks_of_a_merge_conflict_are_a_problem_and_nothing_is_written(mark: str, newline: str) -> None:
    text = f"---\nschema: 1\n---\n\n## Impact\n{mark}\nOurs.\n=======\nTheirs.\n"
    found = read(text.replace("\n", newline).encode(), PATH)
    (problem,) = [problem for problem in found.problems if problem.kind is ProblemKind.BAD_MARKER]
    assert problem.span.of(found.source.text) == mark
    with pytest.raises(AfterwordError, match="merge conflict; nothing was written"):
        edit.require_editable(found)


def test_conflict_marks_that_a_code_block_shows_are_text() -> None:
    found = read(b"---\nschema: 1\n---\n\n## Impact\n```\n<<<<<<< HEAD\n```\n", PATH)
    assert not any(problem.kind is ProblemKind.BAD_MARKER for problem in found.problems)
