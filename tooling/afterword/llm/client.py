"""Ask a chat-completions endpoint, and get answers that match a schema, at endpoints of any ability."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from afterword import config
from afterword.llm.answers import NoAnswerError, read_object
from afterword.llm.errors import LlmUnavailable, NoUsableAnswer, host, status_error
from afterword.llm.replies import decode_reply, read_choice
from afterword.llm.transport import limited_client
from afterword.llm.usage import Meter, Usage
from afterword.text.tokens import estimate_tokens

if TYPE_CHECKING:
    import openai

DEFAULT_BASE_URL = "https://api.openai.com/v1"
RUNGS = ("json_schema", "json_object", "text")
"""Ways to request the schema, from the strictest. The answer is always checked."""

_MAX_RETRIES = 1
_FORMAT_WORDS = ("response_format", "json_schema", "json_object", "schema", "grammar")

Message = Mapping[str, str]


class _WrongRungError(Exception):
    """The endpoint rejects the way in which the schema was requested."""


class _Clock:
    """When all questions of a run must be answered, counted from the first."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._ends: float | None = None

    def end(self) -> float:
        """Return the time on the clock of `time.monotonic`; the first call starts it."""
        with self._lock:
            self._ends = self._ends or time.monotonic() + self._seconds
            return self._ends


