"""The record of a proof: what it holds, what it comes to, and in which words."""
