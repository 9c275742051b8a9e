"""Eval cases at work: tried offline, proven, run, listed, exported and imported."""
