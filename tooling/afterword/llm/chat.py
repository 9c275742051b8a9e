"""Ask a chat-completions endpoint what an application asked it, and get the answer as it is."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from afterword import config
from afterword.llm.client import DEFAULT_BASE_URL
from afterword.llm.errors import LlmUnavailable, NoUsableAnswer, host, status_error
from afterword.llm.replies import decode_reply, read_choice
from afterword.llm.transport import limited_client
from afterword.llm.usage import Charge, Meter, Usage
from afterword.text.tokens import estimate_tokens

if TYPE_CHECKING:
    import openai

_LIMITS = ("max_tokens", "max_completion_tokens", "max_output_tokens")
"""Names of the limit of an answer; which one an endpoint knows is found out."""


class NoAnswer(NoUsableAnswer):
    """This question got no answer.

    Attributes:
        reason: in a word or two: `timeout`, `content filter`, `length`.
        can_retry: whether asking again may help.
    """

    def __init__(self, message: str, *, reason: str, remedy: str = "", can_retry: bool = False) -> None:
        super().__init__(message, remedy=remedy)
        self.reason = reason
        self.can_retry = can_retry


@dataclass(frozen=True, slots=True)
class ChatQuestion:
    """What is asked.

    Attributes:
        model: its name as the endpoint knows it.
        messages: the conversation, in the form of the endpoint.
        tools: what the model is offered, in the form of the endpoint.
        parameters: temperature and others, by their names in the request.
        seed: for repeatable answers; left out if the endpoint rejects it.
    """

    model: str
    messages: Sequence[Mapping[str, Any]]
    tools: Sequence[Mapping[str, Any]] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class ChatAnswer:
    """What the model answered.

    Attributes:
        text: its words; can be empty if it calls tools.
        calls: name and arguments of the tools that it calls; arguments other than an object are left out.
        finish: why it ended, as the endpoint says.
        model: as the endpoint names it.
        fingerprint: `system_fingerprint`; empty without one.
        seed: as it was sent; None if it was left out.
        tokens: of prompt and answer, as the endpoint reports them.
    """

    text: str
    calls: tuple[tuple[str, Mapping[str, Any]], ...]
    finish: str
    model: str
    fingerprint: str
    seed: int | None
    tokens: int


@dataclass(kw_only=True, eq=False)
class Chat:
    """An OpenAI-compatible endpoint. Safe to use from several threads; connections are kept until `close`.

    Attributes:
        api_key: the key; any non-empty text for endpoints without keys.
        base_url: the address up to and including `/v1`.
        timeout_seconds: for one request.
        max_output_tokens: for one answer, unless the question says it.
        max_tokens: for all questions together, prompts and answers.
    """

    api_key: str = field(repr=False)
    base_url: str = DEFAULT_BASE_URL
    timeout_seconds: float = 60
    max_output_tokens: int = 2_000
    max_tokens: int = 500_000

    def __post_init__(self) -> None:
        self.meter = Meter(self.max_tokens)
        self._line = threading.local()
        """What the request of a thread pays with, and when it must end."""
        self._client: openai.OpenAI | None = None
        self._opening = threading.Lock()
        self._limit_key = "max_completion_tokens"
        self._sends_seed = True

    @classmethod
    def from_settings(cls, settings: config.Llm, env: Mapping[str, str], max_tokens: int | None = None) -> Chat:
        """Make the client of the settings.

        Args:
            settings: the `llm` section; its model is not used.
            env: the environment; an empty variable counts as not set.
            max_tokens: the budget, in place of that of the settings.

        Raises:
            LlmUnavailable: there is no key.
        """
        key = env.get("OPENAI_API_KEY", "").strip()
        if not key:
            raise LlmUnavailable(
                "no key is set for the endpoint",
                remedy="set OPENAI_API_KEY, to any text if the endpoint needs none; OPENAI_BASE_URL names the endpoint",
            )
        return cls(
            api_key=key,
            base_url=env.get("OPENAI_BASE_URL", "").strip() or settings.base_url or DEFAULT_BASE_URL,
            timeout_seconds=settings.timeout_seconds,
            max_output_tokens=settings.max_output_tokens,
            max_tokens=settings.max_tokens if max_tokens is None else max_tokens,
        )

    def close(self) -> None:
        """Close all connections; requests of other threads that still run get no answer."""
        if self._client is not None:
            self._client.close()

    def ask(self, question: ChatQuestion) -> ChatAnswer:
        """Ask once.

        Raises:
            NoAnswer: this question got no answer; another, or the same again, may get one.
            BudgetSpent: the budget does not allow it.
            LlmUnavailable: anything else; every question would fail.
        """
        while True:
            arguments = self._arguments(question)
            estimate = estimate_tokens(json.dumps(arguments, ensure_ascii=False))
            charge = self.meter.reserve(estimate, self._limit(question))
            try:
                reply = self._send(arguments, charge)
                data = decode_reply(reply)
                usage = Usage.of_reply(data)
                charge.answered(usage, estimate_tokens(reply))
                return self._read(data, arguments, usage.tokens)
            except _RejectedError:
                continue
            finally:
                self.meter.settle(charge)

    def _limit(self, question: ChatQuestion) -> int:
        given = next((question.parameters[name] for name in _LIMITS if name in question.parameters), None)
        return given if isinstance(given, int) and given > 0 else self.max_output_tokens

    def _arguments(self, question: ChatQuestion) -> dict[str, Any]:
        parameters = {name: value for name, value in question.parameters.items() if name not in _LIMITS}
        arguments: dict[str, Any] = {
            **parameters,
            "model": question.model,
            "messages": list(question.messages),
            self._limit_key: self._limit(question),
        }
        if question.tools:
            arguments["tools"] = list(question.tools)
        if question.seed is not None and self._sends_seed:
            arguments["seed"] = question.seed
        return arguments

    def _send(self, arguments: Mapping[str, Any], charge: Charge) -> str:
        """Send a request, and return the text of the reply."""
        where = host(self.base_url)
        client = self._open()
        self._line.charge, self._line.deadline = charge, time.monotonic() + self.timeout_seconds
        import httpx2
        import openai

        try:
            # The typed method converts each message, which takes longer than all the rest.
            return client.post("/chat/completions", body=dict(arguments), cast_to=httpx2.Response).text
        except openai.APIStatusError as error:
            charge.refused()
            raise self._status_error(error.status_code, error.response.text, arguments) from error
        except openai.APITimeoutError as error:
            raise NoAnswer(
                f"{where} did not answer within {self.timeout_seconds:g} s",
                reason="timeout",
                remedy="raise `llm.timeout_seconds`, or try later",
                can_retry=True,
            ) from error
        except openai.APIConnectionError as error:
            if isinstance(error.__cause__, LlmUnavailable):
                raise _as_no_answer(error.__cause__) from error
            raise NoAnswer(
                f"{where} cannot be reached, or broke off",
                reason="connection",
                remedy="check `OPENAI_BASE_URL` and the network",
                can_retry=True,
            ) from error
        except LlmUnavailable as error:  # while the reply was read
            raise _as_no_answer(error) from error
        # A bad address or key fails in many ways inside the library; none is a bug of ours.
        except Exception as error:
            raise NoAnswer(
                f"the request to {where} failed: {type(error).__name__}",
                reason="connection",
                remedy="check `OPENAI_API_KEY` and `OPENAI_BASE_URL`",
                can_retry=True,
            ) from error

    def _open(self) -> openai.OpenAI:
        """Return the one client of all threads: making one takes as long as several requests."""
        with self._opening:
            if self._client is None:
                try:
                    import openai
                except ImportError:
                    raise LlmUnavailable(
                        "asking a model needs the package openai, which is not installed",
                        remedy='pip install "afterword[llm]"',
                    ) from None
                try:
                    self._client = openai.OpenAI(
                        api_key=self.api_key,
                        base_url=self.base_url,
                        max_retries=0,
                        http_client=limited_client(
                            lambda: float(self._line.deadline),
                            self.timeout_seconds,
                            host(self.base_url),
                            lambda: self._line.charge.before_request(),
                        ),
                    )
                except Exception as error:
                    raise LlmUnavailable(
                        f"the endpoint cannot be used: {type(error).__name__}", remedy="check `OPENAI_BASE_URL`"
                    ) from error
            return self._client

    def _status_error(self, status: int, body: str, sent: Mapping[str, Any]) -> Exception:
        """Return what an HTTP status means; drops what the endpoint rejects, for all further requests."""
        if status in (400, 422):
            if "seed" in body and "seed" in sent:
                self._sends_seed = False
                return _RejectedError()
            if "max_completion_tokens" in body and "max_completion_tokens" in sent:
                self._limit_key = "max_tokens"
                return _RejectedError()
            if "content_filter" in body:
                return NoAnswer(f"{host(self.base_url)} filtered the question", reason="content filter")
        error = status_error(status, body, model=str(sent["model"]), base_url=self.base_url, secret=self.api_key)
        if status == 429 or status >= 500:
            return NoAnswer(error.message, reason=f"status {status}", remedy=error.remedy, can_retry=True)
        return LlmUnavailable(error.message, remedy=error.remedy)

    def _read(self, data: Mapping[str, Any], sent: Mapping[str, Any], tokens: int) -> ChatAnswer:
        where = host(self.base_url)
        read = read_choice(data, self.base_url)
        if read is None:
            raise NoAnswer(f"{where} sent a reply without an answer", reason="no answer in the reply")
        choice, message = read
        finish, content = _text(choice.get("finish_reason")), _text(message.get("content"))
        if message.get("refusal"):
            raise NoAnswer(f"{where} refused to answer", reason="refusal")
        if finish == "content_filter":
            raise NoAnswer(f"{where} filtered the answer", reason="content filter")
        if finish == "length":
            raise NoAnswer(
                f"the answer was cut off at {next((sent[name] for name in _LIMITS if name in sent), 'its')} tokens",
                reason="length",
                remedy="raise `llm.max_output_tokens`; a reasoning model spends them on thinking too",
            )
        if not isinstance(message.get("content"), str | None):
            raise NoAnswer(f"{where} sent an answer in another form than text", reason="not text")
        calls = tuple(_calls(message.get("tool_calls"), where))
        if not content.strip() and not calls:
            raise NoAnswer(f"{where} sent an empty answer", reason="empty")
        return ChatAnswer(
            content,
            calls,
            finish,
            _text(data.get("model")),
            _text(data.get("system_fingerprint")),
            sent.get("seed"),
            tokens,
        )


class _RejectedError(Exception):
    """The endpoint rejects a parameter, which is left out from now on."""


def _as_no_answer(error: LlmUnavailable) -> LlmUnavailable:
    """Return an error of the transport as one of this question alone; that of the budget stays."""
    if isinstance(error, NoUsableAnswer):
        return error
    return NoAnswer(error.message, reason="connection", remedy=error.remedy, can_retry=True)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _calls(value: object, where: str) -> list[tuple[str, Mapping[str, Any]]]:
    """Read the calls of tools.

    Raises:
        NoAnswer: arguments cannot be read. Without them a case that forbids some would pass for nothing.
    """
    found: list[tuple[str, Mapping[str, Any]]] = []
    for call in value if isinstance(value, list) else ():
        function = call.get("function") if isinstance(call, dict) else None
        if isinstance(function, dict) and isinstance(function.get("name"), str):
            written = _text(function.get("arguments")).strip() or "{}"
            arguments = decode_reply(written)
            if not arguments and "".join(written.split()) != "{}":
                raise NoAnswer(f"{where} sent a tool call with unreadable arguments", reason="unreadable tool call")
            found.append((function["name"], arguments))
    return found