@dataclass(kw_only=True, eq=False)
class Llm:
    """A model behind an OpenAI-compatible endpoint. Safe to use from several threads.

    Attributes:
        model: its name as the endpoint knows it.
        api_key: the key; any non-empty text for endpoints without keys.
        base_url: the address up to and including `/v1`.
        timeout_seconds: for one request.
        total_seconds: for one question with everything it takes; three times as long as one request when None.
        run_seconds: for all questions together, counted from the first.
        max_output_tokens: for one answer.
        max_tokens: for all questions together, prompts and answers.
    """

    model: str
    api_key: str = field(repr=False)
    base_url: str = DEFAULT_BASE_URL
    timeout_seconds: float = 60
    total_seconds: float | None = None
    run_seconds: float = 300
    max_output_tokens: int = 2_000
    max_tokens: int = 500_000

    def __post_init__(self) -> None:
        self._meter = Meter(self.max_tokens)
        self._clock = _Clock(self.run_seconds)
        self._down: LlmUnavailable | None = None
        self._rung = 0
        self._tokens_key = "max_completion_tokens"
        self._temperature: float | None = 0

    @classmethod
    def from_settings(cls, settings: config.Llm, env: Mapping[str, str]) -> Llm | None:
        """Return the model of the settings; None if no model or no key is set.

        Args:
            settings: the `llm` section.
            env: the environment; an empty variable counts as not set.
        """
        # A secret pasted with its newline would make an illegal header.
        key = env.get("OPENAI_API_KEY", "").strip()
        model = (settings.model or "").strip()
        if not key or not model:
            return None
        return cls(
            model=model,
            api_key=key,
            base_url=env.get("OPENAI_BASE_URL", "").strip() or settings.base_url or DEFAULT_BASE_URL,
            timeout_seconds=settings.timeout_seconds,
            run_seconds=settings.total_seconds,
            max_output_tokens=settings.max_output_tokens,
            max_tokens=settings.max_tokens,
        )

    def another(self, model: str) -> Llm:
        """Return another model at the same endpoint, or the same one, that shares budget and time of the run.

        Each finds out for itself what the endpoint accepts, and whether it is down.
        """
        other = replace(self, model=model)
        other._meter, other._clock = self._meter, self._clock
        return other

    @property
    def usage(self) -> Usage:
        """Return what all questions have cost so far, as the endpoint reports it."""
        return self._meter.usage

    @property
    def tokens(self) -> int:
        """Return what counts against the budget: of each question the larger of report and estimate."""
        return self._meter.spent

    def ask(
        self, messages: Sequence[Message], schema: Mapping[str, Any], name: str, *, loose: Collection[str] = ()
    ) -> dict[str, Any]:
        """Ask one question.

        Args:
            messages: the conversation, each with `role` and `content`.
            schema: JSON Schema of the answer, an object.
            name: a short name for the schema: letters, digits, `_` and `-`.
            loose: lists of the answer in which items can be wrong; wrong items are left out.

        Returns:
            An object with the types and required keys of the schema. Words that the schema allows are not checked.

        Raises:
            NoUsableAnswer: this question got no usable answer.
            LlmUnavailable: anything else went wrong; other questions would fail too.
        """
        if self._down is not None:
            raise self._down
        deadline = self._deadline()
        problem = ""
        # The last way is tried twice, the second time with what was wrong with the first answer.
        for rung in (*range(self._rung, len(RUNGS)), len(RUNGS) - 1):
            sent = _with_schema(messages, schema, problem) if rung else list(messages)
            try:
                text = self._request(deadline, sent, schema, name, rung)
                answer = read_object(text, schema, loose)
            except _WrongRungError:
                continue
            except NoAnswerError as error:
                problem = str(error)
                continue
            except NoUsableAnswer:
                raise
            except LlmUnavailable as error:
                self._down = error  # no other question waits for it
                raise
            self._rung = rung
            return answer
        raise NoUsableAnswer(f"{self.model} gave no answer of the required form: {problem or 'none was accepted'}")

    def _deadline(self) -> float:
        total = self.total_seconds if self.total_seconds is not None else 3 * self.timeout_seconds
        return min(time.monotonic() + total, self._clock.end())

    def _open(self, deadline: float, before_request: Callable[[], None]) -> openai.OpenAI:
        try:
            import openai
        except ImportError:
            raise LlmUnavailable(
                "drafting needs the package openai, which is not installed", remedy='pip install "afterword[llm]"'
            ) from None
        try:
            # Without it the library would read the address from the environment, even if it is empty there.
            return openai.OpenAI(
                api_key=self.api_key,
                base_url=self.base_url,
                max_retries=_MAX_RETRIES,
                http_client=limited_client(lambda: deadline, self.timeout_seconds, host(self.base_url), before_request),
            )
        except Exception as error:
            raise LlmUnavailable(
                f"the endpoint cannot be used: {type(error).__name__}", remedy="check `OPENAI_BASE_URL`"
            ) from error

    def _request(
        self, deadline: float, messages: list[Message], schema: Mapping[str, Any], name: str, rung: int
    ) -> str:
        while True:
            arguments = self._arguments(messages, schema, name, rung)
            estimate = estimate_tokens(json.dumps(arguments, ensure_ascii=False))
            charge = self._meter.reserve(estimate, self.max_output_tokens)
            try:
                with self._open(deadline, charge.before_request) as client:
                    import openai

                    reply = client.chat.completions.with_raw_response.create(**arguments).text
                data = decode_reply(reply)
                charge.answered(Usage.of_reply(data), estimate_tokens(reply))
                return self._content(data)
            except LlmUnavailable:
                raise
            except openai.APIStatusError as error:
                charge.refused()
                status, body = error.status_code, error.response.text
                if self._drop_what_it_rejects(status, body, arguments):
                    continue
                if rung < len(RUNGS) - 1 and _is_about_format(status, body):
                    raise _WrongRungError from error
                raise status_error(
                    status, body, model=self.model, base_url=self.base_url, secret=self.api_key
                ) from error
            except openai.APITimeoutError as error:
                raise LlmUnavailable(
                    f"{host(self.base_url)} did not answer within {self.timeout_seconds:g} s",
                    remedy="raise `llm.timeout_seconds`, or try later",
                ) from error
            except openai.APIConnectionError as error:
                if isinstance(error.__cause__, LlmUnavailable):
                    raise error.__cause__ from error
                raise LlmUnavailable(
                    f"{host(self.base_url)} cannot be reached", remedy="check `OPENAI_BASE_URL` and the network"
                ) from error
            # A bad address or key fails in many ways inside the library; none is a bug of ours.
            except Exception as error:
                raise LlmUnavailable(
                    f"the request to {host(self.base_url)} failed: {type(error).__name__}",
                    remedy="check `OPENAI_API_KEY` and `OPENAI_BASE_URL`",
                ) from error
            finally:
                self._meter.settle(charge)

    def _arguments(self, messages: list[Message], schema: Mapping[str, Any], name: str, rung: int) -> dict[str, Any]:
        arguments: dict[str, Any] = {
            "model": self.model,
            "messages": [dict(message) for message in messages],
            self._tokens_key: self.max_output_tokens,
        }
        if self._temperature is not None:
            arguments["temperature"] = self._temperature
        if RUNGS[rung] == "json_schema":
            described = {"name": name, "strict": True, "schema": schema}
            arguments["response_format"] = {"type": "json_schema", "json_schema": described}
        elif RUNGS[rung] == "json_object":
            arguments["response_format"] = {"type": "json_object"}
        return arguments

    def _drop_what_it_rejects(self, status: int, body: str, sent: Mapping[str, Any]) -> bool:
        """Drop a parameter that the endpoint rejects, for all further requests; returns whether one was dropped."""
        if status not in (400, 422):
            return False
        if "temperature" in body and "temperature" in sent:
            self._temperature = None
            return True
        if "max_completion_tokens" in body and "max_completion_tokens" in sent:
            self._tokens_key = "max_tokens"
            return True
        return False

    def _content(self, data: Mapping[str, Any]) -> str:
        """Return the text of a reply.

        Raises:
            LlmUnavailable: the reply is not that of a chat, or the model refused or was cut off.
        """
        where = host(self.base_url)
        read = read_choice(data, self.base_url)
        if read is None:
            raise NoUsableAnswer(f"{where} sent a reply without an answer")
        choice, message = read
        finish = choice.get("finish_reason")
        if message.get("refusal") or finish == "content_filter":
            raise NoUsableAnswer(f"{self.model} refused to answer")
        content = message.get("content")
        if finish == "length":
            raise NoUsableAnswer(
                f"the answer of {self.model} was cut off at {self.max_output_tokens} tokens",
                remedy="raise `llm.max_output_tokens`; a reasoning model spends them on thinking too",
            )
        return content if isinstance(content, str) else ""


def _is_about_format(status: int, body: str) -> bool:
    # A 400 without a reason can be about the format too; some servers answer 500 to a format they do not know.
    return status in (400, 422) or (status >= 500 and any(word in body for word in _FORMAT_WORDS))


def _with_schema(messages: Sequence[Message], schema: Mapping[str, Any], problem: str) -> list[Message]:
    """Add the schema to the last message: some chat templates refuse two messages of one role in a row."""
    text = "Answer with one JSON object that matches this JSON Schema, and with nothing else:\n" + json.dumps(schema)
    if problem:
        text += f"\nThe answer before was not usable: {problem}."
    last = messages[-1]
    return [*messages[:-1], {**last, "content": f"{last['content']}\n\n{text}"}]
