"""Blameless, neutral and specific language in post-mortems: pure functions over plain English."""

from afterword.language.action_wording import find_vague_action
from afterword.language.blame import find_blame
from afterword.language.english import is_english
from afterword.language.finding import Finding, Tier
from afterword.language.prose import Passage, split_prose
from afterword.language.shallow_causes import find_shallow_causes

__all__ = [
    "Finding",
    "Passage",
    "Tier",
    "find_blame",
    "find_shallow_causes",
    "find_vague_action",
    "is_english",
    "split_prose",
]
