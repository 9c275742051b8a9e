"""Drafting a post-mortem from its evidence."""
