"""Ask a model behind any OpenAI-compatible endpoint for answers that match a JSON Schema."""

from afterword.llm.client import DEFAULT_BASE_URL, Llm
from afterword.llm.errors import LlmUnavailable, NoUsableAnswer
from afterword.llm.usage import Usage

__all__ = ["DEFAULT_BASE_URL", "Llm", "LlmUnavailable", "NoUsableAnswer", "Usage"]
