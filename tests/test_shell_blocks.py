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
from afterword.github import api
from evals.bot import bot
from fakes.github import TOKEN
from fakes.llm import endpoint
from old_repository import write_post_mortems
from pull_requests.hub import Hub
from shell_blocks import Reader, blocks_of, commands_of

pytestmark = [pytest.mark.needs_source, pytest.mark.needs_posix]
ROOT = Path(__file__).parents[1]
SAMPLE = Path(demo.__file__).parent / "sample"
NOT_RUN = {
    r"^make ": "makes the environment in which the tests run",
    r"^(pip|uv|pipx) |^git ls-remote ": "needs a package index, or a repository on GitHub",
    r"^gh ": "needs the client of GitHub, signed in, and workflows on GitHub",
    r"site serve$": "runs until it is stopped; `site/browsed/` opens what it serves",
    r"^mkdocs |^properdocs |^cd build/export|zensical": "needs an engine in an environment of its own: `make engines`",
}
"""Commands that cannot run here, with the reason."""
SERVED = (
    r"--pr\b|--pull-request|--propose|--plan |--apply plan|site guard|review --issue|--issue '#|--from issues|"
    r"OPENAI_|AFTERWORD_LLM|retro .*--draft|--generate|--apply draft|evals run|evals quarantine|evals prove"
)
"""Commands that ask GitHub or a model, for which there are stand-ins on this machine."""
PROGRAM = """\
import os, pathlib
prompt = pathlib.Path(os.environ["AFTERWORD_VERSION_FILE"]).read_text()
print("You have 90 days." if "Be generous" in prompt else "Refunds are possible within 30 days.")
"""


TUTORIAL = ROOT / "docs" / "tutorial" / "first-post-mortem.md"
HOW_TOS = sorted((ROOT / "docs" / "how-to").glob("*.md"))
EXAMPLE = "2026-02-10-support-bot-invents-refund-policy"


def can_run(command: str) -> bool:
    return not any(re.search(pattern, command) for pattern in NOT_RUN)


def commands_on(page: Path) -> list[str]:
    """List the commands that a page shows, but for those that it says are not run."""
    blocks = blocks_of(page.read_text(encoding="utf-8"))
    shown = (block for block in blocks if block.kind == "sh" and not block.mark.startswith("not run: "))
    return [command for block in shown for command in commands_of(block.body)]


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
            if not can_run(command):
                continue
            code = reader.type(command)
            out, err = capsys.readouterr()
            printed += out
            assert code == 0, f"{command}\n{out}{err}"
    return printed


