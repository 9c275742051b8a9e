"""Colours repeat what words say, so they must differ: on a screen, for those who see few of them, and on paper."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pytest

from visits import KINDS, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def colour_of(page: Page, name: str) -> str:
    """What a chart fills a part with."""
    return page.evaluate(  # type: ignore[no-any-return]
        """(name) => {
          const made = document.createElementNS("http://www.w3.org/2000/svg", "rect");
          made.setAttribute("class", name);
          document.querySelector(".aw-chart").append(made);
          return getComputedStyle(made).fill;
        }""",
        name,
    )


def luminance(colour: str) -> float:
    """How bright a colour is, as WCAG 2 has it."""
    shares = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio by WCAG 2: 1 where nobody without colours sees a difference."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_touching_severities_differ_in_brightness(chromium: Browser, site: str, scheme: str) -> None:
    with visiting(chromium, site, KINDS["metrics"], color_scheme=scheme) as page:
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        parts = [colour_of(page, f"aw-fill-sev-{rank}") for rank in (1, 2, 3, 4)]
        assert min(contrast(one, other) for one, other in pairwise(parts)) >= 1.5
        assert min(contrast(one, ground) for one in parts) >= 3
        none = colour_of(page, "aw-fill-sev-unknown")
        assert none not in parts
        phases = [colour_of(page, f"aw-phase-{name}") for name in ("undetected", "detected", "mitigated")]
        assert min(contrast(one, other) for one, other in pairwise(phases)) >= 1.5


def test_with_forced_colours_the_legend_still_names_the_parts(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, KINDS["metrics"], forced_colors="active") as page:
        shown = page.eval_on_selector_all(
            ".aw-legend .aw-swatch", "all => all.slice(0, 2).map(one => getComputedStyle(one).backgroundColor)"
        )
        assert len(shown) == 2
        assert all(one != other for one, other in combinations([*shown, "rgb(255, 255, 255)"], 2))
    with visiting(chromium, site, KINDS["incident"], forced_colors="active") as page:
        number = page.evaluate("getComputedStyle(document.querySelector('.aw-step text')).fill")
        ground = page.evaluate("getComputedStyle(document.querySelector('.aw-step circle')).fill")
        assert contrast(number, ground) >= 4.5
        border = page.evaluate("getComputedStyle(document.querySelector('.aw-badge')).borderTopWidth")
        assert border != "0px"
