"""Secrets that are known by what is around them: headers, settings, connection strings, key blocks, sentences."""

from afterword.redaction.credentials.finding import KINDS, find

__all__ = ["KINDS", "find"]
