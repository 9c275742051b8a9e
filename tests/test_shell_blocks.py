"""Every command in the tutorial and the how-tos runs as the page shows it, or its reason not to is here.

Those of the README are typed by `test_newcomer.py`.
"""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from afterword import demo
from old_repository import write_post_mortems
from shell_blocks import Reader, blocks_of, commands_of

pytestmark = [pytest.mark.needs_source, pytest.mark.needs_posix]
ROOT = Path(__file__).parents[1]
SAMPLE = Path(demo.__file__).parent / "sample"
NOT_RUN = {
    r"^make ": "makes the environment in which the tests run",
    r"^(pip|uv|pipx) |^git ls-remote ": "needs a package index or GitHub",
    r"^gh |--pr\b|--pull-request|--propose|--plan |--apply plan|site guard|review --issue|--issue '#": "needs GitHub",
    r"serve$": "runs until it is stopped",
    r"OPENAI_|AFTERWORD_LLM|--generate|draft --apply|evals (run|quarantine)|evals prove [^ ]+$": "needs a model",
    r"evals prove .*'python app.py'": "runs in the tutorial, with a program of its own",
    r"^mkdocs |^properdocs |^cd build/export|zensical": "runs another program",
    r"tags --fix \"": "fixes what the line above it fixed already",
    r"--apply draft\.json": "reads what a model wrote",
    r"^eval ": "changes the reader's shell",
}
"""Commands that are not run, with the reason."""


EXAMPLE = "2026-02-10-support-bot-invents-refund-policy"


def reason_not_to_run(command: str) -> str:
    return next((why for pattern, why in NOT_RUN.items() if re.search(pattern, command)), "")


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    for name in ("GITHUB_TOKEN", "GITHUB_REPOSITORY", "OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AFTERWORD_NOW", "2026-02-11T09:00Z")
    home = tmp_path / "home"
    home.mkdir()
    shutil.copytree(SAMPLE / "sources", tmp_path / "clone" / "build" / "demo" / "sources")
    return Reader(tmp_path / "clone", monkeypatch, {"HOME": str(home), "PWD": str(tmp_path / "clone"), "PATH": ""})


def follow(reader: Reader, page: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Do what a page says, and return all output."""
    printed = ""
    for block in blocks_of(page.read_text(encoding="utf-8")):
        if block.mark.startswith("not run: "):
            continue
        if block.kind != "sh":
            reader.write(block)
        for command in commands_of(block.body) if block.kind == "sh" else ():
            if reason_not_to_run(command):
                continue
            code = reader.type(command)
            out, err = capsys.readouterr()
            printed += out
            assert code == 0, f"{command}\n{out}{err}"
    return printed


def test_tutorial_leads_to_a_published_post_mortem_with_a_proven_case(
    reader: Reader, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = follow(reader, ROOT / "docs" / "tutorial" / "first-post-mortem.md", capsys)
    assert "proven: red when broken, green when fixed" in printed
    assert "2 created" in printed and "Site: " in printed
    (document,) = (reader.folder / "postmortems").glob("2026-*.md")
    text = document.read_text(encoding="utf-8")
    assert "status: published\n" in text and "Unknown, needs investigation" not in text and "proposed" not in text
    assert not {"Ada", "Ben", "Cleo"} & set(re.findall(r"\w+", text))


def write_files_of_a_reader(root: Path) -> None:
    """Write what the how-tos name: post-mortems, sources, old incidents, and the post-mortems beside a product."""
    shutil.copytree(SAMPLE / "postmortems", root / "postmortems")
    shutil.copy(SAMPLE / "afterword.yml", root)
    (root / "prompts").mkdir()
    (root / "prompts" / "support.md").write_text("A prompt.\n")
    text = (root / "postmortems" / f"{EXAMPLE}.md").read_text(encoding="utf-8")
    for number, name in enumerate(("Support Bot", "Helpdesk bot"), 1):
        other = f"2026-01-0{number}-other"
        spelled = text.replace(EXAMPLE, other).replace("services: [support-bot]", f"services: [{name}]")
        (root / "postmortems" / f"{other}.md").write_text(spelled, encoding="utf-8")
        shutil.copytree(root / "postmortems" / EXAMPLE, root / "postmortems" / other)
    write_post_mortems(root / "docs" / "incidents", 4)
    sources = SAMPLE / "sources"
    shutil.copytree(sources, root / "outside")
    (root / "outside" / "prompts").mkdir()
    shutil.copy(sources / "alert.json", root / "alerts.json")
    (root / "app.log").write_text("2026-02-10 09:17Z First symptom: a full refund within 90 days\n")
    with zipfile.ZipFile(root / "slack-export.zip", "w") as archive:
        message = {"type": "message", "user": "U1", "ts": "1770714060.000100", "text": "The bot promises refunds."}
        archive.writestr("incident/2026-02-10.json", json.dumps([message]))
    shutil.copytree(root, root.with_name("post-mortems"))


def test_how_tos_run_in_one_repository(reader: Reader, capsys: pytest.CaptureFixture[str]) -> None:
    write_files_of_a_reader(reader.folder)
    for command in ("git init", "git add -A", "git commit -qm Begin"):
        assert reader.type(command) == 0
    reader.monkeypatch.setenv("AFTERWORD_NOW", "2026-11-30T09:00Z")
    ran, failed = 0, []
    for page in sorted((ROOT / "docs" / "how-to").glob("*.md")):
        for block in blocks_of(page.read_text(encoding="utf-8")):
            for command in commands_of(block.body) if block.kind == "sh" else ():
                if block.mark.startswith("not run: ") or reason_not_to_run(command):
                    continue
                known = re.sub(r"\b2026-04-16-support-bot\b|\bID\b", EXAMPLE, command)
                known = known.replace("OWNER", "acme").replace("COMMIT", "0123456789" * 4)
                ran += 1
                code = reader.type(known)
                out, err = capsys.readouterr()
                if code:
                    failed.append(f"{page.name}: {command}: {code}\n{out[-400:]}{err[-400:]}")
    assert failed == [] and ran >= 40
