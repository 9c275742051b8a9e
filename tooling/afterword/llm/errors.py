"""Turn errors of an endpoint into one line with a remedy."""

from __future__ import annotations

import json
import unicodedata
from urllib.parse import urlsplit

from afterword.errors import AfterwordError

_MAX_DETAIL = 160
_STATUSES = {
    401: ("{host} refused the key ({status})", "check `OPENAI_API_KEY` and `OPENAI_BASE_URL`"),
    403: (
        "{host} does not let this key use the model {model} ({status})",
        "check the permissions of the key, or name another model (`--model`, or `llm.model` for drafts)",
    ),
    404: (
        "{host} does not know the model {model}, or not this address{detail}",
        "check the name (`--model`, or `llm.model` for drafts) and the base URL, which most often ends in `/v1`",
    ),
    429: ("{host} is out of quota or limits the rate{detail}", "try later, or check the plan"),
    3: (
        "{host} redirects ({status}); evidence is sent only to the address in the settings",
        "set the final address as `llm.base_url` or `OPENAI_BASE_URL`",
    ),
    5: ("{host} failed{detail}", "try later"),
}
"""Message and remedy by HTTP status, or by its first digit."""


class LlmUnavailable(AfterwordError):  # noqa: N818 - a state that callers expect, not a defect
    """No usable answer came from the model; drafting continues without one."""


class NoUsableAnswer(LlmUnavailable):
    """The endpoint works, but this question got no usable answer; another question may get one."""


class BudgetSpent(NoUsableAnswer):
    """The budget of tokens does not allow another request."""


def host(base_url: str) -> str:
    """Return an address without the parts that could contain a secret: `https://example.com:8080`."""
    try:
        parts = urlsplit(base_url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "the endpoint"
    return f"{parts.scheme}://{parts.hostname}{port}" if parts.scheme and parts.hostname else "the endpoint"


def status_error(status: int, body: str, *, model: str, base_url: str, secret: str) -> LlmUnavailable:
    """Turn an HTTP status that is not a success into an error with a remedy.

    Args:
        status: the HTTP status.
        body: what the endpoint sent with it, untrusted.
        model: the model that was asked for.
        base_url: the endpoint.
        secret: the key, which must not be repeated.
    """
    text, remedy = _STATUSES.get(status) or _STATUSES.get(status // 100) or ("{host} refused the request{detail}", "")
    message = text.format(host=host(base_url), model=model, detail=f" ({status}){_detail(body, secret)}", status=status)
    return (LlmUnavailable if remedy else NoUsableAnswer)(message, remedy=remedy)


def error_message(body: str) -> str:
    """Find the message in an error body in OpenAI's form or a similar one; "" if there is none."""
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
