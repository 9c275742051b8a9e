"""Commands that are forked from a process that has loaded the tool: starting it anew takes longer than most of them.

A command gets its arguments, folder, environment and standard streams from a client, ends when that is ended, and gives
it its exit code. What a start of its own does (`-m afterword`, the wheel, a terminal) is tested elsewhere.
"""

from __future__ import annotations

import atexit
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from functools import cache
from pathlib import Path

_SERVER = """\
import gc, json, os, pkgutil, signal, socket, sys, threading, traceback
from importlib import import_module

import afterword, github, openai
from afterword.cli.main import main
from afterword.github import api

for module in pkgutil.walk_packages(afterword.__path__, "afterword."):
    if not module.name.endswith("__main__"):
        import_module(module.name)
openai.OpenAI(api_key="-").chat.completions
gc.freeze()


def serve(connection):
    data, streams, _, _ = socket.recv_fds(connection, 4, 3)
    size = int.from_bytes(data, "big")
    asked = b""
    while len(asked) < size:
        asked += connection.recv(size - len(asked))
    arguments, folder, env, is_hasty = json.loads(asked)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin, sys.stdout, sys.stderr = open(0, closefd=False), open(1, "w", closefd=False), open(2, "w", closefd=False)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(env)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setpgid(0, 0)
    # The client sends nothing more: what is read is its end.
    threading.Thread(target=lambda: connection.recv(1) or os.killpg(0, signal.SIGKILL), daemon=True).start()
    if is_hasty:
        api.PACE = api.Pace(0, 0, 0, 5, 0)  # GitHub wants a second between writes; the stand-in does not
    sys.argv = ["afterword", *arguments]
    code = 1
    try:
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        connection.sendall(bytes([code]))
        os._exit(code)


signal.signal(signal.SIGCHLD, signal.SIG_IGN)
server = socket.socket(socket.AF_UNIX)
server.bind(sys.argv[1])
server.listen(64)
print("ready", flush=True)
threading.Thread(target=lambda: sys.stdin.read() or os._exit(0), daemon=True).start()
while True:
    connection, _ = server.accept()
    if os.fork() == 0:
        server.close()
        serve(connection)
    connection.close()
"""
_CLIENT = """\
import json, os, socket, sys
with socket.socket(socket.AF_UNIX) as connection:
    connection.connect(sys.argv[1])
    asked = json.dumps([sys.argv[3:], os.getcwd(), dict(os.environ), sys.argv[2] == "hasty"]).encode()
    socket.send_fds(connection, [len(asked).to_bytes(4, "big")], [0, 1, 2])
    connection.sendall(asked)
    code = connection.recv(1)
os._exit(code[0] if code else 137)
"""


@cache
def _begin() -> tuple[Path, Path]:
    """Start the process that has loaded the tool, which ends with this one; return its socket, and the client."""
    held = ExitStack()
    atexit.register(held.close)
    folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="forked")))
    client, place = folder / "client.py", folder / "socket"
    client.write_text(_CLIENT)
    command = [sys.executable, "-I", "-c", _SERVER, str(place)]
    server = held.enter_context(
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd="/")
    )
    assert server.stdout is not None and server.stdout.readline() == "ready\n"
    return place, client


def forked_command(*, is_hasty: bool = False) -> list[str]:
    """Return the command that runs the tool, to be followed by arguments; a hasty one leaves no time between writes."""
    place, client = _begin()
    return [sys.executable, "-I", "-S", str(client), str(place), "hasty" if is_hasty else "real"]
