"""A site of its own gets the lines that it lacks, and none if it has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.init.own_site import lacking_plugin

NO_LIST = ("plugins:", "  - search", "  - afterword")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("site_name: Ours\n", NO_LIST),
        ("", NO_LIST),
        ("plugins: []\n", NO_LIST),
        ("plugins:\n  - search\n", ("plugins:", "  …", "  - afterword")),
        ("plugins:\n  search: {}\n", ("plugins:", "  …", "  afterword: {}")),
        ("site_name: [\n", ("it cannot be read as YAML",)),
        ("site_name: afterword\n", NO_LIST),
    ],
)
def test_lines_are_those_that_the_file_lacks(tmp_path: Path, text: str, lines: tuple[str, ...]) -> None:
    (tmp_path / "mkdocs.yml").write_text(text)
    assert lacking_plugin(tmp_path) == ("mkdocs.yml", lines)


@pytest.mark.parametrize(
    "text",
    [
        "plugins: [search, afterword]\n",
        "plugins:\n  - search\n  - afterword:\n      root: .\n",
        "plugins:\n  search: {}\n  afterword: {}\n",
        "site_url: !ENV [URL, x]\nx: !!python/name:material.emoji\nplugins: [afterword]\n",
    ],
)
def test_site_with_the_plugin_lacks_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "mkdocs.yaml").write_text(text)
    assert lacking_plugin(tmp_path) is None


def test_without_a_site_nothing_is_lacking(tmp_path: Path) -> None:
    assert lacking_plugin(tmp_path) is None
