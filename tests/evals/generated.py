"""Generated eval cases with hostile texts, an answer for each, and a model on this machine that gives these answers."""

from __future__ import annotations

import json
import random
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from afterword.evalcases import Call, EvalCase, Output, find_cases, judge
from afterword.postmortem import PostMortem, read

HOSTILE = (
    "{{ env.HOME }}",
    "{{ range.constructor('return 1')() }}",
    "{% raw %}x{% endraw %}",
    "{{'{'}}{",
    "{# note #}",
    "#}",
    "file://cases.yaml",
    "  file:///tmp/x",
    "no",
    "Yes",
    "2026-02-10",
    "1e3",
    "0x1F",
    "~",
    "null",
    "- a: b # c",
    "a: *b &c !d",
    "${HOME} $(id) `id`",
    "C:\\new\\table",
    'say "hello"',
    "it's 30 days",
    "naïve Straße ΣΊΣΥΦΟΣ",
    "日本語 🎉 e\u0301",
    "a\u2028b\u00a0c",
    "tab\there",
    "two\nlines",
    '{"days": 30, "ok": true}',
    "<b>&amp;</b>",
    "[1, 2]",
    "30 days",
    "refund you in full",
)
PATTERNS = (
    r"\b\d+ days?\b",
    r"^\s*\{",
    r"(?i)REFUND",
    r"[^\W\d_]+$",
    r"\bna\w+ ",
    r"(?P<n>\d+)(?!\d)",
    r"\{\{.*\}\}",
    r"é|e.",
)
SCHEMAS = (
    {"type": "object", "properties": {"days": {"type": "integer", "maximum": 30}}, "required": ["days"]},
    {"type": "array", "items": {"type": "integer"}, "minItems": 1},
)


@dataclass(frozen=True)
class Generated:
    """A case, the answer that the model gives to it, and whether the case accepts that."""

    case: EvalCase
    answer: Output

    @property
    def passes(self) -> bool:
        return judge(self.case, self.answer).passed


def generate(count: int, seed: int = 1) -> tuple[PostMortem, list[Generated]]:
    """Return a post-mortem with this many cases, and the cases."""
    chance = random.Random(seed)
    blocks, answers = [], []
    for number in range(count):
        with_tools = number % 5 == 4
        answer = _answer(chance, with_tools)
        # The number makes each input another one, so that the server knows which answer is asked for.
        asked = f"{chance.choice(HOSTILE)} {chance.choice(HOSTILE)} ({number})"
        keys: dict[str, Any] = {"id": f"case-{number}"}
        if number % 3:
            keys["input"] = asked
        else:
            keys["messages"] = [{"role": "user", "content": chance.choice(HOSTILE)}]
            keys["messages"] += [{"role": "assistant", "content": chance.choice(HOSTILE)}]
            keys["messages"] += [{"role": "user", "content": asked}]
            keys["system"] = f"Be brief. {chance.choice(HOSTILE)}"
        if with_tools:
            called = {"tool": "refund", "arguments": {"why": chance.choice(HOSTILE), "amount": 20}}
            asked_first = {"role": "user", "content": keys.pop("input", asked)}
            keys["messages"] = [asked_first, {"role": "assistant", "calls": [called]}]
            keys["messages"] += [{"role": "tool", "content": chance.choice(HOSTILE)}]
            keys["messages"] += [{"role": "user", "content": asked}]
        keys["must"] = [_assertion(chance, with_tools, answer) for _ in range(chance.choice((1, 1, 2)))]
        if chance.random() < 0.5:
            keys["must_not"] = [_assertion(chance, with_tools, answer)]
        if with_tools:
            parameters = {"type": "object", "properties": {"amount": {"type": "number"}}}
            keys["tools"] = [
                {"name": name, "description": chance.choice(HOSTILE), "parameters": parameters}
                for name in ("refund", "log")
            ]
        keys |= {"observed": "unknown", "expected": "unknown"}
        blocks.append("".join(f"{key}: {_yaml(value)}\n" for key, value in keys.items()))
        answers.append(answer)
    fences = "".join(f"`````yaml\n# afterword: eval-case\n{block}`````\n\n" for block in blocks)
    front = "---\nschema: 1\nid: 2026-02-10-x\ntitle: 'Says {{ no }}: file://x'\nseverity: SEV2\n---\n\n"
    document = read(f"{front}## Eval coverage gap\n\n{fences}".encode(), "postmortems/2026-02-10-x.md")
    cases = find_cases([document])
    assert len(cases) == count
    return document, [Generated(case, answer) for case, answer in zip(cases, answers, strict=True)]


