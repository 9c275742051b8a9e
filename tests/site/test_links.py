"""Addresses: within the site, and in the repository."""

from __future__ import annotations

import pytest

from afterword.postmortem.values import Ref
from afterword.site.addresses import page_url, relative
from afterword.site.links import Repository, ref_url

GITHUB = Repository("https://github.com/acme/bots")


@pytest.mark.parametrize(
    ("target", "page", "expected"),
    [
        ("incidents/a/", "", "incidents/a/"),
        ("incidents/a/", "incidents/", "a/"),
        ("", "incidents/a/", "../../"),
        ("how-to/", "incidents/a/", "../../how-to/"),
        ("incidents/a.html", "index.html", "incidents/a.html"),
        ("action-items.html", "incidents/a.html", "../action-items.html"),
    ],
)
def test_relative(target: str, page: str, expected: str) -> None:
    assert relative(target, page) == expected


def test_page_urls_are_those_of_mkdocs() -> None:
    sources = ("index.md", "incidents/index.md", "incidents/a.md")
    assert [page_url(source, True) for source in sources] == ["", "incidents/", "incidents/a/"]
    assert [page_url(source, False) for source in sources] == ["index.html", "incidents/index.html", "incidents/a.html"]


def test_the_repository_comes_from_configuration_actions_or_settings() -> None:
    env = {"GITHUB_REPOSITORY": "acme/bots", "GITHUB_SERVER_URL": "https://ghe.example"}
    assert Repository.of("https://github.com/x/y/", env) == Repository("https://github.com/x/y")
    assert Repository.of(None, env, "o/n") == Repository("https://ghe.example/acme/bots")
    assert Repository.of(None, {}, "o/n") == Repository("https://github.com/o/n")
    assert Repository.of("javascript:alert(1)", {}) is None


@pytest.mark.parametrize(
    ("text", "repository", "expected"),
    [
        ("#4", GITHUB, "https://github.com/acme/bots/issues/4"),
        ("#4", None, None),
        ("o/r#4", GITHUB, "https://github.com/o/r/issues/4"),
        ("o/r#4", None, "https://github.com/o/r/issues/4"),
        ("o/r#4", Repository("https://gitlab.example/a/b"), "https://gitlab.example/o/r/-/issues/4"),
        ("0a1b2c3", GITHUB, "https://github.com/acme/bots/commit/0a1b2c3"),
        ("https://x.example/1", None, "https://x.example/1"),
        ("unknown", GITHUB, None),
    ],
)
def test_references(text: str, repository: Repository | None, expected: str | None) -> None:
    assert ref_url(Ref.parse(text), repository) == expected
