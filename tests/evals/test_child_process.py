"""A conversation with a program ends in time, and stays small, whatever the program does."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from afterword.evals.child_process import converse


def talk(code: str, text: bytes = b"", timeout: float = 20, most: int = 1_000_000) -> tuple[bytes, bytes, bool]:
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True
    )
    found = converse(process, text, timeout, most)
    assert process.poll() is not None, "it has ended"
    return found


def test_a_program_reads_and_writes() -> None:
    code = "import sys; sys.stderr.write('hm'); sys.stdout.write(sys.stdin.read().upper())"
    assert talk(code, b"hello" * 100_000) == (b"HELLO" * 100_000, b"hm", True)


def test_a_program_need_not_read() -> None:
    assert talk("import sys; sys.stdin.close(); print('done')", b"x" * 1_000_000) == (b"done\n", b"", True)


def test_a_program_that_never_stops_writing_is_ended() -> None:
    began = time.monotonic()
    data, _, in_time = talk("while True: print('x' * 1000)", most=100_000)
    assert in_time
    assert 100_000 < len(data) < 200_000
    assert time.monotonic() - began < 15


def test_only_the_end_of_a_long_complaint_is_kept() -> None:
    _, complaint, _ = talk("import sys; sys.stderr.write('x' * 1_000_000 + 'the reason')")
    assert complaint.endswith(b"the reason")
    assert len(complaint) < 100_000


@pytest.mark.needs_posix
def test_what_a_program_left_behind_is_ended_too() -> None:
    child = "[sys.executable, '-c', 'import time; time.sleep(30)']"
    began = time.monotonic()
    data, _, in_time = talk(f"import subprocess, sys; subprocess.Popen({child}); print('hi')", timeout=2)
    assert (data, in_time) == (b"hi\n", False)
    assert time.monotonic() - began < 10


@pytest.mark.needs_posix
def test_what_left_the_group_is_not_waited_for() -> None:
    child = "[sys.executable, '-c', 'import time; time.sleep(8)']"
    began = time.monotonic()
    code = f"import subprocess, sys; subprocess.Popen({child}, start_new_session=True)"
    assert not talk(code, timeout=1)[2]
    assert time.monotonic() - began < 6