def _yaml(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return re.sub("[\u2028\u2029\ufeff]", lambda found: f"\\u{ord(found[0]):04x}", text)


def _answer(chance: random.Random, with_tools: bool) -> Output:
    calls = ()
    if with_tools and chance.random() < 0.7:
        calls = (Call(chance.choice(("refund", "log")), {"amount": chance.choice((20, 200)), "why": "no"}),)
    texts = chance.sample(HOSTILE, chance.randint(1, 3))
    joined = chance.choice(("", " ", "\n")).join(texts)
    return Output("" if calls and chance.random() < 0.5 else joined, calls)


def _assertion(chance: random.Random, with_tools: bool, answer: Output) -> dict[str, Any]:
    kinds = ["contains", "contains-any", "contains-all", "icontains", "icontains-any", "icontains-all", "equals"]
    kinds += ["starts-with", "regex", "max-words", "is-json", *([] if with_tools else ["json-schema"])]
    kinds = ["calls-tool", "calls-tool-with", "never-calls-tool", *kinds] if with_tools else kinds
    kind = chance.choice(kinds)
    said = [text for text in HOSTILE if text in answer.text]
    text = chance.choice(said if said and chance.random() < 0.7 else HOSTILE)
    value: Any = text
    if kind.endswith(("-any", "-all")):
        value = chance.sample(HOSTILE, 2)
    elif kind == "icontains":
        value = text.lower()
    elif kind == "starts-with":
        value = (answer.text or text)[:3].strip() or text
    elif kind == "regex":
        value = chance.choice(PATTERNS)
    elif kind == "max-words":
        value = chance.randint(1, 5)
    elif kind == "is-json":
        value = True
    elif kind == "json-schema":
        value = chance.choice(SCHEMAS)
    elif kind == "calls-tool-with":
        value = {"tool": "refund", "arguments": {"amount": 20}}
    elif "tool" in kind:
        value = chance.choice(("refund", "log"))
    negated = kind != "never-calls-tool" and chance.random() < 0.2
    return {f"not-{kind}" if negated else kind: value}


@contextmanager
def serve(generated: list[Generated], refused: list[str] | None = None) -> Iterator[str]:
    """Serve an OpenAI-compatible endpoint that knows the answer to each case; yields its address.

    A request whose messages or tools are not to the letter those of a case is refused, and kept in `refused`.
    """
    from afterword.evalcases.chat import as_messages

    answers = {_said(as_messages(one.case)): one for one in generated}

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked = _said(body["messages"])
            found = answers.get(asked)
            offered = [(one["function"]["name"], one["function"]["description"]) for one in body.get("tools", ())]
            if found is None or offered != [(tool.name, tool.description) for tool in found.case.tools]:
                if refused is not None:
                    refused.append(json.dumps(body))
                self.answer(400, {"error": {"message": f"no such case: {asked}"}})
                return
            calls = [
                {
                    "id": f"c{number}",
                    "type": "function",
                    "function": {"name": call.tool, "arguments": json.dumps(call.arguments)},
                }
                for number, call in enumerate(found.answer.calls)
            ]
            message = {"role": "assistant", "content": found.answer.text or None} | (
                {"tool_calls": calls} if calls else {}
            )
            reason = "tool_calls" if calls else "stop"
            usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
            choices = [{"index": 0, "message": message, "finish_reason": reason}]
            self.answer(
                200,
                {
                    "id": "1",
                    "object": "chat.completion",
                    "created": 1,
                    "model": "m",
                    "choices": choices,
                    "usage": usage,
                },
            )

        def answer(self, status: int, body: dict[str, Any]) -> None:
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()


def _said(messages: list[dict[str, Any]]) -> str:
    """Write what a conversation says, without the ids of calls."""
    said = []
    for one in messages:
        made = [call["function"] for call in one.get("tool_calls") or ()]
        said.append(
            [one["role"], _text(one.get("content") or ""), [[f["name"], json.loads(f["arguments"])] for f in made]]
        )
    return json.dumps(said)


def _text(content: Any) -> str:
    return content if isinstance(content, str) else "".join(part["text"] for part in content)