def test_tutorial_leads_to_a_published_post_mortem_with_a_proven_case(
    reader: Reader, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = follow(reader, TUTORIAL, capsys)
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
    tags = (("Support Bot", "OpenAI"), ("Helpdesk bot", "openai"), ("support-bot", "OpenAI"))
    for number, (service, provider) in enumerate(tags, 1):
        other = f"2026-01-0{number}-other"
        spelled = text.replace(EXAMPLE, other).replace("services: [support-bot]", f"services: [{service}]")
        spelled = spelled.replace("ExampleAI", provider)
        (root / "postmortems" / f"{other}.md").write_text(spelled, encoding="utf-8")
        shutil.copytree(root / "postmortems" / EXAMPLE, root / "postmortems" / other)
    write_post_mortems(root / "docs" / "incidents", 4)
    write_post_mortems(root / "old-postmortems", 6)
    for path in sorted((root / "old-postmortems").glob("*"))[:4]:
        path.unlink()
    sources = SAMPLE / "sources"
    shutil.copytree(sources, root / "outside")
    (root / "outside" / "prompts").mkdir()
    for source, version in (("prompt-v11.md", "v41.md"), ("prompt-v12.md", "v42.md")):
        shutil.copy(sources / source, root / "outside" / "prompts" / version)
    shutil.copy(sources / "alert.json", root / "alerts.json")
    (root / "app.log").write_text("2026-02-10 09:17Z First symptom: a full refund within 90 days\n")
    with zipfile.ZipFile(root / "slack-export.zip", "w") as archive:
        message = {"type": "message", "user": "U1", "ts": "1770714060.000100", "text": "The bot promises refunds."}
        archive.writestr("incident/2026-02-10.json", json.dumps([message]))
    shutil.copytree(root, root.with_name("post-mortems"))


def fill_in(command: str, **more: str) -> str:
    """Put values in place of those that the reader of a how-to puts there."""
    values = {r"\b2026-04-16-support-bot\b|\bID\b": EXAMPLE, "OWNER": "acme", "COMMIT": "0123456789" * 4, **more}
    for pattern, value in values.items():
        command = re.sub(pattern, value, command)
    return command


def begin_repository(reader: Reader, *more: str) -> None:
    write_files_of_a_reader(reader.folder)
    reader.monkeypatch.setenv("AFTERWORD_NOW", "2026-11-30T09:00Z")
    for command in ("git init -b main", "git add -A", "git commit -qm Begin", *more):
        assert reader.type(command) == 0


def run_how_tos(
    reader: Reader, capsys: pytest.CaptureFixture[str], *, served: bool, **values: str
) -> tuple[int, list[str]]:
    """Run the commands of the how-tos that need stand-ins, or those that need none, page by page.

    Returns:
        How many ran, and which failed.
    """
    ran, failed = 0, []
    for page in HOW_TOS:
        for command in commands_on(page):
            if not can_run(command) or bool(re.search(SERVED, command)) != served:
                continue
            ran += 1
            if 'tags --fix "' in command:  # in place of the line above it, which fixes all
                assert reader.type("git checkout -q postmortems") == 0
            code = reader.type(fill_in(command, **values))
            out, err = capsys.readouterr()
            if code:
                failed.append(f"{page.name}: {command}: {code}\n{out[-400:]}{err[-400:]}")
        assert reader.type("git checkout -q main") == 0
    return ran, failed


def test_how_tos_run_in_one_repository(reader: Reader, capsys: pytest.CaptureFixture[str]) -> None:
    begin_repository(reader)
    ran, failed = run_how_tos(reader, capsys, served=False)
    assert failed == [] and ran >= 45


def test_how_tos_run_against_stand_ins_for_github_and_a_model(
    reader: Reader, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    prompts = f"evals: {{prompts: {{tone-rewrite: postmortems/{EXAMPLE}/prompts/support.before.md}}}}\n"
    reader.folder.joinpath("app.py").write_text(PROGRAM)
    reader.monkeypatch.setattr(api, "PACE", api.Pace(0, 0, 0, 20, 0))
    with Hub(tmp_path / "hub.git", validate=True) as hub, endpoint(bot(1)) as script:
        issue = hub.add_issue(
            "The bot promises refunds", "2026-03-05 09:41Z it began", labels=("incident", "postmortem")
        )
        outside = {
            "GITHUB_API_URL": hub.url, "GITHUB_TOKEN": TOKEN, "GITHUB_REPOSITORY": hub.repository,
            "OPENAI_API_KEY": "local", "OPENAI_BASE_URL": script.base_url, "AFTERWORD_LLM_MODEL": "example-chat",
        }  # fmt: skip
        for name, value in outside.items():
            reader.monkeypatch.setenv(name, value)
        begin_repository(reader, f"git remote add origin {hub.git.path}")
        reader.folder.joinpath("afterword.yml").write_text(prompts)
        for command in ("git commit -qam Settings", "git push -q origin main"):
            assert reader.type(command) == 0
        values = {"#871": f"#{issue}", r"http://[\w.]+:\d+/v1": script.base_url, "…": TOKEN}
        ran, failed = run_how_tos(reader, capsys, served=True, **values, **{"owner/name": hub.repository})
        assert failed == [] and hub.wrong == [] and ran >= 20
        assert hub.pulls and len(script.requests) > 40


def test_every_reason_not_to_run_is_about_a_command_of_a_page() -> None:
    shown = [command for page in (TUTORIAL, *HOW_TOS) for command in commands_on(page)]
    assert [pattern for pattern in NOT_RUN if not any(re.search(pattern, command) for command in shown)] == []
