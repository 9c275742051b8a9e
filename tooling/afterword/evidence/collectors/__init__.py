"""Collectors: each reads one kind of source."""
