"""The handbook shows what really happens: its diffs are those of the tool, and its commands do what it says."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from afterword import demo
from afterword.cli.main import run
from afterword.postmortem import read_file
from afterword.postmortem.markers import OPEN_QUESTION_MARKER
from drafting.incident import ID as INCIDENT
from drafting.incident import (
    answer,
    claim,
    configure_model,
    document_path,
    make_project,
    section_of,
    writes_every_section,
)
from fakes import llm as fake

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "how-to" / "review-a-draft.md").read_text(encoding="utf-8")
ID = "2026-02-10-support-bot-invents-refund-policy"
CLAIMS = {
    "Summary": (
        claim(
            "On 10 February 2026 the support bot promised refunds that the policy does not offer, "
            "from 09:17Z until 11:52Z.",
            "E3", "E6", quote="promises a full refund",
        ),
        claim("117 customers got such a promise.", "E7", quote="to 117 customers"),
        claim(
            "The on-call engineer reproduced it at 11:08Z, and release 59 restored prompt v11.",
            "E4", "E6", quote="release 59 restores prompt v11",
        ),
    ),
    "Contributing causes": (
        claim("Pull request #231 was reviewed for tone, and the dropped lines read like style.", "E8",
              quote="reviewed for tone"),
    ),
    "What allowed it": (
        claim("No policy owner is asked on prompt changes.", "E8", quote="no policy owner is asked"),
        claim("The rules were only instructions in a prompt.", "E8", quote="dropped lines", kind="hypothesis"),
    ),
}  # fmt: skip


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example that ships with the package, drafted with a model that says these claims."""
    sample = Path(demo.__file__).parent / "sample"
    shutil.copytree(sample / "postmortems", tmp_path / "postmortems")
    shutil.copy(sample / "afterword.yml", tmp_path)
    with fake.endpoint(lambda exchange: answer(*CLAIMS.get(section_of(exchange.body), ()))(exchange)) as script:
        configure_model(monkeypatch, script, "gpt-5.2")
        assert run(["-C", str(tmp_path), "draft", ID]) == 0
    return tmp_path / "postmortems" / f"{ID}.md"


def diffs() -> list[str]:
    return re.findall(r"^```diff\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def test_the_diff_on_the_page_is_that_of_a_real_draft(draft: Path) -> None:
    added = [line[1:] for line in diffs()[0].splitlines() if line.startswith("+")]
    written = draft.read_text(encoding="utf-8").splitlines()
    at = 0
    for line in added:
        assert line in written[at:], line
        at = written.index(line, at) + 1


def test_what_the_page_deletes_accepts_changes_and_declines(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = draft.read_text(encoding="utf-8")
    notice, values = diffs()[1:]
    for diff in (notice, values):
        before = "".join(f"{line[1:]}\n" for line in diff.splitlines() if not line.startswith("+"))
        after = "".join(f"{line[1:]}\n" for line in diff.splitlines() if not line.startswith("-"))
        assert before in text
        text = text.replace(before, after, 1)
    draft.write_text(text, encoding="utf-8")
    root = draft.parents[1]
    capsys.readouterr()
    assert run(["-C", str(root), "accept", ID]) == 0
    waiting = capsys.readouterr().out.split("\n")
    assert waiting[:4] == ["Awaiting review:", "  Contributing causes", "  What allowed it", "  Impact"]
    assert run(["-C", str(root), "draft", ID, "--offline"]) == 0
    assert "\n  resolved:" not in draft.read_text(encoding="utf-8")
    assert run(["-C", str(root), "draft", ID, "--offline", "--section", "incident.resolved"]) == 0
    assert "  resolved: 2026-02-10T13:10Z # proposed, E7\n" in draft.read_text(encoding="utf-8")


def test_a_comment_that_a_changed_value_leaves_over_is_deleted_by_fix(draft: Path) -> None:
    text = draft.read_text(encoding="utf-8")
    draft.write_text(text.replace("mitigated: 2026-02-10T11:52Z #", "mitigated: 2026-02-10T11:55Z #"), encoding="utf-8")
    run(["-C", str(draft.parents[1]), "check", ID, "--fix"])
    assert "  mitigated: 2026-02-10T11:55Z\n" in draft.read_text(encoding="utf-8")


@pytest.mark.parametrize("structure", ["any", "no json_schema", "text alone"])
def test_command_for_a_model_on_this_machine_drafts_with_it(
    structure: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (ROOT / "docs" / "how-to" / "draft-with-a-local-model.md").read_text(encoding="utf-8")
    section = page.partition("## 2. Draft with it")[2]
    (command,) = re.findall(r"^```sh\n(.*?)^```", section.partition("\n## ")[0], re.DOTALL | re.MULTILINE)
    words = shlex.split(command.replace("\\\n", " "))
    given = dict(word.split("=", 1) for word in words if "=" in word)
    program, *arguments = words[len(given) :]
    assert (program, arguments) == ("afterword", ["draft", "ID"])
    refused = {"any": (), "no json_schema": ("json_schema",), "text alone": ("json_schema", "json_object")}[structure]
    behave = fake.unless(
        lambda body: "this server does not know response_format" if fake.format_of(body) in refused else "",
        writes_every_section,
    )
    make_project(tmp_path)
    with fake.endpoint(behave) as script:
        port = script.base_url.rpartition(":")[2]
        for name, value in given.items():
            monkeypatch.setenv(name, re.sub(r"(?<=127\.0\.0\.1:)\d+/v1", port, value))
        # Nothing that is sent to this machine goes through a proxy, where it would be lost here.
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, "http://127.0.0.1:9")
        monkeypatch.delenv("NO_PROXY", raising=False)
        assert run(["-C", str(tmp_path), "draft", INCIDENT]) == 0
        assert all(body["model"] == "qwen3:14b" for body in script.requests)
    document = read_file(document_path(tmp_path), "x.md")
    by_model = {section.name for section, notice in document.notices if notice.model == "qwen3:14b"}
    assert {"Summary", "Immediate cause", "Mitigation", "Action items"} <= by_model


def test_page_on_a_draft_without_a_model_shows_what_the_tool_writes(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "explanation" / "draft-without-a-model.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"^```sh\nafterword (.*)\n```", page, re.MULTILINE)
    name = command.split()[1]
    shutil.copytree(ROOT / "postmortems" / name, tmp_path / "postmortems" / name)
    shutil.copy(ROOT / "postmortems" / f"{name}.md", tmp_path / "postmortems")
    assert run(["-C", str(tmp_path), *command.split()]) == 0
    document = read_file(tmp_path / "postmortems" / f"{name}.md", "x.md")
    parts = re.findall(
        r"^### (.*)\n\nBefore:\n\n```markdown\n(.*)\n```\n\nNow:\n\n```markdown\n((?:.*\n)*?)```$", page, re.MULTILINE
    )
    for title, before, now in parts:
        section = document.section(title)
        assert section is not None and section.kind is not None
        assert before == f"{OPEN_QUESTION_MARKER} {section.kind.questions[0]}"
        assert now.strip() == document.text(section.own).strip()
    drafted = document.front.drafted.sections
    assert {name for name, by in drafted.items() if by == "assembled"} == {title for title, _, _ in parts}
    questions = [name for name, by in drafted.items() if by == "questions"]
    assert f"Two are questions still, because the evidence has\nno answer: {' and '.join(questions)}." in page
    assert f"Of {len(drafted)} sections that it fills, {len(drafted) - len(questions)} have an answer." in page
    for name in (name for name, by in drafted.items() if by == "derived"):
        assert name.replace(" ", "") in page.replace("\n", "").replace(" ", "")
