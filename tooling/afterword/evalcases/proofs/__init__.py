"""The record of a proof: what it holds, what it comes to, and in which words."""

FOLDER = "proofs"
"""The folder of the records in an evidence folder."""
