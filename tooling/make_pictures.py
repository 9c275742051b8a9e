"""Make the pictures of the README and the handbook from the product: pages of sites, and the comment on a pull request.

    .venv/bin/python tooling/make_pictures.py

Needs Chromium and the environment of `make test`. The page of an incident is built from the post-mortems of this
repository, the home page and the list from those that the tests search; the comment is what `afterword pr preview`
prints for the sample evidence of the demo, with the drafted sections unfolded.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from datetime import date, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

from markdown_it import MarkdownIt
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
INCIDENT = "2025-04-24-gpt-4o-sycophancy"
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ENV = {**os.environ, "AFTERWORD_NOW": "2026-02-11T09:00Z", "AFTERWORD_TRACKER": "local", "PYTHONSAFEPATH": "1"}
_WIDTH = 1000
_SEARCHED = ("searched.json", "searched-offline.json", "searched-beside-handbook.json")
_NEW = 3
"""Of the newest incidents: how many came in the last week; the last is not resolved."""
_PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 16px; width: 800px; color: #1f2328; font: 14px/1.5 system-ui, sans-serif }}
article {{ border: 1px solid #d1d9e0; border-radius: 6px }}
header {{ background: #f6f8fa; border-bottom: 1px solid #d1d9e0; padding: 8px 16px; color: #59636e }}
main {{ padding: 4px 16px 12px }} h2, h3 {{ margin: 14px 0 6px }} p, ul {{ margin: 6px 0 }} a {{ color: #0969da }}
code {{ background: #eff1f3; border-radius: 4px; padding: 1px 4px; font-size: 85% }}
table {{ border-collapse: collapse }} td, th {{ border: 1px solid #d1d9e0; padding: 4px 10px; text-align: left }}
</style><article><header><b style="color:#1f2328">github-actions</b> commented</header><main>{}</main></article>"""


def _afterword(folder: Path, *arguments: str, now: str = _ENV["AFTERWORD_NOW"]) -> str:
    command = [sys.executable, "-m", "afterword", "-C", str(folder), *arguments]
    done = subprocess.run(command, env=_ENV | {"AFTERWORD_NOW": now}, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    return done.stdout


def _comment(folder: Path) -> str:
    """Return the comment on the pull request of a post-mortem that was made from the sample evidence, as HTML."""
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True)
    name = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    subprocess.run(["git", "-C", str(folder), *name, "commit", "-q", "--allow-empty", "-m", "Begin"], check=True)
    sources = sorted(map(str, (ROOT / "tooling/afterword/demo/sample/sources").iterdir()))
    title = "Support bot promises refunds that the policy does not offer"
    _afterword(folder, "new", "--yes", "--offline", "--title", title, "--from", *sources)
    text = _afterword(folder, "pr", "preview")
    text = text.replace("<details><summary>Drafted sections", "<details open><summary>Drafted sections")
    return MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text)


def _commit(root: Path, day: date) -> None:
    when = f"{day}T08:00:00Z"
    command = ("git", "-C", str(root), "-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    subprocess.run([*command, "add", "-A"], check=True)
    env = _ENV | {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    subprocess.run([*command, "commit", "-q", "-m", "Write what happened"], check=True, env=env)


def _write_project(root: Path) -> date:
    """Write a project with the post-mortems that the tests search, and with action items; returns its last day."""
    found = [
        one
        for name in _SEARCHED
        for one in json.loads((ROOT / "tests" / "fixtures" / name).read_text(encoding="utf-8"))["documents"]
        if "incident:" not in one["keys"]
    ]
    (root / "postmortems").mkdir()
    (root / "afterword.yml").write_text("site: {name: Acme post-mortems}\n")
    newest = max(date.fromisoformat(one["day"]) for one in found)
    subprocess.run(["git", "init", "-q", "-b", "main", str(root)], check=True)
    for at, one in reversed([*enumerate(sorted(found, key=lambda one: one["day"], reverse=True))]):
        if at == _NEW - 1:
            _commit(root, newest - timedelta(20))
        name, day = f"{one['day']}-{one['name']}", date.fromisoformat(one["day"])
        owner = re.findall(r"owner: ['\"]?([^'\"\n]+)", one["keys"])[0]
        resolved = "unknown" if at == 0 else f"{day}T1{at % 8}:40Z"
        rows = [
            f"| A{number} | {action} | {category} | P{number} | {owner} | {day + timedelta(45 * number)} | {status} |"
            for number, action, category, status in (
                (1, "Guard the fix by an eval case", "eval case", "done" if at % 4 else "open"),
                (2, "Alert on the first wrong answer", "monitoring improvement", "open" if at % 3 else "done"),
            )
        ]
        (root / "postmortems" / f"{name}.md").write_text(
            f"---\nschema: 1\nid: {name}\ntitle: {one['title']}\nstatus: {'draft' if at < 2 else 'published'}\n"
            f"severity: SEV{(1, 3, 2, 3, 2, 4, 3)[at % 7]}\n{one['keys']}\n"
            f"incident: {{started: {day}T09:{at % 50:02}Z, resolved: {resolved}}}\n"
            f"causes: [{{id: change, kind: {('prompt', 'model', 'tool', 'data')[at % 4]}}}]\n---\n\n"
            f"## Root cause\n\n{one['text'].split('## Action items')[0]}\n\n## Action items\n\n"
            "| ID | Action | Category | Priority | Owner | Due | Status |\n|---|---|---|---|---|---|---|\n"
            + "\n".join(rows) + "\n",
            encoding="utf-8",
        )  # fmt: skip
    _commit(root, newest)
    return newest


def _take(browser: Browser, url: str, name: str, size: tuple[int, int], theme: Literal["light", "dark"]) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=theme)
    page.goto(url)
    page.wait_for_load_state("networkidle")
    if name == "incident-dark":
        page.locator(".footnote-ref").first.hover()
    page.wait_for_timeout(500)
    page.screenshot(path=str(IMAGES / f"{name}.png"))
    page.close()


def main() -> None:
    """Build the pages and take the pictures."""
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        site, folder, acme = (Path(made) / name for name in ("site", "repository", "acme"))
        folder.mkdir()
        acme.mkdir()
        _afterword(acme, "site", "build", now=f"{_write_project(acme)}T20:00Z")
        _afterword(ROOT, "site", "build", "--out", str(site))
        (Path(made) / "comment.html").write_text(_PAGE.format(_comment(folder)), encoding="utf-8")
        program = next(path for path in map(shutil.which, _CHROMIUM) if path)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=made))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        root = f"http://127.0.0.1:{server.server_port}"
        _take(browser, f"{root}/site/incidents/{INCIDENT}/", "incident-light", (_WIDTH, 900), "light")
        _take(browser, f"{root}/site/incidents/{INCIDENT}/", "incident-dark", (1440, 900), "dark")
        _take(browser, f"{root}/acme/build/site/", "home-light", (1440, 900), "light")
        _take(browser, f"{root}/acme/build/site/incidents/?severity=SEV2", "incidents-phone", (390, 844), "light")
        _take(browser, f"{root}/comment.html", "comment", (832, 500), "light")
        browser.close()


if __name__ == "__main__":
    main()
