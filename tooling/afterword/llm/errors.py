"""What goes wrong with an endpoint, told in one line."""

from __future__ import annotations

import json
import unicodedata
from urllib.parse import urlsplit

from afterword.errors import AfterwordError

_MAX_DETAIL = 160


class LlmUnavailable(AfterwordError):  # noqa: N818 - a state that callers expect, not a defect
    """No usable answer came from the model; drafting goes on without one."""


class NoUsableAnswer(LlmUnavailable):
    """The endpoint works, and this question got nothing that can be used; another one may."""


def host(base_url: str) -> str:
    """An address without the parts that could hold a secret: `https://example.com:8080`."""
    try:
        parts = urlsplit(base_url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "the endpoint"
    return f"{parts.scheme}://{parts.hostname}{port}" if parts.scheme and parts.hostname else "the endpoint"


def refused(status: int, body: str, *, model: str, base_url: str, secret: str) -> LlmUnavailable:
    """The error for a status that is not a success.

    Args:
        status: the HTTP status.
        body: what the endpoint sent with it, untrusted.
        model: the model that was asked for.
        base_url: the endpoint.
        secret: the key, which must not be repeated.
    """
    where = host(base_url)
    if status == 401:
        return LlmUnavailable(f"{where} refused the key (401)", remedy="check `OPENAI_API_KEY` and `OPENAI_BASE_URL`")
    if status == 403:
        return LlmUnavailable(
            f"{where} does not let this key use the model {model} (403)",
            remedy="check what the key may do, or set `llm.model`",
        )
    detail = _detail(body, secret)
    if status == 404:
        return LlmUnavailable(
            f"{where} does not know the model {model}, or not this address (404){detail}",
            remedy="check `llm.model`; the base URL most often ends in `/v1`",
        )
    if status == 429:
        return LlmUnavailable(
            f"{where} is out of quota or limits the rate (429){detail}", remedy="try later, or check the plan"
        )
    if 300 <= status < 400:
        return LlmUnavailable(
            f"{where} redirects ({status}); evidence is sent only to the address in the settings",
            remedy="set the final address as `llm.base_url` or `OPENAI_BASE_URL`",
        )
    if status >= 500:
        return LlmUnavailable(f"{where} failed ({status}){detail}", remedy="try later")
    return NoUsableAnswer(f"{where} refused the request ({status}){detail}")


def error_message(body: str) -> str:
    """The message of an error body in OpenAI's form or one of its relatives; "" where there is none."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(data, dict):
        return ""
    error = data.get("error", data)
    message = error.get("message", error.get("detail")) if isinstance(error, dict) else error
    return message if isinstance(message, str) else ""


def _detail(body: str, secret: str) -> str:
    message = error_message(body).replace(secret, "…") if secret else error_message(body)
    visible = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in message)
    line = " ".join(visible.split())
    if not line:
        return ""
    return ": " + (line if len(line) <= _MAX_DETAIL else line[: _MAX_DETAIL - 1] + "…")
