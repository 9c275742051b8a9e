"""Formats that eval cases are exported to, each a function from portable cases to files."""
