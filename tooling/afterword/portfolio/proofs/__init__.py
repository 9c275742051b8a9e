"""The proofs of eval cases that a repository holds: their files, their sides, and what they come to today."""
