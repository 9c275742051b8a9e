"""Conversations as the assistants of providers export them: ChatGPT's and Claude's `conversations.json`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from afterword.evidence.collectors.json_values import listing, mapping, mappings, string


def messages_of(value: Any) -> list[dict[str, Any]]:
    """Return the messages of an export in the order of their times; none if a document is something else.

    Each has `role`, `content`, `timestamp`, and `model` if it is known.
    """
    conversations = mappings(value) or mappings([value])
    found = [message for one in conversations for message in (*_of_tree(one), *_of_list(one))]
    return sorted(found, key=lambda message: str(message["timestamp"]))


def _of_tree(conversation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Read ChatGPT's: a tree of messages, of which answers that were tried again are branches."""
    nodes = mapping(conversation.get("mapping"))
    for message in (mapping(mapping(node).get("message")) for node in nodes.values()):
        content, role = mapping(message.get("content")), string(mapping(message.get("author")).get("role"))
        is_hidden = mapping(message.get("metadata")).get("is_visually_hidden_from_conversation") is True
        parts = [
            part if isinstance(part, str) else string(mapping(part).get("text"))
            for part in listing(content.get("parts"))
        ]
        text = "\n".join(filter(None, parts)) or string(content.get("text"))
        if role and text and not is_hidden and role != "system":
            model = string(mapping(message.get("metadata")).get("model_slug"))
            name = string(mapping(message.get("author")).get("name"))
            yield {"role": role, "content": text, "timestamp": message.get("create_time"), "model": model, "name": name}


def _of_list(conversation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Read Claude's: a list of messages with their senders."""
    for message in mappings(conversation.get("chat_messages")):
        blocks = mappings(message.get("content"))
        text = "\n".join(filter(None, (string(block.get("text")) for block in blocks))) or string(message.get("text"))
        if text:
            yield {
                "role": string(message.get("sender")),
                "content": text,
                "timestamp": message.get("created_at"),
                "model": string(conversation.get("model")),
            }
