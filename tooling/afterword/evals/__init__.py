"""Eval cases at work: tried offline, listed, exported and imported."""
