"""Blameless, neutral and specific language in post-mortems: pure functions over plain English."""

from afterword.language.actions import begins_with_verb, vague_action
from afterword.language.blame import KINDS, blame
from afterword.language.causes import ends_at
from afterword.language.finding import Finding, Tier
from afterword.language.prose import Passage, prose

__all__ = ["KINDS", "Finding", "Passage", "Tier", "begins_with_verb", "blame", "ends_at", "prose", "vague_action"]
