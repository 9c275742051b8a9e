"""Asking a model: any OpenAI-compatible endpoint, one question at a time, an answer that fits a JSON Schema."""

from afterword.llm.client import DEFAULT_BASE_URL, Llm
from afterword.llm.errors import LlmUnavailable, NoUsableAnswer
from afterword.llm.usage import Usage

__all__ = ["DEFAULT_BASE_URL", "Llm", "LlmUnavailable", "NoUsableAnswer", "Usage"]
