"""A connection to GitHub, from the environment."""

from __future__ import annotations

import pytest

from afterword.errors import AfterwordError
from afterword.github.connections import Connection
from fakes.github import TOKEN, FakeGitHub


def test_nothing_is_opened_until_it_is_needed() -> None:
    with Connection({}) as connection:
        assert "api" not in connection.__dict__


@pytest.mark.parametrize(
    ("env", "message", "remedy"),
    [
        ({}, "there is no token for GitHub", "set GITHUB_TOKEN"),
        ({"GITHUB_TOKEN": " \n", "GITHUB_REPOSITORY": "a/b"}, "there is no token for GitHub", "set GITHUB_TOKEN"),
        ({"GITHUB_TOKEN": "x"}, "cannot determine the repository", "set GITHUB_REPOSITORY to owner/name"),
        ({"GITHUB_TOKEN": "x", "GITHUB_REPOSITORY": "../etc"}, "cannot determine the repository", "owner/name"),
        ({"GITHUB_TOKEN": "x", "GITHUB_REPOSITORY": "a/b", "GITHUB_API_URL": "x"}, "`x` is not the address", "empty"),
    ],
)
def test_what_is_missing_is_named(env: dict[str, str], message: str, remedy: str) -> None:
    with Connection(env) as connection, pytest.raises(AfterwordError) as caught:
        connection.repository()
    assert caught.value.message.startswith(message) and remedy in caught.value.remedy


def test_one_connection_serves_all_repositories() -> None:
    with FakeGitHub() as github:
        env = {"GITHUB_TOKEN": f"{TOKEN}\n", "GITHUB_REPOSITORY": github.repository, "GITHUB_API_URL": github.url}
        with Connection(env) as connection:
            own, other = connection.repository(), connection.repository("other/place")
            assert own.api is other.api and (own.name, other.name) == ("acme/widgets", "other/place")
            assert own.look_up()["full_name"] == "acme/widgets" and other.present_name() is None


def test_a_renamed_repository_is_known_by_both_names() -> None:
    with FakeGitHub() as github:
        github.old_name = "acme/gadgets"
        with Connection({"GITHUB_TOKEN": TOKEN, "GITHUB_API_URL": github.url}) as connection:
            repository = connection.repository("acme/gadgets")
            assert repository.root == "/repos/acme/gadgets" and not repository.is_named("acme/widgets")
            assert repository.present_name() == "acme/widgets" and repository.root == "/repos/acme/widgets"
            assert repository.is_named("Acme/Widgets") and repository.is_named("acme/gadgets")
            repository.look_up()
            assert len(github.log) == 2  # the redirect and the answer, once
