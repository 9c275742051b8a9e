"""Ask a model behind any OpenAI-compatible endpoint: for answers of a given form, or for what it answers a user."""

from afterword.llm.chat import Chat, ChatAnswer, ChatQuestion, NoAnswer
from afterword.llm.client import DEFAULT_BASE_URL, Llm
from afterword.llm.errors import BudgetSpent, LlmUnavailable, NoUsableAnswer
from afterword.llm.usage import Usage

__all__ = [
    "DEFAULT_BASE_URL",
    "BudgetSpent",
    "Chat",
    "ChatAnswer",
    "ChatQuestion",
    "Llm",
    "LlmUnavailable",
    "NoAnswer",
    "NoUsableAnswer",
    "Usage",
]
