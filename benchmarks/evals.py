"""How much longer `afterword evals run` takes than its calls must, and how much memory.

The endpoint is another process on loopback that answers each call after the same time and keeps connections.

    python benchmarks/evals.py [cases] [runs of each] [calls at the same time] [milliseconds of an answer]
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from figures import Figure, show

_DOCUMENT = """---
schema: 1
id: 2026-01-01-incident-{number}
title: Incident {number}
models: [{{name: m}}]
causes: [{{id: cause-{number}, kind: prompt, before: prompts/a.before.md, after: prompts/a.after.md}}]
---

## Eval coverage gap
{cases}"""
_CASE = """
```yaml
# afterword: eval-case
id: case-{number}
input: "May I return order {number} after 70 days?"
must: [{{icontains: "30 days"}}]
must_not: [{{regex: '(45|60|90)[- ]days'}}]
observed: "Yes, within 90 days."
expected: "Within 30 days."
runs: {runs}
```
"""
_EACH = 10
"""Cases of one post-mortem."""


def main(cases: int = 1_000, runs: int = 4, concurrency: int = 8, milliseconds: int = 50) -> Iterator[Figure]:
    """Run all cases once, and yield time and memory."""
    server = subprocess.Popen([sys.executable, __file__, "serve", str(milliseconds)], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        port = int(server.stdout.readline())
        with tempfile.TemporaryDirectory() as folder:
            _write(Path(folder), cases, runs)
            began = time.monotonic()
            done = _run(Path(folder), port, concurrency)
            seconds = time.monotonic() - began
    finally:
        server.kill()
        server.wait()
        if server.stdout:
            server.stdout.close()
    out, memory, processor, begun = done
    found = json.loads(out)
    assert len(found["cases"]) == cases
    assert all(one["standing"] == "passed" for one in found["cases"])
    ideal = cases * runs * milliseconds / 1_000 / concurrency
    what = f"{found['calls']:,} calls of {milliseconds} ms, {concurrency} at a time"
    yield Figure(f"`evals run` of {cases:,} cases", what)
    yield Figure("time of its calls, to what they must take", f"{begun / ideal:.2f} ({begun:.1f} s)", "1.15")
    yield Figure("with start and reading", f"{seconds / ideal:.2f} ({seconds:.1f} s)")
    yield Figure("processor time for a call", f"{1_000 * processor / (cases * runs):.1f} ms")
    yield Figure("memory", f"{memory:.0f} MB", "200 MB")


def _write(folder: Path, cases: int, runs: int) -> None:
    (folder / "postmortems").mkdir()
    (folder / "prompt.md").write_text("Refunds are possible within 30 days.\n" * 20)
    causes = range(0, cases, _EACH)
    prompts = "".join(f"    cause-{number}: prompt.md\n" for number in causes)
    (folder / "afterword.yml").write_text(f"evals:\n  prompts:\n{prompts}llm:\n  max_tokens: 1000000000\n")
    for number in causes:
        written = "".join(_CASE.format(number=n, runs=runs) for n in range(number, min(number + _EACH, cases)))
        path = folder / "postmortems" / f"2026-01-01-incident-{number}.md"
        path.write_text(_DOCUMENT.format(number=number, cases=written))


_PROGRAM = """
import resource, sys, time
from afterword.cli.main import run
from afterword.evals import run as use_case
ask, spent = use_case.ask_all, []
def timed(*arguments):
    began = time.monotonic()
    ask(*arguments)
    spent.append(time.monotonic() - began)
use_case.ask_all = timed
code = run(sys.argv[1:])
usage = resource.getrusage(resource.RUSAGE_SELF)
scale = 1024 * 1024 if sys.platform == "darwin" else 1024
print(usage.ru_maxrss / scale, usage.ru_utime + usage.ru_stime, sum(spent), file=sys.stderr)
sys.exit(code)
"""


def _run(folder: Path, port: int, concurrency: int) -> tuple[str, float, float, float]:
    env = {
        **os.environ,
        "OPENAI_API_KEY": "k",
        "OPENAI_BASE_URL": f"http://127.0.0.1:{port}/v1",
        "AFTERWORD_LLM_CONCURRENCY": str(concurrency),
    }
    env.pop("GITHUB_STEP_SUMMARY", None)
    command = [sys.executable, "-c", _PROGRAM, "-C", str(folder), "evals", "run", "--format", "json"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    memory, processor, spent = map(float, done.stderr.split()[-3:])
    return done.stdout, memory, processor, spent


async def _serve(milliseconds: int) -> None:
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "Within 30 days."}}
    usage = {"prompt_tokens": 200, "completion_tokens": 5}
    body = json.dumps({"model": "m", "choices": [choice], "usage": usage}).encode()
    reply = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s" % (len(body), body)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                lines = head.decode().lower().split("\r\n")
                length = next(int(line.partition(":")[2]) for line in lines if line.startswith("content-length:"))
                await reader.readexactly(length)
                await asyncio.sleep(milliseconds / 1_000)
                writer.write(reply)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        asyncio.run(_serve(int(sys.argv[2])))
    else:
        show(main)
