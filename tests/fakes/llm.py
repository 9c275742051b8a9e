"""A scripted endpoint in OpenAI's form on the loopback interface. It records what it was sent."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["Exchange"], None]


@dataclass
class Exchange:
    """One request: its body, and the means to answer it."""

    handler: BaseHTTPRequestHandler
    body: dict[str, Any]
    stop: threading.Event

    def send(
        self, status: int, payload: object, headers: dict[str, str] | None = None, kind: str = "application/json"
    ) -> None:
        text = payload if isinstance(payload, str | bytes) else json.dumps(payload)
        data = text if isinstance(text, bytes) else text.encode()
        self.handler.send_response(status)
        self.handler.send_header("content-type", kind)
        self.handler.send_header("content-length", str(len(data)))
        self.handler.send_header("connection", "close")
        for key, value in (headers or {}).items():
            self.handler.send_header(key, value)
        self.handler.end_headers()
        self.handler.wfile.write(data)


def reply(content: object, **choice: object) -> Behaviour:
    """Answer with a text, or with an object as JSON; keywords change the choice (`finish_reason`, `message`)."""
    text = content if isinstance(content, str) else json.dumps(content)

    def behave(exchange: Exchange) -> None:
        one = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}, **choice}
        usage = {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110}
        exchange.send(200, {"id": "x", "object": "chat.completion", "choices": [one], "usage": usage})

    return behave


def raw(
    status: int, payload: object, headers: dict[str, str] | None = None, kind: str = "application/json"
) -> Behaviour:
    """Answer with exactly this."""
    return lambda exchange: exchange.send(status, payload, headers, kind)


def raw_bytes(status: int, payload: bytes) -> Behaviour:
    """Answer with exactly these bytes."""
    return raw(status, payload)


def error(status: int, message: str = "no", headers: dict[str, str] | None = None, **fields: str) -> Behaviour:
    """Answer with an error in OpenAI's form."""
    return raw(status, {"error": {"message": message, "type": "error", **fields}}, headers)


def html(exchange: Exchange) -> None:
    """Answer as a login page does."""
    exchange.send(200, "<!doctype html><title>Sign in</title>", kind="text/html")


def hang(exchange: Exchange) -> None:
    """Say nothing until the test is over."""
    exchange.stop.wait(30)


def drip(exchange: Exchange) -> None:
    """Promise a long answer and send a byte at a time."""
    exchange.handler.send_response(200)
    exchange.handler.send_header("content-type", "application/json")
    exchange.handler.send_header("content-length", "1000000")
    exchange.handler.end_headers()
    while not exchange.stop.is_set():
        exchange.handler.wfile.write(b" ")
        exchange.handler.wfile.flush()
        time.sleep(0.02)


def endless(exchange: Exchange) -> None:
    """Stream without an end, as fast as it is read."""
    exchange.handler.send_response(200)
    exchange.handler.send_header("content-type", "text/event-stream")
    exchange.handler.send_header("transfer-encoding", "chunked")
    exchange.handler.end_headers()
    piece = b'data: {"choices": [{"delta": {"content": "word "}}]}\n\n' * 20
    while not exchange.stop.is_set():
        exchange.handler.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))


def broken_chunks(exchange: Exchange) -> None:
    """Promise chunks and send something else."""
    exchange.handler.send_response(200)
    exchange.handler.send_header("content-type", "application/json")
    exchange.handler.send_header("transfer-encoding", "chunked")
    exchange.handler.end_headers()
    exchange.handler.wfile.write(b'not a length\r\n{"choices": []}')


def reset_in_body(exchange: Exchange) -> None:
    """Break the connection off in the middle of an answer."""
    exchange.handler.send_response(200)
    exchange.handler.send_header("content-type", "application/json")
    exchange.handler.send_header("content-length", "1000")
    exchange.handler.end_headers()
    exchange.handler.wfile.write(b'{"choices": [{"message": {"con')
    exchange.handler.wfile.flush()
    reset(exchange)


def reset(exchange: Exchange) -> None:
    """Break the connection off."""
    connection = exchange.handler.connection
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def unless(rejected: Callable[[dict[str, Any]], str], then: Behaviour, status: int = 400) -> Behaviour:
    """Refuse a request with the message that `rejected` gives, else go on with `then`."""

    def behave(exchange: Exchange) -> None:
        message = rejected(exchange.body)
        if message:
            error(status, message)(exchange)
        else:
            then(exchange)

    return behave


def format_of(body: dict[str, Any]) -> str:
    """The way in which a request asks for structure; "" where it does not."""
    return str(body.get("response_format", {}).get("type", ""))


@dataclass
class Script:
    """Behaviours in the order of the requests; the last one stays."""

    behaviours: list[Behaviour]
    base_url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def formats(self) -> list[str]:
        """How each request asked for structure."""
        return [format_of(body) for body in self.requests]

    def said(self, number: int = -1) -> str:
        """All that the messages of a request say."""
        return "\n".join(message["content"] for message in self.requests[number]["messages"])


@contextmanager
def endpoint(*behaviours: Behaviour) -> Iterator[Script]:
    """Run the endpoint; its address is in the script."""
    script = Script(list(behaviours))
    stop = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            behave = script.behaviours[min(len(script.requests), len(script.behaviours) - 1)]
            script.requests.append(body)
            script.headers.append({key.lower(): value for key, value in self.headers.items()})
            self.close_connection = True
            behave(Exchange(self, body, stop))

        def log_message(self, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        # Clients that give up are part of the script.
        def handle_error(self, request: object, client_address: object) -> None:
            pass

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    script.base_url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield script
    finally:
        stop.set()
        server.shutdown()
        server.server_close()
        thread.join()
