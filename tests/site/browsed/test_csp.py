"""The policy that `afterword site csp` writes, in a browser that keeps to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from afterword.errors import AfterwordError
from afterword.site.csp import write_policy
from browser import served
from visits import KINDS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NOTE_VIOLATIONS = """window.blocked = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.blocked.push([event.violatedDirective, event.blockedURI, event.sample].join(" "));
});"""


def blocked(chromium: Browser, folder: Path, policy: str, visit: Callable[[Page, str], None]) -> list[str]:
    """What a policy blocked during a visit."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    with served(folder, {"Content-Security-Policy": policy}) as address:
        page = context.new_page()
        page.add_init_script(NOTE_VIOLATIONS)
        visit(page, address)
        found: list[str] = page.evaluate("window.blocked")
    context.close()
    return found


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"search"}))
def test_nothing_is_blocked_on_any_page(chromium: Browser, site_folder: Path, kind: str) -> None:
    def visit(page: Page, address: str) -> None:
        page.goto(address + KINDS[kind])
        page.wait_for_load_state("networkidle")
        page.mouse.move(300, 300)
        page.locator("label.md-header__button[for^=__palette]:visible").first.click()

    assert blocked(chromium, site_folder, write_policy(site_folder), visit) == []


def test_filters_and_search_work(chromium: Browser, site_folder: Path) -> None:
    def visit(page: Page, address: str) -> None:
        page.goto(address + "incidents/?severity=SEV1")
        page.locator(".aw-found", has_text="3 of 4").wait_for(timeout=5000)
        page.keyboard.press("/")
        page.keyboard.type("numbat")
        page.locator(".aw-results > li", has_text="Incident number 3").first.wait_for(timeout=5000)

    assert blocked(chromium, site_folder, write_policy(site_folder), visit) == []


def test_a_script_without_its_hash_is_blocked(chromium: Browser, site_folder: Path) -> None:
    policy = write_policy(site_folder)
    hashes = re.findall(r" 'sha256-[^']*'", policy.split("style-src")[0])
    assert len(hashes) >= 5
    without = policy
    for one in hashes:
        without = without.replace(one, "")
    found = blocked(chromium, site_folder, without, lambda page, address: page.goto(address) and None)
    assert found and all(one.startswith("script-src-elem inline") for one in found)


class TestPolicy:
    def test_styles_of_attributes_have_hashes_and_data_have_none(self, tmp_path: Path) -> None:
        (tmp_path / "index.html").write_text(
            '<script type="application/json">{"a": 1}</script><script>var a = "&amp;"</script>'
            '<td style="text-align: right;">1</td><style>b {}</style><script src="x.js"></script>'
        )
        policy = dict(part.split(" ", 1) for part in write_policy(tmp_path).split("; "))
        # openssl dgst -sha256 -binary | base64
        assert policy["script-src"] == "'self' 'sha256-X0RdjedIAqlIfS0zc1ZagE7VLxBswXfmpXUYfHMb+zI='"
        assert policy["style-src"] == (
            "'self' 'unsafe-hashes' 'sha256-N90MKmRow2DpYEVeqcc3uc8pOUsS4Rg4sNmkau1k0xQ=' "
            "'sha256-zy87ZYlZV4kMyp51wB+3ABJeEclAGRFupKDmlDS9DAw='"
        )
        assert policy["default-src"] == "'none'" and "unsafe-inline" not in write_policy(tmp_path)

    def test_an_attribute_that_runs_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "index.html").write_text('<a onclick="x()">')
        with pytest.raises(AfterwordError, match="`onclick` of `a` runs a script") as raised:
            write_policy(tmp_path)
        assert raised.value.path == "index.html"

    def test_without_a_site_it_says_what_to_do(self, tmp_path: Path) -> None:
        with pytest.raises(AfterwordError, match="there is no site here"):
            write_policy(tmp_path)
