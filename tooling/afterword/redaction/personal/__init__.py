"""Personal data: names, addresses, numbers of persons, their papers, devices and accounts."""

from afterword.redaction.personal.finding import KINDS, find

__all__ = ["KINDS", "find"]
