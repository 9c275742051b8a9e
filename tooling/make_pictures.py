"""Make the pictures of the README from the product: an incident's page, and the comment on a pull request.

    .venv/bin/python tooling/make_pictures.py

Needs Chromium and the environment of `make test`. The page is built from the post-mortems of this repository; the
comment is what `afterword pr preview` prints for the sample evidence of the demo, with the drafted sections unfolded.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from markdown_it import MarkdownIt
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
INCIDENT = "2025-04-24-gpt-4o-sycophancy"
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ENV = {**os.environ, "AFTERWORD_NOW": "2026-02-11T09:00Z", "AFTERWORD_TRACKER": "local", "PYTHONSAFEPATH": "1"}
_WIDTH = 1000
_PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 16px; width: 800px; color: #1f2328; font: 14px/1.5 system-ui, sans-serif }}
article {{ border: 1px solid #d1d9e0; border-radius: 6px }}
header {{ background: #f6f8fa; border-bottom: 1px solid #d1d9e0; padding: 8px 16px; color: #59636e }}
main {{ padding: 4px 16px 12px }} h2, h3 {{ margin: 14px 0 6px }} p, ul {{ margin: 6px 0 }} a {{ color: #0969da }}
code {{ background: #eff1f3; border-radius: 4px; padding: 1px 4px; font-size: 85% }}
table {{ border-collapse: collapse }} td, th {{ border: 1px solid #d1d9e0; padding: 4px 10px; text-align: left }}
</style><article><header><b style="color:#1f2328">github-actions</b> commented</header><main>{}</main></article>"""


def _afterword(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "afterword", "-C", str(folder), *arguments]
    done = subprocess.run(command, env=_ENV, capture_output=True, text=True)
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


def main() -> None:
    """Build both pages and take the pictures."""
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        site, folder = Path(made) / "site", Path(made) / "repository"
        folder.mkdir()
        _afterword(ROOT, "site", "build", "--out", str(site))
        (Path(made) / "comment.html").write_text(_PAGE.format(_comment(folder)), encoding="utf-8")
        program = next(path for path in map(shutil.which, _CHROMIUM) if path)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": _WIDTH, "height": 900})
        page.goto((site / "incidents" / INCIDENT / "index.html").as_uri())
        page.screenshot(path=str(IMAGES / "incident-light.png"))
        page.set_viewport_size({"width": 832, "height": 500})
        page.goto((Path(made) / "comment.html").as_uri())
        page.screenshot(path=str(IMAGES / "comment.png"))
        browser.close()


if __name__ == "__main__":
    main()
