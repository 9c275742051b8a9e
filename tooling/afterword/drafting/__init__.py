"""Draft a post-mortem from its evidence."""
