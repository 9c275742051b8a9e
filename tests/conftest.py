"""What every test starts from: no network but loopback, a clean environment, a clock that stands still."""

from __future__ import annotations

import gc
import ipaddress
import itertools
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from afterword.postmortem import PostMortem
from afterword.project import Project
from samples import read_bot, read_old

pytest.register_assert_rewrite("checks.good")  # its assertions say what they compared

NOW = "2026-05-01T12:00:00Z"
"""The time at which every test runs."""

# How long an example takes to make depends on what else the machine does.
_ANY_SPEED: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
# The same examples on every run: a failure on one machine is a failure on all.
settings.register_profile("afterword", **_ANY_SPEED, derandomize=True, max_examples=150)
# `make fuzz`: other examples on every run, and many.
settings.register_profile("fuzz", **_ANY_SPEED, max_examples=50_000, database=None)
settings.load_profile("afterword")

# A shell that starts the tests in the background lets them, and what they start, ignore interrupts.
signal.signal(signal.SIGINT, signal.default_int_handler)

# As the command does: what is loaded stays, and to walk it after every 700 objects takes a sixth of the time.
gc.set_threshold(50_000)

_OURS = ("GITHUB_", "OPENAI_", "AFTERWORD_", "GIT_")


_NEEDED_BY_FIXTURE = {"chromium": "needs_browser", "story": "needs_act"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests whose fixtures need a program that not every machine has, and skip what Windows cannot do."""
    for item in items:
        for fixture in _NEEDED_BY_FIXTURE.keys() & getattr(item, "fixturenames", ()):
            item.add_marker(_NEEDED_BY_FIXTURE[fixture])
        if sys.platform == "win32" and item.get_closest_marker("needs_posix"):
            item.add_marker(pytest.mark.skip(reason="Windows has no signals, named pipes or masks of this kind"))


def pytest_collection_finish() -> None:
    """Take what was collected out of the garbage collector's sight: it stays to the end, and walking it costs time."""
    gc.collect()
    gc.freeze()


class NetworkUsed(AssertionError):
    """A test tried to reach another machine."""


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Refuse connections to anything but this machine, those of shared fixtures too."""

    def guarded(connect: Callable[[socket.socket, Any], Any]) -> Callable[[socket.socket, Any], Any]:
        def only_loopback(self: socket.socket, address: Any) -> Any:
            if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(str(address[0])):
                raise NetworkUsed(f"a test connects to {address}")
            return connect(self, address)

        return only_loopback

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(socket.socket, "connect", guarded(socket.socket.connect))
        patched.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
        yield


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the settings of the machine that runs the tests, and fix the time."""
    for name in [name for name in os.environ if name.startswith(_OURS)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AFTERWORD_NOW", NOW)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for person in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{person}_NAME", "Test")
        monkeypatch.setenv(f"GIT_{person}_EMAIL", "test@example.org")


@pytest.fixture(scope="session")
def unused_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Paths that nothing is at yet; `mktemp` looks through all folders of former tests for each new one."""
    parent = tmp_path_factory.mktemp("caches")
    return (parent / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def cache_folder(unused_folder: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a cache folder of its own, outside every project, so that nothing is remembered between them."""
    folder = next(unused_folder)
    folder.mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.fixture
def env() -> dict[str, str]:
    """An environment to open a project with, in which nothing but the time is set."""
    return {"AFTERWORD_NOW": NOW}


@pytest.fixture
def open_project(tmp_path: Path, env: dict[str, str]) -> Callable[..., Project]:
    """Opens the project in `tmp_path`; keyword arguments are added to the environment."""

    def open_it(folder: Path = tmp_path, **more: str) -> Project:
        return Project.open(folder, {**env, **more})

    return open_it


@pytest.fixture
def bot() -> PostMortem:
    """The document that has everything."""
    return read_bot()


@pytest.fixture
def old() -> PostMortem:
    """A short one, known to the month only."""
    return read_old()
