"""Afterword: post-mortems of AI incidents that live in Git."""

__version__ = "0.1.0"
