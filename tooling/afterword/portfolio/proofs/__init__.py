"""The proofs of eval cases that a repository holds: their files, their sides, and what they come to today."""

NOT_PROVEN = "not proven"
"""What the proof of a case comes to that has none."""
