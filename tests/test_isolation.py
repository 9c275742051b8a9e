"""The guards in conftest.py hold: otherwise a test could pass because of the machine that it runs on."""

from __future__ import annotations

import os
import socket
import threading

import pytest

from afterword.project import Project


def test_another_machine_cannot_be_reached() -> None:
    with socket.socket() as client, pytest.raises(AssertionError, match=r"192\.0\.2\.1"):
        client.connect(("192.0.2.1", 80))
    with socket.socket() as client, pytest.raises(AssertionError, match=r"example\.org"):
        client.connect_ex(("example.org", 80))


def test_loopback_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=lambda: server.accept()[0].close())
        thread.start()
        socket.create_connection(server.getsockname(), timeout=5).close()
        thread.join()


def test_the_environment_holds_no_settings_but_the_time(tmp_path: os.PathLike[str]) -> None:
    assert [n for n in os.environ if n.startswith(("GITHUB_", "OPENAI_", "AFTERWORD_"))] == ["AFTERWORD_NOW"]
    assert Project.open(tmp_path, os.environ).now.isoformat() == "2026-05-01T12:00:00+00:00"
